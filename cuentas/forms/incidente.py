"""6.xxxi: forms of an incident. They validate; ``acciones.incidente`` decides and writes."""

from typing import Any, Final

from django import forms
from django.utils import timezone

from cuentas.consultas import cuentas_que_puede_reportar
from cuentas.estados import ClaseIncidente, PuntoDeAcceso
from cuentas.models import Cuenta
from organizacion.campos import CampoDeArchivos, CampoLargo
from organizacion.tramites import FormularioSobre

FORMATO: Final = "%Y-%m-%dT%H:%M"
SIN_CONTRASENAS: Final = "No escriba contraseñas."


class _Cuenta(forms.ModelChoiceField):
    def label_from_instance(self, obj: Cuenta) -> str:
        return f"{obj.nombre} · {obj.rotulo} en {obj.get_red_display()} ({obj.area.siglas})"


class ReportarIncidente(forms.Form):
    """6.xxxi: which account, what happened, when it was noticed, what is seen."""

    cuenta = _Cuenta(
        Cuenta.objects.none(),
        label="Cuenta",
        empty_label="Elija la cuenta",
        error_messages={"required": "Elija la cuenta.", "invalid_choice": "Elija una cuenta de la lista."},
    )
    clase = forms.ChoiceField(
        label="Qué pasó",
        choices=ClaseIncidente,
        widget=forms.RadioSelect,
        error_messages={"required": "Elija qué pasó; si no está seguro, «Otra cosa»."},
    )
    detectado = forms.DateTimeField(
        label="Cuándo se notó",
        input_formats=[FORMATO, "%Y-%m-%dT%H:%M:%S"],
        widget=forms.DateTimeInput(format=FORMATO, attrs={"type": "datetime-local"}),
        help_text="Hora del centro de México.",
        error_messages={"invalid": "Escriba un día y una hora que existan.", "required": "Escriba cuándo se notó."},
    )
    descripcion = CampoLargo(
        label="Qué se ve",
        max_length=4000,
        filas=4,
        help_text=f"Lo que aparece en la cuenta o lo que ya no se puede hacer. {SIN_CONTRASENAS}",
        error_messages={"required": "Escriba qué se ve, aunque sea en una línea."},
    )
    archivos = CampoDeArchivos(label="Evidencia", help_text="Capturas de pantalla, si las tiene.")

    def __init__(self, *args: Any, persona: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cuenta"].queryset = cuentas_que_puede_reportar(persona)  # type: ignore[attr-defined]
        self.fields["detectado"].initial = timezone.localtime().replace(second=0, microsecond=0)


class AportarEvidencia(FormularioSobre):
    """6.xxxi: a text, files, or both."""

    texto = CampoLargo(label="Qué se ve", max_length=4000, filas=3, required=False, help_text=SIN_CONTRASENAS)
    archivos = CampoDeArchivos(label="Archivos")

    def clean(self) -> dict[str, Any]:
        datos = super().clean() or {}
        if not datos.get("texto") and not datos.get("archivos") and not self.errors:
            self.add_error("texto", "Escriba qué se ve o adjunte un archivo.")
        return datos


class Contener(FormularioSobre):
    medidas = CampoLargo(
        label="Qué se hizo para contenerlo",
        max_length=4000,
        filas=4,
        help_text="Por ejemplo: se cerraron las sesiones, se retiró lo publicado, se avisó a la red social.",
        error_messages={"required": "Escriba qué se hizo."},
    )


class Recuperar(FormularioSobre):
    medidas = CampoLargo(
        label="Cómo se recuperó la cuenta",
        max_length=4000,
        filas=4,
        help_text=f"Quién tiene hoy el control y cómo lo comprobó. {SIN_CONTRASENAS}",
        error_messages={"required": "Escriba cómo se recuperó."},
    )


class RevisarAccesos(FormularioSobre):
    """6.xxxi, 5.1.d: the points that the head of the área reviewed."""

    puntos = forms.MultipleChoiceField(
        label="Qué revisó",
        choices=PuntoDeAcceso,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Marque lo que revisó."},
    )
    nota = CampoLargo(label="Nota", max_length=2000, filas=3, required=False, help_text=SIN_CONTRASENAS)

    def __init__(self, *args: Any, objeto: Any, **kwargs: Any) -> None:
        super().__init__(*args, objeto=objeto, **kwargs)
        self.initial = {"puntos": objeto.accesos, "nota": objeto.accesos_nota}


class EscribirLecciones(FormularioSobre):
    lecciones = CampoLargo(
        label="Lecciones",
        max_length=4000,
        filas=5,
        help_text="Qué lo permitió y qué se cambió para que no se repita.",
        error_messages={"required": "Escriba las lecciones."},
    )

    def __init__(self, *args: Any, objeto: Any, **kwargs: Any) -> None:
        super().__init__(*args, objeto=objeto, **kwargs)
        self.initial = {"lecciones": objeto.lecciones}


class CerrarIncidente(FormularioSobre):
    """6.xxxi: nothing to fill in: what is missing is said on the page."""


class ConMotivo(FormularioSobre):
    motivo = CampoLargo(label="Por qué", max_length=1000, filas=3, error_messages={"required": "Escriba por qué."})
