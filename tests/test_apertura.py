"""The path of an opening through the actions (7.i–7.vi)."""

import pytest

from solicitudes.estados import EstadoApertura as E
from tests.fabrica import apertura

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("estado", list(E))
def test_cada_estado_se_alcanza(ine, estado):
    assert apertura(ine, estado).estado == estado
