"""8.c: anchors. Each day, what the last entry of every chain was, told to somebody outside: a chain that is rewritten
from its beginning, heads included, is still found. Text copies only, as in the log."""

from collections.abc import Iterator
from datetime import UTC

from django.db import models


class Ancla(models.Model):
    """The anchor of one day. It names the chains that grew since the one before, and carries its digest: so it commits
    to every entry of every chain. ``hash`` is the SHA-256 of its ``texto``.

    The database refuses UPDATE, DELETE and TRUNCATE on this table, as on the log's.
    """

    fecha = models.DateField("día", unique=True)
    momento = models.DateTimeField("momento")
    cadenas = models.PositiveBigIntegerField("cadenas")
    asientos = models.PositiveBigIntegerField("asientos")
    hash_previo = models.CharField("huella de la anterior", max_length=64, blank=True, unique=True)
    hash = models.CharField("huella", max_length=64, unique=True)

    class Meta:
        verbose_name = "ancla"
        verbose_name_plural = "anclas"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Ancla del {self.fecha.isoformat()}"

    def encabezado(self) -> Iterator[str]:
        yield f"ancla {self.fecha.isoformat()}"
        yield f"momento {self.momento.astimezone(UTC).isoformat(timespec='microseconds')}"
        yield f"anterior {self.hash_previo or '-'}"
        yield f"cadenas {self.cadenas}"
        yield f"asientos {self.asientos}"

    def lineas(self) -> Iterator[str]:
        """Its text, line by line, as it is mailed and checked: a header, and one line for each chain that grew."""
        yield from self.encabezado()
        for cabeza in self.cabezas.order_by("orden").iterator(chunk_size=2000):
            yield cabeza.linea

    @property
    def texto(self) -> str:
        return "\n".join(self.lineas()) + "\n"


class CabezaAnclada(models.Model):
    """How many entries a chain had when it was anchored, and the digest of the last one."""

    ancla = models.ForeignKey(Ancla, on_delete=models.PROTECT, related_name="cabezas")
    orden = models.PositiveBigIntegerField("lugar en el texto")
    cadena = models.CharField("cadena", max_length=120)
    numero = models.PositiveBigIntegerField("número")
    hash = models.CharField("huella", max_length=64)

    class Meta:
        verbose_name = "cabeza anclada"
        verbose_name_plural = "cabezas ancladas"
        ordering = ["ancla", "orden"]
        constraints = [
            models.UniqueConstraint(fields=["cadena", "numero"], name="bitacora_cabeza_anclada_una_vez"),
            models.UniqueConstraint(fields=["ancla", "orden"], name="bitacora_cabeza_en_su_lugar"),
        ]

    def __str__(self) -> str:
        return self.linea

    @property
    def linea(self) -> str:
        return f"{self.hash} {self.numero} {self.cadena}"
