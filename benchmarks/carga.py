"""The data: a small institution through the product's own actions, and a queue of any length in bulk.

Rows in bulk are what the actions would have written: dates and steps come from the clock's own code, and the log's
chains are hashed by the log's own function.
"""

import csv
import hashlib
import io
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import ProgrammingError, connection

from benchmarks.models import Fila
from bitacora.acciones import Hecho, texto_canonico
from bitacora.actores import Sistema, rotulo
from bitacora.models import Asiento, Cadena
from cuentas.direcciones import plegar
from cuentas.models import Cuenta
from organizacion.acciones import asignar_rol, nombrar, registrar_persona
from organizacion.estados import Nivel, Rol
from organizacion.models import Area, Persona
from organizacion.tiempo import fecha_local
from plazos.clases import CLASES, REVISION_APERTURA
from plazos.consultas import calcular_vencimiento, calendario_vigente, version_vigente
from plazos.models import Plazo, Recordatorio
from solicitudes import acciones
from solicitudes.acciones.apertura import TIPO
from solicitudes.models import Apertura

CARGA = Sistema("mediciones")
# Filings are spread over so many áreas and last days; of each seven, four are under review. Coprime, so that every área
# has requests of every day and state.
AREAS, DIAS = 37, 30
CUENTAS = 1000
LOTE_COPY = 50_000
PROPUESTA = {
    "red": "x",
    "fines": ["3.i", "3.xi"],
    "programa": "Estrategia Nacional de Cultura Cívica",
    "actividad": "Difundir materiales de educación cívica para jóvenes de 15 a 29 años.",
    "por_que_no_cncs": "El público y el tono son distintos de los de @INEMexico.",
    "operacion": "Dos publicaciones al día, con calendario mensual y respuesta en horas hábiles.",
    "frecuencia": "diaria",
}


@dataclass(frozen=True)
class Equipo:
    """An área that asks: its head and the two people that it proposes."""

    area: Area
    titular: Persona
    medio: Persona
    operativo: Persona


@dataclass(frozen=True)
class Institucion:
    """Who takes part; ``ahora`` is when everything was loaded."""

    ahora: datetime
    equipos: list[Equipo]
    revisora: Persona


def fundar(ahora: datetime) -> Institucion:
    """The product's initial data, the people of some áreas, and those who review and are told."""
    call_command("datos_iniciales", verbosity=0)
    areas = {area.siglas: area for area in Area.objects.all()}
    desde = fecha_local(ahora) - timedelta(days=365)

    def persona(clave: str, siglas: str, nivel: Nivel, *roles: Rol, es_titular: bool = False) -> Persona:
        nueva = registrar_persona(email=f"{clave}@ine.mx", nombre=f"Persona {clave}", por=CARGA, ahora=ahora)
        nombrar(
            persona=nueva, area=areas[siglas], cargo=f"Cargo {clave}", nivel=nivel, desde=desde, es_titular=es_titular,
            por=CARGA, ahora=ahora,
        )  # fmt: skip
        for rol in roles:
            asignar_rol(persona=nueva, rol=rol, desde=desde, por=CARGA, ahora=ahora)
        return nueva

    revisora = persona("revisora", "CNCS", Nivel.MANDO_MEDIO, Rol.REVISION)
    persona("revisor", "CNCS", Nivel.MANDO_MEDIO, Rol.REVISION)
    persona("titular.cncs", "CNCS", Nivel.SUPERIOR, Rol.TITULAR_CNCS, es_titular=True)
    persona("unicom", "UNICOM", Nivel.MANDO_MEDIO, Rol.UNICOM)
    elegidas = [siglas for siglas in areas if siglas not in {"CNCS", "UNICOM"}][:AREAS]
    equipos = [
        Equipo(
            areas[siglas],
            persona(f"titular{n}", siglas, Nivel.SUPERIOR, es_titular=True),
            persona(f"medio{n}", siglas, Nivel.MANDO_MEDIO),
            persona(f"operativo{n}", siglas, Nivel.OPERATIVO),
        )
        for n, siglas in enumerate(elegidas)
    ]
    _cuentas(CUENTAS, equipos)
    return Institucion(ahora, equipos, revisora)


def borradores(institucion: Institucion, cuantos: int, prefijo: str) -> list[Apertura]:
    """Complete drafts of the first área, through the product's own action."""
    equipo = institucion.equipos[0]
    titular = Persona.objects.get(pk=equipo.titular.pk)
    return [
        acciones.iniciar(
            area=equipo.area,
            **PROPUESTA,
            identificador=f"{prefijo}{n}INE",
            nombre=f"Cuenta {prefijo} {n}",
            titular_propuesto=equipo.medio,
            suplente_propuesto=equipo.operativo,
            por=titular,
            ahora=institucion.ahora,
        )
        for n in range(cuantos)
    ]


def encolar(institucion: Institucion, cuantas: int) -> None:
    """Add filed requests to the queue with all that hangs on them, some of them under review; then ANALYZE."""
    ultima_apertura, ultimo_plazo = _ultimo(Apertura), _ultimo(Plazo)
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO off")
        with suppress(ProgrammingError):  # only some roles may skip the foreign keys, and it only saves minutes
            cursor.execute("SET session_replication_role TO replica")
        _tablas_de_apoyo(institucion)
        clase = CLASES[REVISION_APERTURA]
        parametros: dict[str, int | str] = {
            "n": cuantas,
            "apertura": ultima_apertura,
            "plazo": ultimo_plazo,
            "dias": DIAS,
            "equipos": len(institucion.equipos),
            "clase": clase.clave,
            "tipo": TIPO,
            "tipo_id": ContentType.objects.get_for_model(Apertura).pk,
            "presupuesto": clase.presupuesto,
            "unidad": str(clase.unidad),
            "version": version_vigente().pk,
            "revisora": institucion.revisora.pk,
            "anio": fecha_local(institucion.ahora).year - 1,
        }
        for orden in _ORDENES:
            cursor.execute(orden, parametros)
        _historia(ultima_apertura)
        _bitacora(institucion, ultima_apertura)
        for modelo in (Apertura, Plazo, Recordatorio, Fila):
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{modelo._meta.db_table}', 'id'), max(id)) "
                f"FROM {modelo._meta.db_table}"
            )
        cursor.execute("RESET session_replication_role")
        cursor.execute("RESET synchronous_commit")
        cursor.execute("VACUUM (ANALYZE)")
        with suppress(ProgrammingError):  # only some roles may, and it only spares the measurements its noise
            cursor.execute("CHECKPOINT")


_ORDENES = [
    """
    INSERT INTO plazos_plazo (id, clase, objeto_tipo, objeto_id, cadena, inicio, presupuesto, unidad, version_id, vence,
                              estado)
    SELECT %(plazo)s + i, %(clase)s, %(tipo)s, %(apertura)s + i, 'apertura:' || %(apertura)s + i, d.inicio,
           %(presupuesto)s, %(unidad)s, %(version)s, d.vence, 'abierto'
    FROM generate_series(1, %(n)s) i JOIN apoyo_dia d ON d.k = i %% %(dias)s
    """,
    """
    INSERT INTO plazos_recordatorio (plazo_id, paso, programado, estado, intentos, error)
    SELECT %(plazo)s + i, p.paso, p.programado, 'pendiente', 0, ''
    FROM generate_series(1, %(n)s) i JOIN apoyo_paso p ON p.k = i %% %(dias)s
    """,
    """
    INSERT INTO solicitudes_apertura (
        id, folio, area_id, creada, guardada, red, identificador, clave, nombre, fines, programa, actividad,
        por_que_no_cncs, operacion, frecuencia, titular_propuesto_id, suplente_propuesto_id, oficio_numero,
        oficio_fecha, presentada, presentada_por_id, plazo_revision_id, revisor_id, fundamentos, respuesta,
        motivo_cierre, correo, estado, busqueda)
    SELECT a, 'AP-' || %(anio)s || '-' || a, e.area_id, d.inicio, d.inicio, 'x', 'b' || a || 'INE', 'b' || a || 'ine',
           'Cuenta ' || a, '["3.i", "3.xi"]', 'Programa institucional', 'Actividad que se difunde', 'Público distinto',
           'Dos publicaciones al día', 'diaria', e.medio_id, e.operativo_id, 'INE/' || a, d.inicio::date,
           d.inicio, e.titular_id, %(plazo)s + i, CASE WHEN i %% 7 < 4 THEN %(revisora)s END, '[]', '', '', '',
           CASE WHEN i %% 7 < 4 THEN 'en_revision' ELSE 'presentada' END,
           'ap-' || %(anio)s || '-' || a || ' cuenta ' || a || ' b' || a || 'ine programa institucional ' || e.textos
    FROM (SELECT i, %(apertura)s + i AS a FROM generate_series(1, %(n)s) i) n
    JOIN apoyo_dia d ON d.k = i %% %(dias)s JOIN apoyo_equipo e ON e.k = i %% %(equipos)s
    """,
    """
    INSERT INTO solicitudes_documento
        (tipo_id, objeto_id, clase, archivo, nombre, huella, tamano, subido_por_id, momento)
    SELECT %(tipo_id)s, id, 'oficio', 'solicitudes/' || id || '.pdf', 'oficio.pdf', repeat('0', 64), 1000,
           presentada_por_id, presentada
    FROM solicitudes_apertura WHERE id > %(apertura)s
    """,
    """
    INSERT INTO solicitudes_constancia (codigo, tipo_id, objeto_id, clase, datos, emitida)
    SELECT 'BENCH-' || id, %(tipo_id)s, id, 'acuse', '{}', presentada FROM solicitudes_apertura WHERE id > %(apertura)s
    """,
    """
    INSERT INTO benchmarks_fila (titulo, vence, estado)
    SELECT 'Fila ' || i, d.vence, 'abierta' FROM generate_series(1, %(n)s) i JOIN apoyo_dia d ON d.k = i %% %(dias)s
    """,
]


def _tablas_de_apoyo(institucion: Institucion) -> None:
    """For each day of filing, the due date and the steps still to come, as the clock computes them; and the áreas."""
    calendario, clase = calendario_vigente(), CLASES[REVISION_APERTURA]
    dias, pasos = [], []
    for k in range(DIAS):
        inicio = institucion.ahora - timedelta(days=k, minutes=1)
        vence = calcular_vencimiento(inicio, clase.presupuesto, clase.unidad, calendario)
        dias.append((k, inicio, vence))
        plazo = Plazo(vence=vence)
        instantes = [(paso.clave, paso.instante(plazo, calendario)) for paso in clase.pasos]
        # Those due within the day would come out while this runs.
        pasos += [(k, paso, i) for paso, i in instantes if i > institucion.ahora + timedelta(days=1)]
    equipos = [
        (k, e.area.pk, e.titular.pk, e.medio.pk, e.operativo.pk, _textos(e)) for k, e in enumerate(institucion.equipos)
    ]
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS apoyo_dia, apoyo_paso, apoyo_equipo")
        cursor.execute("CREATE TEMP TABLE apoyo_dia (k int, inicio timestamptz, vence timestamptz)")
        cursor.execute("CREATE TEMP TABLE apoyo_paso (k int, paso text, programado timestamptz)")
        cursor.execute(
            "CREATE TEMP TABLE apoyo_equipo "
            "(k int, area_id bigint, titular_id bigint, medio_id bigint, operativo_id bigint, textos text)"
        )
        cursor.executemany("INSERT INTO apoyo_dia VALUES (%s, %s, %s)", dias)
        cursor.executemany("INSERT INTO apoyo_paso VALUES (%s, %s, %s)", pasos)
        cursor.executemany("INSERT INTO apoyo_equipo VALUES (%s, %s, %s, %s, %s, %s)", equipos)


def _textos(equipo: Equipo) -> str:
    """What a search finds the requests of an área by."""
    area, personas = equipo.area, (equipo.titular, equipo.medio, equipo.operativo)
    return plegar(" ".join([area.siglas, area.nombre, area.entidad, *(p.nombre for p in personas)]))


def _historia(desde: int) -> None:
    """One row of field history for each request."""
    columnas = ", ".join(campo.column for campo in Apertura._meta.concrete_fields if campo.name != "busqueda")
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {Apertura.history.model._meta.db_table} "
            f"({columnas}, history_date, history_type, history_user_id) "
            f"SELECT {columnas}, presentada, '~', presentada_por_id FROM solicitudes_apertura WHERE id > %s",
            [desde],
        )


def _bitacora(institucion: Institucion, desde: int) -> None:
    """The chain of each request, with its two entries."""
    asientos = Asiento._meta.db_table
    filas = _asientos(institucion, desde)
    while lote := list(islice(filas, LOTE_COPY)):
        texto = io.StringIO()
        csv.writer(texto).writerows(lote)
        texto.seek(0)
        with connection.cursor() as cursor:
            cursor.cursor.copy_expert(
                f"COPY {asientos} (cadena, numero, momento, actor, acto, objeto, canonico, hash_previo, hash) "
                "FROM STDIN (FORMAT csv, FORCE_NOT_NULL (hash_previo))",
                texto,
            )
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {Cadena._meta.db_table} (clave, ultimo_numero, ultimo_hash) "
            "SELECT a.cadena, a.numero, a.hash "
            f"FROM solicitudes_apertura s JOIN {asientos} a ON a.cadena = 'apertura:' || s.id AND a.numero = 2 "
            "WHERE s.id > %s",
            [desde],
        )


def _asientos(institucion: Institucion, desde: int) -> Iterator[tuple[object, ...]]:
    actores = {e.titular.pk: rotulo(e.titular) for e in institucion.equipos}
    solicitudes = Apertura.objects.filter(pk__gt=desde).order_by("pk")
    campos = "pk", "folio", "identificador", "presentada", "presentada_por_id"
    for pk, folio, identificador, presentada, persona in solicitudes.values_list(*campos).iterator(chunk_size=10_000):
        cadena, actor, previo = f"apertura:{pk}", actores[persona], ""
        objeto = f"{folio} · @{identificador} en X (Twitter)"
        for numero, (acto, detalle) in enumerate(_ACTOS, start=1):
            hecho = Hecho(cadena, acto, objeto, detalle)
            texto = texto_canonico(
                cadena=cadena, numero=numero, momento=presentada, actor=actor, hecho=hecho, hash_previo=previo
            )
            huella = hashlib.sha256(texto.encode()).hexdigest()
            yield cadena, numero, presentada.isoformat(), actor, acto, objeto, texto, previo, huella
            previo = huella


_ACTOS = [
    ("iniciar", {}),
    ("presentar", {"de": "borrador", "a": "presentada", "oficio": "INE/1", "vence": "2025-09-30"}),
]


def _cuentas(cuantas: int, equipos: list[Equipo]) -> None:
    Cuenta.objects.bulk_create(
        Cuenta(
            red="x",
            identificador=f"c{n}INE",
            clave=f"c{n}ine",
            nombre=f"Cuenta institucional {n}",
            url=f"https://x.com/c{n}INE",
            area=equipos[n % len(equipos)].area,
            fines=["3.i"],
            abierta_el=date(2025, 1, 7),
            estado="regularizacion",
        )
        for n in range(cuantas)
    )


def _ultimo(modelo: type[Apertura] | type[Plazo]) -> int:
    return modelo.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
