"""Reads of hours, training, strategy and authenticity."""

from datetime import date, datetime

from django.core.signing import BadSignature, Signer

from cuentas.estados.cuidado import EstadoAutenticidad
from cuentas.models import Autenticidad, Convocatoria, Cuenta, Horario, Sesion, Vacaciones

_FIRMA = Signer(salt="cuentas.sesion")


def horarios_por_periodo(cuenta: Cuenta, *, hoy: date) -> list[tuple[Vacaciones, Horario | None, bool]]:
    """5.1.e: each vacation period with the hours of the account, and whether they may still be said: those to come
    first, then the last ones for which they were said."""
    dados = {h.vacaciones_id: h for h in cuenta.horarios.select_related("vacaciones", "registrado_por")[:20]}
    for fila in dados.values():
        fila.cuenta = cuenta
    por_venir = list(Vacaciones.objects.vigentes().filter(hasta__gte=hoy).order_by("desde")[:10])
    pasados = [h.vacaciones for h in dados.values() if h.vacaciones.hasta < hoy]
    return [(v, dados.get(v.pk), v.hasta >= hoy) for v in [*por_venir, *pasados]]


def horario_publicado(cuenta: Cuenta, *, hoy: date) -> Horario | None:
    """5.1.e: what citizens are told: the hours of the vacation period that runs or comes next, if they were said."""
    vigentes = cuenta.horarios.filter(vacaciones__canceladas=False, vacaciones__hasta__gte=hoy)
    return vigentes.select_related("vacaciones").order_by("vacaciones__desde").first()


def autenticidad_concedida(cuenta: Cuenta) -> Autenticidad | None:
    """6.xxx: the verification of the account by its network, when it was granted."""
    return Autenticidad.objects.filter(cuenta=cuenta, estado=EstadoAutenticidad.CONCEDIDA).first()


def llave_de_la_sesion(sesion: Sesion) -> str:
    """5.3.a: what the code of a meeting says: it cannot be made up."""
    return _FIRMA.sign(str(sesion.pk))


def sesion_de_la_llave(llave: str) -> Sesion | None:
    """5.3.a: the meeting of a code; nothing when it is not one of ours."""
    try:
        return Sesion.objects.filter(pk=int(_FIRMA.unsign(llave))).first()
    except (BadSignature, ValueError):
        return None


def constancia_de(codigo: str) -> Convocatoria | None:
    """5.3.a: the certificate with that code."""
    filas = Convocatoria.objects.select_related("sesion", "persona", "area")
    return filas.filter(codigo=codigo).first() if codigo else None


def proxima_sesion(ahora: datetime) -> Sesion | None:
    """5.3.a: the next meeting."""
    return Sesion.objects.por_venir(ahora).order_by("inicia", "pk").first()
