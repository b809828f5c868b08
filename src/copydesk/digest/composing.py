"""A digest of one report: chosen sentences, each with its source, its hedge and its evidence."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator, Sequence

from copydesk.digest.choose import Candidate, candidates, choose, rules
from copydesk.errors import OptionError
from copydesk.nouns import Digest, DigestSentence, Ledger, Span

# "TALLINN, March 14 (ABC) - " in front of a first sentence: where and when it was filed, not what happened.
_DATELINE = re.compile(r"^[A-Z][A-Z'’./ -]{2,40}(?:, [^-–—\n]{1,30})?(?: ?\([^()\n]{1,30}\))? [-–—]+ ")
LONGEST_NAME = 60


def compose(ledger: Ledger, *, sentences: int = 5, words: int | None = None, without: Collection[int] = ()) -> Digest:
    """The digest of one report in at most `sentences` sentences and `words` words; OptionError if either is below 1.

    `without` are the starts (code points) of report sentences that may not be chosen.

    Each sentence is the report's own, with its source and its hedge; a pronoun or a short form ("the paper") is given
    its name where the ledger knows it, and `edits` say so.

    >>> from copydesk.nouns import Ledger, Span
    >>> text = "The bridge is closed. The mayor may reopen it on Friday."
    >>> report = Ledger(id="r", text=text, sentences=(Span.of(text, 0, 21), Span.of(text, 22, 56)))
    >>> compose(report, sentences=1).sentences[0].evidence[0].report
    'r'
    """
    if sentences < 1 or (words is not None and words < 1):
        raise OptionError("a digest needs at least one sentence and one word", where="--sentences, --words")
    allowed = [candidate for candidate in candidates(ledger) if candidate.span.start not in without]
    chosen = choose(allowed, sentences=sentences, words=words)
    key = hashlib.sha256(
        f"{ledger.id}\x00{ledger.text}\x00{sentences}\x00{words}".encode("utf-8", "surrogatepass")
    ).hexdigest()
    notes = () if chosen else ("no sentence of the report can stand by itself in a digest of this length",)
    return Digest(
        id=f"d-{key[:16]}", reports=(ledger.id,), sentences=tuple(_sentence(ledger, c) for c in chosen), notes=notes
    )


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
        elif candidate.span.start not in without and (words is None or candidate.length <= words):
            free.append(candidate)
    for span in rested:
        for candidate in free:
            if _shares(candidate.span, span):
                return _sentence(ledger, candidate)
    chosen = choose(free, sentences=1, words=words, beside=taken)
    return _sentence(ledger, chosen[0]) if chosen else None


def _shares(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _sentence(ledger: Ledger, chosen: Candidate) -> DigestSentence:
    span = chosen.span
    changes = sorted(_names(ledger, span))
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


def _names(ledger: Ledger, span: Span) -> Iterator[tuple[int, int, str, str]]:
    """Pronouns and short forms that a claim of the sentence is cited to, with the name the ledger has for them."""
    lists = rules()["words"]
    spoken = [q for c in ledger.claims if c.speech == "direct" for q in c.content]
    for claim in ledger.claims:
        source, name = claim.source, (claim.source_name or "").partition(",")[0]  # the name without the role
        if source is None or not name or not span.start <= source.start < span.end or source.end > span.end:
            continue
        quote = source.quote.lower()
        if quote not in lists["pronouns"] and quote not in lists["short_forms"]:
            continue
        if any(q.start <= source.start < q.end for q in spoken) or len(name) > LONGEST_NAME or name.lower() == quote:
            continue
        if quote in ("i", "we", "this", "that") or not _names_well(name, ledger):
            continue
        first = source.start == span.start
        if not first and name.lower() in span.quote.lower():
            continue  # the sentence names it itself
        shown = name[:1].upper() + name[1:] if first else name
        if not first and name.startswith(("The ", "A ", "An ")):
            shown = name[:1].lower() + name[1:]
        yield (
            source.start,
            source.end,
            shown,
            f"the report names it as “{claim.named_by.quote}”" if claim.named_by else "the report names it",
        )


def _names_well(name: str, ledger: Ledger) -> bool:
    """Whether a resolved name is one the report itself uses."""
    return name.lower() in ledger.text.lower()
