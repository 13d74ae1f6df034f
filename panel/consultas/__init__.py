from panel.consultas.area import (
    areas_visibles,
    avisos_al_comite,
    completar_cuentas,
    contar,
    cuentas_bajo,
    cuentas_que_administra,
    personas_de_demostracion,
    primeras_cuentas,
    resumen,
    tramites_bajo,
)
from panel.consultas.bandeja import bandeja
from panel.consultas.rotaciones import cambios_del_mes, cumplimiento_de_contrasenas, en_total, ultimos_meses

__all__ = [
    "areas_visibles",
    "avisos_al_comite",
    "bandeja",
    "cambios_del_mes",
    "completar_cuentas",
    "contar",
    "cuentas_bajo",
    "cuentas_que_administra",
    "cumplimiento_de_contrasenas",
    "en_total",
    "personas_de_demostracion",
    "primeras_cuentas",
    "resumen",
    "tramites_bajo",
    "ultimos_meses",
]
