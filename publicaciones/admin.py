from django.contrib import admin

from publicaciones.models import Peticion

admin.site.register(Peticion)
