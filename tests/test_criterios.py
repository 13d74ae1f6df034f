"""``manage.py criterios``: which tests hold which numeral."""

import io
import re

import pytest
from django.core.management import CommandError, call_command

from organizacion.criterios import NUMERALES

pytestmark = pytest.mark.embebida


def correr(pruebas) -> list[str]:
    salida = io.StringIO()
    call_command("criterios", pruebas=pruebas, stdout=salida)
    return salida.getvalue().splitlines()


@pytest.fixture
def carpeta(tmp_path):
    pruebas = tmp_path / "tests"
    (pruebas / "dentro").mkdir(parents=True)
    (pruebas / "test_uno.py").write_text(
        """
import pytest

@pytest.mark.criterio("7.iii")
def test_a(): ...

@pytest.mark.parametrize("x", [1, pytest.param(2, marks=pytest.mark.criterio("8.c"))])
@pytest.mark.criterio("7.i", "7.ii")
async def test_b(x): ...

@pytest.mark.criterio("5.a")
class TestC:
    pytestmark = [pytest.mark.criterio("5.b")]

    @pytest.mark.criterio("7.iii")
    def test_d(self): ...

@pytest.mark.criterio("8.a")
def ayuda(): ...
""",
        encoding="utf-8",
    )
    (pruebas / "dentro" / "test_dos.py").write_text(
        'import pytest\npytestmark = [pytest.mark.django_db, pytest.mark.criterio("1.a")]\ndef test_e(): ...\n'
    )
    return pruebas


def test_cada_numeral_con_sus_pruebas(carpeta):
    lineas = correr(carpeta)

    def de(numeral: str) -> list[str]:
        inicio = lineas.index(f"{numeral}  {NUMERALES[numeral]}") + 1
        fin = next(n for n in range(inicio, len(lineas)) if not lineas[n].startswith("    "))
        return [linea.strip() for linea in lineas[inicio:fin]]

    assert de("7.iii") == ["tests/test_uno.py::test_a", "tests/test_uno.py::TestC::test_d"]
    assert de("7.i") == de("7.ii") == de("8.c") == ["tests/test_uno.py::test_b"]
    assert de("5.a") == de("5.b") == ["tests/test_uno.py::TestC"]
    assert de("1.a") == ["tests/dentro/test_dos.py"]
    assert de("8.a") == ["sin prueba"]  # a helper is no test
    assert lineas[-1] == f"con prueba: 7 · sin prueba: {len(NUMERALES) - 7}"


def test_un_numeral_que_no_existe(carpeta):
    (carpeta / "test_mal.py").write_text('import pytest\n@pytest.mark.criterio("7.xx")\ndef test_f(): ...\n')
    with pytest.raises(CommandError, match=r"«7\.xx» en tests/test_mal\.py::test_f"):
        correr(carpeta)


def test_sin_carpeta(tmp_path):
    with pytest.raises(CommandError, match="No existe la carpeta"):
        correr(tmp_path / "nada")


def test_las_pruebas_del_proyecto(settings):
    lineas = correr(settings.BASE_DIR / "tests")
    con, sin = map(int, re.fullmatch(r"con prueba: (\d+) · sin prueba: (\d+)", lineas[-1]).groups())
    assert con + sin == len(NUMERALES)
    assert [linea.split()[0] for linea in lineas[:-1] if not linea.startswith("    ")] == list(NUMERALES)
    assert "    tests/test_plazos_calendario.py::TestContraUnaCuentaDiaPorDia" in lineas


def test_ayuda(capsys):
    with pytest.raises(SystemExit) as salida:
        call_command("criterios", "--help")
    assert salida.value.code == 0
    assert "--pruebas" in capsys.readouterr().out
