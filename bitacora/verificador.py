#!/usr/bin/env python3
"""Verificador sin conexión de la bitácora.

Comprueba una exportación (CSV, o el ZIP con sus renglones en JSON) sin el sistema que la hizo: solo necesita Python 3.8
o posterior, y nada más.

    python3 verificador.py cuenta-12.zip
    python3 verificador.py cuenta-12.csv --ancla ancla-2025-08-25.txt
    python3 verificador.py cuenta-12.csv --ancla correo-del-ancla.eml --ancla otra.txt

Dice el primer eslabón roto, si lo hay. Termina con 0 si todo está íntegro, con 1 si algo se alteró y con 2 si no pudo
leer lo que se le dio.
"""

from __future__ import annotations

import argparse
import csv
import email
import email.policy
import hashlib
import io
import json
import re
import sys
import zipfile
from typing import Any, Iterator, Sequence

COLUMNAS = ["cadena", "numero", "momento", "actor", "acto", "objeto", "canonico", "hash_previo", "hash"]
ASIENTOS = "asientos.jsonl"
CABEZA = "cabeza.json"
INICIO, FIN = "-----INICIO DEL ANCLA-----", "-----FIN DEL ANCLA-----"
LINEA = re.compile(r"^([0-9a-f]{64}) ([0-9]+) (.+)$")


class Roto(Exception):
    """A link that does not fit. ``str()`` says which and why, in Spanish."""


class Ilegible(Exception):
    """What was given is neither an export nor an anchor."""


def sin_proteger(texto: str) -> str:
    """Cells that a spreadsheet would take for a formula carry an apostrophe before them."""
    return texto[1:] if texto.startswith("'") else texto


def leer_csv(ruta: str) -> Iterator[dict[str, str]]:
    """The entries of a CSV."""
    with open(ruta, encoding="utf-8-sig", newline="") as archivo:
        lector = csv.DictReader(archivo, strict=True)
        if lector.fieldnames != COLUMNAS:
            raise Ilegible("El CSV no tiene las columnas de una exportación de la bitácora.")
        for fila in lector:
            if None in fila or None in fila.values():
                raise Roto(f"El renglón {lector.line_num} no tiene todas sus columnas.")
            yield {columna: sin_proteger(valor) for columna, valor in fila.items()}


def leer_zip(ruta: str) -> Iterator[dict[str, str]]:
    """The entries of a ZIP."""
    with zipfile.ZipFile(ruta) as comprimido:
        if ASIENTOS not in comprimido.namelist():
            raise Ilegible(f"El ZIP no contiene «{ASIENTOS}».")
        with comprimido.open(ASIENTOS) as archivo:
            for lugar, renglon in enumerate(io.TextIOWrapper(archivo, encoding="utf-8", newline="\n"), start=1):
                try:
                    fila = json.loads(renglon)
                except ValueError:
                    raise Roto(f"El renglón {lugar} no se puede leer.") from None
                if not isinstance(fila, dict) or sorted(fila) != sorted(COLUMNAS):
                    raise Roto(f"El renglón {lugar} no tiene las columnas de un asiento.")
                yield {columna: str(valor) for columna, valor in fila.items()}


def leer_cabeza(ruta: str) -> Any:
    """What the export says of its last entry; a CSV does not say it."""
    if not zipfile.is_zipfile(ruta):
        return None
    with zipfile.ZipFile(ruta) as comprimido:
        try:
            return json.loads(comprimido.read(CABEZA).decode("utf-8"))
        except (KeyError, ValueError):
            raise Roto(f"Falta «{CABEZA}», o no se puede leer.") from None


def esperado(fila: dict[str, str], detalle: Any) -> str:
    """The text that belongs to the columns of an entry."""
    return json.dumps(
        {
            "acto": fila["acto"],
            "actor": fila["actor"],
            "cadena": fila["cadena"],
            "detalle": detalle,
            "momento": fila["momento"],
            "numero": int(fila["numero"]),
            "objeto": fila["objeto"],
            "previo": fila["hash_previo"],
        },
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )


def revisar_asiento(fila: dict[str, str], numero: int, previo: str, cadena: str) -> None:
    """Raise ``Roto`` when the entry is not the one that follows, or when anything of it changed."""
    if fila["cadena"] != cadena:
        raise Roto(f"es de otra cadena: «{fila['cadena']}»")
    if fila["numero"] != str(numero):
        raise Roto(f"falta el asiento {numero}, o está fuera de su lugar")
    if fila["hash_previo"] != previo:
        raise Roto("no enlaza con el asiento anterior")
    if hashlib.sha256(fila["canonico"].encode("utf-8", "surrogatepass")).hexdigest() != fila["hash"]:
        raise Roto("el texto no corresponde a su huella")
    try:
        dicho = esperado(fila, json.loads(fila["canonico"])["detalle"])
    except (ValueError, KeyError, TypeError):
        raise Roto("el texto no es el de un asiento") from None
    if dicho != fila["canonico"]:
        raise Roto("las columnas no dicen lo que el texto")


def revisar(ruta: str) -> tuple[str, list[str]]:
    """Go through the export; return its chain and the digest of each entry, in order."""
    filas = leer_zip(ruta) if zipfile.is_zipfile(ruta) else leer_csv(ruta)
    cadena, previo = "", ""
    huellas: list[str] = []
    for fila in filas:
        cadena = cadena or fila["cadena"]
        numero = len(huellas) + 1
        try:
            revisar_asiento(fila, numero, previo, cadena)
        except Roto as error:
            raise Roto(f"Asiento {numero} de {cadena}: {error}.") from None
        previo = fila["hash"]
        huellas.append(previo)
    if not huellas:
        raise Ilegible("La exportación no contiene asientos.")
    cabeza = leer_cabeza(ruta)
    if cabeza is not None and cabeza != {"cadena": cadena, "asientos": len(huellas), "hash": previo}:
        raise Roto(f"Asiento {len(huellas)} de {cadena}: no es el último que anota la exportación.")
    return cadena, huellas


def texto_del_ancla(ruta: str) -> tuple[str, str | None]:
    """The anchor of a file, or of a mail as it arrived, and the digest that the mail announces."""
    with open(ruta, "rb") as archivo:
        crudo = archivo.read()
    texto = crudo.decode("utf-8", "replace").replace("\r\n", "\n")
    if texto.startswith("ancla "):
        return texto, None
    if INICIO not in texto or re.match(r"^[A-Za-z-]+: ", texto):
        mensaje = email.message_from_bytes(crudo, policy=email.policy.default)
        cuerpo = mensaje.get_body(("plain",))
        texto = cuerpo.get_content().replace("\r\n", "\n") if cuerpo is not None else texto
    if INICIO not in texto or FIN not in texto:
        raise Ilegible(f"«{ruta}» no contiene un ancla.")
    anunciada = re.search(r"Huella \(SHA-256\): ([0-9a-f]{64})", texto)
    dicha = anunciada.group(1) if anunciada else None
    return texto.split(INICIO + "\n", 1)[1].split(FIN, 1)[0], dicha


def revisar_ancla(ruta: str, cadena: str, huellas: list[str]) -> str:
    """Compare the export with an anchor that was kept outside; return what was found, in a sentence."""
    texto, anunciada = texto_del_ancla(ruta)
    propia = hashlib.sha256(texto.encode("utf-8")).hexdigest()
    if anunciada is not None and anunciada != propia:
        raise Roto(f"El ancla «{ruta}» no corresponde a la huella que anuncia.")
    dia = texto.split("\n", 1)[0].replace("ancla ", "")
    for renglon in texto.split("\n"):
        partes = LINEA.match(renglon)
        if partes is None or partes.group(3) != cadena:
            continue
        numero = int(partes.group(2))
        if numero > len(huellas):
            raise Roto(f"El ancla del {dia} nombra el asiento {numero} y la exportación solo tiene {len(huellas)}.")
        if huellas[numero - 1] != partes.group(1):
            raise Roto(
                f"Asiento {numero} de {cadena}: no es el que nombra el ancla del {dia}; la cadena se reescribió."
            )
        return f"El ancla del {dia} confirma hasta el asiento {numero} (huella del ancla: {propia})."
    return f"El ancla del {dia} no nombra la cadena {cadena}: no creció ese día."


def main(argumentos: Sequence[str] | None = None) -> int:
    ayuda = argparse.ArgumentParser(description="Comprueba una exportación de la bitácora, sin el sistema que la hizo.")
    ayuda.add_argument("exportacion", help="el CSV o el ZIP que se exportó")
    ayuda.add_argument("--ancla", action="append", default=[], help="archivo o correo de un ancla; puede repetirse")
    opciones = ayuda.parse_args(argumentos)
    csv.field_size_limit(2**31 - 1)
    try:
        cadena, huellas = revisar(opciones.exportacion)
        frases = [revisar_ancla(ruta, cadena, huellas) for ruta in opciones.ancla]
    except Roto as error:
        print(f"ROTA. {error}")
        return 1
    except (Ilegible, OSError, UnicodeError, csv.Error, zipfile.BadZipFile) as error:
        print(f"No se pudo comprobar. {error}")
        return 2
    print(f"ÍNTEGRA. {cadena}: {len(huellas)} asientos. Huella del último: {huellas[-1]}")
    for frase in frases:
        print(frase)
    return 0


if __name__ == "__main__":
    sys.exit(main())
