"""8.a: what is asked for each act on an evaluation."""

from typing import Any

from django import forms

from evaluacion.calificacion import MAXIMO
from evaluacion.models import Indicador
from organizacion.campos import CampoLargo
from organizacion.tramites import FormularioSobre


class SinDatos(FormularioSobre):
    """An act that needs nothing more."""


class Motivar(FormularioSobre):
    motivo = CampoLargo(label="Motivo", max_length=500, filas=3, help_text="Lo lee quien lo tiene que corregir.")


class Dictaminar(FormularioSobre):
    dictamen = CampoLargo(
        label="Dictamen", max_length=4000, help_text="Qué se hace bien, qué hay que mejorar y en qué se basa."
    )


class Observar(FormularioSobre):
    observaciones = CampoLargo(
        label="Observaciones", max_length=4000, help_text="Diga de qué indicador se trata, por qué y con qué se prueba."
    )


class Resolver(FormularioSobre):
    resolucion = CampoLargo(label="Resolución", max_length=4000, help_text="Conteste cada observación del área.")


class Ajustar(FormularioSobre):
    indicador = forms.ModelChoiceField(Indicador.objects.none(), label="Indicador", empty_label="Elija un indicador")
    puntos = forms.IntegerField(label="Puntos", min_value=0, max_value=MAXIMO, help_text="De 0 a 100.")
    motivo = CampoLargo(label="Por qué", max_length=500, filas=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        campo = self.fields["indicador"]
        assert isinstance(campo, forms.ModelChoiceField)
        campo.queryset = Indicador.objects.filter(mediciones__evaluacion=self.objeto, peso__gt=0).order_by("orden")


class Reportar(FormularioSobre):
    evidencia = CampoLargo(
        label="Evidencia", max_length=2000, filas=3, help_text="Qué se hizo y dónde se ve: enlaces, oficios, fechas."
    )
