"""Where names stand in a parse, and what speaks for each being a person, an organisation or something else."""

from __future__ import annotations

import functools
import importlib.resources
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Kind = Literal["person", "organisation", "place", "other"]
# What the parser's label alone is worth; context is worth up to 3, so that it can overrule one label but not four.
LABELS: dict[str, tuple[Kind, float]] = {
    "PERSON": ("person", 1.0),
    "ORG": ("organisation", 1.0),
    "GPE": ("place", 1.2),
    "LOC": ("place", 1.2),
    "FAC": ("place", 1.2),
    "NORP": ("other", 1.0),
    "LANGUAGE": ("other", 1.0),
    "PRODUCT": ("other", 0.7),
    "EVENT": ("other", 1.0),
    "WORK_OF_ART": ("other", 0.5),
    "LAW": ("other", 1.0),
}
LONGEST = 10  # tokens; a longer run of capitals is a heading, not a name


@functools.cache
def words() -> dict[str, frozenset[str]]:
    """The word lists of names.toml, each as a set."""
    text = importlib.resources.files("copydesk.parse").joinpath("data/names.toml").read_text(encoding="utf-8")
    return {name: frozenset(value.split()) for name, value in tomllib.loads(text).items()}


@functools.cache
def demonyms() -> frozenset[str]:
    """Words for the people of a country, region or faith, in small letters, with their plurals."""
    text = importlib.resources.files("copydesk.parse").joinpath("data/demonyms.txt").read_text(encoding="utf-8")
    found = [word.lower() for line in text.splitlines() if not line.startswith("#") for word in line.split()]
    return frozenset(found) | {word + "s" for word in found if not word.endswith(("s", "sh", "ese", "ch"))}


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at tokens `first` to `last` (exclusive) of the parse, with what speaks for each kind."""

    first: int
    last: int
    start: int
    end: int
    text: str
    labels: tuple[tuple[Kind, float], ...]
    evidence: tuple[tuple[Kind, float], ...]


def _namelike(token: Token) -> bool:
    """Whether a token can be a part of a name: written large and a proper noun, or labelled as a name."""
    head = token.text[0]
    if not (head.isupper() or (head.isdigit() and token.ent_type_ == "ORG")):
        return False
    return token.pos_ == "PROPN" or token.ent_type_ in LABELS


def runs(doc: Doc) -> Iterator[tuple[int, int]]:
    """Tokens (first, last exclusive) of each run of words that may be a name, small joining words included."""
    lists = words()
    at, n = 0, len(doc)
    while at < n:
        if not _namelike(doc[at]):
            at += 1
            continue
        first, last = at, at + 1
        while last < n and last - first < LONGEST and not doc[last].is_sent_start:
            token = doc[last]
            if _namelike(token):
                last += 1
                continue
            if last + 1 >= n or doc[last + 1].is_sent_start:
                break
            following, small = doc[last + 1], token.lower_
            if (
                token.text in ("'", "’")
                and doc[last - 1].text.endswith("s")
                and token.whitespace_
                and _namelike(following)
            ):
                if following.ent_iob_ != "I":
                    break
                last += 2
            elif token.text in ("-", "–", "’", "'") and not token.whitespace_ and not doc[last - 1].whitespace_:
                if not _namelike(following):
                    break
                last += 2
            elif small in lists["particles"] and following.text == "-" and last + 2 < n and _namelike(doc[last + 2]):
                last += 3  # "Sahifat al-Janub"
            elif small in lists["particles"] and _namelike(following) and small not in ("y", "e", "i", "a"):
                last += 2
            elif small in lists["links"] and _linked(doc, first, last):
                last += 1
                while last < n and doc[last].lower_ in ("the", "and", "of", "&"):
                    last += 1
                if last >= n or not _namelike(doc[last]):
                    break
            else:
                break
        yield from _cut(doc, first, at_last(doc, first, last))
        at = last


def at_last(doc: Doc, first: int, last: int) -> int:
    """The end of a run without joining words that nothing follows."""
    while last > first + 1 and not _namelike(doc[last - 1]):
        last -= 1
    return last


def _linked(doc: Doc, first: int, at: int) -> bool:
    """Whether the small word at `at` joins parts of one organisation's name ("Ministry of Defence")."""
    token, before = doc[at], doc[at - 1]
    if token.ent_iob_ == "I" and token.ent_type_ == "ORG":
        return True
    if token.lower_ not in ("of", "for", "to"):
        return False
    last = at + 1
    while last < len(doc) and doc[last].lower_ in ("the", "a"):
        last += 1
    if last >= len(doc) or not _namelike(doc[last]):
        return False
    lists = words()
    return before.lower_ in lists["organisations"] or before.lower_.rstrip("s") in lists["organisations"]


def _cut(doc: Doc, first: int, last: int) -> Iterator[tuple[int, int]]:
    """A run cut where the parser saw a nationality or place before another name ("Russian President Putin")."""
    start = first
    for at in range(first + 1, last):
        before, token = doc[at - 1], doc[at]
        boundary = token.lower_ in words()["not_names"] and before.text.endswith(".")
        boundary = boundary or _led(doc, start, at, last)
        boundary = boundary or (before.ent_type_ == "NORP" and token.ent_type_ != "NORP")
        if token.ent_iob_ == "B" and before.ent_type_ and before.ent_type_ in LABELS and token.ent_type_ in LABELS:
            boundary = boundary or before.ent_type_ != token.ent_type_
        if boundary:
            yield start, at
            start = at
    if start < last:
        yield start, last


def _led(doc: Doc, first: int, at: int, last: int) -> bool:
    """Whether the person that a body is of begins at `at` ("the Homeland Union of Prime Minister Kristjan Rebane")."""
    lists = words()
    if at - first < 2 or doc[at - 1].lower_ not in ("of", "for") or doc[last - 1].lower_ in lists["organisations"]:
        return False
    titles = 0
    while at + titles < last and doc[at + titles].lower_ in lists["titles"]:
        titles += 1
    return at + titles < last and any(token.lower_ in lists["proving"] for token in doc[at : at + titles])


def mentions(doc: Doc) -> list[Mention]:
    """Every run of the parse that may be a name, titles taken off, with its evidence."""
    lists, found, text_of_doc = words(), [], doc.text
    for first, last in runs(doc):
        whole, title, owner = first, None, False
        while first < last - 1 and (doc[first].lower_ in ("a", "an", "of", "for", "neighbouring", "neighboring")):
            first += 1
        while last > first and (
            doc[last - 1].lower_ in ("'s", "’s", "'", "’", "the", "of", "for") or doc[last - 1].is_punct
        ):
            last -= 1
        organised = doc[last - 1].lower_ in lists["organisations"]
        for at in range(first, last - 1):
            if doc[at].lower_ in lists["proving"] and not organised:  # "Transport Minister Juma Lwoga"
                first, title = at + 1, doc[at].lower_
        if first < last - 1 and (doc[first].is_sent_start or last - first > 2) and not organised:
            role = doc[first].lower_  # "Analyst Piotr Zieba said", "Operator Fjordlink said"
            if role in lists["roles"] or role.endswith(("ologist", "ographer")):
                first, title = first + 1, title or "mr"
            elif role in lists["organisations"] and last - first == 2:
                first, owner = first + 1, True
        while first < last - 1 and (
            doc[first].lower_ == "the"
            or (not organised and doc[first].lower_ in lists["titles"] and doc[first + 1].lower_ not in ("of", "for"))
        ):
            title = title or (doc[first].lower_ if doc[first].lower_ != "the" else None)
            first += 1
        if first >= last or not doc[last - 1].text[0].isalnum():
            continue
        small = tuple(token.lower_ for token in doc[first:last])
        if all(word in lists["not_names"] or word in lists["titles"] or len(word) == 1 for word in small):
            continue
        if last - first == 1 and len(small[0].rstrip(".")) == 1:
            continue
        if all(word in demonyms() or word == "-" for word in small) or (last - first == 1 and _coded(small[0])):
            continue
        if last - first == 1 and _common(doc[first]):
            continue
        start, end = doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
        text = text_of_doc[start:end]
        if text.lower().endswith(("’s", "'s")):
            end, text = end - 2, text[:-2]
        labels = sorted({token.ent_type_ for token in doc[first:last]} & LABELS.keys())
        evidence = tuple(_evidence(doc, whole, first, last, title))
        if owner:
            evidence += (("organisation", 2.5),)
        found.append(Mention(first, last, start, end, text, tuple(LABELS[label] for label in labels), evidence))
    return found


def _coded(word: str) -> bool:
    """Whether a word is a code or a road ("r48"), not a name."""
    return any(ch.isdigit() for ch in word)


def _common(token: Token) -> bool:
    """Whether one capital at a sentence start is all that makes this word a name."""
    opens = bool(token.is_sent_start) or (
        token.i > 0 and token.nbor(-1).text in ("-", "–", "—", ":", "“", '"', "‘", "\n\n")
    )
    if opens and token.pos_ != "PROPN" and not token.text.isupper():
        return True
    return token.lower_ in words()["not_names"]


def _evidence(doc: Doc, whole: int, first: int, last: int, title: str | None) -> Iterator[tuple[Kind, float]]:
    """What speaks for the tokens `first` to `last` being a person, an organisation, a place or none of them."""
    lists = words()
    size, tail, head = last - first, doc[last - 1].lower_, doc[first:last].root
    if title:
        yield "person", 3.0 if title in lists["proving"] else 1.0 if size > 1 else 0.3
    before = doc[whole - 1] if whole and not doc[whole].is_sent_start else None
    after = doc[last] if last < len(doc) and not doc[last].is_sent_start else None
    text = doc[first:last].text
    if size == 1 and text.isupper() and 2 <= len(text) <= 6:
        yield ("other", 2.0) if text in lists["not_acronyms"] else ("organisation", 1.5)
    if size > 1 and tail in lists["proving_last"]:
        yield "organisation", 3.0
    elif size > 1 and (tail in lists["organisations"] or tail.rstrip("s") in lists["organisations"]):
        yield "organisation", 1.5
    inside = [token.lower_ for token in doc[first:last]]
    if size > 1 and inside[0] in lists["things"]:  # "Cyclone Mirela"
        yield "other", 4.0
    body = next((inside[at - 1] for at in range(1, size) if inside[at] in ("of", "for")), "")
    if body and (
        {inside[0], body, body.rstrip("s")} & lists["organisations"]
        or any(word in lists["proving_last"] for word in inside)
    ):
        yield "organisation", 2.5
    if size > 1 and (tail in lists["places"] or inside[0] in lists["ways"]):
        yield "place", 2.0
    if before is not None:
        yield from _noun(before, 2.5, lists)
        if before.lower_ in ("in", "near", "around", "outside", "toward", "towards") and size <= 2:
            yield "place", 1.5 if _place_named(text) else 0.8
        if before.lower_ == "of" and before.i and doc[before.i - 1].lower_ in lists["places"] | lists["sites"]:
            yield "place", 2.0
        if before.lower_ == "the" and not title and (size > 1 or not text.isupper()) and before.head == head:
            yield "person", -1.0
            if size == 1:
                yield "organisation", 0.7
        yield from _beside(doc, before)
        if before.is_punct and before.i and before.text == "," and before.i - 1 >= 0:
            role = doc[before.i - 1]
            if role.pos_ in ("NOUN", "PROPN") and head.dep_ == "appos":
                yield from _noun(head.head, 2.5, lists)
    if _several(head):
        yield "person", -1.5
        yield "organisation", 1.5
    if head.dep_ == "nsubj" and head.head.lemma_ in lists["flows"]:
        yield "place", 2.5
    if after is not None:
        if after.lower_ in ("'s", "’s") and after.i + 1 < len(doc) and doc[after.i + 1].lower_ in lists["of_ships"]:
            yield "other", 2.5
        if after.lower_ in lists["places"] and after.text.islower():
            yield "place", 2.0
        elif (
            after.lower_ in lists["organisations"] | lists["things"]
            and after.text.islower()
            and head.dep_ == "compound"
        ):
            yield "other", 1.6  # "Telegram channel": what follows is the thing spoken of
        if after.text == "," and after.i + 1 < len(doc):
            beyond = doc[after.i + 1]
            if beyond.like_num and beyond.text.isdigit() and 0 < len(beyond.text) < 3:
                yield "person", 2.5
            elif beyond.lower_ == "who":
                yield "person", 1.5
            elif beyond.lower_ == "which":
                yield "organisation", 0.5
        elif after.lower_ == "who":
            yield "person", 1.0
        elif after.text == "(" and after.i + 2 < len(doc) and doc[after.i + 1].text.isupper() and size > 1:
            yield "organisation", 1.5
    for child in head.children:
        if child.dep_ == "appos" and child.i >= last and child.pos_ == "NOUN":
            yield from _noun(child, 2.5, lists)
    if head.dep_ in ("nsubj", "nsubjpass") and head.head.lemma_ == "be":
        for child in head.head.children:
            if child.dep_ == "attr" and child.pos_ == "NOUN":
                yield from _noun(child, 2.0, lists)
    if 2 <= size <= 4 and _lives(head) and not any(word in lists["organisations"] for word in inside):
        yield "person", 2.0
    known = _place_named(text) if size <= 3 else 0.0
    if known:
        yield "place", known
    given = lists["given"]
    if 2 <= size <= 4 and all(t.text[0].isupper() or t.lower_ in lists["particles"] for t in doc[first:last]):
        if doc[first].lower_ in given:
            yield "person", 2.0
    elif size == 1 and doc[first].lower_ in given:
        yield "person", 1.6
    if size == 1 and doc[first].lower_ in lists["platforms"]:
        yield "organisation", 3.0


def _several(head: Token) -> bool:
    """Whether a name alone goes with a verb of several: "Racing Ombella were to play"."""
    verb = head.head
    if head.dep_ not in ("nsubj", "nsubjpass") or any(c.dep_ in ("cc", "conj", "appos") for c in head.children):
        return False
    return head.tag_ == "NNP" and any(t.lower_ in ("were", "are") and t.i > head.i for t in (verb, *verb.children))


def _beside(doc: Doc, before: Token) -> Iterator[tuple[Kind, float]]:
    """What the noun before a preposition says of the name behind it ("the crew of the …", "a dam on the …")."""
    lists = words()
    link = before.nbor(-1) if before.lower_ == "the" and before.i else before
    if link.lower_ == "aboard":
        yield "other", 2.5
    if not link.i or link.lower_ not in ("of", "on", "over", "across", "along"):
        return
    noun = link.nbor(-1).lower_
    if noun in lists["of_ships"] and link.lower_ == "of":
        yield "other", 2.5
    elif noun in lists["at_rivers"] and before.lower_ == "the":
        yield "place", 2.5


def _lives(head: Token) -> bool:
    """Whether a word is told of what people alone do or undergo: they are born, elected, sentenced; they win elections."""
    lists, verb = words(), head.head
    if verb.pos_ != "VERB" or head.dep_ not in ("nsubj", "nsubjpass"):
        return False
    lemma = verb.lemma_.lower()
    if head.dep_ == "nsubjpass":
        return lemma in lists["undergone"]
    objects = {c.lemma_.lower() for c in verb.children if c.dep_ == "dobj"}
    return lemma in lists["lived"] or (lemma in ("win", "lose") and bool(objects & lists["elections"]))


@functools.lru_cache(maxsize=4096)
def _place_named(text: str) -> float:
    """How much a name is known as a place's: countries and regions most, large towns more than small ones."""
    from copydesk.parse.gazetteer import lookup

    several = "-" in text or " " in text  # of one word alone, variants of names are too many to trust
    found = [record for record in lookup(text) if record.primary or (several and record.population >= 50_000)]
    if not found:
        return 0.0
    if any(record.kind in ("country", "region", "county") for record in found):
        return 1.6
    people = max(record.population for record in found)
    return 1.7 if people >= 200_000 else 0.8 if people >= 20_000 else 0.3


def _noun(token: Token, weight: float, lists: dict[str, frozenset[str]]) -> Iterator[tuple[Kind, float]]:
    """What a common noun that describes a name says of it."""
    if token.pos_ not in ("NOUN", "ADJ", "PROPN") or not token.text.islower():
        return
    for word in {token.lower_, token.lemma_.lower()}:
        if token.i and f"{token.nbor(-1).lower_}_{word}" in lists["things"]:  # "a bulk carrier"
            yield "other", weight
            return
        if word in lists["owners"]:
            yield "person", weight / 5
            return
        if word in lists["organisations"]:
            yield "organisation", weight
            return
        if word in lists["roles"]:
            yield "person", weight
            return
        if word in lists["places"]:
            yield "place", weight
            return
        if word in lists["things"]:
            yield "other", weight
            return
