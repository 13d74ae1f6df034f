"""What the acts on interactions share: their refusals, who attends an account, and the mails."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from avisos.acciones import encolar, para_personas
from bitacora.flujo import SinPermiso
from cuentas.models import Cuenta
from organizacion.consultas import titular_del_area
from organizacion.models import Area, Persona
from publicaciones import permisos
from publicaciones.reglas_atencion import datos_personales, insultos


class AtencionInvalida(Exception):
    """What was typed cannot be kept. ``str()`` says why, in Spanish; ``campo`` is the field that must be corrected."""

    def __init__(self, mensaje: str, campo: str | None = None) -> None:
        super().__init__(mensaje)
        self.campo = campo


def exigir_que_atiende(cuenta: Cuenta, por: Persona) -> None:
    """5.1.d: raises ``SinPermiso`` for anybody else."""
    if not permisos.atiende(cuenta, por):
        raise SinPermiso(
            "Solo atiende la cuenta quien la administra, la o el titular de su área y quienes están arriba."
        )


def exigir_sin_datos_personales(texto: str, campo: str) -> None:
    """5.2.b, 6.iii: raises ``AtencionInvalida``."""
    if hallados := datos_personales(texto):
        raise AtencionInvalida(
            f"El texto parece contener datos personales ({', '.join(hallados)}). Quítelos o resuma lo que "
            "dice sin ellos: aquí no se guardan.",
            campo,
        )


def exigir_respuesta_cuidada(respuesta: str, motivo: str) -> None:
    """5.2.b, 6.xxi: an answer carries no personal data, and what could be read as an insult has its reason. Raises
    ``AtencionInvalida``."""
    exigir_sin_datos_personales(respuesta, "respuesta")
    palabras = insultos(respuesta)
    if palabras and not motivo.strip():
        raise AtencionInvalida(
            f"La respuesta podría leerse como ofensiva: «{'», «'.join(palabras)}» (6.xxi). Cámbiela o explique por qué "
            "debe decirlo así.",
            "advertencia",
        )


def quienes_atienden(cuenta: Cuenta) -> list[Persona]:
    """5.2.e: the administrators of the account; where there is none, the head of its área."""
    personas = [designacion.persona for designacion in cuenta.administradores.values()]
    titular = None if personas else titular_del_area(cuenta.area)
    return [titular] if titular else personas


def exigir_titular(area: Area) -> Persona:
    """6.vii: who heads the área that will be told. Raises ``AtencionInvalida`` while it is vacant."""
    titular = titular_del_area(area)
    if titular is None:
        raise AtencionInvalida(
            f"{area.siglas} no tiene titular a quien avisar. Elija el área de la que depende.", "area"
        )
    return titular


def avisar(
    personas: Iterable[Persona | None],
    plantilla: str,
    *,
    url: tuple[str, Any],
    cadena: str,
    ahora: datetime,
    **contexto: Any,
) -> None:
    """Write to each of those people; ``url`` is the name of the page of the matter, and its argument."""
    nombre, pk = url
    enlace = settings.URL_BASE + reverse(f"publicaciones:{nombre}", args=[] if pk is None else [pk])
    contexto["enlace"] = enlace
    encolar(para_personas(personas, plantilla=plantilla, contexto=contexto, cadena=cadena), ahora=ahora)
