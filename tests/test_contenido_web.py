"""Contents in the pages: written, previewed, endorsed, signed, mended; what cannot be done says why."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from cuentas.models import Cuenta
from publicaciones import acciones
from publicaciones.diferencias import comparar
from publicaciones.estados import CASILLAS, EstadoAval, EstadoVariante
from publicaciones.medios import tipo_de
from publicaciones.models import Aval, Contenido, Publicacion, Variante
from publicaciones.redes import contar_como_threads, contar_como_x, enlaces, etiquetas, menciones, piezas
from tests.fabrica import Institucion, png
from tests.fabrica_contenido import ENLACE, TEXTO, contenido, cuenta, escribir, publicar

pytestmark = pytest.mark.embebida


@pytest.fixture
def central(ine: Institucion) -> Cuenta:
    return cuenta(ine)


@pytest.fixture
def despues(ine: Institucion):
    """The pages read the clock: three hours after everything was prepared."""
    with time_machine.travel(ine.ahora + timedelta(hours=3), tick=False):
        yield ine.ahora + timedelta(hours=3)


def entrar(ine: Institucion, quien: str) -> Client:
    cliente = Client()
    cliente.force_login(ine[quien], backend="django.contrib.auth.backends.ModelBackend")
    return cliente


def url(nombre: str, pk: int, *resto: str) -> str:
    return reverse(f"publicaciones:{nombre}", args=[pk, *resto])


class TestContar:
    @pytest.mark.criterio("6.xxiii")
    @pytest.mark.parametrize(
        ("texto", "largo"),
        [
            ("", 0),
            ("Votación", 8),
            ("Voto: https://www.ine.mx/una/ruta/muy/larga/que/no/cuenta/entera", 29),
            ("Voto en ine.mx.", 32),
            ("日本", 4),
            ("🗳️", 2),
            ("👩🏽‍⚖️", 2),
            ("🇲🇽🇲🇽", 4),
            ("1️⃣", 2),
            ("e\u0301", 1),
            ("«Así»… – “sí”", 14),
            ("™©", 3),
        ],
    )
    def test_como_x(self, texto, largo):
        assert contar_como_x(texto) == largo

    def test_como_threads_el_emoji_son_sus_bytes(self):
        assert contar_como_threads("ñ🗳") == 5

    def test_enlaces_etiquetas_y_menciones(self):
        texto = "Ve a (https://www.ine.mx/a?b=1#c), o a unam.mx. #VotoLibre #2025 #votolibre @INEMexico, ana@ine.mx"
        assert enlaces(texto) == ["https://www.ine.mx/a?b=1#c", "unam.mx"]
        assert etiquetas(texto) == ["#VotoLibre"]
        assert menciones(texto) == ["@INEMexico"]
        assert "".join(pieza.texto for pieza in piezas(texto)) == texto


def test_lo_que_cambio_se_lee_palabra_por_palabra():
    tramos = [(t.tipo, t.texto) for t in comparar("Vota el 1 de junio", "Vota el 2 de junio")]
    assert tramos == [("igual", "Vota el "), ("quitado", "1"), ("agregado", "2"), ("igual", " de junio")]


def test_un_archivo_es_lo_que_dicen_sus_bytes():
    assert tipo_de(png().read()) == "image/png"
    assert tipo_de(b"\0\0\0\x18ftypisom\0\0") == "video/mp4"
    assert tipo_de(b"<svg xmlns=") == tipo_de(b"MZ\x90") == tipo_de(b"") == tipo_de(b"\0\0\0\x18ftypheic") == ""


@pytest.mark.criterio("5.2.a", "5.2.c")
class TestPreparar:
    def datos(self, central: Cuenta, **cambios) -> dict:
        return {
            "cuentas": [central.pk],
            "titulo": "Así se integra tu casilla",
            "clase": "informativo",
            "fines": ["3.vi"],
            "fuente": "Manual de la funcionaria de casilla",
            "area_avala": central.area_id,
            **cambios,
        }

    def test_de_la_lista_al_texto(self, ine, central, despues):
        cliente = entrar(ine, "medio")
        assertContains(cliente.get(reverse("publicaciones:contenidos")), "Preparar un contenido")
        nuevo = reverse("publicaciones:contenido_nuevo")
        respuesta = cliente.post(nuevo, self.datos(central, fuente="", clase="sesion", cuentas=[]))
        assertContains(respuesta, "Elija al menos una cuenta.")
        assertContains(respuesta, "Escriba de qué sesión se trata")
        assertContains(respuesta, "Así se integra tu casilla")
        respuesta = cliente.post(nuevo, self.datos(central))
        variante = Variante.objects.get()
        assertRedirects(respuesta, url("variante", variante.pk))
        assertContains(cliente.get(reverse("publicaciones:contenidos")), variante.contenido.folio)

    def test_no_en_una_cuenta_ajena(self, ine, central, despues):
        ajena = cuenta(ine, titular="otra_titular", identificador="CredencialINE")
        respuesta = entrar(ine, "medio").post(
            reverse("publicaciones:contenido_nuevo"), self.datos(central, cuentas=[ajena.pk])
        )
        assert respuesta.status_code == 200
        assert not Contenido.objects.exists()

    def test_buscar(self, ine, central):
        uno = contenido(ine, central)
        otro = contenido(ine, central, titulo="Otra cosa")
        cliente, lista = entrar(ine, "control"), reverse("publicaciones:contenidos")
        for filtro, esta, no_esta in (
            ({"texto": "otra COSA"}, otro, uno),
            ({"estado": "publicada"}, None, uno),
            ({"cuenta": "@culturacivine", "texto": uno.folio}, uno, otro),
            ({"cuenta": "nadie"}, None, otro),
        ):
            respuesta = cliente.get(lista, filtro)
            assertNotContains(respuesta, no_esta.folio)
            if esta:
                assertContains(respuesta, esta.folio)


@pytest.mark.criterio("6.vi", "6.xxvii", "6.xxiii")
class TestEscribir:
    def guardar(self, cliente: Client, variante: Variante, **cambios):
        fila = Variante.objects.get(pk=variante.pk)
        return cliente.post(url("variante", fila.pk), {"version": fila.version, "texto": fila.texto, **cambios})

    def test_el_enlace_externo_pide_su_motivo(self, ine, central, despues):
        variante = contenido(ine, central).variantes.get()
        cliente = entrar(ine, "medio")
        self.guardar(cliente, variante, texto="Mira\r\nhttps://www.unam.mx/x y https://www.ine.mx")
        variante.refresh_from_db()
        assert variante.texto == "Mira\nhttps://www.unam.mx/x y https://www.ine.mx"
        respuesta = cliente.get(url("variante", variante.pk))
        campo = next(iter(respuesta.context["form"].externos))
        assert list(respuesta.context["form"].externos.values()) == ["https://www.unam.mx/x"]
        self.guardar(cliente, variante, **{campo: "Convenio vigente"})
        variante.refresh_from_db()
        assert variante.motivos == {"https://www.unam.mx/x": "Convenio vigente"}

    def test_archivos(self, ine, central, despues):
        variante = contenido(ine, central).variantes.get()
        cliente = entrar(ine, "medio")
        for malo in (b"MZ programa", b"<svg onload=alert(1)>", b""):
            archivo = SimpleUploadedFile("foto.png", malo, content_type="image/png")
            respuesta = self.guardar(cliente, variante, nuevo=archivo, texto="No se pierde")
            assertContains(respuesta, "No se pierde")
            assert respuesta.context["form"].errors["nuevo"]
        self.guardar(cliente, variante, nuevo=png("cartel.svg.png"), nuevo_alternativo="Urna con votos")
        medio = variante.medios.get()
        respuesta = cliente.get(url("medio", medio.pk))
        assert respuesta["Content-Type"] == "image/png"
        assertContains(cliente.get(url("contenido", variante.contenido_id)), 'alt="Urna con votos"')
        assert entrar(ine, "otro_medio").get(url("medio", medio.pk)).status_code == 404
        self.guardar(cliente, variante, **{f"quitar_{medio.pk}": "on"})
        assert not variante.medios.exists()

    def test_dos_a_la_vez_nada_se_pierde(self, ine, central, despues):
        variante = contenido(ine, central).variantes.get()
        cliente, vieja = entrar(ine, "medio"), Variante.objects.get(pk=variante.pk).version
        escribir(ine, variante, por="operativo", texto="Lo que guardó la otra persona")
        respuesta = cliente.post(url("variante", variante.pk), {"version": vieja, "texto": "Lo mío, largo"})
        assertContains(respuesta, "guardó la versión")
        assertContains(respuesta, "Lo que guardó la otra persona")
        assertContains(respuesta, "Lo mío, largo")
        version = respuesta.context["form"]["version"].value()
        cliente.post(url("variante", variante.pk), {"version": version, "texto": "Lo mío, largo"})
        variante.refresh_from_db()
        assert variante.texto == "Lo mío, largo"

    def test_la_vista_previa_no_guarda_y_escapa(self, ine, central, despues):
        variante = contenido(ine, central).variantes.get()
        texto = "<script>alert(1)</script> #Voto https://www.ine.mx " + "x" * 300
        respuesta = entrar(ine, "medio").post(
            url("vista_previa", variante.pk), {"texto": texto}, headers={"hx-request": "true"}
        )
        assertContains(respuesta, "&lt;script&gt;")
        assertNotContains(respuesta, "<script>")
        assertContains(respuesta, "de 280 caracteres: acorte el texto")
        assert Variante.objects.get(pk=variante.pk).texto == TEXTO
        assert entrar(ine, "revisora").post(url("vista_previa", variante.pk)).status_code == 403
        assert entrar(ine, "otro_medio").post(url("vista_previa", variante.pk)).status_code == 404


@pytest.mark.criterio("6.xx")
def test_el_aval_de_una_area_a_otra(ine, central, despues):
    fila = contenido(ine, central, area_avala=ine.areas["DERFE"])
    medio, ajena = entrar(ine, "medio"), entrar(ine, "otra_titular")
    pagina = url("contenido", fila.pk)
    assert ajena.get(pagina).status_code == 404
    assertContains(medio.get(pagina), "Pedir el aval de DERFE")
    medio.post(url("aval_pedir", fila.pk))
    aval = Aval.objects.get()
    assertContains(ajena.get("/panel/"), "Avalar la información")
    assertContains(ajena.get(pagina), "Le piden su aval")
    respuesta = ajena.post(url("aval_resolver", aval.pk, "negar"), {"respuesta": ""})
    assertContains(respuesta, "Diga por qué no lo avala")
    assertContains(medio.post(url("aval_resolver", aval.pk, "otorgar"), follow=True), "corresponde a otra persona")
    ajena.post(url("aval_resolver", aval.pk, "otorgar"))
    assert Aval.objects.get().estado == EstadoAval.OTORGADO
    assertContains(ajena.post(url("aval_resolver", aval.pk, "otorgar"), follow=True), "Alguien actuó antes")
    escribir(ine, fila.variantes.get(), texto="Otro", ahora=despues)
    assertContains(medio.get(pagina), "Pedir el aval de DERFE")


@pytest.mark.criterio("5.2.b", "6.xv", "5.2.d")
class TestPublicar:
    def firmar(self, cliente: Client, variante: Variante, **cambios):
        datos = {
            "enlace": ENLACE,
            "texto": TEXTO,
            "casillas": list(CASILLAS),
            "razon_sin_medios": "Va aparte.",
        }
        return cliente.post(url("publicar", variante.pk), {**datos, **cambios})

    def test_firmar_registrar_corregir_y_retirar(self, ine, central, despues):
        variante = contenido(ine, central).variantes.get()
        cliente = entrar(ine, "medio")
        assertContains(cliente.get(url("publicar", variante.pk)), "Firmar y registrar la publicación")
        respuesta = self.firmar(cliente, variante, casillas=["6.i"], razon_sin_medios="")
        assertContains(respuesta, "Falta marcar")
        assertContains(respuesta, "Explique por qué se publica así")
        respuesta = self.firmar(cliente, variante, texto=TEXTO + "!")
        assertContains(respuesta, "difiere de la versión aprobada")
        assertRedirects(self.firmar(cliente, variante, captura=png()), url("evidencia", variante.pk))
        assertContains(self.firmar(cliente, variante) and cliente.get(url("contenido", variante.contenido_id)), "Ya no")
        assert Publicacion.objects.count() == 1
        evidencia = cliente.get(url("evidencia", variante.pk))
        assertContains(evidencia, "Igual a lo aprobado")
        assertContains(evidencia, "Va aparte.")
        malo = cliente.post(url("corregir", variante.pk), {"texto": "CURP: GOMC900514HDFRRR05", "motivo": "Por algo"})
        assert malo.context["form"].errors.keys() == {"texto"}
        assert "GOMC900514HDFRRR05" in malo.content.decode()  # what was typed stays
        cliente.post(url("corregir", variante.pk), {"texto": TEXTO + " Hoy.", "motivo": "Faltaba el día"})
        assertContains(cliente.get(url("evidencia", variante.pk)), "Faltaba el día")
        cliente.post(url("variante_retirar", variante.pk), {"motivo": "Terminó"})
        variante.refresh_from_db()
        assert variante.estado == EstadoVariante.RETIRADA
        for puerta in ("corregir", "variante_retirar", "publicar", "variante"):
            assertRedirects(cliente.get(url(puerta, variante.pk)), url("contenido", variante.contenido_id))

    def test_dice_lo_que_falta_con_su_numeral(self, ine, central, despues):
        embargo = despues + timedelta(days=1)
        variante = contenido(ine, central, embargo_hasta=embargo).variantes.get()
        cliente = entrar(ine, "titular")
        respuesta = cliente.get(url("publicar", variante.pk))
        assertContains(respuesta, "(6.v)")
        assertNotContains(respuesta, "Firmar y registrar")
        assertContains(self.firmar(cliente, variante), "Todavía no puede publicarse")
        assert not Publicacion.objects.exists()

    def test_un_dato_personal_lo_detiene(self, ine, central, despues):
        variante = escribir(ine, contenido(ine, central).variantes.get(), texto="La CURP GOMC900514HDFRRR05 ya está")
        assertContains(entrar(ine, "medio").get(url("publicar", variante.pk)), "(5.2.b)")

    def test_lo_programado_para_hoy_espera_en_el_panel(self, ine, central, despues):
        variante = contenido(ine, central).variantes.get()
        escribir(ine, variante, programada=despues + timedelta(hours=1))
        assertContains(entrar(ine, "medio").get("/panel/"), "Publicar y registrar la publicación")
        assertNotContains(entrar(ine, "otro_medio").get("/panel/"), "Publicar y registrar la publicación")


@pytest.mark.parametrize("pagina", ["contenidos", "contenido"])
def test_las_consultas_no_crecen(ine, central, django_assert_max_num_queries, pagina):
    fila = contenido(ine, central)
    cliente = entrar(ine, "medio")
    direccion = reverse("publicaciones:contenidos") if pagina == "contenidos" else url("contenido", fila.pk)
    cliente.get(direccion)
    with django_assert_max_num_queries(60) as antes:
        cliente.get(direccion)
    base = len(antes)
    for _ in range(3):
        contenido(ine, central)
    otra = cuenta(ine, red="facebook", identificador="CulturaCivicaINE")
    imagen = acciones.ArchivoNuevo(png(), "image/png", "Urna con votos")
    nueva = acciones.agregar_variante(contenido=fila, cuenta=otra, por=ine["titular"], ahora=ine.ahora)
    escribir(ine, nueva, por="titular", texto="Dicho de otro modo", nuevo=imagen)
    publicar(ine, fila.variantes.order_by("pk")[0])
    with django_assert_max_num_queries(60) as despues:
        cliente.get(direccion)
    assert len(despues) <= base + 4, f"{base} → {len(despues)}"
