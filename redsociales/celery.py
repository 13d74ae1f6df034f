"""Celery: the schedule is code, versioned with the rest. Tasks only wake up what reads its work from the database."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "redsociales.settings")

app = Celery("redsociales")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    "latido": {"task": "plazos.latir", "schedule": 10.0, "options": {"expires": 30}},
    "barrer plazos": {"task": "plazos.barrer", "schedule": crontab(), "options": {"expires": 120}},
    "evaluaciones": {"task": "evaluacion.avanzar", "schedule": crontab(minute="*/10"), "options": {"expires": 540}},
    "aplicar cambios": {
        "task": "solicitudes.aplicar_cambios",
        "schedule": crontab(minute="*/5"),
        "options": {"expires": 240},
    },
    "higiene de las cuentas": {"task": "cuentas.higiene", "schedule": crontab(minute=7), "options": {"expires": 3000}},
    "detectar rebases": {
        "task": "publicaciones.detectar_rebases",
        "schedule": crontab(minute="*/5"),
        "options": {"expires": 240},
    },
    "obligaciones": {
        "task": "cuentas.barrer_obligaciones",
        "schedule": crontab(minute="*/10"),
        "options": {"expires": 540},
    },
    # Every hour: the first one of the day anchors, the rest find it done.
    "anclar la bitácora": {"task": "avisos.anclar", "schedule": crontab(minute=7), "options": {"expires": 1800}},
    "despachar avisos": {"task": "avisos.despachar", "schedule": 30.0, "options": {"expires": 60}},
}
