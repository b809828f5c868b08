"""How surely a name is used for a place: learned weights of signs that the words around it show.

A sign is a short text ("before=in", "label=ORG:starts it, ends in civic"). `data/evidence.json` holds the weight of each, learned
by `training/train_places.py`; their sum is the log of the odds that the name is a place's. Signs are classes of words and
words of the lists in `data/cues.toml`, never names.
"""

from __future__ import annotations

import functools
import importlib.resources
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from copydesk.parse.gazetteer import Record
from copydesk.parse.mentions import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LABELS = frozenset(("GPE", "LOC", "FAC", "PERSON", "ORG", "NORP"))
SMALL_WORDS = frozenset(["in", "at", "from", "near", "to", "of", "the", "and", "by", "around", "for", "with"])
DASHES = frozenset(("-", "--", "–", "—"))
LARGE = 100_000  # inhabitants of a town that is known by its other names too


@dataclass(frozen=True, slots=True)
class Seen:
    """A name at tokens `first` to `last` (exclusive) and what is known of it beyond its neighbours.

    `often` is how many times the report has the name, `placed` the share of them that the parser takes for a place's.
    """

    first: int
    last: int
    candidates: tuple[Record, ...]
    inside: bool
    noun: bool
    surname: bool
    capital: bool
    directed: bool
    often: int
    placed: float


def odds(doc: Doc, seen: Seen, cues: dict[str, frozenset[str]]) -> float:
    """The log of the odds that a name is a place's here; `cues` are the lists of data/cues.toml."""
    weights = _weights()
    return weights[""] + sum(weights.get(sign, 0.0) for sign in signs(doc, seen, cues))


@functools.cache
def _weights() -> dict[str, float]:
    text = importlib.resources.files("copydesk.facts.places").joinpath("data/evidence.json").read_text(encoding="utf-8")
    return dict(json.loads(text)["weights"])


def signs(doc: Doc, seen: Seen, cues: dict[str, frozenset[str]]) -> list[str]:
    """What speaks for or against a name's being a place's, each sign once."""
    every = (
        *_of_name(doc, seen, cues),
        *_of_label(doc, seen, cues),
        *_in_front(doc, seen, cues),
        *_behind(doc, seen, cues),
    )
    return list(dict.fromkeys(every))


def _of_name(doc: Doc, seen: Seen, cues: dict[str, frozenset[str]]) -> Iterator[str]:
    """Signs of the name itself, of the places called so, and of its use in the report."""
    words_ = doc[seen.first : seen.last]
    top, size = seen.candidates[0], min(3, len(words_))
    yield f"kind={top.kind}"
    yield f"words={size}"
    yield f"namesakes={min(4, int(math.log2(len(seen.candidates))))}"
    yield f"times={min(4, int(math.log2(seen.often)))}"
    yield f"placed={round(4 * seen.placed)}"
    yield f"grammar={words_.root.dep_}"
    yield f"governor={words_.root.head.pos_}"
    if top.kind == "city":
        yield f"inhabitants={min(7, int(math.log10(top.population + 1)))}"
    if size > 1:
        yield f"words:kind={top.kind}"
    elif words_[0].lower_ in cues["common"]:
        yield "a common word"
    if seen.surname:
        yield "a surname here"
    if seen.capital:
        yield "a capital"
        yield f"a capital:{_label(words_[0])}"
    if seen.inside:
        yield "a larger place behind"
    if seen.noun:
        yield "a noun for a place with it"
    if not any(token.pos_ == "PROPN" for token in words_):
        yield "no proper noun"
    if not any(record.primary for record in seen.candidates):
        yield f"another name of a {'large' if top.population >= LARGE or top.kind != 'city' else 'small'} place"


def _of_label(doc: Doc, seen: Seen, cues: dict[str, frozenset[str]]) -> Iterator[str]:
    """Signs of the parser's label and of the longer name that the name is part of."""
    label = _label(doc[seen.first])
    top = seen.candidates[0]
    yield f"label={label}"
    yield f"label={label}:kind={'large city' if top.kind == 'city' and top.population >= LARGE else top.kind}"
    if label == "none":
        return
    first, last = seen.first, seen.last
    while first > 0 and doc[first].ent_iob_ == "I":
        first -= 1
    while last < len(doc) and doc[last].ent_iob_ == "I":
        last += 1
    yield f"label={label}:{first == seen.first}:{last == seen.last}"
    if last > seen.last:
        yield f"label={label}:ends in {_class(doc[last - 1], cues)}"


def _in_front(doc: Doc, seen: Seen, cues: dict[str, frozenset[str]]) -> Iterator[str]:
    """Signs of the words in front."""
    head = doc[seen.first]
    if head.is_sent_start or not seen.first:
        yield "before=nothing"
        yield f"opens a sentence:{_label(head) in ('GPE', 'LOC')}"
        return
    before = doc[seen.first - 1]
    word = before.lower_
    yield f"before={word if word in SMALL_WORDS else _class(before, cues)}"
    if before.i:
        further = doc[before.i - 1]
        yield f"before={_class(further, cues)}|{'the' if word == 'the' else _class(before, cues)}"
        if word == "of" and further.lower_ in cues["before"]:
            yield "before=a noun for a place, of"
        if word == "the" and further.lower_ in cues["locative"]:
            yield f"before=where|the:{min(2, seen.last - seen.first)}"
    if word in cues["locative"]:
        yield "before=where"
    if seen.directed:
        yield "before=a direction"
    if word.strip(".") in words()["proving"] and before.text[0].isupper():
        yield "before=a title"


def _behind(doc: Doc, seen: Seen, cues: dict[str, frozenset[str]]) -> Iterator[str]:
    """Signs of the words behind, and of a dateline."""
    after = doc[seen.last] if seen.last < len(doc) else None
    before = doc[seen.first - 1] if seen.first else None
    name = doc[seen.first : seen.last].text
    opens = before is None or before.is_punct or before.is_space or bool(doc[seen.first].is_sent_start)
    if name.isupper() and len(name) > 3:
        leads = after is None or after.text in DASHES | {"(", ":", ","}
        yield "capitals:" + ("a dateline" if opens and leads else "no dateline")
    if after is None or (after.is_sent_start and after.text not in DASHES):
        yield "after=nothing"
        return
    kind = "'s" if after.lower_ in ("'s", "’s") else _class(after, cues)
    yield f"after={kind}"
    yield f"after={kind}:{seen.last - seen.first > 1}:{seen.candidates[0].kind in ('city', 'county')}"
    yield f"after={kind}:{_label(doc[seen.first])}"
    if after.i + 1 < len(doc):
        further = doc[after.i + 1]
        yield f"after={kind}|{_class(further, cues)}"
        if after.text == "-" and further.lower_ in ("based", "area", "born"):
            yield "after=-based"


def _label(token: Token) -> str:
    return token.ent_type_ if token.ent_type_ in LABELS else "other" if token.ent_type_ else "none"


def _class(token: Token, cues: dict[str, frozenset[str]]) -> str:
    """The class of a word beside a name."""
    if token.is_punct or token.is_space:
        return token.text if token.text in (",", "-", "(", ")", ".", "--", ":") else "a mark"
    if token.text[0].isupper():
        for name in ("civic", "features"):
            if token.text in cues[name]:
                return name
        return "Name" if token.pos_ == "PROPN" else "Other"
    for name in ("after", "local"):
        if token.lower_ in cues[name]:
            return name
    return str(token.pos_)
