"""8.c: the forms of the log of an account: what was done, and which entries to read."""

from datetime import datetime
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone

from cuentas.estados import ClaseActividad
from cuentas.forms.cuenta import legible
from organizacion.campos import CampoDeArchivos, CampoLargo
from organizacion.tiempo import local

ENLACES_MAXIMOS: Final = 10
FORMATO: Final = "%Y-%m-%dT%H:%M"


class Actividad(forms.Form):
    """8.c: one activity. It is short on purpose: kind and time come filled in."""

    clase = forms.ChoiceField(label="Qué fue", choices=ClaseActividad.choices, widget=forms.Select)
    cuando = forms.DateTimeField(
        label="Cuándo",
        widget=forms.DateTimeInput(format=FORMATO, attrs={"type": "datetime-local"}),
        input_formats=[FORMATO, "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
        error_messages={
            "required": "Escriba la fecha y la hora.",
            "invalid": "Escriba una fecha y hora que existan, por ejemplo 2025-08-25T10:30.",
        },
    )
    que = CampoLargo(
        label="Qué se hizo",
        max_length=2000,
        filas=3,
        help_text="En una o dos frases. Nunca escriba contraseñas ni datos personales.",
        error_messages={"required": "Escriba qué se hizo."},
    )
    enlaces = CampoLargo(
        label="Enlaces", required=False, max_length=4000, filas=2, help_text="Uno por renglón, con https://."
    )
    archivos = CampoDeArchivos(label="Archivos", help_text="Capturas o documentos.")
    use_required_attribute = False

    def __init__(self, *args: Any, ahora: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("cuando", local(ahora).replace(tzinfo=None))

    def clean_que(self) -> str:
        return "\n".join(self.cleaned_data["que"].splitlines())

    def clean_enlaces(self) -> list[str]:
        enlaces = self.cleaned_data["enlaces"].split()
        if len(enlaces) > ENLACES_MAXIMOS:
            raise ValidationError(f"Son más de {ENLACES_MAXIMOS} enlaces: repártalos en varios asientos.")
        validar = URLValidator(schemes=["http", "https"])
        for enlace in enlaces:
            try:
                validar(enlace)
            except ValidationError:
                raise ValidationError(f"«{enlace[:80]}» no es un enlace: cópielo entero, con https://.") from None
        return enlaces

    def clean_cuando(self) -> datetime:
        cuando: datetime = self.cleaned_data["cuando"]
        if cuando > timezone.now():
            raise ValidationError("Anote lo que ya pasó: esa fecha y hora aún no llegan.")
        return cuando


class FiltrosDeBitacora(forms.Form):
    """Filters of the log. What cannot be understood filters nothing."""

    texto = forms.CharField(label="Palabras", required=False)
    clase = forms.ChoiceField(
        label="Qué",
        required=False,
        choices=[
            ("", "Todo"),
            ("actividad", "Actividad anotada"),
            ("sistema", "Lo que asentó el sistema"),
            *ClaseActividad.choices,
        ],
    )
    quien = forms.CharField(label="Quién", required=False)
    desde = forms.DateField(label="Desde", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    hasta = forms.DateField(label="Hasta", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    use_required_attribute = False

    def __init__(self, datos: Any) -> None:
        super().__init__({campo: legible(datos.get(campo)) for campo in self.base_fields})
        self.fields["texto"].widget.attrs["type"] = "search"
        self.fields["quien"].widget.attrs["placeholder"] = "Nombre o correo"

    def criterios(self) -> dict[str, Any]:
        """The filters that can be understood."""
        self.is_valid()
        criterios = {campo: valor for campo, valor in self.cleaned_data.items() if valor}
        if (hasta := criterios.get("hasta")) and hasta.year > 9000:
            del criterios["hasta"]
        return criterios
