"""7.vii, 1.b in the browser: filing, the directory's own section, the precedents, and what nobody outside reads."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from cuentas.acciones import registrar
from cuentas.estados import EstadoCuenta
from organizacion.acciones import retirar_rol
from organizacion.estados import Rol
from solicitudes.estados.caso import EstadoCaso
from solicitudes.estados.publicidad import EstadoPublicidad
from solicitudes.models import Caso, Publicidad
from tests.fabrica import CARGA, pdf
from tests.fabrica_caso import ASUNTO, CRITERIO, DESCRIPCION, RESPUESTA, caso, integrante
from tests.fabrica_publicidad import publicidad

pytestmark = pytest.mark.embebida

PERSONAS = [
    "titular", "medio", "otra_titular", "vocal_local", "revisora", "titular_cncs", "unicom", "presidencia",
    "secretaria", "integrante", "control", "consejera", "sistema",
]  # fmt: skip
PRECEDENTES = "/solicitudes/precedentes/"


@pytest.fixture(autouse=True)
def reloj(ahora):
    with time_machine.travel(ahora + timedelta(hours=1), tick=False) as viajero:
        yield viajero


@pytest.fixture
def entrar(ine, client):
    integrante(ine)

    def _entrar(clave: str) -> Client:
        client.force_login(ine[clave], backend="django.contrib.auth.backends.ModelBackend")
        return client

    return _entrar


def texto(respuesta) -> str:
    assert respuesta.status_code == 200
    return " ".join(respuesta.content.decode().split())


# --- 7.vii ------------------------------------------------------------------------------------------------------------
PEDIR = {
    "red": "x",
    "identificador": "@DoraLuzMarquez",
    "url": "https://x.com/DoraLuzMarquez",
    "nombre": "Dora Luz Márquez",
    "de_acuerdo": "on",
}


@pytest.mark.criterio("7.vii", "6.xxxii")
def test_de_la_peticion_al_directorio_y_de_regreso(ine, entrar):
    assertContains(entrar("consejera").get("/solicitudes/iniciar/"), "/solicitudes/publicidad/nueva/")
    assertContains(entrar("consejera").get("/solicitudes/publicidad/nueva/"), "6.xxxii")
    respuesta = entrar("consejera").post("/solicitudes/publicidad/nueva/", PEDIR)
    fila = Publicidad.objects.get()
    assertRedirects(respuesta, f"/solicitudes/publicidad/{fila.pk}/")
    assertContains(entrar("consejera").get(respuesta.url), "PP-2025-0001")
    assert "DoraLuzMarquez" not in texto(Client().get("/consejerias/"))

    ficha = f"/admin/solicitudes/publicidad/{fila.pk}/"
    assertContains(entrar("revisora").get(f"{ficha}change/"), "Publicar en el directorio")
    assertNotContains(entrar("revisora").get(f"{ficha}change/"), "Retirar la publicidad")
    entrar("revisora").post(f"{ficha}publicar/")
    assertContains(entrar("revisora").get(f"{ficha}change/"), "Retirar la publicidad")
    publica = texto(Client().get("/consejerias/"))
    assert "@DoraLuzMarquez" in publica
    assert "no las administra ni responde" in publica
    assert "6.xxxii" in publica
    assert "/consejerias/" in texto(Client().get("/"))
    assert "DoraLuzMarquez" not in texto(Client().get("/"))

    acto = f"/solicitudes/publicidad/{fila.pk}/retirar/"
    assertContains(entrar("consejera").post(acto, {"motivo": ""}), "Este campo es obligatorio")
    entrar("consejera").post(acto, {"motivo": "Ya no la uso"})
    assert "DoraLuzMarquez" not in texto(Client().get("/consejerias/"))


@pytest.mark.criterio("7.vii")
def test_a_los_demas_se_les_dice_por_que_no(ine, entrar):
    for clave in PERSONAS:
        if clave == "consejera":
            continue
        for respuesta in (
            entrar(clave).get("/solicitudes/publicidad/nueva/"),
            entrar(clave).post("/solicitudes/publicidad/nueva/", PEDIR),
        ):
            assertContains(respuesta, "Solo una Consejera o un Consejero Electoral", status_code=403)
        assertNotContains(entrar(clave).get("/solicitudes/iniciar/"), "/solicitudes/publicidad/nueva/")
    assert not Publicidad.objects.exists()


@pytest.mark.criterio("7.vii")
@pytest.mark.parametrize(
    ("cambio", "campo", "dice"),
    [
        ({"red": ""}, "red", "obligatorio"),
        ({"identificador": "dos palabras"}, "identificador", "No es un identificador posible"),
        ({"identificador": "https://tiktok.com/@dora"}, "identificador", "es de TikTok"),
        ({"url": "https://x.com/Alguien"}, "url", "no es la cuenta"),
        ({"url": "javascript:alert(1)"}, "url", "dirección"),
        ({"url": "ftp://x.com/DoraLuzMarquez"}, "url", "https://"),
        ({"nombre": ""}, "nombre", "obligatorio"),
        ({"de_acuerdo": ""}, "de_acuerdo", "Confirme"),
        ({"identificador": "INEMexico", "url": "https://x.com/INEMexico"}, "__all__", "institucional"),
    ],
)
def test_lo_mal_escrito_se_dice_junto_al_campo(ine, entrar, cambio, campo, dice):
    registrar(
        red="x", identificador="INEMexico", nombre="INE", area=ine.areas["CNCS"], homologada=True,
        estado=EstadoCuenta.REGULARIZACION, por=CARGA, ahora=ine.ahora,
    )  # fmt: skip
    pagina = entrar("consejera").post("/solicitudes/publicidad/nueva/", PEDIR | cambio)
    assert pagina.status_code == 200
    assert any(dice in error for error in pagina.context["form"].errors[campo]), pagina.context["form"].errors
    if "nombre" not in cambio:
        assertContains(pagina, 'value="Dora Luz Márquez"')
    assert not Publicidad.objects.exists()


@pytest.mark.criterio("7.vii", "7.xii")
def test_es_oficial_dice_que_es_personal(ine, client):
    publicidad(ine, EstadoPublicidad.PUBLICADA)
    publicidad(ine, identificador="SinPublicar")
    dice = (
        "@DoraLuzMarquez en X (Twitter) no es institucional; es la cuenta personal de Dora Luz Márquez Ríos, "
        "publicada por el Instituto."
    )
    for buscada in ("https://twitter.com/doraluzmarquez", "@DoraLuzMarquez", "DORALUZMARQUEZ"):
        pagina = texto(client.get("/", {"direccion": buscada}))
        assert dice in pagina
        assert "Sí, es una cuenta oficial" not in pagina
    for buscada in ("@SinPublicar", "https://instagram.com/DoraLuzMarquez"):
        pagina = texto(client.get("/", {"direccion": buscada}))
        assert "No aparece en el registro" in pagina
        assert "Dora Luz" not in pagina


@pytest.mark.criterio("7.vii")
def test_el_mismo_nombre_oficial_en_otra_red(ine, client):
    publicidad(ine, EstadoPublicidad.PUBLICADA)
    registrar(
        red="facebook", identificador="DoraLuzMarquez", nombre="Homónima", area=ine.areas["CNCS"], homologada=True,
        estado=EstadoCuenta.REGULARIZACION, por=CARGA, ahora=ine.ahora,
    )  # fmt: skip
    pagina = texto(client.get("/", {"direccion": "@DoraLuzMarquez"}))
    assert "Homónima" in pagina
    assert "@DoraLuzMarquez en X (Twitter) no es institucional" in pagina


@pytest.mark.criterio("7.vii")
def test_buscar_y_paginar_las_personales(ine, client, django_assert_max_num_queries):
    for n in range(30):
        publicidad(ine, EstadoPublicidad.PUBLICADA, identificador=f"Dora{n:02}", nombre=f"Dora {n:02}")
    publicidad(ine, EstadoPublicidad.PUBLICADA, identificador="Zeta", nombre="Última de la lista")

    with django_assert_max_num_queries(3):
        primera = client.get("/consejerias/")
    assert len(primera.context["pagina"].objetos) == 25
    segunda = client.get(f"/consejerias/{primera.context['pagina'].siguiente}")
    assert [c.identificador for c in segunda.context["pagina"].objetos][-1] == "Zeta"
    for buscado in ("ULTIMA", "@zeta", "última marquez"):
        pagina = client.get("/consejerias/", {"texto": buscado})
        assert [c.identificador for c in pagina.context["pagina"].objetos] == ["Zeta"]
    assertContains(client.get("/consejerias/", {"texto": "nadie"}), "Ninguna cuenta personal publicada coincide")
    assert client.get("/consejerias/", {"texto": "\0'%", "despues": "x~y"}).status_code == 200
    retirar_rol(persona=ine["consejera"], rol=Rol.CONSEJERO, por=CARGA, ahora=ine.ahora)
    assertContains(client.get("/consejerias/"), "Todavía no hay cuentas personales publicadas")


@pytest.mark.criterio("7.vii")
def test_la_bandeja_es_de_la_cncs(ine, entrar):
    fila = publicidad(ine)
    for clave in PERSONAS:
        cliente = entrar(clave)
        propia = cliente.get(f"/solicitudes/publicidad/{fila.pk}/").status_code
        ficha = cliente.get(f"/admin/solicitudes/publicidad/{fila.pk}/change/").status_code
        oficina = clave in {"revisora", "titular_cncs", "control"}
        assert (propia == 200) is (oficina or clave == "consejera"), clave
        assert (ficha == 200) is oficina, clave
    assertNotContains(entrar("control").get(f"/admin/solicitudes/publicidad/{fila.pk}/change/"), "No publicar")
    pagina = entrar("revisora").post(f"/admin/solicitudes/publicidad/{fila.pk}/rechazar/", {"respuesta": ""})
    assertContains(pagina, "Este campo es obligatorio")
    assert Publicidad.objects.get().estado == EstadoPublicidad.PRESENTADA


# --- 1.b --------------------------------------------------------------------------------------------------------------
@pytest.mark.criterio("1.b")
def test_del_caso_al_precedente(ine, entrar):
    nueva = "/solicitudes/caso/nueva/"
    assertContains(entrar("medio").get(nueva), PRECEDENTES)
    datos = {"asunto": ASUNTO, "descripcion": DESCRIPCION, "propuesta": "", "archivos": pdf()}
    respuesta = entrar("medio").post(nueva, datos)
    fila = Caso.objects.get()
    assertRedirects(respuesta, f"/solicitudes/caso/{fila.pk}/")

    ficha = f"/admin/solicitudes/caso/{fila.pk}/"
    assertContains(entrar("integrante").get("/admin/solicitudes/caso/"), fila.folio)
    entrar("integrante").post(f"{ficha}estudiar/")
    resolucion = {"fundamentos": ["1.b", "6.i"], "criterio": CRITERIO, "respuesta": RESPUESTA}
    pagina = entrar("secretaria").post(f"{ficha}resolver_caso/", {**resolucion, "fundamentos": []})
    assertContains(pagina, "Elija al menos un numeral.")
    assertContains(pagina, CRITERIO)  # what was typed is kept
    pagina = entrar("secretaria").post(f"{ficha}resolver_caso/", {**resolucion, "criterio": "Para José Ángel Núñez"})
    assertContains(pagina, "Quite el nombre")
    entrar("integrante").post(f"{ficha}resolver_caso/", resolucion)
    assert Caso.objects.get().estado == EstadoCaso.EN_ESTUDIO  # not for who does not sign
    entrar("secretaria").post(f"{ficha}resolver_caso/", resolucion)

    pagina = texto(entrar("medio").get(f"/solicitudes/caso/{fila.pk}/"))
    assert "Resolución 1/2025" in pagina
    assert f"{PRECEDENTES}{fila.pk}/" in pagina
    lista = texto(entrar("otra_titular").get(PRECEDENTES, {"q": "transmision"}))
    assert "1/2025" in lista
    assert CRITERIO in lista


@pytest.mark.criterio("1.b")
def test_fuera_nadie_ve_el_caso_y_todos_leen_el_precedente(ine, entrar):
    fila = caso(ine, EstadoCaso.RESUELTO)
    en_estudio = caso(ine, EstadoCaso.EN_ESTUDIO, asunto="Reservado todavía")
    codigo = fila.constancias.get(clase="resolucion").codigo
    propios = {"presidencia", "secretaria", "integrante", "control", "medio"}
    for clave in PERSONAS:
        cliente = entrar(clave)
        assert (cliente.get(f"/solicitudes/caso/{fila.pk}/").status_code == 200) is (clave in propios), clave
        for constancia in fila.constancias.all():
            estado = cliente.get(f"/solicitudes/constancias/{constancia.pk}/").status_code
            assert (estado == 200) is (clave in propios), clave
        pagina = texto(cliente.get(f"{PRECEDENTES}{fila.pk}/"))
        for publico in (ASUNTO, CRITERIO, RESPUESTA, "1/2025", codigo, "lunes 25 de agosto de 2025"):
            assert publico in pagina, (clave, publico)
        for privado in ("José Ángel", "Zacamixtle", "por única vez", fila.folio, "Norma Itzel"):
            if privado not in ine[clave].nombre:
                assert privado not in pagina.split("<main", 1)[1], (clave, privado)
        lista = texto(cliente.get(PRECEDENTES))
        assert "Reservado todavía" not in lista
        assert "Zacamixtle" not in lista
        assert cliente.get(f"{PRECEDENTES}{en_estudio.pk}/").status_code == 404
        assert not cliente.get(PRECEDENTES, {"q": "Zacamixtle"}).context["pagina"].objetos

    afuera = Client()
    assert afuera.get(PRECEDENTES).status_code == 302
    assert afuera.get(f"{PRECEDENTES}{fila.pk}/").status_code == 302
    # Its paper is verifiable, and verifying it does not tell which área asked.
    pagina = texto(afuera.get(f"/solicitudes/verificar/{codigo}/"))
    assert "El documento es auténtico" in pagina
    assert ine.areas["DECEyEC"].nombre not in pagina
    assert "José Ángel" not in pagina


@pytest.mark.criterio("1.b")
def test_precedentes_por_paginas(ine, entrar, django_assert_max_num_queries):
    for n in range(27):
        caso(ine, EstadoCaso.RESUELTO, asunto=f"Asunto {n:02}")
    primera = entrar("operativo").get(PRECEDENTES)
    assert [c.numero for c in primera.context["pagina"].objetos] == list(range(27, 2, -1))
    segunda = entrar("operativo").get(PRECEDENTES + primera.context["pagina"].siguiente)
    assert [c.numero for c in segunda.context["pagina"].objetos] == [2, 1]
    with django_assert_max_num_queries(14):
        entrar("operativo").get(PRECEDENTES)
    for raro in (
        {"q": "\0%_'"},
        {"numeral": "no-hay"},
        {"despues": "2025~x"},
        {"q": "9" * 300},
        {"q": "99999999/9999"},
    ):
        assert entrar("operativo").get(PRECEDENTES, raro).status_code == 200
    assertContains(entrar("operativo").get(PRECEDENTES, {"q": "inexistente"}), "?q=inexistente")
    assertContains(entrar("operativo").get("/solicitudes/caso/nueva/?q=Asunto 05"), "6/2025 · Asunto 05")


@pytest.mark.criterio("1.b")
def test_lo_mal_escrito_del_caso(ine, entrar):
    nueva = "/solicitudes/caso/nueva/"
    pagina = entrar("medio").post(nueva, {"asunto": "", "descripcion": DESCRIPCION})
    assert "asunto" in pagina.context["form"].errors
    assertContains(pagina, "Zacamixtle")
    pagina = entrar("medio").post(nueva, {"asunto": "Lo pide José Ángel Núñez", "descripcion": DESCRIPCION})
    assert "Quite el nombre" in pagina.context["form"].errors["asunto"][0]
    texto_suelto = pdf(nombre="nota.pdf")
    texto_suelto.file.seek(0)
    texto_suelto.file.write(b"no es un pdf")
    texto_suelto.file.truncate()
    texto_suelto.file.seek(0)
    pagina = entrar("medio").post(nueva, {"asunto": ASUNTO, "descripcion": DESCRIPCION, "archivos": texto_suelto})
    assert "archivos" in pagina.context["form"].errors
    assert not Caso.objects.exists()


@pytest.mark.criterio("1.b")
def test_quien_lo_presento_y_es_del_comite_lee_por_que_no(ine, entrar):
    fila = caso(ine, por="secretaria")
    for url in (f"/solicitudes/caso/{fila.pk}/", f"/admin/solicitudes/caso/{fila.pk}/change/"):
        pagina = entrar("secretaria").get(url)
        assertContains(pagina, "Usted presentó este caso")
        assertNotContains(pagina, "Tomar para estudio")
    assertContains(entrar("presidencia").get(f"/admin/solicitudes/caso/{fila.pk}/change/"), "Tomar para estudio")
    entrar("secretaria").post(f"/admin/solicitudes/caso/{fila.pk}/estudiar/")
    assert Caso.objects.get().estado == EstadoCaso.PRESENTADO
