"""``verificar_bitacora``: check every chain of the log, and its anchors (8.c)."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from bitacora.consultas import verificar
from bitacora.models import Asiento, Cadena

ANCHO = 30  # of the bar, in characters


class Command(BaseCommand):
    help = "Verifica las cadenas y las anclas de la bitácora y dice el primer eslabón roto de cada una."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--cadena", help="verifica solo esta cadena, p. ej. «cuenta:12»")

    def handle(self, *args: Any, cadena: str | None, **opciones: Any) -> None:
        if cadena and not Cadena.objects.filter(clave=cadena).exists():
            raise CommandError(f"No existe la cadena «{cadena}».")
        total = (Asiento.objects.filter(cadena=cadena) if cadena else Asiento.objects).count()
        inicio = time.monotonic()

        def barra(revisados: int) -> None:
            lleno = min(revisados * ANCHO // total, ANCHO) if total else ANCHO
            ritmo = revisados / max(time.monotonic() - inicio, 0.001)
            self.stderr.write(
                f"\r[{'█' * lleno}{'·' * (ANCHO - lleno)}] {revisados:,} de {total:,} · {ritmo:,.0f} por segundo",
                ending="",
            )

        con_barra = self.stderr.isatty()
        hallado = verificar(cadena, avance=barra) if con_barra else verificar(cadena)
        if con_barra:
            barra(hallado.asientos)
            self.stderr.write("")
        for rota in hallado.rupturas:
            self.stderr.write(f"ROTA {rota.cadena} en el asiento {rota.numero}: {rota.motivo}")
        if hallado.rupturas:
            raise CommandError(f"{len(hallado.rupturas)} cadena(s) rota(s) en {hallado.asientos:,} asientos.")
        segundos = time.monotonic() - inicio
        anclas = f", {hallado.anclas:,} anclas" if not cadena else ""
        self.stdout.write(f"Bitácora íntegra: {hallado.asientos:,} asientos{anclas} en {segundos:.1f} s.")
