"""7.x: what the CNCS answers to a petición de difusión."""

from django import forms

from organizacion.tramites import FormularioSobre


class Tomar(FormularioSobre):
    """Nothing to fill in."""


class Difundir(FormularioSobre):
    enlace = forms.URLField(
        label="Enlace de lo publicado",
        max_length=400,
        assume_scheme="https",
        help_text="La dirección de la publicación en la red, completa.",
        error_messages={"invalid": "Escriba la dirección completa de la publicación, por ejemplo https://x.com/…"},
    )
    respuesta = forms.CharField(
        label="Mensaje al área", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class Declinar(FormularioSobre):
    respuesta = forms.CharField(label="Motivo", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
