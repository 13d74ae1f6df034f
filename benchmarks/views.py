"""The floor of the stack: the least that a signed-in page, a filing and a decision can cost."""

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from benchmarks.models import Fila


@login_required
def lista(request: HttpRequest) -> HttpResponse:
    """A session, its person, and one indexed query of 25 rows."""
    return render(request, "benchmarks/lista.html", {"filas": Fila.objects.order_by("vence", "pk")[:25]})


@login_required
@require_POST
def presentar(request: HttpRequest) -> HttpResponse:
    """One row written, in a transaction; the upload is parsed and not kept."""
    with transaction.atomic():
        Fila.objects.create(titulo=f"{request.POST['oficio_numero']} {len(request.FILES)}", vence=timezone.now())
    return redirect("lista_base")


@login_required
@require_POST
def decidir(request: HttpRequest, pk: int) -> HttpResponse:
    """One row locked and changed, in a transaction."""
    with transaction.atomic():
        fila = Fila.objects.select_for_update().get(pk=pk)
        fila.estado = "rechazada"
        fila.save(update_fields=["estado"])
    return redirect("lista_base")
