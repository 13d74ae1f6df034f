"""Indexes of the list of requests (newest first) and, on PostgreSQL, of the search in them (trigrams)."""

import logging
from typing import Any

from django.db import DatabaseError, migrations, models, transaction

registro = logging.getLogger(__name__)
MODELOS = ("apertura", "baja", "cambio", "caso", "duda", "publicidad", "usoindebido")


def _hay_trigramas(schema_editor: Any) -> bool:
    """Create the extension of trigrams. Only some roles may: without it the search reads more, and says the same."""
    conexion = schema_editor.connection
    if conexion.vendor != "postgresql":
        return False
    try:
        with transaction.atomic(using=conexion.alias), conexion.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DatabaseError as error:
        registro.warning("Sin índices de búsqueda: no se pudo crear la extensión pg_trgm (%s).", str(error).strip())
        return False
    return True


def crear(apps: Any, schema_editor: Any) -> None:
    if not _hay_trigramas(schema_editor):
        return
    with schema_editor.connection.cursor() as cursor:
        for modelo in MODELOS:
            cursor.execute(
                f"CREATE INDEX IF NOT EXISTS {modelo}_busqueda ON solicitudes_{modelo} "
                "USING gin (busqueda gin_trgm_ops)"
            )


def quitar(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        with schema_editor.connection.cursor() as cursor:
            for modelo in MODELOS:
                cursor.execute(f"DROP INDEX IF EXISTS {modelo}_busqueda")


class Migration(migrations.Migration):
    dependencies = [("solicitudes", "0004_sin_apertura_en_los_papeles")]

    operations = [
        *(
            migrations.AddIndex(modelo, models.Index(fields=["-creada", "-id"], name=f"{modelo}_recientes"))
            for modelo in MODELOS
        ),
        migrations.RunPython(crear, quitar),
    ]
