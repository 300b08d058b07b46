from tests.look.conftest import at

__all__ = ["at"]
