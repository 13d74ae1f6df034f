"""Texts in preparation in the demonstration: those that somebody consulted, and those planned; and the blackouts."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from cuentas.estados import Red
from cuentas.models import Cuenta
from organizacion.estados import Rol
from organizacion.models import Persona
from organizacion.tiempo import instante_local
from panel.demostracion.elenco import Elenco
from panel.demostracion.reloj import Historia, Reloj
from publicaciones.acciones import consulta as consultas
from publicaciones.acciones.contenido import crear_contenido
from publicaciones.acciones.variante import Edicion, guardar_variante
from publicaciones.acciones.veda import decretar_veda, terminar_veda
from publicaciones.estados import AmbitoVeda, ClaseContenido, MateriaExenta
from publicaciones.estados.consulta import EstadoConsulta
from publicaciones.models import Consulta, Variante

E = EstadoConsulta


@dataclass(frozen=True)
class Texto:
    """A post in preparation: when it was written, for when it is planned, and the doubt that somebody had about it."""

    cuenta: tuple[Red, str]
    titulo: str
    texto: str
    horas: int  # since it was written
    dias: int  # until it is planned
    duda: str = ""
    numerales: tuple[str, ...] = ()
    destino: str = ""


def historias(elenco: Elenco, reloj: Reloj) -> list[Historia]:
    """Every story of a text in preparation, and the blackouts."""
    return [*(_texto(texto, turno, elenco, reloj) for turno, texto in enumerate(TEXTOS)), _vedas(elenco, reloj)]


def _texto(texto: Texto, turno: int, elenco: Elenco, reloj: Reloj) -> Historia:
    yield (ahora := reloj.ahora - timedelta(hours=texto.horas, minutes=7 * turno))
    cuenta = Cuenta.objects.select_related("area").get(red=texto.cuenta[0], identificador=texto.cuenta[1])
    quien = cuenta.administradores["titular"].persona
    variante = _escribir(texto, cuenta, quien, reloj, ahora)
    if not texto.duda:
        return
    yield (ahora := ahora + timedelta(minutes=5))
    consulta = consultas.presentar_consulta(
        variante=variante, duda=texto.duda, numerales=texto.numerales, por=quien, ahora=ahora
    )
    if texto.destino in {E.PRESENTADA, E.SIN_PRONUNCIAMIENTO}:
        return
    revisora = elenco.con_rol(Rol.REVISION)[turno % 2]
    yield (ahora := ahora + timedelta(hours=1))
    consulta = consultas.tomar_consulta(consulta=consulta, por=revisora, ahora=ahora)
    yield (ahora := ahora + timedelta(hours=1))
    _contestar(consulta, texto, revisora, ahora)


def _escribir(texto: Texto, cuenta: Cuenta, quien: Persona, reloj: Reloj, ahora: datetime) -> Variante:
    datos = {
        "titulo": texto.titulo,
        "clase": ClaseContenido.INFORMATIVO,
        "fines": ["3.iv"],
        "fuente": f"Información de {cuenta.area.nombre}",
        "area_avala": cuenta.area,
    }
    contenido = crear_contenido(datos=datos, cuentas=[cuenta], por=quien, ahora=ahora)
    variante = contenido.variantes.select_related("contenido", "cuenta__area").get()
    programada = reloj.en(reloj.hoy).replace(hour=12, minute=0) + timedelta(days=texto.dias)
    edicion = Edicion(texto.texto, programada=programada)
    return guardar_variante(variante=variante, edicion=edicion, version=variante.version, por=quien, ahora=ahora)[0]


def _contestar(consulta: Consulta, texto: Texto, por: Persona, ahora: datetime) -> None:
    if texto.destino == E.EN_ESTUDIO:
        pregunta = "¿La cifra ya se publicó en un acuerdo o todavía es un dato de trabajo del área?"
        consultas.preguntar_en_consulta(consulta=consulta, texto=pregunta, por=por, ahora=ahora)
    elif texto.destino == E.FAVORABLE:
        razon = "La convocatoria ya se publicó en la Gaceta Electoral: es información oficial."
        consultas.opinar_a_favor(consulta=consulta, respuesta=razon, por=por, ahora=ahora)
    elif texto.destino == E.CON_CAMBIOS:
        propuesto = texto.texto.replace("los mejores", "los seleccionados")
        razon = "«Los mejores» es una valoración que el jurado no ha hecho (6.iv)."
        consultas.proponer_cambios(consulta=consulta, respuesta=razon, texto=propuesto, por=por, ahora=ahora)
    else:
        razon = "Adelanta un resultado que el Consejo General todavía no aprueba (6.v)."
        consultas.opinar_en_contra(consulta=consulta, respuesta=razon, por=por, ahora=ahora)


def _vedas(elenco: Elenco, reloj: Reloj) -> Historia:
    """5.2.d: one that was ended before its date, and one to come in a state."""
    jefatura = elenco.con_rol(Rol.TITULAR_CNCS)[0]
    yield (ahora := reloj.hace(40, 120))
    veda = decretar_veda(
        nombre="Consulta popular local en Jalisco",
        fundamento="Ley de participación ciudadana del estado, plazo previo a la jornada",
        desde=reloj.hace(30),
        hasta=reloj.hace(10),
        ambito=AmbitoVeda.ALGUNAS,
        entidades=["Jalisco"],
        exentas=[MateriaExenta.PROTECCION_CIVIL],
        por=jefatura,
        ahora=ahora,
    )
    yield (ahora := reloj.hace(20, 130))
    terminar_veda(veda=veda, motivo="La consulta se canceló por acuerdo del órgano local.", por=jefatura, ahora=ahora)
    yield (ahora := reloj.hace(3, 140))
    decretar_veda(
        nombre="Campañas de la elección extraordinaria en Oaxaca",
        fundamento="Artículo 41, base III, apartado C, de la Constitución",
        desde=instante_local(reloj.hoy + timedelta(days=2)),
        hasta=instante_local(reloj.hoy + timedelta(days=16)),
        ambito=AmbitoVeda.ALGUNAS,
        entidades=["Oaxaca"],
        exentas=[MateriaExenta.SERVICIOS, MateriaExenta.PROTECCION_CIVIL],
        por=jefatura,
        ahora=ahora,
    )


CIVICA_X: Final = (Red.X, "CulturaCivINE")
CIVICA_FB: Final = (Red.FACEBOOK, "CulturaCivicaINE")
TEXTOS: Final = (
    Texto(
        CIVICA_X,
        "Cortometrajes que llegaron a la final",
        "Ya conocemos los mejores cortometrajes de «Mi voto, mi voz». Míralos y cuéntanos cuál te gustó. #MiVotoMiVoz",
        70,
        1,
        "Decir «los mejores» antes de la premiación, ¿se presta a confusión?",
        ("6.iv",),
        E.CON_CAMBIOS,
    ),
    Texto(
        CIVICA_FB,
        "Cuántas niñas y niños participaron",
        "Más de diez millones de niñas, niños y adolescentes dieron su opinión. Gracias por participar.",
        30,
        2,
        "El informe final sale el mes próximo. ¿Podemos dar ya la cifra?",
        ("6.iv", "6.v"),
        E.EN_ESTUDIO,
    ),
    Texto(
        CIVICA_X,
        "Convocatoria al concurso de cortometraje",
        "Tienes entre 15 y 29 años y una cámara: participa en «Mi voto, mi voz». Bases en https://www.ine.mx",
        100,
        3,
        "¿Ya podemos anunciar la convocatoria, o esperamos a que salga en la Gaceta?",
        ("6.v",),
        E.FAVORABLE,
    ),
    Texto(
        (Red.X, "OaxacaINE"),
        "Resultados de la consulta a comunidades",
        "Las comunidades ya decidieron cómo elegir a sus autoridades. Estos son los resultados preliminares.",
        75,
        3,
        "¿Son públicos los resultados preliminares de la consulta?",
        ("6.v",),
        E.DESFAVORABLE,
    ),
    Texto(
        CIVICA_FB,
        "Preguntas frecuentes sobre la observación electoral",
        "Si quieres ser observadora u observador electoral, aquí resolvemos tus dudas.",
        200,
        4,
        "Una persona pregunta por requisitos que fija otra área. ¿Podemos contestarlos nosotros?",
        ("6.vii",),
        E.SIN_PRONUNCIAMIENTO,
    ),
    Texto(
        (Red.X, "CredencialINE"),
        "Módulos abiertos en domingo",
        "Este domingo abren los módulos de tu distrito para recoger tu credencial. Haz tu cita.",
        44,
        1,
        "El horario especial, ¿necesita un acuerdo antes de anunciarse?",
        ("6.iv",),
        E.PRESENTADA,
    ),
    Texto(CIVICA_X, "Día de la democracia", "Hoy celebramos la democracia: cuéntanos qué significa para ti.", 50, 5),
    Texto(
        CIVICA_X,
        "Última semana del concurso",
        "Última semana para inscribir tu cortometraje.",
        47,
        6,
    ),
    Texto(CIVICA_X, "Taller para docentes", "Docentes de secundaria: inscríbanse al taller de civismo.", 48, 8),
    Texto((Red.FACEBOOK, "INEOaxaca"), "Feria cívica en Juchitán", "Te esperamos en la feria cívica.", 46, 4),
)
