"""What every test shares: a database that can be emptied although its log cannot, files in a folder of its own."""

import os
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.models import Model
from django.db.models.sql import InsertQuery
from django.test import TransactionTestCase

from bitacora.candado import TABLAS, aplicar, cerrar, quitar
from bitacora.models import Asiento, Cadena
from evaluacion import candado as evaluacion
from organizacion.models import Area, AsignacionRol, Nombramiento, Persona
from plazos.models import DiaInhabil, VersionCalendario
from tests.fabrica import Institucion, cargar_institucion, recuperar_institucion

# Playwright's synchronous API runs an event loop in the thread of the tests.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests marked ``postgres`` need that engine; ``bin/test`` runs them on it and says so when it cannot."""
    if connection.vendor == "postgresql":
        return
    sin_postgres = pytest.mark.skip(reason="needs PostgreSQL")
    for item in items:
        if item.get_closest_marker("postgres"):
            item.add_marker(sin_postgres)


@pytest.fixture(scope="session", autouse=True)
def contrasenas_baratas() -> None:
    """Deriving a password is slow on purpose; the tests register hundreds of people."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session", autouse=True)
def vaciar_con_candado() -> Iterator[None]:
    """Transactional tests end by emptying the tables: only then, and only here, the lock of the log is lifted."""
    original = TransactionTestCase._fixture_teardown

    def teardown(self: TransactionTestCase) -> None:
        for tabla in TABLAS:
            aplicar(connection, tabla, quitar(tabla))
        aplicar(connection, evaluacion.TABLA, evaluacion.QUITAR)
        try:
            original(self)
        finally:
            cerrar(connection)
            aplicar(connection, evaluacion.TABLA, evaluacion.QUITAR, evaluacion.PONER)

    TransactionTestCase._fixture_teardown = teardown
    yield
    TransactionTestCase._fixture_teardown = original


@pytest.fixture(autouse=True)
def archivos_aparte(tmp_path, settings) -> None:
    """Uploads go to a folder of this test; static files need no manifest; the cache starts empty."""
    settings.MEDIA_ROOT = tmp_path / "documentos"
    settings.EMAIL_FILE_PATH = str(tmp_path / "correo")
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    cache.clear()


@pytest.fixture
def ahora() -> datetime:
    """A Monday at ten in the morning at the institution, inside the calendar that was published for 2025."""
    return datetime(2025, 8, 25, 10, 0, tzinfo=settings.INSTITUCION.zona)


@pytest.fixture
def ine(db, ahora) -> Institucion:
    """A small institution on real facts: some áreas, the calendar, and one person for each role."""
    return _institucion(ahora)


@pytest.fixture
def ine_confirmado(transactional_db, ahora) -> Institucion:
    """The same, committed: for tests with several connections, processes or a browser."""
    return _institucion(ahora)


_INSERCIONES: list[tuple[str, Any]] = []


def _institucion(ahora: datetime) -> Institucion:
    """The institution, loaded through the product's actions once; afterwards the same rows are put back."""
    if not _INSERCIONES:
        ine = cargar_institucion(ahora)
        # In the order of the foreign keys among them.
        modelos = [Area, VersionCalendario, Persona, DiaInhabil, Nombramiento, AsignacionRol, Cadena, Asiento]
        historias = [m.history.model for m in modelos if hasattr(m, "history")]
        for modelo in [*modelos, *historias]:
            _INSERCIONES.extend(_inserciones(modelo))
        return ine
    with connection.cursor() as cursor:
        for orden, valores in _INSERCIONES:
            cursor.execute(orden, valores)
    return recuperar_institucion(ahora)


def _inserciones(modelo: type[Model]) -> list[tuple[str, Any]]:
    """The statements that put the rows of a model back as they are, written once: there are thousands of tests."""
    filas = list(modelo._default_manager.order_by("pk"))
    insertar = InsertQuery(modelo)
    insertar.insert_values(modelo._meta.concrete_fields, filas)
    tope = max(1, connection.ops.bulk_batch_size(modelo._meta.concrete_fields, filas))
    ordenes = []
    for desde in range(0, len(filas), tope):
        insertar.objs = filas[desde : desde + tope]
        ordenes += insertar.get_compiler(connection=connection).as_sql()
    if connection.vendor == "postgresql":  # one text, so that its values are not written again each time
        with connection.cursor() as cursor:
            return [(cursor.mogrify(orden, valores).decode(), None) for orden, valores in ordenes]
    return ordenes
