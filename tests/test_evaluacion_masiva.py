"""8.a: a whole period of five hundred accounts: opened, computed, captured from a file, evaluated and reported."""

import io
from datetime import timedelta

import pikepdf
import pytest

from bitacora.consultas import verificar
from cuentas.estados import Caracter, EstadoCuenta, Red
from cuentas.models import Cuenta, Designacion
from evaluacion import acciones, consultas
from evaluacion.acciones import importacion as importaciones
from evaluacion.documentos import informe
from evaluacion.estados import POR_EVALUAR, EstadoPeriodo
from evaluacion.estados import EstadoEvaluacion as E
from evaluacion.exportar import libro
from evaluacion.models import Evaluacion, Medicion, Periodo
from tests.fabrica_evaluacion import APERTURA, emitido

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.criterio("8.a")]
CUENTAS, DIA = 500, timedelta(days=1)


def muchas(ine) -> None:
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


def test_un_periodo_de_quinientas_cuentas(ine, monkeypatch):
    muchas(ine)
    emitido(ine)
    avances = []
    original = acciones.preparar_lote

    def contando(**k):
        cuantas = original(**k)
        avances.append(Periodo.objects.get().avance)
        return cuantas

    monkeypatch.setattr("evaluacion.acciones.periodo.preparar_lote", contando)
    assert acciones.abrir_periodos(ahora=APERTURA) == CUENTAS
    assert avances == [20, 40, 60, 80, 100, 100]  # the last one opens it
    assert acciones.abrir_periodos(ahora=APERTURA) == 0
    abierto = Periodo.objects.get()
    assert (abierto.estado, abierto.preparadas) == (EstadoPeriodo.ABIERTO, CUENTAS)

    lineas = ["red,cuenta,seguidores al inicio,seguidores,alcance,interacciones"]
    lineas += [
        f"{c.red},{c.identificador},1000,{1000 + n},20000,{n}" for n, c in enumerate(Cuenta.objects.order_by("pk"))
    ]
    leida = importaciones.leer_cifras(
        periodo=abierto, contenido="\n".join(lineas).encode(), nombre="cifras.csv", evaluacion=None,
        por=ine["medio"], ahora=APERTURA + DIA,
    )  # fmt: skip
    assert (len(leida.filas), len(leida.errores)) == (250, 250)  # those of the other área are not hers
    importada = importaciones.importar(importacion=leida, por=ine["medio"], ahora=APERTURA + DIA)
    assert importada.importadas == 250
    assert Medicion.objects.filter(indicador__clave="crecimiento", valor__isnull=False).count() == 250
    capturadas = acciones.capturar_varias(
        evaluaciones=consultas.por_capturar(ine["medio"])[:100], por=ine["medio"], ahora=APERTURA + 2 * DIA
    )
    validadas = acciones.validar_varias(
        evaluaciones=consultas.por_validar(ine["titular"]), por=ine["titular"], ahora=APERTURA + 3 * DIA
    )
    assert len(capturadas.hechas) == len(validadas.hechas) == 100
    vence = abierto.plazo_validacion.vence
    assert acciones.omitir_vencidas(ahora=vence) == 400  # nobody of DERFE did anything, nor the rest of DECEyEC
    while pendientes := list(consultas.por_evaluar(ine["revisora"], POR_EVALUAR)[:100]):
        varias = acciones.evaluar_varias(
            evaluaciones=pendientes, dictamen="Revisada.", por=ine["revisora"], ahora=vence + DIA
        )
        assert not varias.rechazadas
    assert acciones.concluir_sin_respuesta(ahora=vence + 30 * DIA) == CUENTAS
    abierto.refresh_from_db()
    assert abierto.estado == EstadoPeriodo.CERRADO
    avance = consultas.avance_de(abierto, Evaluacion.objects.all())
    assert (avance.finales, avance.sin_captura) == (CUENTAS, 400)
    assert not Evaluacion.objects.exclude(estado=E.FINAL).exists()
    documento = pikepdf.open(io.BytesIO(informe(abierto, ahora=vence + 31 * DIA)))
    assert len(documento.pages) > 5
    assert len(libro(abierto)) > 10_000
    assert not verificar().rupturas
