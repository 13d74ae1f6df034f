"""The verification of the log: every link of every chain, their heads, and the anchors."""

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from json.encoder import encode_basestring
from typing import Final

from django.db import connection

from bitacora.consultas.eslabones import SEPARADOR, recorrer
from bitacora.models import Ancla

LOTE: Final = 5000  # entries between two reports of progress


@dataclass(frozen=True)
class Ruptura:
    """The first broken link of a chain, with the reason in Spanish."""

    cadena: str
    numero: int
    motivo: str


@dataclass
class Verificacion:
    """How many entries and anchors were checked, and the first broken link of each chain that has one."""

    asientos: int = 0
    anclas: int = 0
    rupturas: list[Ruptura] = field(default_factory=list)


def verificar(cadena: str | None = None, *, avance: Callable[[int], None] = lambda revisados: None) -> Verificacion:
    """Stream the chains and check them, ``avance`` being told now and then how many entries were read.

    An entry is sound when its text hashes to its hash, names the hash before it, follows the number before it, and
    its columns say what the text says. The head of the chain must be the last entry, and the entries that the anchors
    name must be there as they were. With ``cadena`` only that one, and what the anchors say of it.
    """
    revision = _Revision(avance)
    recorrer(revision.revisar, cadena)
    hallado = Verificacion(revision.revisados, Ancla.objects.count(), list(revision.rupturas.values()))
    for otra in [*_cabezas(cadena), *_cabezas_ancladas(cadena), *(_anclas() if cadena is None else ())]:
        if otra.cadena not in revision.rupturas:
            revision.rupturas[otra.cadena] = otra
            hallado.rupturas.append(otra)
    return hallado


class _Revision:
    """The check of the links in the order in which they come."""

    def __init__(self, avance: Callable[[int], None]) -> None:
        self.avance, self.revisados = avance, 0
        self.rupturas: dict[str, Ruptura] = {}
        self.cadena, self.numero, self.hash = b"", 0, b""
        self.rota = False
        self.autorias: dict[bytes, bytes] = {}  # how the text of an entry begins, by its act and its actor
        self.objetos: dict[bytes, bytes] = {}

    def revisar(
        self,
        numero: int,
        momento: bytes,
        huella: bytes,
        previo: bytes,
        canonico: bytes,
        cadena: bytes,
        autoria: bytes,
        objeto: bytes,
    ) -> None:
        self.revisados += 1
        if not self.revisados % LOTE:
            self.avance(self.revisados)
        if cadena != self.cadena:
            self.cadena, self.numero, self.hash, self.rota = cadena, 0, b"", False
            self.de_la_cadena = _json(cadena) + b',"detalle":'
        if self.rota:
            return
        if numero != self.numero + 1:
            return self._romper(numero, f"falta el asiento {self.numero + 1}")
        if previo != self.hash:
            return self._romper(numero, "no enlaza con el asiento anterior")
        if sha256(canonico).hexdigest().encode() != huella:
            return self._romper(numero, "el texto no corresponde a su huella")
        # The text is JSON with its keys in order, so its columns stand at both ends, around the details.
        inicio = self.autorias.get(autoria) or _recordar(self.autorias, autoria, _inicio)
        sobre = self.objetos.get(objeto) or _recordar(self.objetos, objeto, _json)
        fin = b',"momento":"%b+00:00","numero":%d,"objeto":%b,"previo":"%b"}' % (momento, numero, sobre, previo)
        if not (canonico.startswith(inicio + self.de_la_cadena) and canonico.endswith(fin)):
            return self._romper(numero, "las columnas no dicen lo que el texto")
        self.numero, self.hash = numero, huella
        return None

    def _romper(self, numero: int, motivo: str) -> None:
        self.rota = True
        cadena = self.cadena.decode(errors="replace")
        self.rupturas[cadena] = Ruptura(cadena, numero, motivo)


def _json(texto: bytes) -> bytes:
    """The text as JSON writes it."""
    return encode_basestring(texto.decode(errors="replace")).encode()


def _inicio(autoria: bytes) -> bytes:
    acto, _, actor = autoria.partition(SEPARADOR.encode())
    return b'{"acto":%b,"actor":%b,"cadena":' % (_json(acto), _json(actor))


def _recordar(hechos: dict[bytes, bytes], texto: bytes, hacer: Callable[[bytes], bytes]) -> bytes:
    """Most of what is written repeats; what is remembered stays small."""
    if len(hechos) > LOTE:
        hechos.clear()
    return hechos.setdefault(texto, hacer(texto))


_ULTIMOS: Final = "(SELECT cadena, MAX(numero) AS ultimo FROM bitacora_asiento {donde} GROUP BY cadena) u"


def _cabezas(cadena: str | None) -> list[Ruptura]:
    """Chains whose head does not say what their last entry is, or that lack one of the two."""
    donde, clave = ("WHERE cadena = %s", "AND c.clave = %s") if cadena is not None else ("", "")
    ultimos = _ULTIMOS.format(donde=donde)
    con_asientos = f"""
        SELECT u.cadena, u.ultimo, CASE WHEN c.clave IS NULL THEN 'la cadena no tiene cabeza'
            ELSE 'el último asiento no es el que anota la cabeza de la cadena' END
        FROM {ultimos} JOIN bitacora_asiento a ON a.cadena = u.cadena AND a.numero = u.ultimo
        LEFT JOIN bitacora_cadena c ON c.clave = u.cadena
        WHERE c.clave IS NULL OR c.ultimo_numero <> u.ultimo OR c.ultimo_hash <> a.hash
    """
    sin_asientos = f"""
        SELECT c.clave, c.ultimo_numero, 'faltan todos los asientos de la cadena' FROM bitacora_cadena c
        WHERE c.ultimo_numero > 0 {clave} AND NOT EXISTS (SELECT 1 FROM bitacora_asiento a WHERE a.cadena = c.clave)
    """
    return _consultar(con_asientos, cadena) + _consultar(sin_asientos, cadena)


def _cabezas_ancladas(cadena: str | None) -> list[Ruptura]:
    """Entries that an anchor names and that are not there, or are others: the chain was written anew."""
    donde = "AND k.cadena = %s" if cadena is not None else ""
    consulta = f"""
        SELECT k.cadena, k.numero, 'no es el asiento que nombra un ancla: la cadena se reescribió'
        FROM bitacora_cabezaanclada k
        LEFT JOIN bitacora_asiento a ON a.cadena = k.cadena AND a.numero = k.numero
        WHERE (a.hash IS NULL OR a.hash <> k.hash) {donde} ORDER BY k.cadena, k.numero
    """
    return _consultar(consulta, cadena)


def _anclas() -> list[Ruptura]:
    """Anchors whose text is not that of their digest, or that do not follow the one before."""
    previa, rotas = "", []
    for lugar, ancla in enumerate(Ancla.objects.order_by("pk").iterator(), start=1):
        resumen = sha256()
        for linea in ancla.lineas():
            resumen.update(f"{linea}\n".encode())
        if ancla.hash_previo != previa:
            rotas.append(Ruptura("anclas", lugar, f"el ancla del {ancla.fecha} no enlaza con la anterior"))
            break
        if resumen.hexdigest() != ancla.hash:
            rotas.append(Ruptura("anclas", lugar, f"el ancla del {ancla.fecha} no corresponde a su huella"))
            break
        previa = ancla.hash
    return rotas


def _consultar(consulta: str, cadena: str | None) -> list[Ruptura]:
    with connection.cursor() as cursor:
        cursor.execute(consulta, [] if cadena is None else [cadena])
        return [Ruptura(*fila) for fila in cursor.fetchall()]
