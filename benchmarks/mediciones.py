"""What is measured. Every function gives figures of this run; none knows what they should be (``informe`` does)."""

import hashlib
import json
import random
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from http.client import HTTPConnection
from io import BytesIO
from statistics import median
from typing import Any

import pikepdf
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from benchmarks.carga import Institucion, borradores
from benchmarks.models import Fila
from benchmarks.servidor import Cliente, Muestra, Peticion, RespuestaInesperada, juntar
from bitacora.consultas import verificar
from bitacora.models import Asiento
from organizacion.middleware import CLAVE as SEGUNDO_FACTOR
from organizacion.models import Persona
from organizacion.tiempo import fecha_local
from plazos.acciones import barrer, barrido
from plazos.consultas import PRIMER_DIA, ULTIMO_DIA, calendario_vigente
from plazos.estados import EstadoRecordatorio
from plazos.models import Recordatorio
from solicitudes.estados import EstadoApertura
from solicitudes.models import Apertura

CONTROL = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE SAVEPOINT")
VENCIDOS = 5_000
UNO_POR_UNO = 200
LATIDOS = 200


@dataclass(frozen=True)
class Ritmo:
    """How long to measure: ``pares`` alternating blocks of ``segundos`` each, bare and measured."""

    pares: int
    segundos: float


@dataclass(frozen=True)
class Sql:
    """The statements of one request, and those of them that only open and close transactions."""

    total: int
    control: int


@dataclass(frozen=True)
class Comparacion:
    """A page or an act at some length of the queue, beside the bare view in alternating blocks of the same minute."""

    que: str
    filas: int
    sql: Sql
    sql_base: Sql
    pares: list[tuple[Muestra, Muestra]]  # bare and measured

    @property
    def base(self) -> Muestra:
        return juntar(base for base, _ in self.pares)

    @property
    def medida(self) -> Muestra:
        return juntar(medida for _, medida in self.pares)

    @property
    def ritmo(self) -> float:
        """Requests per second against bare: the median of the pairs, so that a burst of noise spoils one of them."""
        return median(medida.por_segundo / base.por_segundo for base, medida in self.pares)

    @property
    def lentitud(self) -> float:
        """p50 against bare, likewise."""
        return median(medida.p50 / base.p50 for base, medida in self.pares)


@dataclass(frozen=True)
class Sesiones:
    """Cookies of signed-in people."""

    titular: str
    revisora: str


def abrir_sesiones(institucion: Institucion) -> Sesiones:
    """Sign people in through the session store, second factor included, as in production."""
    return Sesiones(_sesion(institucion.equipos[0].titular), _sesion(institucion.revisora))


def _sesion(persona: Persona) -> str:
    sesion = SessionStore()
    sesion[SESSION_KEY] = str(persona.pk)
    sesion[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    sesion[HASH_SESSION_KEY] = persona.get_session_auth_hash()
    sesion[SEGUNDO_FACTOR] = True
    sesion.save()
    return f"{settings.SESSION_COOKIE_NAME}={sesion.session_key}"


# --- Pages -----------------------------------------------------------------------------------------------------------
def paginas(grupo: str, sesiones: Sesiones, area_id: int) -> dict[str, Peticion]:
    """The pages of a group (``cola`` or ``pagina``), as whoever reads them."""
    if grupo == "cola":
        return {"Review queue (CNCS)": _leer(reverse("admin:solicitudes_apertura_changelist"), sesiones.revisora)}
    propias = Apertura.objects.filter(area=area_id, estado=EstadoApertura.EN_REVISION).order_by("-pk")
    propia = propias.values_list("pk", flat=True)[0]
    return {
        "Request, the área's page": _leer(reverse("solicitudes:detalle", args=[propia]), sesiones.titular),
        "Request, the reviewer's page": _leer(
            reverse("admin:solicitudes_apertura_change", args=[propia]), sesiones.revisora
        ),
        "Panel of a head of área": _leer("/panel/", sesiones.titular),
        "Panel of a reviewer": _leer("/panel/", sesiones.revisora),
        "Public directory": _leer("/", sesiones.revisora),
    }


def medir_paginas(
    grupo: str, cliente: Cliente, sesiones: Sesiones, institucion: Institucion, filas: int, ritmo: Ritmo
) -> Iterator[Comparacion]:
    """Each page of the group beside the bare page."""
    base = _leer(reverse("lista_base"), sesiones.revisora)
    for que, pagina in paginas(grupo, sesiones, institucion.equipos[0].area.pk).items():
        for peticion in (base, pagina):
            cliente.pedir(peticion, ritmo.segundos)  # connections, caches and templates of both workers
        pares = [
            (cliente.pedir(base, ritmo.segundos), cliente.pedir(pagina, ritmo.segundos)) for _ in range(ritmo.pares)
        ]
        yield Comparacion(que, filas, _contar(pagina), _contar(base), pares)


def _leer(ruta: str, cookie: str) -> Peticion:
    return Peticion([ruta], {"Cookie": cookie})


def _contar(peticion: Peticion, veces: int = 2) -> Sql:
    """The statements of the last of ``veces`` requests made in this process; the first fills what is filled once."""
    navegador = Client(enforce_csrf_checks=True, headers={"host": "127.0.0.1"})
    cabeceras = {nombre: valor for nombre, valor in peticion.cabeceras.items() if nombre != "Content-Type"}
    for intento in range(veces):
        with CaptureQueriesContext(connection) as consultas:
            respuesta = navegador.generic(
                peticion.metodo,
                peticion.rutas[intento % len(peticion.rutas)],
                peticion.cuerpo,
                content_type=peticion.cabeceras.get("Content-Type", "text/plain"),
                headers=cabeceras,
            )
        navegador.cookies.clear()
        if respuesta.status_code != peticion.esperado:
            raise RespuestaInesperada(f"{peticion.rutas}: {respuesta.status_code}\n{respuesta.content[:20_000]!r}")
    sentencias = [consulta["sql"].lstrip() for consulta in consultas.captured_queries]
    return Sql(len(sentencias), sum(sentencia.startswith(CONTROL) for sentencia in sentencias))


# --- Acts ------------------------------------------------------------------------------------------------------------
def medir_presentar(
    cliente: Cliente, sesiones: Sesiones, institucion: Institucion, filas: int, ritmo: Ritmo
) -> Comparacion:
    """7.ii: filing through the área's form, with a PDF, beside a bare upload that writes one row."""
    cuantos = _suficientes(ritmo)
    pendientes = borradores(institucion, cuantos, f"p{filas // 1000}k")
    rutas = [reverse("solicitudes:presentar", args=[apertura.pk]) for apertura in pendientes]
    campos = {
        "oficio_numero": "INE/0123/2026",
        "oficio_fecha": fecha_local(institucion.ahora).isoformat(),
        "oficio": pdf(),
    }
    formulario = reverse("solicitudes:paso", args=[pendientes[0].pk, "oficio"])
    acto = _enviar(cliente.puerto, rutas, campos, sesiones.titular, formulario)
    base = _enviar(cliente.puerto, [reverse("presentar_base")], campos, sesiones.titular, formulario)
    comparacion = _medir_acto("Submit (presentar)", cliente, acto, base, filas, ritmo)
    _comprobar(pendientes, comparacion, EstadoApertura.PRESENTADA)
    return comparacion


def medir_decidir(
    cliente: Cliente, sesiones: Sesiones, institucion: Institucion, filas: int, ritmo: Ritmo
) -> Comparacion:
    """7.iii: rejecting through the reviewer's form, beside a bare view that locks and changes one row."""
    revisables = Apertura.objects.filter(estado=EstadoApertura.EN_REVISION, revisor=institucion.revisora)
    pendientes = list(revisables.order_by("pk")[: min(_suficientes(ritmo), filas // 4)])
    rutas = [reverse("admin:solicitudes_apertura_tramite", args=[a.pk, "rechazar"]) for a in pendientes]
    formulario = reverse("admin:solicitudes_apertura_change", args=[pendientes[0].pk])
    campos = {"fundamentos": ["7.i"], "respuesta": "Las cuentas de la CNCS bastan para este material."}
    acto = _enviar(cliente.puerto, rutas, campos, sesiones.revisora, formulario)
    bases = Fila.objects.order_by("-pk").values_list("pk", flat=True)[: len(rutas)]
    rutas_base = [reverse("decidir_base", args=[pk]) for pk in bases]
    base = _enviar(cliente.puerto, rutas_base, campos, sesiones.revisora, formulario)
    comparacion = _medir_acto("Decide (rechazar)", cliente, acto, base, filas, ritmo)
    _comprobar(pendientes, comparacion, EstadoApertura.RECHAZADA)
    return comparacion


CONTADAS, CALENTAMIENTO = 2, 12  # requests of an act that count its SQL and that warm the workers up


def _medir_acto(que: str, cliente: Cliente, acto: Peticion, base: Peticion, filas: int, ritmo: Ritmo) -> Comparacion:
    sql, sql_base = _contar(acto, CONTADAS), _contar(base, CONTADAS)
    usadas = CONTADAS
    cliente.pedir(base, ritmo.segundos)
    usadas += cliente.pedir(_tramo(acto, usadas, CALENTAMIENTO), 60).usadas
    por_bloque = (len(acto.rutas) - usadas) // ritmo.pares
    pares = []
    for _ in range(ritmo.pares):
        bloque_base = cliente.pedir(base, ritmo.segundos)
        bloque = cliente.pedir(_tramo(acto, usadas, por_bloque), ritmo.segundos)
        usadas += bloque.usadas
        pares.append((bloque_base, bloque))
    return Comparacion(que, filas, sql, sql_base, pares)


def _tramo(peticion: Peticion, desde: int, cuantas: int) -> Peticion:
    return Peticion(
        peticion.rutas[desde : desde + cuantas], peticion.cabeceras, peticion.metodo, peticion.cuerpo, peticion.esperado
    )


def _suficientes(ritmo: Ritmo) -> int:
    """Objects for an act: more than any machine gets through in the time given."""
    return CONTADAS + CALENTAMIENTO + int(ritmo.pares * ritmo.segundos * 80)


def _comprobar(pendientes: list[Apertura], comparacion: Comparacion, estado: EstadoApertura) -> None:
    """Every act that was timed happened."""
    hechas = Apertura.objects.filter(pk__in=[apertura.pk for apertura in pendientes], estado=estado).count()
    esperadas = CONTADAS + min(CALENTAMIENTO, len(pendientes)) + comparacion.medida.usadas
    if hechas != esperadas:
        raise RespuestaInesperada(f"{comparacion.que}: {esperadas} were asked for and {hechas} happened")


def _enviar(puerto: int, rutas: list[str], campos: dict[str, Any], cookie: str, formulario: str) -> Peticion:
    """A form as a browser sends it: with the token and the cookie of ``formulario``, the page that shows it."""
    conexion = HTTPConnection("127.0.0.1", puerto, timeout=60)
    conexion.request("GET", formulario, headers={"Cookie": cookie})
    respuesta = conexion.getresponse()
    texto = respuesta.read().decode()
    conexion.close()
    ficha = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', texto)
    galleta = re.search(r"csrftoken=\w+", " ".join(respuesta.headers.get_all("Set-Cookie") or []))
    if respuesta.status != 200 or not ficha or not galleta:
        raise RespuestaInesperada(f"GET {formulario}: {respuesta.status}, no form\n{texto[:20_000]}")
    cuerpo = encode_multipart(BOUNDARY, {**campos, "csrfmiddlewaretoken": ficha[1]})
    for campo in campos.values():
        if hasattr(campo, "seek"):
            campo.seek(0)
    cabeceras = {
        "Cookie": f"{cookie}; {galleta[0]}", "Content-Type": MULTIPART_CONTENT, "Origin": settings.URL_BASE
    }  # fmt: skip
    return Peticion(rutas, cabeceras, "POST", cuerpo, esperado=302)


def pdf() -> BytesIO:
    """A small sound PDF with a name, as an upload."""
    documento = pikepdf.new()
    documento.add_blank_page(page_size=(612, 792))
    salida = BytesIO()
    documento.save(salida)
    salida.seek(0)
    salida.name = "oficio.pdf"
    return salida


# --- Background ------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Barridos:
    """Milliseconds of a sweep with nothing due, of its query alone, and steps per second in lots and one by one."""

    abiertos: int
    en_vacio: float
    consulta: float
    por_segundo: float
    uno_por_uno: float


def medir_barrido(institucion: Institucion) -> Barridos:
    """The sweep with every clock open and nothing due, and with steps due and everything kept."""
    ahora = institucion.ahora
    with CaptureQueriesContext(connection) as consultas:
        barrer(ahora=ahora)
    consulta = next(c["sql"] for c in consultas.captured_queries if c["sql"].startswith("SELECT"))
    en_vacio = median(_cronometrar(barrer, ahora=ahora) for _ in range(LATIDOS)) * 1000
    return Barridos(
        abiertos=Recordatorio.objects.filter(estado=EstadoRecordatorio.PENDIENTE).values("plazo").distinct().count(),
        en_vacio=en_vacio,
        consulta=median(_ejecucion(consulta) for _ in range(LATIDOS)),
        por_segundo=_barrer_vencidos(VENCIDOS, ahora),
        uno_por_uno=_barrer_de_uno_en_uno(UNO_POR_UNO, ahora),
    )


def _barrer_vencidos(cuantos: int, ahora: datetime) -> float:
    pendientes = Recordatorio.objects.filter(estado=EstadoRecordatorio.PENDIENTE).order_by("pk")
    elegidos = list(pendientes.values_list("pk", flat=True)[:cuantos])
    Recordatorio.objects.filter(pk__in=elegidos).update(programado=ahora - timedelta(minutes=1))
    inicio = time.perf_counter()
    resultado = barrer(ahora=ahora)
    segundos = time.perf_counter() - inicio
    if (resultado.emitidos, resultado.fallidos) != (len(elegidos), 0):
        raise RespuestaInesperada(f"{len(elegidos)} steps were due: {resultado}")
    return resultado.emitidos / segundos


def _barrer_de_uno_en_uno(cuantos: int, ahora: datetime) -> float:
    lote, barrido.LOTE = barrido.LOTE, 1
    try:
        return _barrer_vencidos(cuantos, ahora)
    finally:
        barrido.LOTE = lote


def _ejecucion(consulta: str) -> float:
    """Milliseconds that the database takes for a query, as it says itself."""
    with connection.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT json) {consulta}")
        (plan,) = cursor.fetchone()
        cursor.execute("ROLLBACK")
    plan = plan if isinstance(plan, list) else json.loads(plan)
    return plan[0]["Execution Time"]


@dataclass(frozen=True)
class Verificacion:
    """Entries of the log verified per second, and the same when they are only read and hashed."""

    asientos: int
    por_segundo: float
    solo_huella: float


def medir_bitacora() -> Verificacion:
    """8.c: the whole log, chain by chain; beside the floor of reading and hashing the same rows."""
    asientos = Asiento.objects.count()
    inicio = time.perf_counter()
    rupturas = verificar().rupturas
    completa = time.perf_counter() - inicio
    if rupturas:
        raise RespuestaInesperada(f"the log is broken: {rupturas[:3]}")
    inicio = time.perf_counter()
    textos = Asiento.objects.order_by("cadena", "numero").values_list("canonico", "hash_previo", "hash")
    for canonico, _, huella in textos.iterator(chunk_size=5000):
        if hashlib.sha256(canonico.encode()).hexdigest() != huella:
            raise RespuestaInesperada("the log is broken")
    return Verificacion(asientos, asientos / completa, asientos / (time.perf_counter() - inicio))


def medir_dias(segundos: float = 1.0) -> float:
    """Additions of 15 business days per second, from dates all over the calendar."""
    calendario, azar = calendario_vigente(), random.Random(15)
    dias = (ULTIMO_DIA - PRIMER_DIA).days - 60
    fechas = [PRIMER_DIA + timedelta(days=azar.randrange(dias)) for _ in range(100_000)]
    hechas, inicio = 0, time.perf_counter()
    while (transcurrido := time.perf_counter() - inicio) < segundos:
        for fecha in fechas:
            calendario.sumar(fecha, 15)
        hechas += len(fechas)
    return hechas / transcurrido


def _cronometrar(funcion: Any, **argumentos: Any) -> float:
    inicio = time.perf_counter()
    funcion(**argumentos)
    return time.perf_counter() - inicio


@contextmanager
def cronometro(que: str) -> Iterator[None]:
    """Say what is going on and how long it took."""
    inicio = time.perf_counter()
    print(f"[{timezone.localtime():%H:%M:%S}] {que}…", flush=True)
    yield
    print(f"    {time.perf_counter() - inicio:.1f} s", flush=True)
