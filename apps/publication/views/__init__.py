from . import bip, order

__all__ = ["bip", "order"]
