"""The petición de difusión as a head writes it."""

from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from cuentas.models import Cuenta
from organizacion.campos import CampoDeArchivos
from organizacion.models import Area
from publicaciones.estados import EstadoPeticion
from publicaciones.models import Peticion

MAXIMO_A_FUTURO: Final = timedelta(days=366)


def cuentas_de_la_cncs() -> QuerySet[Cuenta]:
    """7.x: where the CNCS publishes what áreas ask for: its own accounts and the homologated ones."""
    propias = Q(homologada=True) | Q(area__siglas=settings.INSTITUCION.cncs.siglas)
    return Cuenta.objects.oficiales().filter(propias).order_by("nombre", "pk")


class NuevaPeticion(forms.ModelForm):
    """What to publish, where and by when."""

    cuenta = forms.ModelChoiceField(
        Cuenta.objects.none(), label="Cuenta en la que se difundiría", empty_label=None, widget=forms.RadioSelect
    )
    fecha_deseada = forms.DateField(
        label="Fecha en que conviene difundirlo",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="La CNCS atiende primero lo que se necesita antes. Si nadie contesta, se le recuerda.",
    )
    archivos = CampoDeArchivos(label="Archivos del material", help_text="Carteles, imágenes o documentos.")

    class Meta:
        model = Peticion
        fields = ("area", "cuenta", "asunto", "material", "fecha_deseada")
        labels = {"area": "Área que lo pide", "asunto": "Asunto", "material": "Material que pide difundir"}
        help_texts = {
            "asunto": "En una línea, de qué se trata.",
            "material": "El texto o la descripción, a quién se dirige y los enlaces a videos.",
        }
        widgets = {"material": forms.Textarea(attrs={"rows": 8})}

    def __init__(self, *args: Any, areas: QuerySet[Area], hoy: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hoy = hoy
        area, cuenta = self.fields["area"], self.fields["cuenta"]
        assert isinstance(area, forms.ModelChoiceField)
        assert isinstance(cuenta, forms.ModelChoiceField)
        area.queryset, area.initial, area.empty_label = areas, areas[0], None
        if len(areas) == 1:
            area.widget = forms.HiddenInput()
        cuenta.queryset = cuentas_de_la_cncs()
        self.fields["asunto"].widget.attrs.pop("maxlength", None)

    def clean_fecha_deseada(self) -> date | None:
        fecha = self.cleaned_data["fecha_deseada"]
        if fecha and fecha < self.hoy:
            raise ValidationError("La fecha ya pasó: elija hoy o un día posterior.")
        if fecha and fecha > self.hoy + MAXIMO_A_FUTURO:
            raise ValidationError("Falta más de un año: pídalo cuando la fecha esté más cerca.")
        return fecha


class Filtros(forms.Form):
    """What to look for in the list."""

    texto = forms.CharField(label="Folio, asunto o área", required=False, max_length=100)
    estado = forms.ChoiceField(label="Estado", required=False, choices=[("", "Todos"), *EstadoPeticion.choices])
