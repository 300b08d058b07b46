from . import employees, hiring, positions, structure, units

__all__ = ["employees", "hiring", "positions", "structure", "units"]
