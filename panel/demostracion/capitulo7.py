"""Chapter 7 in the demonstration: changes of administrators and heads, personal accounts, and information asked for."""

from datetime import datetime, timedelta
from typing import Final

from cuentas.estados import Caracter, Red
from cuentas.models import Cuenta
from organizacion.acciones import nombrar, registrar_persona, terminar_nombramiento
from organizacion.estados import Nivel, Rol
from organizacion.models import Persona
from organizacion.tiempo import fecha_local
from panel.demostracion import bajas
from panel.demostracion.elenco import Elenco, correo
from panel.demostracion.papeles import hoja
from panel.demostracion.reloj import Historia, Reloj
from panel.demostracion.rotaciones import cambiar_ya
from solicitudes.acciones import cambio as cambios
from solicitudes.acciones import publicidad as publicidades
from solicitudes.acciones import requerimiento as requerimientos
from solicitudes.estados.cambio import EstadoCambio
from solicitudes.models import Apertura, Cambio, Publicidad

SITIOS: Final = {
    Red.X: "https://x.com",
    Red.FACEBOOK: "https://www.facebook.com",
    Red.INSTAGRAM: "https://www.instagram.com",
}


def historias(elenco: Elenco, reloj: Reloj) -> list[Historia]:
    """Every story of chapter 7 but the openings."""
    return [*bajas.historias(elenco, reloj), *(historia(elenco, reloj) for historia in HISTORIAS)]


# --- 7.v: who administers, and who heads --------------------------------------------------------------------------
def _titulares_del_inicio(elenco: Elenco, reloj: Reloj) -> Historia:
    """The heads of the áreas that had accounts already: the CNCS learns of them in the first days."""
    yield (ahora := reloj.hace(193, 60))
    for cambio in Cambio.objects.filter(estado=EstadoCambio.VIGENTE).order_by("pk"):
        cambios.acusar(cambio=cambio, por=elenco.con_rol(Rol.REVISION)[0], ahora=ahora)


def _cambio_concluido(elenco: Elenco, reloj: Reloj) -> Historia:
    yield (ahora := reloj.hace(62, 100))
    cuenta = _cuenta(Red.FACEBOOK, "INEJalisco")
    cambio = cambios.presentar_nuevo(
        cuenta=cuenta,
        caracter=Caracter.SUPLENTE,
        entra=elenco.persona("Mateo Casillas Híjar"),
        desde=fecha_local(ahora),
        motivo="La 08 Junta Distrital atenderá los comentarios de la zona metropolitana.",
        por=elenco.titular("JL-JAL"),
        ahora=ahora,
    )
    yield from cambiar_ya(cuenta, 62, reloj)
    yield (ahora := reloj.hace(60, 80))
    cambios.acusar(cambio=cambio, por=elenco.con_rol(Rol.REVISION)[1], ahora=ahora)


def _cambio_retirado(elenco: Elenco, reloj: Reloj) -> Historia:
    yield (ahora := reloj.hace(30, 140))
    titular = elenco.titular("JL-JAL")
    cambio = cambios.presentar_nuevo(
        cuenta=_cuenta(Red.FACEBOOK, "INEJalisco"),
        caracter=Caracter.TITULAR,
        entra=titular,
        desde=fecha_local(ahora) + timedelta(days=21),
        motivo="Comisión de la vocal de capacitación a otra entidad.",
        por=titular,
        ahora=ahora,
    )
    yield (ahora := reloj.hace(28, 50))
    cambios.retirar(cambio=cambio, motivo="La comisión se canceló.", por=titular, ahora=ahora)


def _cambio_para_la_semana_entrante(elenco: Elenco, reloj: Reloj) -> Historia:
    yield (ahora := reloj.hace(2, 230))
    cambios.presentar_nuevo(
        cuenta=_cuenta(Red.FACEBOOK, "INECiudadDeMexico"),
        caracter=Caracter.SUPLENTE,
        entra=elenco.persona("Rodrigo Yáñez Almanza"),
        desde=reloj.hoy + timedelta(days=7),
        motivo="El técnico en comunicación social se incorpora a otro proyecto.",
        por=elenco.titular("JL-CDMX"),
        ahora=ahora,
    )


def _cambio_acusado(elenco: Elenco, reloj: Reloj) -> Historia:
    yield (ahora := reloj.hace(6, 210))
    titular = elenco.titular("JL-VER")
    cambio = cambios.presentar_nuevo(
        cuenta=_cuenta(Red.FACEBOOK, "INEVeracruz"),
        caracter=Caracter.TITULAR,
        entra=titular,
        desde=reloj.hoy + timedelta(days=12),
        motivo="Licencia de la vocal de capacitación; el vocal ejecutivo atiende la cuenta mientras tanto.",
        por=titular,
        ahora=ahora,
    )
    yield (ahora := reloj.hace(4, 60))
    cambios.acusar(cambio=cambio, por=elenco.con_rol(Rol.REVISION)[0], ahora=ahora)


def _relevo_por_salida(elenco: Elenco, reloj: Reloj) -> Historia:
    """Somebody leaves while one of the two accounts is being closed; in the other, the head names who comes."""
    yield (ahora := reloj.hace(50, 45))
    sale = elenco.persona("Joaquín Muñiz Alanís")
    terminar_nombramiento(persona=sale, hasta=fecha_local(ahora), por=_sistema(elenco), ahora=ahora)
    sigue = _cuenta(Red.LINKEDIN, "servicio-profesional-electoral-nacional-ine")
    yield from cambiar_ya(sigue, 50, reloj)
    yield from cambiar_ya(_cuenta(Red.FACEBOOK, "ServicioProfesionalINE"), 49, reloj, confirma=False)
    yield (ahora := reloj.hace(46, 30))
    entra = _contratar(elenco, "Sandra Paola Cordero Ibáñez", "Analista de Convocatorias", "DESPEN", ahora)
    elenco.relevar(sale, entra)
    yield (ahora := reloj.hace(46, 200))
    cambio = Cambio.objects.get(cuenta=sigue, sale=sale)
    titular = elenco.titular("DESPEN")
    cambio = cambios.designar(cambio=cambio, entra=entra, desde=fecha_local(ahora), por=titular, ahora=ahora)
    yield (ahora := reloj.hace(44, 90))
    cambios.acusar(cambio=cambio, por=elenco.con_rol(Rol.REVISION)[0], ahora=ahora)


def _suplente_vacante(elenco: Elenco, reloj: Reloj) -> Historia:
    yield (ahora := reloj.hace(3, 70))
    sale = elenco.persona("Ángel Uc Tuz")
    terminar_nombramiento(persona=sale, hasta=fecha_local(ahora), por=_sistema(elenco), ahora=ahora)
    yield from cambiar_ya(_cuenta(Red.FACEBOOK, "INEQuintanaRoo"), 3, reloj)


def _cambio_de_titular_del_area(elenco: Elenco, reloj: Reloj) -> Historia:
    """The head of an área retires; days later somebody of the same área is appointed."""
    yield (ahora := reloj.hace(7, 40))
    terminar_nombramiento(
        persona=elenco.titular("UTF"), hasta=fecha_local(ahora), por=_sistema(elenco), ahora=ahora
    )  # fmt: skip
    yield from cambiar_ya(_cuenta(Red.X, "FiscalizaINE"), 7, reloj)
    yield (ahora := reloj.hace(5, 110))
    cambio = Cambio.objects.get(area__siglas="UTF", estado=EstadoCambio.VIGENTE)
    cambios.acusar(cambio=cambio, por=elenco.con_rol(Rol.REVISION)[1], ahora=ahora)
    yield (ahora := reloj.hace(2, 25))
    nombrar(
        persona=elenco.persona("Raymundo Cázares Nieto"),
        area=elenco.areas["UTF"],
        cargo="Titular de la Unidad Técnica de Fiscalización",
        nivel=Nivel.SUPERIOR,
        es_titular=True,
        desde=fecha_local(ahora),
        por=_sistema(elenco),
        ahora=ahora,
    )


# --- 7.vii: personal accounts of the Consejerías ------------------------------------------------------------------
def _publicada(elenco: Elenco, reloj: Reloj) -> Historia:
    consejera, _ = elenco.con_rol(Rol.CONSEJERO)
    yield (ahora := reloj.hace(101, 90))
    fila = _pedir(consejera, Red.X, "MarquezRiosDL", "Dora Luz Márquez Ríos", ahora)
    yield (ahora := reloj.hace(98, 60))
    publicidades.publicar(publicidad=fila, por=elenco.con_rol(Rol.REVISION)[0], ahora=ahora)


def _retirada(elenco: Elenco, reloj: Reloj) -> Historia:
    consejera, _ = elenco.con_rol(Rol.CONSEJERO)
    yield (ahora := reloj.hace(158, 120))
    fila = _pedir(consejera, Red.FACEBOOK, "DoraLuzMarquezConsejera", "Dora Luz Márquez Ríos", ahora)
    yield (ahora := reloj.hace(155, 70))
    fila = publicidades.publicar(publicidad=fila, por=elenco.con_rol(Rol.REVISION)[1], ahora=ahora)
    yield (ahora := reloj.hace(52, 130))
    publicidades.retirar(publicidad=fila, motivo="Dejo de usar esa página.", por=consejera, ahora=ahora)


def _no_publicada(elenco: Elenco, reloj: Reloj) -> Historia:
    _, consejero = elenco.con_rol(Rol.CONSEJERO)
    yield (ahora := reloj.hace(43, 80))
    fila = _pedir(consejero, Red.INSTAGRAM, "lizarraga.democracia", "Octavio Lizárraga Bernal", ahora)
    yield (ahora := reloj.hace(40, 40))
    respuesta = "El perfil usa el logotipo del Instituto, y parece oficial. Puede pedirlo de nuevo cuando lo retire."
    publicidades.rechazar(publicidad=fila, respuesta=respuesta, por=elenco.con_rol(Rol.REVISION)[0], ahora=ahora)


def _por_publicar(elenco: Elenco, reloj: Reloj) -> Historia:
    _, consejero = elenco.con_rol(Rol.CONSEJERO)
    yield (ahora := reloj.hace(2, 160))
    _pedir(consejero, Red.X, "OctavioLB_mx", "Octavio Lizárraga Bernal", ahora)


# --- 7.iii: information that is asked for while an opening is reviewed --------------------------------------------
def _informacion_pendiente(elenco: Elenco, reloj: Reloj) -> Historia:
    yield (ahora := reloj.hace(3, 250))
    apertura = _apertura(Red.TIKTOK, "consulta.infantil.ine")
    texto = (
        "Envíe el formato con el que madres, padres o tutores autorizan que aparezcan niñas y niños, y diga quién lo "
        "guarda."
    )
    requerimientos.requerir(solicitud=apertura, texto=texto, por=_revisor(apertura), ahora=ahora)


def _informacion_entregada(elenco: Elenco, reloj: Reloj) -> Historia:
    yield (ahora := reloj.hace(10, 130))
    apertura = _apertura(Red.INSTAGRAM, "ine.casillas")
    texto = "Envíe el calendario de publicaciones del primer trimestre."
    requerimientos.requerir(solicitud=apertura, texto=texto, por=_revisor(apertura), ahora=ahora)
    yield (ahora := reloj.hace(7, 170))
    calendario = hoja("Calendario de publicaciones.pdf", ["Primer trimestre", "Dos piezas por semana: lunes y jueves."])
    requerimientos.responder(
        solicitud=apertura,
        texto="Se adjunta el calendario, aprobado por el área.",
        archivos=[calendario],
        por=elenco.titular("DEOE"),
        ahora=ahora,
    )


HISTORIAS = (
    _titulares_del_inicio,
    _cambio_concluido,
    _cambio_retirado,
    _cambio_para_la_semana_entrante,
    _cambio_acusado,
    _relevo_por_salida,
    _suplente_vacante,
    _cambio_de_titular_del_area,
    _publicada,
    _retirada,
    _no_publicada,
    _por_publicar,
    _informacion_pendiente,
    _informacion_entregada,
)


def _pedir(persona: Persona, red: Red, identificador: str, nombre: str, ahora: datetime) -> Publicidad:
    url = f"{SITIOS[red]}/{identificador}"
    return publicidades.presentar(
        red=red, identificador=identificador, url=url, nombre=nombre, por=persona, ahora=ahora
    )  # fmt: skip


def _contratar(elenco: Elenco, nombre: str, cargo: str, siglas: str, ahora: datetime) -> Persona:
    """Somebody new; the password of the demonstration, as everybody's, was derived once."""
    por = _sistema(elenco)
    persona = registrar_persona(email=correo(nombre), nombre=nombre, por=por, ahora=ahora)
    Persona.objects.filter(pk=persona.pk).update(password=por.password)
    nombrar(
        persona=persona,
        area=elenco.areas[siglas],
        cargo=cargo,
        nivel=Nivel.OPERATIVO,
        desde=fecha_local(ahora),
        por=por,
        ahora=ahora,
    )
    return persona


def _sistema(elenco: Elenco) -> Persona:
    return Persona.objects.get(pk=elenco.con_rol(Rol.SISTEMA)[0].pk)


def _revisor(apertura: Apertura) -> Persona:
    assert apertura.revisor
    return apertura.revisor


def _apertura(red: Red, identificador: str) -> Apertura:
    return Apertura.objects.select_related("revisor").get(red=red, identificador=identificador)


def _cuenta(red: Red, identificador: str) -> Cuenta:
    return Cuenta.objects.select_related("area").get(red=red, identificador=identificador)
