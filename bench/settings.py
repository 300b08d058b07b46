"""The application as installed, plus one empty page to measure against."""

from mops_pilot.settings import *  # noqa: F403

DEBUG = False
ROOT_URLCONF = "bench.urls"
ALLOWED_HOSTS = ["testserver"]
RATE_LIMITS = False  # one client asks for the same file many times
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
