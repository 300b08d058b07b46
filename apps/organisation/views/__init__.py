from . import positions, structure, units

__all__ = ["positions", "structure", "units"]
