"""Forms of the directory and of an account. They validate; ``acciones`` decide and write."""

from typing import Any, Final

from django import forms

from cuentas.consultas import areas_con_cuentas
from cuentas.estados import NIVELES, Caracter, Red
from cuentas.models import Cuenta
from organizacion.consultas import personal_designable
from organizacion.models import Nombramiento
from organizacion.tramites import FormularioSobre

MAXIMO_DE_TEXTO: Final = 300


def legible(valor: str | None) -> str:
    """What a citizen pasted, without the characters that cannot be seen, and not without end."""
    return "".join(c for c in valor or "" if c.isprintable()).strip()[:MAXIMO_DE_TEXTO]


class Filtros(forms.Form):
    """Filters of the directory. What cannot be understood filters nothing."""

    texto = forms.CharField(label="Buscar", required=False)
    red = forms.ChoiceField(label="Red social", required=False, choices=[("", "Todas"), *Red.choices])
    entidad = forms.ChoiceField(label="Entidad", required=False)
    area = forms.ChoiceField(label="Área", required=False)
    use_required_attribute = False

    def __init__(self, datos: Any, *, bajas: bool = False) -> None:
        super().__init__({campo: legible(datos.get(campo)) for campo in self.base_fields})
        areas = list(areas_con_cuentas(bajas=bajas))
        entidades = sorted({area.entidad for area in areas if area.entidad})
        self.fields["entidad"].choices = [("", "Todas"), *((e, e) for e in entidades)]  # type: ignore[attr-defined]
        self.fields["area"].choices = [("", "Todas"), *((a.siglas, a.nombre) for a in areas)]  # type: ignore[attr-defined]
        self.fields["texto"].widget.attrs |= {"type": "search", "placeholder": "Nombre, identificador o área"}

    def criterios(self) -> dict[str, str]:
        """The filters that can be understood."""
        self.is_valid()
        return {campo: valor for campo, valor in self.cleaned_data.items() if valor}


class RevisarIdentificador(FormularioSobre):
    """7.ix: what the CNCS found at the handle of a closed account."""

    ocupado = forms.TypedChoiceField(
        label="¿Alguien usa hoy ese identificador en la red?",
        choices=[("no", "No: nadie lo usa"), ("si", "Sí: alguien lo usa")],
        widget=forms.RadioSelect,
        coerce=lambda valor: valor == "si",
    )
    nota = forms.CharField(
        label="Qué se encontró", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}), help_text="Qué vio y dónde."
    )


class RegistrarCambioDeContrasena(FormularioSobre):
    """6.xxxiv, 5.2.g: whoever changed the password says that it meets the policy. The password is never asked for."""

    cumple = forms.BooleanField(
        label="La nueva contraseña cumple la política",
        help_text="Larga, con letras, números y caracteres especiales, y distinta de las anteriores (5.2.g).",
        error_messages={"required": "Confirme que la nueva contraseña cumple la política."},
    )


class ConfirmarCambioDeContrasena(FormularioSobre):
    """6.xxxiv: the other administrator checked it."""


class ObjetarCambioDeContrasena(FormularioSobre):
    """6.xxxiv: the other administrator could not check it."""

    motivo = forms.CharField(
        label="Por qué no puede confirmarlo",
        max_length=250,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="No escriba aquí ninguna contraseña.",
        error_messages={"required": "Escriba por qué no puede confirmarlo."},
    )


class _Persona(forms.ModelChoiceField):
    def label_from_instance(self, obj: Nombramiento) -> str:
        return f"{obj.persona.nombre} · {obj.cargo} ({obj.get_nivel_display().lower()})"


class Designar(forms.Form):
    """5.1.b: the two administrators of an account, from the área's own structure."""

    titular = _Persona(
        Nombramiento.objects.none(),
        label="Titular",
        help_text="De mando medio o superior.",
        empty_label="Elija a una persona",
        error_messages={"invalid_choice": "Elija a una persona de la lista."},
    )
    suplente = _Persona(
        Nombramiento.objects.none(),
        label="Suplente",
        help_text="De mando medio u operativo; otra persona.",
        empty_label="Elija a una persona",
        error_messages={"invalid_choice": "Elija a una persona de la lista."},
    )

    def __init__(self, *args: Any, cuenta: Cuenta, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for caracter in Caracter:
            self.fields[caracter].queryset = personal_designable(cuenta.area, NIVELES[caracter])  # type: ignore[attr-defined]
