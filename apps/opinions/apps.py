from django.apps import AppConfig


class OpinionsConfig(AppConfig):
    name = "apps.opinions"

    def ready(self):
        from . import entries  # noqa: F401  orders ask before an entry from paper is struck
        from .claims import places  # noqa: F401  the register of evidence asks what stands on a piece
