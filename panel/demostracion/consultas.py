"""Questions to the CNCS, cases for the Comité and reports of misuse, in the demonstration."""

from cuentas.estados import Red
from cuentas.models import Cuenta
from organizacion.estados import Rol
from organizacion.tiempo import fecha_local
from panel.demostracion.elenco import Elenco, leer
from panel.demostracion.papeles import imagen
from panel.demostracion.reloj import Historia, Reloj
from solicitudes.acciones import caso as casos
from solicitudes.acciones import duda as dudas
from solicitudes.acciones import uso_indebido as usos
from solicitudes.estados.caso import EstadoCaso
from solicitudes.estados.uso_indebido import EstadoUso, ResultadoUso


def historias(elenco: Elenco, reloj: Reloj) -> list[Historia]:
    """Every story in which somebody asks, files a case, or reports."""
    preguntas = [_duda(fila, turno, elenco, reloj) for turno, fila in enumerate(leer("dudas-demostracion.csv"))]
    presentados = [_caso(fila, turno, elenco, reloj) for turno, fila in enumerate(leer("casos-demostracion.csv"))]
    return [*preguntas, *presentados, *(_uso(turno, elenco, reloj) for turno in range(len(USOS)))]


def _duda(fila: dict[str, str], turno: int, elenco: Elenco, reloj: Reloj) -> Historia:
    """5.3.b: asked, answered within the term, published for everybody, settled or asked again."""
    dias, minutos = int(fila["dias"]), 50 + turno * 29
    quien = elenco.persona(fila["quien"])
    yield (ahora := reloj.hace(dias, minutos))
    duda = dudas.preguntar(asunto=fila["asunto"], pregunta=fila["pregunta"], por=quien, ahora=ahora)
    if fila["destino"] == "abierta":
        return
    revisor = elenco.con_rol(Rol.REVISION)[turno % 2]
    yield (ahora := reloj.hace(dias - 1 - turno % 2, minutos + 30))
    duda = dudas.contestar(duda=duda, texto=fila["respuesta"], por=revisor, ahora=ahora)
    if fila["frecuente"]:
        yield (ahora := reloj.hace(dias - 3, minutos))
        dudas.publicar(
            duda=duda,
            pregunta=fila["frecuente"],
            respuesta=fila["respuesta"],
            numerales=fila["numerales"].split(),
            por=revisor,
            ahora=ahora,
        )
    if fila["destino"] == "cerrada":
        yield (ahora := reloj.hace(dias - 4, minutos))
        dudas.cerrar(duda=duda, por=quien, ahora=ahora)
    elif fila["destino"] == "repreguntada":
        yield (ahora := reloj.hace(1, minutos))
        texto = "Entonces, ¿podemos publicar el porcentaje que obtuvo cada respuesta, con una nota que lo aclare?"
        dudas.repreguntar(duda=duda, texto=texto, por=quien, ahora=ahora)


def _caso(fila: dict[str, str], turno: int, elenco: Elenco, reloj: Reloj) -> Historia:
    """1.b: filed, studied by the Secretaría Técnica and resolved by the Presidencia."""
    dias, minutos, destino = int(fila["dias"]), 65 + turno * 37, EstadoCaso(fila["destino"])
    quien = elenco.persona(fila["quien"])
    yield (ahora := reloj.hace(dias, minutos))
    caso = casos.presentar(
        asunto=fila["asunto"], descripcion=fila["descripcion"], propuesta=fila["propuesta"], por=quien, ahora=ahora
    )
    if destino == EstadoCaso.PRESENTADO:
        return
    yield (ahora := reloj.hace(dias - 2, minutos))
    if destino == EstadoCaso.RETIRADO:
        casos.retirar(caso=caso, motivo=fila["respuesta"], por=quien, ahora=ahora)
        return
    caso = casos.estudiar(caso=caso, por=elenco.con_rol(Rol.COMITE_SECRETARIA)[0], ahora=ahora)
    if destino == EstadoCaso.EN_ESTUDIO:
        return
    yield (ahora := reloj.hace(dias - 9, minutos))
    fundamentos, presidencia = fila["fundamentos"].split(), elenco.con_rol(Rol.COMITE_PRESIDENCIA)[0]
    if destino == EstadoCaso.DESECHADO:
        casos.desechar(
            caso=caso, fundamentos=fundamentos, respuesta=fila["respuesta"], por=presidencia, ahora=ahora
        )  # fmt: skip
        return
    casos.resolver(
        caso=caso,
        fundamentos=fundamentos,
        criterio=fila["criterio"],
        respuesta=fila["respuesta"],
        por=presidencia,
        ahora=ahora,
    )


def _uso(turno: int, elenco: Elenco, reloj: Reloj) -> Historia:
    """5.b: reported, and walked by internal control."""
    quien, red, identificador, dias, destino, asunto, hechos = USOS[turno]
    yield (ahora := reloj.hace(dias, 95 + 31 * turno))
    cuenta = Cuenta.objects.get(red=red, identificador=identificador)
    uso = usos.presentar(
        asunto=asunto,
        hechos=hechos,
        cuenta=cuenta,
        ocurrio_el=fecha_local(reloj.hace(dias + 1)),
        enlace=cuenta.url,
        archivos=[imagen("Captura de pantalla.png", cuenta.url)],
        por=elenco.persona(quien),
        ahora=ahora,
    )
    if destino == EstadoUso.RECIBIDO:
        return
    control = elenco.con_rol(Rol.CONTROL)[0]
    yield (ahora := reloj.hace(dias - 2, 80))
    uso = usos.investigar(uso=uso, por=control, ahora=ahora)
    yield (ahora := reloj.hace(dias - 4, 120))
    texto = "La publicación estuvo visible cuarenta minutos. La CNCS conserva copia y las estadísticas de ese día."
    uso = usos.informar(uso=uso, texto=texto, por=elenco.con_rol(Rol.REVISION)[0], ahora=ahora)
    if destino == EstadoUso.EN_INVESTIGACION:
        return
    yield (ahora := reloj.hace(dias - 15, 60))
    respuesta = (
        "La captura, la copia de la CNCS y la bitácora de la red coinciden. Se publicó por error desde el teléfono de "
        "trabajo. Se recomienda al área usar un equipo exclusivo para la cuenta y repetir la capacitación."
    )
    usos.concluir(uso=uso, resultado=ResultadoUso.FUNDADO, respuesta=respuesta, por=control, ahora=ahora)


USOS: list[tuple[str, Red, str, int, EstadoUso, str, str]] = [
    (
        "Hugo Alcántara Piña",
        Red.FACEBOOK,
        "INEVeracruz",
        78,
        EstadoUso.CERRADO,
        "Publicidad de un negocio particular",
        "La página publicó la promoción de un restaurante, con precios y teléfono, y la borró más tarde.",
    ),
    (
        "Jazmín Ortuño Vera",
        Red.X,
        "PartidosINE",
        19,
        EstadoUso.EN_INVESTIGACION,
        "Respuesta con datos personales",
        "Al contestar una queja, la cuenta copió el nombre completo y la clave de elector de quien preguntaba.",
    ),
    (
        "Iker Ruvalcaba Ponce",
        Red.FACEBOOK,
        "INEChiapas",
        2,
        EstadoUso.RECIBIDO,
        "Mensaje en favor de una candidatura",
        "La página marcó «me gusta» y compartió durante una hora el video de una persona que aspira a una candidatura.",
    ),
]
