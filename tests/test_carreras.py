"""What two people do at the same instant: one of them did it, the other reads why not, and nothing is written twice."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection

from avisos.models import Aviso
from bitacora.consultas import verificar
from bitacora.flujo import EstadoCambiado
from bitacora.models import Asiento
from cuentas.acciones import CuentaRepetida
from organizacion.models import Persona
from plazos.acciones import barrer
from plazos.models import Plazo
from solicitudes import acciones
from solicitudes.acciones import AperturaIncompleta
from solicitudes.estados import EstadoApertura as E
from solicitudes.models import Apertura
from tests.fabrica import Institucion, apertura, borrador, pdf, png

pytestmark = [pytest.mark.postgres, pytest.mark.criterio("7.iii")]


def a_la_vez(*actos: Callable[[], object]) -> list[object]:
    """Run the acts at the same instant, each on its own connection; what each returned or raised, in their order."""
    salida, resultados = Barrier(len(actos)), [None] * len(actos)

    def correr(n: int, acto: Callable[[], object]) -> None:
        try:
            connection.ensure_connection()
            salida.wait()
            resultados[n] = acto()
        except Exception as error:
            resultados[n] = error
        finally:
            connection.close()

    hilos = [Thread(target=correr, args=(n, acto)) for n, acto in enumerate(actos)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    return resultados


def presentar(fila: Apertura, por: Persona, ahora) -> Apertura:
    return acciones.presentar(
        apertura=fila, oficio_numero="INE/1/2025", oficio_fecha=ahora.date(), oficio=pdf(), por=por, ahora=ahora
    )


def test_dos_decisiones_a_la_vez_doscientas_veces(ine_confirmado: Institucion) -> None:
    ine, ahora = ine_confirmado, ine_confirmado.ahora
    revisora, jefa = ine["revisora"], ine["titular_cncs"]
    ganadas = {E.AUTORIZADA: 0, E.RECHAZADA: 0}
    for n in range(200):
        fila = apertura(ine, E.EN_REVISION, identificador=f"Carrera{n}INE")
        antes = Aviso.objects.filter(cadena=fila.cadena).count()

        def autorizar(fila=fila) -> Apertura:
            return acciones.autorizar(
                apertura=fila, respuesta="Se autoriza.", elementos=[png()], por=revisora, ahora=ahora
            )

        def rechazar(fila=fila) -> Apertura:
            return acciones.rechazar(apertura=fila, fundamentos=["7.i"], respuesta="No.", por=jefa, ahora=ahora)

        resultados = a_la_vez(*((autorizar, rechazar) if n % 2 else (rechazar, autorizar)))

        (hecha,) = [r for r in resultados if isinstance(r, Apertura)]
        (negada,) = [r for r in resultados if not isinstance(r, Apertura)]
        assert type(negada) is EstadoCambiado, repr(negada)
        assert f"«{hecha.get_estado_display()}»" in str(negada)
        fila = Apertura.objects.get(pk=fila.pk)
        assert fila.estado == hecha.estado
        ganadas[fila.estado] += 1
        decisiones = Asiento.objects.filter(cadena=fila.cadena, acto__in=["autorizar", "rechazar"])
        assert [a.acto for a in decisiones] == ["autorizar" if fila.estado == E.AUTORIZADA else "rechazar"]
        clases = (
            ["apertura_autorizada", "apertura_para_unicom"] if fila.estado == E.AUTORIZADA else ["apertura_rechazada"]
        )
        nuevos = Aviso.objects.filter(cadena=fila.cadena).order_by("pk")[antes:]
        assert sorted(a.clase for a in nuevos) == clases
        assert fila.constancias.exclude(clase="acuse").count() == 1
        assert Plazo.objects.filter(objeto_id=fila.pk).count() == (2 if fila.estado == E.AUTORIZADA else 1)
    assert sum(ganadas.values()) == 200
    assert not verificar().rupturas


@pytest.mark.criterio("7.x")
def test_dos_areas_presentan_el_mismo_identificador(ine_confirmado: Institucion) -> None:
    ine, ahora = ine_confirmado, ine_confirmado.ahora
    for n in range(15):
        una = borrador(ine, identificador=f"Doble{n}INE")
        otra = borrador(ine, titular="otra_titular", identificador=f"https://twitter.com/doble{n}ine/")
        resultados = a_la_vez(
            lambda una=una: presentar(una, ine["titular"], ahora),
            lambda otra=otra: presentar(otra, ine["otra_titular"], ahora),
        )

        assert sorted(isinstance(r, Apertura) for r in resultados) == [False, True], resultados
        assert any(isinstance(r, CuentaRepetida | AperturaIncompleta) for r in resultados), resultados
    assert Apertura.objects.filter(estado=E.PRESENTADA).count() == Plazo.objects.count() == 15


@pytest.mark.criterio("7.ii")
def test_un_borrador_presentado_dos_veces(ine_confirmado: Institucion) -> None:
    ine, ahora = ine_confirmado, ine_confirmado.ahora
    for n in range(15):
        fila = borrador(ine, identificador=f"Clic{n}INE")
        acto = lambda fila=fila: presentar(fila, ine["titular"], ahora)  # noqa: E731
        resultados = a_la_vez(acto, acto)

        assert sorted(type(r).__name__ for r in resultados) == ["Apertura", "EstadoCambiado"], resultados
        assert Asiento.objects.filter(cadena=fila.cadena, acto="presentar").count() == 1
        assert fila.documentos.count() == fila.constancias.count() == 1


@pytest.mark.criterio("7.ii")
def test_los_folios_no_se_repiten_ni_dejan_huecos(ine_confirmado: Institucion) -> None:
    """Not even when some of those who file at once are refused."""
    ine, ahora = ine_confirmado, ine_confirmado.ahora
    for vuelta in range(5):
        filas = [borrador(ine, identificador=f"F{vuelta}{n}INE") for n in range(4)]
        filas.append(borrador(ine, identificador=f"F{vuelta}0INE"))  # repeats the first
        a_la_vez(*(lambda fila=fila: presentar(fila, ine["titular"], ahora) for fila in filas))

    folios = sorted(Apertura.objects.filter(folio__isnull=False).values_list("folio", flat=True))
    assert folios == [f"AP-2025-{n:04d}" for n in range(1, 21)]


def test_decidir_mientras_se_barre(ine_confirmado: Institucion) -> None:
    """The sweep and a decision on the same request do not stop each other, nor does one forget the other."""
    ine = ine_confirmado
    revisora = ine["revisora"]
    tarde = ine.ahora.replace(month=12)
    for n in range(25):
        fila = apertura(ine, E.EN_REVISION, identificador=f"Barre{n}INE")
        resultados = a_la_vez(
            lambda: barrer(ahora=tarde),
            lambda fila=fila: acciones.rechazar(
                apertura=fila, fundamentos=["7.i"], respuesta="No.", por=revisora, ahora=tarde
            ),
        )
        assert isinstance(resultados[1], Apertura), resultados
        assert resultados[0].fallidos == 0
        actos = list(Asiento.objects.filter(cadena=fila.cadena).order_by("numero").values_list("acto", flat=True))
        assert actos[-1] == "rechazar", "a reminder came out of what was already decided"
    assert not verificar().rupturas
