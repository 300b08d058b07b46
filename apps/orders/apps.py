from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "apps.orders"

    def ready(self):
        from .amending import sections  # noqa: F401  the order's page asks for them
        from .amendment import sections as amendment  # noqa: F401
        from .legal import sections as legal  # noqa: F401
        from .recorded import sections as recorded  # noqa: F401
        from .register import sections as register  # noqa: F401
        from .signing import sections as signing  # noqa: F401
