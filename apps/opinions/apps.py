from django.apps import AppConfig


class OpinionsConfig(AppConfig):
    name = "apps.opinions"
