"""Settings. What differs between installations comes from the environment (README, „Ustawienia”)."""

from pathlib import Path

import fontpkg_lato
import structlog
from bootstrap_wrapper import get_bootstrap_dir
from csp.constants import NONCE, NONE, SELF
from environs import Env
from whitenoise.compress import Compressor

env = Env()
env.read_env(recurse=False)
BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", "insecure-key-for-development-only" if DEBUG else env.str("SECRET_KEY_FALLBACK", ""))
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
BASE_URL = env.str("BASE_URL", "http://127.0.0.1:8000").rstrip("/")
HTTPS = BASE_URL.startswith("https://")
CSRF_TRUSTED_ORIGINS = [BASE_URL]

# Two addresses of one database: the owner migrates, the application does everything else (ADR 0002).
AS_OWNER = env.bool("MOPS_AS_OWNER", False)
APP_ROLE = env.dj_db_url("DATABASE_URL", "postgres://mops_app@/mops_pilot")["USER"]
DATABASES = {
    "default": (
        env.dj_db_url("DATABASE_OWNER_URL", "postgres://mops_owner@/mops_pilot")
        if AS_OWNER
        else env.dj_db_url("DATABASE_URL", "postgres://mops_app@/mops_pilot")
    )
}
DATABASES["default"] |= {
    "ENGINE": "django.db.backends.postgresql",
    "CONN_MAX_AGE": env.int("CONN_MAX_AGE", 60),
    "CONN_HEALTH_CHECKS": True,
    "TEST": {"NAME": env.str("MOPS_TEST_DB", "test_mops_pilot"), "TEMPLATE": "template0"},
}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
    "django_prose_editor",
    "django_structlog",
    "django_tasks",
    "django_tasks_db",
    "js_asset",
    "pgtrigger",
    "apps.core",
    "apps.accounts",
    "apps.texts",
    "apps.documents",
    "apps.jobs",
    "apps.signatures",
    "apps.catalogue",
    "apps.organisation",
    "apps.projects",
    "apps.orders",
    "apps.teams",
    "apps.publication",
    "apps.acknowledgements",
    "apps.implementation",
    "apps.consultations",
    "apps.opinions",
    "apps.meetings",
    "apps.reports",
    "apps.desk",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "apps.publication.middleware.PublicPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "apps.core.middleware.NoNullCharacters",
    "apps.core.middleware.PrivatePages",
    "apps.accounts.sessions.middleware.IdleTimeout",
    "apps.core.middleware.RescueMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "apps.accounts.factors.middleware.SecondFactorGate",
    "apps.core.limits.RateLimits",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "apps.core.logs.RequestLog",
    "apps.core.faults.AgainAfterDeadlock",
]

ROOT_URLCONF = "mops_pilot.urls"
WSGI_APPLICATION = "mops_pilot.wsgi.application"
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
                "csp.context_processors.nonce",
            ],
            "builtins": ["apps.core.templatetags.polish", "apps.core.templatetags.page"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"

# People and log-in
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in [
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("UserAttributeSimilarityValidator", {"user_attributes": ["email", "full_name"]}),
    ]
]
ACCOUNT_ADAPTER = "apps.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"

RATE_LIMITS = env.bool("RATE_LIMITS", True)  # on search and on files made on request; log-in keeps its own

# Two-step log-in (docs/adr/0029). A code fits half a minute too early or too late: phones' clocks differ.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 30 * 60
SECOND_FACTOR_DAYS = env.int("SECOND_FACTOR_DAYS", 14)
SECRET_KEY_FALLBACKS = env.list("OLD_SECRET_KEYS", [])
MFA_ADAPTER = "apps.accounts.factors.adapter.FactorAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Pilotaż MOPS"
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "apps.accounts.factors.forms.LoginCodeForm",
    "reauthenticate": "apps.accounts.factors.forms.ConfirmCodeForm",
    "activate_totp": "apps.accounts.factors.forms.ActivateForm",
    "deactivate_totp": "apps.accounts.factors.forms.DeactivateForm",
    "generate_recovery_codes": "apps.accounts.factors.forms.RenewCodesForm",
}

SESSION_ENGINE = "apps.accounts.sessions.store"
SESSION_IDLE_MINUTES = env.int("SESSION_IDLE_MINUTES", 60)
SESSION_COOKIE_AGE = env.int("SESSION_HOURS", 10) * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-sesja" if HTTPS else "sesja"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_FAILURE_VIEW = "apps.core.views.csrf_failure"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
BEHIND_PROXY = env.bool("BEHIND_PROXY", False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
# Whose tries to log in are counted: the address that the outermost of our own proxies wrote down.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("PROXY_COUNT", 1 if BEHIND_PROXY else 0)
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-src": [SELF],
        "frame-ancestors": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

# Frozen bytes read once are kept here by their SHA-256, which is asked at every reading; the database is the truth.
DOCUMENT_CACHE = env.path("DOCUMENT_CACHE", BASE_DIR / ".local" / "documents")
# Limits on log-in attempts are counted in the database cache, shared by all processes. In the memory of each process
# stays for a minute what was worked out from a centre's data, under the pulse it was worked out at (apps.core.pulse).
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "core_cache"},
    "memory": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "TIMEOUT": 60,
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "jobs"]}}

email = env.dj_email_url("EMAIL_URL", "console://")
EMAIL_BACKEND, EMAIL_HOST, EMAIL_PORT = email["EMAIL_BACKEND"], email["EMAIL_HOST"], email["EMAIL_PORT"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = email["EMAIL_HOST_USER"], email["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS, EMAIL_USE_SSL = email["EMAIL_USE_TLS"], email["EMAIL_USE_SSL"]
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("DEFAULT_FROM_EMAIL", "mops-pilot@localhost")

LANGUAGE_CODE = "pl"
TIME_ZONE = "Europe/Warsaw"
USE_I18N = USE_TZ = True
DATE_INPUT_FORMATS = ["%d.%m.%Y", "%Y-%m-%d"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / ".local" / "static"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("lato", Path(fontpkg_lato.__file__).parent / "files"),
    ("bootstrap", get_bootstrap_dir()),
]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "apps.core.webfonts.WebFontFinder",
]
# Whole fonts are for PDFs and maps for nobody: browsers are not sent them, so they are not worth compressing.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map", "ttf")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or env.bool("MOPS_PLAIN_STATIC", False)
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_HANDLERS = [
    "apps.documents.uploads.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# One JSON object a line: request id, user id and name of the page, never its address, names or contents.
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
LOG_STEPS = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso"),
]
structlog.configure(
    processors=[
        structlog.stdlib.filter_by_level,
        *LOG_STEPS,
        structlog.processors.format_exc_info,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": "structlog.stdlib.ProcessorFormatter",
            "processor": structlog.processors.JSONRenderer(ensure_ascii=False),
            "foreign_pre_chain": [*LOG_STEPS, structlog.processors.format_exc_info],
        }
    },
    "filters": {"pages": {"()": "apps.core.logs.PagesNotAddresses"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json", "filters": ["pages"]}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING")},
    "loggers": {"weasyprint": {"level": "ERROR"}, "fontTools": {"level": "ERROR"}},
}
