"""Every measure of the picture, against the same worked out by hand, on every day around which something changed."""

from collections import defaultdict
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from organizacion.models import Area
from panel.consultas import tablero
from tests.fabrica_cambio import cuenta
from tests.fabrica_tablero import Mundo
from tests.tablero_a_mano import A_MANO, Dia, Libro, cierre

pytestmark = [pytest.mark.django_db, pytest.mark.embebida]
UN_DIA = timedelta(days=1)
DIAS = (-1, 0, *range(2, 13), 14, 20, 22, 30, 31, 38, 40, 47, 50, 60, 92, 99, 129, 130, 365, 379, 380)
DE_TODAS = (7, 40, 61, 130)  # on these, what the others see, too


def en_la_base(clave, areas, corte):
    return dict(tablero.MEDIDAS[clave].filas(areas, corte).values_list("pk", "cumple"))


@pytest.fixture
def luego(ine):
    return ine.ahora + timedelta(days=400)


def test_ninguna_medida_se_queda_sin_comprobar():
    """A measure is not registered without working it out by hand, too."""
    assert set(A_MANO) == set(tablero.MEDIDAS)


@pytest.mark.criterio("1.b", "5.1.a", "5.1.b", "5.1.e", "5.2.e", "5.3.a", "5.3.b", "6.viii", "6.xxii", "6.xxx",
                      "6.xxxi", "6.xxxiii", "6.xxxiv", "7.iii", "7.v", "7.vii", "7.viii", "8.a")  # fmt: skip
def test_cada_medida_dice_lo_que_era_cierto_ese_dia(ine, luego, client):
    mundo = Mundo(ine)
    libro, todas = Libro(), Area.objects.all()
    conjuntos = {
        "todas": todas,
        "titular": tablero.areas_del_tablero(ine["titular"]),
        "vocal_local": tablero.areas_del_tablero(ine["vocal_local"]),
        "ninguna": Area.objects.none(),
    }
    ids = {quien: set(areas.values_list("pk", flat=True)) for quien, areas in conjuntos.items()}
    ids["todas"].add(None)  # what belongs to no área is the institution's, too
    assert len(ids["vocal_local"]) == 2, "the Junta Local and the one under it"
    respuestas, fotos = defaultdict(set), defaultdict(set)
    vence = (mundo.vence.date() - mundo.dia).days
    for n in sorted({*DIAS, *range(vence - 2, vence + 3)}):
        dia = mundo.fecha(n)
        corte = tablero.Corte.del_dia(dia, ahora=luego)
        assert corte.instante == cierre(dia)
        for quien, areas in conjuntos.items() if n in DE_TODAS else [("todas", todas)]:
            for clave, a_mano in A_MANO.items():
                esperado = a_mano(Dia(libro, dia, ids[quien]))
                assert en_la_base(clave, areas, corte) == esperado, (clave, quien, n)
                respuestas[clave].update(esperado.values())
                if quien == "todas":
                    fotos[clave].add(tuple(sorted(esperado.items())))
    for clave in A_MANO:
        assert respuestas[clave] == {True, False}, f"{clave}: the world shows both"
        assert len(fotos[clave]) > 1, f"{clave}: it changes with the date"
    _el_numero_es_el_de_sus_filas(ine, mundo, client, luego)


def _el_numero_es_el_de_sus_filas(ine, mundo, client, luego):
    """What is shown in the picture and in its trend is what opening it lists, page after page."""
    with time_machine.travel(luego, tick=False):
        for quien, n in (("titular", 7), ("presidencia", 40)):
            client.force_login(ine[quien], backend="django.contrib.auth.backends.ModelBackend")
            fecha = mundo.fecha(n).isoformat()
            pagina = client.get(reverse("panel:tablero"), {"fecha": fecha})
            for _, medidas in pagina.context["capitulos"]:
                for medida, cuantos, _ in medidas:
                    url, listados, mostrado = reverse("panel:tablero_medida", args=[medida.clave]), [], None
                    siguiente = f"?fecha={fecha}"
                    while siguiente:
                        contexto = client.get(url + siguiente).context
                        listados += [r.cumple for r in contexto["renglones"]]
                        siguiente, mostrado = contexto["pagina"].siguiente, contexto["cuantos"]
                    assert (sum(listados), len(listados)) == (cuantos.n, cuantos.total), (medida.clave, quien)
                    assert mostrado == cuantos


def test_sin_filas_no_hay_nada_que_medir_y_con_una_cuenta_se_mide(ine, luego):
    todas = Area.objects.all()
    ids = set(todas.values_list("pk", flat=True))
    for hay in (0, 1):
        if hay:
            cuenta(ine)
        for dias in (0, 5, 399):
            dia = ine.ahora.date() + dias * UN_DIA
            corte, libro = tablero.Corte.del_dia(dia, ahora=luego), Libro()
            for clave, a_mano in A_MANO.items():
                esperado = a_mano(Dia(libro, dia, ids))
                cuantos = tablero.contar(tablero.MEDIDAS[clave], todas, corte)
                assert (cuantos.n, cuantos.total) == (sum(esperado.values()), len(esperado)), clave
                if clave in {"administradores", "contrasenas"}:
                    assert cuantos.total == hay
                assert cuantos.porcentaje is None or cuantos.total
