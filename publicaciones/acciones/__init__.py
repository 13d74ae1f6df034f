from publicaciones.acciones.aval import (
    negar_aval,
    otorgar_aval,
    pedir_aval,
)
from publicaciones.acciones.captura import (
    Captura,
    YaRegistrada,
    clasificar,
    registrar_interaccion,
)
from publicaciones.acciones.comun_atencion import (
    AtencionInvalida,
)
from publicaciones.acciones.contenido import (
    PREFIJO_CONTENIDO,
    EdicionSimultanea,
    agregar_variante,
    crear_contenido,
    editar_contenido,
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
from publicaciones.acciones.publicacion import (
    Evidencia,
    NoSePuedePublicar,
    corregir,
    publicar,
    recordar_vigencia,
    renovar_vigencia,
    retirar_variante,
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
from publicaciones.acciones.variante import (
    ArchivoNuevo,
    Edicion,
    descartar_variante,
    guardar_variante,
)
from publicaciones.acciones.veda import (
    VedaInvalida,
    decretar_veda,
    terminar_veda,
)

__all__ = [
    "PREFIJO",
    "PREFIJO_CONTENIDO",
    "ArchivoNuevo",
    "AtencionInvalida",
    "Captura",
    "Edicion",
    "EdicionSimultanea",
    "Evidencia",
    "NoSePuedePublicar",
    "VedaInvalida",
    "YaRegistrada",
    "aceptar",
    "acusar_relevante",
    "agregar_variante",
    "analizar",
    "atender_rebase",
    "cerrar_sin_respuesta",
    "clasificar",
    "confirmar_importacion",
    "confirmar_medida",
    "contestar",
    "corregir",
    "crear_contenido",
    "declarar_no_viable",
    "declinar",
    "decretar_veda",
    "descartar_importacion",
    "descartar_variante",
    "detectar_rebases",
    "devolver",
    "difundir",
    "editar_contenido",
    "escalar",
    "fusionar_tema",
    "guardar_variante",
    "informar",
    "moderar",
    "negar_aval",
    "orientar",
    "otorgar_aval",
    "pedir_aval",
    "presentar_peticion",
    "publicar",
    "recordar_atencion",
    "recordar_peticion",
    "recordar_turno",
    "recordar_vigencia",
    "registrar_interaccion",
    "renombrar_tema",
    "renovar_vigencia",
    "retirar_peticion",
    "retirar_variante",
    "revocar_medida",
    "subir_importacion",
    "tema_llamado",
    "terminar_veda",
    "tomar_peticion",
    "turnar",
]
