"""6.viii: whom each step of a consult is told to, and the reminders of its clock."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from avisos.acciones import encolar, para_personas
from organizacion.consultas import personas_con_rol, titular_del_area
from organizacion.estados import ROLES_CNCS
from organizacion.models import Persona
from publicaciones.models import Consulta, PreguntaDeConsulta
from publicaciones.reglas_atencion import texto_de_orientacion


def avisar_a_la_cncs(consulta: Consulta, *, ahora: datetime) -> None:
    """A new one waits."""
    _a_la_cncs(personas_con_rol(*ROLES_CNCS), "consulta_recibida", consulta, ahora)


def avisar_por_vencer(consulta: Consulta, *, horas: int, ahora: datetime) -> None:
    """So many hours are left: whoever took it, or the whole CNCS when nobody did."""
    quienes = [consulta.tomada_por] if consulta.tomada_por else personas_con_rol(*ROLES_CNCS)
    _a_la_cncs(quienes, "consulta_por_vencer", consulta, ahora, horas=horas)


def avisar_pregunta(consulta: Consulta, pregunta: PreguntaDeConsulta, *, ahora: datetime) -> None:
    _a_quien_administra(consulta, "consulta_pregunta", ahora, pregunta=pregunta)


def avisar_respuesta(consulta: Consulta, pregunta: PreguntaDeConsulta, *, ahora: datetime) -> None:
    _a_la_cncs([consulta.tomada_por], "consulta_respondida", consulta, ahora, pregunta=pregunta)


def avisar_opinion(consulta: Consulta, *, ahora: datetime) -> None:
    _a_quien_administra(consulta, "consulta_opinion", ahora)


def avisar_retirada(consulta: Consulta, *, ahora: datetime) -> None:
    _a_la_cncs([consulta.tomada_por], "consulta_cerrada", consulta, ahora, motivo="Quien la presentó la retiró.")


def avisar_anulada(consulta: Consulta, *, motivo: str, estaba_abierta: bool, ahora: datetime) -> None:
    """Who administers the account learns that nothing holds any more; so does whoever was studying it."""
    _a_quien_administra(consulta, "consulta_anulada", ahora, motivo=motivo, estaba_abierta=estaba_abierta)
    if estaba_abierta:
        _a_la_cncs([consulta.tomada_por], "consulta_cerrada", consulta, ahora, motivo=motivo)


def avisar_vencida(consulta: Consulta, *, ahora: datetime) -> None:
    """48 hours without an answer: one notice, with the text with which to orient citizens."""
    _a_quien_administra(consulta, "consulta_sin_pronunciamiento", ahora, orientacion=texto_de_orientacion())


def quien_recibe(consulta: Consulta) -> list[Persona]:
    """Whoever asked, while administering the account; otherwise who administers it now, or the head of its área."""
    administran = [designacion.persona for designacion in consulta.cuenta.administradores.values()]
    quien = [p for p in administran if p.pk == consulta.presentada_por_id and p.is_active]
    activos = quien or [p for p in administran if p.is_active]
    titular = titular_del_area(consulta.cuenta.area)
    return activos or ([titular] if titular else [])


def _a_quien_administra(consulta: Consulta, plantilla: str, ahora: datetime, **mas: Any) -> None:
    enlace = settings.URL_BASE + reverse("publicaciones:consulta", args=[consulta.pk])
    contexto = {"consulta": consulta, "enlace": enlace, **mas}
    respaldos = tuple(d.persona.email for d in consulta.cuenta.administradores.values())
    mensajes = para_personas(
        quien_recibe(consulta), plantilla=plantilla, contexto=contexto, cadena=consulta.cadena, respaldos=respaldos
    )
    encolar(mensajes, ahora=ahora)


def _a_la_cncs(
    personas: Iterable[Persona | None] | Sequence[Persona | None],
    plantilla: str,
    consulta: Consulta,
    ahora: datetime,
    **mas: Any,
) -> None:
    enlace = settings.URL_BASE + reverse("admin:publicaciones_consulta_change", args=[consulta.pk])
    contexto = {"consulta": consulta, "enlace": enlace, **mas}
    encolar(para_personas(personas, plantilla=plantilla, contexto=contexto, cadena=consulta.cadena), ahora=ahora)
