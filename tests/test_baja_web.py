"""7.viii, 7.ix: the closing of an account as people use it: the área's pages, the trays, the public tombstone."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from cuentas.models import Cuenta
from solicitudes.estados.baja import EstadoBaja as E
from solicitudes.models import Baja
from tests.fabrica import pdf, png
from tests.fabrica_baja import MOTIVO, baja, cuenta_activa
from tests.test_directorio import homologada, texto

pytestmark = [pytest.mark.django_db, pytest.mark.criterio("7.viii"), pytest.mark.embebida]
DIA = timedelta(days=1)


@pytest.fixture(autouse=True)
def reloj(ahora):
    """The server's clock stands an hour after the institution was loaded."""
    with time_machine.travel(ahora + timedelta(hours=1), tick=False) as viajero:
        yield viajero


@pytest.fixture
def entrar(ine, client):
    def _entrar(clave: str) -> Client:
        client.force_login(ine[clave], backend="django.contrib.auth.backends.ModelBackend")
        return client

    return _entrar


NUEVA = "/solicitudes/baja/nueva/"


def del_area(de: Cuenta, **cambios: Any) -> dict[str, Any]:
    return {
        "cuenta": de.pk,
        "motivo": MOTIVO,
        "oficio_numero": "INE/DECEYEC/9/2025",
        "oficio_fecha": "2025-08-25",
        "oficio": pdf(),
        **cambios,
    }


def detalle(fila: Baja) -> str:
    return reverse("solicitudes:solicitud", args=["baja", fila.pk])


def acto(fila: Baja, clave: str) -> str:
    return reverse("solicitudes:acto", args=["baja", fila.pk, clave])


def bandeja(fila: Baja) -> str:
    return reverse("admin:solicitudes_baja_change", args=[fila.pk])


def tramite(fila: Baja, clave: str) -> str:
    return reverse("admin:solicitudes_baja_tramite", args=[fila.pk, clave])


# --- Filing it ----------------------------------------------------------------------------------------------------
def test_la_titular_la_presenta_desde_la_pagina_de_su_cuenta(ine, entrar):
    cuenta, ajena = cuenta_activa(ine), cuenta_activa(ine, titular="otra_titular", identificador="PadronINE")
    cliente = entrar("titular")
    assertContains(cliente.get(f"/cuentas/{cuenta.pk}/"), f'href="{NUEVA}?cuenta={cuenta.pk}"')
    assertContains(cliente.get("/solicitudes/iniciar/"), f'href="{NUEVA}"')
    pagina = cliente.get(NUEVA, {"cuenta": cuenta.pk})
    assertContains(pagina, f'<option value="{cuenta.pk}" selected>')
    assertNotContains(pagina, ajena.rotulo)
    respuesta = cliente.post(NUEVA, del_area(cuenta), follow=True)
    fila = Baja.objects.get()
    assertRedirects(respuesta, detalle(fila))
    assertContains(respuesta, f"La baja quedó presentada con el folio {fila.folio}")
    assertContains(respuesta, "Acuse de recibo")
    assertContains(respuesta, "INE/DECEYEC/9/2025")
    assertContains(cliente.get(f"/cuentas/{cuenta.pk}/"), fila.folio)


@pytest.mark.parametrize(
    ("campo", "valor"),
    [
        ("cuenta", ""),
        ("cuenta", "\0"),
        ("cuenta", "99999999999999999999999999"),
        ("cuenta", "ajena"),
        ("motivo", "  "),
        ("motivo", "a" * 3001),
        ("oficio_numero", ""),
        ("oficio_fecha", "2025-02-30"),
        ("oficio_fecha", "2025-08-26"),
        ("oficio", ""),
        ("oficio", "png"),
    ],
)
def test_lo_que_esta_mal_se_dice_junto_al_campo(ine, entrar, campo, valor):
    cuenta, ajena = cuenta_activa(ine), cuenta_activa(ine, titular="otra_titular", identificador="PadronINE")
    valor = {"ajena": ajena.pk, "png": png("oficio.pdf")}.get(valor, valor)
    respuesta = entrar("titular").post(NUEVA, del_area(cuenta, **{campo: valor}))
    assert respuesta.status_code == 200
    assert list(respuesta.context["form"].errors) == [campo]
    if campo != "motivo":
        assertContains(respuesta, MOTIVO)  # what was typed is kept
    assert not Baja.objects.exists()


@pytest.mark.criterio("7.ix")
def test_la_cncs_inicia_la_de_una_abandonada_desde_el_registro(ine, entrar):
    cuenta = cuenta_activa(ine)
    cliente = entrar("revisor")
    url = f"{NUEVA}?como=oficio&cuenta={cuenta.pk}"
    assertContains(cliente.get(reverse("admin:cuentas_cuenta_change", args=[cuenta.pk])), url.replace("&", "&amp;"))
    assertContains(cliente.get(url), f'<option value="{cuenta.pk}" selected>')
    sin_numeral = cliente.post(url, {"cuenta": cuenta.pk, "motivo": "Ocho meses sin publicar."})
    assert list(sin_numeral.context["form"].errors) == ["fundamentos"]
    datos = {"cuenta": cuenta.pk, "motivo": "Ocho meses sin publicar.", "fundamentos": ["7.ix"], "archivos": [png()]}
    respuesta = cliente.post(url, datos, follow=True)
    fila = Baja.objects.get()
    assert (fila.de_oficio, fila.estado) == (True, E.NOTIFICADA)
    assertContains(respuesta, "Se avisó al área")
    assertContains(respuesta, "El área puede contestar hasta el")


@pytest.mark.criterio("7.ix")
def test_la_titular_de_la_cncs_elige_como_y_nunca_inicia_la_de_su_area(ine, entrar):
    propia, ajena = cuenta_activa(ine, titular="titular_cncs", identificador="PrensaINE"), cuenta_activa(ine)
    cliente = entrar("titular_cncs")
    menu = cliente.get("/solicitudes/iniciar/")
    assertContains(menu, f'href="{NUEVA}"')
    assertContains(menu, f'href="{NUEVA}?como=oficio"')
    assertContains(cliente.get(NUEVA), propia.rotulo)
    assertNotContains(cliente.get(NUEVA), ajena.rotulo)
    assertContains(cliente.get(NUEVA, {"como": "oficio"}), ajena.rotulo)
    assertNotContains(cliente.get(NUEVA, {"como": "oficio"}), propia.rotulo)


@pytest.mark.parametrize("rol", ["medio", "operativo", "unicom", "presidencia", "control", "consejera", "sistema"])
def test_nadie_mas_la_empieza(ine, entrar, rol):
    cuenta = cuenta_activa(ine)
    for como in ("", "?como=oficio"):
        assert entrar(rol).get(NUEVA + como).status_code == 403
        assert entrar(rol).post(NUEVA + como, del_area(cuenta)).status_code == 403
    assertNotContains(entrar(rol).get("/solicitudes/iniciar/"), NUEVA)
    assert not Baja.objects.exists()


# --- Walking it ---------------------------------------------------------------------------------------------------
@pytest.mark.criterio("7.ix")
def test_de_principio_a_fin_por_sus_paginas(ine, entrar, client):
    cuenta = cuenta_activa(ine)
    entrar("titular").post(NUEVA, del_area(cuenta))
    fila = Baja.objects.get()
    evidencia = {"evidencia": "Consta en la captura."}
    entrar("revisora")
    assertContains(client.get(reverse("admin:solicitudes_baja_changelist")), fila.folio)
    client.post(tramite(fila, "tomar"))
    respuesta = client.post(tramite(fila, "autorizar"), {"respuesta": "Procede."}, follow=True)
    assertContains(respuesta, "La baja quedó autorizada")
    assertContains(respuesta, "Lista de cierre")

    entrar("titular")
    pagina = client.get(detalle(fila))
    assertContains(pagina, "Lista de cierre")
    assertContains(pagina, acto(fila, "exportar"))
    assertContains(pagina, "Resolución")
    assertNotContains(pagina, ": Beatriz Olvera Rangel</dd>")  # it is not the reviewer who has it now
    sin_archivo = client.post(acto(fila, "exportar"), evidencia)
    assert list(sin_archivo.context["form"].errors) == ["archivos"]
    client.post(acto(fila, "exportar"), {**evidencia, "archivos": [png("copia.png")]})
    client.post(acto(fila, "eliminar"), {**evidencia, "evidencia": "Se borraron 312 publicaciones."})
    futura = client.post(acto(fila, "cancelar"), {**evidencia, "fecha": "2025-08-26"})
    assert list(futura.context["form"].errors) == ["fecha"]
    respuesta = client.post(acto(fila, "cancelar"), {**evidencia, "fecha": "2025-08-25"}, follow=True)
    assertContains(respuesta, "La cuenta dejó de ser oficial")
    assertContains(respuesta, "Se borraron 312 publicaciones.")
    assertContains(respuesta, "copia.png")

    entrar("unicom")
    assertContains(client.get(reverse("admin:solicitudes_baja_changelist")), fila.folio)
    client.post(tramite(fila, "cerrar_buzon"), evidencia)
    assertNotContains(client.get(reverse("admin:solicitudes_baja_changelist")), fila.folio)
    entrar("revisora")
    respuesta = client.post(tramite(fila, "devolver"), {"observacion": "Quedan tres videos."}, follow=True)
    assertContains(respuesta, "Por hacer otra vez")
    assertContains(entrar("titular").get(detalle(fila)), "Quedan tres videos.")
    client.post(acto(fila, "eliminar"), evidencia)
    client.post(acto(fila, "cancelar"), {**evidencia, "fecha": "2025-08-25"})
    entrar("unicom").post(tramite(fila, "cerrar_buzon"), evidencia)
    respuesta = entrar("revisora").post(tramite(fila, "verificar"), evidencia, follow=True)
    assertContains(respuesta, "La baja quedó concluida")
    fila.refresh_from_db()
    assert fila.estado == E.CONCLUIDA
    assertContains(client.get(reverse("admin:solicitudes_baja_changelist"), {"ver": "terminadas"}), fila.folio)


@pytest.mark.criterio("7.ix")
def test_el_area_contesta_una_que_inicio_la_cncs(ine, entrar):
    fila = baja(ine, E.NOTIFICADA)
    cliente = entrar("titular")
    assertContains(cliente.get(detalle(fila)), acto(fila, "contestar"))
    sin_decir = cliente.post(acto(fila, "contestar"), {"texto": "La usamos."})
    assert list(sin_decir.context["form"].errors) == ["conforme"]
    respuesta = cliente.post(acto(fila, "contestar"), {"conforme": "no", "texto": "La usamos cada año."}, follow=True)
    assertContains(respuesta, "La usamos cada año.")
    fila.refresh_from_db()
    assert fila.conforme is False


@pytest.mark.criterio("7.ix")
def test_continuar_aparece_solo_pasado_el_plazo(ine, entrar, reloj):
    fila = baja(ine, E.NOTIFICADA)
    antes = entrar("revisora").get(bandeja(fila))
    assertNotContains(antes, "Continuar sin respuesta")
    assertContains(antes, "El área puede contestar hasta el")
    entrar("revisora").post(tramite(fila, "continuar"))
    fila.refresh_from_db()
    assert fila.estado == E.NOTIFICADA
    reloj.move_to(fila.plazo.vence + DIA)
    assertContains(entrar("revisora").get(bandeja(fila)), "Continuar sin respuesta")
    assertNotContains(entrar("revisor").get(bandeja(fila)), "Continuar sin respuesta")  # who began it
    assertContains(entrar("titular").get(detalle(fila)), "Todavía puede hacerlo")
    entrar("revisora").post(tramite(fila, "continuar"))
    assertContains(entrar("titular").get(detalle(fila)), "Su silencio no se toma como sí")


@pytest.mark.parametrize("estado", list(E))
def test_las_paginas_de_cada_estado_abren_para_cada_quien(ine, entrar, estado):
    fila = baja(ine, estado)
    for rol in ("titular", "medio", "revisora", "revisor", "titular_cncs", "control", "unicom"):
        ve = Baja.objects.visibles_para(ine[rol]).exists()
        assert entrar(rol).get(detalle(fila)).status_code == (200 if ve else 404), rol
        if rol not in {"titular", "medio"}:
            assert entrar(rol).get(bandeja(fila)).status_code == (200 if ve else 404), rol
    for rol in ("otra_titular", "vocal_local", "consejera", "presidencia", "sistema"):
        assert entrar(rol).get(detalle(fila)).status_code == 404, rol


def test_un_acto_que_no_toca_se_explica(ine, entrar):
    fila = baja(ine, E.PRESENTADA)
    respuesta = entrar("titular").post(acto(fila, "exportar"), {"evidencia": "x"}, follow=True)
    assertContains(respuesta, "ya no es posible")
    assert entrar("titular").get(acto(fila, "inventado")).status_code == 404


def test_consultas_constantes(ine, entrar, django_assert_max_num_queries):
    fila = baja(ine, E.CONCLUIDA)
    entrar("titular").get(detalle(fila))
    with django_assert_max_num_queries(24):
        entrar("titular").get(detalle(fila))


# --- The tombstone ------------------------------------------------------------------------------------------------
@pytest.mark.criterio("7.ix")
@pytest.mark.parametrize("rol", [None, "medio", "otra_titular"])
def test_cualquiera_lee_que_fue_oficial_y_ya_no(ine, client, entrar, rol):
    cuenta = baja(ine, E.CONCLUIDA).cuenta
    if rol:
        entrar(rol)
    pagina = texto(client.get(f"/cuentas/{cuenta.pk}/"))
    assert "Ya no es una cuenta oficial" in pagina
    assert "22 de agosto de 2025" in pagina
    assert "25 de agosto de 2025" in pagina
    assert "si alguien la usa, no habla por él" in pagina
    assert f'href="{cuenta.url}"' not in pagina  # nobody is sent to whoever has it today
    for interno in ("Zoë Ximénez Güemes", cuenta.correo, "BA-2025-", "Quién respondía"):
        assert interno not in pagina  # 5.1.d: not even to who administered it


@pytest.mark.criterio("7.ix")
def test_dentro_queda_el_registro(ine, entrar):
    fila = baja(ine, E.CONCLUIDA)
    pagina = texto(entrar("titular").get(f"/cuentas/{fila.cuenta_id}/"))
    assert fila.folio in pagina
    assert "Nadie: sus designaciones terminaron" in pagina
    assert "Falta el aviso al Comité" not in pagina
    assert "Dar de baja" not in pagina


@pytest.mark.criterio("7.xii")
def test_es_oficial_dice_hasta_cuando_lo_fue(ine, client):
    cuenta = baja(ine, E.CONCLUIDA).cuenta
    homologada(ine)
    for buscada in ("@CulturaCivINE", cuenta.url):
        pagina = texto(client.get("/", {"direccion": buscada}))
        assert "No es oficial: lo fue hasta el" in pagina
        assert "Sí, es una cuenta oficial" not in pagina
        assert "No aparece en el registro" not in pagina


@pytest.mark.criterio("7.ix")
def test_el_directorio_de_las_que_fueron(ine, client):
    assert "Ninguna cuenta ha dejado de ser oficial" in texto(client.get("/", {"ver": "bajas"}))
    viva, cuenta = homologada(ine), baja(ine, E.CONCLUIDA).cuenta
    bajas, vigentes = texto(client.get("/", {"ver": "bajas"})), texto(client.get("/"))
    assert cuenta.rotulo in bajas
    assert f">{viva.rotulo}<" not in bajas
    assert cuenta.rotulo not in vigentes
    assert viva.rotulo in vigentes
    assert "Ninguna cuenta dada de baja coincide" in texto(client.get("/", {"ver": "bajas", "texto": "nada"}))


# --- The watch ----------------------------------------------------------------------------------------------------
@pytest.mark.criterio("7.ix")
def test_identificadores_vigilados(ine, entrar):
    cuenta, viva = baja(ine, E.CONCLUIDA).cuenta, homologada(ine)
    url = reverse("admin:cuentas_cuenta_changelist")
    pagina = entrar("revisora").get(url, {"ver": "vigiladas"})
    assertContains(pagina, cuenta.rotulo)
    assertNotContains(pagina, viva.rotulo)
    assertContains(entrar("revisora").get(url), "Dada de baja")
    ficha = reverse("admin:cuentas_cuenta_change", args=[cuenta.pk])
    registrar = reverse("admin:cuentas_cuenta_tramite", args=[cuenta.pk, "revisar_identificador"])
    assertContains(entrar("revisora").get(ficha), "Registrar revisión del identificador")
    mal = entrar("revisora").post(registrar, {"ocupado": "quizá", "nota": ""})
    assertContains(mal, "campo--error")
    respuesta = entrar("revisora").post(registrar, {"ocupado": "si", "nota": "Vende boletos."}, follow=True)
    assertContains(respuesta, "La CNCS revisó el identificador: alguien lo usa")
    for rol in ("control", "unicom", "presidencia"):
        assertNotContains(entrar(rol).get(ficha), "Registrar revisión")
        antes = Cuenta.history.filter(id=cuenta.pk).count()
        entrar(rol).post(registrar, {"ocupado": "si", "nota": "x"})
        assert Cuenta.history.filter(id=cuenta.pk).count() == antes
    # A live account has no such act.
    viva_url = reverse("admin:cuentas_cuenta_tramite", args=[viva.pk, "revisar_identificador"])
    assertContains(
        entrar("revisora").post(viva_url, {"ocupado": "no", "nota": "x"}, follow=True), "No puede hacer este trámite"
    )
