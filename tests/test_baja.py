"""7.viii, 7.ix: the closing of an account: who does what and when, its clocks, its papers, and what is left of it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from avisos.models import Aviso
from bitacora.flujo import ActoRechazado, EstadoCambiado, SinPermiso
from bitacora.models import Asiento
from cuentas import acciones as cuentas
from cuentas.consultas import administracion_en, cuenta_viva, directorio, fueron_oficiales, reconocer
from cuentas.estados import EstadoCuenta, EstadoRotacion
from cuentas.models import Cuenta, Designacion, Rotacion
from organizacion.estados import Nivel, Rol
from plazos.acciones import barrer
from plazos.estados import EstadoPlazo
from plazos.models import Plazo
from solicitudes.acciones import baja as acciones
from solicitudes.acciones import requerimiento
from solicitudes.acciones.cambio import presentar_nuevo
from solicitudes.acciones.comun import DatoInvalido
from solicitudes.consultas.baja import lista_de_cierre, revisores_de
from solicitudes.contenido import pdf_de
from solicitudes.estados import EstadoApertura
from solicitudes.estados.baja import EN_CIERRE, EN_TRAMITE
from solicitudes.estados.baja import EstadoBaja as E
from solicitudes.estados.cambio import EstadoCambio
from solicitudes.models import Baja
from tests.fabrica import CARGA, apertura, pdf, png
from tests.fabrica_baja import MOTIVO, baja, cuenta_activa, iniciar, presentar
from tests.test_directorio import homologada

pytestmark = [pytest.mark.django_db, pytest.mark.criterio("7.viii")]

HORA = timedelta(hours=1)
DIA = timedelta(days=1)
TODOS = {
    "titular", "medio", "operativo", "otra_titular", "vocal_local", "vocal_distrital", "revisora", "revisor",
    "titular_cncs", "unicom", "presidencia", "control", "consejera", "sistema",
}  # fmt: skip
CNCS = {"revisora", "revisor", "titular_cncs"}
RESPONSABLE = {"revisora", "titular_cncs"}  # the fixture's reviewer took it
SUYA = {"titular"}
# act → state → who may do it, of a closing of DECEyEC; where a state is not named, nobody.
DEL_AREA: dict[str, dict[E, set[str]]] = {
    "contestar": {},
    "continuar": {},
    "tomar": {E.PRESENTADA: CNCS},
    "asignar": {E.PRESENTADA: {"titular_cncs"}, E.EN_REVISION: {"titular_cncs"}},
    "autorizar": {E.EN_REVISION: RESPONSABLE},
    "rechazar": {E.EN_REVISION: RESPONSABLE},
    "retirar": {E.PRESENTADA: SUYA, E.EN_REVISION: SUYA},
    "archivar": {},
    "exportar": {E.PROCEDENTE: SUYA},
    "eliminar": {E.EXPORTADA: SUYA},
    "cancelar": {E.ELIMINADA: SUYA},
    "cerrar_buzon": {E.CANCELADA: {"unicom"}},
    "verificar": {E.SIN_BUZON: RESPONSABLE},
    "devolver": {E.SIN_BUZON: RESPONSABLE},
}
# When «revisor», of the CNCS, began it.
DE_OFICIO: dict[str, dict[E, set[str]]] = {
    **DEL_AREA,
    "contestar": {E.NOTIFICADA: SUYA},
    "continuar": {E.NOTIFICADA: {"revisora", "titular_cncs"}},
    "tomar": {E.PRESENTADA: {"revisora", "titular_cncs"}},
    "retirar": {},
    "archivar": {estado: {"revisor", "titular_cncs"} for estado in (E.NOTIFICADA, E.PRESENTADA, E.EN_REVISION)},
}


def datos(ine, acto: str) -> dict[str, Any]:
    con_evidencia = {"evidencia": "Consta en la captura.", "archivos": [png("evidencia.png")]}
    return {
        "contestar": {"conforme": False, "texto": "La seguimos usando."},
        "asignar": {"revisor": ine["revisora"]},
        "autorizar": {"respuesta": "Procede."},
        "rechazar": {"fundamentos": ["3.i"], "respuesta": "Debe seguir."},
        "retirar": {"motivo": "Se reactivará."},
        "archivar": {"motivo": "Volvió a publicar."},
        "devolver": {"observacion": "Quedan tres videos."},
        "cancelar": {**con_evidencia, "fecha": ine.ahora.date()},
    }.get(acto, con_evidencia if acto in {"exportar", "eliminar", "cerrar_buzon", "verificar"} else {})


def _origen(estado: E) -> list[bool]:
    return [True] if estado in {E.NOTIFICADA, E.ARCHIVADA} else [False] if estado == E.RETIRADA else [False, True]


CASOS = [(estado, de_oficio) for estado in E for de_oficio in _origen(estado)]


@pytest.mark.embebida
@pytest.mark.criterio("7.ix")
@pytest.mark.parametrize(("estado", "de_oficio"), CASOS)
def test_cada_acto_es_de_quien_le_toca_y_en_su_estado(ine, ahora, estado, de_oficio):
    fila = baja(ine, estado, de_oficio=de_oficio)
    despues = ahora + 40 * DIA  # past the área's term
    tabla = DE_OFICIO if de_oficio else DEL_AREA
    for acto, por_estado in tabla.items():
        pueden = por_estado.get(estado, set())
        for rol in sorted(TODOS):
            asientos = Asiento.objects.count()
            with transaction.atomic():
                if rol in pueden:
                    getattr(acciones, acto)(baja=fila, **datos(ine, acto), por=ine[rol], ahora=despues)
                    assert Asiento.objects.filter(cadena=fila.cadena).latest("pk"), (acto, rol)
                    assert Asiento.objects.count() > asientos, (acto, rol)
                else:
                    with pytest.raises(ActoRechazado):
                        getattr(acciones, acto)(baja=fila, **datos(ine, acto), por=ine[rol], ahora=despues)
                    assert Asiento.objects.count() == asientos, (acto, rol)
                transaction.set_rollback(True)


# --- It begins ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("rol", sorted(TODOS - {"titular"}))
def test_solo_la_titular_de_esa_area_la_pide(ine, rol):
    cuenta = cuenta_activa(ine)
    with pytest.raises(SinPermiso):
        presentar(ine, cuenta, por=rol)
    assert not Baja.objects.exists()


@pytest.mark.criterio("7.ix")
@pytest.mark.parametrize("rol", sorted(TODOS - CNCS))
def test_solo_la_cncs_inicia_la_de_una_abandonada(ine, rol):
    cuenta = cuenta_activa(ine)
    with pytest.raises(SinPermiso):
        iniciar(ine, cuenta, por=rol)
    assert not Baja.objects.exists()


@pytest.mark.criterio("7.ix")
def test_la_titular_de_la_cncs_no_inicia_la_de_su_area(ine):
    cuenta = cuenta_activa(ine, titular="titular_cncs")
    with pytest.raises(SinPermiso):
        iniciar(ine, cuenta, por="titular_cncs")


def test_presentar_da_folio_acuse_plazo_y_aviso(ine, ahora):
    fila = presentar(ine, cuenta_activa(ine))
    assert fila.folio.startswith("BA-2025-")
    assert fila.plazo.clase == "revision_baja"
    assert fila.plazo.fecha_limite == date(2025, 9, 15) + 15 * DIA  # 15 business days, 16 September not one
    acuse = fila.constancias.get()
    assert acuse.clase == "acuse_solicitud"
    assert acuse.datos["oficio"]["numero"] == "INE/DECEYEC/0456/2025"
    assert pdf_de(acuse).startswith(b"%PDF")
    para = set(Aviso.objects.filter(cadena=fila.cadena).values_list("para", flat=True))
    assert para == {"revisora@ine.mx", "revisor@ine.mx", "titular_cncs@ine.mx"}
    assert fila.cuenta.es_oficial  # asking changes nothing yet


def test_no_se_pide_dos_veces_ni_de_lo_que_no_es_oficial(ine, ahora):
    cuenta = cuenta_activa(ine)
    presentar(ine, cuenta)
    with pytest.raises(DatoInvalido) as error:
        presentar(ine, cuenta)
    assert error.value.campo == "cuenta"
    with pytest.raises(DatoInvalido):
        iniciar(ine, cuenta)
    sin_aviso = apertura(ine, EstadoApertura.ABIERTA, identificador="SinAvisoINE").cuenta
    with pytest.raises(DatoInvalido):
        presentar(ine, sin_aviso)
    assert Baja.objects.count() == 1


def test_de_una_dada_de_baja_no_se_vuelve_a_pedir(ine):
    fila = baja(ine, E.CONCLUIDA)
    with pytest.raises(DatoInvalido):
        presentar(ine, fila.cuenta)
    with pytest.raises(DatoInvalido):
        iniciar(ine, fila.cuenta)


@pytest.mark.criterio("7.x")
def test_las_que_el_instituto_conserva_no_se_dan_de_baja(ine):
    cuenta = homologada(ine)
    with pytest.raises(DatoInvalido, match=r"7\.x"):
        presentar(ine, cuenta, por="titular_cncs")


def test_el_oficio_no_es_de_un_dia_por_venir(ine, ahora):
    with pytest.raises(DatoInvalido) as error:
        acciones.presentar(
            cuenta=cuenta_activa(ine),
            motivo=MOTIVO,
            oficio_numero="1",
            oficio_fecha=ahora.date() + DIA,
            oficio=pdf(),
            por=ine["titular"],
            ahora=ahora,
        )
    assert error.value.campo == "oficio_fecha"


# --- Separation of duties -----------------------------------------------------------------------------------------
@pytest.mark.criterio("5.1.b")
def test_quien_administra_la_cuenta_no_la_revisa_ni_despues_de_la_cancelacion(ine, ahora):
    cuenta = cuenta_activa(ine, titular="titular_cncs")  # administered by «revisora» and «revisor»
    cuarta = ine.persona("cuarta", "Nadia Ferrer Luna", "CNCS", Nivel.MANDO_MEDIO, Rol.REVISION)
    fila = presentar(ine, cuenta, por="titular_cncs")
    for rol in ("revisora", "revisor", "titular_cncs"):
        with pytest.raises(SinPermiso):
            acciones.tomar(baja=fila, por=ine[rol], ahora=ahora + HORA)
    assert list(revisores_de(fila)) == [cuarta]
    reparto = {"titular": "titular_cncs", "revisa": "cuarta"}
    fila = acciones.tomar(baja=fila, por=ine["cuarta"], ahora=ahora + HORA)
    fila = _cerrar(ine, fila, ahora + HORA, **reparto)
    assert not fila.cuenta.designaciones.vigentes().exists()
    Baja.objects.filter(pk=fila.pk).update(responsable=ine["revisora"])
    for rol in ("revisora", "titular_cncs"):
        with pytest.raises(SinPermiso):
            acciones.verificar(baja=fila, evidencia="Todo bien.", por=ine[rol], ahora=ahora + 2 * HORA)


def _cerrar(ine, fila: Baja, reloj, *, titular: str = "titular", revisa: str = "revisora") -> Baja:
    """From the review to the mailbox closed."""
    fila = acciones.autorizar(baja=fila, respuesta="Procede.", por=ine[revisa], ahora=reloj)
    fila = acciones.exportar(baja=fila, evidencia="Copia.", archivos=[png()], por=ine[titular], ahora=reloj)
    fila = acciones.eliminar(baja=fila, evidencia="Hecho.", por=ine[titular], ahora=reloj)
    fila = acciones.cancelar(baja=fila, evidencia="Hecho.", fecha=reloj.date(), por=ine[titular], ahora=reloj)
    return acciones.cerrar_buzon(baja=fila, evidencia="Hecho.", por=ine["unicom"], ahora=reloj)


def test_no_se_asigna_a_quien_no_puede_revisarla(ine, ahora):
    fila = baja(ine, E.PRESENTADA, de_oficio=True)
    for rol in ("revisor", "titular", "control"):  # who began it, the área, somebody else
        with pytest.raises(DatoInvalido):
            acciones.asignar(baja=fila, revisor=ine[rol], por=ine["titular_cncs"], ahora=ahora + HORA)
    fila = acciones.asignar(baja=fila, revisor=ine["revisora"], por=ine["titular_cncs"], ahora=ahora + HORA)
    assert fila.responsable == ine["revisora"]
    assert Aviso.objects.filter(para="revisora@ine.mx", asunto__startswith="Se le asignó una baja").exists()


# --- Begun by the CNCS: silence is not consent --------------------------------------------------------------------
@pytest.mark.criterio("7.ix")
def test_el_area_contesta_y_empieza_la_revision(ine, ahora):
    fila = baja(ine, E.NOTIFICADA)
    assert fila.plazo.clase == "respuesta_area"
    assert Aviso.objects.filter(cadena=fila.cadena).get().para == "titular@ine.mx"
    respuesta = fila.plazo
    fila = acciones.contestar(baja=fila, conforme=False, texto="La usamos.", por=ine["titular"], ahora=ahora + DIA)
    assert (fila.conforme, fila.estado, fila.plazo.clase) == (False, E.PRESENTADA, "revision_baja")
    respuesta.refresh_from_db()
    assert respuesta.estado == EstadoPlazo.CUMPLIDO
    assert fila.cuenta.es_oficial


@pytest.mark.criterio("7.ix")
def test_el_silencio_no_es_conformidad(ine, ahora):
    fila = baja(ine, E.NOTIFICADA)
    with pytest.raises(EstadoCambiado, match="todavía puede contestar"):
        acciones.continuar(baja=fila, por=ine["revisora"], ahora=fila.plazo.vence - timedelta(seconds=1))
    despues = fila.plazo.vence
    barrer(ahora=despues)
    fila.refresh_from_db()
    assert fila.estado == E.NOTIFICADA  # a clock decides nothing
    assert Aviso.objects.filter(cadena=fila.cadena, para="titular_cncs@ine.mx").exists()  # but it goes up
    fila = acciones.continuar(baja=fila, por=ine["revisora"], ahora=despues)
    assert (fila.estado, fila.conforme, fila.responsable) == (E.EN_REVISION, None, ine["revisora"])
    assert fila.plazo.clase == "revision_baja"
    fila.cuenta.refresh_from_db()
    assert fila.cuenta.es_oficial


@pytest.mark.criterio("7.ix")
def test_la_informacion_de_una_de_oficio_se_pide_al_area_y_no_a_quien_la_inicio(ine, ahora):
    fila = baja(ine, E.EN_REVISION, de_oficio=True)
    requerimiento.requerir(solicitud=fila, texto="¿Quién la usaba?", por=ine["revisora"], ahora=ahora + HORA)
    aviso = Aviso.objects.get(asunto__startswith="Se le pide más información")
    assert aviso.para == "titular@ine.mx"
    with pytest.raises(SinPermiso):
        requerimiento.responder(solicitud=fila, texto="Nadie", archivos=[], por=ine["revisor"], ahora=ahora + HORA)


# --- Its ends -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("acto", "quien", "de_oficio"),
    [
        ("rechazar", "revisora", False),
        ("retirar", "titular", False),
        ("archivar", "revisor", True),
        ("autorizar", "revisora", False),
    ],
)
def test_al_salir_de_la_revision_nada_queda_pendiente(ine, ahora, acto, quien, de_oficio):
    fila = baja(ine, E.EN_REVISION, de_oficio=de_oficio)
    pedido = requerimiento.requerir(solicitud=fila, texto="¿Desde cuándo?", por=ine["revisora"], ahora=ahora + HORA)
    fila = getattr(acciones, acto)(baja=fila, **datos(ine, acto), por=ine[quien], ahora=ahora + 2 * HORA)
    pedido.refresh_from_db()
    assert pedido.cancelado
    abiertos = Plazo.objects.abiertos().filter(objeto_tipo="solicitudes.baja", objeto_id=fila.pk)
    assert [plazo.clase for plazo in abiertos] == (["cierre_baja"] if acto == "autorizar" else [])
    fila.cuenta.refresh_from_db()
    assert fila.cuenta.es_oficial
    assert fila.cuenta.designaciones.vigentes().count() == 2


@pytest.mark.parametrize("estado", [E.RECHAZADA, E.RETIRADA, E.ARCHIVADA])
def test_de_una_que_no_procedio_se_puede_volver_a_pedir(ine, ahora, estado):
    fila = baja(ine, estado)
    assert presentar(ine, fila.cuenta, ahora=ahora + DIA).estado == E.PRESENTADA


@pytest.mark.parametrize(("estado", "dice"), [(E.PROCEDENTE, "Se autoriza la baja"), (E.RECHAZADA, "No se autoriza")])
def test_la_decision_se_emite_en_papel(ine, estado, dice):
    fila = baja(ine, estado)
    papel = fila.constancias.get(clase="resolucion")
    assert papel.datos["sentido"].startswith(dice)
    assert papel.datos["fundamentos"]
    assert papel.datos["firmante"]["nombre"] == "Beatriz Olvera Rangel"
    assert papel.datos["destinatario"]["nombre"] == "María Fernanda Íñiguez Ávalos"
    assert pdf_de(papel).startswith(b"%PDF")


@pytest.mark.parametrize("fundamentos", [[], ["8.a"], ["7.ix", "inventado"]])
def test_sin_un_fundamento_de_la_lista_no_se_rechaza_ni_se_inicia(ine, ahora, fundamentos):
    fila = baja(ine, E.EN_REVISION)
    with pytest.raises(DatoInvalido):
        acciones.rechazar(
            baja=fila, fundamentos=fundamentos, respuesta="No.", por=ine["revisora"], ahora=ahora + HORA
        )  # fmt: skip
    otra = cuenta_activa(ine, titular="otra_titular", identificador="PadronINE")
    with pytest.raises(DatoInvalido):
        acciones.iniciar(cuenta=otra, motivo="x", fundamentos=fundamentos, por=ine["revisor"], ahora=ahora)


# --- The checklist ------------------------------------------------------------------------------------------------
@pytest.mark.criterio("7.ix")
def test_cada_paso_deja_su_evidencia_y_avisa_a_quien_sigue(ine):
    fila = baja(ine, E.CONCLUIDA)
    pasos = list(fila.pasos.values_list("paso", "hecho_por__email"))
    assert pasos == [
        ("exportar", "titular@ine.mx"),
        ("eliminar", "titular@ine.mx"),
        ("cancelar", "titular@ine.mx"),
        ("cerrar_buzon", "unicom@ine.mx"),
        ("verificar", "revisora@ine.mx"),
    ]
    asuntos = dict(Aviso.objects.filter(cadena=fila.cadena).values_list("asunto", "para"))
    assert asuntos["Cerrar el buzón institucional: @CulturaCivINE en X (Twitter)"] == "unicom@ine.mx"
    assert asuntos["Comprobar el cierre y concluir: @CulturaCivINE en X (Twitter)"] == "revisora@ine.mx"
    assert fila.plazo.estado == EstadoPlazo.CUMPLIDO
    lista = lista_de_cierre(fila)
    assert [paso.estado for paso in lista] == ["hecho"] * 5
    assert [documento.nombre for _, documentos in lista[0].veces for documento in documentos] == ["copia.png"]
    assert not Plazo.objects.abiertos().filter(objeto_tipo="solicitudes.baja").exists()


@pytest.mark.criterio("7.ix")
@pytest.mark.parametrize("estado", EN_CIERRE)
def test_sin_evidencia_no_hay_paso(ine, ahora, estado):
    fila = baja(ine, estado)
    acto, quien = {
        E.PROCEDENTE: ("exportar", "titular"),
        E.EXPORTADA: ("eliminar", "titular"),
        E.ELIMINADA: ("cancelar", "titular"),
        E.CANCELADA: ("cerrar_buzon", "unicom"),
        E.SIN_BUZON: ("verificar", "revisora"),
    }[E(estado)]
    antes = fila.pasos.count()
    with pytest.raises(DatoInvalido):
        getattr(acciones, acto)(
            baja=fila, **{**datos(ine, acto), "evidencia": "  "}, por=ine[quien], ahora=ahora + HORA
        )  # fmt: skip
    if acto == "exportar":
        with pytest.raises(DatoInvalido):
            acciones.exportar(baja=fila, evidencia="Copia", archivos=[], por=ine["titular"], ahora=ahora + HORA)
    fila.refresh_from_db()
    assert (fila.estado, fila.pasos.count()) == (estado, antes)


@pytest.mark.parametrize("dias", [-1, 1])
def test_no_se_cancela_en_un_dia_imposible(ine, ahora, dias):
    fila = baja(ine, E.ELIMINADA)
    with pytest.raises(DatoInvalido) as error:
        acciones.cancelar(
            baja=fila, evidencia="x", fecha=ahora.date() + dias * DIA, por=ine["titular"], ahora=ahora + HORA
        )
    assert error.value.campo == "fecha"
    assert Cuenta.objects.get(pk=fila.cuenta_id).es_oficial


@pytest.mark.criterio("7.ix")
def test_devuelta_se_cancela_otra_vez_sin_otra_baja_de_la_cuenta(ine, ahora):
    fila = baja(ine, E.SIN_BUZON)
    cierre, hasta = fila.plazo_id, Cuenta.objects.get(pk=fila.cuenta_id).oficial_hasta
    fila = acciones.devolver(
        baja=fila, observacion="Quedan tres videos.", por=ine["revisora"], ahora=ahora + HORA
    )  # fmt: skip
    assert [paso.estado for paso in lista_de_cierre(fila)] == ["hecho", "actual", "pendiente", "pendiente", "pendiente"]
    reloj = ahora + DIA
    fila = acciones.eliminar(baja=fila, evidencia="Ahora sí.", por=ine["titular"], ahora=reloj)
    fila = acciones.cancelar(baja=fila, evidencia="Ahora sí.", fecha=reloj.date(), por=ine["titular"], ahora=reloj)
    fila = acciones.cerrar_buzon(baja=fila, evidencia="Ya estaba.", por=ine["unicom"], ahora=reloj)
    assert fila.plazo_id == cierre  # on the same clock
    fila = acciones.verificar(baja=fila, evidencia="Nada queda.", por=ine["revisora"], ahora=reloj)
    cuenta = Cuenta.objects.get(pk=fila.cuenta_id)
    assert (fila.estado, cuenta.estado, cuenta.oficial_hasta) == (E.CONCLUIDA, EstadoCuenta.BAJA, hasta)
    assert Asiento.objects.filter(cadena=cuenta.cadena, acto="dar_de_baja").count() == 1
    assert fila.pasos.filter(paso="cancelar").count() == 2
    assert [len(paso.veces) for paso in lista_de_cierre(fila)] == [1, 2, 2, 2, 1]
    assert Plazo.objects.abiertos().filter(clase="vigilancia").count() == 1


# --- The account --------------------------------------------------------------------------------------------------
@pytest.mark.criterio("5.1.d")
def test_al_cancelar_termina_el_acceso_y_lo_que_colgaba_de_la_cuenta(ine, ahora):
    cuenta = cuenta_activa(ine)
    cambio = presentar_nuevo(
        cuenta=cuenta,
        caracter="suplente",
        entra=ine.persona("relevo", "Pilar Acosta Reyes", "DECEyEC", Nivel.OPERATIVO),
        desde=ahora.date() + 10 * DIA,
        motivo="Se va.",
        por=ine["titular"],
        ahora=ahora,
    )
    assert Rotacion.objects.filter(cuenta=cuenta).exigidas().exists()
    fila = baja(ine, E.ELIMINADA, cuenta=cuenta, ahora=ahora + HORA)
    assert Baja.objects.visibles_para(ine["medio"]).exists()
    assert Cuenta.objects.visibles_para(ine["medio"]).exists()
    fila = acciones.cancelar(
        baja=fila, evidencia="La red confirmó.", fecha=ahora.date(), por=ine["titular"], ahora=ahora + 2 * HORA
    )
    cuenta = Cuenta.objects.get(pk=cuenta.pk)
    assert (cuenta.estado, cuenta.oficial_hasta, cuenta.vigilada_el) == ("baja", ahora.date(), ahora.date())
    for rol in ("medio", "operativo"):
        assert not Cuenta.objects.visibles_para(ine[rol]).exists()
        assert not Baja.objects.visibles_para(ine[rol]).exists()
        assert Aviso.objects.filter(para=f"{rol}@ine.mx", clase="designacion_terminada").exists()
    assert Cuenta.objects.visibles_para(ine["titular"]).exists()
    assert {d.hasta for d in Designacion.objects.filter(cuenta=cuenta)} == {ahora.date()}
    assert administracion_en(cuenta, ahora.date()).count() == 2  # 5.a: who answered then is still known
    assert not administracion_en(cuenta, ahora.date() + DIA).exists()
    assert set(Rotacion.objects.filter(cuenta=cuenta).values_list("estado", flat=True)) <= {
        EstadoRotacion.CANCELADA, EstadoRotacion.SUSTITUIDA, EstadoRotacion.CONFIRMADA,
    }  # fmt: skip
    cambio.refresh_from_db()
    assert cambio.estado == EstadoCambio.SIN_EFECTO
    abiertos = Plazo.objects.abiertos().values_list("clase", flat=True)
    assert sorted(abiertos) == ["cierre_baja", "vigilancia"]


def test_la_designacion_no_termina_antes_de_empezar(ine, ahora):
    fila = baja(ine, E.ELIMINADA)
    nueva = Designacion.objects.filter(cuenta=fila.cuenta, caracter="suplente")
    nueva.update(desde=ahora.date() + 2 * DIA)
    acciones.cancelar(
        baja=fila, evidencia="Ya.", fecha=ahora.date() + DIA, por=ine["titular"], ahora=ahora + 3 * DIA
    )  # fmt: skip
    assert nueva.get().hasta == ahora.date() + 2 * DIA


def test_solo_la_titular_da_de_baja_la_cuenta_y_una_vez(ine, ahora):
    cuenta = cuenta_activa(ine)
    for rol in ("revisora", "titular_cncs", "medio", "otra_titular"):
        with pytest.raises(SinPermiso):
            cuentas.dar_de_baja(cuenta=cuenta, fecha=ahora.date(), por=ine[rol], ahora=ahora)
    cuentas.dar_de_baja(cuenta=cuenta, fecha=ahora.date(), por=ine["titular"], ahora=ahora)
    with pytest.raises(EstadoCambiado):
        cuentas.dar_de_baja(cuenta=cuenta, fecha=ahora.date(), por=ine["titular"], ahora=ahora)


@pytest.mark.criterio("5.1.b")
@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_la_base_no_deja_a_una_cuenta_activa_sin_administradores(ine_confirmado, ahora):
    ine = ine_confirmado
    fila = baja(ine, E.ELIMINADA)
    with pytest.raises(IntegrityError), transaction.atomic():  # designations end and the account does not
        Designacion.objects.filter(cuenta=fila.cuenta).update(hasta=ahora.date() + DIA)
    with transaction.atomic():
        acciones.cancelar(
            baja=fila, evidencia="Ya.", fecha=ahora.date(), por=ine["titular"], ahora=ahora + HORA
        )  # fmt: skip
    assert connection.vendor == "postgresql"
    assert not Designacion.objects.vigentes().filter(cuenta=fila.cuenta).exists()


# --- The tombstone ------------------------------------------------------------------------------------------------
@pytest.mark.criterio("7.ix")
def test_lo_que_fue_no_se_reconoce_como_oficial(ine):
    fila = baja(ine, E.CONCLUIDA)
    for texto in ("@CulturaCivINE", "https://x.com/culturacivine"):
        assert reconocer(texto) == []
        assert fueron_oficiales(texto) == [fila.cuenta]
    assert fueron_oficiales("https://www.facebook.com/CulturaCivINE") == []
    assert fueron_oficiales("@OtraINE") == []
    assert not directorio().exists()
    assert list(directorio(bajas=True)) == [fila.cuenta]
    assert list(directorio(bajas=True, texto="padron")) == []


@pytest.mark.criterio("7.ix")
def test_el_identificador_puede_volver_a_ser_oficial_y_entonces_manda(ine, ahora):
    fila = baja(ine, E.CONCLUIDA)
    assert cuenta_viva("x", "CulturaCivINE") is None
    nueva = cuentas.registrar(
        red="x",
        identificador="culturacivine",
        nombre="Cultura Cívica otra vez",
        area=ine.areas["DECEyEC"],
        estado=EstadoCuenta.REGULARIZACION,
        por=CARGA,
        ahora=ahora + DIA,
    )
    assert reconocer("@CulturaCivINE") == [nueva]
    assert fueron_oficiales("@CulturaCivINE") == []
    assert not Cuenta.objects.vigiladas().exists()
    # Looked at once more, it needs no other look.
    cuentas.revisar_identificador(
        cuenta=fila.cuenta, ocupado=False, nota="Es la nuestra", por=ine["revisora"], ahora=ahora + DIA
    )
    assert not Plazo.objects.abiertos().filter(clase="vigilancia").exists()


def test_una_apertura_puede_pedir_el_identificador_que_se_dio_de_baja(ine, ahora):
    baja(ine, E.CONCLUIDA)
    fila = apertura(ine, EstadoApertura.CONCLUIDA, ahora=ahora + DIA)
    assert Cuenta.objects.get(pk=fila.cuenta_id).es_oficial


# --- The watch ----------------------------------------------------------------------------------------------------
@pytest.mark.criterio("7.ix")
def test_la_vigilancia_se_recuerda_y_se_renueva(ine, ahora):
    fila = baja(ine, E.CONCLUIDA)
    plazo = Plazo.objects.abiertos().get(clase="vigilancia")
    assert (plazo.objeto_tipo, plazo.objeto_id) == ("cuentas.cuenta", fila.cuenta_id)
    assert plazo.fecha_limite == date(2025, 11, 25)
    barrer(ahora=plazo.vence)
    para = set(Aviso.objects.filter(clase="vigilancia_pendiente").values_list("para", flat=True))
    assert para == {f"{rol}@ine.mx" for rol in CNCS}
    despues = plazo.vence
    cuenta = cuentas.revisar_identificador(
        cuenta=fila.cuenta, ocupado=False, nota="La red dice que no existe.", por=ine["revisora"], ahora=despues
    )
    assert cuenta.vigilada_el == date(2025, 11, 26)
    plazo.refresh_from_db()
    assert plazo.estado == EstadoPlazo.CUMPLIDO
    assert Plazo.objects.abiertos().get(clase="vigilancia").fecha_limite == date(2026, 2, 26)
    assert not Aviso.objects.filter(clase="vigilancia_ocupado").exists()


@pytest.mark.criterio("7.ix")
def test_si_alguien_usa_el_identificador_se_avisa(ine, ahora):
    fila = baja(ine, E.CONCLUIDA)
    cuentas.revisar_identificador(
        cuenta=fila.cuenta, ocupado=True, nota="Vende boletos.", por=ine["revisora"], ahora=ahora + DIA
    )
    para = set(Aviso.objects.filter(clase="vigilancia_ocupado").values_list("para", flat=True))
    assert para == {"titular_cncs@ine.mx", "control@ine.mx"}


@pytest.mark.parametrize("rol", sorted(TODOS - CNCS))
def test_nadie_mas_registra_la_revision(ine, ahora, rol):
    fila = baja(ine, E.CONCLUIDA)
    with pytest.raises(SinPermiso):
        cuentas.revisar_identificador(cuenta=fila.cuenta, ocupado=True, nota="x", por=ine[rol], ahora=ahora + DIA)


def test_no_se_vigila_una_cuenta_viva(ine, ahora):
    with pytest.raises(EstadoCambiado):
        cuentas.revisar_identificador(
            cuenta=cuenta_activa(ine), ocupado=True, nota="x", por=ine["revisora"], ahora=ahora
        )  # fmt: skip


# --- Who sees it --------------------------------------------------------------------------------------------------
@pytest.mark.criterio("5.1.d")
@pytest.mark.parametrize("estado", list(E))
def test_quien_la_ve(ine, estado):
    baja(ine, estado)
    ven = {rol for rol in TODOS if Baja.objects.visibles_para(ine[rol]).exists()}
    esperados = CNCS | {"control", "titular"}
    if estado in {E.CANCELADA, E.SIN_BUZON, E.CONCLUIDA}:
        esperados |= {"unicom"}
    else:
        esperados |= {"medio", "operativo"}
    assert ven == esperados


def test_la_tabla_nombra_todos_los_actos_y_estados():
    actos = {t.name for t in Baja._meta.get_field("estado").get_all_transitions(Baja)}
    assert actos == set(DEL_AREA) == set(DE_OFICIO)
    assert {estado for estado, _ in CASOS} == set(E)
    assert set(EN_TRAMITE) < set(E)
