"""7.vii, 6.xxxii: the section of the directory for personal accounts, apart from the institutional ones."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cuentas import consultas
from cuentas.forms import legible
from cuentas.views.directorio import con_cache
from organizacion.paginas import paginar


@require_safe
def consejerias(request: HttpRequest) -> HttpResponse:
    """The personal accounts of Consejeras y Consejeros Electorales that the Institute publicises, with their notice."""
    texto = legible(request.GET.get("texto"))
    pagina = paginar(consultas.personales(texto), orden=("nombre", "pk"), pedido=request.GET)
    return con_cache(request, render(request, "publico/consejerias.html", {"pagina": pagina, "buscado": texto}))
