"""What is asked for from the panel."""

from django import forms


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
