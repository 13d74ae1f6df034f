"""People: the user model, their positions over time and the roles they were given."""

from typing import Any, Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from simple_history.models import HistoricalRecords

from organizacion.estados import ROLES_CON_ADMIN, Nivel, Rol
from organizacion.models.area import Area
from organizacion.permisos import AreaConRuta


class PersonaManager(BaseUserManager["Persona"]):
    def create_user(self, email: str, password: str | None = None, **campos: Any) -> "Persona":
        """Register a person; without ``password`` nobody signs in with one."""
        persona = self.model(email=email.strip().lower(), **campos)
        persona.set_password(password)
        persona.save(using=self._db)
        return persona

    def create_superuser(self, email: str, password: str | None = None, **campos: Any) -> "Persona":
        return self.create_user(email, password, is_superuser=True, **campos)

    def get_by_natural_key(self, email: str | None) -> "Persona":
        return self.get(email__iexact=email)


class Persona(AbstractBaseUser, PermissionsMixin):
    """A public servant who signs in. What a person may do comes from ``credenciales``, never from these columns."""

    email = models.EmailField("correo institucional", max_length=254, unique=True)
    nombre = models.CharField("nombre completo", max_length=150)
    is_active = models.BooleanField("activa", default=True, help_text="Quien no está activo no puede entrar.")
    date_joined = models.DateTimeField("alta", auto_now_add=True)
    demostracion = models.CharField("papel en la demostración", max_length=80, blank=True, editable=False)
    history = HistoricalRecords(
        verbose_name="historia de la persona", excluded_fields=["password", "last_login", "demostracion"]
    )

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["nombre"]

    objects = PersonaManager()

    class Meta:
        verbose_name = "persona"
        verbose_name_plural = "personas"
        ordering = ["nombre", "pk"]
        constraints = [models.UniqueConstraint(Lower("email"), name="organizacion_persona_correo_unico")]

    def __str__(self) -> str:
        return self.nombre

    def get_full_name(self) -> str:
        return self.nombre

    @property
    def is_staff(self) -> bool:
        """Who may enter the admin: a matter of roles, so that no column can drift from them."""
        return self.is_superuser or bool(self.credenciales.roles & ROLES_CON_ADMIN)

    @cached_property
    def nombramiento_vigente(self) -> "Nombramiento | None":
        """The person's position today, with its área; there is at most one."""
        return self.nombramientos.vigentes().select_related("area").first()

    @cached_property
    def credenciales(self) -> "CredencialesDePersona":
        """What this person is today; each part is read once per instance, that is, once per request."""
        return CredencialesDePersona(self)

    @cached_property
    def rotulo_de_roles(self) -> str:
        """The roles as the header shows them, e.g. «Titular de DECEyEC · Revisión CNCS»."""
        roles, cncs = self.credenciales.roles, settings.INSTITUCION.cncs.siglas
        # The head of the CNCS is so by role; the área would only say it again.
        titularidades = [
            a.siglas for a in self.credenciales.titular_de if not (a.siglas == cncs and Rol.TITULAR_CNCS in roles)
        ]
        partes = [f"Titular de {siglas}" for siglas in titularidades]
        partes += [rol.label for rol in Rol if rol in roles]
        partes = partes or [f"Personal de {area.siglas}" for area in self.credenciales.adscripciones]
        return " · ".join(partes) or "Sin cargo vigente"


class CredencialesDePersona:
    """The credentials of one person, read when they are asked for."""

    def __init__(self, persona: Persona) -> None:
        self._persona = persona

    @cached_property
    def roles(self) -> frozenset[Rol]:
        return frozenset(Rol(rol) for rol in self._persona.asignaciones.vigentes().values_list("rol", flat=True))

    @cached_property
    def adscripciones(self) -> tuple[AreaConRuta, ...]:
        nombramiento = self._persona.nombramiento_vigente
        if nombramiento is None:
            return ()
        area = nombramiento.area
        return (AreaConRuta(area.pk, area.siglas, area.ruta),)

    @cached_property
    def titular_de(self) -> tuple[AreaConRuta, ...]:
        nombramiento = self._persona.nombramiento_vigente
        return self.adscripciones if nombramiento and nombramiento.es_titular else ()

    @property
    def rutas_que_encabeza(self) -> tuple[str, ...]:
        return tuple(area.ruta for area in self.titular_de)


class VigenteQuerySet(models.QuerySet[Any]):
    def vigentes(self) -> Self:
        """Those in force: nobody has ended them."""
        return self.filter(hasta__isnull=True)


class Nombramiento(models.Model):
    """A position of a person in an área, with its level and dates. In force while ``hasta`` is empty."""

    persona = models.ForeignKey(Persona, on_delete=models.PROTECT, related_name="nombramientos")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="nombramientos", verbose_name="área")
    cargo = models.CharField("cargo", max_length=200)
    nivel = models.CharField("nivel", max_length=20, choices=Nivel)
    es_titular = models.BooleanField("es titular del área", default=False)
    desde = models.DateField("desde")
    hasta = models.DateField("hasta", null=True, blank=True)
    history = HistoricalRecords(verbose_name="historia del nombramiento")

    objects = VigenteQuerySet.as_manager()

    class Meta:
        verbose_name = "nombramiento"
        verbose_name_plural = "nombramientos"
        ordering = ["-desde", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["persona"],
                condition=models.Q(hasta__isnull=True),
                name="organizacion_un_nombramiento_vigente_por_persona",
                violation_error_message="Esta persona ya tiene un nombramiento vigente: termine ese primero.",
            ),
            models.UniqueConstraint(
                fields=["area"],
                condition=models.Q(hasta__isnull=True, es_titular=True),
                name="organizacion_un_titular_vigente_por_area",
                violation_error_message="El área ya tiene titular: termine primero su nombramiento.",
            ),
            models.CheckConstraint(
                condition=models.Q(hasta__isnull=True) | models.Q(hasta__gte=models.F("desde")),
                name="organizacion_nombramiento_termina_despues",
                violation_error_message="La fecha final no puede ser anterior a la inicial.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.persona}, {self.cargo}"


class AsignacionRol(models.Model):
    """A role given to a person, with its dates. In force while ``hasta`` is empty."""

    persona = models.ForeignKey(Persona, on_delete=models.PROTECT, related_name="asignaciones")
    rol = models.CharField("rol", max_length=30, choices=Rol)
    desde = models.DateField("desde")
    hasta = models.DateField("hasta", null=True, blank=True)
    history = HistoricalRecords(verbose_name="historia de la asignación de rol")

    objects = VigenteQuerySet.as_manager()

    class Meta:
        verbose_name = "rol asignado"
        verbose_name_plural = "roles asignados"
        ordering = ["persona", "rol"]
        constraints = [
            models.UniqueConstraint(
                fields=["persona", "rol"],
                condition=models.Q(hasta__isnull=True),
                name="organizacion_rol_vigente_unico",
                violation_error_message="Esta persona ya tiene ese rol.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_rol_display()}: {self.persona}"
