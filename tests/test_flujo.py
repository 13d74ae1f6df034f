"""The one door for acts: who may, in which state, and what is left written."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import transaction
from django_fsm import FSMField, TransitionNotAllowed

from avisos.models import Aviso
from bitacora import flujo
from bitacora.actores import Sistema
from bitacora.consultas import asientos_de
from bitacora.flujo import EstadoCambiado, SinPermiso
from bitacora.models import Asiento
from plazos.models import Plazo
from solicitudes import acciones
from solicitudes.estados import EstadoApertura as E
from solicitudes.models import Apertura, Constancia, Documento
from tests.fabrica import apertura, png

pytestmark = [pytest.mark.django_db, pytest.mark.embebida]
RAIZ = Path(settings.BASE_DIR)
CAMPOS = [
    campo
    for modelo in apps.get_models()
    for campo in modelo._meta.fields
    if isinstance(campo, FSMField) and list(campo.get_all_transitions(modelo))
]
TRANSICIONES = {t.name for campo in CAMPOS for t in campo.get_all_transitions(campo.model)}
APPS = [config.path for config in apps.get_app_configs() if Path(config.path).is_relative_to(RAIZ / config.name)]


def codigo() -> list[Path]:
    return [p for carpeta in APPS for p in Path(carpeta).rglob("*.py") if "migrations" not in p.parts]


def llamadas_directas(texto: str) -> list[int]:
    """Lines that name a transition as an attribute of an object: ``fila.presentar``; ``getattr`` counts too. Not so
    ``acciones.presentar`` of an imported module, nor ``self.presentar`` where a class has a method of that name that is
    no transition."""
    arbol = ast.parse(texto)
    modulos = {
        alias.asname or alias.name.split(".")[0]
        for nodo in ast.walk(arbol)
        if isinstance(nodo, ast.Import | ast.ImportFrom)
        for alias in nodo.names
    }
    metodos = {
        metodo.name
        for clase in ast.walk(arbol)
        if isinstance(clase, ast.ClassDef)
        for metodo in clase.body
        if isinstance(metodo, ast.FunctionDef) and not metodo.decorator_list
    }
    lineas = []
    for nodo in ast.walk(arbol):
        match nodo:
            case ast.Attribute(attr=nombre, value=valor) if nombre in TRANSICIONES:
                ajeno = isinstance(valor, ast.Name) and (
                    valor.id in modulos or (valor.id == "self" and nombre in metodos)
                )
                if not ajeno:
                    lineas.append(nodo.lineno)
            case ast.Call(func=ast.Name(id="getattr"), args=[_, ast.Constant(value=nombre), *_]):
                if nombre in TRANSICIONES:
                    lineas.append(nodo.lineno)
    return lineas


def test_nadie_llama_una_transicion_por_su_cuenta():
    assert {"presentar", "autorizar", "activar", "difundir"} <= TRANSICIONES
    assert len(codigo()) > 50
    culpables = {
        str(ruta.relative_to(RAIZ)): lineas for ruta in codigo() if (lineas := llamadas_directas(ruta.read_text()))
    }
    assert not culpables


@pytest.mark.parametrize(
    ("texto", "lineas"),
    [
        ("fila.presentar(por=x)", [1]),
        ("obtener().autorizar()", [1]),
        ("self.fila.retirar()", [1]),
        ("f = fila.rechazar\nf()", [1]),
        ("getattr(fila, 'tomar')()", [1]),
        ("from solicitudes import acciones\nacciones.presentar()", []),
        ("flujo.ejecutar(fila, 'presentar')", []),
        ("class C:\n  def presentar(self): pass\n  def f(self): self.presentar()", []),
        ("class C:\n  @transition()\n  def presentar(self): pass\n  def f(self): self.presentar()", [4]),
    ],
)
def test_la_revision_del_codigo_ve_lo_que_debe(texto, lineas):
    assert llamadas_directas(texto) == lineas


@pytest.mark.parametrize("campo", CAMPOS, ids=lambda campo: campo.model.__name__)
def test_el_estado_no_se_escribe_a_mano(campo):
    """The field is protected, and every transition says who may run it, who owns it and how it is called."""
    assert campo.protected
    for transicion in campo.get_all_transitions(campo.model):
        assert callable(transicion.permission), transicion.name
        assert transicion.custom["dueno"], transicion.name
        assert transicion.custom["etiqueta"], transicion.name
        assert transicion.source != "*", transicion.name
    with pytest.raises(AttributeError):
        campo.model(estado=campo.default).estado = campo.default


@pytest.mark.parametrize("campo", CAMPOS, ids=lambda campo: campo.model.__name__)
def test_cada_estado_tiene_dueno_y_salida_o_es_final(campo):
    finales = {
        "Apertura": {"concluida", "rechazada", "retirada", "sin_efecto"},
        "Cuenta": {"baja"},
        "Peticion": {"difundida", "declinada", "retirada"},
        "Rotacion": {"confirmada", "objetada", "sustituida", "cancelada"},
        "Baja": {"concluida", "rechazada", "retirada", "archivada"},
        "Cambio": {"concluido", "retirado", "sin_efecto"},
        "Publicidad": {"rechazada", "retirada"},
        "Caso": {"resuelto", "desechado", "retirado"},
        "Duda": set(),  # a question that was settled may be asked again
        "UsoIndebido": set(),  # an investigation may be opened again
        "Incidente": set(),  # one that was closed may be opened again
        "Autenticidad": set(),  # the network may take back what it granted
        "Sesion": {"cerrada", "cancelada"},
        "Convocatoria": {"asistio", "ausente", "cancelada"},
        "Estrategia": {"recibida", "con_cambios", "sustituida"},
        "Obligacion": {
            "incumplida"
        },  # one that was met may be owed again: the calendar moved, or changes were asked for
        "Recertificacion": {"conforme", "corregida", "cancelada"},
        "Diferencia": {"corregida", "cancelada"},
        "Suplantacion": {"descartada", "retirada"},
        "Aval": {"negado", "sin_efecto"},
        "Variante": {"retirada", "descartada"},
        "Consulta": {"desfavorable", "anulada", "retirada", "sin_pronunciamiento"},
        "Importacion": {"confirmada", "descartada"},
        "Interaccion": {"contestada", "orientada", "cerrada"},
        "Medida": {"confirmada", "revocada"},
        "Propuesta": {"aceptada", "no_viable"},
        "Procedimiento": {"sustituido"},
        "Periodo": {"cerrado"},
        "Evaluacion": {"final"},
        "ImportacionDeCifras": {"confirmada", "descartada"},
        "Plan": {"cumplido"},
        "Compromiso": {"cumplido"},
    }[campo.model.__name__]
    todas = list(campo.get_all_transitions(campo.model))
    estados = {valor for valor, _ in campo.choices}

    con_salida = {t.source for t in todas if t.target != t.source}
    assert estados - con_salida == finales
    llegan = finales or {"cerrada", "cerrado", "concedida"} & estados
    while nuevos := {t.source for t in todas if t.target in llegan} - llegan:
        llegan |= nuevos
    assert llegan == estados, "some state cannot reach an end"
    # An older account enters without administrators; the CNCS may start a closing.
    iniciales = {campo.default} | {"Cuenta": {"regularizacion"}, "Baja": {"notificada"}}.get(
        campo.model.__name__, set()
    )
    assert iniciales | {t.target for t in todas} == estados, "some state cannot be reached"


def huella() -> tuple[int, ...]:
    cuentas = [modelo.objects.count() for modelo in (Asiento, Aviso, Plazo, Constancia, Documento)]
    return (*cuentas, Apertura.history.count())


@pytest.mark.criterio("7.ii", "7.iii")
def test_sin_permiso_no_se_escribe_nada(ine, ahora):
    fila = apertura(ine, E.EN_REVISION)
    antes = huella()
    for clave in ("titular", "otra_titular", "revisor", "unicom", "control", "sistema", "operativo"):
        with pytest.raises(SinPermiso, match="corresponde a otra persona"):
            acciones.autorizar(apertura=fila, respuesta="Sí", elementos=[png()], por=ine[clave], ahora=ahora)
    for clave in ("otra_titular", "revisora", "medio"):
        with pytest.raises(SinPermiso):
            acciones.retirar(apertura=fila, motivo="No", por=ine[clave], ahora=ahora)

    assert huella() == antes
    assert Apertura.objects.get(pk=fila.pk).estado == E.EN_REVISION


def test_un_proceso_del_sistema_no_decide(ine, ahora):
    """7.iii: no silent approval: no process, whatever its name, may authorise or reject."""
    fila = apertura(ine, E.EN_REVISION)
    for acto in (
        lambda: acciones.autorizar(
            apertura=fila, respuesta="Sí", elementos=[png()], por=Sistema("barrido de plazos"), ahora=ahora
        ),
        lambda: acciones.rechazar(
            apertura=fila, fundamentos=["7.i"], respuesta="No", por=Sistema("barrido de plazos"), ahora=ahora
        ),
    ):
        with pytest.raises(SinPermiso):
            acto()
    assert Apertura.objects.get(pk=fila.pk).estado == E.EN_REVISION


def test_en_otro_estado_dice_como_quedo_y_no_escribe(ine, ahora):
    fila = apertura(ine, E.RECHAZADA)
    antes = huella()

    with pytest.raises(EstadoCambiado, match=r"Alguien actuó antes.*«Rechazada»"):
        acciones.autorizar(apertura=fila, respuesta="Sí", elementos=[png()], por=ine["revisora"], ahora=ahora)
    with pytest.raises(EstadoCambiado, match="«Rechazada»"), transaction.atomic():
        flujo.ejecutar(fila, "retirar", por=ine["titular"], ahora=ahora, motivo="Tarde")

    assert huella() == antes


def test_quien_tiene_una_copia_vieja_no_gana(ine, ahora):
    """The state is read from the locked row, never from what somebody loaded before."""
    vieja = apertura(ine, E.EN_REVISION)
    acciones.rechazar(
        apertura=Apertura.objects.get(pk=vieja.pk),
        fundamentos=["7.i"],
        respuesta="No hace falta.",
        por=ine["revisora"],
        ahora=ahora,
    )
    assert vieja.estado == E.EN_REVISION
    with pytest.raises(EstadoCambiado):
        acciones.autorizar(apertura=vieja, respuesta="Sí", elementos=[png()], por=ine["revisora"], ahora=ahora)


def test_django_fsm_tambien_se_niega_sin_la_puerta(ine, ahora):
    fila = apertura(ine, E.CONCLUIDA)
    with pytest.raises(TransitionNotAllowed):
        fila.retirar(por=ine["titular"], ahora=ahora, motivo="x")


def test_la_historia_y_la_bitacora_dicen_quien_y_cuando(ine, ahora):
    fila = apertura(ine, E.EN_REVISION)

    ultima = fila.history.first()
    assert ultima.history_user == ine["revisora"]
    assert ultima.estado == E.EN_REVISION
    asiento = asientos_de(fila.cadena).last()
    assert asiento.momento == ultima.history_date > ahora
    assert '"de":"presentada"' in asiento.canonico
    assert '"a":"en_revision"' in asiento.canonico
    assert [h.estado for h in fila.history.order_by("pk")] == ["borrador", "presentada", "en_revision"]
