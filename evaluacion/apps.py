from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class EvaluacionConfig(AppConfig):
    name = "evaluacion"
    verbose_name = "Evaluación"

    def ready(self) -> None:
        post_migrate.connect(poner_candado, sender=self)


def poner_candado(using: str, **kwargs: Any) -> None:
    """Put the lock on what was issued (8.a) after every migration, as the log's."""
    from bitacora.candado import aplicar
    from evaluacion.candado import PONER, QUITAR, TABLA

    aplicar(connections[using], TABLA, QUITAR, PONER)
