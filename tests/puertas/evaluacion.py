"""Doors of the evaluation."""

from typing import Any

from evaluacion import acciones
from evaluacion.acciones import importacion as importaciones
from evaluacion.acciones import plan as planes
from evaluacion.acciones.plan import DatosDeCompromiso
from evaluacion.models import Evaluacion
from solicitudes.estados import EstadoApertura as E
from tests.fabrica_evaluacion import APERTURA, borrador, periodo
from tests.puertas.comun import CNCS, COMITE, CON_SESION, TODOS, Mundo, Puerta

SUYA = frozenset({"titular", "medio", "operativo", "control"}) | CNCS | COMITE
TODO = CNCS | COMITE | {"control"}


def preparar(mundo: Mundo) -> None:
    """The account of DECEyEC in the period that is open, one with its plan to improve, and a procedure in draft."""
    ine = mundo.ine
    mundo.periodo = periodo(ine)
    mundo.evaluacion = Evaluacion.objects.get(cuenta=mundo.aperturas[E.CONCLUIDA].cuenta)
    otra = Evaluacion.objects.filter(cuenta__area=ine.areas["DERFE"]).order_by("pk").first()
    como = {"evaluacion": otra, "ahora": APERTURA}
    acciones.capturar(por=ine["otro_medio"], **como)
    acciones.validar(por=ine["otra_titular"], **como)
    acciones.evaluar(por=ine["revisora"], dictamen="x", **como)
    fila = acciones.aceptar(por=ine["otra_titular"], **como)
    compromisos = [DatosDeCompromiso("Anotar", mundo.periodo.hasta.replace(year=2026))]
    mundo.plan = planes.presentar(plan=fila.plan, compromisos=compromisos, por=ine["otra_titular"], ahora=APERTURA)
    mundo.compromiso = mundo.plan.compromisos.get()
    mundo.importacion = importaciones.leer_cifras(
        periodo=mundo.periodo, contenido=b"cuenta,red,alcance\nCuentaINE,x,10\n", nombre="c.csv",
        evaluacion=None, por=ine["medio"], ahora=APERTURA,
    )  # fmt: skip
    mundo.borrador = borrador(ine)


def _clave(mundo: Mundo) -> dict[str, Any]:
    return {"clave": mundo.periodo.clave}


def _evaluacion(mundo: Mundo) -> dict[str, Any]:
    return {"pk": mundo.evaluacion.pk}


NADIE: frozenset[str] = frozenset()
PUERTAS: dict[str, list[Puerta]] = {
    "evaluacion:inicio": [Puerta(CON_SESION)],
    "evaluacion:en_lote": [Puerta(NADIE, lambda m: {"acto": "validar"}, "post")],
    "evaluacion:detalle": [Puerta(SUYA, _evaluacion)],
    "evaluacion:captura": [Puerta(frozenset({"medio", "operativo"}), _evaluacion)],
    "evaluacion:sustento": [Puerta(SUYA, lambda m: {**_evaluacion(m), "clave": "rotacion"})],
    # Its term is over by the clock of whoever tries: everybody is told so, and nothing happens.
    "evaluacion:acto": [Puerta(NADIE, lambda m: {**_evaluacion(m), "acto": "capturar"}, "post")],
    "evaluacion:plan": [
        Puerta(frozenset({"otra_titular", "otro_medio"}) | TODO, lambda m: {"pk": m.plan.pk}),
    ],
    "evaluacion:compromiso": [Puerta(NADIE, lambda m: {"pk": m.compromiso.pk, "acto": "verificar"}, "post")],
    "evaluacion:periodo": [Puerta(CON_SESION, _clave)],
    "evaluacion:informe_pdf": [Puerta(TODO, _clave)],
    "evaluacion:informe_xlsx": [Puerta(TODO, _clave)],
    "evaluacion:importar": [Puerta(CON_SESION, _clave)],
    "evaluacion:plantilla": [Puerta(CON_SESION, _clave)],
    "evaluacion:importacion": [Puerta(frozenset({"medio"}), lambda m: {"pk": m.importacion.pk})],
    "evaluacion:resolver_importacion": [
        Puerta(frozenset({"medio"}), lambda m: {"pk": m.importacion.pk, "acto": "descartar"}, "post")
    ],
    "evaluacion:procedimiento": [
        Puerta(CON_SESION, lambda m: {"pk": m.periodo.procedimiento_id}),
        Puerta(TODO, lambda m: {"pk": m.borrador.pk}),
    ],
    "evaluacion:procedimiento_pdf": [
        Puerta(CON_SESION, lambda m: {"pk": m.periodo.procedimiento_id}),
        Puerta(TODO, lambda m: {"pk": m.borrador.pk}),
    ],
    "evaluacion:datos_csv": [Puerta(TODOS)],
    "evaluacion:datos_json": [Puerta(TODOS)],
    "admin:evaluacion_evaluacion_changelist": [Puerta(CNCS | COMITE)],
    "admin:evaluacion_evaluacion_en_lote": [Puerta(CNCS | COMITE)],
    "admin:evaluacion_procedimiento_changelist": [Puerta(TODO)],
    "admin:evaluacion_procedimiento_add": [Puerta(frozenset({"secretaria"}))],
    "admin:evaluacion_procedimiento_editar": [Puerta(frozenset({"secretaria"}), lambda m: {"pk": m.borrador.pk})],
    "admin:evaluacion_procedimiento_change": [Puerta(TODO, lambda m: {"pk": m.borrador.pk})],
    "admin:evaluacion_procedimiento_tramite": [
        Puerta(frozenset({"presidencia"}), lambda m: {"pk": m.borrador.pk, "clave": "emitir"}, "post")
    ],
}
