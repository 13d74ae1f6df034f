"""Which blackout stops an account, and why."""

from collections.abc import Iterable
from datetime import datetime

from cuentas.models import Cuenta
from organizacion.fechas import con_hora
from publicaciones.models import Veda


def veda_en(cuenta: Cuenta, instante: datetime, *, materia: str = "") -> Veda | None:
    """The blackout that stops ``cuenta`` at ``instante``, if one does: of several, the one that ends last.

    ``materia`` is the subject that is to be published: a blackout does not stop those that it exempts.
    """
    return que_impide(Veda.objects.en(instante).prefetch_related("cuentas"), cuenta, instante, materia=materia)


def que_impide(vedas: Iterable[Veda], cuenta: Cuenta, instante: datetime, *, materia: str = "") -> Veda | None:
    """As ``veda_en``, among blackouts that were read already."""
    impiden = (v for v in vedas if v.vigente(instante) and v.alcanza(cuenta) and not v.exenta(materia))
    return max(impiden, key=lambda veda: veda.fin, default=None)


def motivo_de_veda(veda: Veda) -> str:
    """Why nothing is published in it, for whoever tries."""
    exentas = "; ".join(veda.exentas_en_palabras)
    salvo = f" Solo se publica lo que exceptúa: {exentas}." if exentas else ""
    return (
        f"Veda «{veda.nombre}»: esta cuenta no publica del {con_hora(veda.desde)} al {con_hora(veda.fin)} "
        f"({veda.fundamento}).{salvo}"
    )
