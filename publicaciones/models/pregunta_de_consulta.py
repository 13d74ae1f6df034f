"""6.viii: what the CNCS asks about a consult while it studies it."""

from django.db import models
from django.db.models import Q

from organizacion.models import Persona
from publicaciones.models.consulta import Consulta


class PreguntaDeConsulta(models.Model):
    """6.viii: what the CNCS asked of who administers the account, and what was answered. One at a time."""

    consulta = models.ForeignKey(Consulta, on_delete=models.PROTECT, related_name="preguntas")
    texto = models.TextField("qué se pregunta", max_length=2000)
    pedida = models.DateTimeField("pedida")
    pedida_por = models.ForeignKey(Persona, on_delete=models.PROTECT, related_name="+")
    respuesta = models.TextField("respuesta", max_length=4000, blank=True)
    respondida = models.DateTimeField("respondida", null=True, blank=True)
    respondida_por = models.ForeignKey(Persona, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "pregunta de una consulta"
        verbose_name_plural = "preguntas de consultas"
        ordering = ["pedida", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["consulta"], condition=Q(respondida__isnull=True), name="publicaciones_una_pregunta_a_la_vez"
            )
        ]

    def __str__(self) -> str:
        return self.texto[:60]
