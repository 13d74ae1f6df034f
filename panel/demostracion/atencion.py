"""5.2.e–f, 6.vii, 6.xvi–6.xix, 8.b in the demonstration: a month of messages, some of each fate, and a flood today."""

from datetime import timedelta
from typing import Final, TypeAlias

from cuentas.estados import Red
from cuentas.models import Cuenta
from organizacion.models import Persona
from panel.demostracion.elenco import Elenco
from panel.demostracion.papeles import imagen
from panel.demostracion.reloj import Historia, Reloj
from publicaciones import acciones
from publicaciones.estados import ClaseInteraccion, EstadoInteraccion
from publicaciones.models import Interaccion
from publicaciones.reglas_atencion import texto_de_orientacion

E, C = EstadoInteraccion, ClaseInteraccion
CUENTAS: Final = [(Red.X, "INEMexico"), (Red.X, "INEtelMX")]


def historias(elenco: Elenco, reloj: Reloj) -> list[Historia]:
    """Every message, and the look at what came more than usual."""
    mensajes = [_mensaje(turno, elenco, reloj) for turno in range(len(MENSAJES))]
    return [*mensajes, *(_del_rebase(turno, reloj) for turno in range(len(REBASE))), _alertas(reloj)]


def _mensaje(turno: int, elenco: Elenco, reloj: Reloj) -> Historia:
    dias, tema, clase, texto, destino = MENSAJES[turno]
    yield (ahora := reloj.hace(dias, 100 + turno * 11))
    cuenta = _cuenta(turno % 2)
    titular, suplente = _administran(cuenta)
    fila = acciones.registrar_interaccion(
        cuenta=cuenta,
        captura=acciones.Captura(
            recibida=ahora - timedelta(minutes=20 + turno),
            texto=texto,
            clase=clase,
            enlace=f"https://x.com/i/status/{1_800_000_000 + turno}",
        ),
        tema_nuevo=tema,
        por=titular,
        ahora=ahora,
    )
    yield from _destino(fila, destino, titular, suplente, elenco, reloj, max(dias - 1, 0), turno)


def _destino(
    fila: Interaccion,
    destino: str,
    titular: Persona,
    suplente: Persona,
    elenco: Elenco,
    reloj: Reloj,
    dias: int,
    turno: int,
) -> Historia:
    """What becomes of it, the next business day."""
    if destino == E.RECIBIDA:
        return
    yield (ahora := reloj.hace(dias, 60 + turno * 7))
    enlace = f"https://x.com/i/status/{1_900_000_000 + turno}"
    if destino == E.CONTESTADA:
        acciones.contestar(interaccion=fila, respuesta=RESPUESTA, enlace=enlace, por=suplente, ahora=ahora)
    elif destino == E.ORIENTADA:
        acciones.orientar(
            interaccion=fila, respuesta=texto_de_orientacion(), enlace=enlace, por=suplente, ahora=ahora
        )  # fmt: skip
    elif destino == E.TURNADA:
        area = elenco.areas["DECEyEC"]
        acciones.turnar(interaccion=fila, area=area, nota="¿Qué se le contesta?", por=suplente, ahora=ahora)
    elif destino == E.CERRADA:
        acciones.cerrar_sin_respuesta(
            interaccion=fila, motivo="No pide nada: es una felicitación.", por=suplente, ahora=ahora
        )  # fmt: skip
    elif destino == "relevante":
        motivo = "Lo comparten cuentas con mucho alcance y confunde sobre la fecha de la elección."
        acciones.escalar(interaccion=fila, motivo=motivo, por=suplente, ahora=ahora)
    elif destino == "medida":
        medida = acciones.moderar(
            interaccion=fila,
            tipo="ocultar",
            fundamento="violencia",
            motivo="Llama a agredir a quienes integran las casillas.",
            evidencia=imagen("Captura del mensaje.png", fila.enlace),
            por=titular,
            ahora=ahora,
        )
        if dias > 2:
            acciones.confirmar_medida(medida=medida, por=suplente, ahora=ahora)


def _del_rebase(turno: int, reloj: Reloj) -> Historia:
    """Today, one topic after the other of the same doubt."""
    yield (ahora := reloj.hace(0, turno))
    cuenta = _cuenta(1)
    acciones.registrar_interaccion(
        cuenta=cuenta,
        captura=acciones.Captura(
            recibida=ahora, texto=REBASE[turno], enlace=f"https://x.com/i/status/{17_000 + turno}"
        ),
        tema_nuevo="Módulos: citas",
        por=_administran(cuenta)[1],
        ahora=ahora,
    )


def _alertas(reloj: Reloj) -> Historia:
    yield reloj.ahora
    acciones.detectar_rebases(ahora=reloj.ahora)


def _cuenta(turno: int) -> Cuenta:
    red, identificador = CUENTAS[turno]
    return Cuenta.objects.select_related("area").get(red=red, identificador=identificador)


def _administran(cuenta: Cuenta) -> tuple[Persona, Persona]:
    return cuenta.administradores["titular"].persona, cuenta.administradores["suplente"].persona


RESPUESTA: Final = (
    "Gracias por escribirnos. Encuentre los requisitos, horarios y direcciones en ine.mx/credencial; si no puede "
    "consultarlos, con gusto le atienden en INETEL."
)
Mensaje: TypeAlias = tuple[int, str, str, str, str]  # business days ago, topic, kind, text, what becomes of it
MENSAJES: Final[list[Mensaje]] = [
    (26, "Credencial: requisitos", C.DUDA, "¿Qué documentos llevo si es mi primera credencial?", E.CONTESTADA),
    (25, "Módulos: citas", C.DUDA, "No aparecen citas en el módulo de mi municipio, ¿cuándo se abren?", E.CONTESTADA),
    (24, "Lenguas indígenas", C.PROPUESTA, "Propongo que los videos tengan versión en náhuatl.", E.CONTESTADA),
    (22, "Credencial: requisitos", C.DUDA, "¿Sirve el acta de nacimiento impresa en casa?", E.CONTESTADA),
    (20, "Casillas", C.DUDA, "¿Cómo sé si fui sorteada para la mesa directiva de casilla?", E.TURNADA),
    (19, "Voto en el extranjero", C.DUDA, "¿Puedo registrarme para votar desde Canadá?", E.ORIENTADA),
    (17, "Mensajes de odio", C.ODIO, "Hay que sacar a golpes a los de las casillas.", "medida"),
    (15, "Módulos: citas", C.QUEJA, "Esperé tres horas aunque tenía cita.", E.CONTESTADA),
    (14, "Felicitaciones", C.COMENTARIO, "¡Muy clara la infografía, gracias!", E.CERRADA),
    (12, "Credencial: requisitos", C.DUDA, "¿Puedo tramitarla con el pasaporte?", E.CONTESTADA),
    (10, "Casillas", C.DUDA, "¿Pagan por ser funcionaria de casilla?", E.CONTESTADA),
    (9, "Accesibilidad", C.PROPUESTA, "Pongan intérprete de lengua de señas en todas las transmisiones.", E.RECIBIDA),
    (8, "Críticas", C.OFENSA, "Son unos buenos para nada.", E.CERRADA),
    (7, "Voto en el extranjero", C.DUDA, "¿Hasta cuándo hay para registrarse fuera del país?", E.CONTESTADA),
    (6, "Credencial: requisitos", C.DUDA, "Cambié de domicilio, ¿qué comprobantes aceptan?", E.CONTESTADA),
    (5, "Fechas de la elección", C.QUEJA, "Circula que la elección se pospuso, ¿es cierto?", "relevante"),
    (4, "Casillas", C.DUDA, "¿Puedo ser observador electoral si trabajo en el municipio?", E.TURNADA),
    (3, "Credencial: requisitos", C.DUDA, "¿La credencial que vence este año sirve para votar?", E.CONTESTADA),
    (2, "Mensajes de odio", C.ODIO, "A esos funcionarios habría que quemarles la casa.", "medida"),
    (2, "Módulos: citas", C.DUDA, "¿Abren los sábados los módulos del centro?", E.CONTESTADA),
    (2, "Credencial: requisitos", C.DUDA, "Me robaron la credencial, ¿cómo la repongo?", E.RECIBIDA),
    (1, "Casillas", C.DUDA, "¿Dan constancia por participar en la capacitación?", E.TURNADA),
    (1, "Credencial: requisitos", C.DUDA, "¿Cuánto tarda en llegar la credencial nueva?", E.RECIBIDA),
    (0, "Voto en el extranjero", C.DUDA, "¿Dónde consulto si mi registro quedó completo?", E.RECIBIDA),
]  # fmt: skip
REBASE: Final = [
    "El sistema de citas marca error desde la mañana.",
    "¿Por qué no me deja elegir el día de la cita?",
    "La página de citas se queda en blanco.",
    "No puedo agendar mi cita, dice que vuelva más tarde.",
    "¿Puedo ir al módulo sin cita si el sistema no sirve?",
    "Quise cambiar mi cita y la perdí, ¿qué hago?",
    "¿Cuándo se arregla el sistema de citas?",
    "Mi cita era hoy y no me dejan descargar el comprobante.",
    "¿Respetan la cita si no traigo el comprobante impreso?",
    "No llega el correo que confirma la cita.",
    "Intenté tres veces agendar y nada.",
    "¿Atienden sin cita en el módulo móvil?",
    "¿Por teléfono también se puede agendar?",
    "El calendario no muestra ningún día disponible.",
]
