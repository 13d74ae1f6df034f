"""7.vii: a Consejería Electoral asks that a personal account be publicised; the CNCS answers; it can be withdrawn."""

from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import IntegrityError, transaction

from bitacora.actores import Actor, Sistema
from bitacora.flujo import EstadoCambiado, SinPermiso
from cuentas.acciones import CuentaRepetida, personal
from cuentas.direcciones import IdentificadorInvalido, leer_direccion, limpiar_identificador, normalizar
from cuentas.estados import Red
from cuentas.models import CuentaPersonal
from organizacion.estados import Rol
from organizacion.models import Persona
from plazos.clases import PUBLICIDAD
from plazos.estados import EstadoPlazo
from solicitudes.acciones.avisos_solicitud import avisar, avisar_a_quien_le_toca, titulares_cncs
from solicitudes.acciones.comun import DatoInvalido, avanzar, registrar
from solicitudes.acciones.papeles_solicitud import emitir_resolucion
from solicitudes.estados.publicidad import VIVAS
from solicitudes.models import Publicidad
from solicitudes.permisos.publicidad import es_consejeria

SOLO_CONSEJERIAS: Final = (
    "Solo una Consejera o un Consejero Electoral puede pedir que se dé publicidad a su cuenta personal (7.vii)."
)
NO_ES_INSTITUCIONAL: Final = (
    "Es una cuenta personal: el Instituto no la administra ni responde por ella. El numeral 6.xxxii exhorta a no dañar "
    "con ella la imagen del Instituto."
)
FIN_DEL_ENCARGO: Final = "Terminó el encargo de su titular como Consejera o Consejero Electoral."


@transaction.atomic
def presentar(*, red: str, identificador: str, url: str, nombre: str, por: Persona, ahora: datetime) -> Publicidad:
    """7.vii: a Consejero Electoral asks that a personal account be publicised; the CNCS has
    ``publicidad_dias_habiles`` to answer. It is personal: the suffix of 7.vi is not asked of it.

    Raises ``SinPermiso`` for anybody else; ``DatoInvalido`` when the handle or the address cannot be, and
    ``cuentas.acciones.CuentaRepetida`` when the account is institutional, or asked for or published already.
    """
    if not es_consejeria(por):
        raise SinPermiso(SOLO_CONSEJERIAS)
    try:
        limpio = limpiar_identificador(red, identificador)
    except IdentificadorInvalido as error:
        raise DatoInvalido(str(error), "identificador") from error
    _revisar_direccion(red, limpio, url)
    personal.revisar(red=red, identificador=limpio)
    nombramiento = por.nombramiento_vigente
    nueva = Publicidad(
        area=nombramiento.area if nombramiento else None, red=red, identificador=limpio, url=url, nombre=nombre.strip()
    )
    try:
        with transaction.atomic():
            fila = registrar(nueva, por=por, ahora=ahora, plazo=PUBLICIDAD)
    except IntegrityError as error:
        vivas = Publicidad.objects.filter(red=red, clave=normalizar(red, limpio), estado__in=VIVAS)
        if not vivas.exists():
            raise
        raise CuentaRepetida("Esa cuenta ya se pidió o ya está publicada en el directorio.") from error
    avisar_a_quien_le_toca(
        fila, f"Piden publicar una cuenta personal: {fila.rotulo}", f"La pide {por.nombre}.\n\n{fila.url}", ahora=ahora
    )
    return fila


def _revisar_direccion(red: str, identificador: str, url: str) -> None:
    """The address leads to that handle on that network: nobody publicises one account and links to another."""
    leida = leer_direccion(url)
    if leida is None:
        if red != Red.OTRA:
            raise DatoInvalido(f"Escriba la dirección de la cuenta en {Red(red).label}.", "url")
        return
    if leida[0] != red or normalizar(red, leida[1]) != normalizar(red, identificador):
        mensaje = f"Esa dirección es de @{leida[1]} en {leida[0].label}: no es la cuenta que escribió arriba."
        raise DatoInvalido(mensaje, "url")


@transaction.atomic
def publicar(*, publicidad: Publicidad, por: Persona, ahora: datetime) -> Publicidad:
    """7.vii, 6.xxxii: the CNCS shows it in the section of the directory for personal accounts, with its notice.

    Raises ``cuentas.acciones.CuentaRepetida`` when the account became institutional meanwhile, ``SinPermiso``,
    ``EstadoCambiado``; ``DatoInvalido`` when whoever asked is no longer a Consejero.
    """
    fila = avanzar(publicidad, "publicar", por=por, ahora=ahora, cierra=EstadoPlazo.CUMPLIDO)
    assert fila.presentada_por is not None
    if not es_consejeria(fila.presentada_por):
        raise DatoInvalido("Quien la pidió ya no es Consejera o Consejero Electoral: no se publica (7.vii).")
    personal.publicar(
        persona=fila.presentada_por,
        red=fila.red,
        identificador=fila.identificador,
        url=fila.url,
        nombre=fila.nombre,
        por=por,
        ahora=ahora,
    )
    texto = f"Aparece en {settings.URL_BASE}/consejerias/ con este aviso:\n\n{NO_ES_INSTITUCIONAL}"
    avisar(fila, [fila.presentada_por], f"Su cuenta personal está publicada: {fila.rotulo}", texto, ahora=ahora)
    return fila


@transaction.atomic
def rechazar(*, publicidad: Publicidad, respuesta: str, por: Persona, ahora: datetime) -> Publicidad:
    """7.vii: the CNCS does not publish it and says why, in writing. Raises ``DatoInvalido`` without a reason,
    ``SinPermiso``, ``EstadoCambiado``."""
    if not respuesta.strip():
        raise DatoInvalido("Explique por qué no se publica.", "respuesta")
    fila = avanzar(
        publicidad, "rechazar", por=por, ahora=ahora, cierra=EstadoPlazo.CUMPLIDO, respuesta=respuesta.strip()
    )
    emitir_resolucion(
        fila,
        organo=settings.INSTITUCION.cncs.nombre,
        sentido="No se publica la cuenta personal en el directorio del Instituto.",
        numerales=["7.vii"],
        destinatario=fila.presentada_por,
        ahora=ahora,
    )
    avisar(fila, [fila.presentada_por], f"Su cuenta personal no se publicó: {fila.rotulo}", fila.respuesta, ahora=ahora)
    return fila


@transaction.atomic
def retirar(*, publicidad: Publicidad, motivo: str, por: Actor, ahora: datetime) -> Publicidad:
    """7.vii: its holder withdraws it at any time, or the CNCS with a reason; it leaves the directory and the others are
    told. Raises ``DatoInvalido`` without a reason, ``SinPermiso``, ``EstadoCambiado``."""
    if not motivo.strip():
        raise DatoInvalido("Escriba el motivo.", "motivo")
    fila = avanzar(publicidad, "retirar", por=por, ahora=ahora, cierra=EstadoPlazo.CANCELADO, motivo=motivo.strip())
    publicada = CuentaPersonal.objects.publicadas().filter(persona=fila.presentada_por, red=fila.red, clave=fila.clave)
    for cuenta in publicada:
        personal.retirar(cuenta=cuenta, motivo=fila.motivo_cierre, por=por, ahora=ahora)
    asunto = f"Se retiró la publicidad de una cuenta personal: {fila.rotulo}"
    quien = getattr(por, "pk", None)
    if quien != fila.presentada_por_id:
        avisar(fila, [fila.presentada_por], asunto, f"Motivo: {fila.motivo_cierre}", ahora=ahora)
    de_la_cncs = [persona for persona in dict.fromkeys([fila.resuelta_por, *titulares_cncs()]) if persona]
    avisar(
        fila,
        [p for p in de_la_cncs if p.pk not in {quien, fila.presentada_por_id}],
        asunto,
        f"Motivo: {fila.motivo_cierre}",
        ahora=ahora,
        interno=True,
    )
    return fila


@transaction.atomic
def al_retirar_rol(*, persona: Persona, rol: str, ahora: datetime) -> None:
    """7.vii: when somebody stops being a Consejero Electoral, what was asked or published for them is withdrawn.

    ``organizacion`` calls it when a role ends; for any other role there is nothing to do.
    """
    if rol != Rol.CONSEJERO:
        return
    for publicidad in Publicidad.objects.filter(presentada_por=persona, estado__in=VIVAS).order_by("pk"):
        try:
            with transaction.atomic():
                retirar(publicidad=publicidad, motivo=FIN_DEL_ENCARGO, por=Sistema("fin del encargo"), ahora=ahora)
        except EstadoCambiado:  # its holder or the CNCS withdrew it at the same time
            continue
