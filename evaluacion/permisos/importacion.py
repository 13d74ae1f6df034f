"""Whose import it is."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from evaluacion.models import ImportacionDeCifras


def es_su_importacion(importacion: "ImportacionDeCifras", persona: Any) -> bool:
    """Only whoever uploaded the file confirms or discards it."""
    return getattr(persona, "pk", None) == importacion.subida_por_id
