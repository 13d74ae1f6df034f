"""What the floors above want to know of a change in the institution: by dotted path, in the same transaction."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.module_loading import import_string

LLAMADAS: Final[Mapping[str, tuple[str, ...]]] = {
    # (persona, encabezaba, ahora): the position of a person changed or ended, or the person may no longer sign in;
    # ``encabezaba`` is the área that the person headed before, if any.
    "AL_CAMBIAR_CARGO": ("solicitudes.acciones.cambio.al_cambiar_cargo",),
    # (persona, rol, ahora): a person no longer holds a role.
    "AL_RETIRAR_ROL": ("solicitudes.acciones.publicidad.al_retirar_rol",),
}


def llamar(suceso: str, **datos: Any) -> None:
    """Tell those who want to know, in order."""
    for ruta in LLAMADAS[suceso]:
        import_string(ruta)(**datos)
