"""5.2.e: interactions imported from a file: read and shown first, registered when whoever uploaded it confirms."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from simple_history.utils import bulk_create_with_history

from bitacora import flujo
from bitacora.acciones import Hecho, asentar_varios
from cuentas.acciones.rotacion import bloquear_cuenta
from cuentas.models import Cuenta
from organizacion.acciones import siguientes_folios
from organizacion.archivos import huella, nombre_seguro
from organizacion.models import Persona
from publicaciones.acciones.captura import PREFIJO, Captura, abrir_reloj, identificadores_oficiales, preparar
from publicaciones.acciones.comun_atencion import AtencionInvalida, exigir_que_atiende
from publicaciones.acciones.propuesta import apartar
from publicaciones.acciones.tema import tema_llamado
from publicaciones.estados import ClaseInteraccion
from publicaciones.lectura_csv import MIB, ArchivoIlegible, Fila, Lectura, leer
from publicaciones.models import Importacion, Interaccion, Tema

LOTE: Final = 500
MAXIMO_TEMAS: Final = 50


@dataclass
class _Revision:
    """What is left of a file: rows to import, lines refused, and how many are there already."""

    filas: list[dict[str, Any]] = field(default_factory=list)
    errores: list[list[Any]] = field(default_factory=list)
    repetidas: int = 0


@transaction.atomic
def subir_importacion(
    *, cuenta: Cuenta, archivo: UploadedFile, medio: str, clase: str, por: Persona, ahora: datetime
) -> Importacion:
    """5.2.e: read a file and keep what could be imported until the person confirms; personal data are not kept.

    Raises ``SinPermiso``, ``AtencionInvalida``.
    """
    exigir_que_atiende(cuenta, por)
    lectura = _leer(archivo, medio, clase)
    revision = _revisar(lectura, cuenta, por, ahora)
    return Importacion.objects.create(
        cuenta=cuenta,
        nombre=nombre_seguro(archivo.name or "interacciones.csv"),
        huella=huella(archivo),
        formato=lectura.formato,
        filas=revision.filas,
        errores=revision.errores,
        leidas=lectura.leidas,
        repetidas=revision.repetidas,
        subida=ahora,
        subida_por=por,
    )


@transaction.atomic
def confirmar_importacion(*, importacion: Importacion, por: Persona, ahora: datetime) -> Importacion:
    """5.2.e: register what the file brings, all of it or nothing; what was registered meanwhile is passed over.

    Raises ``SinPermiso``, ``EstadoCambiado`` (also the second time), ``AtencionInvalida``.
    """
    cuenta = bloquear_cuenta(importacion.cuenta)
    exigir_que_atiende(cuenta, por)
    fila = flujo.bloquear(importacion, "importar", por=por, con=("cuenta",))
    temas = _temas(fila.filas, cuenta, por, ahora)
    oficiales = identificadores_oficiales()
    interacciones = [_interaccion(datos, cuenta, temas, oficiales, fila, por, ahora) for datos in fila.filas]
    existentes = _existentes(cuenta, [i.huella for i in interacciones])
    nuevas = [i for i in interacciones if i.huella not in existentes]
    nuevas = _registrar(nuevas, por, ahora)
    return flujo.cumplir(fila, "importar", por=por, ahora=ahora, cuantas=len(nuevas))


@transaction.atomic
def descartar_importacion(*, importacion: Importacion, por: Persona, ahora: datetime) -> Importacion:
    """5.2.e: it was not that file. Raises ``SinPermiso``, ``EstadoCambiado``."""
    return flujo.ejecutar(importacion, "descartar_importacion", por=por, ahora=ahora)


def _leer(archivo: UploadedFile, medio: str, clase: str) -> Lectura:
    reglas = settings.INSTITUCION.atencion
    if (archivo.size or 0) > reglas.importacion_maximo_mb * MIB:
        raise AtencionInvalida(
            f"El archivo pesa más de {reglas.importacion_maximo_mb} MB. Divídalo en varios y súbalos.", "archivo"
        )
    contenido = archivo.read()
    archivo.seek(0)
    zona, maximo = settings.INSTITUCION.zona, reglas.importacion_maximo_filas
    try:
        return leer(contenido, zona=zona, maximo_filas=maximo, medio=medio, clase=clase)
    except ArchivoIlegible as error:
        raise AtencionInvalida(str(error), "archivo") from error


def _revisar(lectura: Lectura, cuenta: Cuenta, por: Persona, ahora: datetime) -> _Revision:
    """Look at each line as a capture would; the text of one that is refused is kept nowhere."""
    revision, oficiales, vistas = _Revision(), identificadores_oficiales(), set[str]()
    revision.errores = [[p.linea, p.columna, p.mensaje] for p in lectura.problemas]
    preparadas: list[tuple[Fila, Interaccion]] = []
    for fila in lectura.filas:
        try:
            preparadas.append((fila, preparar(cuenta, _captura(fila), None, oficiales=oficiales, por=por, ahora=ahora)))
        except AtencionInvalida as error:
            columna = "fecha" if error.campo == "recibida" else error.campo or ""
            revision.errores.append([fila.linea, columna, str(error)])
    vistas |= _existentes(cuenta, [i.huella for _, i in preparadas])
    for fila, interaccion in preparadas:
        if interaccion.huella in vistas:
            revision.repetidas += 1
            continue
        vistas.add(interaccion.huella)
        revision.filas.append(
            {
                "linea": fila.linea,
                "recibida": interaccion.recibida.isoformat(),
                "texto": interaccion.texto,
                "enlace": interaccion.enlace,
                "medio": fila.medio,
                "clase": fila.clase,
                "tema": fila.tema,
            }
        )
    revision.errores.sort(key=lambda e: e[0])
    return revision


def _captura(fila: Fila) -> Captura:
    return Captura(fila.recibida, fila.texto, fila.medio, fila.clase, fila.enlace)


def _interaccion(
    datos: dict[str, Any],
    cuenta: Cuenta,
    temas: dict[str, Tema],
    oficiales: frozenset[str],
    importacion: Importacion,
    por: Persona,
    ahora: datetime,
) -> Interaccion:
    captura = Captura(
        datetime.fromisoformat(datos["recibida"]), datos["texto"], datos["medio"], datos["clase"], datos["enlace"]
    )
    interaccion = preparar(cuenta, captura, temas.get(datos["tema"]), oficiales=oficiales, por=por, ahora=ahora)
    interaccion.importacion = importacion
    return interaccion


def _temas(filas: Iterable[dict[str, Any]], cuenta: Cuenta, por: Persona, ahora: datetime) -> dict[str, Tema]:
    nombres = sorted({datos["tema"] for datos in filas if datos["tema"]})
    if len(nombres) > MAXIMO_TEMAS:
        raise AtencionInvalida(f"El archivo nombra más de {MAXIMO_TEMAS} temas. Agrúpelos y súbalo de nuevo.")
    return {nombre: tema_llamado(area=cuenta.area, nombre=nombre, por=por, ahora=ahora) for nombre in nombres}


def _registrar(interacciones: list[Interaccion], por: Persona, ahora: datetime) -> list[Interaccion]:
    if not interacciones:
        return []
    for interaccion, folio in zip(
        interacciones, siguientes_folios(PREFIJO, len(interacciones), ahora=ahora), strict=True
    ):
        interaccion.folio = folio
    filas = bulk_create_with_history(
        interacciones, Interaccion, batch_size=LOTE, default_user=por, default_date=ahora
    )  # fmt: skip
    abrir_reloj(filas, ahora=ahora)
    hechos = (
        Hecho(i.cadena, "registrar_interaccion", str(i), {"tema": i.tema.nombre if i.tema else "", "importada": True})
        for i in filas
    )
    asentar_varios(hechos, por=por, ahora=ahora)
    for interaccion in filas:
        if interaccion.clase == ClaseInteraccion.PROPUESTA:
            apartar(interaccion=interaccion, por=por, ahora=ahora)
    return filas


def _existentes(cuenta: Cuenta, huellas: list[str]) -> set[str]:
    return {
        existente
        for lote in _lotes(huellas)
        for existente in Interaccion.objects.filter(cuenta=cuenta, huella__in=lote).values_list("huella", flat=True)
    }


def _lotes(valores: list[str]) -> Iterator[list[str]]:
    for inicio in range(0, len(valores), LOTE):
        yield valores[inicio : inicio + LOTE]
