"""A content as it is prepared, and what is answered on it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from cuentas.models import Cuenta
from organizacion.campos import CampoLargo, Numerales
from organizacion.criterios import FINES
from organizacion.models import Area
from publicaciones.estados import ClaseContenido, EstadoVariante
from publicaciones.models import Contenido


class CampoDeMomento(forms.DateTimeField):
    """A date with its time, as the browser asks for it."""

    def __init__(self, **opciones: Any) -> None:
        widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
        super().__init__(widget=widget, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"], **opciones)


class DatosDelContenido(forms.ModelForm):
    """What the posts share. ``version`` is that on which the person was writing."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    fines = Numerales(tuple(FINES), label="Fines a los que sirve")
    fuente_url = forms.URLField(label="Dirección de la fuente", max_length=400, required=False, assume_scheme="https")
    embargo_hasta = CampoDeMomento(
        label="No publicar antes de", required=False, help_text="6.v: mientras no sea una decisión oficial."
    )

    class Meta:
        model = Contenido
        fields = (
            "titulo", "clase", "boletin_titular", "sesion", "fines", "fuente", "fuente_url", "area_avala", "materia",
            "embargo_hasta", "vigente_hasta",
        )  # fmt: skip
        help_texts = {
            "titulo": "De qué trata, en una línea. No se publica.",
            "boletin_titular": "Solo si difunde un boletín: para avisarle si se repite tal cual (6.x).",
            "sesion": "Solo si informa de una sesión del Consejo: cuál (6.xxviii).",
            "fuente": "6.xx: el documento, sistema o persona de donde sale la información.",
            "area_avala": "6.xx: si no es su área, se le pide su aval antes de publicar.",
            "materia": "Solo si es de lo que sí se publica durante una veda.",
            "vigente_hasta": "5.2.d: le recordaremos revisar si sigue vigente.",
        }
        widgets = {"vigente_hasta": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        area = self.fields["area_avala"]
        assert isinstance(area, forms.ModelChoiceField)
        area.queryset, area.empty_label = Area.objects.filter(activa=True), None
        if self.instance.pk:
            self.initial["version"] = self.instance.version

    def clean(self) -> dict[str, Any]:
        datos = super().clean() or self.cleaned_data
        if datos.get("clase") == ClaseContenido.BOLETIN and not datos.get("boletin_titular"):
            self.add_error("boletin_titular", "Escriba el titular del boletín.")
        if datos.get("clase") == ClaseContenido.SESION and not datos.get("sesion"):
            self.add_error(
                "sesion", "Escriba de qué sesión se trata, por ejemplo «Ordinaria del 25 de agosto de 2025»."
            )
        return datos

    def _post_clean(self) -> None:
        """Validate only: the row is written by the action, on a locked copy."""


class NuevoContenido(DatosDelContenido):
    """The same, with the accounts that will say it."""

    cuentas = forms.ModelMultipleChoiceField(
        Cuenta.objects.none(),
        label="Cuentas en que se publicará",
        widget=forms.CheckboxSelectMultiple,
        help_text="Cada una tendrá su propio texto (6.xxiii). Puede agregar otras después.",
        error_messages={"required": "Elija al menos una cuenta."},
    )
    field_order = ("cuentas", "titulo")

    def __init__(self, *args: Any, cuentas: QuerySet[Cuenta], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        campo = self.fields["cuentas"]
        assert isinstance(campo, forms.ModelMultipleChoiceField)
        campo.queryset = cuentas
        primera = cuentas.first()
        if primera:
            self.initial.setdefault("area_avala", primera.area_id)
        if cuentas.count() == 1:
            self.initial.setdefault("cuentas", [primera])


class OtraCuenta(forms.Form):
    """6.xxiii: one more account that will say it."""

    cuenta = forms.ModelChoiceField(
        Cuenta.objects.none(), label="Agregar otra cuenta", empty_label=None, widget=forms.Select
    )

    def __init__(self, *args: Any, cuentas: QuerySet[Cuenta], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        campo = self.fields["cuenta"]
        assert isinstance(campo, forms.ModelChoiceField)
        campo.queryset = cuentas


class ResolverAval(forms.Form):
    """6.xx: endorse, or say why not."""

    respuesta = CampoLargo(
        label="Observaciones", filas=3, required=False, max_length=1000, help_text="Si no lo avala, diga por qué."
    )

    def __init__(self, *args: Any, niega: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.niega = niega

    def clean_respuesta(self) -> str:
        respuesta: str = self.cleaned_data["respuesta"]
        if self.niega and not respuesta:
            raise ValidationError("Diga por qué no lo avala, para que puedan corregirlo.")
        return respuesta


class RenovarVigencia(forms.Form):
    """5.2.d: until when it holds."""

    hasta = forms.DateField(
        label="Vigente hasta",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="Déjelo vacío si ya no tiene fecha de término.",
    )


class FiltrosDeContenidos(forms.Form):
    """What to look for in the list."""

    texto = forms.CharField(label="Folio, título o texto", required=False, max_length=100)
    cuenta = forms.CharField(label="Cuenta", required=False, max_length=80)
    estado = forms.ChoiceField(label="Estado", required=False, choices=[("", "Todos"), *EstadoVariante.choices])
    clase = forms.ChoiceField(label="Tipo", required=False, choices=[("", "Todos"), *ClaseContenido.choices])
