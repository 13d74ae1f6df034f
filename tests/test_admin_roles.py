"""Each role and each page of the admin: what opens, what does not, and that Django's own doors are shut."""

import pytest
from django.contrib import admin
from django.urls import NoReverseMatch, reverse

from avisos.models import Aviso
from bitacora.models import Asiento
from organizacion.admin_base import AdminPorRol
from solicitudes.estados import EstadoApertura as E
from solicitudes.models import Apertura
from tests.fabrica import apertura

pytestmark = [pytest.mark.django_db, pytest.mark.embebida]

COLA, RESUELTAS, BUZONES = (
    "/admin/solicitudes/apertura/",
    "/admin/solicitudes/apertura/resueltas/",
    "/admin/solicitudes/apertura/buzones/",
)
PETICIONES, CUENTAS = "/admin/publicaciones/peticion/", "/admin/cuentas/cuenta/"
CALENDARIO, VERSIONES = "/admin/plazos/diainhabil/", "/admin/plazos/diainhabil/versiones/"
AREAS, PERSONAS = "/admin/organizacion/area/", "/admin/organizacion/persona/"
BITACORA, AVISOS = "/admin/bitacora/asiento/", "/admin/avisos/aviso/"
CAMBIAR = "/admin/plazos/diainhabil/add/"
TODAS = {
    "/admin/",
    COLA,
    RESUELTAS,
    BUZONES,
    PETICIONES,
    CUENTAS,
    CALENDARIO,
    VERSIONES,
    CAMBIAR,
    AREAS,
    f"{AREAS}add/",
    PERSONAS,
    f"{PERSONAS}add/",
    BITACORA,
    AVISOS,
}
COMUNES = {"/admin/", CALENDARIO, VERSIONES}
CNCS = COMUNES | {COLA, RESUELTAS, BUZONES, PETICIONES, CUENTAS}
ABREN = {
    "revisora": CNCS,
    "titular_cncs": CNCS | {CAMBIAR},
    "control": CNCS | {AREAS, PERSONAS, BITACORA, AVISOS},
    "unicom": COMUNES | {RESUELTAS, BUZONES, CUENTAS},
    "presidencia": COMUNES | {RESUELTAS, BUZONES, CUENTAS},
    "secretaria": COMUNES | {RESUELTAS, BUZONES, CUENTAS},
    "sistema": COMUNES | {CAMBIAR, AREAS, f"{AREAS}add/", PERSONAS, f"{PERSONAS}add/", BITACORA, AVISOS},
    "titular": set(),
    "medio": set(),
    "consejera": set(),
}


@pytest.mark.parametrize("clave", ABREN)
def test_cada_rol_abre_lo_suyo(client, ine, clave):
    client.force_login(ine[clave])
    abiertas = {url for url in TODAS if client.get(url).status_code == 200}
    assert abiertas == ABREN[clave]


def test_sin_entrar_nada_abre(client, ine):
    for url in TODAS:
        respuesta = client.get(url)
        assert respuesta.status_code == 302, url
        assert "/admin/login/" in respuesta.url


@pytest.mark.parametrize("clave", [clave for clave, abren in ABREN.items() if abren])
def test_el_indice_solo_enlaza_lo_que_abre(client, ine, clave):
    client.force_login(ine[clave])
    contexto = client.get("/admin/").context
    enlaces = [entrada.url for entrada in [*contexto["bandejas"], *contexto["consultas"]]]
    assert enlaces
    assert [client.get(url).status_code for url in enlaces] == [200] * len(enlaces)


def test_bandejas_de_cada_quien(client, ine):
    esperadas = {
        "revisora": [
            "Bajas",
            "Cambios de administradores y titulares",
            "Consultas",
            "Cuentas sin actividad",
            "Dudas",
            "Evaluaciones",
            "Identificadores vigilados",
            "Incidentes de seguridad",
            "Peticiones de difusión",
            "Publicidad de cuentas personales",
            "Revisión de aperturas",
            "Suplantaciones",
        ],
        "unicom": ["Bajas", "Buzones por crear", "Incidentes de seguridad"],
        "secretaria": ["Casos no previstos", "Evaluaciones"],
        "control": ["Reportes de uso indebido"],
    }
    for clave, titulos in esperadas.items():
        client.force_login(ine[clave])
        assert sorted(e.titulo for e in client.get("/admin/").context["bandejas"]) == titulos


def test_solo_paginas_con_permiso_por_rol():
    assert admin.site._registry
    for pagina in admin.site._registry.values():
        assert isinstance(pagina, AdminPorRol)
        assert pagina.actions is None
        for vista in ("delete", "history"):
            with pytest.raises(NoReverseMatch):
                reverse(f"admin:{pagina.opts.app_label}_{pagina.opts.model_name}_{vista}", args=[1])


@pytest.mark.criterio("7.iii")
@pytest.mark.parametrize("clave", ["revisora", "titular_cncs", "control", "sistema", "unicom"])
def test_las_puertas_de_django_no_existen(client, ine, clave):
    fila = apertura(ine)
    antes = Apertura.objects.values().get(pk=fila.pk)
    client.force_login(ine[clave])
    base = f"/admin/solicitudes/apertura/{fila.pk}"
    datos = {"estado": "autorizada", "identificador": "otroINE", "post": "yes", "_save": "Guardar"}
    client.post(f"{base}/change/", datos)
    for url in (f"{base}/delete/", f"{base}/history/", "/admin/solicitudes/apertura/add/"):
        assert client.post(url, datos).status_code in (403, 404), url
    masiva = {"action": "delete_selected", "_selected_action": [fila.pk], "post": "yes"}
    client.post("/admin/solicitudes/apertura/", masiva)
    assert Apertura.objects.values().get(pk=fila.pk) == antes


@pytest.mark.criterio("8.c")
def test_la_bitacora_se_busca_y_se_lee_pero_no_se_toca(client, ine):
    fila = apertura(ine, E.EN_REVISION)
    client.force_login(ine["control"])
    pagina = client.get("/admin/bitacora/asiento/", {"cadena": fila.cadena, "acto": "tomar", "quien": "beatriz"})
    asiento = Asiento.objects.get(cadena=fila.cadena, acto="tomar")
    url = f"/admin/bitacora/asiento/{asiento.pk}/change/"
    assert url in pagina.text
    assert pagina.text.count("<tr>") == 2  # its head and this row
    assert asiento.hash in client.get(url).text
    dia = {"cadena": fila.cadena, "desde": "2025-08-26"}
    assert "No hay coincidencias" in client.get("/admin/bitacora/asiento/", dia).text
    client.post(url, {"acto": "otro"})
    asiento.refresh_from_db()
    assert asiento.acto == "tomar"


def test_reintentar_un_aviso_fallido(client, ine):
    apertura(ine)
    aviso = Aviso.objects.first()
    Aviso.objects.filter(pk=aviso.pk).update(estado="fallido", intentos=8, respaldos=["otro@ine.mx"])
    url = f"/admin/avisos/aviso/{aviso.pk}/reintentar/"
    client.force_login(ine["control"])
    client.post(url)
    aviso.refresh_from_db()
    assert aviso.estado == "fallido"
    client.force_login(ine["sistema"])
    assert client.get(url).status_code == 405
    client.post(url)
    aviso.refresh_from_db()
    assert (aviso.estado, aviso.intentos, aviso.respaldos) == ("pendiente", 0, [])
    assert Asiento.objects.filter(cadena="avisos", acto="reintentar").count() == 1
    assert "ya no" in client.post(url, follow=True).text or Asiento.objects.filter(acto="reintentar").count() == 1


def test_paginas_propias_del_sitio(client, ine):
    client.force_login(ine["sistema"])
    assert client.get("/admin/password_change/").url == "/acceso/password/change/"
    assert client.get("/admin/solicitudes/").url == "/admin/"
