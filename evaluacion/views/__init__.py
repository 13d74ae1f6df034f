from evaluacion.views.captura import capturar, importacion, importar, plantilla_de_cifras, resolver_importacion
from evaluacion.views.datos import datos_csv, datos_json
from evaluacion.views.detalle import actuar, detalle, sustento
from evaluacion.views.inicio import en_lote, inicio
from evaluacion.views.periodo import informe_pdf, informe_xlsx, periodo
from evaluacion.views.plan import actuar_en_compromiso, plan
from evaluacion.views.procedimiento import procedimiento, procedimiento_pdf

__all__ = [
    "actuar",
    "actuar_en_compromiso",
    "capturar",
    "datos_csv",
    "datos_json",
    "detalle",
    "en_lote",
    "importacion",
    "importar",
    "informe_pdf",
    "informe_xlsx",
    "inicio",
    "periodo",
    "plan",
    "plantilla_de_cifras",
    "procedimiento",
    "procedimiento_pdf",
    "resolver_importacion",
    "sustento",
]
