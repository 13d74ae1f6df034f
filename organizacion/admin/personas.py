"""1.a, 5.1: people, their positions and their roles. Passwords are each person's own: they ask for theirs by mail."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils import timezone

from organizacion import acciones, forms_admin
from organizacion.acciones import CatalogoInvalido
from organizacion.admin_base import AdminConTramites, Campo, Entrada, Ficha, Lista, enlazar, etiqueta
from organizacion.estados import Rol
from organizacion.fechas import corta
from organizacion.models import AsignacionRol, Nombramiento, Persona
from organizacion.permisos import es_control, es_sistema
from organizacion.peticion import persona_de
from organizacion.tiempo import fecha_local
from organizacion.tramites import Acto, Tramite


def _asignar_rol(persona: Persona, datos: dict[str, Any], *, por: Persona, ahora: Any) -> AsignacionRol:
    rol, desde = Rol(datos["rol"]), fecha_local(ahora)
    return acciones.asignar_rol(persona=persona, rol=rol, desde=desde, por=por, ahora=ahora)


@admin.register(Persona)
class PersonaAdmin(AdminConTramites):
    tramites = {
        "nombrar": Tramite(
            "Dar un cargo",
            "Nombrar",
            forms_admin.Nombrar,
            lambda persona, datos, **k: acciones.nombrar(persona=persona, **datos, **k),
            "El nombramiento quedó registrado.",
            explicacion="Si la persona tiene un cargo vigente, ese termina.",
            rechazos=(CatalogoInvalido,),
            campo="es_titular",
        ),
        "terminar": Tramite(
            "Terminar su cargo",
            "Terminar el cargo",
            forms_admin.TerminarNombramiento,
            lambda persona, datos, **k: acciones.terminar_nombramiento(persona=persona, **datos, **k),
            "El nombramiento quedó terminado.",
        ),
        "asignar_rol": Tramite(
            "Asignar un rol", "Asignar", forms_admin.AsignarRol, _asignar_rol, "El rol quedó asignado."
        ),
        "retirar_rol": Tramite(
            "Retirar un rol",
            "Retirar",
            forms_admin.RetirarRol,
            lambda persona, datos, **k: acciones.retirar_rol(persona=persona, rol=Rol(datos["rol"]), **k),
            "El rol quedó retirado.",
        ),
        "editar": Tramite(
            "Corregir el nombre o dar de baja",
            "Guardar",
            forms_admin.EditarPersona,
            lambda persona, datos, **k: acciones.actualizar_persona(persona=persona, **datos, **k),
            "El registro quedó actualizado.",
        ),
    }

    def puede_ver(self, persona: Any) -> bool:
        return es_sistema(persona) or es_control(persona)

    def entradas(self, request: HttpRequest) -> list[Entrada]:
        return [Entrada("Personas", self.url("changelist"), "Quienes entran al sistema, con sus cargos y roles.")]

    def rutas(self) -> list[URLPattern]:
        return [
            self.ruta("", self.lista, "changelist"),
            self.ruta("add/", self.alta, "add"),
            *self.rutas_de_tramites(),
        ]

    def lista(self, request: HttpRequest) -> HttpResponse:
        filas = Persona.objects.all()
        if texto := self.buscado(request):
            filas = filas.filter(Q(nombre__icontains=texto) | Q(email__icontains=texto))
        return self.pagina_de_lista(
            request,
            Lista(
                titulo="Personas",
                filas=filas,
                orden=("nombre", "pk"),
                columnas=("Nombre", "Correo", "Estado"),
                fila=lambda p: (
                    enlazar(self.url("change", p.pk), p.nombre),
                    p.email,
                    etiqueta("Activa", "verde") if p.is_active else etiqueta("De baja"),
                ),
                campos=(Campo("q", "Nombre o correo"),),
                enlaces=(("Registrar a una persona", self.url("add")),) if es_sistema(request.user) else (),
            ),
        )

    def alta(self, request: HttpRequest) -> HttpResponse:
        if not es_sistema(request.user):
            raise PermissionDenied
        form = forms_admin.AltaDePersona(request.POST or None)
        if form.is_bound and form.is_valid():
            try:
                persona = acciones.registrar_persona(**form.cleaned_data, por=persona_de(request), ahora=timezone.now())
            except CatalogoInvalido as error:
                form.add_error("email", str(error))
            else:
                return self.volver(request, "La persona quedó registrada.", self.url("change", persona.pk))
        return self.pagina_de_formulario(
            request,
            titulo="Registrar a una persona",
            form=form,
            boton="Registrar",
            regreso=("Personas", self.url("changelist")),
            texto="Entrará con su cuenta institucional, o pedirá su contraseña con «¿Olvidó su contraseña?».",
        )

    def visibles(self, request: HttpRequest) -> QuerySet[Persona]:
        return Persona.objects.all()

    def posibles(self, request: HttpRequest, objeto: Persona) -> set[str]:
        """Who keeps the system, all of it, save on oneself: nobody gives themselves a role."""
        if not es_sistema(request.user) or objeto.pk == request.user.pk:
            return set()
        posibles = {"nombrar", "asignar_rol", "editar"}
        if objeto.nombramientos.vigentes().exists():
            posibles.add("terminar")
        if objeto.asignaciones.vigentes().exists():
            posibles.add("retirar_rol")
        return posibles

    def mostrar(self, request: HttpRequest, objeto: Persona, actos: list[Acto]) -> HttpResponse:
        datos = [
            ("Correo", objeto.email),
            ("Estado", "Activa" if objeto.is_active else "De baja"),
            ("Alta", corta(objeto.date_joined)),
            ("Última entrada", corta(objeto.last_login) if objeto.last_login else "Nunca ha entrado"),
        ]
        cargos = [
            (_vigencia(n), f"{n.cargo}, {n.area.siglas} ({n.get_nivel_display()})" + (" · titular" * n.es_titular))
            for n in objeto.nombramientos.select_related("area")
        ]
        roles = [(_vigencia(a), a.get_rol_display()) for a in objeto.asignaciones.order_by("-desde", "-pk")]
        secciones = [
            ("Registro", datos),
            ("Cargos", cargos or [("Cargos", "Ninguno")]),
            ("Roles", roles or [("Roles", "Ninguno")]),
        ]
        regreso = ("Personas", self.url("changelist"))
        return self.pagina_de_ficha(request, Ficha(objeto.nombre, secciones, actos, regreso=regreso))


def _vigencia(fila: Nombramiento | AsignacionRol) -> str:
    return f"Desde el {corta(fila.desde)}" + (f" hasta el {corta(fila.hasta)}" if fila.hasta else "")
