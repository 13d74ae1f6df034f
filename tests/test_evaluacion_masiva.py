"""8.a: a whole period of five hundred accounts: opened, computed, captured from a file, evaluated and reported."""

import io
import signal
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from subprocess import Popen

import pikepdf
import pytest
from django.db import connection
from django.urls import reverse

from avisos.models import Aviso
from bitacora.consultas import verificar
from bitacora.models import Asiento
from cuentas.estados import Caracter, EstadoCuenta, Red
from cuentas.models import Cuenta, Designacion
from evaluacion import acciones, consultas
from evaluacion.acciones import importacion as importaciones
from evaluacion.documentos import informe
from evaluacion.estados import POR_EVALUAR, Conclusion, EstadoPeriodo
from evaluacion.estados import EstadoEvaluacion as E
from evaluacion.exportar import libro
from evaluacion.models import Cifras, Evaluacion, Indicador, Medicion, Periodo
from plazos.models import Plazo, Recordatorio
from tests.fabrica import Institucion
from tests.fabrica_evaluacion import APERTURA, emitido
from tests.procesos import orden

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.criterio("8.a")]
CUENTAS, DIA = 500, timedelta(days=1)
SIN_VALIDAR = 120  # what the head of DERFE does not get to


def muchas(ine: Institucion) -> None:
    """Half of DECEyEC and half of DERFE, in three networks, each with its two administrators."""
    filas = []
    for n in range(CUENTAS):
        area = ine.areas["DERFE" if n % 2 else "DECEyEC"]
        filas.append(
            Cuenta(
                red=(Red.X, Red.FACEBOOK, Red.INSTAGRAM)[n % 3], identificador=f"Cuenta{n}INE", clave=f"cuenta{n}ine",
                nombre=f"Cuenta {n:03}", url=f"https://x.com/{n}", area=area, estado=EstadoCuenta.REGULARIZACION,
                oficial_desde=ine.ahora.date(), fines=["3.i"],
            )
        )  # fmt: skip
    cuentas = Cuenta.objects.bulk_create(filas)
    Designacion.objects.bulk_create(
        Designacion(
            cuenta=c, persona=ine.personas[f"{prefijo}{quien}"], caracter=caracter, cargo="x", nivel="mando_medio",
            desde=ine.ahora.date(),
        )
        for n, c in enumerate(cuentas)
        for prefijo in (("otro_",) if n % 2 else ("",))
        for quien, caracter in (("medio", Caracter.TITULAR), ("operativo", Caracter.SUPLENTE))
    )  # fmt: skip


def abrir(datos: Path) -> Popen[str]:
    return orden("abrir_periodos", "--ahora", APERTURA.isoformat(), datos=datos)


def ajenas() -> list[int]:
    """The connections to this database that have written something that they have not committed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
            "AND backend_type = 'client backend' AND backend_xid IS NOT NULL"
        )
        return [pid for (pid,) in cursor.fetchall()]


def hasta(condicion) -> None:
    limite = time.monotonic() + 60
    while not condicion():
        assert time.monotonic() < limite
        time.sleep(0.002)


def lineas(proceso: Popen[str]) -> Iterator[str]:
    assert proceso.stdout
    for linea in proceso.stdout:
        yield linea.strip()


def cuanto_hay() -> dict[str, int]:
    modelos = (Periodo, Evaluacion, Evaluacion.history.model, Medicion, Asiento, Aviso, Plazo, Recordatorio)
    return {modelo.__name__: modelo.objects.count() for modelo in modelos}


def lo_que_dice_la_pagina(client) -> str:
    return " ".join(client.get(reverse("evaluacion:inicio")).content.decode().split())


def test_un_periodo_de_quinientas_cuentas(ine_confirmado, client, tmp_path):
    ine = ine_confirmado
    muchas(ine)
    emitido(ine)
    client.force_login(ine["revisora"], backend="django.contrib.auth.backends.ModelBackend")
    periodo = _se_abre_aunque_la_maten(client, tmp_path)
    _se_captura_de_un_archivo(ine, periodo)
    _camina_hasta_el_final(ine, periodo, client)
    _se_informa(periodo)
    assert not verificar().rupturas


def _se_abre_aunque_la_maten(client, datos: Path) -> Periodo:
    """The process is killed in the middle of the third lot; another one goes on where it was; a third one has nothing
    to do."""
    proceso = abrir(datos)
    for linea in lineas(proceso):
        if "200 de 500 cuentas (40 %)" in linea:
            break
    hasta(ajenas)
    proceso.send_signal(signal.SIGKILL)
    assert proceso.wait() == -signal.SIGKILL
    hasta(lambda: not ajenas())
    periodo = Periodo.objects.get()
    assert (periodo.estado, periodo.preparadas, periodo.avance) == (EstadoPeriodo.ABRIENDO, 200, 40)
    assert Evaluacion.objects.count() == 200
    assert "200 de 500 cuentas preparadas (40 %)" in lo_que_dice_la_pagina(client)

    proceso = abrir(datos)
    dichas = list(lineas(proceso))
    assert proceso.wait() == 0
    assert [linea.partition(": ")[2] for linea in dichas] == [
        "300 de 500 cuentas (60 %)", "400 de 500 cuentas (80 %)", "500 de 500 cuentas (100 %)", "300",
    ]  # fmt: skip
    periodo = Periodo.objects.get()
    assert (periodo.estado, periodo.preparadas) == (EstadoPeriodo.ABIERTO, CUENTAS)
    assert set(Evaluacion.objects.values_list("cuenta", flat=True)) == set(Cuenta.objects.values_list("pk", flat=True))
    hay = cuanto_hay()
    assert hay["Evaluacion"] == hay["HistoricalEvaluacion"] == CUENTAS
    assert hay["Medicion"] == CUENTAS * Indicador.objects.count()
    assert Asiento.objects.filter(acto="abrir", cadena__startswith="evaluacion:").count() == CUENTAS
    avisadas = Counter(Aviso.objects.filter(clase="evaluacion_abierta").values_list("para", flat=True))
    assert len(avisadas) == 6
    assert set(avisadas.values()) == {1}

    assert acciones.abrir_periodos(ahora=APERTURA + DIA) == 0
    assert cuanto_hay() == hay
    return periodo


def _se_captura_de_un_archivo(ine: Institucion, periodo: Periodo) -> None:
    """The same file with the figures of all, uploaded by somebody of each área: each captures their own."""
    cuentas = list(Cuenta.objects.order_by("pk"))
    archivo = ["red,cuenta,seguidores al inicio,seguidores,alcance,interacciones"]
    archivo += [f"{c.red},{c.identificador},1000,{1000 + n},20000,{n}" for n, c in enumerate(cuentas)]
    for quien in ("medio", "otro_medio"):
        leida = importaciones.leer_cifras(
            periodo=periodo, contenido="\n".join(archivo).encode(), nombre="cifras.csv", evaluacion=None,
            por=ine[quien], ahora=APERTURA + DIA,
        )  # fmt: skip
        assert (len(leida.filas), len(leida.errores)) == (250, 250)  # those of the other área are not theirs
        importada = importaciones.importar(importacion=leida, por=ine[quien], ahora=APERTURA + DIA)
        assert importada.importadas == 250
    assert Cifras.objects.count() == CUENTAS
    medidas = dict(Medicion.objects.filter(indicador__clave="crecimiento").values_list("evaluacion__cuenta", "valor"))
    assert medidas == {c.pk: Decimal(n) / 10 for n, c in enumerate(cuentas)}


def _camina_hasta_el_final(ine: Institucion, periodo: Periodo, client) -> None:
    """All of them are handed in, most are validated and the rest go on without it, and each one is evaluated by
    somebody who has no part in it."""
    vence = periodo.plazo_validacion.vence
    for quien, cabeza, dejadas in (("medio", "titular", 0), ("otro_medio", "otra_titular", SIN_VALIDAR)):
        capturadas = acciones.capturar_varias(
            evaluaciones=consultas.por_capturar(ine[quien]), por=ine[quien], ahora=APERTURA + 2 * DIA
        )
        validadas = acciones.validar_varias(
            evaluaciones=consultas.por_validar(ine[cabeza])[dejadas:], por=ine[cabeza], ahora=APERTURA + 3 * DIA
        )
        assert (len(capturadas.hechas), len(validadas.hechas)) == (250, 250 - dejadas)
        assert not capturadas.rechazadas + validadas.rechazadas
    assert acciones.omitir_vencidas(ahora=vence) == SIN_VALIDAR
    avances = []
    while pendientes := list(consultas.por_evaluar(ine["revisora"], POR_EVALUAR)[:100]):
        varias = acciones.evaluar_varias(
            evaluaciones=pendientes, dictamen="Revisada.", por=ine["revisora"], ahora=vence + DIA
        )
        assert not varias.rechazadas
        avances.append(lo_que_dice_la_pagina(client).partition(" con resultado")[0].rpartition("<dd> ")[2])
    assert avances == [f"{n} de 500" for n in (100, 200, 300, 400, 500)]
    assert set(Evaluacion.objects.values_list("estado", flat=True)) == {E.EVALUADA}
    assert not Evaluacion.objects.filter(calificacion=None).exists()
    assert acciones.concluir_sin_respuesta(ahora=vence + 30 * DIA) == CUENTAS
    assert set(Evaluacion.objects.values_list("estado", "conclusion")) == {(E.FINAL, Conclusion.SIN_RESPUESTA)}
    actos = Counter(Asiento.objects.filter(cadena__startswith="evaluacion:").values_list("acto", flat=True))
    assert [actos[a] for a in ("capturar", "validar", "omitir", "evaluar", "vencer_respuesta")] == [
        CUENTAS, CUENTAS - SIN_VALIDAR, SIN_VALIDAR, CUENTAS, CUENTAS,
    ]  # fmt: skip
    # Of each act stays who did it, in the fields too: opened, captured, validated or not, evaluated, concluded.
    assert Evaluacion.history.count() == 5 * CUENTAS
    assert Evaluacion.history.filter(estado=E.EVALUADA, history_user=ine["revisora"]).count() == CUENTAS


def _se_informa(periodo: Periodo) -> None:
    periodo.refresh_from_db()
    assert periodo.estado == EstadoPeriodo.CERRADO
    avance = consultas.avance_de(periodo, Evaluacion.objects.all())
    assert (avance.finales, avance.sin_captura, avance.sin_validacion) == (CUENTAS, 0, SIN_VALIDAR)
    documento = pikepdf.open(io.BytesIO(informe(periodo, ahora=periodo.plazo_validacion.vence + 31 * DIA)))
    assert len(documento.pages) > 5
    hojas = zipfile.ZipFile(io.BytesIO(libro(periodo)))
    filas = [hojas.read(f"xl/worksheets/sheet{n}.xml").count(b"<row ") for n in (1, 2)]
    assert filas == [1 + CUENTAS, 1 + Medicion.objects.count()]
