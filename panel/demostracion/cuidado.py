"""5.1.e, 5.3.a, 6.xxx, 6.xxxiii in the demonstration: hours, training, strategies and authenticity."""

from datetime import datetime, timedelta
from typing import Final

from cuentas.acciones import capacitacion as cap
from cuentas.acciones.autenticidad import registrar_autenticidad
from cuentas.acciones.estrategia import pedir_cambios, presentar_estrategia, recibir_estrategia
from cuentas.acciones.horario import registrar_horarios
from cuentas.models import Cuenta, Sesion, Vacaciones
from organizacion.estados import Rol
from organizacion.models import Persona
from organizacion.tiempo import fecha_local
from panel.demostracion.elenco import Elenco
from panel.demostracion.papeles import hoja, imagen
from panel.demostracion.reloj import Historia, Reloj

TEMAS: Final = "Los Criterios, numeral por numeral.\nDatos personales y cuidado de las contraseñas.\nCasos del año."
# Junta, business days ago, whether the CNCS asks for another version.
ESTRATEGIAS: Final = (("JL-OAX", 150, False), ("JL-JAL", 144, True), ("JL-NL", 3, None))


def historias(elenco: Elenco, reloj: Reloj) -> list[Historia]:
    """Every story of what is owed for the accounts."""
    return [
        *(_estrategia(turno, elenco, reloj) for turno in range(len(ESTRATEGIAS))),
        _capacitacion(elenco, reloj),
        _horarios(elenco, reloj),
        _autenticidad(elenco, reloj),
    ]


def _estrategia(turno: int, elenco: Elenco, reloj: Reloj) -> Historia:
    siglas, dias, con_cambios = ESTRATEGIAS[turno]
    yield (ahora := reloj.hace(dias, 80 + turno * 7))
    anio, junta = fecha_local(ahora).year, elenco.areas[siglas]
    resumen = (
        "Públicos: juventudes y comunidades de la entidad. Redes: Facebook y X. Temas: credencial, voto informado."
    )
    fila = presentar_estrategia(
        area=junta,
        anio=anio,
        resumen=resumen,
        archivo=hoja(
            f"Estrategia {anio} {siglas}.pdf", [f"Estrategia de redes sociales {anio}", junta.nombre, resumen]
        ),
        por=elenco.titular(siglas),
        ahora=ahora,
    )
    if con_cambios is None:
        return
    yield (ahora := reloj.hace(dias - 4, 60))
    revisora = elenco.con_rol(Rol.REVISION)[0]
    if con_cambios:
        pedir_cambios(estrategia=fila, respuesta="Agregue cómo se medirá cada objetivo.", por=revisora, ahora=ahora)
    else:
        recibir_estrategia(estrategia=fila, respuesta="Gracias por incluir las lenguas.", por=revisora, ahora=ahora)


def _capacitacion(elenco: Elenco, reloj: Reloj) -> Historia:
    """A meeting that took place, with its list, and another one that is near."""
    revisora = elenco.con_rol(Rol.REVISION)[0]
    yield (ahora := reloj.hace(70, 100))
    hecha = _programar(reloj.hace(55, 60), revisora, ahora, "Auditorio, Viaducto Tlalpan 100")
    yield (ahora := hecha.inicia + timedelta(minutes=20))
    for turno, convocatoria in enumerate(hecha.convocatorias.esperadas().select_related("persona").order_by("pk")):
        if turno % 5 != 4:
            cap.asistir_con_codigo(sesion=hecha, por=convocatoria.persona, ahora=ahora)
    yield (ahora := hecha.termina + timedelta(hours=1))
    cap.cerrar_sesion(sesion=hecha, por=revisora, ahora=ahora)
    yield (ahora := reloj.hace(2, 100))
    proxima = _programar(ahora + timedelta(days=14), revisora, ahora, "")
    yield (ahora := reloj.hace(1, 30))
    convocatorias = proxima.convocatorias.esperadas().select_related("area", "sesion").order_by("pk")
    for convocatoria in list(convocatorias)[:2]:
        quien = elenco.titular(convocatoria.area.siglas)
        cap.confirmar_convocatoria(convocatoria=convocatoria, por=quien, ahora=ahora)


def _programar(inicia: datetime, revisora: Persona, ahora: datetime, lugar: str) -> Sesion:
    return cap.programar_sesion(
        anio=fecha_local(inicia).year,
        inicia=inicia,
        termina=inicia + timedelta(hours=2),
        lugar=lugar,
        enlace="" if lugar else "https://videoconferencia.ine.mx/capacitacion",
        temas=TEMAS,
        cupo=200,
        por=revisora,
        ahora=ahora,
    )


def _horarios(elenco: Elenco, reloj: Reloj) -> Historia:
    """For the next vacation period, one área says its hours at once; the others have not yet."""
    yield (ahora := reloj.hace(1, 200))
    vacaciones = Vacaciones.objects.vigentes().filter(desde__gte=fecha_local(ahora)).order_by("desde").first()
    cuentas = list(Cuenta.objects.oficiales().filter(area__siglas="DECEyEC").select_related("area")[:2])
    if vacaciones and cuentas:
        registrar_horarios(
            cuentas=cuentas,
            vacaciones=vacaciones,
            horas=[(dia, "10:00", "14:00") for dia in range(5)],
            texto="En vacaciones respondemos de lunes a viernes, de 10:00 a 14:00 h. Si es urgente, llame a INETEL.",
            vigila="Guardia de Medios Digitales",
            monitoreo="Dos revisiones al día; lo urgente se avisa por teléfono a la titular.",
            plan=None,
            por=elenco.titular("DECEyEC"),
            ahora=ahora,
        )


def _autenticidad(elenco: Elenco, reloj: Reloj) -> Historia:
    yield (ahora := reloj.hace(90, 45))
    for turno, cuenta in enumerate(Cuenta.objects.oficiales().select_related("area").order_by("pk")[:4]):
        if cuenta.area.titularidad is None:
            continue
        acto = "conceder_autenticidad" if turno < 3 else "solicitar_autenticidad"
        registrar_autenticidad(
            cuenta=cuenta,
            acto=acto,
            fecha=fecha_local(ahora),
            nota="Respuesta de la red",
            evidencia=imagen("respuesta de la red.png", cuenta.url),
            por=cuenta.area.titularidad.persona,
            ahora=ahora,
        )
