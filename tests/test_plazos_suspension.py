"""7.iii: a clock that is stopped, and what its date is afterwards, against a count made day by day by hand."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bitacora.actores import Sistema
from plazos.acciones import CalendarioCambio, aplicar_cambio, barrer, cerrar, cerrar_varios, reanudar, suspender
from plazos.calendario import Calendario, Periodo
from plazos.consultas import calcular_vencimiento, calendario_vigente, prueba_de, semaforo
from plazos.estados import LEJOS, EstadoPlazo, EstadoRecordatorio, Semaforo, Unidad
from plazos.models import Plazo, Recordatorio
from solicitudes.estados import EstadoApertura as E
from tests.fabrica import apertura

pytestmark = [pytest.mark.django_db, pytest.mark.criterio("7.iii")]
MEXICO = ZoneInfo("America/Mexico_City")
PRUEBA = Sistema("prueba")
MOTIVO, FUNDAMENTO = "Suspensión por requerimiento de información", "Reglas de la institución"


def el(texto: str) -> datetime:
    return datetime.fromisoformat(texto).replace(tzinfo=MEXICO)


def detener(plazo: Plazo, cuando: str) -> bool:
    return suspender(plazo=plazo, motivo=MOTIVO, por=PRUEBA, ahora=el(cuando))


def soltar(plazo: Plazo, cuando: str) -> bool:
    return reanudar(plazo=plazo, motivo=MOTIVO, fundamento=FUNDAMENTO, por=PRUEBA, ahora=el(cuando))


def a_mano(inicio: date, dias: int, detenido: set[date]) -> date:
    """The last day, by walking the calendar in force one day at a time."""
    calendario, dia = calendario_vigente(), inicio
    while dias:
        dia += timedelta(1)
        dias -= calendario.es_habil(dia) and dia not in detenido
    return dia


@pytest.fixture
def plazo(ine) -> Plazo:
    """Filed on Monday 25 August: its fifteen days end on 30 September."""
    fila = apertura(ine, E.EN_REVISION)
    return Plazo.objects.get(pk=fila.plazo_revision_id)


def pasos(plazo: Plazo, estado: EstadoRecordatorio) -> list[str]:
    return list(plazo.recordatorios.filter(estado=estado).order_by("programado").values_list("paso", flat=True))


@settings(max_examples=60, deadline=None)
@given(
    inicio=st.dates(date(2024, 1, 1), date(2027, 12, 31)),
    dias=st.integers(1, 40),
    tramos=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)), max_size=4),
)
def test_la_fecha_es_la_que_se_cuenta_a_mano(inicio, dias, tramos):
    base = Calendario(
        [Periodo(date(2025, 7, 21), date(2025, 8, 1), "Vacaciones", "Acuerdo")],
        version=1,
        desde=date(2018, 1, 1),
        hasta=date(2036, 12, 31),
    )
    periodos, detenido = [], set()
    for salto, largo in tramos:
        desde = inicio + timedelta(1 + salto)
        periodos.append(Periodo(desde, desde + timedelta(largo), MOTIVO, FUNDAMENTO))
        detenido |= {desde + timedelta(n) for n in range(largo + 1)}

    con = base.con(periodos)
    vence = calcular_vencimiento(
        datetime(inicio.year, inicio.month, inicio.day, 12, tzinfo=MEXICO), dias, Unidad.DIAS_HABILES, con
    )

    dia, faltan = inicio, dias
    while faltan:
        dia += timedelta(1)
        faltan -= base.es_habil(dia) and dia not in detenido
    assert vence == datetime(dia.year, dia.month, dia.day, tzinfo=MEXICO) + timedelta(1)
    prueba = con.prueba(inicio, dia)
    assert sum(d.cuenta for d in prueba) == dias
    for linea in prueba:
        if linea.fecha in detenido:
            assert linea.motivo in {MOTIVO, "Vacaciones"}
            assert not linea.cuenta
    assert base.sumar(inicio, dias) <= dia  # the calendar itself is as it was


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 9)), min_size=1, max_size=4))
def test_varias_suspensiones_en_la_base(plazo, tramos):
    Plazo.objects.filter(pk=plazo.pk).update(vence=el("2025-10-01"), suspendido=None)
    plazo.suspensiones.all().delete()
    plazo.refresh_from_db()
    dia, detenido = date(2025, 8, 25), set()
    for antes, parado in tramos:
        dia += timedelta(antes)
        if not detener(plazo, f"{dia}T12:00"):
            assert plazo.vencido(el(f"{dia}T12:00"))
            break
        assert plazo.vence == LEJOS
        detenido |= {dia + timedelta(n) for n in range(1, parado + 1)}
        dia += timedelta(parado)
        assert soltar(plazo, f"{dia}T13:00")
    plazo.refresh_from_db()

    assert plazo.fecha_limite == a_mano(date(2025, 8, 25), 15, detenido)
    assert prueba_de(plazo).limite == plazo.fecha_limite


def test_del_dia_siguiente_al_dia_de_la_respuesta(plazo):
    assert detener(plazo, "2025-09-18T10:00")
    assert soltar(plazo, "2025-09-24T18:00")

    tramo = plazo.suspensiones.get()
    assert (tramo.desde, tramo.hasta) == (date(2025, 9, 19), date(2025, 9, 24))
    # Four business days did not count: 19, 22, 23 and 24 September.
    assert plazo.fecha_limite == date(2025, 10, 6)
    lineas = {dia.fecha: dia for dia in prueba_de(plazo).dias}
    for n in range(6):
        dia = lineas[date(2025, 9, 19) + timedelta(n)]
        assert (dia.cuenta, dia.motivo, dia.fundamento) == (False, MOTIVO, FUNDAMENTO)
    assert lineas[date(2025, 9, 18)].cuenta
    assert lineas[date(2025, 9, 25)].cuenta
    assert lineas[date(2025, 9, 10)].motivo == "Primer periodo vacacional 2025"


def test_el_mismo_dia_no_detiene_nada(plazo):
    detener(plazo, "2025-08-29T10:00")
    soltar(plazo, "2025-08-29T18:00")

    assert not plazo.suspensiones.exists()
    assert plazo.fecha_limite == date(2025, 9, 30)


def test_detener_dos_veces_o_soltar_lo_que_corre_no_hace_nada(plazo):
    assert not soltar(plazo, "2025-08-29T10:00")
    assert detener(plazo, "2025-08-29T10:00")
    assert not detener(plazo, "2025-09-01T10:00")
    assert soltar(plazo, "2025-09-01T10:00")
    assert not soltar(plazo, "2025-09-02T10:00")
    assert plazo.suspensiones.count() == 1


def test_lo_vencido_sigue_vencido(plazo):
    assert not detener(plazo, "2025-10-01T00:00")

    plazo.refresh_from_db()
    assert plazo.suspendido is None
    assert semaforo(plazo, el("2025-10-02T10:00"), calendario_vigente()) == Semaforo.ROJO


def test_detenido_el_ultimo_dia_no_le_queda_ninguno(plazo):
    assert detener(plazo, "2025-09-30T10:00")
    assert prueba_de(plazo).quedan == 0
    assert soltar(plazo, "2025-10-06T10:00")

    assert plazo.fecha_limite == date(2025, 9, 30)
    assert semaforo(plazo, el("2025-10-06T10:00"), calendario_vigente()) == Semaforo.ROJO
    assert barrer(ahora=el("2025-10-06T10:01")).emitidos == 4  # the five steps but the last escalation
    assert "vence" in pasos(plazo, EstadoRecordatorio.EMITIDO)


def test_detenido_no_sale_nada_y_luego_cada_paso_una_vez(plazo):
    barrer(ahora=el("2025-09-23T09:30"))
    assert pasos(plazo, EstadoRecordatorio.EMITIDO) == ["faltan_5"]
    detener(plazo, "2025-09-23T12:00")

    assert barrer(ahora=el("2025-12-24T12:00")).emitidos == 0
    assert semaforo(plazo, el("2025-12-24T12:00"), calendario_vigente()) == Semaforo.GRIS

    soltar(plazo, "2025-10-15T08:00")
    assert plazo.fecha_limite == date(2025, 10, 22)
    salidas = []
    for dia in range(15, 32):
        barrer(ahora=el(f"2025-10-{dia}T10:00"))
        nuevos = [p for p in pasos(plazo, EstadoRecordatorio.EMITIDO) if p not in salidas]
        salidas += nuevos
    assert salidas == ["faltan_5", "faltan_2", "faltan_0", "vence", "pasaron_5"]
    emitido = Recordatorio.objects.get(plazo=plazo, paso="faltan_5").emitido
    assert emitido == el("2025-09-23T09:30")  # it did not come out again


@pytest.mark.parametrize("cuando", ["durante", "después"])
def test_cambia_el_calendario(plazo, cuando):
    """A new non-working day counts once, whether it comes while the clock is stopped or after."""
    puente = CalendarioCambio("Puente", agregar=(Periodo(date(2025, 10, 1), date(2025, 10, 2), "Puente", "Acuerdo"),))
    detener(plazo, "2025-09-18T10:00")
    if cuando == "durante":
        assert aplicar_cambio(cambio=puente, por=PRUEBA, ahora=el("2025-09-19T10:00")) == []
        plazo.refresh_from_db()
        assert plazo.vence == LEJOS
    soltar(plazo, "2025-09-24T10:00")
    if cuando == "después":
        (movimiento,) = aplicar_cambio(cambio=puente, por=PRUEBA, ahora=el("2025-09-25T10:00"))
        assert (movimiento.de, movimiento.a) == (date(2025, 10, 6), date(2025, 10, 8))
        plazo.refresh_from_db()

    assert plazo.fecha_limite == date(2025, 10, 8)
    assert plazo.fecha_limite == prueba_de(plazo).limite
    motivos = {dia.fecha: dia.motivo for dia in prueba_de(plazo).dias}
    assert motivos[date(2025, 10, 1)] == "Puente"
    assert motivos[date(2025, 9, 23)] == MOTIVO


@pytest.mark.parametrize("varios", [False, True])
@pytest.mark.parametrize("estado", [EstadoPlazo.CUMPLIDO, EstadoPlazo.CANCELADO])
def test_cerrar_lo_detenido_le_da_su_fecha(plazo, estado, varios):
    detener(plazo, "2025-09-18T10:00")
    if varios:
        cerrar_varios(plazos=[plazo], ahora=el("2025-09-24T10:00"), estado=estado)
    else:
        cerrar(plazo=plazo, ahora=el("2025-09-24T10:00"), estado=estado)

    plazo.refresh_from_db()
    assert (plazo.estado, plazo.suspendido) == (estado, None)
    assert plazo.fecha_limite == date(2025, 10, 6)
    assert not plazo.vencido(el("2026-01-01T00:00"))
    assert not pasos(plazo, EstadoRecordatorio.PENDIENTE)


def test_la_prueba_de_lo_detenido_no_inventa_fecha(plazo):
    detener(plazo, "2025-08-29T10:00")

    prueba = prueba_de(plazo)
    assert (prueba.limite, prueba.quedan, prueba.dia_uno) == (date(2025, 8, 29), 11, date(2025, 8, 26))


def test_la_prueba_de_lo_detenido_el_dia_en_que_empezo(plazo):
    detener(plazo, "2025-08-25T11:00")

    prueba = prueba_de(plazo)
    assert (prueba.dias, prueba.quedan, prueba.dia_uno) == ([], 15, None)
