"""The rooms flow one way: no stage imports a later one, and only the doors and `run` see them all."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "dateline"
STAGES = ("sources", "documents", "annotations", "claims", "events", "record", "watch", "products")
RESOURCES = ("places", "actors")
SHARED = ("schema", "errors", "models", "settings")
DOORS = ("cli", "web")
EVERYTHING = (*SHARED, *RESOURCES, *STAGES, "run", "evaluation", *DOORS)
ALLOWED = {
    "schema": ("schema", "errors"),
    "errors": (),
    "settings": (),
    "models": SHARED,
    "places": (*SHARED, "places"),
    "actors": (*SHARED, "actors"),
    **{stage: (*SHARED, *RESOURCES, *STAGES[: position + 1]) for position, stage in enumerate(STAGES)},
    "run": (*SHARED, *RESOURCES, *STAGES, "run"),
    "evaluation": (*SHARED, *RESOURCES, *STAGES, "run", "evaluation"),
    "cli": EVERYTHING,
    "__main__": ("cli",),
    "web": EVERYTHING,
}
HEAVY_ONLY_IN = {"ray": "run/ray.py", "torch": None, "transformers": None}


def room_of(module: str) -> str:
    return module.split(".")[1] if "." in module else "dateline"


def imports(path: Path) -> set[str]:
    """The modules that `path` imports, at its head or inside a function."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: relative imports hide which room they reach"
            whole = node.module == "dateline"
            found.update(f"dateline.{alias.name}" if whole else node.module for alias in node.names)
    return found


MODULES = sorted(path for path in SOURCE.rglob("*.py") if path != SOURCE / "__init__.py")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_module_imports_only_what_its_room_may(path: Path) -> None:
    room = path.relative_to(SOURCE).parts[0].removesuffix(".py")
    assert room in ALLOWED, f"{room} is no room of docs/architecture.md"
    reached = {room_of(module) for module in imports(path) if module.startswith("dateline.")}
    assert reached <= set(ALLOWED[room]), f"{room} may not import {sorted(reached - set(ALLOWED[room]))}"


@pytest.mark.parametrize("library", HEAVY_ONLY_IN)
def test_a_heavy_library_stays_where_it_belongs(library: str) -> None:
    importers = {
        str(path.relative_to(SOURCE)) for path in MODULES if any(m.split(".")[0] == library for m in imports(path))
    }
    assert importers <= {HEAVY_ONLY_IN[library]}
