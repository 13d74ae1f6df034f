"""What each paper says, taken from the request; ``solicitudes.documentos`` gives it its form."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from cuentas.models import Cuenta
from organizacion.consultas import titular_del_area
from organizacion.criterios import NUMERALES
from organizacion.estados import Rol
from organizacion.models import Persona
from organizacion.tiempo import fecha_local
from plazos.consultas import calendario_de
from plazos.models import Plazo
from solicitudes.documentos import componer
from solicitudes.models import Apertura, Constancia, Documento

LUGAR = "Ciudad de México"
_FECHAS = frozenset({"fecha", "presentada", "abierta", "dia_uno", "vence"})


def oficio_en_borrador(apertura: Apertura, *, ahora: datetime) -> bytes:
    """7.ii: the oficio that the head signs, composed from what the draft says (which must be complete)."""
    datos = {
        "area": apertura.area.nombre,
        "lugar": _lugar(apertura),
        "firmante": datos_de_persona(titular_del_area(apertura.area)),
        "destinatario": _titular_cncs(),
        "cuenta": {
            "red": apertura.get_red_display(),
            "identificador": f"@{apertura.identificador}",
            "nombre": apertura.nombre,
        },
        "fines": _numerales(apertura.fines),
        "programa": apertura.programa,
        "actividad": apertura.actividad,
        "justificacion": apertura.por_que_no_cncs,
        "operacion": apertura.operacion,
        "frecuencia": apertura.get_frecuencia_display(),
        "titular": _administrador(apertura.titular_propuesto),
        "suplente": _administrador(apertura.suplente_propuesto),
    }
    return componer("oficio_solicitud", datos, momento=ahora)


def pdf_de(constancia: Constancia) -> bytes:
    """The PDF of an issued paper: always the same bytes."""
    datos = _con_fechas(constancia.datos)
    return componer(constancia.clase, datos, momento=constancia.emitida, qr=url_de_verificacion(constancia.codigo))


def url_de_verificacion(codigo: str) -> str:
    """The public page that says whether a paper is authentic."""
    return settings.URL_BASE + reverse("solicitudes:verificar", args=[codigo])


def datos_de_acuse(apertura: Apertura, oficio: Documento, codigo: str) -> dict[str, Any]:
    """7.ii: what was received, from whom, when, and until when the CNCS has to answer."""
    plazo = apertura.plazo_revision
    assert plazo is not None  # every filed request has its clock
    return {
        "area": settings.INSTITUCION.cncs.nombre,
        "lugar": LUGAR,
        "folio": apertura.folio,
        "tramite": "Propuesta de apertura de cuenta institucional",
        "cuenta": {
            "red": apertura.get_red_display(),
            "identificador": f"@{apertura.identificador}",
            "nombre": apertura.nombre,
        },
        "area_solicitante": apertura.area.nombre,
        "presento": datos_de_persona(apertura.presentada_por),
        "recibido": apertura.presentada,
        "oficio": {"numero": apertura.oficio_numero, "fecha": apertura.oficio_fecha, "sha256": oficio.huella},
        "plazo": datos_de_plazo(plazo),
        "codigo": codigo,
    }


def datos_de_respuesta(apertura: Apertura, codigo: str, elementos: Sequence[Documento] = ()) -> dict[str, Any]:
    """7.iii: the CNCS's answer; with the graphic elements when it authorises, with its grounds when it rejects."""
    assert apertura.presentada is not None
    datos: dict[str, Any] = {
        "area": settings.INSTITUCION.cncs.nombre,
        "lugar": LUGAR,
        "firmante": datos_de_persona(apertura.resuelta_por),
        "destinatario": datos_de_persona(titular_del_area(apertura.area) or apertura.presentada_por),
        "folio": apertura.folio,
        "area_solicitante": apertura.area.nombre,
        "cuenta": {
            "red": apertura.get_red_display(),
            "identificador": f"@{apertura.identificador}",
            "nombre": apertura.nombre,
        },
        "oficio": {"numero": apertura.oficio_numero, "fecha": apertura.oficio_fecha},
        "presentada": fecha_local(apertura.presentada),
        "fundamentos": _numerales(apertura.fundamentos or apertura.fines),
        "texto": apertura.respuesta,
        "codigo": codigo,
    }
    if elementos:
        datos["archivos"] = [{"nombre": d.nombre, "sha256": d.huella} for d in elementos]
    return datos


def datos_de_aviso(apertura: Apertura, codigo: str) -> dict[str, Any]:
    """7.iv: name, address, purposes, operation and administrators, for the Comité."""
    comite = settings.INSTITUCION.comite.nombre
    destinatarios = [
        {"nombre": persona.nombre, "cargo": f"{rol.label.removesuffix(' del Comité')} del {comite}"}
        for rol in (Rol.COMITE_PRESIDENCIA, Rol.COMITE_SECRETARIA)
        for persona in Persona.objects.filter(is_active=True, asignaciones__rol=rol, asignaciones__hasta__isnull=True)
    ]
    return {**_apertura(apertura), "destinatarios": destinatarios or [_organo_comite()], "codigo": codigo}


def datos_de_oficio_junta(apertura: Apertura) -> dict[str, Any]:
    """7.xi: a Junta tells the CNCS of its opening."""
    return {**_apertura(apertura), "destinatario": _titular_cncs()}


def _apertura(apertura: Apertura) -> dict[str, Any]:
    cuenta = apertura.cuenta
    assert cuenta is not None
    assert apertura.resuelta is not None
    return {
        "area": apertura.area.nombre,
        "lugar": _lugar(apertura),
        "firmante": datos_de_persona(titular_del_area(apertura.area) or apertura.presentada_por),
        "folio": apertura.folio,
        "cuenta": _cuenta_abierta(cuenta),
        "autorizacion": {"folio": apertura.folio, "fecha": fecha_local(apertura.resuelta)},
        "fines": _numerales(apertura.fines),
        "operacion": apertura.operacion,
        "titular": _administrador(apertura.titular_propuesto),
        "suplente": _administrador(apertura.suplente_propuesto),
    }


def _cuenta_abierta(cuenta: Cuenta) -> dict[str, Any]:
    return {
        "red": cuenta.get_red_display(),
        "identificador": cuenta.rotulo,
        "nombre": cuenta.nombre,
        "direccion": cuenta.url,
        "id_plataforma": cuenta.id_permanente or None,
        "abierta": cuenta.abierta_el,
    }


def datos_de_plazo(plazo: Plazo) -> dict[str, Any]:
    """A clock in business days as the papers tell it."""
    dias = calendario_de(plazo.version).prueba(fecha_local(plazo.inicio), plazo.fecha_limite)
    motivos = list(dict.fromkeys(d.motivo for d in dias if not d.cuenta and d.fundamento != "Descanso semanal"))
    datos: dict[str, Any] = {
        "dias_habiles": plazo.presupuesto,
        "dia_uno": next(dia.fecha for dia in dias if dia.cuenta),
        "vence": plazo.fecha_limite,
    }
    if motivos:
        datos["inhabiles"] = f"No se cuentan tampoco: {'; '.join(motivos)}."
    return datos


def _numerales(claves: Sequence[str]) -> list[dict[str, str]]:
    return [{"numeral": clave, "texto": NUMERALES[clave]} for clave in claves]


def _administrador(persona: Persona | None) -> dict[str, str]:
    assert persona is not None
    cargo = persona.nombramiento_vigente
    return {
        "nombre": persona.nombre,
        "cargo": cargo.cargo if cargo else "—",
        "nivel": cargo.get_nivel_display() if cargo else "—",
        "correo": persona.email,
    }


def datos_de_persona(persona: Persona | None) -> dict[str, str]:
    """Who signs, files or is addressed, with the position that the person has today."""
    if persona is None:
        return {"nombre": "A quien corresponda", "cargo": "—"}
    cargo = persona.nombramiento_vigente
    return {"nombre": persona.nombre, "cargo": cargo.cargo if cargo else "—"}


def _titular_cncs() -> dict[str, str]:
    persona = Persona.objects.filter(
        is_active=True, asignaciones__rol=Rol.TITULAR_CNCS, asignaciones__hasta__isnull=True
    ).first()
    organo = settings.INSTITUCION.cncs.nombre
    return datos_de_persona(persona) if persona else {"nombre": f"Titular de la {organo}", "cargo": organo}


def _organo_comite() -> dict[str, str]:
    comite = settings.INSTITUCION.comite.nombre
    return {"nombre": "Presidencia y Secretaría Técnica", "cargo": comite}


def _lugar(apertura: Apertura) -> str:
    return apertura.area.entidad or LUGAR


def _con_fechas(valor: Any, clave: str = "") -> Any:
    """The stored data with its dates as dates again, as the templates expect them."""
    match valor:
        case Mapping():
            return {k: _con_fechas(v, k) for k, v in valor.items()}
        case list():
            return [_con_fechas(v) for v in valor]
        case str() if clave in _FECHAS:
            return date.fromisoformat(valor)
        case str() if clave == "recibido":
            return datetime.fromisoformat(valor)
    return valor
