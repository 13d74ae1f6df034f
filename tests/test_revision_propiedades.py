"""The automatic checks on any text: they find what is hidden in prose, point at it, and never raise (5.2.b)."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import identidades
from benchmarks.revision import adversos
from publicaciones.revision import Enlace, Medio, Pieza, revisar
from publicaciones.revision.lectura import aplanar

pytestmark = pytest.mark.embebida

AZAR = st.integers(0, 2**32).map(Random)
PROSA = st.sampled_from(
    (
        "Su registro",
        "(véase",
        "Acuda al módulo.",
        "¡Hoy!",
        "Clave:",
        "🗳️",
        "línea uno\n",
        "«",
        "El 2 de junio de 2024,",
        "",
    )
)
FORMAS = st.sampled_from(("", "minusculas", "espacios", "guiones", "puntos", "invisibles", "anchas"))


def claves(texto):
    return {h.clave: texto[h.inicio : h.fin] for h in revisar(Pieza(texto))}


@pytest.mark.criterio("5.2.b")
@given(azar=AZAR, sexo=st.sampled_from("HMX"), forma=FORMAS, antes=PROSA, despues=PROSA)
def test_ninguna_curp_pasa(azar, sexo, forma, antes, despues):
    curp = identidades.curp(azar, sexo)
    escrita = identidades.FORMAS[forma](curp) if forma else curp
    texto = f"{antes} {escrita} {despues}"
    assert claves(texto)["curp"] == escrita


@given(azar=AZAR, antes=PROSA, despues=PROSA)
def test_ninguna_clabe_ni_tarjeta_pasa_y_un_digito_cambiado_no_es_ninguna(azar, antes, despues):
    for clave, hacer in (("clabe", identidades.clabe), ("tarjeta", identidades.tarjeta)):
        numero = hacer(azar)
        assert claves(f"{antes} {numero} {despues}")[clave] == numero
        lugar = azar.randrange(len(numero))
        otro = azar.choice([digito for digito in "0123456789" if digito != numero[lugar]])
        cambiado = numero[:lugar] + otro + numero[lugar + 1 :]
        assert clave not in claves(f"{antes} {cambiado} {despues}")


CUALQUIERA = st.one_of(
    st.text(max_size=300),
    st.text(alphabet="0123456789 -.()+@AHMXaeiou\u200b\u0301５İﬁ", max_size=200),
    st.lists(st.sampled_from(list(identidades.CLAVES)), max_size=4).map(
        lambda nombres: " ".join(identidades.CLAVES[nombre](Random(7)) for nombre in nombres)
    ),
)


@given(texto=CUALQUIERA, otro=st.text(max_size=60))
def test_cualquier_texto_se_revisa_y_los_lugares_son_del_texto(texto, otro):
    pieza = Pieza(texto, medios=(Medio(otro, otro),), enlaces=(Enlace(otro),), titular=otro, hermanas=(otro,))
    for hallazgo in revisar(pieza):
        assert 0 <= hallazgo.inicio <= hallazgo.fin <= len(texto)
        assert hallazgo.fin > hallazgo.inicio or hallazgo.campo != "texto" or not texto
        assert hallazgo.mensaje
        assert hallazgo.numeral


@given(texto=st.text(max_size=200))
def test_cada_letra_del_texto_llano_sabe_de_donde_viene(texto):
    plano = aplanar(texto)
    for lugar in range(len(plano.texto)):
        inicio, fin = plano.lugar(lugar, lugar + 1)
        assert fin == inicio + 1 <= len(texto)


@pytest.mark.parametrize("texto", adversos().values(), ids=adversos().keys())
def test_ningun_texto_trabado_estorba(texto):
    """Whoever writes these is told at most what anybody is told; their time is the benchmark's."""
    assert len(revisar(Pieza(texto))) <= 30 * 19
