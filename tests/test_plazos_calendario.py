"""7.iii: which days count. Every count is compared with one made day by day, with nothing but a calendar in hand."""

import csv
import io
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from hypothesis import assume, given
from hypothesis import strategies as st

from organizacion.tiempo import fecha_local
from plazos.calendario import Calendario, FueraDelCalendario, Periodo
from plazos.consultas import calcular_vencimiento, calendario_vigente, probar
from plazos.estados import Unidad
from plazos.ley import descansos_obligatorios

pytestmark = pytest.mark.embebida

DESDE, HASTA = date(2023, 1, 1), date(2026, 12, 31)
MEXICO = ZoneInfo("America/Mexico_City")
fechas = st.dates(DESDE, HASTA)


@st.composite
def periodos(draw) -> list[Periodo]:
    """Any periods, those that overlap, that repeat, and that leave the covered years included."""
    lista = []
    for _ in range(draw(st.integers(0, 12))):
        desde = draw(st.dates(DESDE - timedelta(40), HASTA + timedelta(40)))
        dias = draw(st.one_of(st.integers(0, 3), st.integers(0, 45)))
        motivo = draw(st.sampled_from(["Vacaciones", "Aniversario", "Suspensión"]))
        lista.append(Periodo(desde, desde + timedelta(dias), motivo, f"Acuerdo de {motivo}"))
    return lista


def a_mano(lista: list[Periodo], dia: date) -> bool:
    """Does the day count, by looking at each period?"""
    return dia.strftime("%w") not in "06" and not any(p.desde <= dia <= p.hasta for p in lista)


def cuenta_a_mano(lista: list[Periodo], inicio: date, dias: int) -> date | None:
    dia = inicio
    while dias:
        dia += timedelta(1)
        if dia > HASTA:
            return None
        dias -= a_mano(lista, dia)
    return dia


def construir(lista: list[Periodo]) -> Calendario:
    return Calendario(lista, version=1, desde=DESDE, hasta=HASTA)


@pytest.mark.criterio("7.iii")
class TestContraUnaCuentaDiaPorDia:
    @given(periodos(), fechas, st.integers(1, 400))
    def test_sumar(self, lista, inicio, dias):
        esperada = cuenta_a_mano(lista, inicio, dias)
        if esperada is None:
            with pytest.raises(FueraDelCalendario, match="de 2023 a 2026"):
                construir(lista).sumar(inicio, dias)
        else:
            assert construir(lista).sumar(inicio, dias) == esperada

    @given(periodos(), fechas, st.integers(1, 60))
    def test_la_prueba_dice_lo_mismo_que_la_suma(self, lista, inicio, dias):
        limite = cuenta_a_mano(lista, inicio, dias)
        assume(limite is not None)
        prueba = construir(lista).prueba(inicio, limite)

        assert [d.fecha for d in prueba] == [inicio + timedelta(n) for n in range(1, (limite - inicio).days + 1)]
        assert [d.numero for d in prueba if d.cuenta] == list(range(1, dias + 1))
        assert prueba[-1].numero == dias
        for dia in prueba:
            assert dia.cuenta == a_mano(lista, dia.fecha)
            if not dia.cuenta:
                fundamentos = {(p.motivo, p.fundamento) for p in lista if p.desde <= dia.fecha <= p.hasta}
                assert (dia.motivo, dia.fundamento) in (fundamentos or {("Fin de semana", "Descanso semanal")})

    @given(periodos(), fechas, fechas)
    def test_entre(self, lista, a, b):
        calendario = construir(lista)
        menor, mayor = min(a, b), max(a, b)
        dias = sum(a_mano(lista, menor + timedelta(n)) for n in range(1, (mayor - menor).days + 1))

        assert calendario.entre(menor, mayor) == dias
        assert calendario.entre(mayor, menor) == -dias

    @given(periodos(), fechas, st.integers(0, 60))
    def test_restar(self, lista, fin, dias):
        dia, faltan = fin, dias + 1
        while faltan and dia >= DESDE:
            faltan -= a_mano(lista, dia)
            dia -= timedelta(bool(faltan))
        if faltan:
            with pytest.raises(FueraDelCalendario):
                construir(lista).restar(fin, dias)
        else:
            assert construir(lista).restar(fin, dias) == dia

    @given(periodos(), fechas, st.integers(1, 60))
    def test_restar_deshace_sumar_entre_dias_habiles(self, lista, inicio, dias):
        assume(a_mano(lista, inicio))
        assume(cuenta_a_mano(lista, inicio, dias) is not None)
        calendario = construir(lista)

        assert calendario.restar(calendario.sumar(inicio, dias), dias) == inicio

    @given(periodos(), fechas)
    def test_es_habil(self, lista, dia):
        assert construir(lista).es_habil(dia) == a_mano(lista, dia)

    @pytest.mark.parametrize("dias", [0, -1])
    def test_un_plazo_tiene_al_menos_un_dia(self, dias):
        with pytest.raises(ValueError, match="at least one"):
            construir([]).sumar(DESDE, dias)


PUBLICADAS = [("2025-08-25", "2025-09-30"), ("2025-12-10", "2026-01-16")]


@pytest.mark.criterio("7.iii")
class TestFechasPublicadas:
    @pytest.mark.parametrize(("inicio", "limite"), PUBLICADAS)
    def test_orden_plazo(self, ine, inicio, limite):
        salida = io.StringIO()
        call_command("plazo", inicio, dias=15, stdout=salida)

        primera, *prueba = salida.getvalue().splitlines()
        assert primera == limite
        contados = [linea for linea in prueba if linea[:4].strip().isdigit()]
        assert len(contados) == 15
        assert contados[-1].split()[:2] == ["15", limite]
        assert all("(" in linea for linea in prueba if linea.startswith("   –"))

    def test_la_prueba_dice_por_que_se_salta_cada_dia(self, ine):
        saltados = {d.fecha: d for d in probar(date(2025, 8, 25), 15, calendario_vigente()).dias if not d.cuenta}

        assert saltados[date(2025, 9, 16)].fundamento == "Artículo 74 de la Ley Federal del Trabajo"
        assert saltados[date(2025, 8, 30)].motivo == "Fin de semana"
        assert all(d.motivo and d.fundamento for d in saltados.values())

    def test_un_anio_sin_dias_propios_se_advierte(self, ine):
        calendario = calendario_vigente()
        assert not probar(date(2025, 8, 25), 15, calendario).advertencias
        assert "2031" in probar(date(2031, 2, 10), 5, calendario).advertencias[0]

    @pytest.mark.parametrize(
        ("argumentos", "mensaje"),
        [
            (["25/08/2025"], "No se entiende la fecha"),
            (["2025-02-30"], "No se entiende la fecha"),
            (["2025-08-25", "--dias", "0"], "al menos un día"),
            (["2025-08-25", "--dias", "-3"], "al menos un día"),
            (["2036-12-20", "--dias", "15"], "de 2018 a 2036"),
            (["2017-12-31"], "de 2018 a 2036"),
            (["9999-12-31"], "de 2018 a 2036"),
        ],
    )
    def test_lo_imposible_se_dice(self, ine, argumentos, mensaje):
        with pytest.raises(CommandError, match=mensaje):
            call_command("plazo", *argumentos)

    def test_sin_datos_iniciales(self, db):
        with pytest.raises(CommandError, match="datos_iniciales"):
            call_command("plazo", "2025-08-25")


@pytest.mark.criterio("7.iii")
class TestDescansosDeLaLey:
    """LFT art. 74, from its text."""

    @staticmethod
    def enesimo_lunes(anio: int, mes: int, n: int) -> date:
        primero = date(anio, mes, 1)
        return primero + timedelta((-primero.weekday()) % 7 + 7 * (n - 1))

    @pytest.mark.parametrize("anio", range(2018, 2037))
    def test_cada_anio(self, anio):
        esperados = {
            date(anio, 1, 1),
            self.enesimo_lunes(anio, 2, 1),
            self.enesimo_lunes(anio, 3, 3),
            date(anio, 5, 1),
            date(anio, 9, 16),
            self.enesimo_lunes(anio, 11, 3),
            date(anio, 12, 25),
        }
        if (anio - 2018) % 6 == 0:
            esperados.add(date(anio, 12 if anio == 2018 else 10, 1))
        assert {p.desde for p in descansos_obligatorios(anio, anio)} == esperados


@pytest.fixture(scope="module")
def calendario() -> Calendario:
    """The published calendar, straight from its file."""
    with (Path(settings.BASE_DIR) / "plazos/datos/dias-inhabiles.csv").open(encoding="utf-8", newline="") as archivo:
        propios = [
            Periodo(date.fromisoformat(f["desde"]), date.fromisoformat(f["hasta"]), f["motivo"], f["fundamento"])
            for f in csv.DictReader(archivo)
        ]
    return Calendario(
        [*descansos_obligatorios(2018, 2036), *propios], version=1, desde=date(2018, 1, 1), hasta=date(2036, 12, 31)
    )


def en_mexico(texto: str) -> datetime:
    return datetime.fromisoformat(texto).replace(tzinfo=MEXICO)


class TestVencimientos:
    @pytest.mark.criterio("7.iii")
    @pytest.mark.parametrize(
        ("inicio", "limite"),
        [
            ("2025-08-25T00:00", "2025-09-15"),  # the vacation period comes between
            ("2025-08-25T23:59:59.999999", "2025-09-15"),  # already the 26th in UTC
            ("2025-08-26T00:00", "2025-09-17"),
            ("2025-09-19T23:59", "2025-09-26"),  # Friday night
            ("2025-09-20T10:00", "2025-09-26"),  # Saturday: day 1 is Monday
            ("2025-09-21T18:30", "2025-09-26"),  # Sunday
            ("2025-09-16T09:00", "2025-09-23"),  # a holiday: day 1 is the 17th
            ("2025-09-15T23:59", "2025-09-23"),  # its eve
        ],
    )
    def test_dias_habiles_desde_la_fecha_local(self, calendario, inicio, limite):
        vence = calcular_vencimiento(en_mexico(inicio), 5, Unidad.DIAS_HABILES, calendario)

        assert vence == en_mexico(limite) + timedelta(days=1)
        assert vence.astimezone(MEXICO).time().isoformat() == "00:00:00"
        assert fecha_local(vence - timedelta(microseconds=1)).isoformat() == limite

    @pytest.mark.criterio("7.iii")
    @pytest.mark.parametrize("inicio", ["2021-03-30T23:30", "2021-10-28T23:30", "2022-10-27T23:30"])
    def test_vence_a_la_medianoche_local_aunque_cambie_el_horario(self, calendario, inicio):
        """Mexico City moved its clocks until October 2022."""
        vence = calcular_vencimiento(en_mexico(inicio), 5, Unidad.DIAS_HABILES, calendario)

        local = vence.astimezone(MEXICO)
        assert (local.hour, local.minute) == (0, 0)
        assert local.utcoffset() != en_mexico(inicio).utcoffset()

    @pytest.mark.criterio("6.viii")
    @pytest.mark.parametrize(
        ("inicio", "vence"),
        [
            ("2025-08-29T18:15", "2025-08-31T18:15"),  # a weekend counts
            ("2025-12-24T10:00", "2025-12-26T10:00"),  # so do holidays
            ("2021-04-03T10:00", "2021-04-05T11:00"),  # the clocks went forward: 48 hours are 48 hours
            ("2021-10-30T10:00", "2021-11-01T09:00"),  # and back
        ],
    )
    def test_horas_por_reloj(self, calendario, inicio, vence):
        assert calcular_vencimiento(en_mexico(inicio), 48, Unidad.HORAS, calendario) == en_mexico(vence)

    @pytest.mark.criterio("6.xxxiv")
    @pytest.mark.parametrize(
        ("inicio", "meses", "ultimo"),
        [
            ("2025-08-25T10:00", 2, "2025-10-25"),
            ("2025-12-31T10:00", 2, "2026-02-28"),
            ("2027-12-31T10:00", 2, "2028-02-29"),
            ("2025-07-31T10:00", 2, "2025-09-30"),
            ("2025-02-28T10:00", 2, "2025-04-28"),
            ("2025-11-30T23:59", 1, "2025-12-30"),
            ("2025-12-01T10:00", 1, "2026-01-01"),
            ("2025-10-31T10:00", 2, "2025-12-31"),
            ("2025-06-30T10:00", 6, "2025-12-30"),
            ("2024-02-29T10:00", 12, "2025-02-28"),
            ("2025-01-31T10:00", 1, "2025-02-28"),
        ],
    )
    def test_meses_de_calendario(self, calendario, inicio, meses, ultimo):
        vence = calcular_vencimiento(en_mexico(inicio), meses, Unidad.MESES, calendario)

        assert vence == en_mexico(ultimo) + timedelta(days=1)

    @given(inicio=st.dates(date(2019, 1, 1), date(2030, 1, 1)), meses=st.integers(1, 24))
    def test_meses_nunca_cambian_de_mes(self, inicio, meses):
        vence = calcular_vencimiento(
            datetime(inicio.year, inicio.month, inicio.day, 12, tzinfo=MEXICO), meses, Unidad.MESES, construir([])
        )
        ultimo = fecha_local(vence - timedelta(microseconds=1))

        assert (ultimo.year * 12 + ultimo.month) - (inicio.year * 12 + inicio.month) == meses
        assert ultimo.day == inicio.day or (ultimo.day < inicio.day and (ultimo + timedelta(1)).day == 1)
