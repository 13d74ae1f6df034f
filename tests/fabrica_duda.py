"""Questions to the CNCS, walked to a state by whoever walks them in the product."""

from datetime import datetime, timedelta

from solicitudes.acciones import duda as acciones
from solicitudes.estados.duda import EstadoDuda as E
from solicitudes.models import Duda, PreguntaFrecuente
from tests.fabrica import Institucion

PREGUNTA = "¿Quién cambia la contraseña de la cuenta cuando sale el administrador suplente?"
RESPUESTA = "La cambia el administrador titular el mismo día, y el otro administrador confirma el cambio."


def duda(
    ine: Institucion,
    estado: E = E.ABIERTA,
    *,
    por: str = "medio",
    contesta: str = "revisora",
    asunto: str = "Contraseña al salir un administrador",
    pregunta: str = PREGUNTA,
    ahora: datetime | None = None,
) -> Duda:
    """A question of ``por`` in ``estado``; each act comes a minute after the other."""
    reloj = ahora or ine.ahora
    minuto = timedelta(minutes=1)
    fila = acciones.preguntar(asunto=asunto, pregunta=pregunta, por=ine[por], ahora=reloj)
    if estado in {E.CONTESTADA, E.CERRADA}:
        fila = acciones.contestar(duda=fila, texto=RESPUESTA, por=ine[contesta], ahora=reloj + minuto)
    if estado == E.CERRADA:
        fila = acciones.cerrar(duda=fila, por=ine[por], ahora=reloj + 2 * minuto)
    return fila


def frecuente(
    ine: Institucion,
    *,
    pregunta: str = "¿Cómo se recupera una cuenta que bloqueó la red?",
    respuesta: str = "Avise a la CNCS el mismo día y guarde el correo de la plataforma.",
    numerales: tuple[str, ...] = ("5.3.b",),
    por: str = "revisora",
    ahora: datetime | None = None,
) -> PreguntaFrecuente:
    """A published answer, from a question of its own."""
    reloj = ahora or ine.ahora
    origen = duda(ine, E.CONTESTADA, contesta=por, asunto=pregunta[:200], pregunta=pregunta, ahora=reloj)
    return acciones.publicar(
        duda=origen,
        pregunta=pregunta,
        respuesta=respuesta,
        numerales=list(numerales),
        por=ine[por],
        ahora=reloj + timedelta(minutes=5),
    )
