"""What the automatic checks say while somebody writes, without saving anything."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from publicaciones import permisos
from publicaciones.consultas.revision import hallazgos_de
from publicaciones.forms.variante import TEXTO_MAXIMO, EditarVariante
from publicaciones.models import Variante
from publicaciones.revision import Hallazgo, Severidad
from publicaciones.revision.realce import tramos


@login_required
@require_POST
def revisar(request: HttpRequest, pk: int) -> HttpResponse:
    """5.2.b, 6: the findings of the text as it is on the screen, as a piece of page."""
    filas = Variante.objects.visibles_para(request.user).select_related("cuenta__area", "contenido")
    variante = get_object_or_404(filas, pk=pk)
    if not permisos.puede_editar(variante, request.user):
        raise PermissionDenied
    form = EditarVariante(request.POST, variante=variante)
    texto = form.texto_escrito[:TEXTO_MAXIMO]
    hallazgos = hallazgos_de(variante, ahora=timezone.now(), texto=texto, motivos=form.motivos)
    return render(request, "publicaciones/revision/hallazgos.html", {**contexto(texto, hallazgos), "en_vivo": True})


def contexto(texto: str, hallazgos: Sequence[Hallazgo]) -> dict[str, Any]:
    """What the piece of page shows: also for the pages that hold it from the beginning."""
    return {
        "hallazgos": [(h, texto[h.inicio : h.fin] if h.fin - h.inicio < len(texto) else "") for h in hallazgos],
        "tramos": tramos(texto, hallazgos) if hallazgos else [],
        "resumen": resumen(hallazgos),
    }


def resumen(hallazgos: Sequence[Hallazgo]) -> str:
    """In a sentence, for whoever hears the page."""
    cuantos = Counter(h.severidad for h in hallazgos)
    errores, advertencias = cuantos[Severidad.ERROR], cuantos[Severidad.ADVERTENCIA]
    if not errores and not advertencias:
        return "La revisión automática no encontró nada que corregir."
    partes = []
    if errores:
        partes.append("1 error por corregir" if errores == 1 else f"{errores} errores por corregir")
    if advertencias:
        partes.append("1 advertencia" if advertencias == 1 else f"{advertencias} advertencias")
    return f"La revisión automática encontró {' y '.join(partes)}."
