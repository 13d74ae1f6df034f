"""7.iii: more information is asked about an opening and handed in; the clock stops only if the rules say so."""

import dataclasses
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings as ajustes
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from avisos.models import Aviso
from bitacora.consultas import asientos_de
from bitacora.flujo import EstadoCambiado, SinPermiso
from plazos.models import Plazo
from solicitudes import acciones, consultas
from solicitudes.acciones import requerimiento as req
from solicitudes.estados import EstadoApertura as E
from solicitudes.models import Documento, Requerimiento
from tests.fabrica import apertura, pdf, png

pytestmark = [pytest.mark.django_db, pytest.mark.criterio("7.iii")]
TEXTO = "Falta el calendario mensual de publicaciones."
COLA = "/admin/solicitudes/apertura/"


@pytest.fixture(autouse=True)
def reloj(ahora):
    with time_machine.travel(ahora + timedelta(hours=1), tick=False) as viajero:
        yield viajero


@pytest.fixture
def suspende(settings):
    """The institution's rules say that asking stops the clock."""
    reglas = dataclasses.replace(ajustes.INSTITUCION.reglas, requerimiento_suspende_plazo=True)
    settings.INSTITUCION = dataclasses.replace(ajustes.INSTITUCION, reglas=reglas)


def pedir(ine, fila, quien="revisora", *, dias=0) -> Requerimiento:
    return req.requerir(solicitud=fila, texto=TEXTO, por=ine[quien], ahora=ine.ahora + timedelta(days=dias, minutes=30))


def entregar(ine, fila, quien="titular", *, dias=0, archivos=()) -> Requerimiento:
    momento = ine.ahora + timedelta(days=dias, hours=2)
    return req.responder(solicitud=fila, texto="Va anexo.", archivos=archivos, por=ine[quien], ahora=momento)


def entrar(client, persona):
    client.force_login(persona, backend="django.contrib.auth.backends.ModelBackend")
    return client


def plazo_de(fila) -> Plazo:
    return Plazo.objects.get(pk=fila.plazo_revision_id)


class TestActos:
    def test_se_pide_se_entrega_y_queda_constancia(self, ine):
        fila = apertura(ine, E.EN_REVISION)
        antes = plazo_de(fila).vence

        pedido = pedir(ine, fila)
        assert pedido.limite.isoformat() == "2025-09-15"
        assert plazo_de(fila).vence == antes  # by default it does not stop
        entregar(ine, fila, archivos=[pdf(nombre="calendario.pdf")])

        pedido.refresh_from_db()
        assert (pedido.respuesta, pedido.contestado_por, pedido.espera) == ("Va anexo.", ine["titular"], False)
        assert [d.nombre for d in Documento.objects.filter(clase="respuesta")] == ["calendario.pdf"]
        actos = list(asientos_de(fila.cadena).order_by("numero").values_list("acto", flat=True))
        assert actos[-2:] == ["requerir", "responder_requerimiento"]
        a_quien = dict(Aviso.objects.filter(clase="solicitud_avance").values_list("asunto", "para"))
        assert a_quien == {
            f"Se le pide más información: {fila.folio}": ine["titular"].email,
            f"Entregaron la información: {fila.folio}": ine["revisora"].email,
        }

    @pytest.mark.parametrize(
        "quien", ["titular", "otra_titular", "revisor", "unicom", "control", "medio", "presidencia", "sistema"]
    )
    def test_no_pide_quien_no_la_revisa(self, ine, quien):
        fila = apertura(ine, E.EN_REVISION)

        with pytest.raises(SinPermiso):
            pedir(ine, fila, quien)
        assert not Requerimiento.objects.exists()

    @pytest.mark.parametrize("estado", [e for e in E if e != E.EN_REVISION])
    def test_solo_en_revision(self, ine, estado):
        fila = apertura(ine, estado)

        for quien in ("revisora", "titular_cncs"):
            with pytest.raises(SinPermiso):
                pedir(ine, fila, quien)

    @pytest.mark.parametrize("quien", ["revisora", "otra_titular", "unicom", "control", "medio", "operativo"])
    def test_no_entrega_quien_no_presento(self, ine, quien):
        fila = apertura(ine, E.EN_REVISION)
        pedir(ine, fila)

        with pytest.raises(SinPermiso):
            entregar(ine, fila, quien)
        assert Requerimiento.objects.get().espera

    def test_uno_a_la_vez_y_nada_que_entregar(self, ine):
        fila = apertura(ine, E.EN_REVISION)
        with pytest.raises(EstadoCambiado):
            entregar(ine, fila)
        pedir(ine, fila)
        with pytest.raises(EstadoCambiado):
            pedir(ine, fila, "titular_cncs")
        entregar(ine, fila)
        with pytest.raises(EstadoCambiado):
            entregar(ine, fila)
        assert pedir(ine, fila).espera

    def test_tarde_tambien_se_recibe(self, ine):
        fila = apertura(ine, E.EN_REVISION)
        pedir(ine, fila)

        assert entregar(ine, fila, dias=60).contestado

    @pytest.mark.parametrize("detiene", [False, True])
    @pytest.mark.parametrize("decision", ["autorizar", "rechazar", "retirar"])
    def test_decidir_o_retirar_deja_sin_efecto(self, ine, request, decision, detiene):
        if detiene:
            request.getfixturevalue("suspende")
        fila = apertura(ine, E.EN_REVISION)
        pedir(ine, fila)
        momento = ine.ahora + timedelta(days=7)
        actos = {
            "autorizar": lambda: acciones.autorizar(
                apertura=fila, respuesta="Sí.", elementos=[png()], por=ine["revisora"], ahora=momento
            ),
            "rechazar": lambda: acciones.rechazar(
                apertura=fila, fundamentos=["7.i"], respuesta="No.", por=ine["revisora"], ahora=momento
            ),
            "retirar": lambda: acciones.retirar(apertura=fila, motivo="Ya no", por=ine["titular"], ahora=momento),
        }

        actos[decision]()

        assert Requerimiento.objects.get().cancelado == momento
        plazo = plazo_de(fila)
        assert (plazo.abierto, plazo.suspendido) == (False, None)
        # Four business days (26 to 29 August) did not count when it was stopped.
        assert plazo.fecha_limite.isoformat() == ("2025-10-06" if detiene else "2025-09-30")

    def test_retirar_el_requerimiento(self, ine, suspende):
        fila = apertura(ine, E.EN_REVISION)
        pedir(ine, fila)
        with pytest.raises(SinPermiso):
            req.cancelar(solicitud=fila, por=ine["titular"], ahora=ine.ahora)

        req.cancelar(solicitud=fila, por=ine["revisora"], ahora=ine.ahora + timedelta(days=1))

        assert Requerimiento.objects.get().cancelado
        assert plazo_de(fila).fecha_limite.isoformat() == "2025-10-01"
        with pytest.raises(EstadoCambiado):
            req.cancelar(solicitud=fila, por=ine["revisora"], ahora=ine.ahora)

    def test_la_decision_no_cuesta_mas_que_una_consulta(self, ine):
        fila = apertura(ine, E.EN_REVISION)
        with CaptureQueriesContext(connection) as captura:
            acciones.rechazar(apertura=fila, fundamentos=["7.i"], respuesta="No.", por=ine["revisora"], ahora=ine.ahora)
        de_mas = [q["sql"] for q in captura.captured_queries if "solicitudes_requerimiento" in q["sql"]]
        assert len(de_mas) == 1


class TestSuspension:
    def test_el_plazo_se_detiene_y_la_prueba_lo_dice(self, ine, suspende, client, reloj):
        fila = apertura(ine, E.EN_REVISION)
        pedir(ine, fila)
        prueba = reverse("solicitudes:prueba", args=[fila.pk, fila.plazo_revision_id])
        cliente = entrar(client, ine["titular"])

        detenida = cliente.get(prueba)
        assertContains(detenida, "el plazo está detenido")
        assertContains(detenida, "Quedan 15 días hábiles de 15")
        pagina = cliente.get(reverse("solicitudes:detalle", args=[fila.pk]))
        assertContains(pagina, "Detenido desde el 25 ago 2025")
        assertNotContains(pagina, "2999")
        entregar(ine, fila, dias=2)

        reloj.move_to(ine.ahora + timedelta(days=3))
        corrida = entrar(client, ine["titular"]).get(prueba)
        assertContains(corrida, "Suspensión por requerimiento de información", count=2)
        assertContains(corrida, "Reglas de la institución; requerimiento del lunes 25 de agosto de 2025", count=2)
        assertContains(corrida, "vence el ")
        assert plazo_de(fila).fecha_limite.isoformat() == "2025-10-02"

    def test_la_cola_no_se_rompe_ni_la_da_por_tarde(self, ine, suspende, client, reloj):
        detenida = apertura(ine, E.EN_REVISION, identificador="DetenidaINE")
        otra = apertura(ine, E.EN_REVISION, identificador="CorreINE")
        pedir(ine, detenida)
        reloj.move_to("2026-03-02T12:00:00-06:00")
        cliente = entrar(client, ine["revisora"])

        pagina = cliente.get(COLA)
        assertContains(pagina, "Espera información", count=1)
        assertContains(pagina, "Detenido", count=1)
        assertNotContains(pagina, "2999")
        cuerpo = pagina.text.partition("<tbody>")[2]
        assert cuerpo.index(otra.folio) < cuerpo.index(detenida.folio)
        tarde = cliente.get(COLA, {"ver": "fuera"})
        assertContains(tarde, otra.folio)
        assertNotContains(tarde, detenida.folio)

    def test_pedir_tarde_no_borra_la_tardanza(self, ine, suspende, client, reloj):
        fila = apertura(ine, E.EN_REVISION)
        pedir(ine, fila, dias=60)
        reloj.move_to(ine.ahora + timedelta(days=61))

        assert plazo_de(fila).suspendido is None
        pagina = entrar(client, ine["revisora"]).get(COLA, {"ver": "fuera"})
        assertContains(pagina, fila.folio)
        assertContains(pagina, "Espera información")


class TestPaginas:
    def test_se_pide_en_la_bandeja_y_se_entrega_en_la_pagina_del_area(self, ine, client):
        fila = apertura(ine, E.EN_REVISION)
        cliente = entrar(client, ine["revisora"])
        ficha = f"{COLA}{fila.pk}/change/"
        assertContains(cliente.get(ficha), "Pedir más información")

        respuesta = cliente.post(f"{COLA}{fila.pk}/requerir/", {"texto": TEXTO}, follow=True)
        assertContains(respuesta, "Se pidió la información")
        assertContains(respuesta, TEXTO)
        assertContains(respuesta, "Retirar el requerimiento")
        assertNotContains(respuesta, "Pedir más información")

        cliente = entrar(client, ine["titular"])
        detalle, pagina = (reverse(f"solicitudes:{n}", args=[fila.pk]) for n in ("detalle", "informacion"))
        assertContains(cliente.get(detalle), f'href="{pagina}"')
        assertContains(cliente.get(detalle), "lunes 15 de septiembre de 2025")
        assertContains(cliente.get(pagina), TEXTO)
        vacia = cliente.post(pagina, {"texto": ""})
        assertContains(vacia, "Hay algo que corregir")
        malo = cliente.post(pagina, {"texto": "Va", "archivos": [pdf(nombre="virus.exe")]})
        assert malo.status_code == 200
        assert Requerimiento.objects.get().espera
        hecho = cliente.post(pagina, {"texto": "Va anexo.", "archivos": [pdf(), png()]})
        assertRedirects(hecho, detalle)
        assertContains(cliente.get(detalle), "Se contestó el")
        assert Documento.objects.filter(clase="respuesta").count() == 2
        assertRedirects(cliente.get(pagina), detalle)

    @pytest.mark.parametrize(
        ("quien", "estado"),
        [("revisora", 403), ("control", 403), ("medio", 403), ("otra_titular", 404), ("unicom", 404), ("sistema", 404)],
    )
    def test_la_pagina_no_es_de_otros(self, ine, client, quien, estado):
        fila = apertura(ine, E.EN_REVISION)
        pedir(ine, fila)

        pagina = reverse("solicitudes:informacion", args=[fila.pk])
        assert entrar(client, ine[quien]).get(pagina).status_code == estado
        assert client.post(pagina, {"texto": "x"}).status_code == estado
        assert Requerimiento.objects.get().espera

    @pytest.mark.parametrize("quien", ["revisor", "control", "unicom"])
    @pytest.mark.parametrize("acto", ["requerir", "cancelar_requerimiento"])
    def test_la_bandeja_no_ofrece_a_otros(self, ine, client, quien, acto):
        fila = apertura(ine, E.EN_REVISION)
        if acto == "cancelar_requerimiento":
            pedir(ine, fila)

        respuesta = entrar(client, ine[quien]).post(f"{COLA}{fila.pk}/{acto}/", {"texto": TEXTO})

        assert respuesta.status_code in {302, 403, 404}
        assert Requerimiento.objects.filter(cancelado=None).count() == (acto == "cancelar_requerimiento")

    def test_no_se_entrega_en_la_bandeja(self, ine, client):
        fila = apertura(ine, E.EN_REVISION)
        pedir(ine, fila)

        respuesta = entrar(client, ine["revisora"]).post(f"{COLA}{fila.pk}/responder/", {"texto": "x"})
        assert respuesta.status_code == 404

    def test_la_linea_de_tiempo(self, ine):
        fila = apertura(ine, E.EN_REVISION)
        pedir(ine, fila)
        entregar(ine, fila)

        titulos = [hecho["titulo"] for hecho in consultas.linea_de_tiempo(fila, ine["titular"])]
        assert titulos[:2] == [
            "Se entregó la información que pidió la CNCS",
            "La CNCS pidió más información, para el 15 de septiembre de 2025",
        ]
