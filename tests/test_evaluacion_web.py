"""8.a: the pages of the evaluation, the files that come in and the papers that go out."""

import csv
import io
from decimal import Decimal

import pikepdf
import pytest
import tablib
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cuentas.models import Cuenta
from evaluacion import graficas
from evaluacion.acciones import importacion as importaciones
from evaluacion.documentos import informe, procedimiento
from evaluacion.estados import EstadoEvaluacion as E
from evaluacion.estados import EstadoImportacion, EstadoPlan, EstadoProcedimiento
from evaluacion.lectura_cifras import leer, sumar
from evaluacion.models import Cifras, Evaluacion, ImportacionDeCifras, Indicador, Procedimiento
from publicaciones.lectura_csv import ArchivoIlegible
from tests.fabrica_cambio import cuenta
from tests.fabrica_evaluacion import APERTURA, MEXICO, borrador, emitido, evaluacion, indicador, periodo

pytestmark = [pytest.mark.django_db, pytest.mark.embebida, pytest.mark.criterio("8.a")]
BAJO = [indicador(formula="bitacora_llevada", umbral=Decimal("50"))]


@pytest.fixture
def hoy(time_machine):
    """The afternoon on which the period opened."""
    time_machine.move_to(APERTURA.replace(hour=18))


def como(client, ine, quien):
    client.force_login(ine[quien], backend="django.contrib.auth.backends.ModelBackend")
    return client


def mensajes(respuesta) -> str:
    return " ".join(str(m) for m in respuesta.context["messages"])


class TestLectura:
    def test_la_plantilla(self):
        lectura = leer(b'red,cuenta,seguidores,alcance\nx,UnoINE,"1,200",30\nx,DosINE,,\n', zona=MEXICO)
        assert not lectura.diario
        assert [(r.cuenta, r.cifras) for r in lectura.renglones] == [
            ("UnoINE", {"seguidores": 1200, "alcance": 30}), ("DosINE", {}),
        ]  # fmt: skip

    def test_la_exportacion_diaria_de_una_red_se_suma_en_el_periodo(self):
        texto = "Date;Impressions;Engagements\n2025-06-30;999;9\n2025-07-01;10;1\n2025-12-31;5;\n2026-01-01;999;9\n"
        lectura = leer(texto.encode("utf-16"), zona=MEXICO)
        assert lectura.diario
        desde, hasta = APERTURA.date().replace(year=2025, month=7), APERTURA.date().replace(year=2025, month=12, day=31)
        assert sumar(lectura.renglones, desde, hasta) == {
            "alcance": 15, "interacciones": 1, "seguidores": None, "seguidores_al_inicio": None,
        }  # fmt: skip

    def test_el_prologo_de_meta_se_salta(self):
        lectura = leer(b'sep=,\n"Alcance"\n"Fecha","Primary"\n"2025-07-01T00:00:00","7"\n', zona=MEXICO)
        assert lectura.renglones[0].cifras == {"alcance": 7}

    def test_lo_que_no_se_entiende_se_dice_por_linea(self):
        lectura = leer(b"cuenta,red,alcance\nUnoINE,x,muchos\n,x,3\nDosINE,x,4\n", zona=MEXICO)
        assert [n for n, _ in lectura.problemas] == [2, 3]
        assert "no es un número" in lectura.problemas[0][1]
        abierta = b'cuenta,alcance\nUnoINE,"' + b"3\n" * 70_000
        for malo in (b"", b"a,b\n1,2\n", b"cuenta,alcance\n", b"PK\x03\x04", abierta):
            with pytest.raises(ArchivoIlegible):
                leer(malo, zona=MEXICO)


class TestCaptura:
    def test_por_formulario(self, client, ine, hoy):
        fila = evaluacion(ine, cuenta(ine))
        url = reverse("evaluacion:captura", args=[fila.pk])
        como(client, ine, "medio")
        respuesta = client.post(url, {"alcance": "100"})
        assert "Diga de dónde salen las cifras" in respuesta.content.decode()
        propio = fila.mediciones.get(indicador__clave="subtitulos").indicador
        respuesta = client.post(url, {f"valor_{propio.pk}": "90"})
        assert "necesita su evidencia" in respuesta.content.decode()
        datos = {"alcance": "100", "interacciones": "7", "fuente": "X"}
        datos |= {f"valor_{propio.pk}": "90", f"evidencia_{propio.pk}": "https://ine.mx/v"}
        assert client.post(url, datos, follow=True).status_code == 200
        assert fila.mediciones.get(indicador__clave="interaccion").valor == 7
        acto = reverse("evaluacion:acto", args=[fila.pk, "capturar"])
        assert "se envió" in mensajes(client.post(acto, follow=True))
        assert "ya no es posible" in mensajes(client.post(acto, follow=True))

    def test_lo_que_no_se_entiende_se_queda_a_la_vista_y_los_millares_se_leen(self, client, ine, hoy):
        fila = evaluacion(ine, cuenta(ine))
        url = reverse("evaluacion:captura", args=[fila.pk])
        como(client, ine, "medio")
        pagina = client.post(url, {"alcance": "doce mil", "seguidores": "-5", "fuente": "X"}).content.decode()
        assert 'value="doce mil"' in pagina
        assert 'value="-5"' in pagina
        client.post(url, {"alcance": "12,345", "fuente": "X"})
        assert fila.cifras.alcance == 12345

    def test_una_linea_sin_cifras_no_promete_nada(self, client, ine, hoy):
        fila = evaluacion(ine, cuenta(ine))
        como(client, ine, "medio")
        archivo = SimpleUploadedFile("cifras.csv", b"cuenta,red,seguidores,alcance\nCulturaINE,x,,\n")
        url = reverse("evaluacion:importar", args=[fila.periodo.clave])
        pagina = client.post(url, {"archivo": archivo}, follow=True).content.decode()
        assert "no trae ninguna cifra" in pagina
        assert "Confirmar y capturar" not in pagina

    def test_por_archivo_con_vista_previa_y_una_sola_vez(self, client, ine, hoy):
        una = evaluacion(ine, cuenta(ine))
        cuenta(ine, titular="otra_titular", identificador="PadronINE")
        como(client, ine, "medio")
        texto = "cuenta,red,seguidores,alcance\nCulturaINE,x,50,1000\nPadronINE,x,1,1\nCulturaINE,x,9,9\n"
        url = reverse("evaluacion:importar", args=[una.periodo.clave])
        pagina = client.post(url, {"archivo": SimpleUploadedFile("cifras.csv", texto.encode())}, follow=True)
        leida = ImportacionDeCifras.objects.get()
        assert [f["evaluacion"] for f in leida.filas] == [una.pk]
        assert [n for n, _ in leida.errores] == [3, 4]
        assert "PadronINE" in pagina.content.decode()
        assert not Cifras.objects.exists()
        confirmar = reverse("evaluacion:resolver_importacion", args=[leida.pk, "confirmar"])
        assert "Cifras nuevas en 1 cuenta." in mensajes(client.post(confirmar, follow=True))
        assert "no se hizo nada más" in mensajes(client.post(confirmar, follow=True))
        assert (una.cifras.seguidores, una.cifras.alcance) == (50, 1000)
        client.post(url, {"archivo": SimpleUploadedFile("cifras.csv", texto.encode())})
        otra_vez = importaciones.importar(
            importacion=ImportacionDeCifras.objects.pendientes().get(), por=ine["medio"], ahora=APERTURA
        )
        assert (otra_vez.estado, otra_vez.importadas) == (EstadoImportacion.CONFIRMADA, 0)

    def test_la_plantilla_trae_sus_cuentas(self, client, ine, hoy):
        fila = evaluacion(ine, cuenta(ine))
        como(client, ine, "medio")
        texto = client.get(reverse("evaluacion:plantilla", args=[fila.periodo.clave])).content.decode("utf-8-sig")
        assert list(csv.reader(io.StringIO(texto)))[1][:2] == ["x", "CulturaINE"]

    def test_en_lote(self, client, ine, hoy):
        cuenta(ine)
        cuenta(ine, identificador="OtraINE")
        periodo(ine)
        for quien, acto in (("medio", "capturar"), ("titular", "validar")):
            assert " 2 " in mensajes(
                como(client, ine, quien).post(reverse("evaluacion:en_lote", args=[acto]), follow=True)
            )
        como(client, ine, "revisora")
        lista = client.get(reverse("admin:evaluacion_evaluacion_changelist"))
        assert lista.content.decode().count("Cuenta OtraINE") == 1
        client.post(reverse("admin:evaluacion_evaluacion_en_lote"), {"dictamen": "Bien."})
        assert set(Evaluacion.objects.values_list("estado", flat=True)) == {E.EVALUADA}


class TestPaginas:
    def test_el_detalle_dice_de_donde_sale_cada_cifra(self, client, ine, hoy):
        fila = evaluacion(ine, cuenta(ine), E.EVALUADA)
        como(client, ine, "titular")
        pagina = client.get(reverse("evaluacion:detalle", args=[fila.pk])).content.decode()
        assert "Sin datos" in pagina
        assert "Hacer observaciones" in pagina
        assert "Ajustar los puntos" not in pagina
        sustento = client.get(reverse("evaluacion:sustento", args=[fila.pk, "administradores"])).content.decode()
        assert "José Ángel Núñez Peña" in sustento
        assert "129 de 129" in sustento

    def test_cada_sustento_abre(self, client, ine, hoy):
        fila = evaluacion(ine, cuenta(ine))
        como(client, ine, "control")
        for medicion in fila.mediciones.select_related("indicador"):
            url = reverse("evaluacion:sustento", args=[fila.pk, medicion.indicador.clave])
            assert client.get(url).status_code == 200, url

    def test_ajustar_y_resolver_por_la_pagina(self, client, ine, hoy):
        fila = evaluacion(ine, cuenta(ine), E.OBSERVADA, indicadores=[indicador()])
        como(client, ine, "revisor")
        ajuste = {"indicador": fila.mediciones.get().indicador_id, "puntos": "101", "motivo": "x"}
        url = reverse("evaluacion:acto", args=[fila.pk, "ajustar"])
        assert "menor o igual a 100" in client.post(url, ajuste).content.decode()
        client.post(url, ajuste | {"puntos": "70"})
        client.post(reverse("evaluacion:acto", args=[fila.pk, "resolver"]), {"resolucion": "Tiene razón."})
        fila.refresh_from_db()
        assert (fila.estado, fila.calificacion) == (E.FINAL, 70)

    def test_el_plan_de_principio_a_fin(self, client, ine, hoy):
        fila = evaluacion(ine, cuenta(ine), E.FINAL, indicadores=BAJO).plan
        url, clave = reverse("evaluacion:plan", args=[fila.pk]), BAJO and fila.evaluacion.mediciones.get().indicador_id
        como(client, ine, "titular")
        assert "obligatorio" in client.post(url, {}).content.decode()
        client.post(url, {f"accion_{clave}": "Anotar", f"fecha_{clave}": "2026-03-31"})
        compromiso = fila.compromisos.get()
        hacer = lambda acto, **datos: client.post(  # noqa: E731
            reverse("evaluacion:compromiso", args=[compromiso.pk, acto]), datos, follow=True
        )
        assert "obligatorio" in hacer("reportar").content.decode()
        assert "reportado" in mensajes(hacer("reportar", evidencia="Va"))
        assert "no le corresponde" in mensajes(hacer("verificar"))
        como(client, ine, "revisora")
        assert "cumplido" in mensajes(hacer("verificar"))
        fila.refresh_from_db()
        assert fila.estado == EstadoPlan.CUMPLIDO

    def test_el_orden_por_resultado_es_solo_de_la_cncs(self, client, ine, hoy):
        fila = evaluacion(ine, cuenta(ine), E.EVALUADA)
        url = reverse("evaluacion:periodo", args=[fila.periodo.clave])
        assert "De mayor a menor" in como(client, ine, "titular_cncs").get(url + "?ver=orden").content.decode()
        for quien in ("titular", "presidencia", "control"):
            assert "mayor a menor" not in como(client, ine, quien).get(url + "?ver=orden").content.decode()

    def test_las_consultas_no_crecen(self, client, ine, hoy, django_assert_max_num_queries):
        cuenta(ine)
        fila = evaluacion(ine, Cuenta.objects.get())
        url, inicio = reverse("evaluacion:periodo", args=[fila.periodo.clave]), reverse("evaluacion:inicio")
        como(client, ine, "titular_cncs")
        with django_assert_max_num_queries(25):
            client.get(url)
        with django_assert_max_num_queries(25):
            client.get(inicio)
        with django_assert_max_num_queries(30):
            client.get(reverse("evaluacion:detalle", args=[fila.pk]))


class TestProcedimiento:
    def formulario(self, fila: Procedimiento, **cambios: str) -> dict[str, str]:
        datos = {"nombre": fila.nombre, "presentacion": fila.presentacion}
        indicadores = list(fila.indicadores.all())
        datos |= {"i-TOTAL_FORMS": str(len(indicadores)), "i-INITIAL_FORMS": str(len(indicadores))}
        for n, i in enumerate(indicadores):
            campos = ("dimension", "nombre", "clave", "formula", "unidad", "peso", "sentido", "evidencia")
            datos |= {f"i-{n}-{c}": str(getattr(i, c)) for c in campos}
            datos |= {f"i-{n}-escala": " ".join(f"{a}:{b}" for a, b in i.escala), f"i-{n}-umbral": str(i.umbral)}
        return datos | cambios

    def test_el_editor_suma_ensaya_y_guarda(self, client, ine, hoy):
        evaluacion(ine, cuenta(ine))
        fila = borrador(ine)
        cuantos = fila.indicadores.count()
        como(client, ine, "secretaria")
        url = reverse("admin:evaluacion_procedimiento_editar", args=[fila.pk])
        assert "data-suma>100<" in client.get(url).content.decode()
        pagina = client.post(url, self.formulario(fila, **{"i-0-peso": "20", "calcular": "1"})).content.decode()
        suma = 120 - fila.indicadores.get(orden=1).peso
        assert f"data-suma>{suma}<" in pagina
        assert fila.peso_total == 100
        pagina = client.post(url, self.formulario(fila, **{"i-0-escala": "50-30"})).content.decode()
        assert "no se entiende" in pagina
        client.post(url, self.formulario(fila, **{"i-0-peso": "20", "i-1-DELETE": "on"}))
        fila = Procedimiento.objects.get(pk=fila.pk)
        assert (fila.peso_total, fila.indicadores.count()) == (suma, cuantos - 1)
        ficha = client.get(reverse("admin:evaluacion_procedimiento_change", args=[fila.pk])).content.decode()
        assert "Ensayo con el último periodo" in ficha
        como(client, ine, "presidencia")
        emitir = reverse("admin:evaluacion_procedimiento_tramite", args=[fila.pk, "emitir"])
        assert f"suman {suma}" in client.post(emitir).content.decode()
        como(client, ine, "secretaria").post(url, self.formulario(fila, **{"i-0-peso": str(120 - suma)}))
        como(client, ine, "presidencia").post(emitir)
        fila.refresh_from_db()
        assert fila.estado == EstadoProcedimiento.EMITIDO


class TestPalabras:
    def test_la_escala_y_el_umbral_se_dicen(self):
        uno = Indicador(peso=5, unidad="horas", sentido="menos", escala=[["4", 100], ["24", 65]], umbral=Decimal("1"))
        assert uno.escala_en_palabras == "hasta 4, 100 puntos; hasta 24, 65"
        assert uno.umbral_en_palabras == "a lo más 1 hora"
        otro = Indicador(peso=5, unidad="%", sentido="mas", escala=[["0.5", 30]], umbral=Decimal("0.0000"))
        assert (otro.escala_en_palabras, otro.umbral_en_palabras) == ("desde 0.5, 30 puntos", "al menos 0 %")
        assert Indicador(peso=0, escala=[["0", 1]], umbral=Decimal(0)).umbral_en_palabras == ""
        assert otro.con_unidad(Decimal("100.0000")) == "100 %"

    def test_una_linea_con_muchos_periodos_no_encima_sus_rotulos(self):
        svg = graficas.linea("Resultado", [(f"mes {n}", Decimal(n)) for n in range(12)])
        assert svg.count("mes ") == 12 + 4  # what it says in words, and four labels
        assert ">mes 11<" in svg


class TestPapeles:
    def comprobar(self, contenido: bytes) -> pikepdf.Pdf:
        documento = pikepdf.open(io.BytesIO(contenido))
        assert documento.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in documento.Root
        assert b"pdfuaid:part" in documento.Root.Metadata.read_bytes()
        return documento

    def test_el_procedimiento_da_siempre_los_mismos_bytes(self, ine):
        fila = emitido(ine)
        uno = procedimiento(fila)
        self.comprobar(uno)
        assert uno == procedimiento(Procedimiento.objects.get(pk=fila.pk))

    def test_el_informe_con_graficas_y_su_alternativa(self, ine):
        abierto = evaluacion(ine, cuenta(ine), E.EVALUADA).periodo
        contenido = informe(abierto, ahora=APERTURA)
        documento = self.comprobar(contenido)
        alternativas = [str(o.get("/Alt", "")) for o in documento.objects if isinstance(o, pikepdf.Dictionary)]
        assert any("Resultado por red social" in texto for texto in alternativas)

    def test_sin_ningun_resultado_se_dice_y_no_se_dibuja(self, client, ine, hoy):
        abierto = evaluacion(ine, cuenta(ine)).periodo
        documento = self.comprobar(informe(abierto, ahora=APERTURA))
        alternativas = [str(o.get("/Alt", "")) for o in documento.objects if isinstance(o, pikepdf.Dictionary)]
        assert not any("Resultado por red social" in texto for texto in alternativas)
        como(client, ine, "revisora")
        pagina = client.get(reverse("evaluacion:periodo", args=[abierto.clave])).content.decode()
        assert "Todavía no hay resultados que graficar" in pagina

    def test_el_libro_no_ejecuta_nada(self, client, ine, hoy):
        de = cuenta(ine)
        Cuenta.objects.filter(pk=de.pk).update(nombre="=HYPERLINK(1)")
        abierto = evaluacion(ine, de, E.EVALUADA).periodo
        como(client, ine, "presidencia")
        contenido = client.get(reverse("evaluacion:informe_xlsx", args=[abierto.clave])).content
        libro = tablib.Databook().load(contenido, format="xlsx")
        assert libro.sheets()[0][0][1].startswith("'=HYPERLINK")
        assert "sin datos" in libro.sheets()[1]["Valor"]

    def test_los_datos_abiertos_solo_lo_final_y_lo_publico(self, client, ine, hoy):
        evaluacion(ine, cuenta(ine), E.FINAL)
        cuenta(ine, titular="otra_titular", identificador="PadronINE")
        client.logout()
        assert reverse("evaluacion:datos_csv") in client.get("/").content.decode()
        datos = client.get(reverse("evaluacion:datos_json")).json()["evaluaciones"]
        assert [d["cuenta"] for d in datos] == ["CulturaINE"]
        assert datos[0]["con_material"] is None
        assert not {"rotacion_a_tiempo", "incidentes", "dos_administradores"} & datos[0].keys()
        texto = client.get(reverse("evaluacion:datos_csv")).content.decode("utf-8-sig")
        (fila,) = csv.DictReader(io.StringIO(texto))
        assert (fila["cuenta"], fila["con_material"]) == ("CulturaINE", "")
