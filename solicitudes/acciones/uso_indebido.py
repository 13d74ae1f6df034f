"""5.b: a report of misuse: who filed it is known to internal control only, and nothing of it is ever deleted."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from bitacora.acciones import asentar
from bitacora.flujo import EstadoCambiado, SinPermiso
from cuentas.models import Cuenta
from organizacion.consultas import personas_con_rol
from organizacion.estados import ROLES_CNCS, Rol
from organizacion.models import Persona
from organizacion.tiempo import fecha_local
from plazos.clases import USO_INDEBIDO
from plazos.estados import EstadoPlazo
from solicitudes.acciones.avisos_solicitud import avisar
from solicitudes.acciones.comun import DatoInvalido, avanzar, guardar, registrar
from solicitudes.acciones.hilo import escribir, no_repetir
from solicitudes.estados import ClaseDocumento
from solicitudes.estados.uso_indebido import EstadoUso, ResultadoUso
from solicitudes.models import UsoIndebido
from solicitudes.permisos import uso_indebido as permisos
from solicitudes.permisos.comun import tiene_papel


@transaction.atomic
def presentar(
    *,
    asunto: str,
    hechos: str,
    por: Persona,
    ahora: datetime,
    cuenta: Cuenta | None = None,
    ocurrio_el: date | None = None,
    enlace: str = "",
    archivos: Sequence[UploadedFile] = (),
) -> UsoIndebido:
    """5.b: anybody with a position or a role reports the misuse of an account; internal control has
    ``uso_indebido_dias_habiles`` to open the investigation, and the CNCS learns of it but not of who filed it.

    ``archivos`` are already checked. Raises ``SinPermiso``; ``DatoInvalido`` for a date to come; ``EstadoCambiado``
    when the person filed the same and it is open.
    """
    if not tiene_papel(por):
        raise SinPermiso("Para reportar un uso indebido necesita un cargo vigente en la institución.")
    if ocurrio_el and ocurrio_el > fecha_local(ahora):
        raise DatoInvalido("La fecha no puede ser posterior a hoy.", "ocurrio_el")
    no_repetir(UsoIndebido, por=por, asunto=asunto, hechos=hechos, cuenta=cuenta)
    uso = registrar(
        UsoIndebido(
            cuenta=cuenta,
            area=cuenta.area if cuenta else None,
            asunto=asunto,
            hechos=hechos,
            ocurrio_el=ocurrio_el,
            enlace=enlace,
        ),
        por=por,
        ahora=ahora,
        plazo=USO_INDEBIDO,
        archivos=[(ClaseDocumento.ANEXO, archivo) for archivo in archivos],
    )
    texto = "Se recibió un reporte de uso indebido de una cuenta. Es confidencial: léalo en el sistema."
    _avisar_a(uso, [Rol.CONTROL, *ROLES_CNCS], f"Reporte de uso indebido {uso.folio}", texto, ahora, menos=por)
    acuse = "Su reporte quedó recibido. Solo el control interno sabe quién lo presentó. Su acuse está en esta página."
    avisar(uso, [por], f"Recibimos su reporte {uso.folio}", acuse, ahora=ahora)
    return uso


@transaction.atomic
def informar(*, uso: UsoIndebido, texto: str, por: Persona, ahora: datetime) -> UsoIndebido:
    """5.b: the CNCS adds what it knows, for internal control. Raises ``SinPermiso``, ``EstadoCambiado``."""
    fila = _bloquear(uso)
    if not permisos.puede_informar(fila, por):
        raise SinPermiso("Solo la CNCS informa lo que sabe de un reporte de otra persona.")
    _que_siga_abierto(fila)
    escribir(fila, texto=texto, por=por, ahora=ahora, de_la_oficina=True)
    asentar(cadena=fila.cadena, acto="informar", objeto=str(fila), por=por, ahora=ahora)
    _avisar_a_control(fila, f"La CNCS informó sobre {fila.folio}", ahora)
    return fila


@transaction.atomic
def aportar(
    *, uso: UsoIndebido, texto: str, archivos: Sequence[UploadedFile], por: Persona, ahora: datetime
) -> UsoIndebido:
    """5.b: whoever filed it adds evidence while it is open. Raises ``SinPermiso``, ``EstadoCambiado``."""
    fila = _bloquear(uso)
    if not permisos.la_presento(fila, por):
        raise SinPermiso("Solo quien presentó el reporte puede agregarle pruebas.")
    _que_siga_abierto(fila)
    escribir(fila, texto=texto, por=por, ahora=ahora)
    guardar(fila, [(ClaseDocumento.ANEXO, archivo) for archivo in archivos], por=por, ahora=ahora)
    detalle = {"archivos": len(archivos)}
    asentar(cadena=fila.cadena, acto="aportar", objeto=str(fila), por=por, ahora=ahora, detalle=detalle)
    _avisar_a_control(fila, f"Hay más pruebas en {fila.folio}", ahora)
    return fila


@transaction.atomic
def investigar(*, uso: UsoIndebido, por: Persona, ahora: datetime) -> UsoIndebido:
    """5.b: internal control opens the investigation; its clock is met. Raises ``SinPermiso``, ``EstadoCambiado``."""
    fila = avanzar(uso, "investigar", por=por, ahora=ahora, cierra=EstadoPlazo.CUMPLIDO)
    texto = "El control interno abrió la investigación. Puede agregar pruebas mientras siga abierta."
    avisar(fila, [fila.presentada_por], f"Se investiga su reporte {fila.folio}", texto, ahora=ahora)
    return fila


@transaction.atomic
def concluir(*, uso: UsoIndebido, resultado: str, respuesta: str, por: Persona, ahora: datetime) -> UsoIndebido:
    """5.b: internal control concludes, and says on what it rests; who filed it and the CNCS are told.

    Raises ``SinPermiso``, ``EstadoCambiado``, and ``DatoInvalido`` for a result that there is not.
    """
    if resultado not in ResultadoUso.values:
        raise DatoInvalido("Elija uno de los resultados.", "resultado")
    fila = avanzar(uso, "concluir", por=por, ahora=ahora, resultado=resultado, respuesta=respuesta)
    asunto = f"Concluyó la investigación {fila.folio}"
    avisar(fila, [fila.presentada_por], asunto, _conclusion(fila), ahora=ahora)
    _avisar_a(fila, ROLES_CNCS, asunto, _conclusion(fila), ahora, menos=fila.presentada_por)
    return fila


@transaction.atomic
def reabrir(*, uso: UsoIndebido, motivo: str, por: Persona, ahora: datetime) -> UsoIndebido:
    """5.b: there is something new: internal control goes on. Raises ``SinPermiso``, ``EstadoCambiado``."""
    fila = avanzar(uso, "reabrir", por=por, ahora=ahora, motivo=motivo)
    asunto = f"Se reabrió la investigación {fila.folio}"
    texto = "El control interno reabrió la investigación. Lo que se había concluido queda en el expediente."
    avisar(fila, [fila.presentada_por], asunto, texto, ahora=ahora)
    _avisar_a(fila, ROLES_CNCS, asunto, texto, ahora, menos=fila.presentada_por)
    return fila


def _bloquear(uso: UsoIndebido) -> UsoIndebido:
    filas = UsoIndebido.objects.select_for_update(of=("self",)).select_related("area", "presentada_por", "responsable")
    return filas.get(pk=uso.pk)


def _que_siga_abierto(fila: UsoIndebido) -> None:
    if fila.estado == EstadoUso.CERRADO:
        raise EstadoCambiado("La investigación ya concluyó: no se le puede agregar nada mientras no se reabra.")


def _conclusion(fila: UsoIndebido) -> str:
    return f"{ResultadoUso(fila.resultado).label}. El texto completo está en el sistema."


def _avisar_a_control(fila: UsoIndebido, asunto: str, ahora: datetime) -> None:
    """Whoever investigates; everybody of internal control while nobody does."""
    texto = "Léalo en el sistema: el expediente es confidencial."
    if fila.responsable and permisos.puede_investigar(fila, fila.responsable):
        avisar(fila, [fila.responsable], asunto, texto, ahora=ahora, interno=True)
    else:
        _avisar_a(fila, [Rol.CONTROL], asunto, texto, ahora, menos=fila.presentada_por)


def _avisar_a(
    fila: UsoIndebido, roles: Iterable[Rol], asunto: str, texto: str, ahora: datetime, *, menos: Persona | None
) -> None:
    personas = [persona for persona in personas_con_rol(*roles) if persona != menos]
    avisar(fila, personas, asunto, texto, ahora=ahora, interno=True)
