"""8.a: who sees the results of everybody."""

from typing import Any

from organizacion.permisos import es_cncs, es_comite, es_control


def puede_ver_resultados(persona: Any) -> bool:
    """The results of the whole institution: the CNCS, the Comité and internal control."""
    return es_cncs(persona) or es_comite(persona) or es_control(persona)


def puede_ver_ranking(persona: Any) -> bool:
    """Accounts in order of their result: within the CNCS only, so that nobody competes for it."""
    return es_cncs(persona)
