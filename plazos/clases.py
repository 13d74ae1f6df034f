"""Every clock of the norm, in one table: unit, length, steps, and who answers when a step comes due.

When a clock must call a floor above, it goes through the dotted paths of this table and no other way.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from django.conf import settings
from django.utils.module_loading import import_string

from organizacion.tiempo import instante_local
from plazos.calendario import Calendario
from plazos.estados import Unidad
from plazos.models import Plazo, Recordatorio

HORA_DE_AVISOS: Final = time(9, 0)
VENCE: Final = "vence"


@dataclass(frozen=True)
class Paso:
    """A step: its name, and how many business days before (negative) or after (positive) the last day it comes,
    at nine in the morning; calendar days when ``naturales``. Without ``dias`` it comes ``horas`` after the instant at
    which the clock expires (before, when negative; at that instant, by default)."""

    clave: str
    dias: int | None = None
    naturales: bool = False
    horas: int = 0

    def instante(self, plazo: Plazo, calendario: Calendario) -> datetime:
        """When this step of that clock comes due."""
        if self.dias is None:
            return plazo.vence + timedelta(hours=self.horas)
        ultimo = plazo.fecha_limite
        if self.naturales:
            return instante_local(ultimo + timedelta(days=self.dias), HORA_DE_AVISOS)
        dia = calendario.sumar(ultimo, self.dias) if self.dias > 0 else calendario.restar(ultimo, -self.dias)
        return instante_local(dia, HORA_DE_AVISOS)


@dataclass(frozen=True)
class ClasePlazo:
    """A clock of the norm. ``ambar`` is how many business days before the last one the light turns amber.

    ``al_paso`` is called with the steps that came due, all of one step: ``f(recordatorios, *, paso, ahora)``.
    ``al_mover`` is called with the clocks that a change of the calendar moved: ``f(movimientos, *, motivo, ahora)``;
    only clocks in business days move.
    """

    clave: str
    nombre: str
    numeral: str
    unidad: Unidad
    termino: str  # empty when its length is given as it starts
    pasos: tuple[Paso, ...]
    ambar: int
    al_paso: str = "solicitudes.acciones.recordar_solicitud"
    al_mover: str = "solicitudes.acciones.avisar_cambio_de_solicitud"

    @property
    def presupuesto(self) -> int:
        """Its length, in ``unidad``, as the institution configures it."""
        return int(getattr(settings.INSTITUCION.terminos, self.termino)) if self.termino else 1

    def paso(self, clave: str) -> Paso:
        return self.pasos[self.turno(clave)]

    def turno(self, clave: str) -> int:
        """The place of a step among those of the clock."""
        return next(turno for turno, paso in enumerate(self.pasos) if paso.clave == clave)


REVISION_APERTURA: Final = "revision_apertura"
USO_AUTORIZACION: Final = "uso_autorizacion"
REVISION_BAJA: Final = "revision_baja"
RESPUESTA_AREA: Final = "respuesta_area"
CIERRE_BAJA: Final = "cierre_baja"
ACUSE_CAMBIO: Final = "acuse_cambio"
VACANTE: Final = "vacante"
PUBLICIDAD: Final = "publicidad"
CASO: Final = "caso"
DUDA: Final = "duda"
USO_INDEBIDO: Final = "uso_indebido"
CAPTURA_EVALUACION: Final = "captura_evaluacion"
VALIDACION_EVALUACION: Final = "validacion_evaluacion"
EVALUACION_CNCS: Final = "evaluacion_cncs"
RESPUESTA_EVALUACION: Final = "respuesta_evaluacion"
RESOLUCION_EVALUACION: Final = "resolucion_evaluacion"
PLAN_MEJORA: Final = "plan_mejora"
COMPROMISO: Final = "compromiso"
ROTACION: Final = "rotacion"
ROTACION_INMEDIATA: Final = "rotacion_inmediata"
INCIDENTE_CONTENCION: Final = "incidente_contencion"
INCIDENTE_CIERRE: Final = "incidente_cierre"
VIGILANCIA: Final = "vigilancia"
DIFUSION: Final = "difusion"
CONSULTA: Final = "consulta"
RECERTIFICACION: Final = "recertificacion"
RECERTIFICACION_HITO: Final = "recertificacion_hito"
DIFERENCIA: Final = "diferencia"
ATENCION: Final = "atencion"
TURNO_AREA: Final = "turno_area"
VIGENCIA: Final = "vigencia"
HORARIO: Final = "horario"
CAPACITACION: Final = "capacitacion"
CONVOCATORIA: Final = "convocatoria"
ESTRATEGIA: Final = "estrategia"
ESTRATEGIA_CAMBIOS: Final = "estrategia_cambios"
AUTENTICIDAD: Final = "autenticidad"
AUTENTICIDAD_REPETIDA: Final = "autenticidad_repetida"

_REVISION: Final = (Paso("faltan_5", -5), Paso("faltan_2", -2), Paso("faltan_0", 0), Paso(VENCE), Paso("pasaron_5", 5))
_BREVE: Final = (Paso("faltan_1", -1), Paso(VENCE), Paso("pasaron_3", 3))
_ATENCION: Final = (
    Paso("faltan_4h", horas=-4),
    Paso(VENCE),
    Paso("pasaron_1", 1, naturales=True),
    Paso("pasaron_3", 3, naturales=True),
)
_DIAS: Final = Unidad.DIAS_HABILES
_ROTACION: Final = "cuentas.acciones.recordar_rotacion"
_INCIDENTE: Final = "cuentas.acciones.recordar_incidente"
_OBLIGACION: Final = ("cuentas.acciones.recordar_obligacion", "cuentas.acciones.mover_obligaciones")


def _naturales(*dias: int) -> tuple[Paso, ...]:
    """Steps so many calendar days before the last day (negative) or after it, and the one at which it expires."""
    pasos = [Paso(f"{'pasaron' if n > 0 else 'faltan'}_{abs(n)}", n, naturales=True) for n in dias]
    return tuple(sorted([*pasos, Paso(VENCE)], key=lambda p: p.dias if p.dias is not None else 0.5))


_AVISOS: Final = (Paso("faltan_2", -2), Paso("faltan_0", 0))  # what happens at their end happens by itself
_EVALUACION: Final = "evaluacion.acciones.recordar_evaluacion"
_DE_LA_EVALUACION: Final = (
    *(
        ClasePlazo(
            clave=clave,
            nombre=nombre,
            numeral="8.a",
            unidad=_DIAS,
            termino=f"{clave}_dias_habiles",
            pasos=pasos,
            ambar=ambar,
            al_paso=_EVALUACION,
            al_mover="evaluacion.acciones.avisar_cambio_de_plazo",
        )
        for clave, nombre, pasos, ambar in (
            (CAPTURA_EVALUACION, "Captura de la evaluación", _REVISION, 3),
            (VALIDACION_EVALUACION, "Validación del área", _AVISOS, 2),
            (EVALUACION_CNCS, "Evaluación de la CNCS", _REVISION, 5),
            (RESPUESTA_EVALUACION, "Respuesta del área", _AVISOS, 2),
            (RESOLUCION_EVALUACION, "Resolución de las observaciones", _BREVE, 2),
            (PLAN_MEJORA, "Plan de mejora", _BREVE, 2),
        )
    ),
    ClasePlazo(
        clave=COMPROMISO,
        nombre="Compromiso de mejora",
        numeral="8.a",
        unidad=Unidad.DIAS_NATURALES,
        termino="",
        pasos=(
            *(Paso(f"faltan_{dias}", -dias, naturales=True) for dias in (15, 5, 0)),
            Paso(VENCE),
            *(Paso(f"pasaron_{dias}", dias, naturales=True) for dias in (5, 15)),
        ),
        ambar=10,
        al_paso=_EVALUACION,
    ),
)

CLASES: Final[dict[str, ClasePlazo]] = {
    clase.clave: clase
    for clase in (
        *_DE_LA_EVALUACION,
        ClasePlazo(
            clave=REVISION_APERTURA,
            nombre="Revisión de la CNCS",
            numeral="7.iii",
            unidad=_DIAS,
            termino="revision_dias_habiles",
            pasos=_REVISION,
            ambar=5,
            al_paso="solicitudes.acciones.recordar_revision",
            al_mover="solicitudes.acciones.avisar_cambio_de_fecha",
        ),
        ClasePlazo(
            clave=USO_AUTORIZACION,
            nombre="Uso de la autorización",
            numeral="7.iv",
            unidad=_DIAS,
            termino="uso_autorizacion_dias_habiles",
            pasos=(Paso("faltan_5", -5), Paso(VENCE), Paso("pasaron_15", 15)),
            ambar=5,
            al_paso="solicitudes.acciones.recordar_uso",
            al_mover="solicitudes.acciones.avisar_cambio_de_fecha",
        ),
        ClasePlazo(REVISION_BAJA, "Revisión de la CNCS", "7.viii", _DIAS, "revision_dias_habiles", _REVISION, 5),
        ClasePlazo(RESPUESTA_AREA, "Respuesta del área", "7.ix", _DIAS, "respuesta_area_dias_habiles", _BREVE, 3),
        ClasePlazo(CIERRE_BAJA, "Cierre de la cuenta", "7.ix", _DIAS, "cierre_baja_dias_habiles", _REVISION, 5),
        ClasePlazo(ACUSE_CAMBIO, "Acuse de la CNCS", "7.v", _DIAS, "acuse_cambio_dias_habiles", _BREVE, 2),
        ClasePlazo(VACANTE, "Designación pendiente", "5.1.b", _DIAS, "vacante_dias_habiles", _REVISION, 5),
        ClasePlazo(PUBLICIDAD, "Respuesta de la CNCS", "7.vii", _DIAS, "publicidad_dias_habiles", _BREVE, 2),
        ClasePlazo(CASO, "Resolución del Comité", "1.b", _DIAS, "caso_dias_habiles", _REVISION, 5),
        ClasePlazo(DUDA, "Respuesta de la CNCS", "5.3.b", _DIAS, "duda_dias_habiles", _BREVE, 1),
        ClasePlazo(USO_INDEBIDO, "Apertura de la investigación", "5.b", _DIAS, "uso_indebido_dias_habiles", _BREVE, 2),
        ClasePlazo(
            clave=ROTACION,
            nombre="Cambio de contraseña",
            numeral="6.xxxiv",
            unidad=Unidad.MESES,
            termino="rotacion_meses",
            pasos=(
                *(Paso(f"faltan_{dias}", -dias, naturales=True) for dias in (15, 5, 1, 0)),
                Paso(VENCE),
                *(Paso(f"pasaron_{dias}", dias, naturales=True) for dias in (3, 10)),
            ),
            ambar=10,
            al_paso=_ROTACION,
        ),
        ClasePlazo(
            clave=ROTACION_INMEDIATA,
            nombre="Cambio inmediato de contraseña",
            numeral="5.1.d",
            unidad=Unidad.HORAS,
            termino="rotacion_inmediata_horas",
            pasos=(Paso(VENCE), *(Paso(f"pasaron_{dias}", dias, naturales=True) for dias in (1, 3, 10))),
            ambar=1,
            al_paso=_ROTACION,
        ),
        ClasePlazo(
            clave=INCIDENTE_CONTENCION,
            nombre="Contención del incidente",
            numeral="6.xxxi",
            unidad=Unidad.HORAS,
            termino="incidente_contencion_horas",
            pasos=(Paso(VENCE), Paso("pasaron_1", 1, naturales=True)),
            ambar=1,
            al_paso=_INCIDENTE,
        ),
        ClasePlazo(
            clave=INCIDENTE_CIERRE,
            nombre="Cierre del incidente",
            numeral="6.xxxi",
            unidad=_DIAS,
            termino="incidente_cierre_dias_habiles",
            pasos=(Paso("faltan_2", -2), Paso("faltan_0", 0), Paso(VENCE), Paso("pasaron_5", 5)),
            ambar=3,
            al_paso=_INCIDENTE,
            al_mover="cuentas.acciones.avisar_cambio_de_incidente",
        ),
        ClasePlazo(
            clave=VIGILANCIA,
            nombre="Revisión del identificador de una cuenta dada de baja",
            numeral="7.ix",
            unidad=Unidad.MESES,
            termino="vigilancia_meses",
            pasos=(Paso("faltan_0", 0, naturales=True), Paso("pasaron_10", 10, naturales=True)),
            ambar=5,
            al_paso="cuentas.acciones.recordar_vigilancia",
        ),
        ClasePlazo(
            clave=CONSULTA,
            nombre="Consulta a la CNCS",
            numeral="6.viii",
            unidad=Unidad.HORAS,
            termino="consulta_horas",
            pasos=(Paso("faltan_24h", horas=-24), Paso("faltan_4h", horas=-4), Paso(VENCE)),
            ambar=1,
            al_paso="publicaciones.acciones.reloj_consulta.recordar_consulta",
        ),
        ClasePlazo(
            clave=DIFUSION,
            nombre="Fecha deseada de difusión",
            numeral="7.x",
            unidad=Unidad.DIAS_NATURALES,
            termino="",
            pasos=(Paso("faltan_2", -2), Paso("faltan_0", 0, naturales=True), Paso(VENCE)),
            ambar=2,
            al_paso="publicaciones.acciones.recordar_peticion",
        ),
        *(
            ClasePlazo(
                clave=clave,
                nombre=nombre,
                numeral="5.1.a",
                unidad=_DIAS,
                termino=f"{clave}_dias_habiles",
                pasos=_BREVE,
                ambar=2,
                al_paso=f"cuentas.acciones.{al_paso}",
                al_mover="cuentas.acciones.avisar_cambio_de_recertificacion",
            )
            for clave, nombre, al_paso in (
                (RECERTIFICACION, "Recertificación anual de la cuenta", "recordar_recertificacion"),
                (RECERTIFICACION_HITO, "Recertificación ante un hito electoral", "recordar_recertificacion"),
                (DIFERENCIA, "Corrección de una diferencia", "recordar_diferencia"),
            )
        ),
        ClasePlazo(
            clave=ATENCION,
            nombre="Respuesta a la ciudadanía",
            numeral="6.xviii",
            unidad=Unidad.HORAS,
            termino="atencion_horas",
            pasos=_ATENCION,
            ambar=0,
            al_paso="publicaciones.acciones.recordar_atencion",
        ),
        ClasePlazo(
            clave=TURNO_AREA,
            nombre="Información del área a la que se turnó",
            numeral="6.vii",
            unidad=Unidad.HORAS,
            termino="turno_area_horas",
            pasos=_ATENCION,
            ambar=0,
            al_paso="publicaciones.acciones.recordar_turno",
        ),
        ClasePlazo(
            clave=VIGENCIA,
            nombre="Vigencia de lo publicado",
            numeral="5.2.d",
            unidad=Unidad.DIAS_NATURALES,
            termino="",
            pasos=(
                Paso("faltan_5", -5, naturales=True),
                Paso("faltan_0", 0, naturales=True),
                Paso(VENCE),
                Paso("pasaron_5", 5, naturales=True),
            ),
            ambar=3,
            al_paso="publicaciones.acciones.recordar_vigencia",
        ),
        ClasePlazo(
            HORARIO,
            "Horario de atención en vacaciones",
            "5.1.e",
            _DIAS,
            "horario_dias_habiles",
            (Paso("faltan_5", -5), Paso("faltan_2", -2), Paso(VENCE), Paso("pasaron_2", 2), Paso("pasaron_4", 4)),
            5,
            *_OBLIGACION,
        ),
        ClasePlazo(
            CAPACITACION,
            "Capacitación anual",
            "5.3.a",
            Unidad.MESES,
            "capacitacion_meses",
            _naturales(-60, -30, -10, 5, 15),
            20,
            *_OBLIGACION,
        ),
        ClasePlazo(
            CONVOCATORIA,
            "Sesión de capacitación",
            "5.3.a",
            Unidad.HORAS,
            "convocatoria_horas",
            tuple(Paso(f"faltan_{dias}", -dias, naturales=True) for dias in (5, 1, 0)),
            3,
            "cuentas.acciones.recordar_convocatoria",
        ),
        ClasePlazo(
            ESTRATEGIA,
            "Estrategia de la Junta Local",
            "6.xxxiii",
            Unidad.MESES,
            "estrategia_meses",
            _naturales(-15, -5, 0, 5, 15),
            10,
            *_OBLIGACION,
        ),
        ClasePlazo(
            ESTRATEGIA_CAMBIOS,
            "Cambios a la estrategia de la Junta Local",
            "6.xxxiii",
            _DIAS,
            "estrategia_cambios_dias_habiles",
            (Paso("faltan_2", -2), Paso(VENCE), Paso("pasaron_2", 2), Paso("pasaron_10", 10)),
            3,
            *_OBLIGACION,
        ),
        ClasePlazo(
            AUTENTICIDAD,
            "Solicitud de autenticidad",
            "6.xxx",
            _DIAS,
            "autenticidad_dias_habiles",
            (Paso("faltan_5", -5), Paso(VENCE), Paso("pasaron_10", 10), Paso("pasaron_20", 20)),
            5,
            *_OBLIGACION,
        ),
        ClasePlazo(
            AUTENTICIDAD_REPETIDA,
            "Solicitud de autenticidad",
            "6.xxx",
            Unidad.MESES,
            "autenticidad_repetir_meses",
            (Paso(VENCE),),
            5,
            *_OBLIGACION,
        ),
    )
}


def llamar_al_paso(clase: str, recordatorios: list[Recordatorio], *, paso: str, ahora: datetime) -> None:
    """Hand the steps that came due to whoever answers for that clock."""
    funcion: Callable[..., None] = import_string(CLASES[clase].al_paso)
    funcion(recordatorios, paso=paso, ahora=ahora)
