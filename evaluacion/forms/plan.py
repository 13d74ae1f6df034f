"""8.a: the commitments of a plan to improve: one box for each indicator past its threshold, and one more."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from evaluacion.acciones.plan import DatosDeCompromiso
from evaluacion.models import Indicador, Plan


class Compromisos(forms.Form):
    def __init__(self, datos: Mapping[str, Any] | None = None, *, plan: Plan) -> None:
        super().__init__(datos)
        mediciones = plan.evaluacion.mediciones.select_related("indicador")
        self.bajos: list[Indicador | None] = [*(m.indicador for m in mediciones if m.bajo_umbral), None]
        for indicador in self.bajos:
            clave = indicador.pk if indicador else "otro"
            nombre = indicador.nombre if indicador else "Otro compromiso"
            self.fields[f"accion_{clave}"] = forms.CharField(
                label=f"{nombre}: qué se hará",
                max_length=500,
                required=indicador is not None,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            self.fields[f"fecha_{clave}"] = forms.DateField(
                label=f"{nombre}: a más tardar",
                required=indicador is not None,
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            )

    def clean(self) -> dict[str, Any]:
        datos = super().clean() or {}
        if bool(datos.get("accion_otro")) != bool(datos.get("fecha_otro")):
            campo = "fecha_otro" if datos.get("accion_otro") else "accion_otro"
            self.add_error(campo, ValidationError("Escriba qué se hará y la fecha, o deje vacíos los dos."))
        return datos

    @property
    def compromisos(self) -> list[DatosDeCompromiso]:
        lista = []
        for indicador in self.bajos:
            clave = indicador.pk if indicador else "otro"
            if accion := self.cleaned_data.get(f"accion_{clave}"):
                lista.append(DatosDeCompromiso(accion, self.cleaned_data[f"fecha_{clave}"], indicador))
        return lista
