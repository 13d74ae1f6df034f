"""Entries of the log in words, for the timelines that people read."""

import json
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.dateformat import format as con_formato

from bitacora.models import Asiento


def detalle_de(asiento: Asiento) -> dict[str, Any]:
    """The details of an entry, as they were logged."""
    detalle: dict[str, Any] = json.loads(asiento.canonico)["detalle"]
    return detalle


def contar(asiento: Asiento, frases: Mapping[str, str]) -> dict[str, Any]:
    """What happened, when, who did it (without the mail address) and the reason that was given, if one was.

    ``frases`` says each act in Spanish; between braces, details of its entry, with dates in words.
    """
    detalle = detalle_de(asiento)
    quien = asiento.actor.partition(" <")[0]
    proceso = quien.removeprefix("sistema: ")
    en_palabras = {clave: _en_palabras(valor) for clave, valor in detalle.items()}
    frase = frases.get(asiento.acto) or asiento.acto.replace("_", " ").capitalize()
    return {
        "momento": asiento.momento,
        "titulo": frase.format_map(defaultdict(lambda: "—", en_palabras)),
        "quien": quien if proceso == quien else f"Automático ({proceso})",
        "detalle": f"Motivo: {detalle['motivo']}" if detalle.get("motivo") else "",
    }


def _en_palabras(valor: Any) -> Any:
    """A date of the entry as «30 de noviembre de 2025»; anything else, as it is."""
    if not isinstance(valor, str) or len(valor) != len("2025-11-30"):
        return valor
    try:
        return con_formato(date.fromisoformat(valor), r"j \d\e F \d\e Y").lower()
    except ValueError:
        return valor
