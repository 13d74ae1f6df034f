"""5.1.b, 7.i–7.xi: who may ask for what, said in Spanish by the actions and kept by the database all the same."""

import re
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from avisos.models import Aviso
from bitacora.flujo import EstadoCambiado, SinPermiso
from cuentas import acciones as cuentas
from cuentas.acciones import CuentaRepetida, DesignacionInvalida, revisar_par
from cuentas.consultas import administracion_en, cuenta_viva, directorio, reconocer
from cuentas.estados import Caracter, EstadoCuenta
from cuentas.models import Cuenta, Designacion
from organizacion.acciones import asignar_rol, terminar_nombramiento
from organizacion.estados import Nivel, Rol
from plazos.estados import EstadoPlazo
from plazos.models import Plazo
from solicitudes import acciones
from solicitudes.acciones import AperturaIncompleta, OpcionInvalida
from solicitudes.estados import EstadoApertura as E
from solicitudes.models import Apertura
from solicitudes.reglas import ReglaRota, faltas, revisar_identificador
from tests.fabrica import CARGA, apertura, borrador, pdf, png

pytestmark = [pytest.mark.django_db, pytest.mark.embebida]


def presentar(fila: Apertura, por, ahora) -> Apertura:
    return acciones.presentar(
        apertura=fila, oficio_numero="INE/1/2025", oficio_fecha=ahora.date(), oficio=pdf(), por=por, ahora=ahora
    )


def campos_que_faltan(fila: Apertura, por, ahora) -> dict[str, str]:
    """What filing answers, field by field; nothing may be written."""
    with pytest.raises(AperturaIncompleta) as error:
        presentar(fila, por, ahora)
    guardada = Apertura.objects.get(pk=fila.pk)
    assert (guardada.estado, guardada.folio) == (E.BORRADOR, None)
    assert not Plazo.objects.filter(objeto_id=fila.pk).exists()
    assert not Aviso.objects.filter(cadena=fila.cadena).exists()
    return {falta.campo: falta.mensaje for falta in error.value.faltas}


TODOS = (
    "titular medio operativo otra_titular otro_medio vocal_local medio_local vocal_distrital operativo_distrital "
    "revisora revisor titular_cncs unicom presidencia secretaria control consejera sistema"
).split()


@pytest.mark.criterio("7.ii")
@pytest.mark.parametrize(("siglas", "titular"), [("DECEyEC", "titular"), ("JD-AGS-01", "vocal_distrital")])
def test_solo_la_titular_de_esa_area_pide_y_presenta(ine, ahora, siglas, titular):
    """Not even the head of the Junta Local above, whom the order of the tree would let see it."""
    fila = borrador(ine, titular=titular)
    for clave in TODOS:
        if clave == titular:
            continue
        with pytest.raises(SinPermiso):
            acciones.iniciar(area=ine.areas[siglas], por=ine[clave], ahora=ahora)
        with pytest.raises(SinPermiso):
            acciones.guardar_borrador(apertura=fila, datos={"nombre": "X"}, por=ine[clave], ahora=ahora)
        with pytest.raises(SinPermiso):
            presentar(fila, ine[clave], ahora)
    assert Apertura.objects.count() == 1
    assert Apertura.objects.get().nombre == fila.nombre


@pytest.mark.criterio("7.ii")
def test_quien_dejo_de_ser_titular_ya_no_presenta(ine, ahora):
    fila = borrador(ine)
    terminar_nombramiento(persona=ine["titular"], hasta=ahora.date(), por=CARGA, ahora=ahora)

    with pytest.raises(SinPermiso):
        presentar(fila, ine["titular"], ahora)


@pytest.mark.criterio("5.1.b")
@pytest.mark.parametrize(
    ("area", "titular", "suplente", "campo", "mensaje"),
    [
        ("titular", "operativo", "medio", "titular_propuesto", "nivel operativo.*superior o mando medio"),
        ("titular", "medio", "titular", "suplente_propuesto", "nivel superior.*mando medio o operativo"),
        ("titular", "otro_medio", "operativo", "titular_propuesto", "trabaja en DERFE"),
        ("titular", "medio", "operativo_distrital", "suplente_propuesto", "trabaja en JD-AGS-01"),
        ("vocal_distrital", "medio_local", "operativo_distrital", "titular_propuesto", "trabaja en JL-AGS"),
    ],
    ids=["operativo titular", "superior suplente", "otra área", "otra rama", "del área de arriba"],
)
def test_administradores_que_no_pueden_ser(ine, ahora, area, titular, suplente, campo, mensaje):
    fila = borrador(ine, titular=area, titular_propuesto=ine[titular], suplente_propuesto=ine[suplente])
    faltan = campos_que_faltan(fila, ine[area], ahora)

    assert list(faltan) == [campo]
    assert re.search(mensaje, faltan[campo])


@pytest.mark.criterio("5.1.b")
def test_administradores_que_si_pueden_ser(ine, ahora):
    """Of the área or under it; a superior as titular, two mandos medios."""
    pares = [("titular", "titular", "medio"), ("vocal_local", "vocal_distrital", "operativo_distrital")]
    for area, titular, suplente in pares:
        fila = borrador(
            ine,
            titular=area,
            titular_propuesto=ine[titular],
            suplente_propuesto=ine[suplente],
            identificador=f"{area[:8]}INE",
        )
        assert faltas(fila) == []
        assert presentar(fila, ine[area], ahora).estado == E.PRESENTADA


@pytest.mark.criterio("5.1.b")
def test_la_misma_persona_dos_veces(ine, ahora):
    with pytest.raises(IntegrityError), transaction.atomic():
        borrador(ine, titular_propuesto=ine["medio"], suplente_propuesto=ine["medio"])
    with pytest.raises(DesignacionInvalida, match="dos personas distintas"):
        revisar_par(area=ine.areas["DECEyEC"], titular=ine["medio"], suplente=ine["medio"])


@pytest.mark.criterio("5.1.b")
def test_sin_cargo_o_sin_registro_activo_no_administra(ine, ahora):
    fila = borrador(ine)
    terminar_nombramiento(persona=ine["operativo"], hasta=ahora.date(), por=CARGA, ahora=ahora)
    medio = ine["medio"]
    medio.is_active = False
    medio.save()

    faltan = campos_que_faltan(fila, ine["titular"], ahora)
    assert set(faltan) == {"titular_propuesto", "suplente_propuesto"}
    assert all("no tiene un cargo vigente" in mensaje for mensaje in faltan.values())


@pytest.mark.criterio("7.i", "7.ii")
@pytest.mark.parametrize(
    ("campo", "vacio"),
    [
        ("red", ""),
        ("identificador", ""),
        ("nombre", ""),
        ("fines", []),
        ("programa", ""),
        ("actividad", ""),
        ("por_que_no_cncs", ""),
        ("operacion", ""),
        ("frecuencia", ""),
        ("titular_propuesto", None),
        ("suplente_propuesto", None),
    ],
)
def test_lo_que_falta_se_dice_campo_por_campo(ine, ahora, campo, vacio):
    fila = borrador(ine, **{campo: vacio})
    assert list(campos_que_faltan(fila, ine["titular"], ahora)) == [campo]


@pytest.mark.criterio("7.ii")
def test_un_fin_inventado(ine, ahora):
    fila = borrador(ine, fines=["3.i", "3.xii"])
    assert campos_que_faltan(fila, ine["titular"], ahora) == {"fines": "Elija los fines de la lista."}


class TestIdentificador:
    @pytest.mark.criterio("7.vi")
    @pytest.mark.parametrize("identificador", ["CulturaINE", "culturaine", "CulturaIne", "@CulturaiNe", "ine"])
    def test_en_x_termina_en_ine_como_sea(self, identificador):
        assert revisar_identificador("x", identificador) == identificador.lstrip("@")

    @pytest.mark.criterio("7.vi")
    @pytest.mark.parametrize("identificador", ["CulturaCivica", "INECultura", "CulturaIN", "Cultura_INE_"])
    def test_sin_el_sufijo_no_se_presenta(self, ine, ahora, identificador):
        with pytest.raises(ReglaRota, match="terminar en «ine»"):
            revisar_identificador("x", identificador)
        fila = borrador(ine, identificador=identificador)
        assert "7.vi" in campos_que_faltan(fila, ine["titular"], ahora)["identificador"]

    @pytest.mark.criterio("7.vi")
    def test_fuera_de_x_no_se_pide_el_sufijo(self, ine, ahora):
        fila = borrador(ine, red="instagram", identificador="cultura.civica")
        assert presentar(fila, ine["titular"], ahora).estado == E.PRESENTADA

    @pytest.mark.criterio("7.x", "7.vi")
    def test_las_homologadas_no_llevan_sufijo(self, ine, ahora):
        cuenta = cuentas.registrar(
            red="x",
            identificador="INEMexico",
            nombre="INE",
            area=ine.areas["CNCS"],
            homologada=True,
            por=CARGA,
            ahora=ahora,
        )
        assert cuenta.homologada
        assert cuenta_viva("x", "https://twitter.com/inemexico/") == cuenta

    @pytest.mark.criterio("7.x")
    def test_youtube_se_rechaza_y_lleva_a_la_peticion(self, ine, ahora):
        fila = borrador(ine, red="youtube", identificador="CulturaINE")
        assert "petición de difusión" in campos_que_faltan(fila, ine["titular"], ahora)["red"]

    @pytest.mark.criterio("7.x")
    @pytest.mark.parametrize(
        "forma",
        ["CulturaCivINE", "@culturacivine", "https://twitter.com/CULTURACIVINE/", "m.twitter.com/CulturaCivINE"],
    )
    def test_el_mismo_identificador_en_tramite(self, ine, ahora, forma):
        apertura(ine, E.EN_REVISION)
        fila = borrador(ine, titular="otra_titular", identificador=forma)
        assert "en trámite" in campos_que_faltan(fila, ine["otra_titular"], ahora)["identificador"]

    @pytest.mark.criterio("7.x")
    def test_el_de_una_cuenta_viva(self, ine, ahora):
        apertura(ine, E.ABIERTA)
        fila = borrador(ine, titular="otra_titular", identificador="x.com/culturacivine")
        assert "Ya existe" in campos_que_faltan(fila, ine["otra_titular"], ahora)["identificador"]

    @pytest.mark.parametrize("estado", [E.RECHAZADA, E.RETIRADA, E.SIN_EFECTO])
    def test_lo_que_termino_sin_cuenta_libera_el_identificador(self, ine, ahora, estado):
        apertura(ine, estado)
        assert apertura(ine, E.PRESENTADA, titular="otra_titular").estado == E.PRESENTADA

    def test_el_mismo_en_otra_red_es_otra_cuenta(self, ine):
        apertura(ine, E.PRESENTADA)
        assert apertura(ine, E.PRESENTADA, titular="otra_titular", red="instagram").estado == E.PRESENTADA


class TestRevision:
    @pytest.mark.criterio("7.iii")
    @pytest.mark.parametrize("implicada", ["presenta", "administra", "encabeza"])
    def test_separacion_de_funciones(self, ine, ahora, implicada):
        """The CNCS asks for an account of its own: its head, and who would administer it, review nothing of it."""
        quien = {"presenta": "titular_cncs", "administra": "revisora", "encabeza": "titular_cncs"}[implicada]
        fila = apertura(ine, E.PRESENTADA, titular="titular_cncs")
        if implicada == "encabeza":
            Apertura.objects.filter(pk=fila.pk).update(presentada_por=ine["revisor"])
        if implicada == "presenta":
            Apertura.objects.filter(pk=fila.pk).update(area=ine.areas["DERFE"])
        with pytest.raises(SinPermiso):
            acciones.tomar(apertura=fila, por=ine[quien], ahora=ahora)
        with pytest.raises(SinPermiso):
            acciones.anotar(apertura=fila, texto="Me parece bien", por=ine[quien], ahora=ahora)

    @pytest.mark.criterio("7.iii")
    def test_ni_aunque_la_tuviera_asignada(self, ine, ahora):
        """Assigned to somebody without a conflict who has one by the time of the decision."""
        fila = apertura(ine, E.EN_REVISION, revisor="revisora")
        Apertura.objects.filter(pk=fila.pk).update(suplente_propuesto=ine["revisora"])
        with pytest.raises(SinPermiso):
            acciones.rechazar(apertura=fila, fundamentos=["7.i"], respuesta="No", por=ine["revisora"], ahora=ahora)

    @pytest.mark.criterio("7.iii")
    def test_decide_quien_la_revisa_o_la_jefatura(self, ine, ahora):
        fila = apertura(ine, E.EN_REVISION, revisor="revisora")
        with pytest.raises(SinPermiso):
            acciones.rechazar(apertura=fila, fundamentos=["7.i"], respuesta="No", por=ine["revisor"], ahora=ahora)
        fila = acciones.asignar(apertura=fila, revisor=ine["revisor"], por=ine["titular_cncs"], ahora=ahora)
        with pytest.raises(SinPermiso):
            acciones.rechazar(apertura=fila, fundamentos=["7.i"], respuesta="No", por=ine["revisora"], ahora=ahora)
        fila = acciones.rechazar(
            apertura=fila, fundamentos=["7.i"], respuesta="No", por=ine["titular_cncs"], ahora=ahora
        )
        assert fila.estado == E.RECHAZADA
        assert fila.resuelta_por == ine["titular_cncs"]

    @pytest.mark.criterio("7.iii")
    @pytest.mark.parametrize("clave", ["titular_cncs", "titular", "unicom", "medio"])
    def test_no_se_asigna_a_quien_no_puede(self, ine, ahora, clave):
        fila = apertura(ine, E.PRESENTADA, titular="titular_cncs" if clave == "titular_cncs" else "titular")
        por = ine["revisor"] if clave == "titular_cncs" else ine["titular_cncs"]
        with pytest.raises(OpcionInvalida, match="elija a otra persona"):
            acciones.asignar(apertura=fila, revisor=ine[clave], por=por, ahora=ahora)

    @pytest.mark.criterio("7.iii")
    @pytest.mark.parametrize(
        ("fundamentos", "respuesta"), [([], "No"), (["9.z"], "No"), (["7.i", "8.c"], "No"), (["7.i"], " \n ")]
    )
    def test_un_rechazo_se_funda_y_se_explica(self, ine, ahora, fundamentos, respuesta):
        fila = apertura(ine, E.EN_REVISION)
        with pytest.raises(OpcionInvalida, match=r"7.iii"):
            acciones.rechazar(
                apertura=fila, fundamentos=fundamentos, respuesta=respuesta, por=ine["revisora"], ahora=ahora
            )
        assert Apertura.objects.get(pk=fila.pk).estado == E.EN_REVISION

    @pytest.mark.criterio("7.iii")
    def test_no_se_autoriza_sin_elementos_graficos(self, ine, ahora):
        fila = apertura(ine, E.EN_REVISION)
        with pytest.raises(OpcionInvalida, match="imagen gráfica"):
            acciones.autorizar(apertura=fila, respuesta="Sí", elementos=[], por=ine["revisora"], ahora=ahora)

    @pytest.mark.criterio("7.i")
    @pytest.mark.parametrize("estado", [e for e in E if e not in {E.BORRADOR, E.PRESENTADA, E.EN_REVISION}])
    def test_solo_se_retira_antes_de_la_decision(self, ine, ahora, estado):
        fila = apertura(ine, estado)
        with pytest.raises(EstadoCambiado):
            acciones.retirar(apertura=fila, motivo="Ya no", por=ine["titular"], ahora=ahora)

    @pytest.mark.criterio("7.i")
    @pytest.mark.parametrize("estado", [E.BORRADOR, E.PRESENTADA, E.EN_REVISION])
    def test_retirar_detiene_el_reloj(self, ine, ahora, estado):
        fila = acciones.retirar(apertura=apertura(ine, estado), motivo="Ya no", por=ine["titular"], ahora=ahora)
        assert fila.estado == E.RETIRADA
        if estado != E.BORRADOR:
            assert Plazo.objects.get(objeto_id=fila.pk).estado == EstadoPlazo.CANCELADO

    def test_un_borrador_presentado_ya_no_se_edita(self, ine, ahora):
        fila = apertura(ine, E.PRESENTADA)
        with pytest.raises(EstadoCambiado, match="ya se presentó"):
            acciones.guardar_borrador(apertura=fila, datos={"nombre": "Otro"}, por=ine["titular"], ahora=ahora)
        with pytest.raises(ValueError, match="not fields"):
            acciones.guardar_borrador(apertura=fila, datos={"estado": "autorizada"}, por=ine["titular"], ahora=ahora)


class TestCierre:
    @pytest.mark.criterio("7.vi")
    @pytest.mark.parametrize(
        "correo", ["cuenta@gmail.com", "cuenta@ine.mx.example.com", "cuenta@otro-ine.mx", "cuenta@ine.org.mx", "cuenta"]
    )
    def test_el_buzon_es_del_dominio(self, ine, ahora, correo):
        fila = apertura(ine, E.AUTORIZADA)
        with pytest.raises(OpcionInvalida, match=r"@ine.mx"):
            acciones.registrar_buzon(apertura=fila, correo=correo, por=ine["unicom"], ahora=ahora)

    @pytest.mark.criterio("7.vi")
    def test_un_buzon_es_de_una_sola_cuenta(self, ine, ahora):
        apertura(ine, E.CON_BUZON)
        usado = Apertura.objects.get().correo
        cuentas.registrar(
            red="x",
            identificador="INEMexico",
            nombre="INE",
            area=ine.areas["CNCS"],
            correo="oficial@ine.mx",
            por=CARGA,
            ahora=ahora,
        )
        fila = apertura(ine, E.AUTORIZADA, titular="otra_titular", identificador="OtraINE")
        for correo in (usado, usado.upper(), "oficial@ine.mx"):
            with pytest.raises(OpcionInvalida, match="ya es de otra cuenta"):
                acciones.registrar_buzon(apertura=fila, correo=correo, por=ine["unicom"], ahora=ahora)
        fila = acciones.registrar_buzon(apertura=fila, correo=" Libre@INE.mx ", por=ine["unicom"], ahora=ahora)
        assert fila.correo == "libre@ine.mx"

    @pytest.mark.criterio("7.vi")
    def test_el_buzon_lo_registra_unicom(self, ine, ahora):
        fila = apertura(ine, E.AUTORIZADA)
        for clave in TODOS:
            if clave != "unicom":
                with pytest.raises(SinPermiso):
                    acciones.registrar_buzon(apertura=fila, correo="a@ine.mx", por=ine[clave], ahora=ahora)

    @pytest.mark.criterio("7.iv")
    @pytest.mark.parametrize(
        ("identificador", "error"), [("SinSufijo", OpcionInvalida), ("INEVivaINE", CuentaRepetida)]
    )
    def test_lo_que_se_abrio_cumple_las_reglas(self, ine, ahora, identificador, error):
        cuentas.registrar(
            red="x", identificador="inevivaine", nombre="Otra", area=ine.areas["DERFE"], por=CARGA, ahora=ahora
        )
        fila = apertura(ine, E.CON_BUZON)
        with pytest.raises(error):
            acciones.registrar_apertura(
                apertura=fila,
                identificador=identificador,
                nombre="Cultura",
                url="https://x.com/x",
                id_permanente="",
                abierta_el=ahora.date(),
                por=ine["titular"],
                ahora=ahora,
            )
        assert Apertura.objects.get(pk=fila.pk).estado == E.CON_BUZON
        assert Plazo.objects.get(pk=fila.plazo_uso_id).abierto

    @pytest.mark.criterio("7.iv", "5.1.b")
    def test_no_es_activa_ni_publica_hasta_el_aviso_al_comite(self, ine, ahora):
        fila = apertura(ine, E.ABIERTA)
        assert fila.cuenta.estado == EstadoCuenta.REGISTRADA
        assert not directorio().exists()
        assert reconocer("https://x.com/CulturaCivINE") == []

        fila = acciones.notificar(apertura=fila, por=ine["titular"], ahora=ahora)

        cuenta = Cuenta.objects.get()
        assert cuenta.estado == EstadoCuenta.ACTIVA
        assert reconocer("twitter.com/culturacivine") == [cuenta]
        vigentes = {(d.caracter, d.persona) for d in cuenta.designaciones.vigentes()}
        assert vigentes == {(Caracter.TITULAR, ine["medio"]), (Caracter.SUPLENTE, ine["operativo"])}
        comite = Aviso.objects.filter(clase="apertura_aviso_comite")
        assert {a.para for a in comite} == {"presidencia@ine.mx", "secretaria@ine.mx"}
        assert not Aviso.objects.filter(clase="apertura_aviso_junta").exists()

    @pytest.mark.criterio("7.xi")
    def test_la_junta_avisa_ademas_a_la_cncs(self, ine):
        fila = apertura(ine, E.CONCLUIDA, titular="vocal_local", identificador="JLAgsINE")
        assert Aviso.objects.filter(clase="apertura_aviso_junta", para="titular_cncs@ine.mx").count() == 1
        assert fila.constancias.filter(clase="oficio_junta").count() == 1

    @pytest.mark.criterio("5.1.b", "7.iv")
    def test_si_quien_iba_a_administrar_ya_no_esta_no_se_activa(self, ine, ahora):
        fila = apertura(ine, E.ABIERTA)
        terminar_nombramiento(persona=ine["operativo"], hasta=ahora.date(), por=CARGA, ahora=ahora)
        with pytest.raises(DesignacionInvalida, match="no tiene un cargo vigente"), transaction.atomic():
            acciones.notificar(apertura=fila, por=ine["titular"], ahora=ahora)
        assert Apertura.objects.get(pk=fila.pk).estado == E.ABIERTA
        assert not Designacion.objects.exists()
        assert not Aviso.objects.filter(clase="apertura_aviso_comite").exists()

    def test_y_entonces_se_designa_a_otra_persona(self, ine, ahora):
        fila = apertura(ine, E.ABIERTA)
        terminar_nombramiento(persona=ine["operativo"], hasta=ahora.date(), por=CARGA, ahora=ahora)
        ine.persona("relevo", "Genoveva Ulloa Ek", "DECEyEC")
        fila = acciones.notificar(apertura=fila, suplente=ine["relevo"], por=ine["titular"], ahora=ahora)
        assert {d.persona for d in administracion_en(fila.cuenta, ahora.date())} == {ine["medio"], ine["relevo"]}
        assert "Genoveva Ulloa Ek" in Aviso.objects.filter(clase="apertura_aviso_comite").first().cuerpo

    @pytest.mark.criterio("5.a")
    def test_quien_respondia_en_una_fecha(self, ine, ahora):
        cuenta = apertura(ine, E.CONCLUIDA).cuenta
        assert {d.persona for d in administracion_en(cuenta, ahora.date())} == {ine["medio"], ine["operativo"]}
        assert not administracion_en(cuenta, date(2025, 8, 24)).exists()


@pytest.fixture
def activa(ine) -> Cuenta:
    return apertura(ine, E.CONCLUIDA).cuenta


def designar(cuenta: Cuenta, persona, caracter=Caracter.SUPLENTE, nivel=Nivel.MANDO_MEDIO, **campos) -> Designacion:
    """Straight into the table, around the actions."""
    datos = {"cargo": "x", "nivel": nivel, "desde": date(2025, 9, 1), **campos}
    return Designacion.objects.create(cuenta=cuenta, persona=persona, caracter=caracter, **datos)


def aplicar_restricciones() -> None:
    """Now, instead of when the transaction ends."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.criterio("5.1.b")
class TestLaBaseDeDatosTambienSeNiega:
    @pytest.mark.parametrize("caracter", list(Caracter))
    def test_dos_del_mismo_caracter(self, ine, activa, caracter):
        with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
            designar(activa, ine["titular_cncs"], caracter)

    def test_la_misma_persona_dos_veces(self, ine, ahora):
        cuenta = apertura(ine, E.ABIERTA).cuenta
        designar(cuenta, ine["medio"], Caracter.TITULAR)
        with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
            designar(cuenta, ine["medio"], Caracter.SUPLENTE)

    @pytest.mark.parametrize(
        ("caracter", "nivel"),
        [(Caracter.TITULAR, Nivel.OPERATIVO), (Caracter.SUPLENTE, Nivel.SUPERIOR), ("tercera", Nivel.MANDO_MEDIO)],
    )
    def test_el_nivel_equivocado(self, ine, caracter, nivel):
        cuenta = apertura(ine, E.ABIERTA).cuenta
        with pytest.raises(IntegrityError, match="cuentas_nivel_del_administrador"), transaction.atomic():
            designar(cuenta, ine["medio"], caracter, nivel)

    def test_termina_antes_de_empezar(self, ine):
        cuenta = apertura(ine, E.ABIERTA).cuenta
        with pytest.raises(IntegrityError, match="termina_despues"), transaction.atomic():
            designar(cuenta, ine["medio"], hasta=date(2025, 8, 1))

    def test_activa_sin_dos_administradores(self, ine):
        cuenta = apertura(ine, E.ABIERTA).cuenta
        designar(cuenta, ine["medio"], Caracter.TITULAR)
        with pytest.raises(IntegrityError, match="titular y una suplente"), transaction.atomic():  # noqa: PT012
            Cuenta.objects.filter(pk=cuenta.pk).update(estado=EstadoCuenta.ACTIVA)
            aplicar_restricciones()

    def test_no_nace_activa(self, ine):
        with pytest.raises(IntegrityError, match="titular y una suplente"), transaction.atomic():  # noqa: PT012
            Cuenta.objects.create(
                red="x", identificador="NuevaINE", nombre="N", area=ine.areas["DERFE"], estado=EstadoCuenta.ACTIVA
            )
            aplicar_restricciones()

    def test_una_activa_no_se_queda_con_uno(self, ine, activa):
        if connection.vendor == "sqlite":  # checked there when the account becomes active
            assert Designacion.objects.vigentes().filter(cuenta=activa).count() == 2
            return
        for quitar in (
            lambda filas: filas.update(hasta=date(2025, 12, 1)),
            lambda filas: filas.delete(),
        ):
            with pytest.raises(IntegrityError, match="titular y una suplente"), transaction.atomic():  # noqa: PT012
                quitar(Designacion.objects.filter(cuenta=activa, caracter=Caracter.SUPLENTE))
                aplicar_restricciones()

    def test_un_relevo_en_una_sola_transaccion_si_cabe(self, ine, activa):
        with transaction.atomic():
            Designacion.objects.filter(cuenta=activa, caracter=Caracter.SUPLENTE).update(hasta=date(2025, 9, 1))
            designar(activa, ine["titular_cncs"], Caracter.SUPLENTE)
            aplicar_restricciones()
        assert activa.designaciones.vigentes().count() == 2

    @pytest.mark.criterio("7.x")
    def test_youtube(self, ine):
        fila = borrador(ine, red="youtube", identificador="CulturaINE")
        with pytest.raises(IntegrityError, match="solicitudes_sin_youtube"), transaction.atomic():
            Apertura.objects.filter(pk=fila.pk).update(estado=E.PRESENTADA, folio="AP-2025-9999", presentada=ine.ahora)

    @pytest.mark.criterio("7.x")
    def test_el_mismo_identificador_en_tramite(self, ine):
        apertura(ine, E.PRESENTADA)
        fila = borrador(ine, titular="otra_titular", identificador="culturacivine")
        with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
            Apertura.objects.filter(pk=fila.pk).update(estado=E.PRESENTADA, folio="AP-2025-9999", presentada=ine.ahora)

    @pytest.mark.criterio("7.x")
    def test_la_misma_cuenta_dos_veces(self, ine, activa):
        with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
            Cuenta.objects.create(
                red="x", identificador="@CULTURACIVINE", nombre="Copia", area=ine.areas["DERFE"], url="https://x.com/a"
            )

    @pytest.mark.criterio("7.ii")
    def test_presentada_sin_folio(self, ine):
        fila = borrador(ine)
        with pytest.raises(IntegrityError, match="solicitudes_presentada_con_folio"), transaction.atomic():
            Apertura.objects.filter(pk=fila.pk).update(estado=E.PRESENTADA)


@pytest.mark.criterio("7.iii")
def test_control_interno_lee_todo_y_no_cambia_nada(ine, ahora):
    fila = apertura(ine, E.EN_REVISION)
    escondido = borrador(ine, titular="otra_titular", identificador="SecretaINE")
    visibles = Apertura.objects.visibles_para(ine["control"])

    assert list(visibles) == [fila]
    assert escondido not in visibles
    for acto in (
        lambda por: acciones.tomar(apertura=apertura(ine, E.PRESENTADA, identificador="UnaINE"), por=por, ahora=ahora),
        lambda por: acciones.autorizar(apertura=fila, respuesta="Sí", elementos=[png()], por=por, ahora=ahora),
        lambda por: acciones.retirar(apertura=fila, motivo="No", por=por, ahora=ahora),
        lambda por: acciones.anotar(apertura=fila, texto="Nota", por=por, ahora=ahora),
    ):
        with pytest.raises(SinPermiso):
            acto(ine["control"])


@pytest.mark.criterio("7.iii")
def test_quien_tiene_los_dos_papeles_no_revisa_lo_de_su_area(ine, ahora):
    """A head who is given the role of reviewer reviews the requests of others, never those of the own área."""
    asignar_rol(persona=ine["titular"], rol=Rol.REVISION, desde=ahora.date(), por=CARGA, ahora=ahora)
    propia = apertura(ine, E.PRESENTADA)
    ajena = apertura(ine, E.PRESENTADA, titular="otra_titular", identificador="AjenaINE")

    with pytest.raises(SinPermiso):
        acciones.tomar(apertura=propia, por=ine["titular"], ahora=ahora)
    assert acciones.tomar(apertura=ajena, por=ine["titular"], ahora=ahora).revisor == ine["titular"]
