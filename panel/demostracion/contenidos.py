"""Contents of the demonstration: in preparation, waiting for an endorsement, published, mended, withdrawn."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from cuentas.estados import Red
from cuentas.models import Cuenta
from organizacion.models import Persona
from organizacion.tiempo import fecha_local
from panel.demostracion.elenco import Elenco
from panel.demostracion.papeles import imagen
from panel.demostracion.reloj import Historia, Reloj
from publicaciones import acciones
from publicaciones.acciones import ArchivoNuevo, Edicion, Evidencia
from publicaciones.consultas.revision import advertencias_de
from publicaciones.estados import CASILLAS
from publicaciones.models import Contenido, Publicacion, Variante


@dataclass(frozen=True)
class Cuento:
    """One content: what it says in each account, how many business days ago, and how far it went.

    ``fin`` is ``borrador``, ``programada``, ``por_avalar``, ``negada``, ``avalada``, ``publicada``, ``distinta``,
    ``corregida`` or ``retirada``; ``vigencia`` is in days from its beginning.
    """

    titulo: str
    fuente: str
    textos: Mapping[tuple[Red, str], str]
    dias: int
    fin: str
    clase: str = "informativo"
    genera: str = ""
    vigencia: int = 0
    fines: tuple[str, ...] = ("3.vi", "3.xi")
    datos: Mapping[str, Any] = field(default_factory=dict)


CULTURA_X: Final = (Red.X, "CulturaCivINE")
CULTURA_FB: Final = (Red.FACEBOOK, "CulturaCivicaINE")
CULTURA_IG: Final = (Red.INSTAGRAM, "ine.culturacivica")
CREDENCIAL_X: Final = (Red.X, "CredencialINE")

CUENTOS: Final = (
    Cuento(
        "Así se integra una mesa directiva de casilla",
        "Manual de la funcionaria y el funcionario de casilla",
        {
            CULTURA_X: "¿Sabes quiénes reciben y cuentan tu voto? Tus vecinas y vecinos. Conoce cómo se integra una "
            "casilla: https://www.ine.mx/casillas #TuCasilla",
            CULTURA_FB: "Cada casilla la integran cuatro personas de tu comunidad, elegidas por sorteo y capacitadas. "
            "¿Te tocó alguna vez? Cuéntanos tu experiencia. Más información en https://www.ine.mx/casillas",
        },
        15,
        "corregida",
        clase="dialogo",
    ),
    Cuento(
        "Concurso de cortometraje «Mi voto, mi voz»",
        "Convocatoria publicada en el sitio del Instituto",
        {
            CULTURA_IG: "Toma tu cámara y cuenta qué significa participar. Inscribe tu cortometraje antes de que "
            "termine el mes: https://www.ine.mx/concurso #MiVotoMiVoz",
            CULTURA_X: "¿Qué significa participar? Cuéntalo en un cortometraje de tres minutos. Bases y registro: "
            "https://www.ine.mx/concurso #MiVotoMiVoz",
        },
        12,
        "publicada",
        clase="servicio",
        vigencia=20,
    ),
    Cuento(
        "Últimos días para renovar la credencial",
        "Calendario de campañas de actualización",
        {
            CULTURA_FB: "Si tu credencial vence este año, haz una cita y renuévala a tiempo: https://www.ine.mx/credencial"
        },
        9,
        "por_avalar",
        clase="servicio",
        genera="DERFE",
    ),
    Cuento(
        "Cuántas personas jóvenes votaron por primera vez",
        "Estudio muestral de participación ciudadana",
        {CULTURA_X: "En la última elección votó más de la mitad de quienes podían hacerlo por primera vez. ¿Y tú?"},
        8,
        "negada",
        clase="dialogo",
        genera="DEOE",
    ),
    Cuento(
        "Horario de los módulos en vacaciones",
        "Acuerdo de horarios de los módulos de atención ciudadana",
        {CREDENCIAL_X: "En vacaciones, los módulos abren de 8 a 15 horas. Busca el tuyo: https://www.ine.mx/modulos"},
        18,
        "retirada",
        clase="servicio",
        vigencia=8,
    ),
    Cuento(
        "Qué hacer si extravió su credencial",
        "Guía de trámites de la credencial para votar",
        {
            CREDENCIAL_X: "¿Perdiste tu credencial? Pide la reposición sin costo en tu módulo: https://www.ine.mx/reposicion"
        },
        6,
        "distinta",
        clase="servicio",
        vigencia=30,
    ),
    Cuento(
        "Sesión ordinaria: tres acuerdos que importan",
        "Orden del día de la sesión",
        {CULTURA_X: "Hoy el Consejo aprobó el programa de educación cívica del próximo año. Conoce sus tres ejes."},
        2,
        "programada",
        clase="sesion",
        datos={"sesion": "Ordinaria de noviembre"},
    ),
    Cuento(
        "Una red de universidades por la cultura cívica",
        "Convenio marco de colaboración",
        {CULTURA_FB: "Las universidades también forman ciudadanía. Conoce la red: https://www.unam.mx/convenios"},
        1,
        "borrador",
    ),
)


def historias(elenco: Elenco, reloj: Reloj) -> list[Historia]:
    """One story for each content."""
    return [_historia(cuento, turno, elenco, reloj) for turno, cuento in enumerate(CUENTOS)]


def _historia(cuento: Cuento, turno: int, elenco: Elenco, reloj: Reloj) -> Historia:
    yield (ahora := reloj.hace(cuento.dias, 70 + 11 * turno))
    cuentas = [Cuenta.objects.select_related("area").get(red=r, identificador=i) for r, i in cuento.textos]
    por = _quien(cuentas[0])
    hasta = fecha_local(ahora) + timedelta(days=cuento.vigencia) if cuento.vigencia else None
    contenido = acciones.crear_contenido(
        datos={
            "titulo": cuento.titulo,
            "clase": cuento.clase,
            "fines": list(cuento.fines),
            "fuente": cuento.fuente,
            "area_avala": elenco.areas[cuento.genera] if cuento.genera else cuentas[0].area,
            "vigente_hasta": hasta,
            **cuento.datos,
        },
        cuentas=[cuenta for cuenta in cuentas if cuenta.area_id == cuentas[0].area_id],
        por=elenco.titular(cuentas[0].area.siglas),
        ahora=ahora,
    )
    yield (ahora := reloj.hace(cuento.dias, 100 + 11 * turno))
    for variante in contenido.variantes.select_related("cuenta__area"):
        _escribir(variante, cuento, reloj, ahora)
    if cuento.fin in {"por_avalar", "negada"}:
        yield from _aval(contenido, cuento, elenco, reloj, por)
    elif cuento.fin not in {"borrador", "programada"}:
        yield from _publicacion(contenido, cuento, turno, reloj)


def _escribir(variante: Variante, cuento: Cuento, reloj: Reloj, ahora: Any) -> None:
    texto = cuento.textos[Red(variante.cuenta.red), variante.cuenta.identificador]
    nuevo = ArchivoNuevo(
        imagen("Cartel.png", cuento.titulo), "image/png", f"Código para abrir en el teléfono «{cuento.titulo}»"
    )
    acciones.guardar_variante(
        variante=variante,
        edicion=Edicion(
            texto=texto,
            programada=reloj.ahora + timedelta(minutes=30) if cuento.fin == "programada" else None,
            nuevo=nuevo if cuento.fin != "borrador" else None,
        ),
        version=variante.version,
        por=_quien(variante.cuenta),
        ahora=ahora,
    )


def _aval(contenido: Contenido, cuento: Cuento, elenco: Elenco, reloj: Reloj, por: Persona) -> Historia:
    yield (ahora := reloj.hace(cuento.dias - 1, 60))
    aval = acciones.pedir_aval(contenido=contenido, por=por, ahora=ahora)
    if cuento.fin == "negada":
        yield (ahora := reloj.hace(cuento.dias - 2, 90))
        respuesta = "El estudio es de la elección anterior y la cifra es preliminar. Espere la publicación definitiva."
        acciones.negar_aval(aval=aval, respuesta=respuesta, por=elenco.titular(cuento.genera), ahora=ahora)


def _publicacion(contenido: Contenido, cuento: Cuento, turno: int, reloj: Reloj) -> Historia:
    yield (ahora := reloj.hace(cuento.dias - 1, 130 + 11 * turno))
    for variante in contenido.variantes.select_related("cuenta__area"):
        _publicar(variante, cuento, ahora)
    if cuento.fin not in {"corregida", "retirada"}:
        return
    yield (ahora := reloj.hace(cuento.dias - 4, 150 + 11 * turno))
    variante = contenido.variantes.select_related("cuenta__area").order_by("pk")[0]
    por = _quien(variante.cuenta)
    if cuento.fin == "retirada":
        motivo = "Terminó el periodo vacacional y el horario volvió a ser el de siempre."
        acciones.retirar_variante(variante=variante, motivo=motivo, por=por, ahora=ahora)
    else:
        publicacion = Publicacion.objects.get(variante=variante)
        texto = publicacion.texto_publicado.replace("reciben y cuentan", "reciben, cuentan y cuidan")
        acciones.corregir(publicacion=publicacion, texto=texto, motivo="Se completó la frase.", por=por, ahora=ahora)


def _publicar(variante: Variante, cuento: Cuento, ahora: Any) -> None:
    distinta = cuento.fin == "distinta"
    advertencias = advertencias_de(variante, ahora=ahora)
    acciones.publicar(
        variante=variante,
        evidencia=Evidencia(
            publicada=ahora,
            enlace=f"{variante.cuenta.url}/status/{1_800_000_000 + variante.pk}",
            texto=variante.texto.replace("sin costo ", "gratis ") if distinta else variante.texto,
            casillas=set(CASILLAS),
            motivo_diferencia="La red mostraba cortado el texto y se usó una palabra más breve." if distinta else "",
            advertencias=dict.fromkeys(advertencias, "Así se nombra el programa en la convocatoria."),
            captura=imagen("Captura.png", variante.texto),
            captura_tipo="image/png",
        ),
        por=_quien(variante.cuenta),
        ahora=ahora,
    )


def _quien(cuenta: Cuenta) -> Persona:
    """5.1.d: who administers the account on that day."""
    designacion = cuenta.designaciones.vigentes().select_related("persona").order_by("-caracter").first()
    assert designacion, f"nobody administers {cuenta}"
    persona: Persona = designacion.persona
    return persona
