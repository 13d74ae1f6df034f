"""5.a: who was responsible for an account on any date, in what state, under which designation, by which papers."""

from datetime import date, timedelta

import pytest
import time_machine

from cuentas import acciones
from cuentas.consultas import en_fecha
from cuentas.estados import Caracter, EstadoCuenta
from cuentas.models import Cuenta
from organizacion.acciones import nombrar, terminar_nombramiento
from organizacion.estados import Nivel
from solicitudes.estados import EstadoApertura as E
from tests.fabrica import CARGA, CONTRASENA, apertura
from tests.fabrica_baja import cuenta_activa

pytestmark = [pytest.mark.django_db, pytest.mark.embebida, pytest.mark.criterio("5.a")]
DIA = timedelta(days=1)


def entrar(client, ine, quien):
    assert client.login(username=ine[quien].email, password=CONTRASENA)


def nombres(designaciones):
    return {(d.caracter, d.persona.nombre) for d in designaciones}


def test_de_la_apertura_a_la_baja(ine, ahora):
    """Before it was opened, the day it was, a month later, and after it closed."""
    cuenta = apertura(ine, E.CONCLUIDA).cuenta
    dia, cierre = ahora.date(), ahora.date() + 30 * DIA
    acciones.dar_de_baja(cuenta=cuenta, fecha=cierre, por=ine["titular"], ahora=ahora + 32 * DIA)
    cuenta, control = Cuenta.objects.get(pk=cuenta.pk), ine["control"]

    antes = en_fecha(cuenta, dia - DIA, control)
    assert (antes.cuenta, antes.responden, antes.era_oficial, antes.papeles) == (None, [], False, [])
    assert antes.estado == "Todavía no estaba en el registro"

    abierta = en_fecha(cuenta, dia, control)
    assert abierta.estado == EstadoCuenta.ACTIVA.label
    assert abierta.anteriores == [EstadoCuenta.REGISTRADA.label]  # that same day, before the Comité was told
    assert nombres(abierta.responden) == {("titular", "José Ángel Núñez Peña"), ("suplente", "Zoë Ximénez Güemes")}
    assert [n.persona for n in abierta.encabezan] == [ine["titular"]]
    assert {p.titulo for p in abierta.papeles} >= {"Oficio firmado", "Acuse de recibo", "Autorización de la CNCS"}
    assert "activar" not in {h["titulo"] for h in abierta.hechos}
    assert any("quedó activa" in h["titulo"] for h in abierta.hechos)

    # What the network saw and what the registry knew: it closed on the 30th day and was told two days later.
    ultimo, despues, al_saberlo = (en_fecha(cuenta, cierre + n * DIA, control) for n in (0, 1, 2))
    assert (ultimo.era_oficial, len(ultimo.responden)) == (True, 2)
    assert (despues.era_oficial, despues.responden, despues.estado) == (False, [], EstadoCuenta.ACTIVA.label)
    assert (al_saberlo.estado, al_saberlo.anteriores) == (EstadoCuenta.BAJA.label, [EstadoCuenta.ACTIVA.label])


def test_cambios_en_el_mismo_dia(ine, ahora):
    """One follows another twice on one day: the last one answers for the account at the end of it."""
    ine.persona("relevo", "Julia Espino Lara", "DECEyEC", Nivel.MANDO_MEDIO)
    ine.persona("otro_relevo", "Pedro Cano Ruiz", "DECEyEC", Nivel.MANDO_MEDIO)
    cuenta = cuenta_activa(ine)
    for sale, entra in (("medio", "relevo"), ("relevo", "otro_relevo")):
        acciones.relevar(
            cuenta=cuenta,
            caracter=Caracter.TITULAR,
            sale=ine[sale],
            entra=ine[entra],
            desde=ahora.date(),
            por=ine["titular"],
            ahora=ahora,
        )

    ese_dia = en_fecha(cuenta, ahora.date(), ine["control"])
    assert nombres(ese_dia.responden) == {("titular", "Pedro Cano Ruiz"), ("suplente", "Zoë Ximénez Güemes")}
    assert nombres(ese_dia.salieron) == {("titular", "Julia Espino Lara")}
    la_vispera = en_fecha(cuenta, ahora.date() - DIA, ine["control"])
    assert ("titular", "José Ángel Núñez Peña") in nombres(la_vispera.responden)
    assert la_vispera.salieron == []


def test_quien_encabezaba_el_area(ine, ahora):
    """5.1.a: the head changes; while nobody heads it, the área above answers."""
    cuenta = cuenta_activa(ine, titular="otra_titular")
    dia = ahora.date()
    terminar_nombramiento(persona=ine["otra_titular"], hasta=dia + 5 * DIA, por=CARGA, ahora=ahora)
    nombrar(
        persona=ine["otro_medio"], area=ine.areas["DERFE"], cargo="Directora", nivel=Nivel.SUPERIOR, es_titular=True,
        desde=dia + 5 * DIA, por=CARGA, ahora=ahora,
    )  # fmt: skip

    def encabezan(cuando: date) -> list[str]:
        return [n.persona.nombre for n in en_fecha(cuenta, cuando, ine["control"]).encabezan]

    assert encabezan(dia) == ["Rocío Cárdenas Muñoz"]
    assert encabezan(dia + 5 * DIA) == ["Andrés Peláez Solís", "Rocío Cárdenas Muñoz"]
    assert encabezan(dia + 6 * DIA) == ["Andrés Peláez Solís"]


def test_la_pagina(client, ine, ahora):
    cuenta = cuenta_activa(ine)
    with time_machine.travel(ahora, tick=False):
        entrar(client, ine, "medio")
        pagina = client.get(f"/cuentas/{cuenta.pk}/al/")
        assert pagina.context["al"].fecha == ahora.date()
        assert "José Ángel Núñez Peña" in pagina.content.decode()
        for escrita, mensaje in (
            ("2025-08-26", "Esa fecha aún no llega"), ("9999-12-31", "Esa fecha aún no llega"),
            ("ayer", "Escriba una fecha que exista"), ("", "Escriba la fecha"),
        ):  # fmt: skip
            respuesta = client.get(f"/cuentas/{cuenta.pk}/al/", {"fecha": escrita})
            assert respuesta.status_code == 200
            assert mensaje in respuesta.content.decode()
            assert "al" not in respuesta.context
        assert (
            "Nadie estaba designado"
            in client.get(f"/cuentas/{cuenta.pk}/al/", {"fecha": "0001-01-01"}).content.decode()
        )


@pytest.mark.criterio("5.1.d")
def test_la_lista_y_los_enlaces(client, ine, ahora, django_assert_max_num_queries):
    """Each sees their own accounts, and in each account only the links that they may follow."""
    suya, ajena = cuenta_activa(ine), cuenta_activa(ine, titular="otra_titular", identificador="PadronINE")

    def vistas(quien: str, **filtros: str) -> set[int]:
        entrar(client, ine, quien)
        return {c.pk for c, _ in client.get("/cuentas/", filtros).context["cuentas"]}

    assert vistas("medio") == vistas("titular") == {suya.pk}
    assert vistas("otro_operativo") == {ajena.pk}
    assert vistas("consejera") == vistas("sistema") == set()
    assert vistas("control") == vistas("revisora") == vistas("unicom") == {suya.pk, ajena.pk}
    assert vistas("control", texto="padron") == vistas("control", texto="@PadrónINE derfe") == {ajena.pk}
    assert vistas("control", estado="baja") == set()
    assert vistas("control", estado="inventado", red="x") == {suya.pk, ajena.pk}

    entrar(client, ine, "unicom")
    assert "/al/" not in client.get(f"/cuentas/{suya.pk}/").content.decode()
    assert client.get(f"/cuentas/{suya.pk}/al/").status_code == 404
    entrar(client, ine, "otra_titular")
    assert client.get(f"/cuentas/{suya.pk}/al/").status_code == 404
    with django_assert_max_num_queries(9):
        client.get("/cuentas/")
