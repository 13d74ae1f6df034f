"""8.a: every indicator of the registry, measured by the product and computed again by other means, and its rows."""

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from cuentas.models import Cuenta
from evaluacion import acciones
from evaluacion.acciones import CifrasDeLaRed
from evaluacion.indicadores import FORMULAS, ventana_de
from evaluacion.models import Evaluacion, Medicion
from tests.fabrica_evaluacion import APERTURA, emitido, indicador
from tests.fabrica_indicadores import mundo
from tests.fabrica_renglones import HORA, Mundo
from tests.independiente import COMPUTOS, Esperado, Independiente

pytestmark = [pytest.mark.django_db, pytest.mark.criterio("8.a")]
# What each área captured of its network; of the rest nothing is known.
CAPTURADAS: dict[str, dict[str, int | None]] = {
    "llena": {"seguidores_al_inicio": 1500, "seguidores": 1213, "alcance": 70_000, "interacciones": 333},
    "relevo": {"seguidores_al_inicio": 3, "seguidores": 5, "alcance": 7, "interacciones": 2},
    "callada": {"seguidores_al_inicio": 10, "seguidores": 10, "alcance": 0, "interacciones": 0},
    "nueva": {"seguidores_al_inicio": 0, "seguidores": 40, "alcance": 900, "interacciones": 0},
    "una": {"seguidores_al_inicio": None, "seguidores": 0, "alcance": 5, "interacciones": None},
    "fugaz": {"seguidores_al_inicio": 5, "seguidores": None, "alcance": None, "interacciones": 4},
}


@pytest.fixture
def medido(ine) -> Mundo:
    """The accounts, evaluated by a procedure with every formula, with what the areas captured."""
    m = mundo(ine)
    emitido(ine, [indicador(c, formula=c, peso=100 * (c == "frecuencia")) for c in FORMULAS])
    acciones.abrir_periodos(ahora=APERTURA)
    for nombre, cifras in CAPTURADAS.items():
        evaluacion = Evaluacion.objects.get(cuenta=m.cuentas[nombre])
        quien = "otra_media" if nombre == "relevo" else "medio"
        acciones.guardar_captura(
            evaluacion=evaluacion, cifras=CifrasDeLaRed(**cifras, fuente="Panel de la red"), valores={}, por=ine[quien],
            ahora=APERTURA + HORA,
        )  # fmt: skip
    return m


def independiente(m: Mundo, nombre: str) -> Independiente:
    return Independiente(Cuenta.objects.get(pk=m.cuentas[nombre].pk), *m.dias[nombre])


def lo_medido(medicion: Medicion) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    if medicion.valor is None:
        return None, None, None
    return medicion.valor, medicion.numerador, medicion.denominador


def test_ningun_indicador_sin_computo_independiente():
    assert COMPUTOS.keys() == FORMULAS.keys()


def test_cada_cifra_es_la_del_computo_independiente_y_abre_sus_filas(medido):
    """The figures of every indicator in every case, as they were kept; and the rows offered for each are the ones that
    it was made of, no more, no fewer, each told with as many cells as there are columns."""
    distintas: dict[str, Any] = {}
    vistos: dict[str, set[Decimal | None]] = {clave: set() for clave in FORMULAS}
    for nombre in medido.cuentas:
        evaluacion = Evaluacion.objects.get(cuenta=medido.cuentas[nombre])
        assert (evaluacion.desde, evaluacion.hasta) == medido.dias[nombre], nombre
        mediciones = {m.indicador.formula: m for m in evaluacion.mediciones.select_related("indicador")}
        assert mediciones.keys() == FORMULAS.keys()
        otra = independiente(medido, nombre)
        for clave, medicion in mediciones.items():
            esperado: Esperado = COMPUTOS[clave](otra)
            sustento = FORMULAS[clave].sustento(ventana_de(evaluacion))
            filas = list(sustento.filas.order_by(*sustento.orden))
            hallado = Esperado(*lo_medido(medicion), frozenset(f.pk for f in filas))
            if hallado != esperado or len(filas) != len(esperado.filas):
                distintas[f"{clave} de {nombre}"] = (hallado, esperado)
            assert all(len(sustento.fila(f)) == len(sustento.columnas) for f in filas), clave
            vistos[clave].add(esperado.valor)
        # 6.viii, 6.xix: what explains it: how the consults ended, and which topics came back.
        assert mediciones["consultas"].como["resultados"] == otra.resultados_de_consultas(), nombre
        temas, todos = mediciones["temas_recurrentes"].como["temas"], otra.temas()
        assert [n for _, n in temas] == [n for _, n in todos][:5], nombre
        assert all(par in todos for par in temas), nombre
    assert distintas == {}, "\n".join(f"{k}: {v}" for k, v in distintas.items())
    llena = Medicion.objects.get(evaluacion__cuenta=medido.cuentas["llena"], indicador__formula="fines_atendidos")
    assert llena.como["por_fin"] == {"3.i": 3, "3.ix": 1}
    # The cases do tell: no indicator came out the same for everybody.
    assert {clave for clave, valores in vistos.items() if len(valores) < 2} == set()


@pytest.mark.embebida
def test_la_pagina_de_cada_cifra_muestra_sus_filas(medido, client, ine, time_machine):
    """What the CNCS opens from each figure: as many rows as it was made of, and the figure over what."""
    time_machine.move_to(APERTURA + 2 * HORA)
    client.force_login(ine["revisora"], backend="django.contrib.auth.backends.ModelBackend")
    evaluacion, otra = Evaluacion.objects.get(cuenta=medido.cuentas["llena"]), independiente(medido, "llena")
    for clave in FORMULAS:
        pagina = client.get(reverse("evaluacion:sustento", args=[evaluacion.pk, clave]))
        esperado = COMPUTOS[clave](otra)
        cuerpo = pagina.content.decode().partition("<tbody>")[2].partition("</tbody>")[0]
        assert cuerpo.count("<tr>") == min(len(esperado.filas), 25) > 0, clave
        if esperado.denominador and esperado.numerador is not None:
            dicho = f"{esperado.numerador.normalize():f} de {esperado.denominador.normalize():f}"
            assert dicho in " ".join(pagina.content.decode().split()), clave


@pytest.mark.embebida
def test_lo_que_crecio_sin_cambiar_la_cifra_se_mide_otra_vez(medido, ine):
    """None answered of two is not the same as none of three, although it is zero both times."""
    de = medido.cuentas["callada"]
    medicion = Medicion.objects.get(evaluacion__cuenta=de, indicador__formula="propuestas_contestadas")
    assert lo_medido(medicion) == (0, 0, 2)
    medido.proponer(de, medido.ine.ahora)
    acciones.guardar_captura(
        evaluacion=medicion.evaluacion, cifras=None, valores={}, por=ine["medio"], ahora=APERTURA + 2 * HORA
    )
    medicion.refresh_from_db()
    assert lo_medido(medicion) == (0, 0, 3)
