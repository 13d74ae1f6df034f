"""Every measure of the picture, worked out by hand: rows read whole and told apart in plain Python, from what the
numeral says. Nothing here calls a query of the product."""

import json
from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Model

from bitacora.models import Asiento
from cuentas.models import (
    Convocatoria,
    Cuenta,
    Designacion,
    Estrategia,
    Incidente,
    Recertificacion,
    Rotacion,
    Sesion,
    Vacaciones,
)
from evaluacion.models import Evaluacion, Periodo
from organizacion.models import Area
from organizacion.tiempo import instante_local
from plazos.models import Plazo
from publicaciones.models import Consulta, Interaccion, Publicacion, Variante
from solicitudes.models import Apertura, Baja, Cambio, Caso, Duda, Publicidad

UN_DIA = timedelta(days=1)
Filas = list[dict[str, Any]]
Cumplen = dict[int, bool]


def cierre(dia: date) -> datetime:
    """The last microsecond of a day."""
    return instante_local(dia + UN_DIA) - timedelta(microseconds=1)


class Libro:
    """Every row of a table, read once, and sorted out by a column of it."""

    def __init__(self) -> None:
        self._leidas: dict[Any, Filas] = {}
        self._por: dict[Any, dict[Any, Filas]] = {}

    def __getitem__(self, modelo: type[Model]) -> Filas:
        if modelo not in self._leidas:
            self._leidas[modelo] = list(modelo._default_manager.values())
        return self._leidas[modelo]

    def con(self, modelo: type[Model], campo: str, valor: Any) -> Filas:
        if (modelo, campo) not in self._por:
            grupos = self._por[modelo, campo] = defaultdict(list)
            for fila in self[modelo]:
                grupos[fila[campo]].append(fila)
        return self._por[modelo, campo].get(valor, [])


@dataclass
class Dia:
    """What was true as a day closed, of some áreas."""

    libro: Libro
    dia: date
    areas: Collection[int]

    @cached_property
    def fin(self) -> datetime:
        return cierre(self.dia)

    @property
    def oficiales(self) -> Filas:
        return [
            c for c in self.libro[Cuenta]
            if c["area_id"] in self.areas and c["oficial_desde"] and c["oficial_desde"] <= self.dia
            and not (c["oficial_hasta"] and c["oficial_hasta"] <= self.dia)
        ]  # fmt: skip

    def historia(self, modelo: Any, pk: int) -> dict[str, Any] | None:
        """What the history of a row said that day: the last thing written by then."""
        filas = [h for h in self.libro.con(modelo.history.model, "id", pk) if h["history_date"] <= self.fin]
        return max(filas, key=lambda h: (h["history_date"], h["history_id"])) if filas else None

    def actos(self, cadena: str, *actos: str) -> list[str]:
        """The acts of a chain by then, in order."""
        filas = [a for a in self.libro.con(Asiento, "cadena", cadena) if a["momento"] <= self.fin]
        return [a["acto"] for a in sorted(filas, key=lambda a: a["numero"]) if a["acto"] in actos]

    def hace(self, momento: datetime | None, dias: int) -> bool:
        """Was it within the last ``dias`` days? At that very distance, it no longer was."""
        return momento is not None and self.fin - timedelta(days=dias) < momento <= self.fin

    def administran(self, cuenta: int) -> dict[str, int]:
        return {
            d["caracter"]: d["persona_id"] for d in self.libro.con(Designacion, "cuenta_id", cuenta)
            if d["desde"] <= self.dia and (d["hasta"] is None or self.dia < d["hasta"])
        }  # fmt: skip


def administradores(d: Dia) -> Cumplen:
    return {c["id"]: set(d.administran(c["id"])) == {"titular", "suplente"} for c in d.oficiales}


def certificadas(d: Dia) -> Cumplen:
    respuestas = d.libro[Recertificacion]
    return {
        c["id"]: any(r["cuenta_id"] == c["id"] and d.hace(r["respondida"], 365) for r in respuestas)
        for c in d.oficiales
        if (d.dia - c["oficial_desde"]).days >= 365
    }


def horarios(d: Dia) -> Cumplen:
    empezadas = [v for v in d.libro[Vacaciones] if not v["canceladas"] and v["desde"] <= d.dia]
    if not empezadas:
        return {}
    ultimas = max(empezadas, key=lambda v: v["desde"])
    dichos = set()
    for a in d.libro.con(Asiento, "acto", "registrar_horario"):
        if a["momento"] <= d.fin and json.loads(a["canonico"])["detalle"]["periodo"] == ultimas["nombre"]:
            dichos.add(a["cadena"])
    return {c["id"]: f"cuenta:{c['id']}" in dichos for c in d.oficiales if c["oficial_desde"] < ultimas["desde"]}


def capacitacion(d: Dia) -> Cumplen:
    del_anio = {s["id"] for s in d.libro[Sesion] if s["anio"] == d.dia.year}
    capaces = {
        v["persona_id"] for v in d.libro[Convocatoria]
        if v["sesion_id"] in del_anio and v["asistio"] and v["asistio"] <= d.fin
    }  # fmt: skip
    return {
        c["id"]: len(dos := d.administran(c["id"])) == 2 and set(dos.values()) <= capaces for c in d.oficiales
    }  # fmt: skip


def estrategias(d: Dia) -> Cumplen:
    def activa(area: dict[str, Any]) -> bool:
        return bool((d.historia(Area, area["id"]) or area)["activa"])

    presentaron = {
        e["area_id"] for e in d.libro[Estrategia] if e["anio"] == d.dia.year and e["presentada"] <= d.fin
    }  # fmt: skip
    return {
        a["id"]: a["id"] in presentaron for a in d.libro[Area]
        if a["id"] in d.areas and a["tipo"] == "junta_local" and activa(a)
    }  # fmt: skip


def ciudadania(d: Dia) -> Cumplen:
    de_las_areas = {c["id"] for c in d.libro[Cuenta] if c["area_id"] in d.areas}
    cumplen = {}
    for i in d.libro[Interaccion]:
        if i["cuenta_id"] not in de_las_areas or i["registrada"] > d.fin or not d.hace(i["objetivo"], 90):
            continue
        contestada = i["primera_respuesta"]
        if contestada is None and i["concluida"] and i["concluida"] < i["objetivo"]:
            continue
        cumplen[i["id"]] = contestada is not None and contestada < i["objetivo"]
    return cumplen


def consultas(d: Dia) -> Cumplen:
    de_las_areas = {c["id"] for c in d.libro[Cuenta] if c["area_id"] in d.areas}
    return {
        q["id"]: bool(q["resuelta"]) and q["resuelta"] < q["vence"] for q in d.libro[Consulta]
        if q["cuenta_id"] in de_las_areas and d.hace(q["vence"], 90)
        and not (q["estado"] in {"retirada", "anulada"} and not q["opinion"])
    }  # fmt: skip


def actividad(d: Dia) -> Cumplen:
    dias = {"diaria": 1, "varias": 3, "semanal": 7}
    cuenta_de = {v["id"]: v["cuenta_id"] for v in d.libro[Variante]}
    hechos = [(cuenta_de[p["variante_id"]], p["publicada"]) for p in d.libro[Publicacion]]
    hechos += [(int(a["cadena"][7:]), a["momento"]) for a in d.libro.con(Asiento, "acto", "actividad")]
    cumplen = {}
    for c in d.oficiales:
        entonces = d.historia(Cuenta, c["id"]) or c
        if plazo := dias.get(entonces["frecuencia"]):
            momentos = [entonces["activada"], *(m for cuenta, m in hechos if cuenta == c["id"])]
            cumplen[c["id"]] = any(d.hace(m, plazo) for m in momentos)
    return cumplen


def autenticidad(d: Dia) -> Cumplen:
    return {c["id"]: bool(d.actos(f"cuenta:{c['id']}", "solicitar_autenticidad")) for c in d.oficiales}


def incidentes(d: Dia) -> Cumplen:
    """From the log: the last that was done of each was to report it, or to open it again."""
    pasos = ("reportar", "cerrar", "desestimar", "reabrir", "recaer")
    abiertos = {
        i["cuenta_id"] for i in d.libro[Incidente]
        if (d.actos(f"incidente:{i['id']}", *pasos) or ["cerrar"])[-1] not in {"cerrar", "desestimar"}
    }  # fmt: skip
    return {c["id"]: c["id"] not in abiertos for c in d.oficiales}


def contrasenas(d: Dia) -> Cumplen:
    plazos = {p["id"]: p for p in d.libro[Plazo]}
    deben = set()
    for r in d.libro[Rotacion]:
        plazo = plazos[r["plazo_id"]]
        hecha = r["hecha"] is not None and r["hecha"] <= d.fin
        sin_efecto = r["estado"] in {"sustituida", "cancelada"} and plazo["cerrado"] <= d.fin
        if r["exigida"] <= d.fin and plazo["vence"] <= d.fin and not hecha and not sin_efecto:
            deben.add(r["cuenta_id"])
    return {c["id"]: c["id"] not in deben for c in d.oficiales}


def evaluadas(d: Dia) -> Cumplen:
    terminados = [p for p in d.libro[Periodo] if p["hasta"] < d.dia]
    if not terminados:
        return {}
    ultimo = max(terminados, key=lambda p: p["hasta"])["id"]
    de_las_areas = {c["id"] for c in d.libro[Cuenta] if c["area_id"] in d.areas}
    return {
        e["id"]: e["evaluada"] is not None and e["evaluada"] <= d.fin for e in d.libro[Evaluacion]
        if e["periodo_id"] == ultimo and e["cuenta_id"] in de_las_areas
    }  # fmt: skip


def _contestadas(modelo: type[Model], clase: str) -> Callable[[Dia], Cumplen]:
    def a_mano(d: Dia) -> Cumplen:
        areas = {s["id"]: s["area_id"] for s in d.libro[modelo]}
        return {
            p["id"]: p["estado"] == "cumplido" and p["cerrado"] < p["vence"] for p in d.libro[Plazo]
            if p["clase"] == clase and areas[p["objeto_id"]] in d.areas and d.hace(p["vence"], 90)
            and not (p["estado"] == "cancelado" and p["cerrado"] < p["vence"])
        }  # fmt: skip

    return a_mano


A_MANO: dict[str, Callable[[Dia], Cumplen]] = {
    "administradores": administradores,
    "certificadas": certificadas,
    "horarios": horarios,
    "capacitacion": capacitacion,
    "estrategias": estrategias,
    "ciudadania": ciudadania,
    "consultas": consultas,
    "actividad": actividad,
    "autenticidad": autenticidad,
    "incidentes": incidentes,
    "contrasenas": contrasenas,
    "evaluadas": evaluadas,
    "caso": _contestadas(Caso, "caso"),
    "duda": _contestadas(Duda, "duda"),
    "revision_apertura": _contestadas(Apertura, "revision_apertura"),
    "acuse_cambio": _contestadas(Cambio, "acuse_cambio"),
    "publicidad": _contestadas(Publicidad, "publicidad"),
    "revision_baja": _contestadas(Baja, "revision_baja"),
}
