"""Pictures and videos that go with a post: what they are is read from their bytes, never from their name."""

from typing import Final

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from organizacion.archivos import MIB, revisar_pdf

IMAGENES: Final = ("image/png", "image/jpeg", "image/gif", "image/webp")
VIDEOS: Final = ("video/mp4", "video/webm")
PDF: Final = "application/pdf"
EXTENSION: Final = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "video/mp4": ".mp4",
    "video/webm": ".webm",
    PDF: ".pdf",
}
_CABEZA: Final = 32
# An ISO container that holds video; those of sound or of pictures (heic, avif) are not.
_MARCAS_MP4: Final = (b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"qt  ", b"dash")


def tipo_de(cabeza: bytes) -> str:
    """The type that the first bytes of a file tell; empty when it is none of those that are published."""
    if cabeza.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if cabeza.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if cabeza.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if cabeza[:4] == b"RIFF" and cabeza[8:12] == b"WEBP":
        return "image/webp"
    if cabeza[4:8] == b"ftyp" and cabeza[8:12] in _MARCAS_MP4:
        return "video/mp4"
    if cabeza.startswith(b"\x1a\x45\xdf\xa3"):
        return "video/webm"
    return PDF if cabeza.startswith(b"%PDF-") else ""


def revisar_medio(archivo: UploadedFile, *, maximo_mb: int, video: bool = True) -> str:
    """6.xxvii: the type of a file that may go with a post (as evidence, without ``video``). Raises
    ``ValidationError``, which says what to do."""
    tamano = archivo.size or 0
    if not tamano:
        raise ValidationError("El archivo está vacío (0 bytes). Revíselo y súbalo de nuevo.", code="vacio")
    if tamano > maximo_mb * MIB:
        raise ValidationError(
            f"El archivo pesa {tamano / MIB:.1f} MB y el máximo es de {maximo_mb} MB. Súbalo con menor resolución.",
            code="tamano",
        )
    archivo.seek(0)
    tipo = tipo_de(archivo.read(_CABEZA))
    archivo.seek(0)
    if not tipo or (tipo in VIDEOS and not video):
        formatos = "PNG, JPEG, GIF, WebP, MP4, WebM o PDF" if video else "PNG, JPEG, GIF, WebP o PDF"
        raise ValidationError(
            f"El contenido del archivo no es {formatos}, aunque su nombre lo diga. Expórtelo en uno de esos formatos.",
            code="tipo",
        )
    if tipo == PDF:
        revisar_pdf(archivo, maximo_mb=maximo_mb)
    return tipo
