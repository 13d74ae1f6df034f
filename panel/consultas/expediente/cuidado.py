"""5.1.e, 6.xxx: the hours that the account announced, and its authenticity before the network."""

from organizacion.fechas import corta
from panel.consultas.expediente.comun import Fila, Pedido, Seccion


def horarios(pedido: Pedido) -> list[Seccion]:
    """5.1.e: what the public was told for each vacation period; who watches the account is for the institution."""
    filas = pedido.cuenta.horarios.select_related("vacaciones", "registrado_por").order_by("vacaciones__desde")
    return [
        Seccion(
            "Horarios de atención en vacaciones",
            "5.1.e",
            ("Periodo", "Lo que se informó", "Quién vigila", "Registrado"),
            [
                (
                    str(h.vacaciones),
                    "; ".join(f"{dia}, {horas}" for dia, horas in h.horas_en_palabras) or "Sin atención",
                    "—" if pedido.publica else h.vigila,
                    f"{corta(h.registrado)}, {h.registrado_por}",
                )
                for h in filas
            ],
            omitido="Quién vigila la cuenta y con qué plan.",
        )
    ]


def autenticidad(pedido: Pedido) -> list[Seccion]:
    """6.xxx: whether the network was asked to verify the account, and what it answered."""
    fila = getattr(pedido.cuenta, "autenticidad", None)
    filas: list[Fila] = (
        [(fila.get_estado_display(), corta(fila.fecha) if fila.fecha else "—", fila.nota)] if fila else []
    )
    return [Seccion("Autenticidad ante la red", "6.xxx", ("Estado", "Fecha", "Nota"), filas)]
