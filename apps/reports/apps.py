from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "apps.reports"

    def ready(self):
        from .dossier import making as dossier  # noqa: F401  these register what is made in the background
        from .national import making as national  # noqa: F401
        from .recommendations import exports  # noqa: F401
