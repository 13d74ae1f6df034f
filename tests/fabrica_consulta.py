"""Makes consults, and the posts that they are about, through the product's own actions."""

from datetime import datetime
from typing import Any

from cuentas.models import Cuenta
from organizacion.models import Persona
from publicaciones.acciones import consulta as acciones
from publicaciones.acciones.contenido import crear_contenido
from publicaciones.acciones.variante import Edicion, guardar_variante
from publicaciones.models import Consulta, Variante
from solicitudes.estados import EstadoApertura
from tests.fabrica import Institucion, apertura


def cuenta_con_administradores(ine: Institucion, identificador: str = "CulturaCivINE") -> Cuenta:
    """An active account of DECEyEC, administered by «medio» and «operativo»."""
    return apertura(ine, EstadoApertura.CONCLUIDA, identificador=identificador).cuenta


def variante_de(
    cuenta: Cuenta, por: Persona, ahora: datetime, texto: str = "Mañana abre el registro de observadores."
) -> Variante:
    """A post of the account in preparation, with that text."""
    datos = {"titulo": "Observadores", "clase": "informativo", "fuente": "Acuerdo", "area_avala": cuenta.area}
    contenido = crear_contenido(datos=datos, cuentas=[cuenta], por=por, ahora=ahora)
    return editada(contenido.variantes.get(), texto, por, ahora)


def editada(variante: Variante, texto: str, por: Persona, ahora: datetime) -> Variante:
    """The post as saved with another text."""
    actual = Variante.objects.select_related("contenido__area_avala", "cuenta__area").get(pk=variante.pk)
    edicion = Edicion(texto, actual.motivos, actual.programada)
    return guardar_variante(variante=actual, edicion=edicion, version=actual.version, por=por, ahora=ahora)[0]


def consulta(
    variante: Variante, ine: Institucion, *, por: str = "medio", ahora: datetime | None = None, **cambios: Any
) -> Consulta:
    """A consult that «medio» files."""
    datos = {"duda": "¿Es información ya oficial?", "numerales": ["6.v"], **cambios}
    return acciones.presentar_consulta(variante=variante, **datos, por=ine[por], ahora=ahora or ine.ahora)


def en_estudio(fila: Consulta, ine: Institucion, ahora: datetime | None = None) -> Consulta:
    return acciones.tomar_consulta(consulta=fila, por=ine["revisora"], ahora=ahora or ine.ahora)
