"""``plazo``: the due date of a term in business days, and its proof."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from plazos.calendario import FueraDelCalendario
from plazos.consultas import SinCalendario, calendario_vigente, probar


class Command(BaseCommand):
    help = "Dice cuándo vence un plazo en días hábiles y lo prueba día por día (7.iii)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("inicio", help="fecha de presentación, p. ej. 2025-08-25")
        parser.add_argument(
            "--dias",
            type=int,
            default=settings.INSTITUCION.terminos.revision_dias_habiles,
            help="días hábiles (por omisión, los de la revisión de la CNCS)",
        )

    def handle(self, *args: Any, inicio: str, dias: int, **opciones: Any) -> None:
        try:
            fecha = date.fromisoformat(inicio)
        except ValueError as error:
            raise CommandError(f"No se entiende la fecha «{inicio}»: escríbala como 2025-08-25.") from error
        if dias < 1:
            raise CommandError("El plazo es de al menos un día hábil.")
        try:
            prueba = probar(fecha, dias, calendario_vigente())
        except (FueraDelCalendario, SinCalendario) as error:
            raise CommandError(str(error)) from error
        lineas = [prueba.limite.isoformat()]
        for dia in prueba.dias:
            cuenta = f"{dia.numero:4d}" if dia.cuenta else "   –"
            motivo = "" if dia.cuenta else f"  {dia.motivo} ({dia.fundamento})"
            lineas.append(f"{cuenta}  {dia.fecha.isoformat()}  {dia.dia_de_la_semana}{motivo}")
        lineas += [f"Advertencia: {advertencia}" for advertencia in prueba.advertencias]
        self.stdout.write("\n".join(lineas))
