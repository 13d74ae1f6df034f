"""Fakes: which ones were confirmed, which address is meant, and which official accounts a handle resembles."""

import re
from typing import Any, Final

from django.db.models import QuerySet

from bitacora.consultas import asientos_de
from bitacora.relato import contar
from cuentas.consultas.cuenta import reconocer
from cuentas.direcciones import leer_direccion, normalizar
from cuentas.estados import Red
from cuentas.models import Cuenta, Suplantacion
from cuentas.parecidos import Parecido, buscar

MAXIMO_DE_OFICIALES: Final = 5000  # more than the registry will have; a public page must not read without end
MAXIMO_DE_PARECIDAS: Final = 3
FRASES_DE_LA_SUPLANTACION: Final[dict[str, str]] = {
    "reportar": "La ciudadanía la reportó",
    "reportar_otra_vez": "Llegó otro reporte",
    "confirmar": "La CNCS confirmó que se hace pasar por el Instituto",
    "descartar": "La CNCS la descartó",
    "denunciar": "Se denunció a la red: {referencia}",
    "retirar": "La red la retiró",
}


def leer_reportada(direccion: str, red: str = "") -> tuple[str, str] | None:
    """The network and the handle that a citizen reports; ``red`` is needed when the address does not say it."""
    leido = leer_direccion(direccion)
    if leido:
        return str(leido[0].value), leido[1]
    sin_protocolo = re.sub(r"^https?://(www\.)?", "", direccion.strip(), flags=re.IGNORECASE)
    identificador = re.split(r"[?#]", sin_protocolo)[0].strip("/ ").removeprefix("@")
    es_pagina = "/" in identificador or ("." in identificador and "://" in direccion)
    if es_pagina:
        red = Red.OTRA
    return (str(red), identificador) if red and identificador else None


def no_oficiales(texto: str = "") -> QuerySet[Suplantacion]:
    """The confirmed fakes, the last one first: of all, or those that an address or a handle means."""
    filas = Suplantacion.objects.no_oficiales().select_related("cuenta")
    if not texto:
        return filas.order_by("-resuelta", "-pk")
    leido = leer_reportada(texto)
    if leido:
        return filas.filter(red=leido[0], clave=normalizar(*leido))
    return filas.filter(clave__in={normalizar(red, texto) for red in Red.values})


def parecidas(texto: str, red: str = "") -> list[tuple[Cuenta, Parecido]]:
    """Which official accounts an address or a handle resembles without being one of them, the most alike first; of a
    handle that is official nothing is said."""
    if reconocer(texto):
        return []
    leido = leer_reportada(texto, red)
    identificador = leido[1] if leido else texto.strip().lstrip("@")
    oficiales = Cuenta.objects.oficiales().select_related("area").order_by("pk")[:MAXIMO_DE_OFICIALES]
    return buscar(identificador, oficiales, lambda cuenta: cuenta.identificador)[:MAXIMO_DE_PARECIDAS]


def historia_de_la_suplantacion(suplantacion: Suplantacion) -> list[dict[str, Any]]:
    """8.c: what happened, newest first; the reports, which may be very many, only from the last fifty acts."""
    filas = asientos_de(suplantacion.cadena).order_by("-numero")[:50]
    return [contar(asiento, FRASES_DE_LA_SUPLANTACION) for asiento in filas]
