"""7.v: states of a change of administrators or of the head of an área."""

from typing import Final

from django.db import models


class ClaseCambio(models.TextChoices):
    ADMINISTRACION = "administracion", "Persona administradora"
    TITULARIDAD = "titularidad", "Titular del área"


class EstadoCambio(models.TextChoices):
    """Two things happen to a change, in either order: it takes effect, and the CNCS acknowledges it."""

    PENDIENTE = "pendiente", "Falta designar"
    PRESENTADO = "presentado", "Presentado"
    ACUSADO = "acusado", "Enterada la CNCS, por surtir efecto"
    VIGENTE = "vigente", "En vigor, por acusar"
    CONCLUIDO = "concluido", "Concluido"
    RETIRADO = "retirado", "Retirado"
    SIN_EFECTO = "sin_efecto", "Sin efecto"


E = EstadoCambio
EN_TRAMITE: Final = (E.PENDIENTE, E.PRESENTADO, E.ACUSADO, E.VIGENTE)
POR_SURTIR_EFECTO: Final = (E.PRESENTADO, E.ACUSADO)
POR_ACUSAR: Final = (E.PRESENTADO, E.VIGENTE)

SIGUIENTE: Final[dict[str, tuple[str, str]]] = {
    E.PENDIENTE: ("Titular del área", "Designar a quien entra"),
    E.PRESENTADO: ("CNCS", "Darse por enterada; surte efecto en su fecha"),
    E.ACUSADO: ("", "Surte efecto en su fecha, sin más trámite"),
    E.VIGENTE: ("CNCS", "Darse por enterada"),
    E.CONCLUIDO: ("", "El cambio está en vigor y la CNCS está enterada"),
    E.RETIRADO: ("", "El área lo retiró antes de que surtiera efecto"),
    E.SIN_EFECTO: ("", "Dejó de hacer falta"),
}
