"""What whoever publishes signs, and what is said of a post afterwards."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from organizacion.campos import CampoLargo
from publicaciones.acciones import Evidencia
from publicaciones.estados import CASILLAS
from publicaciones.forms.contenido import CampoDeMomento
from publicaciones.medios import revisar_medio
from publicaciones.revision import Hallazgo


def momento_dicho(texto: str) -> datetime | None:
    """The instant that somebody wrote, if it can be read: what the checks see around it depends on it."""
    try:
        momento: datetime | None = CampoDeMomento(required=False).clean(texto)
    except ValidationError:
        return None
    return momento


class RegistrarPublicacion(forms.Form):
    """Where and when it was published, with which text, the reason of each warning, and the list by numeral."""

    publicada = CampoDeMomento(label="Cuándo se publicó", required=False, help_text="Vacío: en este momento.")
    enlace = forms.URLField(label="Enlace de la publicación", max_length=400, assume_scheme="https")
    texto = CampoLargo(
        label="Texto que se publicó",
        filas=6,
        required=False,
        max_length=65_000,
        help_text="Tal como quedó en la red. Si difiere de lo aprobado, se guarda la diferencia.",
    )
    motivo_diferencia = forms.CharField(label="Si difiere, por qué", required=False, max_length=500)
    captura = forms.FileField(label="Captura de pantalla", required=False)
    casillas = forms.MultipleChoiceField(
        label="Revisé y respondo de que",
        choices=[(numeral, f"{texto} ({numeral})") for numeral, texto in CASILLAS.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Marque cada casilla: sin todas no se registra la publicación."},
    )

    def __init__(
        self, *args: Any, texto: str, advertencias: Sequence[Hallazgo], ahora: datetime, **kwargs: Any
    ) -> None:
        super().__init__(*args, **{"initial": {"texto": texto}, **kwargs})
        self.ahora, self.aprobado = ahora, texto
        self.maximo_mb = settings.INSTITUCION.documentos.elementos_maximo_mb
        self.fields["captura"].help_text = f"PNG, JPEG, GIF, WebP o PDF, de hasta {self.maximo_mb} MB."
        self.claves = {f"razon_{hallazgo.clave}": hallazgo for hallazgo in advertencias}
        for nombre, hallazgo in self.claves.items():
            self.fields[nombre] = forms.CharField(
                label=f"Por qué sigue: {hallazgo.mensaje}",
                max_length=300,
                help_text=f"Numeral {hallazgo.numeral}.",
                error_messages={"required": "Explique por qué se publica así, o corrija antes el texto."},
            )
        self.order_fields([*self.claves, "publicada", "enlace", "texto", "motivo_diferencia", "captura", "casillas"])

    def clean_casillas(self) -> list[str]:
        marcadas: list[str] = self.cleaned_data["casillas"]
        if faltan := [numeral for numeral in CASILLAS if numeral not in marcadas]:
            raise ValidationError(f"Falta marcar: {', '.join(faltan)}. Sin todas no se registra la publicación.")
        return marcadas

    def clean_texto(self) -> str:
        texto: str = self.cleaned_data["texto"].replace("\r\n", "\n").strip()
        return texto

    def clean_captura(self) -> UploadedFile | None:
        archivo: UploadedFile | None = self.cleaned_data["captura"]
        self.tipo = revisar_medio(archivo, maximo_mb=self.maximo_mb, video=False) if archivo else ""
        return archivo

    def clean_publicada(self) -> datetime:
        publicada: datetime = self.cleaned_data["publicada"] or self.ahora
        if publicada > self.ahora:
            raise ValidationError("Ese momento todavía no llega: regístrelo cuando ya esté en la red.")
        return publicada

    def clean(self) -> dict[str, Any]:
        datos = super().clean() or self.cleaned_data
        if datos.get("texto") != self.aprobado and "texto" in datos and not datos.get("motivo_diferencia"):
            self.add_error("motivo_diferencia", "Lo publicado difiere de la versión aprobada: escriba por qué.")
        return datos

    def evidencia(self) -> Evidencia:
        datos = self.cleaned_data
        return Evidencia(
            publicada=datos["publicada"],
            enlace=datos["enlace"],
            texto=datos["texto"],
            casillas=datos["casillas"],
            motivo_diferencia=datos["motivo_diferencia"],
            advertencias={hallazgo.clave: datos[nombre] for nombre, hallazgo in self.claves.items()},
            captura=datos["captura"],
            captura_tipo=self.tipo,
        )


class Corregir(forms.Form):
    """5.2.d, 6.iv: what it says now, and why it was mended."""

    texto = CampoLargo(label="Texto corregido, como quedó en la red", filas=6, max_length=65_000)
    motivo = forms.CharField(label="Por qué se corrigió", max_length=500)

    def __init__(self, *args: Any, actual: str, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"texto": actual}, **kwargs})
        self.actual = actual

    def clean_texto(self) -> str:
        texto: str = self.cleaned_data["texto"].replace("\r\n", "\n").strip()
        if texto == self.actual:
            raise ValidationError("Es el mismo texto: escriba cómo quedó después de corregirlo.")
        return texto


class Retirar(forms.Form):
    """5.2.d: why it is no longer on the network."""

    motivo = CampoLargo(label="Por qué se retiró de la red", filas=3, max_length=500)
