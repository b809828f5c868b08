"""Names that are near a name of the report but not the same: another first name, another surname."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from copydesk.audit.cases import Case, Signal
from copydesk.audit.sides import Line, Side

NEAR = 0.7  # likeness from which a lone name is a misspelling of another


def full_names(line: Line) -> Iterator[tuple[Any, ...]]:
    """Runs of two or three capitalised words that name a person."""
    run: list[Any] = []
    for token in [*line.words, None]:
        if token is not None and token.pos_ == "PROPN" and token.text[:1].isupper() and token.text.isalpha():
            run.append(token)
            continue
        if 2 <= len(run) <= 3:
            yield tuple(run)
        run = []


def _told(side: Side) -> dict[str, list[tuple[str, ...]]]:
    names: dict[str, list[tuple[str, ...]]] = {}
    for line in side.lines:
        for run in full_names(line):
            words = tuple(t.lower_ for t in run)
            for word in words:
                names.setdefault(word, []).append(words)
    return names


def naming(case: Case) -> Iterator[Signal]:
    """Full names of the digest that no report has, where one of the reports shares a part of them."""
    told: dict[str, list[tuple[str, ...]]] | None = None
    for run in full_names(case.line):
        if not any(t.ent_type_ == "PERSON" for t in run[-2:]):
            continue
        first, last = run[-2].lower_, run[-1].lower_
        if _stands(case.side, first, last):
            continue
        # Few digest sentences come so far: the names of all reports are gathered for those alone.
        told = _told(case.side) if told is None else told
        rivals = [n for n in told.get(last, ()) if n[-1] == last and n[-2] != first and len(first) > 2]
        rivals += [n for n in told.get(first, ()) if n[-2] == first and n[-1] != last]
        # A word that stands before no surname in the report may be a title ("Treasurer Oduya").
        if not rivals or not (first in told or _given(case.side, first, rivals)):
            continue
        rival = max(
            rivals, key=lambda n: (sum(t.lower_ in n for t in run), _like(f"{first} {last}", " ".join(n[-2:])), n)
        )
        name = " ".join(rival).title()
        start, end = run[-2].idx, run[-1].idx + len(run[-1])
        lines = tuple(x for x in case.side.lines if set(rival) <= {t.lower_ for t in x.words})[:1]
        reason = f"“{case.digest[start:end]}” stands in no report; the name there is “{name}”"
        yield Signal("entity", start, end, {}, reason, lines, "major", name, "near_name")


def _stands(side: Side, first: str, last: str) -> bool:
    for line in side.lines:
        words = [t.lower_ for t in line.words]
        if last in words and first in words:
            return True
    return False


def _given(side: Side, first: str, rivals: list[tuple[str, ...]]) -> bool:
    return any(_like(first, rival[-2]) >= NEAR / 1.4 and first[0] == rival[-2][0] for rival in rivals)


def _like(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()
