"""8.c: the anchor of the day, told to internal control: what the mail says is out of the reach of who keeps this."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.urls import reverse

from avisos.acciones.bandeja import encolar, para_personas
from bitacora.acciones import anclar
from bitacora.models import Ancla
from organizacion.consultas import personas_con_rol
from organizacion.estados import Rol
from organizacion.tiempo import fecha_local

LINEAS_EN_EL_CORREO: Final = 2000  # of a longer anchor, the mail tells the digest and where the rest is


@transaction.atomic
def anclar_el_dia(*, ahora: datetime) -> Ancla | None:
    """8.c: anchor every chain, once a day however often it is asked for, and mail the anchor to internal control. After
    a time switched off, the next one holds all that was logged meanwhile."""
    ancla = anclar(fecha=fecha_local(ahora), ahora=ahora)
    if ancla is None:
        return None
    contexto = {
        "ancla": ancla,
        "completa": ancla.cabezas.count() <= LINEAS_EN_EL_CORREO,
        "texto": ancla.texto,
        "enlace": reverse("admin:bitacora_ancla_change", args=[ancla.pk]),
    }
    personas = personas_con_rol(Rol.CONTROL)
    encolar(para_personas(personas, plantilla="ancla", contexto=contexto, cadena=""), ahora=ahora)
    return ancla
