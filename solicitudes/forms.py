"""Forms of the área's side of an opening. The rules are those of ``solicitudes.reglas``; here they find their field."""

import copy
from datetime import date
from typing import Any, Final

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Field

from cuentas.direcciones import direccion, leer_direccion, normalizar
from cuentas.estados import NIVELES, Caracter, Frecuencia, Red
from cuentas.models import Cuenta
from organizacion.archivos import revisar_pdf
from organizacion.consultas import personal_designable
from organizacion.criterios import FINES
from organizacion.models import Area, Nombramiento
from solicitudes.models import Apertura
from solicitudes.reglas import ReglaRota, faltas, revisar_identificador

CLAVE_MAXIMA: Final = Apertura._meta.get_field("clave").max_length or 0


def _columna(nombre: str) -> Field:
    columna = Apertura._meta.get_field(nombre)
    assert isinstance(columna, Field)
    return columna


def _campo(nombre: str, *, rotulo: str, ayuda: str = "", filas: int = 0) -> Any:
    """The form field of a column of the proposal: its limits, our words."""
    extra: dict[str, Any] = {"widget": forms.Textarea(attrs={"rows": filas})} if filas else {}
    return _columna(nombre).formfield(required=True, label=rotulo, help_text=ayuda, **extra)


def _fecha(*, rotulo: str, ayuda: str = "", obligatoria: bool = True) -> forms.DateField:
    control = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=rotulo, help_text=ayuda, widget=control, required=obligatoria)


class PasoDelBorrador(forms.Form):
    """A step of the draft. What breaks a rule gets its message and is kept all the same, if it fits its column:
    ``guardable`` has it. A draft may lack anything; the review says what it lacks."""

    use_required_attribute = False
    titulo = ""

    def __init__(self, data: Any = None, *, apertura: Apertura) -> None:
        self.apertura = apertura
        self.guardable: dict[str, Any] = {}
        super().__init__(data)

    @classmethod
    def con_lo_guardado(cls, apertura: Apertura) -> "PasoDelBorrador":
        """The step as it was left, with its messages; clean when nothing has been written in it yet."""
        campos = [_columna(nombre).attname for nombre in cls.base_fields]
        datos = {nombre: getattr(apertura, campo) for nombre, campo in zip(cls.base_fields, campos, strict=True)}
        return cls(datos if any(datos.values()) else None, apertura=apertura)

    def full_clean(self) -> None:
        """Nothing is required while it is a draft; the fields still say that they will be."""
        obligatorios = [campo for campo in self.fields.values() if campo.required]
        for campo in obligatorios:
            campo.required = False
        super().full_clean()
        for campo in obligatorios:
            campo.required = True

    def clean(self) -> None:
        self.guardable = dict(self.cleaned_data)
        propuesta = copy.copy(self.apertura)
        for campo, valor in self.guardable.items():
            setattr(propuesta, campo, valor)
        if propuesta.red and propuesta.identificador:
            propuesta.clave = normalizar(propuesta.red, propuesta.identificador)
        for falta in faltas(propuesta):
            if self.cleaned_data.get(falta.campo):
                self.add_error(falta.campo, falta.mensaje)


class PasoCuenta(PasoDelBorrador):
    """7.vi, 7.x: on which network, under which handle and name."""

    titulo = "La cuenta"

    red = _campo("red", rotulo="Red social")
    identificador = _campo(
        "identificador",
        rotulo="Identificador que propone",
        ayuda=f"Por ejemplo, @EducacionCivicaINE. En X debe terminar en «{settings.INSTITUCION.sufijo_x}» (7.vi).",
    )
    nombre = _campo(
        "nombre", rotulo="Nombre de la cuenta", ayuda="El que verá la ciudadanía, por ejemplo «Educación Cívica INE»."
    )

    def clean(self) -> None:
        red, identificador = self.cleaned_data.get("red"), self.cleaned_data.get("identificador")
        if red and identificador and len(normalizar(red, identificador)) > CLAVE_MAXIMA:
            self.add_error("identificador", "Es demasiado largo: escriba un identificador más corto.")
        super().clean()
        if red and self.cleaned_data.get("identificador"):
            self.guardable["identificador"] = _limpio(red, self.cleaned_data["identificador"])


class PasoPropositos(PasoDelBorrador):
    """7.i, 7.ii: what for, and why the CNCS's own accounts do not serve."""

    titulo = "Los propósitos"

    fines = forms.MultipleChoiceField(
        label="Fines a los que servirá (numeral 3)",
        help_text="Elija uno o más.",
        choices=[(numeral, f"{texto} ({numeral})") for numeral, texto in FINES.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    programa = _campo("programa", rotulo="Programa institucional", ayuda="Al que corresponde la cuenta.")
    actividad = _campo("actividad", rotulo="Actividad que difundirá", ayuda="Qué se publicará y para quién.", filas=4)
    por_que_no_cncs = _campo(
        "por_que_no_cncs",
        rotulo=f"Por qué no bastan las cuentas de la {settings.INSTITUCION.cncs.siglas}",
        ayuda="El numeral 7.i pide preferirlas: diga qué necesita su área que ellas no pueden dar.",
        filas=4,
    )


class PasoOperacion(PasoDelBorrador):
    """6.xxii, 7.ii: how the account will be run."""

    titulo = "La operación"

    operacion = _campo(
        "operacion",
        rotulo="Plan de operación",
        ayuda="Tipos de contenido, quién los prepara y los aprueba, en qué horario se responde a la ciudadanía.",
        filas=8,
    )
    frecuencia = forms.ChoiceField(
        label="Cada cuánto se actualizará",
        help_text="Al menos cada semana (6.xxii).",
        choices=Frecuencia.choices,
        widget=forms.RadioSelect,
    )


class EleccionDeAdministradores(forms.Form):
    """5.1.b: two people of the área's own structure, each with the level."""

    titular_propuesto = forms.TypedChoiceField(
        label="Persona administradora titular",
        help_text="De mando medio o superior.",
        empty_value=None,
    )
    suplente_propuesto = forms.TypedChoiceField(
        label="Persona administradora suplente",
        help_text="De mando medio u operativo. Debe ser otra persona.",
        empty_value=None,
    )

    def ofrecer(self, apertura: Apertura) -> None:
        """Offer the people who qualify today."""
        for campo, caracter in (("titular_propuesto", Caracter.TITULAR), ("suplente_propuesto", Caracter.SUPLENTE)):
            nombramientos = list(personal_designable(apertura.area, NIVELES[caracter]))
            personas = {str(n.persona_id): n.persona for n in nombramientos}
            eleccion = self.fields[campo]
            assert isinstance(eleccion, forms.TypedChoiceField)
            rotulos = ((n.persona_id, self._rotulo(n, apertura)) for n in nombramientos)
            eleccion.choices = [("", "Elija a una persona"), *rotulos]
            eleccion.coerce = personas.__getitem__
            eleccion.error_messages["invalid_choice"] = (
                "Elija a una persona de la lista: es el personal de su área que hoy tiene el nivel requerido (5.1.b)."
            )

    @staticmethod
    def _rotulo(nombramiento: Nombramiento, apertura: Apertura) -> str:
        area = nombramiento.area
        donde = "" if area.pk == apertura.area_id else f", {area.siglas}"
        nivel = nombramiento.get_nivel_display().lower()
        return f"{nombramiento.persona.nombre} — {nombramiento.cargo}{donde} ({nivel})"


class PasoAdministradores(EleccionDeAdministradores, PasoDelBorrador):
    """5.1.b: who is proposed; two different people."""

    titulo = "Quiénes la administrarán"

    def __init__(self, data: Any = None, *, apertura: Apertura) -> None:
        super().__init__(data, apertura=apertura)
        self.ofrecer(apertura)

    def clean(self) -> None:
        super().clean()
        titular = self.guardable.get("titular_propuesto", self.apertura.titular_propuesto)
        suplente = self.guardable.get("suplente_propuesto", self.apertura.suplente_propuesto)
        if titular == suplente:  # the database refuses it, in a draft too
            self.guardable["suplente_propuesto"] = None


class Presentar(forms.Form):
    """7.ii: the oficio as the head signed it."""

    oficio_numero = _campo("oficio_numero", rotulo="Número del oficio", ayuda="Como aparece en el documento firmado.")
    oficio_fecha = _fecha(rotulo="Fecha del oficio")
    oficio = forms.FileField(
        label="Oficio firmado",
        help_text=f"PDF de hasta {settings.INSTITUCION.documentos.oficio_maximo_mb} MB.",
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
    )

    def __init__(self, *args: Any, hoy: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hoy = hoy

    def clean_oficio_fecha(self) -> date:
        return _no_futura(self.cleaned_data["oficio_fecha"], self.hoy)

    def clean_oficio(self) -> Any:
        oficio = self.cleaned_data["oficio"]
        revisar_pdf(oficio, maximo_mb=settings.INSTITUCION.documentos.oficio_maximo_mb)
        return oficio


class Motivo(forms.Form):
    """Why a request is withdrawn or an authorisation given up."""

    motivo = forms.CharField(label="Motivo", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class Abrir(forms.Form):
    """7.iv: the account as the área opened it on the network."""

    identificador = _campo("identificador", rotulo="Identificador con el que quedó")
    nombre = _campo("nombre", rotulo="Nombre con el que quedó")
    url = forms.URLField(
        label="Dirección de la cuenta", max_length=300, assume_scheme="https", help_text="Cópiela del navegador."
    )
    id_permanente = forms.CharField(
        label="Identificador permanente",
        required=False,
        max_length=Cuenta._meta.get_field("id_permanente").max_length,
        help_text="El número que la red asigna a la cuenta y que no cambia aunque cambie el nombre. Suele verse en la "
        "configuración, en «Información de la cuenta». Si no lo conoce, déjelo vacío.",
    )
    abierta_el = _fecha(rotulo="Fecha en que se abrió")

    def __init__(self, *args: Any, apertura: Apertura, hoy: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.red, self.hoy = apertura.red, hoy

    def clean_identificador(self) -> str:
        try:
            return revisar_identificador(self.red, self.cleaned_data["identificador"])
        except ReglaRota as error:
            raise ValidationError(str(error)) from error

    def clean_abierta_el(self) -> date:
        return _no_futura(self.cleaned_data["abierta_el"], self.hoy)

    def clean(self) -> None:
        url, identificador = self.cleaned_data.get("url"), self.cleaned_data.get("identificador")
        if not url or self.red == Red.OTRA:
            return
        leida = leer_direccion(url)
        if leida is None or leida[0] != self.red:
            self.add_error("url", f"Esa dirección no es de una cuenta de {Red(self.red).label}.")
        elif identificador and not self._nombra(leida[1], identificador):
            self.add_error("url", f"Esa dirección es de @{leida[1]}, no de @{identificador}: revise cuál es correcto.")

    def _nombra(self, leido: str, identificador: str) -> bool:
        """Does the address lead to that handle? Some networks give addresses that carry a number instead."""
        sin_nombre = leido.isdecimal() or not direccion(self.red, identificador)
        return sin_nombre or normalizar(self.red, leido) == normalizar(self.red, identificador)


class Notificar(EleccionDeAdministradores):
    """7.iv: who administers the account in the end; those proposed, unless they no longer qualify."""

    def __init__(self, data: Any = None, *, apertura: Apertura) -> None:
        propuestos = {
            "titular_propuesto": apertura.titular_propuesto_id,
            "suplente_propuesto": apertura.suplente_propuesto_id,
        }
        super().__init__(data, initial=propuestos)
        self.ofrecer(apertura)


class Filtros(forms.Form):
    """What to look for in the list; ``clases`` are the kinds of request, as slug and name."""

    texto = forms.CharField(label="Folio, cuenta, área, persona o palabras", required=False, max_length=100)
    clase = forms.ChoiceField(label="Trámite", required=False)
    ver = forms.ChoiceField(
        label="Cuáles", required=False, choices=[("", "Todas"), ("tramite", "En trámite"), ("terminadas", "Terminadas")]
    )

    def __init__(self, *args: Any, clases: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["clase"].choices = [("", "Todos"), *clases]  # type: ignore[attr-defined]


class ElegirArea(forms.Form):
    """For which of the áreas that the person heads."""

    area = forms.ModelChoiceField(Area.objects.none(), label="Área que pide la cuenta", empty_label=None)

    def __init__(self, *args: Any, areas: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas  # type: ignore[attr-defined]
        self.fields["area"].initial = areas.first()
        if areas.count() == 1:
            self.fields["area"].widget = forms.HiddenInput()


FORMULARIOS: Final[dict[str, type[PasoDelBorrador]]] = {
    "cuenta": PasoCuenta,
    "propositos": PasoPropositos,
    "operacion": PasoOperacion,
    "administradores": PasoAdministradores,
}
PASO_DEL_CAMPO: Final = {campo: slug for slug, formulario in FORMULARIOS.items() for campo in formulario.base_fields}


def _limpio(red: str, identificador: str) -> str:
    try:
        return revisar_identificador(red, identificador)
    except ReglaRota:
        return identificador


def _no_futura(fecha: date, hoy: date) -> date:
    if fecha > hoy:
        raise ValidationError("La fecha no puede ser posterior a hoy.")
    return fecha
