"""The CNCS's work as its head sees it."""

from datetime import timedelta

import pytest

from organizacion.tiempo import fecha_local
from panel.consultas import antiguedad, carga_por_persona, respuestas
from plazos.consultas import calendario_vigente
from solicitudes import acciones
from solicitudes.acciones import duda as dudas
from solicitudes.estados import EstadoApertura as E
from tests.fabrica import apertura, png

pytestmark = pytest.mark.django_db


def test_quien_tiene_que(ine, ahora):
    apertura(ine, E.EN_REVISION, identificador="UnoINE")
    apertura(ine, E.EN_REVISION, titular="otra_titular", identificador="DosINE")
    apertura(ine, E.EN_REVISION, titular="vocal_local", revisor="revisor", identificador="TresINE")
    dudas.preguntar(asunto="¿?", pregunta="¿?", por=ine["titular"], ahora=ahora)
    personas = {p.nombre: p for p in carga_por_persona(ahora=ahora)}

    assert personas[ine["revisora"].nombre].abiertas == 2
    assert personas[ine["revisor"].nombre].abiertas == 1
    assert personas["Sin asignar"].abiertas == 1
    assert personas["Sin asignar"].proxima == calendario_vigente().sumar(fecha_local(ahora), 3)
    assert carga_por_persona(ahora=ahora)[0].nombre == "Sin asignar", "what nobody took comes first"
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


@pytest.mark.parametrize(
    ("quien", "codigo"),
    [("titular_cncs", 200), ("control", 200), ("revisora", 403), ("titular", 403), ("sistema", 403)],
)
def test_la_ven_su_titular_y_control_interno(ine, client, quien, codigo):
    apertura(ine, E.EN_REVISION)
    client.force_login(ine[quien])
    assert client.get("/panel/carga/").status_code == codigo
