"""6.viii: what an account asked the CNCS before publishing, and what came of it."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db.models import QuerySet

from evaluacion.estados import Dimension, Sentido
from evaluacion.indicadores.base import Cifra, Formula, Lote, Sustento, Ventana, conteo
from organizacion.fechas import con_hora
from publicaciones.estados.consulta import EstadoConsulta
from publicaciones.models import Consulta


def _consultas(cuentas: Iterable[int], inicio: datetime, fin: datetime) -> QuerySet[Consulta]:
    return Consulta.objects.filter(cuenta__in=cuentas, presentada__gte=inicio, presentada__lt=fin)


def consultas(lote: Lote) -> dict[int, Cifra]:
    """6.viii: how many there were, and how many ended in each way."""
    filas = _consultas(lote.ventanas, lote.inicio, lote.fin).values_list("cuenta_id", "presentada", "estado")
    reparto = lote.repartir(filas)

    def cifra(ventana: Ventana) -> Cifra:
        suyas = reparto.get(ventana.cuenta.pk, [])
        return conteo(len(suyas), resultados=dict(Counter(str(EstadoConsulta(estado).label) for _, _, estado in suyas)))

    return lote.cada_una(cifra)


def _sustento(ventana: Ventana) -> Sustento:
    filas = _consultas([ventana.cuenta.pk], ventana.inicio, ventana.fin)
    return Sustento(
        filas,
        ("presentada", "pk"),
        ("Folio", "Presentada", "Resultado"),
        lambda c: (c.folio, con_hora(c.presentada), c.get_estado_display()),
    )


FORMULAS: Final = (
    Formula(
        clave="consultas",
        nombre="Consultas previas a la CNCS",
        numeral="6.viii",
        dimension=Dimension.CONTENIDO,
        unidad="consultas",
        sentido=Sentido.MAS,
        explicacion="Cuántas consultas presentó la cuenta en el periodo antes de publicar, y cómo terminaron.",
        calcular=consultas,
        sustento=_sustento,
    ),
)
