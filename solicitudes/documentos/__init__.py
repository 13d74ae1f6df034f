"""Official letters and receipts as PDF/A-2a + PDF/UA-1, composed from plain data.

``componer`` makes the bytes; ``datos`` says what each template needs.
"""

from organizacion.documentos import DocumentoInvalido
from solicitudes.documentos.componer import componer

__all__ = ("DocumentoInvalido", "componer")
