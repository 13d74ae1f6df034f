"""5.1.e, 5.3.a, 6.xxx, 6.xxxiii as people use them: hours, training, strategies, authenticity and debts."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from cuentas.acciones import capacitacion as cap
from cuentas.acciones.barrido_obligaciones import barrer_obligaciones
from cuentas.consultas.cuidado import llave_de_la_sesion
from cuentas.estados.cuidado import EstadoConvocatoria
from cuentas.models import Convocatoria, Estrategia, Horario, Sesion, Vacaciones
from tests.fabrica import pdf, png
from tests.fabrica_baja import cuenta_activa

pytestmark = [pytest.mark.django_db, pytest.mark.embebida]
DICIEMBRE = datetime(2025, 12, 1, 10, 0, tzinfo=settings.INSTITUCION.zona)


@pytest.fixture
def reloj(ine):
    """The first of December: the hours of the second vacation period are asked for already."""
    ine.ahora = DICIEMBRE - timedelta(days=90)
    with time_machine.travel(DICIEMBRE, tick=False) as viajero:
        yield viajero


@pytest.fixture
def cuenta(ine, reloj):
    fila = cuenta_activa(ine)
    barrer_obligaciones(ahora=DICIEMBRE)
    return fila


@pytest.fixture
def entrar(ine):
    def _entrar(clave: str) -> Client:
        cliente = Client()
        cliente.force_login(ine[clave], backend="django.contrib.auth.backends.ModelBackend")
        return cliente

    return _entrar


def falso_pdf() -> SimpleUploadedFile:
    return SimpleUploadedFile("plan.pdf", b"MZ no soy un PDF", content_type="application/pdf")


HORARIO = {
    "atencion": "con",
    "horas_0_de": "09:00",
    "horas_0_a": "14:00",
    "texto": "Le respondemos los lunes.",
    "vigila": "Guardia de medios",
    "monitoreo": "Dos veces al día",
}


@pytest.mark.criterio("5.1.e")
def test_el_horario_de_una_cuenta(cuenta, entrar, ine):
    vacaciones = Vacaciones.objects.get(nombre="Segundo periodo vacacional 2025")
    ruta, medio = reverse("cuentas:horario", args=[cuenta.pk, vacaciones.pk]), entrar("medio")
    assertContains(medio.get("/panel/"), "Horario de atención: Segundo periodo vacacional 2025")
    for cambio, mensaje in (
        ({"plan": falso_pdf()}, "no es un PDF"),
        ({"horas_0_a": "08:00"}, "debe terminar después de empezar"),
        ({"horas_0_a": "", "horas_1_de": "ayer"}, "escriba las dos horas"),
        ({"horas_0_de": "", "horas_0_a": ""}, "al menos un día"),
        ({"monitoreo": ""}, "suba el plan en PDF"),
        ({"atencion": ""}, "obligatorio"),
    ):
        respuesta = medio.post(ruta, {**HORARIO, **cambio})
        assertContains(respuesta, mensaje)
        assertContains(respuesta, "Le respondemos los lunes.")  # what was typed is kept
    assert not Horario.objects.exists()
    assertRedirects(medio.post(ruta, {**HORARIO, "plan": pdf()}), reverse("cuentas:horarios", args=[cuenta.pk]))
    publica = reverse("cuentas:detalle", args=[cuenta.pk])
    assertContains(Client().get(publica), "Le respondemos los lunes.")
    assertNotContains(Client().get(publica), "Guardia de medios")
    plan = reverse("cuentas:plan_de_monitoreo", args=[Horario.objects.get().pk])
    assert entrar("titular").get(plan)["Content-Disposition"].startswith("attachment")
    assert entrar("otra_titular").get(plan).status_code == 404
    assert entrar("otro_medio").post(ruta, HORARIO).status_code == 404
    assert entrar("revisora").get(ruta).status_code == 404  # sees, does not write
    assertNotContains(medio.get("/panel/"), "Horario de atención: Segundo periodo vacacional 2025")


@pytest.mark.criterio("5.1.e")
def test_la_titular_informa_varias_de_una_vez(cuenta, entrar, ine):
    otra, ajena = (
        cuenta_activa(ine, identificador="OtraINE"),
        cuenta_activa(ine, titular="otra_titular", identificador="PadronINE"),
    )
    vacaciones, titular = Vacaciones.objects.get(nombre="Segundo periodo vacacional 2025"), entrar("titular")
    ruta = reverse("cuentas:horarios_area", args=["DECEyEC", vacaciones.pk])
    assertContains(titular.get(ruta), "checked", count=2)
    assertContains(titular.post(ruta, HORARIO), "Elija al menos una cuenta.")
    titular.post(ruta, {**HORARIO, "cuentas": [cuenta.pk, ajena.pk]})
    assert not Horario.objects.exists()
    assertRedirects(
        titular.post(ruta, {**HORARIO, "cuentas": [cuenta.pk, otra.pk]}),
        reverse("panel:cumplimiento", args=["DECEyEC"]),
    )
    assert set(Horario.objects.values_list("cuenta", flat=True)) == {cuenta.pk, otra.pk}
    assert entrar("otra_titular").get(ruta).status_code == 404


SESION = {"anio": "2025", "fecha": "2025-12-10", "de": "10:00", "a": "12:00", "lugar": "Auditorio", "temas": "Todo"}


@pytest.mark.criterio("5.3.a")
def test_la_capacitacion_de_principio_a_fin(cuenta, entrar, ine, reloj):
    revisora, titular, medio = entrar("revisora"), entrar("titular"), entrar("medio")
    nueva = reverse("cuentas:nueva_sesion")
    for cambio, mensaje in (
        ({"fecha": "2025-11-10"}, "después de este momento"),
        ({"a": "09:00"}, "debe terminar después de empezar"),
        ({"lugar": ""}, "Indique el lugar"),
        ({"cupo": "0"}, "mayor o igual a 1"),
    ):
        assertContains(revisora.post(nueva, {**SESION, "cupo": "30", **cambio}), mensaje)
    revisora.post(nueva, {**SESION, "cupo": "30"})
    sesion = Sesion.objects.get()
    assertContains(titular.get("/panel/"), "Confirmar que asistirá a la capacitación", count=2)
    de_medio = Convocatoria.objects.get(persona=ine["medio"])
    acto = reverse("cuentas:convocatoria_acto", args=[de_medio.pk, "confirmar"])
    assertRedirects(titular.post(acto), reverse("cuentas:capacitacion"))
    assertContains(titular.post(acto, follow=True), "Alguien actuó antes")  # a double click
    de_operativo = Convocatoria.objects.get(persona=ine["operativo"])
    excusar = reverse("cuentas:convocatoria_acto", args=[de_operativo.pk, "excusar"])
    assertContains(titular.post(excusar, {"motivo": ""}), "Escriba el motivo.")
    titular.post(excusar, {"motivo": "Está de comisión"})
    de_operativo.refresh_from_db()
    assert de_operativo.estado == EstadoConvocatoria.EXCUSADA
    codigo = reverse("cuentas:asistencia", args=[llave_de_la_sesion(sesion)])
    assertContains(revisora.get(reverse("cuentas:codigo_de_sesion", args=[sesion.pk])), "<svg")
    assert Client().get(codigo).status_code == 302  # to sign in, and back
    assertContains(medio.post(codigo, follow=True), "solo sirve durante la sesión")
    reloj.move_to(sesion.inicia + timedelta(minutes=5))
    medio = entrar("medio")  # the session of days before is over
    assertContains(entrar("otro_medio").get(codigo), "Usted no está en la lista")
    assertContains(entrar("otro_medio").post(codigo, follow=True), "Usted no está en la lista")
    for _ in range(2):
        assertContains(medio.post(codigo, follow=True), "Su asistencia quedó registrada")
    assertContains(medio.get(codigo), "ya está registrada")
    de_medio.refresh_from_db()
    constancia = reverse("cuentas:constancia", args=[de_medio.pk])
    assert medio.get(constancia).content.startswith(b"%PDF-")
    assert entrar("operativo").get(constancia).status_code == 404
    publica = reverse("cuentas:comprobar_constancia", args=[de_medio.codigo])
    assertContains(Client().get(publica), ine["medio"].nombre)
    assertRedirects(Client().get(f"/solicitudes/verificar/?codigo={de_medio.codigo.lower()}"), publica)
    reloj.move_to(sesion.termina + timedelta(hours=1))
    revisora = entrar("revisora")
    assertContains(revisora.get("/panel/"), "cerrar la lista de asistencia")
    revisora.post(reverse("cuentas:sesion_acto", args=[sesion.pk, "cerrar"]))
    lista = reverse("cuentas:sesion", args=[sesion.pk])
    assertContains(revisora.get(lista), "Está de comisión")
    assertContains(
        revisora.post(reverse("cuentas:sesion_acto", args=[sesion.pk, "cerrar"]), follow=True), "Alguien actuó antes"
    )


@pytest.mark.criterio("6.xxxiii")
def test_la_estrategia_de_una_junta(entrar, ine, reloj):
    vocal, revisora, nueva = entrar("vocal_local"), entrar("revisora"), reverse("cuentas:nueva_estrategia")
    datos = {"anio": "2026", "resumen": "Juventudes"}
    assertContains(vocal.post(nueva, {**datos, "archivo": falso_pdf()}), "no es un PDF")
    assertContains(vocal.post(nueva, {**datos, "archivo": png("estrategia.pdf")}), "no es un PDF")
    assert not Estrategia.objects.exists()
    vocal.post(nueva, {**datos, "archivo": pdf(nombre="Estrategia <2026>.pdf")})
    fila = Estrategia.objects.get()
    pagina = reverse("cuentas:estrategia", args=[fila.pk])
    assertContains(revisora.get("/panel/"), "Acusar de recibo la estrategia")
    acto = reverse("cuentas:estrategia_acto", args=[fila.pk, "pedir_cambios"])
    assertContains(revisora.post(acto, {"respuesta": ""}), "Escriba qué debe cambiar")
    assertRedirects(revisora.post(acto, {"respuesta": "Falta medir"}), pagina)
    assertContains(revisora.post(acto, {"respuesta": "Otra vez"}, follow=True), "Alguien actuó antes")
    assertContains(vocal.get(pagina), "Falta medir")
    assert entrar("vocal_distrital").get(pagina).status_code == 404
    archivo = vocal.get(reverse("cuentas:archivo_de_estrategia", args=[fila.pk]))
    assert "Estrategia -2026-.pdf" in archivo["Content-Disposition"]


@pytest.mark.criterio("6.xxx")
def test_la_autenticidad_con_su_comprobante(cuenta, entrar, ine):
    medio, pagina = entrar("medio"), reverse("cuentas:autenticidad", args=[cuenta.pk])
    pedir, dar = (
        reverse("cuentas:autenticidad_acto", args=[cuenta.pk, f"{acto}_autenticidad"])
        for acto in ("solicitar", "conceder")
    )
    for cambio, mensaje in (
        ({"evidencia": SimpleUploadedFile("x.exe", b"MZ")}, "Solo se admiten"),
        ({"evidencia": falso_pdf()}, "no es un PDF"),
        ({"fecha": "2026-12-01", "evidencia": png()}, "no puede ser posterior a hoy"),
        ({}, "obligatorio"),
    ):
        assertContains(medio.post(pedir, {"fecha": "2025-12-01", **cambio}), mensaje)
    medio.post(pedir, {"fecha": "2025-12-01", "evidencia": png()})
    assertContains(medio.post(pedir, {"fecha": "2025-12-01", "evidencia": png()}, follow=True), "ya no es posible")
    publica = reverse("cuentas:detalle", args=[cuenta.pk])
    assertNotContains(Client().get(publica), "Verificada por la red")
    medio.post(dar, {"fecha": "2025-12-01", "evidencia": pdf()})
    assertContains(Client().get(publica), "Verificada por la red")
    assertContains(entrar("revisora").get(pagina), "Concedida")
    assertNotContains(entrar("revisora").get(pagina), '<button class="boton boton--peligro"')


@pytest.mark.criterio("5.1.a")
def test_cumplimiento_y_quien_debe_que(cuenta, entrar, ine):
    cumplimiento, titular = reverse("panel:cumplimiento", args=["DECEyEC"]), entrar("titular")
    with CaptureQueriesContext(connection) as una:
        assertContains(titular.get(cumplimiento), "Vence el 12 dic 2025")
    for n in range(5):
        cuenta_activa(ine, identificador=f"Otra{n}INE")
    barrer_obligaciones(ahora=DICIEMBRE)
    with CaptureQueriesContext(connection) as varias:
        titular.get(cumplimiento)
    assert len(varias) == len(una) <= 20
    lista, revisora = reverse("panel:obligaciones"), entrar("revisora")
    with CaptureQueriesContext(connection) as consultas:
        assertContains(revisora.get(lista), "Capacitación anual")
    assert len(consultas) <= 12
    assertNotContains(revisora.get(lista, {"clase": "horario"}), "Estrategia 2025")
    assertContains(revisora.get(lista, {"clase": "estrategia", "tarde": "on"}), "Estrategia 2025")
    assertContains(revisora.get(lista, {"texto": "nadie"}), "Nada pendiente con esos filtros")
    assertContains(revisora.get(lista, {"clase": "inventada"}), "Capacitación anual")
    assertContains(revisora.get(lista, {"texto": "Núñez"}), "José Ángel Núñez Peña")
    assert entrar("titular").get(lista).status_code == 403
    assert cap.sin_lugar(2025) == 2
