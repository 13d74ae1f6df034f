"""The rules that a proposal must meet before it is filed (5.1.b, 7.i, 7.ii, 7.vi, 7.x)."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Value

from cuentas.acciones import DesignacionInvalida, revisar_designacion
from cuentas.direcciones import IdentificadorInvalido, limpiar_identificador
from cuentas.estados import Caracter, Red
from cuentas.models import Cuenta
from organizacion.consultas import nombramientos_vigentes
from organizacion.criterios import FINES
from solicitudes.estados import EN_TRAMITE
from solicitudes.models import Apertura


@dataclass(frozen=True)
class Falta:
    """What is missing or wrong in a field of the proposal, and what to do, in Spanish."""

    campo: str
    mensaje: str


class ReglaRota(ValueError):
    """A value breaks a rule of the norm. ``str()`` is the message in Spanish."""


def revisar_red(red: str) -> str:
    """7.x: YouTube has one channel, run by the CNCS. Raises ``ReglaRota``."""
    if red == Red.YOUTUBE:
        raise ReglaRota(
            "En YouTube solo existe el canal INETV, a cargo de la CNCS (7.x): presente una petición de difusión."
        )
    return red


def revisar_identificador(red: str, identificador: str) -> str:
    """7.vi: the handle as the network takes it; on X it ends in the institution's suffix. Raises ``ReglaRota``."""
    try:
        limpio = limpiar_identificador(red, identificador)
    except IdentificadorInvalido as error:
        raise ReglaRota(str(error)) from error
    sufijo = settings.INSTITUCION.sufijo_x
    if red == Red.X and not limpio.casefold().endswith(sufijo.casefold()):
        raise ReglaRota(
            f"En X el identificador debe terminar en «{sufijo}» (7.vi), por ejemplo «@{limpio[:11]}{sufijo}»."
        )
    return limpio


def faltas(apertura: Apertura) -> list[Falta]:
    """Everything that keeps the proposal from being filed; empty when it may be."""
    lista = [Falta(campo, mensaje) for campo, mensaje in _OBLIGATORIOS.items() if not getattr(apertura, campo)]
    if not set(apertura.fines) <= FINES.keys():
        lista.append(Falta("fines", "Elija los fines de la lista."))
    lista += _faltas_de_la_cuenta(apertura)
    lista += _faltas_de_administradores(apertura)
    return lista


_OBLIGATORIOS = {
    "red": "Elija la red social.",
    "identificador": "Escriba el identificador que propone.",
    "nombre": "Escriba el nombre que llevará la cuenta.",
    "fines": "Elija al menos un fin (3).",
    "programa": "Diga a qué programa institucional corresponde.",
    "actividad": "Describa qué actividad difundirá la cuenta.",
    "por_que_no_cncs": "Explique por qué no bastan las cuentas de la CNCS (7.i).",
    "operacion": "Describa cómo se operará la cuenta.",
    "frecuencia": "Elija cada cuánto se actualizará (6.xxii).",
    "titular_propuesto": "Proponga a la persona administradora titular.",
    "suplente_propuesto": "Proponga a la persona administradora suplente.",
}


def _faltas_de_la_cuenta(apertura: Apertura) -> list[Falta]:
    if not apertura.red:
        return []
    try:
        revisar_red(apertura.red)
    except ReglaRota as error:
        return [Falta("red", str(error))]
    if not apertura.identificador:
        return []
    try:
        revisar_identificador(apertura.red, apertura.identificador)
    except ReglaRota as error:
        return [Falta("identificador", str(error))]
    ocupado = _quien_ocupa(apertura)
    return [Falta("identificador", ocupado)] if ocupado else []


def _quien_ocupa(apertura: Apertura) -> str:
    """7.x: who has the handle already, an account or another request, in one query; empty when it is free."""
    en_tramite = (
        Apertura.objects.filter(red=apertura.red, clave=apertura.clave, estado__in=EN_TRAMITE)
        .exclude(pk=apertura.pk)
        .order_by()
        .values_list(Value("Ese identificador ya está en trámite en otra solicitud."))
    )
    vivas = (
        Cuenta.objects.vivas()
        .filter(red=apertura.red, clave=apertura.clave)
        .order_by()
        .values_list(Value("Ya existe una cuenta institucional con ese identificador en esa red."))
    )
    return next((mensaje for (mensaje,) in vivas.union(en_tramite)), "")


def _faltas_de_administradores(apertura: Apertura) -> list[Falta]:
    lista = []
    titular, suplente = apertura.titular_propuesto, apertura.suplente_propuesto
    vigentes = nombramientos_vigentes([persona for persona in (titular, suplente) if persona])
    for campo, persona, caracter in (
        ("titular_propuesto", titular, Caracter.TITULAR),
        ("suplente_propuesto", suplente, Caracter.SUPLENTE),
    ):
        if persona:
            try:
                revisar_designacion(
                    area=apertura.area, persona=persona, caracter=caracter, nombramiento=vigentes.get(persona.pk)
                )
            except DesignacionInvalida as error:
                lista.append(Falta(campo, str(error)))
    if titular and titular == suplente:
        lista.append(Falta("suplente_propuesto", "Titular y suplente deben ser dos personas distintas."))
    return lista
