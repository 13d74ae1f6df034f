"""The people of the demonstration: who they are, where they work and what they may do."""

import csv
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import make_password

from bitacora.actores import Sistema
from organizacion.acciones import asignar_rol, nombrar, registrar_persona
from organizacion.estados import Nivel, Rol
from organizacion.models import Area, Persona
from organizacion.tiempo import fecha_local

CARGA = Sistema("carga de la demostración")
# Printed in the README: fictitious people, in the demonstration only.
CONTRASENA = "demostracion-2026"
_PARTICULAS = {"de", "del", "la", "los", "y"}


def leer(nombre: str) -> Iterator[dict[str, str]]:
    """The rows of a table of ``panel/datos``."""
    ruta = Path(settings.BASE_DIR) / "panel/datos" / nombre
    with ruta.open(encoding="utf-8", newline="") as archivo:
        yield from csv.DictReader(archivo)


class Elenco:
    """The people at hand, by área and by role. Each instance reads its credentials once, after all are registered."""

    def __init__(self) -> None:
        self.areas = {area.siglas: area for area in Area.objects.all()}
        self._titulares: dict[str, Persona] = {}
        self._personal: dict[tuple[str, Nivel], list[Persona]] = {}
        self._roles: dict[Rol, list[Persona]] = {}

    def titular(self, siglas: str) -> Persona:
        return self._titulares[siglas]

    def con_rol(self, rol: Rol) -> list[Persona]:
        return self._roles[rol]

    def persona(self, nombre: str) -> Persona:
        """Somebody by name, with fresh credentials."""
        return Persona.objects.get(nombre=nombre)

    def relevar(self, sale: Persona, entra: Persona) -> None:
        """Where ``sale`` would administer the accounts to come, ``entra`` does."""
        for lista in self._personal.values():
            lista[:] = [entra if persona.pk == sale.pk else persona for persona in lista]

    def administradores(self, siglas: str, turno: int) -> tuple[Persona, Persona]:
        """5.1.b: a titular and a suplente for an account of the área; those who have it change with ``turno``."""
        medios = self._personal.get((siglas, Nivel.MANDO_MEDIO)) or [self.titular(siglas)]
        operativos = self._personal[siglas, Nivel.OPERATIVO]
        return medios[turno % len(medios)], operativos[turno % len(operativos)]

    def registrar(self, fila: dict[str, str], *, ahora: datetime) -> Persona:
        """Register one person of the table, without a password of their own."""
        siglas, nivel = fila["siglas"], Nivel(fila["nivel"])
        es_titular, desde = fila["titular"] == "si", fecha_local(ahora)
        persona = registrar_persona(email=correo(fila["nombre"]), nombre=fila["nombre"], por=CARGA, ahora=ahora)
        nombrar(
            persona=persona,
            area=self.areas[siglas],
            cargo=fila["cargo"],
            nivel=nivel,
            es_titular=es_titular,
            desde=desde,
            por=CARGA,
            ahora=ahora,
        )
        roles = [Rol(rol) for rol in fila["roles"].split()]
        for rol in roles:
            asignar_rol(persona=persona, rol=rol, desde=desde, por=CARGA, ahora=ahora)
            self._roles.setdefault(rol, []).append(persona)
        if es_titular:
            self._titulares[siglas] = persona
        elif not roles:
            self._personal.setdefault((siglas, nivel), []).append(persona)
        return persona


def reunir(*, ahora: datetime) -> Elenco:
    """Register everybody as of ``ahora``; all share ``CONTRASENA``, derived once."""
    elenco = Elenco()
    papeles: list[Persona] = []
    for fila in leer("personas-demostracion.csv"):
        persona = elenco.registrar(fila, ahora=ahora)
        if fila["demostracion"]:
            persona.demostracion = fila["demostracion"]
            papeles.append(persona)
    Persona.objects.update(password=make_password(CONTRASENA))
    Persona.objects.bulk_update(papeles, ["demostracion"])
    return elenco


def correo(nombre: str) -> str:
    """«María Fernanda Íñiguez Ávalos» → ``maria.iniguez@ine.mx``."""
    letras = unicodedata.normalize("NFD", nombre.lower())
    palabras = [p for p in "".join(c for c in letras if c.isascii() and c not in "'").split() if p not in _PARTICULAS]
    return f"{palabras[0]}.{palabras[-2]}@{settings.INSTITUCION.dominio}"
