"""8.a: the first procedure, as the product brings it: a draft for the Comité to correct and issue."""

import csv
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Final

from bitacora.actores import Actor
from evaluacion.acciones.procedimiento import DatosDeIndicador, redactar
from evaluacion.models import Procedimiento

DATOS: Final = Path(__file__).parent / "datos"
NOMBRE: Final = "Procedimiento de evaluación de las cuentas institucionales en redes sociales"


def presentacion() -> str:
    """How accounts are evaluated, in words."""
    return (DATOS / "procedimiento-inicial.txt").read_text(encoding="utf-8").strip()


def indicadores_iniciales() -> Iterator[DatosDeIndicador]:
    """The indicators of the table, in its order."""
    with (DATOS / "procedimiento-inicial.csv").open(encoding="utf-8", newline="") as archivo:
        for fila in csv.DictReader(archivo):
            escala = [tuple(peldano.split(":")) for peldano in fila.pop("escala").split()]
            yield DatosDeIndicador(
                **{clave: fila[clave] for clave in ("dimension", "clave", "nombre", "formula", "unidad", "sentido")},
                evidencia=fila["evidencia"],
                peso=int(fila["peso"]),
                umbral=Decimal(fila["umbral"]),
                escala=escala,
            )


def asegurar_procedimiento(*, por: Actor, ahora: datetime) -> None:
    """8.a: where there is no procedure at all, the draft that the product brings. Repeating it adds nothing."""
    if not Procedimiento.objects.exists():
        redactar(
            nombre=NOMBRE,
            presentacion=presentacion(),
            indicadores=indicadores_iniciales(),
            por=por,
            ahora=ahora,
        )
