"""What commands of several applications share."""

from argparse import ArgumentParser
from datetime import datetime

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone


def agregar_ahora(parser: ArgumentParser, para: str, ejemplo: str) -> None:
    """Give a command ``--ahora``; ``para`` says what the instant is for."""
    parser.add_argument("--ahora", help=f"instante local {para}, p. ej. {ejemplo} (por omisión, el actual)")


def leer_ahora(texto: str | None) -> datetime:
    """The instant that was written, local unless it says its zone; the current one when none was. Raises
    ``CommandError``."""
    if not texto:
        return timezone.now()
    try:
        instante = datetime.fromisoformat(texto)
    except ValueError as error:
        raise CommandError(f"No se entiende la fecha «{texto}»: escríbala como 2025-09-30T18:00.") from error
    return instante if instante.tzinfo else instante.replace(tzinfo=settings.INSTITUCION.zona)
