from cuentas.views.asistencia import asistencia, codigo_de_sesion
from cuentas.views.autenticidad import autenticidad, autenticidad_acto, comprobante
from cuentas.views.bitacora import archivo_de_actividad, asentar, bitacora, corregir, exportar, verificador
from cuentas.views.capacitacion import (
    capacitacion,
    comprobar_constancia,
    constancia,
    convocatoria_acto,
    nueva_sesion,
    sesion,
    sesion_acto,
)
from cuentas.views.directorio import designar, detalle, directorio
from cuentas.views.estrategia import archivo_de_estrategia, estrategia, estrategia_acto, estrategias, nueva_estrategia
from cuentas.views.gobierno import al, lista
from cuentas.views.higiene import corregir_diferencia, recertificacion, recertificaciones
from cuentas.views.horario import horario, horarios, horarios_del_area, plan_de_monitoreo
from cuentas.views.incidente import actuar as actuar_en_incidente
from cuentas.views.incidente import evidencia, incidente
from cuentas.views.incidente import lista as incidentes
from cuentas.views.incidente import nuevo as nuevo_incidente
from cuentas.views.personal import consejerias
from cuentas.views.rotacion import actuar_en_rotacion, rotacion
from cuentas.views.suplantacion import reportar as reportar_suplantacion
from cuentas.views.suplantacion import suplantaciones

__all__ = [
    "actuar_en_incidente",
    "actuar_en_rotacion",
    "al",
    "archivo_de_actividad",
    "archivo_de_estrategia",
    "asentar",
    "asistencia",
    "autenticidad",
    "autenticidad_acto",
    "bitacora",
    "capacitacion",
    "codigo_de_sesion",
    "comprobante",
    "comprobar_constancia",
    "consejerias",
    "constancia",
    "convocatoria_acto",
    "corregir",
    "corregir_diferencia",
    "designar",
    "detalle",
    "directorio",
    "estrategia",
    "estrategia_acto",
    "estrategias",
    "evidencia",
    "exportar",
    "horario",
    "horarios",
    "horarios_del_area",
    "incidente",
    "incidentes",
    "lista",
    "nueva_estrategia",
    "nueva_sesion",
    "nuevo_incidente",
    "plan_de_monitoreo",
    "recertificacion",
    "recertificaciones",
    "reportar_suplantacion",
    "rotacion",
    "sesion",
    "sesion_acto",
    "suplantaciones",
    "verificador",
]
