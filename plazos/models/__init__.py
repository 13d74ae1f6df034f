from plazos.models.calendario import DiaInhabil, VersionCalendario
from plazos.models.latido import Latido
from plazos.models.plazo import Plazo, Recordatorio, Suspension

__all__ = ["DiaInhabil", "Latido", "Plazo", "Recordatorio", "Suspension", "VersionCalendario"]
