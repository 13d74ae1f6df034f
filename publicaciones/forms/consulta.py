"""6.viii: a consult as it is asked and answered."""

from typing import Any, Final

from django import forms

from organizacion.campos import CampoLargo, Numerales
from organizacion.criterios import NUMERALES
from organizacion.tramites import FormularioSobre
from publicaciones.estados.consulta import EstadoConsulta

# What a text may break: the rules of content, and who is in doubt about them.
NUMERALES_EN_DUDA: Final = tuple(n for n in NUMERALES if n.startswith("6.") or n in {"5.2.b", "5.2.d"})


class NuevaConsulta(forms.Form):
    """What one doubts, and under which numerals."""

    duda = CampoLargo(
        label="Cuál es su duda",
        max_length=2000,
        help_text="Diga qué parte del texto no está segura o seguro de publicar, y por qué.",
    )
    numerales = Numerales(NUMERALES_EN_DUDA, label="Numerales en duda", required=False)


class TomarConsulta(FormularioSobre):
    """Nothing to fill in."""


class Preguntar(FormularioSobre):
    texto = CampoLargo(label="Qué necesita saber", max_length=2000, filas=3)


class OpinarAFavor(FormularioSobre):
    respuesta = CampoLargo(label="Comentario", max_length=4000, required=False, filas=3)


class ProponerCambios(FormularioSobre):
    respuesta = CampoLargo(label="Qué cambia y por qué", max_length=4000, filas=3)
    texto = CampoLargo(
        label="Texto completo que se aprueba",
        filas=8,
        strip=False,
        help_text="Escriba el texto entero, tal como debe publicarse: solo ese, sin ningún cambio, queda aprobado.",
    )

    def __init__(self, *args: Any, objeto: Any, **kwargs: Any) -> None:
        super().__init__(*args, objeto=objeto, initial={"texto": objeto.texto}, **kwargs)


class OpinarEnContra(FormularioSobre):
    respuesta = CampoLargo(label="Motivo", max_length=4000, filas=4, help_text="Cite los numerales que incumple.")


class ResponderPregunta(FormularioSobre):
    respuesta = CampoLargo(label="Su respuesta", max_length=4000, filas=4)


class RetirarConsulta(FormularioSobre):
    """Nothing to fill in."""


class AdoptarTexto(FormularioSobre):
    """Nothing to fill in."""


class FiltrosDeConsultas(forms.Form):
    """What to look for in the list."""

    estado = forms.ChoiceField(label="Estado", required=False, choices=[("", "Todos"), *EstadoConsulta.choices])
