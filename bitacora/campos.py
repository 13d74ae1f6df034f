"""The field of a state machine."""

from collections.abc import Sequence
from typing import Any

from django_fsm import FSMField


class EstadoField(FSMField):
    """A state that only its transitions move.

    Migrations see the column that it is. A machine there would listen to every model that a migration builds, hundreds
    of times each: an empty database took minutes to be made.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "protected": True})

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        nombre, _, args, kwargs = super().deconstruct()
        return nombre, "django.db.models.CharField", args, {n: v for n, v in kwargs.items() if n != "protected"}
