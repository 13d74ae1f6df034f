"""Handles and addresses however they are typed: what is the same account compares equal, and nothing raises."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cuentas.direcciones import IdentificadorInvalido, direccion, leer_direccion, limpiar_identificador, normalizar
from cuentas.estados import Red

pytestmark = pytest.mark.embebida

REDES = st.sampled_from(Red.values)
TEXTOS = st.one_of(
    st.text(max_size=100),
    st.from_regex(r"(https?://)?(www\.|m\.|mobile\.)?(x|twitter|facebook|youtube)\.com/[@A-Za-z0-9_./?=%-]{0,30}"),
    st.sampled_from(
        [
            "http://[",
            "https://x.com:99999999/ine",
            "//",
            "https://",
            "x.com",
            "@",
            "@@ine",
            "https://[::1]/x",
            "İNE",
            "ﬁne",
        ]
    ),
)


@pytest.mark.criterio("7.vi")
@pytest.mark.parametrize(
    "escrito",
    [
        "INEMexico",
        "@INEMexico",
        "  @inemexico ",
        "INEMEXICO",
        "x.com/INEMexico",
        "twitter.com/INEMexico",
        "https://x.com/INEMexico",
        "https://twitter.com/INEMexico/",
        "http://www.twitter.com/inemexico",
        "https://m.twitter.com/INEMexico",
        "https://mobile.twitter.com/INEMexico",
        "HTTPS://X.COM/INEMexico",
        "https://x.com/@INEMexico",
        "https://x.com/INEMexico?lang=es",
        "https://x.com/INEMexico/status/123",
        "https://x.com//INEMexico",
        "＠INEMexico",
    ],
)
def test_las_formas_de_una_misma_cuenta(escrito):
    assert normalizar(Red.X, escrito) == "inemexico"


@pytest.mark.parametrize(
    ("texto", "red", "identificador"),
    [
        ("https://www.facebook.com/INEMexico", Red.FACEBOOK, "INEMexico"),
        ("https://m.facebook.com/INEMexico/", Red.FACEBOOK, "INEMexico"),
        ("https://es-la.facebook.com/INEMexico", Red.FACEBOOK, "INEMexico"),
        ("https://www.facebook.com/profile.php?id=100064", Red.FACEBOOK, "100064"),
        ("https://www.facebook.com/pages/Junta-Local/123456", Red.FACEBOOK, "123456"),
        ("fb.com/INEMexico", Red.FACEBOOK, "INEMexico"),
        ("https://www.youtube.com/@INETV", Red.YOUTUBE, "INETV"),
        ("https://youtube.com/user/IFETV", Red.YOUTUBE, "IFETV"),
        ("https://www.youtube.com/channel/UC123_-x", Red.YOUTUBE, "UC123_-x"),
        ("https://www.instagram.com/inemexico/", Red.INSTAGRAM, "inemexico"),
        ("https://www.tiktok.com/@inemexico", Red.TIKTOK, "inemexico"),
        ("https://www.threads.com/@inemexico", Red.THREADS, "inemexico"),
        ("https://www.linkedin.com/company/ine-mexico", Red.LINKEDIN, "ine-mexico"),
        ("https://t.me/s/inemexico", Red.TELEGRAM, "inemexico"),
    ],
)
def test_leer_direcciones(texto, red, identificador):
    assert leer_direccion(texto) == (red, identificador)


@pytest.mark.parametrize(
    "texto",
    [
        "",
        "INEMexico",
        "https://example.com/INEMexico",
        "https://x.com.example.com/INE",
        "https://notx.com/INE",
        "x.com",
    ],
)
def test_lo_que_no_es_direccion_de_una_red(texto):
    """A look-alike domain is never taken for the network."""
    assert leer_direccion(texto) is None


@pytest.mark.parametrize(
    ("red", "texto", "mensaje"),
    [
        (Red.X, "https://facebook.com/INEMexico", "de Facebook, no de X"),
        (Red.X, "con espacio", "hasta 15 letras"),
        (Red.X, "dieciseisletrasX", "hasta 15 letras"),
        (Red.X, "eñeINE", "sin acento"),
        (Red.X, "", "No es un identificador"),
        (Red.X, "https://example.com/INE", "solo el identificador"),
        (Red.TIKTOK, "a", "de 2 a 24"),
        (Red.TELEGRAM, "ine", "de 5 a 32"),
        (Red.INSTAGRAM, "<script>", "hasta 30"),
    ],
)
def test_lo_imposible_se_explica(red, texto, mensaje):
    with pytest.raises(IdentificadorInvalido, match=mensaje):
        limpiar_identificador(red, texto)


@given(REDES, TEXTOS)
@example("x", "x.com")
def test_normalizar_nunca_falla_y_repetirlo_no_cambia(red, texto):
    una = normalizar(red, texto)
    assert normalizar(red, una) == una


@given(REDES, TEXTOS)
def test_leer_y_limpiar_no_revientan(red, texto):
    leido = leer_direccion(texto)
    assert leido is None or (leido[0] in Red and "/" not in leido[1])
    try:
        limpio = limpiar_identificador(red, texto)
    except IdentificadorInvalido as error:
        assert str(error).endswith(".")  # noqa: PT017
    else:
        assert limpiar_identificador(red, limpio) == limpio
        assert not limpio.startswith("@")


@given(st.sampled_from([r for r in Red if direccion(r, "x")]), st.from_regex(r"[A-Za-z0-9]{5,15}", fullmatch=True))
def test_la_direccion_que_escribimos_se_lee_de_vuelta(red, identificador):
    assert leer_direccion(direccion(red, identificador)) == (red, identificador)
    for adorno in ("{}/", "{}?hl=es", "{}#inicio"):
        assert normalizar(red, adorno.format(direccion(red, identificador))) == identificador.casefold()
