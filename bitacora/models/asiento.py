"""The log (8.c, 6.xv): append-only entries, chained by hash. Text copies only: it refers to no table of the domain."""

from django.db import models


class Cadena(models.Model):
    """Head of a chain of entries; its row is the lock that keeps two writers from forking the chain."""

    clave = models.CharField("clave", max_length=120, unique=True)
    ultimo_numero = models.PositiveBigIntegerField("último número", default=0)
    ultimo_hash = models.CharField("última huella", max_length=64, blank=True)

    class Meta:
        verbose_name = "cadena"
        verbose_name_plural = "cadenas"

    def __str__(self) -> str:
        return f"{self.clave} ({self.ultimo_numero})"


class Asiento(models.Model):
    """One act, as it was logged. ``canonico`` is the exact text whose SHA-256 is ``hash``.

    The other columns repeat parts of ``canonico`` to search by them; ``verificar`` checks that they agree.
    The database refuses UPDATE, DELETE and TRUNCATE on this table by triggers.
    """

    cadena = models.CharField("cadena", max_length=120)
    numero = models.PositiveBigIntegerField("número")
    momento = models.DateTimeField("momento", db_index=True)
    actor = models.CharField("quién", max_length=420)  # a name of 150, an address of 254, and the signs between them
    acto = models.CharField("acto", max_length=80)
    objeto = models.CharField("sobre qué", max_length=300)
    canonico = models.TextField("texto canónico")
    hash_previo = models.CharField("huella previa", max_length=64, blank=True)
    hash = models.CharField("huella", max_length=64)

    class Meta:
        verbose_name = "asiento"
        verbose_name_plural = "asientos"
        ordering = ["cadena", "numero"]
        constraints = [
            models.UniqueConstraint(fields=["cadena", "numero"], name="bitacora_asiento_unico_en_su_cadena"),
            models.CheckConstraint(condition=~models.Q(actor=""), name="bitacora_asiento_con_actor"),
            models.CheckConstraint(condition=~models.Q(acto=""), name="bitacora_asiento_con_acto"),
        ]

    def __str__(self) -> str:
        return f"{self.cadena} #{self.numero}: {self.acto}"
