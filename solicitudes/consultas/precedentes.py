"""1.b: the resolutions of the Comité, for anybody with a role: what was decided, never who asked."""

import re
from typing import Any, Final

from django.db.models import Q, QuerySet

from cuentas.direcciones import plegar
from organizacion.criterios import NUMERALES
from solicitudes.models import Caso
from solicitudes.permisos.comun import tiene_papel

# What of a case is a precedent. The rest of it stays between whoever filed it, the Comité and internal control.
PUBLICO: Final = ("asunto", "criterio", "fundamentos", "respuesta", "numero", "numero_anio", "resuelta", "estado")
_NUMERO: Final = re.compile(r"(\d{1,6})/(\d{4})")


def precedentes(persona: Any, *, texto: str = "", numeral: str = "") -> QuerySet[Caso]:
    """1.b: the precedents, newest first: that number («3/2026»), or those with every word and numeral.

    Nothing for who has no role.
    """
    filas: QuerySet[Caso] = Caso.objects.precedentes().only(*PUBLICO)
    if not tiene_papel(persona):
        return filas.none()
    if numeral:
        filas = _con_numeral(filas, numeral)
    for palabra in plegar(texto.replace("\0", "")).split()[:8]:
        if numero := _NUMERO.fullmatch(palabra):
            filas = filas.filter(numero=int(numero[1]), numero_anio=int(numero[2]))
        elif palabra in NUMERALES:
            filas = _con_numeral(filas, palabra)
        else:
            filas = filas.filter(busqueda_publica__contains=palabra)
    return filas


def _con_numeral(filas: QuerySet[Caso], numeral: str) -> QuerySet[Caso]:
    """Those that cite it, as a whole word: «7.i» is not «7.iii». The grounds come last in the text of search."""
    return filas.filter(Q(busqueda_publica__contains=f" {numeral} ") | Q(busqueda_publica__endswith=f" {numeral}"))
