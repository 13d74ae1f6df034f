"""6.xxxi: reads of incidents: the open one of an account, what is missing to close it, and its story."""

from typing import Any, Final

from django.db.models import Q, QuerySet

from bitacora.consultas import asientos_de
from bitacora.relato import contar
from cuentas.estados import OFICIALES, Caracter, EstadoRotacion, PuntoDeAcceso
from cuentas.models import Cuenta, Incidente

FRASES_DEL_INCIDENTE: Final[dict[str, str]] = {
    "reportar": "Se reportó: {que_paso}",
    "reportar_otra_vez": "Otra persona lo reportó también",
    "aportar": "Se agregó evidencia: {que}",
    "contener": "Se contuvo: {medidas}",
    "recuperar": "Se recuperó la cuenta: {medidas}",
    "revisar_accesos": "Se revisaron los accesos: {hechos} de {puntos} puntos",
    "escribir_lecciones": "Se escribieron las lecciones",
    "cerrar": "La CNCS lo cerró",
    "desestimar": "La CNCS determinó que fue una falsa alarma",
    "reabrir": "Se reabrió",
    "recaer": "La cuenta volvió a estar comprometida",
    "recordatorio": "Se recordó un plazo",
    "plazo_vencido": "Venció un plazo",
}


def incidente_abierto(cuenta: Cuenta) -> Incidente | None:
    """6.xxxi: the open incident of an account, if it has one."""
    return Incidente.objects.abiertos().filter(cuenta=cuenta).first()


def cuentas_que_puede_reportar(persona: Any) -> QuerySet[Cuenta]:
    """6.xxxi: every official account, and those not yet official that the person may open inside."""
    propias = Cuenta.objects.visibles_para(persona).vivas().values("pk")
    cuentas = Cuenta.objects.filter(Q(estado__in=OFICIALES) | Q(pk__in=propias))
    return cuentas.select_related("area").order_by("nombre", "pk")


def historia_del_incidente(incidente: Incidente) -> list[dict[str, Any]]:
    """8.c: what happened, newest first, as ``{% linea_de_tiempo %}`` shows it."""
    return [contar(a, FRASES_DEL_INCIDENTE) for a in asientos_de(incidente.cadena).order_by("-numero")]


def falta_para_cerrar(incidente: Incidente) -> list[str]:
    """6.xxxi: what is to be done before the CNCS closes it, in Spanish."""
    faltas = []
    if not _se_cambio_la_contrasena(incidente):
        faltas.append("cambiar la contraseña después de recuperar la cuenta, y que la otra persona lo confirme")
    if not incidente.accesos_revisados or len(incidente.accesos) < len(PuntoDeAcceso):
        faltas.append("que la o el titular del área revise todos los accesos")
    if not incidente.lecciones:
        faltas.append("escribir las lecciones")
    return faltas


def _se_cambio_la_contrasena(incidente: Incidente) -> bool:
    """After the recovery, and confirmed where there is somebody else to confirm it; a closed account has none."""
    cuenta = incidente.cuenta
    if cuenta.dada_de_baja:
        return True
    completa = len(cuenta.administradores) == len(Caracter)
    validos = [EstadoRotacion.CONFIRMADA] if completa else [EstadoRotacion.CONFIRMADA, EstadoRotacion.HECHA]
    return cuenta.rotaciones.filter(estado__in=validos, hecha__gte=incidente.recuperado).exists()
