"""Word lists of the audit, from TOML files in `data/`."""

from __future__ import annotations

import functools
import tomllib
from importlib.resources import files
from typing import Any


@functools.cache
def lexicon(name: str) -> dict[str, Any]:
    """One word list: its arrays of strings as frozensets, its tables as they are.

    >>> "terrorist" in lexicon("loaded")["words"]
    True
    """
    text = (files("copydesk.audit") / "data" / f"{name}.toml").read_text(encoding="utf-8")
    return {
        key: frozenset(value) if isinstance(value, list) and all(isinstance(x, str) for x in value) else value
        for key, value in tomllib.loads(text).items()
    }
