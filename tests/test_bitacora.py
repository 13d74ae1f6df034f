"""8.c: the log only grows, and whoever alters it behind its back is found."""

import hashlib
import io
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from bitacora.acciones import Hecho, asentar, asentar_varios
from bitacora.actores import ActorDesconocido, Sistema
from bitacora.candado import TABLAS, aplicar, cerrar, quitar
from bitacora.consultas import Ruptura, asientos_de, verificar
from bitacora.models import Asiento, Cadena
from organizacion.models import Persona
from solicitudes.estados import EstadoApertura as E
from tests.fabrica import CONTRASENA, apertura

pytestmark = [pytest.mark.django_db, pytest.mark.criterio("8.c")]
PRUEBAS = Sistema("pruebas")


def rupturas(cadena: str | None = None) -> list[Ruptura]:
    return verificar(cadena).rupturas


def sin_candado(sql: str, *parametros: object) -> None:
    """What an intruder who owns the tables would do."""
    for tabla in TABLAS:
        aplicar(connection, tabla, quitar(tabla))
    with connection.cursor() as cursor:
        cursor.execute(sql, parametros)
    cerrar(connection)


@pytest.fixture
def cadena(ahora):
    """Five entries in one chain and one in another."""
    for numero in range(5):
        asentar(
            cadena="cuenta:1",
            acto="probar",
            objeto="Cuenta de prueba",
            por=PRUEBAS,
            ahora=ahora + timedelta(minutes=numero),
            detalle={"vuelta": numero, "texto": "ñandú «á»"},
        )
    asentar(cadena="cuenta:2", acto="probar", objeto="Otra", por=PRUEBAS, ahora=ahora)
    return "cuenta:1"


@pytest.fixture
def antes(cadena):
    return list(Asiento.objects.order_by("pk").values())


SQL_COMUN = [
    "UPDATE bitacora_asiento SET actor = 'Luis' WHERE numero = 1",
    "UPDATE bitacora_asiento SET momento = momento",
    "DELETE FROM bitacora_asiento WHERE numero = 5",
    "DELETE FROM bitacora_asiento",
]
SQL_DEL_MOTOR = {
    "postgresql": [
        "TRUNCATE bitacora_asiento",
        "TRUNCATE bitacora_asiento CASCADE",
        "INSERT INTO bitacora_asiento SELECT * FROM bitacora_asiento WHERE numero = 1 "
        "ON CONFLICT (id) DO UPDATE SET actor = 'Luis'",
    ],
    "sqlite": [
        "REPLACE INTO bitacora_asiento SELECT * FROM bitacora_asiento WHERE numero = 1",
        "INSERT OR REPLACE INTO bitacora_asiento "
        "SELECT id + 1000, cadena, numero, momento, 'Luis', acto, objeto, canonico, hash_previo, hash "
        "FROM bitacora_asiento WHERE numero = 1",
        "INSERT INTO bitacora_asiento SELECT * FROM bitacora_asiento WHERE numero = 1 "
        "ON CONFLICT (id) DO UPDATE SET actor = 'Luis'",
    ],
}


@pytest.mark.parametrize("orden", range(len(SQL_COMUN) + 3))
def test_sql_directo_rechazado(antes, orden):
    ordenes = SQL_COMUN + SQL_DEL_MOTOR[connection.vendor]
    if orden >= len(ordenes):
        orden = -1
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ordenes[orden])
    assert list(Asiento.objects.order_by("pk").values()) == antes


def vars_de(asiento):
    return {
        campo.attname: getattr(asiento, campo.attname) for campo in Asiento._meta.concrete_fields if campo.name != "id"
    }


def _guardar(asiento):
    asiento.actor = "Luis"
    asiento.save()


@pytest.mark.parametrize(
    "intento",
    [
        lambda a: Asiento.objects.filter(pk=a.pk).update(actor="Luis"),
        lambda a: Asiento.objects.filter(pk=a.pk).delete(),
        lambda a: Asiento.objects.all().delete(),
        lambda a: Asiento.objects.bulk_update([a], ["acto"]),
        lambda a: a.delete(),
        lambda a: Asiento.objects.all()._raw_delete("default"),
        lambda a: Asiento.objects.bulk_create(
            [Asiento(**{**vars_de(a), "actor": "Luis"})],
            update_conflicts=True,
            unique_fields=["cadena", "numero"],
            update_fields=["actor"],
        ),
        _guardar,
    ],
    ids=["update", "delete", "delete_todo", "bulk_update", "delete_fila", "raw_delete", "upsert", "save"],
)
def test_orm_rechazado(antes, intento):
    with pytest.raises(DatabaseError), transaction.atomic():
        intento(Asiento.objects.get(cadena="cuenta:1", numero=2))
    assert list(Asiento.objects.order_by("pk").values()) == antes


@pytest.mark.parametrize("ruta", ["add/", "{pk}/change/", "{pk}/delete/", ""])
def test_admin_no_ofrece_como_alterarla(client, ine, antes, ruta):
    sistema = ine["sistema"]
    Persona.objects.filter(pk=sistema.pk).update(is_superuser=True)
    assert client.login(username=sistema.email, password=CONTRASENA)
    asiento = Asiento.objects.get(cadena="cuenta:1", numero=2)
    total = Asiento.objects.count()

    respuesta = client.post(
        f"/admin/bitacora/asiento/{ruta.format(pk=asiento.pk)}",
        {"post": "yes", "actor": "Luis", "action": "delete_selected", "_selected_action": [asiento.pk]},
    )

    assert respuesta.status_code < 500
    assert Asiento.objects.count() == total
    assert Asiento.objects.filter(pk__in=[fila["id"] for fila in antes]).count() == len(antes)
    assert Asiento.objects.get(pk=asiento.pk).actor == "sistema: pruebas"


def test_integra_despues_de_actos_verdaderos(ine):
    apertura(ine, E.CONCLUIDA)
    fila = apertura(ine, E.RECHAZADA, titular="otra_titular", identificador="OtroINE")
    salida = io.StringIO()

    call_command("verificar_bitacora", stdout=salida)

    assert "Bitácora íntegra" in salida.getvalue()
    assert [a.acto for a in asientos_de(fila.cadena)] == ["iniciar", "presentar", "tomar", "rechazar"]
    assert asientos_de(fila.cadena).last().actor == "Beatriz Olvera Rangel <revisora@ine.mx>"


ALTERACIONES = {
    "cadena": "UPDATE bitacora_asiento SET cadena = 'cuenta:9' WHERE cadena = 'cuenta:1' AND numero = 3",
    "numero": "UPDATE bitacora_asiento SET numero = 33 WHERE cadena = 'cuenta:1' AND numero = 3",
    "actor": "UPDATE bitacora_asiento SET actor = 'sistema: prueba' WHERE cadena = 'cuenta:1' AND numero = 3",
    "acto": "UPDATE bitacora_asiento SET acto = 'Probar' WHERE cadena = 'cuenta:1' AND numero = 3",
    "objeto": "UPDATE bitacora_asiento SET objeto = 'Cuenta de prueba ' WHERE cadena = 'cuenta:1' AND numero = 3",
    "canonico": "UPDATE bitacora_asiento SET canonico = REPLACE(canonico, 'vuelta\":2', 'vuelta\":3') "
    "WHERE cadena = 'cuenta:1' AND numero = 3",
    "hash_previo": "UPDATE bitacora_asiento SET hash_previo = 'f' || SUBSTR(hash_previo, 2) "
    "WHERE cadena = 'cuenta:1' AND numero = 3",
    "hash": "UPDATE bitacora_asiento SET hash = 'z' || SUBSTR(hash, 2) WHERE cadena = 'cuenta:1' AND numero = 3",
    "borrado": "DELETE FROM bitacora_asiento WHERE cadena = 'cuenta:1' AND numero = 3",
}


@pytest.mark.parametrize("columna", ALTERACIONES)
def test_una_alteracion_se_encuentra(cadena, columna):
    sin_candado(ALTERACIONES[columna])

    hallada = next(r for r in rupturas() if r.cadena == "cuenta:1")

    assert hallada.numero == (4 if columna in {"cadena", "numero", "borrado"} else 3)
    assert hallada.motivo
    with pytest.raises(CommandError, match="rota"):
        call_command("verificar_bitacora", stderr=io.StringIO())


def test_un_momento_alterado_se_encuentra(cadena, ahora):
    sin_candado(
        "UPDATE bitacora_asiento SET momento = %s WHERE cadena = 'cuenta:1' AND numero = 3",
        ahora + timedelta(minutes=2, microseconds=1),
    )

    assert [(r.cadena, r.numero) for r in rupturas()] == [("cuenta:1", 3)]


def test_reescribir_un_asiento_con_su_huella_rompe_el_siguiente(cadena):
    """An intruder who recomputes the hash of what was changed still breaks the link of the next entry."""
    asiento = Asiento.objects.get(cadena=cadena, numero=3)
    texto = asiento.canonico.replace('"vuelta":2', '"vuelta":7')
    assert texto != asiento.canonico
    sin_candado(
        "UPDATE bitacora_asiento SET canonico = %s, hash = %s WHERE id = %s",
        texto,
        hashlib.sha256(texto.encode()).hexdigest(),
        asiento.pk,
    )

    assert [(r.cadena, r.numero) for r in rupturas()] == [("cuenta:1", 4)]


@pytest.mark.parametrize(
    ("sql", "numero"),
    [
        ("DELETE FROM bitacora_asiento WHERE cadena = 'cuenta:1' AND numero > 3", 3),
        ("DELETE FROM bitacora_asiento WHERE cadena = 'cuenta:1'", 5),
        ("UPDATE bitacora_cadena SET ultimo_numero = 4 WHERE clave = 'cuenta:1'", 5),
        ("UPDATE bitacora_cadena SET ultimo_hash = '' WHERE clave = 'cuenta:1'", 5),
        ("DELETE FROM bitacora_cadena WHERE clave = 'cuenta:1'", 5),
    ],
    ids=["cola", "toda", "cabeza_numero", "cabeza_huella", "sin_cabeza"],
)
def test_cola_cortada_y_cabeza_alterada(cadena, sql, numero):
    sin_candado(sql)

    assert [(r.cadena, r.numero) for r in rupturas()] == [("cuenta:1", numero)]
    assert [(r.cadena, r.numero) for r in rupturas("cuenta:1")] == [("cuenta:1", numero)]
    assert not rupturas("cuenta:2")


def test_verificar_una_cadena_que_no_existe(cadena):
    with pytest.raises(CommandError, match="No existe la cadena"):
        call_command("verificar_bitacora", cadena="cuenta:404")


@pytest.mark.parametrize("nadie", [None, AnonymousUser(), Persona(email="sin@ine.mx", nombre="Sin guardar"), "Ana"])
def test_nadie_no_actua(db, ahora, nadie):
    with pytest.raises(ActorDesconocido), transaction.atomic():
        asentar(cadena="cuenta:1", acto="probar", objeto="x", por=nadie, ahora=ahora)
    assert not Asiento.objects.exists()


def test_un_proceso_sin_nombre_no_existe():
    with pytest.raises(ActorDesconocido), transaction.atomic():
        Sistema("  ")


def test_quien_actuo_queda_como_texto(ine):
    """5.a: what the log says does not change with the person's row."""
    fila = apertura(ine, E.PRESENTADA)
    Persona.objects.filter(pk=ine["titular"].pk).update(nombre="Otro nombre", email="otro@ine.mx")

    assert asientos_de(fila.cadena).last().actor == "María Fernanda Íñiguez Ávalos <titular@ine.mx>"
    assert not rupturas()


def test_varios_actos_de_varias_cadenas_quedan_en_orden(ahora):
    hechos = [Hecho(f"cuenta:{i % 3}", "probar", str(i)) for i in range(10)]
    asentar_varios(hechos, por=PRUEBAS, ahora=ahora)

    assert [a.objeto for a in asientos_de("cuenta:0")] == ["0", "3", "6", "9"]
    assert [a.numero for a in asientos_de("cuenta:1")] == [1, 2, 3]
    assert not rupturas()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_ocho_escritores_no_bifurcan_la_cadena(ahora):
    """2,000 entries in one chain. Now and then each also adds to one of its own, before the shared one or after it."""
    salida, errores = Barrier(8), []

    def escribir(quien: int) -> None:
        try:
            salida.wait()
            for i in range(250):
                hechos = [Hecho("cuenta:1", "probar", f"{quien}-{i}")]
                if not i % 10:
                    propio = Hecho(f"propia:{quien}", "probar", str(i))
                    hechos = [propio, *hechos] if i % 20 else [*hechos, propio]
                asentar_varios(hechos, por=Sistema(f"hilo {quien}"), ahora=ahora)
        except Exception as error:
            errores.append(error)
        finally:
            connection.close()

    hilos = [Thread(target=escribir, args=(quien,)) for quien in range(8)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()

    assert not errores
    assert list(asientos_de("cuenta:1").values_list("numero", flat=True)) == list(range(1, 2001))
    assert asientos_de("cuenta:1").values("objeto").distinct().count() == 2000
    assert Cadena.objects.get(clave="cuenta:1").ultimo_numero == 2000
    assert not rupturas()
