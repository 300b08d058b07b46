from . import employees, positions, structure, units

__all__ = ["employees", "positions", "structure", "units"]
