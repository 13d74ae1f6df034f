"""The expediente of an account: everything that the product knows of it, for internal control or for a request of
transparency. The public version leaves out what would tell personal data or how the account is protected."""

from dataclasses import replace
from typing import Final

from panel.consultas.expediente import cuenta, cuidado, evaluaciones, incidentes, publicaciones, solicitudes
from panel.consultas.expediente.comun import Archivo, Fuente, Pedido, Seccion
from panel.consultas.expediente.tachado import tachar
from publicaciones.consultas.revision import oficial

# In the order in which the expediente shows them.
FUENTES: Final[tuple[Fuente, ...]] = (
    cuenta.ficha,
    cuenta.designaciones,
    solicitudes.solicitudes,
    cuenta.contrasenas,
    cuenta.recertificaciones,
    cuidado.horarios,
    cuidado.autenticidad,
    incidentes.incidentes,
    publicaciones.publicado,
    publicaciones.atencion,
    publicaciones.moderacion,
    evaluaciones.evaluaciones,
    solicitudes.uso_indebido,
    cuenta.registro_de_actos,
)


def secciones(pedido: Pedido) -> list[Seccion]:
    """Every section, in order; in the public version, what looks like personal data is crossed out."""
    todas = [seccion for fuente in FUENTES for seccion in fuente(pedido)]
    if not pedido.publica:
        return [replace(seccion, omitido="") for seccion in todas]
    publicos = oficial(pedido.cuenta)
    return [
        replace(seccion, filas=[tuple(tachar(celda, publicos) for celda in fila) for fila in seccion.filas])
        for seccion in todas
    ]


__all__ = ["Archivo", "Pedido", "Seccion", "secciones"]
