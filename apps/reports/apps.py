from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "apps.reports"

    def ready(self):
        from .recommendations import exports  # noqa: F401  registers what is made in the background
