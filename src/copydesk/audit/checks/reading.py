"""Words that the encoder, which reads the sentence beside its evidence, takes to drift."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.audit.cases import Case, Signal
from copydesk.audit.learned.entailment import Reading, types
from copydesk.audit.sides import Line
from copydesk.nouns import DriftType, Severity

LEAST = 0.25  # chance from which a word is looked at
GAP = 2  # characters between two words of one run at most
SECOND = 0.2  # a further type of a run must have this chance
MINOR = frozenset({"term", "addition"})


def reading(case: Case) -> Iterator[Signal]:
    """Each run of words that the encoder takes to drift, once for each type that it thinks likely."""
    text, read = case.digest[case.line.start : case.line.end], case.reading
    for first, last in _runs(read):
        start, end = whole_words(text, int(read.start[first]), int(read.end[last]))
        if not text[start:end].strip():
            continue
        words = read.words[first : last + 1]
        each = read.types[first : last + 1].mean(0)
        ranked = sorted(zip(each.tolist(), types(), strict=True), reverse=True)
        for place, (chance, type_) in enumerate(ranked[:3]):
            if place and chance < SECOND:
                break
            yield _signal(case, start, end, type_, {
                "read.run": float(words.max()), "read.mean": float(words.mean()), "read.type": chance,
                "read.first": float(place == 0), "read.long": min(1.0, (last - first + 1) / 12.0),
                "read.rest": float(max([*read.words[:first], *read.words[last + 1 :], 0.0])),
            })  # fmt: skip


def is_run(signal: Signal) -> bool:
    """Whether a signal is the encoder's run of words, as of one type of several."""
    return "read.run" in signal.grounds


def _runs(read: Reading) -> Iterator[tuple[int, int]]:
    first: int | None = None
    for place, chance in enumerate(read.words.tolist()):
        if chance < LEAST:
            if first is not None:
                yield first, place - 1
            first = None
        elif first is None or read.start[place] - read.end[place - 1] > GAP:
            if first is not None:
                yield first, place - 1
            first = place
    if first is not None:
        yield first, len(read.words) - 1


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Some characters with the rest of the words that they begin or end in."""
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def _signal(case: Case, start: int, end: int, type_: str, grounds: dict[str, float]) -> Signal:
    base, words = case.line.start, case.digest[case.line.start + start : case.line.start + end]
    kind: DriftType = type_  # type: ignore[assignment]
    reason = f"read beside the report, “{words}” does not fit: {TOLD[kind]}"
    severity: Severity = "minor" if kind in MINOR else "major"
    return Signal(kind, base + start, base + end, grounds, reason, _evidence(case, base + start, base + end), severity)


def _evidence(case: Case, start: int, end: int) -> tuple[Line, ...]:
    """The report line that the clause around some words rests on."""
    for item in case.propositions:
        if item.line is not None and any(start <= token.idx < end for token in item.tokens):
            return (item.line,)
    return case.evidence[:1]


TOLD: dict[DriftType, str] = {
    "attribution": "the report has it on another's word, or on somebody's word where the digest has none",
    "certainty": "the report tells it as more or less sure",
    "polarity": "the report affirms what this denies, or denies what this affirms",
    "entity": "the report tells it of another person or thing",
    "number": "the report has another number, or another bound",
    "time": "the report has another time or order",
    "place": "the report has another place",
    "event": "the report tells that another thing happened",
    "causality": "the report does not link these as cause and effect",
    "addition": "the report does not tell it",
    "term": "the report's word is another, and a plainer one",
}
