"""Each indicator again, from what the norm and its description say: plain Python over rows read whole.

Nothing here is the product's: no query of the indicators, none of their helpers nor lists of states. Days are compared
as dates at the institution; shares are exact fractions until the last step.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any, Final

from bitacora.models import Asiento
from cuentas.models import (
    Convocatoria,
    Cuenta,
    Designacion,
    Horario,
    Incidente,
    Recertificacion,
    Rotacion,
    Vacaciones,
)
from evaluacion.models import Cifras
from publicaciones.models import Consulta, Interaccion, Propuesta, Publicacion
from tests.fabrica_evaluacion import MEXICO

DIA: Final = timedelta(days=1)
MOTA: Final = timedelta(microseconds=1)
LARGO: Final = {"diaria": 1, "varias": 3, "semanal": 7, "": 7}  # what was not said is taken as a week
Numero = Fraction | int


@dataclass(frozen=True)
class Esperado:
    """What a figure must be, and the rows that must be offered for it."""

    valor: Decimal | None
    numerador: Decimal | None
    denominador: Decimal | None
    filas: frozenset[int]


def _decimal(numero: Numero, lugares: str) -> Decimal:
    fraccion = Fraction(numero)
    exacto = Decimal(fraccion.numerator) / Decimal(fraccion.denominator)
    return exacto.quantize(Decimal(lugares), ROUND_HALF_UP)


def _esperado(
    valor: Numero | None, numerador: Numero | None, denominador: Numero | None, filas: Iterable[Any]
) -> Esperado:
    def dos(numero: Numero | None) -> Decimal | None:
        return None if numero is None else _decimal(numero, "0.01")

    if valor is None:
        return Esperado(None, None, None, frozenset(f.pk for f in filas))
    return Esperado(_decimal(valor, "0.0001"), dos(numerador), dos(denominador), frozenset(f.pk for f in filas))


def parte(algunas: int, todas: int, filas: Iterable[Any]) -> Esperado:
    """Some of all, in percent; of nothing nothing is known."""
    return _esperado(Fraction(100 * algunas, todas) if todas else None, algunas, todas, filas)


def cuenta_de(filas: list[Any]) -> Esperado:
    return _esperado(len(filas), len(filas), None, filas)


def mediana(lapsos: list[timedelta], filas: Iterable[Any]) -> Esperado:
    """The one in the middle, in hours; of an even number, half way between the two."""
    micros = sorted(lapso // MOTA for lapso in lapsos)
    if not micros:
        return _esperado(None, None, None, filas)
    n = len(micros)
    centro = Fraction(micros[(n - 1) // 2] + micros[n // 2], 2)
    return _esperado(centro / 3_600_000_000, None, n, filas)


class Independiente:
    """One account on its days, both included."""

    def __init__(self, cuenta: Cuenta, desde: date, hasta: date) -> None:
        self.cuenta, self.desde, self.hasta = cuenta, desde, hasta
        self.dias = [desde + n * DIA for n in range((hasta - desde).days + 1)]

    def en(self, momento: datetime | None) -> bool:
        return momento is not None and self.desde <= momento.astimezone(MEXICO).date() <= self.hasta

    # --- 6.xxii, 6.xxvii, 6.ii, 3 -------------------------------------------------------------------------------------
    def _publicaciones(self) -> list[Publicacion]:
        todas = Publicacion.objects.select_related("variante__contenido").prefetch_related("variante__medios")
        return [p for p in todas if p.variante.cuenta_id == self.cuenta.pk and self.en(p.publicada)]

    def publicaciones(self) -> Esperado:
        return cuenta_de(self._publicaciones())

    def frecuencia(self) -> Esperado:
        filas, largo = self._publicaciones(), LARGO[self.cuenta.frecuencia]
        con_algo = {p.publicada.astimezone(MEXICO).date() for p in filas}
        tramos = [self.dias[n : n + largo] for n in range(0, len(self.dias), largo)]
        enteros = [tramo for tramo in tramos if len(tramo) == largo]
        return parte(sum(not con_algo.isdisjoint(t) for t in enteros), len(enteros), filas)

    def con_material(self) -> Esperado:
        filas = self._publicaciones()
        return parte(len([p for p in filas if list(p.variante.medios.all())]), len(filas), filas)

    def texto_alternativo(self) -> Esperado:
        filas = self._publicaciones()
        imagenes = [m for p in filas for m in p.variante.medios.all() if m.tipo.split("/")[0] == "image"]
        return parte(len([m for m in imagenes if m.texto_alternativo.strip()]), len(imagenes), filas)

    def dialogo(self) -> Esperado:
        filas = self._publicaciones()
        invitan = [p for p in filas if p.variante.contenido.clase == "dialogo" or "¿" in p.texto_publicado]
        return parte(len(invitan), len(filas), filas)

    def fines_atendidos(self) -> Esperado:
        filas = self._publicaciones()
        servidos = {fin for p in filas for fin in p.variante.contenido.fines}
        propios = [fin for fin in self.cuenta.fines if filas]
        return parte(len([fin for fin in propios if fin in servidos]), len(propios), filas)

    # --- 6.viii -------------------------------------------------------------------------------------------------------
    def _consultas(self) -> list[Consulta]:
        return [c for c in Consulta.objects.all() if c.cuenta_id == self.cuenta.pk and self.en(c.presentada)]

    def consultas(self) -> Esperado:
        return cuenta_de(self._consultas())

    def resultados_de_consultas(self) -> dict[str, int]:
        return dict(Counter(c.get_estado_display() for c in self._consultas()))

    # --- 5.2.e, 6.xviii, 6.xix, 8.b -----------------------------------------------------------------------------------
    def _recibidas(self) -> list[Interaccion]:
        todas = Interaccion.objects.select_related("tema")
        return [i for i in todas if i.cuenta_id == self.cuenta.pk and self.en(i.recibida)]

    def respondidas(self) -> Esperado:
        filas = self._recibidas()
        esperan = [i for i in filas if i.clase not in {"ofensa", "odio"} and i.estado != "cerrada"]
        return parte(len([i for i in esperan if i.estado in {"contestada", "orientada"}]), len(esperan), filas)

    def tiempo_de_respuesta(self) -> Esperado:
        filas = self._recibidas()
        lapsos = [
            i.primera_respuesta - i.recibida
            for i in filas
            if i.estado in {"contestada", "orientada"} and i.primera_respuesta
        ]
        return mediana(lapsos, filas)

    def temas(self) -> list[list[Any]]:
        veces = Counter(i.tema.nombre for i in self._recibidas() if i.tema)
        return sorted(([nombre, n] for nombre, n in veces.items()), key=lambda par: -par[1])

    def temas_recurrentes(self) -> Esperado:
        filas = self._recibidas()
        return parte(sum(n for _, n in self.temas()[:5]), len(filas), filas)

    def propuestas_contestadas(self) -> Esperado:
        filas = [
            p
            for p in Propuesta.objects.select_related("interaccion")
            if p.interaccion.cuenta_id == self.cuenta.pk and self.en(p.registrada)
        ]
        return parte(len([p for p in filas if p.decidida and p.respuesta]), len(filas), filas)

    # --- 6.xxxiv, 5.1.b, 8.c ------------------------------------------------------------------------------------------
    def rotacion_a_tiempo(self) -> Esperado:
        """Those whose last day came; not the ones that another replaced, nor that ended undone with the account."""
        filas = [
            r
            for r in Rotacion.objects.select_related("plazo")
            if r.cuenta_id == self.cuenta.pk and r.plazo and self.en(r.plazo.vence - MOTA)
            if not (r.estado == "sustituida" or (r.estado == "cancelada" and not r.hecha))
        ]  # fmt: skip
        a_tiempo = [r for r in filas if r.hecha and r.hecha < r.plazo.vence and r.estado != "objetada"]
        return parte(len(a_tiempo), len(filas), filas)

    def _suyas(self) -> list[Designacion]:
        return [d for d in Designacion.objects.all() if d.cuenta_id == self.cuenta.pk]

    @staticmethod
    def _vigente(designacion: Designacion, dia: date) -> bool:
        return designacion.desde <= dia and (designacion.hasta is None or dia <= designacion.hasta)

    def dos_administradores(self) -> Esperado:
        suyas = self._suyas()
        completos = 0
        for dia in self.dias:
            ese_dia = {d.caracter for d in suyas if self._vigente(d, dia)}
            completos += ese_dia == {"titular", "suplente"}
        filas = [d for d in suyas if any(self._vigente(d, dia) for dia in self.dias)]
        return parte(completos, len(self.dias), filas)

    def bitacora_llevada(self) -> Esperado:
        cadena = f"cuenta:{self.cuenta.pk}"
        filas = [
            a for a in Asiento.objects.all() if a.cadena == cadena and a.acto == "actividad" and self.en(a.momento)
        ]
        lunes = {dia - dia.weekday() * DIA for dia in self.dias}
        fechas = [a.momento.astimezone(MEXICO).date() for a in filas]
        return parte(len({dia - dia.weekday() * DIA for dia in fechas}), len(lunes), filas)

    # --- 6.xxxi, 5.1.a ------------------------------------------------------------------------------------------------
    def _incidentes(self) -> list[Incidente]:
        todos = [i for i in Incidente.objects.all() if i.cuenta_id == self.cuenta.pk and self.en(i.reportado)]
        return [i for i in todos if i.estado != "falsa_alarma"]

    def incidentes(self) -> Esperado:
        return cuenta_de(self._incidentes())

    def recuperacion(self) -> Esperado:
        filas = self._incidentes()
        return mediana([i.recuperado - i.reportado for i in filas if i.recuperado], filas)

    def recertificacion(self) -> Esperado:
        """Due on the days or answered on them; not the ones that were called off before anybody answered."""
        filas = [
            r
            for r in Recertificacion.objects.select_related("plazo")
            if r.cuenta_id == self.cuenta.pk and r.plazo and (r.respondida or r.estado != "cancelada")
            if self.en(r.plazo.vence - MOTA) or self.en(r.respondida)
        ]
        a_tiempo = [r for r in filas if r.respondida and r.respondida < r.plazo.vence]
        return parte(len(a_tiempo), len(filas), filas)

    # --- 5.1.e, 5.3.a -------------------------------------------------------------------------------------------------
    def horario_publicado(self) -> Esperado:
        filas = [v for v in Vacaciones.objects.all() if v.desde in self.dias and not v.canceladas]
        momentos = {h.vacaciones_id: h.registrado for h in Horario.objects.all() if h.cuenta_id == self.cuenta.pk}
        dichos = [v for v in filas if v.pk in momentos and momentos[v.pk].astimezone(MEXICO).date() < v.desde]
        return parte(len(dichos), len(filas), filas)

    def capacitacion(self) -> Esperado:
        filas = [d for d in self._suyas() if self._vigente(d, self.hasta)]
        fueron = {
            c.persona_id
            for c in Convocatoria.objects.select_related("sesion")
            if c.sesion.anio == self.hasta.year and c.asistio and c.asistio.astimezone(MEXICO).date() <= self.hasta
        }
        personas = {d.persona_id for d in filas}
        return parte(len(personas & fueron), len(personas), filas)

    # --- 8.a ----------------------------------------------------------------------------------------------------------
    def _cifras(self) -> list[Cifras]:
        todas = Cifras.objects.select_related("evaluacion")
        return [c for c in todas if c.evaluacion.cuenta_id == self.cuenta.pk and c.evaluacion.hasta == self.hasta]

    def _sobre(self, numerador: int | None, denominador: int | None, por: int = 1) -> Esperado:
        if numerador is None or not denominador:
            return _esperado(None, None, None, self._cifras())
        return _esperado(Fraction(por * numerador, denominador), numerador, denominador, self._cifras())

    def _dato(self, campo: str) -> int | None:
        return next((getattr(c, campo) for c in self._cifras()), None)

    def crecimiento(self) -> Esperado:
        antes, despues = self._dato("seguidores_al_inicio"), self._dato("seguidores")
        ganados = None if antes is None or despues is None else despues - antes
        return self._sobre(ganados, antes, por=100)

    def interaccion(self) -> Esperado:
        return self._sobre(self._dato("interacciones"), self._dato("alcance"), por=100)

    def alcance_por_seguidor(self) -> Esperado:
        return self._sobre(self._dato("alcance"), self._dato("seguidores"))


COMPUTOS: Final[dict[str, Callable[[Independiente], Esperado]]] = {
    f.__name__: f
    for f in (
        Independiente.publicaciones, Independiente.frecuencia, Independiente.con_material,
        Independiente.texto_alternativo, Independiente.dialogo, Independiente.fines_atendidos,
        Independiente.consultas, Independiente.respondidas, Independiente.tiempo_de_respuesta,
        Independiente.temas_recurrentes, Independiente.propuestas_contestadas, Independiente.rotacion_a_tiempo,
        Independiente.dos_administradores, Independiente.bitacora_llevada, Independiente.incidentes,
        Independiente.recuperacion, Independiente.recertificacion, Independiente.horario_publicado,
        Independiente.capacitacion, Independiente.crecimiento, Independiente.interaccion,
        Independiente.alcance_por_seguidor,
    )
}  # fmt: skip
