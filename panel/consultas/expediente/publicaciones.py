"""What the account published, and how it dealt with those who wrote to it (5.2, 6)."""

from pathlib import PurePath

from django.db.models import Count, Q
from django.db.models.functions import TruncMonth

from organizacion.fechas import con_hora, corta
from panel.consultas.expediente.comun import Archivo, Pedido, Seccion, leer
from publicaciones.estados import ABIERTAS, EstadoInteraccion
from publicaciones.models import Interaccion, Medida, Publicacion

# Posts that the PDF prints, the last ones; the registry keeps them all.
PUBLICACIONES_EN_PAPEL = 500


def publicado(pedido: Pedido) -> list[Seccion]:
    """6.xv, 5.2.b: each post with its address, who published it and whether it is what had been approved."""
    filas = Publicacion.objects.filter(variante__cuenta=pedido.cuenta)
    ultimas = list(
        filas.select_related("variante__contenido", "publicada_por").order_by("-publicada")[:PUBLICACIONES_EN_PAPEL]
    )
    archivos = [
        Archivo(f"capturas/{p.pk}{PurePath(str(p.captura.name)).suffix}", leer(p.captura), p.captura_digest)
        for p in ultimas
        if p.captura and not pedido.publica
    ]
    return [
        Seccion(
            "Publicaciones",
            "6.xv",
            ("Contenido", "Publicada", "Quién", "Enlace", "Texto", "Estado"),
            [
                (
                    str(p.variante.contenido),
                    con_hora(p.publicada),
                    p.publicada_por.nombre,
                    p.enlace,
                    p.texto_publicado,
                    _estado(p),
                )
                for p in reversed(ultimas)
            ],
            omitido="Las capturas de pantalla: pueden mostrar datos de otras personas.",
            archivos=archivos,
        )
    ]


def atencion(pedido: Pedido) -> list[Seccion]:
    """5.2.e: how many wrote each month and how many were answered. What each wrote stays in the registry."""
    meses = (
        Interaccion.objects.filter(cuenta=pedido.cuenta)
        .annotate(mes=TruncMonth("recibida"))
        .values("mes")
        .annotate(
            total=Count("pk"),
            contestadas=Count("pk", filter=Q(estado=EstadoInteraccion.CONTESTADA)),
            orientadas=Count("pk", filter=Q(estado=EstadoInteraccion.ORIENTADA)),
            abiertas=Count("pk", filter=Q(estado__in=ABIERTAS)),
        )
        .order_by("mes")
    )
    return [
        Seccion(
            "Atención a la ciudadanía, por mes",
            "5.2.e",
            ("Mes que empieza", "Recibidas", "Contestadas", "Orientadas", "Sin concluir"),
            [
                (corta(m["mes"]), *(str(m[clave]) for clave in ("total", "contestadas", "orientadas", "abiertas")))
                for m in meses
            ],
        )
    ]


def moderacion(pedido: Pedido) -> list[Seccion]:
    """6.xvii: the measures that were taken, and on which ground."""
    filas = Medida.objects.filter(cuenta=pedido.cuenta).select_related("registrada_por", "resuelta_por").order_by("pk")
    archivos = [Archivo(f"{m.folio}/{m.nombre_evidencia}", leer(m.evidencia), m.huella) for m in filas]
    return [
        Seccion(
            "Medidas de moderación",
            "6.xvii",
            ("Folio", "Medida", "Fundamento", "Registró", "Confirmó", "Motivo", "Estado"),
            [
                (
                    m.folio,
                    m.get_tipo_display(),
                    m.get_fundamento_display(),
                    f"{m.registrada_por}, {con_hora(m.registrada)}",
                    f"{m.resuelta_por}, {con_hora(m.resuelta)}" if m.resuelta else "—",
                    "—" if pedido.publica else m.motivo,
                    m.get_estado_display(),
                )
                for m in filas
            ],
            omitido="Los mensajes y las evidencias: son de otras personas.",
            archivos=[] if pedido.publica else archivos,
        )
    ]


def _estado(publicacion: Publicacion) -> str:
    if publicacion.retirada:
        return f"Retirada el {corta(publicacion.retirada)}"
    return "Difiere de lo aprobado" if publicacion.difiere else "Como se aprobó"
