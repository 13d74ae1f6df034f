"""The account itself, who answered for it, and how it was kept (5, 6.xxii–6.xxxiv)."""

from collections.abc import Iterable

from bitacora.consultas import asientos_de
from bitacora.models import Cadena
from bitacora.relato import contar
from cuentas.consultas import FRASES
from organizacion.fechas import con_hora, corta
from panel.consultas.expediente.comun import Fila, Pedido, Seccion

# Entries of the log that the PDF prints; the file beside it has them all.
ASIENTOS_EN_PAPEL = 300
# How the public version tells the acts that say how the account is protected.
RESERVADAS = {
    "abrir_diferencia": "Se anotó un dato por corregir",
    "corregir_diferencia": "Se corrigió un dato",
    "actividad": "Se anotó una actividad",
}


def ficha(pedido: Pedido) -> list[Seccion]:
    """What the registry says of the account, and the states that it has been in."""
    cuenta = pedido.cuenta
    datos = [
        ("Nombre", cuenta.nombre),
        ("Red social", cuenta.get_red_display()),
        ("Identificador", cuenta.rotulo),
        ("Dirección", cuenta.url),
        ("Identificador permanente", cuenta.id_permanente),
        ("Área", str(cuenta.area)),
        ("Estado", cuenta.get_estado_display()),
        ("Fines", "; ".join(f"{numeral} {texto}" for numeral, texto in cuenta.fines_con_texto)),
        ("Propósitos", cuenta.propositos),
        ("Operación", cuenta.operacion),
        ("Frecuencia de actualización", cuenta.get_frecuencia_display()),
        ("Oficial desde", corta(cuenta.oficial_desde) if cuenta.oficial_desde else ""),
        ("Oficial hasta", corta(cuenta.oficial_hasta) if cuenta.oficial_hasta else ""),
    ]
    if not pedido.publica:
        datos.append(("Buzón con el que se abrió", cuenta.correo))
    return [
        Seccion(
            "La cuenta",
            "4",
            ("Dato", "Registro"),
            [(rotulo, valor or "Sin registrar") for rotulo, valor in datos],
            omitido="El buzón con el que se abrió: sirve para entrar a la cuenta.",
        )
    ]


def designaciones(pedido: Pedido) -> list[Seccion]:
    """5.1.b: who administered it, in which character, and when."""
    filas = pedido.cuenta.designaciones.select_related("persona").order_by("desde", "pk")
    return [
        Seccion(
            "Personas administradoras",
            "5.1.b",
            ("Carácter", "Nombre", "Cargo", "Desde", "Hasta"),
            [
                (
                    d.get_caracter_display(),
                    d.persona.nombre,
                    f"{d.cargo} ({d.get_nivel_display().lower()})",
                    corta(d.desde),
                    corta(d.hasta) if d.hasta else "En funciones",
                )
                for d in filas
            ],
        )
    ]


def contrasenas(pedido: Pedido) -> list[Seccion]:
    """6.xxxiv: each change of password that was due, and who did it. There is no password anywhere."""
    filas = pedido.cuenta.rotaciones.select_related("plazo", "hecha_por", "confirmada_por").order_by("exigida", "pk")
    return [
        Seccion(
            "Cambios de contraseña",
            "6.xxxiv",
            ("Exigido", "Por qué", "Límite", "Hecho", "Confirmado", "Estado"),
            [
                (
                    corta(r.exigida),
                    r.get_motivo_display(),
                    corta(r.plazo.fecha_limite) if r.plazo else "—",
                    f"{con_hora(r.hecha)}, {r.hecha_por}" if r.hecha else "—",
                    f"{con_hora(r.confirmada)}, {r.confirmada_por}" if r.confirmada else "—",
                    r.get_estado_display(),
                )
                for r in filas
            ],
        )
    ]


def recertificaciones(pedido: Pedido) -> list[Seccion]:
    """5.1.a: what the head certified, and what had to be mended."""
    filas: list[Fila] = []
    for r in pedido.cuenta.recertificaciones.select_related("respondida_por").prefetch_related("diferencias"):
        diferencias = [d.get_dato_display() for d in r.diferencias.all()]
        filas.append(
            (
                r.hito or r.get_motivo_display(),
                corta(r.pedida),
                f"{con_hora(r.respondida)}, {r.respondida_por}" if r.respondida else "—",
                "—" if pedido.publica else "; ".join(diferencias) or "Ninguna",
                r.get_estado_display(),
            )
        )
    return [
        Seccion(
            "Recertificaciones",
            "5.1.a",
            ("Por qué", "Pedida", "Respondida", "Diferencias", "Estado"),
            filas,
            omitido="Las diferencias encontradas: dicen cómo está protegida la cuenta.",
        )
    ]


def registro_de_actos(pedido: Pedido) -> list[Seccion]:
    """8.c: the log of the account, with the digests that chain it."""
    cadena = pedido.cuenta.cadena
    cabeza = Cadena.objects.filter(clave=cadena).first()
    total = cabeza.ultimo_numero if cabeza else 0
    ultimos = list(asientos_de(cadena).order_by("-numero")[:ASIENTOS_EN_PAPEL])
    filas: list[Fila] = []
    for asiento in reversed(ultimos):
        hecho = contar(asiento, FRASES | RESERVADAS if pedido.publica else FRASES)
        texto = hecho["titulo"] if pedido.publica else _juntar((hecho["titulo"], hecho["detalle"]))
        filas.append((str(asiento.numero), con_hora(asiento.momento), hecho["quien"], texto, asiento.hash[:16]))
    nota = f"Asientos en la cadena: {total}. Huella del último: {cabeza.ultimo_hash if cabeza else '—'}."
    return [
        Seccion(
            "Bitácora",
            "8.c",
            ("Asiento", "Momento", "Quién", "Acto", "Huella (inicio)"),
            filas,
            omitido="Los motivos que escribieron las personas.",
            nota=nota,
        )
    ]


def _juntar(partes: Iterable[str]) -> str:
    return ". ".join(parte for parte in partes if parte)
