"""Names of places inside longer names: "Victoria Station", "Saint Anna hospital", "Derby Road" are no towns of that name.

A longer name is named for a place, a saint or a person that may be anywhere. The place itself is meant where the report names it,
or another near it, by itself; and where the longer name is of what a town runs ("Athens Police Department").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from copydesk.facts.places.resolve import Choice, distance, holds, key
from copydesk.facts.places.toponyms import Toponym, cues, directions
from copydesk.parse.gazetteer import Record, fold
from copydesk.parse.mentions import demonyms

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NEAR = 100.0  # km: from one end of a large city's surroundings to the other
KNOWN = 100_000  # inhabitants of a town that the name of its country alone speaks for
_DATED = frozenset(("DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY"))


def places_meant(doc: Doc, found: Sequence[Toponym], chosen: Mapping[tuple[str, str], Choice]) -> list[Toponym]:
    """The toponyms without those that only lend a longer name its words."""
    inside = [(_goes_on(doc, name), _begun(doc, name)) for name in found]
    free = [name for name, parts in zip(found, inside, strict=True) if not any(parts)]
    texts = {fold(name.text) for name in free}
    records = [chosen[key(name)].record for name in free]
    return [
        name
        for name, (after, before) in zip(found, inside, strict=True)
        if not (after or before)
        or not (_is_road(doc, name) or _lends(doc, name, chosen[key(name)].record, texts, records, begun=before))
    ]


def _lends(doc: Doc, name: Toponym, record: Record, texts: set[str], records: Sequence[Record], *, begun: bool) -> bool:
    """Whether nothing in the report says that the place is meant by the name inside a longer one."""
    if fold(name.text) in texts or any(_beside(record, other) for other in records):
        return False
    if begun:
        return True
    return record.kind == "city" and doc[name.last].text not in cues()["bodies"]


def _beside(record: Record, other: Record) -> bool:
    """Whether a place that the report names by itself speaks for another."""
    if other.kind == "country":
        return other.country == record.country and (record.kind != "city" or record.population >= KNOWN)
    if other.kind == "region":
        return holds(other, record)
    return distance(record, other) <= NEAR


def _goes_on(doc: Doc, name: Toponym) -> bool:
    """Whether a longer name goes on behind a name."""
    return name.last < len(doc) and not name.inside and _of_name(doc[name.last]) and not doc[name.last].is_sent_start


def _begun(doc: Doc, name: Toponym) -> bool:
    """Whether a longer name begins before a name ("Saint Anna"), or it is one of a kind of thing ("an Austin").

    Directions, peoples and "Greater" begin no name.
    """
    if not name.first or doc[name.first].is_sent_start:
        return False
    before = doc[name.first - 1]
    small = before.lower_.strip(".")
    if small in ("a", "an"):
        return name.last == len(doc) or (
            doc[name.last].pos_ not in ("NOUN", "ADJ", "PROPN", "NUM") and doc[name.last].text not in ("-", "’s", "'s")
        )
    if small in directions() or small in cues()["parts"] or before.is_sent_start:
        return False
    return _of_name(before)


def _is_road(doc: Doc, name: Toponym) -> bool:
    """Whether a name is that of a road ("Derby Road")."""
    if name.last >= len(doc) or doc[name.last].text.rstrip(".") not in cues()["roads"]:
        return False
    return name.last + 1 == len(doc) or not _of_name(doc[name.last + 1])


def _of_name(token: Token) -> bool:
    """Whether a word written large is part of a name, and no date or people's name."""
    return (
        token.text[0].isupper()
        and token.pos_ in ("PROPN", "NOUN", "ADJ")
        and token.ent_type_ not in _DATED
        and token.lower_ not in demonyms()
    )
