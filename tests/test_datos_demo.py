"""The demonstration institution: every state, coherent with the calendar and the log, on any day."""

from collections.abc import Iterator
from datetime import datetime
from io import StringIO
from itertools import pairwise

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client, override_settings
from django.utils import timezone

from avisos.estados import EstadoAviso
from avisos.models import Aviso
from bitacora.consultas import asientos_de, verificar
from bitacora.models import Asiento
from cuentas.consultas import FRASES
from cuentas.estados import EstadoCuenta, EstadoRotacion, MotivoRotacion
from cuentas.models import Cuenta, Rotacion
from organizacion.estados import Rol
from organizacion.models import AsignacionRol, Persona
from panel.consultas import personas_de_demostracion
from panel.demostracion.elenco import CONTRASENA
from plazos.clases import VIGILANCIA
from plazos.consultas import calendario_vigente, dias_restantes, semaforo
from plazos.estados import EstadoRecordatorio, Semaforo
from plazos.models import Plazo, Recordatorio
from publicaciones.estados import EstadoPeticion
from publicaciones.models import Peticion
from solicitudes.estados import EN_COLA, ClaseConstancia, ClaseDocumento, EstadoApertura
from solicitudes.estados.baja import EstadoBaja, PasoCierre
from solicitudes.estados.cambio import EstadoCambio
from solicitudes.estados.caso import EstadoCaso
from solicitudes.estados.duda import EstadoDuda
from solicitudes.estados.publicidad import EstadoPublicidad
from solicitudes.estados.uso_indebido import EstadoUso
from solicitudes.models import (
    Apertura,
    Baja,
    Cambio,
    Caso,
    Constancia,
    Documento,
    Duda,
    PreguntaFrecuente,
    Publicidad,
    Requerimiento,
    UsoIndebido,
)

pytestmark = pytest.mark.embebida

# A Sunday before dawn inside a vacation period; that it loads on today's date the browser shows.
DIAS = ["2027-01-03T02:00-06:00"]


@pytest.fixture(scope="module", params=DIAS)
def demostracion(request, django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[datetime]:
    """The demonstration, loaded once for all the tests of this file; it ends with its transaction."""
    carpeta = tmp_path_factory.mktemp("demostracion")
    ajustes = override_settings(DEMO=True, MEDIA_ROOT=carpeta / "documentos", EMAIL_FILE_PATH=str(carpeta / "correo"))
    ahora = datetime.fromisoformat(request.param)
    with django_db_blocker.unblock(), ajustes, time_machine.travel(ahora, tick=False), transaction.atomic():
        call_command("datos_iniciales", verbosity=0, stdout=StringIO())
        call_command("datos_demo", stdout=StringIO())
        yield timezone.now()
        transaction.set_rollback(True)


def test_todos_los_estados(demostracion):
    assert set(Apertura.objects.values_list("estado", flat=True)) == set(EstadoApertura.values)
    assert set(Cuenta.objects.values_list("estado", flat=True)) == set(EstadoCuenta.values)
    assert set(Peticion.objects.values_list("estado", flat=True)) == set(EstadoPeticion.values)
    assert Apertura.objects.count() >= 60
    assert Cuenta.objects.count() >= 35


# Where a closing does not stop in the demonstration: one that is concluded went through all of them.
DE_PASO = {EstadoBaja.PROCEDENTE, EstadoBaja.ELIMINADA, EstadoBaja.SIN_BUZON}


@pytest.mark.parametrize(
    ("modelo", "estados"),
    [
        (Baja, set(EstadoBaja.values) - DE_PASO),
        (Cambio, set(EstadoCambio.values)),
        (Publicidad, set(EstadoPublicidad.values)),
        (Caso, set(EstadoCaso.values)),
        (Duda, set(EstadoDuda.values)),
        (UsoIndebido, set(EstadoUso.values)),
        (Rotacion, set(EstadoRotacion.values)),
    ],
)
def test_todos_los_estados_del_capitulo_7(demostracion, modelo, estados):
    assert set(modelo.objects.values_list("estado", flat=True)) == estados


def test_la_baja_concluida_paso_por_todo_y_se_vigila(demostracion):
    baja = Baja.objects.get(estado=EstadoBaja.CONCLUIDA)
    assert set(baja.history.values_list("estado", flat=True)) >= DE_PASO
    assert list(baja.pasos.values_list("paso", flat=True)) == PasoCierre.values
    assert baja.cuenta.vigilada_el
    assert Plazo.objects.abiertos().filter(clase=VIGILANCIA, objeto_id=baja.cuenta_id).count() == 1
    assert not baja.cuenta.designaciones.vigentes().exists()


def test_contrasenas_a_tiempo_y_una_vencida(demostracion):
    """6.xxxiv: nearly every account is up to date; one is not, and its head and the CNCS know."""
    exigidas = Rotacion.objects.exigidas().select_related("plazo", "cuenta")
    assert [r.cuenta.identificador for r in exigidas if r.plazo.vencido(demostracion)] == ["INESonora"]
    assert set(Rotacion.objects.values_list("motivo", flat=True)) == set(MotivoRotacion.values)
    vigentes = Cuenta.objects.oficiales().filter(designaciones__hasta__isnull=True, designaciones__isnull=False)
    assert set(exigidas.values_list("cuenta", flat=True)) == set(vigentes.values_list("pk", flat=True))
    por_confirmar = Rotacion.objects.filter(estado=EstadoRotacion.HECHA).select_related("cuenta")
    assert "CulturaCivicaINE" in {r.cuenta.identificador for r in por_confirmar}
    hace_dos = calendario_vigente().restar(demostracion.date(), 2)
    assert all(r.hecha.date() >= hace_dos for r in por_confirmar)


def test_precedentes_preguntas_y_requerimientos(demostracion):
    resueltos = Caso.objects.filter(estado=EstadoCaso.RESUELTO)
    assert resueltos.count() >= 4
    assert all(caso.criterio and caso.numero for caso in resueltos)
    assert len({tuple(caso.fundamentos) for caso in resueltos}) == resueltos.count()
    assert 8 <= PreguntaFrecuente.objects.publicadas().count() <= 10
    assert {bool(r.contestado) for r in Requerimiento.objects.all()} == {True, False}
    repreguntada = Duda.objects.filter(estado=EstadoDuda.ABIERTA).exclude(respuesta="").get()
    assert repreguntada.mensajes.count() >= 2


def test_nada_del_futuro(demostracion):
    for modelo in (Baja, Cambio, Publicidad, Caso, Duda, UsoIndebido):
        assert not modelo.objects.filter(creada__gt=demostracion).exists()
        assert not modelo.objects.filter(resuelta__gt=demostracion).exists()
        for solicitud in modelo.objects.all():
            momentos = list(asientos_de(solicitud.cadena).values_list("momento", flat=True))
            assert all(antes <= despues for antes, despues in pairwise([*momentos, demostracion])), solicitud
    for campo in ("exigida", "hecha", "confirmada"):
        assert not Rotacion.objects.filter(**{f"{campo}__gt": demostracion}).exists()


def test_plazos_de_toda_clase(demostracion):
    """Due, near due, due on the first business day that can be, and overdue, with and without a reviewer."""
    calendario = calendario_vigente()
    cola = list(Apertura.objects.filter(estado__in=EN_COLA).select_related("plazo_revision"))
    assert {semaforo(a.plazo_revision, demostracion, calendario) for a in cola} == {
        Semaforo.VERDE,
        Semaforo.AMBAR,
        Semaforo.ROJO,
    }
    restantes = {dias_restantes(a.plazo_revision, demostracion, calendario) for a in cola}
    assert {-7, -2, -1, 2, 3, 4, 8, 9, 14} <= restantes
    assert (0 if calendario.es_habil(demostracion.date()) else 1) in restantes
    vencidas = [a for a in cola if a.plazo_revision.vencido(demostracion)]
    assert {bool(a.revisor_id) for a in vencidas} == {True, False}


def test_lo_vencido_escalo(demostracion):
    pendientes = Recordatorio.objects.filter(
        estado=EstadoRecordatorio.PENDIENTE, programado__lte=demostracion, plazo__estado="abierto"
    )
    assert not pendientes.exists()
    titular = Persona.objects.get(asignaciones__rol=Rol.TITULAR_CNCS)
    vencidas = Apertura.objects.filter(estado__in=EN_COLA, plazo_revision__vence__lte=demostracion)
    for apertura in vencidas:
        assert Aviso.objects.filter(
            cadena=apertura.cadena, clase="revision_fuera_de_plazo", para=titular.email
        ).exists()


def test_bitacora_integra_y_en_orden(demostracion):
    assert verificar().rupturas == []
    for apertura in Apertura.objects.all():
        momentos = list(asientos_de(apertura.cadena).values_list("momento", flat=True))
        assert all(antes <= despues for antes, despues in pairwise(momentos)), apertura
        assert momentos[-1] <= demostracion
    folios = Apertura.objects.filter(folio__isnull=False).order_by("presentada").values_list("folio", flat=True)
    assert list(folios) == sorted(folios)


def test_todo_lo_de_una_cuenta_se_cuenta_en_palabras(demostracion):
    """What is told of an account, in its page and in its expediente, names no act by its key."""
    assert set(Asiento.objects.filter(cadena__startswith="cuenta:").values_list("acto", flat=True)) <= FRASES.keys()


def test_correo_enviado_y_papeles(demostracion):
    assert not Aviso.objects.exclude(estado=EstadoAviso.ENVIADO).exists()
    assert not Aviso.objects.filter(enviado__gt=demostracion).exists()
    presentadas = Apertura.objects.filter(folio__isnull=False).count()
    assert Constancia.objects.filter(clase=ClaseConstancia.ACUSE).count() == presentadas
    assert Constancia.objects.filter(clase=ClaseConstancia.OFICIO_JUNTA).exists()
    assert Documento.objects.filter(clase=ClaseDocumento.OFICIO, tamano__gt=10_000).count() == presentadas


def test_quien_entra(demostracion):
    papeles = personas_de_demostracion()
    assert len(papeles) == 12
    assert papeles[0][0] == "Titular de área (DECEyEC)"
    assert Persona.objects.get(email=papeles[0][2]).check_password(CONTRASENA)
    con_papel = AsignacionRol.objects.exclude(persona__demostracion="").values_list("rol", flat=True)
    assert set(con_papel) == set(Rol.values) - {Rol.COMITE}
    assert Persona.objects.count() == Persona.objects.filter(email__endswith="@ine.mx").count() > 80


def test_repetirlo_no_agrega_nada(demostracion):
    antes = Persona.objects.count(), Apertura.objects.count(), Aviso.objects.count()
    salida = StringIO()
    call_command("datos_demo", stdout=salida)
    assert "Ya hay personas registradas" in salida.getvalue()
    assert (Persona.objects.count(), Apertura.objects.count(), Aviso.objects.count()) == antes


def test_cada_papel_ve_su_panel(demostracion, django_assert_max_num_queries):
    for _rol, nombre, email in personas_de_demostracion():
        cliente = Client()
        cliente.force_login(Persona.objects.get(email=email), backend="django.contrib.auth.backends.ModelBackend")
        with django_assert_max_num_queries(44):  # each subject of the tray reads once or twice
            respuesta = cliente.get("/panel/")
        assert respuesta.status_code == 200
        assert nombre in respuesta.content.decode()


def test_solo_en_la_demostracion(db, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("datos_demo")
    assert not Persona.objects.exists()


def test_sin_datos_iniciales(db, settings):
    settings.DEMO = True
    with pytest.raises(CommandError, match="datos_iniciales"):
        call_command("datos_demo")
