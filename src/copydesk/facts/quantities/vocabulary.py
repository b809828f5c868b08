"""The words of quantities, from data/units.toml."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal

Kind = Literal[
    "count", "age", "money", "share", "distance", "weight", "area", "volume", "speed", "temperature", "other"
]
UNIT_KINDS: tuple[Kind, ...] = (
    "money",
    "share",
    "distance",
    "area",
    "volume",
    "weight",
    "speed",
    "temperature",
    "other",
)
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Phrases as tuples of lower-case tokens; `longest` tokens is the longest of each table."""

    units: dict[Phrase, tuple[Kind, str]]
    symbols: dict[str, str]
    bounds: dict[Phrase, str]
    vague: dict[Phrase, int]
    people: frozenset[str]
    fractions: dict[str, int]
    multiples: dict[str, int]
    naming: frozenset[str]
    speaking: frozenset[str]


def _phrase(text: str) -> Phrase:
    parts: list[str] = []
    for word in text.replace("/", " / ").replace("°", "° ").split():
        parts.append(word)
    return tuple(parts)


@functools.cache
def vocabulary() -> Vocabulary:
    """The tables, read once a process."""
    data: dict[str, dict[str, Any]] = tomllib.loads(
        (files("copydesk.facts.quantities") / "data" / "units.toml").read_text(encoding="utf-8")
    )
    units = {_phrase(text): (kind, str(unit)) for kind in UNIT_KINDS for text, unit in data[kind].items()}
    return Vocabulary(
        units=units,
        symbols={text: str(unit) for text, unit in data["symbol"].items()},
        bounds={_phrase(text): str(end) for text, end in data["bound"].items()},
        vague={_phrase(text): int(least) for text, least in data["vague"].items()},
        people=frozenset(data["people"]),
        fractions=dict(data["fraction"]),
        multiples=dict(data["multiple"]),
        naming=frozenset(data["words"]["naming"]),
        speaking=frozenset(data["words"]["speaking"]),
    )
