"""The área's side of an opening, as people use it: pages, messages, refusals."""

import hashlib
import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from bitacora.models import Asiento
from organizacion.acciones import terminar_nombramiento
from organizacion.estados import Nivel
from solicitudes import acciones
from solicitudes.contenido import pdf_de
from solicitudes.estados import EstadoApertura as E
from solicitudes.models import Apertura, Documento
from tests.fabrica import CARGA, apertura, borrador, pdf

pytestmark = pytest.mark.embebida

TRAMITES = ("retirar", "renunciar", "abrir", "notificar")


@pytest.fixture(autouse=True)
def reloj(ahora):
    """The server's clock stands an hour after the institution was loaded."""
    with time_machine.travel(ahora + timedelta(hours=1), tick=False) as viajero:
        yield viajero


@pytest.fixture
def entrar(ine, client):
    """Sign in as somebody; the same client each time."""

    def _entrar(clave: str) -> Client:
        client.force_login(ine[clave], backend="django.contrib.auth.backends.ModelBackend")
        return client

    return _entrar


def url(nombre: str, *args: Any) -> str:
    return reverse(f"solicitudes:{nombre}", args=args)


def oficio(**cambios: Any) -> dict[str, Any]:
    return {"oficio_numero": "INE/DECEYEC/9/2025", "oficio_fecha": "2025-08-25", "oficio": pdf(), **cambios}


class TestLista:
    @pytest.mark.parametrize("quien", ["titular", "operativo"])
    def test_vacia_dice_que_hacer(self, entrar, quien):
        pagina = entrar(quien).get(url("lista"))

        assertContains(pagina, "Todavía no hay solicitudes que pueda ver")
        assertContains(pagina, f'href="{url("menu")}"')

    def test_solo_lo_que_la_persona_puede_ver(self, ine, entrar):
        propia = apertura(ine)
        ajena = apertura(ine, titular="otra_titular", identificador="PadronINE", nombre="Padrón INE")
        borrador(ine, titular="otra_titular", identificador="SecretoINE")

        pagina = entrar("titular").get(url("lista"))
        assertContains(pagina, propia.folio)
        assertNotContains(pagina, ajena.folio)
        assertNotContains(pagina, "SecretoINE")
        pagina = entrar("revisora").get(url("lista"))
        assertContains(pagina, propia.folio)
        assertContains(pagina, ajena.folio)
        assertNotContains(pagina, "SecretoINE")

    def test_fila(self, ine, entrar):
        fila = apertura(ine, E.EN_REVISION)

        pagina = entrar("titular").get(url("lista"))

        for texto in (fila.folio, "@CulturaCivINE en X (Twitter)", "DECEyEC", "En revisión", "Beatriz Olvera Rangel"):
            assertContains(pagina, texto)
        assertContains(pagina, "Vence el 30 sep 2025: quedan 15 días hábiles")

    @pytest.mark.parametrize(
        ("dia", "luz", "texto"),
        [
            ("2025-09-29", "ambar", "queda 1 día hábil"),
            ("2025-09-30", "ambar", "Vence hoy"),
            ("2025-10-01", "rojo", "Fuera de plazo: venció el 30 sep 2025"),
        ],
    )
    def test_semaforo(self, ine, entrar, reloj, dia, luz, texto):
        apertura(ine)
        reloj.move_to(f"{dia}T12:00:00-06:00")

        pagina = entrar("titular").get(url("lista"))

        assertContains(pagina, f'<span class="semaforo semaforo--{luz}">')
        assertContains(pagina, texto)

    @pytest.mark.parametrize(
        ("filtro", "estan"),
        [
            ({"texto": "@culturacivine"}, {"CulturaCivINE"}),
            ({"texto": "registro federal"}, {"PadronINE"}),
            ({"texto": "derfe"}, {"PadronINE"}),
            ({"texto": "rocio cardenas"}, {"PadronINE"}),
            ({"texto": "Zoë"}, {"CulturaCivINE"}),
            ({"texto": "estrategia cívica"}, {"CulturaCivINE", "PadronINE"}),
            ({"ver": "terminadas"}, {"PadronINE"}),
            ({"ver": "tramite"}, {"CulturaCivINE"}),
            ({"ver": "tramite", "texto": "derfe"}, set()),
            ({"texto": "AP-2025-0099"}, set()),
            ({"clase": "duda"}, set()),
            ({"clase": "apertura"}, {"CulturaCivINE", "PadronINE"}),
            ({"ver": "inventado", "clase": "otro"}, {"CulturaCivINE", "PadronINE"}),
            ({"texto": "nulo\0"}, {"CulturaCivINE", "PadronINE"}),
        ],
    )
    def test_filtros(self, ine, entrar, filtro, estan):
        apertura(ine)
        apertura(ine, E.RETIRADA, titular="otra_titular", identificador="PadronINE")

        pagina = entrar("control").get(url("lista"), filtro).content.decode()

        assert {clave for clave in ("CulturaCivINE", "PadronINE") if f"@{clave} en" in pagina} == estan
        assert estan or "Ninguna solicitud coincide" in pagina

    def test_paginas_por_clave(self, ine, entrar):
        ids = [borrador(ine, identificador=f"Cuenta{n}INE").pk for n in range(60)]
        cliente = entrar("titular")

        def ver(consulta: str) -> tuple[list[int], dict[str, str]]:
            html = cliente.get(url("lista") + consulta).content.decode()
            filas = [int(pk) for pk in re.findall(r'class="sin-salto" href="/solicitudes/(\d+)/"', html)]
            return filas, dict(re.findall(r'rel="(prev|next)" href="([^"]+)"', html))

        primera, enlaces = ver("")
        assert primera == ids[:34:-1]
        assert set(enlaces) == {"next"}
        segunda, enlaces = ver(enlaces["next"])
        assert segunda == ids[34:9:-1]
        tercera, ultimos = ver(enlaces["next"])
        assert tercera == ids[9::-1]
        assert set(ultimos) == {"prev"}
        assert ver(ultimos["prev"])[0] == segunda
        vuelta, enlaces = ver(enlaces["prev"])
        assert vuelta == primera
        assert set(enlaces) == {"next"}
        for rara in ("?antes=²&despues=x", "?despues=9999-99-99~apertura~1", "?antes=2025-08-25T10:00Z~apertura~²"):
            assert ver(rara)[0] == primera

    def test_consultas_constantes(self, ine, entrar, django_assert_max_num_queries):
        for n in range(20):
            apertura(ine, E.EN_REVISION, identificador=f"Cuenta{n}INE")
        cliente = entrar("revisora")

        with django_assert_max_num_queries(20):
            cliente.get(url("lista"))


class TestNueva:
    def test_empieza_un_borrador(self, ine, entrar):
        cliente = entrar("titular")
        pagina = cliente.get(url("nueva"))
        assertContains(pagina, ine.areas["DECEyEC"].nombre)
        assertContains(pagina, reverse("publicaciones:nueva"))

        respuesta = cliente.post(url("nueva"), {"area": ine.areas["DECEyEC"].pk})

        fila = Apertura.objects.get()
        assertRedirects(respuesta, url("paso", fila.pk, "cuenta"))
        assert (fila.area, fila.estado) == (ine.areas["DECEyEC"], E.BORRADOR)

    def test_mirar_no_crea(self, entrar):
        entrar("titular").get(url("nueva"))

        assert not Apertura.objects.exists()

    @pytest.mark.criterio("7.ii")
    def test_solo_para_su_area(self, ine, entrar):
        respuesta = entrar("titular").post(url("nueva"), {"area": ine.areas["DERFE"].pk})

        assert respuesta.status_code == 200
        assert not Apertura.objects.exists()

    @pytest.mark.criterio("7.ii")
    @pytest.mark.parametrize("quien", ["operativo", "revisora", "unicom", "control", "sistema"])
    def test_solo_titulares(self, ine, entrar, quien):
        respuesta = entrar(quien).post(url("nueva"), {"area": ine.areas["DECEyEC"].pk})

        assert respuesta.status_code == 403
        assert not Apertura.objects.exists()


class TestPasos:
    def test_de_principio_a_fin_sin_javascript(self, ine, entrar):
        cliente = entrar("titular")
        cliente.post(url("nueva"), {"area": ine.areas["DECEyEC"].pk})
        fila = Apertura.objects.get()
        pasos = [
            ("cuenta", {"red": "x", "identificador": "https://twitter.com/CulturaINE/", "nombre": "Cultura"}),
            ("propositos", {"fines": ["3.i"], "programa": "P", "actividad": "A", "por_que_no_cncs": "N"}),
            ("operacion", {"operacion": "O", "frecuencia": "diaria"}),
            ("administradores", {"titular_propuesto": ine["medio"].pk, "suplente_propuesto": ine["operativo"].pk}),
        ]
        for (slug, datos), siguiente in zip(
            pasos, ["propositos", "operacion", "administradores", "revision"], strict=True
        ):
            assert cliente.get(url("paso", fila.pk, slug)).status_code == 200
            respuesta = cliente.post(url("paso", fila.pk, slug), datos)
            assertRedirects(respuesta, url("paso", fila.pk, siguiente))

        assertContains(cliente.get(url("paso", fila.pk, "revision")), "La propuesta está completa")
        pagina = cliente.get(url("oficio", fila.pk))
        assert pagina["Content-Type"] == "application/pdf"
        assert pagina.content.startswith(b"%PDF-")
        assertContains(cliente.get(url("paso", fila.pk, "oficio")), "Presentar la propuesta")
        respuesta = cliente.post(url("presentar", fila.pk), oficio(), follow=True)
        assertContains(respuesta, "Se presentó con el folio AP-2025-0001")
        fila.refresh_from_db()
        assert (fila.identificador, fila.estado) == ("CulturaINE", E.PRESENTADA)

    def test_lo_escrito_se_conserva_y_se_retoma(self, ine, entrar):
        fila = borrador(ine, red="", identificador="", nombre="")
        cliente = entrar("titular")

        respuesta = cliente.post(url("paso", fila.pk, "cuenta"), {"red": "x", "nombre": "Cultura «C»", "salir": "si"})

        assertRedirects(respuesta, url("detalle", fila.pk))
        pagina = cliente.get(url("paso", fila.pk, "cuenta"))
        assertContains(pagina, 'value="Cultura «C»"')
        assertContains(cliente.get(url("paso", fila.pk, "revision")), "Escriba el identificador que propone.")

    @pytest.mark.parametrize(
        ("slug", "datos", "mensaje"),
        [
            pytest.param(
                "cuenta",
                {"red": "x", "identificador": "Cultura", "nombre": "C"},
                "debe terminar en «ine»",
                marks=pytest.mark.criterio("7.vi"),
            ),
            pytest.param(
                "cuenta",
                {"red": "youtube", "identificador": "CulturaINE", "nombre": "C"},
                "solo existe el canal INETV",
                marks=pytest.mark.criterio("7.x"),
            ),
            ("cuenta", {"red": "x", "identificador": "https://instagram.com/aine", "nombre": "C"}, "es de Instagram"),
        ],
    )
    def test_un_valor_equivocado_se_guarda_con_su_mensaje(self, ine, entrar, slug, datos, mensaje):
        fila = borrador(ine)
        cliente = entrar("titular")

        respuesta = cliente.post(url("paso", fila.pk, slug), datos)

        assertContains(respuesta, mensaje)
        fila.refresh_from_db()
        assert (fila.red, fila.identificador) == (datos["red"], datos["identificador"])
        assertContains(cliente.get(url("paso", fila.pk, slug)), mensaje)
        assertContains(cliente.get(url("paso", fila.pk, "revision")), mensaje)

    @pytest.mark.criterio("7.x")
    def test_youtube_lleva_a_la_peticion(self, ine, entrar):
        fila = borrador(ine)

        pagina = entrar("titular").post(url("paso", fila.pk, "cuenta"), {"red": "youtube"})

        assertContains(pagina, "YouTube tiene un solo canal")
        assertContains(pagina, reverse("publicaciones:nueva"))

    @pytest.mark.parametrize(
        "datos",
        [
            {"red": "orkut"},
            {"nombre": "x" * 121},
            {"nombre": "nulo\0"},
            {"red": "otra", "identificador": "ß" * 80},
            {"identificador": "y" * 81},
        ],
    )
    def test_lo_que_no_cabe_no_se_guarda_pero_sigue_en_la_pagina(self, ine, entrar, datos):
        fila = borrador(ine)

        respuesta = entrar("titular").post(url("paso", fila.pk, "cuenta"), datos)

        assertContains(respuesta, "Hay algo que corregir")
        campo, valor = list(datos.items())[-1]
        antes = getattr(fila, campo)
        fila.refresh_from_db()
        assert getattr(fila, campo) == antes
        if campo != "red":
            assertContains(respuesta, f'value="{valor}"')

    @pytest.mark.criterio("5.1.b")
    def test_dos_personas_distintas(self, ine, entrar):
        fila = borrador(ine)
        medio = ine["medio"].pk

        respuesta = entrar("titular").post(
            url("paso", fila.pk, "administradores"), {"titular_propuesto": medio, "suplente_propuesto": medio}
        )

        assertContains(respuesta, "Titular y suplente deben ser dos personas distintas.")
        fila.refresh_from_db()
        assert (fila.titular_propuesto_id, fila.suplente_propuesto_id) == (medio, None)

    @pytest.mark.criterio("5.1.b")
    def test_suplente_invalido_y_titular_igual_al_suplente_guardado(self, ine, entrar):
        fila = borrador(ine, titular_propuesto=None, suplente_propuesto=ine["medio"])

        respuesta = entrar("titular").post(
            url("paso", fila.pk, "administradores"),
            {"titular_propuesto": ine["medio"].pk, "suplente_propuesto": ine["titular"].pk},
        )

        assertContains(respuesta, "Elija a una persona de la lista")
        fila.refresh_from_db()
        assert (fila.titular_propuesto, fila.suplente_propuesto) == (ine["medio"], None)

    @pytest.mark.criterio("5.1.b")
    @pytest.mark.parametrize(
        ("campo", "quien"),
        [
            ("titular_propuesto", "operativo"),
            ("suplente_propuesto", "titular"),
            ("titular_propuesto", "otro_medio"),
            ("suplente_propuesto", "otro_medio"),
        ],
    )
    def test_niveles_y_areas(self, ine, entrar, campo, quien):
        fila = borrador(ine, titular_propuesto=None, suplente_propuesto=None)
        cliente = entrar("titular")
        assertContains(cliente.get(url("paso", fila.pk, "administradores")), "José Ángel Núñez Peña — Cargo de")
        assertNotContains(cliente.get(url("paso", fila.pk, "administradores")), "Andrés Peláez")

        respuesta = cliente.post(url("paso", fila.pk, "administradores"), {campo: ine[quien].pk})

        assertContains(respuesta, "Elija a una persona de la lista")
        fila.refresh_from_db()
        assert getattr(fila, campo) is None

    def test_propuesto_que_dejo_su_cargo(self, ine, entrar, ahora):
        fila = borrador(ine)
        terminar_nombramiento(persona=ine["medio"], hasta=ahora.date(), por=CARGA, ahora=ahora)

        pagina = entrar("titular").get(url("paso", fila.pk, "administradores"))

        assertContains(pagina, "Elija a una persona de la lista")

    def test_se_guarda_solo(self, ine, entrar):
        fila = borrador(ine)
        cliente = entrar("titular")
        asientos = Asiento.objects.count()

        respuesta = cliente.post(
            url("paso", fila.pk, "cuenta"), {"red": "x", "identificador": "Otra"}, headers={"X-Requested-With": "fetch"}
        )

        assert respuesta.status_code == 200
        assert respuesta.json()["guardado"] == "11:00"
        fila.refresh_from_db()
        assert fila.identificador == "Otra"
        assert Asiento.objects.count() == asientos
        respuesta = cliente.post(
            url("paso", fila.pk, "cuenta"), {"nombre": "x" * 121}, headers={"Accept": "application/json"}
        )
        assert respuesta.status_code == 422
        assert "nombre" in respuesta.json()["errores"]

    def test_guardarse_solo_despues_de_presentada_no_cambia_nada(self, ine, entrar):
        fila = apertura(ine)

        respuesta = entrar("titular").post(
            url("paso", fila.pk, "cuenta"), {"nombre": "Otro"}, headers={"X-Borrador": "1"}
        )

        assert respuesta.status_code == 409
        fila.refresh_from_db()
        assert fila.nombre == "Cultura Cívica INE"

    @pytest.mark.parametrize("estado", [E.PRESENTADA, E.AUTORIZADA, E.RECHAZADA])
    @pytest.mark.parametrize("slug", ["cuenta", "revision", "oficio"])
    def test_ya_presentada_lleva_a_su_pagina(self, ine, entrar, estado, slug):
        fila = apertura(ine, estado)
        cliente = entrar("titular")

        assertRedirects(cliente.get(url("paso", fila.pk, slug)), url("detalle", fila.pk))
        assertContains(cliente.post(url("paso", fila.pk, slug), {"nombre": "Otro"}, follow=True), fila.folio)
        fila.refresh_from_db()
        assert fila.nombre == "Cultura Cívica INE"

    def test_paso_que_no_existe(self, ine, entrar):
        assert entrar("titular").get(url("paso", borrador(ine).pk, "contrasena")).status_code == 404

    @pytest.mark.parametrize(
        "quien", ["otra_titular", "medio", "revisora", "titular_cncs", "control", "unicom", "sistema"]
    )
    def test_el_borrador_es_solo_de_su_titular(self, ine, entrar, quien):
        fila = borrador(ine)
        cliente = entrar(quien)

        assert cliente.get(url("detalle", fila.pk)).status_code == 404
        assert cliente.get(url("oficio", fila.pk)).status_code == 404
        assert cliente.get(url("paso", fila.pk, "cuenta")).status_code == 404
        assert cliente.post(url("paso", fila.pk, "cuenta"), {"nombre": "Ajeno"}).status_code == 404
        assert cliente.post(url("presentar", fila.pk), oficio()).status_code == 404
        assert cliente.post(url("retirar", fila.pk), {"motivo": "No"}).status_code == 404
        fila.refresh_from_db()
        assert (fila.nombre, fila.estado) == ("Cultura Cívica INE", E.BORRADOR)

    def test_oficio_incompleto_lleva_a_la_revision(self, ine, entrar):
        fila = borrador(ine, programa="")

        respuesta = entrar("titular").get(url("oficio", fila.pk), follow=True)

        assertRedirects(respuesta, url("paso", fila.pk, "revision"))
        assertContains(respuesta, "Diga a qué programa institucional corresponde.")
        assertContains(respuesta, url("paso", fila.pk, "propositos") + "#id_programa")


class TestPresentar:
    @pytest.mark.parametrize(
        ("archivo", "mensaje"),
        [
            (b"", "vacío"),
            (b"MZ\x90\x00programa", "no es un PDF"),
            (b"%PDF-1.7\nroto", "dañado"),
            (b"%PDF-1.7\n" + b"0" * (11 << 20), "el máximo es de 10 MB"),
            (None, "Este campo es obligatorio"),
        ],
    )
    @pytest.mark.criterio("7.ii")
    def test_archivos_que_no_se_aceptan(self, ine, entrar, archivo, mensaje):
        fila = borrador(ine)
        datos = oficio()
        del datos["oficio"]
        if archivo is not None:
            datos["oficio"] = SimpleUploadedFile("oficio.pdf", archivo, content_type="application/pdf")

        respuesta = entrar("titular").post(url("presentar", fila.pk), datos)

        assertContains(respuesta, mensaje)
        assertContains(respuesta, 'value="INE/DECEYEC/9/2025"')
        assertContains(respuesta, 'value="2025-08-25"')
        assertContains(respuesta, "vuelva a elegir el archivo")
        fila.refresh_from_db()
        assert fila.estado == E.BORRADOR
        assert not Documento.objects.exists()

    @pytest.mark.parametrize(
        ("cambio", "mensaje"),
        [
            ({"oficio_fecha": "2025-08-26"}, "no puede ser posterior a hoy"),
            ({"oficio_fecha": "ayer"}, "fecha válida"),
            ({"oficio_numero": ""}, "obligatorio"),
            ({"oficio_numero": "9" * 61}, "60"),
        ],
    )
    def test_datos_del_oficio(self, ine, entrar, cambio, mensaje):
        fila = borrador(ine)

        assertContains(entrar("titular").post(url("presentar", fila.pk), oficio(**cambio)), mensaje)

        fila.refresh_from_db()
        assert fila.estado == E.BORRADOR

    def test_dos_veces_es_una(self, ine, entrar):
        fila = borrador(ine)
        cliente = entrar("titular")
        cliente.post(url("presentar", fila.pk), oficio())

        segunda = cliente.post(url("presentar", fila.pk), oficio(), follow=True)

        assertRedirects(segunda, url("detalle", fila.pk))
        assertContains(segunda, "ya está presentada, una sola vez, con el folio AP-2025-0001")
        assert Asiento.objects.filter(cadena=fila.cadena, acto="presentar").count() == 1
        assert Documento.objects.count() == 1

    def test_incompleta_no_se_presenta(self, ine, entrar):
        fila = borrador(ine, operacion="")

        respuesta = entrar("titular").post(url("presentar", fila.pk), oficio(), follow=True)

        assertRedirects(respuesta, url("paso", fila.pk, "revision"))
        assertContains(respuesta, "revise lo que falta")
        fila.refresh_from_db()
        assert fila.estado == E.BORRADOR

    def test_identificador_que_otra_area_presento_antes(self, ine, entrar):
        fila = borrador(ine)
        apertura(ine, titular="otra_titular", identificador="CULTURACIVINE")

        respuesta = entrar("titular").post(url("presentar", fila.pk), oficio(), follow=True)

        assertContains(respuesta, "ya está en trámite")
        fila.refresh_from_db()
        assert fila.estado == E.BORRADOR

    def test_con_get_regresa_al_paso(self, ine, entrar):
        fila = borrador(ine)

        assertRedirects(entrar("titular").get(url("presentar", fila.pk)), url("paso", fila.pk, "oficio"))

    @pytest.mark.parametrize(("quien", "codigo"), [("otra_titular", 404), ("revisora", 403), ("medio", 403)])
    def test_solo_su_titular(self, ine, entrar, quien, codigo):
        fila = apertura(ine)

        assert entrar(quien).post(url("presentar", fila.pk), oficio()).status_code == codigo


class TestDetalle:
    @pytest.mark.parametrize("estado", list(E))
    @pytest.mark.parametrize("quien", ["titular", "titular_cncs"])
    def test_cada_estado_se_ve(self, ine, entrar, estado, quien):
        fila = apertura(ine, estado)

        pagina = entrar(quien).get(url("detalle", fila.pk))

        if estado == E.BORRADOR and quien != "titular":
            assert pagina.status_code == 404
        else:
            assertContains(pagina, fila.get_estado_display())
            assertContains(pagina, fila.que_sigue)
            assertContains(pagina, "Se inició el borrador")

    def test_quien_que_y_para_cuando(self, ine, entrar):
        fila = apertura(ine, E.EN_REVISION)

        pagina = entrar("titular").get(url("detalle", fila.pk))

        for texto in ("Autorizar o rechazar", "CNCS: Beatriz Olvera Rangel", "martes 30 de septiembre de 2025"):
            assertContains(pagina, texto)
        assertContains(pagina, url("prueba", fila.pk, fila.plazo_revision_id))

    def test_respuesta_con_fundamentos(self, ine, entrar):
        fila = apertura(ine, E.RECHAZADA)

        pagina = entrar("titular").get(url("detalle", fila.pk))

        assertContains(pagina, "<strong>7.i</strong>")
        assertContains(pagina, "Las cuentas de la CNCS bastan para este material.")

    @pytest.mark.parametrize(
        ("estado", "actos"),
        [
            (E.BORRADOR, {"retirar"}),
            (E.PRESENTADA, {"retirar"}),
            (E.EN_REVISION, {"retirar"}),
            (E.AUTORIZADA, {"renunciar"}),
            (E.CON_BUZON, {"renunciar", "abrir"}),
            (E.ABIERTA, {"notificar"}),
            (E.CONCLUIDA, set()),
            (E.RECHAZADA, set()),
        ],
    )
    def test_ofrece_lo_que_se_puede_y_a_quien_puede(self, ine, entrar, estado, actos):
        fila = apertura(ine, estado)

        def ofrecidos(quien: str) -> set[str]:
            html = entrar(quien).get(url("detalle", fila.pk)).content.decode()
            return {acto for acto in TRAMITES if url(acto, fila.pk) in html}

        assert ofrecidos("titular") == actos
        if estado != E.BORRADOR:
            assert ofrecidos("titular_cncs") == set()
            assert ofrecidos("medio") == set()

    def test_las_notas_de_la_cncs_no_salen(self, ine, entrar, ahora):
        fila = apertura(ine, E.EN_REVISION)
        acciones.anotar(apertura=fila, texto="Dudo de la frecuencia", por=ine["revisora"], ahora=ahora)

        pagina = entrar("titular").get(url("detalle", fila.pk))
        assertNotContains(pagina, "Dudo de la frecuencia")
        assertNotContains(pagina, "nota interna")
        pagina = entrar("revisor").get(url("detalle", fila.pk))
        assertNotContains(pagina, "Dudo de la frecuencia")
        assertContains(pagina, "La CNCS dejó una nota interna")

    def test_la_historia_no_muestra_correos(self, ine, entrar):
        fila = apertura(ine)

        pagina = entrar("titular").get(url("detalle", fila.pk))

        assertContains(pagina, "María Fernanda Íñiguez Ávalos")
        assertNotContains(pagina, "titular@ine.mx")

    def test_lo_escrito_no_se_interpreta(self, ine, entrar):
        fila = apertura(ine, actividad="<script>alert(1)</script>")

        assertContains(entrar("titular").get(url("detalle", fila.pk)), "&lt;script&gt;alert(1)&lt;/script&gt;")

    @pytest.mark.parametrize(
        ("estado", "quien", "codigo"),
        [
            (E.PRESENTADA, "otra_titular", 404),
            (E.PRESENTADA, "operativo", 200),
            (E.PRESENTADA, "otro_medio", 404),
            (E.PRESENTADA, "unicom", 404),
            (E.AUTORIZADA, "unicom", 200),
            (E.AUTORIZADA, "presidencia", 404),
            (E.CONCLUIDA, "presidencia", 200),
            (E.CONCLUIDA, "consejera", 404),
        ],
    )
    def test_quien_la_ve(self, ine, entrar, estado, quien, codigo):
        fila = apertura(ine, estado)

        assert entrar(quien).get(url("detalle", fila.pk)).status_code == codigo

    def test_sin_entrar_pide_entrar(self, ine, client):
        respuesta = client.get(url("detalle", apertura(ine).pk))

        assert respuesta.status_code == 302
        assert respuesta.url.startswith("/acceso/")

    def test_numeros_enormes(self, entrar):
        assert entrar("titular").get("/solicitudes/99999999999999999999/").status_code == 404


class TestTramites:
    def test_retirar(self, ine, entrar):
        fila = apertura(ine, E.EN_REVISION)
        cliente = entrar("titular")
        assertContains(cliente.get(url("retirar", fila.pk)), "No se puede deshacer")
        fila.refresh_from_db()
        assert fila.estado == E.EN_REVISION
        assertContains(cliente.post(url("retirar", fila.pk), {"motivo": " "}), "obligatorio")

        respuesta = cliente.post(url("retirar", fila.pk), {"motivo": "Cambió el programa"}, follow=True)

        assertContains(respuesta, "Quedó retirada.")
        assertContains(respuesta, "Cambió el programa")
        fila.refresh_from_db()
        assert fila.estado == E.RETIRADA

    def test_renunciar(self, ine, entrar):
        fila = apertura(ine, E.CON_BUZON)
        cliente = entrar("titular")
        assertContains(cliente.get(url("renunciar", fila.pk)), fila.correo)

        cliente.post(url("renunciar", fila.pk), {"motivo": "Cambió el programa"})

        fila.refresh_from_db()
        assert fila.estado == E.SIN_EFECTO

    @pytest.mark.criterio("7.iv")
    def test_abrir_y_avisar(self, ine, entrar):
        fila = apertura(ine, E.CON_BUZON)
        cliente = entrar("titular")
        assertContains(cliente.get(url("abrir", fila.pk)), 'value="https://x.com/CulturaCivINE"')
        datos = {
            "identificador": "@CulturaCivINE",
            "nombre": "Cultura Cívica INE",
            "url": "x.com/CulturaCivINE",
            "id_permanente": "1234567890",
            "abierta_el": "2025-08-25",
        }

        respuesta = cliente.post(url("abrir", fila.pk), datos, follow=True)

        assertContains(respuesta, "Falta un paso: avisar al Comité")
        pagina = cliente.get(url("notificar", fila.pk))
        for texto in ("Norma Itzel Rueda Paz", "Iván Bermúdez Coss", "https://x.com/CulturaCivINE", "José Ángel Núñez"):
            assertContains(pagina, texto)
        quienes = {"titular_propuesto": ine["medio"].pk, "suplente_propuesto": ine["operativo"].pk}
        respuesta = cliente.post(url("notificar", fila.pk), quienes, follow=True)
        assertContains(respuesta, "La cuenta está activa")
        fila.refresh_from_db()
        assert (fila.estado, fila.cuenta.estado) == (E.CONCLUIDA, "activa")

    @pytest.mark.parametrize(
        ("cambio", "mensaje"),
        [
            ({"url": "https://instagram.com/CulturaCivINE"}, "no es de una cuenta de X"),
            ({"url": "https://x.com@example.com/CulturaCivINE"}, "no es de una cuenta de X"),
            ({"url": "https://x.com/otrocivine"}, "Esa dirección es de @otrocivine"),
            ({"url": "javascript:alert(1)"}, "válida"),
            ({"abierta_el": "2025-08-26"}, "no puede ser posterior a hoy"),
            ({"identificador": "Cultura", "url": "https://x.com/Cultura"}, "debe terminar en «ine»"),
            ({"nombre": ""}, "obligatorio"),
        ],
    )
    def test_abrir_con_datos_equivocados(self, ine, entrar, cambio, mensaje):
        fila = apertura(ine, E.CON_BUZON)
        datos = {
            "identificador": "CulturaCivINE",
            "nombre": "Cultura",
            "url": "https://x.com/CulturaCivINE",
            "abierta_el": "2025-08-25",
            **cambio,
        }

        assertContains(entrar("titular").post(url("abrir", fila.pk), datos), mensaje)

        fila.refresh_from_db()
        assert fila.estado == E.CON_BUZON

    def test_abrir_un_identificador_que_ya_es_de_otra_cuenta(self, ine, entrar):
        apertura(ine, E.CONCLUIDA, titular="otra_titular", identificador="PadronINE")
        fila = apertura(ine, E.CON_BUZON)
        datos = {
            "identificador": "padronine",
            "nombre": "Cultura",
            "url": "https://x.com/padronine",
            "abierta_el": "2025-08-25",
        }

        assertContains(entrar("titular").post(url("abrir", fila.pk), datos), "Ya está registrada una cuenta @padronine")

    @pytest.mark.criterio("5.1.b")
    def test_avisar_con_un_administrador_que_dejo_su_cargo(self, ine, entrar, ahora):
        fila = apertura(ine, E.ABIERTA)
        terminar_nombramiento(persona=ine["medio"], hasta=ahora.date(), por=CARGA, ahora=ahora)

        quienes = {"titular_propuesto": ine["medio"].pk, "suplente_propuesto": ine["operativo"].pk}
        respuesta = entrar("titular").post(url("notificar", fila.pk), quienes)
        assertContains(respuesta, "Elija a una persona de la lista")
        fila.refresh_from_db()
        assert fila.estado == E.ABIERTA

        relevo = ine.persona("relevo", "Genoveva Ulloa Ek", "DECEyEC", Nivel.MANDO_MEDIO)
        entrar("titular").post(url("notificar", fila.pk), quienes | {"titular_propuesto": relevo.pk})
        fila.refresh_from_db()
        assert fila.cuenta.administradores["titular"].persona == relevo

    @pytest.mark.parametrize("acto", TRAMITES)
    @pytest.mark.parametrize("metodo", ["get", "post"])
    def test_en_otro_estado_lo_dice_y_nada_cambia(self, ine, entrar, acto, metodo):
        fila = apertura(ine, E.CONCLUIDA)

        respuesta = getattr(entrar("titular"), metodo)(url(acto, fila.pk), {"motivo": "x"}, follow=True)

        assertRedirects(respuesta, url("detalle", fila.pk))
        assertContains(respuesta, "ya no es posible")
        fila.refresh_from_db()
        assert fila.estado == E.CONCLUIDA

    @pytest.mark.parametrize("acto", TRAMITES)
    @pytest.mark.parametrize(("quien", "codigo"), [("otra_titular", 404), ("medio", 403), ("titular_cncs", 403)])
    def test_solo_su_titular(self, ine, entrar, acto, quien, codigo):
        estado = {"retirar": E.PRESENTADA, "renunciar": E.AUTORIZADA, "abrir": E.CON_BUZON, "notificar": E.ABIERTA}[
            acto
        ]
        fila = apertura(ine, estado)
        cliente = entrar(quien)

        assert cliente.get(url(acto, fila.pk)).status_code == codigo
        assert cliente.post(url(acto, fila.pk), {"motivo": "x"}).status_code == codigo
        fila.refresh_from_db()
        assert fila.estado == estado


class TestPapeles:
    def test_documento_con_su_nombre(self, ine, entrar):
        fila = apertura(ine)
        documento = fila.documentos.get()

        respuesta = entrar("titular").get(url("documento", documento.pk))

        assert b"".join(respuesta.streaming_content).startswith(b"%PDF-")
        assert respuesta["Content-Type"] == "application/pdf"
        assert respuesta["X-Content-Type-Options"] == "nosniff"
        assert respuesta["Content-Disposition"] == 'attachment; filename="oficio firmado.pdf"'

    def test_constancia(self, ine, entrar):
        fila = apertura(ine)
        acuse = fila.constancias.get()

        respuesta = entrar("titular").get(url("constancia", acuse.pk))

        assert respuesta.content == pdf_de(acuse)
        assert respuesta["X-Content-Type-Options"] == "nosniff"
        assert "attachment" in respuesta["Content-Disposition"]

    @pytest.mark.parametrize("quien", ["otra_titular", "otro_medio", "unicom", "consejera"])
    def test_los_de_otros_no_existen(self, ine, entrar, quien):
        fila = apertura(ine)
        cliente = entrar(quien)

        assert cliente.get(url("documento", fila.documentos.get().pk)).status_code == 404
        assert cliente.get(url("constancia", fila.constancias.get().pk)).status_code == 404

    def test_archivo_que_falta_en_el_disco(self, ine, entrar):
        documento = apertura(ine).documentos.get()
        documento.archivo.storage.delete(documento.archivo.name)

        assert entrar("titular").get(url("documento", documento.pk)).status_code == 404


class TestVerificar:
    @pytest.mark.parametrize(
        "forma", [str, str.lower, lambda c: f"  {c.replace('-', ' ')} ", lambda c: c.replace("-", "")]
    )
    def test_autentico_y_sin_datos_personales(self, ine, client, forma):
        fila = apertura(ine, E.AUTORIZADA)
        acuse = fila.constancias.get(clase="acuse")

        pagina = client.get(url("verificar_codigo"), {"codigo": forma(acuse.codigo)})

        for texto in ("El documento es auténtico", fila.folio, "Acuse de recibo", "@CulturaCivINE", fila.area.nombre):
            assertContains(pagina, texto)
        huella = hashlib.sha256(pdf_de(acuse)).hexdigest()
        assert huella in pagina.content.decode().replace("<wbr>", "")
        for clave in ("titular", "medio", "operativo", "revisora"):
            assertNotContains(pagina, ine[clave].nombre)
        assertNotContains(pagina, "@ine.mx")
        assertContains(client.get(url("verificar", acuse.codigo)), "El documento es auténtico")

    @pytest.mark.parametrize("codigo", ["AAAA-AAAA-AAAA-AAAA", "%", "<script>", "ñ" * 200, "nulo\0"])
    def test_desconocido(self, ine, client, codigo):
        apertura(ine)

        pagina = client.get(url("verificar_codigo"), {"codigo": codigo})

        assertContains(pagina, "No hay ningún documento con ese código", status_code=404)
        assertNotContains(pagina, "AP-2025", status_code=404)
        assertNotContains(pagina, "<script>", status_code=404)

    def test_sin_codigo_lo_pide(self, db, client):
        assertContains(client.get(url("verificar_codigo")), "Escriba el código")


class TestPrueba:
    @pytest.mark.criterio("7.iii")
    def test_dia_por_dia(self, ine, entrar):
        fila = apertura(ine)

        pagina = entrar("titular").get(url("prueba", fila.pk, fila.plazo_revision_id))

        html = re.sub(r"<[^>]+>", "", pagina.content.decode())
        assert "El plazo de 15 días hábiles (7.iii) empezó con la presentación, el lunes 25 de agosto de 2025." in html
        assert "Vence al terminar el martes 30 de septiembre de 2025." in html
        filas = re.findall(r"<td>\s*(?:<strong>Día (\d+)</strong>|No: )", pagina.content.decode())
        assert [numero for numero in filas if numero] == [str(n) for n in range(1, 16)]
        assert len(filas) == 36
        assertContains(pagina, "Artículo 74")

    def test_solo_quien_ve_la_solicitud_y_solo_sus_plazos(self, ine, entrar):
        fila = apertura(ine)
        otra = apertura(ine, titular="otra_titular", identificador="PadronINE")

        assert entrar("otra_titular").get(url("prueba", fila.pk, fila.plazo_revision_id)).status_code == 404
        assert entrar("titular").get(url("prueba", fila.pk, otra.plazo_revision_id)).status_code == 404


@pytest.mark.parametrize("nombre", ["lista", "detalle", "prueba", "oficio", "documento", "constancia"])
def test_las_paginas_de_solo_lectura_no_aceptan_post(ine, entrar, nombre):
    fila = apertura(ine)
    args = {
        "lista": (),
        "prueba": (fila.pk, fila.plazo_revision_id),
        "documento": (fila.documentos.get().pk,),
        "constancia": (fila.constancias.get().pk,),
    }.get(nombre, (fila.pk,))

    assert entrar("titular").post(url(nombre, *args)).status_code == 405
