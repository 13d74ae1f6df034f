from django.contrib import admin

from solicitudes.models import Apertura

admin.site.register(Apertura)
