"""7.viii, 7.ix: states of the closing of an account, and the steps of its checklist."""

from typing import Final

from django.db import models


class EstadoBaja(models.TextChoices):
    NOTIFICADA = "notificada", "Notificada al área"
    PRESENTADA = "presentada", "Presentada"
    EN_REVISION = "en_revision", "En revisión"
    PROCEDENTE = "procedente", "Procedente"
    EXPORTADA = "exportada", "Contenidos exportados"
    ELIMINADA = "eliminada", "Contenidos eliminados"
    CANCELADA = "cancelada", "Cuenta cancelada"
    SIN_BUZON = "sin_buzon", "Buzón cerrado"
    CONCLUIDA = "concluida", "Concluida"
    RECHAZADA = "rechazada", "Rechazada"
    RETIRADA = "retirada", "Retirada"
    ARCHIVADA = "archivada", "Archivada"


E = EstadoBaja
EN_REVISION: Final = (E.PRESENTADA, E.EN_REVISION)
EN_CIERRE: Final = (E.PROCEDENTE, E.EXPORTADA, E.ELIMINADA, E.CANCELADA, E.SIN_BUZON)
EN_TRAMITE: Final = (E.NOTIFICADA, *EN_REVISION, *EN_CIERRE)

SIGUIENTE: Final[dict[str, tuple[str, str]]] = {
    E.NOTIFICADA: ("Titular del área", "Contestar si está conforme con la baja"),
    E.PRESENTADA: ("CNCS", "Tomarla para revisarla"),
    E.EN_REVISION: ("CNCS", "Resolver si procede"),
    E.PROCEDENTE: ("Titular del área", "Exportar los contenidos para el archivo"),
    E.EXPORTADA: ("Titular del área", "Eliminar los contenidos de la red"),
    E.ELIMINADA: ("Titular del área", "Cancelar la cuenta en la red"),
    E.CANCELADA: ("UNICOM", "Cerrar el buzón institucional"),
    E.SIN_BUZON: ("CNCS", "Comprobar el cierre y concluir"),
    E.CONCLUIDA: ("", "La cuenta dejó de existir y quedó su registro"),
    E.RECHAZADA: ("", "La cuenta sigue en operación"),
    E.RETIRADA: ("", "El área la retiró; la cuenta sigue en operación"),
    E.ARCHIVADA: ("", "La CNCS dejó sin efecto la baja que inició; la cuenta sigue en operación"),
}


class PasoCierre(models.TextChoices):
    """7.ix: what must be done, in this order, with its evidence."""

    EXPORTAR = "exportar", "Contenidos exportados para el archivo"
    ELIMINAR = "eliminar", "Contenidos eliminados de la red"
    CANCELAR = "cancelar", "Cuenta cancelada en la red"
    BUZON = "cerrar_buzon", "Buzón institucional cerrado"
    VERIFICAR = "verificar", "Cierre comprobado por la CNCS"


# Grounds on which a closing may be refused, or started by the CNCS.
FUNDAMENTOS: Final = ("3.i", "5.1.c", "6.xxii", "7.viii", "7.ix", "7.xi", "7.xii")
