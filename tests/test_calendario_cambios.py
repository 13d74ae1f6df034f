"""7.iii: when the calendar changes, the picture first, then the move, its log and its notices; old proofs stay true."""

from collections import Counter
from datetime import date, datetime, timedelta
from threading import Barrier, Thread
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from avisos.models import Aviso
from bitacora.consultas import asientos_de, verificar
from bitacora.models import Asiento
from plazos.acciones import CalendarioCambio, CambioInvalido, aplicar_cambio, barrer, previsualizar, sembrar_calendario
from plazos.calendario import Periodo
from plazos.clases import REVISION_APERTURA
from plazos.consultas import calendario_de, calendario_vigente, probar, prueba_de, version_vigente
from plazos.estados import EstadoRecordatorio
from plazos.models import DiaInhabil, Plazo, Recordatorio, VersionCalendario
from solicitudes.estados import EstadoApertura as E
from solicitudes.models import Apertura
from tests.fabrica import CARGA, apertura

pytestmark = [pytest.mark.django_db, pytest.mark.criterio("7.iii")]
MEXICO = ZoneInfo("America/Mexico_City")
SISMO = Periodo(date(2025, 9, 18), date(2025, 9, 19), "Suspensión por sismo", "Acuerdo INE/JGE90/2025")
CAMBIO = CalendarioCambio("Suspensión por sismo", agregar=(SISMO,))


def el(texto: str) -> datetime:
    return datetime.fromisoformat(texto).replace(tzinfo=MEXICO)


def foto() -> list[list[tuple]]:
    modelos = (VersionCalendario, DiaInhabil, Plazo, Recordatorio, Asiento, Aviso)
    return [list(modelo.objects.order_by("pk").values_list()) for modelo in modelos]


def plazo_de(fila: Apertura) -> Plazo:
    return Plazo.objects.get(objeto_id=fila.pk, clase=REVISION_APERTURA)


def test_la_vista_previa_no_escribe_y_dice_lo_que_pasara(ine):
    movida = apertura(ine, E.EN_REVISION)
    cerrada = apertura(ine, E.RECHAZADA, identificador="CerradaINE")
    despues = apertura(
        ine, E.PRESENTADA, titular="otra_titular", identificador="LuegoINE", ahora=el("2025-10-20T10:00")
    )
    antes = foto()

    previstos = previsualizar(CAMBIO)
    assert foto() == antes
    assert [(m.plazo.objeto_id, m.de, m.a) for m in previstos] == [(movida.pk, date(2025, 9, 30), date(2025, 10, 2))]

    hechos = aplicar_cambio(cambio=CAMBIO, por=ine["sistema"], ahora=el("2025-09-17T12:00"))
    assert [(m.plazo.pk, m.de, m.a) for m in hechos] == [(m.plazo.pk, m.de, m.a) for m in previstos]
    assert plazo_de(movida).fecha_limite == date(2025, 10, 2)
    for fila in (cerrada, despues):
        assert plazo_de(fila).version.numero == 1


def test_se_asienta_y_se_avisa_a_las_dos_partes(ine):
    con_revisora = apertura(ine, E.EN_REVISION)
    sin_revisor = apertura(ine, E.PRESENTADA, titular="otra_titular", identificador="OtraINE")
    marca = Aviso.objects.order_by("pk").last().pk
    aplicar_cambio(cambio=CAMBIO, por=ine["sistema"], ahora=el("2025-09-17T12:00"))

    for fila in (con_revisora, sin_revisor):
        asiento = asientos_de(fila.cadena).last()
        assert (asiento.acto, asiento.actor) == ("mover_plazo", "Saúl Ibarra Nava <sistema@ine.mx>")
        for dato in ('"de":"2025-09-30"', '"a":"2025-10-02"', '"calendario":2', "Suspensión por sismo"):
            assert dato in asiento.canonico
    assert asientos_de("calendario").last().acto == "cambiar_calendario"
    nuevos = Aviso.objects.filter(pk__gt=marca)
    assert Counter(nuevos.values_list("para", flat=True)) == {
        "titular@ine.mx": 1,
        "revisora@ine.mx": 1,
        "otra_titular@ine.mx": 1,
        "titular_cncs@ine.mx": 1,
    }
    for aviso in nuevos:
        assert "2 de octubre de 2025" in aviso.cuerpo
        assert "Suspensión por sismo" in aviso.cuerpo
    assert not verificar().rupturas


def test_los_pasos_que_vuelven_a_quedar_adelante_salen_otra_vez(ine):
    fila = apertura(ine, E.EN_REVISION)
    barrer(ahora=el("2025-09-26T10:00"))  # faltan_5 and faltan_2 came out
    largo = CalendarioCambio("Cierre", agregar=(Periodo(date(2025, 9, 26), date(2025, 10, 2), "Cierre", "Acuerdo"),))
    aplicar_cambio(cambio=largo, por=ine["sistema"], ahora=el("2025-09-26T12:00"))

    assert plazo_de(fila).fecha_limite == date(2025, 10, 7)
    pasos = dict(Recordatorio.objects.filter(plazo__objeto_id=fila.pk).values_list("paso", "estado"))
    assert pasos["faltan_2"] == EstadoRecordatorio.PENDIENTE
    assert pasos["faltan_5"] == EstadoRecordatorio.EMITIDO  # its new day is already past: the 23rd
    programados = dict(Recordatorio.objects.filter(plazo__objeto_id=fila.pk).values_list("paso", "programado"))
    assert programados["faltan_2"] == el("2025-10-03T09:00")

    barrer(ahora=el("2025-12-01"))
    actos = [a.acto for a in asientos_de(fila.cadena)]
    assert actos.count("recordatorio") == 5  # 5, 2, 2 again, 0, +5
    assert actos.count("plazo_vencido") == 1


def test_un_plazo_vencido_que_deja_de_estarlo(ine):
    """A day found not to have counted gives the CNCS its day back, late as it is known."""
    fila = apertura(ine, E.EN_REVISION)
    barrer(ahora=el("2025-10-01T00:05"))
    assert plazo_de(fila).vencido(el("2025-10-01T08:00"))
    aplicar_cambio(cambio=CAMBIO, por=ine["sistema"], ahora=el("2025-10-01T08:00"))

    assert not plazo_de(fila).vencido(el("2025-10-02T23:59"))
    barrer(ahora=el("2025-10-03T00:01"))
    assert [a.acto for a in asientos_de(fila.cadena)].count("plazo_vencido") == 2


def test_quitar_el_periodo_regresa_la_fecha(ine):
    fila = apertura(ine, E.EN_REVISION)
    original = plazo_de(fila).vence
    aplicar_cambio(cambio=CAMBIO, por=ine["sistema"], ahora=el("2025-09-17T12:00"))
    dia = DiaInhabil.objects.get(motivo=SISMO.motivo)
    quitar = CalendarioCambio("No hubo suspensión", quitar=(dia.pk,))

    assert [(m.de, m.a) for m in previsualizar(quitar)] == [(date(2025, 10, 2), date(2025, 9, 30))]
    aplicar_cambio(cambio=quitar, por=ine["sistema"], ahora=el("2025-09-17T13:00"))

    assert plazo_de(fila).vence == original
    assert DiaInhabil.objects.filter(pk=dia.pk, baja__numero=3).exists()  # ended, never deleted
    with pytest.raises(CambioInvalido, match="Alguien ya quitó"):
        aplicar_cambio(cambio=quitar, por=ine["sistema"], ahora=el("2025-09-17T14:00"))
    assert version_vigente().numero == 3


def test_las_pruebas_viejas_se_reproducen_con_su_version(ine):
    cerrada = apertura(ine, E.RECHAZADA)
    primera = version_vigente()
    antes = probar(date(2025, 8, 25), 15, calendario_vigente())
    aplicar_cambio(cambio=CAMBIO, por=ine["sistema"], ahora=el("2025-10-17T12:00"))

    assert calendario_vigente().version == 2
    assert probar(date(2025, 8, 25), 15, calendario_vigente()).limite == date(2025, 10, 2)
    assert calendario_de(primera).version == 1
    assert probar(date(2025, 8, 25), 15, calendario_de(primera)) == antes
    assert prueba_de(plazo_de(cerrada)) == antes


@pytest.mark.parametrize(
    "periodo",
    [
        Periodo(date(2025, 9, 19), date(2025, 9, 18), "Al revés", "x"),
        Periodo(date(2017, 12, 31), date(2018, 1, 2), "Antes", "x"),
        Periodo(date(2036, 12, 31), date(2037, 1, 1), "Después", "x"),
    ],
    ids=lambda periodo: periodo.motivo,
)
def test_un_cambio_imposible_no_escribe(ine, periodo):
    antes = foto()
    cambio = CalendarioCambio("Error", agregar=(periodo,))
    for intento in (
        lambda: previsualizar(cambio),
        lambda: aplicar_cambio(cambio=cambio, por=ine["sistema"], ahora=ine.ahora),
    ):
        with pytest.raises(CambioInvalido):
            intento()
    assert foto() == antes


def test_sembrar_es_idempotente_y_no_revive_lo_quitado(ine, ahora):
    periodos = [dia.periodo for dia in DiaInhabil.objects.all()]
    dia = DiaInhabil.objects.get(motivo="Primer periodo vacacional 2025")
    aplicar_cambio(cambio=CalendarioCambio("Se recorre", quitar=(dia.pk,)), por=ine["sistema"], ahora=ahora)

    assert sembrar_calendario(periodos=periodos, motivo="Otra vez", por=CARGA, ahora=ahora) == 0
    assert version_vigente().numero == 2
    assert not DiaInhabil.objects.vigentes().filter(motivo=dia.motivo).exists()


@pytest.mark.postgres
def test_presentar_mientras_cambia_el_calendario(ine_confirmado):
    """Whoever files at the instant of a change gets either the new calendar, or the old one and then the move."""
    ine = ine_confirmado
    errores: list[Exception] = []
    for n in range(10):
        salida = Barrier(3)
        dia = date(2025, 10, 6) + timedelta(days=n)
        cambio = CalendarioCambio(f"Cambio {n}", agregar=(Periodo(dia, dia, f"Día {n}", "Acuerdo"),))

        def en_hilo(acto, salida=salida) -> None:
            try:
                salida.wait()
                acto()
            except Exception as error:
                errores.append(error)
            finally:
                connection.close()

        actos = [
            lambda n=n: apertura(ine, E.PRESENTADA, identificador=f"C{n}INE", ahora=el("2025-09-22T10:00")),
            lambda cambio=cambio: aplicar_cambio(cambio=cambio, por=ine["sistema"], ahora=el("2025-09-22T10:00")),
            lambda n=n, dia=dia: aplicar_cambio(
                cambio=CalendarioCambio(f"Otro {n}", agregar=(Periodo(dia, dia, f"Otro {n}", "Acuerdo"),)),
                por=ine["sistema"],
                ahora=el("2025-09-22T10:00"),
            ),
        ]
        hilos = [Thread(target=en_hilo, args=(acto,)) for acto in actos]
        for hilo in hilos:
            hilo.start()
        for hilo in hilos:
            hilo.join()

    assert not errores
    assert Plazo.objects.count() == 10
    final = calendario_vigente()
    assert final.version == 21
    for plazo in Plazo.objects.abiertos():
        assert plazo.fecha_limite == final.sumar(date(2025, 9, 22), 15)
