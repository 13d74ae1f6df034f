"""8.a: figures from a file: first what it would write, then, when whoever uploaded it confirms, what it writes."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.db import transaction

from bitacora import flujo
from bitacora.acciones import Hecho, asentar_varios
from cuentas.consultas import cargar_administradores
from cuentas.direcciones import leer_direccion, normalizar, plegar
from cuentas.estados import Red
from evaluacion import permisos
from evaluacion.acciones.captura import CON, medir
from evaluacion.estados import EstadoEvaluacion
from evaluacion.lectura_cifras import CIFRAS, Lectura, Renglon, leer, sumar
from evaluacion.models import Cifras, Evaluacion, ImportacionDeCifras, Periodo
from organizacion.archivos import nombre_seguro
from organizacion.fechas import larga
from organizacion.models import Persona

REDES: Final[dict[str, str]] = {
    **{plegar(str(red.label)): red.value for red in Red},
    **{red.value: red.value for red in Red},
    "twitter": Red.X.value,
}


class CuentaPorElegir(Exception):
    """The file is of one account and it is not said which. ``str()`` is the message in Spanish."""


@transaction.atomic
def leer_cifras(
    *, periodo: Periodo, contenido: bytes, nombre: str, evaluacion: Evaluacion | None, por: Persona, ahora: datetime
) -> ImportacionDeCifras:
    """8.a: read a file and keep what it would write; nothing is captured yet. An export of one account needs to know
    which one. Raises ``ArchivoIlegible`` and ``CuentaPorElegir``."""
    lectura = leer(contenido, zona=settings.INSTITUCION.zona)
    if lectura.diario and evaluacion is None:
        raise CuentaPorElegir("Este archivo trae los días de una cuenta: elija de cuál es.")
    capturables = _capturables(periodo, por)
    if lectura.diario:
        assert evaluacion is not None
        filas, errores = _de_una(lectura, evaluacion, capturables)
    else:
        filas, errores = _de_varias(lectura, capturables)
    return ImportacionDeCifras.objects.create(
        periodo=periodo,
        nombre=nombre_seguro(nombre),
        huella=hashlib.sha256(contenido).hexdigest(),
        formato=lectura.formato,
        filas=filas,
        errores=sorted([*(list(p) for p in lectura.problemas), *errores]),
        leidas=lectura.leidas,
        subida=ahora,
        subida_por=por,
    )


@transaction.atomic
def importar(*, importacion: ImportacionDeCifras, por: Persona, ahora: datetime) -> ImportacionDeCifras:
    """8.a: capture what the file says, of the accounts that the person may still capture; what is already so is left.

    Raises ``SinPermiso`` and ``EstadoCambiado``; then nothing was written.
    """
    fila = flujo.bloquear(importacion, "importar", por=por, con=("periodo",))
    evaluaciones = _capturables(fila.periodo, por, bloquear=True)
    por_pk = {e.pk: e for e in evaluaciones}
    actuales = {c.evaluacion_id: c for c in Cifras.objects.filter(evaluacion__in=por_pk)}
    nuevas, tocadas = [], []
    for datos in fila.filas:
        evaluacion = por_pk.get(datos["evaluacion"])
        if evaluacion is None:
            continue
        cifras = actuales.get(evaluacion.pk) or Cifras(evaluacion=evaluacion)
        cambia = any(datos.get(c) is not None and getattr(cifras, c) != datos[c] for c in CIFRAS)
        if not cambia:
            continue
        for campo in CIFRAS:
            if datos.get(campo) is not None:
                setattr(cifras, campo, datos[campo])
        cifras.fuente = f"Archivo «{fila.nombre}»"[:300]
        cifras.capturadas, cifras.capturadas_por = ahora, por
        nuevas.append(cifras)
        tocadas.append(evaluacion)
    _escribir(nuevas)
    if tocadas:
        medir(tocadas, ahora=ahora)
        detalle = {"archivo": fila.nombre, "huella": fila.huella}
        hechos = [Hecho(e.cadena, "importar_cifras", str(e), detalle) for e in tocadas]
        asentar_varios(hechos, por=por, ahora=ahora)
    return flujo.cumplir(fila, "importar", por=por, ahora=ahora, cuantas=len(tocadas))


@transaction.atomic
def descartar(*, importacion: ImportacionDeCifras, por: Persona, ahora: datetime) -> ImportacionDeCifras:
    """8.a: it was not the file. Raises ``SinPermiso``, ``EstadoCambiado``."""
    return flujo.ejecutar(importacion, "descartar", por=por, ahora=ahora)


def _escribir(cifras: Iterable[Cifras]) -> None:
    Cifras.objects.bulk_create(
        cifras,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["evaluacion"],
        update_fields=[*CIFRAS, "fuente", "capturadas", "capturadas_por"],
    )


def _capturables(periodo: Periodo, persona: Persona, *, bloquear: bool = False) -> list[Evaluacion]:
    """The evaluations of the period that the person may capture now."""
    filas = Evaluacion.objects.visibles_para(persona).filter(periodo=periodo, estado=EstadoEvaluacion.ABIERTA)
    if bloquear:
        claves = list(filas.values_list("pk", flat=True))
        filas = Evaluacion.objects.select_for_update(of=("self",)).filter(pk__in=claves)
    evaluaciones = list(filas.select_related(*CON).order_by("pk"))
    cargar_administradores([e.cuenta for e in evaluaciones])
    return [e for e in evaluaciones if permisos.puede_capturar(e, persona)]


def _de_una(
    lectura: Lectura, evaluacion: Evaluacion, capturables: list[Evaluacion]
) -> tuple[list[dict[str, Any]], list[list[Any]]]:
    if evaluacion.pk not in {e.pk for e in capturables}:
        return [], [[0, "Usted no puede capturar en esa cuenta, o ya se envió."]]
    cifras = sumar(lectura.renglones, evaluacion.desde, evaluacion.hasta)
    if not any(v is not None for v in cifras.values()):
        dias = f"del {larga(evaluacion.desde)} al {larga(evaluacion.hasta)}"
        return [], [[0, f"Ninguna línea es de los días que se evalúan: {dias}."]]
    return [_fila(evaluacion, cifras)], []


def _de_varias(lectura: Lectura, capturables: list[Evaluacion]) -> tuple[list[dict[str, Any]], list[list[Any]]]:
    por_clave: dict[tuple[str, str], Evaluacion] = {(e.cuenta.red, e.cuenta.clave): e for e in capturables}
    filas: dict[int, dict[str, Any]] = {}
    errores: list[list[Any]] = []
    for renglon in lectura.renglones:
        hallada = _la_cuenta(renglon, por_clave)
        if isinstance(hallada, str):
            errores.append([renglon.linea, hallada])
        elif hallada.pk in filas:
            errores.append([renglon.linea, f"{hallada.cuenta.rotulo} está repetida: se toma la primera línea."])
        elif not renglon.cifras:
            errores.append([renglon.linea, f"{hallada.cuenta.rotulo} no trae ninguna cifra: se deja como está."])
        else:
            filas[hallada.pk] = _fila(hallada, renglon.cifras)
    return list(filas.values()), errores


def _la_cuenta(renglon: Renglon, por_clave: dict[tuple[str, str], Evaluacion]) -> Evaluacion | str:
    leida = leer_direccion(renglon.cuenta)
    red, identificador = (str(leida[0]), leida[1]) if leida else ("", "")
    if not red:
        red, identificador = REDES.get(plegar(renglon.red), ""), renglon.cuenta
        if not red:
            return f"No se sabe la red de «{renglon.cuenta[:60]}»: escriba la columna «red» o la dirección completa."
    hallada = por_clave.get((red, normalizar(red, identificador)))
    return hallada or f"«{renglon.cuenta[:60]}» no es una cuenta en la que usted pueda capturar en este periodo."


def _fila(evaluacion: Evaluacion, cifras: dict[str, int | None]) -> dict[str, Any]:
    return {
        "evaluacion": evaluacion.pk,
        "cuenta": str(evaluacion.cuenta),
        **{campo: cifras.get(campo) for campo in CIFRAS},
    }
