"""Papers of the evaluation: the procedure and the report of a period."""

from evaluacion.documentos.componer import informe, procedimiento

__all__ = ["informe", "procedimiento"]
