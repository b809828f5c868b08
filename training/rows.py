"""Data sets as they lie on disk."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from copydesk.nouns import Report


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSON Lines file, gzipped or not."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def report_of(row: dict[str, Any]) -> Report:
    """The report that a row of the desk cases or of the sets holds."""
    return Report(id=row["id"], text=row["text"], published=row.get("published"), outlet=row.get("outlet"))
