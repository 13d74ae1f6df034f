"""6.viii: what the consults on a text let, stop or leave on record when it is published."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q

from cuentas.models import Designacion
from organizacion.fechas import con_hora
from organizacion.models import Persona
from organizacion.permisos import credenciales
from plazos.estados import Semaforo
from publicaciones.estados import EstadoVariante
from publicaciones.estados.consulta import COLOR_DE_CONSULTA, EstadoConsulta, Opinion
from publicaciones.models import Consulta, Variante


@dataclass(frozen=True)
class Respaldo:
    """What a text has behind it at an instant. ``aprobado`` only by an opinion on that very text; ``impedimento`` is
    why it may not be published, empty when it may."""

    aprobado: bool
    texto: str
    color: str
    impedimento: str = ""
    consulta: Consulta | None = None

    @property
    def admite_consulta(self) -> bool:
        """May it still be asked about? Not what is being studied, nor what was answered."""
        return not (self.aprobado or self.impedimento)


def respaldo_de(variante: Variante, huella: str, momento: datetime) -> Respaldo:
    """6.viii: what the text of that digest had behind it at ``momento``. Without a consult nothing stops it: one
    consults only in doubt.

    Silence stops nothing either, and approves nothing: what is published after it is on record as such.
    """
    consultas = list(variante.consultas.order_by("-presentada", "-pk"))
    for consulta in consultas:
        if consulta.abierta_en(momento):
            return _abierta(consulta)
    for consulta in consultas:
        if consulta.aprueba(huella):
            texto = f"Con opinión favorable de la CNCS ({consulta.folio})"
            return Respaldo(True, texto, COLOR_DE_CONSULTA[EstadoConsulta.FAVORABLE], consulta=consulta)
        if consulta.huella == huella and consulta.opinion in {Opinion.DESFAVORABLE, Opinion.CON_CAMBIOS}:
            return _en_contra(consulta)
    for consulta in consultas:
        if consulta.huella == huella and consulta.estado_al(momento) == EstadoConsulta.SIN_PRONUNCIAMIENTO:
            texto = f"Sin opinión favorable: la CNCS no se pronunció en 48 horas ({consulta.folio})"
            return Respaldo(False, texto, "gris", consulta=consulta)
    return Respaldo(False, "Sin opinión favorable: no se consultó este texto", "gris")


def textos_por_consultar(persona: Persona) -> list[Variante]:
    """6.viii: the last posts in preparation, with a text and never consulted, of the accounts in which the person
    publishes: where a doubt may begin."""
    encabeza = [area.pk for area in credenciales(persona).titular_de]
    administra = Designacion.objects.vigentes().filter(persona=persona).values("cuenta")
    filas = Variante.objects.filter(Q(cuenta__in=administra) | Q(cuenta__area__in=encabeza))
    filas = filas.filter(estado=EstadoVariante.BORRADOR, consultas__isnull=True).exclude(texto="")
    return list(filas.select_related("contenido", "cuenta").order_by("-modificada", "-pk")[:POR_CONSULTAR])


def _abierta(consulta: Consulta) -> Respaldo:
    porque = (
        f"Espere la respuesta a la consulta {consulta.folio}, que vence el {con_hora(consulta.vence)}, o retírela: "
        "mientras está abierta no se publica (6.viii)."
    )
    color = COLOR_DE_CONSULTA[EstadoConsulta(consulta.estado)]
    return Respaldo(False, f"Sin opinión favorable: consulta {consulta.folio} abierta", color, porque, consulta)


def _en_contra(consulta: Consulta) -> Respaldo:
    if consulta.opinion == Opinion.DESFAVORABLE:
        dice = f"La opinión de la CNCS sobre este texto fue desfavorable ({consulta.folio})"
        porque = f"{dice}: no se publica. Cámbielo y, si tiene duda, consulte de nuevo."
    else:
        dice = f"La CNCS pidió cambios a este texto ({consulta.folio})"
        porque = f"{dice}: adopte el texto que propuso, o escriba otro y, si tiene duda, consulte de nuevo."
    return Respaldo(False, dice, "rojo", porque, consulta)


FRASES_DE_CONSULTA: Final = {
    "consultar": "Se presentó la consulta",
    "tomar": "La CNCS la tomó para estudio",
    "preguntar": "La CNCS pidió información",
    "responder": "Se respondió a la CNCS",
    "opinar_a_favor": "La CNCS opinó a favor",
    "proponer_cambios": "La CNCS aprobó otro texto",
    "opinar_en_contra": "La CNCS opinó en contra",
    "retirar": "Se retiró",
    "vencer": "Terminaron las 48 horas sin respuesta",
    "anular": "Quedó anulada",
}
HORAS_DE_AMBAR: Final = 24
HORAS_DE_ROJO: Final = 4
POR_CONSULTAR: Final = 8


def queda_en_palabras(consulta: Consulta, ahora: datetime) -> str:
    """«Quedan 31 h 05 min», to the minute that has not ended yet; how it ended, when it is over."""
    if not consulta.abierta_al(ahora):
        return consulta.estado_al(ahora).label
    minutos = -(-consulta.le_queda(ahora) // timedelta(minutes=1))
    return f"Quedan {minutos // 60} h {minutos % 60:02d} min"


def luz_de(consulta: Consulta, ahora: datetime) -> Semaforo:
    """Red in the last four hours, amber in the last day; grey once it is over."""
    if not consulta.abierta_al(ahora):
        return Semaforo.GRIS
    horas = consulta.le_queda(ahora) / timedelta(hours=1)
    return Semaforo.ROJO if horas <= HORAS_DE_ROJO else Semaforo.AMBAR if horas <= HORAS_DE_AMBAR else Semaforo.VERDE
