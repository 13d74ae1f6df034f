"""Contents and posts, made as the product makes them."""

from datetime import datetime, timedelta
from typing import Any

from cuentas.models import Cuenta
from publicaciones import acciones
from publicaciones.acciones import Edicion, Evidencia
from publicaciones.estados import CASILLAS
from publicaciones.models import Contenido, Publicacion, Variante
from solicitudes.estados import EstadoApertura
from tests.fabrica import Institucion, apertura

TEXTO = "Conoce cómo se integra tu casilla y participa: https://www.ine.mx/casillas"
ENLACE = "https://x.com/CulturaCivINE/status/1700000000000000001"


def cuenta(ine: Institucion, **campos: Any) -> Cuenta:
    """An active account; of DECEyEC, on X, unless told otherwise."""
    fila = apertura(ine, EstadoApertura.CONCLUIDA, **campos)
    assert fila.cuenta
    return Cuenta.objects.select_related("area").get(pk=fila.cuenta_id)


def datos(ine: Institucion, **cambios: Any) -> dict[str, Any]:
    """What the posts of a content share; the área that endorses it is the author's."""
    return {
        "titulo": "Así se integra tu casilla",
        "clase": "informativo",
        "fines": ["3.vi", "3.xi"],
        "fuente": "Manual de la funcionaria y el funcionario de casilla 2025",
        "fuente_url": "https://www.ine.mx/manual",
        "area_avala": ine.areas["DECEyEC"],
        "boletin_titular": "",
        "sesion": "",
        "materia": "",
        "embargo_hasta": None,
        "vigente_hasta": None,
        **cambios,
    }


def contenido(
    ine: Institucion, *cuentas: Cuenta, por: str = "medio", ahora: datetime | None = None, **cambios: Any
) -> Contenido:
    """A content with a post in each account, their texts written."""
    ahora = ahora or ine.ahora + timedelta(hours=1)
    fila = acciones.crear_contenido(datos=datos(ine, **cambios), cuentas=cuentas, por=ine[por], ahora=ahora)
    for variante in fila.variantes.all():
        escribir(ine, variante, por=por, ahora=ahora)
    return Contenido.objects.get(pk=fila.pk)


def escribir(
    ine: Institucion, variante: Variante, *, por: str = "medio", ahora: datetime | None = None, **cambios: Any
) -> Variante:
    """Another version of a post."""
    fila = Variante.objects.get(pk=variante.pk)
    edicion = Edicion(**{"texto": TEXTO, "motivos": fila.motivos, **cambios})
    ahora = ahora or ine.ahora + timedelta(hours=1)
    return acciones.guardar_variante(variante=fila, edicion=edicion, version=fila.version, por=ine[por], ahora=ahora)[0]


def evidencia(ine: Institucion, **cambios: Any) -> Evidencia:
    """All that is asked of whoever publishes."""
    base = {
        "publicada": ine.ahora + timedelta(hours=2),
        "enlace": ENLACE,
        "texto": TEXTO,
        "casillas": set(CASILLAS),
        "advertencias": {"sin_medios": "El video se publica por separado."},
    }
    return Evidencia(**{**base, **cambios})


def publicar(
    ine: Institucion, variante: Variante, *, por: str = "medio", ahora: datetime | None = None, **cambios: Any
) -> Publicacion:
    return acciones.publicar(
        variante=variante,
        evidencia=evidencia(ine, **cambios),
        por=ine[por],
        ahora=ahora or ine.ahora + timedelta(hours=2, minutes=1),
    )
