"""Account hygiene: what a head certifies of each account, and how long an account may be silent (6.xxii, 7.ix)."""

from typing import Final

from django.db import models

from cuentas.estados.cuenta import Frecuencia


class MotivoRecertificacion(models.TextChoices):
    """Why the facts of an account are checked."""

    ANUAL = "anual", "Recertificación anual"
    HITO = "hito", "Antes de un hito electoral"


class EstadoRecertificacion(models.TextChoices):
    PEDIDA = "pedida", "Por responder"
    CONFORME = "conforme", "Conforme"
    CON_DIFERENCIAS = "con_diferencias", "Con diferencias por corregir"
    CORREGIDA = "corregida", "Diferencias corregidas"
    CANCELADA = "cancelada", "Ya no hizo falta"


class EstadoDiferencia(models.TextChoices):
    PENDIENTE = "pendiente", "Por corregir"
    CORREGIDA = "corregida", "Corregida"
    CANCELADA = "cancelada", "Ya no hizo falta"


class Respuesta(models.TextChoices):
    """What the head says of one fact."""

    CORRECTO = "correcto", "Es correcto"
    DIFERENTE = "diferente", "Hay una diferencia"
    NO_APLICA = "no_aplica", "La red no lo ofrece"


class Dato(models.TextChoices):
    """What is certified. The first ones are compared with the registry; the others are settings of the network that
    have locked or hidden institutional accounts before."""

    IDENTIFICADOR = "identificador", "Identificador (nombre de usuario)"
    DIRECCION = "direccion", "Dirección de la página"
    ID_PERMANENTE = "id_permanente", "Identificador permanente que asigna la red"
    BUZON = "buzon", "Buzón con el que se abrió"
    RECUPERACION = "recuperacion", "Correo y teléfono de recuperación, institucionales y a su alcance"
    DOS_PASOS = "dos_pasos", "Verificación en dos pasos, activada"
    DUENOS = "duenos", "Entran solo las dos personas designadas y, en su caso, la o el titular"
    SESIONES = "sesiones", "Sin sesiones ni aplicaciones conectadas desconocidas"
    NACIMIENTO = (
        "nacimiento",
        "Fecha de nacimiento del perfil, que no la haga ver como de una persona menor de edad",
    )
    VISIBILIDAD = "visibilidad", "Perfil público, sin restricción por edad, país ni publicaciones protegidas"
    PERFIL = "perfil", "Descripción, imagen y enlaces vigentes"


# Those that the registry holds: the head compares them with what the network shows.
DEL_REGISTRO: Final = (Dato.IDENTIFICADOR, Dato.DIRECCION, Dato.ID_PERMANENTE, Dato.BUZON)


class NivelAbandono(models.TextChoices):
    """6.xxii, 7.ix: how long an account has said nothing, against how often it said that it would."""

    AMBAR = "ambar", "Sin actividad"
    ROJO = "rojo", "Posible abandono"
    BAJA = "baja", "Se propone su baja"


# 6.xxii: calendar days between two updates that each frequency promises.
DIAS_ENTRE_ACTUALIZACIONES: Final[dict[str, int]] = {Frecuencia.DIARIA: 1, Frecuencia.VARIAS: 3, Frecuencia.SEMANAL: 7}
