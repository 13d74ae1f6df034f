"""The figures that we hold, and the table that says whether a run met them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from benchmarks.mediciones import Barridos, Comparacion, Sql, Verificacion

COLA = "Review queue (CNCS)"
ACTOS = ("Submit (presentar)", "Decide (rechazar)")


@dataclass
class Resultados:
    """All that a run measured; what was not asked for stays empty."""

    entorno: str
    paginas: list[Comparacion] = field(default_factory=list)
    actos: list[Comparacion] = field(default_factory=list)
    barrido: Barridos | None = None
    bitacora: Verificacion | None = None
    dias: float | None = None


@dataclass(frozen=True)
class Cifra:
    """A figure that we hold, what was measured, and whether that meets it."""

    que: str
    sostenemos: str
    medido: str
    cumple: bool


def crecimiento(paginas: Iterable[Comparacion], una: Comparacion) -> float:
    """How much slower the page is than with the shortest queue, each measured against the bare page of its minute."""
    corta = min((p for p in paginas if p.que == una.que), key=lambda p: p.filas)
    return una.lentitud / corta.lentitud


def cifras(r: Resultados) -> list[Cifra]:
    """Every figure that this run can speak of."""
    lista = []
    colas = [p for p in r.paginas if p.que == COLA]
    if colas:
        maximo = max(p.sql.total for p in colas)
        lista.append(Cifra("Queue page, SQL, whatever the rows", "≤ 12", str(maximo), maximo <= 12))
        corta = min(colas, key=lambda p: p.filas)
        relacion = corta.ritmo
        que = f"Queue page, requests/s against bare, {corta.filas:,} rows"
        lista.append(Cifra(que, "≥ 0.35", f"{relacion:.2f}", relacion >= 0.35))
        for cola in colas:
            if cola is not corta:
                veces = crecimiento(colas, cola)
                que = f"Queue page from {corta.filas:,} to {cola.filas:,} rows, p50"
                lista.append(Cifra(que, "≤ ×1.2", f"×{veces:.2f}", veces <= 1.2))
    for nombre in ACTOS:
        actos = [a for a in r.actos if a.que == nombre]
        if actos:
            maximo = max(a.sql.total for a in actos)
            lista.append(Cifra(f"{nombre}, SQL", "≤ 20", str(maximo), maximo <= 20))
            veces = max(a.medida.p95 / a.base.p95 for a in actos)
            lista.append(Cifra(f"{nombre}, p95 against bare, worst", "≤ ×4", f"×{veces:.1f}", veces <= 4))
    if r.barrido:
        b = r.barrido
        lista += [
            Cifra(
                f"Idle sweep over {b.abiertos:,} open clocks, its query",
                "≤ 0.1 ms",
                f"{b.consulta:.2f} ms",
                b.consulta <= 0.1,
            ),
            Cifra("Sweep with everything kept, steps/s", "≥ 5,200", f"{b.por_segundo:,.0f}", b.por_segundo >= 5_200),
            Cifra(
                "Sweep in lots against one by one",
                "≥ ×13",
                f"×{b.por_segundo / b.uno_por_uno:.1f}",
                b.por_segundo >= 13 * b.uno_por_uno,
            ),
        ]
    if r.bitacora:
        v = r.bitacora
        que = f"Log verification, entries/s over {v.asientos:,}"
        lista.append(Cifra(que, "≥ 550,000", f"{v.por_segundo:,.0f}", v.por_segundo >= 550_000))
    if r.dias:
        que = "Business days, additions of 15 days/s"
        lista.append(Cifra(que, "≥ 2,500,000", f"{r.dias:,.0f}", r.dias >= 2_500_000))
    return lista


def redactar(r: Resultados) -> str:
    """The report, in Markdown."""
    partes = [_ENTRADA.format(entorno=r.entorno)]
    encabezado = ["Figure", "We hold", "Measured", "Met"]
    filas = [[c.que, c.sostenemos, c.medido, "yes" if c.cumple else "**no**"] for c in cifras(r)]
    partes.append("## Figures that we hold\n\n" + _tabla(encabezado, filas))
    if r.paginas:
        encabezado = "Page|Rows|SQL|p50 ms|p95 ms|Bare p50 ms|Requests/s|Against bare|Growth".split("|")
        filas = [
            [
                p.que,
                f"{p.filas:,}",
                _sql(p.sql),
                f"{p.medida.p50:.1f}",
                f"{p.medida.p95:.1f}",
                f"{p.base.p50:.1f}",
                f"{p.medida.por_segundo:.0f}",
                f"{p.ritmo:.2f}",
                f"×{crecimiento(r.paginas, p):.2f}",
            ]
            for p in sorted(r.paginas, key=lambda p: p.que)
        ]
        partes.append("## Pages\n\n" + _tabla(encabezado, filas))
    if r.actos:
        encabezado = "Act|Rows|SQL|Bare SQL|p50 ms|p95 ms|Bare p95 ms|p95 against bare|Acts/s|Timed".split("|")
        filas = [
            [
                a.que,
                f"{a.filas:,}",
                _sql(a.sql),
                _sql(a.sql_base),
                f"{a.medida.p50:.1f}",
                f"{a.medida.p95:.1f}",
                f"{a.base.p95:.1f}",
                f"×{a.medida.p95 / a.base.p95:.1f}",
                f"{a.medida.por_segundo:.0f}",
                str(a.medida.usadas),
            ]
            for a in sorted(r.actos, key=lambda a: a.que)
        ]
        partes.append("## Acts\n\n" + _tabla(encabezado, filas))
    partes.append("## In the background\n\n" + _tabla(["What", "Measured"], _fondo(r)))
    return "\n".join(partes)


def _fondo(r: Resultados) -> list[list[str]]:
    filas = []
    if b := r.barrido:
        filas += [
            [f"Sweep with {b.abiertos:,} open clocks and nothing due", f"{b.en_vacio:.2f} ms"],
            ["The same, its query in the database", f"{b.consulta:.3f} ms"],
            ["Sweep of due steps in lots, with log and mail", f"{b.por_segundo:,.0f} steps/s"],
            ["The same one by one", f"{b.uno_por_uno:,.0f} steps/s"],
        ]
    if v := r.bitacora:
        filas += [
            [f"Verifying {v.asientos:,} entries of the log", f"{v.por_segundo:,.0f} entries/s"],
            ["Only reading and hashing them", f"{v.solo_huella:,.0f} entries/s"],
        ]
    if r.dias:
        filas.append(["Adding 15 business days to a date", f"{r.dias:,.0f} additions/s"])
    return filas


def _sql(sql: Sql) -> str:
    return f"{sql.total} ({sql.control} of them open and close transactions)" if sql.control else str(sql.total)


def _tabla(encabezado: list[str], filas: list[list[str]]) -> str:
    lineas = [encabezado, ["---"] + ["---:"] * (len(encabezado) - 1), *filas]
    return "".join(f"| {' | '.join(linea)} |\n" for linea in lineas)


_ENTRADA = """# Performance

Measured by `benchmarks/medir.py`, which writes this file:
{entorno}.

Every page and act is asked for over loopback from gunicorn (2 workers, 4 threads each), in blocks that alternate with a
*bare* view of the same stack: a session, its person, one indexed query of 25 rows and a tiny template; for the acts,
one row written. Four keep-alive connections ask without pause. Absolute figures belong to the machine; ratios travel.
SQL counts every statement, those that open and close transactions included. *Rows* is the length of the review queue;
*against bare* is the median of the pairs of blocks, and *growth* the page's p50 against bare divided by the same with
the shortest queue.
"""
