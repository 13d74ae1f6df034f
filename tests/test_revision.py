"""The automatic checks, one by one, on plain data: what each one finds, and what it must leave alone (5.2.b, 6)."""

from datetime import UTC, datetime, timedelta

import pytest

from publicaciones.revision import Enlace, Limites, Medio, Oficial, Pieza, Previa, Severidad, revisar
from publicaciones.revision.ortografia import corregir

pytestmark = pytest.mark.embebida

AHORA = datetime(2026, 11, 25, 18, tzinfo=UTC)

FOTO = Medio("urna.png", "Una persona deposita su voto en una urna transparente")
OFICIAL = Oficial(
    telefonos=frozenset({"5557282300"}),
    correos=frozenset({"prensa@example.org"}),
    rfc=frozenset({"GODE561231GR8"}),
    siglas=frozenset({"CGPE"}),
)


def hallados(texto="", **datos):
    """The key of each finding with the words that it points at."""
    datos = {"medios": (FOTO,), "oficial": OFICIAL} | datos
    return [(h.clave, texto[h.inicio : h.fin]) for h in revisar(Pieza(texto, **datos))]


def claves(texto="", **datos):
    return [clave for clave, _ in hallados(texto, **datos)]


@pytest.mark.criterio("5.2.b")
@pytest.mark.parametrize(
    ("texto", "clave", "escrito"),
    [
        ("La CURP GOMC900514HDFRRR05 ya está", "curp", "GOMC900514HDFRRR05"),
        ("La curp gomc900514xdfrrr09 ya está", "curp", "gomc900514xdfrrr09"),
        ("Es GOMC 900514 H DF RRR05.", "curp", "GOMC 900514 H DF RRR05"),
        ("CURPGOMC900514HDFRRR05", "curp", "GOMC900514HDFRRR05"),
        ("Es ＧＯＭＣ９００５１４ＨＤＦＲＲＲ０５.", "curp", "ＧＯＭＣ９００５１４ＨＤＦＲＲＲ０５"),
        ("Es G\u200bO\u200bMC900514HDFRRR05.", "curp", "G\u200bO\u200bMC900514HDFRRR05"),
        ("Es GOMC900514HDFRRR06.", "curp_dudosa", "GOMC900514HDFRRR06"),
        ("Pagado a COMG600703KJ3 ayer", "rfc", "COMG600703KJ3"),
        ("RFC: comg-600703-kj3", "rfc", "comg-600703-kj3"),
        ("RFC: COMG600703KJ2", "rfc_dudoso", "COMG600703KJ2"),
        ("Clave GMVLRC90051409H100 perdida", "clave_elector", "GMVLRC90051409H100"),
        ("Deposita a 002010077777777771", "clabe", "002010077777777771"),
        ("Deposita a 002 010 07777777777 1", "clabe", "002 010 07777777777 1"),
        ("Tarjeta 4111 1111 1111 1111", "tarjeta", "4111 1111 1111 1111"),
        ("Tarjeta 3782-822463-10005", "tarjeta", "3782-822463-10005"),
        ("Paga con 4111111111111111", "tarjeta", "4111111111111111"),
        ("Llama al 55 1234 5678", "telefono", "55 1234 5678"),
        ("Llama al (951) 513 20 47", "telefono", "(951) 513 20 47"),
        ("Marca +52 1 55 1234 5678.", "telefono", "+52 1 55 1234 5678"),
        ("Tu folio y luego llama al 5512345678", "telefono", "5512345678"),
        ("Escribe a ana@gmail.com.", "correo", "ana@gmail.com"),
        ("Escribe a ana arroba gmail punto com", "correo", "ana arroba gmail punto com"),
        ("Escribe a registro@ine.mx.com", "correo", "registro@ine.mx.com"),
        ("Escribe a ana@xine.mx", "correo", "ana@xine.mx"),
    ],
)
def test_los_datos_personales_se_senalan_donde_estan(texto, clave, escrito):
    assert hallados(texto) == [(clave, escrito)]


@pytest.mark.criterio("5.2.b")
@pytest.mark.parametrize(
    "texto",
    [
        "El RFC del Instituto es INE140404NI0, y el de la empresa MAB9307148T4.",
        "Público en general: XAXX010101000; extranjero: XEXX010101000.",
        "RFC de la institución: GODE561231GR8.",
        "Acuerdo INE/CG1469/2021, oficio INE/DEPPP/1523/2024.",
        "Fecha imposible: GOMC901414HDFRRR05 y GMVLRC90141409H100.",
        "Folio 002010077777777772 de la PNT.",
        "Inventario 4111111111111112.",
        "Secciones 4512 4513 4514 4515 4516 4517.",
        "INETEL 800 433 2000, 01 800 433 2000 o +52 800 433 2000.",
        "Conmutador 55 5728 2300.",
        "Folio de cita 5512345678; expediente 3312345678.",
        "Costó 5512345678 pesos; otros $5512345678.",
        "Del 02-06-2024 al 08-06-2024, de 08 00 a 15 00 horas.",
        "Votos: 35 924 519, 16 502 697.",
        "Escribe a inetel@ine.mx, a x@jalisco.ine.mx o a prensa@example.org.",
        "Síguenos: @ine.oaxaca y @INEMexico.",
        "Compraron 20 cajas @ 150 pesos.",
    ],
)
def test_lo_publico_y_lo_que_solo_se_parece_no_se_senala(texto):
    assert claves(texto) == []


@pytest.mark.criterio("6.iii")
def test_un_dato_personal_detiene_y_se_cuenta_una_vez():
    hallazgos = revisar(Pieza("GOMC 900514 HDF RRR 05 y 55 1234 5678", medios=(FOTO,)))
    assert [(h.clave, h.severidad, h.numeral) for h in hallazgos] == [
        ("curp", Severidad.ERROR, "5.2.b"),
        ("telefono", Severidad.ERROR, "5.2.b"),
    ]


@pytest.mark.criterio("6.xxvi")
@pytest.mark.parametrize(
    ("texto", "gritado"),
    [
        ("SALGAMOS TODOS A VOTAR", "SALGAMOS TODOS A VOTAR"),
        ("Recuerda que NO DEBES COMPARTIR TUS DATOS con nadie", "NO DEBES COMPARTIR TUS DATOS"),
        ("¡¡GRAN FERIA, EN TOLUCA!!", "GRAN FERIA, EN TOLUCA"),
    ],
)
def test_los_gritos(texto, gritado):
    assert hallados(texto) == [("mayusculas", gritado)]


@pytest.mark.parametrize(
    "texto",
    [
        "El INE, el TEPJF y la FISEL; PAN, PRI, PRD, PVEM, PT, MC, MORENA.",
        "INE OPL TEPJF FISEL SCJN CGPE",
        "Trae tu CURP y tu INE, es GRATIS.",
        "Artículos XXIII, XXIV y XXVIII.",
        "Ya VOTÉ con #YOVOTO #TUVOTOCUENTA #ELECCIONES",
    ],
)
def test_las_siglas_no_gritan(texto):
    assert claves(texto) == []


@pytest.mark.criterio("6.xxvii")
def test_sin_medios_se_advierte_y_sin_texto_alternativo_no_se_puede():
    assert claves("Hola.", medios=()) == ["sin_medios"]
    hallazgos = revisar(Pieza("Hola.", medios=(FOTO, Medio("b.png"), Medio("c.png", "IMG_20240602.jpg"))))
    assert [(h.clave, h.severidad, h.campo) for h in hallazgos] == [
        ("texto_alternativo", Severidad.ERROR, "medios-2"),
        ("texto_alternativo_pobre", Severidad.ADVERTENCIA, "medios-3"),
    ]


@pytest.mark.parametrize(
    "alternativo", ["imagen", "Foto del post", "urna.png", "urna", "Infografía", "una foto", "IMG 1204"]
)
def test_un_texto_alternativo_que_no_dice_nada(alternativo):
    assert claves("Hola.", medios=(Medio("urna.png", alternativo),)) == ["texto_alternativo_pobre"]


@pytest.mark.criterio("6.vi")
@pytest.mark.parametrize(
    ("texto", "enlace"),
    [
        ("Lee https://www.eluniversal.com.mx/nota.", "https://www.eluniversal.com.mx/nota"),
        ("Entra a https://www.ine.mx.evil.com/x", "https://www.ine.mx.evil.com/x"),
        ("Entra a http://ine-mx.org", "http://ine-mx.org"),
        ("Entra a https://noesine.mx", "https://noesine.mx"),
        ("Entra a https://ine.mx@malo.com/x", "https://ine.mx@malo.com/x"),
        ("Entra a https://ine.mx\\@malo.com", None),
        ("Entra a https://malo.com\\ine.mx", "https://malo.com\\ine.mx"),
        ("Entra a https://xn--in-bja.mx", "https://xn--in-bja.mx"),
        ("Entra a https://іne.mx/credencial", "https://іne.mx/credencial"),
        ("Conoce más: bit.ly/3AbCd", "bit.ly/3AbCd"),
        ("Lee [la nota](https://milenio.com/x) hoy", "https://milenio.com/x"),
        ("Todo en ine.mx y en https://centralelectoral.ine.mx/2024", None),
        ("HTTPS://WWW.INE.MX/VOTO y https://ine.mx:443/x", None),
        ("Participa.Infórmate. El sitio está en línea.Me gusta. Archivo manual.pdf", None),
    ],
)
def test_los_enlaces_externos(texto, enlace):
    assert hallados(texto) == ([("enlace_externo", enlace)] if enlace else [])


@pytest.mark.criterio("6.vi")
def test_un_enlace_externo_con_su_razon_pasa():
    texto = "Lee https://www.milenio.com/ine/."
    con = Enlace("milenio.com/ine", "La nota explica el voto anticipado")
    assert claves(texto, enlaces=(con,)) == []
    assert claves(texto, enlaces=(Enlace("milenio.com/ine", "  "),)) == ["enlace_externo"]
    assert claves(texto, enlaces=(Enlace("milenio.com/otra", "Otra"),)) == ["enlace_externo"]
    assert claves("Sin enlace", enlaces=(Enlace("https://bit.ly/x"), Enlace("https://ine.mx/x"))) == ["enlace_externo"]


@pytest.mark.criterio("6.xxiii")
def test_el_mismo_texto_en_otra_red():
    texto = "Renueva tu credencial: ya abrieron los módulos en tu colonia, con cita y sin cita."
    assert claves(texto, hermanas=(texto.upper() + " 👍",)) == ["mismo_texto"]
    assert claves(texto, hermanas=("Tu credencial se renueva en el módulo de tu colonia; haz tu cita en línea.",)) == []


@pytest.mark.criterio("6.xxix")
def test_lo_repetido_y_las_rafagas():
    texto = "Renueva tu credencial: ya abrieron los módulos en tu colonia, con cita y sin cita."
    casi = Previa(texto.replace("Renueva", "¡Renueva") + " Hoy", AHORA - timedelta(days=2))
    vieja = Previa(texto, AHORA - timedelta(days=8))
    otra = Previa("Hoy sesiona el Consejo.", AHORA - timedelta(minutes=20))
    assert claves(texto, cuando=AHORA, recientes=(casi,)) == ["repetida"]
    assert claves(texto, cuando=AHORA, recientes=(vieja, otra)) == []
    assert claves(texto, cuando=AHORA, recientes=(otra,) * 4) == ["inundacion"]
    assert claves(texto, cuando=AHORA, recientes=(otra,) * 3 + (vieja,)) == []
    assert claves(texto, cuando=None, recientes=(casi,) * 9) == []


@pytest.mark.criterio("6.xxviii")
def test_mas_de_tres_de_una_sesion():
    assert claves("Uno más.", sesion="2026-11-25", publicadas_en_sesion=3) == ["exceso_en_sesion"]
    assert claves("Uno más.", sesion="2026-11-25", publicadas_en_sesion=2) == []
    assert claves("Uno más.", publicadas_en_sesion=9) == []


@pytest.mark.criterio("6.x")
def test_el_titular_pegado():
    titular = "Presenta INE resultados de la Consulta Infantil"
    assert hallados("📣 Presenta INE Resultados de la consulta infantil. Conócelos", titular=titular) == [
        ("titular_copiado", "Presenta INE Resultados de la consulta infantil")
    ]
    assert claves("Diez millones de niñas y niños opinaron: conoce los resultados.", titular=titular) == []
    assert claves("Cita con INE", titular="INE") == []


@pytest.mark.criterio("6.xxi")
@pytest.mark.parametrize(
    ("texto", "insulto"),
    [
        ("Qué pendejos son.", "pendejos"),
        ("No sea IDIOTA", "IDIOTA"),
        ("Qué pend3jo", "pend3jo"),
        ("Qué p*ndejo", "p*ndejo"),
        ("Son p e n d e j o s.", "p e n d e j o s"),
        ("No mames", "No mames"),
    ],
)
def test_los_insultos(texto, insulto):
    assert hallados(texto) == [("insulto", insulto)]


def test_dentro_de_otra_palabra_no_hay_insulto():
    assert not claves("La computadora, la disputa, las diputadas, la reputación, el cómputo, Culiacán, Naco, Sonora.")


@pytest.mark.criterio("6.xxv")
@pytest.mark.parametrize(
    ("escrita", "propuesta"),
    [
        ("informacion", "información"),
        ("proseso", "proceso"),
        ("credencail", "credencial"),
        ("elctoral", "electoral"),
        ("canbio", "cambio"),
        ("modulos", "módulos"),
        ("haiga", "haya"),
        ("extrangeras", "extranjeras"),
    ],
)
def test_la_ortografia_propone(escrita, propuesta):
    assert corregir(escrita) == propuesta


@pytest.mark.parametrize(
    "texto",
    [
        "Infórmate, capacítate y acompáñanos: cuéntanoslo. Quienes hubieren votado se lo agradeceríamos.",
        "La insaculación, la redistritación, la credencialización y el escrutinio son públicos.",
        "La revolución, la minería, la moralidad, lo convenido; realizaban, podían, desechó dos quejas.",
        "Xóchitl dialogó en Ixmiquilpan y Martin Linea firmó.",
        "El inbox, la ocasión y la persuasión.",
    ],
)
def test_lo_bien_escrito_no_se_senala(texto):
    assert "ortografia" not in claves(texto)


def test_frases_y_preguntas():
    assert hallados("¿Que día? Haber si vienes, hay mas de cien.") == [
        ("ortografia", "Que"),
        ("ortografia", "Haber si"),
        ("ortografia", "mas de"),
    ]


def test_la_longitud_es_la_de_la_red():
    limites = Limites(caracteres=10, contar=lambda texto: len(texto) * 2)
    assert claves("Corto.", limites=Limites(caracteres=10)) == []
    assert claves("Corto.", limites=limites) == ["longitud"]


def test_lo_grave_va_primero_y_cada_mensaje_dice_que_hacer():
    hallazgos = revisar(Pieza("Qué idiota, escribe a ana@gmail.com. La informacion está en bit.ly/x", medios=()))
    assert [h.clave for h in hallazgos] == ["correo", "enlace_externo", "insulto", "ortografia", "sin_medios"]
    assert all(h.mensaje.endswith((".", "?")) and h.severidad.etiqueta for h in hallazgos)
