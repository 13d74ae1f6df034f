"""Triggers that make the log append-only."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from bitacora.candado import PONER, QUITAR


def poner(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for orden in PONER[schema_editor.connection.vendor]:
        schema_editor.execute(orden, params=None)


def quitar(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for orden in QUITAR[schema_editor.connection.vendor]:
        schema_editor.execute(orden, params=None)


class Migration(migrations.Migration):
    dependencies = [("bitacora", "0001_initial")]
    operations = [migrations.RunPython(poner, quitar, elidable=False)]
