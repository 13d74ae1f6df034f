"""Reads of accounts: the public directory, and whether an account is official."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from bitacora.consultas import asientos_de
from bitacora.relato import contar
from cuentas.direcciones import leer_direccion, normalizar, plegar
from cuentas.estados import ACTO_ACTIVIDAD, EstadoRotacion, Red
from cuentas.models import Cuenta, CuentaPersonal, Designacion, Rotacion
from organizacion.fechas import con_hora, corta
from organizacion.models import Area
from organizacion.tiempo import fecha_local
from plazos.estados import Semaforo, Unidad

DIAS_AMBAR: Final = 15  # calendar days before a password is due

# What each act of the log means to people.
FRASES: Final[dict[str, str]] = {
    "exigir_obligacion": "Se pidió: {obligacion}, {periodo}",
    "volver_a_exigir": "Vuelve a hacer falta: {obligacion}, {periodo}",
    "mudar_obligacion": "Cambió la fecha de {periodo}: ahora, {a}",
    "dar_por_cumplida": "Se cumplió: {obligacion}, {periodo}",
    "dar_por_incumplida": "No se cumplió: {obligacion}, {periodo}",
    "dejar_sin_efecto": "Ya no hace falta: {obligacion}, {periodo}",
    "registrar_horario": "Se informó el horario de atención: {periodo}",
    "solicitar_autenticidad": "Se pidió a la red que verifique la cuenta",
    "conceder_autenticidad": "La red verificó la cuenta",
    "negar_autenticidad": "La red negó la verificación",
    "perder_autenticidad": "La red retiró la verificación",
    "actividad": "Se anotó en la bitácora: {que}",
    "registrar": "Se registró la cuenta: {direccion}",
    "activar": "La cuenta quedó activa, a cargo de {titular} (titular) y {suplente} (suplente)",
    "relevar": "Cambió quien la administra como {caracter}: salió {sale} y entró {entra}",
    "vacar": "{sale} dejó de administrarla como {caracter}",
    "sin_relevo": "{sale} ya no cumple los requisitos, pero nadie puede tomar su lugar: sigue hasta que se designe",
    "descompletar": "Le falta una de sus personas administradoras",
    "completar": "Volvió a tener a sus dos personas administradoras: {titular} (titular) y {suplente} (suplente)",
    "exigir_rotacion": "Hay que cambiar la contraseña: {rotacion}",
    "rotar": "Se cambió la contraseña ({rotacion})",
    "confirmar": "Se confirmó el cambio de contraseña",
    "objetar": "No se confirmó el cambio de contraseña",
    "sustituir": "Otro cambio de contraseña, inmediato, tomó el lugar del que estaba previsto",
    "cancelar": "El cambio de contraseña dejó de hacer falta",
    "recordatorio": "Se recordó un plazo de la cuenta",
    "plazo_vencido": "Venció un plazo de la cuenta",
    "dar_de_baja": "La cuenta se canceló en la red: dejó de ser oficial",
    "pedir_recertificacion": "Se pidió certificar los datos de la cuenta: {recertificacion}",
    "certificar": "La o el titular del área certificó los datos de la cuenta: {recertificacion}",
    "certificar_con_diferencias": "La o el titular del área certificó los datos con {diferencias} diferencias",
    "abrir_diferencia": "Hay que corregir: {dato}",
    "corregir_diferencia": "Se corrigió: {dato}",
    "terminar_recertificacion": "Quedaron corregidas las diferencias de la recertificación",
    "cancelar_recertificacion": "La recertificación dejó de hacer falta",
    "cancelar_diferencia": "La corrección dejó de hacer falta",
    "alertar_abandono": "La cuenta lleva tiempo sin actividad: {nivel}",
    "comprometer": "Se reportó un incidente de seguridad, {incidente}: la cuenta está comprometida",
    "librar": "La cuenta dejó de estar comprometida ({incidente})",
    "tomar_expediente": "Se descargó el expediente, en versión {version}",
    "publicar": "Se publicó {contenido}",
    "corregir": "Se corrigió lo publicado",
    "retirar": "Se retiró lo publicado",
    "moderar": "Se tomó una medida de moderación: {medida}",
    "confirmar_medida": "Otra persona confirmó la medida de moderación",
    "revocar_medida": "Se revirtió la medida de moderación",
    "detectar_rebase": "Llegaron muchos mensajes en un día: {cuantas}",
    "atender_rebase": "Se atendió la alerta de muchos mensajes: {que}",
    "importar": "Se importaron interacciones de un archivo",
    "descartar_importacion": "Se descartó un archivo de interacciones",
    "revisar_identificador": "La CNCS revisó el identificador: {resultado}",
}


def cuenta_viva(red: str, identificador: str) -> Cuenta | None:
    """The live account with that handle on that network, however both are typed."""
    return Cuenta.objects.vivas().filter(red=red, clave=normalizar(red, identificador)).first()


def directorio(
    *, texto: str = "", red: str = "", entidad: str = "", area: str = "", bajas: bool = False
) -> QuerySet[Cuenta]:
    """7.xii: the official accounts, by name; filtered by text (whatever its case and accents), network, state and
    siglas of the área. 7.ix: with ``bajas``, those that were official and are no longer."""
    cuentas = Cuenta.objects.dadas_de_baja() if bajas else Cuenta.objects.oficiales()
    cuentas = cuentas.select_related("area").order_by("nombre", "pk")
    if texto:
        cuentas = cuentas.filter(busqueda__contains=plegar(texto.strip().lstrip("@")))
    if red:
        cuentas = cuentas.filter(red=red)
    if entidad:
        cuentas = cuentas.filter(area__entidad=entidad)
    if area:
        cuentas = cuentas.filter(area__siglas=area)
    return cuentas


def reconocer(texto: str) -> list[Cuenta]:
    """Which official accounts a citizen means by an address or a handle, exactly; none means: not official."""
    leido = leer_direccion(texto)
    oficiales = Cuenta.objects.oficiales().select_related("area")
    if leido:
        red, identificador = leido
        return list(oficiales.filter(red=red, clave=normalizar(red, identificador)))
    claves = {normalizar(red, texto) for red in Red.values}
    return list(oficiales.filter(clave__in=claves).order_by("red"))


def fueron_oficiales(texto: str) -> list[Cuenta]:
    """7.ix: which closed accounts a citizen means by an address or a handle; of each handle the last one, and none
    where it is that of a live account: that one is what people see today."""
    leido = leer_direccion(texto)
    redes = [leido[0]] if leido else list(Red.values)
    identificador = leido[1] if leido else texto
    claves = {normalizar(red, identificador) for red in redes}
    antiguas = Cuenta.objects.vigiladas().filter(red__in=redes, clave__in=claves).select_related("area")
    ultimas: dict[str, Cuenta] = {}
    for cuenta in antiguas.order_by("red", "-oficial_hasta", "-pk"):
        ultimas.setdefault(cuenta.red, cuenta)
    return list(ultimas.values())


def personales(texto: str = "") -> QuerySet[CuentaPersonal]:
    """7.vii: the personal accounts that the Institute publicises, by name; those with every word of ``texto``."""
    cuentas = CuentaPersonal.objects.publicadas().select_related("persona").order_by("nombre", "pk")
    for palabra in plegar(texto).split()[:8]:
        cuentas = cuentas.filter(busqueda__contains=palabra.lstrip("@"))
    return cuentas


def reconocer_personal(texto: str) -> list[CuentaPersonal]:
    """7.vii: which publicised personal accounts a citizen means by an address or a handle, exactly."""
    leido = leer_direccion(texto)
    publicadas = CuentaPersonal.objects.publicadas().select_related("persona")
    if leido:
        red, identificador = leido
        return list(publicadas.filter(red=red, clave=normalizar(red, identificador)))
    claves = {normalizar(red, texto) for red in Red.values}
    return list(publicadas.filter(clave__in=claves).order_by("red"))


def administracion_en(cuenta: Cuenta, fecha: date) -> QuerySet[Designacion]:
    """5.a: who answered for the account on that date; where one followed the other on it, the last one."""
    siguiente = Designacion.objects.filter(
        cuenta=OuterRef("cuenta"), caracter=OuterRef("caracter"), pk__gt=OuterRef("pk"), desde__lte=fecha
    )
    return (
        Designacion.objects.filter(~Exists(siguiente), cuenta=cuenta, desde__lte=fecha)
        .filter(Q(hasta__isnull=True) | Q(hasta__gte=fecha))
        .select_related("persona")
        .order_by("caracter", "desde")
    )


def areas_con_cuentas(*, bajas: bool = False) -> QuerySet[Area]:
    """7.xii: the áreas that have at least one official account; with ``bajas``, at least one that was."""
    cuentas = Cuenta.objects.dadas_de_baja() if bajas else Cuenta.objects.oficiales()
    return Area.objects.filter(Exists(cuentas.filter(area=OuterRef("pk"))))


def con_el_mismo_identificador(texto: str) -> list[Cuenta]:
    """The official accounts of other networks with the handle of an address: the address itself is not official."""
    leido = leer_direccion(texto)
    if leido is None:
        return []
    red, identificador = leido
    iguales = Cuenta.objects.oficiales().filter(clave=normalizar(red, identificador)).exclude(red=red)
    return list(iguales.select_related("area").order_by("red"))


def cargar_administradores(cuentas: Iterable[Cuenta]) -> None:
    """5.1.b: read the administrators in force of many accounts at once, into their ``administradores``."""
    por_cuenta: dict[int, dict[str, Designacion]] = {cuenta.pk: {} for cuenta in cuentas}
    for designacion in Designacion.objects.vigentes().filter(cuenta__in=por_cuenta).select_related("persona"):
        por_cuenta[designacion.cuenta_id][designacion.caracter] = designacion
    for cuenta in cuentas:
        cuenta.administradores = por_cuenta[cuenta.pk]


def linea_de_tiempo(cuenta: Cuenta, maximo: int = 50) -> list[dict[str, Any]]:
    """8.c: the last acts on an account, newest first, as ``{% linea_de_tiempo %}`` shows them; what its administrators
    log has a page of its own, which not everybody who opens the account reads."""
    actos = asientos_de(cuenta.cadena).exclude(acto=ACTO_ACTIVIDAD).order_by("-numero")
    return [contar(asiento, FRASES) for asiento in actos[:maximo]]


@dataclass(frozen=True)
class Contrasena:
    """6.xxxiv: how an account stands with its password: the change that is due, with its light in words, and the one
    that somebody has to confirm."""

    exigida: Rotacion | None
    por_confirmar: Rotacion | None
    luz: str
    cuando: str


def estado_de_la_contrasena(cuenta: Cuenta, ahora: datetime) -> Contrasena:
    """6.xxxiv: the change of password that is due and the one that waits to be confirmed, in one query."""
    filas = cuenta.rotaciones.filter(estado__in=[EstadoRotacion.EXIGIDA, EstadoRotacion.HECHA])
    por_estado: dict[str, Rotacion] = {}
    for rotacion in filas.select_related("plazo", "hecha_por").order_by("pk"):
        rotacion.cuenta = cuenta  # with the administrators that were read already
        por_estado[rotacion.estado] = rotacion
    exigida = por_estado.get(EstadoRotacion.EXIGIDA)
    luz, cuando = _luz(exigida, ahora)
    return Contrasena(exigida, por_estado.get(EstadoRotacion.HECHA), luz, cuando)


def _luz(rotacion: Rotacion | None, ahora: datetime) -> tuple[str, str]:
    plazo = rotacion.plazo if rotacion else None
    if plazo is None:
        return Semaforo.GRIS, "Sin plazo"
    limite = con_hora(plazo.vence) if plazo.unidad == Unidad.HORAS else corta(plazo.fecha_limite)
    if plazo.vencido(ahora):
        return Semaforo.ROJO, f"Venció: {limite}"
    ambar = plazo.unidad == Unidad.HORAS or (plazo.fecha_limite - fecha_local(ahora)).days <= DIAS_AMBAR
    return (Semaforo.AMBAR if ambar else Semaforo.VERDE), f"A más tardar: {limite}"
