"""The outbox: no mail is lost, none goes out without its act, and what cannot be delivered is seen."""

import email
import signal
import socket
import time
from collections import Counter
from datetime import timedelta
from email import policy
from pathlib import Path
from subprocess import Popen
from threading import Barrier, Thread

import pytest
from aiosmtpd.controller import Controller
from celery import current_app
from django.db import connection, transaction
from django.utils import timezone

from avisos.acciones import Mensaje, despachar, encolar
from avisos.estados import INTENTOS_MAXIMOS, PAUSAS, EstadoAviso
from avisos.models import Aviso
from solicitudes.estados import EstadoApertura as E
from tests.fabrica import apertura
from tests.procesos import orden

pytestmark = pytest.mark.django_db


class Buzon:
    """A mail server that keeps what it takes, and answers some addresses with the code that they are given."""

    def __init__(self) -> None:
        self.recibidos: list[email.message.EmailMessage] = []
        self.respuestas: dict[str, str] = {}
        self.al_entregar: dict[str, str] = {}
        self.demora = 0.0

    async def handle_RCPT(self, servidor, sesion, sobre, direccion, opciones):
        if direccion in self.respuestas:
            return self.respuestas[direccion]
        sobre.rcpt_tos.append(direccion)
        return "250 OK"

    async def handle_DATA(self, servidor, sesion, sobre):
        if sobre.rcpt_tos[0] in self.al_entregar:
            return self.al_entregar[sobre.rcpt_tos[0]]
        self.recibidos.append(email.message_from_bytes(sobre.content, policy=policy.default))
        time.sleep(self.demora)
        return "250 OK"

    @property
    def ids(self) -> list[str]:
        return [mensaje["Message-ID"] for mensaje in self.recibidos]

    @property
    def para(self) -> list[str]:
        return [str(mensaje["To"]) for mensaje in self.recibidos]


@pytest.fixture
def buzon(settings):
    manejador = Buzon()
    with socket.create_server(("127.0.0.1", 0)) as libre:
        puerto = libre.getsockname()[1]
    controlador = Controller(manejador, hostname="127.0.0.1", port=puerto, ready_timeout=30)
    controlador.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = puerto
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    yield manejador
    controlador.stop()


def poner(*correos: str, respaldos: tuple[str, ...] = (), ahora=None) -> list[Aviso]:
    """Messages on an opening that nobody filed, in the outbox."""
    momento = ahora or timezone.now()
    return Aviso.objects.bulk_create(
        Aviso(
            mensaje_id=f"<aviso-{n}-{correo}>",
            clase="prueba",
            para=correo,
            respaldos=list(respaldos),
            asunto="Resolución de la comisión «Niñez»",
            cuerpo="Estimada Zoë Íñiguez:\n\nSe recibió su petición — ¿dudas? Acción, ñandú, pingüino.\n",
            creado=momento,
            proximo_intento=momento,
        )
        for n, correo in enumerate(correos)
    )


class TestEnvio:
    def test_sale_una_vez_con_su_id_y_sus_acentos(self, ine, ahora, buzon):
        fila = apertura(ine, E.PRESENTADA)
        acuse = Aviso.objects.get(cadena=fila.cadena, clase="apertura_acuse")
        total = Aviso.objects.count()

        assert despachar(ahora=ahora).enviados == total
        assert despachar(ahora=ahora + timedelta(days=3)).enviados == 0

        assert len(buzon.recibidos) == len(set(buzon.ids)) == total
        (carta,) = [m for m in buzon.recibidos if m["Message-ID"] == acuse.mensaje_id]
        assert carta["To"] == "titular@ine.mx"
        assert carta["Subject"] == acuse.asunto
        assert carta.get_content().replace("\r\n", "\n").strip() == acuse.cuerpo.strip()
        assert "quedó presentada" in carta.get_content()
        assert carta["Auto-Submitted"] == "auto-generated"
        acuse.refresh_from_db()
        assert (acuse.estado, acuse.enviado, acuse.intentos) == (EstadoAviso.ENVIADO, ahora, 1)

    def test_acentos_en_asunto_y_cuerpo(self, buzon):
        poner("ana@ine.mx")
        despachar()

        (carta,) = buzon.recibidos
        assert carta["Subject"] == "Resolución de la comisión «Niñez»"
        assert "¿dudas? Acción, ñandú, pingüino." in carta.get_content()

    @pytest.mark.parametrize("donde", ["respuestas", "al_entregar"])
    def test_un_rechazo_pasajero_se_aplaza_y_se_reintenta(self, ahora, buzon, donde):
        poner("lleno@ine.mx", "ana@ine.mx", ahora=ahora)
        getattr(buzon, donde)["lleno@ine.mx"] = "452 4.2.2 Buzon lleno"

        resultado = despachar(ahora=ahora)
        assert (resultado.enviados, resultado.aplazados, resultado.fallidos) == (1, 1, 0)
        aviso = Aviso.objects.get(para="lleno@ine.mx")
        assert (aviso.estado, aviso.proximo_intento) == (EstadoAviso.PENDIENTE, ahora + PAUSAS[0])
        assert "452" in aviso.error
        assert despachar(ahora=ahora + PAUSAS[0] - timedelta(seconds=1)).aplazados == 0

        getattr(buzon, donde).clear()
        assert despachar(ahora=ahora + PAUSAS[0]).enviados == 1
        aviso.refresh_from_db()
        assert (aviso.estado, aviso.error, aviso.intentos) == (EstadoAviso.ENVIADO, "", 2)

    def test_las_pausas_crecen_y_al_final_falla_a_la_vista(self, ahora, buzon):
        poner("lleno@ine.mx", respaldos=("ana@ine.mx",), ahora=ahora)
        buzon.respuestas["lleno@ine.mx"] = "451 4.3.0 Intente luego"
        momento = ahora
        for pausa in (*PAUSAS, *[PAUSAS[-1]] * (INTENTOS_MAXIMOS - 1 - len(PAUSAS))):
            assert despachar(ahora=momento).aplazados == 1
            momento += pausa
            assert Aviso.objects.get(para="lleno@ine.mx").proximo_intento == momento
        assert list(PAUSAS) == sorted(PAUSAS)

        resultado = despachar(ahora=momento)
        assert (resultado.fallidos, resultado.enviados) == (1, 1)
        assert buzon.para == ["ana@ine.mx"]

    @pytest.mark.criterio("5.1.a")
    @pytest.mark.parametrize("donde", ["respuestas", "al_entregar"])
    def test_un_rechazo_definitivo_pasa_al_suplente_y_luego_al_area(self, ahora, buzon, donde):
        poner("titular@ine.mx", respaldos=("suplente@ine.mx", "area@ine.mx"), ahora=ahora)
        for correo in ("titular@ine.mx", "suplente@ine.mx"):
            getattr(buzon, donde)[correo] = "550 5.1.1 No existe"

        resultado = despachar(ahora=ahora)

        assert (resultado.enviados, resultado.aplazados, resultado.fallidos) == (1, 0, 2)
        assert buzon.para == ["area@ine.mx"]
        assert "Este aviso era para suplente@ine.mx" in buzon.recibidos[0].get_content()
        fallidos = Aviso.objects.filter(estado=EstadoAviso.FALLIDO)
        assert {a.para for a in fallidos} == {"titular@ine.mx", "suplente@ine.mx"}
        assert all("550" in a.error for a in fallidos)
        assert Aviso.objects.values("mensaje_id").distinct().count() == 3

    def test_un_mensaje_envenenado_no_detiene_a_los_demas(self, ahora, buzon):
        poner("a@ine.mx", "b@ine.mx", "c@ine.mx", "d@ine.mx", ahora=ahora)
        Aviso.objects.filter(para="b@ine.mx").update(asunto="Dos\nrenglones")
        Aviso.objects.filter(para="c@ine.mx").update(para="sin arroba, ni nada\n")

        resultado = despachar(ahora=ahora)

        assert buzon.para == ["a@ine.mx", "d@ine.mx"]
        assert (resultado.enviados, resultado.fallidos + resultado.aplazados) == (2, 2)
        assert Aviso.objects.get(asunto__contains="renglones").estado == EstadoAviso.FALLIDO
        assert not Aviso.objects.exclude(estado=EstadoAviso.ENVIADO).filter(error="").exists()

    def test_sin_servidor_nada_se_pierde_ni_se_da_por_fallido(self, settings, ahora):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
        poner("a@ine.mx", "b@ine.mx", ahora=ahora)

        assert despachar(ahora=ahora).aplazados == 2
        assert set(Aviso.objects.values_list("estado", flat=True)) == {EstadoAviso.PENDIENTE}

    def test_un_servidor_que_no_nos_acepta_no_es_culpa_del_mensaje(self, ahora, buzon, monkeypatch):
        async def rechazar(servidor, sesion, sobre, nombre, respuestas):
            return ["554 5.7.1 Su servidor no esta autorizado"]

        monkeypatch.setattr(Buzon, "handle_EHLO", rechazar, raising=False)
        monkeypatch.setattr(Buzon, "handle_HELO", rechazar, raising=False)
        poner("a@ine.mx", ahora=ahora)

        assert despachar(ahora=ahora).aplazados == 1


class TestBandeja:
    @pytest.mark.django_db(transaction=True)
    def test_fuera_de_una_transaccion_no_se_encola(self, ahora):
        with pytest.raises(transaction.TransactionManagementError):
            encolar([Mensaje("ana@ine.mx", "apertura_acuse")], ahora=ahora)
        assert not Aviso.objects.exists()

    def test_si_el_acto_se_deshace_no_queda_correo(self, ine, ahora):
        with pytest.raises(RuntimeError), transaction.atomic():  # noqa: PT012
            apertura(ine, E.RECHAZADA)
            assert Aviso.objects.exists()
            raise RuntimeError
        assert not Aviso.objects.exists()

    def test_sin_intermediario_el_acto_se_cumple(self, ine_confirmado, caplog):
        """The broker only wakes the sender up: the act and its mail do not depend on it."""
        antes = current_app.conf.broker_url, current_app.conf.broker_write_url
        current_app.conf.broker_url = current_app.conf.broker_write_url = "redis://127.0.0.1:9/0"
        current_app.pool.force_close_all()
        current_app.amqp._producer_pool = None
        try:
            inicio = time.monotonic()
            fila = apertura(ine_confirmado, E.PRESENTADA)
            assert time.monotonic() - inicio < 10
        finally:
            current_app.conf.broker_url, current_app.conf.broker_write_url = antes
            current_app.amqp._producer_pool = None
        assert fila.estado == E.PRESENTADA
        assert "No se pudo despertar al despachador" in caplog.text
        assert Aviso.objects.filter(cadena=fila.cadena).count() == 4


def _despachador(puerto: int, datos: Path) -> Popen[str]:
    """The sender as its own process."""
    return orden("despachar_avisos", datos=datos, EMAIL_URL=f"smtp://127.0.0.1:{puerto}")


@pytest.mark.postgres
class TestProcesos:
    @pytest.fixture(autouse=True)
    def confirmado(self, transactional_db):
        """Other processes must see the rows."""

    def test_matado_a_medias_no_pierde_ninguno(self, buzon, settings, tmp_path):
        poner(*[f"p{n}@ine.mx" for n in range(200)])
        buzon.demora = 0.005
        muertes = 0
        for hasta in (20, 60, 100, 140):
            proceso = _despachador(settings.EMAIL_PORT, tmp_path)
            limite = time.monotonic() + 60
            while len(buzon.recibidos) < hasta and time.monotonic() < limite:
                time.sleep(0.001)
            proceso.send_signal(signal.SIGKILL)
            proceso.wait()
            muertes += 1
        assert 140 <= len(buzon.recibidos) < 200, "the sender was not killed half way"
        _despachador(settings.EMAIL_PORT, tmp_path).wait()

        veces = Counter(buzon.ids)
        assert len(veces) == 200
        assert sum(veces.values()) - 200 <= muertes
        assert max(veces.values()) <= 1 + muertes
        assert set(Aviso.objects.values_list("estado", flat=True)) == {EstadoAviso.ENVIADO}

    def test_dos_a_la_vez_no_repiten(self, buzon):
        poner(*[f"p{n}@ine.mx" for n in range(120)])
        salida, enviados = Barrier(2), []

        def hilo() -> None:
            try:
                salida.wait()
                enviados.append(despachar().enviados)
            finally:
                connection.close()

        hilos = [Thread(target=hilo) for _ in range(2)]
        for h in hilos:
            h.start()
        for h in hilos:
            h.join()

        assert len(buzon.ids) == len(set(buzon.ids)) == 120
        assert sum(enviados) == 120
        assert min(enviados) > 0
