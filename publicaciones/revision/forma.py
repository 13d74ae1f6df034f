"""How the text looks: capitals (6.xxvi) and length (the network's own rule)."""

import re
from collections.abc import Iterator
from typing import Final

from publicaciones.revision.hallazgo import Hallazgo, Severidad
from publicaciones.revision.lectura import Lectura

SIGLAS: Final = frozenset(
    "INE IFE OPL OPLE OPLES TEPJF FISEL FEPADE SCJN PREP SIJE SPEN SPEN DECEYEC DERFE DEOE DEPPP DEA UTF UTCE UTVOPL "
    "UNICOM CNCS OIC INETEL INETV CURP RFC CIC OCR PAN PRI PRD PVEM PT MC MORENA PES CDMX CG JLE JDE JLES JDES MAC "
    "ENCCIVICA SNR SIF SIVOPLE UNAM IPN UAM INEGI INMUJERES CNDH CONAPRED ONU OEA PNUD UNESCO UNICEF ISSSTE IMSS SAT "
    "SEP SRE PNT INAI PDF CSV FAQ COVID LGBT LGBTTTIQ LGIPE LGPP NVI VMRE ABC DVD USB".split()
)
_MINIMO_DE_PALABRAS: Final = 3
_MINIMO_DE_LETRAS: Final = 12
_ALTAS: Final = r"[A-ZÁÉÍÓÚÜÑ]+(?![^\W\d_])"
_EN_ALTAS: Final = re.compile(_ALTAS)
# Words in capitals one after the other, with nothing but signs between.
_TRAMO: Final = re.compile(
    rf"[A-ZÁÉÍÓÚÜÑ](?<![^\W_].)(?:(?<=.){_ALTAS}|(?![^\W\d_]))(?:[ ,;:!¡?¿\-\n\t\"'«»“”…]+{_ALTAS})+"
)
_ROMANO: Final = re.compile(r"[IVXLCDM]+")


def mayusculas(lectura: Lectura) -> Iterator[Hallazgo]:
    """6.xxvi: words in capitals one after the other; siglas and a single word do not shout."""
    siglas = SIGLAS | lectura.pieza.oficial.siglas
    for tramo in _TRAMO.finditer(lectura.prosa):
        todas = _EN_ALTAS.findall(tramo.group())
        propias = [p for p in todas if len(p) > 1 and p not in siglas and not _ROMANO.fullmatch(p)]
        if len(propias) >= _MINIMO_DE_PALABRAS and sum(map(len, propias)) >= _MINIMO_DE_LETRAS:
            mensaje = "Escriba con mayúsculas y minúsculas: todo en mayúsculas se lee como un grito."
            yield lectura.senalar("mayusculas", "6.xxvi", Severidad.ADVERTENCIA, mensaje, *tramo.span())


def longitud(lectura: Lectura) -> Iterator[Hallazgo]:
    """6.xxiii: longer than the network takes."""
    limites = lectura.pieza.limites
    if limites.caracteres is None:
        return
    largo = limites.contar(lectura.pieza.texto)
    if largo > limites.caracteres:
        sobran = largo - limites.caracteres
        mensaje = f"Acorte el texto: tiene {largo} caracteres y la red admite {limites.caracteres} (sobran {sobran})."
        fin = len(lectura.pieza.texto)
        yield Hallazgo("longitud", "6.xxiii", Severidad.ERROR, mensaje, min(limites.caracteres, fin), fin)
