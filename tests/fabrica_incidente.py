"""Incidents of an account, walked to any state by whoever walks them in the product."""

from datetime import datetime, timedelta

from cuentas.acciones import incidente as acciones
from cuentas.acciones import rotacion as rotaciones
from cuentas.estados import ClaseIncidente, EstadoIncidente, PuntoDeAcceso
from cuentas.models import Cuenta, Incidente
from tests.fabrica import Institucion, png
from tests.fabrica_baja import cuenta_activa

E = EstadoIncidente
MINUTO = timedelta(minutes=1)


def incidente(
    ine: Institucion,
    estado: E = E.REPORTADO,
    *,
    cuenta: Cuenta | None = None,
    por: str = "vocal_local",
    ahora: datetime | None = None,
) -> Incidente:
    """An incident of an account of DECEyEC in ``estado``; each act comes ten minutes after the other."""
    reloj = ahora or ine.ahora
    fila = acciones.reportar(
        cuenta=cuenta or cuenta_activa(ine),
        clase=ClaseIncidente.HACKEO,
        detectado=reloj - 20 * MINUTO,
        descripcion="Publica enlaces a una página que pide la credencial.",
        archivos=[png("captura.png")],
        por=ine[por],
        ahora=reloj,
    )
    if estado == E.FALSA_ALARMA:
        return acciones.desestimar(
            incidente=fila, motivo="Era una prueba del área.", por=ine["revisora"], ahora=reloj + 10 * MINUTO
        )
    if estado == E.REPORTADO:
        return fila
    fila = acciones.contener(
        incidente=fila, medidas="Se cerraron las sesiones.", por=ine["medio"], ahora=reloj + 10 * MINUTO
    )
    if estado == E.CONTENIDO:
        return fila
    fila = acciones.recuperar(
        incidente=fila, medidas="La red devolvió el control.", por=ine["unicom"], ahora=reloj + 20 * MINUTO
    )
    if estado == E.RECUPERADO:
        return fila
    preparar_cierre(ine, fila, ahora=reloj + 30 * MINUTO)
    return acciones.cerrar(incidente=fila, por=ine["revisora"], ahora=reloj + 50 * MINUTO)


def preparar_cierre(ine: Institucion, fila: Incidente, *, ahora: datetime) -> None:
    """6.xxxi: all that has to be done before the CNCS closes it."""
    cambiar_contrasena(ine, fila.cuenta, ahora=ahora)
    acciones.revisar_accesos(incidente=fila, puntos=list(PuntoDeAcceso), nota="", por=ine["titular"], ahora=ahora)
    acciones.escribir_lecciones(
        incidente=fila, lecciones="Verificación en dos pasos para todas.", por=ine["medio"], ahora=ahora
    )


def cambiar_contrasena(ine: Institucion, cuenta: Cuenta, *, ahora: datetime) -> None:
    exigida = cuenta.rotaciones.exigidas().get()
    hecha = rotaciones.registrar(rotacion=exigida, por=ine["medio"], ahora=ahora)
    rotaciones.confirmar(rotacion=hecha, por=ine["operativo"], ahora=ahora + MINUTO)
