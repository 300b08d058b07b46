import sys

if sys.version_info < (3, 11):  # noqa: UP036 - the one file that an older Python must be able to read
    sys.exit(f"Błąd: potrzebny jest Python 3.11 lub nowszy, a {sys.executable} to {sys.version.split()[0]}")

from mops_pilot.local.cli import main

sys.exit(main(sys.argv[1:]))
