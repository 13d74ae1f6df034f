"""5.3.b: the question to the CNCS, as its pages show it."""

from typing import Any, Final

from django import forms
from django.utils.functional import cached_property

from organizacion.criterios import NUMERALES
from organizacion.fechas import con_hora
from organizacion.permisos import es_cncs, es_control
from organizacion.tramites import FormularioSobre, Tramite
from solicitudes.acciones import duda as acciones
from solicitudes.acciones.comun import DatoInvalido
from solicitudes.clases.base import Clase, Entrega, Secciones, SinCampos
from solicitudes.clases.comunes import CampoDeArchivos, CampoLargo
from solicitudes.consultas.preguntas import frecuentes_parecidas, propias_parecidas
from solicitudes.estados.duda import EstadoDuda as E
from solicitudes.models import Duda, PreguntaFrecuente
from solicitudes.permisos.comun import tiene_papel


class Preguntar(forms.Form):
    asunto = forms.CharField(label="Asunto", max_length=200, help_text="En una línea, qué quiere saber.")
    pregunta = CampoLargo(
        label="Pregunta", max_length=6000, filas=7, help_text="Sin datos personales de terceras personas."
    )
    archivos = CampoDeArchivos(label="Documentos")

    def __init__(self, *args: Any, persona: Any, inicial: Any, **kwargs: Any) -> None:
        self.persona = persona
        self.buscado = inicial.get("q", "").replace("\0", "").strip()[:200]
        super().__init__(*args, **kwargs)
        self.initial["asunto"] = self.buscado

    @property
    def puede_preguntar(self) -> bool:
        """The question is written after searching whether it is answered already."""
        return bool(self.buscado or self.is_bound)

    @cached_property
    def frecuentes(self) -> list[PreguntaFrecuente]:
        return frecuentes_parecidas(self.buscado)

    @cached_property
    def propias(self) -> list[Duda]:
        return propias_parecidas(self.persona, self.buscado)


class Contestar(FormularioSobre):
    texto = CampoLargo(label="Respuesta", max_length=8000, filas=7)


class Repreguntar(FormularioSobre):
    texto = CampoLargo(label="Qué falta aclarar", max_length=6000)


class Publicar(FormularioSobre):
    pregunta = forms.CharField(
        label="Pregunta", max_length=300, help_text="En general, sin nombrar a nadie ni a ningún área."
    )
    respuesta = CampoLargo(label="Respuesta", max_length=6000, filas=7)
    numerales = forms.MultipleChoiceField(
        label="Numerales relacionados",
        required=False,
        choices=[(n, f"{n} · {texto}") for n, texto in NUMERALES.items()],
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text="Con Ctrl (o ⌘) puede elegir varios.",
    )

    def __init__(self, *args: Any, objeto: Duda, **kwargs: Any) -> None:
        super().__init__(*args, objeto=objeto, **kwargs)
        self.initial = {"pregunta": objeto.asunto, "respuesta": objeto.respuesta}


def _publicable(duda: Duda, persona: Any) -> bool:
    return es_cncs(persona) and bool(duda.respuesta) and duda.estado != E.ABIERTA and not duda.frecuentes.publicadas()


TRAMITES: Final = {
    "contestar": Tramite(
        "Contestar",
        "Enviar la respuesta",
        Contestar,
        lambda d, datos, **k: acciones.contestar(duda=d, texto=datos["texto"], **k),
        "La respuesta quedó enviada.",
    ),
    "repreguntar": Tramite(
        "Volver a preguntar",
        "Enviar",
        Repreguntar,
        lambda d, datos, **k: acciones.repreguntar(duda=d, texto=datos["texto"], **k),
        "Se envió a la CNCS.",
    ),
    "cerrar": Tramite(
        "Dar por resuelta",
        "Dar por resuelta",
        SinCampos,
        lambda d, datos, **k: acciones.cerrar(duda=d, **k),
        "La duda quedó cerrada.",
    ),
    "publicar": Tramite(
        "Publicar como pregunta frecuente",
        "Publicar",
        Publicar,
        lambda d, datos, **k: acciones.publicar(duda=d, **datos, **k),
        "Quedó entre las preguntas frecuentes.",
        explicacion="La leerá cualquier persona con un cargo. No incluya nombres.",
        rechazos=(DatoInvalido,),
        permiso=_publicable,
    ),
}


def _secciones(duda: Duda, persona: Any) -> Secciones:
    return [
        (
            "Pregunta",
            [
                ("Preguntó", f"{duda.presentada_por}, {con_hora(duda.creada)}"),
                ("Área", duda.area or "—"),
                ("Pregunta", duda.pregunta),
            ],
        )
    ]


CLASE: Final = Clase(
    modelo=Duda,
    nombre="Duda",
    plural="Dudas",
    numeral="5.3.b",
    colores={E.ABIERTA: "azul", E.CONTESTADA: "verde", E.CERRADA: "gris"},
    secciones=_secciones,
    oficina=es_cncs,
    consulta=es_control,
    entrega=Entrega(
        titulo="Preguntar a la CNCS",
        boton="Enviar la pregunta",
        descripcion="Una duda sobre los Criterios o sobre su cuenta. Antes, busque si ya se contestó.",
        form=Preguntar,
        puede=tiene_papel,
        llamar=lambda datos, **k: acciones.preguntar(**datos, **k),
        hecho="Su pregunta quedó enviada con el folio {folio}.",
        plantilla="solicitudes/preguntar.html",
    ),
    tramites=TRAMITES,
    frases={
        "contestar": "La CNCS contestó",
        "repreguntar": "Volvió a preguntar",
        "cerrar": "La dio por resuelta",
        "publicar": "La respuesta se publicó entre las preguntas frecuentes",
    },
    cola=lambda filas, persona: filas.exclude(presentada_por=persona),
)
