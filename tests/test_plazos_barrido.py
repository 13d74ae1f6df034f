"""Reminders and escalations (7.iii, 7.iv): each once, whatever was switched off meanwhile, and never an approval."""

import dataclasses
import io
from collections import Counter
from datetime import datetime, timedelta
from threading import Barrier, Thread
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from avisos.models import Aviso
from bitacora.consultas import asientos_de, verificar
from bitacora.models import Asiento
from plazos.acciones import abrir, barrer, cerrar
from plazos.clases import CLASES, REVISION_APERTURA, USO_AUTORIZACION
from plazos.consultas import calendario_vigente, dias_restantes, semaforo
from plazos.estados import EstadoPlazo, EstadoRecordatorio, Semaforo
from plazos.models import Plazo, Recordatorio
from solicitudes import acciones
from solicitudes.estados import EstadoApertura as E
from solicitudes.models import Apertura
from tests.fabrica import apertura, png

pytestmark = [pytest.mark.django_db, pytest.mark.criterio("7.iii")]
MEXICO = ZoneInfo("America/Mexico_City")
PASOS = ["faltan_5", "faltan_2", "faltan_0", "vence", "pasaron_5"]


def el(texto: str) -> datetime:
    return datetime.fromisoformat(texto).replace(tzinfo=MEXICO)


def emitidos(fila: Apertura) -> list[str]:
    pasos = Recordatorio.objects.filter(plazo__objeto_id=fila.pk, estado=EstadoRecordatorio.EMITIDO)
    return list(pasos.order_by("programado").values_list("paso", flat=True))


def cartas(desde: int = 0) -> Counter[tuple[str, str]]:
    return Counter(Aviso.objects.filter(pk__gt=desde).values_list("clase", "para"))


def ultima_carta() -> int:
    return Aviso.objects.order_by("pk").values_list("pk", flat=True).last() or 0


class TestPresentacion:
    @pytest.mark.parametrize(
        ("presentada", "limite"),
        [
            ("2025-08-25T10:00", "2025-09-30"),
            ("2025-08-25T23:59:59", "2025-09-30"),
            ("2025-08-26T00:00", "2025-10-01"),
            ("2025-12-10T09:30", "2026-01-16"),
            ("2025-09-20T12:00", "2025-10-10"),  # a Saturday
            ("2025-09-16T12:00", "2025-10-07"),  # a holiday
        ],
    )
    def test_el_plazo_de_una_presentacion(self, ine, presentada, limite):
        fila = apertura(ine, E.PRESENTADA, ahora=el(presentada))
        plazo = Plazo.objects.get(pk=fila.plazo_revision_id)

        assert plazo.fecha_limite.isoformat() == limite
        assert plazo.vence == el(limite) + timedelta(days=1)
        assert not plazo.vencido(el(f"{limite}T23:59:59.999999"))
        assert plazo.vencido(plazo.vence)

    def test_el_semaforo_a_cada_momento(self, ine):
        fila = apertura(ine, E.PRESENTADA)
        plazo, calendario = fila.plazo_revision, calendario_vigente()

        assert semaforo(plazo, el("2025-09-22T23:59"), calendario) == Semaforo.VERDE
        assert semaforo(plazo, el("2025-09-23T00:00"), calendario) == Semaforo.AMBAR
        assert semaforo(plazo, el("2025-09-30T23:59"), calendario) == Semaforo.AMBAR
        assert semaforo(plazo, el("2025-10-01T00:00"), calendario) == Semaforo.ROJO
        assert dias_restantes(plazo, el("2025-09-30T23:59"), calendario) == 0
        assert dias_restantes(plazo, el("2025-10-02T08:00"), calendario) == -2

    def test_cerrar_dos_veces_no_cambia_la_primera(self, ine):
        fila = apertura(ine, E.RECHAZADA)
        plazo = Plazo.objects.get(pk=fila.plazo_revision_id)
        cerrado = plazo.cerrado
        cerrar(plazo=plazo, ahora=el("2025-12-01"), estado=EstadoPlazo.CANCELADO)

        plazo.refresh_from_db()
        assert (plazo.estado, plazo.cerrado) == (EstadoPlazo.CUMPLIDO, cerrado)


class TestRecordatorios:
    def test_los_pasos_salen_a_las_nueve_del_dia_que_toca(self, ine):
        fila = apertura(ine, E.PRESENTADA)
        pasos = Recordatorio.objects.filter(plazo__objeto_id=fila.pk).order_by("programado")

        assert [(p.paso, p.programado) for p in pasos] == [
            ("faltan_5", el("2025-09-23T09:00")),
            ("faltan_2", el("2025-09-26T09:00")),
            ("faltan_0", el("2025-09-30T09:00")),
            ("vence", el("2025-10-01")),
            ("pasaron_5", el("2025-10-07T09:00")),
        ]

    def test_a_quien_se_recuerda_y_a_quien_se_escala(self, ine):
        apertura(ine, E.EN_REVISION)
        marca = ultima_carta()
        barrer(ahora=el("2025-09-30T10:00"))
        assert cartas(marca) == {
            ("revision_por_vencer", "revisora@ine.mx"): 3,
            ("revision_por_vencer", "titular_cncs@ine.mx"): 3,
        }

        marca = ultima_carta()
        barrer(ahora=el("2025-10-01"))
        assert cartas(marca) == {
            ("revision_fuera_de_plazo", "revisora@ine.mx"): 1,
            ("revision_fuera_de_plazo", "titular_cncs@ine.mx"): 1,
            ("apertura_fuera_de_plazo", "titular@ine.mx"): 1,
        }

    def test_sin_revisor_se_recuerda_a_toda_la_cncs(self, ine):
        apertura(ine, E.PRESENTADA)
        marca = ultima_carta()
        barrer(ahora=el("2025-09-23T09:00"))

        assert {para for _, para in cartas(marca)} == {"revisora@ine.mx", "revisor@ine.mx", "titular_cncs@ine.mx"}

    @pytest.mark.criterio("7.iv")
    def test_una_autorizacion_sin_usar_se_recuerda_al_area(self, ine):
        fila = apertura(ine, E.AUTORIZADA)
        marca = ultima_carta()
        barrer(ahora=fila.plazo_uso.vence + timedelta(days=60))

        assert cartas(marca) == {("autorizacion_sin_uso", "titular@ine.mx"): 3}
        assert Apertura.objects.get(pk=fila.pk).estado == E.AUTORIZADA

    def test_una_vida_con_barridos_diarios_y_otra_con_todo_apagado_dan_lo_mismo(self, ine):
        """Daily sweeps first; then, on an equal case, one sweep after weeks without any."""

        def vida(titular: str, identificador: str) -> tuple[Apertura, int]:
            marca = ultima_carta()
            return apertura(ine, E.EN_REVISION, titular=titular, identificador=identificador), marca

        diaria, marca = vida("titular", "DiariaINE")
        dia = el("2025-08-26T09:05")
        while dia < el("2025-11-30"):
            barrer(ahora=dia)
            barrer(ahora=dia)
            dia += timedelta(days=1)
        cartas_diarias = Counter(clase for clase, _ in cartas(marca).elements())

        apagada, marca = vida("otra_titular", "ApagadaINE")
        assert barrer(ahora=el("2025-11-30")).emitidos == 5
        assert barrer(ahora=el("2025-12-30")).emitidos == 0

        assert emitidos(diaria) == emitidos(apagada) == PASOS
        assert Counter(clase for clase, _ in cartas(marca).elements()) == cartas_diarias
        for fila in (diaria, apagada):
            actos = [a.acto for a in asientos_de(fila.cadena)]
            assert actos.count("recordatorio") == 4
            assert actos.count("plazo_vencido") == 1

    @pytest.mark.parametrize("estado", [E.RECHAZADA, E.RETIRADA])
    def test_nada_de_lo_que_se_decidio_mientras_tanto(self, ine, estado):
        decidida = apertura(ine, estado, identificador="DecididaINE")
        abierta = apertura(ine, E.EN_REVISION, titular="otra_titular", identificador="AbiertaINE")
        marca = ultima_carta()
        barrer(ahora=el("2025-12-15"))

        assert emitidos(decidida) == []
        assert emitidos(abierta) == PASOS
        assert not Aviso.objects.filter(pk__gt=marca, cadena=decidida.cadena).exists()
        pendientes = Recordatorio.objects.filter(plazo__objeto_id=decidida.pk)
        assert set(pendientes.values_list("estado", flat=True)) == {EstadoRecordatorio.CANCELADO}

    @pytest.mark.parametrize("estado", [E.PRESENTADA, E.EN_REVISION])
    def test_vencida_nunca_es_una_autorizacion_y_se_puede_decidir(self, ine, estado):
        fila = apertura(ine, estado)
        tarde = el("2026-03-02T10:00")
        barrer(ahora=tarde)

        fila = Apertura.objects.get(pk=fila.pk)
        assert fila.estado == estado
        assert fila.resuelta is None
        assert not fila.documentos.filter(clase="elementos").exists()
        if estado == E.PRESENTADA:
            fila = acciones.tomar(apertura=fila, por=ine["revisora"], ahora=tarde)
        fila = acciones.autorizar(
            apertura=fila, respuesta="Se autoriza tarde.", elementos=[png()], por=ine["revisora"], ahora=tarde
        )
        assert fila.estado == E.AUTORIZADA
        assert Plazo.objects.get(pk=fila.plazo_revision_id).vencido(tarde)


class TestOrden:
    def test_barrer_plazos(self, ine):
        fila = apertura(ine, E.EN_REVISION)
        salida = io.StringIO()
        call_command("barrer_plazos", ahora="2025-09-30T18:00", stdout=salida)
        call_command("barrer_plazos", ahora="2025-09-30T18:00", stdout=salida)

        assert salida.getvalue().splitlines() == ["Emitidos: 3 · fallidos: 0", "Emitidos: 0 · fallidos: 0"]
        assert emitidos(fila) == PASOS[:3]

    @pytest.mark.parametrize("texto", ["ayer", "30/09/2025", "2025-13-01"])
    def test_fecha_que_no_se_entiende(self, db, texto):
        with pytest.raises(CommandError, match="No se entiende la fecha"):
            call_command("barrer_plazos", ahora=texto)


def fallar_con_veneno(recordatorios, *, paso, ahora):
    """A handler that cannot deal with one of its clocks; it writes before it fails, to show that nothing stays."""
    CLASES_ORIGINALES[REVISION_APERTURA](recordatorios, paso=paso, ahora=ahora)
    if any(r.plazo.cadena == VENENO[0] for r in recordatorios):
        raise RuntimeError("no hay a quién avisar")


VENENO = [""]
CLASES_ORIGINALES = {REVISION_APERTURA: acciones.recordar_revision}


def test_un_aviso_que_falla_no_detiene_a_los_demas(ine, monkeypatch):
    monkeypatch.setitem(
        CLASES,
        REVISION_APERTURA,
        dataclasses.replace(CLASES[REVISION_APERTURA], al_paso=f"{__name__}.fallar_con_veneno"),
    )
    buena = apertura(ine, E.EN_REVISION, identificador="BuenaINE")
    mala = apertura(ine, E.EN_REVISION, titular="otra_titular", identificador="MalaINE")
    otra = apertura(ine, E.AUTORIZADA, titular="vocal_local", identificador="OtraINE")
    VENENO[0] = mala.cadena
    marca = ultima_carta()

    resultado = barrer(ahora=el("2025-10-01"))

    assert (resultado.emitidos, resultado.fallidos) == (4, 4)
    assert emitidos(buena) == PASOS[:4]
    assert emitidos(mala) == []
    assert not Aviso.objects.filter(pk__gt=marca, cadena=mala.cadena).exists()
    assert "recordatorio" not in [a.acto for a in asientos_de(mala.cadena)]
    fallidos = Recordatorio.objects.filter(plazo__objeto_id=mala.pk, intentos=1)
    assert fallidos.count() == 4
    assert set(fallidos.values_list("error", flat=True)) == {"RuntimeError: no hay a quién avisar"}

    VENENO[0] = ""
    assert barrer(ahora=el("2025-10-01T00:01")).emitidos == 4
    assert emitidos(mala) == PASOS[:4]
    assert not Recordatorio.objects.exclude(error="").exists()
    assert emitidos(otra) == []
    assert not verificar().rupturas


@pytest.mark.postgres
def test_cuatro_barridos_a_la_vez_no_olvidan_ni_repiten(ine_confirmado):
    ahora = ine_confirmado.ahora
    fila = apertura(ine_confirmado, E.EN_REVISION)
    for n in range(120):
        abrir(
            clase=REVISION_APERTURA, objeto_tipo="prueba", objeto_id=10**9 + n, cadena=f"prueba:{n % 40}", ahora=ahora
        )
    total = Recordatorio.objects.count()
    assert total == 121 * 5
    salida, errores, emitidos_por_hilo = Barrier(4), [], []

    def hilo() -> None:
        try:
            salida.wait()
            emitidos_por_hilo.append(barrer(ahora=el("2025-12-15")).emitidos)
        except Exception as error:
            errores.append(error)
        finally:
            connection.close()

    hilos = [Thread(target=hilo) for _ in range(4)]
    for h in hilos:
        h.start()
    for h in hilos:
        h.join()

    assert not errores
    assert sum(emitidos_por_hilo) == total
    assert not Recordatorio.objects.filter(estado=EstadoRecordatorio.PENDIENTE).exists()
    assert Asiento.objects.filter(acto__in=["recordatorio", "plazo_vencido"]).count() == total
    assert Aviso.objects.filter(cadena=fila.cadena, clase="revision_por_vencer").count() == 6
    assert not verificar().rupturas


def test_todas_las_clases_de_plazo_se_resuelven():
    """Every clock of the table leads to functions that exist, and its steps have names that the log can hold."""
    from django.utils.module_loading import import_string

    for clase in CLASES.values():
        assert callable(import_string(clase.al_paso))
        assert callable(import_string(clase.al_mover))
        assert clase.presupuesto >= 1
        assert len({paso.clave for paso in clase.pasos}) == len(clase.pasos)
    assert {REVISION_APERTURA, USO_AUTORIZACION} <= CLASES.keys()
