"""The links of the chains, one after the other, straight from the database: millions of them, in little memory.

Each goes as bytes, which is how both engines give them fastest, and what is hashed. What is done once for each entry of
the log is written for speed: no object is made, and little is called.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from struct import Struct
from typing import Any, Final

from django.db import connection, transaction

# numero, momento (as its text, in UTC), hash, previo, canonico, cadena, acto and actor (with a separator), objeto
Recibir = Callable[[int, bytes, bytes, bytes, bytes, bytes, bytes, bytes], None]
SEPARADOR: Final = "\x1f"
LOTE: Final = 2000
_EPOCA: Final = datetime(2000, 1, 1, tzinfo=UTC)  # of PostgreSQL
_ENCABEZADO: Final = 19  # bytes of a copy before its first row
_POSTGRESQL: Final = """
    COPY (SELECT numero, momento, hash, hash_previo, canonico, cadena, acto || chr(31) || actor, objeto
          FROM bitacora_asiento {donde} ORDER BY cadena, numero) TO STDOUT (FORMAT binary)
"""
_SQLITE: Final = """
    SELECT numero, momento, CAST(hash AS BLOB), CAST(hash_previo AS BLOB), CAST(canonico AS BLOB),
           CAST(cadena AS BLOB), CAST(acto || char(31) || actor AS BLOB), CAST(objeto AS BLOB)
    FROM bitacora_asiento {donde} ORDER BY cadena, numero
"""


def recorrer(recibir: Recibir, cadena: str | None = None) -> None:
    """Hand every link to ``recibir``, chain by chain and in the order of their numbers; only those of ``cadena``, if
    one is given."""
    donde, parametros = ("", []) if cadena is None else ("WHERE cadena = %s", [cadena])
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # it sends while we check, one row in each message
            orden = cursor.mogrify(_POSTGRESQL.format(donde=donde), parametros).decode()
            cursor.copy_expert(orden, _Receptor(recibir))
            return
        cursor.execute(_SQLITE.format(donde=donde), parametros)
        while lote := cursor.fetchmany(LOTE):
            for numero, momento, *textos in lote:
                recibir(numero, _del_texto(momento), *textos)


def _del_texto(momento: Any) -> bytes:
    """SQLite keeps «2025-08-25 16:00:00.000001», without the fraction when there is none."""
    texto = str(momento.replace(tzinfo=None)) if isinstance(momento, datetime) else str(momento)
    dia, _, hora = texto.partition(" ")
    hora, _, fraccion = hora.partition(".")
    return f"{dia}T{hora}.{fraccion.ljust(6, '0')}".encode()


class _Receptor:
    """What ``COPY`` writes to."""

    def __init__(self, recibir: Recibir) -> None:
        self.write = _desarmar(recibir)


def _desarmar(recibir: Recibir) -> Callable[[bytes], None]:
    """What takes each row of a binary copy apart and hands it on."""
    fijos, largo = Struct(">hiqiq").unpack_from, Struct(">i").unpack_from
    saltar = _ENCABEZADO
    segundos: dict[int, bytes] = {}

    def write(fila: bytes) -> None:
        nonlocal saltar
        if saltar:
            fila, saltar = fila[saltar:], 0
        if len(fila) < 26:  # the end
            return
        _, _, numero, _, instante = fijos(fila)
        hash_ = 30 + largo(fila, 26)[0]
        previo = hash_ + 4 + largo(fila, hash_)[0]
        canonico = previo + 4 + largo(fila, previo)[0]
        cadena = canonico + 4 + largo(fila, canonico)[0]
        quien = cadena + 4 + largo(fila, cadena)[0]
        segundo, fraccion = divmod(instante, 1_000_000)
        dicho = segundos.get(segundo)
        if dicho is None:
            if len(segundos) > LOTE:
                segundos.clear()
            dicho = segundos[segundo] = _segundo(segundo)
        recibir(
            numero,
            b"%b.%06d" % (dicho, fraccion),
            fila[30:hash_],
            fila[hash_ + 4 : previo],
            fila[previo + 4 : canonico],
            fila[canonico + 4 : cadena],
            fila[cadena + 4 : quien],
            fila[quien + 4 :],
        )

    return write


def _segundo(segundos: int) -> bytes:
    try:
        return (_EPOCA + timedelta(seconds=segundos)).isoformat()[:19].encode()
    except OverflowError:  # an infinite instant, which no entry has
        return b"?"
