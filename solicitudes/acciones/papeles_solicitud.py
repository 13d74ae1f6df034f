"""The acuse of a request of any kind, and the written resolution of those that end with one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings

from organizacion.codigos import nuevo_codigo
from organizacion.criterios import NUMERALES
from organizacion.models import Persona
from organizacion.tiempo import fecha_local
from solicitudes.acciones.documento import emitir
from solicitudes.contenido import LUGAR, datos_de_persona, datos_de_plazo
from solicitudes.estados import ClaseConstancia, ClaseDocumento
from solicitudes.models import Constancia, Documento, Solicitud


def emitir_acuse(solicitud: Solicitud, documentos: Sequence[Documento], *, ahora: datetime) -> Constancia:
    """What was received, when, with which files and, if there is a clock, until when it has to be answered.

    The acuse of a report of misuse says nobody's name (5.b).
    """
    codigo = nuevo_codigo()
    oficio = next((d for d in documentos if d.clase == ClaseDocumento.OFICIO), None)
    datos: dict[str, Any] = {
        "area": quien_recibe(solicitud),
        "lugar": LUGAR,
        "folio": solicitud.folio,
        "tramite": str(solicitud._meta.verbose_name).capitalize(),
        "asunto": solicitud.rotulo,
        "recibido": ahora,
        "codigo": codigo,
    }
    if solicitud.slug != "uso-indebido":
        datos["presento"] = datos_de_persona(solicitud.presentada_por)
        if solicitud.area:
            datos["area_solicitante"] = solicitud.area.nombre
    if oficio:
        numero, fecha = getattr(solicitud, "oficio_numero", ""), getattr(solicitud, "oficio_fecha", None)
        datos["oficio"] = {"numero": numero, "fecha": fecha, "sha256": oficio.huella}
    anexos = [{"nombre": d.nombre, "sha256": d.huella} for d in documentos if d is not oficio]
    if anexos:
        datos["archivos"] = anexos
    if solicitud.plazo:
        datos["plazo"] = datos_de_plazo(solicitud.plazo)
    return emitir(solicitud=solicitud, clase=ClaseConstancia.ACUSE_SOLICITUD, datos=datos, ahora=ahora, codigo=codigo)


def emitir_resolucion(
    solicitud: Solicitud,
    *,
    organo: str,
    sentido: str,
    numerales: Sequence[str],
    destinatario: Persona | None,
    ahora: datetime,
    numero: str = "",
) -> Constancia:
    """The written answer to a request: what was decided (``sentido``, a sentence), on which numerals and why."""
    codigo = nuevo_codigo()
    datos: dict[str, Any] = {
        "area": organo,
        "lugar": LUGAR,
        "folio": solicitud.folio,
        "firmante": datos_de_persona(solicitud.resuelta_por),
        "destinatario": datos_de_persona(destinatario),
        "tramite": str(solicitud._meta.verbose_name).capitalize(),
        "asunto": solicitud.rotulo,
        "presentada": fecha_local(solicitud.creada),
        "sentido": sentido,
        "fundamentos": [{"numeral": n, "texto": NUMERALES[n]} for n in numerales],
        "texto": solicitud.respuesta,
        "codigo": codigo,
    }
    if numero:
        datos["numero"] = numero
    return emitir(solicitud=solicitud, clase=ClaseConstancia.RESOLUCION, datos=datos, ahora=ahora, codigo=codigo)


def quien_recibe(solicitud: Solicitud) -> str:
    """The organ that gives the acuse."""
    institucion = settings.INSTITUCION
    if solicitud.slug == "caso":
        return institucion.comite.nombre
    return institucion.control.nombre if solicitud.slug == "uso-indebido" else institucion.cncs.nombre
