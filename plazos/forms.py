"""Changes to the calendar, as they are typed."""

from typing import Any

from django import forms

from plazos.acciones import CalendarioCambio
from plazos.calendario import Periodo


def _fecha(rotulo: str) -> forms.DateField:
    return forms.DateField(label=rotulo, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class AgregarInhabil(forms.Form):
    desde = _fecha("Primer día inhábil")
    hasta = _fecha("Último día inhábil")
    motivo = forms.CharField(label="Motivo", max_length=200, help_text="Por ejemplo: segundo periodo vacacional.")
    fundamento = forms.CharField(
        label="Fundamento", max_length=300, help_text="El acuerdo o la disposición que lo establece, y su fecha."
    )

    def clean(self) -> dict[str, Any]:
        datos = super().clean() or {}
        if "desde" in datos and "hasta" in datos and datos["hasta"] < datos["desde"]:
            self.add_error("hasta", "La fecha final no puede ser anterior a la inicial.")
        return datos

    def cambio(self) -> CalendarioCambio:
        """The change that was typed."""
        periodo = Periodo(**{campo: self.cleaned_data[campo] for campo in ("desde", "hasta", "motivo", "fundamento")})
        return CalendarioCambio(f"Se agrega: {periodo.motivo}", agregar=(periodo,))


class QuitarInhabil(forms.Form):
    motivo = forms.CharField(
        label="Por qué vuelve a contar", max_length=300, help_text="Se anota en la bitácora y se dice a quienes afecta."
    )

    def __init__(self, *args: Any, inhabil: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.inhabil = inhabil

    def cambio(self) -> CalendarioCambio:
        """The change that was typed."""
        return CalendarioCambio(self.cleaned_data["motivo"], quitar=(self.inhabil,))
