"""8.a: each computed indicator against an independent computation, on the cases where it is easy to be wrong."""

from collections import Counter
from datetime import date, datetime, timedelta
from decimal import Decimal
from statistics import median

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bitacora.acciones import asentar
from cuentas.acciones import exigir
from cuentas.acciones import rotacion as rotaciones
from cuentas.estados import ClaseIncidente, MotivoRotacion
from cuentas.models import Cuenta, Designacion, Incidente, Rotacion
from evaluacion.indicadores import FORMULAS, Lote, Ventana
from publicaciones.estados import ClaseContenido, ClaseInteraccion, EstadoInteraccion, Medio
from publicaciones.models import Contenido, Interaccion, Propuesta, Publicacion, Tema, Variante, Version
from publicaciones.models import Medio as Archivo
from tests.fabrica import CARGA, Institucion
from tests.fabrica_cambio import cuenta
from tests.fabrica_evaluacion import el

pytestmark = [pytest.mark.django_db, pytest.mark.criterio("8.a")]
DESDE, HASTA = date(2025, 7, 1), date(2025, 12, 31)


@pytest.fixture
def varias(ine) -> dict[str, Cuenta]:
    """Accounts with a lot, one or none of everything; one was opened in the middle of the period."""
    nombres = ("llena", "una", "nada", "nueva")
    cuentas = {n: cuenta(ine, identificador=f"{n.title()}INE") for n in nombres}
    Cuenta.objects.exclude(pk=cuentas["nueva"].pk).update(oficial_desde=date(2024, 1, 1), fines=["3.i", "3.xi"])
    Cuenta.objects.filter(pk=cuentas["llena"].pk).update(frecuencia="diaria")
    return {n: Cuenta.objects.select_related("area").get(pk=c.pk) for n, c in cuentas.items()}


def lote(varias: dict[str, Cuenta]) -> Lote:
    desde = {n: date(2025, 10, 1) if n == "nueva" else DESDE for n in varias}
    return Lote({c.pk: Ventana(c, desde[n], HASTA) for n, c in varias.items()})


def valores(clave: str, varias: dict[str, Cuenta]) -> dict[str, Decimal | None]:
    cifras = FORMULAS[clave].calcular(lote(varias))
    return {n: cifras[c.pk].valor for n, c in varias.items()}


def porcentaje(parte: int, todo: int) -> Decimal:
    return (Decimal(100) * parte / todo).quantize(Decimal("0.0001"))


class Publica:
    """Posts straight in the tables: what counts here is only what the indicators read."""

    def __init__(self, ine: Institucion) -> None:
        self.ine, self.n = ine, 0

    def __call__(
        self,
        de: Cuenta,
        cuando: datetime,
        *,
        texto: str = "Información.",
        clase: str = ClaseContenido.INFORMATIVO,
        fines: tuple[str, ...] = (),
        archivos: tuple[tuple[str, str], ...] = (),
    ) -> Publicacion:
        self.n += 1
        quien = self.ine["medio"]
        contenido = Contenido.objects.create(
            folio=f"CO-{self.n}", area=de.area, titulo="T", clase=clase, fines=list(fines), fuente="x",
            area_avala=de.area, creado=cuando, creado_por=quien,
        )  # fmt: skip
        variante = Variante.objects.create(
            contenido=contenido, cuenta=de, texto=texto, huella="x", creada=cuando, modificada=cuando,
            modificada_por=quien,
        )  # fmt: skip
        for orden, (tipo, alternativo) in enumerate(archivos):
            Archivo.objects.create(
                variante=variante, archivo="x", nombre="x", tipo=tipo, tamano=1, texto_alternativo=alternativo,
                digest="x", orden=orden, momento=cuando,
            )  # fmt: skip
        version = Version.objects.create(
            variante=variante, numero=1, texto=texto, huella="x", canonico="x", creada=cuando, por=quien
        )
        return Publicacion.objects.create(
            variante=variante, version=version, publicada=cuando, publicada_por=quien, registrada=cuando,
            enlace="https://x.com/1", texto_publicado=texto, huella_aprobada="x", huella_publicada="x", casillas=[],
        )  # fmt: skip


@pytest.fixture
def publicadas(ine, varias) -> dict[str, list[Publicacion]]:
    publica, imagen, video = Publica(ine), ("image/png", "Un mapa"), ("video/mp4", "")
    fuera = [el("2025-06-30T23:59"), el("2026-01-01T00:00")]
    for cuando in fuera:
        publica(varias["llena"], cuando, texto="¿Fuera?", archivos=(imagen,), fines=("3.i",))
    publica(varias["nueva"], el("2025-09-30T23:59"))  # before it was official
    return {
        "llena": [
            publica(varias["llena"], el("2025-07-01T00:00"), archivos=(imagen, ("image/png", ""))),
            publica(varias["llena"], el("2025-07-01T13:00"), texto="¿Y usted?", fines=("3.i",)),
            publica(varias["llena"], el("2025-08-15T10:00"), clase=ClaseContenido.DIALOGO, archivos=(video,)),
            publica(varias["llena"], el("2025-12-31T23:59"), archivos=(imagen,), fines=("3.i", "3.ix")),
        ],
        "una": [publica(varias["una"], el("2025-09-03T10:00"), fines=("3.i", "3.xi"))],
        "nueva": [publica(varias["nueva"], el("2025-10-01T00:00"), archivos=(imagen,))],
        "nada": [],
    }


class TestContenido:
    def test_cuantas(self, varias, publicadas):
        assert valores("publicaciones", varias) == {n: len(publicadas[n]) for n in varias}

    @pytest.mark.criterio("6.xxii")
    def test_frecuencia(self, varias, publicadas):
        esperado = {}
        for n, filas in publicadas.items():
            dias = 1 if n == "llena" else 7
            inicio = date(2025, 10, 1) if n == "nueva" else DESDE
            tramos, dia = [], inicio
            while dia + timedelta(days=dias - 1) <= HASTA:
                tramos.append((dia, dia + timedelta(days=dias)))
                dia += timedelta(days=dias)
            fechas = [f.publicada.astimezone(el("2025-07-01").tzinfo).date() for f in filas]
            con = sum(any(a <= f < b for f in fechas) for a, b in tramos)
            esperado[n] = porcentaje(con, len(tramos))
        assert valores("frecuencia", varias) == esperado
        assert esperado["nada"] == 0

    @pytest.mark.criterio("6.xxvii", "6.ii")
    def test_proporciones_y_sin_publicaciones_no_hay_dato(self, varias, publicadas):
        assert valores("con_material", varias) == {"llena": 75, "una": 0, "nueva": 100, "nada": None}
        assert valores("texto_alternativo", varias) == {
            "llena": porcentaje(2, 3), "una": None, "nueva": 100, "nada": None,
        }  # fmt: skip
        assert valores("dialogo", varias) == {"llena": 50, "una": 0, "nueva": 0, "nada": None}

    @pytest.mark.criterio("3.i")
    def test_fines(self, varias, publicadas):
        assert valores("fines_atendidos", varias) == {"llena": 50, "una": 100, "nueva": None, "nada": None}
        como = FORMULAS["fines_atendidos"].calcular(lote(varias))[varias["llena"].pk].como
        assert como["por_fin"] == {"3.i": 2, "3.ix": 1}


class TestAtencion:
    @pytest.fixture
    def recibidas(self, ine, varias) -> None:
        tema = Tema.objects.create(area=varias["llena"].area, nombre="Credencial", creado=ine.ahora)
        casos = [
            ("llena", "2025-07-01T00:00", 2, ClaseInteraccion.DUDA, EstadoInteraccion.CONTESTADA, tema),
            ("llena", "2025-07-02T10:00", 4, ClaseInteraccion.DUDA, EstadoInteraccion.CONTESTADA, tema),
            ("llena", "2025-07-03T10:00", 30, ClaseInteraccion.QUEJA, EstadoInteraccion.ORIENTADA, None),
            ("llena", "2025-07-04T10:00", None, ClaseInteraccion.DUDA, EstadoInteraccion.RECIBIDA, None),
            ("llena", "2025-07-05T10:00", None, ClaseInteraccion.OFENSA, EstadoInteraccion.RECIBIDA, None),
            ("llena", "2025-07-06T10:00", None, ClaseInteraccion.COMENTARIO, EstadoInteraccion.CERRADA, None),
            ("llena", "2026-01-01T00:00", 1, ClaseInteraccion.DUDA, EstadoInteraccion.CONTESTADA, tema),
            ("una", "2025-08-01T10:00", None, ClaseInteraccion.DUDA, EstadoInteraccion.RECIBIDA, None),
            ("nueva", "2025-09-30T23:59", 1, ClaseInteraccion.DUDA, EstadoInteraccion.CONTESTADA, None),
        ]
        for n, (de, cuando, horas, clase, estado, suyo) in enumerate(casos):
            recibida = el(cuando)
            respuesta = recibida + timedelta(hours=horas) if horas is not None else None
            cerrada = recibida if estado == EstadoInteraccion.CERRADA else respuesta
            Interaccion.objects.create(
                folio=f"IN-{n}", cuenta=varias[de], recibida=recibida, registrada=recibida,
                registrada_por=ine["medio"], medio=Medio.COMENTARIO, clase=clase, tema=suyo, texto="x", huella=str(n),
                objetivo=recibida, estado=estado, primera_respuesta=respuesta, concluida=cerrada,
                respuesta="x" if respuesta else "",
                motivo_cierre="Repetida" if estado == EstadoInteraccion.CERRADA else "",
            )  # fmt: skip

    @pytest.mark.criterio("5.2.e", "6.xviii", "6.xix")
    def test_respuestas(self, varias, recibidas):
        assert valores("respondidas", varias) == {"llena": 75, "una": 0, "nueva": None, "nada": None}
        assert valores("tiempo_de_respuesta", varias) == {
            "llena": median([2, 4, 30]), "una": None, "nueva": None, "nada": None,
        }  # fmt: skip
        assert valores("temas_recurrentes", varias) == {
            "llena": porcentaje(2, 6), "una": 0, "nueva": None, "nada": None,
        }  # fmt: skip

    @pytest.mark.criterio("8.b")
    def test_propuestas(self, ine, varias, recibidas):
        decidida = {"decidida": ine.ahora, "decidida_por": ine["titular"], "analisis": "x", "respuesta": "x"}
        interacciones = list(Interaccion.objects.filter(cuenta=varias["llena"]).order_by("pk"))
        for n, (estado, datos) in enumerate((("aceptada", decidida), ("no_viable", decidida), ("recibida", {}))):
            Propuesta.objects.create(
                folio=f"PR-{n}", interaccion=interacciones[n], area=varias["llena"].area, registrada=el("2025-08-01"),
                registrada_por=ine["medio"], estado=estado, **datos,
            )  # fmt: skip
        esperado = {"llena": porcentaje(2, 3), "una": None, "nueva": None, "nada": None}
        assert valores("propuestas_contestadas", varias) == esperado


class TestGobierno:
    @pytest.mark.criterio("6.xxxiv")
    def test_rotacion(self, ine, varias):
        fila = varias["llena"]  # its first change falls due on 25 October
        rotaciones.registrar(
            rotacion=Rotacion.objects.exigidas().get(cuenta=fila), por=ine["medio"], ahora=el("2025-10-25T23:59")
        )
        rotaciones.registrar(
            rotacion=Rotacion.objects.exigidas().get(cuenta=fila), por=ine["medio"], ahora=el("2025-12-26T10:00")
        )  # a day late
        objetada = rotaciones.registrar(
            rotacion=Rotacion.objects.exigidas().get(cuenta=varias["una"]),
            por=ine["medio"],
            ahora=el("2025-10-01T10:00"),
        )
        rotaciones.objetar(rotacion=objetada, motivo="x", por=ine["operativo"], ahora=el("2025-10-01T11:00"))
        exigir(
            cuenta=varias["nueva"], motivo=MotivoRotacion.CAMBIO, detalle="x", por=CARGA, ahora=el("2025-12-31T10:00")
        )  # due on 1 January: another period's
        assert valores("rotacion_a_tiempo", varias) == {
            "llena": 50,  # one in time, one late
            "una": 0,  # one objected, and the immediate one that followed was never done
            "nueva": None,
            "nada": 0,  # nobody did the one that fell due in October
        }

    @pytest.mark.criterio("5.1.b")
    def test_administradores_con_cambio_en_el_periodo(self, ine, varias):
        Designacion.objects.filter(cuenta=varias["llena"], caracter="titular").update(desde=date(2025, 1, 1))
        suplente = Designacion.objects.get(cuenta=varias["llena"], caracter="suplente")
        Designacion.objects.filter(pk=suplente.pk).update(desde=date(2025, 1, 1), hasta=date(2025, 9, 9))
        Designacion.objects.create(
            cuenta=varias["llena"], persona=suplente.persona, caracter="suplente", cargo="x", nivel="operativo",
            desde=date(2025, 9, 20),
        )  # fmt: skip
        # Ten days without a suplente, the 10th to the 19th of September; the rest, since each was designated.
        dias = (HASTA - DESDE).days + 1
        desde_la_designacion = (HASTA - date(2025, 8, 25)).days + 1
        assert valores("dos_administradores", varias) == {
            "llena": porcentaje(dias - 10, dias), "una": porcentaje(desde_la_designacion, dias),
            "nada": porcentaje(desde_la_designacion, dias), "nueva": 100,
        }  # fmt: skip

    @pytest.mark.criterio("8.c")
    def test_bitacora(self, varias):
        for cuando in ("2025-07-01T10:00", "2025-07-02T10:00", "2025-07-07T00:00", "2025-06-30T23:00"):
            asentar(
                cadena=varias["llena"].cadena, acto="actividad", objeto="x", por=CARGA, ahora=el(cuando), detalle={}
            )
        semanas = Counter((DESDE + timedelta(days=n)).isocalendar()[:2] for n in range((HASTA - DESDE).days + 1))
        assert valores("bitacora_llevada", varias) == {
            "llena": porcentaje(2, len(semanas)), "una": 0, "nueva": 0, "nada": 0,
        }  # fmt: skip

    @pytest.mark.criterio("6.xxxi")
    def test_incidentes(self, ine, varias):
        for n, (de, dia, horas, estado) in enumerate((
            ("llena", "2025-08-01T00:00", 10, "recuperado"), ("llena", "2025-09-01T00:00", 20, "falsa_alarma"),
            ("una", "2025-08-01T00:00", None, "reportado"), ("nada", "2025-06-30T23:59", 1, "recuperado"),
        )):  # fmt: skip
            reportado = el(dia)
            Incidente.objects.create(
                folio=f"IS-{n}", cuenta=varias[de], clase=ClaseIncidente.HACKEO, detectado=reportado, descripcion="x",
                reportado=reportado, reportado_por=ine["medio"], estado=estado,
                recuperado=reportado + timedelta(hours=horas) if horas else None,
            )  # fmt: skip
        assert valores("incidentes", varias) == {"llena": 1, "una": 1, "nueva": 0, "nada": 0}
        assert valores("recuperacion", varias) == {"llena": 10, "una": None, "nueva": None, "nada": None}


def test_las_consultas_no_crecen_con_las_cuentas(ine, varias, publicadas):
    todas = lote(varias)
    una = Lote(dict([next(iter(todas.ventanas.items()))]))
    for formula in FORMULAS.values():
        with CaptureQueriesContext(connection) as de_una:
            formula.calcular(una)
        with CaptureQueriesContext(connection) as de_todas:
            formula.calcular(todas)
        assert len(de_todas) == len(de_una) <= 2, formula.clave


def test_cada_formula_dice_lo_que_hace():
    for formula in FORMULAS.values():
        assert formula.explicacion.endswith("."), formula.clave
        assert formula.nombre, formula.numeral
