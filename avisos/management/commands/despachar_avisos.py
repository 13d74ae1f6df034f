"""``despachar_avisos``: send what the outbox holds, now."""

from typing import Any

from django.core.management.base import BaseCommand

from avisos.acciones import despachar


class Command(BaseCommand):
    help = "Envía los avisos pendientes y dice cuántos salieron, se aplazaron o fallaron."

    def handle(self, *args: Any, **opciones: Any) -> None:
        resultado = despachar()
        self.stdout.write(
            f"Enviados: {resultado.enviados} · aplazados: {resultado.aplazados} · fallidos: {resultado.fallidos}"
        )
