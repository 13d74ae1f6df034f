"""What was published, mended and withdrawn by hand on the network, as whoever did it says."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse

from avisos.acciones import Mensaje, encolar, para_personas
from bitacora import flujo
from bitacora.acciones import asentar
from bitacora.flujo import ActoRechazado, EstadoCambiado, SinPermiso
from cuentas.acciones import anotar_actividad
from cuentas.models import Designacion
from organizacion.archivos import huella as digest_de
from organizacion.consultas import titular_del_area
from organizacion.models import Persona
from organizacion.tiempo import fecha_local
from plazos import acciones as plazos
from plazos.clases import VENCE, VIGENCIA
from plazos.estados import EstadoPlazo
from plazos.models import Recordatorio
from publicaciones import permisos
from publicaciones.acciones.contenido import bloquear_contenido
from publicaciones.consultas.puerta_de_publicacion import Intento, impedimentos
from publicaciones.consultas.revision import advertencias_de, errores_de
from publicaciones.estados import CASILLAS, EstadoVariante
from publicaciones.huella import huella_de
from publicaciones.models import Contenido, Correccion, Publicacion, Variante


class NoSePuedePublicar(ActoRechazado):
    """Something stands between the post and its publication: ``str()`` says each thing with its numeral."""


@dataclass(frozen=True)
class Evidencia:
    """What whoever published says of it: when, where, with which text, and what they sign."""

    publicada: datetime
    enlace: str
    texto: str
    casillas: Collection[str]
    motivo_diferencia: str = ""
    advertencias: Mapping[str, str] = field(default_factory=dict)
    captura: UploadedFile | None = None
    captura_tipo: str = ""


@transaction.atomic
def publicar(*, variante: Variante, evidencia: Evidencia, por: Persona, ahora: datetime) -> Publicacion:
    """5.2.a, 5.2.b, 6.xv: record that the post is on the network, with its evidence and the signed list.

    Raises ``SinPermiso``, ``EstadoCambiado``, and ``NoSePuedePublicar`` with every reason.
    """
    contenido = bloquear_contenido(variante.contenido)
    fila = flujo.bloquear(variante, "publicar", por=por, con=("cuenta__area", "modificada_por"))
    fila.contenido = contenido
    _comprobar(fila, evidencia, por, ahora)
    advertencias = advertencias_de(fila, ahora=evidencia.publicada)
    publicacion = Publicacion.objects.create(
        variante=fila,
        version=fila.versiones.get(numero=fila.version),
        publicada=evidencia.publicada,
        publicada_por=por,
        registrada=ahora,
        enlace=evidencia.enlace,
        texto_publicado=evidencia.texto,
        huella_aprobada=fila.huella,
        huella_publicada=huella_de(fila.canonico(texto=evidencia.texto)),
        motivo_diferencia=evidencia.motivo_diferencia if evidencia.texto != fila.texto else "",
        captura=evidencia.captura,
        captura_tipo=evidencia.captura_tipo,
        captura_digest=digest_de(evidencia.captura) if evidencia.captura else "",
        casillas=dict.fromkeys(CASILLAS, True),
        advertencias={clave: evidencia.advertencias[clave].strip() for clave in advertencias},
    )
    flujo.cumplir(fila, "publicar", por=por, ahora=ahora, enlace=evidencia.enlace)
    _asentar_en_la_cuenta(fila, "publicar", por, ahora, {"enlace": evidencia.enlace, "contenido": contenido.folio})
    anotar_actividad(cuenta_id=fila.cuenta_id, momento=evidencia.publicada)
    _poner_reloj(contenido, ahora)
    if publicacion.difiere:
        _avisar_diferencia(publicacion, ahora)
    return publicacion


@transaction.atomic
def corregir(*, publicacion: Publicacion, texto: str, motivo: str, por: Persona, ahora: datetime) -> Correccion:
    """5.2.d, 6.iv: record that what is on the network was mended, and why.

    Raises ``SinPermiso``, ``EstadoCambiado``, and ``NoSePuedePublicar`` when it says what an account may not say.
    """
    variante = publicacion.variante
    contenido = bloquear_contenido(variante.contenido)
    fila = flujo.bloquear(variante, "corregir", por=por, con=("cuenta__area",))
    fila.contenido = contenido
    if errores := errores_de(fila, texto, ahora=ahora):
        raise NoSePuedePublicar(" ".join(f"{error.mensaje} ({error.numeral})" for error in errores))
    anterior = publicacion.correcciones.last()
    correccion = Correccion.objects.create(
        publicacion=publicacion,
        motivo=motivo,
        texto_anterior=anterior.texto if anterior else publicacion.texto_publicado,
        texto=texto,
        momento=ahora,
        por=por,
    )
    flujo.cumplir(fila, "corregir", por=por, ahora=ahora, motivo=motivo)
    _asentar_en_la_cuenta(fila, "corregir", por, ahora, {"motivo": motivo})
    return correccion


@transaction.atomic
def retirar_variante(*, variante: Variante, motivo: str, por: Persona, ahora: datetime) -> Variante:
    """5.2.d: record that it is no longer on the network, and why; when none is left there, nothing has to be renewed.

    Raises ``SinPermiso``, ``EstadoCambiado``.
    """
    contenido = bloquear_contenido(variante.contenido)
    fila = flujo.ejecutar(variante, "retirar", por=por, ahora=ahora, motivo=motivo)
    Publicacion.objects.filter(variante=fila).update(retirada=ahora, retirada_por=por, motivo_retiro=motivo)
    _asentar_en_la_cuenta(fila, "retirar", por, ahora, {"motivo": motivo})
    if not contenido.variantes.filter(estado=EstadoVariante.PUBLICADA).exists():
        plazos.cerrar(plazo=contenido.plazo, ahora=ahora)
    return fila


@transaction.atomic
def renovar_vigencia(*, contenido: Contenido, hasta: date | None, por: Persona, ahora: datetime) -> Contenido:
    """5.2.d: somebody looked at what is published and it holds until another date, or without one.

    Raises ``SinPermiso``, ``EstadoCambiado`` when that date is past.
    """
    fila = bloquear_contenido(contenido)
    if not permisos.edita_contenido(fila, por):
        raise SinPermiso("La vigencia la renueva quien administra alguna de sus cuentas.")
    if hasta and hasta < fecha_local(ahora):
        raise EstadoCambiado("Esa fecha ya pasó: elija hoy o un día posterior, o retire lo publicado.")
    de = fila.vigente_hasta
    plazos.cerrar(plazo=fila.plazo, ahora=ahora)
    fila.plazo, fila.vigente_hasta = None, hasta
    flujo.anotar_historia(fila, por=por, ahora=ahora)
    fila.save()
    detalle = {"de": de and de.isoformat(), "a": hasta and hasta.isoformat()}
    asentar(cadena=fila.cadena, acto="renovar_vigencia", objeto=str(fila), por=por, ahora=ahora, detalle=detalle)
    if any(variante.estado == EstadoVariante.PUBLICADA for variante in fila.vivas):
        _poner_reloj(fila, ahora)
    return fila


def recordar_vigencia(recordatorios: Sequence[Recordatorio], *, paso: str, ahora: datetime) -> None:
    """5.2.d: who publishes it looks whether it still holds; once the date is past, the heads know too."""
    vencida = paso == VENCE or paso.startswith("pasaron")
    filas = Contenido.objects.select_related("area")
    por_id = filas.in_bulk({r.plazo.objeto_id for r in recordatorios})
    mensajes: list[Mensaje] = []
    for recordatorio in recordatorios:
        contenido = por_id.get(recordatorio.plazo.objeto_id)
        if contenido is None or contenido.plazo_id != recordatorio.plazo_id:
            continue
        personas: list[Persona | None] = _administran(contenido)
        if vencida or not personas:
            personas = [*personas, titular_del_area(contenido.area)]
        mensajes += _mensajes(contenido, personas, "vigencia_vencida" if vencida else "vigencia_por_vencer")
    encolar(mensajes, ahora=ahora)


def _comprobar(variante: Variante, evidencia: Evidencia, por: Persona, ahora: datetime) -> None:
    if evidencia.publicada > ahora:
        raise NoSePuedePublicar("Ese momento todavía no llega: registre la publicación cuando ya esté en la red.")
    if evidencia.texto != variante.texto and not evidencia.motivo_diferencia:
        raise NoSePuedePublicar("Lo publicado difiere de la versión aprobada: escriba por qué.")
    intento = Intento(
        variante, por, evidencia.publicada, evidencia.casillas, evidencia.advertencias, texto=evidencia.texto
    )
    if razones := impedimentos(intento):
        raise NoSePuedePublicar(" ".join(f"{razon.texto} ({razon.numeral})" for razon in razones))


def _asentar_en_la_cuenta(
    variante: Variante, acto: str, por: Persona, ahora: datetime, detalle: Mapping[str, object]
) -> None:
    """8.c: the account's own log tells what was done in it."""
    cuenta = variante.cuenta
    asentar(cadena=cuenta.cadena, acto=acto, objeto=str(variante), por=por, ahora=ahora, detalle=detalle)


def _poner_reloj(contenido: Contenido, ahora: datetime) -> None:
    """5.2.d: until when it holds, from the first post on."""
    if contenido.vigente_hasta is None or (contenido.plazo and contenido.plazo.estado == EstadoPlazo.ABIERTO):
        return
    contenido.plazo = plazos.abrir(
        clase=VIGENCIA,
        objeto_tipo=contenido._meta.label_lower,
        objeto_id=contenido.pk,
        cadena=contenido.cadena,
        ahora=ahora,
        presupuesto=max((contenido.vigente_hasta - fecha_local(ahora)).days + 1, 1),
    )
    Contenido.objects.filter(pk=contenido.pk).update(plazo=contenido.plazo)


def _administran(contenido: Contenido) -> list[Persona | None]:
    """Who administers the accounts in which it is published."""
    publicadas = contenido.variantes.filter(estado=EstadoVariante.PUBLICADA)
    designaciones = Designacion.objects.vigentes().filter(cuenta__in=publicadas.values("cuenta"))
    return [designacion.persona for designacion in designaciones.select_related("persona").order_by("pk")]


def _avisar_diferencia(publicacion: Publicacion, ahora: datetime) -> None:
    """5.1.a, 6.xx: what was published is not what was approved: the head of the área knows, and who endorsed it."""
    contenido = publicacion.variante.contenido
    personas = [titular_del_area(publicacion.variante.cuenta.area)]
    if contenido.necesita_aval:
        personas.append(titular_del_area(contenido.area_avala))
    encolar(_mensajes(contenido, personas, "publicada_distinta", publicacion=publicacion), ahora=ahora)


def _mensajes(contenido: Contenido, personas: Iterable[Persona | None], plantilla: str, **mas: object) -> list[Mensaje]:
    enlace = settings.URL_BASE + reverse("publicaciones:contenido", args=[contenido.pk])
    contexto = {"contenido": contenido, "enlace": enlace, **mas}
    return para_personas(personas, plantilla=plantilla, contexto=contexto, cadena=contenido.cadena)
