"""5.b: the report of misuse: who does what and when, who learns of it, and who never learns who filed it."""

import json
from datetime import timedelta

import pytest

from avisos.acciones import reintentar
from avisos.estados import EstadoAviso
from avisos.models import Aviso
from bitacora.flujo import ActoRechazado, EstadoCambiado, SinPermiso
from bitacora.models import Asiento
from cuentas.acciones import activar
from organizacion.acciones import asignar_rol, registrar_persona
from organizacion.estados import Nivel, Rol
from plazos.estados import EstadoPlazo
from plazos.models import Recordatorio
from solicitudes.acciones import recordar_solicitud
from solicitudes.acciones import uso_indebido as acciones
from solicitudes.acciones.comun import DatoInvalido
from solicitudes.consultas.busqueda import con_texto
from solicitudes.estados.uso_indebido import EstadoUso as E
from solicitudes.models import Constancia, Documento, UsoIndebido
from tests.fabrica import CARGA, pdf
from tests.fabrica_uso import ASUNTO, HECHOS, cuenta_de, uso

pytestmark = [pytest.mark.django_db, pytest.mark.criterio("5.b")]

HORA = timedelta(hours=1)
TODOS = {
    "titular", "medio", "otra_titular", "otro_operativo", "vocal_local", "revisora", "titular_cncs", "unicom",
    "presidencia", "control", "consejera", "sistema",
}  # fmt: skip
CNCS, CONTROL, QUIEN = {"revisora", "titular_cncs"}, {"control"}, {"otro_operativo"}
NADIE: set[str] = set()
# act → state → who may do it, of a report of «otro_operativo» about an account of DECEyEC.
TABLA = {
    "investigar": {E.RECIBIDO: CONTROL, E.EN_INVESTIGACION: NADIE, E.CERRADO: NADIE},
    "concluir": {E.RECIBIDO: NADIE, E.EN_INVESTIGACION: CONTROL, E.CERRADO: NADIE},
    "reabrir": {E.RECIBIDO: NADIE, E.EN_INVESTIGACION: NADIE, E.CERRADO: CONTROL},
    "informar": {E.RECIBIDO: CNCS, E.EN_INVESTIGACION: CNCS, E.CERRADO: NADIE},
    "aportar": {E.RECIBIDO: QUIEN, E.EN_INVESTIGACION: QUIEN, E.CERRADO: NADIE},
}
DATOS = {
    "investigar": {},
    "concluir": {"resultado": "infundado", "respuesta": "La publicación no salió de la cuenta."},
    "reabrir": {"motivo": "Apareció otra captura."},
    "informar": {"texto": "La publicación se hizo desde la oficina."},
    "aportar": {"texto": "Otra captura.", "archivos": []},
}


@pytest.mark.parametrize("acto", TABLA)
@pytest.mark.parametrize("estado", list(E))
def test_cada_acto_es_de_quien_le_toca_y_en_su_estado(ine, ahora, acto, estado):
    fila = uso(ine, estado, cuenta=cuenta_de(ine))
    asientos = Asiento.objects.count()
    for rol in sorted(TODOS - TABLA[acto][estado]):
        with pytest.raises(ActoRechazado):
            getattr(acciones, acto)(uso=fila, **DATOS[acto], por=ine[rol], ahora=ahora + HORA)
        assert Asiento.objects.count() == asientos, rol
    for rol in sorted(TABLA[acto][estado])[:1]:
        getattr(acciones, acto)(uso=fila, **DATOS[acto], por=ine[rol], ahora=ahora + HORA)
        assert Asiento.objects.count() == asientos + 1


def test_solo_reporta_quien_tiene_un_cargo_o_un_rol(ine, ahora):
    nadie = registrar_persona(email="nadie@ine.mx", nombre="Nadie Aún", contrasena="x" * 20, por=CARGA, ahora=ahora)
    ine.personas["nadie"] = nadie
    with pytest.raises(SinPermiso):
        uso(ine, por="nadie")
    assert not UsoIndebido.objects.exists()


def test_no_ocurre_en_el_futuro(ine, ahora):
    with pytest.raises(DatoInvalido) as error:
        uso(ine, ocurrio_el=ahora.date() + timedelta(days=1))
    assert error.value.campo == "ocurrio_el"
    assert uso(ine, ocurrio_el=ahora.date()).pk


def test_el_area_es_la_de_la_cuenta_y_nunca_la_de_quien_reporta(ine):
    assert uso(ine, cuenta=cuenta_de(ine)).area == ine.areas["DECEyEC"]
    assert uso(ine, asunto="Otro").area is None


def test_el_reloj_corre_hasta_que_se_abre_la_investigacion(ine, ahora):
    fila = uso(ine)
    assert fila.plazo.abierto
    fila = acciones.investigar(uso=fila, por=ine["control"], ahora=ahora + HORA)
    assert (fila.plazo.estado, fila.responsable) == (EstadoPlazo.CUMPLIDO, ine["control"])


def test_dos_clics_no_hacen_dos_cosas(ine, ahora):
    fila = uso(ine)
    with pytest.raises(EstadoCambiado, match=fila.folio):
        uso(ine)
    for acto in ("informar", "aportar"):
        por = ine[sorted(TABLA[acto][E.RECIBIDO])[0]]
        getattr(acciones, acto)(uso=fila, **DATOS[acto], por=por, ahora=ahora + HORA)
        with pytest.raises(EstadoCambiado):
            getattr(acciones, acto)(uso=fila, **DATOS[acto], por=por, ahora=ahora + HORA)
    assert (UsoIndebido.objects.count(), fila.mensajes.count()) == (1, 2)


def test_nada_se_borra_y_lo_concluido_queda_al_reabrir(ine, ahora):
    fila = uso(ine, E.CERRADO)
    fila = acciones.reabrir(uso=fila, motivo="Otra captura", por=ine["control"], ahora=ahora + HORA)
    assert (fila.estado, fila.resultado) == (E.EN_INVESTIGACION, "")
    detalles = [json.loads(a.canonico)["detalle"] for a in Asiento.objects.filter(cadena=fila.cadena, acto="concluir")]
    assert detalles[0]["resultado"] == "Fundado: hubo uso indebido"
    assert fila.history.filter(resultado="fundado").exists()
    acciones.concluir(uso=fila, resultado="infundado", respuesta="No fue.", por=ine["control"], ahora=ahora + 2 * HORA)
    assert Asiento.objects.filter(cadena=fila.cadena, acto="concluir").count() == 2


def test_un_resultado_que_no_existe_no_concluye(ine, ahora):
    fila = uso(ine, E.EN_INVESTIGACION)
    with pytest.raises(DatoInvalido) as error:
        acciones.concluir(uso=fila, resultado="culpable", respuesta="Sí", por=ine["control"], ahora=ahora)
    assert error.value.campo == "resultado"


def test_lo_que_presenta_control_interno_lo_investiga_otra_persona(ine, ahora):
    asignar_rol(persona=ine["secretaria"], rol=Rol.CONTROL, desde=ahora.date(), por=CARGA, ahora=ahora)
    fila = uso(ine, por="control")
    with pytest.raises(SinPermiso):
        acciones.investigar(uso=fila, por=ine["control"], ahora=ahora)
    assert acciones.investigar(uso=fila, por=ine["secretaria"], ahora=ahora).responsable == ine["secretaria"]


# --- Who learns of it ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rol", "ve"),
    [
        ("control", True), ("revisora", True), ("titular_cncs", True), ("otro_operativo", True), ("titular", False),
        ("medio", False), ("operativo", False), ("otra_titular", False), ("unicom", False), ("presidencia", False),
        ("secretaria", False), ("consejera", False), ("sistema", False),
    ],
)  # fmt: skip
def test_lo_ve_quien_debe(ine, rol, ve):
    fila = uso(ine, cuenta=cuenta_de(ine))
    assert UsoIndebido.objects.visibles_para(ine[rol]).filter(pk=fila.pk).exists() is ve
    assert Documento.objects.visibles_para(ine[rol]).exists() is ve


def test_si_es_de_la_cncs_quien_la_encabeza_o_administra_no_lo_sabe(ine, ahora):
    """Not even by mail."""
    cuenta = cuenta_de(ine, "CNCS", "INEMexico")
    activar(cuenta=cuenta, titular=ine["revisora"], suplente=ine["revisor"], por=ine["titular_cncs"], ahora=ahora)
    ine.persona("otra_de_la_cncs", "Gilda Montes Arriaga", "CNCS", Nivel.MANDO_MEDIO, Rol.REVISION)
    fila = uso(ine, E.CERRADO, cuenta=cuenta)
    for rol in ("titular_cncs", "revisora", "revisor"):
        assert not UsoIndebido.objects.visibles_para(ine[rol]).exists(), rol
        assert not Aviso.objects.filter(cadena=fila.cadena, para=ine[rol].email).exists(), rol
    assert UsoIndebido.objects.visibles_para(ine["otra_de_la_cncs"]).exists()
    assert Aviso.objects.filter(cadena=fila.cadena, para=ine["otra_de_la_cncs"].email).count() == 2


def test_los_correos_no_dicen_quien_lo_presento(ine, ahora):
    fila = uso(ine, E.EN_INVESTIGACION, cuenta=cuenta_de(ine))
    acciones.aportar(
        uso=fila,
        texto="Otra captura.",
        archivos=[pdf(nombre="ordonez.pdf")],
        por=ine["otro_operativo"],
        ahora=ahora + HORA,
    )
    acciones.informar(uso=fila, texto="Lo vimos.", por=ine["revisora"], ahora=ahora + HORA)
    acciones.concluir(uso=fila, **DATOS["concluir"], por=ine["control"], ahora=ahora + 2 * HORA)
    recordar_solicitud(
        list(Recordatorio.objects.filter(plazo=fila.plazo).select_related("plazo")), paso="vence", ahora=ahora + HORA
    )
    avisos = Aviso.objects.filter(cadena=fila.cadena)
    assert set(avisos.values_list("para", flat=True)) == {
        "control@ine.mx", "revisora@ine.mx", "revisor@ine.mx", "titular_cncs@ine.mx", "otro_operativo@ine.mx",
    }  # fmt: skip
    for aviso in avisos:
        texto = f"{aviso.asunto} {aviso.cuerpo} {aviso.respaldos}".casefold()
        for pista in ("úrsula", "ordóñez", "ordonez", "otro_operativo", "derfe", HECHOS.casefold()):
            assert pista not in texto, (aviso.asunto, pista)


def test_el_acuse_no_dice_quien_lo_presento(ine):
    acuse = Constancia.objects.get(objeto_id=uso(ine).pk)
    assert "Ordóñez" not in json.dumps(acuse.datos, ensure_ascii=False)
    assert "presento" not in acuse.datos


@pytest.mark.parametrize("texto", ["Úrsula Ordóñez", "ordonez", "derfe", "queja"])
def test_buscar_a_quien_lo_presento_no_lo_encuentra(ine, texto):
    fila = uso(ine, cuenta=cuenta_de(ine))
    visibles = UsoIndebido.objects.visibles_para(ine["revisora"])
    assert list(con_texto(visibles, "propaganda deceyec")) == [fila]
    assert not con_texto(visibles, texto).exists()


def test_un_aviso_fallido_lo_reintenta_control_interno_sin_dejar_rastro_en_la_bitacora_de_todos(ine, ahora):
    fila = uso(ine)
    aviso = Aviso.objects.get(cadena=fila.cadena, para="otro_operativo@ine.mx")
    Aviso.objects.filter(pk=aviso.pk).update(estado=EstadoAviso.FALLIDO)
    with pytest.raises(SinPermiso):
        reintentar(aviso=aviso, por=ine["sistema"], ahora=ahora)
    reintentar(aviso=aviso, por=ine["control"], ahora=ahora)
    assert Asiento.objects.order_by("-pk").first().cadena == fila.cadena
    assert not Asiento.objects.exclude(cadena=fila.cadena).filter(objeto__contains=ASUNTO).exists()
    assert not Asiento.objects.exclude(cadena=fila.cadena).filter(objeto__contains="otro_operativo").exists()
