"""8.a: the procedure: written by one, issued by another, and from then on it does not change."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from avisos.models import Aviso
from bitacora.consultas import asientos_de, verificar
from bitacora.flujo import EstadoCambiado, SinPermiso
from evaluacion import acciones
from evaluacion.acciones import ProcedimientoInvalido
from evaluacion.calificacion import EscalaInvalida, calificar, puntos, revisar_escala
from evaluacion.estados import EstadoProcedimiento, Sentido
from evaluacion.inicial import indicadores_iniciales
from evaluacion.models import Indicador, Procedimiento
from organizacion.acciones import asignar_rol
from organizacion.estados import Rol
from tests.fabrica import CARGA
from tests.fabrica_evaluacion import borrador, emitido, indicador

pytestmark = [pytest.mark.django_db, pytest.mark.criterio("8.a")]


class TestCalificacion:
    pytestmark = pytest.mark.embebida

    @pytest.mark.parametrize(
        ("valor", "sentido", "esperados"),
        [
            ("100", "mas", 100), ("99.99", "mas", 70), ("50", "mas", 30), ("49.9999", "mas", 0), ("-3", "mas", 0),
            ("1", "menos", 100), ("1.0001", "menos", 60), ("24", "menos", 60), ("49", "menos", 0),
        ],
    )  # fmt: skip
    def test_puntos_de_la_escala(self, valor, sentido, esperados):
        escala = [["50", 30], ["80", 70], ["100", 100]] if sentido == "mas" else [["1", 100], ["24", 60], ["48", 20]]
        assert puntos(Decimal(valor), escala, sentido) == esperados

    def test_sin_datos_no_es_cero(self):
        assert puntos(None, [["0", 0], ["1", 100]], "mas") is None
        assert calificar([(60, 80), (40, None)]) == (resultado := calificar([(60, 80)]))
        assert (resultado.calificacion, resultado.cobertura) == (Decimal("80.00"), 60)
        assert calificar([(60, None), (40, None)]).calificacion is None
        assert calificar([(0, 100)]).calificacion is None

    @given(st.lists(st.tuples(st.integers(1, 100), st.none() | st.integers(0, 100)), min_size=1))
    def test_el_resultado_esta_entre_el_menor_y_el_mayor(self, pares):
        con_datos = [p for _, p in pares if p is not None]
        resultado = calificar(pares)
        if not con_datos:
            assert resultado.calificacion is None
        else:
            assert min(con_datos) <= resultado.calificacion <= max(con_datos)
            assert resultado.cobertura == sum(peso for peso, p in pares if p is not None)

    @pytest.mark.parametrize(
        ("escala", "sentido"),
        [
            ([], Sentido.MAS),
            ([("1", 50), ("1", 60)], Sentido.MAS),
            ([("2", 50), ("1", 60)], Sentido.MAS),
            ([("1", 60), ("2", 50)], Sentido.MAS),
            ([("1", 50), ("2", 60)], Sentido.MENOS),
            ([("1", 101)], Sentido.MAS),
        ],
    )
    def test_escalas_que_no_sirven(self, escala, sentido):
        with pytest.raises(EscalaInvalida):
            revisar_escala(escala, sentido)

    def test_el_que_trae_el_producto_se_puede_emitir(self):
        datos = list(indicadores_iniciales())
        assert sum(d.peso for d in datos) == 100
        for d in datos:
            revisar_escala(d.escala, d.sentido)
            assert d.formula or d.evidencia


class TestRedactar:
    def test_solo_la_secretaria_tecnica(self, ine):
        fila = borrador(ine)
        for quien in ("presidencia", "titular_cncs", "revisora", "titular", "control", "sistema"):
            datos = {"nombre": "P", "presentacion": "x", "indicadores": [], "por": ine[quien], "ahora": ine.ahora}
            with pytest.raises(SinPermiso):
                acciones.redactar(**datos)
            with pytest.raises(SinPermiso):
                acciones.corregir(procedimiento=fila, **datos)
        assert fila.indicadores.count() == len(list(indicadores_iniciales()))

    def test_un_borrador_a_la_vez(self, ine):
        borrador(ine)
        with pytest.raises(ProcedimientoInvalido, match="Ya hay un borrador"):
            borrador(ine)

    def test_corregir_deja_lo_que_se_escribio_y_quien(self, ine):
        fila = borrador(ine, [indicador("uno", peso=40), indicador("dos", peso=60)])
        nuevos = [indicador("dos", peso=70), indicador("tres", peso=20)]
        fila = acciones.corregir(
            procedimiento=fila, nombre="P", presentacion="x", indicadores=nuevos, por=ine["secretaria"], ahora=ine.ahora
        )
        assert [(i.clave, i.peso, i.orden) for i in fila.indicadores.all()] == [("dos", 70, 1), ("tres", 20, 2)]
        assert fila.peso_total == 90
        assert fila.redactores == {ine["secretaria"].pk}
        assert [a.acto for a in asientos_de(fila.cadena)] == ["redactar", "corregir"]

    def test_el_siguiente_empieza_con_los_del_vigente(self, ine):
        viejo = emitido(ine)
        nuevo = acciones.redactar(
            nombre="P", presentacion="x", indicadores=None, por=ine["secretaria"], ahora=ine.ahora
        )
        columnas = ("clave", "peso", "escala", "umbral", "formula")
        assert list(nuevo.indicadores.values_list(*columnas)) == list(viejo.indicadores.values_list(*columnas))


class TestEmitir:
    def test_la_presidencia_lo_emite_y_sustituye_al_anterior(self, ine):
        uno = emitido(ine)
        dos = emitido(ine)
        uno.refresh_from_db()
        assert (uno.estado, uno.version) == (EstadoProcedimiento.SUSTITUIDO, 1)
        assert (dos.estado, dos.version, dos.emitido_por) == (EstadoProcedimiento.EMITIDO, 2, ine["presidencia"])
        assert dos.firma == {
            "nombre": ine["presidencia"].nombre,
            "cargo": ine["presidencia"].nombramiento_vigente.cargo,
        }
        assert Procedimiento.objects.vigente() == dos
        avisados = set(Aviso.objects.filter(clase="procedimiento_emitido").values_list("para", flat=True))
        assert avisados == {f"{q}@ine.mx" for q in ("revisora", "revisor", "titular_cncs", "presidencia", "secretaria")}
        assert not verificar().rupturas

    def test_nadie_mas(self, ine):
        fila = borrador(ine)
        for quien in ("secretaria", "titular_cncs", "revisora", "titular", "control", "sistema"):
            with pytest.raises(SinPermiso):
                acciones.emitir(procedimiento=fila, por=ine[quien], ahora=ine.ahora)
        assert Procedimiento.objects.vigente() is None

    def test_ni_quien_lo_escribio_aunque_ahora_presida(self, ine):
        fila = borrador(ine)
        asignar_rol(
            persona=ine["secretaria"], rol=Rol.COMITE_PRESIDENCIA, desde=ine.ahora.date(), por=CARGA, ahora=ine.ahora
        )
        with pytest.raises(SinPermiso):
            acciones.emitir(procedimiento=fila, por=ine["secretaria"], ahora=ine.ahora)

    @pytest.mark.parametrize(
        ("indicadores", "dice"),
        [
            ([indicador(peso=99)], "suman 99"),
            ([], "suman 0"),
            ([indicador(formula="inventada")], "fórmula que no existe"),
            ([indicador(escala=[("5", 10), ("1", 20)])], "menor a mayor"),
        ],
    )
    def test_lo_que_no_cuadra_no_se_emite(self, ine, indicadores, dice):
        fila = borrador(ine, indicadores)
        with pytest.raises(ProcedimientoInvalido, match=dice):
            acciones.emitir(procedimiento=fila, por=ine["presidencia"], ahora=ine.ahora)
        assert Procedimiento.objects.get().estado == EstadoProcedimiento.BORRADOR

    def test_lo_emitido_no_se_corrige(self, ine):
        fila = emitido(ine)
        with pytest.raises(EstadoCambiado):
            acciones.corregir(
                procedimiento=fila, nombre="P", presentacion="x", indicadores=[], por=ine["secretaria"], ahora=ine.ahora
            )


class TestInmutable:
    """Even who writes straight to the tables is refused."""

    def test_ninguna_columna_de_lo_emitido(self, ine):
        fila = emitido(ine)
        otros = {"version": 9, "creado": "2020-01-01T00:00Z", "emitido": "2020-01-01T00:00Z", "firma": {"x": 1},
                 "emitido_por_id": ine["titular"].pk}  # fmt: skip
        columnas = {c.attname for c in Procedimiento._meta.concrete_fields} - {"id", "estado", "sustituido"}
        for campo in columnas:
            with pytest.raises(DatabaseError), transaction.atomic():
                Procedimiento.objects.filter(pk=fila.pk).update(**{campo: otros.get(campo, "otro")})

    def test_ni_vuelve_a_ser_borrador_ni_se_borra(self, ine):
        fila = emitido(ine)
        for intento in (
            lambda: Procedimiento.objects.filter(pk=fila.pk).update(estado="borrador", version=None, emitido=None),
            lambda: Procedimiento.objects.filter(pk=fila.pk)._raw_delete("default"),
            lambda: fila.indicadores.update(peso=1),
            lambda: fila.indicadores.first().delete(),
            lambda: fila.indicadores.all()._raw_delete("default"),
            lambda: Indicador.objects.create(procedimiento=fila, orden=99, **vars(indicador("nuevo", peso=1))),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                intento()
        assert fila.peso_total == 100

    def test_un_borrador_si_cambia(self, ine):
        fila = borrador(ine)
        assert fila.indicadores.update(peso=1)
        fila.indicadores.all().delete()
        assert not Indicador.objects.exists()
