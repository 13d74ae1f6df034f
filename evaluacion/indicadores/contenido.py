"""6.ii, 6.xxii, 6.xxvii, 3: what an account publishes, how often, and for which ends."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Count, Q, QuerySet

from cuentas.estados import DIAS_ENTRE_ACTUALIZACIONES, Frecuencia
from evaluacion.estados import Dimension, Sentido
from evaluacion.indicadores.base import Cifra, Formula, Lote, Sustento, Ventana, conteo, proporcion
from organizacion.fechas import con_hora
from organizacion.tiempo import fecha_local
from publicaciones.estados import ClaseContenido
from publicaciones.models import Publicacion


@dataclass(frozen=True)
class Entrada:
    """What the indicators look at of a post."""

    cuenta: int
    publicada: datetime
    medios: int
    imagenes: int
    descritas: int
    clase: str
    texto: str
    fines: tuple[str, ...]

    @property
    def dialoga(self) -> bool:
        """6.ii: is it meant to be answered? It was filed as dialogue, or asks something."""
        return self.clase == ClaseContenido.DIALOGO or "¿" in self.texto


def _publicaciones(cuentas: Iterable[int], inicio: datetime, fin: datetime) -> QuerySet[Publicacion]:
    return Publicacion.objects.filter(variante__cuenta__in=cuentas, publicada__gte=inicio, publicada__lt=fin)


def entradas_de(lote: Lote) -> dict[int, list[Entrada]]:
    """The posts of each account on its days, in one query."""
    imagenes = Q(variante__medios__tipo__startswith="image/")
    filas = (
        _publicaciones(lote.ventanas, lote.inicio, lote.fin)
        .annotate(
            _medios=Count("variante__medios"),
            _imagenes=Count("variante__medios", filter=imagenes),
            _descritas=Count("variante__medios", filter=imagenes & ~Q(variante__medios__texto_alternativo="")),
        )
        .values_list(
            "variante__cuenta_id",
            "publicada",
            "_medios",
            "_imagenes",
            "_descritas",
            "variante__contenido__clase",
            "texto_publicado",
            "variante__contenido__fines",
        )
    )
    reparto = lote.repartir(filas.order_by("publicada", "pk"))
    return {pk: [Entrada(*fila[:7], tuple(fila[7])) for fila in reparto.get(pk, ())] for pk in lote.ventanas}


def _de_las_entradas(calcular: Callable[[Ventana, list[Entrada]], Cifra]) -> Callable[[Lote], dict[int, Cifra]]:
    def en_lote(lote: Lote) -> dict[int, Cifra]:
        entradas = entradas_de(lote)
        return lote.cada_una(lambda ventana: calcular(ventana, entradas[ventana.cuenta.pk]))

    return en_lote


def publicadas(ventana: Ventana, entradas: list[Entrada]) -> Cifra:
    """How many posts there were."""
    return conteo(len(entradas))


def frecuencia(ventana: Ventana, entradas: list[Entrada]) -> Cifra:
    """6.xxii: the days are cut into stretches as long as the account said that it lets pass between updates (a week,
    when it did not say): how many have a post. What is left at the end and is shorter is not counted: an account that
    was official for less than one of them owed nothing yet."""
    dias = DIAS_ENTRE_ACTUALIZACIONES[ventana.cuenta.frecuencia or Frecuencia.SEMANAL]
    tramos = ventana.dias // dias
    con_algo = {(fecha_local(e.publicada) - ventana.desde).days // dias for e in entradas}
    return proporcion(len([tramo for tramo in con_algo if tramo < tramos]), tramos, dias=dias)


def con_material(ventana: Ventana, entradas: list[Entrada]) -> Cifra:
    """6.xxvii: posts with a picture, a video or a document."""
    return proporcion(sum(e.medios > 0 for e in entradas), len(entradas))


def texto_alternativo(ventana: Ventana, entradas: list[Entrada]) -> Cifra:
    """6.xxvii: pictures with their alternative text."""
    return proporcion(sum(e.descritas for e in entradas), sum(e.imagenes for e in entradas))


def dialogo(ventana: Ventana, entradas: list[Entrada]) -> Cifra:
    """6.ii: posts meant to be answered."""
    return proporcion(sum(e.dialoga for e in entradas), len(entradas))


def fines_atendidos(ventana: Ventana, entradas: list[Entrada]) -> Cifra:
    """3: of the ends for which the account was opened, those that some post served; and how many served each."""
    por_fin = Counter(fin for e in entradas for fin in e.fines)
    como = {"por_fin": dict(sorted(por_fin.items())), "publicaciones": len(entradas)}
    if not entradas:
        return Cifra(None, como=como)
    propios = set(ventana.cuenta.fines)
    return proporcion(len(propios & por_fin.keys()), len(propios), **como)


def _sustento(ventana: Ventana) -> Sustento:
    def fila(publicacion: Publicacion) -> tuple[Any, ...]:
        contenido = publicacion.variante.contenido
        return (
            con_hora(publicacion.publicada),
            contenido.titulo,
            contenido.get_clase_display(),
            ", ".join(contenido.fines),
            publicacion._medios,  # type: ignore[attr-defined]
            publicacion.enlace,
        )

    filas = _publicaciones([ventana.cuenta.pk], ventana.inicio, ventana.fin)
    filas = filas.select_related("variante__contenido").annotate(_medios=Count("variante__medios"))
    columnas = ("Publicada", "Contenido", "Tipo", "Fines", "Archivos", "Enlace")
    return Sustento(filas, ("publicada", "pk"), columnas, fila)


FORMULAS: Final = tuple(
    Formula(
        clave=clave,
        nombre=nombre,
        numeral=numeral,
        dimension=dimension,
        unidad=unidad,
        sentido=Sentido.MAS,
        explicacion=explicacion,
        calcular=_de_las_entradas(calcular),
        sustento=_sustento,
        publica=True,
    )
    for clave, nombre, numeral, dimension, unidad, explicacion, calcular in (
        (
            "publicaciones",
            "Publicaciones",
            "6.xxii",
            Dimension.ACTUALIZACION,
            "publicaciones",
            "Cuántas publicaciones se registraron en el periodo.",
            publicadas,
        ),
        (
            "frecuencia",
            "Frecuencia frente a la ofrecida",
            "6.xxii",
            Dimension.ACTUALIZACION,
            "%",
            "El periodo se divide en tramos completos del largo que la cuenta ofreció entre actualizaciones: en "
            "cuántos hubo al menos una publicación.",
            frecuencia,
        ),
        (
            "con_material",
            "Publicaciones con material audiovisual",
            "6.xxvii",
            Dimension.CONTENIDO,
            "%",
            "De las publicaciones del periodo, cuántas llevan imagen, video o documento.",
            con_material,
        ),
        (
            "texto_alternativo",
            "Imágenes con texto alternativo",
            "6.xxvii",
            Dimension.CONTENIDO,
            "%",
            "De las imágenes publicadas en el periodo, cuántas llevan su descripción.",
            texto_alternativo,
        ),
        (
            "dialogo",
            "Publicaciones que invitan al diálogo",
            "6.ii",
            Dimension.CONTENIDO,
            "%",
            "De las publicaciones del periodo, cuántas son de diálogo o hacen una pregunta.",
            dialogo,
        ),
        (
            "fines_atendidos",
            "Fines de la cuenta atendidos",
            "3",
            Dimension.CONTENIDO,
            "%",
            "De los fines con los que se justificó la cuenta, a cuántos sirvió al menos una publicación.",
            fines_atendidos,
        ),
    )
)
