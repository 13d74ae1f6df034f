"""The lock on the log's table: triggers that refuse UPDATE, DELETE and TRUNCATE, for both database engines."""

from collections.abc import Mapping, Sequence
from typing import Final

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

PONER: Final = {
    "postgresql": [
        """
        CREATE OR REPLACE FUNCTION bitacora_solo_agregar() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'La bitácora solo admite agregar: % rechazado', TG_OP USING ERRCODE = 'restrict_violation';
        END $$
        """,
        """
        CREATE TRIGGER bitacora_asiento_inmutable BEFORE UPDATE OR DELETE ON bitacora_asiento
        FOR EACH ROW EXECUTE FUNCTION bitacora_solo_agregar()
        """,
        """
        CREATE TRIGGER bitacora_asiento_no_vaciar BEFORE TRUNCATE ON bitacora_asiento
        FOR EACH STATEMENT EXECUTE FUNCTION bitacora_solo_agregar()
        """,
    ],
    "sqlite": [
        """
        CREATE TRIGGER bitacora_asiento_inmutable BEFORE UPDATE ON bitacora_asiento
        BEGIN SELECT RAISE(ABORT, 'La bitácora solo admite agregar: UPDATE rechazado'); END
        """,
        """
        CREATE TRIGGER bitacora_asiento_no_borrar BEFORE DELETE ON bitacora_asiento
        BEGIN SELECT RAISE(ABORT, 'La bitácora solo admite agregar: DELETE rechazado'); END
        """,
        # REPLACE deletes the old row without firing the trigger of DELETE.
        """
        CREATE TRIGGER bitacora_asiento_no_reemplazar BEFORE INSERT ON bitacora_asiento
        WHEN EXISTS (SELECT 1 FROM bitacora_asiento a
                     WHERE a.id = NEW.id OR (a.cadena = NEW.cadena AND a.numero = NEW.numero))
        BEGIN SELECT RAISE(ABORT, 'La bitácora solo admite agregar: REPLACE rechazado'); END
        """,
    ],
}

QUITAR: Final = {
    "postgresql": [
        "DROP TRIGGER IF EXISTS bitacora_asiento_inmutable ON bitacora_asiento",
        "DROP TRIGGER IF EXISTS bitacora_asiento_no_vaciar ON bitacora_asiento",
    ],
    "sqlite": [
        "DROP TRIGGER IF EXISTS bitacora_asiento_inmutable",
        "DROP TRIGGER IF EXISTS bitacora_asiento_no_borrar",
        "DROP TRIGGER IF EXISTS bitacora_asiento_no_reemplazar",
    ],
}


def aplicar(conexion: BaseDatabaseWrapper, tabla: str, *ordenes: Mapping[str, Sequence[str]]) -> None:
    """Run the statements of the engine of ``conexion``, all or none, if ``tabla`` is there at all. Taking a lock off
    and putting it on again may be repeated as often as one likes."""
    if tabla not in conexion.introspection.table_names():
        return
    with transaction.atomic(using=conexion.alias), conexion.cursor() as cursor:
        for conjunto in ordenes:
            for orden in conjunto[conexion.vendor]:
                cursor.execute(orden)
