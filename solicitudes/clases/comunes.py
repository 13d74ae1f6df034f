"""Acts that several kinds of request share, and fields of their forms."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from bitacora.flujo import ActoRechazado
from organizacion.archivos import revisar_elementos, revisar_pdf
from organizacion.criterios import NUMERALES
from organizacion.tramites import FormularioSobre, Tramite
from solicitudes.acciones import requerimiento
from solicitudes.acciones.comun import anotar
from solicitudes.permisos import requerimiento as permisos_requerimiento

__all__ = [
    "CampoDeArchivos",
    "CampoDeOficio",
    "CampoLargo",
    "Motivo",
    "Numerales",
    "tramite_anotar",
    "tramites_de_requerimiento",
]


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


class Motivo(FormularioSobre):
    motivo = CampoLargo(label="Motivo", max_length=2000, filas=4)


class _Requerir(FormularioSobre):
    texto = CampoLargo(
        label="Qué información hace falta",
        max_length=4000,
        help_text="Diga exactamente qué dato o documento necesita y para qué.",
    )


class _Responder(FormularioSobre):
    texto = CampoLargo(label="Respuesta", max_length=8000)
    archivos = CampoDeArchivos(label="Documentos")


class _SinCampos(FormularioSobre):
    pass


class _Anotar(FormularioSobre):
    texto = CampoLargo(
        label="Nota interna", max_length=4000, filas=3, help_text="La leen quienes responden; quien presentó, no."
    )


def _pendiente(solicitud: Any) -> bool:
    return any(r.espera for r in solicitud.requerimientos.all())


def tramites_de_requerimiento() -> dict[str, Tramite]:
    """Ask for more information, hand it in, give it up. They do not stop the legal clock unless the rules say so."""
    suspende = settings.INSTITUCION.reglas.requerimiento_suspende_plazo
    nota = "El plazo se detiene hasta que se entregue." if suspende else "El plazo de la respuesta sigue corriendo."
    return {
        "requerir": Tramite(
            "Pedir más información",
            "Pedir la información",
            _Requerir,
            lambda s, datos, **k: requerimiento.requerir(solicitud=s, texto=datos["texto"], **k),
            "Se pidió la información. Se avisó a quien presentó la solicitud.",
            explicacion=nota,
            rechazos=(ActoRechazado,),
            permiso=lambda s, p: permisos_requerimiento.puede_requerir(s, p) and not _pendiente(s),
        ),
        "responder": Tramite(
            "Entregar la información que se pidió",
            "Entregar",
            _Responder,
            lambda s, datos, **k: requerimiento.responder(solicitud=s, **datos, **k),
            "Se entregó la información.",
            permiso=lambda s, p: permisos_requerimiento.puede_responder(s, p) and _pendiente(s),
        ),
        "cancelar_requerimiento": Tramite(
            "Retirar el requerimiento de información",
            "Retirar el requerimiento",
            _SinCampos,
            lambda s, datos, **k: requerimiento.cancelar(solicitud=s, **k),
            "El requerimiento quedó sin efecto.",
            permiso=lambda s, p: permisos_requerimiento.puede_requerir(s, p) and _pendiente(s),
        ),
    }


def tramite_anotar(permiso: Any) -> dict[str, Tramite]:
    """Leave an internal note; ``permiso(solicitud, persona)`` says who may."""
    return {
        "anotar": Tramite(
            "Dejar una nota interna",
            "Guardar la nota",
            _Anotar,
            lambda s, datos, **k: anotar(solicitud=s, texto=datos["texto"], **k),
            "La nota quedó guardada.",
            permiso=permiso,
        )
    }
