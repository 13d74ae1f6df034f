"""Acts that several kinds of request share; the fields of their forms, besides, for the modules of this package."""

from typing import Any

from django.conf import settings

from bitacora.flujo import ActoRechazado
from organizacion.campos import CampoDeArchivos, CampoDeOficio, CampoLargo, Numerales
from organizacion.tramites import FormularioSobre, Tramite
from solicitudes.acciones import requerimiento
from solicitudes.acciones.comun import anotar
from solicitudes.permisos import requerimiento as permisos_requerimiento

__all__ = [
    "CampoDeArchivos",
    "CampoDeOficio",
    "CampoLargo",
    "Motivo",
    "Numerales",
    "tramite_anotar",
    "tramites_de_requerimiento",
]


class Motivo(FormularioSobre):
    motivo = CampoLargo(label="Motivo", max_length=2000, filas=4)


class _Requerir(FormularioSobre):
    texto = CampoLargo(
        label="Qué información hace falta",
        max_length=4000,
        help_text="Diga exactamente qué dato o documento necesita y para qué.",
    )


class _Responder(FormularioSobre):
    texto = CampoLargo(label="Respuesta", max_length=8000)
    archivos = CampoDeArchivos(label="Documentos")


class _SinCampos(FormularioSobre):
    pass


class _Anotar(FormularioSobre):
    texto = CampoLargo(
        label="Nota interna", max_length=4000, filas=3, help_text="La leen quienes responden; quien presentó, no."
    )


def _pendiente(solicitud: Any) -> bool:
    return any(r.espera for r in solicitud.requerimientos.all())


def tramites_de_requerimiento() -> dict[str, Tramite]:
    """Ask for more information, hand it in, give it up. They do not stop the legal clock unless the rules say so."""
    suspende = settings.INSTITUCION.reglas.requerimiento_suspende_plazo
    nota = "El plazo se detiene hasta que se entregue." if suspende else "El plazo de la respuesta sigue corriendo."
    return {
        "requerir": Tramite(
            "Pedir más información",
            "Pedir la información",
            _Requerir,
            lambda s, datos, **k: requerimiento.requerir(solicitud=s, texto=datos["texto"], **k),
            "Se pidió la información. Se avisó a quien presentó la solicitud.",
            explicacion=nota,
            rechazos=(ActoRechazado,),
            permiso=lambda s, p: permisos_requerimiento.puede_requerir(s, p) and not _pendiente(s),
        ),
        "responder": Tramite(
            "Entregar la información que se pidió",
            "Entregar",
            _Responder,
            lambda s, datos, **k: requerimiento.responder(solicitud=s, **datos, **k),
            "Se entregó la información.",
            permiso=lambda s, p: permisos_requerimiento.puede_responder(s, p) and _pendiente(s),
        ),
        "cancelar_requerimiento": Tramite(
            "Retirar el requerimiento de información",
            "Retirar el requerimiento",
            _SinCampos,
            lambda s, datos, **k: requerimiento.cancelar(solicitud=s, **k),
            "El requerimiento quedó sin efecto.",
            permiso=lambda s, p: permisos_requerimiento.puede_requerir(s, p) and _pendiente(s),
        ),
    }


def tramite_anotar(permiso: Any) -> dict[str, Tramite]:
    """Leave an internal note; ``permiso(solicitud, persona)`` says who may."""
    return {
        "anotar": Tramite(
            "Dejar una nota interna",
            "Guardar la nota",
            _Anotar,
            lambda s, datos, **k: anotar(solicitud=s, texto=datos["texto"], **k),
            "La nota quedó guardada.",
            permiso=permiso,
        )
    }
