"""A whole chain taken out of here, so that it can be checked without us: CSV, or a ZIP with everything needed."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path
from typing import Any, Final

from bitacora.consultas import asientos_de
from bitacora.models import Asiento, Cadena
from bitacora.verificador import ASIENTOS, CABEZA, COLUMNAS

VERIFICADOR: Final = Path(__file__).with_name("verificador.py")
LOTE: Final = 2000
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "'")
_LEAME: Final = """Exportación de la bitácora, cadena «{cadena}».

asientos.jsonl   cada asiento, en un renglón: su texto exacto, su huella y la del anterior.
cabeza.json      cuántos asientos son y la huella del último.
verificador.py   comprueba todo lo anterior con Python 3.8 o posterior y sin conexión:

    python3 verificador.py {archivo}.zip --ancla ANCLA

La huella de cada asiento es el SHA-256 de su texto («canonico»), que contiene la huella del anterior.
"""


def sin_formulas(texto: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula."""
    return f"'{texto}" if texto.startswith(_FORMULA) else texto


def fila_de(asiento: Asiento) -> dict[str, Any]:
    """The columns of an entry, as the verifier reads them."""
    return {
        "cadena": asiento.cadena,
        "numero": asiento.numero,
        "momento": asiento.momento.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": asiento.actor,
        "acto": asiento.acto,
        "objeto": asiento.objeto,
        "canonico": asiento.canonico,
        "hash_previo": asiento.hash_previo,
        "hash": asiento.hash,
    }


def en_csv(cadena: str) -> Iterator[str]:
    """The chain as CSV, by pieces. It begins with a mark, so that spreadsheets read its accents."""
    salida = io.StringIO(newline="")
    escritor = csv.writer(salida)
    salida.write("\ufeff")
    escritor.writerow(COLUMNAS)
    for asiento in asientos_de(cadena).iterator(chunk_size=LOTE):
        escritor.writerow([sin_formulas(str(valor)) for valor in fila_de(asiento).values()])
        if salida.tell() > 1 << 16:
            yield salida.getvalue()
            salida.seek(0)
            salida.truncate()
    yield salida.getvalue()


def en_zip(cadena: str, archivo: str) -> bytes:
    """The chain as far as its head says, that head, and the verifier, in one file."""
    cabeza = Cadena.objects.get(clave=cadena)
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as comprimido:
        with comprimido.open(ASIENTOS, "w") as renglones:
            for asiento in asientos_de(cadena).filter(numero__lte=cabeza.ultimo_numero).iterator(chunk_size=LOTE):
                renglones.write(json.dumps(fila_de(asiento), ensure_ascii=False).encode() + b"\n")
        dicho = {"cadena": cadena, "asientos": cabeza.ultimo_numero, "hash": cabeza.ultimo_hash}
        comprimido.writestr(CABEZA, json.dumps(dicho))
        comprimido.writestr("LEAME.txt", _LEAME.format(cadena=cadena, archivo=archivo))
        comprimido.write(VERIFICADOR, VERIFICADOR.name)
    return salida.getvalue()
