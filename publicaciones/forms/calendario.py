"""What a person looks for in the calendar."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django import forms

from cuentas.models import Cuenta
from publicaciones.consultas.calendario import MES, SEMANA

PRIMER_ANIO: Final = 2018
ULTIMO_ANIO: Final = 2036


class FiltrosDelCalendario(forms.Form):
    """Which period, and of which of the accounts that the person sees."""

    ver = forms.ChoiceField(label="Ver", required=False, choices=[(MES, "Mes"), (SEMANA, "Semana")])
    fecha = forms.DateField(
        label="Fecha", required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    cuenta = forms.ChoiceField(label="Cuenta", required=False)
    area = forms.ChoiceField(label="Área", required=False)
    entidad = forms.ChoiceField(label="Entidad", required=False)

    def __init__(self, *args: Any, cuentas: Sequence[Cuenta], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cuentas = cuentas
        areas = sorted({(c.area.siglas, c.area.nombre) for c in cuentas})
        opciones = {
            "cuenta": [(str(c.pk), f"{c.nombre} ({c.rotulo} en {c.get_red_display()})") for c in cuentas],
            "area": [(siglas, f"{siglas} · {nombre}") for siglas, nombre in areas],
            "entidad": [(e, e) for e in sorted({c.area.entidad for c in cuentas if c.area.entidad})],
        }
        for campo, valores in opciones.items():
            self.fields[campo].choices = [("", "Todas"), *valores]  # type: ignore[attr-defined]

    def clean_fecha(self) -> date | None:
        """Out of the calendar, today."""
        fecha = self.cleaned_data["fecha"]
        return fecha if fecha and PRIMER_ANIO <= fecha.year <= ULTIMO_ANIO else None

    @property
    def elegidas(self) -> list[Cuenta]:
        """The accounts that are asked for; those of an área and of those under it."""
        datos = self.cleaned_data
        rutas = {c.area.ruta for c in self.cuentas if c.area.siglas == datos.get("area")}
        return [
            c
            for c in self.cuentas
            if (not datos.get("cuenta") or str(c.pk) == datos["cuenta"])
            and (not datos.get("area") or any(c.area.ruta.startswith(ruta) for ruta in rutas))
            and (not datos.get("entidad") or c.area.entidad == datos["entidad"])
        ]
