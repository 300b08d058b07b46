"""The program as it is installed, with its collected static files in a folder of the tests; only compressing them,
which takes longer than all else, is left out."""

from mops_pilot.settings import *  # noqa: F403
from mops_pilot.settings import STORAGES, env

STATIC_ROOT = env.path("MOPS_JOURNEYS_STATIC")
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
