"""Papers as PDF/A-2a + PDF/UA-1, composed from plain data: the engine and the sheet that every floor shares.

The templates and their contracts belong to the floors above.
"""

from organizacion.documentos.componer import componer
from organizacion.documentos.contrato import DocumentoInvalido, Encabezado

__all__ = ("DocumentoInvalido", "Encabezado", "componer")
