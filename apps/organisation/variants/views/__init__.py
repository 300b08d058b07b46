from . import deciding, moving, proposing, reading

__all__ = ["deciding", "moving", "proposing", "reading"]
