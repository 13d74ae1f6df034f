"""8.a, 8.b: what the report tells the Comité: means of results only, its past periods, what came of the period."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from evaluacion import acciones, consultas
from evaluacion.acciones import plan
from evaluacion.acciones.plan import DatosDeCompromiso
from evaluacion.estados import EstadoEvaluacion as E
from evaluacion.models import Evaluacion, Medicion, Periodo
from publicaciones.acciones.propuesta import aceptar, analizar
from tests.fabrica_atencion import propuesta
from tests.fabrica_cambio import cuenta
from tests.fabrica_evaluacion import APERTURA, el, evaluacion, indicador

pytestmark = [pytest.mark.django_db, pytest.mark.embebida, pytest.mark.criterio("8.a", "8.b")]
HORA = timedelta(hours=1)


def test_los_promedios_son_de_lo_que_tiene_resultado(ine):
    """The account that nobody has evaluated has other points, computed as the period opened: they are provisional."""
    suya = cuenta(ine)
    cuenta(ine, titular="otra_titular", identificador="PadronINE")
    final = evaluacion(ine, suya, E.FINAL, indicadores=[indicador()])
    Medicion.objects.filter(evaluacion=final).update(puntos=40)
    provisional = Medicion.objects.get(evaluacion__cuenta__identificador="PadronINE")
    assert provisional.puntos is not None
    (dimension,) = consultas.por_dimension(final.periodo, Evaluacion.objects.all())
    assert (dimension.promedio, dimension.con_resultado, dimension.cuentas) == (Decimal("40.00"), 1, 1)
    areas = consultas.por_area(final.periodo, Evaluacion.objects.all())
    assert [(a.nombre.partition(" · ")[0], a.con_resultado, a.cuentas) for a in areas] == [
        ("DECEyEC", 1, 1), ("DERFE", 0, 1),
    ]  # fmt: skip
    assert all(a.nombre.partition(" · ")[2] for a in areas)


def test_la_evolucion_es_de_cada_periodo_hasta_este(ine):
    evaluacion(ine, cuenta(ine), E.FINAL, indicadores=[indicador()])
    acciones.abrir_periodos(ahora=el("2026-07-01T00:05"))
    primero, segundo = Periodo.objects.order_by("desde")
    assert [(p.nombre, p.con_resultado) for p in consultas.evolucion(primero)] == [(primero.nombre, 1)]
    assert [(p.nombre, p.con_resultado, p.promedio is None) for p in consultas.evolucion(segundo)] == [
        (primero.nombre, 1, False), (segundo.nombre, 0, True),
    ]  # fmt: skip


def test_lo_que_siguio_al_periodo(ine):
    """Two proposals, one decided; a plan of two commitments, one past its date and the other verified."""
    una = propuesta(ine)
    propuesta(ine, enlace="https://x.com/a/status/8")
    una = analizar(propuesta=una, por=ine["titular"], ahora=ine.ahora)
    aceptar(propuesta=una, analisis="Cabe", respuesta="Así se hará", por=ine["titular"], ahora=ine.ahora)
    bajo = [indicador(formula="bitacora_llevada", umbral=Decimal("50"))]
    final = evaluacion(ine, cuenta(ine), E.FINAL, indicadores=bajo)
    ahora = APERTURA + 30 * HORA
    pedidos = [DatosDeCompromiso("Anotar.", date(2026, 3, 31)), DatosDeCompromiso("Revisar.", date(2026, 2, 27))]
    suyo = plan.presentar(plan=final.plan, compromisos=pedidos, por=ine["titular"], ahora=ahora)
    hecho = suyo.compromisos.get(accion="Anotar.")
    hecho = plan.reportar(compromiso=hecho, evidencia="Bitácora", por=ine["medio"], ahora=ahora + HORA)
    plan.verificar(compromiso=hecho, por=ine["revisora"], ahora=ahora + 2 * HORA)

    sigue = consultas.seguimiento_de(final.periodo, date(2026, 2, 28))
    assert (sigue.propuestas, sigue.propuestas_decididas) == (2, 1)
    assert (sigue.planes, sigue.planes_presentados) == (1, 1)
    assert (sigue.compromisos, sigue.compromisos_verificados, sigue.compromisos_vencidos) == (2, 1, 1)
    assert consultas.seguimiento_de(final.periodo, date(2026, 2, 27)).compromisos_vencidos == 0
