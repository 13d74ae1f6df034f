"""What changed between two texts, word by word, as people read it."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

IGUAL: Final = "igual"
QUITADO: Final = "quitado"
AGREGADO: Final = "agregado"
_PALABRAS: Final = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Tramo:
    """A run of text that stayed, went or came."""

    tipo: str
    texto: str


def comparar(antes: str, despues: str) -> list[Tramo]:
    """The runs that turn ``antes`` into ``despues``, in order."""
    viejas, nuevas = _PALABRAS.findall(antes), _PALABRAS.findall(despues)
    tramos: list[Tramo] = []
    for cambio, de, hasta, desde, al in SequenceMatcher(None, viejas, nuevas, autojunk=False).get_opcodes():
        if cambio == "equal":
            tramos.append(Tramo(IGUAL, "".join(viejas[de:hasta])))
            continue
        if de < hasta:
            tramos.append(Tramo(QUITADO, "".join(viejas[de:hasta])))
        if desde < al:
            tramos.append(Tramo(AGREGADO, "".join(nuevas[desde:al])))
    return tramos
