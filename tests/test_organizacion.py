"""1.a, 5.1: the tree of áreas, positions over time, roles, folios."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from bitacora.consultas import asientos_de
from organizacion.acciones import (
    CatalogoInvalido,
    asignar_rol,
    nombrar,
    registrar_areas,
    registrar_persona,
    siguiente_folio,
    terminar_nombramiento,
)
from organizacion.consultas import personal_designable, personas_con_rol, titular_del_area
from organizacion.estados import Nivel, Rol
from organizacion.models import Area, AsignacionRol, Nombramiento, Persona
from organizacion.permisos import encabeza, es_cncs, es_titular_de
from tests.fabrica import CARGA

pytestmark = pytest.mark.django_db


@pytest.mark.criterio("1.a")
def test_registrar_areas_es_idempotente(ine, ahora):
    filas = [
        {"siglas": "JL-AGS", "nombre": "Cambiada", "tipo": "junta_local", "padre": "", "entidad": "", "distrito": ""},
        {
            "siglas": "JD-AGS-99",
            "nombre": "Junta Distrital 99",
            "tipo": "junta_distrital",
            "padre": "JL-AGS",
            "entidad": "Aguascalientes",
            "distrito": "99",
        },
    ]
    assert registrar_areas(filas=filas, por=CARGA, ahora=ahora) == 1
    assert registrar_areas(filas=filas, por=CARGA, ahora=ahora) == 0
    assert Area.objects.get(siglas="JD-AGS-99").ruta == "JL-AGS/JD-AGS-99/"
    assert Area.objects.get(siglas="JL-AGS").nombre != "Cambiada"


@pytest.mark.criterio("5.1.a")
def test_quien_encabeza_el_area_de_arriba(ine):
    """Above sees below, never aside; siglas that begin the same are not under one another."""
    ags, distrital = ine.areas["JL-AGS"], ine.areas["JD-AGS-01"]
    assert encabeza(distrital.ruta, ine["vocal_local"])
    assert not encabeza(ags.ruta, ine["vocal_distrital"])
    assert not encabeza(ine.areas["JL-OAX"].ruta, ine["vocal_local"])
    assert es_titular_de(ags.pk, ine["vocal_local"])
    assert not es_titular_de(distrital.pk, ine["vocal_local"])
    gemela = Area.objects.create(siglas="JL-AGS2", nombre="Otra", tipo="junta_local")
    assert not encabeza(gemela.ruta, ine["vocal_local"])


@pytest.mark.criterio("5.1.b")
def test_personal_designable(ine):
    personas = {n.persona for n in personal_designable(ine.areas["JL-AGS"], [Nivel.MANDO_MEDIO, Nivel.OPERATIVO])}
    assert personas == {ine["medio_local"], ine["vocal_distrital"], ine["operativo_distrital"]}


@pytest.mark.criterio("5.1.d")
class TestNombramientos:
    def test_el_nuevo_termina_al_anterior_y_ambos_quedan(self, ine, ahora):
        nombrar(
            persona=ine["titular"],
            area=ine.areas["JL-OAX"],
            cargo="Vocal Ejecutiva",
            nivel=Nivel.SUPERIOR,
            es_titular=True,
            desde=date(2025, 9, 1),
            por=ine["sistema"],
            ahora=ahora,
        )
        anterior, nuevo = Nombramiento.objects.filter(persona=ine["titular"]).order_by("pk")
        assert (anterior.hasta, nuevo.hasta) == (date(2025, 9, 1), None)
        assert titular_del_area(ine.areas["DECEyEC"]) is None
        assert titular_del_area(ine.areas["JL-OAX"]) == ine["titular"]
        assert [a.acto for a in asientos_de("organizacion")][-2:] == ["terminar_nombramiento", "nombrar"]
        assert nuevo.history.get().history_user == ine["sistema"]

    def test_un_area_tiene_una_titular(self, ine, ahora):
        with pytest.raises(CatalogoInvalido, match="ya tiene titular"), transaction.atomic():
            nombrar(
                persona=ine["medio"],
                area=ine.areas["DECEyEC"],
                cargo="Titular",
                nivel=Nivel.SUPERIOR,
                es_titular=True,
                desde=ahora.date(),
                por=CARGA,
                ahora=ahora,
            )

    def test_quien_deja_el_cargo_deja_de_poder(self, ine, ahora):
        terminar_nombramiento(persona=ine["titular"], hasta=ahora.date(), por=CARGA, ahora=ahora)

        assert not es_titular_de(ine.areas["DECEyEC"].pk, ine["titular"])
        assert ine["titular"].rotulo_de_roles == "Sin cargo vigente"

    def test_terminar_antes_de_empezar_no_deja_fechas_imposibles(self, ine, ahora):
        terminar_nombramiento(persona=ine["medio"], hasta=date(2024, 1, 1), por=CARGA, ahora=ahora)
        nombramiento = Nombramiento.objects.get(persona=ine["medio"])
        assert nombramiento.hasta == nombramiento.desde


class TestRoles:
    def test_asignar_dos_veces_no_repite(self, ine, ahora):
        asientos = asientos_de("organizacion").count()
        asignar_rol(persona=ine["revisora"], rol=Rol.REVISION, desde=ahora.date(), por=CARGA, ahora=ahora)
        assert AsignacionRol.objects.filter(persona=ine["revisora"]).count() == 1
        assert asientos_de("organizacion").count() == asientos

    def test_quien_no_esta_activo_no_tiene_papeles(self, ine):
        Persona.objects.filter(pk=ine["revisora"].pk).update(is_active=False)
        assert not es_cncs(ine["revisora"])
        assert set(personas_con_rol(Rol.REVISION)) == {ine["revisor"]}

    def test_un_rol_terminado_ya_no_cuenta(self, ine, ahora):
        AsignacionRol.objects.filter(persona=ine["revisora"]).update(hasta=ahora.date())
        assert not es_cncs(ine["revisora"])
        assert not ine["revisora"].is_staff
        assert set(personas_con_rol(Rol.REVISION)) == {ine["revisor"]}


class TestPersonas:
    def test_el_correo_no_distingue_mayusculas(self, ine, ahora):
        with pytest.raises(CatalogoInvalido, match="Ya hay una persona"), transaction.atomic():
            registrar_persona(email="TITULAR@INE.MX", nombre="Otra", por=CARGA, ahora=ahora)
        with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
            Persona.objects.bulk_create([Persona(email="Titular@ine.mx", nombre="Otra")])

    def test_sin_contrasena_no_se_entra_con_una(self, db, ahora):
        persona = registrar_persona(email="ana@ine.mx", nombre="Ana", por=CARGA, ahora=ahora)
        assert not persona.has_usable_password()
        assert not persona.check_password("")


@pytest.mark.criterio("7.ii")
def test_los_folios_siguen_por_anio_y_prefijo(db, ahora):
    with transaction.atomic():
        assert [siguiente_folio("AP", ahora=ahora) for _ in range(3)] == [f"AP-2025-000{n}" for n in (1, 2, 3)]
        assert siguiente_folio("PD", ahora=ahora) == "PD-2025-0001"
        # The last night of the year at the institution is already the next one in UTC.
        noche = ahora.replace(month=12, day=31, hour=23)
        assert siguiente_folio("AP", ahora=noche) == "AP-2025-0004"
        assert siguiente_folio("AP", ahora=noche + timedelta(hours=1)) == "AP-2026-0001"


@pytest.mark.criterio("7.ii")
def test_un_folio_que_no_se_uso_lo_toma_el_siguiente(db, ahora):
    with pytest.raises(RuntimeError), transaction.atomic():  # noqa: PT012
        siguiente_folio("AP", ahora=ahora)
        raise RuntimeError
    assert siguiente_folio("AP", ahora=ahora) == "AP-2025-0001"
