"""8.c: the daily anchor of every chain."""

import hashlib
from datetime import date, datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Count, F, Max, OuterRef, Q, Subquery, Sum

from bitacora.models import Ancla, CabezaAnclada, Cadena

LOTE: Final = 500


@transaction.atomic
def anclar(*, fecha: date, ahora: datetime) -> Ancla | None:
    """8.c: the anchor of the day ``fecha``, with all that was logged since the one before, however long ago that was;
    ``None`` when that day, or a later one, has its own already."""
    ultima = Ancla.objects.order_by("-fecha").first()
    if ultima and ultima.fecha >= fecha:
        return None
    cabezas = _las_que_crecieron()
    totales = Cadena.objects.aggregate(cadenas=Count("pk"), asientos=Sum("ultimo_numero"))
    ancla = Ancla(
        fecha=fecha,
        momento=ahora,
        cadenas=totales["cadenas"],
        asientos=totales["asientos"] or 0,
        hash_previo=ultima.hash if ultima else "",
    )
    ancla.hash = huella_de(ancla, cabezas)
    try:
        with transaction.atomic():
            ancla.save()
    except IntegrityError:  # another process anchored the day meanwhile
        return None
    for cabeza in cabezas:
        cabeza.ancla = ancla
    CabezaAnclada.objects.bulk_create(cabezas, batch_size=LOTE)
    return ancla


def huella_de(ancla: Ancla, cabezas: list[CabezaAnclada]) -> str:
    """The digest of the text of an anchor that is not saved yet, with those heads."""
    texto = "\n".join([*ancla.encabezado(), *(cabeza.linea for cabeza in cabezas)]) + "\n"
    return hashlib.sha256(texto.encode()).hexdigest()


def _las_que_crecieron() -> list[CabezaAnclada]:
    """The heads with entries that no anchor names yet, in one reading, in an order that depends on no database."""
    anclada = CabezaAnclada.objects.filter(cadena=OuterRef("clave")).values("cadena").annotate(m=Max("numero"))
    filas = (
        Cadena.objects.filter(ultimo_numero__gt=0)
        .annotate(anclado=Subquery(anclada.values("m")))
        .filter(Q(anclado__isnull=True) | Q(anclado__lt=F("ultimo_numero")))
        .values_list("clave", "ultimo_numero", "ultimo_hash")
    )
    return [
        CabezaAnclada(orden=orden, cadena=clave, numero=numero, hash=huella)
        for orden, (clave, numero, huella) in enumerate(sorted(filas.iterator()), start=1)
    ]
