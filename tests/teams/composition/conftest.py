from tests.look.conftest import at, browser_type_launch_args

__all__ = ["at", "browser_type_launch_args"]
