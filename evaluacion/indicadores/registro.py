"""The registry of computed indicators: what the procedure can name as the formula of one."""

from typing import Final

from evaluacion.indicadores import alcance, atencion, consultas, contenido, cuidado, gobierno, seguridad
from evaluacion.indicadores.base import Formula

FORMULAS: Final[dict[str, Formula]] = {
    formula.clave: formula
    for formula in (
        *contenido.FORMULAS,
        *consultas.FORMULAS,
        *atencion.FORMULAS,
        *gobierno.FORMULAS,
        *seguridad.FORMULAS,
        *cuidado.FORMULAS,
        *alcance.FORMULAS,
    )
}
