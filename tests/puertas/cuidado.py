"""Doors of hours, training, strategies and authenticity."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from cuentas.acciones.autenticidad import registrar_autenticidad
from cuentas.acciones.barrido_obligaciones import barrer_obligaciones
from cuentas.acciones.capacitacion import asistir_con_codigo, programar_sesion
from cuentas.acciones.estrategia import presentar_estrategia
from cuentas.acciones.horario import registrar_horarios
from cuentas.consultas.cuidado import llave_de_la_sesion
from cuentas.models import Vacaciones
from organizacion.tiempo import fecha_local, instante_local
from plazos.acciones import CalendarioCambio, aplicar_cambio
from plazos.calendario import Periodo
from solicitudes.estados import EstadoApertura as E
from tests.fabrica import CARGA, pdf, png
from tests.puertas.comun import CNCS, COMITE, CON_SESION, TODOS, Mundo, Puerta

# The account of DECEyEC inside: its head, its administrators, and those who see them all.
DE_LA_CUENTA = frozenset({"titular", "medio", "operativo", "unicom", "control"}) | CNCS | COMITE
LA_LLEVAN = frozenset({"titular", "medio", "operativo"})


def preparar(mundo: Mundo) -> None:
    """What these doors lead to."""
    ine, hoy = mundo.ine, fecha_local(timezone.now())
    cuenta = mundo.aperturas[E.CONCLUIDA].cuenta
    # Vacations that are still to come, whenever these tests run.
    periodo = Periodo(hoy + timedelta(days=20), hoy + timedelta(days=30), "Vacaciones de prueba", "Prueba")
    aplicar_cambio(cambio=CalendarioCambio("Prueba", agregar=(periodo,)), por=CARGA, ahora=ine.ahora)
    barrer_obligaciones(ahora=ine.ahora)
    mundo.vacaciones = Vacaciones.objects.get(nombre="Vacaciones de prueba")
    mundo.horario = registrar_horarios(
        cuentas=[cuenta], vacaciones=mundo.vacaciones, horas=[], texto="", vigila="Ana", monitoreo="", plan=pdf(),
        por=ine["titular"], ahora=ine.ahora,
    )[0]  # fmt: skip
    registrar_autenticidad(
        cuenta=cuenta, acto="solicitar_autenticidad", fecha=date(2025, 8, 25), nota="", evidencia=png(),
        por=ine["medio"], ahora=ine.ahora,
    )  # fmt: skip
    mundo.hecha, mundo.sesion = (_sesion(mundo, inicia) for inicia in (ine.ahora + timedelta(hours=1), _luego(hoy)))
    mundo.asistio = asistir_con_codigo(sesion=mundo.hecha, por=ine["medio"], ahora=mundo.hecha.inicia)
    mundo.convocada = mundo.hecha.convocatorias.get(persona=ine["operativo"])
    mundo.estrategia = presentar_estrategia(
        area=ine.areas["JL-AGS"], anio=2025, resumen="Públicos", archivo=pdf(), por=ine["vocal_local"], ahora=ine.ahora
    )


def _luego(hoy: date) -> datetime:
    return instante_local(hoy + timedelta(days=40), time(10))


def _sesion(mundo: Mundo, inicia: datetime) -> Any:
    return programar_sesion(
        anio=2025, inicia=inicia, termina=inicia + timedelta(hours=2), lugar="Auditorio", enlace="", temas="Criterios",
        cupo=90, por=mundo.ine["revisora"], ahora=mundo.ine.ahora,
    )  # fmt: skip


def _cuenta(mundo: Mundo) -> dict[str, Any]:
    return {"pk": mundo.aperturas[E.CONCLUIDA].cuenta.pk}


PUERTAS: dict[str, list[Puerta]] = {
    "cuentas:horarios": [Puerta(DE_LA_CUENTA, _cuenta)],
    "cuentas:horario": [Puerta(LA_LLEVAN, lambda m: {**_cuenta(m), "vacaciones_pk": m.vacaciones.pk})],
    "cuentas:horarios_area": [
        Puerta(frozenset({"titular"}), lambda m: {"siglas": "DECEyEC", "vacaciones_pk": m.vacaciones.pk})
    ],
    "cuentas:plan_de_monitoreo": [Puerta(DE_LA_CUENTA, lambda m: {"pk": m.horario.pk})],
    "cuentas:autenticidad": [Puerta(DE_LA_CUENTA, _cuenta)],
    "cuentas:comprobante": [Puerta(DE_LA_CUENTA, _cuenta)],
    "cuentas:autenticidad_acto": [  # without its evidence the form is shown again, to whoever may send it
        Puerta(LA_LLEVAN, lambda m: {**_cuenta(m), "acto": "conceder_autenticidad"}, "post"),
        Puerta(frozenset(), lambda m: {**_cuenta(m), "acto": "borrar"}, "post"),
    ],
    "cuentas:capacitacion": [Puerta(CON_SESION)],
    "cuentas:nueva_sesion": [Puerta(CNCS)],
    "cuentas:sesion": [Puerta(CNCS | {"control"}, lambda m: {"pk": m.sesion.pk})],
    "cuentas:codigo_de_sesion": [Puerta(CNCS, lambda m: {"pk": m.sesion.pk})],
    "cuentas:sesion_acto": [
        Puerta(CNCS, lambda m: {"pk": m.hecha.pk, "acto": "cerrar"}, "post"),
        Puerta(frozenset(), lambda m: {"pk": m.hecha.pk, "acto": "borrar"}, "post"),
    ],
    "cuentas:convocatoria_acto": [
        Puerta(CNCS, lambda m: {"pk": m.convocada.pk, "acto": "asistir"}, "post"),
        Puerta(frozenset(), lambda m: {"pk": m.asistio.pk, "acto": "confirmar"}, "post"),
    ],
    "cuentas:constancia": [Puerta(frozenset({"titular", "medio", "control"}) | CNCS, lambda m: {"pk": m.asistio.pk})],
    "cuentas:asistencia": [
        Puerta(CON_SESION, lambda m: {"llave": llave_de_la_sesion(m.hecha)}),
        Puerta(frozenset(), lambda m: {"llave": llave_de_la_sesion(m.hecha)[:-2]}),
        Puerta(frozenset(), lambda m: {"llave": llave_de_la_sesion(m.hecha)}, "post"),  # its hours are over
    ],
    "cuentas:comprobar_constancia": [
        Puerta(TODOS, lambda m: {"codigo": m.asistio.codigo}),
        Puerta(frozenset(), lambda m: {"codigo": "AB23-CD45-EF67-GH89"}),
    ],
    "cuentas:estrategias": [Puerta(CON_SESION)],
    "cuentas:nueva_estrategia": [Puerta(frozenset({"vocal_local"}))],
    "cuentas:estrategia": [Puerta(frozenset({"vocal_local", "control"}) | CNCS, lambda m: {"pk": m.estrategia.pk})],
    "cuentas:archivo_de_estrategia": [
        Puerta(frozenset({"vocal_local", "control"}) | CNCS, lambda m: {"pk": m.estrategia.pk})
    ],
    "cuentas:estrategia_acto": [
        Puerta(CNCS, lambda m: {"pk": m.estrategia.pk, "acto": "recibir"}, "post"),
        Puerta(frozenset(), lambda m: {"pk": m.estrategia.pk, "acto": "borrar"}, "post"),
    ],
    "panel:cumplimiento": [Puerta(frozenset({"titular", "control"}) | CNCS, lambda m: {"siglas": "DECEyEC"})],
    "panel:obligaciones": [Puerta(CNCS | {"control"})],
}
