from django.apps import AppConfig


class PublicationConfig(AppConfig):
    name = "apps.publication"

    def ready(self):
        from . import sections  # noqa: F401  the order's page asks for them
