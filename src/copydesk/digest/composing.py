"""A digest of one report: chosen sentences, each with its source, its hedge and its evidence."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Sequence

from copydesk.digest.choose import Candidate, candidates, choose
from copydesk.digest.dates import dates
from copydesk.digest.names import names
from copydesk.errors import OptionError
from copydesk.nouns import Digest, DigestSentence, Ledger, Span

# "TALLINN, March 14 (ABC) - " in front of a first sentence: where and when it was filed, not what happened.
_DATELINE = re.compile(r"^[A-Z][A-Z'’./ -]{2,40}(?:, [^-–—\n]{1,30})?(?: ?\([^()\n]{1,30}\))? [-–—]+ ")


def compose(
    ledger: Ledger,
    *,
    sentences: int = 5,
    words: int | None = None,
    without: Collection[int] = (),
    plain: Collection[int] = (),
) -> Digest:
    """The digest of one report in at most `sentences` sentences and `words` words; OptionError if either is below 1.

    `without` are the starts (code points) of report sentences that may not be chosen, `plain` of those whose dates stay as they are.

    Each sentence is the report's own, with its source and its hedge; a pronoun or a short form ("the paper") is given
    its name, and a relative day its date, where the ledger knows it, and `edits` say so.

    >>> from copydesk.nouns import Ledger, Span
    >>> text = "The bridge is closed. The mayor may reopen it on Friday."
    >>> report = Ledger(id="r", text=text, sentences=(Span.of(text, 0, 21), Span.of(text, 22, 56)))
    >>> compose(report, sentences=1).sentences[0].evidence[0].report
    'r'
    """
    if sentences < 1 or (words is not None and words < 1):
        raise OptionError("a digest needs at least one sentence and one word", where="--sentences, --words")
    allowed = [candidate for candidate in candidates(ledger) if candidate.span.start not in without]
    room = words
    while True:
        years: set[str] = set()
        chosen = choose(allowed, sentences=sentences, words=room)
        told: tuple[DigestSentence, ...] = ()
        for one in chosen:
            told = (*told, _sentence(ledger, one, None if one.span.start in plain else years, told))
        over = sum(len(one.text.split()) for one in told) - words if words is not None else 0
        if over <= 0 or room is None:
            break
        room -= over  # names and dates made it longer than the report's own words are
    key = hashlib.sha256(
        f"{ledger.id}\x00{ledger.text}\x00{sentences}\x00{words}".encode("utf-8", "surrogatepass")
    ).hexdigest()
    notes = () if told else ("no sentence of the report can stand by itself in a digest of this length",)
    return Digest(id=f"d-{key[:16]}", reports=(ledger.id,), sentences=told, notes=notes)


def stand_in(
    ledger: Ledger, rested: Sequence[Span], *, beside: Sequence[Span], without: Collection[int], words: int | None
) -> DigestSentence | None:
    """A report sentence to stand in for one that rested on `rested`: one of these, best first, else the best of the others.

    `beside` are the report sentences that the digest cites already, `without` the starts of those that may not be
    chosen, `words` what room there is. None where nothing is left.
    """
    taken: list[Candidate] = []
    free: list[Candidate] = []
    for candidate in candidates(ledger):
        if any(_shares(candidate.span, span) for span in beside):
            taken.append(candidate)
        elif (
            not candidate.leans and candidate.span.start not in without and (words is None or candidate.length <= words)
        ):
            free.append(candidate)
    own = [candidate for span in rested for candidate in free if _shares(candidate.span, span)]
    while free:
        one = own.pop(0) if own else choose(free, sentences=1, words=words, beside=taken)[0]
        told = _sentence(ledger, one, set(), ())
        if words is None or len(told.text.split()) <= words:
            return told
        free.remove(one)
        own = [other for other in own if other is not one]
    return None


def _shares(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _sentence(
    ledger: Ledger, chosen: Candidate, years: set[str] | None, before: Sequence[DigestSentence]
) -> DigestSentence:
    """A report sentence as the digest tells it behind others; `years` are those told there, None leaves its dates as they are."""
    span = chosen.span
    so_far = " ".join(one.text for one in before)
    changes = sorted([*names(ledger, span, so_far), *(dates(ledger, span, years) if years is not None else ())])
    pieces: list[str] = []
    edits: list[str] = []
    at = span.start
    for start, end, name, why in changes:
        if start < at:
            continue
        pieces += [ledger.text[at:start], name]
        edits.append(f"“{ledger.text[start:end]}” → “{name}”: {why}")
        at = end
    text = "".join([*pieces, ledger.text[at : span.end]])
    filed = _DATELINE.match(text)
    if filed:
        edits.append(f"“{filed.group().strip()}” left out: where the report was filed")
        text = text[filed.end() :]
    text = " ".join(text.split())
    sources = list(dict.fromkeys(n for i in chosen.claims if (n := ledger.claims[i].source_name)))
    return DigestSentence(
        text=text, evidence=(span.within(ledger.id),), claims=chosen.claims,
        source_name=sources[0] if sources else None, edits=tuple(edits),
    )  # fmt: skip
