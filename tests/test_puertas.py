"""Every door × every role × own and other área: what is allowed is listed in ``tests/puertas``, everything else is
refused.

A door that is in no table fails ``test_no_falta_ninguna_puerta``: whoever adds one says who may open it.
"""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from bitacora.models import Asiento
from organizacion.models import Persona
from tests.fabrica import Institucion
from tests.puertas import preparar, todas
from tests.puertas.comun import ANONIMO, ROLES, Mundo

pytestmark = [pytest.mark.django_db, pytest.mark.embebida]


@pytest.fixture
def mundo(ine: Institucion) -> Mundo:
    mundo = Mundo(ine)
    preparar(mundo)
    return mundo


# Stock pages of the admin that lead nowhere of ours: sign-in and out, its texts, and what it answers to unknown names.
DEL_MARCO = {
    "admin:login", "admin:logout", "admin:password_change", "admin:password_change_done", "admin:autocomplete",
    "admin:jsi18n", "admin:view_on_site", "admin:app_list", "admin:",
}  # fmt: skip


def nombres(resolver: URLResolver, espacio: str = "") -> set[str]:
    encontrados = set()
    for patron in resolver.url_patterns:
        if isinstance(patron, URLResolver):
            if "acceso/" in str(patron.pattern):
                continue  # tests/test_acceso.py
            encontrados |= nombres(patron, espacio + (f"{patron.namespace}:" if patron.namespace else ""))
        elif isinstance(patron, URLPattern):
            encontrados.add(espacio + (patron.name or ""))
    return encontrados


def test_no_falta_ninguna_puerta():
    assert nombres(get_resolver()) - DEL_MARCO == set(todas())


@pytest.mark.criterio("5.1.d")
def test_solo_entra_quien_debe(mundo):
    """One world for all the doors: what each attempt changes is undone."""
    fallas, clientes = [], {rol: _cliente(mundo, rol) for rol in ROLES}
    for nombre, puertas in sorted(todas().items()):
        for puerta in puertas:
            with transaction.atomic():
                url = reverse(nombre, kwargs=puerta.args(mundo))
                entraron = {rol for rol in ROLES if _entra(clientes[rol], rol, url, puerta.metodo)}
                transaction.set_rollback(True)
            if entraron != puerta.quienes:
                sobran, faltan = sorted(entraron - puerta.quienes), sorted(puerta.quienes - entraron)
                fallas.append(f"{nombre} {url}: entraron de más {sobran}, no pudieron {faltan}")
    assert not fallas, "\n".join(fallas)


class ClienteSobrio(Client):
    """Only the answer: thousands of pages are asked for, and nobody looks at what their templates were given."""

    def request(self, **request):
        return self.handler(self._base_environ(**request))


def _cliente(mundo: Mundo, rol: str) -> Client:
    cliente = ClienteSobrio()
    if rol != ANONIMO:
        cliente.force_login(mundo.ine[rol], backend="django.contrib.auth.backends.ModelBackend")
    return cliente


def _entra(cliente: Client, rol: str, url: str, metodo: str) -> bool:
    """Does that person get in? What the attempt changes is undone, so that the next one finds the same world."""
    antes = Asiento.objects.count()
    with transaction.atomic():
        respuesta = getattr(cliente, metodo)(url)
        actuo = Asiento.objects.count() > antes
        transaction.set_rollback(True)
    assert respuesta.status_code in {200, 302, 403, 404, 503}, f"{rol} {metodo} {url}: {respuesta.status_code}"
    if metodo == "post" and respuesta.status_code == 302:
        return actuo  # otherwise it was sent away, with a message or to sign in
    return respuesta.status_code in {200, 503}


def test_quien_no_esta_activo_no_entra(mundo):
    Persona.objects.filter(pk=mundo.ine["revisora"].pk).update(is_active=False)
    cliente = Client()
    cliente.force_login(mundo.ine["revisora"])
    assert cliente.get("/admin/solicitudes/apertura/").status_code == 302
    assert cliente.get("/panel/").status_code == 302
