"""Pronouns and short forms ("the paper", "the office") into the names that the report has for them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.digest.signs import rules
from copydesk.nouns import Claim, Ledger, Span

Change = tuple[int, int, str, str]  # from, to (code points), the words instead, and why
LONGEST = 60  # characters of a name that reads well inside a sentence
_UNNAMED = ("a ", "an ", "unnamed ", "the other ")


def names(ledger: Ledger, span: Span, before: str = "") -> Iterator[Change]:
    """The changes that name, in a report sentence, the sources that it only points to; `before` is what the digest has told so far."""
    spoken = [q for c in ledger.claims if c.speech == "direct" for q in c.content]
    for claim in ledger.claims:
        source = claim.source
        if source is None or not span.start <= source.start < span.end or source.end > span.end:
            continue
        if any(q.start <= source.start < q.end for q in spoken):
            continue
        name = _name(claim, source.quote, ledger) or _in_full(claim, source.quote, ledger, before)
        if name is None:
            continue
        first = source.start == span.start
        if not first and name.removeprefix("the ").lower() in span.quote.lower():
            continue  # the sentence names it itself
        shown = name[:1].upper() + name[1:] if first else name
        if not first and name.startswith(("The ", "A ", "An ")):
            shown = name[:1].lower() + name[1:]
        proof = f"the report names it as “{claim.named_by.quote}”" if claim.named_by else "the report names it"
        yield source.start, source.end, shown, proof


def _name(claim: Claim, quote: str, ledger: Ledger) -> str | None:
    """What to call the source of a claim instead of `quote`; None where that is its name already, or none is known."""
    lists = rules()["words"]
    name = (claim.source_name or "").partition(",")[0]  # the name without the role
    words = quote.lower().split()
    if not name or len(name) > LONGEST or name.lower() == quote.lower() or name.lower() not in ledger.text.lower():
        return None
    if quote.lower() in lists["pronouns"]:
        return None if words[0] in ("i", "we", "this", "that") else name
    if quote.lower() in lists["short_forms"]:
        return _with_article(name, words[1], ledger.text)
    if len(words) == 2 and words[0] == "the" and len(name.split()) > 1 and not name.lower().startswith(_UNNAMED):
        return _with_article(name, words[1], ledger.text) if _holds(name, words[1]) else None
    return None


def _in_full(claim: Claim, quote: str, ledger: Ledger, before: str) -> str | None:
    """The whole name of a source that is told by a part of it ("Sabela"), with the title that it has in the report, unless it is told already."""
    name, _, role = (claim.source_name or "").partition(", ")
    if (
        not quote[:1].isupper()
        or not set(quote.split()) < set(name.split())
        or name in before
        or name not in ledger.text
    ):
        return None
    titled = re.search(rf"\b{re.escape(f'{role} {name}')}\b", ledger.text, re.IGNORECASE) if role else None
    shown = titled.group() if titled else name
    return shown if len(shown) <= LONGEST else name


def _holds(name: str, noun: str) -> bool:
    """Whether a name is a fuller form of "the noun": "Sanctions Office", "Department of Conservation", "General Patience Mwale"."""
    words = name.lower().split()
    if words[-1] == noun:
        return True
    return words[0] == noun and (words[1] == "of" or all(word[:1].isupper() for word in name.split()))


def _with_article(name: str, noun: str, text: str) -> str:
    """A name that ends in the noun of its short form keeps the article: "the office" is "the Sanctions Office".

    One that begins with an owner has it where the report does: "the Dockers' Union", but "Russia's Defence Ministry".
    """
    words = name.lower().split()
    owned = any(word.endswith(("'s", "’s", "s'", "s’")) for word in words[:-1])
    if words[0] == "the" or (owned and f"the {name}" not in text):
        return name
    return f"the {name}" if words[-1] == noun or (words[0] == noun and words[1:2] == ["of"]) else name
