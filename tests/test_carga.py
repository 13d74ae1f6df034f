"""The CNCS's work as its head sees it."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organizacion.models import Area
from organizacion.tiempo import fecha_local
from panel.consultas import carga
from panel.consultas.tablero import Corte
from plazos.consultas import calendario_vigente
from solicitudes import acciones
from solicitudes.acciones import duda as dudas
from solicitudes.estados import EstadoApertura as E
from tests.fabrica import apertura, png

pytestmark = pytest.mark.django_db
UN_DIA = timedelta(days=1)


def carga_por_persona(*, ahora: datetime):
    return carga.carga_por_persona(Area.objects.all(), Corte(fecha_local(ahora), ahora))


def respuestas(*, ahora: datetime, dias: int = 90):
    return carga.respuestas(Area.objects.all(), Corte(fecha_local(ahora), ahora), dias)


def antiguedad(*, ahora: datetime, calendario):
    filas = carga.antiguedad(Area.objects.all(), Corte(fecha_local(ahora), ahora), calendario=calendario)
    return [(rotulo, cuantas) for _, rotulo, cuantas in filas]


def test_quien_tiene_que(ine, ahora):
    apertura(ine, E.EN_REVISION, identificador="UnoINE")
    apertura(ine, E.EN_REVISION, titular="otra_titular", identificador="DosINE")
    apertura(ine, E.EN_REVISION, titular="vocal_local", revisor="revisor", identificador="TresINE")
    dudas.preguntar(asunto="¿?", pregunta="¿?", por=ine["titular"], ahora=ahora)
    luego = ahora + timedelta(hours=1)
    personas = {p.nombre: p for p in carga_por_persona(ahora=luego)}

    assert personas[ine["revisora"].nombre].abiertas == 2
    assert personas[ine["revisor"].nombre].abiertas == 1
    assert personas["Sin asignar"].abiertas == 1
    assert personas["Sin asignar"].proxima == calendario_vigente().sumar(fecha_local(ahora), 3)
    assert carga_por_persona(ahora=luego)[0].nombre == "Sin asignar", "what nobody took comes first"
    tarde = {p.nombre: p for p in carga_por_persona(ahora=ahora + timedelta(days=60))}
    assert tarde[ine["revisora"].nombre].tarde == 2
    assert tarde[ine["revisora"].nombre].proxima is None


def test_en_tiempo_y_tarde(ine, ahora):
    a_tiempo = apertura(ine, E.EN_REVISION, identificador="UnoINE")
    tarde = apertura(ine, E.EN_REVISION, titular="otra_titular", identificador="DosINE")
    apertura(ine, E.RETIRADA, titular="vocal_local", identificador="TresINE")
    revisora = ine["revisora"]
    acciones.rechazar(apertura=a_tiempo, fundamentos=["7.i"], respuesta="No.", por=revisora, ahora=ahora)
    despues = ahora + timedelta(days=60)
    acciones.autorizar(apertura=tarde, respuesta="Sí.", elementos=[png()], por=revisora, ahora=despues)

    filas = {fila.clase: fila for fila in respuestas(ahora=despues)}
    assert (filas["Aperturas"].en_tiempo, filas["Aperturas"].tarde, filas["Aperturas"].porcentaje) == (1, 1, 50)
    assert filas["Dudas"].porcentaje is None
    # What was answered in time is by now out of the window; what was withdrawn was never answered.
    solo = {fila.clase: fila for fila in respuestas(ahora=despues, dias=30)}
    assert (solo["Aperturas"].en_tiempo, solo["Aperturas"].tarde) == (0, 1)


def test_la_antiguedad_se_cuenta_en_dias_habiles(ine, ahora):
    calendario = calendario_vigente()
    apertura(ine, E.PRESENTADA)
    for dias in range(0, 30):
        hoy = calendario.sumar(fecha_local(ahora), dias) if dias else fecha_local(ahora)
        momento = ahora.replace(year=hoy.year, month=hoy.month, day=hoy.day)
        tramos = dict(antiguedad(ahora=momento, calendario=calendario))
        esperado = next(
            nombre
            for tope, nombre in (
                (5, "De 0 a 5 días hábiles"),
                (10, "De 6 a 10 días hábiles"),
                (15, "De 11 a 15 días hábiles"),
                (99, "Más de 15 días hábiles"),
            )
            if dias <= tope
        )
        assert tramos.pop(esperado) == 1, (dias, tramos)
        assert not any(tramos.values())


def entrar(client, ine, quien: str) -> None:
    client.force_login(ine[quien], backend="django.contrib.auth.backends.ModelBackend")


def test_lo_que_era_cierto_ese_dia(ine, ahora):
    """Filed, taken two days later, answered a week late: as it was at each of those moments."""
    fila = apertura(ine, E.PRESENTADA, identificador="UnoINE")
    fila = acciones.tomar(apertura=fila, por=ine["revisora"], ahora=ahora + 2 * UN_DIA)
    vence, calendario = fila.plazo_revision.vence, calendario_vigente()
    respuesta = {"fundamentos": ["7.i"], "respuesta": "No."}
    acciones.rechazar(apertura=fila, **respuesta, por=ine["revisora"], ahora=vence + 7 * UN_DIA)

    def de(momento: datetime) -> list[tuple[str, int, int, object]]:
        return [(p.nombre, p.abiertas, p.tarde, p.proxima) for p in carga_por_persona(ahora=momento)]

    def por_edad(momento: datetime) -> int:
        return sum(n for _, n in antiguedad(ahora=momento, calendario=calendario))

    ultimo, revisora = fecha_local(vence - timedelta(microseconds=1)), ine["revisora"].nombre
    assert de(ahora - UN_DIA) == []
    assert de(ahora + UN_DIA) == [("Sin asignar", 1, 0, ultimo)]
    assert de(ahora + 2 * UN_DIA) == [(revisora, 1, 0, ultimo)]
    assert de(vence - timedelta(microseconds=1)) == [(revisora, 1, 0, ultimo)]
    assert de(vence) == [(revisora, 1, 1, None)], "exactly on its date it was late"
    assert de(vence + 7 * UN_DIA) == []
    assert [por_edad(m) for m in (ahora - UN_DIA, vence, vence + 8 * UN_DIA)] == [0, 1, 0]
    assert {f.total for f in respuestas(ahora=vence)} == {0}
    assert {f.clase: f.tarde for f in respuestas(ahora=vence + 7 * UN_DIA)}["Aperturas"] == 1


@pytest.mark.embebida
def test_cada_numero_se_abre_y_cada_quien_ve_lo_suyo(ine, ahora, client):
    """Each number has as many rows as it says; who heads an área finds there nothing of another."""
    suya = apertura(ine, E.EN_REVISION, identificador="UnoINE")
    ajena = apertura(ine, E.EN_REVISION, titular="otra_titular", revisor="revisor", identificador="DosINE")
    contestada = apertura(ine, E.RECHAZADA, titular="otra_titular", identificador="TresINE")
    dudas.preguntar(asunto="¿Una?", pregunta="¿?", por=ine["titular"], ahora=ahora)
    fecha = {"fecha": (ahora.date() + 3 * UN_DIA).isoformat()}
    abiertas = {"titular": 2, "otra_titular": 1, "vocal_local": 0, "presidencia": 3, "titular_cncs": 3, "control": 3}
    with time_machine.travel(ahora + 40 * UN_DIA, tick=False):
        for quien, esperadas in abiertas.items():
            entrar(client, ine, quien)
            pagina = client.get(reverse("panel:carga"), fecha)
            assert sum(p.abiertas for p in pagina.context["personas"]) == esperadas, quien
            assert sum(n for *_, n in pagina.context["antiguedad"]) == esperadas, quien
            for persona in pagina.context["personas"]:
                filas = client.get(reverse("panel:carga_de_persona", args=[persona.clave]), fecha).context["filas"]
                assert (len(filas), sum(f.tardaba for f, *_ in filas)) == (persona.abiertas, persona.tarde)
            for tramo, _, cuantas in pagina.context["antiguedad"]:
                filas = client.get(reverse("panel:carga_por_antiguedad", args=[tramo]), fecha).context["filas"]
                assert len(filas) == cuantas
            for fila, _ in pagina.context["respuestas"]:
                for situacion, cuantas in (("a_tiempo", fila.en_tiempo), ("tarde", fila.tarde)):
                    url = reverse("panel:tablero_plazos_de_clase", args=[fila.clave, situacion])
                    assert len(client.get(url, fecha).context["filas"]) == cuantas
                    assert (f"{url}?fecha=" in pagina.text) is bool(cuantas)
        entrar(client, ine, "titular")
        suyas = client.get(reverse("panel:carga_de_persona", args=[ine["revisora"].pk]), fecha).text
        assert suya.folio in suyas
        assert contestada.folio not in suyas
        assert client.get(reverse("panel:carga_de_persona", args=[ine["revisor"].pk]), fecha).status_code == 404
        de_otro = client.get(reverse("panel:carga_de_persona", args=[ine["revisor"].pk]), {"fecha": "2025-02-30"})
        assert de_otro.status_code == 400
        assert ine["revisor"].nombre not in de_otro.text, "a date that is none opens nobody's page"
        assert client.get(reverse("panel:carga"), {"area": ajena.area.siglas}).status_code == 404
        assert "aún no llega" in client.get(reverse("panel:carga"), {"fecha": "2099-01-01"}).text
        assert client.get(reverse("panel:carga"), {"fecha": "2018-01-01"}).status_code == 200


@pytest.mark.embebida
def test_las_consultas_no_crecen_con_lo_abierto(ine, client):
    entrar(client, ine, "presidencia")
    apertura(ine, E.EN_REVISION, identificador="UnoINE")
    paginas = [
        reverse("panel:carga"),
        reverse("panel:carga_de_persona", args=[ine["revisora"].pk]),
        reverse("panel:carga_por_antiguedad", args=[0]),
    ]
    conteos: list[int] = []
    with time_machine.travel(ine.ahora + UN_DIA, tick=False):
        client.get(paginas[0])  # the session opens once
        for vuelta in range(2):
            for titular in ("otra_titular", "vocal_local") if vuelta else ():
                apertura(ine, E.EN_REVISION, titular=titular, identificador=f"De{titular[:4]}INE")
            for url in paginas:
                with CaptureQueriesContext(connection) as consultas:
                    assert client.get(url).status_code == 200
                conteos.append(len(consultas))
    assert conteos[:3] == conteos[3:]


ENLAZADAS = {"titular_cncs", "control", "presidencia", "secretaria"}


@pytest.mark.parametrize(
    ("quien", "codigo"),
    [*((quien, 200) for quien in sorted(ENLAZADAS)), ("titular", 200), ("revisora", 403), ("medio", 403)],
)
def test_la_ven_quienes_encabezan_el_comite_y_control_interno(ine, client, quien, codigo):
    apertura(ine, E.EN_REVISION)
    entrar(client, ine, quien)
    assert client.get("/panel/carga/").status_code == codigo
    assert ("/panel/carga/" in client.get("/panel/").text) is (quien in ENLAZADAS)
