"""Audit pairs written for copydesk (data/pairs/*.txt): a short report and digest sentences, supported or drifting.

usage: pairs.py [FILE.txt ...]     prints what they hold and what is wrong with them; exit status 1 if anything is
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import get_args

from copydesk.nouns import DriftType

PAIRS = Path(__file__).parent.parent / "data" / "pairs"
_MARK = re.compile(r"\{([a-z]+):([^{}]*)\}")


class PairError(ValueError):
    """What is wrong with a file of pairs, and where."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters of a digest sentence that drift, and how."""

    start: int
    end: int
    type: DriftType


@dataclass(frozen=True, slots=True)
class Told:
    """One digest sentence; without marks it is supported."""

    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """A report and the sentences told of it."""

    id: str
    published: str
    outlet: str
    topic: str
    text: str
    told: tuple[Told, ...]


def told_of(line: str, where: str) -> Told:
    """A line with its marks taken out of the text; PairError where sign, braces or types are wrong."""
    sign, words = line[:2], line[2:].strip()
    if sign not in ("+ ", "- ") or not words:
        raise PairError(f"{where}: a line must begin with “+ ” or “- ”: {line[:60]}")
    pieces: list[str] = []
    marks: list[Mark] = []
    at = length = 0
    for mark in _MARK.finditer(words):
        if mark[1] not in get_args(DriftType):
            raise PairError(f"{where}: “{mark[1]}” is no type of drift")
        if not mark[2].strip():
            raise PairError(f"{where}: a mark without words: {line[:60]}")
        pieces += [words[at : mark.start()], mark[2]]
        length += mark.start() - at
        marks.append(Mark(length, length + len(mark[2]), mark[1]))
        length += len(mark[2])
        at = mark.end()
    text = "".join([*pieces, words[at:]])
    if "{" in text or "}" in text:
        raise PairError(f"{where}: a brace too many: {line[:60]}")
    if bool(marks) != (sign == "- "):
        raise PairError(f"{where}: “-” needs a mark and “+” none: {line[:60]}")
    return Told(text, tuple(marks))


def pairs(files: Sequence[Path] = ()) -> Iterator[Pairs | PairError]:
    """What the files hold, in their order; a broken report or line comes as its error, the others go on."""
    for file in files or sorted(PAIRS.glob("*.txt")):
        for block in re.split(r"^=== ", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            head, _, rest = block.partition("\n")
            fields = [field.strip() for field in head.split("|")]
            where = f"{file.name}, {fields[0]}"
            text, found, lines = rest.partition("\n---\n")
            if len(fields) != 4 or not found or not text.strip():
                yield PairError(f"{where}: needs “=== id | date | outlet | topic”, a report, “---” and sentences")
                continue
            try:
                date.fromisoformat(fields[1])
            except ValueError:
                yield PairError(f"{where}: {fields[1]} is no date")
            told = []
            for line in filter(str.strip, lines.splitlines()):
                try:
                    told.append(told_of(line, where))
                except PairError as error:
                    yield error
            yield Pairs(*fields, text.strip(), tuple(told))


def main(arguments: Sequence[str]) -> int:
    """Print counts and faults."""
    found = list(pairs([Path(name) for name in arguments]))
    good = [x for x in found if isinstance(x, Pairs)]
    wrong = [x for x in found if isinstance(x, PairError)]
    twice = [name for name, n in Counter(x.id for x in good).items() if n > 1]
    told = [t for x in good for t in x.told]
    types = Counter(mark.type for t in told for mark in t.marks)
    for error in wrong:
        sys.stderr.write(f"{error}\n")
    for name in twice:
        sys.stderr.write(f"the id {name} stands twice\n")
    sys.stdout.write(f"{len(good)} reports, {len(told)} sentences, {sum(bool(t.marks) for t in told)} drifting\n")
    sys.stdout.write(", ".join(f"{name} {types[name]}" for name in get_args(DriftType)) + "\n")
    return bool(wrong or twice)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
