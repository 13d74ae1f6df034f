"""5.2.e–f, 6.vii, 6.xvi–6.xix: the queue of what citizens write, its capture, and the page of each message."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from bitacora.flujo import ActoRechazado
from organizacion.paginas import paginar
from organizacion.peticion import persona_de
from organizacion.tramites import Acto, Tramite, actos_posibles
from publicaciones import acciones, permisos
from publicaciones.consultas import atencion as consultas
from publicaciones.estados import ClaseInteraccion
from publicaciones.forms import atencion as forms
from publicaciones.models import Interaccion
from publicaciones.models.interaccion import InteraccionQuerySet
from publicaciones.reglas_atencion import REGLA_6_XVI, texto_de_orientacion

_RECHAZOS: Final = (acciones.AtencionInvalida,)
TRAMITES: Final[dict[str, Tramite]] = {
    "contestar": Tramite(
        "Contestar",
        "Registrar la respuesta",
        forms.Contestar,
        lambda i, datos, **k: acciones.contestar(interaccion=i, **datos, **k),
        "La respuesta quedó registrada.",
        explicacion="Conteste en la red lo que sepa con certeza y regístrelo aquí (6.vii, 6.xviii).",
        rechazos=_RECHAZOS,
    ),
    "informar": Tramite(
        "Dar la información",
        "Enviar la información",
        forms.Informar,
        lambda i, datos, **k: acciones.informar(interaccion=i, **datos, **k),
        "La información quedó registrada. Se avisó a quien atiende la cuenta.",
        rechazos=_RECHAZOS,
    ),
    "turnar": Tramite(
        "Turnar al área que tiene la información",
        "Turnar",
        forms.Turnar,
        lambda i, datos, **k: acciones.turnar(interaccion=i, **datos, **k),
        "Se turnó y se avisó a la o el titular del área.",
        explicacion="Su titular recibe el aviso por correo y ve solo esta interacción. El plazo para contestar sigue.",
        rechazos=_RECHAZOS,
    ),
    "orientar": Tramite(
        "Orientar a INETEL o a la PNT",
        "Registrar la orientación",
        forms.Orientar,
        lambda i, datos, **k: acciones.orientar(interaccion=i, **datos, **k),
        "La orientación quedó registrada.",
        explicacion="Cuando la información no es de ningún área o no la tiene el Instituto (6.vii).",
        rechazos=_RECHAZOS,
    ),
    "devolver": Tramite(
        "No es de mi área",
        "Devolver",
        forms.Devolver,
        lambda i, datos, **k: acciones.devolver(interaccion=i, **datos, **k),
        "Se devolvió a quien atiende la cuenta. Ya no aparece entre lo suyo.",
        rechazos=_RECHAZOS,
        peligro=True,
    ),
    "escalar": Tramite(
        "Señalar como asunto relevante",
        "Avisar a la o el titular",
        forms.Escalar,
        lambda i, datos, **k: acciones.escalar(interaccion=i, **datos, **k),
        "Se avisó a la o el titular del área.",
        rechazos=_RECHAZOS,
        permiso=lambda i, persona: not i.relevante and permisos.puede_atender(i, persona),
    ),
    "acusar": Tramite(
        "Asunto relevante",
        "Me doy por enterada o enterado",
        forms.Acusar,
        lambda i, datos, **k: acciones.acusar_relevante(interaccion=i, **k),
        "Quedó registrado que lo leyó.",
        permiso=lambda i, persona: bool(i.relevante and not i.acusada) and permisos.puede_acusar(i, persona),
    ),
    "clasificar": Tramite(
        "Clasificar",
        "Guardar la clasificación",
        forms.Clasificar,
        lambda i, datos, **k: acciones.clasificar(interaccion=i, **datos, **k),
        "La clasificación quedó registrada.",
        rechazos=_RECHAZOS,
        permiso=permisos.puede_atender,
    ),
    "moderar": Tramite(
        "Registrar una medida de moderación",
        "Registrar la medida",
        forms.Moderar,
        lambda i, datos, **k: acciones.moderar(interaccion=i, **datos, **k),
        "La medida quedó registrada. Falta que otra persona la confirme.",
        explicacion=REGLA_6_XVI,
        rechazos=_RECHAZOS,
        peligro=True,
        permiso=lambda i, persona: (
            i.clase in {ClaseInteraccion.ODIO, ClaseInteraccion.OFENSA} and permisos.puede_atender(i, persona)
        ),
    ),
    "cerrar_sin_respuesta": Tramite(
        "Cerrar sin respuesta",
        "Cerrar",
        forms.Cerrar,
        lambda i, datos, **k: acciones.cerrar_sin_respuesta(interaccion=i, **datos, **k),
        "La interacción quedó cerrada.",
        explicacion="Por ejemplo, cuando no pide nada. Diga por qué.",
        rechazos=_RECHAZOS,
        peligro=True,
    ),
}
# The acts that a page shows open; the others are one click away.
PRIMERO: Final = ("contestar", "informar", "acusar")


@login_required
@require_safe
def cola(request: HttpRequest) -> HttpResponse:
    """5.2.e: what waits to be answered, the oldest first; in a flood, the most recurrent topics first (6.xix)."""
    persona, ahora = persona_de(request), timezone.now()
    filtros = forms.Filtros(
        request.GET, cuentas=consultas.cuentas_a_la_vista(persona), temas=consultas.temas_para(persona)
    )
    criterios = filtros.cleaned_data if filtros.is_valid() else {}
    filas = filtrar(Interaccion.objects.visibles_para(persona), criterios, ahora)
    filas = filas.select_related("cuenta", "tema", "area_turnada")
    rebases = consultas.hay_rebase(persona, ahora)
    recurrentes = request.GET.get("orden", "recurrencia" if rebases else "") == "recurrencia"
    abiertas = criterios.get("estado", "") in {"", None}
    if recurrentes and abiertas:
        filas = consultas.por_recurrencia(filas, persona)
    orden = ("turno", "recibida", "id") if recurrentes and abiertas else ("recibida", "id")
    pagina = paginar(filas, orden=orden if abiertas else ("-recibida", "-id"), pedido=request.GET)
    contexto = {
        "filtros": filtros,
        "filtrada": any(criterios.values()),
        "filas": [(i, consultas.COLORES[i.estado], *consultas.luz_de(i, ahora)) for i in pagina.objetos],
        "pagina": pagina,
        "rebases": rebases,
        "recurrentes": recurrentes and abiertas,
        "puede_capturar": consultas.cuentas_que_atiende(persona).exists(),
        "indicadores": consultas.indicadores(persona, ahora),
        "consulta": request.GET.urlencode(),
    }
    return render(request, "atencion/cola.html", contexto)


def filtrar(filas: InteraccionQuerySet, criterios: Mapping[str, Any], ahora: datetime) -> InteraccionQuerySet:
    """Those that the form of the queue asks for: without a state, the open ones."""
    estado = criterios.get("estado") or ""
    if not estado:
        filas = filas.abiertas()
    elif estado != "todas":
        filas = filas.filter(estado=estado)
    if luz := criterios.get("luz"):
        filas = consultas.con_luz(filas, luz, ahora)
    for campo in ("cuenta", "tema"):
        if valor := criterios.get(campo):
            filas = filas.filter(**{campo: valor})
    if texto := criterios.get("texto"):
        filas = filas.filter(Q(folio__iexact=texto) | Q(texto__icontains=texto))
    return filas


@login_required
def nueva(request: HttpRequest) -> HttpResponse:
    """5.2.e: log a message; the account, medium and topic of one are kept for the next."""
    persona, ahora = persona_de(request), timezone.now()
    cuentas = consultas.cuentas_que_atiende(persona)
    if not cuentas.exists():
        raise PermissionDenied
    datos = request.POST if request.method == "POST" else None
    inicial = {"recibida": forms.hora_local(ahora)} | request.GET.dict()
    temas = consultas.temas_para(persona)
    form = forms.NuevaInteraccion(datos, cuentas=cuentas, temas=temas, initial=inicial)
    if form.is_valid() and (interaccion := _capturar(request, form, ahora)):
        messages.success(request, f"Quedó registrada con el folio {interaccion.folio}.")
        if "otra" in request.POST:
            tema = f"&tema={interaccion.tema_id}" if interaccion.tema_id else ""
            siguiente = f"?cuenta={interaccion.cuenta_id}&medio={interaccion.medio}{tema}"
            return redirect(reverse("publicaciones:atencion_nueva") + siguiente)
        return redirect("publicaciones:atencion_detalle", pk=interaccion.pk)
    return render(request, "atencion/nueva.html", {"form": form})


def _capturar(request: HttpRequest, form: Form, ahora: datetime) -> Interaccion | None:
    campos = dict(form.cleaned_data)
    cuenta, tema, tema_nuevo = campos.pop("cuenta"), campos.pop("tema"), campos.pop("tema_nuevo")
    try:
        return acciones.registrar_interaccion(
            cuenta=cuenta,
            captura=acciones.Captura(**campos),
            tema=tema,
            tema_nuevo=tema_nuevo,
            por=persona_de(request),
            ahora=ahora,
        )
    except acciones.AtencionInvalida as error:
        form.add_error(error.campo, str(error))
    except ActoRechazado as error:
        form.add_error(None, str(error))
    return None


@login_required
@require_safe
def detalle(request: HttpRequest, pk: int) -> HttpResponse:
    """One message: what it says, what became of it, and what this person may do now."""
    return _mostrar(request, _cargar(request, pk))


@login_required
@require_POST
def actuar(request: HttpRequest, pk: int, acto: str) -> HttpResponse:
    """Do one of ``TRAMITES`` on a message."""
    fila = _cargar(request, pk)
    return tramitar(request, TRAMITES, fila, acto, regreso="atencion_detalle", mostrar=_mostrar, sin_acceso="atencion")


def tramitar(
    request: HttpRequest,
    tramites: Mapping[str, Tramite],
    objeto: Any,
    acto: str,
    *,
    regreso: str,
    mostrar: Callable[..., HttpResponse],
    sin_acceso: str = "",
) -> HttpResponse:
    """Do an act on an object: with something to correct, its page again as it was filled in; otherwise back to
    ``regreso`` with a message, or to ``sin_acceso`` when the person does not see the object any more."""
    if acto not in tramites:
        raise Http404
    tramite = tramites[acto]
    form = tramite.form(request.POST, request.FILES, objeto=objeto)
    if acto not in actos_posibles(tramites, objeto, request.user):
        estado = objeto.get_estado_display()
        messages.info(request, f"Eso no le corresponde o ya no es posible: el estado es «{estado}».")
        return redirect(f"publicaciones:{regreso}", pk=objeto.pk)
    if not form.is_valid():
        return mostrar(request, objeto, fallido=(acto, form))
    try:
        tramite.llamar(objeto, form.cleaned_data, por=persona_de(request), ahora=timezone.now())
    except ActoRechazado as error:
        messages.error(request, str(error))
    except tramite.rechazos as error:
        campo = getattr(error, "campo", None)
        form.add_error(campo if campo in form.fields else None, str(error))
        return mostrar(request, objeto, fallido=(acto, form))
    else:
        messages.success(request, tramite.hecho)
    modelo = type(objeto)
    if sin_acceso and not modelo.objects.visibles_para(request.user).filter(pk=objeto.pk).exists():
        return redirect(f"publicaciones:{sin_acceso}")
    return redirect(f"publicaciones:{regreso}", pk=objeto.pk)


def actos_de(
    request: HttpRequest,
    tramites: Mapping[str, Tramite],
    objeto: Any,
    nombre: str,
    fallido: tuple[str, Form] | None = None,
) -> dict[str, Acto]:
    """What this person may do now, by key, each with its form, as it was filled in the one that could not be sent."""
    return {
        clave: Acto(
            tramites[clave],
            reverse(f"publicaciones:{nombre}", args=[objeto.pk, clave]),
            fallido[1] if fallido and fallido[0] == clave else tramites[clave].form(objeto=objeto),
        )
        for clave in actos_posibles(tramites, objeto, request.user)
    }


def _mostrar(request: HttpRequest, fila: Interaccion, *, fallido: tuple[str, Form] | None = None) -> HttpResponse:
    actos = actos_de(request, TRAMITES, fila, "atencion_acto", fallido)
    abiertos = {*PRIMERO, fallido[0] if fallido else ""}
    luz, cuando = consultas.luz_de(fila, timezone.now())
    contexto = {
        "interaccion": fila,
        "color": consultas.COLORES[fila.estado],
        "luz": luz,
        "cuando": cuando,
        "actos": [(acto, clave in abiertos) for clave, acto in actos.items()],
        "medidas": list(fila.medidas.order_by("pk")) if permisos.puede_atender(fila, request.user) else [],
        "propuesta": getattr(fila, "propuesta", None),
        "lee_propuesta": permisos.puede_atender(fila, request.user),
        "orientacion": texto_de_orientacion() if "orientar" in actos else "",
        "hechos": consultas.historia_de(fila.cadena),
    }
    return render(request, "atencion/detalle.html", contexto)


def _cargar(request: HttpRequest, pk: int) -> Interaccion:
    """The message, if the person may see it. Raises ``Http404``."""
    filas = Interaccion.objects.visibles_para(request.user).select_related(
        "cuenta__area", "tema", "area_turnada", "area_notificada", "registrada_por", "atendida_por", "propuesta",
        "relevante_por", "acusada_por", "informada_por",
    )  # fmt: skip
    return get_object_or_404(filas, pk=pk)
