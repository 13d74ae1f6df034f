"""Who may sign in, and how: the institution registers people, so nobody signs up and no other domain enters."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.shortcuts import redirect

from organizacion.models import Persona

log = logging.getLogger(__name__)


def es_institucional(email: str) -> bool:
    """7.vi: is the address one of the institution's domain?"""
    return email.lower().rpartition("@")[2] == settings.INSTITUCION.dominio


class AdaptadorDeCuentas(DefaultAccountAdapter):
    """Sign-in by password: closed to sign-ups and to addresses of other domains."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "Su registro no está activo. Acuda a quien administra el sistema.",
        "email_password_mismatch": "El correo o la contraseña no son correctos.",
        "enter_current_password": "Escriba su contraseña actual.",
        "incorrect_code": "El código no es correcto.",
        "incorrect_password": "La contraseña no es correcta.",
        "rate_limited": "Demasiados intentos seguidos. Espere un minuto y vuelva a intentarlo.",
        "too_many_login_attempts": "Demasiados intentos fallidos. Espere cinco minutos y vuelva a intentarlo.",
    }

    formas_de_confirmar = {
        "reauthenticate": "Con su contraseña",
        "mfa_reauthenticate": "Con un código",
        "mfa_reauthenticate:webauthn": "Con una llave de seguridad",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Ways to confirm who one is, in our words."""
        metodos = super().get_reauthentication_methods(user)
        return [metodo | {"description": self.formas_de_confirmar[metodo["id"]]} for metodo in metodos]

    def clean_email(self, email: str) -> str:
        if not es_institucional(email):
            raise ValidationError(f"Escriba su correo institucional, que termina en @{settings.INSTITUCION.dominio}.")
        return email

    def send_password_reset_mail(self, user: Persona, email: str, context: dict[str, Any]) -> None:
        """Send the link, save to whoever only enters through the institutional sign-in."""
        if user.has_usable_password() or not settings.OIDC_SERVIDOR:
            super().send_password_reset_mail(user, email, context)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write to a person about their own access. If the mail server is down the act stands, and the log says so."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError:
            log.exception("Mail not sent: %s", template_prefix)


class AdaptadorInstitucional(DefaultSocialAccountAdapter):
    """Institutional sign-in (OpenID Connect): opens to people already registered, by their verified address."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Point the login to the registered person. Nothing is stored: the address decides each time."""
        if sociallogin.state.get("process", AuthProcess.LOGIN) != AuthProcess.LOGIN:
            self._rechazar(request, "Esta forma de entrar no se enlaza: basta con que su correo esté registrado.")
        verificados = [direccion.email for direccion in sociallogin.email_addresses if direccion.verified]
        correo = next(filter(es_institucional, verificados), "")
        if not correo:
            self._rechazar(
                request,
                "La cuenta con la que se identificó no trae un correo verificado que termine en "
                f"@{settings.INSTITUCION.dominio}. Entre con su cuenta institucional.",
            )
        persona = Persona.objects.filter(email__iexact=correo).first()
        if persona is None:
            self._rechazar(request, f"{correo} no está registrado en el sistema. Pida su alta a quien lo administra.")
        elif not persona.is_active:
            self._rechazar(request, str(AdaptadorDeCuentas.error_messages["account_inactive"]))
        sociallogin.user = persona

    def _rechazar(self, request: HttpRequest, motivo: str) -> None:
        messages.error(request, motivo)
        raise ImmediateHttpResponse(redirect("account_login"))
