"""5.1.a: what is owed for the accounts of an área, and who owes what in the whole institution."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cuentas.estados.cuidado import ClaseObligacion
from organizacion.paginas import paginar
from organizacion.permisos import encabeza, es_cncs, es_control
from panel.consultas import areas_visibles, cumplimiento


class Filtros(forms.Form):
    """Filters of what is owed. What cannot be understood filters nothing."""

    clase = forms.ChoiceField(label="Asunto", required=False, choices=[("", "Todos"), *ClaseObligacion.choices])
    texto = forms.CharField(label="Área, cuenta o persona", required=False, max_length=80)
    tarde = forms.BooleanField(label="Solo fuera de plazo", required=False)
    use_required_attribute = False


@login_required
@require_safe
def cumplimiento_del_area(request: HttpRequest, siglas: str) -> HttpResponse:
    """Every official account of an área and those under it: hours, training, authenticity; and the strategies."""
    ahora = timezone.now()
    area = get_object_or_404(areas_visibles(request.user), siglas=siglas)
    pagina = paginar(cumplimiento.cuentas_oficiales_bajo(area), orden=("nombre", "id"), pedido=request.GET)
    cumplimiento.completar_cumplimiento(pagina.objetos, ahora=ahora)
    contexto = {
        "area": area,
        "pagina": pagina,
        "estrategias": cumplimiento.estrategias_del_area(area, ahora=ahora),
        "vacaciones": cumplimiento.vacaciones_por_venir(ahora=ahora),
        "encabeza": encabeza(area.ruta, request.user),
    }
    return render(request, "panel/cumplimiento.html", contexto)


@login_required
@require_safe
def obligaciones(request: HttpRequest) -> HttpResponse:
    """Who owes what, for the CNCS and internal control."""
    if not (es_cncs(request.user) or es_control(request.user)):
        raise PermissionDenied
    ahora, filtros = timezone.now(), Filtros(request.GET)
    filtros.is_valid()
    datos = filtros.cleaned_data
    filas = cumplimiento.deudas(
        clase=datos.get("clase", ""),
        texto=datos.get("texto", "").replace("\0", "").strip(),
        tarde=datos.get("tarde", False),
        ahora=ahora,
    )
    pagina = paginar(filas, orden=("limite", "id"), pedido=request.GET)
    contexto = {
        "filtros": filtros,
        "filtrado": any(datos.values()),
        "pagina": pagina,
        "filas": cumplimiento.con_luz(pagina.objetos, ahora=ahora),
    }
    return render(request, "panel/obligaciones.html", contexto)
