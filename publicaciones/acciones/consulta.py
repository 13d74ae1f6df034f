"""6.viii: writes on consults, by those who ask and those who answer."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction

from bitacora import flujo
from bitacora.acciones import asentar
from bitacora.actores import Sistema
from bitacora.flujo import ActoRechazado, SinPermiso
from organizacion.acciones import siguiente_folio
from organizacion.models import Persona
from plazos import acciones as plazos
from plazos.clases import CONSULTA
from plazos.estados import EstadoPlazo
from publicaciones.acciones import avisos_consulta as avisos
from publicaciones.estados import EstadoVariante
from publicaciones.estados.consulta import ANULABLES, CONSULTAS_ABIERTAS, Opinion
from publicaciones.huella import huella_de
from publicaciones.models import Consulta, PreguntaDeConsulta, Variante
from publicaciones.permisos import consulta as permisos

PREFIJO_DE_CONSULTA: Final = "CO"
RELOJ: Final = Sistema("reloj de consultas")
EDICION: Final = Sistema("edición del contenido")


class ConsultaImposible(ActoRechazado):
    """It cannot be filed, or asked, now. ``str()`` says why, in Spanish."""


class SinCambios(Exception):
    """The proposed text is the one that was asked about. ``str()`` says so, in Spanish."""


@transaction.atomic
def presentar_consulta(
    *, variante: Variante, duda: str, numerales: Sequence[str], por: Persona, ahora: datetime
) -> Consulta:
    """6.viii: who administers the account asks the CNCS, only in doubt and before publishing, about the text as it is
    now; its 48 hours begin. Raises ``SinPermiso``, ``ConsultaImposible``."""
    fila = Variante.objects.select_for_update(of=("self",)).select_related("cuenta__area").get(pk=variante.pk)
    if not permisos.puede_consultar(fila, por):
        raise SinPermiso("Solo quien publica en la cuenta puede consultar a la CNCS sobre lo que va a publicar.")
    _comprobar_que_procede(fila, ahora)
    consulta = Consulta(
        folio=siguiente_folio(PREFIJO_DE_CONSULTA, ahora=ahora),
        variante=fila,
        cuenta=fila.cuenta,
        version=fila.versiones.get(numero=fila.version),
        huella=fila.huella,
        texto=fila.texto,
        duda=duda,
        numerales=list(numerales),
        presentada=ahora,
        presentada_por=por,
        vence=ahora,  # until its clock says
    )
    flujo.anotar_historia(consulta, por=por, ahora=ahora)
    try:
        with transaction.atomic():
            consulta.save()
    except IntegrityError as error:
        raise ConsultaImposible("Este texto ya tiene una consulta abierta.") from error
    _poner_reloj(consulta, ahora)
    asentar(
        cadena=consulta.cadena,
        acto="consultar",
        objeto=str(consulta),
        por=por,
        ahora=ahora,
        detalle={"folio": consulta.folio, "huella": consulta.huella, "numerales": list(numerales)},
    )
    avisos.avisar_a_la_cncs(consulta, ahora=ahora)
    return consulta


@transaction.atomic
def tomar_consulta(*, consulta: Consulta, por: Persona, ahora: datetime) -> Consulta:
    """6.viii: somebody of the CNCS studies it. Raises ``SinPermiso``, ``EstadoCambiado``, ``ConsultaVencida``."""
    return flujo.cumplir(_bloquear(consulta, "tomar", por), "tomar", por=por, ahora=ahora)


@transaction.atomic
def preguntar_en_consulta(*, consulta: Consulta, texto: str, por: Persona, ahora: datetime) -> PreguntaDeConsulta:
    """6.viii: the CNCS asks for what it lacks; the 48 hours go on. One question at a time.

    Raises ``SinPermiso``, ``EstadoCambiado``, ``ConsultaVencida``, ``ConsultaImposible``.
    """
    fila = _bloquear(consulta, "preguntar", por)
    if fila.preguntas.filter(respondida__isnull=True).exists():
        raise ConsultaImposible("Ya hay una pregunta sin responder en esta consulta.")
    flujo.cumplir(fila, "preguntar", por=por, ahora=ahora)
    pregunta = PreguntaDeConsulta.objects.create(consulta=fila, texto=texto, pedida=ahora, pedida_por=por)
    avisos.avisar_pregunta(fila, pregunta, ahora=ahora)
    return pregunta


@transaction.atomic
def responder_en_consulta(*, consulta: Consulta, respuesta: str, por: Persona, ahora: datetime) -> PreguntaDeConsulta:
    """6.viii: who administers the account answers. Raises as above."""
    fila = _bloquear(consulta, "responder", por)
    pregunta = fila.preguntas.filter(respondida__isnull=True).first()
    if pregunta is None:
        raise ConsultaImposible("No hay ninguna pregunta por responder.")
    flujo.cumplir(fila, "responder", por=por, ahora=ahora)
    pregunta.respuesta, pregunta.respondida, pregunta.respondida_por = respuesta, ahora, por
    pregunta.save()
    avisos.avisar_respuesta(fila, pregunta, ahora=ahora)
    return pregunta


@transaction.atomic
def opinar_a_favor(*, consulta: Consulta, respuesta: str, por: Persona, ahora: datetime) -> Consulta:
    """6.viii: the CNCS approves that exact text. Raises ``SinPermiso``, ``EstadoCambiado``, ``ConsultaVencida``."""
    fila = _bloquear(consulta, "opinar_a_favor", por)
    flujo.cumplir(fila, "opinar_a_favor", por=por, ahora=ahora, respuesta=respuesta)
    return _resuelta(fila, ahora)


@transaction.atomic
def proponer_cambios(*, consulta: Consulta, respuesta: str, texto: str, por: Persona, ahora: datetime) -> Consulta:
    """6.viii: the CNCS writes the whole text that it approves; that very text, and no other, counts as approved.

    Raises ``SinCambios`` when it changes nothing, and as ``opinar_a_favor``.
    """
    fila = _bloquear(consulta, "proponer_cambios", por)
    huella = huella_de(fila.variante.canonico(texto=texto))
    if huella == fila.huella:
        raise SinCambios("El texto propuesto es igual al consultado: cámbielo o dé una opinión favorable.")
    flujo.cumplir(fila, "proponer_cambios", por=por, ahora=ahora, respuesta=respuesta, texto=texto, huella=huella)
    return _resuelta(fila, ahora)


@transaction.atomic
def opinar_en_contra(*, consulta: Consulta, respuesta: str, por: Persona, ahora: datetime) -> Consulta:
    """6.viii: that exact text is not to be published. Raises as ``opinar_a_favor``."""
    fila = _bloquear(consulta, "opinar_en_contra", por)
    flujo.cumplir(fila, "opinar_en_contra", por=por, ahora=ahora, respuesta=respuesta)
    return _resuelta(fila, ahora)


@transaction.atomic
def retirar_consulta(*, consulta: Consulta, por: Persona, ahora: datetime) -> Consulta:
    """6.viii: there is no doubt any more; whoever had taken it is told. Raises as ``opinar_a_favor``."""
    fila = flujo.cumplir(_bloquear(consulta, "retirar", por), "retirar", por=por, ahora=ahora)
    plazos.cerrar(plazo=fila.plazo, ahora=ahora, estado=EstadoPlazo.CANCELADO)
    avisos.avisar_retirada(fila, ahora=ahora)
    return fila


@transaction.atomic
def anular_por_edicion(*, variante: Variante, ahora: datetime) -> list[Consulta]:
    """6.viii: any edit voids what was asked and what was answered, but for the one that turns the text into the very
    text that the CNCS proposed. For whoever edits a variante, in the same transaction, once it was saved.

    What the CNCS said against a text stays: written again as it was, it is still not to be published.
    """
    anuladas = []
    filas = Consulta.objects.select_for_update(of=("self",)).filter(variante=variante, estado__in=ANULABLES)
    for fila in filas.select_related("plazo", "cuenta__area", "variante").order_by("pk"):
        if fila.estado in CONSULTAS_ABIERTAS and not fila.abierta_al(ahora):
            dar_por_vencida(consulta=fila, ahora=ahora)
        elif not fila.habla_de(variante.huella):
            anuladas.append(_anular(fila, variante, motivo="El texto se editó.", ahora=ahora))
    return anuladas


@transaction.atomic
def anular_por_descarte(*, variante: Variante, ahora: datetime) -> None:
    """5.2.c: what will not be published needs no opinion. For whoever discards a variante, in the same transaction."""
    filas = Consulta.objects.select_for_update(of=("self",)).filter(variante=variante, estado__in=CONSULTAS_ABIERTAS)
    for fila in filas.select_related("plazo", "cuenta__area", "variante").order_by("pk"):
        if fila.abierta_al(ahora):
            _anular(fila, variante, motivo="El contenido se descartó.", ahora=ahora)
        else:
            dar_por_vencida(consulta=fila, ahora=ahora)


@transaction.atomic
def dar_por_vencida(*, consulta: Consulta, ahora: datetime) -> Consulta:
    """6.viii: 48 hours without an answer: it ends without one, which approves nothing, and whoever asked gets, once,
    the text with which to orient citizens. Raises ``EstadoCambiado`` when it ended before."""
    fila = flujo.ejecutar(consulta, "vencer", por=RELOJ, ahora=ahora)
    plazos.cerrar(plazo=fila.plazo, ahora=ahora)
    avisos.avisar_vencida(fila, ahora=ahora)
    return fila


def _anular(consulta: Consulta, variante: Variante, *, motivo: str, ahora: datetime) -> Consulta:
    estaba_abierta = consulta.estado in CONSULTAS_ABIERTAS
    fila = flujo.ejecutar(consulta, "anular", por=EDICION, ahora=ahora, huella=variante.huella, motivo=motivo)
    plazos.cerrar(plazo=fila.plazo, ahora=ahora, estado=EstadoPlazo.CANCELADO)
    avisos.avisar_anulada(fila, motivo=motivo, estaba_abierta=estaba_abierta, ahora=ahora)
    return fila


def _comprobar_que_procede(variante: Variante, ahora: datetime) -> None:
    if variante.estado != EstadoVariante.BORRADOR:
        raise ConsultaImposible("Se consulta antes de publicar: esto ya no está en preparación.")
    for anterior in variante.consultas.filter(estado__in=CONSULTAS_ABIERTAS):
        if anterior.abierta_al(ahora):
            raise ConsultaImposible(f"Este texto ya tiene una consulta abierta: {anterior.folio}.")
        dar_por_vencida(consulta=anterior, ahora=ahora)
    for anterior in variante.consultas.exclude(opinion=""):
        if anterior.aprueba(variante.huella):
            raise ConsultaImposible(f"La CNCS ya aprobó este texto ({anterior.folio}): puede publicarlo.")
        if anterior.huella == variante.huella and anterior.opinion != Opinion.FAVORABLE:
            raise ConsultaImposible(
                f"La CNCS ya opinó sobre este texto ({anterior.folio}). Cámbielo antes de volver a consultar."
            )


def _poner_reloj(consulta: Consulta, ahora: datetime) -> None:
    consulta.plazo = plazos.abrir(
        clase=CONSULTA,
        objeto_tipo=consulta._meta.label_lower,
        objeto_id=consulta.pk,
        cadena=consulta.cadena,
        ahora=ahora,
    )
    consulta.vence = consulta.plazo.vence
    consulta.skip_history_when_saving = True
    consulta.save(update_fields=["plazo", "vence"])
    del consulta.skip_history_when_saving


def _bloquear(consulta: Consulta, transicion: str, por: Persona) -> Consulta:
    return flujo.bloquear(consulta, transicion, por=por, con=("plazo", "cuenta__area", "variante__contenido"))


def _resuelta(consulta: Consulta, ahora: datetime) -> Consulta:
    plazos.cerrar(plazo=consulta.plazo, ahora=ahora)
    avisos.avisar_opinion(consulta, ahora=ahora)
    return consulta
