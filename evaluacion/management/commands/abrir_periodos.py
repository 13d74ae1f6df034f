"""``abrir_periodos``: open the evaluation of the periods whose day came."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from evaluacion.acciones import abrir_periodos
from evaluacion.models import Periodo
from organizacion.ordenes import agregar_ahora, leer_ahora


class Command(BaseCommand):
    help = (
        "Abre los periodos de evaluación cuyo día llegó y termina los que quedaron a medias; repetirlo no cambia nada."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        agregar_ahora(parser, "en el que se abren", "2026-01-01T00:05")

    def handle(self, *args: Any, ahora: str | None, **opciones: Any) -> None:
        preparadas = abrir_periodos(ahora=leer_ahora(ahora), al_avanzar=self.decir)
        self.stdout.write(f"Evaluaciones preparadas: {preparadas}")

    def decir(self, periodo: Periodo) -> None:
        self.stdout.write(f"{periodo.nombre}: {periodo.preparadas} de {periodo.previstas} cuentas ({periodo.avance} %)")
        self.stdout.flush()
