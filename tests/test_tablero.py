"""The picture of compliance, as of any date, against the same counts made in plain Python."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cuentas.estados import Caracter
from cuentas.models import Cuenta, Designacion, Rotacion
from organizacion.models import Area
from organizacion.tiempo import instante_local
from panel import graficas
from panel.consultas import tablero
from plazos.clases import REVISION_APERTURA
from plazos.models import Plazo
from solicitudes.estados import EstadoApertura as E
from tests.fabrica import apertura
from tests.fabrica_cambio import cuenta

UN_DIA = timedelta(days=1)


def contar(clave: str, dia: date, ahora: datetime) -> tuple[int, int]:
    corte = tablero.Corte.del_dia(dia, ahora=ahora)
    cuantos = tablero.contar(tablero.MEDIDAS[clave], Area.objects.all(), corte)
    return cuantos.n, cuantos.total


@pytest.mark.django_db
@pytest.mark.criterio("5.1.b", "6.xxxiv")
def test_cada_medida_dice_lo_que_era_cierto_ese_dia(ine):
    """Opened, closed, changed hands and due exactly on a date: SQL and Python agree on every day around."""
    una, otra = cuenta(ine), cuenta(ine, titular="otra_titular", identificador="Otra")
    abierta = una.oficial_desde
    luego = ine.ahora + timedelta(days=300)
    Cuenta.objects.filter(pk=otra.pk).update(oficial_hasta=abierta + 5 * UN_DIA)
    suplente = Designacion.objects.get(cuenta=una, caracter=Caracter.SUPLENTE)
    cambio = abierta + 3 * UN_DIA
    Designacion.objects.filter(pk=suplente.pk).update(hasta=cambio)
    Designacion.objects.create(
        cuenta=una, persona=suplente.persona, caracter=Caracter.SUPLENTE, cargo="x", nivel=suplente.nivel,
        desde=cambio + UN_DIA,
    )  # fmt: skip
    rotacion = Rotacion.objects.select_related("plazo").get(cuenta=una)
    vence = instante_local((rotacion.plazo.vence).date())
    type(rotacion.plazo).objects.filter(pk=rotacion.plazo_id).update(vence=vence)
    Rotacion.objects.filter(pk=rotacion.pk).update(hecha=vence + UN_DIA + timedelta(hours=1))

    dias = {abierta + n * UN_DIA for n in range(-2, 8)} | {vence.date() + n * UN_DIA for n in range(-2, 3)}
    cuentas, rotaciones = list(Cuenta.objects.all()), list(Rotacion.objects.select_related("plazo"))
    vistos = set()
    for dia in dias:
        cierre = min(instante_local(dia + UN_DIA) - timedelta(microseconds=1), luego)
        oficiales = [
            c for c in cuentas if c.oficial_desde <= dia and (c.oficial_hasta is None or dia < c.oficial_hasta)
        ]
        con_dos = sum(
            {d.caracter for d in c.designaciones.all() if d.desde <= dia and (d.hasta is None or dia < d.hasta)}
            == set(Caracter)
            for c in oficiales
        )
        vencidas = {
            r.cuenta_id for r in rotaciones if r.plazo.vence <= cierre and (r.hecha is None or r.hecha > cierre)
        }
        al_dia = sum(c.pk not in vencidas for c in oficiales)
        assert contar("administradores", dia, luego) == (con_dos, len(oficiales)), dia
        assert contar("contrasenas", dia, luego) == (al_dia, len(oficiales)), dia
        vistos.add((con_dos, al_dia, len(oficiales)))
    assert {(0, 0, 0), (2, 2, 2), (1, 2, 2), (1, 1, 1), (1, 0, 1)} <= vistos


@pytest.mark.django_db
@pytest.mark.embebida
class TestPaginas:
    @pytest.fixture(autouse=True)
    def _cuentas(self, ine):
        self.una, self.otra = cuenta(ine), cuenta(ine, titular="otra_titular", identificador="DeOtraArea")

    def pedir(self, client, quien, nombre="tablero", datos=None, **args):
        client.force_login(quien)
        return client.get(reverse(f"panel:{nombre}", kwargs=args), datos or {})

    def test_quien_encabeza_un_area_ve_solo_lo_suyo(self, ine, client):
        respuesta = self.pedir(client, ine["titular"], "tablero_medida", clave="administradores")
        assert respuesta.status_code == 200
        assert self.una.nombre in respuesta.text
        assert self.otra.nombre not in respuesta.text
        assert self.pedir(client, ine["titular"], datos={"area": self.otra.area.siglas}).status_code == 404
        plazos = self.pedir(
            client, ine["titular"], "tablero_plazos_de_clase", {"dias": "365"}, clase="rotacion", situacion="corriendo"
        )
        assert plazos.status_code == 200
        assert self.otra.nombre not in plazos.text
        todas = self.pedir(client, ine["presidencia"], "tablero_medida", clave="administradores")
        assert self.una.nombre in todas.text
        assert self.otra.nombre in todas.text

    def test_cada_medida_y_cada_pagina_abren(self, ine, client):
        for clave in tablero.MEDIDAS:
            pagina = self.pedir(client, ine["titular_cncs"], "tablero_medida", {"despues": "False~0"}, clave=clave)
            assert pagina.status_code == 200
        assert "Plazos" in self.pedir(client, ine["control"], "tablero_plazos").text

    @pytest.mark.parametrize(
        ("fecha", "mensaje"),
        [("2025-02-30", "que exista"), ("9999-01-01", "aún no llega"), ("0001-01-01", "Elija una fecha desde")],
    )
    def test_una_fecha_imposible_se_explica_y_se_conserva(self, ine, client, fecha, mensaje):
        respuesta = self.pedir(client, ine["control"], datos={"fecha": fecha})
        assert respuesta.status_code == 400
        assert mensaje in respuesta.text
        assert f'value="{fecha}"' in respuesta.text

    def test_las_consultas_no_crecen_con_las_cuentas(self, ine, client):
        conteos: list[int] = []
        self.pedir(client, ine["control"])  # the session opens once
        for vuelta in range(2):
            if vuelta:
                cuenta(ine, titular="vocal_local", identificador="Tercera")
            for nombre, args in (("tablero", {}), ("tablero_medida", {"clave": "administradores"})):
                with CaptureQueriesContext(connection) as consultas:
                    self.pedir(client, ine["control"], nombre, **args)
                conteos.append(len(consultas))
        assert conteos[:2] == conteos[2:]


@pytest.mark.embebida
class TestGraficas:
    def test_la_linea_dice_sus_valores_y_deja_huecos(self):
        svg = graficas.linea([("ene", 0), ("feb", None), ("mar", 100)], titulo="<Cumple>", clave="t")
        assert "&lt;Cumple&gt;" in svg
        assert "ene: 0 %; feb: sin datos; mar: 100 %" in svg
        assert svg.count("<polyline") == 2
        assert 'role="img"' in svg
        assert "style=" not in svg

    def test_sin_datos_no_dibuja_y_un_solo_punto_no_divide_entre_cero(self):
        assert graficas.linea([], titulo="x", clave="t") == ""
        assert graficas.linea([("ene", None)], titulo="x", clave="t") == ""
        assert "<circle" in graficas.linea([("ene", 50)], titulo="x", clave="t")
        assert graficas.barra(None, "") == ""
        assert 'width="100" height="10"></rect></svg>' in graficas.barra(140, "140 por ciento")
        assert tablero.Cuantos(0, 0).porcentaje is None
        assert tablero.Cuantos(999, 1000).porcentaje == 99


@pytest.mark.django_db
@pytest.mark.criterio("7.iii")
def test_lo_contestado_en_su_plazo_se_cuenta_como_a_mano(ine):
    """One answered in time, one late, one never, and one whose date has not come: on every day around their dates."""
    en_tiempo, tarde, nunca = (apertura(ine, E.PRESENTADA, identificador=f"Cuenta{n}INE") for n in range(3))
    vence = en_tiempo.plazo_revision.vence
    for fila, cerrado in ((en_tiempo, vence - timedelta(seconds=1)), (tarde, vence)):
        Plazo.objects.filter(pk=fila.plazo_revision_id).update(estado="cumplido", cerrado=cerrado)
    luego = vence + timedelta(days=200)
    plazos = list(Plazo.objects.filter(clase=REVISION_APERTURA))
    assert len(plazos) == 3
    assert nunca.plazo_revision.cerrado is None
    vistos = set()
    for n in (-2, -1, 0, 1, 89, 90, 91, 92):
        dia = (vence + n * UN_DIA).date()
        cierre = min(instante_local(dia + UN_DIA) - timedelta(microseconds=1), luego)
        del_periodo = [p for p in plazos if cierre - timedelta(days=90) < p.vence <= cierre]
        bien = [p for p in del_periodo if p.cerrado and p.cerrado < p.vence]
        assert contar(REVISION_APERTURA, dia, luego) == (len(bien), len(del_periodo)), dia
        vistos.add((len(bien), len(del_periodo)))
    assert {(0, 0), (1, 3)} <= vistos
