"""Dates as people read them in Mexico, in the institution's time zone, as plain text."""

import datetime as dt

from django.conf import settings

DIAS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
MESES = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
)  # fmt: skip


def en_la_zona(valor: dt.date | dt.datetime) -> dt.date | dt.datetime:
    """``valor`` in the institution's zone when it is an aware instant; dates and naive instants as they are."""
    if isinstance(valor, dt.datetime) and valor.tzinfo is not None:
        return valor.astimezone(settings.INSTITUCION.zona)
    return valor


def larga(valor: dt.date | dt.datetime) -> str:
    """«martes 30 de septiembre de 2025»."""
    dia = en_la_zona(valor)
    return f"{DIAS[dia.weekday()]} {dia.day} de {MESES[dia.month - 1]} de {dia.year}"


def corta(valor: dt.date | dt.datetime) -> str:
    """«30 sep 2025»."""
    dia = en_la_zona(valor)
    return f"{dia.day} {MESES[dia.month - 1][:3]} {dia.year}"


def con_hora(valor: dt.datetime) -> str:
    """«30 sep 2025, 18:00 h»."""
    return f"{corta(valor)}, {en_la_zona(valor):%H:%M} h"


def duracion(valor: dt.timedelta) -> str:
    """«2 d 3 h», «3 h 5 min», «12 min»: the two largest parts."""
    minutos = int(valor.total_seconds() // 60)
    dias, resto = divmod(minutos, 24 * 60)
    partes = [(dias, "d"), (resto // 60, "h"), (resto % 60, "min")]
    visibles = [f"{cuanto} {unidad}" for cuanto, unidad in partes if cuanto]
    return " ".join(visibles[:2]) or "menos de 1 min"
