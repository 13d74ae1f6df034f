"""5.a: the papers of every request about an account, for whoever asks how it stood on a date."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from cuentas.consultas import Papel
from cuentas.models import Cuenta
from solicitudes.estados import ClaseDocumento
from solicitudes.models import Apertura, Baja, Cambio


def papeles_de_la_cuenta(*, cuenta: Cuenta, persona: Any, hasta: datetime) -> list[Papel]:
    """5.a: the signed oficios and the papers issued, before ``hasta``, on the opening, the changes and the closings of
    the account, of those requests that the person may see."""
    papeles = []
    for modelo in (Apertura, Cambio, Baja):
        for fila in modelo._default_manager.visibles_para(persona).filter(cuenta=cuenta):
            tramite = f"{str(fila._meta.verbose_name).capitalize()} {fila.folio}"
            papeles += [
                Papel(d.get_clase_display(), tramite, d.momento, reverse("solicitudes:documento", args=[d.pk]))
                for d in fila.documentos.filter(clase=ClaseDocumento.OFICIO, momento__lt=hasta)
            ]
            papeles += [
                Papel(c.get_clase_display(), tramite, c.emitida, reverse("solicitudes:constancia", args=[c.pk]))
                for c in fila.constancias.filter(emitida__lt=hasta)
            ]
    return papeles
