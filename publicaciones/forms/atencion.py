"""5.2.e–f, 6.vii: what is typed about a message of a citizen."""

from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet

from cuentas.models import Cuenta
from organizacion.archivos import revisar_elementos
from organizacion.campos import CampoLargo
from organizacion.models import Area
from organizacion.tramites import FormularioSobre
from publicaciones.estados import ClaseInteraccion, EstadoInteraccion, Fundamento, Medio, TipoMedida
from publicaciones.models import Interaccion, Tema
from publicaciones.reglas_atencion import texto_de_orientacion

_ENLACE_INVALIDO = {"invalid": "Escriba la dirección completa, por ejemplo https://x.com/…"}


class _Temas(forms.ModelChoiceField):
    """A topic of the áreas at hand."""

    def __init__(self, **opciones: Any) -> None:
        super().__init__(Tema.objects.none(), required=False, label="Tema", empty_label="Sin tema", **opciones)


class _TemaNuevo(forms.CharField):
    def __init__(self) -> None:
        ayuda = "Si el tema no está en la lista, escríbalo aquí."
        super().__init__(required=False, max_length=80, label="Tema nuevo", help_text=ayuda)


class _Momento(forms.DateTimeField):
    """A date and time of the institution's wall clock."""

    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
    default_error_messages = {"invalid": "Escriba la fecha y la hora, por ejemplo 2026-03-31 14:05."}


def _enlace(rotulo: str, *, ayuda: str = "", obligatorio: bool = False) -> forms.URLField:
    return forms.URLField(
        label=rotulo,
        required=obligatorio,
        max_length=400,
        assume_scheme="https",
        help_text=ayuda,
        error_messages=_ENLACE_INVALIDO,
    )


class NuevaInteraccion(forms.Form):
    """5.2.e: one screen, from top to bottom with the keyboard."""

    cuenta = forms.ModelChoiceField(Cuenta.objects.none(), label="Cuenta", empty_label=None)
    texto = CampoLargo(
        label="Qué dice",
        filas=4,
        max_length=4000,
        help_text="Cópielo sin nombres, teléfonos ni otros datos personales. Los usuarios (@…) se ocultan al guardar.",
    )
    enlace = _enlace("Enlace al mensaje", ayuda="Sirve para volver a él y para no registrarlo dos veces.")
    recibida = _Momento(label="Recibida")
    medio = forms.ChoiceField(label="Medio", choices=Medio.choices)
    clase = forms.ChoiceField(label="Clase", choices=ClaseInteraccion.choices)
    tema = _Temas()
    tema_nuevo = _TemaNuevo()
    referencia = forms.CharField(
        label="Referencia interna",
        required=False,
        max_length=40,
        help_text="Un número de caso, si lo hay; nunca el nombre ni el usuario de la persona.",
    )

    def __init__(self, *args: Any, cuentas: QuerySet[Cuenta], temas: QuerySet[Tema], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ofrecer(self.fields["cuenta"], cuentas)
        _ofrecer(self.fields["tema"], temas)
        self.fields["texto"].widget.attrs["autofocus"] = True


class Filtros(forms.Form):
    """What to look for in the queue."""

    texto = forms.CharField(label="Folio o palabras", required=False, max_length=100)
    cuenta = forms.ModelChoiceField(Cuenta.objects.none(), label="Cuenta", required=False, empty_label="Todas")
    estado = forms.ChoiceField(label="Estado", required=False)
    tema = forms.ModelChoiceField(Tema.objects.none(), label="Tema", required=False, empty_label="Todos")
    luz = forms.ChoiceField(
        label="Plazo",
        required=False,
        choices=[("", "Todos"), ("rojo", "Fuera de plazo"), ("ambar", "Por vencer"), ("verde", "En tiempo")],
    )

    def __init__(self, *args: Any, cuentas: QuerySet[Cuenta], temas: QuerySet[Tema], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        estado = self.fields["estado"]
        assert isinstance(estado, forms.ChoiceField)
        estado.choices = [("", "Abiertas"), ("todas", "Todas"), *EstadoInteraccion.choices]
        _ofrecer(self.fields["cuenta"], cuentas)
        _ofrecer(self.fields["tema"], temas)


class Contestar(FormularioSobre):
    respuesta = CampoLargo(label="Qué se le contestó", filas=4, max_length=4000)
    enlace = _enlace("Enlace a la respuesta")
    area = forms.ModelChoiceField(
        Area.objects.filter(activa=True),
        label="Notificar al área que tiene la información",
        required=False,
        empty_label="No hace falta",
        help_text="Si la información es de otra área, se avisa por correo a su titular en este mismo acto (6.vii).",
    )
    advertencia = forms.CharField(
        label="Por qué debe decirse así",
        required=False,
        max_length=300,
        help_text="Solo si se le advierte que la respuesta podría leerse como ofensiva (6.xxi).",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.objeto.informacion:
            self.fields["respuesta"].initial = self.objeto.informacion


class Orientar(FormularioSobre):
    respuesta = CampoLargo(label="Qué se le contestó", filas=4, max_length=4000, initial=texto_de_orientacion)
    enlace = _enlace("Enlace a la respuesta")


class Turnar(FormularioSobre):
    area = forms.ModelChoiceField(
        Area.objects.filter(activa=True), label="Área que tiene la información", empty_label="Elija un área"
    )
    nota = CampoLargo(label="Qué se le pide", filas=3, max_length=1000, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ofrecer(self.fields["area"], Area.objects.filter(activa=True).exclude(pk=self.objeto.cuenta.area_id))


class Informar(FormularioSobre):
    informacion = CampoLargo(
        label="Información para contestar",
        filas=4,
        max_length=4000,
        help_text="Con ella, la cuenta que recibió el mensaje contesta a la persona.",
    )


class ConMotivo(FormularioSobre):
    motivo = forms.CharField(label="Motivo", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class Devolver(ConMotivo):
    pass


class Cerrar(ConMotivo):
    pass


class Escalar(ConMotivo):
    pass


class Acusar(FormularioSobre):
    pass


class Clasificar(FormularioSobre):
    clase = forms.ChoiceField(label="Clase", choices=ClaseInteraccion.choices)
    tema = _Temas()
    tema_nuevo = _TemaNuevo()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fila: Interaccion = self.objeto
        _ofrecer(self.fields["tema"], Tema.objects.vigentes().filter(area=fila.cuenta.area_id))
        self.fields["clase"].initial, self.fields["tema"].initial = fila.clase, fila.tema_id


class Moderar(FormularioSobre):
    """6.xvi, 6.xvii: the ground that is refused is offered too, so that its refusal says the rule."""

    tipo = forms.ChoiceField(label="Medida", choices=TipoMedida.choices)
    fundamento = forms.ChoiceField(
        label="Fundamento",
        choices=Fundamento.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Elija uno."},
    )
    motivo = CampoLargo(label="Por qué es odio o violencia", filas=3, max_length=2000)
    evidencia = forms.FileField(
        label="Evidencia", widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,application/pdf"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        maximo = settings.INSTITUCION.documentos.elementos_maximo_mb
        self.fields["evidencia"].help_text = f"Captura del mensaje: PNG, JPEG o PDF de hasta {maximo} MB."

    def clean_evidencia(self) -> UploadedFile:
        archivo = self.cleaned_data["evidencia"]
        if str(archivo.name).lower().endswith(".zip"):
            raise ValidationError("Suba la captura como PNG, JPEG o PDF.")
        revisar_elementos(archivo, maximo_mb=settings.INSTITUCION.documentos.elementos_maximo_mb)
        return archivo


class ConfirmarMedida(FormularioSobre):
    pass


class RevocarMedida(FormularioSobre):
    nota = CampoLargo(label="Por qué no es odio ni violencia", filas=3, max_length=1000)


class Analizar(FormularioSobre):
    pass


class Decidir(FormularioSobre):
    analisis = CampoLargo(label="Análisis", filas=4, max_length=4000, help_text="Para el Instituto: no se publica.")
    respuesta = CampoLargo(label="Respuesta a la ciudadanía", filas=4, max_length=2000)


class AceptarPropuesta(Decidir):
    pass


class PropuestaNoViable(Decidir):
    pass


class RenombrarTema(FormularioSobre):
    nombre = forms.CharField(label="Nombre del tema", max_length=80)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nombre"].initial = self.objeto.nombre


class FusionarTema(FormularioSobre):
    destino = forms.ModelChoiceField(Tema.objects.none(), label="Se fusiona con", empty_label="Elija un tema")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        otros = Tema.objects.vigentes().filter(area=self.objeto.area_id).exclude(pk=self.objeto.pk)
        _ofrecer(self.fields["destino"], otros)


class AtenderRebase(forms.Form):
    que_se_hizo = forms.CharField(label="Qué se hizo", max_length=500)


class Importar(forms.Form):
    """5.2.e: a file that a network exported."""

    cuenta = forms.ModelChoiceField(Cuenta.objects.none(), label="Cuenta", empty_label=None)
    archivo = forms.FileField(
        label="Archivo CSV", widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"}), allow_empty_file=True
    )
    medio = forms.ChoiceField(
        label="Medio", choices=Medio.choices, help_text="De las líneas que no lo dicen.", initial=Medio.COMENTARIO
    )
    clase = forms.ChoiceField(
        label="Clase", choices=ClaseInteraccion.choices, help_text="De las líneas que no la dicen."
    )

    def __init__(self, *args: Any, cuentas: QuerySet[Cuenta], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ofrecer(self.fields["cuenta"], cuentas)
        reglas = settings.INSTITUCION.atencion
        self.fields["archivo"].help_text = (
            f"Hasta {reglas.importacion_maximo_filas:,} líneas y {reglas.importacion_maximo_mb} MB. "
            "Las columnas con nombres y usuarios de personas no se leen."
        )


def hora_local(ahora: datetime) -> datetime:
    """The instant to offer in a field of date and time: without seconds."""
    return ahora.astimezone(settings.INSTITUCION.zona).replace(second=0, microsecond=0)


def _ofrecer(campo: forms.Field, filas: QuerySet[Any]) -> None:
    assert isinstance(campo, forms.ModelChoiceField)
    campo.queryset = filas
