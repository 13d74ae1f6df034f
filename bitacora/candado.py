"""The lock on the tables of the log and of its anchors: triggers that refuse UPDATE, DELETE and TRUNCATE, for both
database engines."""

from collections.abc import Mapping, Sequence
from typing import Final

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

# Each table, and when a row that is inserted would take the place of another (in SQLite).
TABLAS: Final = {
    "bitacora_asiento": "a.id = NEW.id OR (a.cadena = NEW.cadena AND a.numero = NEW.numero)",
    "bitacora_ancla": "a.id = NEW.id OR a.fecha = NEW.fecha OR a.hash = NEW.hash OR a.hash_previo = NEW.hash_previo",
    "bitacora_cabezaanclada": "a.id = NEW.id OR (a.cadena = NEW.cadena AND a.numero = NEW.numero) "
    "OR (a.ancla_id = NEW.ancla_id AND a.orden = NEW.orden)",
}

_RECHAZAR: Final = """
    CREATE OR REPLACE FUNCTION bitacora_solo_agregar() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'La bitácora solo admite agregar: % rechazado', TG_OP USING ERRCODE = 'restrict_violation';
    END $$
"""


def poner(tabla: str) -> dict[str, list[str]]:
    """The statements that put the lock on a table."""
    return {
        "postgresql": [
            _RECHAZAR,
            f"""
            CREATE TRIGGER {tabla}_inmutable BEFORE UPDATE OR DELETE ON {tabla}
            FOR EACH ROW EXECUTE FUNCTION bitacora_solo_agregar()
            """,
            f"""
            CREATE TRIGGER {tabla}_no_vaciar BEFORE TRUNCATE ON {tabla}
            FOR EACH STATEMENT EXECUTE FUNCTION bitacora_solo_agregar()
            """,
        ],
        "sqlite": [
            f"""
            CREATE TRIGGER {tabla}_inmutable BEFORE UPDATE ON {tabla}
            BEGIN SELECT RAISE(ABORT, 'La bitácora solo admite agregar: UPDATE rechazado'); END
            """,
            f"""
            CREATE TRIGGER {tabla}_no_borrar BEFORE DELETE ON {tabla}
            BEGIN SELECT RAISE(ABORT, 'La bitácora solo admite agregar: DELETE rechazado'); END
            """,
            # REPLACE deletes the old row without firing the trigger of DELETE.
            f"""
            CREATE TRIGGER {tabla}_no_reemplazar BEFORE INSERT ON {tabla}
            WHEN EXISTS (SELECT 1 FROM {tabla} a WHERE {TABLAS[tabla]})
            BEGIN SELECT RAISE(ABORT, 'La bitácora solo admite agregar: REPLACE rechazado'); END
            """,
        ],
    }


def quitar(tabla: str) -> dict[str, list[str]]:
    """The statements that take it off."""
    return {
        "postgresql": [f"DROP TRIGGER IF EXISTS {tabla}_{t} ON {tabla}" for t in ("inmutable", "no_vaciar")],
        "sqlite": [f"DROP TRIGGER IF EXISTS {tabla}_{t}" for t in ("inmutable", "no_borrar", "no_reemplazar")],
    }


def cerrar(conexion: BaseDatabaseWrapper) -> None:
    """Put the lock on every table, anew."""
    for tabla in TABLAS:
        aplicar(conexion, tabla, quitar(tabla), poner(tabla))


def aplicar(conexion: BaseDatabaseWrapper, tabla: str, *ordenes: Mapping[str, Sequence[str]]) -> None:
    """Run the statements of the engine of ``conexion``, all or none, if ``tabla`` is there at all. Taking a lock off
    and putting it on again may be repeated as often as one likes."""
    if tabla not in conexion.introspection.table_names():
        return
    with transaction.atomic(using=conexion.alias), conexion.cursor() as cursor:
        for conjunto in ordenes:
            for orden in conjunto[conexion.vendor]:
                cursor.execute(orden)
