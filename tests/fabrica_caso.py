"""Cases that the Criterios do not foresee, walked to a state by whoever walks them in the product."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from organizacion.estados import Nivel, Rol
from solicitudes.acciones import caso as acciones
from solicitudes.estados.caso import EstadoCaso as E
from solicitudes.models import Caso
from tests.fabrica import Institucion

ASUNTO = "Transmisión conjunta con una universidad"
DESCRIPCION = "La universidad Zacamixtle pide transmitir nuestra mesa desde su propia cuenta."
PROPUESTA = "Que se autorice por única vez."
CRITERIO = "Una transmisión conjunta se hace desde la cuenta del Instituto y la otra institución la comparte."
RESPUESTA = "El contenido es del Instituto y responde por él quien lo administra."


def integrante(ine: Institucion) -> None:
    """Somebody of the Comité who neither presides over it nor is its secretary."""
    ine.persona("integrante", "Wenceslao Arce Huitrón", "SE", Nivel.MANDO_MEDIO, Rol.COMITE)


def caso(
    ine: Institucion,
    estado: E = E.PRESENTADO,
    *,
    por: str = "medio",
    estudia: str = "secretaria",
    resuelve: str = "presidencia",
    asunto: str = ASUNTO,
    descripcion: str = DESCRIPCION,
    fundamentos: Sequence[str] = ("1.b", "6.i"),
    criterio: str = CRITERIO,
    respuesta: str = RESPUESTA,
    ahora: datetime | None = None,
) -> Caso:
    """A case of ``por`` in ``estado``; each act comes a minute after the other."""
    reloj = ahora or ine.ahora
    minuto = timedelta(minutes=1)
    fila = acciones.presentar(asunto=asunto, descripcion=descripcion, propuesta=PROPUESTA, por=ine[por], ahora=reloj)
    if estado in {E.EN_ESTUDIO, E.RESUELTO}:
        fila = acciones.estudiar(caso=fila, por=ine[estudia], ahora=reloj + minuto)
    match estado:
        case E.RESUELTO:
            return acciones.resolver(
                caso=fila,
                fundamentos=list(fundamentos),
                criterio=criterio,
                respuesta=respuesta,
                por=ine[resuelve],
                ahora=reloj + 2 * minuto,
            )
        case E.DESECHADO:
            texto = "Basta con enlazar la transmisión."
            return acciones.desechar(
                caso=fila, fundamentos=["6.vi"], respuesta=texto, por=ine[resuelve], ahora=reloj + minuto
            )
        case E.RETIRADO:
            return acciones.retirar(caso=fila, motivo="La mesa se canceló", por=ine[por], ahora=reloj + minuto)
    return fila
