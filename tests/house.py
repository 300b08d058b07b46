"""What the tests of the house read: the project's own files, and its functions as syntax trees."""

import ast
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROOMS = [path.parent.name for path in sorted((ROOT / "apps").glob("*/apps.py"))]


def sources(*, below="apps"):
    """(path from the root, syntax tree) of the project's Python files, migrations left out."""
    for path in sorted((ROOT / below).rglob("*.py")):
        if "migrations" not in path.parts:
            yield path.relative_to(ROOT), ast.parse(path.read_text())


def functions(tree):
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def length(function):
    """Lines of a function, its docstring left out."""
    lines = function.end_lineno - function.lineno + 1
    first = function.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        lines -= first.end_lineno - first.lineno + 1
    return lines


def tracked(*endings):
    """Texts of the files git knows, by path."""
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, names.split("\0")):
        if name.endswith(endings) and (ROOT / name).is_file():
            yield name, (ROOT / name).read_text()
