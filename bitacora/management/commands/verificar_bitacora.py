"""``verificar_bitacora``: check every chain of the log (8.c)."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from bitacora.consultas import Ruptura, verificar
from bitacora.models import Asiento, Cadena


class Command(BaseCommand):
    help = "Verifica las cadenas de la bitácora y dice el primer eslabón roto de cada una."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--cadena", help="verifica solo esta cadena, p. ej. «apertura:12»")

    def handle(self, *args: Any, cadena: str | None, **opciones: Any) -> None:
        if cadena and not Cadena.objects.filter(clave=cadena).exists():
            raise CommandError(f"No existe la cadena «{cadena}».")
        asientos = Asiento.objects.filter(cadena=cadena) if cadena else Asiento.objects
        total, inicio, rupturas, revisados = asientos.count(), time.monotonic(), 0, 0
        for avance in verificar(cadena):
            if isinstance(avance, Ruptura):
                rupturas += 1
                self.stderr.write(f"ROTA {avance.cadena} en el asiento {avance.numero}: {avance.motivo}")
                continue
            revisados += avance
            if self.stderr.isatty():
                self.stderr.write(f"\r{revisados * 100 // total:3d} % · {revisados:,} asientos", ending="")
        if rupturas:
            raise CommandError(f"{rupturas} cadena(s) rota(s) en {total:,} asientos.")
        self.stdout.write(f"Bitácora íntegra: {total:,} asientos en {time.monotonic() - inicio:.1f} s.")
