"""``criterios``: each numeral of the norm with the tests that hold it."""

import ast
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from organizacion.criterios import NUMERALES


class Command(BaseCommand):
    help = "Dice qué pruebas sostienen cada numeral de los Criterios, y cuáles no tienen ninguna."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--pruebas",
            type=Path,
            default=settings.BASE_DIR / "tests",
            help="carpeta de las pruebas (por omisión, la del proyecto)",
        )

    def handle(self, *args: Any, pruebas: Path, **opciones: Any) -> None:
        if not pruebas.is_dir():
            raise CommandError(f"No existe la carpeta de pruebas «{pruebas}».")
        sostenidos: dict[str, list[str]] = {}
        for archivo in sorted(pruebas.rglob("*.py")):
            modulo = ast.parse(archivo.read_text(encoding="utf-8"))
            nombre = archivo.relative_to(pruebas.parent).as_posix()
            for numeral, prueba in _marcas(modulo, nombre):
                sostenidos.setdefault(numeral, []).append(prueba)
        desconocidos = sorted(sostenidos.keys() - NUMERALES.keys())
        if desconocidos:
            donde = "; ".join(f"«{numeral}» en {', '.join(sostenidos[numeral])}" for numeral in desconocidos)
            raise CommandError(f"Hay numerales que no están en los Criterios: {donde}.")
        for numeral, texto in NUMERALES.items():
            self.stdout.write(f"{numeral}  {texto}")
            for prueba in dict.fromkeys(sostenidos.get(numeral, ["sin prueba"])):
                self.stdout.write(f"    {prueba}")
        con = len(sostenidos)
        self.stdout.write(f"con prueba: {con} · sin prueba: {len(NUMERALES) - con}")


def _marcas(nodo: ast.Module | ast.ClassDef, nombre: str) -> Iterator[tuple[str, str]]:
    """The numerals that the tests under ``nodo`` hold, each with the name of the test, class or file that is marked."""
    for hijo in nodo.body:
        match hijo:
            case ast.FunctionDef(name=funcion) | ast.AsyncFunctionDef(name=funcion) if funcion.startswith("test"):
                yield from _numerales(hijo.decorator_list, f"{nombre}::{funcion}")
            case ast.ClassDef(name=clase) if clase.startswith("Test"):
                yield from _numerales(hijo.decorator_list, f"{nombre}::{clase}")
                yield from _marcas(hijo, f"{nombre}::{clase}")
            case ast.Assign(targets=[ast.Name(id="pytestmark")], value=valor):
                yield from _numerales([valor], nombre)


def _numerales(expresiones: list[ast.expr], prueba: str) -> Iterator[tuple[str, str]]:
    """Every argument of every ``mark.criterio(…)`` in the expressions, those inside ``pytest.param`` included."""
    for expresion in expresiones:
        for nodo in ast.walk(expresion):
            match nodo:
                case ast.Call(func=ast.Attribute(value=ast.Attribute(attr="mark"), attr="criterio"), args=argumentos):
                    for argumento in argumentos:
                        yield ast.literal_eval(argumento), prueba
