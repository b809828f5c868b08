"""The way of the data has one direction: a stage imports from stages before it only."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "copydesk"
ORDER = [
    "errors", "nouns", "read", "parse", "claims", "facts", "ledger", "compare", "digest", "audit", "revise", "export", "run", "verbs", "results", "commissions", "watch", "cli",
    "__main__",
]  # fmt: skip
FILES = sorted(p for p in PACKAGE.rglob("*.py") if p != PACKAGE / "__init__.py")


def stage(path: Path) -> str:
    """The stage a file belongs to: its folder, or its own name at the top."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """The stages that a file imports from."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
        found |= {name.split(".")[1] for name in names if name.startswith("copydesk.")}
    return found


def test_every_stage_has_its_place() -> None:
    assert {stage(path) for path in FILES} == set(ORDER)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_upward(path: Path) -> None:
    here = ORDER.index(stage(path))
    assert {name for name in imported(path) if ORDER.index(name) > here} == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_files_are_rooms_not_halls(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 450
