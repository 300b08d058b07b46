from django.apps import AppConfig


class ImplementationConfig(AppConfig):
    name = "apps.implementation"
    verbose_name = "Wdrażanie modelu"
