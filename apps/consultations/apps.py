from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "apps.consultations"
    verbose_name = "Dokumenty ekspertów"
