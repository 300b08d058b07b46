"""Sets the project up on one machine and runs it: `make demo`, `dev`, `test`, `bench`.

Runs on the system's Python before the virtual environment exists, so it uses the standard library alone.
"""
