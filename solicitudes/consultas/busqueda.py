"""Searching requests by folio, handle, área, person or words, always among those that the person may see."""

import re
from typing import Any, TypeVar

from django.db.models import QuerySet

from cuentas.direcciones import plegar

Q = TypeVar("Q", bound=QuerySet[Any])
_FOLIO = re.compile(r"[A-Za-z]{2}-\d{4}-\d+")


def es_folio(texto: str) -> bool:
    """Was a folio typed, of whatever kind?"""
    return bool(_FOLIO.fullmatch(texto.strip()))


def con_texto(filas: Q, texto: str) -> Q:
    """Those with that folio, else those that have every one of the words, whatever their case and accents."""
    texto = texto.replace("\0", "").strip()
    if es_folio(texto):
        return filas.filter(folio=texto.upper())
    for palabra in plegar(texto).split()[:8]:
        filas = filas.filter(busqueda__contains=palabra.lstrip("@"))
    return filas
