"""Forms of hours, training, strategy and authenticity. They validate; ``acciones`` decide and write."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from cuentas.estados.cuidado import DIAS_DE_LA_SEMANA
from cuentas.models import Cuenta
from organizacion.archivos import revisar_elementos
from organizacion.campos import CampoDeOficio, CampoLargo
from organizacion.tiempo import fecha_local, instante_local, local
from organizacion.tramites import FormularioSobre


class TablaDeHoras(forms.Widget):
    """From when to when on each day of the week, as a small table."""

    template_name = "cuentas/controles/horas.html"
    use_fieldset = True

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        contexto = super().get_context(name, value, attrs)
        escrito = {dia: (de, a) for dia, de, a in value or []}
        base = contexto["widget"]["attrs"].get("id", name)
        contexto["filas"] = [
            (n, dia.capitalize(), f"{base}_{n}", *escrito.get(n, ("", ""))) for n, dia in enumerate(DIAS_DE_LA_SEMANA)
        ]
        return contexto

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[tuple[int, str, str]]:
        pares = ((n, data.get(f"{name}_{n}_de", ""), data.get(f"{name}_{n}_a", "")) for n in range(7))
        return [(n, de.strip(), a.strip()) for n, de, a in pares if de or a]


class CampoDeHoras(forms.Field):
    """Cleans to (weekday, from, to) of the days that have hours, as «09:00»."""

    widget = TablaDeHoras

    def clean(self, value: Any) -> list[tuple[int, str, str]]:
        horas, errores = [], []
        for dia, de, a in value or []:
            try:
                desde, hasta = time.fromisoformat(de), time.fromisoformat(a)
            except ValueError:
                errores.append(
                    f"{DIAS_DE_LA_SEMANA[dia].capitalize()}: escriba las dos horas, por ejemplo 09:00 y 14:00."
                )
                continue
            if desde >= hasta:
                errores.append(f"{DIAS_DE_LA_SEMANA[dia].capitalize()}: debe terminar después de empezar.")
            horas.append((dia, f"{desde:%H:%M}", f"{hasta:%H:%M}"))
        if errores:
            raise ValidationError(errores)
        return horas


class CampoDeComprobante(forms.FileField):
    """One file of evidence: PDF, PNG or JPEG, checked."""

    widget = forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"})

    def clean(self, data: Any, initial: Any = None) -> UploadedFile:
        archivo = super().clean(data, initial)
        if archivo:
            if str(archivo.name).lower().endswith(".zip"):
                raise ValidationError("Suba un PDF o una imagen PNG o JPEG, no un ZIP.")
            revisar_elementos(archivo, maximo_mb=settings.INSTITUCION.documentos.oficio_maximo_mb)
        return archivo


class DarHorario(forms.Form):
    """5.1.e: the hours of a vacation period, of one account or, from the área's page, of several."""

    cuentas = forms.ModelMultipleChoiceField(
        Cuenta.objects.none(),
        label="Cuentas",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Elija al menos una cuenta."},
    )
    atencion = forms.ChoiceField(
        label="¿Se atenderá la cuenta en ese periodo?",
        choices=[("con", "Sí, en el horario que se indica"), ("sin", "No habrá atención")],
        widget=forms.RadioSelect,
    )
    horas = CampoDeHoras(
        label="Horario de atención",
        required=False,
        help_text="Deje en blanco los días sin atención.",
    )
    texto = CampoLargo(
        label="Texto para el público",
        required=False,
        filas=3,
        max_length=600,
        help_text="Se publica en el directorio y sirve de aviso en la cuenta.",
    )
    vigila = forms.CharField(
        label="Quién vigila la cuenta", max_length=300, help_text="Nombre y cargo. Solo lo ve el área y la CNCS."
    )
    monitoreo = CampoLargo(
        label="Cómo se vigila",
        required=False,
        filas=4,
        max_length=3000,
        help_text="Con qué frecuencia, qué se hace ante una pregunta urgente o un incidente. O suba el plan.",
    )
    plan = CampoDeOficio(label="Plan de monitoreo", required=False)

    def __init__(self, *args: Any, posibles: Any, tiene_plan: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tiene_plan = tiene_plan
        if posibles is None:
            del self.fields["cuentas"]
        else:
            self.fields["cuentas"].queryset = posibles  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        datos = super().clean() or {}
        if datos.get("atencion") == "sin":
            datos["horas"] = []
        elif datos.get("atencion") == "con" and "horas" in datos and not datos["horas"]:
            self.add_error("horas", "Escriba el horario de al menos un día, o indique que no habrá atención.")
        if not (datos.get("monitoreo") or datos.get("plan") or self.tiene_plan or "plan" in self.errors):
            self.add_error("monitoreo", "Describa cómo se vigila la cuenta, o suba el plan en PDF.")
        return datos


class ProgramarSesion(forms.Form):
    """5.3.a: a meeting."""

    anio = forms.TypedChoiceField(label="Año que cubre", coerce=int)
    fecha = forms.DateField(label="Fecha", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    de = forms.TimeField(label="Empieza", widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}))
    a = forms.TimeField(label="Termina", widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}))
    lugar = forms.CharField(label="Lugar", required=False, max_length=200)
    enlace = forms.URLField(
        label="Enlace", required=False, max_length=300, assume_scheme="https", help_text="Si es a distancia."
    )
    temas = CampoLargo(label="Temas", filas=4, max_length=2000)
    cupo = forms.IntegerField(label="Cupo", min_value=1, max_value=5000)

    def __init__(self, *args: Any, ahora: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        anio = fecha_local(ahora).year
        # A training that was missed may be made up for at the beginning of the next year.
        self.fields["anio"].choices = [(n, str(n)) for n in (anio, anio + 1, anio - 1)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        datos = super().clean() or {}
        if not (datos.get("lugar") or datos.get("enlace") or "enlace" in self.errors):
            self.add_error("lugar", "Indique el lugar, o el enlace si es a distancia.")
        if datos.get("de") and datos.get("a") and datos["de"] >= datos["a"]:
            self.add_error("a", "La sesión debe terminar después de empezar.")
        return datos

    def para_la_accion(self) -> dict[str, Any]:
        """The cleaned data as the action takes them."""
        datos = dict(self.cleaned_data)
        fecha = datos.pop("fecha")
        return datos | {
            "inicia": instante_local(fecha, datos.pop("de")),
            "termina": instante_local(fecha, datos.pop("a")),
        }


class Confirmar(FormularioSobre):
    """Nothing to fill in."""


class DecirPorQue(FormularioSobre):
    """A reason."""

    motivo = forms.CharField(
        label="Motivo",
        max_length=280,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Escriba el motivo."},
    )


class PresentarEstrategia(forms.Form):
    """6.xxxiii: a version of the strategy of a year."""

    anio = forms.TypedChoiceField(label="Año", coerce=int)
    resumen = CampoLargo(
        label="Resumen", filas=6, max_length=3000, help_text="Objetivos, públicos, redes, temas y cómo se medirá."
    )
    archivo = CampoDeOficio(label="Estrategia firmada")

    def __init__(self, *args: Any, ahora: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        anio = local(ahora).year
        self.fields["anio"].choices = [(anio, str(anio)), (anio + 1, str(anio + 1))]  # type: ignore[attr-defined]


class RecibirEstrategia(FormularioSobre):
    """6.xxxiii: what the CNCS says as it receives it."""

    respuesta = CampoLargo(label="Comentarios", filas=3, max_length=2000, required=False)


class PedirCambios(FormularioSobre):
    """6.xxxiii: what the next version has to say."""

    respuesta = CampoLargo(
        label="Qué debe cambiar",
        filas=4,
        max_length=2000,
        error_messages={"required": "Escriba qué debe cambiar para que la Junta presente otra versión."},
    )


class RegistrarAutenticidad(FormularioSobre):
    """6.xxx: when, and with what evidence."""

    fecha = forms.DateField(
        label="Fecha",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": "Escriba una fecha que exista, por ejemplo 2025-08-25."},
    )
    nota = forms.CharField(label="Nota", required=False, max_length=300)
    evidencia = CampoDeComprobante(
        label="Comprobante", help_text="El correo o la pantalla de la red: PDF, PNG o JPEG. Que no muestre contraseñas."
    )
