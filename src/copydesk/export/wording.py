"""The words in which the records are told to a reader, one place for terminal and page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from copydesk.nouns import Audit, Claim, Digest, Event, Finding, Ledger, Quantity, Span, Time

CERTAINTY = {"certain": "certain", "probable": "probable", "possible": "possible", "unknown": "not known"}
_HASHED = re.compile(r"r-[0-9a-f]{16}\Z")
VERDICT = {"supported": "supported", "drift": "drifts", "unsure": "unsure"}
PUBLISHED_FROM = {"option": "given by you", "metadata": "from the file", "dateline": "from the dateline", "text": "from the text"}  # fmt: skip
MOD = {
    "START": "start of", "MID": "middle of", "END": "end of", "APPROX": "about", "BEFORE": "before", "AFTER": "after",
    "ON_OR_BEFORE": "on or before", "ON_OR_AFTER": "on or after", "EQUAL_OR_LESS": "at most", "EQUAL_OR_MORE": "at least",
    "LESS_THAN": "less than", "MORE_THAN": "more than",
}  # fmt: skip


def plural(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun: `plural(1, "claim")` is "1 claim"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def language(code: str | None) -> str:
    """The English name of an ISO 639-1 language, the code itself for one that has no name."""
    if code == "en":
        return "English"  # without the table of all languages
    from copydesk.ledger import language_name

    named = language_name(code)
    return (code or "") if named.startswith("language ") else named


def no_claims(ledger: Ledger) -> str:
    """Why a ledger has no claims: that nobody is cited is not said of a report that could not be read for it."""
    from copydesk.ledger import READ_IN_FULL

    if ledger.language is None or ledger.language in READ_IN_FULL:
        return "nobody is cited"
    return f"claims are not read from a report in {language(ledger.language)}"


def title(ledger: Ledger) -> str:
    """What a report is called: its headline, else the title it came with, else the file it was read from."""
    return ledger.headline.quote if ledger.headline else ledger.title or whence(ledger)


def whence(ledger: Ledger) -> str:
    """The file and the place in it that a report was read from, as the user named it; else its id."""
    if ledger.origin is None:
        return ledger.id
    name = ledger.origin.path.rstrip("/").rpartition("/")[2] or ledger.origin.path
    return f"{name}, {ledger.origin.part}" if ledger.origin.part else name


def who(claim: Claim) -> str:
    """Whose claim it is, in words: the resolved name, the mention, or that nobody is named."""
    return claim.source_name or (claim.source.quote if claim.source else "nobody is named")


def kind(claim: Claim) -> str:
    """The kind of source, in words."""
    return claim.source_kind.replace("-", " ")


def content(claim: Claim) -> str:
    """What was said: the parts of a discontinuous content parted by an ellipsis."""
    return " … ".join(part.quote for part in claim.content)


def amount(quantity: Quantity) -> str:
    """The value of a quantity: "300,000 reservists", "2,000 or more Russians", "24 to 36 people"."""
    about = "about " if quantity.mod == "APPROX" else ""
    return f"{about}{bounds(quantity.low, quantity.high)} {quantity.unit or ''}".rstrip()


def bounds(low: float | None, high: float | None) -> str:
    """From where to where a count runs: "9", "24 to 36", "2,000 or more", "up to 40"."""
    if low is None and high is None:
        return "a number that is not told"
    if low is None:
        return f"up to {_number(high)}"
    if high is None:
        return f"{_number(low)} or more"
    return _number(low) if low == high else f"{_number(low)} to {_number(high)}"


def _number(value: float | None) -> str:
    if value is None:
        return "?"
    return f"{value:,.0f}" if value == int(value) else f"{value:,g}"


def when(time: Time) -> str:
    """The value of a time with its modifier: "end of 2022-12"."""
    mod = MOD.get(time.mod or "", (time.mod or "").lower())
    return f"{mod} {time.value}".strip()


def sentence_at(ledger: Ledger, span: Span) -> Span:
    """The sentence of the report that a span begins in; the span itself where the ledger has none."""
    from bisect import bisect_right

    at = bisect_right(ledger.sentences, span.start, key=lambda sentence: sentence.start) - 1
    if at >= 0 and span.start < ledger.sentences[at].end:
        return ledger.sentences[at]
    return span


def own_voice(ledger: Ledger) -> list[tuple[Event, Span]]:
    """The events that nobody is cited for, each with its sentence, one a sentence, in text order.

    A sentence in which somebody is cited is left to who said what.
    """
    cited = {sentence_at(ledger, part).start for claim in ledger.claims for part in (claim.cue, *claim.content)}
    told: dict[int, tuple[Event, Span]] = {}
    for event in sorted(ledger.events, key=lambda event: (event.trigger.start, not event.main)):
        if event.claim is None:
            sentence = sentence_at(ledger, event.trigger)
            if sentence.start not in cited:
                told.setdefault(sentence.start, (event, sentence))
    return [told[start] for start in sorted(told)]


def sort_of(kind: str) -> str:
    """A kind as it is shown: nothing for what is of no kind in particular."""
    return "" if kind == "other" else kind.replace("-", " ").replace("_", " ")


def counted(quantity: Quantity) -> str:
    """What is counted: "age", "distance"; of people, what they came to ("injured")."""
    return ", ".join(quantity.happened) or sort_of(quantity.kind)


def main_event(ledger: Ledger) -> Event | None:
    """The event that the report is about."""
    return next((event for event in ledger.events if event.main), None)


def together(spans: Iterable[Span]) -> list[tuple[str, list[Span]]]:
    """Mentions by their wording, in text order, so that "Ukraine" ×4 is told once."""
    found: dict[str, list[Span]] = {}
    for span in spans:
        found.setdefault(" ".join(span.quote.split()), []).append(span)
    return list(found.items())


def sources(ledger: Ledger) -> int:
    """How many sources are named or described in the report."""
    return len({who(claim) for claim in ledger.claims if claim.source or claim.source_name})


def counts(ledger: Ledger) -> list[str]:
    """What the ledger holds, as short phrases."""
    phrases: Sequence[tuple[int, str, str | None]] = (
        (len(ledger.claims), "claim", None), (sources(ledger), "source", None), (len(ledger.unknowns), "unknown", None),
        (len(ledger.times), "time", None), (len(ledger.places), "place", None), (len(ledger.quantities), "quantity", "quantities"),
    )  # fmt: skip
    return [plural(count, one, many) for count, one, many in phrases if count]


Cited = tuple[str | None, int, int, str]


def place_of(span: Span) -> Cited:
    """What makes two citations the same."""
    return span.report, span.start, span.end, span.quote


def citations(digest: Digest) -> dict[Cited, int]:
    """Each cited place with its number, from 1, in the order of first citation."""
    numbers: dict[Cited, int] = {}
    for sentence in digest.sentences:
        for span in sentence.evidence:
            numbers.setdefault(place_of(span), len(numbers) + 1)
    return numbers


def given_id(audit: Audit, ledgers: Iterable[Ledger] = ()) -> str | None:
    """The id of an audit if somebody gave it one: a hash of its text, or the id of its report, tells a reader nothing."""
    known = _HASHED.match(audit.id) or any(ledger.id == audit.id for ledger in ledgers)
    return None if known else audit.id


def audited(audit: Audit) -> str:
    """How many sentences drift, and how many findings there are, in one line."""
    drifting = sum(sentence.verdict == "drift" for sentence in audit.sentences)
    unsure = sum(sentence.verdict == "unsure" for sentence in audit.sentences)
    major = sum(finding.severity == "major" for finding in audit.findings)
    told = [f"{drifting} of {plural(len(audit.sentences), 'sentence')} {'drifts' if drifting == 1 else 'drift'}"]  # fmt: skip
    if unsure:
        told.append(f"{unsure} unsure")
    if audit.findings:
        told.append(plural(len(audit.findings), "finding") + (f", {major} major" if major else ""))
    return " · ".join(told)


def reason(finding: Finding) -> str:
    """The reason as a sentence; evidence that it repeats in full at its end is left to be shown below it.

    >>> proof = Span(0, 11, "He may come")
    >>> reason(Finding(0, 4, "came", type="certainty", severity="major", score=1, evidence=(proof,),
    ...                reason="told as so; the report hedges (“may”): “He may come”"))
    'Told as so; the report hedges (“may”).'
    """
    told = finding.reason.strip()
    for span in finding.evidence:
        before = told.removesuffix(".").removesuffix(f"“{span.quote}”").rstrip(" :,;")
        if 0 < len(before) < len(told) - len(span.quote):
            told = before
    told = told[:1].upper() + told[1:]
    return told if told.rstrip('”"')[-1:] in (".", "?", "!") else f"{told}."
