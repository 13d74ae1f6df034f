"""Random people do random things to requests of every kind: whatever they try, the norm holds; and a bug is caught."""

import os

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from bitacora.consultas import verificar
from cuentas.acciones import rotacion
from solicitudes.clases import CLASES
from solicitudes.estados import EstadoApertura as E
from solicitudes.permisos import comun
from tests.fabrica import Institucion, apertura
from tests.maquinas import maquina_de

EJEMPLOS = int(os.environ.get("EJEMPLOS_DE_MAQUINA", "2"))
PASOS = int(os.environ.get("PASOS_DE_MAQUINA", "30"))


@pytest.fixture
def mundo(ine: Institucion) -> Institucion:
    """Two áreas with an active account each."""
    apertura(ine, E.CONCLUIDA, identificador="MaquinaINE")
    apertura(ine, E.CONCLUIDA, titular="otra_titular", identificador="OtraMaquinaINE")
    return ine


def correr(maquina, *, ejemplos: int = EJEMPLOS, pasos: int = PASOS) -> None:
    run_state_machine_as_test(
        maquina,
        settings=settings(
            max_examples=ejemplos,
            stateful_step_count=pasos,
            deadline=None,
            derandomize=True,
            phases=[Phase.generate],  # a failure is shown as it was met: making it smaller takes minutes
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.criterio("5.1.b", "6.xxxiv", "7.v", "7.viii", "7.ix", "1.b", "5.b", "5.3.b", "7.vii", "8.c")
@pytest.mark.parametrize("slug", list(CLASES))
def test_la_norma_se_cumple_haga_lo_que_haga_cada_quien(mundo, slug):
    maquina = maquina_de(mundo, slug)
    correr(maquina)
    assert maquina.mundo.hechos[f"{slug}:presentar"] > 0, "the machine never got to file anything"
    assert not verificar().rupturas


@pytest.mark.criterio("5.1.b", "6.xxxiv")
def test_todo_a_la_vez(mundo):
    maquina = maquina_de(mundo, *CLASES)
    correr(maquina, ejemplos=EJEMPLOS, pasos=2 * PASOS)
    assert len(maquina.mundo.hechos) > 5, maquina.mundo.hechos


@pytest.mark.embebida
def test_encuentra_a_quien_resuelve_lo_suyo(mundo, monkeypatch):
    """A planted bug: the separation of duties forgets who filed."""
    monkeypatch.setattr(comun, "la_presento", lambda solicitud, persona: False)
    with pytest.raises(AssertionError):
        correr(maquina_de(mundo, "duda"), ejemplos=60, pasos=40)


@pytest.mark.embebida
def test_encuentra_una_cuenta_sin_reloj(mundo, monkeypatch):
    """A planted bug: whoever records a change of password leaves the account without the next one due."""
    monkeypatch.setattr(rotacion, "poner", lambda **k: None)
    with pytest.raises(AssertionError):
        correr(maquina_de(mundo, "duda"), ejemplos=60, pasos=40)
