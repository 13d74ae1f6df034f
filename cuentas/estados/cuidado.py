"""What is owed for the accounts (5.1.e, 5.3.a, 6.xxx, 6.xxxiii), and the states of what it is fulfilled with."""

from typing import Final

from django.db import models


class ClaseObligacion(models.TextChoices):
    """What somebody owes, once for each period."""

    HORARIO = "horario", "Horario de atención"
    CAPACITACION = "capacitacion", "Capacitación anual"
    ESTRATEGIA = "estrategia", "Estrategia de redes sociales"
    AUTENTICIDAD = "autenticidad", "Solicitud de autenticidad"


class EstadoObligacion(models.TextChoices):
    PENDIENTE = "pendiente", "Pendiente"
    CUMPLIDA = "cumplida", "Cumplida"
    INCUMPLIDA = "incumplida", "No se cumplió"
    CANCELADA = "cancelada", "Ya no hace falta"


class EstadoSesion(models.TextChoices):
    """5.3.a: a training meeting."""

    PROGRAMADA = "programada", "Programada"
    CERRADA = "cerrada", "Lista cerrada"
    CANCELADA = "cancelada", "Cancelada"


class EstadoConvocatoria(models.TextChoices):
    """5.3.a: one person called to one meeting."""

    CONVOCADA = "convocada", "Por confirmar"
    CONFIRMADA = "confirmada", "Confirmada por su área"
    EXCUSADA = "excusada", "No asistirá"
    ASISTIO = "asistio", "Asistió"
    AUSENTE = "ausente", "No asistió"
    CANCELADA = "cancelada", "Ya no hace falta"


# Those who are expected at the meeting.
ESPERADAS: Final = (EstadoConvocatoria.CONVOCADA, EstadoConvocatoria.CONFIRMADA)


class EstadoEstrategia(models.TextChoices):
    """6.xxxiii: a version of the strategy of a Junta Local."""

    PRESENTADA = "presentada", "Presentada"
    RECIBIDA = "recibida", "Recibida por la CNCS"
    CON_CAMBIOS = "con_cambios", "Se pidieron cambios"
    SUSTITUIDA = "sustituida", "La sustituyó otra versión"


class EstadoAutenticidad(models.TextChoices):
    """6.xxx: the network's verification of an account."""

    NO_SOLICITADA = "no_solicitada", "No solicitada"
    SOLICITADA = "solicitada", "Solicitada"
    CONCEDIDA = "concedida", "Concedida"
    NEGADA = "negada", "Negada"


DIAS_DE_LA_SEMANA: Final = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
