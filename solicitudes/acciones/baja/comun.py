"""What both halves of a closing share."""

from typing import Final

from cuentas.models import Cuenta

CON: Final = ("cuenta", "cuenta__area")


def bloquear_cuenta(cuenta: Cuenta) -> Cuenta:
    """The account, locked until the transaction ends."""
    return Cuenta.objects.select_for_update(of=("self",)).select_related("area").get(pk=cuenta.pk)
