"""5.1.e: the hours of a vacation period, of one account or of several of an área at once."""

import re
from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from bitacora.acciones import asentar
from bitacora.flujo import EstadoCambiado, SinPermiso, anotar_historia
from cuentas.acciones.obligacion import cumplir_obligacion
from cuentas.acciones.rotacion import bloquear_cuenta
from cuentas.estados.cuidado import ClaseObligacion
from cuentas.models import Cuenta, Horario, Vacaciones
from cuentas.permisos.cuidado import puede_dar_horario
from organizacion.archivos import huella, nombre_seguro
from organizacion.models import Persona
from organizacion.tiempo import fecha_local

Tramo = tuple[int, str, str]  # weekday, from, to


class HorarioInvalido(Exception):
    """The hours make no sense. ``str()`` is the message in Spanish."""


@transaction.atomic
def registrar_horarios(
    *,
    cuentas: Sequence[Cuenta],
    vacaciones: Vacaciones,
    horas: Sequence[Tramo],
    texto: str,
    vigila: str,
    monitoreo: str,
    plan: UploadedFile | None,
    por: Persona,
    ahora: datetime,
) -> list[Horario]:
    """5.1.e: say when these accounts are attended in a vacation period (never, without ``horas``), what the public is
    told and who watches them meanwhile. Saying it again corrects it; without a new file, the plan on file stays.

    Raises ``HorarioInvalido``, ``SinPermiso`` and ``EstadoCambiado``; then nothing was written.
    """
    _revisar(horas)
    if not cuentas:
        raise HorarioInvalido("Elija al menos una cuenta.")
    if vacaciones.canceladas or vacaciones.hasta < fecha_local(ahora):
        raise EstadoCambiado("Ese periodo ya pasó o salió del calendario: su horario ya no se registra.")
    datos: dict[str, Any] = {"horas": [list(tramo) for tramo in horas], "texto": texto, "vigila": vigila}
    datos["monitoreo"] = monitoreo
    if plan:
        datos |= {"plan": plan, "plan_nombre": nombre_seguro(plan.name or "plan"), "plan_huella": huella(plan)}
    filas = []
    for cuenta in sorted(cuentas, key=lambda c: c.pk):
        fila = _guardar(bloquear_cuenta(cuenta), vacaciones, datos, por=por, ahora=ahora)
        if plan:  # one file for them all
            datos["plan"] = fila.plan.name
        filas.append(fila)
    return filas


def _guardar(
    cuenta: Cuenta, vacaciones: Vacaciones, datos: dict[str, Any], *, por: Persona, ahora: datetime
) -> Horario:
    if not puede_dar_horario(cuenta, por):
        raise SinPermiso("Solo quien administra la cuenta o encabeza su área informa su horario.")
    if not cuenta.es_oficial:
        raise EstadoCambiado(f"{cuenta.nombre} ya no es una cuenta oficial.")
    fila = Horario.objects.filter(cuenta=cuenta, vacaciones=vacaciones).first()
    fila = fila or Horario(cuenta=cuenta, vacaciones=vacaciones)
    for campo, valor in datos.items():
        setattr(fila, campo, valor)
    if not (fila.monitoreo or fila.plan):
        raise HorarioInvalido("Describa cómo se vigila la cuenta, o suba el plan de monitoreo en PDF.")
    fila.registrado, fila.registrado_por = ahora, por
    anotar_historia(fila, por=por, ahora=ahora)
    fila.save()
    horas = "; ".join(f"{dia} {cuando}" for dia, cuando in fila.horas_en_palabras) or "sin atención"
    asentar(
        cadena=cuenta.cadena,
        acto="registrar_horario",
        objeto=str(fila),
        por=por,
        ahora=ahora,
        detalle={"periodo": vacaciones.nombre, "horas": horas, "vigila": fila.vigila, "plan": fila.plan_huella},
    )
    cumplir_obligacion(clase=ClaseObligacion.HORARIO, periodo=vacaciones.periodo, cuenta=cuenta, ahora=ahora)
    return fila


def _revisar(horas: Sequence[Tramo]) -> None:
    for dia, de, a in horas:
        if not (0 <= dia <= 6 and re.fullmatch(r"\d\d:\d\d", de) and re.fullmatch(r"\d\d:\d\d", a) and de < a):
            raise HorarioInvalido("Cada día debe terminar después de la hora en que empieza.")
    for (dia, _, a), (otro, de, _) in pairwise(sorted(horas)):
        if dia == otro and de < a:
            raise HorarioInvalido("Dos horarios del mismo día se enciman.")
