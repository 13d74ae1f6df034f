"""6.xxxiv, 5.1.d: passwords are changed on time and at once when somebody leaves, and nobody ever writes one."""

from collections import Counter
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from avisos.models import Aviso
from bitacora.consultas import asientos_de, verificar
from bitacora.flujo import EstadoCambiado, SinPermiso
from cuentas.acciones import activar, asegurar_rotaciones, exigir, registrar
from cuentas.acciones import rotacion as acciones
from cuentas.consultas import estado_de_la_contrasena
from cuentas.estados import EstadoCuenta, EstadoRotacion, MotivoRotacion
from cuentas.models import Cuenta, Rotacion
from plazos.acciones import barrer
from plazos.clases import ROTACION, ROTACION_INMEDIATA
from plazos.estados import EstadoPlazo, EstadoRecordatorio
from plazos.models import Plazo, Recordatorio
from tests.fabrica import CARGA, Institucion
from tests.fabrica_cambio import cuenta, salir

pytestmark = [pytest.mark.django_db, pytest.mark.criterio("6.xxxiv")]
R = EstadoRotacion
MEXICO = ZoneInfo("America/Mexico_City")
MINUTO = timedelta(minutes=1)


def el(texto: str) -> datetime:
    return datetime.fromisoformat(texto).replace(tzinfo=MEXICO)


def la_exigida(de: Cuenta) -> Rotacion:
    return Rotacion.objects.exigidas().select_related("plazo", "cuenta").get(cuenta=de)


def hecha(ine: Institucion, de: Cuenta, por: str = "medio", ahora: datetime | None = None) -> Rotacion:
    return acciones.registrar(rotacion=la_exigida(de), por=ine[por], ahora=ahora or ine.ahora)


def cartas(desde: int) -> Counter[tuple[str, str]]:
    return Counter(Aviso.objects.filter(pk__gt=desde).values_list("clase", "para"))


def ultima_carta() -> int:
    return Aviso.objects.order_by("pk").values_list("pk", flat=True).last() or 0


def comprobar_reloj(de: Cuenta) -> None:
    """Exactly one change is due, with the only clock of passwords that runs."""
    exigida = la_exigida(de)
    abiertos = Plazo.objects.abiertos().filter(cadena=de.cadena, clase__in=[ROTACION, ROTACION_INMEDIATA])
    assert [p.pk for p in abiertos] == [exigida.plazo_id]
    assert exigida.plazo.objeto_id == exigida.pk


class TestPeriodica:
    def test_una_cuenta_nace_con_su_primer_cambio_previsto(self, ine):
        fila = cuenta(ine)
        exigida = la_exigida(fila)
        assert (exigida.motivo, exigida.plazo.clase) == (MotivoRotacion.INICIAL, ROTACION)
        assert exigida.plazo.fecha_limite.isoformat() == "2025-10-25"
        comprobar_reloj(fila)

    @pytest.mark.parametrize(
        ("hoy", "limite"),
        [
            ("2025-08-31T23:59", "2025-10-31"),
            ("2025-12-31T10:00", "2026-02-28"),
            ("2027-12-30T10:00", "2028-02-29"),
            ("2025-12-29T00:00", "2026-02-28"),
            ("2026-02-28T10:00", "2026-04-28"),
            ("2025-09-01T05:00:00", "2025-11-01"),
        ],
    )
    def test_dos_meses_naturales(self, ine, hoy, limite):
        fila = cuenta(ine)
        hecha(ine, fila, ahora=el(hoy))
        siguiente = la_exigida(fila)
        assert siguiente.motivo == MotivoRotacion.PERIODICA
        assert siguiente.plazo.fecha_limite.isoformat() == limite
        comprobar_reloj(fila)

    def test_quien_la_cambio_lo_dice_y_la_otra_persona_confirma(self, ine):
        fila = cuenta(ine)
        primera, marca = la_exigida(fila), ultima_carta()
        rotacion = hecha(ine, fila)
        assert (rotacion.pk, rotacion.estado, rotacion.hecha_por) == (primera.pk, R.HECHA, ine["medio"])
        assert Plazo.objects.get(pk=primera.plazo_id).estado == EstadoPlazo.CUMPLIDO
        assert cartas(marca) == {("rotacion_por_confirmar", "operativo@ine.mx"): 1}
        rotacion = acciones.confirmar(rotacion=rotacion, por=ine["operativo"], ahora=ine.ahora)
        assert (rotacion.estado, rotacion.confirmada_por) == (R.CONFIRMADA, ine["operativo"])
        actos = list(asientos_de(fila.cadena).order_by("numero").values_list("acto", flat=True))
        assert actos == ["registrar", "exigir_rotacion", "activar", "rotar", "exigir_rotacion", "confirmar"]
        assert not verificar().rupturas

    def test_no_confirmar_la_exige_otra_vez_y_de_inmediato(self, ine):
        fila = cuenta(ine)
        rotacion, marca = hecha(ine, fila), ultima_carta()
        periodica = la_exigida(fila)
        acciones.objetar(
            rotacion=rotacion, motivo="La anterior todavía entra.", por=ine["operativo"], ahora=ine.ahora + MINUTO
        )
        exigida = la_exigida(fila)
        assert (exigida.motivo, exigida.plazo.clase) == (MotivoRotacion.OBJETADA, ROTACION_INMEDIATA)
        assert "La anterior todavía entra." in exigida.detalle
        periodica = Rotacion.objects.select_related("plazo").get(pk=periodica.pk)
        assert (periodica.estado, periodica.plazo.estado) == (R.SUSTITUIDA, EstadoPlazo.CANCELADO)
        assert set(cartas(marca)) == {
            ("rotacion_exigida", f"{quien}@ine.mx") for quien in ("medio", "operativo", "titular")
        }
        comprobar_reloj(fila)

    def test_un_cambio_posterior_hace_innecesario_confirmar_el_anterior(self, ine):
        fila = cuenta(ine)
        primera = hecha(ine, fila)
        segunda = hecha(ine, fila, por="operativo")
        primera.refresh_from_db()
        assert primera.estado == R.CANCELADA
        assert estado_de_la_contrasena(fila, ine.ahora).por_confirmar == segunda


class TestInmediata:
    @pytest.mark.criterio("5.1.d")
    def test_sustituye_a_la_periodica_y_avisa(self, ine):
        fila, marca = cuenta(ine), ultima_carta()
        previa = la_exigida(fila)
        exigir(cuenta=fila, motivo=MotivoRotacion.CAMBIO, detalle="Salió alguien.", por=CARGA, ahora=ine.ahora)
        exigida = la_exigida(fila)
        assert exigida.plazo.vence == ine.ahora + timedelta(hours=24)
        previa = Rotacion.objects.select_related("plazo").get(pk=previa.pk)
        assert (previa.estado, previa.plazo.estado) == (R.SUSTITUIDA, EstadoPlazo.CANCELADO)
        assert set(cartas(marca)) == {
            ("rotacion_exigida", f"{quien}@ine.mx") for quien in ("medio", "operativo", "titular")
        }
        comprobar_reloj(fila)

    def test_otra_salida_no_aplaza_la_que_ya_urge(self, ine):
        fila = cuenta(ine)
        una = exigir(cuenta=fila, motivo=MotivoRotacion.CAMBIO, detalle="Salió A.", por=CARGA, ahora=ine.ahora)
        otra = exigir(
            cuenta=fila, motivo=MotivoRotacion.CAMBIO, detalle="Salió B.", por=CARGA, ahora=ine.ahora + 60 * MINUTO
        )
        assert una.pk == otra.pk
        assert la_exigida(fila).plazo.vence == ine.ahora + timedelta(hours=24)
        assert "Salió B." in asientos_de(fila.cadena).order_by("numero").last().canonico

    def test_no_hay_dos_a_la_vez_ni_en_la_base(self, ine):
        fila = cuenta(ine)
        with pytest.raises(IntegrityError), transaction.atomic():
            Rotacion.objects.create(cuenta=fila, motivo=MotivoRotacion.PERIODICA, exigida=ine.ahora)


@pytest.mark.parametrize(
    "quien", ["titular", "otra_titular", "otro_medio", "revisora", "titular_cncs", "sistema", "control"]
)
def test_nadie_mas_registra_ni_confirma(ine, quien):
    fila = cuenta(ine)
    with pytest.raises(SinPermiso):
        hecha(ine, fila, por=quien)
    rotacion = hecha(ine, fila)
    antes = asientos_de(fila.cadena).count()
    with pytest.raises(SinPermiso):
        acciones.confirmar(rotacion=rotacion, por=ine[quien], ahora=ine.ahora)
    with pytest.raises(SinPermiso):
        acciones.objetar(rotacion=rotacion, motivo="No", por=ine[quien], ahora=ine.ahora)
    assert asientos_de(fila.cadena).count() == antes
    comprobar_reloj(fila)


def test_nadie_confirma_lo_que_hizo(ine):
    fila = cuenta(ine)
    rotacion = hecha(ine, fila)
    for acto in (
        lambda: acciones.confirmar(rotacion=rotacion, por=ine["medio"], ahora=ine.ahora),
        lambda: acciones.objetar(rotacion=rotacion, motivo="No", por=ine["medio"], ahora=ine.ahora),
    ):
        with pytest.raises(SinPermiso):
            acto()
    with pytest.raises(IntegrityError), transaction.atomic():
        Rotacion.objects.filter(pk=rotacion.pk).update(confirmada_por=ine["medio"])


@pytest.mark.parametrize("estado", [R.HECHA, R.CONFIRMADA, R.OBJETADA, R.SUSTITUIDA])
def test_en_otro_estado_no_se_registra(ine, estado):
    fila = cuenta(ine)
    primera = la_exigida(fila)
    if estado == R.SUSTITUIDA:
        exigir(cuenta=fila, motivo=MotivoRotacion.CAMBIO, detalle="x", por=CARGA, ahora=ine.ahora)
    else:
        hecha(ine, fila)
    if estado == R.CONFIRMADA:
        acciones.confirmar(rotacion=primera, por=ine["operativo"], ahora=ine.ahora)
    if estado == R.OBJETADA:
        acciones.objetar(rotacion=primera, motivo="No entra", por=ine["operativo"], ahora=ine.ahora)
    assert Rotacion.objects.get(pk=primera.pk).estado == estado
    with pytest.raises(EstadoCambiado):
        acciones.registrar(rotacion=primera, por=ine["medio"], ahora=ine.ahora)
    if estado != R.HECHA:
        with pytest.raises(EstadoCambiado):
            acciones.confirmar(rotacion=primera, por=ine["operativo"], ahora=ine.ahora)
    comprobar_reloj(fila)


def test_sin_suplente_confirma_la_titular_del_area(ine):
    fila = cuenta(ine)
    salir(ine, "operativo")
    marca = ultima_carta()
    rotacion = hecha(ine, fila)
    assert cartas(marca) == {("rotacion_por_confirmar", "titular@ine.mx"): 1}
    assert acciones.confirmar(rotacion=rotacion, por=ine["titular"], ahora=ine.ahora).estado == R.CONFIRMADA


class TestRecordatorios:
    def test_a_quien_se_recuerda_en_cada_paso(self, ine):
        fila, marca = cuenta(ine), ultima_carta()
        administran = {"medio@ine.mx", "operativo@ine.mx"}
        for momento, clase, personas in [
            ("2025-10-10T09:00", "rotacion_por_vencer", administran),
            ("2025-10-20T09:00", "rotacion_por_vencer", administran),
            ("2025-10-24T09:00", "rotacion_por_vencer", administran),
            ("2025-10-25T09:00", "rotacion_por_vencer", administran),
            ("2025-10-26T00:00", "rotacion_fuera_de_plazo", administran),
            ("2025-10-28T09:00", "rotacion_fuera_de_plazo", administran | {"titular@ine.mx"}),
            (
                "2025-11-04T09:00",
                "rotacion_fuera_de_plazo",
                administran | {"titular@ine.mx", "revisora@ine.mx", "revisor@ine.mx", "titular_cncs@ine.mx"},
            ),
        ]:
            assert barrer(ahora=el(momento) - timedelta(seconds=1)).emitidos == 0, momento
            assert barrer(ahora=el(momento)).emitidos == 1, momento
            assert cartas(marca) == {(clase, quien): 1 for quien in personas}, momento
            marca = ultima_carta()
        comprobar_reloj(fila)  # silence changes nothing: it is still due

    def test_tras_tres_semanas_sin_servicio_cada_uno_sale_una_vez(self, ine):
        cuenta(ine)
        assert barrer(ahora=el("2025-10-08T09:00")).emitidos == 0
        assert barrer(ahora=el("2025-10-29T12:00")).emitidos == 6
        assert barrer(ahora=el("2025-10-29T12:01")).emitidos == 0
        salieron = Recordatorio.objects.filter(estado=EstadoRecordatorio.EMITIDO).values_list("paso", flat=True)
        assert Counter(salieron) == dict.fromkeys(
            ["faltan_15", "faltan_5", "faltan_1", "faltan_0", "vence", "pasaron_3"], 1
        )

    def test_lo_que_se_cambio_no_se_recuerda(self, ine):
        fila = cuenta(ine)
        hecha(ine, fila, ahora=el("2025-10-09T10:00"))
        marca = ultima_carta()
        assert barrer(ahora=el("2025-11-20T09:00")).emitidos == 0
        assert not cartas(marca)

    def test_la_inmediata_escala_desde_el_dia_siguiente(self, ine):
        fila = cuenta(ine)
        exigir(cuenta=fila, motivo=MotivoRotacion.CAMBIO, detalle="Salió alguien.", por=CARGA, ahora=ine.ahora)
        marca = ultima_carta()
        barrer(ahora=ine.ahora + timedelta(hours=24))
        assert set(cartas(marca)) == {("rotacion_fuera_de_plazo", f"{q}@ine.mx") for q in ("medio", "operativo")}
        marca = ultima_carta()
        barrer(ahora=el("2025-08-29T09:00"))
        assert cartas(marca)[("rotacion_fuera_de_plazo", "titular@ine.mx")] == 1


class TestAsegurar:
    def test_pone_la_que_falta_y_repetirlo_no_agrega(self, ine):
        fila = cuenta(ine)
        # As in a database from before rotations were kept.
        Recordatorio.objects.all().delete()
        Rotacion.objects.all().delete()
        Plazo.objects.filter(clase=ROTACION).delete()
        assert asegurar_rotaciones(por=CARGA, ahora=ine.ahora) == 1
        assert asegurar_rotaciones(por=CARGA, ahora=ine.ahora) == 0
        comprobar_reloj(fila)

    def test_la_que_nadie_administra_todavia_no_la_necesita(self, ine):
        registrar(
            red="x",
            identificador="INEMexico",
            nombre="INE",
            area=ine.areas["CNCS"],
            estado=EstadoCuenta.REGULARIZACION,
            por=CARGA,
            ahora=ine.ahora,
        )
        assert asegurar_rotaciones(por=CARGA, ahora=ine.ahora) == 0

    def test_la_regularizada_tambien_nace_con_su_cambio(self, ine):
        fila = registrar(
            red="x",
            identificador="INEMexico",
            nombre="INE",
            area=ine.areas["DECEyEC"],
            homologada=True,
            estado=EstadoCuenta.REGULARIZACION,
            por=CARGA,
            ahora=ine.ahora,
        )
        activar(cuenta=fila, titular=ine["medio"], suplente=ine["operativo"], por=ine["titular"], ahora=ine.ahora)
        comprobar_reloj(fila)


def test_ninguna_contrasena_tiene_donde_guardarse():
    campos = {campo.name for campo in Rotacion._meta.get_fields()}
    assert campos == {
        "id", "cuenta", "motivo", "detalle", "exigida", "plazo", "hecha", "hecha_por", "confirmada", "confirmada_por",
        "estado", "cumple_politica",
    }  # fmt: skip
