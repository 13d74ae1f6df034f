"""The client of the measurements, in a process of its own: a closed loop over keep-alive connections.

It reads one task per line of standard input and answers each with one line: ``{"latencias": […], "segundos": …,
"usadas": …, "error": …}``. A task is bounded in time, and in count when ``repetir`` is false: then each path is asked
for once.
"""

import base64
import json
import sys
from http.client import HTTPConnection, HTTPException
from threading import Lock, Thread
from time import perf_counter
from typing import Any


def atender(tarea: dict[str, Any]) -> dict[str, Any]:
    """Send the requests of a task from several threads; the first unexpected answer stops them all."""
    rutas, cuerpo = tarea["rutas"], base64.b64decode(tarea["cuerpo"]) or None
    candado = Lock()
    latencias: list[float] = []
    siguiente, error = 0, ""
    inicio = perf_counter()
    fin = inicio + tarea["segundos"]

    def tomar() -> str | None:
        nonlocal siguiente
        with candado:
            if error or perf_counter() >= fin or (siguiente >= len(rutas) and not tarea["repetir"]):
                return None
            siguiente += 1
            return rutas[(siguiente - 1) % len(rutas)]

    def hilo() -> None:
        nonlocal error
        conexion = HTTPConnection("127.0.0.1", tarea["puerto"], timeout=60)
        try:
            while ruta := tomar():
                antes = perf_counter()
                conexion.request(tarea["metodo"], ruta, cuerpo, tarea["cabeceras"])
                respuesta = conexion.getresponse()
                texto = respuesta.read()
                latencias.append(perf_counter() - antes)
                if respuesta.status != tarea["esperado"]:
                    error = f"{tarea['metodo']} {ruta}: {respuesta.status}\n{texto[:20_000].decode(errors='replace')}"
        except (OSError, HTTPException) as fallo:
            error = f"{tarea['metodo']} {tarea['rutas'][0]}: {type(fallo).__name__}: {fallo}"
        finally:
            conexion.close()

    hilos = [Thread(target=hilo) for _ in range(tarea["conexiones"])]
    for uno in hilos:
        uno.start()
    for uno in hilos:
        uno.join()
    return {"latencias": latencias, "segundos": perf_counter() - inicio, "usadas": siguiente, "error": error}


if __name__ == "__main__":
    for linea in sys.stdin:
        print(json.dumps(atender(json.loads(linea))), flush=True)
