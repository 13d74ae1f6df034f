"""5.1.b: one administrator follows another without an instant in which the account has nobody."""

from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction

from bitacora import flujo
from bitacora.acciones import asentar
from bitacora.actores import Actor, Sistema
from cuentas.acciones.cuenta import DesignacionInvalida, revisar_designacion
from cuentas.acciones.rotacion import avisar_exigida, bloquear_cuenta, poner
from cuentas.estados import NIVELES, Caracter, EstadoCuenta, MotivoRotacion
from cuentas.models import Cuenta, Designacion, Rotacion
from organizacion.consultas import nombramientos_vigentes
from organizacion.models import Area, Nombramiento, Persona
from organizacion.tiempo import fecha_local

RELEVOS: Final = Sistema("salidas y relevos")
UN_DIA: Final = timedelta(days=1)


@transaction.atomic
def relevar(
    *,
    cuenta: Cuenta,
    caracter: Caracter,
    sale: Persona | None,
    entra: Persona,
    desde: date,
    por: Actor,
    ahora: datetime,
) -> Cuenta:
    """7.v, 5.1.b: at one instant the designation of ``sale`` (nobody when the place is empty) ends and that of
    ``entra`` begins; the account is complete again if it was not. 5.1.d: its password has to be changed at once when
    somebody left. Where ``entra`` has the place already, it is kept.

    Raises ``DesignacionInvalida`` when ``entra`` does not qualify, has the other place, or ``sale`` is not who has
    this one; ``SinPermiso`` when the account becomes complete and that is not for ``por`` to do.
    """
    fila = bloquear_cuenta(cuenta)
    vigentes = _vigentes(fila)
    actual, otra = vigentes.get(caracter), vigentes.get(_otro(caracter))
    if (actual.persona_id if actual else None) != (sale.pk if sale else None):
        raise DesignacionInvalida(caracter, "Quien ocupa ese lugar ya es otra persona: revise la cuenta.")
    nombramiento = revisar_designacion(area=fila.area, persona=entra, caracter=caracter)
    if otra and otra.persona_id == entra.pk:
        raise DesignacionInvalida(
            caracter, f"{entra.nombre} ya administra la cuenta como {otra.get_caracter_display().lower()}."
        )
    if sale and sale.pk == entra.pk:
        return fila
    porque = f"{sale.nombre} dejó de administrar la cuenta." if sale else ""
    rotacion = _exigir_por_salida(fila, porque, por=por, ahora=ahora) if sale else None
    _seguir(fila, actual, nombramiento, caracter, desde=desde, por=por, ahora=ahora)
    _asentar(fila, "relevar", caracter, sale, entra, desde, por=por, ahora=ahora)
    if fila.estado == EstadoCuenta.REGULARIZACION and len(_vigentes(fila)) == len(Caracter):
        fila = flujo.ejecutar(fila, "completar", por=por, ahora=ahora)
    if rotacion:
        avisar_exigida(rotacion, detalle=porque, ahora=ahora)
    return fila


@transaction.atomic
def vacar(*, cuenta: Cuenta, persona: Persona, motivo: str, ahora: datetime) -> Caracter | None:
    """5.1.b, 5.1.d: somebody who administers the account left. Return the place for which the head has to name
    somebody; ``None`` when the person had none.

    A suplente leaves the place empty. The place of a titular is never empty: it goes to the head of the área for the
    time being; else to the suplente, whose place is then empty; else to the head of an área above. When nobody
    qualifies, the designation stays on record, and the log says so: an account never has zero administrators.
    """
    fila = bloquear_cuenta(cuenta)
    vigentes = _vigentes(fila)
    actual = next((d for d in vigentes.values() if d.persona_id == persona.pk), None)
    if actual is None:
        return None
    caracter: Caracter = Caracter(actual.caracter)
    otra = vigentes.get(_otro(caracter))
    hoy = fecha_local(ahora)
    rotacion = _exigir_por_salida(fila, motivo, por=RELEVOS, ahora=ahora)
    if caracter == Caracter.SUPLENTE and otra:
        _terminar(actual, hoy, por=RELEVOS, ahora=ahora)
        _asentar(fila, "vacar", caracter, persona, None, hoy, por=RELEVOS, ahora=ahora, motivo=motivo)
        lugar: Caracter = caracter
    else:
        lugar = _suplir_titular(fila, actual, otra, motivo, ahora=ahora)
    if fila.estado == EstadoCuenta.ACTIVA and len(_vigentes(fila)) < len(Caracter):
        flujo.ejecutar(fila, "descompletar", por=RELEVOS, ahora=ahora, motivo=motivo)
    avisar_exigida(rotacion, detalle=motivo, ahora=ahora)
    return lugar


def cumple(designacion: Designacion, nombramiento: Nombramiento | None = None) -> bool:
    """5.1.b: does who administers the account still qualify? The head of an área above, for the time being, does.

    ``nombramiento`` is the person's position in force, if it was read already.
    """
    area, persona, caracter = designacion.cuenta.area, designacion.persona, Caracter(designacion.caracter)
    nombramiento = nombramiento or nombramientos_vigentes([persona]).get(persona.pk)
    if nombramiento and persona.is_active and nombramiento.es_titular and caracter == Caracter.TITULAR:
        de_arriba = area.ruta.startswith(nombramiento.area.ruta)
        if de_arriba and nombramiento.nivel in NIVELES[caracter]:
            return True
    try:
        revisar_designacion(area=area, persona=persona, caracter=caracter, nombramiento=nombramiento)
    except DesignacionInvalida:
        return False
    return True


def _suplir_titular(
    cuenta: Cuenta, sale: Designacion, otra: Designacion | None, motivo: str, *, ahora: datetime
) -> Caracter:
    """Who takes the place of titular. The last person of an account, whatever the place, is followed by a titular."""
    hoy, caracter = fecha_local(ahora), Caracter(sale.caracter)
    fuera = {sale.persona_id, *([otra.persona_id] if otra else [])}
    titular = _encabeza(cuenta.area, fuera)
    promovida = _promovible(otra) if otra and not titular else None
    if not titular and not promovida:
        titular = _de_arriba(cuenta.area, fuera)
    entra = titular or promovida
    if entra is None:
        _asentar(cuenta, "sin_relevo", caracter, sale.persona, None, hoy, por=RELEVOS, ahora=ahora, motivo=motivo)
        return caracter
    if promovida and otra:
        _terminar(otra, hoy - UN_DIA, por=RELEVOS, ahora=ahora)
    _seguir(cuenta, sale, entra, Caracter.TITULAR, desde=hoy, por=RELEVOS, ahora=ahora)
    _asentar(
        cuenta, "relevar", Caracter.TITULAR, sale.persona, entra.persona, hoy, por=RELEVOS, ahora=ahora, motivo=motivo
    )
    return Caracter.SUPLENTE if promovida else caracter


def _encabeza(area: Area, fuera: set[int]) -> Nombramiento | None:
    """The head of the área, if of the level of a titular and not among ``fuera``."""
    nombramiento = area.titularidad
    if nombramiento is None or nombramiento.persona_id in fuera:
        return None
    return nombramiento if nombramiento.nivel in NIVELES[Caracter.TITULAR] else None


def _de_arriba(area: Area, fuera: set[int]) -> Nombramiento | None:
    superior = area.padre
    while superior:
        if nombramiento := _encabeza(superior, fuera):
            return nombramiento
        superior = superior.padre
    return None


def _promovible(suplente: Designacion) -> Nombramiento | None:
    try:
        return revisar_designacion(area=suplente.cuenta.area, persona=suplente.persona, caracter=Caracter.TITULAR)
    except DesignacionInvalida:
        return None


def _vigentes(cuenta: Cuenta) -> dict[str, Designacion]:
    filas = cuenta.designaciones.vigentes().select_for_update(of=("self",)).select_related("persona", "cuenta__area")
    return {designacion.caracter: designacion for designacion in filas}


def _otro(caracter: Caracter) -> Caracter:
    return Caracter.SUPLENTE if caracter == Caracter.TITULAR else Caracter.TITULAR


def _seguir(
    cuenta: Cuenta,
    sale: Designacion | None,
    entra: Nombramiento,
    caracter: Caracter,
    *,
    desde: date,
    por: Actor,
    ahora: datetime,
) -> None:
    """One designation ends the day before the other begins; nothing begins before what it follows."""
    ultima = cuenta.designaciones.filter(caracter=caracter).order_by("-pk").first()
    if ultima:
        desde = max(desde, ultima.hasta or ultima.desde)
    if sale:
        _terminar(sale, desde - UN_DIA, por=por, ahora=ahora)
    designacion = Designacion(
        cuenta=cuenta,
        persona_id=entra.persona_id,
        caracter=caracter,
        cargo=entra.cargo,
        nivel=entra.nivel,
        desde=desde,
    )
    flujo.anotar_historia(designacion, por=por, ahora=ahora)
    designacion.save()


def _terminar(designacion: Designacion, hasta: date, *, por: Actor, ahora: datetime) -> None:
    designacion.hasta = max(hasta, designacion.desde)
    flujo.anotar_historia(designacion, por=por, ahora=ahora)
    designacion.save()


def _exigir_por_salida(cuenta: Cuenta, porque: str, *, por: Actor, ahora: datetime) -> Rotacion:
    return poner(cuenta=cuenta, motivo=MotivoRotacion.CAMBIO, detalle=porque, por=por, ahora=ahora)


def _asentar(
    cuenta: Cuenta,
    acto: str,
    caracter: Caracter,
    sale: Persona | None,
    entra: Persona | None,
    desde: date,
    *,
    por: Actor,
    ahora: datetime,
    motivo: str = "",
) -> None:
    detalle = {
        "caracter": caracter.label.lower(),
        "sale": sale.nombre if sale else "nadie",
        "entra": entra.nombre if entra else "nadie",
        "desde": desde.isoformat(),
        **({"motivo": motivo} if motivo else {}),
    }
    asentar(cadena=cuenta.cadena, acto=acto, objeto=str(cuenta), por=por, ahora=ahora, detalle=detalle)
