"""``datos_iniciales``: the public facts that the product starts with: áreas, calendar, homologated accounts."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from bitacora.actores import Sistema
from cuentas.acciones import asegurar_rotaciones, registrar
from cuentas.consultas import cuenta_viva
from cuentas.estados import EstadoCuenta
from evaluacion.inicial import asegurar_procedimiento
from organizacion.acciones import registrar_areas
from organizacion.models import Area
from plazos.acciones import sembrar_calendario
from plazos.calendario import Periodo
from plazos.consultas import PRIMER_DIA, ULTIMO_DIA
from plazos.ley import descansos_obligatorios

CARGA = Sistema("carga de datos iniciales")


class Command(BaseCommand):
    help = "Carga áreas, calendario y cuentas homologadas. Repetirlo solo agrega lo que falte."

    @transaction.atomic
    def handle(self, *args: Any, **opciones: Any) -> None:
        ahora = timezone.now()
        areas = registrar_areas(filas=_filas("organizacion/datos/areas.csv"), por=CARGA, ahora=ahora)
        periodos = [*descansos_obligatorios(PRIMER_DIA.year, ULTIMO_DIA.year), *_inhabiles()]
        dias = sembrar_calendario(periodos=periodos, motivo="Datos iniciales", por=CARGA, ahora=ahora)
        cuentas = 0
        for fila in _filas("cuentas/datos/cuentas-homologadas.csv"):
            if not cuenta_viva(fila["red"], fila["identificador"]):
                registrar(
                    red=fila["red"],
                    identificador=fila["identificador"],
                    nombre=fila["nombre"],
                    area=Area.objects.get(siglas=fila["area"]),
                    url=fila["url"],
                    homologada=True,
                    estado=EstadoCuenta.REGULARIZACION,
                    por=CARGA,
                    ahora=ahora,
                )
                cuentas += 1
        asegurar_rotaciones(por=CARGA, ahora=ahora)
        asegurar_procedimiento(por=CARGA, ahora=ahora)
        self.stdout.write(f"Áreas: {areas} · periodos inhábiles: {dias} · cuentas homologadas: {cuentas} (nuevas)")


def _filas(ruta: str) -> Iterator[dict[str, str]]:
    with (Path(settings.BASE_DIR) / ruta).open(encoding="utf-8", newline="") as archivo:
        yield from csv.DictReader(archivo)


def _inhabiles() -> Iterator[Periodo]:
    for fila in _filas("plazos/datos/dias-inhabiles.csv"):
        yield Periodo(
            date.fromisoformat(fila["desde"]), date.fromisoformat(fila["hasta"]), fila["motivo"], fila["fundamento"]
        )
