"""8.a: what the área captures: the figures of the network, and the indicators that only it knows."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from django import forms
from django.core.exceptions import ValidationError

from evaluacion.acciones import CifrasDeLaRed, ValorCapturado
from evaluacion.lectura_cifras import entero
from evaluacion.models import Cifras, Evaluacion

CIFRAS: Final = ("seguidores_al_inicio", "seguidores", "alcance", "interacciones")
MAXIMO_MB: Final = 5


class Cifra(forms.IntegerField):
    """A whole number as people write it, also «12,345»; a box for text, so that what cannot be read stays in sight."""

    widget = forms.TextInput(attrs={"inputmode": "numeric"})
    default_error_messages: ClassVar = {"invalid": "Escriba un número entero, sin signo; por ejemplo, 12345."}

    def to_python(self, value: Any) -> int | None:
        texto = str(value).strip() if value is not None else ""
        if texto and (numero := entero(texto)) is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return numero if texto else None


class Captura(forms.Form):
    """What is not known is left empty: an empty box is «sin datos», not zero."""

    seguidores_al_inicio = Cifra(
        label="Seguidores al empezar el periodo", required=False, help_text="El primer día del periodo."
    )
    seguidores = Cifra(
        label="Seguidores al terminar el periodo", required=False, help_text="El último día del periodo."
    )
    alcance = Cifra(label="Alcance", required=False, help_text="Personas alcanzadas en el periodo, según la red.")
    interacciones = Cifra(
        label="Interacciones",
        required=False,
        help_text="Reacciones, comentarios y veces que se compartió, según la red.",
    )
    fuente = forms.CharField(
        label="De dónde salen estas cifras",
        max_length=300,
        required=False,
        help_text="Por ejemplo: estadísticas de la red, consultadas el 2 de enero.",
    )

    def __init__(self, datos: Mapping[str, Any] | None = None, *, evaluacion: Evaluacion) -> None:
        cifras = Cifras.objects.filter(evaluacion=evaluacion).first()
        inicial = {campo: getattr(cifras, campo) for campo in (*CIFRAS, "fuente")} if cifras else {}
        super().__init__(datos, initial=inicial)
        self.capturados = []
        for medicion in evaluacion.mediciones.select_related("indicador"):
            indicador = medicion.indicador
            if not indicador.se_captura:
                continue
            self.capturados.append(indicador)
            self.fields[f"valor_{indicador.pk}"] = forms.DecimalField(
                label=f"{indicador.nombre} ({indicador.unidad})",
                max_digits=10,
                decimal_places=2,
                required=False,
                initial=medicion.valor,
            )
            self.fields[f"evidencia_{indicador.pk}"] = forms.CharField(
                label=f"Evidencia: {indicador.nombre}",
                max_length=500,
                required=False,
                initial=medicion.evidencia,
                help_text=f"{indicador.evidencia}.",
            )

    def clean(self) -> dict[str, Any]:
        datos = super().clean() or {}
        if any(datos.get(campo) is not None for campo in CIFRAS) and not datos.get("fuente"):
            self.add_error("fuente", ValidationError("Diga de dónde salen las cifras."))
        for indicador in self.capturados:
            if datos.get(f"valor_{indicador.pk}") is not None and not datos.get(f"evidencia_{indicador.pk}"):
                self.add_error(
                    f"evidencia_{indicador.pk}", ValidationError("Este valor necesita su evidencia, o déjelo vacío.")
                )
        return datos

    @property
    def cifras(self) -> CifrasDeLaRed | None:
        """The figures of the network, if any was captured."""
        datos = {campo: self.cleaned_data.get(campo) for campo in CIFRAS}
        if not self.cleaned_data.get("fuente"):
            return None
        return CifrasDeLaRed(fuente=self.cleaned_data["fuente"], **datos)

    @property
    def valores(self) -> dict[int, ValorCapturado]:
        return {
            i.pk: ValorCapturado(self.cleaned_data[f"valor_{i.pk}"], self.cleaned_data[f"evidencia_{i.pk}"])
            for i in self.capturados
        }


class SubirCifras(forms.Form):
    archivo = forms.FileField(
        label="Archivo CSV",
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        help_text=f"De hasta {MAXIMO_MB} MB. Antes de guardar nada verá qué se entendió de cada línea.",
    )

    def clean_archivo(self) -> Any:
        archivo = self.cleaned_data["archivo"]
        if archivo.size > MAXIMO_MB * 1024 * 1024:
            raise ValidationError(f"El archivo pesa más de {MAXIMO_MB} MB. Divídalo en varios y súbalos.")
        return archivo
