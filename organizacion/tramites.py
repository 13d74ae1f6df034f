"""An act as a page offers it: its form, what is said before and after, and the action that does it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import Form


class FormularioSobre(Form):
    """A form about the page's ``objeto``; its fields are told apart from those of the other forms of the page."""

    def __init__(self, *args: Any, objeto: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.objeto = objeto
        self.auto_id = f"id_{type(self).__name__.lower()}_%s"


@dataclass(frozen=True)
class Tramite:
    """An act on an object: its form, what is said before and after, and the call that does it.

    ``llamar(objeto, datos, por=…, ahora=…)`` calls the action with the cleaned data. What it raises of ``rechazos`` is
    shown beside ``campo`` (above the form when empty) with what was typed kept. ``permiso(objeto, persona)`` says who
    may do it when it is not a transition of the state machine.
    """

    titulo: str
    boton: str
    form: type[FormularioSobre]
    llamar: Callable[..., Any]
    hecho: str
    explicacion: str = ""
    rechazos: tuple[type[Exception], ...] = ()
    campo: str | None = None
    peligro: bool = False
    permiso: Callable[[Any, Any], bool] | None = None


@dataclass(frozen=True)
class Acto:
    """A ``Tramite`` that is possible now, with its form, as the page shows it."""

    tramite: Tramite
    url: str
    form: Form


def actos_posibles(tramites: Mapping[str, Tramite], objeto: Any, persona: Any) -> list[str]:
    """Which of ``tramites`` the person may do on the object now, in their order."""
    transiciones = {t.name for t in objeto.get_available_user_estado_transitions(persona)}
    return [
        clave
        for clave, tramite in tramites.items()
        if (tramite.permiso(objeto, persona) if tramite.permiso else clave in transiciones)
    ]
