"""What the automatic checks have to know of a post, and what they say of it (5.2.b, 6)."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings

from cuentas.models import Cuenta
from organizacion.models import Area
from publicaciones.estados import EstadoVariante
from publicaciones.models import Publicacion, Variante
from publicaciones.redes import regla_de
from publicaciones.revision import Enlace, Hallazgo, Limites, Medio, Oficial, Pieza, Previa, Severidad, revisar

MAXIMO_DE_PREVIAS = 50


def hallazgos_de(
    variante: Variante, *, ahora: datetime, texto: str | None = None, motivos: Mapping[str, str] | None = None
) -> list[Hallazgo]:
    """All that the checks say of the post as it is saved or, while somebody writes, as it would be with another
    ``texto`` and other ``motivos`` of its links, if it were published when it is planned, or ``ahora``."""
    return revisar(pieza_de(variante, ahora=ahora, texto=texto, motivos=motivos))


def errores_de(variante: Variante, texto: str, *, ahora: datetime) -> list[Hallazgo]:
    """What may not be said in the account, of another ``texto`` of the post."""
    return [h for h in hallazgos_de(variante, ahora=ahora, texto=texto) if h.severidad == Severidad.ERROR]


def advertencias_de(variante: Variante, *, ahora: datetime) -> dict[str, Hallazgo]:
    """The warnings that need a written reason before it is published, the first of each kind."""
    advertencias: dict[str, Hallazgo] = {}
    for hallazgo in hallazgos_de(variante, ahora=ahora):
        if hallazgo.severidad == Severidad.ADVERTENCIA:
            advertencias.setdefault(hallazgo.clave, hallazgo)
    return advertencias


def pieza_de(
    variante: Variante, *, ahora: datetime, texto: str | None = None, motivos: Mapping[str, str] | None = None
) -> Pieza:
    """The post and what surrounds it, as plain data."""
    contenido = variante.contenido
    momento = max(variante.programada or ahora, ahora)
    regla = regla_de(variante.cuenta.red)
    razones = variante.motivos if motivos is None else motivos
    reglas = settings.INSTITUCION.revision
    return Pieza(
        texto=variante.texto if texto is None else texto,
        red=variante.cuenta.red,
        medios=tuple(Medio(medio.nombre, medio.texto_alternativo) for medio in variante.medios.all()),
        enlaces=tuple(Enlace(direccion, razon) for direccion, razon in razones.items() if razon.strip()),
        clase=contenido.clase,
        titular=contenido.boletin_titular,
        sesion=contenido.sesion,
        publicadas_en_sesion=_de_la_sesion(variante),
        hermanas=tuple(
            otra.texto for otra in contenido.vivas if otra.pk != variante.pk and otra.cuenta.red != variante.cuenta.red
        ),
        recientes=_recientes(variante, momento, timedelta(days=reglas.repetida_dias)),
        cuando=momento,
        oficial=oficial(variante.cuenta),
        limites=Limites(
            caracteres=regla.maximo,
            contar=regla.contar,
            ventana=timedelta(days=reglas.repetida_dias),
            por_hora=reglas.publicaciones_por_hora,
            por_sesion=reglas.publicaciones_por_sesion,
        ),
    )


def oficial(cuenta: Cuenta) -> Oficial:
    """What is public of the institution: its domain, its telephones and mails, the siglas of its áreas."""
    institucion = settings.INSTITUCION
    telefonos = (institucion.orientacion.inetel, *institucion.revision.telefonos)
    return Oficial(
        dominio=institucion.dominio,
        telefonos=frozenset(re.sub(r"\D", "", telefono) for telefono in telefonos),
        correos=frozenset(correo.lower() for correo in (cuenta.correo, *institucion.revision.correos)),
        siglas=frozenset(siglas.upper() for siglas in Area.objects.values_list("siglas", flat=True)),
    )


def _recientes(variante: Variante, momento: datetime, ventana: timedelta) -> tuple[Previa, ...]:
    """What the account published or has planned around that moment."""
    desde, hasta = momento - ventana, momento + ventana
    publicadas = (
        Publicacion.objects.filter(variante__cuenta=variante.cuenta_id, publicada__range=(desde, hasta))
        .exclude(variante=variante.pk)
        .order_by("-publicada")
        .values_list("texto_publicado", "publicada")
    )
    planeadas = (
        Variante.objects.filter(cuenta=variante.cuenta_id, estado=EstadoVariante.BORRADOR)
        .filter(programada__range=(desde, hasta))
        .exclude(pk=variante.pk)
        .order_by("programada")
        .values_list("texto", "programada")
    )
    filas = [*publicadas[:MAXIMO_DE_PREVIAS], *planeadas[:MAXIMO_DE_PREVIAS]]
    return tuple(Previa(texto, cuando) for texto, cuando in filas if cuando)


def _de_la_sesion(variante: Variante) -> int:
    """6.xxviii: how many posts the account already has of the same session of the Council."""
    sesion = variante.contenido.sesion
    if not sesion:
        return 0
    de_la_misma = Publicacion.objects.filter(variante__cuenta=variante.cuenta_id, variante__contenido__sesion=sesion)
    return de_la_misma.exclude(variante=variante.pk).count()
