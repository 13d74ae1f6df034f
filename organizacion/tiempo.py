"""The institution's clock: instants are UTC in the database and local to people."""

from datetime import date, datetime, time

from django.conf import settings


def local(instante: datetime) -> datetime:
    """The instant as the institution's wall clock shows it."""
    return instante.astimezone(settings.INSTITUCION.zona)


def fecha_local(instante: datetime) -> date:
    """The civil date of an instant at the institution."""
    return local(instante).date()


def instante_local(fecha: date, hora: time = time.min) -> datetime:
    """The instant at which the institution's wall clock shows that date and time."""
    return datetime.combine(fecha, hora, tzinfo=settings.INSTITUCION.zona)
