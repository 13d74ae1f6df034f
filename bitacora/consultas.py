"""Reads of the log: a chain as a timeline, and the verification of the chains."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC

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
    """Stream the entries and check them; yield the running count now and then, and every first break of a chain.

    An entry is sound when its text hashes to its hash, names the hash before it, follows the number before it, and
    its columns say what the text says. The head of the chain must be the last entry. With ``cadena`` only that one.
    """
    asientos = Asiento.objects.order_by("cadena", "numero")
    cabezas = Cadena.objects.order_by("clave")
    if cadena is not None:
        asientos, cabezas = asientos.filter(cadena=cadena), cabezas.filter(clave=cadena)
    pendientes = {clave: (numero, huella) for clave, numero, huella in cabezas.values_list(
        "clave", "ultimo_numero", "ultimo_hash")}
    columnas = "cadena", "numero", "momento", "actor", "acto", "objeto", "canonico", "hash_previo", "hash"
    actual, numero_previo, hash_previo, rota = None, 0, "", False
    for cuenta, fila in enumerate(asientos.values_list(*columnas).iterator(chunk_size=5000), start=1):
        if cuenta % 5000 == 0:
            yield cuenta
        if fila[0] != actual:
            if actual is not None and not rota:
                yield from _contra_la_cabeza(actual, numero_previo, hash_previo, pendientes)
            pendientes.pop(actual, None)
            actual, numero_previo, hash_previo, rota = fila[0], 0, "", False
        if rota:
            continue
        motivo = _defecto(fila, numero_previo, hash_previo)
        if motivo:
            rota = True
            yield Ruptura(fila[0], fila[1], motivo)
        numero_previo, hash_previo = fila[1], fila[8]
    if actual is not None and not rota:
        yield from _contra_la_cabeza(actual, numero_previo, hash_previo, pendientes)
    pendientes.pop(actual, None)
    for clave, (numero, _) in pendientes.items():
        if numero:
            yield Ruptura(clave, numero, "faltan todos los asientos de la cadena")


def _contra_la_cabeza(
    clave: str, numero: int, huella: str, cabezas: dict[str, tuple[int, str]]
) -> Iterator[Ruptura]:
    if clave not in cabezas:
        yield Ruptura(clave, numero, "la cadena no tiene cabeza")
    elif cabezas[clave] != (numero, huella):
        yield Ruptura(clave, numero, "el último asiento no es el que anota la cabeza de la cadena")


def _defecto(fila: tuple, numero_previo: int, hash_previo: str) -> str:
    cadena, numero, momento, actor, acto, objeto, canonico, previo, huella = fila
    if numero != numero_previo + 1:
        return f"falta el asiento {numero_previo + 1}"
    if previo != hash_previo:
        return "no enlaza con el asiento anterior"
    if hashlib.sha256(canonico.encode()).hexdigest() != huella:
        return "el texto no corresponde a su huella"
    try:
        texto = json.loads(canonico)
    except ValueError:
        return "el texto no se puede leer"
    columnas = {
        "acto": acto,
        "actor": actor,
        "cadena": cadena,
        "momento": momento.astimezone(UTC).isoformat(timespec="microseconds"),
        "numero": numero,
        "objeto": objeto,
        "previo": previo,
    }
    distintas = [clave for clave, valor in columnas.items() if texto.get(clave) != valor]
    return f"las columnas no dicen lo que el texto: {', '.join(distintas)}" if distintas else ""
