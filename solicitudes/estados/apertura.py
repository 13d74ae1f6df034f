"""States of an opening, what follows in each, and the grounds of a rejection."""

from typing import Final

from django.db import models


class EstadoApertura(models.TextChoices):
    BORRADOR = "borrador", "Borrador"
    PRESENTADA = "presentada", "Presentada"
    EN_REVISION = "en_revision", "En revisión"
    AUTORIZADA = "autorizada", "Autorizada"
    CON_BUZON = "con_buzon", "Con buzón"
    ABIERTA = "abierta", "Abierta en la red"
    CONCLUIDA = "concluida", "Concluida"
    RECHAZADA = "rechazada", "Rechazada"
    RETIRADA = "retirada", "Retirada"
    SIN_EFECTO = "sin_efecto", "Sin efecto"


E = EstadoApertura
EN_COLA: Final = (E.PRESENTADA, E.EN_REVISION)
EN_TRAMITE: Final = (E.PRESENTADA, E.EN_REVISION, E.AUTORIZADA, E.CON_BUZON)
RESUELTAS_A_FAVOR: Final = (E.AUTORIZADA, E.CON_BUZON, E.ABIERTA, E.CONCLUIDA)
FINALES: Final = (E.CONCLUIDA, E.RECHAZADA, E.RETIRADA, E.SIN_EFECTO)

# What comes next in each state, and who has it: what whoever filed reads.
SIGUIENTE: Final[dict[str, tuple[str, str]]] = {
    E.BORRADOR: ("Titular del área", "Completar la propuesta, firmar el oficio y presentarla"),
    E.PRESENTADA: ("CNCS", "Asignar a quien la revise"),
    E.EN_REVISION: ("CNCS", "Autorizar o rechazar"),
    E.AUTORIZADA: ("UNICOM", "Crear el buzón institucional"),
    E.CON_BUZON: ("Titular del área", "Abrir la cuenta en la red y registrar su dirección"),
    E.ABIERTA: ("Titular del área", "Emitir el aviso al Comité"),
    E.CONCLUIDA: ("", "La cuenta está activa"),
    E.RECHAZADA: ("", "Puede presentar una nueva propuesta"),
    E.RETIRADA: ("", "El área la retiró"),
    E.SIN_EFECTO: ("", "El área renunció a la autorización"),
}


# 7.iii: grounds on which an opening may be rejected.
FUNDAMENTOS: Final = ("3.i", "5.1.b", "6.i", "6.iii", "6.xxii", "6.xxiii", "7.i", "7.ii", "7.vi", "7.x", "7.xii")
