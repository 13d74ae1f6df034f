"""What the pages need to know of a kind of request: how it is filed, what is done on it, and how it is told."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from organizacion.tramites import FormularioSobre, Tramite
from solicitudes.models import Solicitud

# Titles and facts, as ``{% definiciones %}`` shows them.
Secciones = Sequence[tuple[str, Sequence[tuple[str, Any]]]]


@dataclass(frozen=True)
class Entrega:
    """How a request of this kind begins: its form, and the call that files it.

    ``puede(persona)`` says who is offered it; ``llamar(datos, por=…, ahora=…)`` calls the action with the cleaned data.
    ``form`` takes ``persona`` and, of the address, ``inicial``. Where a kind begins in more than one way, ``clave``
    tells them apart in the address (``?como=``). ``negativa`` tells the others why it is not for them.
    """

    titulo: str
    boton: str
    descripcion: str
    form: type[Any]
    puede: Callable[[Any], bool]
    llamar: Callable[..., Solicitud]
    hecho: str
    rechazos: tuple[type[Exception], ...] = ()
    plantilla: str = "solicitudes/nueva_solicitud.html"
    clave: str = ""
    negativa: str = ""


@dataclass(frozen=True)
class Clase:
    """A kind of request. Its ``modelo`` has the states; here is what people read and do.

    ``secciones(solicitud, persona)`` are the facts that this person may read; ``frases`` tell its acts; ``oculto`` are
    acts of the log that this person is not told; ``anonimo``, whether this person reads no names; ``hilo``, the
    messages that this person reads; ``impedimento`` says, for this person, what cannot be done and why; ``impedidas``,
    which rows the person may not answer: they wait for somebody else. ``cola`` are the rows of its tray for a person;
    ``oficina`` says who answers it, and so has its tray in the admin; ``consulta``, who reads it there besides.
    ``de_oficio`` is how the office begins one by itself. ``extra`` is a template that both pages of a request include,
    with the ``extra`` that ``datos_extra(solicitud, persona)`` gives.
    """

    modelo: type[Any]
    nombre: str
    plural: str
    numeral: str
    colores: Mapping[str, str]
    secciones: Callable[[Any, Any], Secciones]
    oficina: Callable[[Any], bool]
    entrega: Entrega | None = None
    de_oficio: Entrega | None = None
    impedidas: Callable[[Any], Q] = lambda persona: Q(presentada_por=persona)
    tramites: Mapping[str, Tramite] = field(default_factory=dict)
    frases: Mapping[str, str] = field(default_factory=dict)
    consulta: Callable[[Any], bool] = lambda persona: False
    cola: Callable[[QuerySet[Any], Any], QuerySet[Any]] = lambda filas, persona: filas
    oculto: Callable[[Any, Any], Sequence[str]] = lambda solicitud, persona: ()
    anonimo: Callable[[Any, Any], bool] = lambda solicitud, persona: False
    hilo: Callable[[Any, Any], Any] = lambda solicitud, persona: solicitud.mensajes.select_related("autor")
    ve_notas: Callable[[Any, Any], bool] = lambda solicitud, persona: False
    impedimento: Callable[[Any, Any], str] = lambda solicitud, persona: ""
    relacionados: tuple[str, ...] = ()
    extra: str = ""
    datos_extra: Callable[[Any, Any], Any] = lambda solicitud, persona: None

    def entregas_para(self, persona: Any) -> list[Entrega]:
        """The ways in which that person may begin one."""
        return [entrega for entrega in (self.entrega, self.de_oficio) if entrega and entrega.puede(persona)]

    @property
    def slug(self) -> str:
        return self.modelo.slug

    def color(self, estado: str) -> str:
        return self.colores.get(estado, "gris")


class SinCampos(FormularioSobre):
    """An act that asks nothing."""
