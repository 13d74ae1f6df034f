"""The automatic checks around a post: what stops it, what needs a reason, and what is said while somebody writes."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cuentas.models import Cuenta
from publicaciones.acciones import NoSePuedePublicar
from publicaciones.consultas.revision import advertencias_de, hallazgos_de
from publicaciones.forms.variante import EditarVariante
from publicaciones.models import Variante, Version
from publicaciones.revision import Hallazgo, Severidad
from publicaciones.revision.realce import tramos
from tests.fabrica import Institucion
from tests.fabrica_contenido import TEXTO, contenido, cuenta, escribir, evidencia, publicar

pytestmark = pytest.mark.embebida


@pytest.fixture
def central(ine: Institucion) -> Cuenta:
    return cuenta(ine)


@pytest.fixture
def variante(ine: Institucion, central: Cuenta) -> Variante:
    return Variante.objects.get(contenido=contenido(ine, central))


@pytest.mark.criterio("5.2.b")
@pytest.mark.parametrize(
    ("texto", "numeral"),
    [("Escribe a ana@gmail.com", "5.2.b"), ("Lee https://milenio.com/x", "6.vi"), ("la " * 100, "6.xxiii")],
)
def test_un_error_no_se_publica_aunque_se_explique(ine, variante, texto, numeral):
    escrita = escribir(ine, variante, texto=texto.strip())
    motivos = dict.fromkeys(("sin_medios", "correo", "enlace_externo", "longitud"), "Porque sí")
    with pytest.raises(NoSePuedePublicar) as error:
        publicar(ine, escrita, texto=escrita.texto, advertencias=motivos)
    assert f"({numeral})" in str(error.value)


@pytest.mark.criterio("6.xxv")
def test_una_advertencia_pide_su_motivo_y_queda_con_la_version(ine, variante):
    escrita = escribir(ine, variante, texto="Conoce la informacion de tu casilla.")
    base = evidencia(ine).advertencias
    for motivo in ("", "   "):
        with pytest.raises(NoSePuedePublicar, match=r"información.*\(6\.xxv\)"):
            publicar(ine, escrita, texto=escrita.texto, advertencias={**base, "ortografia": motivo})
    motivos = {**base, "ortografia": " Cita textual ", "curp": "De nada de esto se advirtió"}
    publicacion = publicar(ine, escrita, texto=escrita.texto, advertencias=motivos)
    assert publicacion.advertencias == {**base, "ortografia": "Cita textual"}
    assert publicacion.huella_aprobada == escrita.huella == publicacion.version.huella


@pytest.mark.criterio("6.xxix")
def test_lo_publicado_y_lo_planeado_en_la_cuenta_se_tiene_en_cuenta(ine, central, variante):
    publicar(ine, variante)
    otra = Variante.objects.get(contenido=contenido(ine, central, sesion="Ordinaria de agosto"))
    ahora = ine.ahora + timedelta(hours=3)
    assert {"repetida", "sin_medios"} == advertencias_de(otra, ahora=ahora).keys()
    assert "repetida" not in advertencias_de(otra, ahora=ahora + timedelta(days=8))
    otra = escribir(ine, otra, texto="Otro asunto por completo, con otras palabras y otra idea.")
    assert advertencias_de(otra, ahora=ahora).keys() == {"sin_medios"}


@pytest.mark.criterio("6.xxiii")
def test_el_mismo_texto_en_otra_red_se_advierte(ine, central):
    en_facebook = cuenta(ine, red="facebook", identificador="CulturaCivica.INE")
    una, otra = contenido(ine, central, en_facebook).vivas
    ahora = ine.ahora + timedelta(hours=2)
    assert "mismo_texto" in advertencias_de(una, ahora=ahora)
    assert "mismo_texto" not in {
        h.clave for h in hallazgos_de(otra, ahora=ahora, texto="Para quienes están en Facebook")
    }


def test_mientras_se_escribe_se_dice_y_nada_se_guarda(client, ine, variante):
    client.force_login(ine["medio"])
    versiones = Version.objects.count()
    url = reverse("publicaciones:revisar", args=[variante.pk])
    pagina = client.post(url, {"texto": "Escribe a <b>ana@gmail.com</b>\r\no lee la informacion"}).content.decode()
    assert "encontró 1 error por corregir y 2 advertencias." in pagina
    assert 'hx-swap-oob="innerHTML"' in pagina
    assert "numeral 5.2.b" in pagina
    assert "&lt;b&gt;<mark" in pagina
    assert "<b>" not in pagina
    variante.refresh_from_db()
    assert variante.texto == TEXTO
    assert Version.objects.count() == versiones
    assert client.get(url).status_code == 405


@pytest.mark.criterio("6.vi")
def test_el_motivo_de_un_enlace_cuenta_desde_que_se_escribe(client, ine, variante):
    client.force_login(ine["medio"])
    texto = "Mire el mapa: https://mapas.example.page/casillas"
    campo = next(iter(EditarVariante({"texto": texto}, variante=variante).externos))
    url = reverse("publicaciones:revisar", args=[variante.pk])
    assert "numeral 6.vi" in client.post(url, {"texto": texto}).content.decode()
    assert "numeral 6.vi" not in client.post(url, {"texto": texto, campo: "Es el mapa oficial"}).content.decode()


@pytest.mark.criterio("5.1.d")
def test_solo_revisa_quien_publica_en_la_cuenta(client, ine, variante):
    url = reverse("publicaciones:revisar", args=[variante.pk])
    assert client.post(url, {"texto": "x"}).status_code == 302
    for quien, codigo in (("otra_titular", 404), ("revisora", 403), ("operativo", 200)):
        client.force_login(ine[quien])
        assert client.post(url, {"texto": "x"}).status_code == codigo


def test_el_realce_es_el_texto_entero_con_lo_mas_grave_marcado():
    def en(inicio, fin, severidad, numeral="6.i", campo="texto"):
        return Hallazgo("x", numeral, severidad, "Haga algo.", inicio, fin, campo)

    partes = tramos(
        "abcdefghij",
        [
            en(2, 6, Severidad.ADVERTENCIA, "6.xxv"),
            en(4, 8, Severidad.ERROR, "5.2.b"),
            en(0, 10, Severidad.ADVERTENCIA),
            en(0, 0, Severidad.ERROR, campo="medios"),
        ],
    )
    assert [(p.texto, p.severidad, p.numerales) for p in partes] == [
        ("ab", None, ""),
        ("cd", "advertencia", "6.xxv"),
        ("ef", "error", "5.2.b, 6.xxv"),
        ("gh", "error", "5.2.b"),
        ("ij", None, ""),
    ]
    assert tramos("", []) == []
