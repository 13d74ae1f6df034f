"""An institution in which every measure of the picture has something that complies, something that does not, and
something exactly on the limit, in more than one área."""

from datetime import date, datetime, timedelta

from cuentas.acciones import asentar_actividad, dar_de_baja
from cuentas.acciones import incidente as incidentes
from cuentas.acciones import rotacion as rotaciones
from cuentas.acciones.autenticidad import registrar_autenticidad
from cuentas.acciones.horario import registrar_horarios
from cuentas.estados import Caracter, ClaseActividad
from cuentas.estados import EstadoIncidente as I
from cuentas.models import (
    Convocatoria,
    Cuenta,
    Designacion,
    Estrategia,
    Recertificacion,
    Rotacion,
    Sesion,
    Vacaciones,
)
from evaluacion.estados import EstadoEvaluacion
from plazos.clases import DUDA, REVISION_APERTURA
from plazos.models import DiaInhabil, Plazo
from publicaciones import acciones as publicaciones
from publicaciones.acciones import consulta as consultas
from publicaciones.estados import EstadoInteraccion
from solicitudes.estados import EstadoApertura
from solicitudes.estados.baja import EstadoBaja
from solicitudes.estados.cambio import EstadoCambio
from solicitudes.estados.caso import EstadoCaso
from solicitudes.estados.duda import EstadoDuda
from solicitudes.estados.publicidad import EstadoPublicidad
from tests import fabrica_contenido as contenidos
from tests.fabrica import Institucion, apertura, pdf, png
from tests.fabrica_atencion import interaccion
from tests.fabrica_baja import baja, cuenta_activa
from tests.fabrica_cambio import cambio, cuenta
from tests.fabrica_caso import caso
from tests.fabrica_consulta import consulta, editada, en_estudio, variante_de
from tests.fabrica_duda import duda
from tests.fabrica_evaluacion import evaluacion
from tests.fabrica_incidente import incidente
from tests.fabrica_publicidad import publicidad
from tests.tablero_a_mano import UN_DIA, cierre

HORA = timedelta(hours=1)


class Mundo:
    """The accounts: ``una`` and ``tocada`` of DECEyEC, ``otra`` of DERFE, ``local`` of a Junta, ``distrital`` under
    it; ``dia`` is when they were opened."""

    def __init__(self, ine: Institucion) -> None:
        self.ine, self.dia = ine, ine.ahora.date()
        self.una = cuenta(ine, identificador="UnaINE")
        self.tocada = cuenta(ine, identificador="TocadaINE")
        self.otra = cuenta(ine, titular="otra_titular", identificador="OtraINE")
        self.local = cuenta(ine, titular="vocal_local", identificador="LocalINE")
        self.distrital = cuenta(ine, titular="vocal_distrital", identificador="DistritalINE")
        for poner in (
            self._administradores, self._actividad, self._incidentes, self._cuidado, self._ciudadania, self._consultas,
            self._solicitudes, self._contrasenas, self._evaluacion,
        ):  # fmt: skip
            poner()
        dar_de_baja(cuenta=self.otra, fecha=self.el(60).date(), por=ine["otra_titular"], ahora=self.el(62))

    def el(self, dias: int) -> datetime:
        """So many days after, at the same hour."""
        return self.ine.ahora + dias * UN_DIA

    def fin(self, dias: int) -> datetime:
        """The last instant of the day, so many days after."""
        return cierre(self.dia + dias * UN_DIA)

    def fecha(self, dias: int) -> date:
        return self.dia + dias * UN_DIA

    def _administradores(self) -> None:
        """The suplente of ``una`` leaves on the third day, and comes back on the fourth."""
        suplente = Designacion.objects.get(cuenta=self.una, caracter=Caracter.SUPLENTE)
        Designacion.objects.filter(pk=suplente.pk).update(hasta=self.fecha(3))
        Designacion.objects.create(
            cuenta=self.una, persona=suplente.persona, caracter=Caracter.SUPLENTE, cargo="x", nivel=suplente.nivel,
            desde=self.fecha(4),
        )  # fmt: skip

    def _actividad(self) -> None:
        """It promised to update daily, and from the twentieth day, weekly; it logged something as a day ended."""
        for fila, frecuencia, cuando in (
            (self.una, "diaria", self.el(0)), (self.una, "semanal", self.fin(19)), (self.otra, "varias", self.el(0)),
            (self.distrital, "semanal", self.el(40)),
        ):  # fmt: skip
            actual = Cuenta.objects.get(pk=fila.pk)
            actual.frecuencia, actual._history_date = frecuencia, cuando
            actual.save()
        for fila, quien, cuando in (
            (self.una, "medio", self.fin(10)), (self.una, "medio", self.el(22)), (self.otra, "otro_medio", self.el(9)),
            (self.distrital, "operativo_distrital", self.el(41)),
        ):  # fmt: skip
            asentar_actividad(
                cuenta=fila, clase=ClaseActividad.PUBLICACION, cuando=cuando, que="Un aviso", por=self.ine[quien],
                ahora=cuando,
            )  # fmt: skip
        contenido = contenidos.contenido(self.ine, self.una, ahora=self.el(31))
        contenidos.publicar(
            self.ine, contenido.variantes.get(), publicada=self.el(31) + HORA, ahora=self.el(31) + 2 * HORA
        )

    def _incidentes(self) -> None:
        """One closed, opened again on the sixth day and dismissed on the ninth; one that stays open."""
        fila = incidente(self.ine, I.CERRADO, cuenta=self.tocada, ahora=self.el(2))
        fila = incidentes.reabrir(incidente=fila, motivo="Volvió.", por=self.ine["titular"], ahora=self.el(6))
        incidentes.desestimar(incidente=fila, motivo="Era una prueba.", por=self.ine["revisora"], ahora=self.el(9))
        incidente(self.ine, I.REPORTADO, cuenta=self.otra, por="otro_medio", ahora=self.el(5))

    def _cuidado(self) -> None:
        """What is owed each period, with a correction and with what changed afterwards."""
        ine = self.ine
        registrar_autenticidad(
            cuenta=self.una, acto="solicitar_autenticidad", fecha=self.fecha(3), nota="", evidencia=png(),
            por=ine["medio"], ahora=self.el(3),
        )  # fmt: skip
        for fila, respondida in ((self.una, self.fin(15)), (self.tocada, self.fin(370))):
            Recertificacion.objects.create(
                cuenta=fila, motivo="anual", pedida=self.el(10), respondida=respondida, estado="conforme"
            )
        dias = DiaInhabil.objects.order_by("pk")
        primeras, canceladas = (
            Vacaciones.objects.create(dia=dia, nombre=nombre, desde=self.fecha(n), hasta=self.fecha(n + 10))
            for dia, nombre, n in ((dias[0], "Primeras", 30), (dias[1], "Canceladas", 45))
        )
        Vacaciones.objects.filter(pk=canceladas.pk).update(canceladas=True)
        for cuando in (self.el(25), self.el(39)):  # said, and corrected
            registrar_horarios(
                cuentas=[self.una], vacaciones=primeras, horas=[], texto="", vigila="El área", monitoreo="Diario",
                plan=None, por=ine["medio"], ahora=cuando,
            )  # fmt: skip
        sesion = Sesion.objects.create(
            anio=2025, inicia=self.el(12), termina=self.el(13), lugar="Sala", temas="Todos", cupo=9, estado="cerrada"
        )
        for n, quien in ((12, "medio"), (14, "operativo"), (13, "medio_local")):
            persona = ine[quien]
            Convocatoria.objects.create(
                sesion=sesion, persona=persona, area=ine.areas["DECEyEC"],
                convocada=self.el(10), asistio=self.el(n), codigo=quien, estado="asistio",
            )  # fmt: skip
        Estrategia.objects.create(
            area=ine.areas["JL-AGS"], anio=2025, version=1, resumen="x", archivo=pdf(), nombre="e.pdf", huella="x",
            presentada=self.fin(8), presentada_por=ine["vocal_local"],
        )  # fmt: skip
        cerrada = ine.areas["JL-OAX"]
        cerrada.activa, cerrada._history_date = False, self.el(50)
        cerrada.save()

    def _ciudadania(self) -> None:
        """In time, exactly too late, closed without need, never answered, and registered when it was late already."""
        E = EstadoInteraccion
        interaccion(self.ine, E.CONTESTADA, de=self.una, ahora=self.el(1), texto="¿Abren hoy?")
        tarde = interaccion(self.ine, de=self.una, ahora=self.el(2), texto="¿Abren mañana?")
        publicaciones.contestar(
            interaccion=tarde, respuesta="Sí.", enlace="", por=self.ine["medio"], ahora=tarde.objetivo
        )
        sobra = interaccion(self.ine, de=self.una, ahora=self.el(3), texto="Gracias")
        publicaciones.cerrar_sin_respuesta(
            interaccion=sobra, motivo="Agradece.", por=self.ine["medio"], ahora=self.el(3) + HORA
        )
        interaccion(self.ine, de=self.local, por="medio_local", ahora=self.el(4), texto="¿Y aquí?")
        interaccion(self.ine, de=self.una, ahora=self.el(30), hace=10 * UN_DIA, texto="¿Y entonces?")

    def _consultas(self) -> None:
        """Answered, left in silence, withdrawn, and voided by an edit before and after its answer."""
        ine, medio = self.ine, self.ine["medio"]
        filas = {}
        for n, que in enumerate(("favorable", "silencio", "retirada", "editada", "favorable_editada"), start=5):
            cuando = self.el(n)
            variante = variante_de(self.una, medio, cuando, texto=f"Mañana abre el registro, parte {n}.")
            filas[que] = (consulta(variante, ine, ahora=cuando), cuando + HORA)
        for que in ("favorable", "favorable_editada"):
            fila, cuando = filas[que]
            consultas.opinar_a_favor(
                consulta=en_estudio(fila, ine, cuando), respuesta="Sí.", por=ine["revisora"], ahora=cuando
            )
        fila, cuando = filas["retirada"]
        consultas.retirar_consulta(consulta=fila, por=medio, ahora=cuando)
        for que in ("editada", "favorable_editada"):
            fila, cuando = filas[que]
            editada(fila.variante, f"Otro texto, {que}.", medio, cuando + HORA)
        consultas.dar_por_vencida(consulta=filas["silencio"][0], ahora=filas["silencio"][0].vence + HORA)

    def _solicitudes(self) -> None:
        """Of each kind, one answered in time and one that is not; of the questions and openings, every edge."""
        ine = self.ine
        caso(ine, EstadoCaso.RESUELTO)
        caso(ine, por="otro_medio")
        duda(ine, EstadoDuda.CONTESTADA)
        publicidad(ine, EstadoPublicidad.RECHAZADA, identificador="Una")
        publicidad(ine, identificador="Dos")
        cambio(ine, EstadoCambio.ACUSADO, de=self.una)
        cambio(ine, de=self.tocada)
        baja(ine, EstadoBaja.RECHAZADA)
        baja(ine, titular="otra_titular", cuenta=cuenta_activa(ine, titular="otra_titular", identificador="PadronINE"))
        apertura(ine, EstadoApertura.RECHAZADA, identificador="UnoINE")
        for n, titular in enumerate(("titular", "otra_titular", "vocal_distrital", "titular", "titular")):
            apertura(ine, EstadoApertura.PRESENTADA, titular=titular, identificador=f"Apertura{n}INE")
            duda(ine, por="otro_medio" if n == 1 else "medio", pregunta=f"¿Cuál es la regla {n}?")
        for clase in (DUDA, REVISION_APERTURA):
            exacto, _, nulo_antes, nulo_despues, _ = Plazo.objects.filter(clase=clase, estado="abierto").order_by("pk")
            for plazo, estado, margen in (
                (exacto, "cumplido", 0 * HORA), (nulo_antes, "cancelado", -HORA), (nulo_despues, "cancelado", UN_DIA),
            ):  # fmt: skip
                Plazo.objects.filter(pk=plazo.pk).update(estado=estado, cerrado=plazo.vence + margen)

    def _contrasenas(self) -> None:
        exigida = Rotacion.objects.exigidas().select_related("plazo").get(cuenta=self.una)
        self.vence = exigida.plazo.vence
        rotaciones.registrar(rotacion=exigida, por=self.ine["medio"], ahora=self.vence + UN_DIA + HORA)

    def _evaluacion(self) -> None:
        """8.a: the second half of 2025; ``una`` is evaluated on the first day, the others are not."""
        evaluacion(self.ine, self.una, EstadoEvaluacion.EVALUADA)
