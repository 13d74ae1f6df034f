"""A period in which every indicator has something to count: accounts with nothing, with one of each thing, without
answers, opened or closed half way, with a change of administrators, and with a bit of everything, most of it at the
edges of the days of each account, where it is easy to be wrong."""

from datetime import date

from cuentas.estados import EstadoCuenta, EstadoRecertificacion, EstadoRotacion
from cuentas.estados.cuidado import EstadoConvocatoria
from cuentas.models import Convocatoria, Cuenta, Designacion, Sesion, Vacaciones
from plazos.models import DiaInhabil
from publicaciones.estados import ClaseContenido, EstadoPropuesta
from publicaciones.estados.consulta import EstadoConsulta
from publicaciones.models import Tema
from tests.fabrica import Institucion
from tests.fabrica_cambio import cuenta, relevos
from tests.fabrica_evaluacion import el
from tests.fabrica_renglones import CLASES, DIA, HORA, MOTA, E, Mundo, empieza

DESDE, HASTA = date(2025, 7, 1), date(2025, 12, 31)
IMAGEN, IMAGEN_MUDA, VIDEO = ("image/png", "Un mapa"), ("image/png", ""), ("video/mp4", "")


def mundo(ine: Institucion) -> Mundo:
    """The eight accounts."""
    m = Mundo(ine)
    for nombre in ("nada", "una", "callada", "llena", "relevo", "baja"):
        m.cuentas[nombre], m.dias[nombre] = cuenta(ine, identificador=f"{nombre}INE"), (DESDE, HASTA)
    for nombre, dia in (("nueva", date(2025, 10, 1)), ("fugaz", date(2025, 12, 29))):
        m.cuentas[nombre] = cuenta(ine, identificador=f"{nombre}INE", ahora=empieza(dia) + 10 * HORA)
        m.dias[nombre] = (dia, HASTA)
    m.dias["baja"] = (DESDE, date(2025, 11, 15))
    _historia(m)
    vacaciones = _vacaciones()
    _capacitacion(m)
    _una(m, m.cuentas["una"], vacaciones)
    _callada(m, m.cuentas["callada"])
    for nombre in ("llena", "relevo", "baja", "nueva"):
        _llenar(m, m.cuentas[nombre], *m.dias[nombre], vacaciones)
    m.publicar(m.cuentas["fugaz"], el("2025-12-30T10:00"), IMAGEN)
    for nombre in ("una", "callada", "llena", "relevo", "baja", "nueva", "fugaz"):
        _alrededor(m, m.cuentas[nombre], *m.dias[nombre])
    return m


def _historia(m: Mundo) -> None:
    """All but those opened in it were official before the period; one was closed; one changed administrators."""
    viejas = Cuenta.objects.exclude(pk__in=[m.cuentas["nueva"].pk, m.cuentas["fugaz"].pk])
    viejas.update(oficial_desde=date(2024, 1, 1), fines=["3.i", "3.xi"])
    Cuenta.objects.filter(pk=m.cuentas["llena"].pk).update(frecuencia="diaria")
    Cuenta.objects.filter(pk=m.cuentas["relevo"].pk).update(frecuencia="varias")
    Cuenta.objects.filter(pk=m.cuentas["baja"].pk).update(estado=EstadoCuenta.BAJA, oficial_hasta=m.dias["baja"][1])
    Designacion.objects.filter(cuenta=m.cuentas["baja"]).update(desde=date(2024, 1, 1), hasta=m.dias["baja"][1])
    Designacion.objects.filter(cuenta=m.cuentas["llena"]).update(desde=date(2025, 6, 30))
    relevos(m.ine)
    # The suplente leaves on the 9th and the next one enters on the 20th; the titular hands over from one day to the
    # next, and was there since before the period.
    suya = Designacion.objects.filter(cuenta=m.cuentas["relevo"])
    suya.filter(caracter="suplente").update(desde=date(2025, 1, 1), hasta=date(2025, 9, 9))
    suya.filter(caracter="titular").update(desde=date(2025, 1, 1), hasta=date(2025, 10, 14))
    Designacion.objects.bulk_create(
        Designacion(cuenta=m.cuentas["relevo"], persona=m.ine.personas[quien], caracter=c, cargo="x", nivel=n, desde=d)
        for quien, c, n, d in (
            ("nuevo", "suplente", "operativo", date(2025, 9, 20)),
            ("otra_media", "titular", "mando_medio", date(2025, 10, 15)),
        )
    )
    m.cuentas = {n: Cuenta.objects.select_related("area").get(pk=c.pk) for n, c in m.cuentas.items()}


def _vacaciones() -> list[Vacaciones]:
    """They begin the day before the period, on its first day, in the middle (one was called off), near its end, on its
    last day and on the one after."""
    dias = DiaInhabil.objects.order_by("pk")[:7]
    inicios = ("2025-06-30", "2025-07-01", "2025-10-06", "2025-11-03", "2025-12-22", "2025-12-31", "2026-01-01")
    return Vacaciones.objects.bulk_create(
        Vacaciones(
            dia=dia, nombre=f"Desde {inicio}", desde=date.fromisoformat(inicio),
            hasta=date.fromisoformat(inicio) + 3 * DIA, canceladas=inicio == "2025-11-03",
        )
        for dia, inicio in zip(dias, inicios, strict=True)
    )  # fmt: skip


def _capacitacion(m: Mundo) -> None:
    """Somebody came in November and again, to the one for those who had missed it, in January; somebody only then, too
    late; somebody the year before; somebody in the middle of the period; somebody was excused."""
    sesiones = {
        nombre: Sesion.objects.create(
            anio=anio, inicia=el(dia), termina=el(dia) + HORA, lugar="x", temas="x", cupo=9, estado="cerrada"
        )
        for nombre, anio, dia in (
            ("pasada", 2024, "2024-11-20T10:00"), ("primera", 2025, "2025-11-20T10:00"),
            ("tarde", 2025, "2026-01-15T10:00"),
        )
    }  # fmt: skip
    Convocatoria.objects.bulk_create(
        Convocatoria(
            sesion=sesiones[sesion], persona=m.ine.personas[quien], area=m.ine.areas["DECEyEC"],
            convocada=el("2025-10-01"), estado=estado, asistio=el(cuando) if cuando else None,
            codigo=f"{quien}-{sesion}" if cuando else "",
        )
        for sesion, quien, estado, cuando in (
            ("tarde", "medio", EstadoConvocatoria.ASISTIO, "2026-01-15T10:00"),
            ("primera", "medio", EstadoConvocatoria.ASISTIO, "2025-11-20T10:00"),
            ("primera", "operativo", EstadoConvocatoria.AUSENTE, ""),
            ("tarde", "operativo", EstadoConvocatoria.ASISTIO, "2026-01-15T10:00"),
            ("pasada", "otra_media", EstadoConvocatoria.ASISTIO, "2024-11-20T10:00"),
            ("primera", "otra_media", EstadoConvocatoria.EXCUSADA, ""),
            ("primera", "nuevo", EstadoConvocatoria.ASISTIO, "2025-12-31T23:59"),
        )
    )  # fmt: skip


def _una(m: Mundo, de: Cuenta, vacaciones: list[Vacaciones]) -> None:
    """One of each thing."""
    m.publicar(de, el("2025-09-03T10:00"), fines=("3.i", "3.xi"))
    m.consultar(de, el("2025-09-03T10:00"))
    m.recibir(de, el("2025-08-01T10:00"), CLASES.DUDA, E.RECIBIDA)
    m.proponer(de, el("2025-08-02T10:00"))
    m.sufrir(de, el("2025-08-01T10:00"), "reportado")
    m.recertificar(de, date(2025, 12, 31), EstadoRecertificacion.PEDIDA)
    m.anotar(de, el("2025-12-29T10:00"))
    m.horario(de, vacaciones[1], el("2025-07-01T00:00"))  # one instant late


def _callada(m: Mundo, de: Cuenta) -> None:
    """A network that writes to an account that never answers."""
    for n, clase in enumerate(CLASES):
        for k, estado in enumerate((E.RECIBIDA, E.TURNADA, E.INFORMADA, E.CERRADA)):
            m.recibir(de, el("2025-08-01T10:00") + (4 * n + k) * DIA, clase, estado)
    m.proponer(de, el("2025-08-02T10:00"), EstadoPropuesta.EN_ANALISIS)
    m.proponer(de, el("2025-08-03T10:00"))


def _llenar(m: Mundo, de: Cuenta, desde: date, hasta: date, vacaciones: list[Vacaciones]) -> None:
    """A bit of everything, from the first instant of its days to the last."""
    primero, ultimo, medio = empieza(desde), empieza(hasta + DIA) - MOTA, empieza(desde + 20 * DIA)
    m.publicar(de, primero, IMAGEN, IMAGEN_MUDA, fines=("3.i",))
    m.publicar(de, primero + 13 * HORA, texto="¿Y usted?", fines=("3.i", "3.ix"))
    m.publicar(de, medio, VIDEO, clase=ClaseContenido.DIALOGO)
    m.publicar(de, medio + 3 * DIA)
    m.publicar(de, ultimo, IMAGEN, VIDEO, fines=("3.i",))
    for n, estado in enumerate((*EstadoConsulta, EstadoConsulta.FAVORABLE)):
        m.consultar(de, primero + n * DIA, estado)
    m.consultar(de, ultimo)

    temas = list(Tema.objects.filter(nombre__startswith="Tema").order_by("pk"))
    if not temas:
        temas = Tema.objects.bulk_create(
            Tema(area=de.area, nombre=f"Tema {n}", clave=f"tema {n}", creado=m.ine.ahora) for n in range(7)
        )
    for n, veces in enumerate((4, 3, 3, 2, 1, 1, 1)):  # two topics are left out of the five
        for k in range(veces):
            estado = (E.CONTESTADA, E.ORIENTADA, E.RECIBIDA)[k % 3]
            horas = (1.5, 40, None)[k % 3]
            m.recibir(de, medio + (4 * n + k) * HORA, list(CLASES)[n % 4], estado, horas=horas, tema=temas[n])
    m.recibir(de, primero, CLASES.DUDA, E.CONTESTADA, horas=0.25)
    m.recibir(de, ultimo, CLASES.QUEJA, E.ORIENTADA, horas=300)  # answered when the period was over
    m.recibir(de, medio, CLASES.OFENSA, E.RECIBIDA)
    m.recibir(de, medio, CLASES.ODIO, E.CONTESTADA, horas=2)  # nobody owed it an answer, and it got one
    m.recibir(de, medio, CLASES.COMENTARIO, E.CERRADA)
    for n, estado_propuesta in enumerate(EstadoPropuesta):
        m.proponer(de, primero + n * DIA, estado_propuesta)
    m.proponer(de, ultimo, EstadoPropuesta.ACEPTADA)

    R, C = EstadoRotacion, EstadoRecertificacion
    dia = desde + 30 * DIA
    m.rotar(de, desde, R.CONFIRMADA, hecha=primero - DIA)
    m.rotar(de, dia, R.HECHA, hecha=empieza(dia + DIA) - MOTA)  # in its last instant
    m.rotar(de, dia, R.CONFIRMADA, hecha=empieza(dia + DIA))  # in the first one that was late
    m.rotar(de, dia, R.OBJETADA, hecha=empieza(dia))
    m.rotar(de, dia, R.SUSTITUIDA)
    m.rotar(de, dia, R.CANCELADA)
    m.rotar(de, dia, R.CANCELADA, hecha=empieza(dia))
    m.rotar(de, hasta, R.HECHA, hecha=ultimo)
    m.recertificar(de, desde, C.CONFORME, respondida=primero + HORA)
    m.recertificar(de, dia, C.CORREGIDA, respondida=empieza(dia + DIA))  # late
    m.recertificar(de, dia, C.CANCELADA)
    m.recertificar(de, hasta + 20 * DIA, C.CONFORME, respondida=ultimo)  # answered before it was due
    m.recertificar(de, hasta, C.CANCELADA, respondida=primero + DIA)  # answered; its differences ended with the account

    m.sufrir(de, primero, "cerrado", horas=10)
    m.sufrir(de, medio, "cerrado", horas=0.5)
    m.sufrir(de, medio, "falsa_alarma", horas=1)
    m.sufrir(de, medio + DIA, "cerrado", horas=3)
    m.sufrir(de, ultimo, "reportado")
    m.anotar(de, primero, primero + HORA, medio, ultimo)
    m.anotar(de, medio + 30 * DIA, acto="otra_cosa")
    m.horario(de, vacaciones[1], el("2025-06-30T23:59"))
    m.horario(de, vacaciones[2], el("2025-10-06T00:01"))  # they had begun
    m.horario(de, vacaciones[3], el("2025-10-01T10:00"))  # of those that were called off
    m.horario(de, vacaciones[4], el("2025-12-01T10:00"))


def _alrededor(m: Mundo, de: Cuenta, desde: date, hasta: date) -> None:
    """The same things, one instant before its days and one after: they are not counted."""
    antes, despues = empieza(desde) - MOTA, empieza(hasta + DIA)
    for momento in (antes, despues):
        m.publicar(de, momento, IMAGEN, texto="¿Fuera?", fines=("3.xi",))
        m.consultar(de, momento, EstadoConsulta.FAVORABLE)
        m.recibir(de, momento, CLASES.DUDA, E.CONTESTADA, horas=1)
        m.proponer(de, momento, EstadoPropuesta.ACEPTADA)
        m.sufrir(de, momento, "cerrado", horas=1)
        m.anotar(de, momento)
    for dia in (desde - DIA, hasta + DIA):
        m.rotar(de, dia, EstadoRotacion.CONFIRMADA, hecha=empieza(dia) - 40 * DIA)
        m.recertificar(
            de, dia, EstadoRecertificacion.CONFORME, respondida=antes if dia < desde else empieza(dia) + HORA
        )
