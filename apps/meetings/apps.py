from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "apps.meetings"
    verbose_name = "Posiedzenia zespołów"

    def ready(self):
        from . import sections  # noqa: F401  the team's page asks for it
