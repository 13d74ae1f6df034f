"""6.xvi, 6.xvii: measures of moderation. Nobody is blocked for being offensive."""

from datetime import datetime
from typing import Final

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from bitacora import flujo
from bitacora.acciones import asentar
from bitacora.flujo import SinPermiso
from organizacion.acciones import siguiente_folio
from organizacion.archivos import huella, nombre_seguro
from organizacion.consultas import titular_del_area
from organizacion.models import Persona
from publicaciones import permisos
from publicaciones.acciones.captura import bloquear_interaccion
from publicaciones.acciones.comun_atencion import AtencionInvalida, avisar, exigir_sin_datos_personales
from publicaciones.estados import ADMITIDOS, ClaseInteraccion, EstadoMedida
from publicaciones.models import Interaccion, Medida
from publicaciones.reglas_atencion import REGLA_6_XVI

PREFIJO_MEDIDA: Final = "MM"


@transaction.atomic
def moderar(
    *,
    interaccion: Interaccion,
    tipo: str,
    fundamento: str,
    motivo: str,
    evidencia: UploadedFile,
    por: Persona,
    ahora: datetime,
) -> Medida:
    """6.xvi, 6.xvii: record what was done on the network about a message of hate or violence, with its evidence;
    another person confirms it. On any other ground it is refused.

    Raises ``SinPermiso``, ``AtencionInvalida``.
    """
    fila = bloquear_interaccion(interaccion)
    if not permisos.puede_atender(fila, por):
        raise SinPermiso("Registra una medida quien atiende la cuenta.")
    if fundamento not in ADMITIDOS:
        raise AtencionInvalida(REGLA_6_XVI, "fundamento")
    if fila.clase == ClaseInteraccion.OFENSA:
        raise AtencionInvalida(f"Esta interacción está clasificada como ofensa. {REGLA_6_XVI}", "fundamento")
    if fila.clase != ClaseInteraccion.ODIO:
        raise AtencionInvalida("Clasifíquela antes como «Odio o violencia» (6.xvii), si eso es.", "fundamento")
    if fila.medidas.filter(tipo=tipo).exclude(estado=EstadoMedida.REVOCADA).exists():
        raise AtencionInvalida("Ya se registró esa medida sobre esta interacción.", "tipo")
    exigir_sin_datos_personales(motivo, "motivo")
    medida = Medida(
        folio=siguiente_folio(PREFIJO_MEDIDA, ahora=ahora),
        interaccion=fila,
        cuenta=fila.cuenta,
        tipo=tipo,
        fundamento=fundamento,
        motivo=motivo,
        evidencia=evidencia,
        nombre_evidencia=nombre_seguro(evidencia.name or "evidencia"),
        huella=huella(evidencia),
        registrada=ahora,
        registrada_por=por,
    )
    flujo.anotar_historia(medida, por=por, ahora=ahora)
    medida.save()
    detalle = {"medida": str(medida), "interaccion": fila.folio, "evidencia": medida.huella, "motivo": motivo}
    for cadena in (medida.cadena, fila.cadena):
        asentar(cadena=cadena, acto="moderar", objeto=str(medida), por=por, ahora=ahora, detalle=detalle)
    _avisar(medida, [*_segundas_personas(medida)], "medida_por_confirmar", ahora)
    return medida


@transaction.atomic
def confirmar_medida(*, medida: Medida, por: Persona, ahora: datetime) -> Medida:
    """6.xvii: a second person saw the evidence. Raises ``SinPermiso``, ``EstadoCambiado``."""
    fila = flujo.ejecutar(medida, "confirmar_medida", por=por, ahora=ahora)
    _avisar(fila, [fila.registrada_por], "medida_resuelta", ahora)
    return fila


@transaction.atomic
def revocar_medida(*, medida: Medida, nota: str, por: Persona, ahora: datetime) -> Medida:
    """6.xvi: it was neither hate nor violence: it is undone on the network. Raises ``SinPermiso``,
    ``EstadoCambiado``."""
    fila = flujo.ejecutar(medida, "revocar_medida", por=por, ahora=ahora, nota=nota)
    _avisar(fila, [fila.registrada_por], "medida_resuelta", ahora)
    return fila


def _segundas_personas(medida: Medida) -> list[Persona]:
    """Who may confirm it: the other administrator and the head."""
    cuenta = medida.cuenta
    personas = [d.persona for d in cuenta.administradores.values()]
    titular = titular_del_area(cuenta.area)
    return [p for p in [*personas, *([titular] if titular else [])] if p.pk != medida.registrada_por_id]


def _avisar(medida: Medida, personas: list[Persona], plantilla: str, ahora: datetime) -> None:
    url = ("atencion_medida", medida.pk)
    avisar(personas, plantilla, url=url, cadena=medida.cadena, ahora=ahora, medida=medida)
