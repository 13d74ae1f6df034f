"""``abrir_periodos``: open the evaluation of the periods whose day came."""

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from evaluacion.acciones import abrir_periodos
from evaluacion.models import Periodo


class Command(BaseCommand):
    help = (
        "Abre los periodos de evaluación cuyo día llegó y termina los que quedaron a medias; repetirlo no cambia nada."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--ahora", help="instante local en el que se abren, p. ej. 2026-01-01T00:05 (por omisión, el actual)"
        )

    def handle(self, *args: Any, ahora: str | None, **opciones: Any) -> None:
        preparadas = abrir_periodos(ahora=_leer(ahora) if ahora else timezone.now(), al_avanzar=self.decir)
        self.stdout.write(f"Evaluaciones preparadas: {preparadas}")

    def decir(self, periodo: Periodo) -> None:
        self.stdout.write(f"{periodo.nombre}: {periodo.preparadas} de {periodo.previstas} cuentas ({periodo.avance} %)")
        self.stdout.flush()


def _leer(texto: str) -> datetime:
    try:
        instante = datetime.fromisoformat(texto)
    except ValueError as error:
        raise CommandError(f"No se entiende la fecha «{texto}»: escríbala como 2026-01-01T00:05.") from error
    return instante if instante.tzinfo else instante.replace(tzinfo=settings.INSTITUCION.zona)
