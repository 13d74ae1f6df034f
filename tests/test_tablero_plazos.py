"""How the clocks of the norm were met: each in the picture of its área, counted by hand, opened to its rows."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evaluacion.models import Compromiso, Evaluacion, Plan
from organizacion.models import Area
from organizacion.tiempo import fecha_local
from plazos import acciones as relojes
from plazos.clases import COMPROMISO, PLAN_MEJORA, TURNO_AREA
from plazos.consultas import objetos_de
from plazos.models import Plazo
from publicaciones.estados import EstadoInteraccion
from solicitudes.models import UsoIndebido
from tests.fabrica_atencion import interaccion
from tests.fabrica_cambio import cuenta
from tests.fabrica_tablero import Mundo
from tests.fabrica_uso import uso
from tests.tablero_a_mano import cierre

pytestmark = [pytest.mark.django_db, pytest.mark.embebida]
UN_DIA = timedelta(days=1)
EN_PALABRAS = {
    "a_tiempo": {"A tiempo"}, "tarde": {"Tarde"}, "vencidos": {"Vencido"}, "corriendo": {"En curso", "Detenido"},
}  # fmt: skip


def areas_de(plazo: Plazo) -> set[int]:
    """The áreas in whose picture a clock is, from what it runs on."""
    objeto: Any = apps.get_model(plazo.objeto_tipo)._default_manager.get(pk=plazo.objeto_id)
    match plazo.objeto_tipo.partition(".")[2]:
        case "usoindebido":
            return set()
        case "cuenta" | "baja" | "cambio" | "apertura" | "caso" | "duda" | "publicidad" | "peticion" | "contenido":
            return {objeto.area_id}
        case "obligacion" | "convocatoria" | "evaluacion":
            return {objeto.area_id}
        case "rotacion" | "recertificacion" | "incidente" | "consulta":
            return {objeto.cuenta.area_id}
        case "interaccion":
            quien_informa = {objeto.area_turnada_id} if plazo.clase == TURNO_AREA else set()
            return {objeto.cuenta.area_id} | quien_informa
        case "periodo":
            return set(Evaluacion.objects.filter(periodo=objeto).values_list("area", flat=True))
        case "plan":
            return {objeto.evaluacion.area_id}
        case "compromiso":
            return {objeto.plan.evaluacion.area_id}
    raise AssertionError(f"whose is a clock on {plazo.objeto_tipo}?")


def situacion(plazo: Plazo, fin: datetime, dias: int) -> str:
    """How it was at that instant; nothing when it had not begun, had come to nothing, or ended too long before."""
    cerrado = plazo.cerrado is not None and plazo.cerrado <= fin
    if plazo.inicio > fin or (cerrado and plazo.estado == "cancelado"):
        return ""
    if cerrado:
        if plazo.cerrado <= fin - timedelta(days=dias):
            return ""
        return "a_tiempo" if plazo.cerrado < plazo.vence else "tarde"
    detenido = plazo.suspendido is not None and plazo.suspendido <= fin
    return "vencidos" if plazo.vence <= fin and not detenido else "corriendo"


def ultimo_dia_en(plazo: Plazo, mes: date, fin: datetime) -> bool:
    """Did its last day fall in that month, and was it past by then?"""
    if plazo.inicio > fin or plazo.vence > fin or (plazo.estado == "cancelado" and plazo.cerrado < plazo.vence):
        return False
    return fecha_local(plazo.vence - timedelta(microseconds=1)).replace(day=1) == mes


class Paginas:
    def __init__(self, client, ine, quien: str) -> None:
        self.client = client
        client.force_login(ine[quien], backend="django.contrib.auth.backends.ModelBackend")

    def contexto(self, nombre: str, datos: dict[str, str], **args: str) -> Any:
        respuesta = self.client.get(reverse(f"panel:{nombre}", kwargs=args), datos)
        assert respuesta.status_code == 200
        return respuesta.context

    def listadas(self, nombre: str, datos: dict[str, str], **args: str) -> dict[Plazo, str]:
        """The clocks that a page lists, page after page, and how it says that each was."""
        url, filas = reverse(f"panel:{nombre}", kwargs=args), {}
        respuesta = self.client.get(url, datos)
        while True:
            filas |= {plazo: como for *_, como, plazo in respuesta.context["filas"]}
            if not (siguiente := respuesta.context["pagina"].siguiente):
                return filas
            respuesta = self.client.get(url + siguiente)


@pytest.mark.criterio("5.1.a", "5.b", "6.vii", "6.xviii", "8.a")
def test_cada_plazo_esta_en_la_foto_de_su_area_y_se_abre(ine, client, django_assert_num_queries):
    """In every situation, on a past date and later, for who heads an área and for the Comité."""
    mundo = Mundo(ine)
    luego = mundo.el(200)
    interaccion(ine, EstadoInteraccion.TURNADA, de=mundo.una, ahora=mundo.el(35), texto="¿Quién sabe de esto?")
    uso(ine)
    plan = Plan.objects.create(evaluacion=Evaluacion.objects.get(cuenta=mundo.una))
    compromiso = Compromiso.objects.create(plan=plan, accion="Publicar", fecha=mundo.fecha(160), creado=mundo.el(135))
    for clase, objeto, dias in ((PLAN_MEJORA, plan, None), (COMPROMISO, compromiso, 20)):
        relojes.abrir(
            clase=clase, objeto_tipo=objeto._meta.label_lower, objeto_id=objeto.pk, cadena=objeto.cadena,
            ahora=mundo.el(135), presupuesto=dias,
        )  # fmt: skip
    detenido = Plazo.objects.filter(clase="caso", estado="abierto").get()
    Plazo.objects.filter(pk=detenido.pk).update(suspendido=mundo.el(3))

    plazos = list(Plazo.objects.all())
    with django_assert_num_queries(len({p.objeto_tipo for p in plazos})):
        assert all(objetos_de(plazos).values())
    suyas = {p.pk: areas_de(p) for p in plazos}
    assert {p.objeto_tipo for p in plazos} >= {
        "cuentas.cuenta", "cuentas.rotacion", "cuentas.incidente", "publicaciones.consulta", "evaluacion.periodo",
        "publicaciones.interaccion", "evaluacion.plan", "evaluacion.compromiso", UsoIndebido._meta.label_lower,
    }  # fmt: skip
    de_titular = set(Area.objects.filter(siglas="DECEyEC").values_list("pk", flat=True))
    vistos, leidos = set(), 0
    with time_machine.travel(luego, tick=False):
        for quien, areas in (("titular", de_titular), ("presidencia", set(Area.objects.values_list("pk", flat=True)))):
            paginas, propios = Paginas(client, ine, quien), [p for p in plazos if suyas[p.pk] & areas]
            for n, dias in ((8, 30), (60, 90), (200, 365)):
                datos = {"fecha": mundo.fecha(n).isoformat(), "dias": str(dias)}
                fin = min(cierre(mundo.fecha(n)), luego)
                contexto = paginas.contexto("tablero_plazos", datos)
                mostrados = {(f.clave, s): c for f in contexto["filas"] for s, c in f.cuentas if c}
                esperados: dict[tuple[str, str], set[int]] = {}
                for p in propios:
                    if como := situacion(p, fin, dias):
                        esperados.setdefault((p.clase, como), set()).add(p.pk)
                assert mostrados == {clave: len(cuales) for clave, cuales in esperados.items()}, (quien, n)
                for (clase, como), cuales in esperados.items():
                    vistos.add(como)
                    if n == 60 and quien == "titular":
                        filas = paginas.listadas("tablero_plazos_de_clase", datos, clase=clase, situacion=como)
                        assert {p.pk for p in filas} == cuales, (quien, clase, como)
                        assert set(filas.values()) <= EN_PALABRAS[como]
                for mes in contexto["meses"]:
                    cuales = {p.pk for p in propios if ultimo_dia_en(p, mes.primero, fin)}
                    bien = {p.pk for p in propios if p.pk in cuales and p.cerrado and p.cerrado < p.vence}
                    assert (mes.cuantos.n, mes.cuantos.total) == (len(bien), len(cuales)), (quien, n, mes.clave)
                    if cuales and n == (60 if quien == "titular" else 200):
                        filas = paginas.listadas("tablero_plazos_mes", datos, mes=mes.clave)
                        assert {p.pk for p in filas} == cuales
                        assert {p.pk for p in filas if p.cumple} == bien
                        leidos += 1
    assert vistos == set(EN_PALABRAS)
    assert leidos > 3


def test_la_tendencia_se_dibuja_con_su_tabla_y_sus_enlaces(ine, client):
    """What was met exactly on its last instant belongs to that month; one microsecond later it was late."""
    fila = cuenta(ine)
    rotacion = fila.rotaciones.get().plazo
    Plazo.objects.filter(pk=rotacion.pk).update(
        estado="cumplido", cerrado=rotacion.vence - timedelta(microseconds=1), vence=rotacion.vence
    )
    ultimo = fecha_local(rotacion.vence - timedelta(microseconds=1))
    client.force_login(ine["titular"], backend="django.contrib.auth.backends.ModelBackend")
    with time_machine.travel(rotacion.vence + 40 * UN_DIA, tick=False):
        pagina = client.get(reverse("panel:tablero_plazos"), {"fecha": ultimo.isoformat(), "area": "DECEyEC"}).text
        enlace = f"{reverse('panel:tablero_plazos_mes', args=[f'{ultimo:%Y-%m}'])}?fecha={ultimo}&amp;area=DECEyEC"
        # As its last day closed it was not past yet: nothing fell due.
        assert enlace not in pagina
        despues = {"fecha": (ultimo + UN_DIA).isoformat(), "area": "DECEyEC"}
        pagina = client.get(reverse("panel:tablero_plazos"), despues).text
        assert enlace.replace(f"fecha={ultimo}", f"fecha={ultimo + UN_DIA}") in pagina
        assert f"octubre de {ultimo.year}: 100 %" in pagina, "the chart says in words what it draws"
        assert pagina.count("<polyline") == 1
        assert 'role="img"' in pagina
        Plazo.objects.filter(pk=rotacion.pk).update(cerrado=rotacion.vence)
        assert f"octubre de {ultimo.year}: 0 %" in client.get(reverse("panel:tablero_plazos"), despues).text
        mes = reverse("panel:tablero_plazos_mes", args=[f"{ultimo:%Y-%m}"])
        assert "UnaINE" not in client.get(mes).text
        assert client.get(mes, {"fecha": "2025-02-30"}).status_code == 400
        for quien in ("otra_titular", "vocal_local"):
            client.force_login(ine[quien], backend="django.contrib.auth.backends.ModelBackend")
            assert fila.nombre not in client.get(mes).text, "another área's"
        client.force_login(ine["control"], backend="django.contrib.auth.backends.ModelBackend")
        assert fila.nombre in client.get(mes).text
        for ninguno in ("2025-13", "9999-12", "0001-01", "2025-1"):
            assert client.get(f"/panel/tablero/plazos/mes/{ninguno}/").status_code == 404
            assert client.get(f"/panel/contrasenas/DECEyEC/{ninguno}/").status_code == 404


def test_las_consultas_no_crecen_con_los_plazos(ine, client):
    client.force_login(ine["control"], backend="django.contrib.auth.backends.ModelBackend")
    conteos: list[int] = []
    cuenta(ine)
    vence = Plazo.objects.get(clase="rotacion").vence
    paginas = [reverse("panel:tablero_plazos"), reverse("panel:tablero_plazos_mes", args=[f"{vence - UN_DIA:%Y-%m}"])]
    with time_machine.travel(vence + UN_DIA, tick=False):
        client.get(paginas[0])  # the session opens once
        for vuelta in range(2):
            if vuelta:
                cuenta(ine, titular="vocal_local", identificador="Otra")
                cuenta(ine, titular="otra_titular", identificador="YOtra")
            for url in paginas:
                with CaptureQueriesContext(connection) as consultas:
                    assert client.get(url).status_code == 200
                conteos.append(len(consultas))
    assert conteos[:2] == conteos[2:]
