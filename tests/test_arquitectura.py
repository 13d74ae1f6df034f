"""Who may import whom, and the drawings of the states: what the documents say is what the code does."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command

from solicitudes.management.commands import diagramas

pytestmark = pytest.mark.embebida

RAIZ = Path(settings.BASE_DIR)


def test_los_contratos_de_importacion_se_cumplen():
    resultado = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=RAIZ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert resultado.returncode == 0, resultado.stdout[-3000:]
    assert "0 broken" in resultado.stdout


def test_solo_estan_las_aplicaciones_de_la_casa():
    propias = {a.label for a in apps.get_app_configs() if Path(a.path).parent == RAIZ}
    assert propias == {
        *(
            "panel",
            "evaluacion",
            "solicitudes",
            "publicaciones",
            "cuentas",
            "plazos",
            "avisos",
            "organizacion",
            "bitacora",
        )
    }


def test_los_diagramas_estan_al_dia():
    call_command("diagramas", comprobar=True)
    assert {campo.model._meta.model_name for campo in diagramas.maquinas()} == {
        ruta.stem for ruta in (RAIZ / "docs" / "estados").glob("*.md")
    }


def test_un_diagrama_viejo_se_nota(tmp_path, settings):
    settings.BASE_DIR = tmp_path
    with pytest.raises(CommandError, match=r"apertura\.md"):
        call_command("diagramas", comprobar=True)
    call_command("diagramas")
    call_command("diagramas", comprobar=True)
    pagina = tmp_path / "docs/estados/apertura.md"
    assert "    en_revision --> autorizada: Autorizar (CNCS)\n" in pagina.read_text()
    pagina.write_text(pagina.read_text().replace("Autorizar", "Aprobar"))
    with pytest.raises(CommandError, match=r"No están al día: apertura\.md\."):
        call_command("diagramas", comprobar=True)
