"""5.2.e, 6.vii, 6.xvi–6.xix, 8.b: what citizens write to the accounts, and what becomes of it."""

from typing import Final

from django.db import models


class Medio(models.TextChoices):
    """How it came."""

    COMENTARIO = "comentario", "Comentario"
    MENSAJE = "mensaje", "Mensaje directo"
    MENCION = "mencion", "Mención"


class ClaseInteraccion(models.TextChoices):
    """What it is."""

    DUDA = "duda", "Duda"
    COMENTARIO = "comentario", "Comentario"
    QUEJA = "queja", "Queja"
    PROPUESTA = "propuesta", "Propuesta"
    OFENSA = "ofensa", "Ofensa"
    ODIO = "odio", "Odio o violencia"


class EstadoInteraccion(models.TextChoices):
    RECIBIDA = "recibida", "Por contestar"
    TURNADA = "turnada", "Turnada a otra área"
    INFORMADA = "informada", "Con información del área, por contestar"
    CONTESTADA = "contestada", "Contestada"
    ORIENTADA = "orientada", "Orientada a INETEL o la PNT"
    CERRADA = "cerrada", "Cerrada sin respuesta"


ABIERTAS: Final = (EstadoInteraccion.RECIBIDA, EstadoInteraccion.TURNADA, EstadoInteraccion.INFORMADA)
RESPONDIDAS: Final = (EstadoInteraccion.CONTESTADA, EstadoInteraccion.ORIENTADA)


class TipoMedida(models.TextChoices):
    """What was done on the network about a message of hate or violence."""

    OCULTAR = "ocultar", "Ocultar el mensaje"
    ELIMINAR = "eliminar", "Eliminar el mensaje"
    SILENCIAR = "silenciar", "Silenciar a quien lo escribió"
    BLOQUEAR = "bloquear", "Bloquear a quien lo escribió"
    REPORTAR = "reportar", "Reportar a la red social"


class Fundamento(models.TextChoices):
    """6.xvi, 6.xvii: why. The last one is offered so that its refusal says the rule; the database does not hold it."""

    ODIO = "odio", "Discurso de odio (6.xvii)"
    VIOLENCIA = "violencia", "Violencia o amenaza (6.xvii)"
    OFENSIVO = "ofensivo", "Comentario ofensivo"


ADMITIDOS: Final = (Fundamento.ODIO, Fundamento.VIOLENCIA)


class EstadoMedida(models.TextChoices):
    REGISTRADA = "registrada", "Falta que otra persona la confirme"
    CONFIRMADA = "confirmada", "Confirmada"
    REVOCADA = "revocada", "No procedía: revertida"


class EstadoPropuesta(models.TextChoices):
    """8.b: proposals and suggestions of users."""

    RECIBIDA = "recibida", "Recibida"
    EN_ANALISIS = "en_analisis", "En análisis"
    ACEPTADA = "aceptada", "Aceptada"
    NO_VIABLE = "no_viable", "No viable"


SIN_DECIDIR: Final = (EstadoPropuesta.RECIBIDA, EstadoPropuesta.EN_ANALISIS)


class EstadoImportacion(models.TextChoices):
    """A file of interactions that was read and waits for whoever uploaded it."""

    PENDIENTE = "pendiente", "Por confirmar"
    CONFIRMADA = "confirmada", "Importada"
    DESCARTADA = "descartada", "Descartada"
