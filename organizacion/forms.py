"""allauth's forms in our words: labels that stand by themselves, and nothing written inside the boxes."""

from typing import Any

from allauth.account import forms as cuentas
from allauth.mfa.base import forms as factor
from allauth.mfa.totp import forms as codigos
from allauth.mfa.webauthn import forms as llaves

ROTULOS = {
    "login": "Correo institucional",
    "email": "Correo institucional",
    "password": "Contraseña",
    "oldpassword": "Contraseña actual",
    "password1": "Contraseña nueva",
    "password2": "Repita la contraseña nueva",
    "code": "Código",
    "name": "Nombre de la llave",
}


AYUDAS = {
    "password1": "Al menos 12 caracteres. Que no sea común, ni solo números, ni se parezca a su nombre o su correo.",
}


class ConNuestrosRotulos:
    """Labels the fields as ``ROTULOS`` and ``AYUDAS`` say and drops the placeholders."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for nombre, campo in self.fields.items():  # type: ignore[attr-defined]
            campo.label = ROTULOS.get(nombre, campo.label)
            campo.help_text = AYUDAS.get(nombre, "")
            campo.widget.attrs.pop("placeholder", None)


class Entrada(ConNuestrosRotulos, cuentas.LoginForm):
    pass


class PedirContrasena(ConNuestrosRotulos, cuentas.ResetPasswordForm):
    pass


class ContrasenaNueva(ConNuestrosRotulos, cuentas.ResetPasswordKeyForm):
    pass


class CambiarContrasena(ConNuestrosRotulos, cuentas.ChangePasswordForm):
    pass


class ConfirmarContrasena(ConNuestrosRotulos, cuentas.ReauthenticateForm):
    pass


class Codigo(ConNuestrosRotulos, factor.AuthenticateForm):
    pass


class ConfirmarCodigo(ConNuestrosRotulos, factor.ReauthenticateForm):
    pass


class ActivarCodigos(ConNuestrosRotulos, codigos.ActivateTOTPForm):
    pass


class AgregarLlave(ConNuestrosRotulos, llaves.AddWebAuthnForm):
    pass


class NombrarLlave(ConNuestrosRotulos, llaves.EditWebAuthnForm):
    pass
