"""Floors: what a figure may not fall below, with the hash of the data it was measured on; and what was reached last, above or below."""

from __future__ import annotations

import hashlib
import subprocess
import tomllib
from pathlib import Path

FILE = Path(__file__).with_name("floors.toml")
REACHED = Path(__file__).with_name("reached.toml")
Floors = dict[str, dict[str, float | str]]


def data_hash(path: Path) -> str:
    """The first 16 hex digits of a file's sha256."""
    with path.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()[:16]


def read(text: str | None = None) -> Floors:
    """The floors by measure; `data` among them is the data's hash."""
    if text is None:
        text = FILE.read_text(encoding="utf-8") if FILE.exists() else ""
    return tomllib.loads(text)


def reached() -> dict[str, dict[str, float]]:
    """What `make evals ARGS=--raise-floors` last printed, by measure."""
    return tomllib.loads(REACHED.read_text(encoding="utf-8")) if REACHED.exists() else {}


def write(figures: Floors, file: Path | None = None) -> None:
    """Write the floors, or what is reached (`REACHED`), in their order."""
    what = "what it last printed" if file == REACHED else "which raises floors and never lowers one"
    lines = [f"# Written by `make evals ARGS=--raise-floors`, {what}.\n"]
    for name, values in figures.items():
        lines.append(f"\n[{name}]\n")
        lines += [
            f'"{key}" = "{value}"\n' if isinstance(value, str) else f'"{key}" = {value}\n'
            for key, value in values.items()
        ]
    (file or FILE).write_text("".join(lines), encoding="utf-8")


def holds(value: float, floor: float, *, less_is_better: bool) -> bool:
    """Whether a figure is at its floor or better."""
    return value <= floor + 1e-9 if less_is_better else value >= floor - 1e-9


def lowered(less_is_better: frozenset[tuple[str, str]]) -> list[str]:
    """Floors that stand lower today than in any earlier commit, on the same data."""
    log = ["git", "log", "--format=%H", "--", str(FILE)]
    commits = subprocess.run(log, cwd=FILE.parent, capture_output=True, text=True, check=True).stdout.split()
    today, found = read(), []
    for commit in commits:
        show = subprocess.run(
            ["git", "show", f"{commit}:evals/{FILE.name}"], cwd=FILE.parent, capture_output=True, text=True, check=False
        )
        for name, figures in read(show.stdout).items():
            now = today.get(name, {})
            if now.get("data") != figures.get("data"):
                continue
            for path, floor in figures.items():
                if isinstance(floor, str):
                    continue
                value = now.get(path)
                if not isinstance(value, float | int) or not holds(
                    value, floor, less_is_better=(name, path) in less_is_better
                ):
                    found.append(f"{name}: {path} stood at {floor} in {commit[:8]} and stands at {value}")
    return found
