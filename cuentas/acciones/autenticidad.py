"""6.xxx: what the network said of an account's authenticity, with its date and its evidence."""

from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from bitacora import flujo
from bitacora.flujo import EstadoCambiado
from cuentas.acciones.obligacion import cumplir_obligacion
from cuentas.acciones.rotacion import bloquear_cuenta
from cuentas.estados.cuidado import ClaseObligacion
from cuentas.models import Autenticidad, Cuenta
from organizacion.archivos import huella, nombre_seguro
from organizacion.models import Persona
from organizacion.tiempo import fecha_local


@transaction.atomic
def registrar_autenticidad(
    *, cuenta: Cuenta, acto: str, fecha: date, nota: str, evidencia: UploadedFile, por: Persona, ahora: datetime
) -> Autenticidad:
    """6.xxx: record that it was asked for, granted, refused or lost (``acto`` is the transition), with its evidence.

    Raises ``SinPermiso`` and ``EstadoCambiado``; then nothing was written.
    """
    cuenta = bloquear_cuenta(cuenta)
    if not cuenta.es_oficial:
        raise EstadoCambiado("La cuenta no es oficial: su autenticidad no se registra.")
    if fecha > fecha_local(ahora):
        raise EstadoCambiado("La fecha no puede ser posterior a hoy.")
    fila, nueva = autenticidad_de(cuenta), False
    if fila.pk is None:
        nueva = True
        flujo.anotar_historia(fila, por=por, ahora=ahora)
        fila.save()
    fila = flujo.bloquear(fila, acto, por=por, con=("cuenta__area",))
    if not nueva and fila.fecha and fecha < fila.fecha:
        raise EstadoCambiado("La fecha no puede ser anterior a la del último registro.")
    fila.evidencia = evidencia
    fila.evidencia_nombre, fila.evidencia_huella = nombre_seguro(evidencia.name or "evidencia"), huella(evidencia)
    fila = flujo.cumplir(fila, acto, por=por, ahora=ahora, fecha=fecha, nota=nota)
    cumplir_obligacion(clase=ClaseObligacion.AUTENTICIDAD, periodo="inicial", cuenta=cuenta, ahora=ahora)
    return fila


def autenticidad_de(cuenta: Cuenta) -> Autenticidad:
    """6.xxx: how the account stands; not asked for while nothing was recorded."""
    fila = Autenticidad.objects.filter(cuenta=cuenta).first() or Autenticidad(cuenta=cuenta)
    fila.cuenta = cuenta
    return fila
