from publicaciones.acciones.captura import (
    Captura,
    YaRegistrada,
    clasificar,
    registrar_interaccion,
)
from publicaciones.acciones.comun_atencion import (
    AtencionInvalida,
)
from publicaciones.acciones.importacion import (
    confirmar_importacion,
    descartar_importacion,
    subir_importacion,
)
from publicaciones.acciones.medida import (
    confirmar_medida,
    moderar,
    revocar_medida,
)
from publicaciones.acciones.peticion import (
    PREFIJO,
    declinar,
    difundir,
    presentar_peticion,
    recordar_peticion,
    retirar_peticion,
    tomar_peticion,
)
from publicaciones.acciones.propuesta import (
    aceptar,
    analizar,
    declarar_no_viable,
)
from publicaciones.acciones.rebase import (
    atender_rebase,
    detectar_rebases,
)
from publicaciones.acciones.recordatorios_atencion import (
    recordar_atencion,
    recordar_turno,
)
from publicaciones.acciones.relevante import (
    acusar_relevante,
    escalar,
)
from publicaciones.acciones.respuesta import (
    cerrar_sin_respuesta,
    contestar,
    devolver,
    informar,
    orientar,
    turnar,
)
from publicaciones.acciones.tema import (
    fusionar_tema,
    renombrar_tema,
    tema_llamado,
)
from publicaciones.acciones.veda import (
    VedaInvalida,
    decretar_veda,
    terminar_veda,
)

__all__ = [
    "PREFIJO",
    "AtencionInvalida",
    "Captura",
    "VedaInvalida",
    "YaRegistrada",
    "aceptar",
    "acusar_relevante",
    "analizar",
    "atender_rebase",
    "cerrar_sin_respuesta",
    "clasificar",
    "confirmar_importacion",
    "confirmar_medida",
    "contestar",
    "declarar_no_viable",
    "declinar",
    "decretar_veda",
    "descartar_importacion",
    "detectar_rebases",
    "devolver",
    "difundir",
    "escalar",
    "fusionar_tema",
    "informar",
    "moderar",
    "orientar",
    "presentar_peticion",
    "recordar_atencion",
    "recordar_peticion",
    "recordar_turno",
    "registrar_interaccion",
    "renombrar_tema",
    "retirar_peticion",
    "revocar_medida",
    "subir_importacion",
    "tema_llamado",
    "terminar_veda",
    "tomar_peticion",
    "turnar",
]
