"""The private calendar: one's own due dates and nobody else's, until its address is revoked."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from icalendar import Calendar

from bitacora.models import Asiento
from organizacion.models import ClaveCalendario, Persona
from solicitudes.acciones import duda as dudas
from solicitudes.estados import EstadoApertura as E
from tests.fabrica import Institucion, apertura

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def el_dia(ahora):
    with time_machine.travel(ahora + timedelta(hours=3), tick=False):
        yield


def crear(client, ine: Institucion, quien: str) -> str:
    """The path of a new private address, as the page shows it."""
    client.force_login(ine[quien])
    pagina = client.post("/panel/calendario/nuevo/", follow=True).content.decode()
    encontrada = re.search(r"(/calendario/[\w-]{40,}\.ics)", pagina)
    assert encontrada
    return encontrada.group(1)


def eventos(respuesta) -> dict[str, date]:
    calendario = Calendar.from_ical(respuesta.content)
    return {str(e["summary"]): e.decoded("dtstart") for e in calendario.walk("VEVENT")}


def test_muestra_lo_que_vence_a_cada_quien_y_nada_mas(ine, client):
    mia = apertura(ine, E.EN_REVISION, identificador="MiaINE")
    ajena = apertura(ine, E.EN_REVISION, titular="otra_titular", revisor="revisor", identificador="AjenaINE")
    client.force_login(ine["revisora"])
    respuesta = client.get(crear(client, ine, "revisora"))

    assert respuesta["Content-Type"].startswith("text/calendar")
    vencen = eventos(respuesta)
    assert vencen == {f"Vence: {mia.folio} · @MiaINE en X (Twitter)": date(2025, 9, 30)}
    assert ajena.folio not in respuesta.content.decode()


def test_lo_atendido_sale_del_calendario(ine, client, ahora):
    duda = dudas.preguntar(asunto="¿Se puede?", pregunta="¿Sí o no?", por=ine["titular"], ahora=ahora)
    ruta = crear(client, ine, "revisora")
    assert [s for s in eventos(client.get(ruta)) if duda.folio in s]
    dudas.contestar(duda=duda, texto="Sí.", por=ine["revisor"], ahora=ahora)
    assert not eventos(client.get(ruta))


def test_se_lee_sin_entrar_y_se_puede_revocar(ine, client):
    apertura(ine, E.EN_REVISION)
    ruta = crear(client, ine, "revisora")
    client.logout()
    assert len(eventos(client.get(ruta))) == 1
    client.force_login(ine["revisora"])
    client.post("/panel/calendario/revocar/")
    client.logout()
    assert client.get(ruta).status_code == 404


def test_otra_direccion_deja_sin_efecto_la_anterior_y_solo_se_guarda_su_huella(ine, client):
    primera, segunda = crear(client, ine, "revisora"), crear(client, ine, "revisora")
    assert client.get(primera).status_code == 404
    assert client.get(segunda).status_code == 200
    clave = segunda.removeprefix("/calendario/").removesuffix(".ics")
    assert not ClaveCalendario.objects.filter(huella=clave).exists()
    assert not any(clave in asiento.canonico for asiento in Asiento.objects.all())
    assert "/calendario/" not in client.get("/panel/calendario/").content.decode().split("<main")[1].split("</main")[
        0
    ].replace("/panel/calendario/", "")


def test_quien_ya_no_entra_ya_no_tiene_calendario(ine, client):
    apertura(ine, E.EN_REVISION)
    ruta = crear(client, ine, "revisora")
    Persona.objects.filter(pk=ine["revisora"].pk).update(is_active=False)
    client.logout()
    assert client.get(ruta).status_code == 404


@pytest.mark.parametrize("clave", ["x", "a" * 43, "%00", "../../etc/passwd"])
def test_una_direccion_inventada_no_dice_nada(ine, client, clave):
    assert client.get(f"/calendario/{clave}.ics").status_code == 404
