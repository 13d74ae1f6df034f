"""Which requests wait for information that was asked for."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, Model, OuterRef

from solicitudes.models import Requerimiento


def espera_informacion(modelo: type[Model]) -> Exists:
    """For ``annotate``: does this request of ``modelo`` wait for what was asked?"""
    pendientes = Requerimiento.objects.filter(contestado__isnull=True, cancelado__isnull=True)
    return Exists(pendientes.filter(tipo=ContentType.objects.get_for_model(modelo), objeto_id=OuterRef("pk")))


def pendiente_de(solicitud: Any) -> Requerimiento | None:
    """What is asked of a request now, if anything is."""
    filas: Any = solicitud.requerimientos
    return filas.filter(contestado__isnull=True, cancelado__isnull=True).first()
