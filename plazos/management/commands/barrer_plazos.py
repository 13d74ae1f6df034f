"""``barrer_plazos``: bring out the reminders and expiries that came due."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from organizacion.ordenes import agregar_ahora, leer_ahora
from plazos.acciones import barrer


class Command(BaseCommand):
    help = "Emite los recordatorios, vencimientos y escaladas que ya tocan; repetirlo no repite ninguno."

    def add_arguments(self, parser: ArgumentParser) -> None:
        agregar_ahora(parser, "con el que se barre", "2025-09-30T18:00")

    def handle(self, *args: Any, ahora: str | None, **opciones: Any) -> None:
        resultado = barrer(ahora=leer_ahora(ahora))
        self.stdout.write(f"Emitidos: {resultado.emitidos} · fallidos: {resultado.fallidos}")
