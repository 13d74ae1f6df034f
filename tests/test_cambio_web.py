"""7.v, 6.xxxiv: changes of administrators and of passwords, walked in their pages by those who do each thing."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cuentas.acciones import rotacion as rotaciones
from cuentas.estados import EstadoCuenta, EstadoRotacion
from cuentas.models import Cuenta, Rotacion
from organizacion.tiempo import fecha_local
from solicitudes.estados.cambio import EstadoCambio as E
from solicitudes.models import Cambio
from tests.fabrica import Institucion
from tests.fabrica_cambio import MOTIVO, cambio, cuenta, relevos, salir

pytestmark = [pytest.mark.django_db, pytest.mark.criterio("7.v"), pytest.mark.embebida]
NUEVA = "/solicitudes/cambio/nueva/"


def de(ine: Institucion, quien: str) -> Client:
    cliente = Client()
    cliente.force_login(ine[quien])
    return cliente


def texto(respuesta) -> str:
    return respuesta.content.decode()


def datos(ine: Institucion, fila: Cuenta, **mas) -> dict[str, object]:
    return {
        "cuenta": fila.pk,
        "caracter": "suplente",
        "entra": ine["nuevo"].nombramiento_vigente.pk,
        "desde": fecha_local(timezone.now()).isoformat(),
        "motivo": MOTIVO,
        **mas,
    }


class TestPresentar:
    def test_de_principio_a_fin(self, ine):
        ine.ahora = timezone.now()
        fila = cuenta(ine)
        relevos(ine)
        titular, revisora = de(ine, "titular"), de(ine, "revisora")
        pagina = texto(titular.get(reverse("cuentas:detalle", args=[fila.pk])))
        assert f"{NUEVA}?cuenta={fila.pk}" in pagina
        formulario = texto(titular.get(f"{NUEVA}?cuenta={fila.pk}&caracter=suplente"))
        assert f'<option value="{fila.pk}" selected' in formulario
        assert '<option value="suplente" selected' in formulario
        assert "Emiliano Farías Roa · Cargo de Emiliano Farías Roa (operativo, DECEyEC)" in formulario

        respuesta = titular.post(NUEVA, datos(ine, fila), follow=True)
        hecho = Cambio.objects.get()
        assert f"El cambio quedó presentado con el folio {hecho.folio}." in texto(respuesta)
        assert "En vigor, por acusar" in texto(respuesta)
        assert fila.designaciones.vigentes().get(caracter="suplente").persona == ine["nuevo"]

        bandeja = f"/admin/solicitudes/cambio/{hecho.pk}/change/"
        assert hecho.folio in texto(revisora.get("/admin/solicitudes/cambio/"))
        assert "Darse por enterada" in texto(revisora.get(bandeja))
        revisora.post(f"/admin/solicitudes/cambio/{hecho.pk}/acusar/")
        assert Cambio.objects.get().estado == E.CONCLUIDO
        pagina = texto(titular.get(f"/solicitudes/cambio/{hecho.pk}/"))
        assert "La CNCS se dio por enterada" in pagina
        assert "Se registró el cambio: entra Emiliano Farías Roa" in pagina

    @pytest.mark.parametrize(
        ("campo", "valor", "mensaje"),
        [
            ("entra", "", "Elija quién entra."),
            ("entra", "999999", "Elija a una persona de la lista."),
            ("cuenta", "999999", "Elija una cuenta de la lista."),
            ("cuenta", "x", "Elija una cuenta de la lista."),
            ("caracter", "jefe", "Elija titular o suplente."),
            ("desde", "2025-02-31", "Escriba una fecha que exista"),
            ("desde", "2020-01-01", "Elija hoy o una fecha de los próximos 60 días"),
            ("motivo", "", "Este campo es obligatorio."),
        ],
    )
    def test_los_errores_van_junto_a_su_campo_y_lo_escrito_se_queda(self, ine, campo, valor, mensaje):
        fila = cuenta(ine)
        relevos(ine)
        respuesta = de(ine, "titular").post(NUEVA, datos(ine, fila, **{"motivo": MOTIVO, campo: valor}))
        assert respuesta.status_code == 200
        assert any(mensaje in error for error in respuesta.context["form"].errors[campo])
        if campo != "motivo":
            assert MOTIVO in texto(respuesta)
        assert not Cambio.objects.exists()

    def test_quien_no_cumple_lo_dice_junto_a_la_persona(self, ine):
        fila = cuenta(ine)
        relevos(ine)
        respuesta = de(ine, "titular").post(NUEVA, datos(ine, fila, caracter="titular"))
        (error,) = respuesta.context["form"].errors["entra"]
        assert "para titular se requiere superior o mando medio" in error

    def test_la_cuenta_y_el_personal_de_otra_area_no_se_ofrecen(self, ine):
        cuenta(ine)
        ajena = cuenta(ine, titular="otra_titular", identificador="AjenaINE")
        pagina = texto(de(ine, "titular").get(f"{NUEVA}?cuenta={ajena.pk}"))
        assert "AjenaINE" not in pagina
        assert ine["otro_operativo"].nombre not in pagina
        relevos(ine)
        respuesta = de(ine, "titular").post(NUEVA, datos(ine, ajena))
        assert respuesta.context["form"].errors["cuenta"]
        assert not Cambio.objects.exists()

    @pytest.mark.parametrize("valor", ["x", "-1", "9" * 30, "%00", "1 OR 1=1", "²"])
    def test_una_direccion_alterada_no_rompe_la_pagina(self, ine, valor):
        cuenta(ine)
        assert de(ine, "titular").get(f"{NUEVA}?cuenta={valor}&caracter={valor}").status_code == 200

    def test_quien_no_encabeza_un_area_con_cuentas_no_lo_inicia(self, ine):
        cuenta(ine)
        for quien in ("medio", "operativo", "otra_titular", "revisora", "control"):
            assert de(ine, quien).get(NUEVA).status_code == 403, quien


class TestSalida:
    def test_la_titular_designa_desde_su_panel(self, ine):
        ine.ahora = timezone.now()
        fila = cuenta(ine)
        relevos(ine)
        salir(ine, "operativo")
        pendiente = Cambio.objects.get()
        titular = de(ine, "titular")
        assert pendiente.folio in texto(titular.get("/panel/"))
        pagina = texto(titular.get(f"/solicitudes/cambio/{pendiente.pk}/"))
        assert "Designar a quien entra" in pagina
        assert "El sistema, por un cambio de cargo" in pagina
        assert "Vacante: falta designar" in texto(titular.get(reverse("cuentas:detalle", args=[fila.pk])))

        acto = f"/solicitudes/cambio/{pendiente.pk}/presentar/"
        formulario = texto(titular.get(acto))
        assert "de nivel mando medio o operativo" in formulario
        respuesta = titular.post(acto, {"entra": ine["medio"].nombramiento_vigente.pk, "desde": fecha_local(ine.ahora)})
        assert "ya administra la cuenta como titular" in texto(respuesta)
        titular.post(acto, {"entra": ine["nuevo"].nombramiento_vigente.pk, "desde": fecha_local(ine.ahora)})
        assert Cambio.objects.get().estado == E.VIGENTE
        assert Cuenta.objects.get(pk=fila.pk).estado == EstadoCuenta.ACTIVA

    def test_una_cuenta_incompleta_no_se_designa_de_nuevo_completa(self, ine):
        fila = cuenta(ine)
        salir(ine, "operativo")
        respuesta = de(ine, "titular").get(reverse("cuentas:designar", args=[fila.pk]), follow=True)
        assert "pida un cambio de administradores" in texto(respuesta)

    def test_quien_salio_ya_no_ve_la_cuenta_por_dentro_y_si_su_cambio(self, ine):
        fila = cuenta(ine)
        salir(ine, "operativo")
        cliente = de(ine, "operativo")
        assert cliente.get(reverse("cuentas:rotacion", args=[fila.pk])).status_code == 404
        assert cliente.get(f"/solicitudes/cambio/{Cambio.objects.get().pk}/").status_code == 200


@pytest.mark.parametrize("quien", ["otra_titular", "otro_medio", "vocal_local", "consejera", "unicom", "presidencia"])
def test_lo_de_otra_area_no_existe(ine, quien):
    fila = cambio(ine, E.PRESENTADO)
    cliente = de(ine, quien)
    assert cliente.get(f"/solicitudes/cambio/{fila.pk}/").status_code == 404
    assert cliente.post(f"/solicitudes/cambio/{fila.pk}/retirar/", {"motivo": "x"}).status_code == 404
    assert Cambio.objects.get().estado == E.PRESENTADO


@pytest.mark.criterio("6.xxxiv")
class TestRotacion:
    def direccion(self, fila: Cuenta, acto: str, rotacion: Rotacion) -> str:
        return reverse("cuentas:rotacion_acto", args=[fila.pk, rotacion.pk, acto])

    def exigida(self, fila: Cuenta) -> Rotacion:
        return Rotacion.objects.exigidas().get(cuenta=fila)

    def test_de_principio_a_fin(self, ine):
        ine.ahora = timezone.now()
        fila = cuenta(ine)
        medio, operativo = de(ine, "medio"), de(ine, "operativo")
        pagina = reverse("cuentas:rotacion", args=[fila.pk])
        detalle = texto(medio.get(reverse("cuentas:detalle", args=[fila.pk])))
        assert pagina in detalle
        assert "Ya cambié la contraseña" in texto(medio.get(pagina))
        assert 'type="password"' not in texto(medio.get(pagina))

        primera = self.exigida(fila)
        respuesta = medio.post(self.direccion(fila, "rotar", primera))
        assert "Confirme que la nueva contraseña cumple la política." in texto(respuesta)
        assert self.exigida(fila) == primera
        medio.post(self.direccion(fila, "rotar", primera), {"cumple": "on"})
        assert Rotacion.objects.get(pk=primera.pk).estado == EstadoRotacion.HECHA

        assert "Confirmar el cambio" in texto(operativo.get(pagina))
        assert "Confirmar el cambio" not in texto(medio.get(pagina))
        respuesta = operativo.post(self.direccion(fila, "objetar", primera), {"motivo": ""})
        assert "Escriba por qué no puede confirmarlo." in texto(respuesta)
        operativo.post(self.direccion(fila, "objetar", primera), {"motivo": "La anterior funciona."})
        assert "El cambio anterior no se confirmó: Zoë Ximénez Güemes: La anterior funciona." in texto(
            medio.get(pagina)
        )

        segunda = self.exigida(fila)
        operativo.post(self.direccion(fila, "rotar", segunda), {"cumple": "on"})
        medio.post(self.direccion(fila, "confirmar", segunda))
        assert Rotacion.objects.get(pk=segunda.pk).estado == EstadoRotacion.CONFIRMADA
        historia = texto(medio.get(pagina))
        assert "la confirmó José Ángel Núñez Peña" in historia

    def test_dos_clics_no_registran_dos_cambios(self, ine):
        fila = cuenta(ine)
        primera, medio = self.exigida(fila), de(ine, "medio")
        medio.post(self.direccion(fila, "rotar", primera), {"cumple": "on"})
        respuesta = medio.post(self.direccion(fila, "rotar", primera), {"cumple": "on"}, follow=True)
        assert "ya no es posible" in texto(respuesta)
        assert Rotacion.objects.filter(cuenta=fila).count() == 2

    @pytest.mark.parametrize(
        ("quien", "codigo"),
        [("titular", 302), ("revisora", 302), ("unicom", 302), ("otro_medio", 404), ("otra_titular", 404)],
    )
    def test_nadie_mas_actua(self, ine, quien, codigo):
        fila = cuenta(ine)
        respuesta = de(ine, quien).post(self.direccion(fila, "rotar", self.exigida(fila)), {"cumple": "on"})
        assert respuesta.status_code == codigo
        assert self.exigida(fila).motivo == "inicial"

    def test_la_rotacion_de_otra_cuenta_no_entra_por_esta(self, ine):
        fila = cuenta(ine)
        ajena = cuenta(ine, titular="otra_titular", identificador="AjenaINE")
        direccion = reverse("cuentas:rotacion_acto", args=[fila.pk, self.exigida(ajena).pk, "rotar"])
        assert de(ine, "medio").post(direccion, {"cumple": "on"}).status_code == 404
        otra = reverse("cuentas:rotacion_acto", args=[fila.pk, self.exigida(fila).pk, "cancelar"])
        assert de(ine, "medio").post(otra).status_code == 404

    def test_las_consultas_no_crecen_con_la_historia(self, ine, django_assert_max_num_queries):
        fila = cuenta(ine)
        pagina, cliente = reverse("cuentas:rotacion", args=[fila.pk]), de(ine, "medio")
        for n in range(12):
            por = ("medio", "operativo")[n % 2]
            rotaciones.registrar(rotacion=self.exigida(fila), por=ine[por], ahora=ine.ahora + timedelta(hours=n))
        with django_assert_max_num_queries(16):
            assert cliente.get(pagina).status_code == 200
