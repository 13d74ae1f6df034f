from organizacion.models.area import Area
from organizacion.models.clave_calendario import ClaveCalendario
from organizacion.models.folio import ContadorFolio
from organizacion.models.persona import AsignacionRol, Nombramiento, Persona

__all__ = ["Area", "AsignacionRol", "ClaveCalendario", "ContadorFolio", "Nombramiento", "Persona"]
