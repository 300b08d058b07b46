from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "apps.core"

    def ready(self):
        from . import startup  # connects the guard against a powerful database role

        startup.refuse_to_run_servers_as_owner()
