"""Forms of the pages that govern an account: which ones, and on which date."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from cuentas.direcciones import plegar
from cuentas.estados import EstadoCuenta, Red
from cuentas.forms.cuenta import legible
from cuentas.models.cuenta import CuentaQuerySet


class FiltrosDeCuentas(forms.Form):
    """Filters of the list of accounts. What cannot be understood filters nothing."""

    texto = forms.CharField(label="Buscar", required=False)
    red = forms.ChoiceField(label="Red social", required=False, choices=[("", "Todas"), *Red.choices])
    estado = forms.ChoiceField(label="Estado", required=False, choices=[("", "Todos"), *EstadoCuenta.choices])
    use_required_attribute = False

    def __init__(self, datos: Any) -> None:
        super().__init__({campo: legible(datos.get(campo)) for campo in self.base_fields})
        self.fields["texto"].widget.attrs |= {"type": "search", "placeholder": "Nombre, identificador o área"}
        self.is_valid()
        self.filtra = any(self.cleaned_data.values())

    def filtrar(self, cuentas: CuentaQuerySet) -> CuentaQuerySet:
        """The accounts that meet every filter; the text by words, whatever their case and accents."""
        for palabra in plegar(self.cleaned_data.get("texto", "")).split()[:8]:
            cuentas = cuentas.filter(busqueda__contains=palabra.lstrip("@"))
        iguales = {campo: self.cleaned_data[campo] for campo in ("red", "estado") if self.cleaned_data.get(campo)}
        return cuentas.filter(**iguales)


class EnFecha(forms.Form):
    """5.a: on which date, today at the latest."""

    fecha = forms.DateField(
        label="Fecha",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": "Escriba la fecha que quiere consultar.",
            "invalid": "Escriba una fecha que exista, por ejemplo 2025-08-25.",
        },
    )
    use_required_attribute = False

    def __init__(self, *args: Any, hoy: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hoy = hoy
        self.fields["fecha"].widget.attrs["max"] = hoy.isoformat()

    def clean_fecha(self) -> date:
        fecha: date = self.cleaned_data["fecha"]
        if fecha > self.hoy:
            raise ValidationError("Esa fecha aún no llega: elija una pasada o la de hoy.")
        return fecha
