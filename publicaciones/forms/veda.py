"""A blackout as the head of the CNCS writes it."""

from typing import Any

from django import forms

from cuentas.models import Cuenta
from organizacion.models import Area
from organizacion.tramites import FormularioSobre
from publicaciones.estados import AmbitoVeda, MateriaExenta

_FORMATO = "%Y-%m-%dT%H:%M"


def _momento(rotulo: str, ayuda: str) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=rotulo,
        help_text=ayuda,
        input_formats=[_FORMATO],
        widget=forms.DateTimeInput(format=_FORMATO, attrs={"type": "datetime-local"}),
        error_messages={"invalid": "Escriba la fecha y la hora, por ejemplo 2027-03-04 00:00."},
    )


class DecretarVeda(forms.Form):
    nombre = forms.CharField(label="Nombre", max_length=150, help_text="Por ejemplo: Proceso local 2027 en Nuevo León.")
    fundamento = forms.CharField(
        label="Fundamento", max_length=500, help_text="La disposición o el acuerdo que la establece, y su fecha."
    )
    desde = _momento("Empieza", "Desde este momento ya no se publica.")
    hasta = _momento("Termina", "Desde este momento ya se puede publicar.")
    ambito = forms.ChoiceField(
        label="A qué cuentas alcanza", choices=AmbitoVeda.choices, widget=forms.RadioSelect, initial=AmbitoVeda.TODAS
    )
    entidades = forms.MultipleChoiceField(
        label="Entidades federativas",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Alcanza a las cuentas de las juntas de estas entidades.",
    )
    cuentas = forms.ModelMultipleChoiceField(
        Cuenta.objects.none(),
        label="Cuentas",
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text="Además de las anteriores. Con Ctrl (o ⌘) se eligen varias.",
    )
    exentas = forms.MultipleChoiceField(
        label="Materias que sí se publican",
        required=False,
        choices=MateriaExenta.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="Artículo 41, base III, apartado C, de la Constitución. Sin marcar ninguna, no se publica nada.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nombres = Area.objects.exclude(entidad="").order_by("entidad").values_list("entidad", flat=True).distinct()
        entidades, cuentas = self.fields["entidades"], self.fields["cuentas"]
        assert isinstance(entidades, forms.MultipleChoiceField)
        assert isinstance(cuentas, forms.ModelMultipleChoiceField)
        entidades.choices = [(nombre, nombre) for nombre in nombres]
        cuentas.queryset = Cuenta.objects.oficiales().order_by("nombre", "pk")


class TerminarVeda(FormularioSobre):
    motivo = forms.CharField(label="Motivo", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
