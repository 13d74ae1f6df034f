"""``/salud/``: 200 while database, broker and scheduler answer; 503 naming what does not."""

from datetime import timedelta

import pytest
from celery import current_app
from django.db import OperationalError, connection
from django.utils import timezone

from plazos.acciones import latir
from plazos.models import Latido

RUTA = "/salud/"


@pytest.fixture
def sano(db) -> None:
    latir(ahora=timezone.now())


def test_bien(client, sano, django_assert_num_queries):
    with django_assert_num_queries(2):  # SELECT 1 and the pulse: no session, no person
        respuesta = client.get(RUTA)
    assert respuesta.status_code == 200
    assert respuesta.json() == {"estado": "bien", "base": "bien", "mensajeria": "bien", "planificador": "bien"}
    assert "no-store" in respuesta["Cache-Control"]
    assert not respuesta.cookies


def test_sin_senal_del_planificador(client, db):
    respuesta = client.get(RUTA)
    assert respuesta.status_code == 503
    assert respuesta.json()["planificador"] == "no ha dado señal"
    assert respuesta.json()["base"] == "bien"


def test_planificador_callado(client, sano, settings):
    callado = timezone.now() - timedelta(seconds=settings.LATIDO_MAXIMO_SEGUNDOS + 5)
    Latido.objects.update(momento=callado)
    respuesta = client.get(RUTA)
    assert respuesta.status_code == 503
    assert respuesta.json()["planificador"] == "dejó de dar señal"


def test_mensajeria_caida(client, sano, monkeypatch):
    """A port where nobody listens: a quick answer, without saying where the broker is."""
    monkeypatch.setattr(current_app.conf, "broker_write_url", "redis://127.0.0.1:9/0")
    inicio = timezone.now()
    respuesta = client.get(RUTA)
    assert timezone.now() - inicio < timedelta(seconds=6)
    assert respuesta.status_code == 503
    assert respuesta.json()["mensajeria"] == "no responde"
    assert "127.0.0.1" not in respuesta.content.decode()


def test_base_caida(client, sano):
    """Every statement fails, as when the server is gone."""

    def falla(ejecutar, sql, params, many, contexto):
        raise OperationalError("connection to server at db.interna failed")

    with connection.execute_wrapper(falla):
        respuesta = client.get(RUTA)
    assert respuesta.status_code == 503
    assert respuesta.json() == {
        "estado": "con fallas",
        "base": "no responde",
        "mensajeria": "bien",
        "planificador": "no se puede saber: la base no responde",
    }


def test_solo_lectura(client, sano):
    assert client.post(RUTA).status_code == 405
