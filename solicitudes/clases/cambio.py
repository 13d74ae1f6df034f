"""7.v: the change of administrators or of the head of an área, as its pages show it."""

from datetime import date
from typing import Any, Final

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from cuentas.estados import NIVELES, Caracter
from cuentas.models import Cuenta, Designacion
from organizacion.consultas import personal_designable
from organizacion.estados import Nivel
from organizacion.fechas import con_hora, larga
from organizacion.models import Area, Nombramiento
from organizacion.permisos import credenciales, es_cncs, es_control
from organizacion.tiempo import fecha_local
from organizacion.tramites import FormularioSobre, Tramite
from solicitudes.acciones import cambio as acciones
from solicitudes.acciones.comun import DatoInvalido
from solicitudes.clases.base import Clase, Entrega, Secciones, SinCampos
from solicitudes.clases.comunes import CampoLargo, Motivo
from solicitudes.estados.cambio import POR_ACUSAR
from solicitudes.estados.cambio import EstadoCambio as E
from solicitudes.models import Cambio
from solicitudes.permisos import cambio as permisos

AYUDA_DE_FECHA: Final = (
    f"Hoy, o una fecha de los próximos {acciones.DIAS_DE_ANTICIPACION} días. Si es hoy, surte efecto al enviar."
)


class CampoDeCuenta(forms.ModelChoiceField):
    def label_from_instance(self, obj: Cuenta) -> str:
        return f"{obj.nombre} · {obj.rotulo} en {obj.get_red_display()} ({obj.area.siglas})"


class CampoDePersona(forms.ModelChoiceField):
    """Somebody of the área's own structure, chosen by their position."""

    def __init__(self, **opciones: Any) -> None:
        super().__init__(
            Nombramiento.objects.none(),
            empty_label="Elija a una persona",
            error_messages={"invalid_choice": "Elija a una persona de la lista.", "required": "Elija quién entra."},
            **opciones,
        )

    def label_from_instance(self, obj: Nombramiento) -> str:
        return f"{obj.persona.nombre} · {obj.cargo} ({obj.get_nivel_display().lower()}, {obj.area.siglas})"


class CampoDeFecha(forms.DateField):
    def __init__(self, **opciones: Any) -> None:
        super().__init__(
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            error_messages={"invalid": "Escriba una fecha que exista, por ejemplo 2025-08-25."},
            **opciones,
        )


class CambiarAdministrador(forms.Form):
    cuenta = CampoDeCuenta(
        queryset=Cuenta.objects.none(),
        label="Cuenta",
        empty_label="Elija una cuenta",
        error_messages={"invalid_choice": "Elija una cuenta de la lista.", "required": "Elija la cuenta."},
    )
    caracter = forms.ChoiceField(
        label="Lugar que cambia",
        choices=[("", "Elija un lugar"), *Caracter.choices],
        help_text="Sale quien lo ocupa hoy. Titular: de mando medio o superior; suplente: de mando medio u operativo.",
        error_messages={"invalid_choice": "Elija titular o suplente.", "required": "Elija titular o suplente."},
    )
    entra = CampoDePersona(label="Quién entra", help_text="Del área de la cuenta o de una que dependa de ella (5.1.b).")
    desde = CampoDeFecha(label="Desde", help_text=AYUDA_DE_FECHA)
    motivo = CampoLargo(label="Motivo", max_length=2000, filas=3)

    def __init__(self, *args: Any, persona: Any, inicial: Any, **kwargs: Any) -> None:
        cuenta, caracter = inicial.get("cuenta", ""), inicial.get("caracter", "")
        previos = {
            "cuenta": cuenta if cuenta.isascii() and cuenta.isdigit() else "",
            "caracter": caracter if caracter in Caracter.values else "",
            "desde": _hoy(),
        }
        super().__init__(*args, **kwargs)
        self.initial = previos
        self.fields["cuenta"].queryset = cuentas_con_administradores(persona)  # type: ignore[attr-defined]
        self.fields["entra"].queryset = _personal(persona)  # type: ignore[attr-defined]


class DesignarAQuienEntra(FormularioSobre):
    entra = CampoDePersona(label="Quién entra")
    desde = CampoDeFecha(label="Desde", help_text=AYUDA_DE_FECHA)

    def __init__(self, *args: Any, objeto: Cambio, **kwargs: Any) -> None:
        super().__init__(*args, objeto=objeto, **kwargs)
        self.initial = {"desde": _hoy()}
        if objeto.area and objeto.caracter:
            niveles = NIVELES[Caracter(objeto.caracter)]
            self.fields["entra"].queryset = personal_designable(objeto.area, niveles)  # type: ignore[attr-defined]
            permitidos = " o ".join(nivel.label.lower() for nivel in niveles)
            self.fields[
                "entra"
            ].help_text = f"De {objeto.area.siglas} o de un área que dependa de ella, de nivel {permitidos} (5.1.b)."


def cuentas_con_administradores(persona: Any) -> QuerySet[Cuenta]:
    """The official accounts of the áreas that the person heads that have somebody to relieve."""
    areas = [area.pk for area in credenciales(persona).titular_de]
    con_alguien = Exists(Designacion.objects.vigentes().filter(cuenta=OuterRef("pk")))
    cuentas = Cuenta.objects.oficiales().filter(con_alguien, area__in=areas)
    return cuentas.select_related("area").order_by("nombre", "pk")


def puede_pedir(persona: Any) -> bool:
    """7.v: the head of an área that has accounts."""
    return bool(credenciales(persona).titular_de) and cuentas_con_administradores(persona).exists()


def _personal(persona: Any) -> QuerySet[Nombramiento]:
    """Whoever works in the área that the person heads, or under it."""
    encabezada = Area.objects.filter(pk__in=[a.pk for a in credenciales(persona).titular_de]).first()
    return personal_designable(encabezada, Nivel) if encabezada else Nombramiento.objects.none()


def _hoy() -> date:
    return fecha_local(timezone.now())


def _presentar(datos: dict[str, Any], **k: Any) -> Cambio:
    return acciones.presentar_nuevo(
        cuenta=datos["cuenta"],
        caracter=Caracter(datos["caracter"]),
        entra=datos["entra"].persona,
        desde=datos["desde"],
        motivo=datos["motivo"],
        **k,
    )


TRAMITES: Final = {
    "presentar": Tramite(
        "Designar a quien entra",
        "Designar",
        DesignarAQuienEntra,
        lambda c, datos, **k: acciones.designar(cambio=c, entra=datos["entra"].persona, desde=datos["desde"], **k),
        "La designación quedó presentada ante la CNCS.",
        rechazos=(DatoInvalido,),
        campo="entra",
    ),
    "acusar": Tramite(
        "Darse por enterada",
        "Acusar recibo",
        SinCampos,
        lambda c, datos, **k: acciones.acusar(cambio=c, **k),
        "La CNCS quedó enterada del cambio. Se avisó al área.",
        explicacion="El cambio surte efecto en su fecha, con o sin acuse (7.v).",
        permiso=lambda c, persona: c.estado in POR_ACUSAR and permisos.puede_acusar(c, persona),
    ),
    "retirar": Tramite(
        "Retirar el cambio",
        "Retirar",
        Motivo,
        lambda c, datos, **k: acciones.retirar(cambio=c, **datos, **k),
        "El cambio quedó retirado: nada cambia en la cuenta.",
        peligro=True,
    ),
}


def _secciones(cambio: Cambio, persona: Any) -> Secciones:
    pares: list[tuple[str, Any]] = []
    if cambio.cuenta:
        url = reverse("cuentas:detalle", args=[cambio.cuenta_id])
        pares = [
            ("Cuenta", format_html('<a href="{}">{}</a>', url, cambio.cuenta)),
            ("Lugar", Caracter(cambio.caracter).label),
        ]
    else:
        pares = [("Titularidad", cambio.area)]
    abierto = cambio.estado == E.PENDIENTE
    pares += [
        ("Sale", cambio.sale or "Nadie"),
        ("Entra", cambio.entra or ("Por designar" if abierto else "Nadie todavía")),
        ("Desde", larga(cambio.desde) if cambio.desde else "Por fijar"),
        ("Motivo", cambio.motivo),
        (
            "Lo presentó",
            f"{cambio.presentada_por or 'El sistema, por un cambio de cargo'}, {con_hora(cambio.creada)}",
        ),
        ("Surtió efecto", con_hora(cambio.aplicado) if cambio.aplicado else "Todavía no"),
        ("Acuse de la CNCS", f"{cambio.responsable}, {con_hora(cambio.acusado)}" if cambio.acusado else "Todavía no"),
    ]
    return [("El cambio", pares)]


def _impedidas(persona: Any) -> Q:
    encabeza = [area.pk for area in credenciales(persona).titular_de]
    return Q(presentada_por=persona) | Q(area__in=encabeza) | Q(sale=persona) | Q(entra=persona)


def _impedimento(cambio: Cambio, persona: Any) -> str:
    if es_cncs(persona) and cambio.estado in POR_ACUSAR and not permisos.puede_acusar(cambio, persona):
        return "Usted presentó este cambio o es parte de él: otra persona de la CNCS debe darse por enterada."
    return ""


CLASE: Final = Clase(
    modelo=Cambio,
    nombre="Cambio de administradores",
    plural="Cambios de administradores y titulares",
    numeral="7.v",
    colores={
        E.PENDIENTE: "ambar",
        E.PRESENTADO: "azul",
        E.ACUSADO: "acento",
        E.VIGENTE: "azul",
        E.CONCLUIDO: "verde",
    },
    secciones=_secciones,
    oficina=es_cncs,
    consulta=es_control,
    entrega=Entrega(
        titulo="Cambiar administradores",
        boton="Presentar el cambio",
        descripcion=(
            "Quién sale y quién entra en una cuenta de su área, y desde cuándo. La contraseña deberá cambiarse en "
            "cuanto surta efecto."
        ),
        form=CambiarAdministrador,
        puede=puede_pedir,
        llamar=_presentar,
        hecho="El cambio quedó presentado con el folio {folio}.",
        rechazos=(DatoInvalido,),
    ),
    tramites=TRAMITES,
    frases={
        "presentar": "Se registró el cambio: entra {entra}, desde el {desde}",
        "aplicar": "Surtió efecto",
        "concluir": "Surtió efecto",
        "acusar": "La CNCS se dio por enterada",
        "acusar_vigente": "La CNCS se dio por enterada",
        "reponer": "No surtió efecto: hay que volver a designar",
        "retirar": "El área lo retiró",
        "dejar_sin_efecto": "Quedó sin efecto",
    },
    cola=lambda filas, persona: filas.exclude(estado=E.ACUSADO).exclude(_impedidas(persona)),
    impedidas=_impedidas,
    impedimento=_impedimento,
    relacionados=("cuenta__area", "sale", "entra"),
)
