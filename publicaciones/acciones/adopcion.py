"""6.viii: taking the text that the CNCS proposed, exactly as it wrote it."""

from datetime import datetime

from django.db import transaction

from organizacion.models import Persona
from publicaciones.acciones.consulta import ConsultaImposible
from publicaciones.acciones.variante import Edicion, guardar_variante
from publicaciones.estados.consulta import EstadoConsulta
from publicaciones.models import Consulta, Variante


@transaction.atomic
def adoptar_texto(*, consulta: Consulta, por: Persona, ahora: datetime) -> Variante:
    """6.viii: the post becomes the very text that the CNCS approved, and nothing else of it changes.

    Raises ``ConsultaImposible`` when that approval does not hold any more, and as ``guardar_variante``.
    """
    variante = Variante.objects.select_related("contenido", "cuenta__area").get(pk=consulta.variante_id)
    edicion = Edicion(consulta.texto_propuesto, variante.motivos, variante.programada)
    fila, _ = guardar_variante(variante=variante, edicion=edicion, version=variante.version, por=por, ahora=ahora)
    vigente = Consulta.objects.get(pk=consulta.pk)
    if vigente.estado != EstadoConsulta.CON_CAMBIOS or not vigente.aprueba(fila.huella):
        raise ConsultaImposible("Lo demás de la publicación cambió: la propuesta de la CNCS ya no vale para ella.")
    return fila
