"""The papers of the openings hang on any request from now on; the openings get their text of search."""

from typing import Any

from django.db import migrations


def pasar(apps: Any, schema_editor: Any) -> None:
    tipo, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="solicitudes", model="apertura"
    )
    for nombre in ("Documento", "Constancia", "Nota"):
        modelo = apps.get_model("solicitudes", nombre)
        for fila in modelo.objects.filter(tipo__isnull=True).only("pk", "apertura_id").iterator():
            modelo.objects.filter(pk=fila.pk).update(tipo=tipo, objeto_id=fila.apertura_id)
    from cuentas.direcciones import plegar

    aperturas = apps.get_model("solicitudes", "Apertura")
    personas = ("presentada_por", "titular_propuesto", "suplente_propuesto")
    for a in aperturas.objects.select_related("area", *personas).iterator():
        textos = [a.folio, a.nombre, a.clave, a.programa, a.area.siglas, a.area.nombre, a.area.entidad]
        textos += [getattr(a, campo).nombre for campo in personas if getattr(a, campo)]
        aperturas.objects.filter(pk=a.pk).update(busqueda=plegar(" ".join(t for t in textos if t)))


class Migration(migrations.Migration):
    dependencies = [("solicitudes", "0002_solicitudes_del_capitulo_7")]

    operations = [migrations.RunPython(pasar, migrations.RunPython.noop)]
