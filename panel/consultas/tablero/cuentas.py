"""Measures of the official accounts: who answers for them, and how they are kept."""

from datetime import timedelta
from typing import Any, Final

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.urls import reverse

from bitacora.models import Asiento
from cuentas.estados import (
    ACTO_ACTIVIDAD,
    DIAS_ENTRE_ACTUALIZACIONES,
    INCIDENTES_ABIERTOS,
    Caracter,
    EstadoRotacion,
)
from cuentas.models import Cuenta, Designacion, Incidente, Recertificacion, Rotacion
from organizacion.models import Area
from panel.consultas.tablero.comun import Corte, Medida, Renglon, en_vigor, entonces, hay, marcar, oficiales_en
from publicaciones.models import Publicacion

_CADENA: Final = Concat(Value("cuenta:"), Cast("pk", CharField()))
_SIN_EFECTO: Final = (EstadoRotacion.SUSTITUIDA, EstadoRotacion.CANCELADA)
_ANIO: Final = timedelta(days=365)


def renglon_de_cuenta(cuenta: Any) -> Renglon:
    return Renglon(str(cuenta), cuenta.area.siglas, reverse("cuentas:detalle", args=[cuenta.pk]), cuenta.cumple)


def _con_dos(areas: QuerySet[Area], corte: Corte) -> QuerySet[Cuenta]:
    vigentes = Designacion.objects.filter(en_vigor(corte))
    titular, suplente = (hay(vigentes, caracter=caracter) for caracter in (Caracter.TITULAR, Caracter.SUPLENTE))
    return marcar(oficiales_en(areas, corte), titular & suplente)


def _certificadas(areas: QuerySet[Area], corte: Corte) -> QuerySet[Cuenta]:
    """Only those that have been official for a year."""
    hace_un_anio = corte.dia - _ANIO
    filas = oficiales_en(areas, corte).filter(oficial_desde__lte=hace_un_anio)
    recientes = Recertificacion.objects.filter(respondida__gt=corte.antes(365), respondida__lte=corte.instante)
    return marcar(filas, hay(recientes))


def _sin_cambio_vencido(areas: QuerySet[Area], corte: Corte) -> QuerySet[Cuenta]:
    vencidas = Rotacion.objects.filter(
        Q(hecha__isnull=True) | Q(hecha__gt=corte.instante),
        ~Q(estado__in=_SIN_EFECTO) | Q(plazo__cerrado__gt=corte.instante),
        exigida__lte=corte.instante,
        plazo__vence__lte=corte.instante,
    )
    return marcar(oficiales_en(areas, corte), ~hay(vencidas))


def _activas(areas: QuerySet[Area], corte: Corte) -> QuerySet[Cuenta]:
    """Something was published or logged within the days that the account promised then; its first days count as active.
    An account without a history so old promised what it promises today."""
    filas = oficiales_en(areas, corte).annotate(
        su_cadena=_CADENA,
        prometida=Coalesce(entonces(Cuenta, "frecuencia", corte), "frecuencia"),
        estrenada=Coalesce(entonces(Cuenta, "activada", corte), "activada"),
    )
    condicion = Q(pk__in=[])
    for frecuencia, dias in DIAS_ENTRE_ACTUALIZACIONES.items():
        lapso = {"gt": corte.antes(dias), "lte": corte.instante}
        publicada = Publicacion.objects.filter(
            variante__cuenta=OuterRef("pk"), publicada__gt=lapso["gt"], publicada__lte=lapso["lte"]
        )
        asentada = Asiento.objects.filter(
            cadena=OuterRef("su_cadena"), acto=ACTO_ACTIVIDAD, momento__gt=lapso["gt"], momento__lte=lapso["lte"]
        )
        estrena = Q(estrenada__gt=lapso["gt"], estrenada__lte=lapso["lte"])
        condicion |= Q(prometida=frecuencia) & (Q(Exists(publicada)) | Q(Exists(asentada)) | estrena)
    return marcar(filas.exclude(prometida=""), condicion)


def _con_autenticidad_pedida(areas: QuerySet[Area], corte: Corte) -> QuerySet[Cuenta]:
    """The log tells when it was asked for: the state of today does not."""
    pedida = Asiento.objects.filter(
        cadena=OuterRef("su_cadena"), acto="solicitar_autenticidad", momento__lte=corte.instante
    )
    return marcar(oficiales_en(areas, corte).annotate(su_cadena=_CADENA), Exists(pedida))


def _sin_incidente(areas: QuerySet[Area], corte: Corte) -> QuerySet[Cuenta]:
    """One that was closed and opened again later was not open between: its history tells, and its dates do not."""
    abiertos = Incidente.objects.alias(su_estado=entonces(Incidente, "estado", corte)).filter(
        reportado__lte=corte.instante, su_estado__in=INCIDENTES_ABIERTOS
    )
    return marcar(oficiales_en(areas, corte), ~hay(abiertos))


DE_CUENTAS: Final = (
    Medida(
        "administradores", "5.1.b", "Cuentas con sus dos personas administradoras",
        "Cuentas oficiales con titular y suplente designados y en funciones al cierre del día.",
        _con_dos, renglon_de_cuenta,
    ),
    Medida(
        "certificadas", "5.1.a", "Cuentas certificadas en el último año",
        "De las cuentas con un año o más de ser oficiales, las que el área certificó en los últimos 365 días.",
        _certificadas, renglon_de_cuenta,
    ),
    Medida(
        "actividad", "6.xxii", "Cuentas activas con la frecuencia prometida",
        "Cuentas con algo publicado o asentado dentro de los días de la frecuencia que tenían entonces; no cuentan las "
        "que no tenían frecuencia.",
        _activas, renglon_de_cuenta,
    ),
    Medida(
        "autenticidad", "6.xxx", "Cuentas con la autenticidad solicitada",
        "Cuentas en cuya bitácora consta que se pidió a la red la verificación.",
        _con_autenticidad_pedida, renglon_de_cuenta,
    ),
    Medida(
        "incidentes", "6.xxxi", "Cuentas sin incidente abierto",
        "Cuentas sin un incidente de seguridad reportado y todavía sin cerrar; el que se reabrió cuenta como cerrado "
        "mientras lo estuvo.",
        _sin_incidente, renglon_de_cuenta,
    ),
    Medida(
        "contrasenas", "6.xxxiv", "Cuentas sin cambio de contraseña vencido",
        "Cuentas sin un cambio de contraseña exigido cuyo plazo ya hubiera vencido sin hacerse.",
        _sin_cambio_vencido, renglon_de_cuenta,
    ),
)  # fmt: skip
