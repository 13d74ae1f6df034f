"""The facts of the institution that adopts the product, read once from a TOML file.

Everything that another electoral institute would change (its name, its domain, how its organs are called, its
terms) lives in that file and nowhere else; the rest of the code reads ``settings.INSTITUCION``.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True)
class Organo:
    """An organ with a part of its own in the procedure: the siglas of its área and its full name."""

    siglas: str
    nombre: str


@dataclass(frozen=True)
class Orientacion:
    """Where a citizen is sent when the account cannot answer (6.vii, 6.viii)."""

    inetel: str
    pnt: str


@dataclass(frozen=True)
class Evaluacion:
    """8.a: on which days of the year, as «MM-DD», a period of evaluation opens."""

    aperturas: list[str]

    def __post_init__(self) -> None:
        dias = [date.fromisoformat(f"2001-{dia}") for dia in self.aperturas]  # not a leap year: no 29 February
        if not dias or dias != sorted(set(dias)):
            raise ValueError("«evaluacion.aperturas» needs different days, in order")

    @property
    def meses(self) -> int:
        """The longest period, in months."""
        meses = [int(dia[:2]) for dia in self.aperturas]
        return max(otro - mes for mes, otro in zip(meses, [*meses[1:], meses[0] + 12], strict=True))


@dataclass(frozen=True)
class Terminos:
    """The terms of the norm, each in the unit that its name says."""

    revision_dias_habiles: int
    consulta_horas: int
    rotacion_meses: int
    evaluacion_meses: int
    captura_evaluacion_dias_habiles: int
    validacion_evaluacion_dias_habiles: int
    evaluacion_cncs_dias_habiles: int
    respuesta_evaluacion_dias_habiles: int
    resolucion_evaluacion_dias_habiles: int
    plan_mejora_dias_habiles: int
    uso_autorizacion_dias_habiles: int
    respuesta_area_dias_habiles: int
    cierre_baja_dias_habiles: int
    acuse_cambio_dias_habiles: int
    vacante_dias_habiles: int
    publicidad_dias_habiles: int
    caso_dias_habiles: int
    duda_dias_habiles: int
    uso_indebido_dias_habiles: int
    requerimiento_dias_habiles: int
    rotacion_inmediata_horas: int
    incidente_contencion_horas: int
    incidente_cierre_dias_habiles: int
    vigilancia_meses: int
    recertificacion_dias_habiles: int
    recertificacion_hito_dias_habiles: int
    diferencia_dias_habiles: int
    atencion_horas: int
    turno_area_horas: int
    horario_dias_habiles: int
    horario_margen_dias_habiles: int
    capacitacion_meses: int
    capacitacion_minimo_meses: int
    convocatoria_horas: int
    estrategia_meses: int
    estrategia_cambios_dias_habiles: int
    autenticidad_dias_habiles: int
    autenticidad_repetir_meses: int


@dataclass(frozen=True)
class Reglas:
    """What the norm leaves to the institution."""

    requerimiento_suspende_plazo: bool


@dataclass(frozen=True)
class Abandono:
    """6.xxii: when the silence of an account is amber, red, and reason to propose its closing."""

    factor_ambar: int
    factor_rojo: int
    factor_baja: int
    minimo_ambar: int
    minimo_rojo: int
    minimo_baja: int

    def factor(self, nivel: str) -> int:
        """By how much the days between updates are multiplied, for the level of that name."""
        return int(getattr(self, f"factor_{nivel}"))

    def minimo_dias(self, nivel: str) -> int:
        """The least calendar days of the level of that name."""
        return int(getattr(self, f"minimo_{nivel}"))


@dataclass(frozen=True)
class Atencion:
    """6.xix: when a day counts as a flood: so many interactions at least, and so many times the usual daily average of
    the days before. And how large an imported file may be."""

    rebase_minimo: int
    rebase_veces: int
    rebase_dias_de_referencia: int
    importacion_maximo_filas: int
    importacion_maximo_mb: int


@dataclass(frozen=True)
class Documentos:
    """Largest uploads that are accepted, in MiB."""

    oficio_maximo_mb: int
    elementos_maximo_mb: int
    medio_maximo_mb: int


@dataclass(frozen=True)
class Revision:
    """What the automatic checks of posts take as public, and where repeats and floods begin (5.2.b, 6.xxix)."""

    telefonos: list[str]
    correos: list[str]
    repetida_dias: int
    publicaciones_por_hora: int
    publicaciones_por_sesion: int


@dataclass(frozen=True)
class Institucion:
    """Facts of one institution."""

    nombre: str
    siglas: str
    dominio: str
    sitio: str
    zona_horaria: str
    sufijo_x: str
    cncs: Organo
    unicom: Organo
    comite: Organo
    control: Organo
    orientacion: Orientacion
    evaluacion: Evaluacion
    terminos: Terminos
    reglas: Reglas
    abandono: Abandono
    atencion: Atencion
    documentos: Documentos
    revision: Revision

    @property
    def zona(self) -> ZoneInfo:
        return ZoneInfo(self.zona_horaria)


def cargar(ruta: Path) -> Institucion:
    """Read the facts of the institution from the TOML file at ``ruta``.

    Raises ``ImproperlyConfigured``, naming the file and what is wrong with it.
    """
    try:
        datos: dict[str, Any] = tomllib.loads(ruta.read_text(encoding="utf-8"))
        organos: dict[str, Any] = {clave: Organo(**valor) for clave, valor in datos.pop("organos").items()}
        institucion = Institucion(
            orientacion=Orientacion(**datos.pop("orientacion")),
            evaluacion=Evaluacion(**datos.pop("evaluacion")),
            terminos=Terminos(**datos.pop("terminos")),
            reglas=Reglas(**datos.pop("reglas")),
            abandono=Abandono(**datos.pop("abandono")),
            atencion=Atencion(**datos.pop("atencion")),
            documentos=Documentos(**datos.pop("documentos")),
            revision=Revision(**datos.pop("revision")),
            **organos,
            **datos,
        )
        ZoneInfo(institucion.zona_horaria)
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise ImproperlyConfigured(f"Facts of the institution, {ruta}: {error}") from error
    if institucion.evaluacion.meses > institucion.terminos.evaluacion_meses:
        raise ImproperlyConfigured(f"Facts of the institution, {ruta}: periods of evaluation too far apart (8.a)")
    if min(vars(institucion.terminos).values()) < 1:
        raise ImproperlyConfigured(f"Facts of the institution, {ruta}: every term is at least 1")
    return institucion
