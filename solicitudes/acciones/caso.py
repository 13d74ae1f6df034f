"""1.b: what the Criterios do not foresee: somebody files it, the Comité studies it and resolves it in writing."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from bitacora import flujo
from bitacora.flujo import SinPermiso
from organizacion.acciones import siguiente_folio
from organizacion.criterios import NUMERALES
from organizacion.models import Persona
from plazos.clases import CASO
from plazos.estados import EstadoPlazo
from solicitudes.acciones.avisos_solicitud import avisar
from solicitudes.acciones.comun import DatoInvalido, avanzar, nombra, registrar
from solicitudes.acciones.hilo import no_repetir
from solicitudes.acciones.papeles_solicitud import emitir_resolucion
from solicitudes.consultas.solicitud import quienes_la_tienen
from solicitudes.estados import ClaseDocumento
from solicitudes.models import Caso
from solicitudes.permisos.comun import tiene_papel

# The resolutions of the Comité have a count of their own in each year.
CUENTA_DE_RESOLUCIONES: Final = "RC"
RESIDUAL: Final = "1.b"


@transaction.atomic
def presentar(
    *,
    asunto: str,
    descripcion: str,
    por: Persona,
    ahora: datetime,
    propuesta: str = "",
    archivos: Sequence[UploadedFile] = (),
) -> Caso:
    """1.b: anybody with a position or a role files a case; the Comité has ``caso_dias_habiles``.

    The subject will be read by everybody if it is resolved: it does not name who files it. Raises ``SinPermiso``;
    ``EstadoCambiado`` when the person filed the same and it waits; ``DatoInvalido``.
    """
    if not tiene_papel(por):
        raise SinPermiso("Para presentar un caso al Comité necesita un cargo vigente en la institución.")
    _sin_nombrar(por, asunto=asunto)
    no_repetir(Caso, por=por, asunto=asunto, descripcion=descripcion)
    nombramiento = por.nombramiento_vigente
    caso = registrar(
        Caso(
            area=nombramiento.area if nombramiento else None,
            asunto=asunto,
            descripcion=descripcion,
            propuesta=propuesta,
        ),
        por=por,
        ahora=ahora,
        plazo=CASO,
        archivos=[(ClaseDocumento.ANEXO, archivo) for archivo in archivos],
    )
    _avisar_al_comite(caso, f"Nuevo caso no previsto: {asunto}", descripcion, por, ahora)
    return caso


@transaction.atomic
def estudiar(*, caso: Caso, por: Persona, ahora: datetime) -> Caso:
    """1.b: somebody of the Comité takes the case up; whoever filed it is told. Raises ``SinPermiso``,
    ``EstadoCambiado``."""
    fila = avanzar(caso, "estudiar", por=por, ahora=ahora)
    asunto = f"El Comité estudia su caso: {fila.asunto}"
    avisar(fila, [fila.presentada_por], asunto, f"Lo estudia {por.nombre}.", ahora=ahora)
    return fila


@transaction.atomic
def resolver(
    *, caso: Caso, fundamentos: Sequence[str], criterio: str, respuesta: str, por: Persona, ahora: datetime
) -> Caso:
    """1.b: the Presidencia or the Secretaría Técnica resolves in writing, on at least one numeral, and states the
    criterion; the resolution takes the next number of the year, is issued, and is a precedent from now on.

    Raises ``DatoInvalido``, ``SinPermiso``, ``EstadoCambiado``; then nothing was written, and no number was used.
    """
    _exigir(fundamentos, respuesta)
    if not criterio.strip():
        raise DatoInvalido("Diga en una oración el criterio que se fija.", "criterio")
    # A number is taken only by who may resolve.
    pendiente = flujo.bloquear(caso, "resolver_caso", por=por, con=("presentada_por",))
    _sin_nombrar(pendiente.presentada_por, criterio=criterio, respuesta=respuesta)
    numero, anio = _siguiente_numero(ahora=ahora)
    fila = avanzar(
        caso,
        "resolver_caso",
        por=por,
        ahora=ahora,
        cierra=EstadoPlazo.CUMPLIDO,
        fundamentos=list(fundamentos),
        criterio=criterio.strip(),
        respuesta=respuesta.strip(),
        numero=numero,
        anio=anio,
    )
    emitir_resolucion(
        fila,
        organo=settings.INSTITUCION.comite.nombre,
        sentido=fila.criterio,
        numerales=fila.fundamentos,
        destinatario=fila.presentada_por,
        numero=fila.numero_de_resolucion,
        ahora=ahora,
    )
    texto = f"Resolución {fila.numero_de_resolucion}. {fila.criterio}\n\n{fila.respuesta}"
    avisar(fila, [fila.presentada_por], f"El Comité resolvió su caso: {fila.asunto}", texto, ahora=ahora)
    return fila


@transaction.atomic
def desechar(*, caso: Caso, fundamentos: Sequence[str], respuesta: str, por: Persona, ahora: datetime) -> Caso:
    """1.b: a numeral does foresee it: the Presidencia or the Secretaría Técnica says which and how it applies.

    Raises ``DatoInvalido``, ``SinPermiso``, ``EstadoCambiado``.
    """
    _exigir(fundamentos, respuesta)
    if RESIDUAL in fundamentos:
        raise DatoInvalido("El 1.b es el de lo no previsto: cite el numeral que sí lo prevé.", "fundamentos")
    fila = avanzar(
        caso,
        "desechar",
        por=por,
        ahora=ahora,
        cierra=EstadoPlazo.CUMPLIDO,
        fundamentos=list(fundamentos),
        respuesta=respuesta.strip(),
    )
    emitir_resolucion(
        fila,
        organo=settings.INSTITUCION.comite.nombre,
        sentido="Se desecha el caso, porque los Criterios sí lo prevén.",
        numerales=fila.fundamentos,
        destinatario=fila.presentada_por,
        ahora=ahora,
    )
    texto = f"Los Criterios sí lo prevén ({', '.join(fila.fundamentos)}).\n\n{fila.respuesta}"
    avisar(fila, [fila.presentada_por], f"El Comité desechó su caso: {fila.asunto}", texto, ahora=ahora)
    return fila


@transaction.atomic
def retirar(*, caso: Caso, motivo: str, por: Persona, ahora: datetime) -> Caso:
    """1.b: whoever filed it no longer needs it; the Comité is told. Raises ``DatoInvalido`` without a reason,
    ``SinPermiso``, ``EstadoCambiado``."""
    if not motivo.strip():
        raise DatoInvalido("Escriba el motivo.", "motivo")
    lo_tenian = _sin(por, quienes_la_tienen(caso))
    fila = avanzar(caso, "retirar", por=por, ahora=ahora, cierra=EstadoPlazo.CANCELADO, motivo=motivo.strip())
    avisar(fila, lo_tenian, f"Retiraron el caso: {fila.asunto}", f"Motivo: {motivo}", ahora=ahora, interno=True)
    return fila


def _exigir(fundamentos: Sequence[str], respuesta: str) -> None:
    if not fundamentos or not set(fundamentos) <= set(NUMERALES):
        raise DatoInvalido("Elija al menos un numeral de la lista como fundamento.", "fundamentos")
    if not respuesta.strip():
        raise DatoInvalido("Escriba las razones.", "respuesta")


def _sin_nombrar(persona: Persona | None, **textos: str) -> None:
    """What everybody will read does not say who filed the case."""
    for campo, texto in textos.items():
        if nombra(texto, persona):
            raise DatoInvalido("Quite el nombre o el correo de quien presenta el caso: lo leerá cualquiera.", campo)


def _siguiente_numero(*, ahora: datetime) -> tuple[int, int]:
    """The next number of the year and the year; its counter stays locked until the transaction ends, so that two
    resolutions at once never share one, and none is skipped when one of them fails."""
    _, anio, numero = siguiente_folio(CUENTA_DE_RESOLUCIONES, ahora=ahora).split("-")
    return int(numero), int(anio)


def _avisar_al_comite(caso: Caso, asunto: str, texto: str, por: Persona, ahora: datetime) -> None:
    """Those who may take it: never whoever filed it."""
    avisar(caso, _sin(por, quienes_la_tienen(caso)), asunto, texto, ahora=ahora, interno=True)


def _sin(persona: Persona, personas: Sequence[Persona]) -> list[Persona]:
    return [p for p in personas if p.pk != persona.pk]
