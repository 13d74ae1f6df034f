"""Believable data for each template, with long names and accents."""

import copy
import datetime as dt
from typing import Any

MOMENTO = dt.datetime(2025, 8, 25, 20, 5, 9, tzinfo=dt.UTC)  # 14:05 in Mexico City
QR = "https://redes.ine.example/verificar/7QK4-M2XD-9PAH/"

_DECEYEC = "Dirección Ejecutiva de Capacitación Electoral y Educación Cívica"
_CNCS = "Coordinación Nacional de Comunicación Social"
_CUENTA = {"red": "X", "identificador": "@CulturaCivicaINE", "nombre": "Cultura Cívica INE"}
_TITULAR_CNCS = {"nombre": "Mtra. Begoña Núñez Güemes", "cargo": f"Titular de la {_CNCS}"}
_TITULAR_AREA = {
    "nombre": "Lic. María de los Ángeles Iturbe-Echeverría y Montaño",
    "cargo": f"Titular de la {_DECEYEC}",
}
_TITULAR = {
    "nombre": "José Ángel Muñoz Peñaloza",
    "cargo": "Subdirector de Difusión y Campañas Institucionales",
    "nivel": "Mando medio",
    "correo": "jose.munoz@ine.mx",
}
_SUPLENTE = {
    "nombre": "Ximena Guadalupe Ávila Zúñiga",
    "cargo": "Técnica en Producción de Contenidos Digitales",
    "nivel": "Operativo",
    "correo": "ximena.guadalupe.avila.zuniga@ine.mx",
}
_FINES = [
    {"numeral": "3.iii", "texto": "Acercar el Instituto a quienes participan en las redes sociales"},
    {"numeral": "3.xi", "texto": "Difundir educación cívica y formación ciudadana"},
]
_OPERACION = (
    "El equipo de difusión de la Dirección Ejecutiva prepara cada lunes el calendario de la semana. La persona "
    "administradora titular revisa cada publicación con la lista de comprobación y la suplente atiende los comentarios "
    "de lunes a viernes, de 9:00 a 18:00 horas.\n"
    "En periodos vacacionales se anuncia el horario de atención y se mantiene una guardia de monitoreo."
)
_OFICIO = {"numero": "INE/DECEYEC/0123/2025", "fecha": dt.date(2025, 8, 25)}
_RESPUESTA = {
    "area": _CNCS,
    "lugar": "Ciudad de México",
    "folio": "AP-2025-0042",
    "numero": "INE/CNCS/0456/2025",
    "destinatario": _TITULAR_AREA,
    "firmante": _TITULAR_CNCS,
    "area_solicitante": _DECEYEC,
    "cuenta": _CUENTA,
    "oficio": _OFICIO,
    "presentada": dt.date(2025, 8, 25),
    "codigo": "7QK4-M2XD-9PAH",
}
_APERTURA = {
    "lugar": "Ciudad de México",
    "folio": "AP-2025-0042",
    "numero": "INE/DECEYEC/0187/2025",
    "firmante": _TITULAR_AREA,
    "cuenta": {
        **_CUENTA,
        "direccion": "https://x.com/CulturaCivicaINE",
        "id_plataforma": "1783456789012345678",
        "abierta": dt.date(2025, 10, 2),
    },
    "autorizacion": {"folio": "AP-2025-0042", "fecha": dt.date(2025, 9, 22)},
    "fines": _FINES,
    "operacion": _OPERACION,
    "titular": _TITULAR,
    "suplente": _SUPLENTE,
}

_DATOS: dict[str, dict[str, Any]] = {
    "oficio_solicitud": {
        "area": _DECEYEC,
        "lugar": "Ciudad de México",
        "numero": "INE/DECEYEC/0123/2025",
        "folio": "AP-2025-0042",
        "destinatario": _TITULAR_CNCS,
        "firmante": _TITULAR_AREA,
        "cuenta": _CUENTA,
        "fines": _FINES,
        "programa": "Estrategia Nacional de Cultura Cívica 2024–2026",
        "actividad": "Difusión de materiales de educación cívica para niñas, niños y adolescentes.",
        "justificacion": (
            "Las cuentas que administra la Coordinación se dirigen al público en general y publican, en promedio, "
            "cuarenta contenidos diarios. Los materiales de educación cívica piden series largas, conversación con "
            "docentes y respuestas de especialistas, que se perderían en ese caudal."
        ),
        "operacion": _OPERACION,
        "frecuencia": "Diaria, de lunes a viernes",
        "titular": _TITULAR,
        "suplente": _SUPLENTE,
    },
    "acuse": {
        "area": _CNCS,
        "lugar": "Ciudad de México",
        "folio": "AP-2025-0042",
        "tramite": "Propuesta de apertura de cuenta institucional",
        "cuenta": _CUENTA,
        "area_solicitante": _DECEYEC,
        "presento": _TITULAR_AREA,
        "recibido": MOMENTO,
        "oficio": {**_OFICIO, "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"},
        "plazo": {
            "dias_habiles": 15,
            "dia_uno": dt.date(2025, 8, 26),
            "vence": dt.date(2025, 9, 30),
            "inhabiles": "Tampoco se cuentan el 16 de septiembre (Ley Federal del Trabajo, artículo 74) ni los días "
            "que el Instituto declaró inhábiles.",
        },
        "codigo": "7QK4-M2XD-9PAH",
    },
    "respuesta_autorizacion": {
        **_RESPUESTA,
        "fundamentos": [
            {"numeral": "7.iii", "texto": "La propuesta se evaluó conforme a los fines de los Criterios."},
            {"numeral": "3.xi", "texto": "La cuenta difunde educación cívica y formación ciudadana."},
        ],
        "texto": "La propuesta justifica un público y un ritmo de publicación propios.\n"
        "Se recomienda solicitar la verificación de la cuenta en cuanto se abra.",
        "archivos": [
            {
                "nombre": "Manual de identidad gráfica para redes sociales 2025.pdf",
                "sha256": "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
            },
            {
                "nombre": "avatar-cultura-civica.png",
                "sha256": "fcde2b2edba56bf408601fb721fe9b5c338d10ee429ea04fae5511b68fbf8fb9",
            },
        ],
    },
    "respuesta_rechazo": {
        **_RESPUESTA,
        "fundamentos": [
            {"numeral": "7.i", "texto": "Los contenidos pueden difundirse en las cuentas de la Coordinación."},
            {"numeral": "6.xxii", "texto": "El plan no asegura la actualización diaria o semanal."},
        ],
        "texto": "El volumen previsto, de dos contenidos al mes, no sostiene una cuenta propia.",
    },
    "aviso_comite": {
        **_APERTURA,
        "area": _DECEYEC,
        "destinatarios": [
            {
                "nombre": "Dra. Úrsula Peñafiel Ibarra",
                "cargo": "Presidencia del Comité de Gestión y Publicación Electrónica",
            },
            {
                "nombre": "Ing. Íñigo Güitrón Páez",
                "cargo": "Secretaría Técnica del Comité de Gestión y Publicación Electrónica",
            },
        ],
        "codigo": "7QK4-M2XD-9PAH",
    },
    "oficio_junta": {
        **_APERTURA,
        "area": "02 Junta Distrital Ejecutiva en Baja California Sur",
        "lugar": "La Paz, Baja California Sur",
        "numero": "INE/BCS/JDE02/0031/2025",
        "destinatario": _TITULAR_CNCS,
        "firmante": {
            "nombre": "Lic. Nicolás Yáñez Cota",
            "cargo": "Vocal Ejecutivo de la 02 Junta Distrital Ejecutiva en Baja California Sur",
        },
    },
    "acuse_solicitud": {
        "area": _CNCS,
        "lugar": "Ciudad de México",
        "folio": "BA-2025-0007",
        "tramite": "Baja",
        "asunto": "@CulturaCivicaINE en X (Twitter)",
        "area_solicitante": _DECEYEC,
        "presento": _TITULAR_AREA,
        "recibido": MOMENTO,
        "oficio": {**_OFICIO, "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"},
        "archivos": [
            {
                "nombre": "Último informe de interacción.pdf",
                "sha256": "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
            }
        ],
        "plazo": {"dias_habiles": 15, "dia_uno": dt.date(2025, 8, 26), "vence": dt.date(2025, 9, 30)},
        "codigo": "7QK4-M2XD-9PAH",
    },
    "resolucion": {
        "area": "Comité de Gestión y Publicación Electrónica",
        "lugar": "Ciudad de México",
        "folio": "CN-2025-0003",
        "numero": "3/2025",
        "destinatario": _TITULAR_AREA,
        "firmante": {
            "nombre": "Dra. Úrsula Peñafiel Ibarra",
            "cargo": "Presidencia del Comité de Gestión y Publicación Electrónica",
        },
        "tramite": "Caso no previsto",
        "asunto": "Cuentas compartidas con organismos públicos locales",
        "presentada": dt.date(2025, 8, 25),
        "sentido": "El Comité resuelve el caso y fija un criterio.",
        "fundamentos": [
            {"numeral": "1.b", "texto": "Lo no previsto lo resuelve el Comité"},
            {"numeral": "5.a", "texto": "Quien administra responde por las cuentas abiertas a nombre del Instituto"},
        ],
        "texto": "Una cuenta compartida se abre a nombre del Instituto solo cuando este designa a sus dos personas "
        "administradoras.\nEl convenio debe preverlo.",
        "codigo": "7QK4-M2XD-9PAH",
    },
}
PLANTILLAS = tuple(_DATOS)


def datos_de(plantilla: str) -> dict[str, Any]:
    """A fresh copy, to change at will."""
    return copy.deepcopy(_DATOS[plantilla])


def qr_de(plantilla: str) -> str | None:
    """The address that goes with the data: those with a code can be verified."""
    return QR if "codigo" in _DATOS[plantilla] else None
