"""8.a: how the account was evaluated."""

from evaluacion.models import Evaluacion
from organizacion.fechas import corta
from panel.consultas.expediente.comun import Pedido, Seccion


def evaluaciones(pedido: Pedido) -> list[Seccion]:
    """Each evaluation, with its result and, in the whole version, what was said of it."""
    filas = Evaluacion.objects.filter(cuenta=pedido.cuenta).select_related("periodo", "evaluada_por").order_by("pk")
    return [
        Seccion(
            "Evaluaciones",
            "8.a",
            ("Periodo", "Días evaluados", "Calificación", "Evaluó", "Dictamen", "Observaciones del área", "Estado"),
            [
                (
                    str(fila.periodo),
                    f"{corta(fila.desde)} a {corta(fila.hasta)}",
                    str(fila.calificacion) if fila.tiene_resultado and fila.calificacion is not None else "—",
                    f"{fila.evaluada_por}, {corta(fila.evaluada)}" if fila.evaluada else "—",
                    fila.dictamen,
                    "—" if pedido.publica else fila.observaciones,
                    fila.get_estado_display(),
                )
                for fila in filas
            ],
            omitido="Lo que el área contestó.",
        )
    ]
