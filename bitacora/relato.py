"""Entries of the log in words, for the timelines that people read."""

import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from bitacora.models import Asiento


def contar(asiento: Asiento, frases: Mapping[str, str]) -> dict[str, Any]:
    """What happened, when, who did it (without the mail address) and the reason that was given, if one was.

    ``frases`` says each act in Spanish; between braces, details of its entry.
    """
    detalle = json.loads(asiento.canonico)["detalle"]
    quien = asiento.actor.partition(" <")[0]
    proceso = quien.removeprefix("sistema: ")
    frase = frases.get(asiento.acto) or asiento.acto.replace("_", " ").capitalize()
    return {
        "momento": asiento.momento,
        "titulo": frase.format_map(defaultdict(lambda: "—", detalle)),
        "quien": quien if proceso == quien else f"Automático ({proceso})",
        "detalle": f"Motivo: {detalle['motivo']}" if detalle.get("motivo") else "",
    }
