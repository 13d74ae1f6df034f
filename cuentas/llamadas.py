"""What an account asks of the floors above, by dotted path."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.module_loading import import_string

LLAMADAS: Final[Mapping[str, tuple[str, ...]]] = {
    # (cuenta, persona, hasta) → list of ``Papel``: the papers about the account, issued before that instant, that the
    # person may see.
    "PAPELES": ("solicitudes.consultas.papeles.papeles_de_la_cuenta",),
}


def reunir(suceso: str, **datos: Any) -> list[Any]:
    """All that those who were asked answered."""
    return [parte for ruta in LLAMADAS[suceso] for parte in import_string(ruta)(**datos)]
