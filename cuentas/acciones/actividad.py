"""8.c, 6.xv: what the administrators log of the activity of their accounts. The log is where it is kept, and nowhere
else: nothing is changed or taken away; a correction is one more entry."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import PurePath
from typing import Any

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from bitacora.acciones import asentar
from bitacora.actores import rotulo
from bitacora.flujo import SinPermiso
from bitacora.models import Asiento
from bitacora.relato import detalle_de
from cuentas import permisos
from cuentas.acciones.abandono import anotar_actividad
from cuentas.acciones.rotacion import bloquear_cuenta
from cuentas.consultas.bitacora import correccion_de
from cuentas.estados import ACTO_ACTIVIDAD, ClaseActividad
from cuentas.models import Cuenta
from organizacion.archivos import huella, nombre_seguro
from organizacion.models import Persona


class ActividadInvalida(Exception):
    """It cannot be logged as it is. ``str()`` says why, in Spanish; ``campo``, beside which field."""

    def __init__(self, mensaje: str, campo: str = "") -> None:
        super().__init__(mensaje)
        self.campo = campo


@transaction.atomic
def asentar_actividad(
    *,
    cuenta: Cuenta,
    clase: ClaseActividad,
    cuando: datetime,
    que: str,
    por: Persona,
    ahora: datetime,
    enlaces: Sequence[str] = (),
    archivos: Sequence[UploadedFile] = (),
    corrige: int | None = None,
) -> Asiento:
    """8.c: an administrator in force logs what was done in the account; with ``corrige``, how the entry of that number
    should be read. The files, already checked, are kept with their digest in the entry.

    Raises ``SinPermiso`` and ``ActividadInvalida``; then nothing was written.
    """
    fila = bloquear_cuenta(cuenta)
    if not permisos.puede_asentar(fila, por):
        raise SinPermiso("Solo asienta actividad quien administra hoy la cuenta (8.c).")
    if cuando > ahora:
        raise ActividadInvalida("Anote lo que ya pasó: esa fecha y hora aún no llegan.", "cuando")
    detalle: dict[str, Any] = {
        "clase": str(clase),
        "cuando": cuando.astimezone(UTC).isoformat(timespec="minutes"),
        "que": que,
        "enlaces": list(enlaces),
    }
    if corrige is not None:
        _revisar_correccion(fila, corrige)
        detalle["corrige"] = corrige
    resumenes = [{"sha256": huella(a), "nombre": nombre_seguro(a.name or ""), "tamano": a.size or 0} for a in archivos]
    _revisar_repetida(fila, detalle, resumenes, por)
    anotar_actividad(cuenta_id=fila.pk, momento=ahora)
    guardados = [{**r, "ruta": _guardar(a, ahora)} for a, r in zip(archivos, resumenes, strict=True)]
    return asentar(
        cadena=fila.cadena,
        acto=ACTO_ACTIVIDAD,
        objeto=str(fila),
        por=por,
        ahora=ahora,
        detalle={**detalle, "archivos": guardados},
    )


def _revisar_correccion(cuenta: Cuenta, numero: int) -> None:
    asiento = Asiento.objects.filter(cadena=cuenta.cadena, numero=numero, acto=ACTO_ACTIVIDAD).first()
    if asiento is None:
        raise ActividadInvalida("Solo se corrigen los asientos de actividad de esta cuenta.")
    if otro := correccion_de(cuenta, numero):
        raise ActividadInvalida(f"El asiento {numero} ya fue corregido por el asiento {otro}: corrija ese.")


def _revisar_repetida(cuenta: Cuenta, detalle: Mapping[str, Any], archivos: list[dict[str, Any]], por: Persona) -> None:
    """A form that was sent twice is one activity."""
    suyos = Asiento.objects.filter(cadena=cuenta.cadena, acto=ACTO_ACTIVIDAD, actor=rotulo(por))
    ultimo = suyos.order_by("-numero").first()
    if ultimo is None:
        return
    anterior = detalle_de(ultimo)
    huellas = [archivo["sha256"] for archivo in anterior.pop("archivos")]
    if anterior == detalle and huellas == [archivo["sha256"] for archivo in archivos]:
        raise ActividadInvalida(f"Esto mismo ya quedó asentado: es el asiento {ultimo.numero}.")


def _guardar(archivo: UploadedFile, ahora: datetime) -> str:
    """A name that nobody chose: no path, no clash, no surprise."""
    sufijo = PurePath(archivo.name or "").suffix.lower()[:8]
    return default_storage.save(f"actividades/{ahora:%Y/%m}/{uuid.uuid4().hex}{sufijo}", archivo)
