"""8.a: the draft of the procedure as the Secretaría Técnica writes it."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory

from evaluacion.acciones import DatosDeIndicador
from evaluacion.acciones.procedimiento import COPIABLES
from evaluacion.calificacion import EscalaInvalida, revisar_escala
from evaluacion.estados import Dimension, Sentido
from evaluacion.indicadores import FORMULAS
from evaluacion.models import Procedimiento
from organizacion.campos import CampoLargo

_PELDANO: Final = re.compile(r"^(-?\d+(?:\.\d{1,4})?):(\d{1,3})$")


class DatosDelProcedimiento(forms.Form):
    nombre = forms.CharField(label="Nombre", max_length=200)
    presentacion = CampoLargo(label="Presentación", max_length=4000, filas=8, help_text="Cómo se evalúa, en palabras.")


class Escala(forms.CharField):
    """«50:30 80:70 100:100»: from 50, 30 points; from 80, 70… Cleans to [(limit, points)]."""

    def clean(self, value: Any) -> Any:
        texto = str(super().clean(value))
        peldanos = []
        for peldano in texto.replace(",", " ").split():
            hallado = _PELDANO.match(peldano)
            if not hallado:
                raise ValidationError(f"«{peldano}» no se entiende. Escriba límite:puntos, por ejemplo 80:70.")
            peldanos.append((hallado[1], int(hallado[2])))
        return peldanos


class FormularioDeIndicador(forms.Form):
    dimension = forms.ChoiceField(label="Dimensión", choices=Dimension.choices)
    nombre = forms.CharField(label="Nombre", max_length=150)
    clave = forms.SlugField(label="Clave", max_length=40, help_text="Sin espacios ni acentos.")
    formula = forms.ChoiceField(
        label="Fórmula",
        required=False,
        choices=[("", "Lo captura el área"), *((f.clave, f"{f.nombre} ({f.unidad})") for f in FORMULAS.values())],
    )
    unidad = forms.CharField(label="Unidad", max_length=30, required=False)
    peso = forms.IntegerField(
        label="Peso", min_value=0, max_value=100, widget=forms.NumberInput(attrs={"data-peso": ""})
    )
    sentido = forms.ChoiceField(label="Sentido", choices=Sentido.choices)
    escala = Escala(label="Escala", max_length=200, help_text="Límite:puntos, de menor a mayor límite.")
    umbral = forms.DecimalField(label="Umbral", max_digits=10, decimal_places=4, help_text="Pasado, se pide un plan.")
    evidencia = forms.CharField(label="Evidencia que se pide", max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        datos = super().clean() or {}
        if not datos.get("formula") and not datos.get("evidencia"):
            self.add_error("evidencia", ValidationError("Lo que captura el área pide evidencia: diga cuál."))
        if "escala" in datos and "sentido" in datos:
            try:
                revisar_escala(datos["escala"], datos["sentido"])
            except EscalaInvalida as error:
                self.add_error("escala", str(error))
        return datos


class FormulariosDeIndicadores(BaseFormSet):
    def clean(self) -> None:
        claves = [f.cleaned_data.get("clave") for f in self.vivos if f.is_valid()]
        if repetidas := {c for c in claves if c and claves.count(c) > 1}:
            raise ValidationError(f"Hay claves repetidas: {', '.join(sorted(repetidas))}. Use otras.")

    @property
    def vivos(self) -> list[FormularioDeIndicador]:
        """The forms with something in them that are not to be taken out."""
        return [f for f in self.forms if f.has_changed() or f.initial if not self._fuera(f)]

    def _fuera(self, form: forms.Form) -> bool:
        return form.is_bound and bool(form["DELETE"].value())

    @property
    def indicadores(self) -> list[DatosDeIndicador]:
        return [DatosDeIndicador(**{campo: f.cleaned_data[campo] for campo in COPIABLES}) for f in self.vivos]

    @property
    def suma(self) -> int:
        """What the weights add up to, as they are typed."""
        pesos = [f["peso"].value() for f in self.vivos]
        return sum(int(p) for p in pesos if str(p or "").isdigit())


Indicadores: type[FormulariosDeIndicadores] = formset_factory(  # type: ignore[assignment]
    FormularioDeIndicador, formset=FormulariosDeIndicadores, extra=2, can_delete=True, max_num=40
)


def iniciales_de(procedimiento: Procedimiento) -> list[dict[str, Any]]:
    """The indicators of a procedure as the form shows them."""
    return [
        {
            **{campo: getattr(i, campo) for campo in COPIABLES},
            "escala": en_texto(i.escala),
            "umbral": i.umbral.normalize() if i.umbral else Decimal(0),
        }
        for i in procedimiento.indicadores.all()
    ]


def en_texto(escala: Sequence[Sequence[Any]]) -> str:
    return " ".join(f"{limite}:{valen}" for limite, valen in escala)
