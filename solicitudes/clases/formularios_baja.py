"""7.viii, 7.ix: what is filled in to close an account."""

from typing import Any

from django import forms

from cuentas.models import Cuenta
from organizacion.models import Persona
from organizacion.tramites import FormularioSobre
from solicitudes.clases.comunes import (
    CampoDeArchivos,
    CampoDeOficio,
    CampoLargo,
    Numerales,
)
from solicitudes.consultas.baja import cuentas_de_otras_areas, cuentas_del_titular, revisores_de
from solicitudes.estados.baja import FUNDAMENTOS


class CampoDeCuenta(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.nombre} · {obj.rotulo} en {obj.get_red_display()} · {obj.area.siglas}"


def _campo_de_cuenta() -> CampoDeCuenta:
    return CampoDeCuenta(
        Cuenta.objects.none(),
        label="Cuenta",
        empty_label="Elija una cuenta",
        help_text="Solo las oficiales que no tienen ya una baja en trámite.",
        error_messages={"invalid_choice": "Elija una cuenta de la lista."},
    )


class CampoDeFecha(forms.DateField):
    def __init__(self, **opciones: Any) -> None:
        control = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        invalida = {"invalid": "Escriba una fecha que exista, por ejemplo 2025-08-25."}
        super().__init__(widget=control, error_messages=invalida, **opciones)


class Presentar(forms.Form):
    cuenta = _campo_de_cuenta()
    motivo = CampoLargo(
        label="Por qué se cierra", max_length=3000, help_text="Desde cuándo no se usa, y a dónde irá su público."
    )
    oficio_numero = forms.CharField(label="Número de oficio", max_length=60)
    oficio_fecha = CampoDeFecha(label="Fecha del oficio")
    oficio = CampoDeOficio()

    def __init__(self, *args: Any, persona: Any, inicial: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"cuenta": inicial.get("cuenta", "")}
        self.fields["cuenta"].queryset = cuentas_del_titular(persona)  # type: ignore[attr-defined]


class Iniciar(forms.Form):
    cuenta = _campo_de_cuenta()
    motivo = CampoLargo(
        label="Qué se encontró", max_length=3000, help_text="Desde cuándo no se actualiza, y cómo se comprobó."
    )
    fundamentos = Numerales(FUNDAMENTOS, label="Fundamentos", initial=["7.ix"])
    archivos = CampoDeArchivos(label="Evidencia", help_text="Por ejemplo, una captura de la última publicación.")

    def __init__(self, *args: Any, persona: Any, inicial: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"cuenta": inicial.get("cuenta", "")}
        self.fields["cuenta"].queryset = cuentas_de_otras_areas(persona)  # type: ignore[attr-defined]


class Contestar(FormularioSobre):
    conforme = forms.TypedChoiceField(
        label="¿Su área está conforme con la baja?",
        choices=[("si", "Sí, la cuenta puede cerrarse"), ("no", "No, la cuenta debe seguir")],
        widget=forms.RadioSelect,
        coerce=lambda valor: valor == "si",
    )
    texto = CampoLargo(label="Respuesta", max_length=3000, help_text="Por qué, y qué hará el área.")
    archivos = CampoDeArchivos(label="Documentos")


class Asignar(FormularioSobre):
    revisor = forms.ModelChoiceField(
        Persona.objects.none(),
        label="Quién la revisa",
        empty_label="Elija a una persona",
        help_text="Personas de la CNCS sin conflicto de interés con esta baja.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["revisor"].queryset = revisores_de(self.objeto)  # type: ignore[attr-defined]


class Autorizar(FormularioSobre):
    respuesta = CampoLargo(label="Respuesta al área", max_length=5000, help_text="Se imprime en la resolución.")


class Rechazar(FormularioSobre):
    fundamentos = Numerales(FUNDAMENTOS, label="Fundamentos")
    respuesta = CampoLargo(
        label="Por qué la cuenta debe seguir", max_length=5000, help_text="Se imprime en la resolución."
    )


class ConEvidencia(FormularioSobre):
    evidencia = CampoLargo(label="Evidencia", max_length=3000, filas=4, help_text="Qué se hizo, cuándo y cómo consta.")
    archivos = CampoDeArchivos(label="Archivos")


class Exportar(ConEvidencia):
    archivos = CampoDeArchivos(
        label="Contenidos exportados",
        required=True,
        help_text="La copia que entrega la red o, si no cabe, su índice.",
    )


class Eliminar(ConEvidencia):
    pass


class Cancelar(ConEvidencia):
    fecha = CampoDeFecha(label="Fecha en que se canceló en la red")
    field_order = ("fecha", "evidencia", "archivos")


class CerrarBuzon(ConEvidencia):
    pass


class Verificar(ConEvidencia):
    evidencia = CampoLargo(
        label="Qué se comprobó",
        max_length=3000,
        filas=4,
        help_text="Que la dirección ya no responde, que no quedan contenidos y que el archivo está completo.",
    )


class Devolver(FormularioSobre):
    observacion = CampoLargo(label="Qué quedó sin cerrar", max_length=3000, filas=4)
