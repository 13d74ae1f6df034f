"""5.2.e, 6.xviii, 6.xix, 8.b: how an account answers people."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import QuerySet

from evaluacion.estados import Dimension, Sentido
from evaluacion.indicadores.base import Cifra, Formula, Lote, Sustento, Ventana, mediana_de_horas, proporcion
from organizacion.fechas import con_hora
from publicaciones.estados import RESPONDIDAS, SIN_DECIDIR, ClaseInteraccion, EstadoInteraccion
from publicaciones.models import Interaccion, Propuesta

# What nobody owes an answer: insults and hate are moderated (6.xvii), not answered.
SIN_RESPUESTA: Final = (ClaseInteraccion.OFENSA, ClaseInteraccion.ODIO)


@dataclass(frozen=True)
class Recibida:
    """What the indicators look at of an interaction."""

    cuenta: int
    recibida: datetime
    clase: str
    estado: str
    primera_respuesta: datetime | None
    tema: str | None

    @property
    def espera_respuesta(self) -> bool:
        """Was it to be answered? What was closed with its reason was not."""
        return self.clase not in SIN_RESPUESTA and self.estado != EstadoInteraccion.CERRADA

    @property
    def respondida(self) -> bool:
        return self.estado in RESPONDIDAS


def _interacciones(cuentas: Iterable[int], inicio: datetime, fin: datetime) -> QuerySet[Interaccion]:
    return Interaccion.objects.filter(cuenta__in=cuentas, recibida__gte=inicio, recibida__lt=fin)


def recibidas_de(lote: Lote) -> dict[int, list[Recibida]]:
    """What each account received on its days, in one query."""
    filas = _interacciones(lote.ventanas, lote.inicio, lote.fin).values_list(
        "cuenta_id", "recibida", "clase", "estado", "primera_respuesta", "tema__nombre"
    )
    reparto = lote.repartir(filas.order_by("recibida", "pk"))
    return {pk: [Recibida(*fila) for fila in reparto.get(pk, ())] for pk in lote.ventanas}


def _de_las_recibidas(calcular: Callable[[list[Recibida]], Cifra]) -> Callable[[Lote], dict[int, Cifra]]:
    def en_lote(lote: Lote) -> dict[int, Cifra]:
        recibidas = recibidas_de(lote)
        return {pk: calcular(recibidas[pk]) for pk in lote.ventanas}

    return en_lote


def respondidas(recibidas: list[Recibida]) -> Cifra:
    """5.2.e: of what was to be answered, what was."""
    esperan = [r for r in recibidas if r.espera_respuesta]
    return proporcion(sum(r.respondida for r in esperan), len(esperan), recibidas=len(recibidas))


def tiempo_de_respuesta(recibidas: list[Recibida]) -> Cifra:
    """6.xviii: the median of the hours from receiving to the first answer, of what was answered."""
    pares = [(r.recibida, r.primera_respuesta) for r in recibidas if r.respondida]
    lapsos = [(respuesta - recibida).total_seconds() for recibida, respuesta in pares if respuesta]
    return mediana_de_horas(lapsos, recibidas=len(recibidas))


def temas_recurrentes(recibidas: list[Recibida]) -> Cifra:
    """6.xix: how much of what was received is about its five most frequent topics; which they are."""
    con_tema = Counter(r.tema for r in recibidas if r.tema)
    frecuentes = con_tema.most_common(5)
    return proporcion(sum(n for _, n in frecuentes), len(recibidas), temas=[list(par) for par in frecuentes])


def _sustento(ventana: Ventana) -> Sustento:
    filas = _interacciones([ventana.cuenta.pk], ventana.inicio, ventana.fin).select_related("tema")

    def fila(interaccion: Interaccion) -> tuple[Any, ...]:
        respuesta = interaccion.primera_respuesta
        return (
            interaccion.folio,
            con_hora(interaccion.recibida),
            interaccion.get_clase_display(),
            interaccion.tema.nombre if interaccion.tema else "Sin tema",
            interaccion.get_estado_display(),
            con_hora(respuesta) if respuesta else "Sin respuesta",
        )

    columnas = ("Folio", "Recibida", "Clase", "Tema", "Estado", "Primera respuesta")
    return Sustento(filas, ("recibida", "pk"), columnas, fila)


# --- 8.b: proposals of users ------------------------------------------------------------------------------------------
def _propuestas(cuentas: Iterable[int], inicio: datetime, fin: datetime) -> QuerySet[Propuesta]:
    return Propuesta.objects.filter(interaccion__cuenta__in=cuentas, registrada__gte=inicio, registrada__lt=fin)


def propuestas_contestadas(lote: Lote) -> dict[int, Cifra]:
    """8.b: of the proposals registered, those analysed and answered."""
    filas = _propuestas(lote.ventanas, lote.inicio, lote.fin).values_list("interaccion__cuenta", "registrada", "estado")
    reparto = lote.repartir(filas)

    def cifra(ventana: Ventana) -> Cifra:
        suyas = reparto.get(ventana.cuenta.pk, [])
        return proporcion(sum(estado not in SIN_DECIDIR for _, _, estado in suyas), len(suyas))

    return lote.cada_una(cifra)


def _sustento_de_propuestas(ventana: Ventana) -> Sustento:
    filas = _propuestas([ventana.cuenta.pk], ventana.inicio, ventana.fin)
    return Sustento(
        filas,
        ("registrada", "pk"),
        ("Folio", "Registrada", "Estado", "Decidida"),
        lambda p: (
            p.folio,
            con_hora(p.registrada),
            p.get_estado_display(),
            con_hora(p.decidida) if p.decidida else "Sin decidir",
        ),
    )


FORMULAS: Final = (
    *(
        Formula(
            clave=clave,
            nombre=nombre,
            numeral=numeral,
            dimension=Dimension.ATENCION,
            unidad=unidad,
            sentido=sentido,
            explicacion=explicacion,
            calcular=_de_las_recibidas(calcular),
            sustento=_sustento,
            publica=True,
        )
        for clave, nombre, numeral, unidad, sentido, explicacion, calcular in (
            (
                "respondidas",
                "Interacciones respondidas",
                "5.2.e",
                "%",
                Sentido.MAS,
                "De las interacciones recibidas que esperaban respuesta, cuántas se contestaron u orientaron. No "
                "cuentan las ofensas, el discurso de odio ni las que se cerraron con su motivo.",
                respondidas,
            ),
            (
                "tiempo_de_respuesta",
                "Tiempo de respuesta (mediana)",
                "6.xviii",
                "horas",
                Sentido.MENOS,
                "Mediana de las horas entre recibir una interacción y contestarla, de las que se contestaron.",
                tiempo_de_respuesta,
            ),
            (
                "temas_recurrentes",
                "Peso de los cinco temas más frecuentes",
                "6.xix",
                "%",
                Sentido.MAS,
                "De lo recibido, cuánto trata de los cinco temas más frecuentes.",
                temas_recurrentes,
            ),
        )
    ),
    Formula(
        clave="propuestas_contestadas",
        nombre="Propuestas de la ciudadanía contestadas",
        numeral="8.b",
        dimension=Dimension.ATENCION,
        unidad="%",
        sentido=Sentido.MAS,
        explicacion="De las propuestas y sugerencias registradas en el periodo, cuántas se analizaron y contestaron.",
        calcular=propuestas_contestadas,
        sustento=_sustento_de_propuestas,
        publica=True,
    ),
)
