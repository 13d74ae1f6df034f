"""7.v, 5.1.b: who administers an account changes without an instant in which it has nobody, and the CNCS is told."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import transaction

from avisos.models import Aviso
from bitacora.consultas import asientos_de, verificar
from bitacora.flujo import EstadoCambiado, SinPermiso
from cuentas.acciones import DesignacionInvalida, activar, asegurar_rotaciones, relevar
from cuentas.consultas import administracion_en
from cuentas.estados import Caracter, EstadoCuenta, MotivoRotacion
from cuentas.models import Cuenta, Designacion, Rotacion
from organizacion.acciones import actualizar_persona, nombrar, terminar_nombramiento
from organizacion.estados import Nivel
from organizacion.tiempo import fecha_local
from plazos.acciones import barrer
from plazos.clases import ACUSE_CAMBIO, VACANTE
from plazos.estados import EstadoPlazo
from plazos.models import Plazo
from solicitudes.acciones import cambio as acciones
from solicitudes.acciones.comun import DatoInvalido
from solicitudes.estados.cambio import ClaseCambio
from solicitudes.estados.cambio import EstadoCambio as E
from solicitudes.models import Cambio
from tests.fabrica import CARGA
from tests.fabrica_cambio import cambio, cuenta, mover, presentar, relevos, salir
from tests.test_carreras import a_la_vez

pytestmark = [pytest.mark.django_db, pytest.mark.criterio("7.v")]
DIA = timedelta(days=1)
MINUTO = timedelta(minutes=1)
TITULAR, SUPLENTE = Caracter.TITULAR, Caracter.SUPLENTE


def administran(de: Cuenta) -> dict[str, str]:
    """Who administers it now, by the name in their mail."""
    vigentes = Designacion.objects.vigentes().filter(cuenta=de).select_related("persona")
    return {d.caracter: d.persona.email.partition("@")[0] for d in vigentes}


def estado(fila: Cuenta | Cambio) -> str:
    return type(fila).objects.get(pk=fila.pk).estado


def motivos(de: Cuenta) -> list[str]:
    return list(Rotacion.objects.exigidas().filter(cuenta=de).values_list("motivo", flat=True))


def relojes(fila: Cambio) -> list[str]:
    abiertos = Plazo.objects.abiertos().filter(objeto_tipo="solicitudes.cambio", objeto_id=fila.pk)
    return list(abiertos.values_list("clase", flat=True))


def uno_de_cada(de: Cuenta, desde: date, hasta: date) -> None:
    """5.a: on every day there was exactly one titular and one suplente, two different people."""
    dia = desde
    while dia <= hasta:
        respondian = list(administracion_en(de, dia))
        assert sorted(d.caracter for d in respondian) == ["suplente", "titular"], dia
        assert len({d.persona_id for d in respondian}) == 2, dia
        dia += DIA


def cartas(desde: int) -> Counter[tuple[str, str]]:
    return Counter(Aviso.objects.filter(pk__gt=desde).values_list("clase", "para"))


def ultima_carta() -> int:
    return Aviso.objects.order_by("pk").values_list("pk", flat=True).last() or 0


class TestPresentar:
    def test_desde_hoy_surte_efecto_en_el_mismo_acto(self, ine):
        fila = cuenta(ine)
        relevos(ine)
        hecho = presentar(ine, fila, SUPLENTE, "nuevo")
        assert hecho.estado == E.VIGENTE
        assert administran(fila) == {"titular": "medio", "suplente": "nuevo"}
        assert estado(fila) == EstadoCuenta.ACTIVA
        assert motivos(fila) == [MotivoRotacion.CAMBIO]
        assert relojes(hecho) == [ACUSE_CAMBIO]
        assert (hecho.sale, hecho.entra, hecho.presentada_por) == (ine["operativo"], ine["nuevo"], ine["titular"])
        assert hecho.constancias.count() == 1
        assert not verificar().rupturas

    def test_una_fecha_futura_no_cambia_nada_hasta_que_llega(self, ine):
        fila = cuenta(ine)
        hecho = cambio(ine, E.PRESENTADO, de=fila, dias=10)
        assert acciones.aplicar_vencidos(ahora=ine.ahora + 9 * DIA) == acciones.Aplicados()
        assert administran(fila) == {"titular": "medio", "suplente": "operativo"}
        assert motivos(fila) == [MotivoRotacion.INICIAL]

        llegada = ine.ahora + 10 * DIA
        assert acciones.aplicar_vencidos(ahora=llegada).vigentes == 1
        assert acciones.aplicar_vencidos(ahora=llegada + MINUTO).vigentes == 0
        assert administran(fila) == {"titular": "medio", "suplente": "nuevo"}
        assert (estado(hecho), estado(fila)) == (E.VIGENTE, EstadoCuenta.ACTIVA)
        assert motivos(fila) == [MotivoRotacion.CAMBIO]
        uno_de_cada(fila, fecha_local(ine.ahora), fecha_local(llegada + 5 * DIA))

    def test_si_el_barrido_estuvo_apagado_se_pone_al_dia(self, ine):
        fila = cuenta(ine)
        uno = cambio(ine, E.ACUSADO, de=fila, dias=3)
        otro = presentar(ine, fila, TITULAR, "otra_media", dias=5)
        assert acciones.aplicar_vencidos(ahora=ine.ahora + 26 * DIA).vigentes == 2
        assert (estado(uno), estado(otro)) == (E.CONCLUIDO, E.VIGENTE)
        assert administran(fila) == {"titular": "otra_media", "suplente": "nuevo"}
        dia = fecha_local(ine.ahora)
        uno_de_cada(fila, dia, dia + 30 * DIA)
        assert {d.persona.nombre for d in administracion_en(fila, dia + 4 * DIA)} == {
            ine["medio"].nombre, ine["nuevo"].nombre
        }  # fmt: skip

    def test_dos_relevos_el_mismo_dia_no_se_enciman(self, ine):
        fila = cuenta(ine)
        relevos(ine)
        presentar(ine, fila, SUPLENTE, "otra_media")
        presentar(ine, fila, SUPLENTE, "nuevo", ahora=ine.ahora + MINUTO)
        hoy = fecha_local(ine.ahora)
        uno_de_cada(fila, hoy, hoy + DIA)
        (suplente,) = [d for d in administracion_en(fila, hoy) if d.caracter == SUPLENTE]
        assert suplente.persona == ine["nuevo"]

    @pytest.mark.criterio("5.1.b")
    @pytest.mark.parametrize(
        ("caracter", "entra", "dias", "campo"),
        [
            (SUPLENTE, "otro_operativo", 0, "entra"),  # of another área
            (SUPLENTE, "titular", 0, "entra"),  # of a level that is too high
            (TITULAR, "nuevo", 0, "entra"),  # of a level that is too low
            (SUPLENTE, "medio", 0, "entra"),  # has the other place
            (SUPLENTE, "operativo", 0, "entra"),  # has this place
            (SUPLENTE, "nuevo", -1, "desde"),
            (SUPLENTE, "nuevo", 61, "desde"),
        ],
    )
    def test_lo_que_no_cumple_no_se_presenta(self, ine, caracter, entra, dias, campo):
        fila = cuenta(ine)
        relevos(ine)
        antes = administran(fila)
        with pytest.raises(DatoInvalido) as error, transaction.atomic():
            presentar(ine, fila, caracter, entra, dias=dias)
        assert error.value.campo == campo
        assert administran(fila) == antes
        assert not Cambio.objects.exists()

    @pytest.mark.parametrize(
        "quien", ["medio", "operativo", "otra_titular", "vocal_local", "revisora", "titular_cncs", "sistema"]
    )
    def test_solo_la_titular_del_area(self, ine, quien):
        fila = cuenta(ine)
        relevos(ine)
        with pytest.raises(SinPermiso):
            presentar(ine, fila, SUPLENTE, "nuevo", por=quien)
        assert not Cambio.objects.exists()

    def test_no_hay_dos_del_mismo_lugar_en_tramite(self, ine):
        hecho = cambio(ine, E.PRESENTADO)
        with pytest.raises(DatoInvalido, match=hecho.folio):
            presentar(ine, hecho.cuenta, SUPLENTE, "otra_media")

    def test_la_misma_persona_no_entra_a_los_dos_lugares(self, ine):
        hecho = cambio(ine, E.PRESENTADO, entra="otra_media")
        with pytest.raises(DatoInvalido, match="está por entrar"):
            presentar(ine, hecho.cuenta, TITULAR, "otra_media", dias=5)

    def test_una_cuenta_con_administradores_no_se_vuelve_a_activar(self, ine):
        fila = cuenta(ine)
        salir(ine, "operativo")
        relevos(ine)
        with pytest.raises(EstadoCambiado, match="cambio de administradores"):
            activar(cuenta=fila, titular=ine["otra_media"], suplente=ine["nuevo"], por=ine["titular"], ahora=ine.ahora)


# Which acts each one may do in each state: everything else is refused, and writes nothing.
ACTOS = {
    "presentar": {(E.PENDIENTE, "titular")},
    "acusar": {(e, q) for e in (E.PRESENTADO, E.VIGENTE) for q in ("revisora", "revisor", "titular_cncs")},
    "retirar": {(e, "titular") for e in (E.PRESENTADO, E.ACUSADO)},
}
QUIENES = [
    "titular", "medio", "operativo", "nuevo", "otra_titular", "vocal_local", "revisora", "revisor", "titular_cncs",
    "presidencia", "unicom", "control", "consejera", "sistema",
]  # fmt: skip


def intentar(acto: str, fila: Cambio, ine, quien: str) -> None:
    datos = {"cambio": fila, "por": ine[quien], "ahora": ine.ahora}
    if acto == "presentar":
        acciones.designar(entra=ine["nuevo"], desde=fecha_local(ine.ahora), **datos)
    elif acto == "acusar":
        acciones.acusar(**datos)
    else:
        acciones.retirar(motivo="Ya no.", **datos)


@pytest.mark.parametrize("en", list(E))
def test_cada_acto_es_de_quien_debe_y_en_su_estado(ine, en):
    fila = cambio(ine, en)
    hechos = set()
    for acto in ACTOS:
        for quien in QUIENES:
            antes = asientos_de(fila.cadena).count()
            with transaction.atomic():
                try:
                    intentar(acto, fila, ine, quien)
                    hechos.add((acto, quien))
                except (SinPermiso, EstadoCambiado):
                    assert asientos_de(fila.cadena).count() == antes
                transaction.set_rollback(True)
    assert hechos == {(acto, quien) for acto, pares in ACTOS.items() for e, quien in pares if e == en}


class TestAcuse:
    def test_antes_y_despues_de_surtir_efecto(self, ine):
        fila = cambio(ine, E.PRESENTADO)
        marca = ultima_carta()
        fila = acciones.acusar(cambio=fila, por=ine["revisora"], ahora=ine.ahora)
        assert (fila.estado, fila.responsable, relojes(fila)) == (E.ACUSADO, ine["revisora"], [])
        assert cartas(marca) == {("solicitud_avance", "titular@ine.mx"): 1}
        acciones.aplicar_vencidos(ahora=ine.ahora + 10 * DIA)
        assert estado(fila) == E.CONCLUIDO

    def test_nadie_acusa_lo_que_presento_ni_donde_es_parte(self, ine):
        from cuentas.acciones import registrar

        de = registrar(
            red="x", identificador="CNCSINE", nombre="CNCS", area=ine.areas["CNCS"], por=CARGA, ahora=ine.ahora
        )
        ine.persona("de_la_cncs", "Jimena Ocaranza Ruiz", "CNCS", Nivel.OPERATIVO)
        activar(cuenta=de, titular=ine["revisor"], suplente=ine["de_la_cncs"], por=ine["titular_cncs"], ahora=ine.ahora)
        fila = presentar(ine, de, TITULAR, "revisora", por="titular_cncs")
        for quien in ("titular_cncs", "revisora", "revisor"):  # filed it, enters, leaves
            with pytest.raises(SinPermiso):
                acciones.acusar(cambio=fila, por=ine[quien], ahora=ine.ahora)

    def test_sin_acuse_se_recuerda_y_se_escala_pero_nada_se_resuelve_solo(self, ine):
        fila = cambio(ine, E.VIGENTE)
        marca, tras_un_mes = ultima_carta(), ine.ahora + 30 * DIA
        barrer(ahora=tras_un_mes)
        salieron = cartas(marca)
        assert salieron[("solicitud_fuera_de_plazo", "titular_cncs@ine.mx")] == 2
        assert salieron[("solicitud_por_vencer", "revisora@ine.mx")] == 1
        barrer(ahora=tras_un_mes)
        assert cartas(marca) == salieron
        assert estado(fila) == E.VIGENTE


class TestSalidas:
    """5.1.b: somebody leaves the institution, or goes to another área."""

    pytestmark = pytest.mark.criterio("5.1.b")

    def test_sale_el_suplente_el_lugar_queda_vacante_y_corre_su_plazo(self, ine):
        fila, marca = cuenta(ine), ultima_carta()
        salir(ine, "operativo")
        pendiente = Cambio.objects.get(cuenta=fila)
        assert (pendiente.estado, pendiente.caracter, pendiente.sale) == (E.PENDIENTE, SUPLENTE, ine["operativo"])
        assert pendiente.de_oficio
        assert pendiente.presentada_por is None
        assert relojes(pendiente) == [VACANTE]
        assert (estado(fila), administran(fila)) == (EstadoCuenta.REGULARIZACION, {"titular": "medio"})
        assert Cuenta.objects.get(pk=fila.pk).es_oficial
        assert motivos(fila) == [MotivoRotacion.CAMBIO]
        assert cartas(marca)[("solicitud_avance", "titular@ine.mx")] == 1
        assert ("rotacion_exigida", "operativo@ine.mx") not in cartas(marca)

        relevos(ine)
        hecho = acciones.designar(
            cambio=pendiente, entra=ine["nuevo"], desde=fecha_local(ine.ahora), por=ine["titular"], ahora=ine.ahora
        )
        assert (hecho.estado, relojes(hecho)) == (E.VIGENTE, [ACUSE_CAMBIO])
        assert (estado(fila), administran(fila)) == (
            EstadoCuenta.ACTIVA, {"titular": "medio", "suplente": "nuevo"}
        )  # fmt: skip

    def test_un_lugar_vacante_se_recuerda_al_area_y_escala_a_la_cncs(self, ine):
        cuenta(ine)
        salir(ine, "operativo")
        marca = ultima_carta()
        limite = Plazo.objects.abiertos().get(clase=VACANTE).vence
        barrer(ahora=limite - MINUTO)
        assert cartas(marca)[("solicitud_por_vencer", "titular@ine.mx")] == 3
        assert ("solicitud_fuera_de_plazo", "titular_cncs@ine.mx") not in cartas(marca)
        barrer(ahora=limite + 10 * DIA)
        assert cartas(marca)[("solicitud_fuera_de_plazo", "titular_cncs@ine.mx")] == 2

    def test_sale_el_titular_y_queda_la_titular_del_area(self, ine):
        fila = cuenta(ine)
        salir(ine, "medio")
        pendiente = Cambio.objects.get(cuenta=fila)
        assert (pendiente.caracter, pendiente.sale, pendiente.estado) == (TITULAR, ine["medio"], E.PENDIENTE)
        assert (estado(fila), administran(fila)) == (
            EstadoCuenta.ACTIVA, {"titular": "titular", "suplente": "operativo"}
        )  # fmt: skip
        assert motivos(fila) == [MotivoRotacion.CAMBIO]
        hoy = fecha_local(ine.ahora)
        uno_de_cada(fila, hoy, hoy + 3 * DIA)
        relevos(ine)
        acciones.designar(
            cambio=pendiente, entra=ine["otra_media"], desde=hoy, por=ine["titular"], ahora=ine.ahora + MINUTO
        )
        assert administran(fila) == {"titular": "otra_media", "suplente": "operativo"}
        uno_de_cada(fila, hoy, hoy + 3 * DIA)

    def test_quien_administra_por_lo_pronto_puede_quedarse(self, ine):
        fila = cuenta(ine)
        salir(ine, "medio")
        antes = Designacion.objects.filter(cuenta=fila).count()
        acciones.designar(
            cambio=Cambio.objects.get(cuenta=fila),
            entra=ine["titular"],
            desde=fecha_local(ine.ahora),
            por=ine["titular"],
            ahora=ine.ahora,
        )
        assert administran(fila)["titular"] == "titular"
        assert Designacion.objects.filter(cuenta=fila).count() == antes
        assert Cambio.objects.get(cuenta=fila).estado == E.VIGENTE

    def test_sin_titular_del_area_asciende_la_suplente_de_mando_medio(self, ine):
        fila = cuenta(ine)
        relevos(ine)
        presentar(ine, fila, SUPLENTE, "otra_media", ahora=ine.ahora)
        salir(ine, "titular")
        salir(ine, "medio", ahora=ine.ahora + DIA)
        assert (estado(fila), administran(fila)) == (EstadoCuenta.REGULARIZACION, {"titular": "otra_media"})
        pendiente = Cambio.objects.get(cuenta=fila, estado=E.PENDIENTE)
        assert pendiente.caracter == SUPLENTE
        manana = fecha_local(ine.ahora + DIA)
        assert [d.persona for d in administracion_en(fila, manana) if d.caracter == TITULAR] == [ine["otra_media"]]

    def test_si_no_hay_nadie_en_el_area_toma_la_cuenta_quien_encabeza_la_de_arriba(self, ine):
        fila = cuenta(ine, titular="vocal_distrital")
        assert administran(fila)["titular"] == "vocal_distrital"
        salir(ine, "vocal_distrital")  # heads the área and administers
        assert (estado(fila), administran(fila)) == (
            EstadoCuenta.ACTIVA, {"titular": "vocal_local", "suplente": "operativo_distrital"}
        )  # fmt: skip
        assert Cambio.objects.get(cuenta=fila, clase=ClaseCambio.ADMINISTRACION).caracter == TITULAR
        # The head of the área above is not moved by what does not change that.
        actualizar_persona(persona=ine["vocal_local"], nombre="Inés Aragón", activa=True, por=CARGA, ahora=ine.ahora)
        assert administran(fila)["titular"] == "vocal_local"

    def test_si_nadie_cumple_la_designacion_sigue_y_consta(self, ine):
        fila = cuenta(ine)
        salir(ine, "titular")
        salir(ine, "medio")
        assert (estado(fila), administran(fila)) == (
            EstadoCuenta.ACTIVA, {"titular": "medio", "suplente": "operativo"}
        )  # fmt: skip
        assert "sin_relevo" in asientos_de(fila.cadena).values_list("acto", flat=True)
        assert Cambio.objects.get(cuenta=fila, clase=ClaseCambio.ADMINISTRACION).caracter == TITULAR

    @pytest.mark.parametrize("orden", [("medio", "operativo"), ("operativo", "medio")])
    def test_salen_las_dos_personas_el_mismo_dia(self, ine, orden):
        fila = cuenta(ine)
        for minutos, quien in enumerate(orden):
            salir(ine, quien, ahora=ine.ahora + minutos * MINUTO)
        assert (estado(fila), administran(fila)) == (EstadoCuenta.REGULARIZACION, {"titular": "titular"})
        pendientes = Cambio.objects.filter(cuenta=fila, estado=E.PENDIENTE)
        assert sorted(pendientes.values_list("caracter", flat=True)) == ["suplente", "titular"]
        assert motivos(fila) == [MotivoRotacion.CAMBIO]
        relevos(ine)
        hoy = fecha_local(ine.ahora)
        for caracter, entra in ((SUPLENTE, "nuevo"), (TITULAR, "otra_media")):
            acciones.designar(
                cambio=pendientes.get(caracter=caracter), entra=ine[entra], desde=hoy, por=ine["titular"],
                ahora=ine.ahora + 5 * MINUTO,
            )  # fmt: skip
        assert (estado(fila), administran(fila)) == (
            EstadoCuenta.ACTIVA, {"titular": "otra_media", "suplente": "nuevo"}
        )  # fmt: skip
        uno_de_cada(fila, hoy + DIA, hoy + 2 * DIA)

    def test_quien_cambia_de_cargo_y_sigue_cumpliendo_no_cambia_nada(self, ine):
        fila = cuenta(ine, titular="vocal_local")
        antes, asientos = administran(fila), asientos_de(fila.cadena).count()
        mover(ine, "medio_local", "JD-AGS-01", Nivel.MANDO_MEDIO)
        assert administran(fila) == antes
        assert asientos_de(fila.cadena).count() == asientos
        assert not Cambio.objects.exists()

    @pytest.mark.parametrize(
        ("siglas", "nivel"), [("DERFE", Nivel.OPERATIVO), ("DECEyEC", Nivel.SUPERIOR)], ids=["otra área", "otro nivel"]
    )
    def test_quien_cambia_y_deja_de_cumplir_sale(self, ine, siglas, nivel):
        fila = cuenta(ine)
        mover(ine, "operativo", siglas, nivel)
        assert administran(fila) == {"titular": "medio"}
        assert not Cuenta.objects.visibles_para(ine["operativo"]).filter(pk=fila.pk).exists()

    def test_quien_ya_no_puede_entrar_al_sistema_sale(self, ine):
        fila = cuenta(ine)
        actualizar_persona(persona=ine["operativo"], nombre="Zoë", activa=False, por=CARGA, ahora=ine.ahora)
        assert administran(fila) == {"titular": "medio"}

    def test_sale_de_todas_sus_cuentas_y_de_ninguna_otra(self, ine):
        una, otra = cuenta(ine), cuenta(ine, identificador="OtraINE")
        ajena = cuenta(ine, titular="otra_titular", identificador="AjenaINE")
        salir(ine, "operativo")
        assert [estado(c) for c in (una, otra, ajena)] == ["regularizacion", "regularizacion", "activa"]
        assert motivos(ajena) == [MotivoRotacion.INICIAL]
        assert Cambio.objects.filter(estado=E.PENDIENTE).count() == 2

    def test_si_sale_antes_de_su_relevo_el_relevo_sigue_y_no_se_abre_otro(self, ine):
        fila = cuenta(ine)
        hecho = cambio(ine, E.PRESENTADO, de=fila, dias=10)
        salir(ine, "operativo", ahora=ine.ahora + 2 * DIA)
        assert (Cambio.objects.count(), estado(hecho)) == (1, E.PRESENTADO)
        assert (estado(fila), administran(fila)) == (EstadoCuenta.REGULARIZACION, {"titular": "medio"})
        assert acciones.aplicar_vencidos(ahora=ine.ahora + 10 * DIA).vigentes == 1
        assert (estado(fila), administran(fila)["suplente"]) == (EstadoCuenta.ACTIVA, "nuevo")

    @pytest.mark.parametrize("en", [E.PRESENTADO, E.ACUSADO])
    def test_si_sale_quien_iba_a_entrar_se_repone_en_su_fecha(self, ine, en):
        fila = cuenta(ine)
        hecho = cambio(ine, en, de=fila, dias=10)
        salir(ine, "nuevo", ahora=ine.ahora + 2 * DIA)
        assert estado(hecho) == en
        marca, llegada = ultima_carta(), ine.ahora + 10 * DIA
        assert acciones.aplicar_vencidos(ahora=llegada).repuestos == 1
        assert acciones.aplicar_vencidos(ahora=llegada) == acciones.Aplicados()
        hecho = Cambio.objects.get(pk=hecho.pk)
        assert (hecho.estado, hecho.entra, relojes(hecho)) == (E.PENDIENTE, None, [VACANTE])
        assert (estado(fila), administran(fila)["suplente"]) == (EstadoCuenta.ACTIVA, "operativo")
        assert cartas(marca)[("solicitud_avance", "titular@ine.mx")] == 1
        # Whoever was to leave may stay.
        hecho = acciones.designar(
            cambio=hecho, entra=ine["operativo"], desde=fecha_local(llegada), por=ine["titular"], ahora=llegada
        )
        assert (hecho.estado, administran(fila)["suplente"]) == (E.VIGENTE, "operativo")

    def test_una_baja_deja_sin_efecto_lo_que_estaba_abierto(self, ine):
        hecho = cambio(ine, E.PRESENTADO)
        assert acciones.dejar_sin_efecto_por_baja(cuenta=hecho.cuenta, ahora=ine.ahora) == 1
        assert acciones.dejar_sin_efecto_por_baja(cuenta=hecho.cuenta, ahora=ine.ahora) == 0
        assert (estado(hecho), relojes(hecho)) == (E.SIN_EFECTO, [])
        assert Plazo.objects.get(objeto_tipo="solicitudes.cambio", objeto_id=hecho.pk).estado == EstadoPlazo.CANCELADO

    def test_lo_que_abrio_una_salida_no_se_retira(self, ine):
        fila = cambio(ine, E.PENDIENTE)
        fila = acciones.designar(
            cambio=fila,
            entra=ine["nuevo"],
            desde=fecha_local(ine.ahora + DIA),
            por=ine["titular"],
            ahora=ine.ahora,
        )
        assert fila.estado == E.PRESENTADO
        with pytest.raises(SinPermiso):
            acciones.retirar(cambio=fila, motivo="No", por=ine["titular"], ahora=ine.ahora)


class TestTitularidad:
    def test_sale_y_llega_la_titular_de_un_area_con_cuentas(self, ine):
        fila = cuenta(ine)
        ajena = cuenta(ine, titular="otra_titular", identificador="AjenaINE")
        marca = ultima_carta()
        salir(ine, "titular")
        baja = Cambio.objects.get(clase=ClaseCambio.TITULARIDAD)
        assert (baja.estado, baja.sale, baja.entra, relojes(baja)) == (E.VIGENTE, ine["titular"], None, [ACUSE_CAMBIO])
        assert (motivos(fila), motivos(ajena)) == ([MotivoRotacion.CAMBIO], [MotivoRotacion.INICIAL])
        assert cartas(marca)[("solicitud_avance", "titular_cncs@ine.mx")] == 1

        mover(ine, "otra_titular", "DECEyEC", Nivel.SUPERIOR, es_titular=True)
        alta = Cambio.objects.filter(clase=ClaseCambio.TITULARIDAD, area__siglas="DECEyEC").latest("pk")
        assert (alta.estado, alta.sale, alta.entra) == (E.VIGENTE, None, ine["otra_titular"])
        assert motivos(ajena) == [MotivoRotacion.CAMBIO]  # she headed that one
        assert acciones.acusar(cambio=alta, por=ine["revisora"], ahora=ine.ahora).estado == E.CONCLUIDO

    def test_quien_encabeza_y_administra_sale_de_los_dos_lugares(self, ine):
        fila = cuenta(ine)
        relevar(
            cuenta=fila, caracter=TITULAR, sale=ine["medio"], entra=ine["titular"], desde=fecha_local(ine.ahora),
            por=ine["titular"], ahora=ine.ahora,
        )  # fmt: skip
        salir(ine, "titular")
        clases = sorted(Cambio.objects.values_list("clase", flat=True))
        assert clases == [ClaseCambio.ADMINISTRACION, ClaseCambio.TITULARIDAD]
        assert administran(fila)["suplente"] == "operativo"
        assert len(administran(fila)) == 2

    def test_un_area_sin_cuentas_no_avisa_a_nadie(self, ine):
        cuenta(ine, titular="otra_titular")
        salir(ine, "titular")
        mover(ine, "titular", "DECEyEC", Nivel.SUPERIOR, es_titular=True)
        assert not Cambio.objects.exists()

    def test_un_cambio_de_nombre_o_de_cargo_en_la_misma_titularidad_no_es_cambio(self, ine):
        fila = cuenta(ine)
        mover(ine, "titular", "DECEyEC", Nivel.SUPERIOR, es_titular=True)
        actualizar_persona(persona=ine["titular"], nombre="María F. Íñiguez", activa=True, por=CARGA, ahora=ine.ahora)
        assert not Cambio.objects.exists()
        assert motivos(fila) == [MotivoRotacion.INICIAL]


class TestRelevo:
    def test_quien_sale_tiene_que_ser_quien_esta(self, ine):
        fila = cuenta(ine)
        relevos(ine)
        for sale in (None, ine["otra_media"]):
            with pytest.raises(DesignacionInvalida), transaction.atomic():
                relevar(
                    cuenta=fila, caracter=TITULAR, sale=sale, entra=ine["otra_media"], desde=fecha_local(ine.ahora),
                    por=ine["titular"], ahora=ine.ahora,
                )  # fmt: skip
        assert administran(fila) == {"titular": "medio", "suplente": "operativo"}

    def test_la_historia_se_conserva(self, ine):
        fila = cuenta(ine)
        relevos(ine)
        for dias, entra in enumerate(("nuevo", "operativo", "nuevo"), start=1):
            presentar(ine, fila, SUPLENTE, entra, ahora=ine.ahora + dias * DIA)
        suplentes = Designacion.objects.filter(cuenta=fila, caracter=SUPLENTE).order_by("pk")
        assert [d.persona.nombre for d in suplentes] == [
            ine[q].nombre for q in ("operativo", "nuevo", "operativo", "nuevo")
        ]
        hoy = fecha_local(ine.ahora)
        uno_de_cada(fila, hoy, hoy + 6 * DIA)

    def test_lo_que_falla_no_deja_nada(self, ine):
        """A head that is named where there is one already: neither the position nor what hangs on it changes."""
        fila = cuenta(ine)
        antes = Designacion.objects.count()
        from organizacion.acciones import CatalogoInvalido

        with pytest.raises(CatalogoInvalido):
            nombrar(
                persona=ine["operativo"], area=ine.areas["DERFE"], cargo="Titular", nivel=Nivel.SUPERIOR,
                es_titular=True, desde=fecha_local(ine.ahora), por=CARGA, ahora=ine.ahora,
            )  # fmt: skip
        assert (Designacion.objects.count(), estado(fila)) == (antes, EstadoCuenta.ACTIVA)
        assert ine["operativo"].nombramiento_vigente is not None


@pytest.mark.postgres
def test_dos_clics_a_la_vez_hacen_un_solo_cambio(ine_confirmado):
    ine = ine_confirmado
    fila = cuenta(ine)
    relevos(ine)
    for _ in range(10):
        quien = "nuevo" if administran(fila)["suplente"] == "operativo" else "operativo"
        antes = Cambio.objects.count()
        resultados = a_la_vez(*[lambda quien=quien: presentar(ine, fila, SUPLENTE, quien)] * 2)
        assert sorted(type(r).__name__ for r in resultados) == ["Cambio", "DatoInvalido"], resultados
        assert Cambio.objects.count() == antes + 1
        assert administran(fila) == {"titular": "medio", "suplente": quien}
    assert not verificar().rupturas


@pytest.mark.postgres
def test_el_barrido_y_una_salida_a_la_vez_dejan_a_dos_personas_o_una_vacante_abierta(ine_confirmado):
    ine = ine_confirmado
    relevos(ine)
    for n in range(8):
        ahora = ine.ahora + n * DIA
        fila = cuenta(ine, identificador=f"Carrera{n}INE", ahora=ahora)
        presentar(ine, fila, SUPLENTE, "nuevo", dias=1, ahora=ahora)
        despues = ahora + DIA
        resultados = a_la_vez(
            lambda despues=despues: acciones.aplicar_vencidos(ahora=despues),
            lambda despues=despues: terminar_nombramiento(
                persona=ine["medio"], hasta=fecha_local(despues), por=CARGA, ahora=despues
            ),
            lambda despues=despues: acciones.aplicar_vencidos(ahora=despues),
        )
        assert not [r for r in resultados if isinstance(r, Exception)], resultados
        acciones.aplicar_vencidos(ahora=despues)
        assert administran(fila) == {"titular": "titular", "suplente": "nuevo"}
        assert motivos(fila) == [MotivoRotacion.CAMBIO]
        assert Cambio.objects.filter(cuenta=fila, estado=E.PENDIENTE).count() == 1
        mover(ine, "medio", "DECEyEC", Nivel.MANDO_MEDIO, ahora=despues)
    assert asegurar_rotaciones(por=CARGA, ahora=ine.ahora) == 0
    assert not verificar().rupturas
