"""A digest of one incident over all its reports: what happened, the figures as they stand, what is disputed, what is not known."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import structs

from copydesk.digest.composing import compose, stand_in
from copydesk.errors import OptionError
from copydesk.nouns import Claim, Digest, DigestSentence, Fact, Incident, Ledger, Span, Value
from copydesk.parse import document

FIGURES = ("killed", "injured", "missing", "arrested", "abducted", "displaced", "rescued")
MOVING = ("status", "charge", "leader", "sentence", "margin")
LONGEST = 160  # characters of one side's words that are told
BESIDE = frozenset({"date", "place"})  # differ in wording more often than in substance
MOST_DISPUTES = 2
_MARKS = '"“”,. '
_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "who", "this", "that"})
_OWNED = frozenset({"its", "his", "her", "their", "our", "my"})
_SMALL = frozenset({"the", "a", "an", "one", "two", "three", "four", "five", "some", "several"})


def compose_incident(
    incident: Incident,
    ledgers: Sequence[Ledger],
    *,
    sentences: int = 5,
    words: int | None = None,
    without: Collection[str] = (),
) -> Digest:
    """The digest of an incident in at most `sentences` sentences and `words` words; OptionError if either is below 1.

    `ledgers` are those of its reports (others are passed over); `without` are texts of sentences that may not be told.
    What happened comes from the first report, each figure from the latest that gives it, with its source. A conflict is
    told as one: who says what, and who says otherwise. Every sentence cites the report sentences it rests on.
    """
    if sentences < 1 or (words is not None and words < 1):
        raise OptionError("a digest needs at least one sentence and one word", where="--sentences, --words")
    own = {ledger.id: ledger for ledger in ledgers if ledger.id in incident.reports}
    told: list[DigestSentence] = []
    room = words
    for choices in _planned(incident, own):
        for sentence in choices:
            length = len(sentence.text.split())
            if sentence.text in without or any(_cites_alike(sentence, other) for other in told):
                continue
            if room is None or length <= room:
                told.append(sentence)
                room = room - length if room is not None else None
                break
        if len(told) == sentences:
            break
    key = hashlib.sha256(f"{incident.id}\x00{sentences}\x00{words}".encode("utf-8", "surrogatepass")).hexdigest()
    notes = () if told else ("no sentence of the reports can stand by itself in a digest of this length",)
    return Digest(id=f"d-{key[:16]}", reports=incident.reports, sentences=tuple(told), notes=notes)


def _cites_alike(one: DigestSentence, other: DigestSentence) -> bool:
    """Whether two sentences rest on one report sentence."""
    return any(
        a.report == b.report and a.start < b.end and b.start < a.end for a in one.evidence for b in other.evidence
    )


def _planned(incident: Incident, own: Mapping[str, Ledger]) -> Iterator[Sequence[DigestSentence]]:
    """What a digest of the incident would tell, the most needed first; of each group of sentences one is enough."""
    ordered = sorted(own.values(), key=lambda ledger: (ledger.published or "9", ledger.id))
    yield [_of_incident(s) for ledger in ordered for s in compose(ledger, sentences=1).sentences]
    yield from ([s] for s in _figures(incident.facts, own))
    yield from ([s] for s in list(_disputes(incident.facts, own))[:MOST_DISPUTES])
    yield from ([s] for s in _states(incident.facts, own))
    yield [s for ledger in reversed(ordered) for span in ledger.unknowns for s in _whole(ledger, span)]
    for ledger in reversed(ordered):
        yield from ([_of_incident(s)] for s in compose(ledger, sentences=2).sentences)


def _of_incident(sentence: DigestSentence) -> DigestSentence:
    """A sentence without the numbers of its claims, which count within one report only."""
    return structs.replace(sentence, claims=())


def _figures(facts: Sequence[Fact], own: Mapping[str, Ledger]) -> Iterator[DigestSentence]:
    """The figures as they stand: of each toll the value that was told last."""
    for name in FIGURES:
        for relation in ("update", "agree", "single"):
            fact = next((f for f in facts if f.attribute == name and f.relation == relation), None)
            if fact is None or (
                relation == "agree" and any(f.attribute == name and f.relation == "conflict" for f in facts)
            ):
                continue
            last = max(fact.values, key=lambda v: v.time or "")
            yield from _around(own, last)
            break


def _states(facts: Sequence[Fact], own: Mapping[str, Ledger]) -> Iterator[DigestSentence]:
    """How it stands with those concerned: the last value of what moves."""
    for fact in facts:
        if fact.relation == "update" and fact.attribute.startswith(MOVING):
            last = max(fact.values, key=lambda v: v.time or "")
            yield from _around(own, last)


def _around(own: Mapping[str, Ledger], value: Value) -> Iterator[DigestSentence]:
    """The report sentence that a value stands in, if it can stand by itself."""
    ledger = own.get(value.report or "")
    if ledger is not None:
        yield from _whole(ledger, value)


def _whole(ledger: Ledger, span: Span) -> Iterator[DigestSentence]:
    """The report sentence around some characters, if it can stand by itself."""
    told = stand_in(ledger, [span], beside=(), without=(), words=None)
    if told is not None and any(e.start < span.end and e.end > span.start for e in told.evidence):
        yield _of_incident(told)


def _disputes(facts: Sequence[Fact], own: Mapping[str, Ledger]) -> Iterator[DigestSentence]:
    """Conflicts told as conflicts: one side with its source, and one that says otherwise."""
    for fact in facts:
        if fact.relation != "conflict" or fact.attribute in BESIDE or _resolved(fact, facts):
            continue
        pair = _sides(fact, own)
        if pair is None:
            continue
        (one, said_one), (other, said_other) = pair
        text = f"{said_one[:1].upper()}{said_one[1:]}, while {said_other}."
        evidence = tuple(e for v in (one, other) for e in _sentence_of(own[v.report or ""], v))
        if evidence:
            yield DigestSentence(
                text=text, evidence=tuple(dict.fromkeys(evidence)), source_name=one.source_name,
                edits=(f"two sources on “{fact.attribute}” put side by side: {fact.why}",),
            )  # fmt: skip


def _resolved(conflict: Fact, facts: Sequence[Fact]) -> bool:
    """Whether a figure has moved on since its sources differed."""
    last = max(v.time or "" for v in conflict.values)
    return any(
        f.attribute == conflict.attribute and f.relation == "update" and max(v.time or "" for v in f.values) > last
        for f in facts
    )


def _sides(
    fact: Fact, own: Mapping[str, Ledger]
) -> tuple[tuple[Value, str], tuple[Value, str]] | None:  # fmt: skip
    """The last value of a conflict and the last that differs from it, each as its source has it; None if one has no source."""
    told = [(v, said) for v in sorted(fact.values, key=lambda v: v.time or "") if (said := _said(own, v)) is not None]
    if len(told) < 2:
        return None
    last = told[-1]
    for other in reversed(told[:-1]):
        differs = (other[0].low, other[0].high, other[0].value) != (last[0].low, last[0].high, last[0].value)
        if differs and other[0].source_name != last[0].source_name:
            return other, last
    return None


def _said(own: Mapping[str, Ledger], value: Value) -> str | None:
    """A value as its source has it ("police said that nine were missing"); None where no one is cited for it."""
    ledger = own.get(value.report or "")
    if ledger is None:
        return None
    over = [
        c for c in ledger.claims
        if len(c.content) == 1 and c.source is not None and c.content[0].start <= value.start and value.end <= c.content[0].end
    ]  # fmt: skip
    claim = min(over, key=lambda c: c.content[0].end - c.content[0].start, default=None)
    if claim is None or claim.certainty == "unknown" or claim.polarity == "negative":
        return None
    who, content = _who(claim), claim.content[0].quote.strip()
    if who is None or len(content) > LONGEST or "\n" in content:
        return None
    if claim.speech == "direct":
        return f"{who} said: “{content.strip(_MARKS)}”" if _clause(ledger, claim.content[0]) is not None else None
    first = _clause(ledger, claim.content[0])
    if first is None or any(mark in content for mark in '"“”'):
        return None
    content = content.removeprefix("that ").removeprefix("That ").rstrip(",. ")
    hedge = "believed" if claim.certainty == "probable" else "said"
    return f"{who} {hedge} that {content if first else content[:1].lower() + content[1:]}"


def _clause(ledger: Ledger, span: Span) -> bool | None:
    """Whether a statement begins with a name; None where it is no clause with a subject of its own."""
    words = document(ledger.text).char_span(span.start, span.end, alignment_mode="expand")
    if words is None or not len(words):
        return None
    verb = words.root
    if verb.pos_ not in ("VERB", "AUX") or not any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in verb.children):
        return None
    first = next((t for t in words if not t.is_punct and t.lower_ != "that"), verb)
    return bool(first.pos_ == "PROPN" or (first.text.isupper() and len(first) > 1))


def _who(claim: Claim) -> str | None:
    """The source as a sentence names it: its own words, the resolved name for a pronoun or what hangs on one."""
    quote = claim.source.quote if claim.source is not None else ""
    first = quote.partition(" ")[0].lower()
    if not quote or first in _PRONOUNS or first in _OWNED or "," in quote or len(quote.split()) < 2:
        quote = (claim.source_name or "").partition(",")[0]
    first, _, rest = quote.partition(" ")
    return f"{first.lower()} {rest}" if first.lower() in _SMALL and rest else quote or None


def _sentence_of(ledger: Ledger, value: Value) -> tuple[Span, ...]:
    """The report sentence that a value stands in."""
    return tuple(s.within(ledger.id) for s in ledger.sentences if s.start < value.end and s.end > value.start)[:1]
