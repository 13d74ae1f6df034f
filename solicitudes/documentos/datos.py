"""What each template needs to be told.

Texts are plain text exactly as people typed it; a line break begins a paragraph. A ``date`` or an aware
``datetime`` is written out in Spanish, in the institution's zone, by ``componer``. A ``NotRequired`` key may be
absent, ``None`` or blank; every other one must carry something.
"""

from datetime import date, datetime
from typing import NotRequired, TypedDict

from organizacion.documentos import Encabezado


class Persona(TypedDict):
    """Who signs, files or is addressed."""

    nombre: str
    cargo: str


class Administrador(TypedDict):
    """A person proposed or designated under 5.1.b."""

    nombre: str
    cargo: str
    nivel: str
    """As people read it: «Mando medio»."""
    correo: str


class Numeral(TypedDict):
    """A numeral of the norm with the text that goes beside it."""

    numeral: str
    texto: str


class Archivo(TypedDict):
    """A file that is handed over, with its SHA-256 in hexadecimal."""

    nombre: str
    sha256: str


class Oficio(TypedDict):
    """An oficio that is cited."""

    numero: str
    fecha: date


class OficioRecibido(Oficio):
    """The signed PDF that was received with it."""

    sha256: str


class Plazo(TypedDict):
    """The clock of 7.iii."""

    dias_habiles: int
    dia_uno: date
    vence: date
    inhabiles: NotRequired[str]
    """Which days between them do not count, in a sentence or two, besides Saturdays and Sundays."""


class Autorizacion(TypedDict):
    """The authorisation that an opening rests on."""

    folio: str
    fecha: date


class Carta(Encabezado):
    """A letter: numbered, addressed elsewhere in its contract, signed."""

    numero: NotRequired[str]
    """Of the oficio; without it, there is a line to write it on."""
    firmante: Persona


class Cuenta(TypedDict):
    """The account that is asked for, or that was opened."""

    red: str
    identificador: str
    nombre: str


class OficioSolicitud(Carta):
    """7.ii: the head of the área proposes the account to the CNCS."""

    folio: NotRequired[str]
    """A draft has none yet; like every folio, it goes in the footer of each page."""
    destinatario: Persona
    cuenta: Cuenta
    fines: list[Numeral]
    programa: str
    actividad: str
    justificacion: str
    """Why the accounts of the CNCS do not serve (7.i)."""
    operacion: str
    frecuencia: str
    titular: Administrador
    suplente: Administrador


class Acuse(Encabezado):
    """Receipt of a filing, issued by ``area`` (the CNCS). Needs ``qr``."""

    folio: str
    tramite: str
    """What was filed: «Propuesta de apertura de cuenta institucional»."""
    cuenta: Cuenta
    area_solicitante: str
    presento: Persona
    recibido: datetime
    oficio: OficioRecibido
    plazo: Plazo
    codigo: str
    """Of verification, as it is typed on the page that ``qr`` opens."""


class Respuesta(Carta):
    """The CNCS's answer (7.iii): what the authorisation and the rejection share. ``qr`` is optional."""

    folio: str
    destinatario: Persona
    area_solicitante: str
    cuenta: Cuenta
    oficio: Oficio
    presentada: date
    fundamentos: list[Numeral]
    texto: str
    codigo: NotRequired[str]


class RespuestaAutorizacion(Respuesta):
    """7.iii: the account is authorised."""

    archivos: list[Archivo]
    """The graphic-identity files that are handed over."""


class RespuestaRechazo(Respuesta):
    """7.iii: the account is not authorised."""


class CuentaAbierta(Cuenta):
    """The account as it was opened on the network."""

    direccion: str
    id_plataforma: NotRequired[str]
    abierta: date


class Apertura(Carta):
    """An opened account: what the two notices share."""

    folio: str
    cuenta: CuentaAbierta
    autorizacion: Autorizacion
    fines: list[Numeral]
    operacion: str
    titular: Administrador
    suplente: Administrador


class AvisoComite(Apertura):
    """7.iv: to the Presidencia and the Secretaría Técnica of the Comité. Needs ``qr``."""

    destinatarios: list[Persona]
    codigo: str
    """Of verification."""


class OficioJunta(Apertura):
    """7.xi: a Junta (``area``) notifies the CNCS of the opening."""

    destinatario: Persona


class AcuseSolicitud(Encabezado):
    """Receipt of a request of any other kind, issued by ``area``. Needs ``qr``."""

    folio: str
    tramite: str
    asunto: str
    area_solicitante: NotRequired[str]
    presento: NotRequired[Persona]
    """Nobody's name on the receipt of a confidential report."""
    recibido: datetime
    oficio: NotRequired[OficioRecibido]
    archivos: NotRequired[list[Archivo]]
    plazo: NotRequired[Plazo]
    codigo: str


class Resolucion(Carta):
    """The written answer to a request. Needs ``qr``."""

    folio: str
    destinatario: Persona
    tramite: str
    asunto: str
    presentada: date
    sentido: str
    """What was decided, as a whole sentence."""
    fundamentos: list[Numeral]
    texto: str
    codigo: str


CONTRATOS: dict[str, type] = {
    "oficio_solicitud": OficioSolicitud,
    "acuse": Acuse,
    "respuesta_autorizacion": RespuestaAutorizacion,
    "respuesta_rechazo": RespuestaRechazo,
    "aviso_comite": AvisoComite,
    "oficio_junta": OficioJunta,
    "acuse_solicitud": AcuseSolicitud,
    "resolucion": Resolucion,
}
CON_QR = frozenset({"acuse", "aviso_comite", "acuse_solicitud", "resolucion"})
