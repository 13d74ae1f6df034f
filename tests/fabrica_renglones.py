"""What the indicators count, put straight in the tables: what matters here is only what they read."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import count

from bitacora.acciones import asentar
from cuentas.estados import ACTO_ACTIVIDAD, ClaseIncidente
from cuentas.models import (
    Cuenta,
    Horario,
    Incidente,
    Recertificacion,
    Rotacion,
    Vacaciones,
)
from plazos.models import Plazo, VersionCalendario
from publicaciones.estados import ClaseContenido, ClaseInteraccion, EstadoInteraccion, EstadoPropuesta, Medio
from publicaciones.estados.consulta import CONSULTAS_ABIERTAS, EstadoConsulta, Opinion
from publicaciones.models import Consulta, Contenido, Interaccion, Propuesta, Publicacion, Tema, Variante, Version
from publicaciones.models import Medio as Archivo
from tests.fabrica import CARGA, Institucion
from tests.fabrica_evaluacion import MEXICO, el

HORA, DIA, MOTA = timedelta(hours=1), timedelta(days=1), timedelta(microseconds=1)
CLASES, E = ClaseInteraccion, EstadoInteraccion


def empieza(dia: date) -> datetime:
    return datetime.combine(dia, time(), MEXICO)


@dataclass
class Mundo:
    """The accounts by the name of their case, and the days on which each has to be evaluated."""

    ine: Institucion
    cuentas: dict[str, Cuenta] = field(default_factory=dict)
    dias: dict[str, tuple[date, date]] = field(default_factory=dict)
    _numero: Iterator[int] = field(default_factory=lambda: count(1))

    def folio(self) -> str:
        return f"F-{next(self._numero)}"

    # --- what an account publishes and asks ---------------------------------------------------------------------------
    def publicar(
        self, de: Cuenta, cuando: datetime, *archivos: tuple[str, str], texto: str = "Información.",
        clase: str = ClaseContenido.INFORMATIVO, fines: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        variante, version = self._variante(de, cuando, texto, clase, fines)
        Archivo.objects.bulk_create(
            Archivo(
                variante=variante, archivo="x", nombre="x", tipo=tipo, tamano=1, texto_alternativo=alternativo,
                digest="x", orden=orden, momento=cuando,
            )
            for orden, (tipo, alternativo) in enumerate(archivos)
        )  # fmt: skip
        Publicacion.objects.create(
            variante=variante, version=version, publicada=cuando, publicada_por=self.ine.personas["medio"],
            registrada=cuando, enlace="https://x.com/1", texto_publicado=texto, huella_aprobada="x",
            huella_publicada="x", casillas=[],
        )  # fmt: skip

    def consultar(self, de: Cuenta, cuando: datetime, estado: str = EstadoConsulta.PRESENTADA) -> None:
        variante, version = self._variante(de, cuando, "Duda.", ClaseContenido.INFORMATIVO, ())
        opina = estado in Opinion.values
        Consulta.objects.create(
            folio=self.folio(), variante=variante, cuenta=de, version=version, huella="x", texto="Duda.", duda="¿?",
            presentada=cuando, presentada_por=self.ine.personas["medio"], vence=cuando + 48 * HORA, estado=estado,
            opinion=estado if opina else "", resuelta=cuando + HORA if opina else None,
            terminada=None if estado in CONSULTAS_ABIERTAS else cuando + HORA,
        )  # fmt: skip

    def _variante(
        self, de: Cuenta, cuando: datetime, texto: str, clase: str, fines: tuple[str, ...]
    ) -> tuple[Variante, Version]:
        quien = self.ine.personas["medio"]
        contenido = Contenido(
            folio=self.folio(), area=de.area, titulo="T", clase=clase, fines=list(fines), fuente="x",
            area_avala=de.area, creado=cuando, creado_por=quien,
        )  # fmt: skip
        variante = Variante(
            contenido=contenido, cuenta=de, texto=texto, huella="x", creada=cuando, modificada=cuando,
            modificada_por=quien,
        )  # fmt: skip
        version = Version(variante=variante, numero=1, texto=texto, huella="x", canonico="x", creada=cuando, por=quien)
        Contenido.objects.bulk_create([contenido])
        Variante.objects.bulk_create([variante])
        Version.objects.bulk_create([version])
        return variante, version

    # --- what people write to it --------------------------------------------------------------------------------------
    def recibir(
        self, de: Cuenta, cuando: datetime, clase: str, estado: str, *, horas: float | None = None,
        tema: Tema | None = None,
    ) -> Interaccion:  # fmt: skip
        respuesta = None if horas is None else cuando + horas * HORA
        turnada = {"area_turnada": de.area, "turnada": cuando} if estado in {E.TURNADA, E.INFORMADA} else {}
        cerrada = {"concluida": cuando, "motivo_cierre": "Repetida"} if estado == E.CERRADA else {}
        folio = self.folio()
        (fila,) = Interaccion.objects.bulk_create([
            Interaccion(
                **{"concluida": respuesta, **turnada, **cerrada}, folio=folio, cuenta=de, recibida=cuando,
                registrada=cuando, registrada_por=self.ine.personas["medio"], medio=Medio.COMENTARIO, clase=clase,
                tema=tema, texto="x", huella=folio, objetivo=cuando, estado=estado, primera_respuesta=respuesta,
                respuesta="x" if respuesta else "",
            )
        ])  # fmt: skip
        return fila

    def proponer(self, de: Cuenta, cuando: datetime, estado: str = EstadoPropuesta.RECIBIDA) -> Propuesta:
        """A proposal that somebody set apart on that day, from what was written long before."""
        decide = {"decidida": cuando, "decidida_por": self.ine.personas["titular"], "analisis": "x", "respuesta": "x"}
        sin_decidir = {EstadoPropuesta.RECIBIDA, EstadoPropuesta.EN_ANALISIS}
        return Propuesta.objects.create(
            folio=self.folio(), interaccion=self.recibir(de, el("2025-01-15"), CLASES.PROPUESTA, E.RECIBIDA),
            area=de.area, registrada=cuando, registrada_por=self.ine.personas["medio"], estado=estado,
            **({} if estado in sin_decidir else decide),
        )  # fmt: skip

    # --- how it is governed -------------------------------------------------------------------------------------------
    def rotar(self, de: Cuenta, ultimo: date, estado: str, *, hecha: datetime | None = None) -> None:
        """A change of password to be done by the end of that day."""
        pedida, plazo = empieza(ultimo) - 60 * DIA, self._plazo(de, ultimo)
        Rotacion.objects.bulk_create(
            [Rotacion(cuenta=de, motivo="periodica", exigida=pedida, hecha=hecha, estado=estado, plazo=plazo)]
        )

    def recertificar(self, de: Cuenta, ultimo: date, estado: str, *, respondida: datetime | None = None) -> None:
        pedida, plazo = empieza(ultimo) - 30 * DIA, self._plazo(de, ultimo)
        Recertificacion.objects.bulk_create(
            [
                Recertificacion(
                    cuenta=de, motivo="anual", pedida=pedida, respondida=respondida, estado=estado, plazo=plazo
                )
            ]
        )

    def _plazo(self, de: Cuenta, ultimo: date) -> Plazo:
        return Plazo.objects.create(
            clase="x", objeto_tipo="x", objeto_id=next(self._numero), cadena=de.cadena, presupuesto=1, unidad="meses",
            inicio=empieza(ultimo), vence=empieza(ultimo + DIA), version=VersionCalendario.objects.latest("pk"),
        )  # fmt: skip

    def sufrir(self, de: Cuenta, cuando: datetime, estado: str, *, horas: float | None = None) -> None:
        cerrado = {"cerrado": cuando, "accesos_revisados": cuando, "lecciones": "x"} if estado == "cerrado" else {}
        Incidente.objects.bulk_create([
            Incidente(
                folio=self.folio(), cuenta=de, clase=ClaseIncidente.HACKEO, detectado=cuando, descripcion="x",
                reportado=cuando, reportado_por=self.ine.personas["medio"], estado=estado,
                recuperado=None if horas is None else cuando + horas * HORA, **cerrado,
            )
        ])  # fmt: skip

    def anotar(self, de: Cuenta, *momentos: datetime, acto: str = ACTO_ACTIVIDAD) -> None:
        for momento in momentos:
            asentar(cadena=de.cadena, acto=acto, objeto="x", por=CARGA, ahora=momento)

    def horario(self, de: Cuenta, vacaciones: Vacaciones, cuando: datetime) -> None:
        Horario.objects.create(
            cuenta=de, vacaciones=vacaciones, vigila="x", monitoreo="x", registrado=cuando,
            registrado_por=self.ine.personas["medio"],
        )  # fmt: skip
