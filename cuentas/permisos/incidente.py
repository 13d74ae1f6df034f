"""6.xxxi: who reports an incident, who attends to it, and who may close it."""

from typing import TYPE_CHECKING, Any

from cuentas.permisos.cuenta import administra
from organizacion.permisos import credenciales, encabeza, es_cncs, es_titular_de, es_unicom

if TYPE_CHECKING:
    from cuentas.models import Incidente


def puede_reportar_incidentes(persona: Any) -> bool:
    """6.xxxi: anybody with a position or a part in the institution, on any account."""
    propias = credenciales(persona)
    return bool(propias.roles or propias.adscripciones)


def reporta_este_incidente(incidente: "Incidente", persona: Any) -> bool:
    """6.xxxi: whoever may report one may say that this one is not over."""
    return puede_reportar_incidentes(persona)


def atiende_incidente(incidente: "Incidente", persona: Any) -> bool:
    """6.xxxi: who administers the account, the head of its área or of one above, UNICOM and the CNCS."""
    cuenta = incidente.cuenta
    return es_cncs(persona) or es_unicom(persona) or encabeza(cuenta.area.ruta, persona) or administra(cuenta, persona)


def puede_resolver_incidente(incidente: "Incidente", persona: Any) -> bool:
    """6.xxxi: the CNCS says that it is over, or that it was nothing: never who alone reported it, nor who administers
    the account or heads its área."""
    cuenta = incidente.cuenta
    return (
        es_cncs(persona)
        and incidente.reportaron != {persona.pk}
        and not administra(cuenta, persona)
        and not es_titular_de(cuenta.area_id, persona)
    )


def revisa_accesos(incidente: "Incidente", persona: Any) -> bool:
    """6.xxxi, 5.1.d: the head of the área of the account, or of one above."""
    return encabeza(incidente.cuenta.area.ruta, persona)


def puede_aportar_al_incidente(incidente: "Incidente", persona: Any) -> bool:
    """6.xxxi: those who attend to it, and whoever reported it."""
    return atiende_incidente(incidente, persona) or getattr(persona, "pk", None) in incidente.reportaron
