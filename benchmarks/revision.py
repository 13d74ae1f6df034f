"""How well and how fast the automatic checks read: ``python -m benchmarks.revision``.

The sample (``datos/revision.csv``, and ``datos/revision-apartada.csv``, written after the checks and never used to mend
them) holds texts with places for identifiers; each draw fills them with invented ones, so that no figure hangs on one
lucky number. ``--fallos`` prints what was missed or reported in excess.
"""

import argparse
import csv
import re
import statistics
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.identidades import escribir
from publicaciones.revision import Hallazgo, Limites, Medio, Oficial, Pieza, revisar

CARPETA = Path(__file__).parent
MUESTRAS = {"Sample": "revision", "Sample kept apart": "revision-apartada"}
LARGO = 5_000
SORTEOS = 20
# What the benchmark takes as public data of the institution.
OFICIAL = Oficial(telefonos=frozenset({"5557282300", "8004332000"}), rfc=frozenset({"INE140404NI0"}))
MEDIOS = (Medio("urna.png", "Una persona deposita su voto en una urna transparente"),)
DATOS_PERSONALES = ("curp", "rfc", "clave_elector", "clabe", "tarjeta", "telefono", "correo")


@dataclass
class Caso:
    """A text of the sample with its identifiers filled in."""

    pieza: Pieza
    esperados: Counter[str]
    trampa: str


@dataclass
class Cuenta:
    """Of one kind: found as expected, reported in excess, missed."""

    bien: int = 0
    demas: int = 0
    falta: int = 0

    def precision(self) -> str:
        return _razon(self.bien, self.bien + self.demas)

    def exhaustividad(self) -> str:
        return _razon(self.bien, self.bien + self.falta)


def _razon(parte: int, todo: int) -> str:
    return f"{parte / todo:.3f}" if todo else "—"


def casos(muestra: str, semilla: int) -> Iterator[Caso]:
    azar = Random(semilla)
    with (CARPETA / "datos" / f"{muestra}.csv").open(encoding="utf-8", newline="") as archivo:
        for fila in csv.DictReader(archivo):
            texto = re.sub(r"\{([^}]+)\}", lambda m: escribir(azar, m.group(1)), fila["texto"]).replace("\\n", "\n")
            limites = Limites(caracteres=int(fila["limite"]) if fila["limite"] else None)
            pieza = Pieza(texto, medios=MEDIOS, titular=fila["titular"], oficial=OFICIAL, limites=limites)
            yield Caso(pieza, Counter(fila["esperados"].split()), fila["trampa"])


def medir(muestra: str, sorteos: int, *, fallos: bool) -> tuple[dict[str, Cuenta], int]:
    """Precision and recall by kind. Personal data count one by one; of any other kind, whether the text has it."""
    cuentas: dict[str, Cuenta] = {}
    textos = 0
    for semilla in range(sorteos):
        for caso in casos(muestra, semilla):
            textos += 1
            hallazgos = revisar(caso.pieza)
            hallados = Counter(h.clave for h in hallazgos)
            for clave in hallados.keys() | caso.esperados.keys():
                hubo, habia = hallados[clave], caso.esperados[clave]
                if clave not in DATOS_PERSONALES:
                    hubo, habia = min(hubo, 1), min(habia, 1)
                cuenta = cuentas.setdefault(clave, Cuenta())
                cuenta.bien += min(hubo, habia)
                cuenta.demas += max(hubo - habia, 0)
                cuenta.falta += max(habia - hubo, 0)
                if fallos and hubo != habia:
                    _contar_fallo(clave, hubo, habia, caso, hallazgos)
    return cuentas, textos // sorteos


def _contar_fallo(clave: str, hubo: int, habia: int, caso: Caso, hallazgos: list[Hallazgo]) -> None:
    texto = caso.pieza.texto
    donde = [texto[h.inicio : h.fin] for h in hallazgos if h.clave == clave]
    print(f"{clave}: {hubo} por {habia} [{caso.trampa}] {texto!r} {donde}")


def adversos() -> dict[str, str]:
    """Texts made to be slow, of 5,000 characters each."""
    semillas = {
        "digits": "4",
        "digits apart": "4 ",
        "pairs": "55 ",
        "fours": "4152 ",
        "letters and digits": "A1",
        "letters": "a",
        "capitals": "AB ",
        "at signs": "@",
        "mailboxes": "a@",
        "long mailbox": "a" * 63 + "@",
        "dots": "a.",
        "links": "http://a ",
        "hosts": "a.com ",
        "marks": "e\u0301",
        "only marks": "\u0301",
        "full width": "５",
        "zero width": "\u200b",
        "emojis": "🗳️",
        "spelled": "a b c d ",
        "half CURP": "AAAA000101HDFAAA",
        "half elector": "AAAAAA00010101H",
        "half RFC": "AAAA000101A",
        "mistakes": "informacion ",
        "near words": "credencail ",
        "insults": "pendej",
        "arroba": " arroba ",
        "hyphens": "5-",
        "parentheses": "(55",
        "question marks": "¿",
        "new lines": "\n",
        "spaces": " ",
        "Turkish": "İ",
        "shouts": "GRITO ",
    }
    return {nombre: (semilla * LARGO)[:LARGO] for nombre, semilla in semillas.items()}


def cronometrar(pieza: Pieza, veces: int) -> list[float]:
    tiempos = []
    for _ in range(veces):
        inicio = time.thread_time()
        revisar(pieza)
        tiempos.append((time.thread_time() - inicio) * 1000)
    return tiempos


def prosa(largo: int = LARGO) -> str:
    todo = " ".join(caso.pieza.texto for caso in casos("revision", 0) if not caso.esperados)
    return (todo * (largo // len(todo) + 1))[:largo]


def crecimiento() -> list[str]:
    """How much longer twice and four times the text takes: 2 and 4 when it is linear; the three that grow most."""
    veces: dict[str, tuple[float, float]] = {}
    for nombre, texto in adversos().items():
        una, doble, cuatro = (min(cronometrar(Pieza(texto * n, medios=MEDIOS), 7)) for n in (1, 2, 4))
        veces[nombre] = doble / una, cuatro / una
    peores = sorted(veces, key=lambda nombre: -veces[nombre][1])[:3]
    lineas = ["| Adversarial text that grows most | 2 × the length | 4 × the length |", "| --- | ---: | ---: |"]
    return lineas + [f"| {nombre} | ×{veces[nombre][0]:.1f} | ×{veces[nombre][1]:.1f} |" for nombre in peores]


def informe(sorteos: int, *, fallos: bool) -> str:
    lineas = []
    for titulo, archivo in MUESTRAS.items():
        cuentas, textos = medir(archivo, sorteos, fallos=fallos)
        lineas += [
            f"### {titulo}: {textos} texts × {sorteos} draws",
            "",
            "| Kind | Precision | Recall | In excess | Missed |",
        ]
        lineas += ["| --- | ---: | ---: | ---: | ---: |"]
        for clave in sorted(cuentas, key=lambda c: (c not in DATOS_PERSONALES, c)):
            c = cuentas[clave]
            lineas.append(f"| {clave} | {c.precision()} | {c.exhaustividad()} | {c.demas} | {c.falta} |")
        lineas.append("")
    revisar(Pieza("La primera vez se leen las listas de palabras."))
    con_datos = " ".join(c.pieza.texto for c in casos("revision", 1))[:LARGO]
    filas = []
    for nombre, texto in (("Prose of the sample without findings", prosa()), ("Texts full of findings", con_datos)):
        tiempos = cronometrar(Pieza(texto, medios=MEDIOS, oficial=OFICIAL), 200)
        filas.append((nombre, statistics.median(tiempos), statistics.quantiles(tiempos, n=20)[-1]))
    peores = {n: cronometrar(Pieza(t, medios=MEDIOS, oficial=OFICIAL), 15) for n, t in adversos().items()}
    peor = max(peores, key=lambda n: statistics.median(peores[n]))
    filas.append(
        (f"Worst of {len(peores)} adversarial texts ({peor})", statistics.median(peores[peor]), max(peores[peor]))
    )
    lineas += ["### CPU time for 5,000 characters", "", "| Text | Median, ms | p95, ms |", "| --- | ---: | ---: |"]
    lineas += [f"| {nombre} | {mediana:.2f} | {alto:.2f} |" for nombre, mediana, alto in filas]
    lineas += ["", *crecimiento()]
    return "\n".join(lineas) + "\n"


def main() -> None:
    argumentos = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    argumentos.add_argument("--sorteos", type=int, default=SORTEOS)
    argumentos.add_argument("--fallos", action="store_true", help="print what was missed or reported in excess")
    opciones = argumentos.parse_args()
    print(informe(opciones.sorteos, fallos=opciones.fallos))


if __name__ == "__main__":
    main()
