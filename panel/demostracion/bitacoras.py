"""8.c in the demonstration: what administrators log of two accounts, one entry of them corrected; the rest is the
system's."""

from datetime import datetime
from typing import Final, NamedTuple

from cuentas.acciones import asentar_actividad
from cuentas.acciones.rotacion import quienes_rotan
from cuentas.estados import ClaseActividad as C
from cuentas.estados import Red
from cuentas.models import Cuenta
from panel.demostracion.papeles import imagen
from panel.demostracion.reloj import Historia, Reloj


class Nota(NamedTuple):
    """An entry: how many business days ago, what kind of activity, and in which words."""

    dias: int
    clase: C
    que: str
    con_enlace: bool = False
    con_archivo: bool = False


NOTAS: Final[dict[tuple[Red, str], tuple[Nota, ...]]] = {
    (Red.FACEBOOK, "CulturaCivicaINE"): (
        Nota(19, C.PUBLICACION, "Convocatoria del concurso nacional de cortometraje, con su video.", con_enlace=True),
        Nota(17, C.RESPUESTA, "Se respondieron 14 preguntas sobre las bases; dos se turnaron al área jurídica."),
        Nota(12, C.MENSAJES, "Cuatro mensajes privados: se orientó a INETEL, sin recibir datos personales."),
        Nota(9, C.TRANSMISION, "Transmisión del foro «Mi primer voto»: 1,240 asistentes en el momento más alto."),
        Nota(5, C.PERFIL, "Nueva portada de la campaña de septiembre.", con_archivo=True),
        Nota(3, C.RETIRO, "Se retiró una imagen con la fecha equivocada y se publicó la correcta.", con_enlace=True),
        Nota(1, C.SEGURIDAD, "Se cerraron las sesiones de un teléfono que ya no usa el área."),
    ),
    (Red.X, "OrganizaINE"): (
        Nota(8, C.PUBLICACION, "Hilo sobre la ubicación de casillas, en cinco mensajes.", con_enlace=True),
        Nota(4, C.RESPUESTA, "Se aclaró una información equivocada sobre el conteo rápido."),
    ),
}
CORRECCION: Final = "Transmisión del foro «Mi primer voto»: 1,420 asistentes en el momento más alto."


def historias(reloj: Reloj) -> list[Historia]:
    """Each account's."""
    return [_anotar(red, identificador, reloj) for red, identificador in NOTAS]


def _anotar(red: Red, identificador: str, reloj: Reloj) -> Historia:
    for turno, nota in enumerate(NOTAS[red, identificador]):
        yield (ahora := reloj.hace(nota.dias, 200 + 23 * turno))
        cuenta = Cuenta.objects.oficiales().filter(red=red, identificador=identificador).first()
        if cuenta is None or len(quienes_rotan(cuenta)) < 2:
            continue  # not yet, or somebody left
        numero = _asentar(cuenta, nota, nota.que, turno, ahora)
        if nota.clase == C.TRANSMISION:
            yield (ahora := reloj.hace(nota.dias - 1, 90))
            _asentar(cuenta, nota, CORRECCION, turno, ahora, corrige=numero)


def _asentar(cuenta: Cuenta, nota: Nota, que: str, turno: int, ahora: datetime, corrige: int | None = None) -> int:
    quienes = quienes_rotan(cuenta)
    asiento = asentar_actividad(
        cuenta=cuenta,
        clase=nota.clase,
        cuando=ahora.replace(minute=0, second=0, microsecond=0),
        que=que,
        enlaces=[f"{cuenta.url}/posts/{4_200_000 + turno}"] if nota.con_enlace else [],
        archivos=[imagen("Portada.png", cuenta.url)] if nota.con_archivo else [],
        corrige=corrige,
        por=quienes[turno % len(quienes)],
        ahora=ahora,
    )
    return asiento.numero
