"""``barrer_plazos``: bring out the reminders and expiries that came due."""

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from plazos.acciones import barrer


class Command(BaseCommand):
    help = "Emite los recordatorios, vencimientos y escaladas que ya tocan; repetirlo no repite ninguno."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--ahora", help="instante local con el que se barre, p. ej. 2025-09-30T18:00 (por omisión, el actual)"
        )

    def handle(self, *args: Any, ahora: str | None, **opciones: Any) -> None:
        resultado = barrer(ahora=_leer(ahora) if ahora else timezone.now())
        self.stdout.write(f"Emitidos: {resultado.emitidos} · fallidos: {resultado.fallidos}")


def _leer(texto: str) -> datetime:
    try:
        instante = datetime.fromisoformat(texto)
    except ValueError as error:
        raise CommandError(f"No se entiende la fecha «{texto}»: escríbala como 2025-09-30T18:00.") from error
    return instante if instante.tzinfo else instante.replace(tzinfo=settings.INSTITUCION.zona)
