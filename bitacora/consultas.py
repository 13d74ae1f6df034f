"""Reads of the log: a chain as a timeline, and the verification of the chains."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from itertools import groupby
from json.encoder import encode_basestring as _json
from operator import itemgetter

from django.db.models import QuerySet

from bitacora.models import Asiento, Cadena


@dataclass(frozen=True)
class Ruptura:
    """The first broken link of a chain, with the reason in Spanish."""

    cadena: str
    numero: int
    motivo: str


def asientos_de(cadena: str) -> QuerySet[Asiento]:
    """The entries of one chain, oldest first."""
    return Asiento.objects.filter(cadena=cadena).order_by("numero")


def verificar(cadena: str | None = None) -> Iterator[Ruptura | int]:
    """Stream the chains and check them; yield, for each, its number of entries, or its first break.

    An entry is sound when its text hashes to its hash, names the hash before it, follows the number before it, and
    its columns say what the text says. The head of the chain must be the last entry. With ``cadena`` only that one.
    """
    asientos = Asiento.objects.order_by("cadena", "numero")
    cabezas = Cadena.objects.all()
    if cadena is not None:
        asientos, cabezas = asientos.filter(cadena=cadena), cabezas.filter(clave=cadena)
    pendientes = {c.clave: (c.ultimo_numero, c.ultimo_hash) for c in cabezas.iterator()}
    filas = asientos.values_list(*_COLUMNAS).iterator(chunk_size=5000)
    for clave, eslabones in groupby(filas, key=itemgetter(0)):
        yield _recorrer(clave, eslabones, pendientes.pop(clave, None))
    for clave, (numero, _) in pendientes.items():
        if numero:
            yield Ruptura(clave, numero, "faltan todos los asientos de la cadena")


_COLUMNAS = "cadena", "numero", "momento", "actor", "acto", "objeto", "canonico", "hash_previo", "hash"


def _recorrer(clave: str, eslabones: Iterator[tuple], cabeza: tuple[int, str] | None) -> Ruptura | int:
    numero, huella = 0, ""
    for fila in eslabones:
        motivo = _defecto(fila, numero, huella)
        if motivo:
            return Ruptura(clave, fila[1], motivo)
        numero, huella = fila[1], fila[8]
    if cabeza is None:
        return Ruptura(clave, numero, "la cadena no tiene cabeza")
    if cabeza != (numero, huella):
        return Ruptura(clave, numero, "el último asiento no es el que anota la cabeza de la cadena")
    return numero


def _defecto(fila: tuple, numero_previo: int, hash_previo: str) -> str:
    cadena, numero, momento, actor, acto, objeto, canonico, previo, huella = fila
    if numero != numero_previo + 1:
        return f"falta el asiento {numero_previo + 1}"
    if previo != hash_previo:
        return "no enlaza con el asiento anterior"
    if hashlib.sha256(canonico.encode()).hexdigest() != huella:
        return "el texto no corresponde a su huella"
    # The text is JSON with its keys in order, so its columns stand at both ends, around the details.
    inicio = f'{{"acto":{_json(acto)},"actor":{_json(actor)},"cadena":{_json(cadena)},"detalle":'
    instante = momento.astimezone(UTC).isoformat(timespec="microseconds")
    fin = f',"momento":"{instante}","numero":{numero},"objeto":{_json(objeto)},"previo":"{previo}"}}'
    if not (canonico.startswith(inicio) and canonico.endswith(fin)):
        return "las columnas no dicen lo que el texto"
    return ""
