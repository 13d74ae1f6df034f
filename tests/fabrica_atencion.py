"""What citizens write, in any state, by whoever takes it there in the product."""

from datetime import datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from cuentas.models import Cuenta
from publicaciones import acciones
from publicaciones.estados import EstadoInteraccion as E
from publicaciones.models import Importacion, Interaccion, Medida, Propuesta
from tests.fabrica import Institucion, png
from tests.fabrica_baja import cuenta_activa

TEXTO = "¿Dónde puedo tramitar mi credencial para votar?"


def cuenta(ine: Institucion) -> Cuenta:
    """The account of DECEyEC, which «medio» and «operativo» administer."""
    existente = Cuenta.objects.filter(clave="culturacivine").first()
    return existente or cuenta_activa(ine, titular="titular")


def interaccion(
    ine: Institucion,
    estado: E = E.RECIBIDA,
    *,
    de: Cuenta | None = None,
    texto: str = TEXTO,
    tema: str = "Credencial",
    por: str = "medio",
    hace: timedelta = timedelta(hours=1),
    ahora: datetime | None = None,
    **campos: Any,
) -> Interaccion:
    """A message received ``hace`` ago, taken to ``estado``; the área to which it is passed on is DERFE."""
    ahora = ahora or ine.ahora
    fila = acciones.registrar_interaccion(
        cuenta=de or cuenta(ine),
        captura=acciones.Captura(recibida=ahora - hace, texto=texto, **campos),
        tema_nuevo=tema,
        por=ine[por],
        ahora=ahora,
    )
    if estado in {E.TURNADA, E.INFORMADA}:
        fila = acciones.turnar(
            interaccion=fila, area=ine.areas["DERFE"], nota="Requisitos", por=ine[por], ahora=ahora
        )  # fmt: skip
    if estado == E.INFORMADA:
        fila = acciones.informar(
            interaccion=fila, informacion="En cualquier módulo.", por=ine["otra_titular"], ahora=ahora
        )  # fmt: skip
    if estado == E.CONTESTADA:
        fila = acciones.contestar(
            interaccion=fila, respuesta="En cualquier módulo.", enlace="", por=ine[por], ahora=ahora
        )  # fmt: skip
    return fila


def medida(ine: Institucion, **campos: Any) -> Medida:
    fila = interaccion(ine, texto="Hay que acabar con todos ellos", clase="odio", tema="Odio", **campos)
    return acciones.moderar(
        interaccion=fila, tipo="ocultar", fundamento="violencia", motivo="Llama a la violencia", evidencia=png(),
        por=ine["medio"], ahora=ine.ahora,
    )  # fmt: skip


def propuesta(ine: Institucion, **campos: Any) -> Propuesta:
    fila = interaccion(ine, texto="Pongan subtítulos en los videos", clase="propuesta", tema="Videos", **campos)
    return fila.propuesta


def archivo(texto: str | bytes, nombre: str = "interacciones.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(nombre, texto if isinstance(texto, bytes) else texto.encode(), content_type="text/csv")


def importacion(ine: Institucion, texto: str | bytes = "", *, por: str = "medio", **campos: Any) -> Importacion:
    """A file that was read and waits for ``por`` to confirm it."""
    texto = texto or "fecha,texto,enlace\n2025-08-24 10:00,¿Abren mañana?,https://x.com/alguien/status/77\n"
    campos = {"medio": "comentario", "clase": "duda", "ahora": ine.ahora, **campos}
    return acciones.subir_importacion(cuenta=cuenta(ine), archivo=archivo(texto), por=ine[por], **campos)
