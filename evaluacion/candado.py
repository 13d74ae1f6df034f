"""8.a in the database: an issued procedure does not change, nor do its indicators.

All that may happen to an issued procedure is to be replaced by another one. A new column of the tables must be added
to what is compared here; ``tests/test_procedimiento.py`` tries each.
"""

from typing import Final

TABLA: Final = "evaluacion_indicador"
_MENSAJE: Final = "Un procedimiento emitido no se modifica (8.a)"
_FIJAS: Final = ("nombre", "presentacion", "version", "creado", "emitido", "emitido_por_id", "firma")
_EMITIDO: Final = """
    EXISTS (SELECT 1 FROM evaluacion_procedimiento p
            WHERE p.id = {fila}.procedimiento_id AND p.estado <> 'borrador')
"""


def _cambian(distinto: str, como: str = "{0}") -> str:
    return " OR ".join(f"{como.format(f'NEW.{c}')} {distinto} {como.format(f'OLD.{c}')}" for c in _FIJAS)


_VUELVE: Final = "NEW.estado = 'borrador' OR (OLD.estado = 'sustituido' AND NEW.estado <> 'sustituido')"

PONER: Final = {
    "postgresql": [
        f"""
        CREATE OR REPLACE FUNCTION evaluacion_procedimiento_fijo() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'DELETE' OR {_VUELVE} OR {_cambian("IS DISTINCT FROM", "({0})::text")} THEN
                RAISE EXCEPTION '{_MENSAJE}' USING ERRCODE = 'restrict_violation';
            END IF;
            RETURN NEW;
        END $$
        """,
        f"""
        CREATE OR REPLACE FUNCTION evaluacion_indicador_fijo() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP <> 'INSERT' THEN
                IF {_EMITIDO.format(fila="OLD")} THEN
                    RAISE EXCEPTION '{_MENSAJE}' USING ERRCODE = 'restrict_violation';
                END IF;
            END IF;
            IF TG_OP <> 'DELETE' THEN
                IF {_EMITIDO.format(fila="NEW")} THEN
                    RAISE EXCEPTION '{_MENSAJE}' USING ERRCODE = 'restrict_violation';
                END IF;
                RETURN NEW;
            END IF;
            RETURN OLD;
        END $$
        """,
        """
        CREATE TRIGGER evaluacion_procedimiento_emitido BEFORE UPDATE OR DELETE ON evaluacion_procedimiento
        FOR EACH ROW WHEN (OLD.estado <> 'borrador') EXECUTE FUNCTION evaluacion_procedimiento_fijo()
        """,
        """
        CREATE TRIGGER evaluacion_indicador_emitido BEFORE INSERT OR UPDATE OR DELETE ON evaluacion_indicador
        FOR EACH ROW EXECUTE FUNCTION evaluacion_indicador_fijo()
        """,
    ],
    "sqlite": [
        f"""
        CREATE TRIGGER evaluacion_procedimiento_emitido BEFORE UPDATE ON evaluacion_procedimiento
        WHEN OLD.estado <> 'borrador' AND ({_VUELVE} OR {_cambian("IS NOT")})
        BEGIN SELECT RAISE(ABORT, '{_MENSAJE}'); END
        """,
        f"""
        CREATE TRIGGER evaluacion_procedimiento_no_borrar BEFORE DELETE ON evaluacion_procedimiento
        WHEN OLD.estado <> 'borrador'
        BEGIN SELECT RAISE(ABORT, '{_MENSAJE}'); END
        """,
        *(
            f"""
            CREATE TRIGGER evaluacion_indicador_{nombre} BEFORE {orden} ON evaluacion_indicador
            WHEN {_EMITIDO.format(fila=fila)}
            BEGIN SELECT RAISE(ABORT, '{_MENSAJE}'); END
            """
            for nombre, orden, fila in (
                ("no_agregar", "INSERT", "NEW"),
                ("no_cambiar", "UPDATE", "OLD"),
                ("no_borrar", "DELETE", "OLD"),
            )
        ),
    ],
}

QUITAR: Final = {
    "postgresql": [
        "DROP TRIGGER IF EXISTS evaluacion_procedimiento_emitido ON evaluacion_procedimiento",
        "DROP TRIGGER IF EXISTS evaluacion_indicador_emitido ON evaluacion_indicador",
    ],
    "sqlite": [
        f"DROP TRIGGER IF EXISTS evaluacion_{nombre}"
        for nombre in (
            "procedimiento_emitido",
            "procedimiento_no_borrar",
            "indicador_no_agregar",
            "indicador_no_cambiar",
            "indicador_no_borrar",
        )
    ],
}
