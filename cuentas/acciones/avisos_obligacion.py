"""What is said of an obligation, to whom, and when: asked for, about to be due, late."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.conf import settings
from django.urls import reverse

from avisos.acciones import Mensaje, encolar, para_personas
from cuentas.acciones.rotacion import quienes_rotan
from cuentas.estados.cuidado import ClaseObligacion
from cuentas.models import Obligacion
from organizacion.consultas import personas_con_rol, titular_del_area
from organizacion.estados import ROLES_CNCS
from organizacion.models import Persona
from plazos.clases import AUTENTICIDAD_REPETIDA, CLASES, VENCE
from plazos.models import Recordatorio


@dataclass(frozen=True)
class Tarea:
    """An obligation in words: what to do, by which numeral, and where."""

    numeral: str
    que_hacer: str
    ruta: str

    def enlace(self, obligacion: Obligacion) -> str:
        """The page where it is fulfilled."""
        return reverse(self.ruta, args=[obligacion.cuenta_id] if obligacion.cuenta_id else [])


C = ClaseObligacion
TAREAS: Final[dict[str, Tarea]] = {
    C.HORARIO: Tarea(
        "5.1.e",
        "Informe en qué horario se atenderá la cuenta en ese periodo, o que no habrá atención, y cómo se vigilará.",
        "cuentas:horarios",
    ),
    C.CAPACITACION: Tarea(
        "5.3.a",
        "Asista a la capacitación del año. La fecha está en su convocatoria; si aún no la tiene, la CNCS le avisará.",
        "cuentas:capacitacion",
    ),
    C.ESTRATEGIA: Tarea(
        "6.xxxiii", "Presente la estrategia de redes sociales de la Junta para este año.", "cuentas:estrategias"
    ),
    C.AUTENTICIDAD: Tarea(
        "6.xxx", "Pida a la red que verifique la cuenta y regístrelo con su comprobante.", "cuentas:autenticidad"
    ),
}


def responsables(obligacion: Obligacion) -> list[Persona | None]:
    """Who has to do it: the administrators of the account, the person, or the head of the área."""
    if obligacion.cuenta:
        return list(quienes_rotan(obligacion.cuenta)) or [titular_del_area(obligacion.area)]
    return [obligacion.persona or titular_del_area(obligacion.area)]


def avisar_abierta(obligacion: Obligacion, *, ahora: datetime, movida: bool = False) -> None:
    """5.1.e: it is asked for, or the calendar gave it another date."""
    personas = [*responsables(obligacion), titular_del_area(obligacion.area)]
    encolar(_mensajes(personas, "obligacion_abierta", obligacion, movida=movida), ahora=ahora)


def recordar_obligacion(recordatorios: Sequence[Recordatorio], *, paso: str, ahora: datetime) -> None:
    """5.1.a: whoever owes it is reminded; with the first step after its date its head too; with the second, also the
    CNCS."""
    plantilla = "obligacion_por_vencer" if paso.startswith("faltan") else "obligacion_fuera_de_plazo"
    filas = Obligacion.objects.pendientes().select_related("cuenta__area", "persona", "area")
    por_id = filas.in_bulk({r.plazo.objeto_id for r in recordatorios})
    cncs = list(personas_con_rol(*ROLES_CNCS)) if any(_altura(r) > 1 for r in recordatorios) else []
    mensajes: list[Mensaje] = []
    for recordatorio in recordatorios:
        fila = por_id.get(recordatorio.plazo.objeto_id)
        if fila is None:
            continue
        personas, altura = responsables(fila), _altura(recordatorio)
        if altura:
            personas.append(titular_del_area(fila.area))
        if altura > 1:
            personas += cncs
        mensajes += _mensajes(personas, plantilla, fila)
    encolar(mensajes, ahora=ahora)


def _altura(recordatorio: Recordatorio) -> int:
    """How far up a step is told: 0 whoever owes it, 1 also the head, 2 also the CNCS."""
    clase = recordatorio.plazo.clase
    if clase == AUTENTICIDAD_REPETIDA:
        return 1
    pasaron = [paso.clave for paso in CLASES[clase].pasos if paso.clave.startswith("pasaron")]
    return 0 if recordatorio.paso == VENCE or recordatorio.paso not in pasaron else pasaron.index(recordatorio.paso) + 1


def _mensajes(
    personas: Iterable[Persona | None], plantilla: str, obligacion: Obligacion, **contexto: object
) -> list[Mensaje]:
    tarea = TAREAS[obligacion.clase]
    datos = {
        "obligacion": obligacion,
        "tarea": tarea,
        "enlace": settings.URL_BASE + tarea.enlace(obligacion),
        **contexto,
    }
    return para_personas(personas, plantilla=plantilla, contexto=datos, cadena=obligacion.cadena)
