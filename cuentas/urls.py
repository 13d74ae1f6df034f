"""The public directory at the root, and the page of each account."""

from django.urls import path

from cuentas import views

app_name = "cuentas"
urlpatterns = [
    path("", views.directorio, name="directorio"),
    path("consejerias/", views.consejerias, name="consejerias"),
    path("cuentas/", views.lista, name="lista"),
    path("cuentas/<int:pk>/", views.detalle, name="detalle"),
    path("cuentas/<int:pk>/administradores/", views.designar, name="designar"),
    path("cuentas/<int:pk>/al/", views.al, name="al"),
    path("cuentas/<int:pk>/recertificacion/", views.recertificaciones, name="recertificaciones"),
    path("cuentas/<int:pk>/recertificacion/<int:recertificacion_pk>/", views.recertificacion, name="recertificacion"),
    path(
        "cuentas/<int:pk>/recertificacion/<int:recertificacion_pk>/<int:diferencia_pk>/corregir/",
        views.corregir_diferencia,
        name="corregir_diferencia",
    ),
    path("cuentas/<int:pk>/rotacion/", views.rotacion, name="rotacion"),
    path("cuentas/<int:pk>/rotacion/<int:rotacion_pk>/<slug:acto>/", views.actuar_en_rotacion, name="rotacion_acto"),
    path("incidentes/", views.incidentes, name="incidentes"),
    path("incidentes/nuevo/", views.nuevo_incidente, name="nuevo_incidente"),
    path("incidentes/<int:pk>/", views.incidente, name="incidente"),
    path("incidentes/<int:pk>/<slug:acto>/", views.actuar_en_incidente, name="incidente_acto"),
    path("incidentes/evidencia/<int:pk>/", views.evidencia, name="evidencia"),
    path("cuentas/<int:pk>/horarios/", views.horarios, name="horarios"),
    path("cuentas/<int:pk>/horarios/<int:vacaciones_pk>/", views.horario, name="horario"),
    path("cuentas/areas/<str:siglas>/horarios/<int:vacaciones_pk>/", views.horarios_del_area, name="horarios_area"),
    path("cuentas/monitoreo/<int:pk>/", views.plan_de_monitoreo, name="plan_de_monitoreo"),
    path("cuentas/<int:pk>/autenticidad/", views.autenticidad, name="autenticidad"),
    path("cuentas/<int:pk>/autenticidad/comprobante/", views.comprobante, name="comprobante"),
    path("cuentas/<int:pk>/autenticidad/<slug:acto>/", views.autenticidad_acto, name="autenticidad_acto"),
    path("capacitacion/", views.capacitacion, name="capacitacion"),
    path("capacitacion/nueva/", views.nueva_sesion, name="nueva_sesion"),
    path("capacitacion/<int:pk>/", views.sesion, name="sesion"),
    path("capacitacion/<int:pk>/codigo/", views.codigo_de_sesion, name="codigo_de_sesion"),
    path("capacitacion/<int:pk>/<slug:acto>/", views.sesion_acto, name="sesion_acto"),
    path("capacitacion/convocatorias/<int:pk>/constancia/", views.constancia, name="constancia"),
    path("capacitacion/convocatorias/<int:pk>/<slug:acto>/", views.convocatoria_acto, name="convocatoria_acto"),
    path("capacitacion/asistencia/<str:llave>/", views.asistencia, name="asistencia"),
    path("capacitacion/constancia/<str:codigo>/", views.comprobar_constancia, name="comprobar_constancia"),
    path("estrategias/", views.estrategias, name="estrategias"),
    path("estrategias/nueva/", views.nueva_estrategia, name="nueva_estrategia"),
    path("estrategias/<int:pk>/", views.estrategia, name="estrategia"),
    path("estrategias/<int:pk>/archivo/", views.archivo_de_estrategia, name="archivo_de_estrategia"),
    path("estrategias/<int:pk>/<slug:acto>/", views.estrategia_acto, name="estrategia_acto"),
]
