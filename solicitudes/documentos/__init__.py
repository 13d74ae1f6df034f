"""Official letters and receipts as PDF/A-2a + PDF/UA-1, composed from plain data.

``componer`` makes the bytes; ``datos`` says what each template needs.
"""

from solicitudes.documentos.componer import componer
from solicitudes.documentos.datos import DocumentoInvalido

__all__ = ("DocumentoInvalido", "componer")
