"""Peticiones de difusión: material, whose turn it is, and the reminder of a wanted date that nobody answers."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from avisos.models import Aviso
from bitacora.flujo import EstadoCambiado, SinPermiso
from cuentas.acciones import registrar
from cuentas.estados import EstadoCuenta
from cuentas.models import Cuenta
from organizacion.tiempo import fecha_local, instante_local
from panel.consultas.bandeja.consultas import de_las_peticiones
from plazos.acciones import barrer
from plazos.consultas import calendario_vigente
from plazos.estados import EstadoPlazo
from publicaciones import acciones
from publicaciones.estados import EstadoPeticion as E
from publicaciones.models import MaterialDePeticion, Peticion
from tests.fabrica import CARGA, Institucion, pdf, png

pytestmark = pytest.mark.criterio("7.x", "5.2.a")


@pytest.fixture
def inetv(ine: Institucion) -> Cuenta:
    return registrar(
        red="youtube", identificador="INETV", nombre="INETV", area=ine.areas["CNCS"], homologada=True,
        estado=EstadoCuenta.REGULARIZACION, por=CARGA, ahora=ine.ahora,
    )  # fmt: skip


def pedir(ine: Institucion, cuenta: Cuenta, dias: int | None = None, **cambios) -> Peticion:
    datos = {
        "area": ine.areas["DECEyEC"],
        "asunto": "Concurso de ensayo",
        "material": "Convocatoria",
        "fecha_deseada": fecha_local(ine.ahora) + timedelta(days=dias) if dias is not None else None,
        "por": ine["titular"],
    }
    return acciones.presentar_peticion(**{**datos, **cambios}, cuenta=cuenta, ahora=ine.ahora)


def correos(clase: str) -> list[str]:
    return sorted(Aviso.objects.filter(clase=clase).values_list("para", flat=True))


class TestCamino:
    def test_se_toma_se_difunde_y_el_reloj_se_cierra(self, ine, inetv):
        peticion = pedir(ine, inetv, 7, archivos=[png("cartel.png"), pdf(nombre="Guía.pdf")])
        assert [a.nombre for a in peticion.archivos.all()] == ["cartel.png", "Guía.pdf"]
        assert peticion.plazo.vence == instante_local(peticion.fecha_deseada + timedelta(days=1))
        with pytest.raises(EstadoCambiado):
            acciones.difundir(
                peticion=peticion, enlace="https://youtu.be/a", respuesta="", por=ine["revisora"], ahora=ine.ahora
            )
        tomada = acciones.tomar_peticion(peticion=peticion, por=ine["revisora"], ahora=ine.ahora)
        assert (tomada.estado, tomada.tomada_por) == (E.EN_PREPARACION, ine["revisora"])
        with pytest.raises(EstadoCambiado):
            acciones.tomar_peticion(peticion=peticion, por=ine["revisor"], ahora=ine.ahora)
        hecha = acciones.difundir(
            peticion=tomada, enlace="https://youtu.be/a", respuesta="", por=ine["revisora"], ahora=ine.ahora
        )
        assert (hecha.estado, hecha.plazo.estado) == (E.DIFUNDIDA, EstadoPlazo.CUMPLIDO)

    def test_se_retira_en_preparacion_y_quien_la_prepara_lo_sabe(self, ine, inetv):
        tomada = acciones.tomar_peticion(peticion=pedir(ine, inetv, 7), por=ine["revisora"], ahora=ine.ahora)
        retirada = acciones.retirar_peticion(peticion=tomada, por=ine["titular"], ahora=ine.ahora)
        assert (retirada.estado, retirada.plazo.estado) == (E.RETIRADA, EstadoPlazo.CANCELADO)
        assert correos("peticion_retirada") == ["revisora@ine.mx"]

    def test_nadie_toma_lo_que_pidio(self, ine, inetv):
        propia = pedir(ine, inetv, area=ine.areas["CNCS"], por=ine["titular_cncs"])
        for quien in ("titular_cncs", "titular", "control"):
            with pytest.raises(SinPermiso):
                acciones.tomar_peticion(peticion=propia, por=ine[quien], ahora=ine.ahora)


class TestRecordatorio:
    def test_a_toda_la_cncs_si_nadie_la_tiene_y_una_sola_vez(self, ine, inetv):
        peticion = pedir(ine, inetv, 7)
        for hora in (1, 24 * 5, 24 * 7, 24 * 9):
            barrer(ahora=ine.ahora + timedelta(hours=hora))
            barrer(ahora=ine.ahora + timedelta(hours=hora))
        # Two business days before, that day, and once it passed: each to the three of the CNCS.
        assert len(correos("peticion_por_atender")) == 9
        assert correos("peticion_sin_respuesta") == ["titular@ine.mx"]
        peticion.refresh_from_db()
        assert peticion.estado == E.PRESENTADA  # silence decides nothing

    def test_a_quien_la_prepara(self, ine, inetv):
        acciones.tomar_peticion(peticion=pedir(ine, inetv, 0), por=ine["revisor"], ahora=ine.ahora)
        barrer(ahora=ine.ahora + timedelta(days=1))
        assert correos("peticion_por_atender") == ["revisor@ine.mx", "titular_cncs@ine.mx"]

    def test_contestada_no_se_recuerda(self, ine, inetv):
        acciones.declinar(peticion=pedir(ine, inetv, 3), respuesta="No", por=ine["revisora"], ahora=ine.ahora)
        barrer(ahora=ine.ahora + timedelta(days=9))
        assert correos("peticion_por_atender") == []


def test_primero_lo_que_se_necesita_antes(ine, inetv):
    sin_fecha, lejos, cerca = pedir(ine, inetv), pedir(ine, inetv, 9), pedir(ine, inetv, 2)
    orden = [f"peticion-{p.pk}" for p in (cerca, lejos, sin_fecha)]

    def bandeja(quien: str) -> list[str]:
        lineas = de_las_peticiones(ine[quien], ahora=ine.ahora, calendario=calendario_vigente())
        return [linea.clave for linea in lineas]

    assert list(Peticion.objects.en_cola()) == [cerca, lejos, sin_fecha]
    assert bandeja("revisora") == orden
    acciones.tomar_peticion(peticion=lejos, por=ine["revisora"], ahora=ine.ahora)
    assert bandeja("revisor") == [orden[0], orden[2]]
    assert bandeja("titular_cncs") == orden
    assert bandeja("titular") == []


@pytest.mark.embebida
def test_el_material_se_sube_revisado_y_solo_lo_baja_quien_ve_la_peticion(ine, inetv):
    def cliente(quien: str) -> Client:
        nuevo = Client()
        nuevo.force_login(ine[quien], backend="django.contrib.auth.backends.ModelBackend")
        return nuevo

    url = reverse("publicaciones:nueva")
    datos = {"area": ine.areas["DECEyEC"].pk, "cuenta": inetv.pk, "asunto": "Concurso", "material": "Texto"}
    malo = png("programa.exe")
    respuesta = cliente("titular").post(url, datos | {"archivos": [malo]})
    assert "Solo se admiten archivos PDF, PNG, JPEG o ZIP" in respuesta.content.decode()
    assert not Peticion.objects.exists()
    cliente("titular").post(url, datos | {"archivos": [png("cartel.png")]})
    archivo = reverse("publicaciones:material", args=[MaterialDePeticion.objects.get().pk])
    assert cliente("titular").get(archivo)["Content-Disposition"] == 'attachment; filename="cartel.png"'
    assert cliente("revisora").get(archivo).status_code == 200
    for ajena in ("otra_titular", "medio", "unicom"):
        assert cliente(ajena).get(archivo).status_code == 404
