"""No insults (6.xxi). A short list of our own; the meaning of a phrase is for the person who signs the checklist."""

import re
from collections.abc import Iterator
from typing import Final

from publicaciones.revision.hallazgo import Hallazgo, Severidad
from publicaciones.revision.lectura import PALABRA, Lectura, sin_acentos

# Without accents, each with the endings that it is written with; an underscore stands for a space.
_FORMAS: Final = (
    "pendej[a-z]{1,8} idiot(?:as?|ez) imbecil(?:es)? estupid(?:[oa]s?|ez) rater[oa]s? chinga[a-z]{0,6} "
    "chingu[a-z]{1,5} pinches? mamadas? cabron(?:es|as?)? put(?:[oa]s?|azos?) mierdas? culer[oa]s? "
    "marica(?:s|on|ones)? jot[oa]s? nac[oa]s? huevon(?:es|as?)? babos[oa]s? tarad[oa]s? mens[oa]s? tont[oa]s? "
    "ridicul[oa]s? callese callense lacras? zorras? malnacid[oa]s? desgraciad[oa]s? arguender[oa]s? metiches? "
    "feminazis? chair[oa]s? hocicon(?:es|as?)? payas[oa]s? ignorantes? inutil(?:es)? muert[oa]s?_de_hambre "
    "no_mam(?:es|en|e) hij[oa]s?_de_(?:puta|la_chingada|su_madre) retrasad[oa]s?_mental(?:es)?"
).split()
_INSULTO: Final = re.compile("|".join(forma for forma in _FORMAS if "_" not in forma))
_FRASE: Final = re.compile(rf"\b(?:{'|'.join(forma for forma in _FORMAS if '_' in forma).replace('_', ' ')})\b")
_PISTAS: Final = ("no mam", "muert", "hij", "retrasad")
_COMIENZOS: Final = frozenset(forma[:3] for forma in _FORMAS)
# Letters written as digits or signs, and a letter hidden behind an asterisk.
_DISFRACES: Final = tuple(zip("013457@$*", "oieastase", strict=True))
_DELETREADA: Final = re.compile(r"[ \n¡¿«(\"'.,-]([a-z](?:[ .\-][a-z]){3,20})(?!\w)")
# Names of places, when they are written as a name.
_NOMBRES: Final = frozenset({"Naco", "Chinga", "Zorra"})


def insultos(lectura: Lectura) -> Iterator[Hallazgo]:
    """6.xxi: an offensive word, also with digits for letters, an asterisk inside or its letters apart."""
    claro = sin_acentos(lectura.prosa)
    for disfraz, letra in _DISFRACES:
        claro = claro.replace(disfraz, letra)
    halladas: list[tuple[int, int]] = []
    if any(pista in claro for pista in _PISTAS):
        halladas += [frase.span() for frase in _FRASE.finditer(claro)]
    malas = {p for p in set(PALABRA.findall(claro)) if p[:3] in _COMIENZOS and _INSULTO.fullmatch(p)}
    if malas:
        halladas += [palabra.span() for palabra in PALABRA.finditer(claro) if palabra.group() in malas]
    for letras in _DELETREADA.finditer(" " + claro):
        if _INSULTO.fullmatch(letras.group(1)[::2]):
            halladas.append((letras.start(1) - 1, letras.end(1) - 1))
    for inicio, fin in halladas:
        palabra = lectura.texto[inicio:fin]
        if palabra not in _NOMBRES:
            mensaje = f"«{palabra}» puede ofender. Conteste y publique sin calificar a las personas."
            yield lectura.senalar("insulto", "6.xxi", Severidad.ADVERTENCIA, mensaje, inicio, fin)
