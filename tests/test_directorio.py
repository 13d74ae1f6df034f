"""7.xii: the public directory, «¿Es oficial?», and the page of an account, outside and inside."""

from datetime import date
from typing import Any

import pytest

from bitacora.actores import Sistema
from cuentas.acciones import activar, registrar
from cuentas.direcciones import normalizar
from cuentas.estados import EstadoCuenta, Red
from cuentas.models import Cuenta, Designacion
from solicitudes.estados import EstadoApertura as E
from tests.fabrica import Institucion, apertura

CARGA = Sistema("pruebas")


def homologada(ine: Institucion, red: str = "x", identificador: str = "INEMexico", **campos: Any) -> Cuenta:
    """An official account older than the registry."""
    datos = {"nombre": identificador, "area": ine.areas["CNCS"], "homologada": True} | campos
    return registrar(
        red=red, identificador=identificador, estado=EstadoCuenta.REGULARIZACION, por=CARGA, ahora=ine.ahora, **datos
    )


def texto(respuesta) -> str:
    assert respuesta.status_code == 200
    return " ".join(respuesta.content.decode().split())


# --- Directory --------------------------------------------------------------------------------------------------------
@pytest.mark.criterio("7.xii")
def test_solo_lo_oficial(client, ine):
    homologada(ine)
    apertura(ine, E.CONCLUIDA)
    apertura(ine, E.ABIERTA, identificador="SinAvisoINE", nombre="Cuenta sin aviso todavía")
    pagina = texto(client.get("/"))
    assert "@INEMexico" in pagina
    assert "Cultura Cívica INE" in pagina
    assert "SinAvisoINE" not in pagina
    assert "Homologada" in pagina
    assert 'rel="noopener noreferrer"' in pagina
    # What the public never reads: who administers it, and with which mailbox.
    assert "José Ángel" not in pagina
    assert "buzon" not in pagina


@pytest.mark.criterio("7.xii")
@pytest.mark.parametrize(
    ("filtro", "esperadas"),
    [
        ({"texto": "aguascalientes"}, {"INE Ags"}),
        ({"texto": "@ineags"}, {"INE Ags"}),
        ({"texto": "cncs"}, {"INEMexico"}),
        ({"red": "facebook"}, {"INE Ags"}),
        ({"entidad": "Aguascalientes"}, {"INE Ags"}),
        ({"area": "CNCS"}, {"INEMexico"}),
        ({"area": "CNCS", "red": "facebook"}, set()),
        ({"red": "no-existe", "entidad": "Atlántida"}, {"INE Ags", "INEMexico"}),
        ({"texto": "\0"}, {"INE Ags", "INEMexico"}),
        ({"texto": "ñandú'; --%_"}, set()),
    ],
)
def test_filtros(client, ine, filtro, esperadas):
    homologada(ine)
    homologada(ine, "facebook", "INEAgs", nombre="INE Ags", area=ine.areas["JL-AGS"])
    respuesta = client.get("/", filtro)
    assert {cuenta.nombre for cuenta in respuesta.context["pagina"].objetos} == esperadas
    if not esperadas:
        assert "Ninguna cuenta oficial coincide" in texto(respuesta)


def muchas(ine: Institucion, cuantas: int) -> None:
    """Official accounts, several with the same name; bulk, because only how they are read is at stake."""
    Cuenta.objects.bulk_create(
        Cuenta(
            red=Red.FACEBOOK,
            identificador=f"ine.{n}",
            clave=normalizar(Red.FACEBOOK, f"ine.{n}"),
            nombre=f"Ñandú ~ {n // 3:03d}",
            url=f"https://www.facebook.com/ine.{n}",
            area=ine.areas["DERFE"],
            estado=EstadoCuenta.REGULARIZACION,
        )
        for n in range(cuantas)
    )


def test_recorre_todas_las_paginas(client, ine):
    homologada(ine)
    muchas(ine, 70)
    vistas, consulta = [], ""
    for _ in range(10):
        pagina = client.get(f"/{consulta}").context["pagina"]
        vistas += [cuenta.pk for cuenta in pagina.objetos]
        if not pagina.siguiente:
            break
        consulta = pagina.siguiente
    assert len(vistas) == 71
    assert len(set(vistas)) == 71
    assert pagina.anterior


@pytest.mark.parametrize("llave", ["~", "x", "a~b", "\0~1", "a~99999999999999999999999999", "~~~~~", "ñ~-1"])
def test_llave_que_no_se_entiende(client, ine, llave):
    homologada(ine)
    assert client.get("/", {"despues": llave}).status_code == 200
    assert client.get("/", {"antes": llave}).status_code == 200


@pytest.mark.parametrize("cuantas", [5, 200])
def test_directorio_sin_mas_consultas_por_fila(client, ine, cuantas, django_assert_max_num_queries):
    muchas(ine, cuantas)
    with django_assert_max_num_queries(2):
        client.get("/")


def test_cabeceras_de_cache(client, ine):
    homologada(ine)
    publica = client.get("/")
    assert "public" in publica["Cache-Control"]
    assert "max-age=60" in publica["Cache-Control"]
    client.force_login(ine["titular"], backend="django.contrib.auth.backends.ModelBackend")
    assert "private" in client.get("/")["Cache-Control"]


# --- ¿Es oficial? -----------------------------------------------------------------------------------------------------
SI = [
    "INEMexico",
    "@inemexico",
    "  @INEMexico  ",
    "x.com/INEMexico",
    "https://x.com/INEMexico",
    "http://www.twitter.com/inemexico/",
    "https://mobile.twitter.com/INEMexico?lang=es",
    "https://x.com/INEMexico/status/1234567890?s=20#m",
    "HTTPS://X.COM/@INEMexico",
]
NO = [
    "INEMexic0",
    "INE México",
    "@INEMexico_oficial",
    "https://x.com.sitio-falso.mx/INEMexico",
    "https://x.com@sitio-falso.mx/INEMexico",
    "https://sitio-falso.mx/x.com/INEMexico",
    "https://sitio-falso.mx/?u=https://x.com/INEMexico",
    "https://x.com/otra?para=INEMexico",
    "https://tiktok.com/@INEMexico",
    "https://instagram.com/INEMexico",
    "x.com",
    "https://x.com/",
    "http://[::1",
    "http://[no",
    "javascript:alert(1)",
    "<script>alert(1)</script>",
    "'; DROP TABLE cuentas_cuenta; --",
    "😀" * 50,
    "a" * 5000,
    "\0\0INE",
    "%00%ff",
    "@",
    "///",
    "https://x.com/%00",
    "\u202eocixeMENI",
]


@pytest.mark.criterio("7.xii")
@pytest.mark.parametrize("direccion", SI)
def test_es_oficial(client, ine, direccion):
    homologada(ine)
    pagina = texto(client.get("/", {"direccion": direccion}))
    assert "Sí, es una cuenta oficial" in pagina
    assert "No aparece en el registro" not in pagina


@pytest.mark.criterio("7.xii")
@pytest.mark.parametrize("direccion", NO)
def test_no_es_oficial(client, ine, direccion):
    homologada(ine)
    pagina = texto(client.get("/", {"direccion": direccion}))
    assert "Sí, es" not in pagina
    assert "No aparece en el registro" in pagina
    assert "<script>alert" not in pagina


def test_sin_aviso_no_es_oficial(client, ine):
    apertura(ine, E.ABIERTA)
    assert "No aparece en el registro" in texto(client.get("/", {"direccion": "https://x.com/CulturaCivINE"}))


def test_misma_identidad_en_otra_red(client, ine):
    homologada(ine)
    pagina = texto(client.get("/", {"direccion": "https://www.tiktok.com/@inemexico"}))
    assert "sí son oficiales, en otra red" in pagina


@pytest.mark.parametrize("direccion", ["", "   ", "\0"])
def test_nada_que_comprobar(client, ine, direccion):
    pagina = texto(client.get("/", {"direccion": direccion}))
    assert "No aparece en el registro" not in pagina
    assert "Sí, es" not in pagina


# --- The page of an account -------------------------------------------------------------------------------------------
def entrar(client, ine, quien: str) -> None:
    client.force_login(ine[quien], backend="django.contrib.auth.backends.ModelBackend")


@pytest.mark.criterio("5.1.d")
@pytest.mark.parametrize("quien", [None, "otra_titular", "otro_medio", "consejera", "sistema"])
def test_cuenta_por_fuera(client, ine, quien):
    cuenta = apertura(ine, E.CONCLUIDA).cuenta
    if quien:
        entrar(client, ine, quien)
    pagina = texto(client.get(f"/cuentas/{cuenta.pk}/", {"fecha": "2025-08-26"}))
    assert "Cuenta oficial" in pagina
    assert "Difundir educación cívica" in pagina
    for interno in ("José Ángel Núñez Peña", "Zoë Ximénez Güemes", cuenta.correo, "AP-2025-", "Quién respondía"):
        assert interno not in pagina


@pytest.mark.criterio("5.1.d")
@pytest.mark.criterio("5.a")
@pytest.mark.parametrize("quien", ["titular", "medio", "operativo", "revisora", "control", "unicom", "presidencia"])
def test_cuenta_por_dentro(client, ine, quien):
    fila = apertura(ine, E.CONCLUIDA)
    entrar(client, ine, quien)
    pagina = texto(client.get(f"/cuentas/{fila.cuenta_id}/"))
    for interno in ("José Ángel Núñez Peña", "Zoë Ximénez Güemes", fila.correo, fila.folio, "Gobierno de la cuenta"):
        assert interno in pagina
    assert "La cuenta quedó activa, a cargo de José Ángel" in pagina


def test_fecha_imposible_se_explica_junto_al_campo(client, ine):
    cuenta = apertura(ine, E.CONCLUIDA).cuenta
    entrar(client, ine, "titular")
    for fecha in ("ayer", "2025-02-30", "", "\0", "99999-01-01"):
        pagina = texto(client.get(f"/cuentas/{cuenta.pk}/al/", {"fecha": fecha}))
        assert "campo--error" in pagina


@pytest.mark.criterio("7.iv")
def test_sin_aviso_no_existe_para_el_publico(client, ine):
    cuenta = apertura(ine, E.ABIERTA).cuenta
    assert client.get(f"/cuentas/{cuenta.pk}/").status_code == 404
    entrar(client, ine, "otra_titular")
    assert client.get(f"/cuentas/{cuenta.pk}/").status_code == 404
    entrar(client, ine, "titular")
    assert "Todavía no es oficial" in texto(client.get(f"/cuentas/{cuenta.pk}/"))


@pytest.mark.parametrize("pk", ["0", "999999", "99999999999999999999999999"])
def test_cuenta_que_no_existe(client, ine, pk):
    assert client.get(f"/cuentas/{pk}/").status_code == 404


# --- Designating administrators ---------------------------------------------------------------------------------------
@pytest.fixture
def por_regularizar(ine) -> Cuenta:
    return homologada(ine, identificador="CulturaINE", area=ine.areas["DECEyEC"])


def nombramiento(ine: Institucion, quien: str) -> int:
    return ine[quien].nombramientos.get().pk


@pytest.mark.criterio("5.1.b")
def test_la_titular_designa(client, ine, por_regularizar):
    entrar(client, ine, "titular")
    ruta = f"/cuentas/{por_regularizar.pk}/administradores/"
    assert ruta in texto(client.get(f"/cuentas/{por_regularizar.pk}/"))
    respuesta = client.post(
        ruta, {"titular": nombramiento(ine, "medio"), "suplente": nombramiento(ine, "operativo")}, follow=True
    )
    assert "la cuenta está activa" in texto(respuesta)
    por_regularizar.refresh_from_db()
    assert por_regularizar.estado == EstadoCuenta.ACTIVA
    assert por_regularizar.administradores["titular"].persona == ine["medio"]
    # A second visit finds it done.
    assert "ya tiene a sus dos personas" in texto(client.get(ruta, follow=True))


@pytest.mark.criterio("5.1.b")
def test_designaciones_que_no_se_admiten(client, ine, por_regularizar):
    entrar(client, ine, "titular")
    ruta = f"/cuentas/{por_regularizar.pk}/administradores/"
    casos = [
        (("medio", "medio"), "suplente", "dos personas distintas"),
        (("operativo", "medio"), "titular", "de la lista"),
        (("otro_medio", "operativo"), "titular", "de la lista"),
    ]
    for (titular, suplente), campo, mensaje in casos:
        respuesta = client.post(ruta, {"titular": nombramiento(ine, titular), "suplente": nombramiento(ine, suplente)})
        assert mensaje in str(respuesta.context["form"].errors[campo])
    for titular in ("", "999999", "x", "\0"):
        assert client.post(ruta, {"titular": titular, "suplente": ""}).context["form"].errors["titular"]
    assert not Designacion.objects.exists()


@pytest.mark.criterio("5.1.d")
def test_nadie_mas_designa(client, ine, por_regularizar):
    ruta = f"/cuentas/{por_regularizar.pk}/administradores/"
    datos = {"titular": nombramiento(ine, "medio"), "suplente": nombramiento(ine, "operativo")}
    assert client.post(ruta, datos).status_code == 302  # to the sign-in page
    for quien, codigo in {"otra_titular": 404, "medio": 404, "titular_cncs": 403, "control": 403}.items():
        entrar(client, ine, quien)
        assert client.get(ruta).status_code == codigo
        assert client.post(ruta, datos).status_code == codigo
    assert not Designacion.objects.exists()


def test_quien_administra_ve_lo_suyo_y_no_lo_ajeno(client, ine, por_regularizar):
    propia = apertura(ine, E.CONCLUIDA).cuenta
    activar(
        cuenta=por_regularizar, titular=ine["titular"], suplente=ine["operativo"], por=ine["titular"], ahora=ine.ahora
    )
    entrar(client, ine, "medio")
    assert "Quién respondía" in texto(client.get(f"/cuentas/{propia.pk}/"))
    assert "Quién respondía" not in texto(client.get(f"/cuentas/{por_regularizar.pk}/"))
    assert Designacion.objects.get(cuenta=propia, caracter="titular").desde == date(2025, 8, 25)
