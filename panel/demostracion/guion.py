"""What happens in the demonstration: requests in every state, petitions, and the routine of the scheduler."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from avisos.acciones import anclar_el_dia, despachar
from avisos.estados import EstadoAviso
from avisos.models import Aviso
from cuentas.acciones import activar
from cuentas.acciones.barrido_obligaciones import barrer_obligaciones
from cuentas.estados import EstadoCuenta, Frecuencia, Red
from cuentas.models import Cuenta
from organizacion.estados import Rol
from organizacion.models import Persona
from organizacion.tiempo import fecha_local
from panel.demostracion import atencion, bitacoras, capitulo7, consultas, contenidos, cuidado, evaluaciones
from panel.demostracion.elenco import Elenco, leer
from panel.demostracion.incidentes import historias as incidentes_y_falsas
from panel.demostracion.papeles import imagen
from panel.demostracion.reloj import Historia, Reloj
from panel.demostracion.rotaciones import contrasenas
from panel.demostracion.textos import historias as textos
from plazos.acciones import barrer
from publicaciones import acciones as difusion
from solicitudes import acciones
from solicitudes.acciones.cambio import aplicar_vencidos
from solicitudes.contenido import oficio_en_borrador
from solicitudes.estados import EN_COLA
from solicitudes.estados import EstadoApertura as E
from solicitudes.models import Apertura

DIAS_DE_HISTORIA = 195  # business days: about nine months
DIAS_ENTRE_BARRIDOS = 8  # what is owed is looked at more rarely than in real life
DIAS_CON_CORREO = 15  # what was told before is taken as sent: nobody reads those files
DIAS_CON_ANCLA = 10  # the log is anchored every day; here, only the last ones
SIN_REGULARIZAR = {Red.YOUTUBE}  # one homologated account is left for its head to complete


def historias(elenco: Elenco, reloj: Reloj) -> list[Historia]:
    """Every story of the demonstration."""
    filas = enumerate(leer("solicitudes-demostracion.csv"))
    tramites = [Tramite(fila, turno, elenco, reloj).historia() for turno, fila in filas]
    peticiones = [_peticion(turno, elenco, reloj) for turno in range(len(PETICIONES))]
    return [
        *tramites,
        *peticiones,
        *incidentes_y_falsas(elenco, reloj),
        *textos(elenco, reloj),
        *capitulo7.historias(elenco, reloj),
        *consultas.historias(elenco, reloj),
        *cuidado.historias(elenco, reloj),
        *evaluaciones.historias(elenco, reloj),
        *bitacoras.historias(reloj),
        *contenidos.historias(elenco, reloj),
        *atencion.historias(elenco, reloj),
        _rutina(reloj),
    ]


def regularizar(elenco: Elenco, *, ahora: datetime) -> None:
    """5.1.b: the homologated accounts get their administrators from the heads of their áreas."""
    cuentas = Cuenta.objects.filter(estado=EstadoCuenta.REGULARIZACION).exclude(red__in=SIN_REGULARIZAR)
    for cuenta in cuentas.select_related("area"):
        titular, suplente = elenco.administradores(cuenta.area.siglas, cuenta.pk)
        por = elenco.titular(cuenta.area.siglas)
        activar(cuenta=cuenta, titular=titular, suplente=suplente, por=por, ahora=ahora)


def _rutina(reloj: Reloj) -> Historia:
    """Each business day: the sweep in the morning, and the outbox sent in the evening."""
    for dias in range(DIAS_DE_HISTORIA, 0, -1):
        yield (momento := reloj.hace(dias, minutos=-10))
        barrer(ahora=momento)
        aplicar_vencidos(ahora=momento)
        if dias % DIAS_ENTRE_BARRIDOS == 0:
            barrer_obligaciones(ahora=momento)
        if dias <= DIAS_CON_ANCLA:
            anclar_el_dia(ahora=momento)
        yield (momento := reloj.hace(dias, minutos=9 * 60))
        if dias <= DIAS_CON_CORREO:
            despachar(ahora=momento)
        else:
            Aviso.objects.filter(estado=EstadoAviso.PENDIENTE).update(
                estado=EstadoAviso.ENVIADO, enviado=momento, intentos=1
            )


class Tramite:
    """One request of the table, walked to its ``destino`` by whoever walks it in the product."""

    def __init__(self, fila: dict[str, str], turno: int, elenco: Elenco, reloj: Reloj) -> None:
        self.fila, self.turno, self.elenco, self.reloj = fila, turno, elenco, reloj
        self.destino = E(fila["destino"])
        self.titular = elenco.titular(fila["siglas"])
        revisores = elenco.con_rol(Rol.REVISION)
        self.revisor = revisores[turno % len(revisores)]
        self.dias = int(fila["dias"])
        if self.destino in EN_COLA:
            termino = settings.INSTITUCION.terminos.revision_dias_habiles
            self.dias = reloj.dias_desde_presentar(self.dias, termino)

    def historia(self) -> Historia:
        yield (ahora := self._dia(self.dias, minutos=-30))
        apertura = acciones.iniciar(
            area=self.elenco.areas[self.fila["siglas"]],
            por=self.titular,
            ahora=ahora,
            red=self.fila["red"],
            programa=self.fila["programa"],
        )
        if not self.fila["red"]:
            return
        apertura = acciones.guardar_borrador(apertura=apertura, datos=self._propuesta(), por=self.titular, ahora=ahora)
        if self.destino == E.BORRADOR:
            return
        yield (ahora := self._dia(self.dias))
        apertura = self._presentar(apertura, ahora)
        yield from self._revision(apertura)

    def _revision(self, apertura: Apertura) -> Historia:
        if self.destino == E.PRESENTADA:
            return
        yield (ahora := self._dia(self.dias - 1))
        if self.turno % 3:
            apertura = acciones.tomar(apertura=apertura, por=self.revisor, ahora=ahora)
        else:
            jefatura = self.elenco.con_rol(Rol.TITULAR_CNCS)[0]
            apertura = acciones.asignar(apertura=apertura, revisor=self.revisor, por=jefatura, ahora=ahora)
        yield (ahora := self._dia(self.dias - 2))
        nota = NOTAS[self.turno % len(NOTAS)]
        acciones.anotar(apertura=apertura, texto=nota, por=self.revisor, ahora=ahora)
        if self.destino == E.EN_REVISION:
            return
        if self.destino == E.RETIRADA:
            yield (ahora := self._dia(self.dias - 4))
            motivo = "El área decidió difundir este material en sus cuentas existentes."
            acciones.retirar(apertura=apertura, motivo=motivo, por=self.titular, ahora=ahora)
            return
        yield from self._decision(apertura)

    def _decision(self, apertura: Apertura) -> Historia:
        tardia = self.destino == E.CONCLUIDA and self.turno % 10 == 7
        decidida = self.dias - (18 if tardia else 5 + self.turno * 3 % 9)
        yield (ahora := self._dia(decidida))
        if self.destino == E.RECHAZADA:
            fundamentos, respuesta = RECHAZOS[self.turno % len(RECHAZOS)]
            acciones.rechazar(
                apertura=apertura, fundamentos=fundamentos, respuesta=respuesta, por=self.revisor, ahora=ahora
            )
            return
        apertura = acciones.autorizar(
            apertura=apertura,
            respuesta="Se autoriza la apertura. Use los elementos de imagen gráfica que se entregan y mencione en la "
            "descripción el nombre completo del área.",
            elementos=[_elemento(apertura)],
            por=self.revisor,
            ahora=ahora,
        )
        if self.destino == E.AUTORIZADA:
            return
        if self.destino == E.SIN_EFECTO:
            yield (ahora := self._dia(decidida - 6))
            motivo = "Se reorganizó el programa al que serviría la cuenta."
            acciones.renunciar(apertura=apertura, motivo=motivo, por=self.titular, ahora=ahora)
            return
        yield from self._puesta_en_marcha(apertura, decidida)

    def _puesta_en_marcha(self, apertura: Apertura, decidida: int) -> Historia:
        yield (ahora := self._dia(decidida - 2))
        correo = f"{apertura.clave.replace('_', '.')[:40]}.{apertura.red}@{settings.INSTITUCION.dominio}"
        unicom = self.elenco.con_rol(Rol.UNICOM)[0]
        apertura = acciones.registrar_buzon(apertura=apertura, correo=correo, por=unicom, ahora=ahora)
        if self.destino == E.CON_BUZON:
            return
        yield (ahora := self._dia(decidida - 4))
        apertura = acciones.registrar_apertura(
            apertura=apertura,
            identificador=apertura.identificador,
            nombre=apertura.nombre,
            url=apertura.url_propuesta,
            id_permanente=str(1_400_000_000 + apertura.pk * 7919) if self.turno % 2 else "",
            abierta_el=fecha_local(ahora),
            por=self.titular,
            ahora=ahora,
        )
        if self.destino == E.ABIERTA:
            return
        yield (ahora := self._dia(decidida - 5))
        apertura = acciones.notificar(apertura=apertura, por=self.titular, ahora=ahora)
        assert apertura.cuenta
        yield from contrasenas(apertura.cuenta, self.turno, self.reloj)

    def _presentar(self, apertura: Apertura, ahora: datetime) -> Apertura:
        pdf = oficio_en_borrador(apertura, ahora=ahora)
        siglas = self.fila["siglas"].upper()
        return acciones.presentar(
            apertura=apertura,
            oficio_numero=f"{settings.INSTITUCION.siglas}/{siglas}/{100 + self.turno:04d}/{fecha_local(ahora).year}",
            oficio_fecha=fecha_local(ahora),
            oficio=SimpleUploadedFile("Oficio firmado.pdf", pdf, content_type="application/pdf"),
            por=self.titular,
            ahora=ahora,
        )

    def _propuesta(self) -> dict[str, Any]:
        titular, suplente = self.elenco.administradores(self.fila["siglas"], self.turno)
        datos: dict[str, Any] = {campo: self.fila[campo] for campo in ("red", "identificador", "nombre", "programa")}
        datos["fines"] = self.fila["fines"].split()
        publico = self.fila["publico"]
        if publico:
            datos |= {
                "actividad": f"Difundir, dentro de «{self.fila['programa']}», convocatorias, materiales y respuestas "
                f"útiles para {publico}, con lenguaje claro y formatos propios de {Red(self.fila['red']).label}.",
                "por_que_no_cncs": f"Las cuentas de la {settings.INSTITUCION.cncs.siglas} hablan a toda la ciudadanía; "
                f"{publico} requieren otro tono, otra frecuencia y respuestas especializadas del área.",
                "operacion": "Calendario mensual aprobado por la o el titular; al menos una pieza audiovisual por "
                "semana; respuesta a preguntas en horas hábiles y canalización a INETEL cuando no sean del área; "
                "monitoreo en fines de semana durante el proceso electoral.",
                "frecuencia": Frecuencia.values[self.turno % len(Frecuencia.values)],
                "titular_propuesto": titular,
                "suplente_propuesto": suplente,
            }
        return datos

    def _dia(self, dias: int, minutos: int = 0) -> datetime:
        """An instant of that day of this request's own, so that no two acts coincide."""
        return self.reloj.hace(dias, 45 + self.turno * 37 % 420 + minutos)


def _elemento(apertura: Apertura) -> SimpleUploadedFile:
    return imagen("Icono de perfil.png", apertura.url_propuesta or apertura.nombre)


def _peticion(turno: int, elenco: Elenco, reloj: Reloj) -> Historia:
    siglas, red, asunto, dias, destino = PETICIONES[turno]
    yield (ahora := reloj.hace(dias, 60 + 17 * turno))
    area, titular = elenco.areas[siglas], elenco.titular(siglas)
    cncs = settings.INSTITUCION.cncs.siglas
    peticion = difusion.presentar_peticion(
        area=area,
        cuenta=Cuenta.objects.get(red=red, area__siglas=cncs, homologada=True),
        asunto=asunto,
        material=f"Adjuntamos las piezas en los formatos que usa la {cncs}. Texto sugerido: «{asunto}». "
        "Fuente: el área que firma. No contiene datos personales.",
        fecha_deseada=fecha_local(reloj.hace(max(dias - 4, 0))) if turno % 2 else None,
        archivos=[imagen("Cartel.png", asunto)],
        por=titular,
        ahora=ahora,
    )
    if destino == "presentada":
        return
    revisora: Persona = elenco.con_rol(Rol.REVISION)[turno % 2]
    yield (ahora := reloj.hace(dias - 1, 90 + 17 * turno))
    if destino != "declinada":
        peticion = difusion.tomar_peticion(peticion=peticion, por=revisora, ahora=ahora)
    if destino == "en_preparacion":
        return
    yield (ahora := reloj.hace(dias - 3, 90 + 17 * turno))
    if destino == "difundida":
        difusion.difundir(
            peticion=peticion,
            enlace=f"{peticion.cuenta.url}/status/{1_700_000_000 + turno}",
            respuesta="Difundido en el horario de mayor audiencia.",
            por=revisora,
            ahora=ahora,
        )
    elif destino == "declinada":
        difusion.declinar(
            peticion=peticion,
            respuesta="El material anuncia una decisión que aún no es oficial (6.v). Puede pedirlo de nuevo después.",
            por=revisora,
            ahora=ahora,
        )
    else:
        difusion.retirar_peticion(peticion=peticion, por=titular, ahora=ahora)


PETICIONES: list[tuple[str, Red, str, int, str]] = [
    ("DECEyEC", Red.YOUTUBE, "Video: cómo se integra una mesa directiva de casilla", 64, "difundida"),
    ("DERFE", Red.X, "Últimos días para tramitar la credencial para votar", 41, "difundida"),
    ("JL-CHIS", Red.FACEBOOK, "Cápsulas en tsotsil y tseltal sobre el voto libre", 28, "difundida"),
    ("DEPPP", Red.X, "Resultados preliminares de una revisión en curso", 22, "declinada"),
    ("JL-NL", Red.FACEBOOK, "Feria estatal de la educación cívica", 15, "retirada"),
    (
        "DECEyEC",
        Red.FACEBOOK,
        "Convocatoria al concurso de cortometraje «Mi voto, mi voz»",
        6,
        "en_preparacion",
    ),
    ("UTIGyND", Red.X, "Semana de la paridad: testimonios de presidentas municipales", 4, "presentada"),
    ("JL-OAX", Red.YOUTUBE, "Transmisión del foro sobre sistemas normativos indígenas", 2, "presentada"),
]
NOTAS = [
    "El identificador no se presta a confusión con otra cuenta. Falta ver el plan de respuesta en fines de semana.",
    "Imagen Institucional propone ajustar el nombre para que se lea completo en el teléfono.",
    "Conviene confirmar con el área quién atiende las preguntas cuando la suplencia está de vacaciones.",
]
RECHAZOS: list[tuple[list[str], str]] = [
    (["7.i"], "Las cuentas de la CNCS llegan ya a ese público; presente una petición de difusión con este material."),
    (["6.xxii", "7.ii"], "El plan no asegura la actualización semanal ni quién responde. Puede presentarlo de nuevo."),
]
