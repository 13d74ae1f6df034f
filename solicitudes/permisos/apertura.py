"""Who may do what on an opening. Pure: they read the object and the person's credentials."""

from typing import TYPE_CHECKING, Any

from organizacion.permisos import es_cncs, es_control, es_titular_cncs, es_titular_de, es_unicom

if TYPE_CHECKING:
    from solicitudes.models import Apertura


def es_su_titular(apertura: "Apertura", persona: Any) -> bool:
    """7.ii: the head of exactly the área that asks."""
    return es_titular_de(apertura.area_id, persona)


def sin_conflicto(apertura: "Apertura", persona: Any) -> bool:
    """Separation of duties: nobody reviews what they filed, would administer, or asks for their own área."""
    implicados = {apertura.presentada_por_id, apertura.titular_propuesto_id, apertura.suplente_propuesto_id}
    return persona.pk not in implicados and not es_titular_de(apertura.area_id, persona)


def puede_revisar(apertura: "Apertura", persona: Any) -> bool:
    """7.iii: anybody of the CNCS without a conflict."""
    return es_cncs(persona) and sin_conflicto(apertura, persona)


def puede_asignar(apertura: "Apertura", persona: Any) -> bool:
    """7.iii: the head of the CNCS shares out the work."""
    return es_titular_cncs(persona) and sin_conflicto(apertura, persona)


def puede_decidir(apertura: "Apertura", persona: Any) -> bool:
    """7.iii: the reviewer to whom it is assigned, or the head of the CNCS; never with a conflict."""
    return puede_revisar(apertura, persona) and (apertura.revisor_id == persona.pk or es_titular_cncs(persona))


def puede_anotar(apertura: "Apertura", persona: Any) -> bool:
    return puede_revisar(apertura, persona)


def ve_notas(apertura: "Apertura", persona: Any) -> bool:
    """The notes of the review are the CNCS's own; internal control reads them."""
    return (es_cncs(persona) and sin_conflicto(apertura, persona)) or es_control(persona)


def puede_registrar_buzon(apertura: "Apertura", persona: Any) -> bool:
    """7.vi: UNICOM."""
    return es_unicom(persona)
