"""1.b: the case that the Criterios do not foresee, as its pages show it."""

from typing import Any, Final

from django import forms
from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html

from organizacion.criterios import NUMERALES
from organizacion.fechas import con_hora
from organizacion.permisos import credenciales, es_comite, es_control
from organizacion.tramites import FormularioSobre, Tramite
from solicitudes.acciones import caso as acciones
from solicitudes.acciones.comun import DatoInvalido
from solicitudes.clases.base import Clase, Entrega, Secciones, SinCampos
from solicitudes.clases.comunes import (
    CampoDeArchivos,
    CampoLargo,
    Motivo,
    tramite_anotar,
    tramites_de_requerimiento,
)
from solicitudes.consultas.precedentes import precedentes
from solicitudes.estados.caso import EstadoCaso as E
from solicitudes.models import Caso
from solicitudes.permisos.caso import puede_estudiar
from solicitudes.permisos.comun import es_su_titular, la_presento, tiene_papel

PRECEDENTES_A_LA_VISTA: Final = 5
SIN_NOMBRES: Final = "Si se resuelve, lo leerá cualquier persona con un cargo: no nombre a nadie ni a ningún área."


class Presentar(forms.Form):
    asunto = forms.CharField(label="Asunto", max_length=200, help_text=f"En una línea, en general. {SIN_NOMBRES}")
    descripcion = CampoLargo(
        label="Descripción del caso",
        max_length=6000,
        filas=8,
        help_text="Qué pasó o qué se necesita, y por qué los Criterios no lo prevén. La leen solo el Comité, el "
        "control interno y usted.",
    )
    propuesta = CampoLargo(label="Qué propone", max_length=3000, required=False)
    archivos = CampoDeArchivos(label="Documentos")

    def __init__(self, *args: Any, persona: Any, inicial: Any, **kwargs: Any) -> None:
        self.buscado = inicial.get("q", "").replace("\0", "").strip()[:200]
        super().__init__(*args, **{"initial": {"asunto": self.buscado}, **kwargs})
        self.precedentes = list(precedentes(persona, texto=self.buscado)[:PRECEDENTES_A_LA_VISTA])


def _campo_de_numerales(rotulo: str, *, sin: str = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=rotulo,
        choices=[(n, f"{n} · {texto}") for n, texto in NUMERALES.items() if n != sin],
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text="Con Ctrl (o ⌘) puede elegir varios.",
        error_messages={"required": "Elija al menos un numeral."},
    )


class Resolver(FormularioSobre):
    fundamentos = _campo_de_numerales("Fundamentos")
    criterio = forms.CharField(
        label="Criterio que se fija", max_length=500, help_text=f"En una oración, para casos iguales. {SIN_NOMBRES}"
    )
    respuesta = CampoLargo(label="Consideraciones", max_length=8000, filas=8, help_text=SIN_NOMBRES)

    def __init__(self, *args: Any, objeto: Caso, **kwargs: Any) -> None:
        super().__init__(*args, objeto=objeto, **{"initial": {"fundamentos": [acciones.RESIDUAL]}, **kwargs})


class Desechar(FormularioSobre):
    fundamentos = _campo_de_numerales("Numeral que sí lo prevé", sin=acciones.RESIDUAL)
    respuesta = CampoLargo(label="Cómo se aplica", max_length=8000, help_text="Lo leerá quien presentó el caso.")


TRAMITES: Final = {
    "estudiar": Tramite(
        "Tomar para estudio",
        "Tomar para estudio",
        SinCampos,
        lambda c, datos, **k: acciones.estudiar(caso=c, **k),
        "El caso quedó en estudio, a su nombre.",
    ),
    "resolver_caso": Tramite(
        "Resolver",
        "Emitir la resolución",
        Resolver,
        lambda c, datos, **k: acciones.resolver(caso=c, **datos, **k),
        "La resolución quedó emitida, numerada y entre los precedentes.",
        explicacion="Se numera al emitirse. El asunto, el criterio, los fundamentos y las consideraciones quedan "
        "entre los precedentes; la descripción y quién lo presentó, no.",
        rechazos=(DatoInvalido,),
    ),
    **tramites_de_requerimiento(),
    "desechar": Tramite(
        "Desechar: los Criterios sí lo prevén",
        "Desechar",
        Desechar,
        lambda c, datos, **k: acciones.desechar(caso=c, **datos, **k),
        "El caso quedó desechado. Se avisó a quien lo presentó.",
        rechazos=(DatoInvalido,),
        peligro=True,
    ),
    "retirar": Tramite(
        "Retirar el caso",
        "Retirar",
        Motivo,
        lambda c, datos, **k: acciones.retirar(caso=c, motivo=datos["motivo"], **k),
        "El caso quedó retirado.",
        rechazos=(DatoInvalido,),
        campo="motivo",
        peligro=True,
    ),
    **tramite_anotar(lambda c, p: c.en_curso and puede_estudiar(c, p)),
}


def _secciones(caso: Caso, persona: Any) -> Secciones:
    secciones: list[tuple[str, list[tuple[str, Any]]]] = [
        (
            "Caso",
            [
                ("Presentó", f"{caso.presentada_por}, {con_hora(caso.creada)}"),
                ("Área", caso.area or "—"),
                ("Descripción", caso.descripcion),
                ("Qué se propone", caso.propuesta),
            ],
        )
    ]
    if caso.resuelta:
        fundamentos = "\n".join(f"{numeral} · {texto}" for numeral, texto in caso.fundamentos_con_texto)
        hechos = [("Fundamentos", fundamentos), ("Consideraciones", caso.respuesta)]
        if caso.numero:
            url = reverse("solicitudes:precedente", args=[caso.pk])
            enlace = format_html('<a href="{}">Resolución {}</a>', url, caso.numero_de_resolucion)
            hechos = [("Número", enlace), ("Criterio", caso.criterio), *hechos]
        hechos.append(("Firmó", f"{caso.resuelta_por}, {con_hora(caso.resuelta)}"))
        secciones.append(("Resolución del Comité", hechos))
    return secciones


def _impedimento(caso: Caso, persona: Any) -> str:
    if not caso.en_curso or not es_comite(persona):
        return ""
    if la_presento(caso, persona):
        return "Usted presentó este caso: lo estudia y lo resuelve otra persona del Comité."
    if es_su_titular(caso, persona):
        return "Usted encabeza el área de quien presentó este caso: lo estudia y lo resuelve otra persona del Comité."
    return ""


def _cola(filas: Any, persona: Any) -> Any:
    """What this person may take: neither their own cases nor those of the área they head."""
    return filas.exclude(_impedidas(persona))


def _impedidas(persona: Any) -> Q:
    return Q(presentada_por=persona) | Q(area__in=[area.pk for area in credenciales(persona).titular_de])


CLASE: Final = Clase(
    modelo=Caso,
    nombre="Caso no previsto",
    plural="Casos no previstos",
    numeral="1.b",
    colores={E.PRESENTADO: "azul", E.EN_ESTUDIO: "azul", E.RESUELTO: "verde", E.DESECHADO: "rojo", E.RETIRADO: "gris"},
    secciones=_secciones,
    oficina=es_comite,
    consulta=es_control,
    entrega=Entrega(
        titulo="Presentar un caso no previsto",
        boton="Presentar el caso",
        descripcion="Algo que los Criterios no prevén: lo resuelve el Comité, por escrito. Antes, busque entre los "
        "precedentes.",
        form=Presentar,
        puede=tiene_papel,
        llamar=lambda datos, **k: acciones.presentar(**datos, **k),
        hecho="Su caso quedó presentado con el folio {folio}.",
        rechazos=(DatoInvalido,),
        plantilla="solicitudes/presentar_caso.html",
        negativa="Para presentar un caso al Comité necesita un cargo vigente en la institución.",
    ),
    tramites=TRAMITES,
    frases={
        "estudiar": "El Comité lo tomó para estudio: lo estudia {estudia}",
        "resolver_caso": "El Comité emitió la resolución {resolucion}",
        "desechar": "El Comité lo desechó: los Criterios sí lo prevén",
        "retirar": "Quien lo presentó lo retiró",
    },
    cola=_cola,
    impedidas=_impedidas,
    ve_notas=lambda caso, persona: puede_estudiar(caso, persona) or es_control(persona),
    impedimento=_impedimento,
)
