"""6.xxxi: the security incidents of the account."""

from organizacion.fechas import con_hora
from panel.consultas.expediente.comun import Archivo, Pedido, Seccion, leer


def incidentes(pedido: Pedido) -> list[Seccion]:
    """Each incident with its instants; how it was done and mended is not for the public."""
    filas, archivos = [], []
    for fila in pedido.cuenta.incidentes.order_by("pk").prefetch_related("evidencias"):
        momentos = (fila.detectado, fila.reportado, fila.contenido, fila.recuperado, fila.cerrado)
        contado = fila.lecciones if not pedido.publica else ""
        filas.append(
            (
                fila.folio,
                fila.get_clase_display(),
                *(con_hora(momento) if momento else "—" for momento in momentos),
                ". ".join(parte for parte in (fila.get_estado_display(), contado) if parte),
            )
        )
        if not pedido.publica:
            archivos += [
                Archivo(f"{fila.folio}/{e.pk}-{e.nombre}", leer(e.archivo), e.huella)
                for e in fila.evidencias.all()
                if e.archivo
            ]
    columnas = ("Folio", "Qué pasó", "Se notó", "Reportado", "Contenido", "Recuperado", "Cerrado", "Estado")
    omitido = "La descripción, las evidencias y las lecciones: dicen cómo se vulneró y cómo se protege la cuenta."
    return [Seccion("Incidentes de seguridad", "6.xxxi", columnas, filas, omitido=omitido, archivos=archivos)]
