"""Catalogues of áreas and people, as whoever keeps the system types them."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from organizacion.acceso import es_institucional
from organizacion.estados import Nivel, Rol, TipoArea
from organizacion.models import Area
from organizacion.tramites import FormularioSobre


class AltaDeArea(forms.Form):
    siglas = forms.RegexField(
        r"^[A-Za-zÁÉÍÓÚÑÜáéíóúñü0-9-]+$",
        label="Siglas",
        max_length=20,
        error_messages={"invalid": "Use letras, números y guiones, sin espacios."},
    )
    nombre = forms.CharField(label="Nombre", max_length=200)
    tipo = forms.ChoiceField(label="Tipo", choices=TipoArea.choices)
    padre = forms.ModelChoiceField(
        Area.objects.filter(activa=True), label="Depende de", required=False, empty_label="De ninguna"
    )
    entidad = forms.CharField(label="Entidad federativa", max_length=60, required=False)
    distrito = forms.IntegerField(label="Distrito", min_value=1, max_value=300, required=False)


class EditarArea(FormularioSobre):
    nombre = forms.CharField(label="Nombre", max_length=200)
    activa = forms.BooleanField(label="Activa", required=False)

    def __init__(self, *args: Any, objeto: Area, **kwargs: Any) -> None:
        super().__init__(*args, objeto=objeto, initial={"nombre": objeto.nombre, "activa": objeto.activa}, **kwargs)


class AltaDePersona(forms.Form):
    nombre = forms.CharField(label="Nombre completo", max_length=150)
    email = forms.EmailField(label="Correo institucional", max_length=254)

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].strip().lower()
        if not es_institucional(email):
            raise ValidationError(f"El correo debe terminar en @{settings.INSTITUCION.dominio}.")
        return email


class EditarPersona(FormularioSobre):
    nombre = forms.CharField(label="Nombre completo", max_length=150)
    activa = forms.BooleanField(label="Activa", required=False, help_text="Quien no está activo no puede entrar.")

    def __init__(self, *args: Any, objeto: Any, **kwargs: Any) -> None:
        super().__init__(*args, objeto=objeto, initial={"nombre": objeto.nombre, "activa": objeto.is_active}, **kwargs)


class Nombrar(FormularioSobre):
    area = forms.ModelChoiceField(Area.objects.filter(activa=True), label="Área", empty_label="Elija un área")
    cargo = forms.CharField(label="Cargo", max_length=200)
    nivel = forms.ChoiceField(label="Nivel", choices=Nivel.choices)
    es_titular = forms.BooleanField(label="Es titular del área", required=False)
    desde = forms.DateField(label="Desde", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class TerminarNombramiento(FormularioSobre):
    hasta = forms.DateField(
        label="Último día en el cargo", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def clean_hasta(self) -> Any:
        hasta = self.cleaned_data["hasta"]
        vigente = self.objeto.nombramientos.vigentes().first()
        if vigente and hasta < vigente.desde:
            raise ValidationError(f"El cargo empezó el {vigente.desde:%d/%m/%Y}: no puede terminar antes.")
        return hasta


class AsignarRol(FormularioSobre):
    rol = forms.ChoiceField(label="Rol")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tiene = self.objeto.credenciales.roles
        self.fields["rol"].choices = [opcion for opcion in Rol.choices if opcion[0] not in tiene]  # type: ignore[attr-defined]


class RetirarRol(FormularioSobre):
    rol = forms.ChoiceField(label="Rol")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tiene = self.objeto.asignaciones.vigentes().values_list("rol", flat=True)
        self.fields["rol"].choices = [(rol, Rol(rol).label) for rol in tiene]  # type: ignore[attr-defined]
