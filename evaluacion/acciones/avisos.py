"""Who is told what about an evaluation: one message for each person, whatever the number of accounts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from avisos.acciones import Mensaje, encolar, para_personas
from cuentas.consultas import cargar_administradores
from evaluacion.models import Evaluacion
from organizacion.models import Nombramiento, Persona


@dataclass(frozen=True)
class Implicados:
    """Who administers each account and who heads its área, by the id of the account."""

    administran: Mapping[int, Sequence[Persona]]
    encabezan: Mapping[int, Sequence[Persona]]


def enlace(nombre: str, *args: Any) -> str:
    """The whole address of a page of the evaluation."""
    return settings.URL_BASE + reverse(f"evaluacion:{nombre}", args=args)


def implicados(evaluaciones: Iterable[Evaluacion]) -> Implicados:
    """Two queries, whatever the number of accounts."""
    evaluaciones = list(evaluaciones)
    cuentas = list({e.cuenta_id: e.cuenta for e in evaluaciones}.values())
    cargar_administradores(cuentas)
    titulares = {
        n.area_id: n.persona
        for n in Nombramiento.objects.vigentes()
        .filter(es_titular=True, persona__is_active=True, area__in={c.area_id for c in cuentas})
        .select_related("persona")
    }
    administran = {c.pk: [d.persona for d in c.administradores.values()] for c in cuentas}
    encabezan = {c.pk: [titulares[c.area_id]] if c.area_id in titulares else [] for c in cuentas}
    return Implicados(administran, encabezan)


def avisar_por_persona(
    reparto: Iterable[tuple[Persona, Evaluacion]],
    *,
    plantilla: str,
    cadena: str,
    contexto: Mapping[str, Any],
    ahora: datetime,
) -> None:
    """Tell each person, once, of all the evaluations that are theirs."""
    personas: dict[int, Persona] = {}
    suyas: dict[int, dict[int, Evaluacion]] = defaultdict(dict)
    for persona, evaluacion in reparto:
        personas[persona.pk] = persona
        suyas[persona.pk][evaluacion.pk] = evaluacion
    mensajes: list[Mensaje] = []
    for pk, persona in personas.items():
        lista = sorted(suyas[pk].values(), key=lambda e: e.cuenta.nombre)
        propio = {"evaluaciones": lista, "cuantas": len(lista), **contexto}
        mensajes += para_personas([persona], plantilla=plantilla, contexto=propio, cadena=cadena)
    encolar(mensajes, ahora=ahora)


def avisar(
    evaluacion: Evaluacion, personas: Iterable[Persona | None], plantilla: str, *, ahora: datetime, **contexto: Any
) -> None:
    """Tell some people of one evaluation."""
    completo = {
        "evaluacion": evaluacion,
        "cuenta": evaluacion.cuenta,
        "enlace": enlace("detalle", evaluacion.pk),
        **contexto,
    }
    encolar(para_personas(personas, plantilla=plantilla, contexto=completo, cadena=evaluacion.cadena), ahora=ahora)


def del_area(evaluacion: Evaluacion) -> list[Persona]:
    """The head of the área and whoever administers the account."""
    return [persona for persona, _ in de_sus_areas([evaluacion])]


def de_sus_areas(evaluaciones: Iterable[Evaluacion]) -> Iterator[tuple[Persona, Evaluacion]]:
    """The same of many, each with the evaluation."""
    evaluaciones = list(evaluaciones)
    gente = implicados(evaluaciones)
    for evaluacion in evaluaciones:
        for persona in (*gente.encabezan[evaluacion.cuenta_id], *gente.administran[evaluacion.cuenta_id]):
            yield persona, evaluacion
