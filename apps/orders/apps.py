from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "apps.orders"

    def ready(self):
        from .amending import sections  # noqa: F401  the order's page asks for them
        from .signing import sections as signing  # noqa: F401
