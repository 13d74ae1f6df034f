"""A year of beats, switched off at random for up to three weeks: passwords, hours, training, strategies."""

import random
from collections import defaultdict
from datetime import datetime, timedelta

import pytest
from django.db.models import Max

from avisos.models import Aviso
from bitacora.models import Asiento
from cuentas.acciones import pedir_anuales, vigilar_abandono
from cuentas.acciones import rotacion as rotaciones
from cuentas.acciones.barrido_obligaciones import barrer_obligaciones
from cuentas.acciones.capacitacion import asistir_con_codigo, programar_sesion
from cuentas.acciones.estrategia import presentar_estrategia
from cuentas.acciones.horario import registrar_horarios
from cuentas.acciones.recertificacion import certificar
from cuentas.estados import Dato, EstadoRotacion, Respuesta
from cuentas.estados.cuidado import ClaseObligacion, EstadoConvocatoria, EstadoObligacion
from cuentas.models import Convocatoria, Obligacion, Recertificacion, Rotacion, Vacaciones
from plazos.acciones import barrer
from plazos.clases import CLASES, VENCE
from plazos.estados import EstadoRecordatorio
from plazos.models import Plazo, Recordatorio
from tests.fabrica import Institucion, pdf
from tests.fabrica_baja import cuenta_activa

pytestmark = [
    pytest.mark.embebida,
    pytest.mark.criterio("6.xxxiv"),
    pytest.mark.criterio("5.1.e"),
    pytest.mark.criterio("5.3.a"),
    pytest.mark.criterio("6.xxxiii"),
]

DIAS = 365
C = ClaseObligacion


class Vida:
    """People who do what they owe, or not, on any day; and a scheduler that is sometimes switched off."""

    def __init__(self, ine: Institucion, semilla: int) -> None:
        self.ine, self.azar = ine, random.Random(semilla)
        self.latidos: list[datetime] = []  # the beats that there were
        self.personas = {persona.pk: clave for clave, persona in ine.personas.items()}

    def vivir(self) -> None:
        momento, apagado_hasta = self.ine.ahora, self.ine.ahora
        for dia in range(DIAS):
            momento = self.ine.ahora + timedelta(days=dia, minutes=self.azar.randrange(0, 600))
            if momento >= apagado_hasta:
                self._latir(momento)
                if self.azar.random() < 0.06:
                    apagado_hasta = momento + timedelta(days=self.azar.uniform(1, 21))
            self._actuar(momento + timedelta(minutes=20))
        self._latir(momento + timedelta(days=22))

    def _latir(self, momento: datetime) -> None:
        self.latidos.append(momento)
        barrer_obligaciones(ahora=momento)
        pedir_anuales(ahora=momento)
        vigilar_abandono(ahora=momento)
        barrer(ahora=momento)

    def _actuar(self, momento: datetime) -> None:
        """What is owed is done on one day in thirty, more or less; some of it is never done."""
        self._cambiar_contrasenas(momento)
        for debida in Obligacion.objects.filter(estado=EstadoObligacion.PENDIENTE).select_related("cuenta", "area"):
            if self.azar.random() < 0.03:
                self._cumplir(debida, momento)
        self._capacitarse(momento)
        for pedida in Recertificacion.objects.pedidas():
            if self.azar.random() < 0.05:
                respuestas = dict.fromkeys(Dato.values, (Respuesta.CORRECTO, ""))
                certificar(recertificacion=pedida, respuestas=respuestas, por=self.ine["titular"], ahora=momento)

    def _cambiar_contrasenas(self, momento: datetime) -> None:
        for rotacion in Rotacion.objects.filter(estado=EstadoRotacion.EXIGIDA):
            if self.azar.random() < 0.02:
                por = self.azar.choice(rotaciones.quienes_rotan(rotacion.cuenta))
                rotaciones.registrar(rotacion=rotacion, por=por, ahora=momento)

    def _cumplir(self, debida: Obligacion, momento: datetime) -> None:
        ine = self.ine
        if debida.clase == C.ESTRATEGIA and debida.area and debida.area.siglas == "JL-AGS":
            presentar_estrategia(
                area=debida.area, anio=int(debida.periodo), resumen="Qué, a quién y cuándo.", archivo=pdf(),
                por=ine["vocal_local"], ahora=momento,
            )  # fmt: skip
        elif debida.clase == C.HORARIO and debida.cuenta:
            vacaciones = Vacaciones.objects.get(nombre=debida.nombre)
            registrar_horarios(
                cuentas=[debida.cuenta], vacaciones=vacaciones, horas=[(0, "09:00", "14:00")], texto="Lunes.",
                vigila="Guardia", monitoreo="Dos veces al día.", plan=None, por=ine["titular"], ahora=momento,
            )  # fmt: skip

    def _capacitarse(self, momento: datetime) -> None:
        en_curso = Convocatoria.objects.filter(sesion__inicia__lte=momento, sesion__termina__gt=momento)
        for convocatoria in en_curso.filter(estado=EstadoConvocatoria.CONVOCADA):
            if self.azar.random() < 0.5:
                por = self.ine[self.personas[convocatoria.persona_id]]
                asistir_con_codigo(sesion=convocatoria.sesion, por=por, ahora=momento)
        if self.azar.random() < 0.02:
            inicia = momento + timedelta(days=12)
            programar_sesion(
                inicia=inicia, termina=inicia + timedelta(hours=14), lugar="Auditorio", enlace="", temas="Criterios",
                cupo=40, anio=momento.year, por=self.ine["revisora"], ahora=momento,
            )  # fmt: skip


@pytest.mark.parametrize("semilla", [1])
def test_cada_recordatorio_sale_una_vez_en_orden_y_ninguno_de_lo_que_ya_se_hizo(ine, semilla):
    cuenta_activa(ine)
    cuenta_activa(ine, identificador="ParticipaINE")
    vida = Vida(ine, semilla)
    vida.vivir()
    clases = set(Plazo.objects.values_list("clase", flat=True))
    assert {"rotacion", "horario", "capacitacion", "estrategia"} <= clases
    emitidos = 0
    for plazo in Plazo.objects.all():
        pasos = list(plazo.recordatorios.order_by("programado", "pk"))
        salieron = [r for r in pasos if r.estado == EstadoRecordatorio.EMITIDO]
        emitidos += len(salieron)
        # In order, whatever came late.
        orden = [CLASES[plazo.clase].turno(r.paso) for r in sorted(salieron, key=lambda r: (r.emitido, r.programado))]
        assert orden == sorted(orden)
        for paso in pasos:
            primero = next((latido for latido in vida.latidos if latido >= max(paso.programado, plazo.inicio)), None)
            a_tiempo = plazo.cerrado is None or (primero is not None and primero < plazo.cerrado)
            if paso.estado == EstadoRecordatorio.EMITIDO:
                # At the first beat after its instant, and never of what was done meanwhile.
                assert paso.emitido == primero, (plazo, paso)
                assert a_tiempo, (plazo, paso)
            else:
                assert primero is None or not a_tiempo, (plazo, paso)
    assert emitidos > 40
    _una_carta_por_paso()


def _una_carta_por_paso() -> None:
    """Each step left one entry in the log, and told nobody twice."""
    contados: dict[tuple[str, str, str], int] = defaultdict(int)
    actos = Asiento.objects.filter(acto__in=["recordatorio", "plazo_vencido"])
    assert actos.count() == Recordatorio.objects.filter(estado=EstadoRecordatorio.EMITIDO).count()
    for aviso in Aviso.objects.filter(clase__in=["rotacion_por_vencer", "rotacion_fuera_de_plazo"]):
        contados[aviso.para, aviso.cadena, f"{aviso.creado.isoformat()} {aviso.cuerpo}"] += 1
    vencidos_a_la_vez = Recordatorio.objects.filter(paso=VENCE).aggregate(Max("intentos"))["intentos__max"]
    assert vencidos_a_la_vez == 0  # none had to be tried again
    assert contados
