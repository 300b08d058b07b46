from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "apps.orders"

    def ready(self):
        from . import workflow  # noqa: F401  gives the database the same table of steps
