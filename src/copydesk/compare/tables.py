"""The word lists of the comparison: TOML files under data/, each with its origin and licence in its first lines."""

from __future__ import annotations

import functools
import importlib.resources
import tomllib
from typing import Any


@functools.cache
def table(name: str) -> dict[str, Any]:
    """What data/NAME.toml holds, read once a process; nobody may change it. FileNotFoundError if there is no such file.

    >>> sorted(table("parts"))
    ['disclaimers']
    """
    file = importlib.resources.files("copydesk.compare") / "data" / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
