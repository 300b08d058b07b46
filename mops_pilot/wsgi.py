import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mops_pilot.settings")
application = get_wsgi_application()

from apps.core.startup import refuse_to_serve_as_owner  # noqa: E402  needs the settings

refuse_to_serve_as_owner()

from apps.documents.rendering import preload  # noqa: E402

preload()  # a second now rather than in somebody's first document
