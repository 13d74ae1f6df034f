"""The only writers of the log."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from bitacora.actores import Actor, rotulo
from bitacora.models import Asiento, Cadena

LOTE = 500


@dataclass(frozen=True)
class Hecho:
    """What is to be logged: in which chain, which act, on what, with which details (JSON values)."""

    cadena: str
    acto: str
    objeto: str
    detalle: Mapping[str, Any] = field(default_factory=dict)


def texto_canonico(*, cadena: str, numero: int, momento: datetime, actor: str, hecho: Hecho, hash_previo: str) -> str:
    """The exact text that is hashed: JSON with sorted keys, the instant in UTC with microseconds."""
    return json.dumps(
        {
            "acto": hecho.acto,
            "actor": actor,
            "cadena": cadena,
            "detalle": dict(hecho.detalle),
            "momento": momento.astimezone(UTC).isoformat(timespec="microseconds"),
            "numero": numero,
            "objeto": hecho.objeto,
            "previo": hash_previo,
        },
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        default=str,
    )


def asentar(
    *, cadena: str, acto: str, objeto: str, por: Actor, ahora: datetime, detalle: Mapping[str, Any] | None = None
) -> Asiento:
    """8.c: log one act at the end of its chain, inside the caller's transaction.

    Raises ``ActorDesconocido`` when nobody acts.
    """
    return asentar_varios([Hecho(cadena, acto, objeto, detalle or {})], por=por, ahora=ahora)[0]


@transaction.atomic(savepoint=False)
def asentar_varios(hechos: Iterable[Hecho], *, por: Actor, ahora: datetime) -> list[Asiento]:
    """8.c: log many acts of one actor at once, each at the end of its own chain.

    The heads are locked in the order of their keys, so that two writers wait for each other instead of
    deadlocking. Raises ``ActorDesconocido`` when nobody acts.
    """
    actor = rotulo(por)
    hechos = list(hechos)
    cabezas = _bloquear_cabezas({hecho.cadena for hecho in hechos})
    asientos = [_siguiente(cabezas[hecho.cadena], hecho, actor, ahora) for hecho in hechos]
    Asiento.objects.bulk_create(asientos, batch_size=LOTE)
    # The rows exist and are locked: writing over them all in one statement is what an update of many would be.
    Cadena.objects.bulk_create(
        cabezas.values(),
        batch_size=LOTE,
        update_conflicts=True,
        unique_fields=["clave"],
        update_fields=["ultimo_numero", "ultimo_hash"],
    )
    return asientos


def _bloquear_cabezas(claves: set[str]) -> dict[str, Cadena]:
    def leer() -> dict[str, Cadena]:
        filas = Cadena.objects.select_for_update().filter(clave__in=claves).order_by("clave")
        return {fila.clave: fila for fila in filas}

    cabezas = leer()
    nuevas = claves - cabezas.keys()
    if nuevas:
        Cadena.objects.bulk_create([Cadena(clave=clave) for clave in sorted(nuevas)], ignore_conflicts=True)
        cabezas = leer()
    return cabezas


def _siguiente(cabeza: Cadena, hecho: Hecho, actor: str, ahora: datetime) -> Asiento:
    numero = cabeza.ultimo_numero + 1
    previo = cabeza.ultimo_hash
    canonico = texto_canonico(
        cadena=cabeza.clave, numero=numero, momento=ahora, actor=actor, hecho=hecho, hash_previo=previo
    )
    huella = hashlib.sha256(canonico.encode()).hexdigest()
    cabeza.ultimo_numero, cabeza.ultimo_hash = numero, huella
    return Asiento(
        cadena=cabeza.clave,
        numero=numero,
        momento=ahora,
        actor=actor,
        acto=hecho.acto,
        objeto=hecho.objeto,
        canonico=canonico,
        hash_previo=previo,
        hash=huella,
    )
