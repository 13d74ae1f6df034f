"""5.b: the report of misuse, as its pages show it. Who filed it is shown to internal control and to nobody else."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms

from cuentas.models import Cuenta
from organizacion.fechas import con_hora, larga
from organizacion.permisos import es_cncs, es_control
from organizacion.tramites import FormularioSobre, Tramite
from solicitudes.acciones import uso_indebido as acciones
from solicitudes.acciones.comun import DatoInvalido
from solicitudes.clases.base import Clase, Entrega, Secciones, SinCampos
from solicitudes.clases.comunes import CampoDeArchivos, CampoLargo, Motivo, tramite_anotar
from solicitudes.consultas.uso_indebido import cuentas_que_se_reportan
from solicitudes.estados.uso_indebido import EstadoUso as E
from solicitudes.estados.uso_indebido import ResultadoUso
from solicitudes.models import UsoIndebido
from solicitudes.permisos import uso_indebido as permisos
from solicitudes.permisos.comun import tiene_papel

SIN_SU_NOMBRE: Final = "La CNCS también los lee: quite su nombre de los archivos si no quiere que lo sepa."


class _Cuenta(forms.ModelChoiceField):
    def label_from_instance(self, cuenta: Cuenta) -> str:
        return f"{cuenta.nombre} · {cuenta.get_red_display()} {cuenta.rotulo}"


class Reportar(forms.Form):
    cuenta = _Cuenta(
        queryset=Cuenta.objects.none(),
        label="Cuenta",
        required=False,
        empty_label="Otra, o no sé cuál",
        help_text="Quienes encabezan el área de la cuenta o la administran no sabrán del reporte.",
    )
    asunto = forms.CharField(label="Qué ocurrió, en una línea", max_length=200)
    hechos = CampoLargo(
        label="Hechos", max_length=6000, filas=7, help_text="Qué pasó, cómo y quién lo hizo. No escriba su nombre."
    )
    ocurrio_el = forms.DateField(
        label="Cuándo ocurrió", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    enlace = forms.URLField(label="Dirección de la publicación", required=False, max_length=400, assume_scheme="https")
    archivos = CampoDeArchivos(label="Pruebas", help_text=SIN_SU_NOMBRE)

    def __init__(self, *args: Any, persona: Any, inicial: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["cuenta"] = inicial.get("cuenta", "")
        self.fields["cuenta"].queryset = cuentas_que_se_reportan(persona)  # type: ignore[attr-defined]


class Informar(FormularioSobre):
    texto = CampoLargo(
        label="Qué sabe la CNCS", max_length=8000, help_text="Lo lee el control interno; quien presentó el reporte, no."
    )


class Aportar(FormularioSobre):
    texto = CampoLargo(label="Qué agrega", max_length=8000, help_text="No escriba su nombre: la CNCS también lo lee.")
    archivos = CampoDeArchivos(label="Pruebas", help_text=SIN_SU_NOMBRE)


class Concluir(FormularioSobre):
    resultado = forms.ChoiceField(label="Resultado", choices=ResultadoUso.choices, widget=forms.RadioSelect)
    respuesta = CampoLargo(
        label="En qué se funda",
        max_length=8000,
        filas=7,
        help_text="Lo leen quien presentó el reporte y la CNCS. No diga quién lo presentó.",
    )


TRAMITES: Final = {
    "investigar": Tramite(
        "Abrir la investigación",
        "Abrir la investigación",
        SinCampos,
        lambda u, datos, **k: acciones.investigar(uso=u, **k),
        "La investigación quedó abierta, a su cargo.",
    ),
    "concluir": Tramite(
        "Concluir la investigación",
        "Concluir",
        Concluir,
        lambda u, datos, **k: acciones.concluir(uso=u, **datos, **k),
        "La investigación quedó concluida. Se avisó a quien presentó el reporte y a la CNCS.",
        rechazos=(DatoInvalido,),
    ),
    "reabrir": Tramite(
        "Reabrir la investigación",
        "Reabrir",
        Motivo,
        lambda u, datos, **k: acciones.reabrir(uso=u, motivo=datos["motivo"], **k),
        "La investigación quedó abierta otra vez.",
        explicacion="El motivo lo leen quien presentó el reporte y la CNCS.",
    ),
    "informar": Tramite(
        "Informar al control interno",
        "Enviar",
        Informar,
        lambda u, datos, **k: acciones.informar(uso=u, texto=datos["texto"], **k),
        "El control interno ya puede leerlo.",
        permiso=lambda u, persona: u.en_curso and permisos.puede_informar(u, persona),
    ),
    "aportar": Tramite(
        "Agregar pruebas",
        "Agregar",
        Aportar,
        lambda u, datos, **k: acciones.aportar(uso=u, **datos, **k),
        "Se agregó a su reporte.",
        permiso=permisos.puede_aportar,
    ),
    **tramite_anotar(permisos.puede_investigar),
}


def _secciones(uso: UsoIndebido, persona: Any) -> Secciones:
    hechos: list[tuple[str, Any]] = [
        ("Cuenta", str(uso.cuenta) if uso.cuenta else "—"),
        ("Área", uso.area or "—"),
        ("Hechos", uso.hechos),
        ("Cuándo ocurrió", larga(uso.ocurrio_el) if uso.ocurrio_el else ""),
        ("Dirección de la publicación", uso.enlace),
        ("Recibido", con_hora(uso.creada)),
    ]
    if permisos.ve_quien_presento(uso, persona):
        hechos.append(("Presentó", uso.presentada_por))
    secciones: list[tuple[str, Sequence[tuple[str, Any]]]] = [("Reporte", hechos)]
    if uso.resultado:
        conclusion = [("Resultado", uso.get_resultado_display()), ("En qué se funda", uso.respuesta)]
        secciones.append(("Conclusión", conclusion))
    return secciones


def _anonimo(uso: UsoIndebido, persona: Any) -> bool:
    return not permisos.ve_quien_presento(uso, persona)


def _oculto(uso: UsoIndebido, persona: Any) -> Sequence[str]:
    """To whoever filed it, what the CNCS tells internal control; to both, which mails failed."""
    if es_control(persona) and not permisos.la_presento(uso, persona):
        return ()
    de_la_oficina = ["informar"] if permisos.la_presento(uso, persona) else []
    return ["reintentar_aviso", *de_la_oficina]


def _hilo(uso: UsoIndebido, persona: Any) -> Any:
    mensajes = uso.mensajes.select_related("autor")
    return mensajes.filter(de_la_oficina=False) if permisos.la_presento(uso, persona) else mensajes


def _impedimento(uso: UsoIndebido, persona: Any) -> str:
    if es_control(persona) and permisos.la_presento(uso, persona):
        return "Usted presentó este reporte: lo investiga otra persona del control interno."
    return ""


CLASE: Final = Clase(
    modelo=UsoIndebido,
    nombre="Reporte de uso indebido",
    plural="Reportes de uso indebido",
    numeral="5.b",
    colores={E.RECIBIDO: "azul", E.EN_INVESTIGACION: "ambar", E.CERRADO: "gris"},
    secciones=_secciones,
    oficina=es_control,
    consulta=es_cncs,
    entrega=Entrega(
        titulo="Reportar un uso indebido",
        boton="Enviar el reporte",
        descripcion="Una cuenta institucional, o el uso que se hace de ella, falta a los Criterios. "
        "Es confidencial: solo el control interno sabe quién lo presentó.",
        form=Reportar,
        puede=tiene_papel,
        llamar=lambda datos, **k: acciones.presentar(**datos, **k),
        hecho="Su reporte quedó recibido con el folio {folio}. Descargue aquí su acuse.",
        rechazos=(DatoInvalido,),
    ),
    tramites=TRAMITES,
    frases={
        "investigar": "El control interno abrió la investigación",
        "concluir": "Concluyó la investigación: {resultado}",
        "reabrir": "Se reabrió la investigación",
        "informar": "La CNCS informó lo que sabe",
        "aportar": "Se agregaron pruebas",
        "reintentar_aviso": "Se volvió a enviar un aviso",
    },
    anonimo=_anonimo,
    oculto=_oculto,
    ve_notas=lambda uso, persona: es_control(persona) and not permisos.la_presento(uso, persona),
    impedimento=_impedimento,
    hilo=_hilo,
    relacionados=("cuenta",),
)
