"""Commands of the product as processes of their own, on the database of the tests."""

import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.db import connection


def orden(*argumentos: str, datos: Path, **entorno: str) -> subprocess.Popen[str]:
    """Start ``manage.py`` with those arguments; what it says can be read. Only PostgreSQL: the test must have committed
    what it is to see."""
    bd = connection.settings_dict
    acceso = f"{bd['USER']}:{bd['PASSWORD']}" if bd["PASSWORD"] else bd["USER"]
    ajeno = {clave: valor for clave, valor in os.environ.items() if not clave.startswith(("DJANGO", "EMAIL"))}
    propio = {
        "DATABASE_URL": f"postgres://{acceso}@{bd['HOST']}:{bd['PORT'] or 5432}/{bd['NAME']}",
        "SECRET_KEY": "pruebas",
        "DATOS_DIR": str(datos),
    }
    return subprocess.Popen(
        [sys.executable, "manage.py", *argumentos],
        cwd=settings.BASE_DIR,
        env={**ajeno, **propio, **entorno},
        text=True,
        stdout=subprocess.PIPE,
    )
