from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "apps.consultations"
    verbose_name = "Dokumenty ekspertów"

    def ready(self):
        from .outcome import sections  # noqa: F401  the order's page asks for them
        from .remarks import making  # noqa: F401  it registers what is made in the background
