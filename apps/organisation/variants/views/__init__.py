from . import deciding, proposing, reading

__all__ = ["deciding", "proposing", "reading"]
