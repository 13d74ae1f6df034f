"""Files of interactions: read whatever they look like, shown before, registered once, safe when they leave."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse

from bitacora.flujo import EstadoCambiado, SinPermiso
from plazos.models import Plazo
from publicaciones import acciones
from publicaciones.estados import EstadoImportacion
from publicaciones.lectura_csv import ArchivoIlegible, Lectura, celda_segura, leer, leer_fecha
from publicaciones.models import Importacion, Interaccion, Propuesta
from tests.fabrica import png
from tests.fabrica_atencion import archivo, cuenta, importacion, interaccion

pytestmark = pytest.mark.embebida
ZONA = ZoneInfo("America/Mexico_City")
META = "Fecha de creación;Comentario;Enlace permanente\n24/08/2025 10:00;¿Abren mañana?;https://facebook.com/1\n"


def de(contenido: bytes | str) -> Lectura:
    contenido = contenido.encode() if isinstance(contenido, str) else contenido
    return leer(contenido, zona=ZONA, maximo_filas=10_000, medio="comentario", clase="duda")


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
def test_cualquier_codificacion(codec):
    [fila] = de(META.encode(codec)).filas
    assert (fila.texto, fila.enlace) == ("¿Abren mañana?", "https://facebook.com/1")
    assert fila.recibida == datetime(2025, 8, 24, 10, 0, tzinfo=ZONA)


@pytest.mark.parametrize(
    ("texto", "formato"),
    [
        ("created_at,full_text,tweet_permalink\n2025-08-24T16:00:00Z,hola,https://x.com/a/status/1\n", "comas"),
        ("Created time\tMessage\tPermalink\n2025-08-24 16:00:00 UTC\thola\thttps://facebook.com/1\n", "tabuladores"),
        ("Comment,Published at,Author\nhola,Sun Aug 24 16:00:00 +0000 2025,Juan Pérez\n", "comas"),
        ("Comment text;Comment time;Username\nhola;2025-08-24 10:00;juanito\n", "punto y coma"),
    ],
)
def test_lo_que_exporta_cada_red(texto, formato):
    lectura = de(texto)
    assert [(f.texto, f.recibida.astimezone(UTC).hour) for f in lectura.filas] == [("hola", 16)]
    assert formato in lectura.formato
    assert "Juan" not in str(lectura)


@pytest.mark.parametrize(
    ("contenido", "mensaje"),
    [
        (b"", "vacío"),
        (b" \n\n", "vacío"),
        (b"fecha,texto\n", "solo tiene los nombres"),
        (b"PK\x03\x04loquesea", "libro de cálculo"),
        (b"\x89PNG\r\n", "No es un archivo CSV"),
        (b"a,b\n1,2\n", "No se reconoce la columna"),
        (b"fecha,texto\n\x00\x01,\x00", "No se puede leer"),
        (b"fecha,texto\n" + b"2025-08-24,hola\n" * 10_001, "más de 10,000 líneas"),
        (b'fecha,texto\n2025-08-24,"' + b"x" * 140_000, "comillas sin cerrar"),
    ],
)
def test_lo_que_no_se_puede_leer_dice_que_hacer(contenido, mensaje):
    with pytest.raises(ArchivoIlegible, match=mensaje):
        de(contenido)


def test_los_errores_dicen_su_linea_y_lo_demas_se_lee():
    lectura = de(
        "fecha,texto,enlace,clase\nmañana,hola,,\n2025-08-24,,,\n2025-08-24,hola,javascript:alert(1),\n"
        '2025-08-24,hola,,rara\n2025-08-24,"dos\nrenglones",,Queja\n'
    )
    assert [(p.linea, p.columna) for p in lectura.problemas] == [
        (2, "fecha"),
        (3, "texto"),
        (4, "enlace"),
        (5, "clase"),
    ]
    assert [(f.texto, f.clase) for f in lectura.filas] == [("dos\nrenglones", "queja")]


@pytest.mark.parametrize(
    ("texto", "espera"),
    [
        ("03/04/2025 09:00", datetime(2025, 4, 3, 9, tzinfo=ZONA)),
        ("04/23/2025 09:00", datetime(2025, 4, 23, 9, tzinfo=ZONA)),
        ("2025-04-03T09:00:00-05:00", datetime(2025, 4, 3, 14, tzinfo=UTC)),
        ("0001-01-01", None), ("9999-12-31", None), ("=1+1", None), ("", None),
    ],
)  # fmt: skip
def test_fechas(texto, espera):
    assert leer_fecha(texto, ZONA) == espera


@pytest.mark.parametrize("texto", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", " =1"])
def test_nada_que_sale_se_ejecuta_como_formula(texto):
    assert celda_segura(texto) == f"'{texto}"
    assert celda_segura("hola") == "hola"


class TestConfirmar:
    def test_se_ve_antes_y_se_registra_una_vez(self, ine):
        repetida = interaccion(ine, enlace="https://x.com/otro/status/3")
        fila = importacion(
            ine,
            "fecha,texto,enlace,tema,clase\n"
            "2025-08-24 10:00,@fulano pregunta si abren,https://x.com/a/status/1,Módulos,duda\n"
            "2025-08-24 10:00,Otra vez,https://x.com/b/status/1,Módulos,duda\n"
            "2025-08-24 10:00,Ya estaba,https://x.com/c/status/3,,\n"
            "2025-08-24 10:00,Mi CURP es GOMC900515HDFNRR09,https://x.com/a/status/4,,\n"
            "2026-08-24 10:00,Del futuro,https://x.com/a/status/5,,\n"
            "2025-08-24 10:00,Pongan subtítulos,https://x.com/a/status/6,Videos,propuesta\n",
        )
        assert (fila.leidas, fila.repetidas, len(fila.filas)) == (6, 2, 2)
        assert [(linea, columna) for linea, columna, _ in fila.errores] == [(5, "texto"), (6, "fecha")]
        assert "GOMC" not in str(fila.errores) + str(fila.filas)
        assert Interaccion.objects.count() == 1
        hecha = acciones.confirmar_importacion(importacion=fila, por=ine["medio"], ahora=ine.ahora)
        assert (hecha.estado, hecha.importadas, hecha.filas) == (EstadoImportacion.CONFIRMADA, 2, [])
        nuevas = Interaccion.objects.exclude(pk=repetida.pk).order_by("pk")
        assert [i.texto for i in nuevas] == ["@[usuario] pregunta si abren", "Pongan subtítulos"]
        assert [i.history.count() for i in nuevas] == [1, 1]
        assert Propuesta.objects.get().interaccion == nuevas[1]
        assert Plazo.objects.filter(clase="atencion", objeto_id__in=[i.pk for i in nuevas]).count() == 2
        with pytest.raises(EstadoCambiado):
            acciones.confirmar_importacion(importacion=fila, por=ine["medio"], ahora=ine.ahora)
        assert Interaccion.objects.count() == 3

    def test_lo_que_se_registro_mientras_tanto_no_se_repite(self, ine):
        una, otra = importacion(ine), importacion(ine)
        acciones.confirmar_importacion(importacion=una, por=ine["medio"], ahora=ine.ahora)
        hecha = acciones.confirmar_importacion(importacion=otra, por=ine["medio"], ahora=ine.ahora)
        assert (hecha.importadas, Interaccion.objects.count()) == (0, 1)

    def test_solo_de_quien_la_subio(self, ine):
        fila = importacion(ine)
        for quien in ("operativo", "titular", "control", "otro_medio"):
            assert not Importacion.objects.visibles_para(ine[quien]).exists()
            with pytest.raises(SinPermiso):
                acciones.confirmar_importacion(importacion=fila, por=ine[quien], ahora=ine.ahora)
        assert acciones.descartar_importacion(importacion=fila, por=ine["medio"], ahora=ine.ahora).filas == []
        with pytest.raises(SinPermiso):
            importacion(ine, por="otro_medio")

    def test_el_archivo_demasiado_grande(self, ine):
        with pytest.raises(acciones.AtencionInvalida, match="5 MB"):
            importacion(ine, b"x" * (settings.INSTITUCION.atencion.importacion_maximo_mb * 1024 * 1024 + 1))


class TestPaginas:
    @pytest.fixture(autouse=True)
    def reloj(self, ahora):
        with time_machine.travel(ahora, tick=False):
            yield

    @pytest.fixture
    def entrar(self, ine, client):
        def _entrar(clave: str) -> Client:
            client.force_login(ine[clave], backend="django.contrib.auth.backends.ModelBackend")
            return client

        return _entrar

    def test_subir_ver_y_confirmar(self, ine, entrar):
        cliente = entrar("medio")
        datos = {"cuenta": cuenta(ine).pk, "archivo": archivo(META), "medio": "comentario", "clase": "duda"}
        pagina = cliente.post(reverse("publicaciones:atencion_importar"), datos, follow=True).content.decode()
        assert "Se registrarán 1 interacción" in pagina
        fila = Importacion.objects.get()
        url = reverse("publicaciones:atencion_importacion_acto", args=[fila.pk, "confirmar"])
        assert "Se registraron 1" in cliente.post(url, follow=True).content.decode()
        assert "Alguien actuó antes" in cliente.post(url, follow=True).content.decode()
        assert Interaccion.objects.count() == 1
        assert entrar("operativo").post(url).status_code == 404

    def test_un_archivo_que_no_sirve_dice_por_que(self, ine, entrar):
        datos = {"cuenta": cuenta(ine).pk, "archivo": archivo(b""), "medio": "comentario", "clase": "duda"}
        pagina = entrar("medio").post(reverse("publicaciones:atencion_importar"), datos)
        assert "El archivo está vacío" in pagina.content.decode()

    def test_lo_exportado_es_lo_que_se_ve_y_no_se_ejecuta(self, ine, entrar):
        interaccion(ine, texto="=1+1")
        url = reverse("publicaciones:atencion_exportar")
        assert "'=1+1" in b"".join(entrar("medio").get(url)).decode()
        assert "1+1" not in b"".join(entrar("otro_medio").get(url)).decode()

    @pytest.mark.criterio("6.xvi")
    def test_bloquear_por_ofensa_se_niega_y_dice_la_regla(self, ine, entrar):
        fila = interaccion(ine, texto="Son unos tales", clase="ofensa")
        datos = {"tipo": "bloquear", "fundamento": "ofensivo", "motivo": "Ofende", "evidencia": png()}
        pagina = entrar("medio").post(reverse("publicaciones:atencion_acto", args=[fila.pk, "moderar"]), datos)
        assert "a nadie se le bloquea" in pagina.content.decode()
        assert "Ofende" in pagina.content.decode()
        assert not fila.medidas.exists()

    def test_capturar_con_un_dato_personal_conserva_lo_escrito(self, ine, entrar):
        datos = {
            "cuenta": cuenta(ine).pk, "texto": "Mi correo es juan@gmail.com", "recibida": "2025-08-25T09:00",
            "medio": "comentario", "clase": "duda",
        }  # fmt: skip
        cliente, url = entrar("medio"), reverse("publicaciones:atencion_nueva")
        pagina = cliente.post(url, datos).content.decode()
        assert "datos personales" in pagina
        assert "juan@gmail.com</textarea>" in pagina
        respuesta = cliente.post(url, datos | {"texto": "¿Abren?", "tema_nuevo": "Módulos", "otra": "si"})
        assert "tema=" in respuesta.url
        assert "¿Abren?" in cliente.get(reverse("publicaciones:atencion")).content.decode()

    def test_lo_ajeno_no_existe(self, ine, entrar):
        fila = interaccion(ine)
        for quien in ("otra_titular", "otro_medio", "unicom", "presidencia"):
            cliente = entrar(quien)
            assert cliente.get(reverse("publicaciones:atencion_detalle", args=[fila.pk])).status_code == 404
            assert fila.texto not in cliente.get(reverse("publicaciones:atencion")).content.decode()

    def test_la_bandeja_dice_lo_que_espera(self, ine, entrar):
        interaccion(ine)
        assert "1 mensaje por contestar" in entrar("medio").get("/panel/").content.decode()
        assert "por contestar" not in entrar("otro_medio").get("/panel/").content.decode()
