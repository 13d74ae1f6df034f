from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class CuentasConfig(AppConfig):
    name = "cuentas"
    verbose_name = "Cuentas"

    def ready(self) -> None:
        post_migrate.connect(poner_candado, sender=self)


def poner_candado(using: str, **kwargs: Any) -> None:
    """Put the check of the two administrators (5.1.b) after every migration, as the log's."""
    from bitacora.candado import aplicar
    from cuentas.candado import PONER, QUITAR

    aplicar(connections[using], "cuentas_designacion", QUITAR, PONER)
