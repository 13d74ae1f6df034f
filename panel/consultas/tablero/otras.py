"""Measures of the semiannual evaluation (8.a), and of what is answered within its term (1.b, 5.3.b, 7)."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from django.apps import apps
from django.db.models import Q, QuerySet, Subquery
from django.urls import reverse

from evaluacion.models import Evaluacion, Periodo
from organizacion.fechas import corta
from organizacion.models import Area
from panel.consultas.tablero.comun import DIAS_RECIENTES, Corte, Medida, Renglon, marcar
from panel.consultas.tablero.plazos import vencidos_entre
from plazos.clases import ACUSE_CAMBIO, CASO, DUDA, PUBLICIDAD, REVISION_APERTURA, REVISION_BAJA
from plazos.models import Plazo
from solicitudes.models import Apertura, Baja, Cambio, Caso, Duda, Publicidad
from solicitudes.models.solicitud import Solicitud


def _evaluadas(areas: QuerySet[Area], corte: Corte) -> QuerySet[Evaluacion]:
    """Of the last period that had ended: one evaluation for each account that was active in it."""
    ultimos = Periodo.objects.filter(hasta__lt=corte.dia).order_by("-hasta")
    filas = Evaluacion.objects.filter(cuenta__area__in=areas.values("pk"), periodo=Subquery(ultimos.values("pk")[:1]))
    return marcar(filas.select_related("cuenta__area", "periodo"), Q(evaluada__lte=corte.instante))


def _renglon_de_evaluacion(fila: Any) -> Renglon:
    return Renglon(str(fila), fila.cuenta.area.siglas, reverse("evaluacion:detalle", args=[fila.pk]), fila.cumple)


def _en_termino(clase: str, de: type[Solicitud]) -> Callable[[QuerySet[Area], Corte], QuerySet[Plazo]]:
    """Of the clocks of that class whose date came in the last days: those that were met by it."""

    def filas(areas: QuerySet[Area], corte: Corte) -> QuerySet[Plazo]:
        return vencidos_entre(areas, corte.antes(DIAS_RECIENTES), corte, de=de).filter(clase=clase)

    return filas


def _nombrar(plazos: Sequence[Any]) -> None:
    """Into each clock of a request, the request. One query: the clocks of a measure run on one kind."""
    solicitudes: dict[int, Any] = {}
    for tipo in {plazo.objeto_tipo for plazo in plazos}:
        filas = apps.get_model(tipo)._default_manager.select_related("area")
        solicitudes |= filas.in_bulk([plazo.objeto_id for plazo in plazos])
    for plazo in plazos:
        plazo.solicitud = solicitudes[plazo.objeto_id]


def pagina_de_solicitud(fila: Any) -> str:
    """Where a request of any kind is seen."""
    if fila.slug == "apertura":
        return reverse("solicitudes:detalle", args=[fila.pk])
    return reverse("solicitudes:solicitud", args=[fila.slug, fila.pk])


def _renglon_de_plazo(plazo: Any) -> Renglon:
    """It tells the folio, and not what was asked."""
    fila, siglas = plazo.solicitud, plazo.solicitud.area.siglas if plazo.solicitud.area else "—"
    texto = f"{fila.folio}: vencía el {corta(plazo.fecha_limite)}"
    return Renglon(texto, siglas, pagina_de_solicitud(fila), plazo.cumple)


OTRAS: Final = (
    Medida(
        "evaluadas", "8.a", "Cuentas evaluadas en el último periodo",
        "De las cuentas activas en el último periodo que terminó, las que ya se evaluaron.",
        _evaluadas, _renglon_de_evaluacion,
    ),
    *(
        Medida(
            clase, numeral, nombre,
            f"De los plazos que vencieron en los últimos {DIAS_RECIENTES} días, los cumplidos a tiempo. La fecha de "
            "cada uno es la que da el calendario de hoy.",
            _en_termino(clase, modelo), _renglon_de_plazo, _nombrar,
        )
        for clase, modelo, numeral, nombre in (
            (CASO, Caso, "1.b", "Casos no previstos resueltos en su plazo"),
            (DUDA, Duda, "5.3.b", "Dudas contestadas en su plazo"),
            (REVISION_APERTURA, Apertura, "7.iii", "Aperturas contestadas en 15 días hábiles"),
            (ACUSE_CAMBIO, Cambio, "7.v", "Cambios de administradores con acuse en su plazo"),
            (PUBLICIDAD, Publicidad, "7.vii", "Publicidad de cuentas personales contestada en su plazo"),
            (REVISION_BAJA, Baja, "7.viii", "Bajas contestadas en 15 días hábiles"),
        )
    ),
)  # fmt: skip
