from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class BitacoraConfig(AppConfig):
    name = "bitacora"
    verbose_name = "Bitácora"

    def ready(self) -> None:
        post_migrate.connect(poner_candado, sender=self)


def poner_candado(using: str, **kwargs: Any) -> None:
    """Lock the log and its anchors after every migration: SQLite makes a changed table anew, without its triggers."""
    from bitacora.candado import cerrar

    cerrar(connections[using])
