"""A machine that does random things, by random people, to requests of any kind, and checks the norm after each one.

It fills in the same forms as the pages and calls the same actions, whoever tries and whatever the state. What is
refused must leave no trace; what is done must leave a log entry; and the invariants must hold after each step.
"""

import random
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.datastructures import MultiValueDict
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from avisos.models import Aviso
from bitacora.flujo import ActoRechazado
from bitacora.models import Asiento
from cuentas.acciones import rotacion as rotaciones
from cuentas.estados import Caracter, EstadoCuenta, EstadoRotacion
from cuentas.models import Cuenta, Designacion, Rotacion
from organizacion.acciones import CatalogoInvalido, nombrar, terminar_nombramiento
from organizacion.estados import Nivel
from organizacion.models import Persona
from organizacion.tiempo import fecha_local
from organizacion.tramites import actos_posibles
from plazos.acciones import barrer
from plazos.models import Plazo
from solicitudes.acciones.cambio import aplicar_vencidos
from solicitudes.acciones.comun import DatoInvalido
from solicitudes.clases import CLASES, Clase
from solicitudes.estados.uso_indebido import EstadoUso
from solicitudes.models import Documento, Mensaje, Requerimiento, Solicitud
from tests.fabrica import CARGA, Institucion, pdf, png

# An investigation takes what it takes: the norm gives it no term.
SIN_TERMINO = {EstadoUso.EN_INVESTIGACION}


def llenar(campos: dict[str, forms.Field], azar: random.Random, hoy: str) -> tuple[Any, Any]:
    """What a person could send in a form with those fields: plausible, not always valid."""
    datos, archivos = MultiValueDict[str, Any](), MultiValueDict[str, UploadedFile]()
    for nombre, campo in campos.items():
        if isinstance(campo, forms.FileField):
            archivos[nombre] = png() if "Archivos" in type(campo).__name__ else pdf()
        elif isinstance(campo, forms.ModelChoiceField):
            filas = list(campo.queryset or [])
            datos[nombre] = str(campo.prepare_value(azar.choice(filas))) if filas else ""
        elif isinstance(campo, forms.MultipleChoiceField):
            datos.setlist(nombre, [azar.choice([str(valor) for valor, _ in campo.choices])])
        elif isinstance(campo, forms.ChoiceField):
            valores = [str(valor) for valor, _ in campo.choices if valor not in ("", None)]
            datos[nombre] = azar.choice(valores) if valores else ""
        elif isinstance(campo, forms.DateField):
            datos[nombre] = hoy
        elif isinstance(campo, forms.BooleanField):
            datos[nombre] = azar.choice(["on", ""]) if not campo.required else "on"
        elif isinstance(campo, forms.URLField):
            datos[nombre] = "https://www.facebook.com/consejera.personal"
        else:
            datos[nombre] = f"Texto{azar.randrange(10**6)}"
    if "identificador" in campos:  # a personal account whose address is its own
        numero = azar.randrange(50)
        datos["red"], datos["identificador"] = "facebook", f"consejera{numero}"
        datos["url"] = f"https://www.facebook.com/consejera{numero}"
    return datos, archivos


@dataclass
class Mundo:
    """What the machine starts from, and what it has tried so far (over all its runs)."""

    ine: Institucion
    clases: tuple[str, ...]
    hechos: Counter[str]


class Maquina(RuleBasedStateMachine):
    """Use a subclass made by ``maquina_de``."""

    mundo: ClassVar[Mundo]

    def __init__(self) -> None:
        super().__init__()
        self.atomica = transaction.atomic()
        self.atomica.__enter__()
        self.ahora: datetime = self.mundo.ine.ahora + timedelta(days=1)
        self.solicitudes: list[tuple[str, int]] = []
        self.personas = list(self.mundo.ine.personas)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomica.__exit__(None, None, None)

    # --- What people do ---------------------------------------------------------------------------------------------
    @rule(azar=st.randoms(use_true_random=False), dado=st.integers(0, 99))
    def algo_pasa(self, azar: random.Random, dado: int) -> None:
        """Mostly, people file things and do what they may; sometimes, what they may not; now and then, one leaves."""
        if dado < 18:
            self.presentar(azar)
        elif dado < 62:
            self.actuar(azar, a_ciegas=False)
        elif dado < 74:
            self.actuar(azar, a_ciegas=True)
        elif dado < 84:
            self.pasar_el_tiempo(azar.choice([0, 1, 3, 15, 70]))
        elif dado < 96:
            self.rotar(azar)
        else:
            self.mover_a_alguien(azar)

    def presentar(self, azar: random.Random) -> None:
        """Somebody files something: whoever is offered it, or anybody."""
        clase = CLASES[azar.choice(self.mundo.clases)]
        entrega = clase.entrega
        if entrega is None:
            return
        quien = self._alguien(azar)
        if not entrega.puede(quien):
            quien = next(
                (p for p in map(self._persona, azar.sample(self.personas, len(self.personas))) if entrega.puede(p)),
                quien,
            )
        form = entrega.form(persona=quien, inicial={})
        datos, archivos = llenar(form.fields, azar, fecha_local(self.ahora).isoformat())
        form = entrega.form(datos, archivos, persona=quien, inicial={})
        if not form.is_valid():
            return
        hecha = self._intentar(lambda: entrega.llamar(form.cleaned_data, por=quien, ahora=self.ahora), entrega.rechazos)
        if isinstance(hecha, Solicitud):
            self.mundo.hechos[f"{clase.slug}:presentar"] += 1
            self._quedo_asentado(hecha, quien)

    def actuar(self, azar: random.Random, a_ciegas: bool) -> None:
        """Somebody does something on a request: what that person may do now or, blindly, anything."""
        vivas = self._vivas()
        if not vivas:
            return
        clase, fila = azar.choice(vivas)
        quien, acto = self._alguien(azar), azar.choice(list(clase.tramites))
        if not a_ciegas:
            pares = [
                (persona, posible)
                for persona in map(self._persona, [*self._interesados(fila), *azar.sample(self.personas, 4)])
                for posible in actos_posibles(clase.tramites, fila, persona)
            ]
            if not pares:
                return
            acto = azar.choice(sorted({posible for _, posible in pares} - {"anotar"} or {"anotar"}))
            quien = azar.choice([persona for persona, posible in pares if posible == acto])
        self._tramitar(clase, fila, acto, quien, azar)

    def _tramitar(self, clase: Clase, fila: Any, acto: str, quien: Persona, azar: random.Random) -> None:
        tramite = clase.tramites[acto]
        datos, archivos = llenar(tramite.form(objeto=fila).fields, azar, fecha_local(self.ahora).isoformat())
        form = tramite.form(datos, archivos, objeto=fila)
        if not form.is_valid():
            return
        hecho = self._intentar(
            lambda: tramite.llamar(fila, form.cleaned_data, por=quien, ahora=self.ahora), tramite.rechazos
        )
        if hecho is not None:
            self.mundo.hechos[f"{clase.slug}:{acto}"] += 1
            self._quedo_asentado(fila, quien)

    def pasar_el_tiempo(self, dias: int) -> None:
        """Days pass; the sweeps run, twice: the second finds nothing left to do."""
        self.ahora += timedelta(days=dias, hours=1)
        barrido = barrer(ahora=self.ahora)
        assert barrido.fallidos == 0
        aplicar_vencidos(ahora=self.ahora)
        antes = self._huella()
        barrer(ahora=self.ahora)
        aplicar_vencidos(ahora=self.ahora)
        assert self._huella() == antes, "the second sweep did something again"

    def rotar(self, azar: random.Random) -> None:
        """Somebody records, confirms or objects to a change of password."""
        filas = list(Rotacion.objects.filter(estado__in=[EstadoRotacion.EXIGIDA, EstadoRotacion.HECHA]))
        if not filas:
            return
        rotacion, quien = azar.choice(filas), self._alguien(azar)
        administradores = [d.persona for d in rotacion.cuenta.designaciones.vigentes().select_related("persona")]
        if administradores and azar.random() < 0.8:
            quien = azar.choice(administradores)
        acto = azar.choice(["registrar", "confirmar", "objetar"])
        argumentos = {"motivo": "No pude entrar"} if acto == "objetar" else {}
        funcion = getattr(rotaciones, acto)
        hecho = self._intentar(lambda: funcion(rotacion=rotacion, por=quien, ahora=self.ahora, **argumentos), ())
        if hecho is not None:
            self.mundo.hechos[f"rotacion:{acto}"] += 1

    def mover_a_alguien(self, azar: random.Random) -> None:
        """Somebody leaves the institution, or changes área or level."""
        quien = self._alguien(azar)
        hoy = fecha_local(self.ahora)
        if azar.random() < 0.4:
            self._intentar(
                lambda: terminar_nombramiento(persona=quien, hasta=hoy, por=CARGA, ahora=self.ahora) or True, ()
            )
            self.mundo.hechos["organizacion:terminar"] += 1
            return
        area = azar.choice(list(self.mundo.ine.areas.values()))
        self._intentar(
            lambda: nombrar(
                persona=quien,
                area=area,
                cargo="Otro cargo",
                nivel=azar.choice(list(Nivel)),
                desde=hoy,
                es_titular=azar.random() < 0.3,
                por=CARGA,
                ahora=self.ahora,
            ),
            (CatalogoInvalido,),
        )
        self.mundo.hechos["organizacion:nombrar"] += 1

    # --- What must hold ---------------------------------------------------------------------------------------------
    @invariant()
    def dos_administradores(self) -> None:
        """5.1.b: an active account has one titular and one suplente, two people; an official one that had
        administrators is never left with none."""
        for cuenta in Cuenta.objects.exclude(estado=EstadoCuenta.REGISTRADA):
            vigentes = list(Designacion.objects.vigentes().filter(cuenta=cuenta))
            if cuenta.estado == EstadoCuenta.ACTIVA:
                assert sorted(d.caracter for d in vigentes) == sorted(Caracter.values), cuenta
                assert len({d.persona_id for d in vigentes}) == 2, cuenta
            elif cuenta.estado == EstadoCuenta.BAJA:
                assert not vigentes, cuenta
            elif cuenta.activada:
                assert vigentes, f"{cuenta} was left with nobody"

    @invariant()
    def toda_cuenta_activa_tiene_reloj_de_rotacion(self) -> None:
        """6.xxxiv: exactly one change of password is due, with its clock running."""
        for cuenta in Cuenta.objects.filter(estado=EstadoCuenta.ACTIVA):
            exigidas = list(Rotacion.objects.exigidas().filter(cuenta=cuenta).select_related("plazo"))
            assert len(exigidas) == 1, cuenta
            assert exigidas[0].plazo, cuenta
            assert exigidas[0].plazo.abierto, cuenta

    @invariant()
    def nadie_resuelve_lo_que_presento(self) -> None:
        for _, fila in self._vivas():
            if fila.resuelta_por_id:
                assert fila.resuelta_por_id != fila.presentada_por_id, fila

    @invariant()
    def lo_terminado_no_tiene_reloj_y_lo_que_espera_tiene_dueno(self) -> None:
        for _clase, fila in self._vivas():
            abiertos = Plazo.objects.abiertos().filter(objeto_tipo=fila._meta.label_lower, objeto_id=fila.pk)
            if not fila.quien_sigue and fila.estado not in fila.en_tramite:
                assert not abiertos.exists(), f"{fila} ended ({fila.estado}) with a clock running"
                espera = fila.requerimientos.filter(contestado__isnull=True, cancelado__isnull=True)
                assert not espera.exists(), f"{fila} ended with information still asked for"
            elif fila.estado in fila.en_tramite and fila.quien_sigue and fila.estado not in SIN_TERMINO:
                assert abiertos.count() == 1, f"{fila} waits ({fila.estado}) without a clock"

    # --- Pieces -----------------------------------------------------------------------------------------------------
    def _persona(self, clave: str) -> Persona:
        return self.mundo.ine[clave]

    def _alguien(self, azar: random.Random) -> Persona:
        return self._persona(azar.choice(self.personas))

    def _interesados(self, fila: Any) -> list[str]:
        """People of the offices, and those who have to do with the request: somebody can do something on it."""
        suyos = {fila.presentada_por_id, fila.responsable_id}
        titular = fila.area.titularidad if fila.area else None
        suyos |= {titular.persona_id} if titular else set()
        claves = [clave for clave, persona in self.mundo.ine.personas.items() if persona.pk in suyos]
        return sorted({*claves, "revisora", "titular_cncs", "unicom", "secretaria", "control"})

    def _vivas(self) -> list[tuple[Clase, Any]]:
        """Every request of the kinds of this machine, as it is now."""
        return [
            (CLASES[slug], fila) for slug in self.mundo.clases for fila in CLASES[slug].modelo.objects.order_by("pk")
        ]

    def _huella(self) -> tuple[int, ...]:
        return tuple(
            modelo.objects.count() for modelo in (Asiento, Aviso, Plazo, Documento, Mensaje, Requerimiento, Designacion)
        )

    def _intentar(self, acto: Any, rechazos: tuple[type[Exception], ...]) -> Any:
        """The result of the act; ``None`` when it was refused, and then it left no trace."""
        antes = self._huella()
        try:
            with transaction.atomic():
                return acto()
        except (ActoRechazado, DatoInvalido, *rechazos) as error:
            mensaje = str(error)
        assert mensaje.strip(), "a refusal without a message"
        assert self._huella() == antes, f"refused ({mensaje}) and it left a trace"
        return None

    def _quedo_asentado(self, fila: Any, quien: Persona) -> None:
        """8.c: each act leaves an entry with who did it."""
        ultimos = Asiento.objects.filter(cadena=fila.cadena).order_by("-numero")[:4]
        assert any(quien.email in asiento.actor for asiento in ultimos), f"no log entry of {quien} in {fila.cadena}"


def maquina_de(ine: Institucion, *clases: str) -> type[Maquina]:
    """A machine over those kinds of request, on that institution."""
    return type("MaquinaDePrueba", (Maquina,), {"mundo": Mundo(ine, clases, Counter())})
