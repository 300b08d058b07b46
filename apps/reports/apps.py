from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "apps.reports"

    def ready(self):
        from .national import making  # noqa: F401  these register what is made in the background
        from .recommendations import exports  # noqa: F401
