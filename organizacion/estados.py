"""Kinds of área, levels and roles: the words of the norm."""

from django.db import models


class TipoArea(models.TextChoices):
    """4, 5.1: the organs of the Institute."""

    DIRECCION = "direccion", "Órgano de dirección"
    EJECUTIVO = "ejecutivo", "Órgano ejecutivo"
    TECNICO = "tecnico", "Órgano técnico"
    TRANSPARENCIA = "transparencia", "Órgano en materia de transparencia"
    CONTROL = "control", "Órgano de control"
    JUNTA_LOCAL = "junta_local", "Junta Local Ejecutiva"
    JUNTA_DISTRITAL = "junta_distrital", "Junta Distrital Ejecutiva"


JUNTAS = frozenset({TipoArea.JUNTA_LOCAL, TipoArea.JUNTA_DISTRITAL})


class Nivel(models.TextChoices):
    """5.1.b: the level of a position."""

    SUPERIOR = "superior", "Superior"
    MANDO_MEDIO = "mando_medio", "Mando medio"
    OPERATIVO = "operativo", "Operativo"


class Rol(models.TextChoices):
    """Parts that a person plays by appointment. Heads come from ``Nombramiento``, administrators from designations."""

    REVISION = "revision", "Revisión CNCS"
    TITULAR_CNCS = "titular_cncs", "Titular de la CNCS"
    UNICOM = "unicom", "UNICOM"
    COMITE_PRESIDENCIA = "comite_presidencia", "Presidencia del Comité"
    COMITE_SECRETARIA = "comite_secretaria", "Secretaría Técnica del Comité"
    COMITE = "comite", "Integrante del Comité"
    CONTROL = "control", "Control interno"
    CONSEJERO = "consejero", "Consejería Electoral"
    SISTEMA = "sistema", "Administración del sistema"


ROLES_CNCS = frozenset({Rol.REVISION, Rol.TITULAR_CNCS})
ROLES_COMITE = frozenset({Rol.COMITE_PRESIDENCIA, Rol.COMITE_SECRETARIA, Rol.COMITE})
# Who enters the admin; everybody else works from the panel.
ROLES_CON_ADMIN = ROLES_CNCS | ROLES_COMITE | {Rol.UNICOM, Rol.CONTROL, Rol.SISTEMA}
