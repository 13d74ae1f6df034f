"""Accounts that were active say since when they are official."""

from typing import Any

from django.db import migrations
from django.db.models import F


def llenar(apps: Any, schema_editor: Any) -> None:
    from organizacion.tiempo import fecha_local

    cuentas = apps.get_model("cuentas", "Cuenta")
    for cuenta in cuentas.objects.filter(activada__isnull=False, oficial_desde__isnull=True).iterator():
        cuentas.objects.filter(pk=cuenta.pk).update(oficial_desde=fecha_local(cuenta.activada))
    cuentas.objects.filter(estado="regularizacion", oficial_desde__isnull=True).update(oficial_desde=F("abierta_el"))


class Migration(migrations.Migration):
    dependencies = [("cuentas", "0003_bajas_rotaciones_y_personales")]

    operations = [migrations.RunPython(llenar, migrations.RunPython.noop)]
