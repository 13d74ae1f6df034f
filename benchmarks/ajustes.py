"""The product's settings with the bare views beside it, in the same process and behind the same middleware."""

from redsociales.settings import *  # noqa: F403
from redsociales.settings import INSTALLED_APPS, STORAGES

ROOT_URLCONF = "benchmarks.urls"
INSTALLED_APPS = [*INSTALLED_APPS, "benchmarks"]
# The same names of static files, without the half minute that compressing them takes.
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
