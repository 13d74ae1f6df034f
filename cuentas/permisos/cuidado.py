"""Who may do what to take care of the accounts: hours, training, strategy, authenticity."""

from typing import TYPE_CHECKING, Any

from bitacora.actores import Sistema
from cuentas.permisos.cuenta import administra
from organizacion.permisos import credenciales, encabeza, es_cncs, es_titular_de

if TYPE_CHECKING:
    from cuentas.models import Autenticidad, Convocatoria, Cuenta, Estrategia


def solo_proceso(objeto: Any, persona: Any) -> bool:
    """What follows from another act, or from the time that passed, is done by the system."""
    return isinstance(persona, Sistema)


def puede_dar_horario(cuenta: "Cuenta", persona: Any) -> bool:
    """5.1.e: the administrators of the account, and the head of its área or of one above."""
    return encabeza(cuenta.area.ruta, persona) or administra(cuenta, persona)


def lleva_autenticidad(autenticidad: "Autenticidad", persona: Any) -> bool:
    """6.xxx: whoever has the account in charge records what the network answered."""
    return puede_dar_horario(autenticidad.cuenta, persona)


def lleva_capacitacion(objeto: Any, persona: Any) -> bool:
    """5.3.a: the CNCS plans the meetings and keeps their lists."""
    return es_cncs(persona)


def envia(convocatoria: "Convocatoria", persona: Any) -> bool:
    """5.3.a: the head of the área, or of one above, sends the person who is called."""
    return encabeza(convocatoria.area.ruta, persona)


def puede_asistir(convocatoria: "Convocatoria", persona: Any) -> bool:
    """5.3.a: the person says «I am here»; or the CNCS, which keeps the list, of anybody but oneself."""
    propia = getattr(persona, "pk", None) == convocatoria.persona_id
    return bool(credenciales(persona).adscripciones) if propia else es_cncs(persona)


def presenta_estrategia(area: Any, persona: Any) -> bool:
    """6.xxxiii: the head of the Junta Local."""
    return es_titular_de(area.pk, persona)


def recibe_estrategia(estrategia: "Estrategia", persona: Any) -> bool:
    """6.xxxiii: the CNCS receives it; never who filed it."""
    return es_cncs(persona) and getattr(persona, "pk", None) != estrategia.presentada_por_id
