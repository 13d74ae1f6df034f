"""6.xxxiv: how many changes of password were done on time, by área and month, and the rows behind each figure."""

from datetime import date, timedelta

import pytest

from cuentas.acciones import exigir
from cuentas.acciones import rotacion as rotaciones
from cuentas.estados import MotivoRotacion
from organizacion.models import Area
from panel.consultas import cambios_del_mes, cumplimiento_de_contrasenas, en_total
from tests.fabrica_baja import cuenta_activa

pytestmark = [pytest.mark.django_db, pytest.mark.embebida, pytest.mark.criterio("6.xxxiv")]


def test_lo_hecho_a_tiempo_tarde_y_sin_hacer_en_su_mes(ine):
    a_tiempo = cuenta_activa(ine, identificador="UnoINE")
    tarde = cuenta_activa(ine, identificador="DosINE")
    sin_hacer = cuenta_activa(ine, identificador="TresINE")
    ajena = cuenta_activa(ine, titular="otra_titular", identificador="OtraINE")
    for cuenta in (a_tiempo, tarde, sin_hacer, ajena):  # each takes the place of its first one, which counts no more
        exigir(cuenta=cuenta, motivo=MotivoRotacion.INCIDENTE, detalle="x", por=ine["titular"], ahora=ine.ahora)
    for cuenta, horas in ((a_tiempo, 2), (tarde, 30)):
        exigida = cuenta.rotaciones.exigidas().get()
        rotaciones.registrar(rotacion=exigida, por=ine["medio"], ahora=ine.ahora + timedelta(hours=horas))
    luego = ine.ahora + timedelta(days=5)
    suyas = Area.objects.filter(siglas="DECEyEC")
    tabla = cumplimiento_de_contrasenas(suyas, ahora=luego)
    assert [(area.siglas, meses[-1].mes, meses[-1].texto) for area, meses in tabla] == [
        ("DECEyEC", date(2025, 8, 1), "1 de 3")
    ]
    assert all(not mes.total for mes in tabla[0][1][:-1])
    total = en_total(cumplimiento_de_contrasenas(Area.objects.all(), ahora=luego), ahora=luego)[-1]
    assert (total.a_tiempo, total.total, total.porcentaje) == (1, 4, 25)
    filas = cambios_del_mes(suyas.get(), date(2025, 8, 1), ahora=luego)
    assert {fila.cuenta for fila in filas} == {a_tiempo, tarde, sin_hacer}
    assert cumplimiento_de_contrasenas(suyas, ahora=ine.ahora + timedelta(hours=1)) == []  # nothing is late yet
