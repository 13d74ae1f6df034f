"""5.3.a: the CNCS plans meetings and calls every administrator in force; the áreas send them; the list is kept."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Exists, OuterRef

from bitacora import flujo
from bitacora.acciones import asentar
from bitacora.flujo import EstadoCambiado, SinPermiso, anotar_historia
from cuentas.acciones.avisos_capacitacion import avisar_convocadas, avisar_sin_efecto
from cuentas.acciones.obligacion import CUIDADO, cumplir_obligacion
from cuentas.estados.cuidado import ESPERADAS, ClaseObligacion, EstadoConvocatoria, EstadoObligacion, EstadoSesion
from cuentas.models import Convocatoria, Obligacion, Sesion
from cuentas.models.obligacion import ObligacionQuerySet
from cuentas.permisos.cuidado import lleva_capacitacion
from organizacion.codigos import nuevo_codigo
from organizacion.models import Persona
from plazos import acciones as plazos
from plazos.clases import CLASES, CONVOCATORIA
from plazos.estados import EstadoPlazo

C = EstadoConvocatoria
MARGEN: Final = timedelta(minutes=30)  # before and after a meeting, its code still registers who is there


class SesionInvalida(Exception):
    """The meeting makes no sense. ``str()`` is the message in Spanish."""


@transaction.atomic
def programar_sesion(
    *,
    anio: int,
    inicia: datetime,
    termina: datetime,
    lugar: str,
    enlace: str,
    temas: str,
    cupo: int,
    por: Persona,
    ahora: datetime,
) -> Sesion:
    """5.3.a: the CNCS plans a meeting, and whoever lacks that year's training is called to it, while there is room.

    Raises ``SinPermiso`` and ``SesionInvalida``.
    """
    if not lleva_capacitacion(None, por):
        raise SinPermiso("Solo la CNCS programa la capacitación.")
    if inicia <= ahora:
        raise SesionInvalida("La sesión debe empezar después de este momento.")
    if termina <= inicia:
        raise SesionInvalida("La sesión debe terminar después de empezar.")
    sesion = Sesion(anio=anio, inicia=inicia, termina=termina, lugar=lugar, enlace=enlace, temas=temas, cupo=cupo)
    anotar_historia(sesion, por=por, ahora=ahora)
    sesion.save()
    detalle = {"inicia": inicia.isoformat(), "cupo": cupo, "anio": anio}
    asentar(cadena=sesion.cadena, acto="programar_sesion", objeto=str(sesion), por=por, ahora=ahora, detalle=detalle)
    convocar_a_quien_falta(ahora=ahora)
    return sesion


@transaction.atomic
def convocar_a_quien_falta(*, ahora: datetime) -> int:
    """5.3.a: call each person who owes the training of a year to the next meeting of that year with room, unless the
    person is expected at one already. New administrators are called so too. Idempotent; return how many were called."""
    _cancelar_a_quien_ya_no_administra(ahora)
    llamadas = 0
    for sesion in Sesion.objects.por_venir(ahora).select_for_update(of=("self",)).order_by("inicia", "pk"):
        lugares = sesion.cupo - sesion.convocatorias.filter(estado__in=[*ESPERADAS, C.ASISTIO]).count()
        faltan = _faltan(sesion).select_related("persona", "area")[: max(lugares, 0)]
        nuevas = [_convocar(sesion, obligacion, ahora) for obligacion in faltan]
        avisar_convocadas(nuevas, ahora=ahora)
        llamadas += len(nuevas)
    return llamadas


@transaction.atomic
def confirmar_convocatoria(*, convocatoria: Convocatoria, por: Persona, ahora: datetime) -> Convocatoria:
    """5.3.a: the head of the área sends the person. Raises ``SinPermiso``, ``EstadoCambiado``."""
    _revisar_que_no_empezo(convocatoria, ahora)
    return flujo.ejecutar(convocatoria, "confirmar", por=por, ahora=ahora)


@transaction.atomic
def excusar_convocatoria(*, convocatoria: Convocatoria, motivo: str, por: Persona, ahora: datetime) -> Convocatoria:
    """5.3.a: the head says why the person does not come; the next meeting calls again.

    Raises ``SinPermiso``, ``EstadoCambiado``.
    """
    _revisar_que_no_empezo(convocatoria, ahora)
    plazos.cerrar(plazo=convocatoria.plazo, ahora=ahora, estado=EstadoPlazo.CANCELADO)
    return flujo.ejecutar(convocatoria, "excusar", por=por, ahora=ahora, motivo=motivo)


@transaction.atomic
def registrar_asistencia(*, convocatoria: Convocatoria, por: Persona, ahora: datetime) -> Convocatoria:
    """5.3.a: the person came, by the list of the CNCS; nobody writes oneself down: for that there is the code.

    Raises ``SinPermiso`` and ``EstadoCambiado`` (also before the meeting, or when its list is closed).
    """
    if por.pk == convocatoria.persona_id:
        raise SinPermiso("Registre su asistencia con el código de la sesión.")
    return _asistir(convocatoria, por=por, ahora=ahora)


@transaction.atomic
def asistir_con_codigo(*, sesion: Sesion, por: Persona, ahora: datetime) -> Convocatoria:
    """5.3.a: whoever is at the meeting opens its code, signed in, within its hours. Opening it twice is the same.

    Raises ``SinPermiso`` when the person was not called to this meeting, ``EstadoCambiado`` out of its hours.
    """
    convocatoria = sesion.convocatorias.filter(persona=por).exclude(estado=C.CANCELADA).first()
    if convocatoria is None:
        raise SinPermiso("Usted no está en la lista de esta sesión. Avise a la CNCS: puede estar convocada a otra.")
    if convocatoria.estado == C.ASISTIO:
        return convocatoria
    if not sesion.inicia - MARGEN <= ahora <= sesion.termina + MARGEN:
        raise EstadoCambiado("Este código solo sirve durante la sesión. Si asistió, pida a la CNCS que lo registre.")
    return _asistir(convocatoria, por=por, ahora=ahora)


@transaction.atomic
def cerrar_sesion(*, sesion: Sesion, por: Persona, ahora: datetime) -> Sesion:
    """5.3.a: the list is complete: whoever was expected and is not on it did not come.

    Raises ``SinPermiso`` and ``EstadoCambiado`` (also before the meeting ends).
    """
    fila = flujo.bloquear(sesion, "cerrar", por=por)
    if ahora < fila.termina:
        raise EstadoCambiado("La sesión todavía no termina: cierre la lista después.")
    for convocatoria in fila.convocatorias.esperadas().select_related("plazo"):
        plazos.cerrar(plazo=convocatoria.plazo, ahora=ahora, estado=EstadoPlazo.CANCELADO)
        flujo.ejecutar(convocatoria, "faltar", por=CUIDADO, ahora=ahora)
    flujo.cumplir(fila, "cerrar", por=por, ahora=ahora)
    convocar_a_quien_falta(ahora=ahora)
    return fila


@transaction.atomic
def cancelar_sesion(*, sesion: Sesion, motivo: str, por: Persona, ahora: datetime) -> Sesion:
    """5.3.a: the meeting is called off: whoever was called is told, and called to another one if there is.

    Raises ``SinPermiso`` and ``EstadoCambiado``.
    """
    fila = flujo.bloquear(sesion, "cancelar", por=por)
    if fila.convocatorias.filter(estado=C.ASISTIO).exists():
        raise EstadoCambiado("Ya hay asistencias registradas: la sesión no se puede cancelar.")
    canceladas = list(fila.convocatorias.esperadas().select_related("plazo", "persona", "sesion"))
    for convocatoria in canceladas:
        _cancelar(convocatoria, motivo, ahora)
    flujo.cumplir(fila, "cancelar", por=por, ahora=ahora, motivo=motivo)
    avisar_sin_efecto(canceladas, motivo=motivo, ahora=ahora)
    convocar_a_quien_falta(ahora=ahora)
    return fila


def sin_lugar(anio: int) -> int:
    """5.3.a: how many people owe that year's training and are expected at no meeting."""
    return _pendientes(anio).count()


def _asistir(convocatoria: Convocatoria, *, por: Persona, ahora: datetime) -> Convocatoria:
    """The year's training is done, and there is a certificate."""
    sesion = Sesion.objects.select_for_update(of=("self",), no_key=True).get(pk=convocatoria.sesion_id)
    if sesion.estado != EstadoSesion.PROGRAMADA or ahora < sesion.inicia - MARGEN:
        raise EstadoCambiado("La asistencia se registra desde media hora antes de la sesión hasta cerrar la lista.")
    fila = flujo.bloquear(convocatoria, "asistir", por=por, con=("sesion", "persona", "plazo"))
    plazos.cerrar(plazo=fila.plazo, ahora=ahora)
    flujo.cumplir(fila, "asistir", por=por, ahora=ahora, codigo=nuevo_codigo())
    cumplir_obligacion(clase=ClaseObligacion.CAPACITACION, periodo=str(sesion.anio), persona=fila.persona, ahora=ahora)
    return fila


def _pendientes(anio: int) -> ObligacionQuerySet:
    esperada = Convocatoria.objects.esperadas().filter(persona=OuterRef("persona"), sesion__anio=anio)
    return Obligacion.objects.pendientes().filter(
        ~Exists(esperada), clase=ClaseObligacion.CAPACITACION, periodo=str(anio)
    )


def _faltan(sesion: Sesion) -> ObligacionQuerySet:
    ya = sesion.convocatorias.filter(persona=OuterRef("persona"))
    return _pendientes(sesion.anio).filter(~Exists(ya)).order_by("abierta", "pk")


def _convocar(sesion: Sesion, obligacion: Obligacion, ahora: datetime) -> Convocatoria:
    assert obligacion.persona  # training is owed by people
    fila = Convocatoria(sesion=sesion, persona=obligacion.persona, area=obligacion.area, convocada=ahora)
    fila.save()
    fila.plazo = plazos.abrir(
        clase=CONVOCATORIA,
        objeto_tipo=fila._meta.label_lower,
        objeto_id=fila.pk,
        cadena=fila.cadena,
        ahora=ahora,
        inicio=sesion.inicia - timedelta(hours=CLASES[CONVOCATORIA].presupuesto),
    )
    fila.save(update_fields=["plazo"])
    detalle = {"persona": fila.persona.nombre}
    asentar(cadena=fila.cadena, acto="convocar", objeto=str(fila), por=CUIDADO, ahora=ahora, detalle=detalle)
    return fila


def _cancelar_a_quien_ya_no_administra(ahora: datetime) -> None:
    """5.3.a: whoever was called and owes the training no more, because of leaving, is not expected."""
    debe = Obligacion.objects.filter(
        persona=OuterRef("persona"), clase=ClaseObligacion.CAPACITACION, estado=EstadoObligacion.CANCELADA
    )
    filas = Convocatoria.objects.esperadas().filter(sesion__inicia__gt=ahora).select_related("plazo", "sesion")
    for fila in list(filas.filter(Exists(debe.filter(cerrada__gte=OuterRef("convocada"))))):
        _cancelar(fila, "La persona ya no administra ninguna cuenta", ahora)


def _cancelar(convocatoria: Convocatoria, motivo: str, ahora: datetime) -> None:
    plazos.cerrar(plazo=convocatoria.plazo, ahora=ahora, estado=EstadoPlazo.CANCELADO)
    flujo.ejecutar(convocatoria, "cancelar", por=CUIDADO, ahora=ahora, motivo=motivo[:300])


def _revisar_que_no_empezo(convocatoria: Convocatoria, ahora: datetime) -> None:
    if ahora >= convocatoria.sesion.inicia:
        raise EstadoCambiado("La sesión ya empezó: la lista de asistencia dirá quién fue.")
