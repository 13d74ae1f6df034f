"""Who may do what with what citizens write (5.2.e–f, 6.vii, 6.xvii, 8.b)."""

from typing import TYPE_CHECKING, Any

from cuentas.permisos import administra
from organizacion.permisos import encabeza

if TYPE_CHECKING:
    from cuentas.models import Cuenta
    from publicaciones.models import Importacion, Interaccion, Medida, Propuesta, Rebase, Tema


def atiende(cuenta: "Cuenta", persona: Any) -> bool:
    """5.1.d, 5.2.e: the administrators of the account, the head of its área and those above."""
    return encabeza(cuenta.area.ruta, persona) or administra(cuenta, persona)


def puede_atender(interaccion: "Interaccion", persona: Any) -> bool:
    return atiende(interaccion.cuenta, persona)


def es_del_area_turnada(interaccion: "Interaccion", persona: Any) -> bool:
    """6.vii: the head of the área that owns the information, or one above."""
    area = interaccion.area_turnada
    return area is not None and encabeza(area.ruta, persona)


def puede_contestar_a_la_ciudadania(interaccion: "Interaccion", persona: Any) -> bool:
    """6.vii: whoever attends the account; once it was passed on, also the área that owns the information."""
    return puede_atender(interaccion, persona) or es_del_area_turnada(interaccion, persona)


def puede_acusar(interaccion: "Interaccion", persona: Any) -> bool:
    """5.2.f: the head of the account's área, or one above; never whoever told it."""
    return interaccion.relevante_por_id != persona.pk and encabeza(interaccion.cuenta.area.ruta, persona)


def puede_confirmar_medida(medida: "Medida", persona: Any) -> bool:
    """6.xvii: a second person of those who attend the account."""
    return medida.registrada_por_id != getattr(persona, "pk", None) and atiende(medida.cuenta, persona)


def puede_analizar(propuesta: "Propuesta", persona: Any) -> bool:
    """8.b: the head of the área, or one above; never whoever registered it."""
    return propuesta.registrada_por_id != getattr(persona, "pk", None) and encabeza(propuesta.area.ruta, persona)


def puede_ordenar(tema: "Tema", persona: Any) -> bool:
    """6.xix: the head of the área or one above, and who administers one of its accounts."""
    return encabeza(tema.area.ruta, persona) or getattr(persona, "pk", None) in tema.administran


def puede_atender_rebase(rebase: "Rebase", persona: Any) -> bool:
    return atiende(rebase.cuenta, persona)


def es_su_importacion(importacion: "Importacion", persona: Any) -> bool:
    return importacion.subida_por_id == getattr(persona, "pk", None)
