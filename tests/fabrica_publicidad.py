"""Requests to publicise a personal account, walked to a state by whoever walks them in the product."""

from datetime import datetime, timedelta

from solicitudes.acciones import publicidad as acciones
from solicitudes.estados.publicidad import EstadoPublicidad as E
from solicitudes.models import Publicidad
from tests.fabrica import Institucion

RAZONES = "La dirección no lleva a una cuenta verificable de la Consejera."


def publicidad(
    ine: Institucion,
    estado: E = E.PRESENTADA,
    *,
    por: str = "consejera",
    decide: str = "revisora",
    red: str = "x",
    identificador: str = "DoraLuzMarquez",
    url: str = "",
    nombre: str = "Dora Luz Márquez",
    ahora: datetime | None = None,
) -> Publicidad:
    """A request of ``por`` in ``estado``; each act comes a minute after the other."""
    reloj = ahora or ine.ahora
    minuto = timedelta(minutes=1)
    fila = acciones.presentar(
        red=red,
        identificador=identificador,
        url=url or f"https://x.com/{identificador}",
        nombre=nombre,
        por=ine[por],
        ahora=reloj,
    )
    if estado == E.RECHAZADA:
        return acciones.rechazar(publicidad=fila, respuesta=RAZONES, por=ine[decide], ahora=reloj + minuto)
    if estado in {E.PUBLICADA, E.RETIRADA}:
        fila = acciones.publicar(publicidad=fila, por=ine[decide], ahora=reloj + minuto)
    if estado == E.RETIRADA:
        fila = acciones.retirar(publicidad=fila, motivo="Ya no la uso", por=ine[por], ahora=reloj + 2 * minuto)
    return fila
