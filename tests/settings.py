"""Tests own their database; guards that only bite the application's role are tried over a second connection."""

import os

os.environ.setdefault("MOPS_AS_OWNER", "1")
os.environ.setdefault("SECRET_KEY", "tests-only")

from mops_pilot.settings import *  # noqa: F403

DEBUG = False
DOCUMENT_CACHE = None  # what a test reads comes from the database
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
