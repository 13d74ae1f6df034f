"""8.a: what is done on many evaluations at once leaves what doing it on each would, and costs as one."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from bitacora import flujo
from bitacora.consultas import asientos_de, verificar
from bitacora.flujo import EstadoCambiado
from evaluacion import acciones
from evaluacion.estados import EstadoEvaluacion as E
from evaluacion.models import Evaluacion
from tests.fabrica_cambio import cuenta
from tests.fabrica_evaluacion import APERTURA, indicador, periodo

pytestmark = [pytest.mark.django_db, pytest.mark.embebida, pytest.mark.criterio("8.a", "8.c")]
AHORA = APERTURA + timedelta(hours=12)


@pytest.fixture
def cinco(ine) -> list[Evaluacion]:
    for n in range(5):
        cuenta(ine, identificador=f"Cuenta{n}INE")
    periodo(ine, [indicador()])
    return list(Evaluacion.objects.order_by("pk"))


def rastro(fila: Evaluacion) -> tuple[dict, dict, tuple]:
    """What an act left: the row, its last history and its last log entry, without what tells one row from another."""
    propios = {"id", "cuenta_id", "history_id"}
    valores = {k: v for k, v in Evaluacion.objects.values().get(pk=fila.pk).items() if k not in propios}
    historia = fila.history.latest("history_id")
    campos = {f.attname: getattr(historia, f.attname) for f in historia._meta.fields if f.attname not in propios}
    asiento = asientos_de(fila.cadena).latest("numero")
    detalle = asiento.canonico.partition('"detalle":')[2].partition("}")[0]
    return valores, campos, (asiento.numero, asiento.acto, asiento.actor, asiento.momento, detalle)


def test_deja_lo_mismo_que_de_una_en_una(ine, cinco):
    sola, *varias = cinco
    acciones.capturar(evaluacion=sola, por=ine["medio"], ahora=AHORA)
    acciones.capturar_varias(evaluaciones=varias, por=ine["medio"], ahora=AHORA)
    assert [rastro(fila) for fila in varias] == [rastro(sola)] * 4
    acciones.validar(evaluacion=sola, por=ine["titular"], ahora=AHORA)
    acciones.validar_varias(evaluaciones=varias, por=ine["titular"], ahora=AHORA)
    assert [rastro(fila) for fila in varias] == [rastro(sola)] * 4
    assert not verificar().rupturas


def test_las_consultas_no_crecen_con_ellas(ine, cinco):
    cuantas = []
    for filas in (cinco[:1], cinco[1:4]):
        with CaptureQueriesContext(connection) as hechas:
            acciones.capturar_varias(evaluaciones=filas, por=ine["medio"], ahora=AHORA)
        cuantas.append(len(hechas))
    assert cuantas[0] == cuantas[1]


def test_la_puerta_las_abre_todas_o_ninguna(ine, cinco):
    acciones.capturar(evaluacion=cinco[4], por=ine["medio"], ahora=AHORA)
    filas = list(Evaluacion.objects.order_by("pk"))
    antes = [asientos_de(fila.cadena).count() for fila in filas]
    with pytest.raises(EstadoCambiado), transaction.atomic():
        flujo.cumplir_varias(filas, "capturar", por=ine["medio"], ahora=AHORA)
    assert list(Evaluacion.objects.order_by("pk").values_list("estado", flat=True)) == [*[E.ABIERTA] * 4, E.CAPTURADA]
    assert [asientos_de(fila.cadena).count() for fila in filas] == antes
