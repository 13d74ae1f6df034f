"""Makes what the tests need through the product's own actions, so that nothing exists here that could not there."""

import csv
import io
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pikepdf
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from bitacora.actores import Sistema
from organizacion.acciones import asignar_rol, nombrar, registrar_areas, registrar_persona
from organizacion.estados import Nivel, Rol
from organizacion.models import Area, Persona
from plazos.acciones import sembrar_calendario
from plazos.calendario import Periodo
from plazos.ley import descansos_obligatorios
from solicitudes import acciones
from solicitudes.estados import EstadoApertura as E
from solicitudes.models import Apertura

CARGA = Sistema("pruebas")
CONTRASENA = "una-frase-larga-de-prueba"
SIGLAS = {"CNCS", "UNICOM", "OIC", "DERFE", "DECEyEC", "SE", "CE", "JL-AGS", "JD-AGS-01", "JL-OAX", "JD-OAX-01"}


@dataclass
class Institucion:
    """Áreas by siglas and people by a short name; ``ahora`` is when they were loaded."""

    ahora: datetime
    areas: dict[str, Area] = field(default_factory=dict)
    personas: dict[str, Persona] = field(default_factory=dict)

    def __getitem__(self, clave: str) -> Persona:
        """A person by short name, read again, so that no credentials are kept from before."""
        return Persona.objects.get(pk=self.personas[clave].pk)

    def persona(
        self,
        clave: str,
        nombre: str,
        siglas: str,
        nivel: Nivel = Nivel.OPERATIVO,
        *roles: Rol,
        es_titular: bool = False,
        cargo: str = "",
    ) -> Persona:
        """Register a person with a position and roles; the password is ``CONTRASENA``."""
        persona = registrar_persona(
            email=f"{clave}@ine.mx", nombre=nombre, contrasena=CONTRASENA, por=CARGA, ahora=self.ahora
        )
        desde = date(2025, 1, 7)
        nombrar(
            persona=persona,
            area=self.areas[siglas],
            cargo=cargo or f"Cargo de {nombre}",
            nivel=nivel,
            es_titular=es_titular,
            desde=desde,
            por=CARGA,
            ahora=self.ahora,
        )
        for rol in roles:
            asignar_rol(persona=persona, rol=rol, desde=desde, por=CARGA, ahora=self.ahora)
        self.personas[clave] = persona
        return persona


def cargar_institucion(ahora: datetime) -> Institucion:
    """Áreas, calendar and people; every role, twice where two are needed to tell one's own from another's."""
    base = Path(settings.BASE_DIR)
    with (base / "organizacion/datos/areas.csv").open(encoding="utf-8", newline="") as archivo:
        filas = [fila for fila in csv.DictReader(archivo) if fila["siglas"] in SIGLAS]
    registrar_areas(filas=filas, por=CARGA, ahora=ahora)
    with (base / "plazos/datos/dias-inhabiles.csv").open(encoding="utf-8", newline="") as archivo:
        propios = [
            Periodo(date.fromisoformat(f["desde"]), date.fromisoformat(f["hasta"]), f["motivo"], f["fundamento"])
            for f in csv.DictReader(archivo)
        ]
    sembrar_calendario(
        periodos=[*descansos_obligatorios(2018, 2036), *propios], motivo="Datos de prueba", por=CARGA, ahora=ahora
    )
    ine = Institucion(ahora=ahora, areas={area.siglas: area for area in Area.objects.all()})
    sup, medio, oper = Nivel.SUPERIOR, Nivel.MANDO_MEDIO, Nivel.OPERATIVO
    ine.persona("titular", "María Fernanda Íñiguez Ávalos", "DECEyEC", sup, es_titular=True)
    ine.persona("medio", "José Ángel Núñez Peña", "DECEyEC", medio)
    ine.persona("operativo", "Zoë Ximénez Güemes", "DECEyEC", oper)
    ine.persona("otra_titular", "Rocío Cárdenas Muñoz", "DERFE", sup, es_titular=True)
    ine.persona("otro_medio", "Andrés Peláez Solís", "DERFE", medio)
    ine.persona("otro_operativo", "Úrsula Ordóñez Lira", "DERFE", oper)
    ine.persona("vocal_local", "Inés Aragón Téllez", "JL-AGS", sup, es_titular=True)
    ine.persona("medio_local", "Óscar Murguía Lugo", "JL-AGS", medio)
    ine.persona("vocal_distrital", "Raúl Zúñiga Orta", "JD-AGS-01", medio, es_titular=True)
    ine.persona("operativo_distrital", "Lía Esquivel Mora", "JD-AGS-01", oper)
    ine.persona("revisora", "Beatriz Olvera Rangel", "CNCS", medio, Rol.REVISION)
    ine.persona("revisor", "Tomás Quiñones Vidal", "CNCS", medio, Rol.REVISION)
    ine.persona("titular_cncs", "Elena Bátiz Correa", "CNCS", sup, Rol.TITULAR_CNCS, es_titular=True)
    ine.persona("unicom", "Héctor Sáenz Loya", "UNICOM", medio, Rol.UNICOM)
    ine.persona("presidencia", "Norma Itzel Rueda Paz", "SE", sup, Rol.COMITE_PRESIDENCIA)
    ine.persona("secretaria", "Iván Bermúdez Coss", "SE", medio, Rol.COMITE_SECRETARIA)
    ine.persona("control", "Ofelia Trujillo Baeza", "OIC", medio, Rol.CONTROL)
    ine.persona("consejera", "Dora Luz Márquez Ríos", "CE", sup, Rol.CONSEJERO)
    ine.persona("sistema", "Saúl Ibarra Nava", "UNICOM", medio, Rol.SISTEMA)
    return ine


def recuperar_institucion(ahora: datetime) -> Institucion:
    """The institution that ``cargar_institucion`` loaded, read from the database."""
    personas = {persona.email.partition("@")[0]: persona for persona in Persona.objects.all()}
    return Institucion(ahora, {area.siglas: area for area in Area.objects.all()}, personas)


def pdf(*, texto: str = "Oficio firmado", nombre: str = "oficio firmado.pdf") -> SimpleUploadedFile:
    """A small sound PDF, as an upload."""
    documento = pikepdf.new()
    documento.add_blank_page(page_size=(612, 792))
    documento.docinfo["/Title"] = texto
    salida = io.BytesIO()
    documento.save(salida)
    return SimpleUploadedFile(nombre, salida.getvalue(), content_type="application/pdf")


def png(nombre: str = "logotipo.png") -> SimpleUploadedFile:
    """The smallest PNG: one transparent pixel."""
    contenido = bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63fcffff3f0300"
        "050001ffa5f645400000000049454e44ae426082"
    )
    return SimpleUploadedFile(nombre, contenido, content_type="image/png")


PROPUESTA: dict[str, Any] = {
    "red": "x",
    "identificador": "CulturaCivINE",
    "nombre": "Cultura Cívica INE",
    "fines": ["3.i", "3.xi"],
    "programa": "Estrategia Nacional de Cultura Cívica",
    "actividad": "Difundir materiales de educación cívica para jóvenes de 15 a 29 años.",
    "por_que_no_cncs": "El público y el tono son distintos de los de @INEMexico.",
    "operacion": "Dos publicaciones al día, con calendario mensual y respuesta en horas hábiles.",
    "frecuencia": "diaria",
}


def borrador(ine: Institucion, *, titular: str = "titular", ahora: datetime | None = None, **campos: Any) -> Apertura:
    """A complete draft of the área that ``titular`` heads."""
    quien = ine[titular]
    siglas = quien.credenciales.titular_de[0].siglas
    pares = {
        "titular": ("medio", "operativo"),
        "otra_titular": ("otro_medio", "otro_operativo"),
        "vocal_local": ("medio_local", "operativo_distrital"),
        "vocal_distrital": ("vocal_distrital", "operativo_distrital"),
        "titular_cncs": ("revisora", "revisor"),
    }
    propuestos = {
        "titular_propuesto": ine[pares[titular][0]],
        "suplente_propuesto": ine[pares[titular][1]],
    }
    return acciones.iniciar(
        area=ine.areas[siglas], por=quien, ahora=ahora or ine.ahora, **{**PROPUESTA, **propuestos, **campos}
    )


def apertura(
    ine: Institucion,
    estado: E = E.PRESENTADA,
    *,
    titular: str = "titular",
    revisor: str = "revisora",
    ahora: datetime | None = None,
    **campos: Any,
) -> Apertura:
    """An opening walked to ``estado`` by whoever walks it in the product; each act comes a minute after the other."""
    reloj = ahora or ine.ahora
    fila = borrador(ine, titular=titular, ahora=reloj, **campos)
    for paso in CAMINOS[estado]:
        fila = paso(fila, ine, ine[titular], ine[revisor], reloj)
        reloj += timedelta(minutes=1)
    return fila


def _presentar(fila: Apertura, ine: Institucion, titular: Persona, revisor: Persona, reloj: datetime) -> Apertura:
    return acciones.presentar(
        apertura=fila,
        oficio_numero="INE/DECEYEC/0123/2025",
        oficio_fecha=reloj.date(),
        oficio=pdf(),
        por=titular,
        ahora=reloj,
    )


def _retirar(fila: Apertura, ine: Institucion, titular: Persona, revisor: Persona, reloj: datetime) -> Apertura:
    return acciones.retirar(apertura=fila, motivo="Ya no hace falta", por=titular, ahora=reloj)


def _tomar(fila: Apertura, ine: Institucion, titular: Persona, revisor: Persona, reloj: datetime) -> Apertura:
    return acciones.tomar(apertura=fila, por=revisor, ahora=reloj)


def _rechazar(fila: Apertura, ine: Institucion, titular: Persona, revisor: Persona, reloj: datetime) -> Apertura:
    texto = "Las cuentas de la CNCS bastan para este material."
    return acciones.rechazar(apertura=fila, fundamentos=["7.i"], respuesta=texto, por=revisor, ahora=reloj)


def _autorizar(fila: Apertura, ine: Institucion, titular: Persona, revisor: Persona, reloj: datetime) -> Apertura:
    return acciones.autorizar(apertura=fila, respuesta="Se autoriza.", elementos=[png()], por=revisor, ahora=reloj)


def _renunciar(fila: Apertura, ine: Institucion, titular: Persona, revisor: Persona, reloj: datetime) -> Apertura:
    return acciones.renunciar(apertura=fila, motivo="Cambió el programa", por=titular, ahora=reloj)


def _buzon(fila: Apertura, ine: Institucion, titular: Persona, revisor: Persona, reloj: datetime) -> Apertura:
    return acciones.registrar_buzon(apertura=fila, correo=f"buzon{fila.pk}@ine.mx", por=ine["unicom"], ahora=reloj)


def _abrir(fila: Apertura, ine: Institucion, titular: Persona, revisor: Persona, reloj: datetime) -> Apertura:
    return acciones.registrar_apertura(
        apertura=fila,
        identificador=fila.identificador,
        nombre=fila.nombre,
        url=fila.url_propuesta,
        id_permanente="",
        abierta_el=reloj.date(),
        por=titular,
        ahora=reloj,
    )


def _notificar(fila: Apertura, ine: Institucion, titular: Persona, revisor: Persona, reloj: datetime) -> Apertura:
    return acciones.notificar(apertura=fila, por=titular, ahora=reloj)


_REVISION = [_presentar, _tomar]
_AUTORIZADA = [*_REVISION, _autorizar]
_ABIERTA = [*_AUTORIZADA, _buzon, _abrir]
CAMINOS = {
    E.BORRADOR: [],
    E.PRESENTADA: [_presentar],
    E.RETIRADA: [_presentar, _retirar],
    E.EN_REVISION: _REVISION,
    E.RECHAZADA: [*_REVISION, _rechazar],
    E.AUTORIZADA: _AUTORIZADA,
    E.SIN_EFECTO: [*_AUTORIZADA, _renunciar],
    E.CON_BUZON: [*_AUTORIZADA, _buzon],
    E.ABIERTA: _ABIERTA,
    E.CONCLUIDA: [*_ABIERTA, _notificar],
}
