"""Forms of fakes: the public one, which keeps machines out without asking people anything, and those of the CNCS."""

from typing import Any, Final

from django import forms
from django.core import signing
from django.http import QueryDict
from django.utils import timezone

from cuentas.consultas.suplantacion import leer_reportada
from cuentas.estados import QueHace, Red
from cuentas.forms.cuenta import legible
from cuentas.models import Cuenta
from organizacion.campos import CampoLargo
from organizacion.tiempo import fecha_local
from organizacion.tramites import FormularioSobre

SAL: Final = "suplantacion"
MINIMO: Final = 3  # seconds: nobody fills it in faster
MAXIMO: Final = 12 * 3600  # seconds


class ReportarSuplantacion(forms.Form):
    """What account, and what it does. No name, no mail, no file."""

    direccion = forms.CharField(
        label="Dirección o identificador de la cuenta falsa",
        max_length=300,
        help_text="Cópielo de la red, por ejemplo https://x.com/… o @…",
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Pegue la dirección o escriba el identificador."},
    )
    red = forms.ChoiceField(
        label="En qué red la vio",
        choices=[("", "La dirección ya lo dice"), *Red.choices],
        required=False,
        help_text="Solo hace falta si escribió un identificador.",
    )
    que_hace = forms.MultipleChoiceField(
        label="Qué hace",
        choices=QueHace,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Marque al menos una."},
    )
    texto = CampoLargo(
        label="Qué vio",
        max_length=1000,
        filas=3,
        required=False,
        help_text="Si quiere. No escriba sus datos personales: no hacen falta.",
    )
    sitio = forms.CharField(label="No llene este campo", required=False, widget=forms.TextInput(attrs={"tabindex": -1}))
    marca = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sitio"].widget.attrs["autocomplete"] = "off"
        self.fields["marca"].initial = marca_nueva()

    def clean_direccion(self) -> str:
        return legible(self.cleaned_data["direccion"])

    def clean(self) -> dict[str, Any]:
        datos = super().clean() or {}
        if datos.get("sitio"):
            self.add_error(None, "No se pudo enviar: deje vacío el último campo.")
        if problema := _problema_de_la_marca(datos.get("marca", "")):
            self.add_error(None, problema)
            if isinstance(self.data, QueryDict):
                self.data = self.data.copy()
                self.data["marca"] = marca_nueva()
        if datos.get("direccion"):
            leido = leer_reportada(datos["direccion"], datos.get("red", ""))
            if leido is None:
                self.add_error("red", "Elija la red: el identificador solo no dice en cuál está.")
            else:
                datos["red"], datos["identificador"] = leido
        return datos

    def reporte(self) -> dict[str, Any]:
        """What the action needs of it."""
        return {c: self.cleaned_data[c] for c in ("red", "identificador", "direccion", "que_hace", "texto")}


def marca_nueva() -> str:
    """When the form was shown, signed, so that it cannot be made up."""
    return signing.dumps(timezone.now().timestamp(), salt=SAL)


def _problema_de_la_marca(marca: str) -> str:
    try:
        segundos = timezone.now().timestamp() - float(signing.loads(marca, salt=SAL))
    except (signing.BadSignature, ValueError):
        segundos = MAXIMO + 1
    if segundos > MAXIMO:
        return "Esta página estuvo abierta mucho tiempo. Envíela otra vez: lo que escribió sigue aquí."
    if segundos < MINIMO:
        return "El envío fue demasiado rápido. Espere unos segundos y envíelo otra vez."
    return ""


class _Imitada(forms.ModelChoiceField):
    def label_from_instance(self, obj: Cuenta) -> str:
        return f"{obj.nombre} · {obj.rotulo} en {obj.get_red_display()}"


class ConfirmarSuplantacion(FormularioSobre):
    cuenta = _Imitada(
        Cuenta.objects.none(),
        label="Se hace pasar por",
        required=False,
        empty_label="El Instituto en general",
    )
    descripcion = CampoLargo(
        label="Qué hace",
        max_length=2000,
        filas=3,
        help_text="Se publica en el directorio. Sin datos de personas.",
        error_messages={"required": "Escriba qué hace: se publica en el directorio."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cuenta"].queryset = Cuenta.objects.oficiales().order_by("nombre", "pk")  # type: ignore[attr-defined]


class DescartarSuplantacion(FormularioSobre):
    motivo = CampoLargo(
        label="Por qué no es una suplantación",
        max_length=2000,
        filas=3,
        error_messages={"required": "Escriba por qué."},
    )


class _ConFecha(FormularioSobre):
    fecha = forms.DateField(
        label="Cuándo",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": "Escriba una fecha que exista.", "required": "Escriba la fecha."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fecha"].initial = fecha_local(timezone.now())


class DenunciarSuplantacion(_ConFecha):
    referencia = forms.CharField(
        label="Referencia que dio la red",
        max_length=120,
        error_messages={"required": "Escriba el número o la referencia; si la red no dio ninguna, «sin referencia»."},
    )


class RetirarSuplantacion(_ConFecha):
    """When it was seen that it is not there any more."""
