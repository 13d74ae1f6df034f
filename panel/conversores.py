"""Parts of an address that are more than text."""

from datetime import date


class Mes:
    """A month, «2026-01», as its first day. What is none is no address of ours."""

    regex = r"20\d\d-(?:0[1-9]|1[0-2])"

    def to_python(self, valor: str) -> date:
        return date.fromisoformat(f"{valor}-01")

    def to_url(self, valor: date | str) -> str:
        return f"{valor:%Y-%m}" if isinstance(valor, date) else valor
