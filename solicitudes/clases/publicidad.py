"""7.vii: the publicity of a personal account, as its pages show it."""

from typing import Any, Final

from django import forms
from django.core.validators import URLValidator
from django.utils.html import format_html

from cuentas.acciones import CuentaRepetida
from cuentas.direcciones import IdentificadorInvalido, limpiar_identificador
from cuentas.estados import Red
from organizacion.fechas import con_hora
from organizacion.permisos import es_cncs, es_control
from organizacion.tramites import FormularioSobre, Tramite
from solicitudes.acciones import publicidad as acciones
from solicitudes.acciones.comun import DatoInvalido
from solicitudes.clases.base import Clase, Entrega, Secciones, SinCampos
from solicitudes.clases.comunes import CampoLargo, Motivo, tramite_anotar, tramites_de_requerimiento
from solicitudes.estados.publicidad import VIVAS
from solicitudes.estados.publicidad import EstadoPublicidad as E
from solicitudes.models import Publicidad
from solicitudes.permisos.comun import la_presento
from solicitudes.permisos.publicidad import es_consejeria, puede_decidir, puede_retirar


class _DireccionWeb(forms.URLField):
    default_validators = [URLValidator(schemes=["http", "https"])]


class Pedir(forms.Form):
    red = forms.ChoiceField(label="Red social", choices=[("", "Elija una red"), *Red.choices])
    identificador = forms.CharField(
        label="Identificador", max_length=300, help_text="Por ejemplo, @nombre_apellido. No necesita el sufijo «ine»."
    )
    url = _DireccionWeb(
        label="Dirección",
        max_length=300,
        assume_scheme="https",
        error_messages={"invalid": "Escriba una dirección que empiece con https://."},
        help_text="La de su cuenta, como aparece en el navegador.",
    )
    nombre = forms.CharField(label="Nombre con el que debe aparecer", max_length=120)
    de_acuerdo = forms.BooleanField(
        label="La cuenta es mía, es personal, y entiendo que el Instituto no la administra ni responde por ella.",
        error_messages={"required": "Confirme que es su cuenta personal."},
    )

    def __init__(self, *args: Any, persona: Any, inicial: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"nombre": persona.nombre[:120]}, **kwargs})

    def clean(self) -> dict[str, Any]:
        """The handle as its network writes it."""
        datos = super().clean() or {}
        if {"red", "identificador"} <= set(datos):
            try:
                datos["identificador"] = limpiar_identificador(datos["red"], datos["identificador"])
            except IdentificadorInvalido as error:
                self.add_error("identificador", str(error))
        datos.pop("de_acuerdo", None)
        return datos


class Rechazar(FormularioSobre):
    respuesta = CampoLargo(
        label="Por qué no se publica", max_length=8000, help_text="Lo leerá quien la pidió, en su resolución."
    )


def _puede_retirar(publicidad: Publicidad, persona: Any) -> bool:
    """Its holder, at any time; the CNCS, once it is published: before, it says why it does not publish it."""
    if la_presento(publicidad, persona):
        return publicidad.estado in VIVAS
    return publicidad.estado == E.PUBLICADA and puede_retirar(publicidad, persona)


TRAMITES: Final = {
    "publicar": Tramite(
        "Publicar en el directorio",
        "Publicar",
        SinCampos,
        lambda p, datos, **k: acciones.publicar(publicidad=p, **k),
        "La cuenta personal ya está en el directorio, en su propia sección.",
        explicacion="Aparecerá aparte de las institucionales, con el aviso del numeral 6.xxxii.",
        rechazos=(CuentaRepetida, DatoInvalido),
    ),
    "rechazar": Tramite(
        "No publicar",
        "No publicar",
        Rechazar,
        lambda p, datos, **k: acciones.rechazar(publicidad=p, respuesta=datos["respuesta"], **k),
        "Se avisó a quien la pidió.",
        rechazos=(DatoInvalido,),
        campo="respuesta",
        peligro=True,
    ),
    **tramites_de_requerimiento(),
    "retirar": Tramite(
        "Retirar la publicidad de la cuenta",
        "Retirar",
        Motivo,
        lambda p, datos, **k: acciones.retirar(publicidad=p, motivo=datos["motivo"], **k),
        "La cuenta personal no aparece en el directorio.",
        explicacion="Deja de aparecer en el directorio de inmediato. La cuenta sigue en su red: no se toca.",
        rechazos=(DatoInvalido,),
        campo="motivo",
        peligro=True,
        permiso=_puede_retirar,
    ),
    **tramite_anotar(puede_decidir),
}


def _secciones(publicidad: Publicidad, persona: Any) -> Secciones:
    cuenta = [
        ("Red social", publicidad.get_red_display()),
        ("Identificador", f"@{publicidad.identificador}"),
        ("Dirección", format_html('<a href="{0}" rel="noopener noreferrer">{0}</a>', publicidad.url)),
        ("Nombre con el que aparece", publicidad.nombre),
        ("La pidió", f"{publicidad.presentada_por}, {con_hora(publicidad.creada)}"),
    ]
    secciones = [("Cuenta personal", cuenta)]
    if publicidad.resuelta:
        decidio = f"{publicidad.resuelta_por}, {con_hora(publicidad.resuelta)}"
        respuesta = [("Decidió", decidio), *([("Razones", publicidad.respuesta)] if publicidad.respuesta else [])]
        secciones.append(("Respuesta de la CNCS", respuesta))
    return secciones


def _impedimento(publicidad: Publicidad, persona: Any) -> str:
    if publicidad.en_curso and es_cncs(persona) and la_presento(publicidad, persona):
        return "Usted la pidió: la decide otra persona de la CNCS."
    return ""


CLASE: Final = Clase(
    modelo=Publicidad,
    nombre="Publicidad de cuenta personal",
    plural="Publicidad de cuentas personales",
    numeral="7.vii",
    colores={E.PRESENTADA: "azul", E.PUBLICADA: "verde", E.RECHAZADA: "rojo", E.RETIRADA: "gris"},
    secciones=_secciones,
    oficina=es_cncs,
    consulta=es_control,
    entrega=Entrega(
        titulo="Pedir publicidad para una cuenta personal",
        boton="Enviar la solicitud",
        descripcion="Para Consejeras y Consejeros Electorales: su cuenta personal aparece en el directorio, en una "
        "sección aparte de las institucionales.",
        form=Pedir,
        puede=es_consejeria,
        llamar=lambda datos, **k: acciones.presentar(**datos, **k),
        hecho="Su solicitud quedó enviada con el folio {folio}.",
        rechazos=(DatoInvalido, CuentaRepetida),
        plantilla="solicitudes/pedir_publicidad.html",
        negativa=acciones.SOLO_CONSEJERIAS,
    ),
    tramites=TRAMITES,
    frases={
        "publicar": "La CNCS la publicó en el directorio",
        "rechazar": "La CNCS no la publicó",
        "retirar": "Se retiró del directorio",
    },
    cola=lambda filas, persona: filas.exclude(presentada_por=persona),
    ve_notas=lambda publicidad, persona: puede_decidir(publicidad, persona) or es_control(persona),
    impedimento=_impedimento,
)
