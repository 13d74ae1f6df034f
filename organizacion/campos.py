"""Fields that the forms of several floors share: long texts, files that are checked, numerals of the norm."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from organizacion.archivos import revisar_elementos, revisar_pdf
from organizacion.criterios import NUMERALES


class CampoLargo(forms.CharField):
    """Several lines of text."""

    def __init__(self, *, filas: int = 5, **opciones: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": filas}), **opciones)


class _Varios(forms.ClearableFileInput):
    allow_multiple_selected = True


class CampoDeArchivos(forms.FileField):
    """None, one or more files (PDF, PNG, JPEG or ZIP), each checked. Cleans to a list."""

    widget = _Varios

    def __init__(self, *, required: bool = False, help_text: str = "", **opciones: Any) -> None:
        maximo = settings.INSTITUCION.documentos.elementos_maximo_mb
        formatos = f"PDF, PNG, JPEG o ZIP, de hasta {maximo} MB cada uno."
        super().__init__(required=required, help_text=f"{help_text} {formatos}".strip(), **opciones)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        archivos = data if isinstance(data, list) else [data] if data else []
        if not archivos:
            super().clean(None, initial)
            return []
        errores = []
        for archivo in archivos:
            super().clean(archivo, initial)
            try:
                revisar_elementos(archivo, maximo_mb=settings.INSTITUCION.documentos.elementos_maximo_mb)
            except ValidationError as error:
                errores += [f"{archivo.name}: {mensaje}" for mensaje in error.messages]
        if errores:
            raise ValidationError(errores)
        return archivos


class CampoDeOficio(forms.FileField):
    """A signed oficio: a PDF, checked."""

    widget = forms.FileInput(attrs={"accept": "application/pdf,.pdf"})

    def __init__(self, **opciones: Any) -> None:
        maximo = settings.INSTITUCION.documentos.oficio_maximo_mb
        super().__init__(**{"label": "Oficio firmado", "help_text": f"PDF de hasta {maximo} MB.", **opciones})

    def clean(self, data: Any, initial: Any = None) -> UploadedFile:
        archivo = super().clean(data, initial)
        if archivo:
            revisar_pdf(archivo, maximo_mb=settings.INSTITUCION.documentos.oficio_maximo_mb)
        return archivo


class Numerales(forms.MultipleChoiceField):
    """Numerals of the norm, of a list."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, numerales: tuple[str, ...], **opciones: Any) -> None:
        opciones.setdefault("error_messages", {"required": "Elija al menos un numeral."})
        super().__init__(choices=[(n, f"{n} · {NUMERALES[n]}") for n in numerales], **opciones)
