"""Forms to certify the facts of an account, to say how a difference was mended, and to ask before a milestone."""

from typing import Any

from django import forms

from cuentas.consultas import areas_con_cuentas
from cuentas.estados import Dato, Respuesta
from cuentas.models import Recertificacion
from organizacion.tramites import FormularioSobre

MAXIMO = 500


class Certificar(forms.Form):
    """5.1.a: one answer for each fact, and what was found where it differs."""

    def __init__(self, *args: Any, recertificacion: Recertificacion, registrado: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.recertificacion = recertificacion
        for dato in Dato:
            self.fields[dato.value] = forms.ChoiceField(
                label=dato.label,
                choices=Respuesta.choices,
                widget=forms.RadioSelect,
                help_text=f"En el registro: {registrado[dato] or 'sin dato'}" if dato in registrado else "",
                error_messages={"required": "Elija una respuesta."},
            )
            self.fields[self.campo_de_texto(dato)] = forms.CharField(
                label=f"Qué encontró: {dato.label[:1].lower()}{dato.label[1:]}",
                label_suffix="",
                required=False,
                max_length=MAXIMO,
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
                help_text="Solo si hay una diferencia. No escriba contraseñas ni códigos.",
            )

    @staticmethod
    def campo_de_texto(dato: str) -> str:
        return f"{dato}_encontrado"

    def clean(self) -> dict[str, Any]:
        datos = super().clean() or {}
        for dato in Dato.values:
            campo = self.campo_de_texto(dato)
            if datos.get(dato) == Respuesta.DIFERENTE and campo in datos and not datos[campo]:
                self.add_error(campo, "Escriba qué encontró, para que pueda corregirse.")
        return datos

    def respuestas(self) -> dict[str, tuple[str, str]]:
        """``{dato: (Respuesta, what was found)}``, of a form that is valid."""
        datos = self.cleaned_data
        return {dato: (datos[dato], datos[self.campo_de_texto(dato)]) for dato in Dato.values}


class CorregirDiferencia(FormularioSobre):
    """5.1.a: how it was mended."""

    nota = forms.CharField(
        label="Cómo se corrigió",
        max_length=MAXIMO,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="No escriba contraseñas ni códigos.",
        error_messages={"required": "Escriba cómo se corrigió."},
    )


class PedirAnteHito(forms.Form):
    """5.1.a: for which milestone, and of which accounts."""

    hito = forms.CharField(
        label="Hito electoral",
        max_length=200,
        help_text="Por ejemplo: Jornada electoral del 6 de junio de 2027.",
        error_messages={"required": "Escriba de qué hito se trata."},
    )
    entidad = forms.ChoiceField(
        label="De qué cuentas", required=False, help_text="De todas las oficiales, o solo de las de una entidad."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        entidades = sorted({area.entidad for area in areas_con_cuentas() if area.entidad})
        self.fields["entidad"].choices = [("", "Todas las cuentas oficiales"), *((e, e) for e in entidades)]  # type: ignore[attr-defined]
