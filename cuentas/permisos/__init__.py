from cuentas.permisos.bitacora import puede_asentar, supervisa
from cuentas.permisos.cuenta import (
    administra,
    es_proceso,
    puede_activar,
    puede_completar,
    puede_confirmar,
    puede_dar_de_baja,
    puede_descompletar,
    puede_rotar,
    puede_vigilar,
)
from cuentas.permisos.expediente import puede_llevarse
from cuentas.permisos.incidente import (
    atiende_incidente,
    puede_aportar_al_incidente,
    puede_reportar_incidentes,
    puede_resolver_incidente,
    reporta_este_incidente,
    revisa_accesos,
)
from cuentas.permisos.suplantacion import resuelve_suplantaciones, ve_suplantaciones

__all__ = [
    "administra",
    "atiende_incidente",
    "es_proceso",
    "puede_activar",
    "puede_aportar_al_incidente",
    "puede_asentar",
    "puede_completar",
    "puede_confirmar",
    "puede_dar_de_baja",
    "puede_descompletar",
    "puede_llevarse",
    "puede_reportar_incidentes",
    "puede_resolver_incidente",
    "puede_rotar",
    "puede_vigilar",
    "reporta_este_incidente",
    "resuelve_suplantaciones",
    "revisa_accesos",
    "supervisa",
    "ve_suplantaciones",
]
