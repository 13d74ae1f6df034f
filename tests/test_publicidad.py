"""7.vii, 6.xxxii: the personal account of a Consejería: asked for, published apart, withdrawn."""

from datetime import timedelta
from itertools import product

import pytest
from django.db import transaction

from avisos.models import Aviso
from bitacora.actores import Sistema
from bitacora.flujo import ActoRechazado, EstadoCambiado, SinPermiso
from bitacora.models import Asiento
from cuentas.acciones import CuentaRepetida, registrar
from cuentas.consultas import directorio, personales, reconocer, reconocer_personal
from cuentas.estados import EstadoCuenta
from cuentas.models import CuentaPersonal
from organizacion.acciones import asignar_rol, retirar_rol
from organizacion.estados import Rol
from organizacion.models import AsignacionRol
from plazos.acciones import barrer
from plazos.estados import EstadoPlazo
from solicitudes.acciones import publicidad as acciones
from solicitudes.acciones import requerimiento
from solicitudes.acciones.comun import DatoInvalido
from solicitudes.clases import CLASES
from solicitudes.estados.publicidad import EstadoPublicidad as E
from solicitudes.models import Publicidad
from tests.fabrica import CARGA, Institucion
from tests.fabrica_publicidad import RAZONES, publicidad

pytestmark = [pytest.mark.django_db, pytest.mark.criterio("7.vii")]

PERSONAS = [
    "titular", "medio", "otra_titular", "vocal_local", "revisora", "revisor", "titular_cncs", "unicom", "presidencia",
    "secretaria", "control", "consejera", "otra_consejera", "sistema",
]  # fmt: skip
CNCS = {"revisora", "revisor", "titular_cncs"}
ACTOS = {
    "publicar": lambda p, **k: acciones.publicar(publicidad=p, **k),
    "rechazar": lambda p, **k: acciones.rechazar(publicidad=p, respuesta=RAZONES, **k),
    "retirar": lambda p, **k: acciones.retirar(publicidad=p, motivo="Motivo", **k),
}
QUIEN = {"publicar": CNCS, "rechazar": CNCS, "retirar": CNCS | {"consejera"}}
DESDE = {"publicar": {E.PRESENTADA}, "rechazar": {E.PRESENTADA}, "retirar": {E.PRESENTADA, E.PUBLICADA}}


@pytest.fixture
def ine(ine: Institucion) -> Institucion:
    otra = ine.persona("otra_consejera", "Amparo Villafuerte Nieto", "CE", "superior", Rol.CONSEJERO)
    assert otra.pk
    return ine


def avisos_a(ine: Institucion, clave: str, fila: Publicidad) -> list[str]:
    return [a.asunto for a in Aviso.objects.filter(cadena=fila.cadena, para=ine[clave].email)]


# --- Filing -----------------------------------------------------------------------------------------------------------
def test_solo_las_consejerias_la_piden(ine):
    for quien in PERSONAS:
        if "consejera" not in quien:
            with pytest.raises(SinPermiso, match="Solo una Consejera o un Consejero"):
                publicidad(ine, por=quien)
    assert not Publicidad.objects.exists()


def test_presentar(ine):
    fila = publicidad(ine, identificador="  https://twitter.com/DoraLuzMarquez/ ", url="https://x.com/DoraLuzMarquez")

    assert (fila.estado, fila.identificador, fila.folio) == (E.PRESENTADA, "DoraLuzMarquez", "PP-2025-0001")
    assert fila.plazo.clase == "publicidad"
    assert str(fila.plazo.fecha_limite) == "2025-09-15"  # the fifth business day: the vacation does not count
    assert fila.constancias.get().clase == "acuse_solicitud"
    assert not CuentaPersonal.objects.exists()
    for clave in CNCS:
        assert any("Piden publicar" in asunto for asunto in avisos_a(ine, clave, fila))
    assert not avisos_a(ine, "presidencia", fila)


@pytest.mark.parametrize(
    ("datos", "campo"),
    [
        ({"identificador": "tiene espacios"}, "identificador"),
        ({"identificador": "https://facebook.com/DoraLuz"}, "identificador"),
        ({"url": "https://x.com/OtraPersona"}, "url"),
        ({"url": "https://instagram.com/DoraLuzMarquez"}, "url"),
        ({"url": "https://ejemplo.mx/dora"}, "url"),
    ],
)
def test_lo_que_no_puede_ser(ine, datos, campo):
    with pytest.raises(DatoInvalido) as error:
        publicidad(ine, **{"identificador": "DoraLuzMarquez", "url": "https://x.com/DoraLuzMarquez"} | datos)
    assert error.value.campo == campo
    assert not Publicidad.objects.exists()


def test_no_se_pide_una_cuenta_institucional(ine):
    registrar(
        red="x", identificador="INEMexico", nombre="INE", area=ine.areas["CNCS"], homologada=True,
        estado=EstadoCuenta.REGULARIZACION, por=CARGA, ahora=ine.ahora,
    )  # fmt: skip
    with pytest.raises(CuentaRepetida, match="institucional"):
        publicidad(ine, identificador="@inemexico", url="https://x.com/INEMexico")


@pytest.mark.parametrize("estado", [E.PRESENTADA, E.PUBLICADA])
def test_no_se_pide_dos_veces(ine, estado):
    publicidad(ine, estado)
    with pytest.raises(CuentaRepetida, match="publicada"):
        publicidad(ine, por="otra_consejera", identificador="doraluzmarquez")
    assert Publicidad.objects.count() == 1


@pytest.mark.parametrize("estado", [E.RECHAZADA, E.RETIRADA])
def test_se_vuelve_a_pedir(ine, estado):
    publicidad(ine, estado)
    assert publicidad(ine, E.PUBLICADA, ahora=ine.ahora + timedelta(hours=1)).estado == E.PUBLICADA


# --- Acts by role and state -------------------------------------------------------------------------------------------
@pytest.mark.parametrize("estado", list(E))
def test_actos_por_papel_y_estado(ine, estado):
    fila = publicidad(ine, estado)
    hora = ine.ahora + timedelta(hours=1)
    personas = {clave: ine[clave] for clave in PERSONAS}
    for clave, acto in product(PERSONAS, ACTOS):
        persona = personas[clave]
        posible = clave in QUIEN[acto] and estado in DESDE[acto]
        ofrecidos = {t.name for t in fila.get_available_user_estado_transitions(persona)}
        assert (acto in ofrecidos) is posible, (clave, acto)
        antes = Asiento.objects.count(), Aviso.objects.count()
        if not posible:
            esperado = SinPermiso if estado in DESDE[acto] else EstadoCambiado
            with pytest.raises(esperado):
                ACTOS[acto](fila, por=persona, ahora=hora)
            assert (Asiento.objects.count(), Aviso.objects.count()) == antes
            assert Publicidad.objects.get(pk=fila.pk).estado == estado
    for acto in ACTOS:
        if estado in DESDE[acto]:
            with transaction.atomic():
                hecha = ACTOS[acto](fila, por=personas["titular_cncs"], ahora=hora)
                assert Asiento.objects.filter(cadena=hecha.cadena, acto=acto).count() == 1
                transaction.set_rollback(True)


def test_nadie_decide_lo_que_pidio(ine):
    asignar_rol(persona=ine["consejera"], rol=Rol.REVISION, desde=ine.ahora.date(), por=CARGA, ahora=ine.ahora)
    fila = publicidad(ine)
    for acto in ("publicar", "rechazar"):
        with pytest.raises(SinPermiso):
            ACTOS[acto](fila, por=ine["consejera"], ahora=ine.ahora)
    clase = CLASES["publicidad"]
    assert "otra persona" in clase.impedimento(fila, ine["consejera"])
    assert not clase.impedimento(fila, ine["revisora"])
    assert not clase.cola(Publicidad.objects.all(), ine["consejera"]).exists()
    assert clase.cola(Publicidad.objects.all(), ine["revisora"]).exists()


def test_quien_la_ve(ine):
    publicidad(ine)
    la_ven = {clave for clave in PERSONAS if Publicidad.objects.visibles_para(ine[clave]).exists()}
    assert la_ven == CNCS | {"control", "consejera"}


# --- What each act leaves ---------------------------------------------------------------------------------------------
@pytest.mark.criterio("6.xxxii", "2")
def test_publicada_esta_aparte_de_las_institucionales(ine):
    fila = publicidad(ine, E.PUBLICADA)

    cuenta = CuentaPersonal.objects.get()
    assert (cuenta.persona, cuenta.rotulo, cuenta.url) == (ine["consejera"], "@DoraLuzMarquez", fila.url)
    assert list(personales()) == [cuenta]
    assert not directorio().exists()
    assert not reconocer("@DoraLuzMarquez")
    assert reconocer_personal("https://twitter.com/doraluzmarquez") == [cuenta]
    assert reconocer_personal("doraluzmarquez") == [cuenta]
    assert not reconocer_personal("https://instagram.com/doraluzmarquez")
    assert fila.plazo.estado == EstadoPlazo.CUMPLIDO
    aviso = Aviso.objects.get(cadena=fila.cadena, asunto__startswith="Su cuenta personal está publicada")
    assert "6.xxxii" in aviso.cuerpo
    assert Asiento.objects.filter(cadena=cuenta.cadena, acto="publicar").count() == 1


def test_rechazada_con_sus_razones(ine):
    fila = publicidad(ine, E.RECHAZADA)

    assert not CuentaPersonal.objects.exists()
    papel = fila.constancias.get(clase="resolucion")
    assert papel.datos["texto"] == RAZONES
    assert any("no se publicó" in asunto for asunto in avisos_a(ine, "consejera", fila))
    with pytest.raises(DatoInvalido) as error:
        acciones.rechazar(publicidad=publicidad(ine), respuesta="  ", por=ine["revisora"], ahora=ine.ahora)
    assert error.value.campo == "respuesta"


@pytest.mark.parametrize(
    ("quien", "avisada"), [("consejera", {"revisora", "titular_cncs"}), ("revisora", {"consejera", "titular_cncs"})]
)
def test_retirarla_la_quita_del_directorio(ine, quien, avisada):
    fila = publicidad(ine, E.PUBLICADA)
    hora = ine.ahora + timedelta(hours=1)
    acciones.retirar(publicidad=fila, motivo="Cambié de cuenta", por=ine[quien], ahora=hora)

    assert not personales().exists()
    assert not reconocer_personal("@DoraLuzMarquez")
    cuenta = CuentaPersonal.objects.get()
    assert cuenta.retirada == hora
    assert Asiento.objects.filter(cadena=cuenta.cadena, acto="retirar").count() == 1
    avisadas = {c for c in PERSONAS if any(a.startswith("Se retiró") for a in avisos_a(ine, c, fila))}
    assert avisadas == avisada


def test_retirar_pide_el_motivo(ine):
    with pytest.raises(DatoInvalido) as error:
        acciones.retirar(publicidad=publicidad(ine, E.PUBLICADA), motivo=" ", por=ine["revisora"], ahora=ine.ahora)
    assert error.value.campo == "motivo"
    assert personales().exists()


def test_la_cuenta_se_volvio_institucional_mientras_tanto(ine):
    fila = publicidad(ine)
    registrar(
        red="x", identificador="DoraLuzMarquez", nombre="Otra", area=ine.areas["CNCS"], homologada=True,
        estado=EstadoCuenta.REGULARIZACION, por=CARGA, ahora=ine.ahora,
    )  # fmt: skip
    with pytest.raises(CuentaRepetida):
        acciones.publicar(publicidad=fila, por=ine["revisora"], ahora=ine.ahora)
    assert Publicidad.objects.get().estado == E.PRESENTADA
    assert Publicidad.objects.get().plazo.abierto


# --- The end of the Consejería ----------------------------------------------------------------------------------------
def test_al_terminar_el_encargo_se_retira(ine):
    publicada = publicidad(ine, E.PUBLICADA)
    pedida = publicidad(ine, identificador="DoraLuzPersonal")
    ajena = publicidad(ine, E.PUBLICADA, por="otra_consejera", identificador="AmparoVN")

    retirar_rol(persona=ine["consejera"], rol=Rol.CONSEJERO, por=CARGA, ahora=ine.ahora + timedelta(days=1))

    assert {p.identificador: p.estado for p in Publicidad.objects.all()} == {
        "DoraLuzMarquez": E.RETIRADA,
        "DoraLuzPersonal": E.RETIRADA,
        "AmparoVN": E.PUBLICADA,
    }
    assert [c.identificador for c in personales()] == ["AmparoVN"]
    assert Publicidad.objects.get(pk=pedida.pk).plazo.estado == EstadoPlazo.CANCELADO
    asiento = Asiento.objects.get(cadena=publicada.cadena, acto="retirar")
    assert asiento.actor == "sistema: fin del encargo"
    for clave in ("consejera", "titular_cncs", "revisora"):
        assert any(a.startswith("Se retiró") for a in avisos_a(ine, clave, publicada)), clave
    assert not any(a.startswith("Se retiró") for a in avisos_a(ine, "otra_consejera", ajena))


def test_otro_rol_que_termina_no_retira_nada(ine):
    publicidad(ine, E.PUBLICADA)
    acciones.al_retirar_rol(persona=ine["consejera"], rol=Rol.REVISION, ahora=ine.ahora)
    assert personales().exists()


def test_quien_ya_no_es_consejera_no_se_publica(ine):
    fila = publicidad(ine)
    AsignacionRol.objects.filter(persona=ine["consejera"]).update(hasta=ine.ahora.date())
    with pytest.raises(DatoInvalido, match="ya no es"):
        acciones.publicar(publicidad=fila, por=ine["revisora"], ahora=ine.ahora)
    assert Publicidad.objects.get().estado == E.PRESENTADA
    assert acciones.retirar(publicidad=fila, motivo="Fin", por=Sistema("pruebas"), ahora=ine.ahora).estado == E.RETIRADA


# --- Clock and information --------------------------------------------------------------------------------------------
def test_recordatorios_y_silencio(ine):
    fila = publicidad(ine)
    Aviso.objects.all().delete()

    barrer(ahora=ine.ahora + timedelta(days=4, hours=1))  # Friday 29: a business day before the last
    assert any("PP-2025-0001" in a for a in avisos_a(ine, "revisora", fila))
    barrer(ahora=ine.ahora + timedelta(days=30))

    fila = Publicidad.objects.get()
    assert fila.estado == E.PRESENTADA  # silence publishes nothing
    assert not personales().exists()
    assert Asiento.objects.filter(cadena=fila.cadena, acto="plazo_vencido").exists()
    assert fila.plazo.abierto


def test_pedir_informacion_mientras_se_decide(ine):
    fila = publicidad(ine)
    requerimiento.requerir(solicitud=fila, texto="¿Desde cuándo la usa?", por=ine["revisora"], ahora=ine.ahora)
    with pytest.raises(ActoRechazado):
        requerimiento.responder(
            solicitud=fila, texto="Desde 2019", archivos=[], por=ine["otra_consejera"], ahora=ine.ahora
        )
    acciones.publicar(publicidad=fila, por=ine["revisora"], ahora=ine.ahora)
    assert fila.requerimientos.get().cancelado == ine.ahora
