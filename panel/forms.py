"""What is asked for from the panel."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from plazos.consultas import PRIMER_DIA


class PedirExpediente(forms.Form):
    """Which version of an expediente."""

    version = forms.ChoiceField(
        label="Versión",
        choices=[
            ("integra", "Íntegra: con los oficios y archivos recibidos, para la institución"),
            ("publica", "Pública: sin datos personales ni de seguridad, para solicitudes de transparencia"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Elija una versión."},
    )


class FiltrosDelTablero(forms.Form):
    """As of which date the compliance is told, and over how many days the deadlines."""

    fecha = forms.DateField(
        label="Al cierre del día",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": "Escriba una fecha que exista, como 2026-01-31."},
    )
    dias = forms.ChoiceField(
        label="Periodo",
        choices=[("30", "Últimos 30 días"), ("90", "Últimos 90 días"), ("365", "Último año")],
        error_messages={"invalid_choice": "Elija uno de los periodos de la lista."},
    )
    area = forms.CharField(label="Siglas del área", required=False, max_length=20)
    use_required_attribute = False

    def __init__(self, datos: Mapping[str, Any], *, hoy: date) -> None:
        super().__init__({campo: str(datos.get(campo, "")).replace("\0", "") for campo in self.base_fields})
        self.hoy = hoy

    def clean_fecha(self) -> date:
        fecha: date = self.cleaned_data["fecha"]
        if fecha > self.hoy:
            raise forms.ValidationError("Esa fecha aún no llega. Elija hoy o un día anterior.")
        if fecha < PRIMER_DIA:
            raise forms.ValidationError(f"Elija una fecha desde {PRIMER_DIA.year}: no hay datos anteriores.")
        return fecha
