"""Forms of whoever answers a request: the CNCS and UNICOM. They validate shape; the actions decide."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from organizacion.archivos import revisar_elementos
from organizacion.criterios import NUMERALES
from organizacion.models import Persona
from organizacion.tramites import FormularioSobre
from solicitudes.consultas import revisores_posibles
from solicitudes.estados import FUNDAMENTOS


class VariosArchivos(forms.ClearableFileInput):
    allow_multiple_selected = True


class CampoDeElementos(forms.FileField):
    """7.iii: one or more files of graphic identity, each checked."""

    widget = VariosArchivos

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        archivos = data if isinstance(data, list) else [data]
        limpios = [super(CampoDeElementos, self).clean(archivo, initial) for archivo in archivos or [None]]
        errores = []
        for archivo in limpios:
            try:
                revisar_elementos(archivo, maximo_mb=settings.INSTITUCION.documentos.elementos_maximo_mb)
            except ValidationError as error:
                errores += [f"{archivo.name}: {mensaje}" for mensaje in error.messages]
        if errores:
            raise ValidationError(errores)
        return limpios


class Tomar(FormularioSobre):
    pass


class Asignar(FormularioSobre):
    revisor = forms.ModelChoiceField(
        Persona.objects.none(),
        label="Quién la revisa",
        empty_label="Elija a una persona",
        help_text="Personas de la CNCS sin conflicto de interés con esta solicitud.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["revisor"].queryset = revisores_posibles(self.objeto)  # type: ignore[attr-defined]


class Anotar(FormularioSobre):
    texto = forms.CharField(
        label="Nota interna",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="La leen la CNCS y control interno; el área no.",
    )


class Autorizar(FormularioSobre):
    respuesta = forms.CharField(
        label="Respuesta al área",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Se imprime en el oficio de autorización.",
    )
    elementos = CampoDeElementos(label="Elementos de imagen gráfica")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        maximo = settings.INSTITUCION.documentos.elementos_maximo_mb
        self.fields["elementos"].help_text = (
            f"Uno o varios archivos PDF, PNG, JPEG o ZIP, de hasta {maximo} MB cada uno. Si la página señala un error, "
            "el navegador le pedirá elegirlos otra vez."
        )


class Rechazar(FormularioSobre):
    fundamentos = forms.MultipleChoiceField(
        label="Numerales en que se funda",
        choices=[(numeral, f"{numeral} · {NUMERALES[numeral]}") for numeral in FUNDAMENTOS],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Elija al menos un numeral como fundamento del rechazo (7.iii)."},
    )
    respuesta = forms.CharField(
        label="Explicación al área",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Diga qué falta o qué se incumple, para que el área pueda presentar otra propuesta.",
    )


class RegistrarBuzon(FormularioSobre):
    buzon = forms.CharField(label="Nombre del buzón", max_length=64)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dominio = settings.INSTITUCION.dominio
        self.fields["buzon"].help_text = f"Solo lo que va antes de @{dominio}: el dominio se agrega solo (7.vi)."

    def clean_buzon(self) -> str:
        """The whole address."""
        dominio = f"@{settings.INSTITUCION.dominio}"
        local = self.cleaned_data["buzon"].strip().lower().removesuffix(dominio)
        if "@" in local:
            raise ValidationError(f"El buzón debe ser del dominio {dominio}: escriba solo lo que va antes.")
        try:
            return forms.EmailField().clean(f"{local}{dominio}")
        except ValidationError:
            raise ValidationError("Use letras sin acento, números, puntos o guiones, sin espacios.") from None
