"""6.xxxi: a security incident of an account, from its report to its closing, and what was seen of it."""

import uuid
from datetime import datetime, timedelta
from pathlib import PurePath
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django_fsm import FSMModelMixin, transition
from simple_history.models import HistoricalRecords

from bitacora.campos import EstadoField
from cuentas import permisos
from cuentas.estados import COMPROMETEN, INCIDENTES_ABIERTOS, ClaseIncidente, EstadoIncidente, PuntoDeAcceso
from cuentas.models.cuenta import Cuenta
from organizacion.models import Persona
from plazos.models import Plazo

E = EstadoIncidente
ATIENDEN = "Administra, encabeza el área, UNICOM o CNCS"


class IncidenteQuerySet(models.QuerySet["Incidente"]):
    def abiertos(self) -> Self:
        return self.filter(estado__in=INCIDENTES_ABIERTOS)

    def visibles_para(self, persona: Any) -> Self:
        """Those of the accounts that the person may open inside, and those that the person reported."""
        if not getattr(persona, "pk", None):
            return self.none()
        suyos = Evidencia.objects.filter(autor=persona, es_reporte=True)
        return self.filter(
            Q(cuenta__in=Cuenta.objects.visibles_para(persona).values("pk")) | Q(pk__in=suyos.values("incidente"))
        )


class Incidente(FSMModelMixin, models.Model):
    """An account that was hacked or operated wrongly. One is open per account: another report is added to it."""

    NOMBRADO_CON = ("cuenta",)
    folio = models.CharField("folio", max_length=20, unique=True)
    cuenta = models.ForeignKey(Cuenta, on_delete=models.PROTECT, related_name="incidentes")
    clase = models.CharField("qué pasó", max_length=20, choices=ClaseIncidente)
    detectado = models.DateTimeField("se notó")
    descripcion = models.TextField("qué se ve", max_length=4000)
    reportado = models.DateTimeField("reportado")
    reportado_por = models.ForeignKey(Persona, on_delete=models.PROTECT, related_name="+")
    contenido = models.DateTimeField("contenido", null=True, blank=True)
    contencion = models.TextField("cómo se contuvo", max_length=4000, blank=True)
    recuperado = models.DateTimeField("recuperado", null=True, blank=True)
    recuperacion = models.TextField("cómo se recuperó", max_length=4000, blank=True)
    accesos = models.JSONField("accesos revisados", default=list, blank=True)
    accesos_nota = models.TextField("nota de la revisión de accesos", max_length=2000, blank=True)
    accesos_revisados = models.DateTimeField("accesos revisados el", null=True, blank=True)
    accesos_revisados_por = models.ForeignKey(
        Persona, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    lecciones = models.TextField("lecciones", max_length=4000, blank=True)
    cerrado = models.DateTimeField("cerrado", null=True, blank=True)
    cerrado_por = models.ForeignKey(Persona, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reabierto = models.DateTimeField("reabierto", null=True, blank=True)
    plazo_contencion = models.OneToOneField(
        Plazo, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="plazo para contener"
    )
    plazo_cierre = models.OneToOneField(
        Plazo, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="plazo para cerrar"
    )
    estado = EstadoField("estado", choices=EstadoIncidente, default=E.REPORTADO)
    history = HistoricalRecords(verbose_name="historia del incidente")

    objects = IncidenteQuerySet.as_manager()

    class Meta:
        verbose_name = "incidente de seguridad"
        verbose_name_plural = "incidentes de seguridad"
        ordering = ["-reportado", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cuenta"],
                condition=Q(estado__in=INCIDENTES_ABIERTOS),
                name="cuentas_un_incidente_abierto",
                violation_error_message="Esa cuenta ya tiene un incidente abierto.",
            ),
            models.CheckConstraint(
                condition=Q(detectado__lte=F("reportado")), name="cuentas_incidente_se_nota_antes_de_reportar"
            ),
            models.CheckConstraint(
                condition=~Q(estado=E.CERRADO)
                | (
                    Q(cerrado__isnull=False, recuperado__isnull=False, accesos_revisados__isnull=False)
                    & ~Q(lecciones="")
                ),
                name="cuentas_incidente_cerrado_completo",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.folio} · {self.cuenta}"

    @property
    def cadena(self) -> str:
        return f"incidente:{self.pk}"

    @property
    def abierto(self) -> bool:
        return self.estado in INCIDENTES_ABIERTOS

    @property
    def compromete(self) -> bool:
        """Must citizens be told not to trust the account?"""
        return self.estado in COMPROMETEN

    @cached_property
    def reportaron(self) -> set[int]:
        """The ids of those who reported it: the first one and those who came after."""
        return {self.reportado_por_id, *self.evidencias.filter(es_reporte=True).values_list("autor_id", flat=True)}

    @property
    def puntos_de_acceso(self) -> list[tuple[str, bool]]:
        """Each point of the review of access, and whether it is done."""
        return [(str(punto.label), punto.value in self.accesos) for punto in PuntoDeAcceso]

    @property
    def tiempos(self) -> list[tuple[str, timedelta]]:
        """How long each step took, of those that were taken since it was noticed."""
        desde, tiempos = self.detectado, []
        pasos = [
            ("De notarlo a reportarlo", self.reportado),
            ("De reportarlo a contenerlo", self.contenido),
            ("De contenerlo a recuperar la cuenta", self.recuperado),
            ("De recuperarla a cerrarlo", self.cerrado if self.estado == E.CERRADO else None),
        ]
        for rotulo, hasta in pasos:
            if hasta:
                tiempos.append((rotulo, hasta - desde))
                desde = hasta
        return tiempos

    @transition(
        field=estado,
        source=E.REPORTADO,
        target=E.CONTENIDO,
        permission=permisos.atiende_incidente,
        custom={"dueno": ATIENDEN, "etiqueta": "Contener"},
    )
    def contener(self, *, por: Any, ahora: datetime, medidas: str) -> dict[str, Any]:
        """6.xxxi: nobody is doing harm with the account any more."""
        self.contenido, self.contencion = ahora, medidas
        return {"medidas": medidas}

    @transition(
        field=estado,
        source=[E.REPORTADO, E.CONTENIDO],
        target=E.RECUPERADO,
        permission=permisos.atiende_incidente,
        custom={"dueno": ATIENDEN, "etiqueta": "Recuperar"},
    )
    def recuperar(self, *, por: Any, ahora: datetime, medidas: str) -> dict[str, Any]:
        """6.xxxi: the área has its account back. What was recovered is contained."""
        self.recuperado, self.recuperacion, self.contenido = ahora, medidas, self.contenido or ahora
        return {"medidas": medidas}

    @transition(
        field=estado,
        source=E.RECUPERADO,
        target=E.CERRADO,
        permission=permisos.puede_resolver_incidente,
        custom={"dueno": "CNCS", "etiqueta": "Cerrar"},
    )
    def cerrar(self, *, por: Any, ahora: datetime) -> dict[str, Any]:
        """6.xxxi: lessons are written, the password was changed after the recovery, and access was reviewed."""
        self.cerrado, self.cerrado_por = ahora, por
        return {}

    @transition(
        field=estado,
        source=[E.REPORTADO, E.CONTENIDO],
        target=E.FALSA_ALARMA,
        permission=permisos.puede_resolver_incidente,
        custom={"dueno": "CNCS", "etiqueta": "Falsa alarma"},
    )
    def desestimar(self, *, por: Any, ahora: datetime, motivo: str) -> dict[str, Any]:
        """6.xxxi: nothing had happened to the account."""
        self.cerrado, self.cerrado_por = ahora, por
        return {"motivo": motivo}

    @transition(
        field=estado,
        source=[E.CERRADO, E.FALSA_ALARMA],
        target=E.REPORTADO,
        permission=permisos.atiende_incidente,
        custom={"dueno": ATIENDEN, "etiqueta": "Reabrir"},
    )
    def reabrir(self, *, por: Any, ahora: datetime, motivo: str) -> dict[str, Any]:
        """6.xxxi: it was not over: everything is to be done again, and what was done stays in the log."""
        return {"motivo": motivo, **self._volver_a_empezar(ahora)}

    @transition(
        field=estado,
        source=E.RECUPERADO,
        target=E.REPORTADO,
        permission=permisos.reporta_este_incidente,
        custom={"dueno": "Quien lo nota", "etiqueta": "Reportar otra vez"},
    )
    def recaer(self, *, por: Any, ahora: datetime) -> dict[str, Any]:
        """6.xxxi: somebody reports the account again after its recovery: it was not recovered, or it fell again."""
        return self._volver_a_empezar(ahora)

    def _volver_a_empezar(self, ahora: datetime) -> dict[str, str]:
        antes = {"contenido": self.contenido, "recuperado": self.recuperado, "cerrado": self.cerrado}
        self.contenido = self.recuperado = self.cerrado = self.accesos_revisados = None
        self.cerrado_por = self.accesos_revisados_por = None
        self.accesos, self.reabierto = [], ahora
        return {clave: valor.isoformat() for clave, valor in antes.items() if valor}


class EvidenciaQuerySet(models.QuerySet["Evidencia"]):
    def visibles_para(self, persona: Any) -> Self:
        """All of the accounts that the person may open inside; of the others, what the person handed in."""
        if not getattr(persona, "pk", None):
            return self.none()
        cuentas = Cuenta.objects.visibles_para(persona).values("pk")
        return self.filter(Q(incidente__cuenta__in=cuentas) | Q(autor=persona))


def _ruta(evidencia: "Evidencia", nombre: str) -> str:
    """A name that nobody chose: no path, no clash, no surprise."""
    return f"incidentes/{evidencia.momento:%Y/%m}/{uuid.uuid4().hex}{PurePath(nombre).suffix.lower()[:8]}"


class Evidencia(models.Model):
    """What somebody saw: a text, or a file with the digest of its bytes. ``es_reporte`` when it came as a report."""

    incidente = models.ForeignKey(Incidente, on_delete=models.PROTECT, related_name="evidencias")
    autor = models.ForeignKey(Persona, on_delete=models.PROTECT, related_name="+")
    momento = models.DateTimeField("momento")
    es_reporte = models.BooleanField("llegó como reporte", default=False)
    texto = models.TextField("qué se ve", max_length=4000, blank=True)
    archivo = models.FileField("archivo", upload_to=_ruta, max_length=200, blank=True)
    nombre = models.CharField("nombre", max_length=150, blank=True)
    huella = models.CharField("SHA-256", max_length=64, blank=True)
    tamano = models.PositiveBigIntegerField("tamaño en bytes", default=0)

    objects = EvidenciaQuerySet.as_manager()

    class Meta:
        verbose_name = "evidencia de un incidente"
        verbose_name_plural = "evidencias de incidentes"
        ordering = ["momento", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(texto="") | ~Q(archivo=""), name="cuentas_evidencia_con_algo"),
        ]

    def __str__(self) -> str:
        return self.nombre or self.texto[:60]
