"""The digest of a post: of everything in it that anybody could have reviewed, as plain data."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime


@dataclass(frozen=True)
class DatosDelContenido:
    """What the posts of a content share. Its expiry is not here: it is renewed after publishing."""

    titulo: str
    clase: str
    fines: tuple[str, ...]
    fuente: str
    fuente_url: str
    area_avala: str
    boletin_titular: str
    sesion: str
    materia: str
    embargo_hasta: datetime | None


@dataclass(frozen=True)
class DatosDelMedio:
    """A file: its digest and what it shows, in words."""

    digest: str
    texto_alternativo: str


def texto_canonico(
    contenido: DatosDelContenido,
    *,
    cuenta: str,
    texto: str,
    motivos: Mapping[str, str],
    medios: Iterable[DatosDelMedio],
) -> str:
    """The exact text that is hashed: JSON with sorted keys; files in their order."""
    embargo = contenido.embargo_hasta
    datos = {
        "contenido": {**asdict(contenido), "embargo_hasta": embargo and embargo.astimezone(UTC).isoformat()},
        "cuenta": cuenta,
        "medios": [asdict(medio) for medio in medios],
        "motivos": dict(motivos),
        "texto": texto,
    }
    return json.dumps(datos, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def huella_de(canonico: str) -> str:
    """SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(canonico.encode()).hexdigest()
