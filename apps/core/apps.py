from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "apps.core"

    def ready(self):
        from . import startup  # noqa: F401  connects the guard against a powerful database role
