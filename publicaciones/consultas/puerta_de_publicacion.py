"""What stands between a post and its publication, each reason with its numeral.

Each check is one function of ``COMPROBACIONES`` that gives the reasons it finds; a check more is a line more.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from organizacion.fechas import con_hora, corta
from organizacion.models import Persona
from organizacion.tiempo import fecha_local
from publicaciones import permisos
from publicaciones.consultas.consulta import respaldo_de
from publicaciones.consultas.revision import errores_de, hallazgos_de
from publicaciones.consultas.veda import motivo_de_veda, veda_en
from publicaciones.estados import CASILLAS, EstadoVariante
from publicaciones.huella import huella_de
from publicaciones.models import Aval, Variante
from publicaciones.revision import Severidad


@dataclass(frozen=True)
class Intento:
    """Who would publish what, and when; ``casillas`` are the numerals that were signed, or ``None`` while nobody is
    asked to sign; ``advertencias``, the reason to go on with each warning; ``texto``, what is on the network, when it
    is not that of the post."""

    variante: Variante
    persona: Persona
    momento: datetime
    casillas: Collection[str] | None = None
    advertencias: Mapping[str, str] = field(default_factory=dict)
    texto: str | None = None


@dataclass(frozen=True)
class Impedimento:
    """Why it cannot be published, and the numeral that says so."""

    numeral: str
    texto: str


Comprobacion = Callable[[Intento], Iterable[Impedimento]]


def impedimentos(intento: Intento) -> list[Impedimento]:
    """5.2.b: every reason why this cannot be published now; none when it can."""
    return [impedimento for comprobar in COMPROBACIONES for impedimento in comprobar(intento)]


def aval_de(variante: Variante) -> Aval | None:
    """6.xx: the endorsement in force of exactly this version of the post."""
    avales = variante.contenido.avales.all()
    return next((aval for aval in avales if aval.ampara(variante.huella)), None)


def _quien(intento: Intento) -> Iterator[Impedimento]:
    if not permisos.puede_editar(intento.variante, intento.persona):
        yield Impedimento("5.1.d", "Publica quien administra la cuenta o la o el titular de su área.")


def _cuenta(intento: Intento) -> Iterator[Impedimento]:
    cuenta = intento.variante.cuenta
    if not cuenta.es_oficial:
        yield Impedimento("7.iv", f"La cuenta no está en operación: {cuenta.get_estado_display().lower()}.")


def _estado(intento: Intento) -> Iterator[Impedimento]:
    variante = intento.variante
    if variante.estado != EstadoVariante.BORRADOR:
        yield Impedimento("6.xv", f"Ya no está en preparación: {variante.get_estado_display().lower()}.")
    elif intento.momento < variante.modificada.replace(second=0, microsecond=0):
        momento = con_hora(variante.modificada)
        yield Impedimento("6.xv", f"Esta versión se guardó después de ese momento, el {momento}.")


def _texto(intento: Intento) -> Iterator[Impedimento]:
    variante = intento.variante
    if not variante.texto.strip() and not variante.medios.all():
        yield Impedimento("5.2.a", "Falta el texto.")


def _revision(intento: Intento) -> Iterator[Impedimento]:
    """5.2.b: an error of the automatic checks stops it; a warning, while nobody wrote why it goes on."""
    explicadas = {clave for clave, motivo in intento.advertencias.items() if motivo.strip()}
    for hallazgo in hallazgos_de(intento.variante, ahora=intento.momento):
        if hallazgo.severidad == Severidad.ERROR:
            yield Impedimento(hallazgo.numeral, hallazgo.mensaje)
        elif intento.casillas is not None and hallazgo.clave not in explicadas:
            explicadas.add(hallazgo.clave)
            yield Impedimento(hallazgo.numeral, f"{hallazgo.mensaje} Si así debe ir, escriba por qué.")
    if intento.texto is not None and intento.texto != intento.variante.texto:
        for hallazgo in errores_de(intento.variante, intento.texto, ahora=intento.momento):
            yield Impedimento(hallazgo.numeral, f"En el texto que quedó en la red: {hallazgo.mensaje}")


def _embargo(intento: Intento) -> Iterator[Impedimento]:
    embargo = intento.variante.contenido.embargo_hasta
    if embargo and intento.momento < embargo:
        yield Impedimento("6.v", f"Está embargado hasta el {con_hora(embargo)}.")


def _vigencia(intento: Intento) -> Iterator[Impedimento]:
    hasta = intento.variante.contenido.vigente_hasta
    if hasta and hasta < fecha_local(intento.momento):
        yield Impedimento("5.2.d", f"Dejó de ser vigente el {corta(hasta)}: renueve la vigencia o descártelo.")


def _aval(intento: Intento) -> Iterator[Impedimento]:
    contenido = intento.variante.contenido
    if not contenido.necesita_aval:
        return
    aval = aval_de(intento.variante)
    siglas = contenido.area_avala.siglas
    if aval is None:
        yield Impedimento("6.xx", f"Falta el aval de {siglas} a exactamente esta versión: es quien genera lo que dice.")
    elif aval.resuelto and intento.momento < aval.resuelto.replace(second=0, microsecond=0):
        yield Impedimento("6.xx", f"{siglas} dio su aval después de ese momento, el {con_hora(aval.resuelto)}.")


def _veda(intento: Intento) -> Iterator[Impedimento]:
    variante = intento.variante
    if veda := veda_en(variante.cuenta, intento.momento, materia=variante.contenido.materia):
        yield Impedimento("5.2.d", motivo_de_veda(veda))


def _consulta(intento: Intento) -> Iterator[Impedimento]:
    variante = intento.variante
    huellas = {variante.huella: None}
    if intento.texto is not None and intento.texto != variante.texto:
        huellas[huella_de(variante.canonico(texto=intento.texto))] = None
    for huella in huellas:
        if impedimento := respaldo_de(variante, huella, intento.momento).impedimento:
            yield Impedimento("6.viii", impedimento)


def _casillas(intento: Intento) -> Iterator[Impedimento]:
    if intento.casillas is None:
        return
    for numeral, texto in CASILLAS.items():
        if numeral not in intento.casillas:
            yield Impedimento(numeral, f"Falta marcar: {texto}")


COMPROBACIONES: Final[tuple[Comprobacion, ...]] = (
    _quien,
    _cuenta,
    _estado,
    _texto,
    _revision,
    _embargo,
    _vigencia,
    _aval,
    _veda,
    _consulta,
    _casillas,
)
