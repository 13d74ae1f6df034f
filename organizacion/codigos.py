"""Verification codes of issued papers: how they are made, and how they are read however they were typed."""

import re
import secrets
from typing import Final

_ALFABETO: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # without look-alikes: it is read from paper


def nuevo_codigo() -> str:
    """A verification code that cannot be guessed (79 bits), in groups that can be typed."""
    return "-".join("".join(secrets.choice(_ALFABETO) for _ in range(4)) for _ in range(4))


def normalizar_codigo(codigo: str) -> str:
    """The code in its groups of four, however it was typed."""
    return "-".join(re.findall(".{1,4}", re.sub(r"[^A-Z0-9]", "", codigo.upper())))[:40]
