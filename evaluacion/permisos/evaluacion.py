"""8.a: who captures, validates, evaluates and answers. Nobody evaluates their own, nor decides twice on the same."""

from typing import TYPE_CHECKING, Any

from django.conf import settings

from bitacora.actores import Sistema
from cuentas.permisos import administra
from evaluacion.estados import POR_EVALUAR, EstadoEvaluacion
from organizacion.estados import Rol
from organizacion.permisos import credenciales, encabeza, es_cncs, es_titular_de

if TYPE_CHECKING:
    from evaluacion.models import Evaluacion


def es_proceso(fila: Any, persona: Any) -> bool:
    """What happens when a term ends is done by the process that watches it."""
    return isinstance(persona, Sistema)


def puede_capturar(evaluacion: "Evaluacion", persona: Any) -> bool:
    """8.a: an administrator of the account captures; where nobody administers it, the head of its área."""
    cuenta = evaluacion.cuenta
    return administra(cuenta, persona) or (not cuenta.administradores and es_titular_de(cuenta.area_id, persona))


def puede_validar(evaluacion: "Evaluacion", persona: Any) -> bool:
    """5.1.a, 8.a: the head of the área (or of one above it) validates; never whoever captured."""
    area = evaluacion.cuenta.area
    return encabeza(area.ruta, persona) and getattr(persona, "pk", None) != evaluacion.capturada_por_id


def puede_devolver(evaluacion: "Evaluacion", persona: Any) -> bool:
    """5.1.a: the head sends the capture back to be corrected."""
    return puede_validar(evaluacion, persona)


def es_parte(evaluacion: "Evaluacion", persona: Any) -> bool:
    """Is it that person's own: administers the account (or did in the period), heads its área or one above it, or
    captured or validated it?"""
    pk = getattr(persona, "pk", None)
    return (
        administra(evaluacion.cuenta, persona)
        or pk in evaluacion.administraron
        or encabeza(evaluacion.cuenta.area.ruta, persona)
        or pk in {evaluacion.capturada_por_id, evaluacion.validada_por_id}
    )


def es_de_la_cncs(evaluacion: "Evaluacion") -> bool:
    """7.x: is the account one of the CNCS's own?"""
    return evaluacion.cuenta.area.siglas == settings.INSTITUCION.cncs.siglas


def puede_evaluar(evaluacion: "Evaluacion", persona: Any) -> bool:
    """8.a: somebody of the CNCS who has no part in the account. The CNCS's own accounts, which all of them may run, can
    be evaluated too by the Presidencia and the Secretaría Técnica of the Comité."""
    if es_parte(evaluacion, persona):
        return False
    return es_cncs(persona) or (es_del_comite_evaluador(persona) and es_de_la_cncs(evaluacion))


def es_del_comite_evaluador(persona: Any) -> bool:
    """8.a: those of the Comité who can evaluate the CNCS's own accounts."""
    return bool(credenciales(persona).roles & {Rol.COMITE_PRESIDENCIA, Rol.COMITE_SECRETARIA})


def puede_ajustar(evaluacion: "Evaluacion", persona: Any) -> bool:
    """8.a: whoever may evaluate, or decide on the observations, may change the points of an indicator and say why."""
    if evaluacion.estado in POR_EVALUAR:
        return puede_evaluar(evaluacion, persona)
    return evaluacion.estado == EstadoEvaluacion.OBSERVADA and puede_resolver(evaluacion, persona)


def puede_contestar(evaluacion: "Evaluacion", persona: Any) -> bool:
    """8.a: the head of the área answers: agrees or makes observations."""
    return es_titular_de(evaluacion.cuenta.area_id, persona)


def puede_resolver(evaluacion: "Evaluacion", persona: Any) -> bool:
    """8.a: on the observations decides somebody else than who evaluated."""
    return puede_evaluar(evaluacion, persona) and getattr(persona, "pk", None) != evaluacion.evaluada_por_id
