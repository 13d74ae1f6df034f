"""Checks on the files that people upload: signed oficios and graphic identity.

Every refusal is a ``ValidationError`` that says what is wrong and what to do about it. The checks leave the file at
its beginning, ready to be stored.
"""

import hashlib
import io
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from organizacion.inspeccion_pdf import Hallazgo, inspeccionar

MIB = 1 << 20
NOMBRE_MAXIMO = 120  # bytes, and so characters at most
ZIP_ARCHIVOS = 500
ZIP_MAXIMO_MB = 200  # unfolded

_RECUPERAR = "Vuelva a generarlo con «Imprimir a PDF» y, si llevaba firma, fírmelo otra vez."
MENSAJES: dict[Hallazgo, str] = {
    Hallazgo.DANADO: "El PDF está dañado o incompleto y no se puede leer. Expórtelo o digitalícelo otra vez y súbalo.",
    Hallazgo.PROTEGIDO: "El PDF pide una contraseña para abrirse. Guárdelo sin contraseña y súbalo de nuevo.",
    Hallazgo.SIN_PAGINAS: "El PDF no tiene páginas. Revise que sea el documento correcto y súbalo de nuevo.",
    Hallazgo.PROGRAMA: f"El PDF contiene programas o acciones automáticas, que no se admiten. {_RECUPERAR}",
    Hallazgo.ADJUNTOS: f"El PDF lleva otros archivos dentro, que no se admiten. {_RECUPERAR}",
    Hallazgo.MULTIMEDIA: f"El PDF contiene elementos multimedia, que no se admiten. {_RECUPERAR}",
    Hallazgo.XFA: f"El PDF es un formulario dinámico (XFA), que no se admite. {_RECUPERAR}",
    Hallazgo.EXCESIVO: f"El PDF es demasiado complejo para revisarlo. {_RECUPERAR}",
}

# First bytes of what runs by itself, whatever it is called.
FIRMAS_DE_PROGRAMA = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"\xca\xfe\xba\xbe",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
)
# What runs when it is opened, or cannot be looked into. An SVG may carry programs too.
EXTENSIONES_VEDADAS = frozenset(
    """7z apk app bat cab chm cmd com cpl dll dmg docm exe gz hta htm html img iso jar js jse lnk mjs msi msp pkg php pl
    potm ppam pptm ps1 py rar rb reg scr sh svg svgz sys tar tgz url vb vbe vbs wsf wsh xlam xlsm zip""".split()
)


def revisar_pdf(archivo: UploadedFile, *, maximo_mb: int) -> None:
    """7.ii: refuse what cannot be kept as a signed oficio; a digitally signed PDF is welcome.

    ``maximo_mb`` in MiB. Raises ``ValidationError``.
    """
    _revisar_tamano(archivo, maximo_mb)
    _revisar_contenido_de_pdf(_bytes(archivo))


def revisar_elementos(archivo: UploadedFile, *, maximo_mb: int) -> None:
    """7.iii: refuse what cannot be handed over as graphic identity: PDF, PNG, JPEG, or a ZIP without programs.

    The content must be what the extension says. ``maximo_mb`` in MiB. Raises ``ValidationError``.
    """
    _revisar_tamano(archivo, maximo_mb)
    revisar = REVISIONES.get(_extension(archivo.name or ""))
    if revisar is None:
        raise ValidationError(
            "Solo se admiten archivos PDF, PNG, JPEG o ZIP. Guarde el archivo en uno de esos formatos y súbalo.",
            code="extension",
        )
    revisar(_bytes(archivo))


def huella(archivo: UploadedFile) -> str:
    """SHA-256 of the file in hexadecimal, read by chunks."""
    resumen = hashlib.sha256()
    for trozo in archivo.chunks():
        resumen.update(trozo)
    archivo.seek(0)
    return resumen.hexdigest()


def nombre_seguro(nombre: str) -> str:
    """``nombre`` without folders nor signs that file systems refuse; it keeps accents, spaces and extension."""
    ultimo = unicodedata.normalize("NFC", nombre).replace("\\", "/").rsplit("/", 1)[-1]
    visibles = "".join(" " if c.isspace() else c for c in ultimo if c.isspace() or unicodedata.category(c)[0] != "C")
    limpio = " ".join(re.sub(r'[<>:"|?*]', "-", visibles).split()).strip(". ")
    ruta = PurePosixPath(limpio or "documento")
    sufijo = ruta.suffix if len(ruta.suffix.encode()) <= 12 else ""
    tallo = ruta.name.removesuffix(sufijo).encode()[: NOMBRE_MAXIMO - len(sufijo.encode())]
    return tallo.decode(errors="ignore").rstrip() + sufijo


def _revisar_tamano(archivo: UploadedFile, maximo_mb: int) -> None:
    tamano = archivo.size or 0
    if not tamano:
        raise ValidationError("El archivo está vacío (0 bytes). Revíselo y súbalo de nuevo.", code="vacio")
    if tamano > maximo_mb * MIB:
        raise ValidationError(
            f"El archivo pesa {tamano / MIB:.1f} MB y el máximo es de {maximo_mb} MB. "
            "Redúzcalo, por ejemplo con menor resolución, y súbalo de nuevo.",
            code="tamano",
        )


def _bytes(archivo: UploadedFile) -> bytes:
    archivo.seek(0)
    contenido = archivo.read()
    archivo.seek(0)
    return contenido


def _extension(nombre: str) -> str:
    return PurePosixPath(nombre).suffix.lower().lstrip(".")


def _revisar_contenido_de_pdf(contenido: bytes) -> None:
    if not contenido.startswith(b"%PDF-"):
        raise ValidationError(
            "El archivo no es un PDF, aunque su nombre lo diga. Guarde o exporte el documento como PDF y súbalo.",
            code="no_es_pdf",
        )
    hallazgo = inspeccionar(contenido)
    if hallazgo is not Hallazgo.LIMPIO:
        raise ValidationError(MENSAJES[hallazgo], code=hallazgo.name.lower())


def _revisar_imagen(firma: bytes, formato: str) -> Callable[[bytes], None]:
    def revisar(contenido: bytes) -> None:
        if not contenido.startswith(firma):
            raise ValidationError(
                f"El contenido no es una imagen {formato}, aunque su nombre lo diga. Expórtela otra vez y súbala.",
                code="contenido",
            )

    return revisar


def _revisar_zip(contenido: bytes) -> None:
    if not contenido.startswith(b"PK\x03\x04"):
        raise ValidationError(
            "El contenido no es un ZIP, aunque su nombre lo diga. Comprima los archivos otra vez y súbalo.",
            code="contenido",
        )
    try:
        _revisar_indice(contenido)
        with zipfile.ZipFile(io.BytesIO(contenido)) as comprimido:
            _revisar_entradas(comprimido)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, struct.error, UnicodeError) as error:
        raise ValidationError(
            "El ZIP está dañado o usa un método poco común. Comprima los archivos otra vez y súbalo.", code="danado"
        ) from error


def _revisar_indice(contenido: bytes) -> None:
    """Look at the number of entries and the size of their index before anything is made of them."""
    final = contenido.rfind(b"PK\x05\x06", -(0xFFFF + 22))
    if final < 0 or contenido[max(final - 20, 0) : final].startswith(b"PK\x06\x07"):  # ZIP64, for archives of gigabytes
        raise zipfile.BadZipFile
    archivos, indice = struct.unpack_from("<HL", contenido, final + 10)
    if archivos > ZIP_ARCHIVOS or indice > ZIP_ARCHIVOS * 1024:
        raise ValidationError(
            f"El ZIP tiene más de {ZIP_ARCHIVOS} archivos. Repártalo en varios y súbalos.", code="archivos"
        )


def _revisar_entradas(comprimido: zipfile.ZipFile) -> None:
    entradas = [entrada for entrada in comprimido.infolist() if not entrada.is_dir()]
    if not entradas:
        raise ValidationError("El ZIP no contiene archivos. Comprima los archivos otra vez y súbalo.", code="vacio")
    for entrada in entradas:
        _revisar_entrada(entrada)
    if sum(entrada.file_size for entrada in entradas) > ZIP_MAXIMO_MB * MIB:
        raise ValidationError(
            f"El ZIP se expande a más de {ZIP_MAXIMO_MB} MB. Repártalo en varios y súbalos.", code="expansion"
        )
    for entrada in entradas:
        _leer_entrada(comprimido, entrada)


def _revisar_entrada(entrada: zipfile.ZipInfo) -> None:
    nombre = entrada.orig_filename
    ruta = nombre.replace("\\", "/")
    if ruta.startswith("/") or ".." in ruta.split("/") or ":" in ruta or "\0" in ruta:
        raise ValidationError(
            f"El ZIP guarda «{nombre_seguro(nombre)}» en una ruta no permitida. Comprima la carpeta otra vez y súbalo.",
            code="ruta",
        )
    if stat.S_ISLNK(entrada.external_attr >> 16):
        raise ValidationError(
            f"El ZIP contiene el acceso directo «{nombre_seguro(nombre)}». Quítelo, comprima otra vez y súbalo.",
            code="ruta",
        )
    if entrada.flag_bits & 0x1:
        raise ValidationError(
            "El ZIP está protegido con contraseña. Comprima los archivos sin contraseña y súbalo.", code="protegido"
        )
    if entrada.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise zipfile.BadZipFile
    if _extension(nombre.rstrip(". ")) in EXTENSIONES_VEDADAS:
        raise _programa(nombre)


def _leer_entrada(comprimido: zipfile.ZipFile, entrada: zipfile.ZipInfo) -> None:
    """Read it to the end, which also checks its sum; it cannot give more than the size it declares."""
    with comprimido.open(entrada) as contenido:
        if contenido.read(16).startswith(FIRMAS_DE_PROGRAMA):
            raise _programa(entrada.filename)
        while contenido.read(MIB):
            pass


def _programa(nombre: str) -> ValidationError:
    return ValidationError(
        f"El ZIP contiene «{nombre_seguro(nombre)}», un programa u otro tipo de archivo que no se admite. "
        "Quítelo, comprima otra vez y súbalo.",
        code="programa",
    )


REVISIONES: dict[str, Callable[[bytes], None]] = {
    "pdf": _revisar_contenido_de_pdf,
    "png": _revisar_imagen(b"\x89PNG\r\n\x1a\n", "PNG"),
    "jpg": _revisar_imagen(b"\xff\xd8\xff", "JPEG"),
    "jpeg": _revisar_imagen(b"\xff\xd8\xff", "JPEG"),
    "zip": _revisar_zip,
}
