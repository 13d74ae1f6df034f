"""5.b in the browser: from the report to its conclusion, and every page that could tell who filed it."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from avisos.models import Aviso
from bitacora.models import Asiento
from cuentas.acciones import activar
from organizacion.estados import Nivel
from solicitudes.acciones import uso_indebido as acciones
from solicitudes.estados.uso_indebido import EstadoUso as E
from solicitudes.models import UsoIndebido
from tests.fabrica import pdf
from tests.fabrica_uso import ASUNTO, HECHOS, INFORME, cuenta_de, uso

pytestmark = [pytest.mark.django_db, pytest.mark.criterio("5.b"), pytest.mark.embebida]

NUEVA = reverse("solicitudes:nueva_solicitud", args=["uso-indebido"])
LISTA = reverse("admin:solicitudes_usoindebido_changelist")
# Who filed it: the name, the mail, the área, and the name of the file that was handed in.
PISTAS = ("Úrsula", "Ordóñez", "Ordonez", "otro_operativo", "DERFE", "queja")


@pytest.fixture(autouse=True)
def reloj(ahora):
    with time_machine.travel(ahora + timedelta(hours=1), tick=False):
        yield


@pytest.fixture
def entrar(ine, client):
    def _entrar(clave):
        client.force_login(ine[clave], backend="django.contrib.auth.backends.ModelBackend")
        return client

    return _entrar


@pytest.fixture
def cuenta(ine, ahora):
    """An account of DECEyEC with its two administrators."""
    fila = cuenta_de(ine)
    activar(cuenta=fila, titular=ine["medio"], suplente=ine["operativo"], por=ine["titular"], ahora=ahora)
    return fila


@pytest.fixture
def reporte(ine, cuenta, ahora):
    """With everything that could leak: its files, what was added, what the CNCS said, a note, its conclusion."""
    fila = uso(ine, E.EN_INVESTIGACION, cuenta=cuenta)
    acciones.aportar(
        uso=fila, texto="Otra captura.", archivos=[pdf(nombre="Ordonez 2.pdf")], por=ine["otro_operativo"], ahora=ahora
    )
    acciones.informar(uso=fila, texto=INFORME, por=ine["revisora"], ahora=ahora)
    return fila


def pagina(fila) -> str:
    return reverse("solicitudes:solicitud", args=["uso-indebido", fila.pk])


def acto(fila, clave) -> str:
    return reverse("solicitudes:acto", args=["uso-indebido", fila.pk, clave])


def ficha(fila) -> str:
    return reverse("admin:solicitudes_usoindebido_change", args=[fila.pk])


def en_bandeja(fila, clave) -> str:
    return reverse("admin:solicitudes_usoindebido_tramite", args=[fila.pk, clave])


def sin_pistas(respuesta) -> None:
    for pista in PISTAS:
        assertNotContains(respuesta, pista)


def test_del_reporte_a_la_conclusion(entrar, ine, cuenta):
    cliente = entrar("otro_operativo")
    datos = {
        "cuenta": cuenta.pk, "asunto": ASUNTO, "hechos": HECHOS, "ocurrio_el": "2025-08-24",
        "enlace": "https://x.com/CulturaCivINE/status/1", "archivos": [pdf(), pdf(nombre="otra.pdf")],
    }  # fmt: skip
    respuesta = cliente.post(NUEVA, datos, follow=True)
    fila = UsoIndebido.objects.get()
    assertContains(respuesta, fila.folio)
    assertContains(respuesta, "Acuse")
    assert (fila.area.siglas, fila.documentos.count(), fila.ocurrio_el) == ("DECEyEC", 2, date(2025, 8, 24))

    entrar("revisora").post(en_bandeja(fila, "informar"), {"texto": INFORME})
    cliente = entrar("control")
    assertContains(cliente.get(ficha(fila)), INFORME)
    assertContains(cliente.get(ficha(fila)), "Úrsula")
    cliente.post(en_bandeja(fila, "investigar"))
    respuesta = entrar("otro_operativo").post(
        acto(fila, "aportar"), {"texto": "Una captura más.", "archivos": [pdf(nombre="mas.pdf")]}, follow=True
    )
    assertContains(respuesta, "Una captura más.")
    assertNotContains(respuesta, INFORME)  # the CNCS told it to internal control
    assertNotContains(respuesta, "La CNCS informó")
    cliente = entrar("control")
    cliente.post(en_bandeja(fila, "anotar"), {"texto": "Pedir los accesos."})
    cliente.post(en_bandeja(fila, "concluir"), {"resultado": "fundado", "respuesta": "Salió del equipo del área."})
    fila.refresh_from_db()
    assert (fila.estado, fila.resultado) == (E.CERRADO, "fundado")
    for quien in ("otro_operativo", "revisora"):
        respuesta = entrar(quien).get(pagina(fila))
        assertContains(respuesta, "Salió del equipo del área.")
        assertNotContains(respuesta, "Pedir los accesos.")
    entrar("control").post(en_bandeja(fila, "reabrir"), {"motivo": "Otra captura"})
    fila.refresh_from_db()
    assert fila.estado == E.EN_INVESTIGACION


def test_la_cncs_lo_lee_sin_saber_quien_lo_presento(entrar, reporte):
    cliente = entrar("revisor")
    for respuesta in (
        cliente.get(pagina(reporte)),
        cliente.get(ficha(reporte)),
        cliente.get(LISTA),
        cliente.get(LISTA, {"ver": "terminadas"}),
    ):
        sin_pistas(respuesta)
    assertContains(cliente.get(ficha(reporte)), HECHOS)
    assertContains(cliente.get(ficha(reporte)), "Prueba 2.pdf")
    for texto in ("ordonez", "Úrsula", "derfe"):
        assertNotContains(cliente.get(LISTA, {"q": texto}), reporte.folio)
    assertContains(cliente.get(LISTA, {"q": "propaganda"}), reporte.folio)


def test_la_cncs_baja_las_pruebas_con_otro_nombre_y_no_baja_el_acuse(entrar, reporte):
    cliente = entrar("revisor")
    documento = reporte.documentos.first()
    respuesta = cliente.get(reverse("solicitudes:documento", args=[documento.pk]))
    assert respuesta.headers["Content-Disposition"] == 'attachment; filename="Prueba 1.pdf"'
    acuse = reverse("solicitudes:constancia", args=[reporte.constancias.get().pk])
    assert cliente.get(acuse).status_code == 404
    for quien in ("control", "otro_operativo"):
        assert entrar(quien).get(acuse).status_code == 200
        respuesta = entrar(quien).get(reverse("solicitudes:documento", args=[documento.pk]))
        assert "queja" in respuesta.headers["Content-Disposition"]


@pytest.mark.parametrize("quien", ["titular", "medio", "operativo", "otra_titular", "unicom", "presidencia", "sistema"])
def test_para_quien_no_debe_saberlo_no_existe(entrar, ine, reporte, quien):
    cliente = entrar(quien)
    plazo = reverse("solicitudes:prueba_solicitud", args=["uso-indebido", reporte.pk, reporte.plazo_id])
    urls = [pagina(reporte), acto(reporte, "informar"), plazo]
    urls += [reverse("solicitudes:documento", args=[d.pk]) for d in reporte.documentos.all()]
    urls += [reverse("solicitudes:constancia", args=[c.pk]) for c in reporte.constancias.all()]
    for url in urls:
        assert cliente.get(url).status_code == 404, url
    assert cliente.get(ficha(reporte)).status_code in {302, 403}
    lista = reverse("solicitudes:lista")
    for url in ("/panel/", lista, f"{lista}?q=propaganda", f"{lista}?texto={reporte.folio}"):
        respuesta = cliente.get(url)
        assertNotContains(respuesta, ASUNTO)
        # The words of a search come back in its box; what must not come back is the row.
        assertNotContains(respuesta, pagina(reporte))
    cuenta = reverse("cuentas:detalle", args=[reporte.cuenta_id])
    assertNotContains(cliente.get(cuenta), reporte.folio)


def test_si_es_de_la_cncs_su_titular_no_lo_encuentra(entrar, ine, ahora):
    reporte = uso(ine, cuenta=cuenta_de(ine, "CNCS", "INEMexico"))
    cliente = entrar("titular_cncs")
    for url in (pagina(reporte), ficha(reporte)):
        assert cliente.get(url).status_code == 404
    assert cliente.post(en_bandeja(reporte, "informar"), {"texto": "Yo sé."}).status_code == 404
    for url in (LISTA, f"{LISTA}?q=propaganda", "/panel/", "/admin/"):
        assertNotContains(cliente.get(url), ASUNTO)
    assertContains(entrar("revisora").get(LISTA), reporte.folio)


def test_la_verificacion_publica_no_dice_de_que_trata(client, reporte):
    codigo = reporte.constancias.get().codigo
    respuesta = client.get(reverse("solicitudes:verificar", args=[codigo]))
    assertContains(respuesta, "El documento es auténtico")
    assertContains(respuesta, reporte.folio)
    assertContains(respuesta, "Reporte de uso indebido")
    for pista in (*PISTAS, ASUNTO, "DECEyEC", "Dirección Ejecutiva", "CulturaCivINE"):
        assertNotContains(respuesta, pista)


@pytest.mark.parametrize(("quien", "lee"), [("control", True), ("sistema", False)])
def test_la_bitacora_y_los_avisos_son_de_control_interno(entrar, ine, reporte, quien, lee):
    cliente, comprobar = entrar(quien), assertContains if lee else assertNotContains
    bitacora, avisos = reverse("admin:bitacora_asiento_changelist"), reverse("admin:avisos_aviso_changelist")
    comprobar(cliente.get(bitacora), reporte.folio)
    # What is searched for comes back in the box: the links are the rows.
    asiento = Asiento.objects.filter(cadena=reporte.cadena).first()
    enlace = reverse("admin:bitacora_asiento_change", args=[asiento.pk])
    comprobar(cliente.get(bitacora, {"cadena": reporte.cadena}), enlace)
    comprobar(cliente.get(bitacora, {"quien": "Ordóñez"}), enlace)
    assert cliente.get(enlace).status_code == (200 if lee else 404)
    aviso = Aviso.objects.filter(cadena=reporte.cadena, para="otro_operativo@ine.mx").first()
    enlace = reverse("admin:avisos_aviso_change", args=[aviso.pk])
    comprobar(cliente.get(avisos), reporte.folio)
    comprobar(cliente.get(avisos, {"q": "otro_operativo@ine.mx"}), enlace)
    assert cliente.get(enlace).status_code == (200 if lee else 404)
    assert cliente.post(reverse("admin:avisos_aviso_tramite", args=[aviso.pk, "reintentar"])).status_code == (
        302 if lee else 404
    )


def test_control_interno_no_lee_lo_que_trata_de_su_propia_cuenta(entrar, ine, ahora):
    cuenta = cuenta_de(ine, "OIC", "ControlINE")
    ine.persona("del_oic", "Rita Salas Mejía", "OIC", Nivel.OPERATIVO)
    ine.persona("titular_oic", "Aldo Nieto Reza", "OIC", Nivel.SUPERIOR, es_titular=True)
    activar(cuenta=cuenta, titular=ine["control"], suplente=ine["del_oic"], por=ine["titular_oic"], ahora=ahora)
    propio, ajeno = uso(ine, cuenta=cuenta), uso(ine, asunto="Otra cosa")
    cliente = entrar("control")
    assert cliente.get(ficha(propio)).status_code == 404
    for url in (reverse("admin:bitacora_asiento_changelist"), reverse("admin:avisos_aviso_changelist"), LISTA):
        assertNotContains(cliente.get(url), propio.folio)
        assertContains(cliente.get(url), ajeno.folio)
    assert not Aviso.objects.filter(cadena=propio.cadena, para="control@ine.mx").exists()


def test_la_vista_previa_del_calendario_no_lo_nombra(entrar, ine):
    reporte = uso(ine)
    datos = {
        "desde": "2025-08-27", "hasta": "2025-08-27", "motivo": "Contingencia", "fundamento": "Acuerdo INE/1/2025",
        "justificacion": "Contingencia", "paso": "revisar",
    }  # fmt: skip
    for quien in ("sistema", "titular_cncs"):
        respuesta = entrar(quien).post(reverse("admin:plazos_diainhabil_add"), datos)
        assert "cuantos" in respuesta.context, respuesta.context["form"].errors
        assert respuesta.context["cuantos"] == 0
        assertNotContains(respuesta, reporte.folio)


def test_lo_que_presenta_control_interno_lo_investiga_otra_persona(entrar, ine):
    reporte = uso(ine, por="control")
    cliente = entrar("control")
    assertContains(cliente.get(ficha(reporte)), "lo investiga otra persona")
    cliente.post(en_bandeja(reporte, "investigar"))
    reporte.refresh_from_db()
    assert reporte.estado == E.RECIBIDO


def test_lo_que_falta_se_dice_junto_al_campo_y_lo_escrito_queda(entrar, cuenta):
    cliente = entrar("medio")
    datos = {"cuenta": cuenta.pk, "asunto": ASUNTO, "hechos": HECHOS}
    malos = {
        "ocurrio_el": {**datos, "ocurrio_el": "2025-08-26"},
        "enlace": {**datos, "enlace": "javascript:alert(1)"},
        "cuenta": {**datos, "cuenta": "999999"},
        "hechos": {**datos, "hechos": " "},
        "archivos": {**datos, "archivos": SimpleUploadedFile("prueba.exe", b"MZ nada")},
    }
    for campo, enviado in malos.items():
        respuesta = cliente.post(NUEVA, enviado)
        assert respuesta.context["form"].errors.keys() == {campo}
        assertContains(respuesta, ASUNTO)
    assert not UsoIndebido.objects.exists()


def test_dos_clics_hacen_un_solo_reporte(entrar, ine):
    cliente, datos = entrar("medio"), {"asunto": ASUNTO, "hechos": HECHOS}
    cliente.post(NUEVA, datos)
    assertContains(cliente.post(NUEVA, datos), UsoIndebido.objects.get().folio)


def test_el_formulario_llega_con_la_cuenta_que_se_miraba(entrar, cuenta):
    assertContains(entrar("vocal_local").get(NUEVA, {"cuenta": cuenta.pk}), f'<option value="{cuenta.pk}" selected>')
    assert entrar("vocal_local").get(NUEVA, {"cuenta": "x'"}).status_code == 200


def test_un_archivo_que_no_sirve_no_pierde_lo_escrito_al_agregar_pruebas(entrar, reporte):
    malo = SimpleUploadedFile("prueba.exe", b"MZ nada")
    respuesta = entrar("otro_operativo").post(acto(reporte, "aportar"), {"texto": "Lo que escribí", "archivos": malo})
    assertContains(respuesta, "Lo que escribí")
    assert reporte.documentos.count() == 2
    assertRedirects(entrar("revisor").get(acto(reporte, "aportar")), pagina(reporte))
