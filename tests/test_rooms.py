"""The rooms of the house: imports point one way, and the package knows nothing of MkDocs."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

# Each may import from those before it, and from itself.
ROOMS = ("models", "load", "check", "derive", "render", "publish", "cli")
OF = {name: room for room, names in {
    "models": "dates citation fields",
    "load": "problems explain yamlread yamlwords compose walk register releases tell",
    "derive": "language",
    "render": "sentences",
    "cli": "mend rename merge release skeleton newsource style links agenda previews __main__",
}.items() for name in names.split()}
MODULES = sorted((ROOT / "factbook").rglob("*.py"))


def room(module: str) -> int:
    """Return the place of the room in which a module `factbook.a.b` stands."""
    part = module.split(".")[1]
    return ROOMS.index(OF.get(part, part))


def imported(path: Path) -> set[str]:
    """Return the modules of this package, and the other packages, that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            if node.module.count(".") < 2:
                found |= {f"{node.module}.{name.name}" for name in node.names if name.name.islower()}
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_point_one_way(path: Path):
    own = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    if path == ROOT / "factbook" / "__init__.py":
        return
    wrong = [name for name in imported(path) if name.startswith("factbook.")
             and (ROOT / (name.replace(".", "/") + ".py")).exists() and room(name) > room(own)]
    assert wrong == []


def test_the_package_knows_nothing_of_mkdocs():
    found = {name for path in MODULES for name in imported(path)}
    assert [name for name in found if name.split(".")[0] in ("mkdocs", "material")] == []


def test_every_module_can_be_imported_first():
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in MODULES]
    others = [name for name in names if not name.startswith("factbook.models") and not name.endswith("__main__")]
    # The models stay: they import nothing but themselves, and making them takes long.
    code = "\n".join((
        "import importlib, sys, factbook.models", f"for name in {others}:",
        "    for loaded in [it for it in sys.modules if it.startswith('factbook.') and 'models' not in it",
        "                   and it != 'factbook.dates']:",
        "        del sys.modules[loaded]", "    importlib.import_module(name)"))
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-800:]
