from evaluacion.admin.evaluacion import EvaluacionAdmin
from evaluacion.admin.procedimiento import ProcedimientoAdmin

__all__ = ["EvaluacionAdmin", "ProcedimientoAdmin"]
