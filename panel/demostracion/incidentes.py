"""6.xxxi in the demonstration: an incident that is open, one that was closed, and fakes in three states."""

from datetime import timedelta
from typing import Final

from cuentas import acciones as cuentas
from cuentas.acciones import incidente as incidentes
from cuentas.acciones import rotacion as rotaciones
from cuentas.estados import ClaseIncidente, PuntoDeAcceso, QueHace, Red
from cuentas.models import Cuenta
from organizacion.estados import Rol
from panel.demostracion.elenco import Elenco
from panel.demostracion.papeles import imagen
from panel.demostracion.reloj import Historia, Reloj

ABIERTO: Final = (Red.INSTAGRAM, "ine.credencial")
CERRADO: Final = (Red.X, "MundoINE")


def historias(elenco: Elenco, reloj: Reloj) -> list[Historia]:
    """Every story of incidents and fakes."""
    return [_cerrado(elenco, reloj), _abierto(elenco, reloj), _falsa(elenco, reloj), _por_revisar(reloj)]


def _abierto(elenco: Elenco, reloj: Reloj) -> Historia:
    yield (ahora := max(reloj.hace(0, -9 * 60), reloj.ahora - timedelta(hours=2)))
    cuenta = _cuenta(ABIERTO)
    incidentes.reportar(
        cuenta=cuenta,
        clase=ClaseIncidente.HACKEO,
        detectado=ahora - timedelta(minutes=25),
        descripcion="La página publica un enlace que ofrece «becas electorales» y pide la credencial para votar.",
        archivos=[imagen("Captura de la página.png", "Becas electorales")],
        por=elenco.titular("DECEyEC"),
        ahora=ahora,
    )


def _cerrado(elenco: Elenco, reloj: Reloj) -> Historia:
    yield (ahora := reloj.hace(40, 120))
    cuenta = _cuenta(CERRADO)
    administra = [d.persona for d in cuenta.administradores.values()]
    titular, unicom = elenco.titular(cuenta.area.siglas), elenco.con_rol(Rol.UNICOM)[0]
    incidente = incidentes.reportar(
        cuenta=cuenta,
        clase=ClaseIncidente.PUBLICACION,
        detectado=ahora - timedelta(minutes=40),
        descripcion="Se publicó en la cuenta un mensaje personal, desde el teléfono de quien la administra.",
        por=administra[0],
        ahora=ahora,
    )
    yield (ahora := reloj.hace(40, 165))
    incidente = incidentes.contener(
        incidente=incidente,
        medidas="Se retiró lo publicado y se cerraron las sesiones.",
        por=administra[0],
        ahora=ahora,
    )
    yield (ahora := reloj.hace(40, 300))
    medidas = "Se comprobó con la red que nadie más tiene acceso."
    incidente = incidentes.recuperar(incidente=incidente, medidas=medidas, por=unicom, ahora=ahora)
    yield (ahora := reloj.hace(39, 60))
    exigida = cuenta.rotaciones.exigidas().get()
    hecha = rotaciones.registrar(rotacion=exigida, por=administra[0], ahora=ahora)
    yield (ahora := reloj.hace(39, 90))
    rotaciones.confirmar(rotacion=hecha, por=administra[1], ahora=ahora)
    nota = "La aplicación de calendario que ya no se usa quedó desconectada."
    incidentes.revisar_accesos(incidente=incidente, puntos=list(PuntoDeAcceso), nota=nota, por=titular, ahora=ahora)
    yield (ahora := reloj.hace(38, 30))
    lecciones = "La cuenta se usa solo en equipos del Instituto, con una aplicación distinta de la personal."
    incidentes.escribir_lecciones(incidente=incidente, lecciones=lecciones, por=titular, ahora=ahora)
    yield (ahora := reloj.hace(36, 200))
    incidentes.cerrar(incidente=incidente, por=elenco.con_rol(Rol.REVISION)[0], ahora=ahora)


def _falsa(elenco: Elenco, reloj: Reloj) -> Historia:
    yield (ahora := reloj.hace(9, 45))
    texto = "Dice que entrega la credencial en un día si se deposita a una tienda."
    for minutos in (0, 2, 7):
        falsa = cuentas.reportar_suplantacion(
            red=Red.X,
            identificador="lNEMexico",
            direccion="https://x.com/lNEMexico",
            que_hace=[QueHace.IMAGEN, QueHace.DINERO],
            texto=texto,
            ahora=ahora + timedelta(minutes=minutos),
        )
    yield (ahora := reloj.hace(8, 100))
    cuentas.confirmar_suplantacion(
        suplantacion=falsa,
        cuenta=Cuenta.objects.get(red=Red.X, clave="inemexico"),
        descripcion="Usa el logotipo del Instituto y pide depósitos a cambio de tramitar la credencial para votar.",
        por=elenco.con_rol(Rol.REVISION)[0],
        ahora=ahora,
    )


def _por_revisar(reloj: Reloj) -> Historia:
    yield (ahora := reloj.hace(1, 380))
    cuentas.reportar_suplantacion(
        red=Red.FACEBOOK,
        identificador="INE.Tramites.Oficial",
        direccion="https://www.facebook.com/INE.Tramites.Oficial",
        que_hace=[QueHace.MENSAJES],
        texto="Me escribió para ofrecerme una cita.",
        ahora=ahora,
    )


def _cuenta(cual: tuple[str, str]) -> Cuenta:
    red, identificador = cual
    return Cuenta.objects.select_related("area").get(red=red, clave=identificador.lower())
