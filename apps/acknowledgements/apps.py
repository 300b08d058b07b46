from django.apps import AppConfig


class AcknowledgementsConfig(AppConfig):
    name = "apps.acknowledgements"

    def ready(self):
        from . import sections  # noqa: F401  the order's page asks for them
