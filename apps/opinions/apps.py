from django.apps import AppConfig


class OpinionsConfig(AppConfig):
    name = "apps.opinions"

    def ready(self):
        from . import guards

        guards.register()
