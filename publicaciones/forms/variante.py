"""A post as it is written: text, reasons of its links, files with their words, date."""

import hashlib
from datetime import datetime
from typing import Any, Final

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from publicaciones.acciones import ArchivoNuevo, Edicion
from publicaciones.forms.contenido import CampoDeMomento
from publicaciones.medios import revisar_medio
from publicaciones.models import Variante
from publicaciones.revision import enlaces_externos

TEXTO_MAXIMO: Final = 65_000
MOTIVO_MAXIMO: Final = 300


class EditarVariante(forms.Form):
    """The whole of a post. The fields of its links come from the text that is being saved, those of its files from
    what is saved; ``version`` is that on which the person was writing."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    texto = forms.CharField(
        label="Texto", required=False, max_length=TEXTO_MAXIMO, widget=forms.Textarea(attrs={"rows": 8})
    )
    nuevo = forms.FileField(label="Agregar imagen, video o PDF", required=False)
    nuevo_alternativo = forms.CharField(
        label="Texto alternativo del archivo nuevo",
        required=False,
        max_length=1000,
        help_text="6.xxvii: qué se ve, para quien no puede verlo.",
    )
    programada = CampoDeMomento(label="Programada para", required=False)

    def __init__(self, *args: Any, variante: Variante, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "version": variante.version, "texto": variante.texto, "programada": variante.programada,
        }  # fmt: skip
        super().__init__(*args, **kwargs)
        self.variante = variante
        self.maximo_mb = settings.INSTITUCION.documentos.medio_maximo_mb
        self.fields["nuevo"].help_text = f"PNG, JPEG, GIF, WebP, MP4, WebM o PDF, de hasta {self.maximo_mb} MB."
        self.externos = {
            f"motivo_{hashlib.sha256(enlace.encode()).hexdigest()[:12]}": enlace
            for enlace in enlaces_externos(self.texto_escrito, settings.INSTITUCION.dominio)
        }
        for nombre, enlace in self.externos.items():
            self.fields[nombre] = forms.CharField(
                label=f"Por qué se enlaza {enlace[:80]}",
                required=False,
                max_length=MOTIVO_MAXIMO,
                initial=variante.motivos.get(enlace, ""),
                help_text="6.vi: qué lo liga con los fines del Instituto.",
            )
        self.medios = list(variante.medios.all())
        for medio in self.medios:
            self.fields[f"alt_{medio.pk}"] = forms.CharField(
                label=f"Texto alternativo de {medio.nombre}",
                required=False,
                max_length=1000,
                initial=medio.texto_alternativo,
            )
            self.fields[f"quitar_{medio.pk}"] = forms.BooleanField(label=f"Quitar {medio.nombre}", required=False)

    @property
    def campos_de_enlaces(self) -> list[Any]:
        return [self[nombre] for nombre in self.externos]

    @property
    def campos_de_medios(self) -> list[tuple[Any, Any, Any]]:
        return [(medio, self[f"alt_{medio.pk}"], self[f"quitar_{medio.pk}"]) for medio in self.medios]

    @property
    def motivos(self) -> dict[str, str]:
        """The reasons as they are written now, before any validation."""
        return {enlace: str(self[nombre].value() or "").strip() for nombre, enlace in self.externos.items()}

    def clean_texto(self) -> str:
        return _renglones(self.cleaned_data["texto"])

    def clean_nuevo(self) -> UploadedFile | None:
        archivo: UploadedFile | None = self.cleaned_data["nuevo"]
        self.tipo = revisar_medio(archivo, maximo_mb=self.maximo_mb) if archivo else ""
        return archivo

    def clean(self) -> dict[str, Any]:
        datos = super().clean() or self.cleaned_data
        if datos.get("nuevo_alternativo") and not datos.get("nuevo") and "nuevo" not in self.errors:
            raise ValidationError("Escribió el texto alternativo de un archivo nuevo: elija también el archivo.")
        return datos

    def edicion(self) -> Edicion:
        """What the person leaves in the post."""
        datos, archivo = self.cleaned_data, self.cleaned_data["nuevo"]
        programada: datetime | None = datos["programada"]
        return Edicion(
            texto=datos["texto"],
            motivos={enlace: datos[nombre] for nombre, enlace in self.externos.items()},
            programada=programada,
            alternativos={medio.pk: datos[f"alt_{medio.pk}"] for medio in self.medios},
            quitar=[medio.pk for medio in self.medios if datos[f"quitar_{medio.pk}"]],
            nuevo=ArchivoNuevo(archivo, self.tipo, datos["nuevo_alternativo"]) if archivo else None,
        )

    @property
    def texto_escrito(self) -> str:
        """The text as it is on the screen, before any validation."""
        return _renglones(str(self.data.get("texto", ""))) if self.is_bound else self.variante.texto


def _renglones(texto: str) -> str:
    """Browsers send each end of line as two characters; people wrote one."""
    return texto.replace("\r\n", "\n").replace("\r", "\n").strip()
