"""``datos_demo``: a fictitious institution with accounts and requests in every state, dated relative to today."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from avisos.acciones import despachar
from cuentas.acciones.barrido_obligaciones import barrer_obligaciones
from cuentas.models import Cuenta
from organizacion.models import Area, Persona
from organizacion.tiempo import fecha_local
from panel.demostracion.elenco import CARGA, CONTRASENA, reunir
from panel.demostracion.guion import DIAS_DE_HISTORIA, historias, regularizar
from panel.demostracion.reloj import Reloj, representar
from plazos.acciones import barrer, sembrar_calendario
from plazos.calendario import Periodo
from plazos.models import DiaInhabil
from solicitudes.models import Apertura

FICTICIO = "Fecha ficticia de la demostración: no está publicada"


class Command(BaseCommand):
    help = "Carga una institución ficticia para la demostración. Solo con DEMO=1 y si aún no hay personas registradas."

    def handle(self, *args: Any, **opciones: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Son personas ficticias con contraseña pública: solo se cargan con DEMO=1.")
        if Persona.objects.exists():
            self.stdout.write("Ya hay personas registradas: no se cargó nada.")
            return
        if not Area.objects.exists():
            raise CommandError("Faltan las áreas: ejecute antes «manage.py datos_iniciales».")
        cargar()
        self.stdout.write(
            f"Personas: {Persona.objects.count()} · cuentas: {Cuenta.objects.count()} · "
            f"solicitudes: {Apertura.objects.count()} · contraseña de todas: {CONTRASENA}"
        )


@transaction.atomic
def cargar() -> None:
    """Load it all, or nothing."""
    ahora = timezone.now()
    hoy = fecha_local(ahora)
    sembrar_calendario(periodos=_inhabiles(hoy), motivo="Periodos de la demostración", por=CARGA, ahora=ahora)
    reloj = Reloj(ahora)
    elenco = reunir(ahora=reloj.hace(DIAS_DE_HISTORIA + 1))
    regularizar(elenco, ahora=ahora)
    representar(historias(elenco, reloj))
    barrer_obligaciones(ahora=ahora)
    barrer(ahora=ahora)
    despachar(ahora=ahora)


def _inhabiles(hoy: date) -> Iterator[Periodo]:
    """Vacation periods and a day of the Institute's own, in the years of the story that have none published."""
    for anio in range((hoy - timedelta(days=300)).year, (hoy + timedelta(days=60)).year + 1):
        propios = DiaInhabil.objects.vigentes().exclude(fundamento__startswith="Artículo 74")
        if propios.filter(desde__year=anio).exists():
            continue
        yield Periodo(date(anio, 7, 27), date(anio, 8, 7), f"Primer periodo vacacional {anio} (demostración)", FICTICIO)
        yield Periodo(date(anio, 11, 18), date(anio, 11, 18), f"Día del personal {anio} (demostración)", FICTICIO)
        yield Periodo(
            date(anio, 12, 21), date(anio + 1, 1, 6), f"Segundo periodo vacacional {anio} (demostración)", FICTICIO
        )
