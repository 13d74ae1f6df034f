"""7.viii, 7.ix in the demonstration: closings of accounts, each up to where its story has come."""

from datetime import datetime
from typing import Final, NamedTuple

from django.conf import settings

from cuentas.acciones import revisar_identificador
from cuentas.estados import Red
from cuentas.models import Cuenta
from organizacion.estados import Rol
from organizacion.tiempo import fecha_local
from panel.demostracion.elenco import Elenco
from panel.demostracion.papeles import hoja, imagen
from panel.demostracion.reloj import Historia, Reloj
from solicitudes.acciones import baja as acciones
from solicitudes.acciones import requerimiento
from solicitudes.estados.baja import EstadoBaja as E
from solicitudes.models import Baja


class Guion(NamedTuple):
    """A closing that an área asks for: which account, how many business days ago, how far it came, and why."""

    red: Red
    identificador: str
    dias: int
    destino: E
    motivo: str


GUIONES: Final = (
    Guion(
        Red.FACEBOOK,
        "ServicioProfesionalINE",
        60,
        E.CONCLUIDA,
        "Las convocatorias del Servicio se difunden ya por LinkedIn, donde está su público. La página no recibe "
        "preguntas desde hace tres meses.",
    ),
    Guion(
        Red.LINKEDIN,
        "asuntos-internacionales-ine",
        22,
        E.EXPORTADA,
        "Su público es el mismo que sigue la cuenta @MundoINE en X. El área concentrará ahí la difusión.",
    ),
    Guion(
        Red.INSTAGRAM,
        "ine.igualdad",
        18,
        E.CANCELADA,
        "El programa de materiales para Instagram terminó; los contenidos de paridad siguen en X.",
    ),
    Guion(
        Red.FACEBOOK,
        "VotoExtranjeroINE",
        9,
        E.EN_REVISION,
        "La comunidad en el exterior se atiende por X y por correo; mantener dos cuentas duplica las respuestas.",
    ),
    Guion(
        Red.X,
        "NuevoLeonINE",
        3,
        E.PRESENTADA,
        "La Junta dejará X: nueve de cada diez preguntas llegan por Facebook.",
    ),
    Guion(
        Red.X,
        "CdMexicoINE",
        70,
        E.RECHAZADA,
        "El área cuenta con menos personal y propone quedarse solo con la página de Facebook.",
    ),
    Guion(Red.FACEBOOK, "INEVeracruz", 84, E.RETIRADA, "Se atenderá desde la cuenta de X que está por abrirse."),
)


def historias(elenco: Elenco, reloj: Reloj) -> list[Historia]:
    pedidas = [Cierre(guion, turno, elenco, reloj).historia() for turno, guion in enumerate(GUIONES)]
    return [*pedidas, _por_abandono(elenco, reloj), _que_siguio(elenco, reloj), _vigilancia(elenco, reloj)]


class Cierre:
    """A closing that the área asks for, walked by whoever walks it in the product."""

    def __init__(self, guion: Guion, turno: int, elenco: Elenco, reloj: Reloj) -> None:
        self.guion, self.turno, self.elenco, self.reloj = guion, turno, elenco, reloj
        self.revisor = elenco.con_rol(Rol.REVISION)[(turno + 1) % 2]

    def historia(self) -> Historia:
        g = self.guion
        yield (ahora := self._dia(0))
        cuenta = _cuenta(g.red, g.identificador)
        titular, siglas = self.elenco.titular(cuenta.area.siglas), cuenta.area.siglas
        numero = f"{settings.INSTITUCION.siglas}/{siglas.upper()}/{700 + self.turno:04d}/{fecha_local(ahora).year}"
        oficio = hoja(
            "Oficio firmado.pdf",
            [cuenta.area.nombre, f"Oficio {numero}", f"Asunto: baja de la cuenta {cuenta}.", g.motivo, titular.nombre],
        )
        baja = acciones.presentar(
            cuenta=cuenta,
            motivo=g.motivo,
            oficio_numero=numero,
            oficio_fecha=fecha_local(ahora),
            oficio=oficio,
            por=titular,
            ahora=ahora,
        )
        if g.destino == E.PRESENTADA:
            return
        yield (ahora := self._dia(1))
        baja = acciones.tomar(baja=baja, por=self.revisor, ahora=ahora)
        if g.destino == E.EN_REVISION:
            yield (ahora := self._dia(5))
            pregunta = "Diga quién contestará a las personas que escriben hoy por Facebook, y desde cuándo."
            requerimiento.requerir(solicitud=baja, texto=pregunta, por=self.revisor, ahora=ahora)
            return
        if g.destino == E.RETIRADA:
            yield (ahora := self._dia(3))
            motivo = "La apertura en X se retrasó: la página de Facebook sigue."
            acciones.retirar(baja=baja, motivo=motivo, por=titular, ahora=ahora)
            return
        yield (ahora := self._dia(8))
        if g.destino == E.RECHAZADA:
            respuesta = (
                "La cuenta da servicio durante los simulacros y las jornadas electorales y no tiene sustituto en esa "
                "red. Revise con la CNCS cómo repartir su operación."
            )
            acciones.rechazar(
                baja=baja, fundamentos=["3.i", "7.xii"], respuesta=respuesta, por=self.revisor, ahora=ahora
            )
            return
        respuesta = "Procede. Anuncie el cierre una semana antes y diga dónde se atenderá a quien siga la cuenta."
        baja = acciones.autorizar(baja=baja, respuesta=respuesta, por=self.revisor, ahora=ahora)
        yield from self._cierre(baja)

    def _cierre(self, baja: Baja) -> Historia:
        titular, destino = self.elenco.titular(baja.cuenta.area.siglas), self.guion.destino
        yield (ahora := self._dia(12))
        indice = hoja("Índice de publicaciones.pdf", [f"Contenidos de {baja.cuenta}", "412 publicaciones, 38 videos."])
        evidencia = "Se descargó la copia completa que entrega la red y se guardó en el archivo de trámite."
        baja = acciones.exportar(baja=baja, evidencia=evidencia, archivos=[indice], por=titular, ahora=ahora)
        if destino == E.EXPORTADA:
            return
        yield (ahora := self._dia(14))
        evidencia = "Se eliminaron todas las publicaciones, historias y comentarios."
        baja = acciones.eliminar(baja=baja, evidencia=evidencia, por=titular, ahora=ahora)
        yield (ahora := self._dia(15))
        captura = imagen("Confirmación de la red.png", f"Cuenta eliminada: {baja.cuenta.url}")
        baja = acciones.cancelar(
            baja=baja,
            evidencia="La red confirmó la eliminación de la cuenta.",
            fecha=fecha_local(ahora),
            archivos=[captura],
            por=titular,
            ahora=ahora,
        )
        if destino == E.CANCELADA:
            return
        yield (ahora := self._dia(17))
        unicom = self.elenco.con_rol(Rol.UNICOM)[0]
        evidencia = "El buzón se cerró y su contenido se respaldó por dos años."
        baja = acciones.cerrar_buzon(baja=baja, evidencia=evidencia, por=unicom, ahora=ahora)
        yield (ahora := self._dia(19))
        evidencia = "La dirección ya no abre, el buscador no la muestra y el buzón rechaza correo."
        acciones.verificar(baja=baja, evidencia=evidencia, por=self.revisor, ahora=ahora)

    def _dia(self, despues: int) -> datetime:
        """That many business days after it was filed."""
        return self.reloj.hace(self.guion.dias - despues, 30 + self.turno * 41 % 300 + despues)


def _por_abandono(elenco: Elenco, reloj: Reloj) -> Historia:
    """7.ix: the CNCS found an account abandoned, and the área still has to answer."""
    yield (ahora := reloj.hace(6, 200))
    acciones.iniciar(
        cuenta=_cuenta(Red.THREADS, "ine.oaxaca"),
        motivo="La última publicación es de hace siete semanas y hay 23 preguntas sin respuesta. La Junta publica a "
        "diario en Facebook, así que su público no queda desatendido.",
        fundamentos=["6.xxii", "7.ix"],
        archivos=[imagen("Última publicación.png", "https://www.threads.net/@ine.oaxaca")],
        por=elenco.con_rol(Rol.REVISION)[0],
        ahora=ahora,
    )


def _que_siguio(elenco: Elenco, reloj: Reloj) -> Historia:
    """7.ix: another one, which its área took up again: the CNCS dropped the closing."""
    yield (ahora := reloj.hace(66, 150))
    revisor = elenco.con_rol(Rol.REVISION)[1]
    baja = acciones.iniciar(
        cuenta=_cuenta(Red.X, "TransparentaINE"),
        motivo="No se publica desde hace cinco semanas.",
        fundamentos=["6.xxii"],
        archivos=[imagen("Última publicación.png", "https://x.com/TransparentaINE")],
        por=revisor,
        ahora=ahora,
    )
    yield (ahora := reloj.hace(61, 90))
    texto = "La persona que la llevaba estuvo de licencia. Desde ayer publicamos otra vez, con calendario semanal."
    baja = acciones.contestar(
        baja=baja, conforme=False, texto=texto, por=elenco.titular("UTTyPDP"), ahora=ahora
    )  # fmt: skip
    yield (ahora := reloj.hace(58, 120))
    motivo = "El área retomó la cuenta y entregó su calendario de publicaciones."
    acciones.archivar(baja=baja, motivo=motivo, por=revisor, ahora=ahora)


def _vigilancia(elenco: Elenco, reloj: Reloj) -> Historia:
    """7.ix: the CNCS looks at the handle of the account that was closed."""
    yield (ahora := reloj.hace(16, 100))
    revisor = elenco.con_rol(Rol.REVISION)[0]
    nota = "La dirección no abre y ningún perfil usa el nombre ni el logotipo."
    cuenta = _cuenta(Red.FACEBOOK, "ServicioProfesionalINE")
    revisar_identificador(cuenta=cuenta, ocupado=False, nota=nota, por=revisor, ahora=ahora)


def _cuenta(red: Red, identificador: str) -> Cuenta:
    return Cuenta.objects.select_related("area").get(red=red, identificador=identificador)
