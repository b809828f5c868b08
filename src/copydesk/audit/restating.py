"""Report lines in the digest's words, where both tell one source, name or share: an encoder does not know that "Norsk" is Norsk Semi, nor
that a fifth is 20%."""

from __future__ import annotations

import re

from copydesk.audit.sides import Line
from copydesk.nouns import Entity, Ledger, Quantity


def restated(line: Line, mine: Line, ledger: Ledger) -> str:
    """A line of a report, with each pronoun of a source, name and share as a line of the digest has it.

    Dates are left as they are: where every other word of the digest stands in the report, the encoder takes the one that does
    not for a drift all the more.
    """
    text = line.named
    for entity in (*ledger.people, *ledger.organisations):
        text = _called(text, line, entity, mine.text)
    for theirs in line.quantities:
        for own in mine.quantities:
            if own.unit == theirs.unit == "percent" and _is_same(own, theirs):
                text = text.replace(_share(theirs), _share(own), 1)
    return text


def _called(text: str, line: Line, entity: Entity, digest: str) -> str:
    """A text with a part of a name that stands in the line as the whole that the digest has: "Norsk Semi" for "Norsk"."""
    here = {m.quote for m in entity.mentions if line.start <= m.start < line.end}
    forms = sorted({entity.name, *(m.quote for m in entity.mentions)}, key=lambda form: (-len(form), form))
    whole = next((form for form in forms if form[:1].isupper() and form in digest), None)
    if whole is None or whole in text:
        return text
    for part in sorted(here):
        if part[:1].isupper() and set(part.split()) < set(whole.split()):
            text = re.sub(rf"\b{re.escape(part)}\b", lambda _: whole, text, count=1)
    return text


def _share(quantity: Quantity) -> str:
    """A share without what it is of: the "two thirds" of "two thirds of the members"."""
    return quantity.quote.partition(" of ")[0]


def _is_same(one: Quantity, other: Quantity) -> bool:
    """Whether two percentages are one, as "two thirds" and "67%" are."""
    pairs = ((one.low, other.low), (one.high, other.high))
    return all(a == b if a is None or b is None else abs(a - b) < 0.5 for a, b in pairs)
