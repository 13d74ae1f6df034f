"""1.b: what the Criterios do not foresee: filed, studied, resolved in writing, numbered, and read by everybody."""

from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.db import transaction

from avisos.models import Aviso
from bitacora.flujo import EstadoCambiado, SinPermiso
from bitacora.models import Asiento
from organizacion.acciones import asignar_rol, terminar_nombramiento
from organizacion.estados import Rol
from plazos.acciones import barrer
from plazos.estados import EstadoPlazo
from solicitudes.acciones import caso as acciones
from solicitudes.acciones import requerimiento
from solicitudes.acciones.comun import DatoInvalido
from solicitudes.clases import CLASES
from solicitudes.consultas.precedentes import precedentes
from solicitudes.contenido import pdf_de
from solicitudes.estados.caso import EstadoCaso as E
from solicitudes.models import Caso
from tests.fabrica import CARGA, Institucion, pdf
from tests.fabrica_caso import ASUNTO, CRITERIO, DESCRIPCION, RESPUESTA, caso, integrante
from tests.test_carreras import a_la_vez

pytestmark = [pytest.mark.django_db, pytest.mark.criterio("1.b")]

PERSONAS = [
    "titular", "medio", "otra_titular", "vocal_local", "revisora", "titular_cncs", "unicom", "presidencia",
    "secretaria", "integrante", "control", "consejera", "sistema",
]  # fmt: skip
COMITE = {"presidencia", "secretaria", "integrante"}
FIRMAN = {"presidencia", "secretaria"}
FUNDADA: dict[str, Any] = {"fundamentos": ["6.i"], "respuesta": RESPUESTA}
ACTOS = {
    "estudiar": lambda c, **k: acciones.estudiar(caso=c, **k),
    "resolver_caso": lambda c, **k: acciones.resolver(caso=c, criterio=CRITERIO, **FUNDADA, **k),
    "desechar": lambda c, **k: acciones.desechar(caso=c, **FUNDADA, **k),
    "retirar": lambda c, **k: acciones.retirar(caso=c, motivo="Motivo", **k),
}
QUIEN = {"estudiar": COMITE, "resolver_caso": FIRMAN, "desechar": FIRMAN, "retirar": {"medio"}}
VIVOS = {E.PRESENTADO, E.EN_ESTUDIO}
DESDE = {"estudiar": {E.PRESENTADO}, "resolver_caso": {E.EN_ESTUDIO}, "desechar": VIVOS, "retirar": VIVOS}


@pytest.fixture
def ine(ine: Institucion) -> Institucion:
    integrante(ine)
    return ine


def asuntos(ine: Institucion, clave: str, fila: Caso) -> list[str]:
    return list(Aviso.objects.filter(cadena=fila.cadena, para=ine[clave].email).values_list("asunto", flat=True))


# --- Filing -----------------------------------------------------------------------------------------------------------
def test_presentar(ine):
    fila = acciones.presentar(
        asunto=ASUNTO, descripcion=DESCRIPCION, propuesta="", archivos=[pdf(nombre="convenio.pdf")], por=ine["medio"],
        ahora=ine.ahora,
    )  # fmt: skip

    assert (fila.folio, fila.estado, fila.area.siglas) == ("CN-2025-0001", E.PRESENTADO, "DECEyEC")
    assert str(fila.plazo.fecha_limite) == "2025-09-30"
    acuse = fila.constancias.get()
    assert "Comité" in acuse.datos["area"]
    assert acuse.datos["archivos"][0]["nombre"] == "convenio.pdf"
    assert [d.nombre for d in fila.documentos.all()] == ["convenio.pdf"]
    avisados = {clave for clave in PERSONAS if any("Nuevo caso" in a for a in asuntos(ine, clave, fila))}
    assert avisados == FIRMAN


def test_lo_presenta_cualquiera_con_cargo_o_funcion(ine):
    for clave in PERSONAS:
        assert caso(ine, por=clave, asunto=f"Caso de {clave[:3]}").pk
    sin_cargo = ine.persona("sin_cargo", "Gumaro Páez Vela", "DERFE")
    terminar_nombramiento(persona=sin_cargo, hasta=ine.ahora.date(), por=CARGA, ahora=ine.ahora)
    with pytest.raises(SinPermiso, match="cargo vigente"):
        caso(ine, por="sin_cargo")


def test_no_avisa_a_quien_lo_presento(ine):
    fila = caso(ine, por="secretaria")
    assert not any("Nuevo caso" in a for a in asuntos(ine, "secretaria", fila))
    assert any("Nuevo caso" in a for a in asuntos(ine, "presidencia", fila))


def test_el_mismo_caso_dos_veces(ine):
    fila = caso(ine)
    with pytest.raises(EstadoCambiado, match=fila.folio):
        caso(ine)
    assert Caso.objects.count() == 1


def test_el_asunto_no_nombra_a_quien_lo_presenta(ine):
    with pytest.raises(DatoInvalido) as error:
        caso(ine, asunto="Permiso que pide José Ángel Núñez")
    assert error.value.campo == "asunto"


# --- Acts by role and state -------------------------------------------------------------------------------------------
@pytest.mark.parametrize("estado", list(E))
def test_actos_por_papel_y_estado(ine, estado):
    fila = caso(ine, estado)
    hora = ine.ahora + timedelta(hours=1)
    personas = {clave: ine[clave] for clave in PERSONAS}
    for clave, acto in product(PERSONAS, ACTOS):
        persona = personas[clave]
        posible = clave in QUIEN[acto] and estado in DESDE[acto]
        ofrecidos = {t.name for t in fila.get_available_user_estado_transitions(persona)}
        assert (acto in ofrecidos) is posible, (clave, acto)
        antes = Asiento.objects.count(), Aviso.objects.count()
        if not posible:
            esperado = SinPermiso if estado in DESDE[acto] else EstadoCambiado
            with pytest.raises(esperado):
                ACTOS[acto](fila, por=persona, ahora=hora)
            assert (Asiento.objects.count(), Aviso.objects.count()) == antes
            assert Caso.objects.get(pk=fila.pk).estado == estado
            continue
        with transaction.atomic():
            ACTOS[acto](fila, por=persona, ahora=hora)
            assert Asiento.objects.filter(cadena=fila.cadena, acto=acto).count() == 1
            transaction.set_rollback(True)


@pytest.mark.parametrize("quien", ["presidencia", "secretaria", "integrante"])
def test_nadie_resuelve_lo_que_presento(ine, quien):
    fila = caso(ine, por=quien)
    clase = CLASES["caso"]
    assert "Usted presentó" in clase.impedimento(fila, ine[quien])
    assert not clase.cola(Caso.objects.all(), ine[quien]).exists()
    for acto in ("estudiar", "desechar"):
        with pytest.raises(SinPermiso):
            ACTOS[acto](fila, por=ine[quien], ahora=ine.ahora)
    otra = "presidencia" if quien != "presidencia" else "secretaria"
    assert clase.cola(Caso.objects.all(), ine[otra]).exists()
    fila = acciones.estudiar(caso=fila, por=ine[otra], ahora=ine.ahora)
    with pytest.raises(SinPermiso):
        ACTOS["resolver_caso"](fila, por=ine[quien], ahora=ine.ahora)
    assert not clase.ve_notas(fila, ine[quien])
    assert clase.ve_notas(fila, ine[otra])


def test_ni_lo_que_presento_su_area(ine):
    asignar_rol(persona=ine["titular"], rol=Rol.COMITE_SECRETARIA, desde=ine.ahora.date(), por=CARGA, ahora=ine.ahora)
    propia, ajena = caso(ine, por="medio"), caso(ine, por="otro_medio")
    encabeza = ine["titular"]

    with pytest.raises(SinPermiso):
        acciones.estudiar(caso=propia, por=encabeza, ahora=ine.ahora)
    assert "encabeza el área" in CLASES["caso"].impedimento(propia, encabeza)
    assert list(CLASES["caso"].cola(Caso.objects.all(), encabeza)) == [ajena]
    assert acciones.estudiar(caso=ajena, por=encabeza, ahora=ine.ahora).responsable == encabeza


def test_quien_ve_el_caso(ine):
    caso(ine, E.RESUELTO)
    lo_ven = {clave for clave in PERSONAS if Caso.objects.visibles_para(ine[clave]).exists()}
    assert lo_ven == COMITE | {"control", "medio"}
    leen = {clave for clave in PERSONAS if precedentes(ine[clave]).exists()}
    assert leen == set(PERSONAS)


# --- Resolutions ------------------------------------------------------------------------------------------------------
def test_resolver_numera_emite_y_avisa(ine):
    uno, dos = caso(ine, E.RESUELTO), caso(ine, E.RESUELTO, por="otro_medio", asunto="Otro")
    despues = caso(ine, E.RESUELTO, asunto="Del año siguiente", ahora=ine.ahora.replace(year=2026, month=2))

    assert [c.numero_de_resolucion for c in (uno, dos, despues)] == ["1/2025", "2/2025", "1/2026"]
    assert (uno.estado, uno.resuelta_por, uno.fundamentos) == (E.RESUELTO, ine["presidencia"], ["1.b", "6.i"])
    assert uno.plazo.estado == EstadoPlazo.CUMPLIDO
    papel = uno.constancias.get(clase="resolucion")
    assert (papel.datos["numero"], papel.datos["sentido"]) == ("1/2025", CRITERIO)
    assert [f["numeral"] for f in papel.datos["fundamentos"]] == ["1.b", "6.i"]
    assert pdf_de(papel).startswith(b"%PDF")
    assert any(a.startswith("El Comité resolvió") for a in asuntos(ine, "medio", uno))
    assert list(precedentes(ine["control"])) == [despues, dos, uno]


@pytest.mark.parametrize(
    ("cambio", "campo"),
    [
        ({"fundamentos": []}, "fundamentos"),
        ({"fundamentos": ["9.z"]}, "fundamentos"),
        ({"criterio": "  "}, "criterio"),
        ({"respuesta": " "}, "respuesta"),
        ({"respuesta": "Lo pidió Núñez Peña, y procede."}, "respuesta"),
        ({"criterio": "Procede lo de medio@ine.mx"}, "criterio"),
    ],
)
def test_resolver_mal_no_gasta_numero(ine, cambio, campo):
    fila = caso(ine, E.EN_ESTUDIO)
    datos = {"criterio": CRITERIO, **FUNDADA} | cambio
    with pytest.raises(DatoInvalido) as error:
        acciones.resolver(caso=fila, **datos, por=ine["presidencia"], ahora=ine.ahora)
    assert error.value.campo == campo
    assert Caso.objects.get().estado == E.EN_ESTUDIO
    with pytest.raises(SinPermiso):
        acciones.resolver(caso=fila, criterio=CRITERIO, **FUNDADA, por=ine["integrante"], ahora=ine.ahora)
    hecha = acciones.resolver(caso=fila, criterio=CRITERIO, **FUNDADA, por=ine["presidencia"], ahora=ine.ahora)
    assert hecha.numero == 1


def test_desechar_cita_el_numeral_y_no_es_precedente(ine):
    with pytest.raises(DatoInvalido, match="sí lo prevé"):
        acciones.desechar(caso=caso(ine), fundamentos=["1.b"], respuesta="x", por=ine["secretaria"], ahora=ine.ahora)
    fila = caso(ine, E.DESECHADO, por="otro_medio")

    assert (fila.numero, fila.fundamentos) == (None, ["6.vi"])
    assert not precedentes(ine["medio"]).exists()
    papel = fila.constancias.get(clase="resolucion")
    assert "numero" not in papel.datos
    assert papel.datos["fundamentos"][0]["numeral"] == "6.vi"
    assert any(a.startswith("El Comité desechó") for a in asuntos(ine, "otro_medio", fila))


def test_retirar_avisa_a_quien_lo_tenia(ine):
    fila = caso(ine, E.EN_ESTUDIO)
    fila = acciones.retirar(caso=fila, motivo="Se canceló", por=ine["medio"], ahora=ine.ahora)

    assert fila.plazo.estado == EstadoPlazo.CANCELADO
    assert any(a.startswith("Retiraron") for a in asuntos(ine, "secretaria", fila))
    assert not any(a.startswith("Retiraron") for a in asuntos(ine, "presidencia", fila))


@pytest.mark.postgres
def test_veinte_resoluciones_a_la_vez_tienen_numeros_seguidos(ine_confirmado):
    ine = ine_confirmado
    filas = [caso(ine, E.EN_ESTUDIO, asunto=f"Caso {n}") for n in range(20)]
    firman = [ine["presidencia"], ine["secretaria"]]

    resultados = a_la_vez(
        *(
            lambda fila=fila, por=firman[n % 2]: ACTOS["resolver_caso"](fila, por=por, ahora=ine.ahora)
            for n, fila in enumerate(filas)
        )
    )

    assert all(isinstance(r, Caso) for r in resultados), resultados
    assert sorted(Caso.objects.values_list("numero", flat=True)) == list(range(1, 21))


@pytest.mark.postgres
def test_dos_resuelven_el_mismo_caso_a_la_vez(ine_confirmado):
    ine = ine_confirmado
    firman = [ine["presidencia"], ine["secretaria"]]
    for n in range(10):
        fila = caso(ine, E.EN_ESTUDIO, asunto=f"Caso {n}")
        resultados = a_la_vez(
            *(lambda por=por, fila=fila: ACTOS["resolver_caso"](fila, por=por, ahora=ine.ahora) for por in firman)
        )
        assert sorted(type(r).__name__ for r in resultados) == ["Caso", "EstadoCambiado"], resultados
    assert sorted(Caso.objects.values_list("numero", flat=True)) == list(range(1, 11))


# --- Search -----------------------------------------------------------------------------------------------------------
def test_buscar_precedentes(ine):
    textos = [
        ("Transmisión conjunta", "Se hace desde la cuenta del Instituto", ("7.i",)),
        ("Cuenta en una red nueva", "Se pide como cualquier otra", ("7.iii", "6.i")),
        *((f"Relleno {n}", "Sin más", ("8.c",)) for n in range(9)),
        ("Encuestas públicas", "Se permiten sobre actividades", ("3.vii",)),
    ]
    for asunto, criterio, fundamentos in textos:
        caso(ine, E.RESUELTO, asunto=asunto, criterio=criterio, fundamentos=fundamentos, respuesta="Razones.")
    caso(ine, E.EN_ESTUDIO, asunto="Encuestas en estudio")

    def hallados(**filtro: str) -> list[str]:
        return [c.asunto for c in precedentes(ine["operativo"], **filtro)]

    assert hallados(texto="TRANSMISION instituto") == ["Transmisión conjunta"]
    assert hallados(texto="encuestas") == ["Encuestas públicas"]
    assert hallados(texto="1/2025") == ["Transmisión conjunta"]  # and not 11/2025
    assert hallados(texto="2/2025") == ["Cuenta en una red nueva"]
    assert hallados(texto="7.i") == ["Transmisión conjunta"]  # and not 7.iii
    assert hallados(numeral="7.iii") == ["Cuenta en una red nueva"]
    assert hallados(numeral="6.i", texto="red") == ["Cuenta en una red nueva"]
    assert hallados(numeral="6.i", texto="encuestas") == []
    assert len(hallados()) == 12
    # What only the Comité knows finds nothing.
    assert hallados(texto="Zacamixtle") == hallados(texto="DECEyEC") == hallados(texto="Núñez") == []
    assert not precedentes(None).exists()


# --- Clock and information --------------------------------------------------------------------------------------------
def test_recordatorios_a_quien_lo_tiene_y_silencio(ine):
    nuevo, tomado = caso(ine), caso(ine, E.EN_ESTUDIO, por="otro_medio", estudia="integrante")
    Aviso.objects.all().delete()

    barrer(ahora=ine.ahora.replace(month=9, day=25))  # the 30th less three business days: the step of five came due
    assert asuntos(ine, "presidencia", nuevo)
    assert asuntos(ine, "secretaria", nuevo)
    assert asuntos(ine, "integrante", tomado)
    assert not asuntos(ine, "secretaria", tomado)
    Aviso.objects.all().delete()
    barrer(ahora=ine.ahora.replace(month=10, day=2))
    assert asuntos(ine, "integrante", tomado)
    assert asuntos(ine, "presidencia", tomado)  # late: it goes up
    assert {c.estado for c in Caso.objects.all()} == {E.PRESENTADO, E.EN_ESTUDIO}
    assert not precedentes(ine["medio"]).exists()


def test_pedir_informacion(ine):
    with pytest.raises(SinPermiso):
        requerimiento.requerir(solicitud=caso(ine), texto="¿?", por=ine["secretaria"], ahora=ine.ahora)
    fila = caso(ine, E.EN_ESTUDIO, por="otro_medio")
    for clave in ("revisora", "control", "medio"):
        with pytest.raises(SinPermiso):
            requerimiento.requerir(solicitud=fila, texto="¿?", por=ine[clave], ahora=ine.ahora)
    requerimiento.requerir(solicitud=fila, texto="¿Con quién?", por=ine["secretaria"], ahora=ine.ahora)
    requerimiento.responder(solicitud=fila, texto="Con la UAM", archivos=[], por=ine["otro_medio"], ahora=ine.ahora)
    assert fila.requerimientos.get().respuesta == "Con la UAM"
