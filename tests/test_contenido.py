"""Contents: what is prepared, endorsed, published, mended and withdrawn, and by whom."""

from datetime import UTC, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as ajustes
from hypothesis import strategies as st

from avisos.models import Aviso
from bitacora.flujo import EstadoCambiado, SinPermiso
from bitacora.models import Asiento
from cuentas.models import Cuenta
from organizacion.tiempo import fecha_local
from plazos.acciones import barrer
from plazos.estados import EstadoPlazo
from publicaciones import acciones
from publicaciones.acciones import ArchivoNuevo, EdicionSimultanea, NoSePuedePublicar
from publicaciones.consultas.puerta_de_publicacion import Intento, impedimentos
from publicaciones.estados import CASILLAS, EstadoAval, EstadoVariante
from publicaciones.models import Aval, Contenido, Medio, Publicacion, Variante, Version
from tests.fabrica import Institucion, png
from tests.fabrica_contenido import TEXTO, contenido, cuenta, datos, escribir, publicar


@pytest.fixture
def central(ine: Institucion) -> Cuenta:
    return cuenta(ine)


@pytest.fixture
def ajena(ine: Institucion) -> Cuenta:
    return cuenta(ine, titular="otra_titular", identificador="CredencialINE")


def unica(fila: Contenido) -> Variante:
    return Variante.objects.get(contenido=fila)


def razones(ine: Institucion, variante: Variante, *, por: str = "medio", horas: float = 2, **k) -> set[str]:
    fila = Variante.objects.get(pk=variante.pk)
    intento = Intento(fila, ine[por], ine.ahora + timedelta(hours=horas), **k)
    return {impedimento.numeral for impedimento in impedimentos(intento)}


def avalado(ine: Institucion, central: Cuenta, **cambios) -> Aval:
    fila = contenido(ine, central, area_avala=ine.areas["DERFE"], **cambios)
    aval = acciones.pedir_aval(contenido=fila, por=ine["medio"], ahora=ine.ahora + timedelta(hours=1))
    return acciones.otorgar_aval(aval=aval, por=ine["otra_titular"], ahora=ine.ahora + timedelta(hours=1))


@pytest.mark.criterio("5.2.a", "5.1.d", "6.xxiii")
class TestPreparar:
    def test_una_variante_por_cuenta_con_su_version_y_su_rastro(self, ine, central):
        fila = contenido(ine, central)
        variante = unica(fila)
        assert fila.folio == "CT-2025-0001"
        assert variante.version == 2
        assert list(variante.versiones.values_list("numero", flat=True)) == [2, 1]
        assert variante.versiones.first().huella == variante.huella
        actos = Asiento.objects.filter(cadena=fila.cadena).order_by("numero").values_list("acto", flat=True)
        assert list(actos) == ["crear", "editar", "editar"]

    def test_guardar_lo_mismo_no_hace_otra_version(self, ine, central):
        variante = unica(contenido(ine, central))
        momento = ine.ahora + timedelta(days=2)
        assert escribir(ine, variante, programada=momento).version == variante.version
        assert unica(variante.contenido).programada == momento

    def test_solo_quien_administra_o_encabeza(self, ine, central, ajena):
        for quien in ("otro_medio", "otra_titular", "titular_cncs", "revisora", "control", "sistema"):
            with pytest.raises(SinPermiso):
                contenido(ine, central, por=quien)
        with pytest.raises(SinPermiso):
            contenido(ine, central, ajena)
        assert Contenido.objects.count() == 0
        variante = unica(contenido(ine, central, por="titular"))
        for quien in ("otro_medio", "titular_cncs", "control"):
            with pytest.raises(SinPermiso):
                escribir(ine, variante, por=quien, texto="Otro")
        with pytest.raises(SinPermiso):
            acciones.agregar_variante(contenido=variante.contenido, cuenta=ajena, por=ine["medio"], ahora=ine.ahora)

    def test_quien_la_ve(self, ine, central):
        fila = contenido(ine, central, area_avala=ine.areas["DERFE"])

        def ven() -> set[str]:
            return {q for q in ine.personas if Contenido.objects.visibles_para(ine[q]).filter(pk=fila.pk).exists()}

        propios = {"medio", "operativo", "titular", "revisora", "revisor", "titular_cncs", "control"}
        assert ven() == propios
        acciones.pedir_aval(contenido=fila, por=ine["medio"], ahora=ine.ahora)
        assert ven() == propios | {"otra_titular"}
        escribir(ine, unica(fila), texto="Otro texto")
        assert ven() == propios

    def test_dos_a_la_vez_no_se_pisan(self, ine, central):
        variante = unica(contenido(ine, central))
        escribir(ine, variante, por="operativo", texto="De la otra persona")
        edicion = acciones.Edicion("Lo mío")
        with pytest.raises(EdicionSimultanea, match="Zoë"):
            acciones.guardar_variante(
                variante=variante, edicion=edicion, version=variante.version, por=ine["medio"], ahora=ine.ahora
            )
        assert unica(variante.contenido).texto == "De la otra persona"
        fila = variante.contenido
        nuevos = datos(ine, titulo="Otro título")
        acciones.editar_contenido(contenido=fila, datos=nuevos, version=1, por=ine["titular"], ahora=ine.ahora)
        with pytest.raises(EdicionSimultanea):
            acciones.editar_contenido(contenido=fila, datos=datos(ine), version=1, por=ine["medio"], ahora=ine.ahora)

    def test_cambiar_lo_comun_cambia_tambien_lo_de_otras_personas(self, ine, central):
        """Two accounts of one área with administrators of their own: what they share is of both."""
        otra = cuenta(ine, identificador="OtraCivINE", titular_propuesto=ine["medio"])
        otra.designaciones.filter(persona=ine["medio"]).update(persona=ine["medio_local"])
        fila = contenido(ine, central, otra, por="titular")
        nuevos = datos(ine, fuente="Otra fuente")
        acciones.editar_contenido(contenido=fila, datos=nuevos, version=1, por=ine["medio_local"], ahora=ine.ahora)
        assert {v.version for v in fila.variantes.all()} == {3}


CAMBIOS = {
    "titulo": st.text(min_size=1, max_size=20),
    "clase": st.sampled_from(["dialogo", "servicio", "boletin", "sesion"]),
    "fines": st.sampled_from([["3.i"], ["3.vi"], ["3.vi", "3.xi", "3.x"]]),
    "fuente": st.text(min_size=1, max_size=20),
    "fuente_url": st.sampled_from(["", "https://www.ine.mx/otro"]),
    "boletin_titular": st.text(min_size=1, max_size=20),
    "sesion": st.text(min_size=1, max_size=20),
    "materia": st.sampled_from(["electoral", "servicios"]),
    "embargo_hasta": st.datetimes(timezones=st.just(UTC)),
}
limpio = st.characters(blacklist_categories=["Cs"], blacklist_characters="\0")


@pytest.mark.criterio("6.viii", "6.xx")
@pytest.mark.embebida
@ajustes(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(azar=st.data())
def test_ninguna_edicion_por_pequena_que_sea_conserva_el_aval(ine, central, azar):
    """Text, file, words of the file, reason of a link, or anything that is shared: the digest changes and the
    endorsement is void; and what was void does not come back by writing the old text again."""
    with transaction.atomic():
        ahora = ine.ahora + timedelta(hours=1)
        fila = contenido(ine, central, area_avala=ine.areas["DERFE"])
        variante = escribir(ine, unica(fila), motivos={"https://x.org": "Porque sí"}, nuevo=_imagen())
        aval = acciones.pedir_aval(contenido=fila, por=ine["medio"], ahora=ahora)
        acciones.otorgar_aval(aval=aval, por=ine["otra_titular"], ahora=ahora)
        assert "6.xx" not in razones(ine, variante)
        huella, cual = (
            variante.huella,
            azar.draw(st.sampled_from(["texto", "alt", "quitar", "medio", "motivo", "datos"])),
        )
        medio = Medio.objects.get(variante=variante)
        match cual:
            case "texto":
                donde = azar.draw(st.integers(0, len(TEXTO)))
                escribir(ine, variante, texto=TEXTO[:donde] + azar.draw(limpio) + TEXTO[donde:])
            case "alt":
                escribir(ine, variante, alternativos={medio.pk: azar.draw(st.text(limpio, min_size=1))})
            case "quitar":
                escribir(ine, variante, quitar=[medio.pk])
            case "medio":
                escribir(ine, variante, nuevo=_imagen())
            case "motivo":
                escribir(ine, variante, motivos={"https://x.org": azar.draw(st.text(limpio, max_size=9))})
            case "datos":
                campo = azar.draw(st.sampled_from(sorted(CAMBIOS)))
                valor = azar.draw(CAMBIOS[campo].filter(lambda v: v != getattr(fila, campo) and "\0" not in str(v)))
                nuevos = datos(ine, area_avala=ine.areas["DERFE"], **{campo: valor})
                acciones.editar_contenido(contenido=fila, datos=nuevos, version=1, por=ine["medio"], ahora=ahora)
        assert unica(fila).huella != huella
        assert Aval.objects.get().estado == EstadoAval.SIN_EFECTO
        assert "6.xx" in razones(ine, variante)
        escribir(ine, variante)
        assert "6.xx" in razones(ine, variante)
        transaction.set_rollback(True)


def _imagen() -> ArchivoNuevo:
    return ArchivoNuevo(png("cartel.png"), "image/png", "Cartel con la fecha límite")


@pytest.mark.criterio("6.xx")
class TestAvalar:
    def test_lo_da_el_area_que_genera_la_informacion(self, ine, central):
        fila = contenido(ine, central, area_avala=ine.areas["DERFE"])
        variante = unica(fila)
        assert razones(ine, variante) == {"6.xx"}
        aval = acciones.pedir_aval(contenido=fila, por=ine["medio"], ahora=ine.ahora)
        assert Aviso.objects.filter(clase="aval_pedido").values_list("para", flat=True)[0] == "otra_titular@ine.mx"
        with pytest.raises(EstadoCambiado, match="ya se pidió"):
            acciones.pedir_aval(contenido=fila, por=ine["medio"], ahora=ine.ahora)
        for quien in set(ine.personas) - {"otra_titular"}:
            with pytest.raises(SinPermiso):
                acciones.otorgar_aval(aval=aval, por=ine[quien], ahora=ine.ahora)
        assert razones(ine, variante) == {"6.xx"}, "asked for is not given"
        acciones.otorgar_aval(aval=aval, por=ine["otra_titular"], ahora=ine.ahora)
        assert razones(ine, variante) == set()
        assert Aviso.objects.filter(clase="aval_resuelto", para="medio@ine.mx").exists()
        with pytest.raises(EstadoCambiado):
            acciones.negar_aval(aval=aval, respuesta="Tarde", por=ine["otra_titular"], ahora=ine.ahora)

    def test_negado_no_se_publica(self, ine, central):
        fila = contenido(ine, central, area_avala=ine.areas["DERFE"])
        aval = acciones.pedir_aval(contenido=fila, por=ine["medio"], ahora=ine.ahora)
        acciones.negar_aval(aval=aval, respuesta="La cifra es otra.", por=ine["otra_titular"], ahora=ine.ahora)
        with pytest.raises(NoSePuedePublicar, match=r"6\.xx"):
            publicar(ine, unica(fila))

    def test_nadie_avala_lo_suyo(self, ine, central):
        """The head of the other área happens to administer the account."""
        fila = contenido(ine, central, por="titular", area_avala=ine.areas["DERFE"])
        central.designaciones.filter(persona=ine["operativo"]).update(persona=ine["otra_titular"])
        aval = acciones.pedir_aval(contenido=fila, por=ine["titular"], ahora=ine.ahora)
        with pytest.raises(SinPermiso):
            acciones.otorgar_aval(aval=aval, por=ine["otra_titular"], ahora=ine.ahora)

    def test_una_cuenta_mas_no_queda_avalada(self, ine, central):
        otra = cuenta(ine, red="facebook", identificador="CulturaCivicaINE")
        aval = avalado(ine, central)
        fila = aval.contenido
        nueva = acciones.agregar_variante(contenido=fila, cuenta=otra, por=ine["medio"], ahora=ine.ahora)
        escribir(ine, nueva, texto="Otra red")
        assert "6.xx" in razones(ine, nueva)


@pytest.mark.criterio("5.2.b", "6.xv")
class TestPublicar:
    def test_queda_la_evidencia_firmada(self, ine, central):
        variante = unica(contenido(ine, central))
        publicacion = publicar(ine, variante)
        variante.refresh_from_db()
        assert variante.estado == EstadoVariante.PUBLICADA
        assert publicacion.version.numero == variante.version
        assert publicacion.casillas == dict.fromkeys(CASILLAS, True)
        assert not publicacion.difiere
        asiento = Asiento.objects.filter(cadena=central.cadena).latest("numero")
        assert (asiento.acto, "CT-2025-0001" in asiento.canonico) == ("publicar", True)
        with pytest.raises(EstadoCambiado):
            publicar(ine, variante)
        with pytest.raises(EstadoCambiado):
            escribir(ine, variante, texto="Ya publicado")
        assert Publicacion.objects.count() == 1

    @pytest.mark.parametrize("falta", list(CASILLAS))
    def test_sin_una_casilla_no(self, ine, central, falta):
        variante = unica(contenido(ine, central))
        with pytest.raises(NoSePuedePublicar) as error:
            publicar(ine, variante, casillas=set(CASILLAS) - {falta})
        assert f"({falta})" in str(error.value)
        assert unica(variante.contenido).estado == EstadoVariante.BORRADOR

    def test_cada_impedimento_dice_su_numeral(self, ine, central):
        hoy = fecha_local(ine.ahora)
        embargado = contenido(ine, central, embargo_hasta=ine.ahora + timedelta(hours=3))
        assert razones(ine, unica(embargado)) == {"6.v"}
        assert razones(ine, unica(embargado), horas=3) == set()
        vencido = contenido(ine, central, vigente_hasta=hoy - timedelta(days=1))
        assert razones(ine, unica(vencido)) == {"5.2.d"}
        largo = escribir(ine, unica(contenido(ine, central)), texto="la " * 94)
        assert razones(ine, largo) == {"6.xxiii"}
        vacio = escribir(ine, unica(contenido(ine, central)), texto="")
        assert razones(ine, vacio) == {"5.2.a"}
        assert razones(ine, largo, por="otro_medio") == {"5.1.d", "6.xxiii"}
        assert razones(ine, unica(embargado), horas=0) == {"6.v", "6.xv"}, "before that version existed"

    def test_ni_en_el_futuro_ni_en_veda_ni_desde_una_cuenta_cerrada(self, ine, central):
        variante = unica(contenido(ine, central))
        with pytest.raises(NoSePuedePublicar, match="todavía no llega"):
            publicar(ine, variante, publicada=ine.ahora + timedelta(hours=5))
        acciones.decretar_veda(
            nombre="Campañas",
            fundamento="41, III, C",
            desde=ine.ahora + timedelta(minutes=90),
            hasta=ine.ahora + timedelta(days=3),
            ambito="todas",
            exentas=["servicios"],
            por=ine["titular_cncs"],
            ahora=ine.ahora,
        )
        with pytest.raises(NoSePuedePublicar, match="Veda"):
            publicar(ine, variante)
        exento = unica(contenido(ine, central, materia="servicios"))
        assert razones(ine, exento) == set()
        Cuenta.objects.filter(pk=central.pk).update(estado="registrada")
        assert razones(ine, exento) == {"7.iv"}

    def test_lo_publicado_distinto_de_lo_aprobado_se_explica_y_se_avisa(self, ine, central):
        variante = unica(avalado(ine, central).contenido)
        with pytest.raises(NoSePuedePublicar, match="difiere"):
            publicar(ine, variante, texto=TEXTO + "!")
        publicacion = publicar(ine, variante, texto=TEXTO + "!", motivo_diferencia="La red cortó el enlace.")
        assert publicacion.difiere
        avisados = set(Aviso.objects.filter(clase="publicada_distinta").values_list("para", flat=True))
        assert avisados == {"titular@ine.mx", "otra_titular@ine.mx"}

    def test_lo_comun_queda_quieto_desde_la_primera(self, ine, central):
        fila = contenido(ine, central)
        publicar(ine, unica(fila))
        with pytest.raises(EstadoCambiado):
            acciones.editar_contenido(
                contenido=fila, datos=datos(ine, titulo="Otro"), version=1, por=ine["medio"], ahora=ine.ahora
            )


@pytest.mark.criterio("5.2.d", "6.iv")
class TestDespues:
    def test_corregir_guarda_lo_anterior_y_sigue_publicada(self, ine, central):
        variante = unica(contenido(ine, central))
        publicacion = publicar(ine, variante)
        ahora = ine.ahora + timedelta(hours=4)
        for texto in ("Corregido una vez", "Corregido dos veces"):
            acciones.corregir(publicacion=publicacion, texto=texto, motivo="Errata", por=ine["operativo"], ahora=ahora)
        pares = list(publicacion.correcciones.values_list("texto_anterior", "texto"))
        assert pares == [(TEXTO, "Corregido una vez"), ("Corregido una vez", "Corregido dos veces")]
        assert unica(variante.contenido).estado == EstadoVariante.PUBLICADA
        with pytest.raises(SinPermiso):
            acciones.corregir(publicacion=publicacion, texto="x", motivo="x", por=ine["otro_medio"], ahora=ahora)

    def test_ni_lo_publicado_ni_lo_corregido_lleva_datos_personales(self, ine, central):
        """5.2.b: what the approved text does not have is looked for in what was put on the network instead of it."""
        variante = unica(contenido(ine, central))
        indebido = f"{TEXTO} CURP: GOMC900514HDFRRR05"
        with pytest.raises(acciones.NoSePuedePublicar, match="En el texto que quedó en la red"):
            publicar(ine, variante, texto=indebido, motivo_diferencia="Se agregó")
        publicacion = publicar(ine, unica(variante.contenido))
        ahora = ine.ahora + timedelta(hours=4)
        with pytest.raises(acciones.NoSePuedePublicar, match="CURP"):
            acciones.corregir(publicacion=publicacion, texto=indebido, motivo="x", por=ine["operativo"], ahora=ahora)
        assert not publicacion.correcciones.exists()

    def test_la_vigencia_se_recuerda_se_renueva_y_se_cierra_al_retirar(self, ine, central):
        hoy = fecha_local(ine.ahora)
        fila = contenido(ine, central, vigente_hasta=hoy + timedelta(days=7))
        variante = unica(fila)
        publicar(ine, variante)
        fila.refresh_from_db()
        assert fila.plazo.fecha_limite == hoy + timedelta(days=7)
        barrer(ahora=ine.ahora + timedelta(days=3))
        assert set(Aviso.objects.filter(clase="vigencia_por_vencer").values_list("para", flat=True)) == {
            "medio@ine.mx", "operativo@ine.mx",
        }  # fmt: skip
        acciones.renovar_vigencia(
            contenido=fila, hasta=hoy + timedelta(days=30), por=ine["operativo"], ahora=ine.ahora + timedelta(days=3)
        )
        barrer(ahora=ine.ahora + timedelta(days=9))
        assert not Aviso.objects.filter(clase="vigencia_vencida").exists()
        barrer(ahora=ine.ahora + timedelta(days=40))
        assert "titular@ine.mx" in Aviso.objects.filter(clase="vigencia_vencida").values_list("para", flat=True)
        momento = ine.ahora + timedelta(days=41)
        acciones.retirar_variante(variante=variante, motivo="Terminó", por=ine["medio"], ahora=momento)
        fila.refresh_from_db()
        assert fila.plazo.estado == EstadoPlazo.CUMPLIDO
        assert Publicacion.objects.get().motivo_retiro == "Terminó"
        with pytest.raises(EstadoCambiado):
            acciones.retirar_variante(variante=variante, motivo="Otra vez", por=ine["medio"], ahora=momento)

    def test_una_descartada_deja_lugar_a_otra(self, ine, central):
        fila = contenido(ine, central)
        acciones.descartar_variante(variante=unica(fila), por=ine["titular"], ahora=ine.ahora)
        assert not Contenido.objects.get(pk=fila.pk).vivas
        assert Version.objects.count() == 2
