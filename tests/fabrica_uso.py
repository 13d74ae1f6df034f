"""Reports of misuse, walked to a state by whoever walks them in the product."""

from datetime import date, datetime, timedelta
from typing import Any

from cuentas.acciones import registrar
from cuentas.estados import EstadoCuenta
from cuentas.models import Cuenta
from solicitudes.acciones import uso_indebido as acciones
from solicitudes.estados.uso_indebido import EstadoUso as E
from solicitudes.models import UsoIndebido
from tests.fabrica import CARGA, Institucion, pdf

# Words that no other page says: whoever reads them read the report.
ASUNTO = "Propaganda desde la cuenta"
HECHOS = "El domingo se publicó un mensaje a favor de una candidatura y se borró a la hora."
INFORME = "La CNCS guardó la captura de la publicación."


def cuenta_de(ine: Institucion, siglas: str = "DECEyEC", identificador: str = "CulturaCivINE") -> Cuenta:
    """An account that the public knows."""
    return registrar(
        red="x",
        identificador=identificador,
        nombre=f"Cuenta de {siglas}",
        area=ine.areas[siglas],
        homologada=True,
        estado=EstadoCuenta.REGULARIZACION,
        por=CARGA,
        ahora=ine.ahora,
    )


def uso(
    ine: Institucion,
    estado: E = E.RECIBIDO,
    *,
    por: str = "otro_operativo",
    investiga: str = "control",
    cuenta: Cuenta | None = None,
    ahora: datetime | None = None,
    **campos: Any,
) -> UsoIndebido:
    """A report of ``por`` in ``estado``; each act comes a minute after the other."""
    reloj, minuto = ahora or ine.ahora, timedelta(minutes=1)
    datos: dict[str, Any] = {
        "asunto": ASUNTO,
        "hechos": HECHOS,
        "ocurrio_el": date(2025, 8, 24),
        "archivos": [pdf(nombre="queja de Ursula Ordonez.pdf")],
        **campos,
    }
    fila = acciones.presentar(cuenta=cuenta, por=ine[por], ahora=reloj, **datos)
    if estado in {E.EN_INVESTIGACION, E.CERRADO}:
        fila = acciones.investigar(uso=fila, por=ine[investiga], ahora=reloj + minuto)
    if estado == E.CERRADO:
        fila = acciones.concluir(
            uso=fila,
            resultado="fundado",
            respuesta="La publicación salió del equipo del área.",
            por=ine[investiga],
            ahora=reloj + 2 * minuto,
        )
    return fila
