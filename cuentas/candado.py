"""5.1.b in the database: an active account has exactly one titular and one suplente in force.

The unique constraints refuse a second one of a kind; these triggers refuse that one is missing. PostgreSQL checks when
the transaction ends, so that a change may end one designation and make the next; SQLite checks when the account
becomes active.
"""

from typing import Final

_COMPLETA: Final = """
    (SELECT count(DISTINCT d.caracter) FROM cuentas_designacion d
     WHERE d.cuenta_id = {cuenta} AND d.hasta IS NULL) = 2
"""
_MENSAJE: Final = "Una cuenta activa necesita una persona administradora titular y una suplente (5.1.b)"

PONER: Final = {
    "postgresql": [
        f"""
        CREATE OR REPLACE FUNCTION cuentas_dos_administradores() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE la_cuenta bigint;
        BEGIN
            IF TG_TABLE_NAME = 'cuentas_cuenta' THEN la_cuenta := NEW.id;
            ELSIF TG_OP = 'DELETE' THEN la_cuenta := OLD.cuenta_id;
            ELSE la_cuenta := NEW.cuenta_id;
            END IF;
            IF EXISTS (SELECT 1 FROM cuentas_cuenta c WHERE c.id = la_cuenta AND c.estado = 'activa')
               AND NOT ({_COMPLETA.format(cuenta="la_cuenta")}) THEN
                RAISE EXCEPTION '{_MENSAJE}' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NULL;
        END $$
        """,
        """
        CREATE CONSTRAINT TRIGGER cuentas_cuenta_con_administradores
        AFTER INSERT OR UPDATE OF estado ON cuentas_cuenta DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION cuentas_dos_administradores()
        """,
        """
        CREATE CONSTRAINT TRIGGER cuentas_designacion_completa
        AFTER UPDATE OR DELETE ON cuentas_designacion DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION cuentas_dos_administradores()
        """,
    ],
    "sqlite": [
        f"""
        CREATE TRIGGER cuentas_cuenta_con_administradores BEFORE UPDATE OF estado ON cuentas_cuenta
        WHEN NEW.estado = 'activa' AND NOT ({_COMPLETA.format(cuenta="NEW.id")})
        BEGIN SELECT RAISE(ABORT, '{_MENSAJE}'); END
        """,
        f"""
        CREATE TRIGGER cuentas_cuenta_nace_sin_activar BEFORE INSERT ON cuentas_cuenta
        WHEN NEW.estado = 'activa'
        BEGIN SELECT RAISE(ABORT, '{_MENSAJE}'); END
        """,
    ],
}

QUITAR: Final = {
    "postgresql": [
        "DROP TRIGGER IF EXISTS cuentas_cuenta_con_administradores ON cuentas_cuenta",
        "DROP TRIGGER IF EXISTS cuentas_designacion_completa ON cuentas_designacion",
    ],
    "sqlite": [
        "DROP TRIGGER IF EXISTS cuentas_cuenta_con_administradores",
        "DROP TRIGGER IF EXISTS cuentas_cuenta_nace_sin_activar",
    ],
}
