"""7.i–7.vi: an área asks for an account, and what becomes of it."""

from datetime import datetime
from typing import Any, Self

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django_fsm import FSMModelMixin, transition
from simple_history.models import HistoricalRecords

from bitacora.campos import EstadoField
from cuentas.direcciones import direccion, normalizar, plegar
from cuentas.estados import Frecuencia, Red
from cuentas.models import Cuenta
from organizacion.criterios import FINES, NUMERALES
from organizacion.models import Area, Persona
from organizacion.permisos import credenciales, es_cncs, es_comite, es_control, es_unicom
from plazos.models import Plazo
from solicitudes import permisos
from solicitudes.estados import EN_COLA, EN_TRAMITE, RESUELTAS_A_FAVOR, SIGUIENTE, EstadoApertura

E = EstadoApertura


class AperturaQuerySet(models.QuerySet["Apertura"]):
    def visibles_para(self, persona: Any) -> Self:
        """What a person may see: a head, those of the área and of the áreas under it; the CNCS and internal control,
        all that was filed; UNICOM, what was authorised; the Comité, what it was told of; the people proposed as
        administrators, their own. A draft is its área's head's alone."""
        presentadas = Q(folio__isnull=False)
        propias = [area.pk for area in credenciales(persona).titular_de]
        if (es_cncs(persona) or es_control(persona)) and not propias:
            return self.filter(presentadas)  # the rest of the query would add nothing
        filtro = Q(area__in=propias)
        for ruta in credenciales(persona).rutas_que_encabeza:
            filtro |= presentadas & Q(area__ruta__startswith=ruta)
        if es_cncs(persona) or es_control(persona):
            filtro |= presentadas
        if es_unicom(persona):
            filtro |= Q(estado__in=RESUELTAS_A_FAVOR)
        if es_comite(persona):
            filtro |= Q(estado=E.CONCLUIDA)
        if getattr(persona, "pk", None):
            filtro |= presentadas & (Q(titular_propuesto=persona) | Q(suplente_propuesto=persona))
        return self.filter(filtro)

    def en_cola(self) -> Self:
        """7.iii: what waits for the CNCS, by due date."""
        return (
            self.filter(estado__in=EN_COLA)
            .select_related("area", "revisor", "plazo_revision")
            .order_by("plazo_revision__vence", "plazo_revision_id")
        )

    def para_unicom(self) -> Self:
        """7.vi: what waits for a mailbox, oldest authorisation first."""
        return self.filter(estado=E.AUTORIZADA).select_related("area").order_by("resuelta", "pk")


class Apertura(FSMModelMixin, models.Model):
    """A request to open an account. A draft may lack anything; what is filed lacks nothing."""

    slug, prefijo, siguiente, en_tramite = "apertura", "AP", SIGUIENTE, (E.BORRADOR, *EN_TRAMITE, E.ABIERTA)

    folio = models.CharField("folio", max_length=20, unique=True, null=True, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="aperturas", verbose_name="área")
    creada = models.DateTimeField("creada")
    guardada = models.DateTimeField("guardada")
    # The proposal (7.i, 7.ii)
    red = models.CharField("red social", max_length=20, choices=Red, blank=True)
    identificador = models.CharField("identificador propuesto", max_length=80, blank=True)
    clave = models.CharField("identificador normalizado", max_length=80, blank=True, editable=False)
    nombre = models.CharField("nombre de la cuenta", max_length=120, blank=True)
    fines = models.JSONField("fines", default=list, blank=True)
    programa = models.CharField("programa institucional", max_length=300, blank=True)
    actividad = models.TextField("actividad que difundirá", max_length=3000, blank=True)
    por_que_no_cncs = models.TextField("por qué no bastan las cuentas de la CNCS", max_length=3000, blank=True)
    operacion = models.TextField("plan de operación", max_length=5000, blank=True)
    frecuencia = models.CharField("frecuencia de actualización", max_length=10, choices=Frecuencia, blank=True)
    titular_propuesto = models.ForeignKey(
        Persona, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="administrador titular"
    )
    suplente_propuesto = models.ForeignKey(
        Persona,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="administrador suplente",
    )
    # Filing (7.ii)
    oficio_numero = models.CharField("número de oficio", max_length=60, blank=True)
    oficio_fecha = models.DateField("fecha del oficio", null=True, blank=True)
    presentada = models.DateTimeField("presentada", null=True, blank=True)
    presentada_por = models.ForeignKey(Persona, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    plazo_revision = models.OneToOneField(Plazo, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Review (7.iii)
    revisor = models.ForeignKey(
        Persona, on_delete=models.PROTECT, null=True, blank=True, related_name="revisiones", verbose_name="revisa"
    )
    resuelta = models.DateTimeField("resuelta", null=True, blank=True)
    resuelta_por = models.ForeignKey(Persona, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    fundamentos = models.JSONField("fundamentos", default=list, blank=True)
    respuesta = models.TextField("respuesta", max_length=5000, blank=True)
    motivo_cierre = models.TextField("motivo", max_length=2000, blank=True)
    # Mailbox and opening (7.vi, 7.iv)
    plazo_uso = models.OneToOneField(Plazo, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    correo = models.EmailField("buzón institucional", blank=True)
    buzon_registrado = models.DateTimeField("buzón registrado", null=True, blank=True)
    cuenta = models.OneToOneField(Cuenta, on_delete=models.PROTECT, null=True, blank=True, related_name="apertura")
    estado = EstadoField("estado", choices=EstadoApertura, default=E.BORRADOR)
    busqueda = models.TextField("texto de búsqueda", editable=False, default="")
    history = HistoricalRecords(verbose_name="historia de la apertura", excluded_fields=["busqueda"])

    documentos = GenericRelation("solicitudes.Documento", "objeto_id", "tipo")
    constancias = GenericRelation("solicitudes.Constancia", "objeto_id", "tipo")
    notas = GenericRelation("solicitudes.Nota", "objeto_id", "tipo")
    requerimientos = GenericRelation("solicitudes.Requerimiento", "objeto_id", "tipo")

    objects = AperturaQuerySet.as_manager()

    class Meta:
        verbose_name = "apertura"
        verbose_name_plural = "aperturas"
        ordering = ["-creada", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["red", "clave"],
                condition=Q(estado__in=[str(e) for e in EN_TRAMITE]),
                name="solicitudes_una_apertura_por_identificador",
            ),
            models.UniqueConstraint(fields=["correo"], condition=~Q(correo=""), name="solicitudes_buzon_unico"),
            models.CheckConstraint(
                condition=Q(estado__in=["borrador", "retirada"]) | Q(folio__isnull=False, presentada__isnull=False),
                name="solicitudes_presentada_con_folio",
            ),
            models.CheckConstraint(
                condition=Q(titular_propuesto__isnull=True)
                | Q(suplente_propuesto__isnull=True)
                | ~Q(titular_propuesto=models.F("suplente_propuesto")),
                name="solicitudes_dos_personas_distintas",
            ),
            # 7.x: YouTube has one channel.
            models.CheckConstraint(
                condition=Q(estado__in=["borrador", "retirada"]) | ~Q(red="youtube"), name="solicitudes_sin_youtube"
            ),
        ]
        indexes = [
            models.Index(fields=["-creada", "-id"], name="%(class)s_recientes"),
            models.Index(fields=["area", "-id"], name="solicitudes_por_area"),
            models.Index(fields=["resuelta", "id"], condition=Q(estado="autorizada"), name="solicitudes_sin_buzon"),
        ]

    def __str__(self) -> str:
        return f"{self.folio or 'Borrador'} · {self.rotulo}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.clave = normalizar(self.red, self.identificador) if self.red and self.identificador else ""
        if self._relaciones_a_la_mano():
            self.busqueda = plegar(" ".join(texto for texto in self.textos_de_busqueda() if texto))
        super().save(*args, **kwargs)

    def _relaciones_a_la_mano(self) -> bool:
        """Is all that a search finds it by loaded? The acts that change it load it; the rest leave the text be."""
        campos = ("area", "titular_propuesto", "suplente_propuesto", "presentada_por")
        return all(getattr(self, f"{campo}_id") is None or campo in self._state.fields_cache for campo in campos)

    def textos_de_busqueda(self) -> list[str]:
        """What a search finds it by."""
        textos = [self.folio or "", self.nombre, self.clave, self.programa]
        textos += [self.area.siglas, self.area.nombre, self.area.entidad]
        personas = (self.presentada_por, self.titular_propuesto, self.suplente_propuesto)
        return textos + [persona.nombre for persona in personas if persona]

    @property
    def cadena(self) -> str:
        return f"apertura:{self.pk}"

    @property
    def rotulo(self) -> str:
        """What the request is for, e.g. «@DECEyECine en X (Twitter)»."""
        if not self.red:
            return "cuenta sin red todavía"
        red = Red(self.red).label
        return f"@{self.identificador} en {red}" if self.identificador else red

    @property
    def plazo(self) -> Plazo | None:
        """The clock that runs, or the last one that ran."""
        return self.plazo_uso or self.plazo_revision

    @property
    def responsable(self) -> Persona | None:
        return self.revisor

    @property
    def en_curso(self) -> bool:
        """Does it still wait for somebody?"""
        return self.estado in self.en_tramite

    @property
    def url_propuesta(self) -> str:
        return direccion(self.red, self.identificador) if self.red and self.identificador else ""

    @property
    def fines_con_texto(self) -> list[tuple[str, str]]:
        return [(numeral, FINES[numeral]) for numeral in self.fines if numeral in FINES]

    @property
    def fundamentos_con_texto(self) -> list[tuple[str, str]]:
        return [(numeral, NUMERALES[numeral]) for numeral in self.fundamentos if numeral in NUMERALES]

    @property
    def quien_sigue(self) -> str:
        return SIGUIENTE[self.estado][0]

    @property
    def que_sigue(self) -> str:
        return SIGUIENTE[self.estado][1]

    @transition(
        field=estado,
        source=E.BORRADOR,
        target=E.PRESENTADA,
        permission=permisos.es_su_titular,
        custom={"dueno": "Titular del área", "etiqueta": "Presentar"},
    )
    def presentar(self, *, por: Persona, ahora: datetime, folio: str, numero: str, fecha: Any, plazo: Plazo) -> dict:
        """7.ii: the head of the área files the proposal with its signed oficio; the clock of 7.iii starts."""
        self.folio, self.presentada, self.presentada_por = folio, ahora, por
        self.oficio_numero, self.oficio_fecha, self.plazo_revision = numero, fecha, plazo
        return {"folio": folio, "oficio": numero, "vence": plazo.fecha_limite.isoformat()}

    @transition(
        field=estado,
        source=E.PRESENTADA,
        target=E.EN_REVISION,
        permission=permisos.puede_revisar,
        custom={"dueno": "CNCS", "etiqueta": "Tomar"},
    )
    def tomar(self, *, por: Persona, ahora: datetime) -> dict:
        """7.iii: a reviewer of the CNCS takes it."""
        self.revisor = por
        return {"revisa": por.nombre}

    @transition(
        field=estado,
        source=[E.PRESENTADA, E.EN_REVISION],
        target=E.EN_REVISION,
        permission=permisos.puede_asignar,
        custom={"dueno": "Titular de la CNCS", "etiqueta": "Asignar"},
    )
    def asignar(self, *, por: Persona, ahora: datetime, revisor: Persona) -> dict:
        """7.iii: the head of the CNCS gives it to a reviewer."""
        self.revisor = revisor
        return {"revisa": revisor.nombre}

    @transition(
        field=estado,
        source=E.EN_REVISION,
        target=E.AUTORIZADA,
        permission=permisos.puede_decidir,
        custom={"dueno": "CNCS", "etiqueta": "Autorizar"},
    )
    def autorizar(self, *, por: Persona, ahora: datetime, respuesta: str, plazo: Plazo, elementos: list[str]) -> dict:
        """7.iii: the CNCS authorises and hands over the graphic elements."""
        self.resuelta, self.resuelta_por, self.respuesta, self.plazo_uso = ahora, por, respuesta, plazo
        return {"elementos": elementos}

    @transition(
        field=estado,
        source=E.EN_REVISION,
        target=E.RECHAZADA,
        permission=permisos.puede_decidir,
        custom={"dueno": "CNCS", "etiqueta": "Rechazar"},
    )
    def rechazar(self, *, por: Persona, ahora: datetime, fundamentos: list[str], respuesta: str) -> dict:
        """7.iii: the CNCS rejects, and says on which numerals and why."""
        self.resuelta, self.resuelta_por = ahora, por
        self.fundamentos, self.respuesta = fundamentos, respuesta
        return {"fundamentos": fundamentos}

    @transition(
        field=estado,
        source=[E.BORRADOR, E.PRESENTADA, E.EN_REVISION],
        target=E.RETIRADA,
        permission=permisos.es_su_titular,
        custom={"dueno": "Titular del área", "etiqueta": "Retirar"},
    )
    def retirar(self, *, por: Persona, ahora: datetime, motivo: str) -> dict:
        """7.i: before a decision the área may take its request back."""
        self.motivo_cierre = motivo
        return {"motivo": motivo}

    @transition(
        field=estado,
        source=E.AUTORIZADA,
        target=E.CON_BUZON,
        permission=permisos.puede_registrar_buzon,
        custom={"dueno": "UNICOM", "etiqueta": "Registrar buzón"},
    )
    def registrar_buzon(self, *, por: Persona, ahora: datetime, correo: str) -> dict:
        """7.vi: UNICOM creates the mailbox with which the account is opened."""
        self.correo, self.buzon_registrado = correo, ahora
        return {"buzon": correo}

    @transition(
        field=estado,
        source=[E.AUTORIZADA, E.CON_BUZON],
        target=E.SIN_EFECTO,
        permission=permisos.es_su_titular,
        custom={"dueno": "Titular del área", "etiqueta": "Renunciar"},
    )
    def renunciar(self, *, por: Persona, ahora: datetime, motivo: str) -> dict:
        """7.i: the área will not use the authorisation."""
        # The mailbox is free for another account again.
        self.motivo_cierre, self.correo = motivo, ""
        return {"motivo": motivo}

    @transition(
        field=estado,
        source=E.CON_BUZON,
        target=E.ABIERTA,
        permission=permisos.es_su_titular,
        custom={"dueno": "Titular del área", "etiqueta": "Registrar la apertura"},
    )
    def registrar_apertura(self, *, por: Persona, ahora: datetime, cuenta: Cuenta) -> dict:
        """7.iv: the área opened the account on the network and records where."""
        self.cuenta = cuenta
        return {"cuenta": str(cuenta), "direccion": cuenta.url}

    @transition(
        field=estado,
        source=E.ABIERTA,
        target=E.CONCLUIDA,
        permission=permisos.es_su_titular,
        custom={"dueno": "Titular del área", "etiqueta": "Avisar al Comité"},
    )
    def notificar(self, *, por: Persona, ahora: datetime, titular: Persona, suplente: Persona) -> dict:
        """7.iv: the Comité was told, also of who administers it in the end; the account is active."""
        self.titular_propuesto, self.suplente_propuesto = titular, suplente
        return {"cuenta": str(self.cuenta), "titular": titular.nombre, "suplente": suplente.nombre}
