"""5.2.e: what citizens wrote is registered and classified."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction

from bitacora import flujo
from bitacora.acciones import asentar
from bitacora.flujo import SinPermiso
from cuentas.acciones.rotacion import bloquear_cuenta
from cuentas.models import Cuenta
from organizacion.acciones import siguiente_folio
from organizacion.models import Persona
from plazos import acciones as plazos
from plazos.clases import ATENCION
from publicaciones import permisos
from publicaciones.acciones.comun_atencion import AtencionInvalida, exigir_que_atiende, exigir_sin_datos_personales
from publicaciones.acciones.propuesta import apartar
from publicaciones.acciones.tema import tema_llamado
from publicaciones.estados import ClaseInteraccion, Medio
from publicaciones.models import Interaccion, Tema
from publicaciones.reglas_atencion import enlace_opaco, huella_de, sin_usuarios

PREFIJO: Final = "AT"
_REFERENCIA: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9/_-]{0,39}")


class YaRegistrada(AtencionInvalida):
    """The same message of the same account is there already."""


@dataclass(frozen=True)
class Captura:
    """A message as it is typed or imported."""

    recibida: datetime
    texto: str
    medio: str = Medio.COMENTARIO
    clase: str = ClaseInteraccion.DUDA
    enlace: str = ""
    referencia: str = ""


@transaction.atomic
def registrar_interaccion(
    *,
    cuenta: Cuenta,
    captura: Captura,
    tema: Tema | None = None,
    tema_nuevo: str = "",
    por: Persona,
    ahora: datetime,
) -> Interaccion:
    """5.2.e: log what a citizen wrote, without their name nor personal data; its clock runs since it was received.

    Raises ``SinPermiso``, ``AtencionInvalida``; ``YaRegistrada`` when it is there.
    """
    fila = bloquear_cuenta(cuenta)
    exigir_que_atiende(fila, por)
    if tema_nuevo:
        tema = tema_llamado(area=fila.area, nombre=tema_nuevo, por=por, ahora=ahora)
    interaccion = preparar(fila, captura, tema, oficiales=identificadores_oficiales(), por=por, ahora=ahora)
    anterior = Interaccion.objects.filter(cuenta=fila, huella=interaccion.huella).first()
    if anterior:
        raise YaRegistrada(f"Esa interacción ya está registrada con el folio {anterior.folio}.", "enlace")
    interaccion.folio = siguiente_folio(PREFIJO, ahora=ahora)
    flujo.anotar_historia(interaccion, por=por, ahora=ahora)
    interaccion.save()
    abrir_reloj([interaccion], ahora=ahora)
    asentar(
        cadena=interaccion.cadena,
        acto="registrar_interaccion",
        objeto=str(interaccion),
        por=por,
        ahora=ahora,
        detalle={"tema": tema.nombre if tema else "", "medio": interaccion.get_medio_display()},
    )
    if interaccion.clase == ClaseInteraccion.PROPUESTA:
        apartar(interaccion=interaccion, por=por, ahora=ahora)
    return interaccion


@transaction.atomic
def clasificar(
    *, interaccion: Interaccion, clase: str, tema: Tema | None, tema_nuevo: str = "", por: Persona, ahora: datetime
) -> Interaccion:
    """6.xix: say what it is and what it is about; a proposal is set apart for the área to analyse (8.b).

    Raises ``SinPermiso``, ``AtencionInvalida``.
    """
    fila = bloquear_interaccion(interaccion)
    if not permisos.puede_atender(fila, por):
        raise SinPermiso("Clasifica quien atiende la cuenta.")
    if fila.clase == ClaseInteraccion.PROPUESTA != clase:
        raise AtencionInvalida(
            "Ya se apartó como propuesta de la ciudadanía: su área la analiza y la contesta.", "clase"
        )
    if tema_nuevo:
        tema = tema_llamado(area=fila.cuenta.area, nombre=tema_nuevo, por=por, ahora=ahora)
    _exigir_tema(tema, fila.cuenta)
    antes = f"{fila.get_clase_display()}, {fila.tema or 'sin tema'}"
    fila.clase, fila.tema = clase, tema
    flujo.anotar_historia(fila, por=por, ahora=ahora)
    fila.save()
    detalle = {"de": antes, "a": f"{fila.get_clase_display()}, {tema or 'sin tema'}"}
    asentar(cadena=fila.cadena, acto="clasificar", objeto=str(fila), por=por, ahora=ahora, detalle=detalle)
    if clase == ClaseInteraccion.PROPUESTA and not hasattr(fila, "propuesta"):
        apartar(interaccion=fila, por=por, ahora=ahora)
    return fila


def preparar(
    cuenta: Cuenta, captura: Captura, tema: Tema | None, *, oficiales: Collection[str], por: Persona, ahora: datetime
) -> Interaccion:
    """The row of a message, without a folio, without handles. Raises ``AtencionInvalida`` when it may not be kept."""
    texto, referencia = captura.texto.strip(), captura.referencia.strip()
    if not texto:
        raise AtencionInvalida("Escriba qué dice el mensaje.", "texto")
    if not cuenta.es_oficial:
        raise AtencionInvalida("La cuenta no está activa: no recibe interacciones.", "cuenta")
    if captura.recibida > ahora + timedelta(minutes=5):
        raise AtencionInvalida("La fecha en que se recibió no puede ser futura.", "recibida")
    exigir_sin_datos_personales(texto, "texto")
    if referencia and not _REFERENCIA.fullmatch(referencia):
        raise AtencionInvalida(
            "Use solo letras, números y guiones: nunca el nombre ni el usuario de nadie.", "referencia"
        )
    _exigir_tema(tema, cuenta)
    enlace, texto = enlace_opaco(captura.enlace.strip()), sin_usuarios(texto, oficiales)
    return Interaccion(
        cuenta=cuenta,
        recibida=captura.recibida,
        registrada=ahora,
        registrada_por=por,
        medio=captura.medio,
        clase=captura.clase,
        tema=tema,
        enlace=enlace,
        texto=texto,
        referencia=referencia,
        huella=huella_de(enlace=enlace, recibida=captura.recibida, texto=texto),
        objetivo=captura.recibida + timedelta(hours=settings.INSTITUCION.terminos.atencion_horas),
    )


def abrir_reloj(interacciones: list[Interaccion], *, ahora: datetime) -> None:
    """6.xviii: the time to answer runs since each was received; what is past already is not reminded of."""
    plazos.abrir_varios(
        clase=ATENCION,
        objeto_tipo=Interaccion._meta.label_lower,
        arranques=[plazos.Arranque(i.pk, i.cadena, i.recibida) for i in interacciones],
        ahora=ahora,
    )


def identificadores_oficiales() -> frozenset[str]:
    """The handles of the Institute, which are nobody's personal data."""
    return frozenset(i.lower() for i in Cuenta.objects.oficiales().values_list("identificador", flat=True))


def bloquear_interaccion(interaccion: Interaccion) -> Interaccion:
    """The row, locked, with what its permissions look at."""
    filas = Interaccion.objects.select_for_update(of=("self",))
    return filas.select_related("cuenta__area", "tema", "area_turnada").get(pk=interaccion.pk)


def _exigir_tema(tema: Tema | None, cuenta: Cuenta) -> None:
    if tema and (tema.area_id != cuenta.area_id or tema.fusionado_en_id):
        raise AtencionInvalida("Elija un tema vigente del área de la cuenta.", "tema")
