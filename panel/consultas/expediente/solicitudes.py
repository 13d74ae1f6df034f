"""Everything that was filed about the account (5.b, 7), with its papers."""

from typing import Any

from organizacion.fechas import con_hora
from organizacion.permisos import es_control
from panel.consultas.expediente.comun import Archivo, Fila, Pedido, Seccion, leer
from solicitudes.contenido import pdf_de
from solicitudes.models import Apertura, Baja, Cambio, Constancia, Documento, UsoIndebido


def solicitudes(pedido: Pedido) -> list[Seccion]:
    """7: the opening, the changes of administrators and the closings of the account: each with its oficios."""
    filas: list[Fila] = []
    archivos: list[Archivo] = []
    for modelo in (Apertura, Cambio, Baja):
        for fila in modelo._default_manager.filter(cuenta=pedido.cuenta).order_by("pk"):
            folio = fila.folio or "sin folio"
            filas.append(_renglon(fila))
            archivos += [_constancia(folio, constancia) for constancia in fila.constancias.all()]
            if not pedido.publica:
                archivos += [_documento(folio, documento) for documento in fila.documentos.all()]
    return [
        Seccion(
            "Solicitudes y oficios",
            "7.ii–7.ix",
            ("Folio", "Trámite", "Presentada", "Resuelta", "Resolvió", "Estado"),
            filas,
            omitido="Los archivos entregados por las áreas: llevan firmas. Se conservan con su huella.",
            archivos=archivos,
        )
    ]


def uso_indebido(pedido: Pedido) -> list[Seccion]:
    """5.b: reports of misuse. They are confidential: only internal control reads them, and no public version says even
    whether there are any."""
    if pedido.publica or not es_control(pedido.persona):
        return []
    reportes = UsoIndebido.objects.visibles_para(pedido.persona).filter(cuenta=pedido.cuenta).order_by("pk")
    archivos = [_documento(fila.folio, documento) for fila in reportes for documento in fila.documentos.all()]
    columnas = ("Folio", "Trámite", "Presentada", "Resuelta", "Resolvió", "Estado")
    return [
        Seccion("Reportes de uso indebido", "5.b", columnas, [_renglon(fila) for fila in reportes], archivos=archivos)
    ]


def _renglon(fila: Any) -> Fila:
    presentada = fila.presentada
    return (
        fila.folio or "Sin folio",
        fila._meta.verbose_name.capitalize(),
        con_hora(presentada) if presentada else "—",
        con_hora(fila.resuelta) if fila.resuelta else "—",
        str(fila.resuelta_por or "—"),
        fila.get_estado_display(),
    )


def _documento(folio: str, documento: Documento) -> Archivo:
    return Archivo(f"{folio}/recibido-{documento.pk}-{documento.nombre}", leer(documento.archivo), documento.huella)


def _constancia(folio: str, constancia: Constancia) -> Archivo:
    nombre = f"{folio}/emitido-{constancia.pk}-{constancia.get_clase_display()}.pdf"
    return Archivo(nombre, lambda: pdf_de(constancia))
