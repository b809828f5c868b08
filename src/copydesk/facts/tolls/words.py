"""What people come to in reports (killed, injured, missing ...) and the words that tell of it: data/tolls.toml."""

from __future__ import annotations

import functools
import importlib.resources
import tomllib
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Toll:
    """The words that tell one kind of toll."""

    name: str
    object: frozenset[str]
    subject: frozenset[str]
    words: frozenset[str]
    nouns: frozenset[str]
    lives: frozenset[str]
    taking: frozenset[str]
    phrasal: frozenset[tuple[str, ...]]
    state: tuple[tuple[str, ...], ...]


@functools.cache
def _table() -> dict[str, Any]:
    file = importlib.resources.files("copydesk.facts.tolls") / "data" / "tolls.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@functools.cache
def tolls() -> tuple[Toll, ...]:
    """The kinds of tolls, from data/tolls.toml."""
    return tuple(
        Toll(
            name, _bag(entry, "object"), _bag(entry, "subject"), _bag(entry, "words"), _bag(entry, "nouns"),
            _bag(entry, "lives"), _bag(entry, "taking"), frozenset(_phrases(entry, "phrasal")),
            tuple(_phrases(entry, "state")),
        )
        for name, entry in _table().items()
        if name != "words"
    )  # fmt: skip


def _bag(entry: dict[str, str], name: str) -> frozenset[str]:
    return frozenset(entry.get(name, "").split())


def _phrases(entry: dict[str, str], name: str) -> list[tuple[str, ...]]:
    return [tuple(phrase.split()) for phrase in entry.get(name, "").split(", ") if phrase]


@functools.cache
def listed(name: str) -> frozenset[str]:
    """One of the lists under [words]."""
    return frozenset(_table()["words"][name].split())


@functools.cache
def openers() -> frozenset[str]:
    """Every word that can tell a toll, so that others are passed over at once."""
    found = {"number", "toll", "count", "figure"}
    for toll in tolls():
        found |= (
            toll.object
            | toll.subject
            | toll.words
            | toll.nouns
            | toll.taking
            | {words[0] for words in (*toll.state, *toll.phrasal)}
        )
    return frozenset(found)
