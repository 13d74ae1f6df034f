"""The papers of the requests: which templates there are, and what each needs."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from organizacion import documentos
from organizacion.documentos import DocumentoInvalido
from solicitudes.documentos.datos import CON_QR, CONTRATOS

PLANTILLAS = Path(__file__).parent / "plantillas"


def componer(plantilla: str, datos: Mapping[str, Any], *, momento: datetime, qr: str | None = None) -> bytes:
    """Compose the PDF of ``plantilla``, PDF/A-2a and PDF/UA-1; the same input gives the same bytes.

    ``datos`` follows the contract of the template (``datos.CONTRATOS``); ``momento``, aware, is the instant of the
    act: it dates the document. ``qr`` is the address of the verification page, printed as QR and as text.
    Raises ``DocumentoInvalido``, in Spanish, when something is missing or cannot be composed.

    An área proposes (7.ii), and gets its receipt::

        cuenta = {"red": "X", "identificador": "@CulturaCivicaINE", "nombre": "Cultura Cívica INE"}
        titular = {"nombre": "Ana Ruiz", "cargo": "Subdirectora", "nivel": "Mando medio", "correo": "ana.ruiz@ine.mx"}
        componer("oficio_solicitud", {
            "area": "Dirección Ejecutiva …", "lugar": "Ciudad de México", "numero": "INE/DECEYEC/0123/2025",
            "destinatario": {"nombre": "…", "cargo": "Titular de la Coordinación …"},
            "firmante": {"nombre": "…", "cargo": "…"}, "cuenta": cuenta,
            "fines": [{"numeral": "3.xi", "texto": "Difundir educación cívica y formación ciudadana"}],
            "programa": "…", "actividad": "…", "justificacion": "…", "operacion": "…", "frecuencia": "Diaria",
            "titular": titular, "suplente": suplente,
        }, momento=ahora)
        componer("acuse", {
            "area": "Coordinación …", "lugar": "Ciudad de México", "folio": "AP-2025-0042",
            "tramite": "Propuesta de apertura de cuenta institucional", "cuenta": cuenta,
            "area_solicitante": "Dirección Ejecutiva …", "presento": {"nombre": "…", "cargo": "…"}, "recibido": ahora,
            "oficio": {"numero": "INE/DECEYEC/0123/2025", "fecha": date(2025, 8, 25), "sha256": "9f86…"},
            "plazo": {"dias_habiles": 15, "dia_uno": date(2025, 8, 26), "vence": date(2025, 9, 30),
                      "inhabiles": "El 16 de septiembre, por la Ley Federal del Trabajo."},
            "codigo": "7QK4-M2XD-9PAH",
        }, momento=ahora, qr="https://…/verificar/7QK4-M2XD-9PAH/")

    The CNCS answers (7.iii)::

        respuesta = {
            "area": "Coordinación …", "lugar": "Ciudad de México", "folio": "AP-2025-0042",
            "numero": "INE/CNCS/0456/2025", "destinatario": {…}, "firmante": {…},
            "area_solicitante": "…", "cuenta": cuenta,
            "oficio": {"numero": "INE/DECEYEC/0123/2025", "fecha": date(2025, 8, 25)}, "presentada": date(2025, 8, 25),
            "fundamentos": [{"numeral": "7.iii", "texto": "…"}], "texto": "…", "codigo": "7QK4-M2XD-9PAH",
        }
        componer("respuesta_autorizacion", {**respuesta, "archivos": [{"nombre": "avatar.png", "sha256": "2c26…"}]},
                 momento=ahora, qr="https://…")
        componer("respuesta_rechazo", respuesta, momento=ahora, qr="https://…")

    The área tells of the opening: the Comité (7.iv) and, a Junta, the CNCS (7.xi)::

        apertura = {
            "area": "…", "lugar": "…", "folio": "AP-2025-0042", "firmante": {…},
            "cuenta": {**cuenta, "direccion": "https://x.com/CulturaCivicaINE", "id_plataforma": "17834…",
                       "abierta": date(2025, 10, 2)},
            "autorizacion": {"folio": "AP-2025-0042", "fecha": date(2025, 9, 22)}, "fines": […],
            "operacion": "…", "titular": titular, "suplente": suplente,
        }
        componer("aviso_comite", {**apertura, "destinatarios": [{…}, {…}], "codigo": "…"}, momento=ahora, qr="https://…")
        componer("oficio_junta", {**apertura, "destinatario": {…}}, momento=ahora)
    """
    contrato = CONTRATOS.get(plantilla)
    if contrato is None:
        raise DocumentoInvalido(f"No existe la plantilla «{plantilla}».")
    if plantilla in CON_QR and not qr:
        raise DocumentoInvalido(f"No se puede componer «{plantilla}»: falta la dirección de verificación.")
    return documentos.componer(PLANTILLAS / f"{plantilla}.typ", contrato, datos, momento=momento, qr=qr)
