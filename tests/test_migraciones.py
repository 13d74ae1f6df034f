"""What was in the database before each request had papers of its own is all there afterwards.

On the engine of production, where an upgrade matters; the database of the demonstration is made from the models.
"""

from datetime import datetime

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client

from cuentas.models import Cuenta
from organizacion.acciones import asignar_rol
from organizacion.estados import Rol
from organizacion.models import Persona
from solicitudes.models import Apertura, Constancia, Documento, Nota
from tests.fabrica import CARGA

ANTES = [("solicitudes", "0001_initial"), ("cuentas", "0002_initial"), ("plazos", "0001_initial")]
ARRIBA = {"publicaciones", "evaluacion"}
AHORA = datetime(2025, 8, 25, 10, 0, tzinfo=settings.INSTITUCION.zona)


def migrar(destino):
    ejecutor = MigrationExecutor(connection)
    ejecutor.migrate(destino)
    return MigrationExecutor(connection).loader.project_state(destino).apps


@pytest.fixture
def base_vacia(django_db_setup, django_db_blocker, settings, tmp_path):
    """A database of its own, without tables, in the place of the one of the tests: those are not made by migrations."""
    settings.MIGRATION_MODULES = {}
    ajustes, nombre = connection.settings_dict, connection.settings_dict["NAME"]
    en_archivo = connection.vendor == "sqlite"
    nueva = str(tmp_path / "antes.sqlite3") if en_archivo else f"{nombre}_migraciones"
    with django_db_blocker.unblock():
        if en_archivo:  # what is in memory is gone when it is closed: it is put aside
            aparte, connection.connection = connection.connection, None
        else:
            connection.close()
            with connection._nodb_cursor() as cursor:
                cursor.execute(f'DROP DATABASE IF EXISTS "{nueva}"')
                cursor.execute(f'CREATE DATABASE "{nueva}"')
        ajustes["NAME"] = nueva
        ContentType.objects.clear_cache()
        try:
            yield
        finally:
            connection.close()
            ajustes["NAME"] = nombre
            ContentType.objects.clear_cache()
            if en_archivo:
                connection.connection = aparte
            else:
                with connection._nodb_cursor() as cursor:
                    cursor.execute(f'DROP DATABASE "{nueva}"')


def poblar(apps):
    """An opening with its papers, one still a draft, and accounts active, being regularised and not yet active."""
    modelo = apps.get_model
    area = modelo("organizacion", "Area").objects.create(
        siglas="DECEyEC", nombre="Dirección Ejecutiva de Educación Cívica", tipo="central", ruta="DECEyEC/"
    )
    personas = [
        modelo("organizacion", "Persona").objects.create(email=f"{n}@ine.mx", nombre=nombre, is_active=True)
        for n, nombre in enumerate(("Íñiguez Ávalos", "Núñez Peña", "Zoë Ximénez"))
    ]
    titular, medio, operativo = personas
    comunes = {"area": area, "creada": AHORA, "guardada": AHORA, "red": "x"}
    aperturas = modelo("solicitudes", "Apertura")
    presentada = aperturas.objects.create(
        folio="AP-2025-0001", estado="en_revision", presentada=AHORA, presentada_por=titular, titular_propuesto=medio,
        suplente_propuesto=operativo, identificador="CulturaINE", clave="culturaine", nombre="Cultura", **comunes,
    )  # fmt: skip
    borrador = aperturas.objects.create(estado="borrador", nombre="Sin papeles", **comunes)
    documentos = modelo("solicitudes", "Documento")
    for n in (1, 2):
        documento = documentos(
            apertura=presentada, clase="oficio", nombre=f"oficio {n}.pdf", huella="0" * 64, tamano=3,
            subido_por=titular, momento=AHORA,
        )  # fmt: skip
        documento.archivo.save(f"oficio{n}.pdf", ContentFile(f"%PDF-{n}".encode()), save=False)
        documento.save()
    datos = {"folio": "AP-2025-0001"}
    modelo("solicitudes", "Constancia").objects.create(
        apertura=presentada, codigo="AAAA-BBBB-CCCC-DDDD", clase="acuse", datos=datos, emitida=AHORA
    )
    modelo("solicitudes", "Nota").objects.create(apertura=presentada, autor=medio, texto="Ojo", momento=AHORA)
    cuentas = modelo("cuentas", "Cuenta")
    cuenta = {"red": "x", "area": area, "abierta_el": AHORA.date().replace(day=1), "nombre": "Cuenta"}
    cuentas.objects.create(clave="aine", identificador="aINE", estado="activa", activada=AHORA, **cuenta)
    cuentas.objects.create(clave="bine", identificador="bINE", estado="regularizacion", **cuenta)
    cuentas.objects.create(clave="cine", identificador="cINE", estado="registrada", **cuenta)
    return presentada.pk, borrador.pk, titular.pk


@pytest.mark.postgres
def test_lo_de_antes_sigue_en_su_solicitud(base_vacia):
    presentada, borrador, titular = poblar(migrar(ANTES))

    # The floors above have nothing of then; tests/test_despliegue.py migrates them all.
    migrar([hoja for hoja in MigrationExecutor(connection).loader.graph.leaf_nodes() if hoja[0] not in ARRIBA])

    fila = Apertura.objects.get(pk=presentada)
    assert [d.nombre for d in fila.documentos.order_by("pk")] == ["oficio 1.pdf", "oficio 2.pdf"]
    assert [c.codigo for c in fila.constancias.all()] == ["AAAA-BBBB-CCCC-DDDD"]
    assert [n.texto for n in fila.notas.all()] == ["Ojo"]
    assert (Documento.objects.count(), Constancia.objects.count(), Nota.objects.count()) == (2, 1, 1)
    assert not Apertura.objects.get(pk=borrador).documentos.exists()
    for parte in ("ap-2025-0001", "culturaine", "educacion civica", "iniguez", "nunez", "zoe ximenez"):
        assert parte in fila.busqueda
    assert "sin papeles" in Apertura.objects.get(pk=borrador).busqueda
    assert dict(Cuenta.objects.values_list("identificador", "oficial_desde")) == {
        "aINE": AHORA.date(),
        "bINE": AHORA.date().replace(day=1),
        "cINE": None,
    }
    asignar_rol(persona=Persona.objects.get(pk=titular), rol=Rol.CONTROL, desde=AHORA.date(), por=CARGA, ahora=AHORA)
    cliente = Client()
    cliente.force_login(Persona.objects.get(pk=titular), backend="django.contrib.auth.backends.ModelBackend")
    for n, documento in enumerate(fila.documentos.order_by("pk"), start=1):
        assert b"".join(cliente.get(f"/solicitudes/documentos/{documento.pk}/")) == f"%PDF-{n}".encode()
    assert Documento.objects.visibles_para(Persona.objects.get(pk=titular)).count() == 2
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT indexname FROM pg_indexes WHERE indexname LIKE '%_busqueda'")
            indices = {nombre for (nombre,) in cursor.fetchall()}
        clases = ("apertura", "baja", "cambio", "caso", "duda", "publicidad", "usoindebido")
        assert {f"{clase}_busqueda" for clase in clases} <= indices
