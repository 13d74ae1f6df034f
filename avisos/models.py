"""The outbox: every mail that must not be lost is a row, written in the transaction of the act it tells of."""

from django.db import models
from django.db.models import Q

from avisos.estados import EstadoAviso


class Aviso(models.Model):
    """One message to one mailbox. ``mensaje_id`` is fixed when it is written, so that a repeat is recognisable."""

    mensaje_id = models.CharField("Message-ID", max_length=200, unique=True)
    clase = models.CharField("clase", max_length=60)
    para = models.EmailField("para", max_length=254)
    respaldos = models.JSONField("buzones de respaldo", default=list, blank=True)
    asunto = models.CharField("asunto", max_length=250)
    cuerpo = models.TextField("cuerpo")
    cadena = models.CharField("cadena del asunto", max_length=120, blank=True)
    estado = models.CharField("estado", max_length=12, choices=EstadoAviso, default=EstadoAviso.PENDIENTE)
    creado = models.DateTimeField("creado")
    proximo_intento = models.DateTimeField("próximo intento")
    intentos = models.PositiveSmallIntegerField("intentos", default=0)
    error = models.CharField("último error", max_length=500, blank=True)
    enviado = models.DateTimeField("enviado", null=True, blank=True)

    class Meta:
        verbose_name = "aviso"
        verbose_name_plural = "avisos"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["proximo_intento", "id"], condition=Q(estado="pendiente"), name="avisos_pendientes"),
            models.Index(fields=["cadena"], name="avisos_por_cadena"),
            models.Index(fields=["para", "-id"], name="avisos_por_buzon"),
        ]

    def __str__(self) -> str:
        return f"{self.asunto} → {self.para}"
