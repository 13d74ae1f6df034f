"""Settings, driven by the environment; without any variable they give the embedded default.

The embedded default needs no other service: SQLite, a broker of files, mail written to files. In production set
``DATABASE_URL``, ``REDIS_URL``, ``EMAIL_URL``, ``SECRET_KEY``, ``ALLOWED_HOSTS`` and ``URL_BASE`` (README,
«Configuration»).
"""

from pathlib import Path

import environ
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from redsociales.institucion import cargar

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DEMO = env.bool("DEMO", default=False)
DEBUG = env.bool("DEBUG", default=False)
DATOS_DIR = Path(env.str("DATOS_DIR", default=str(BASE_DIR / "datos")))
DATOS_DIR.mkdir(parents=True, exist_ok=True)

INSTITUCION = cargar(Path(env.str("INSTITUCION_TOML", default=str(BASE_DIR / "redsociales" / "institucion.toml"))))

_embebido = "DATABASE_URL" not in env.ENVIRON
SECRET_KEY = env.str("SECRET_KEY", default="")
if not SECRET_KEY:
    if not (_embebido or DEBUG or DEMO):
        raise ImproperlyConfigured("Set SECRET_KEY: with DATABASE_URL the product runs as in production.")
    SECRET_KEY = "only-for-the-embedded-default-and-the-demonstration"
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
URL_BASE = env.str("URL_BASE", default="http://127.0.0.1:8000").rstrip("/")
_https = URL_BASE.startswith("https://")

INSTALLED_APPS = [
    "organizacion.sitio.AdminInstitucional",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",  # so that the templates of forms can be ours
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_fsm",
    "django_htmx",
    "simple_history",
    "bitacora",
    "organizacion",
    "avisos",
    "plazos",
    "cuentas",
    "publicaciones",
    "solicitudes",
    "evaluacion",
    "panel",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "organizacion.middleware.SegundoFactorMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "redsociales.urls"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
WSGI_APPLICATION = "redsociales.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "organizacion.contexto.institucion",
            ],
        },
    },
]

# --- Data ------------------------------------------------------------------------------------------------------------
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATOS_DIR / 'redsociales.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # Seconds: a database that does not answer is said to be down, not waited for.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", default="")
if REDIS_URL:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
    SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"  # kept in the database, read from the cache
else:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": DATOS_DIR / "cache",
        }
    }

# --- People ----------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "organizacion.Persona"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/panel/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "organizacion.acceso.AdaptadorDeCuentas"
SOCIALACCOUNT_ADAPTER = "organizacion.acceso.AdaptadorInstitucional"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # people are registered by the institution, with its own addresses
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody makes us write to strangers
ACCOUNT_EMAIL_NOTIFICATIONS = True  # of each change to one's own access
# Django's own: allauth's would copy addresses into a table of its own, and the address is the person's.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = f"[{INSTITUCION.siglas}] "
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
ACCOUNT_FORMS = {
    "login": "organizacion.forms.Entrada",
    "reset_password": "organizacion.forms.PedirContrasena",
    "reset_password_from_key": "organizacion.forms.ContrasenaNueva",
    "change_password": "organizacion.forms.CambiarContrasena",
    "reauthenticate": "organizacion.forms.ConfirmarContrasena",
}
MFA_FORMS = {
    "authenticate": "organizacion.forms.Codigo",
    "reauthenticate": "organizacion.forms.ConfirmarCodigo",
    "activate_totp": "organizacion.forms.ActivarCodigos",
    "add_webauthn": "organizacion.forms.AgregarLlave",
    "edit_webauthn": "organizacion.forms.NombrarLlave",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_TOTP_ISSUER = f"Redes sociales {INSTITUCION.siglas}"
# Required of the CNCS and of everybody who enters the admin, save where there is nobody to protect.
SEGUNDO_FACTOR_OBLIGATORIO = env.bool("SEGUNDO_FACTOR_OBLIGATORIO", default=not (_embebido or DEBUG or DEMO))
SOCIALACCOUNT_ONLY = False
OIDC_SERVIDOR = env.str("OIDC_SERVIDOR", default="")
SOCIALACCOUNT_PROVIDERS = (
    {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "institucional",
                    "name": env.str("OIDC_NOMBRE", default=f"Cuenta institucional {INSTITUCION.siglas}"),
                    "client_id": env.str("OIDC_CLIENTE", default=""),
                    "secret": env.str("OIDC_SECRETO", default=""),
                    "settings": {"server_url": OIDC_SERVIDOR},
                }
            ],
        }
    }
    if OIDC_SERVIDOR
    else {}
)

# --- Language, time --------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "es-mx"
LANGUAGES = [("es-mx", "Español de México")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = INSTITUCION.zona_horaria

# --- Files -----------------------------------------------------------------------------------------------------------
STATIC_URL = "/estaticos/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(DATOS_DIR / "estaticos")))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(DATOS_DIR / "documentos")))  # served only through views
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o640

# --- Mail ------------------------------------------------------------------------------------------------------------
vars().update(env.email_url("EMAIL_URL", default="filemail://"))
EMAIL_FILE_PATH = str(DATOS_DIR / "correo")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("CORREO_REMITENTE", default=f"redes.sociales@{INSTITUCION.dominio}")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- Security --------------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 3600  # seconds: a working day
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
CSRF_TRUSTED_ORIGINS = [URL_BASE]
CSRF_FAILURE_VIEW = "panel.views.formulario_caducado"
SECURE_SSL_REDIRECT = _https and env.bool("REDIRIGIR_HTTPS", default=True)
SECURE_REDIRECT_EXEMPT = [r"^salud/$"]  # the health check comes from inside
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
if env.bool("DETRAS_DE_PROXY", default=False):
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # the lockout counts by the visitor's address, not the proxy's
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- Work in the background: the broker carries wake-ups only, the obligations are rows -----------------------------
_mensajes = DATOS_DIR / "mensajes"
CELERY_BROKER_URL = REDIS_URL or "filesystem://"
if REDIS_URL:
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object] = {"unacked_restore_interval": 5, "unacked_restore_throttle": 1}
else:
    _mensajes.mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(_mensajes),
        "data_folder_out": str(_mensajes),
        "control_folder": str(_mensajes / "control"),
    }
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TIMEZONE = TIME_ZONE
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

# Seconds after which a silent scheduler counts as stopped (/salud/).
LATIDO_MAXIMO_SEGUNDOS = env.int("LATIDO_MAXIMO_SEGUNDOS", default=180)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"linea": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"consola": {"class": "logging.StreamHandler", "formatter": "linea"}},
    "root": {"handlers": ["consola"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        **{nombre: {"level": "WARNING"} for nombre in ("django.server", "fontTools", "pikepdf")},
        "kombu.connection": {"level": "ERROR"},  # the broker of files has no host name, and that is no news
    },
}
