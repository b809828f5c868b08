"""Whom a pronoun means: the likeliest of those spoken of before it, by learned weights over what a reader goes by."""

from __future__ import annotations

import functools
import json
import math
import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files

from copydesk.claims.actors import Actor, Cast, Gender
from copydesk.claims.tree import Tree
from copydesk.nouns import SourceKind

QUOTES = re.compile('["“”«»„]')
REACH = 1_000  # characters that a pronoun looks back over
# Bodies that "they" may stand for though their word is singular, and "it" though it is plural: "the police", "prosecutors".
COLLECTIVE = frozenset({"police", "military", "court", "government"})
CLASSES = {"he": "person", "him": "person", "his": "person", "himself": "person",
           "she": "person", "her": "person", "herself": "person",
           "it": "thing", "its": "thing", "itself": "thing",
           "they": "group", "them": "group", "their": "group", "themselves": "group"}  # fmt: skip
FEATURES = (
    "same sentence", "one sentence back", "three or more back", "other paragraph", "paragraphs",
    "distance", "spoke", "spoke last", "spoke last but one", "subject", "subject of the sentence before",
    "first subject of its sentence", "gender unknown", "named person", "body", "named body", "document",
    "plural", "nearest that fits", "second nearest", "first of the report",
    "speaker of the quotation",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun and where it stands: its word, its first character and token, whether in a quotation, and whose."""

    low: str
    start: int
    token: int
    quoted: bool
    outer: str | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Whom a pronoun may mean: the mentions before it, the last first, and what speaks for it."""

    actors: list[Actor]
    values: dict[str, float]

    @property
    def best(self) -> Actor:
        """The mention to name it by: the last one that a name or the longest phrase stands with."""
        return self.actors[0]


def sex_of(low: str) -> Gender | None:
    """The gender that a pronoun tells.

    >>> sex_of("his"), sex_of("they")
    ('he', None)
    """
    return "he" if low in ("he", "him", "his", "himself") else "she" if low in ("she", "her", "herself") else None


def candidates(
    tree: Tree,
    cast: Cast,
    spoken: list[Actor],
    place: Pronoun,
    kind: Callable[[Actor], SourceKind],
) -> list[Candidate]:
    """Everyone before a pronoun who agrees with it in number, gender and life, with the values of the features."""
    groups: dict[object, list[Actor]] = {}
    for actor in sorted(  # a whole phrase before its part, "the report of the ministry" before "the ministry"
        (*cast.before(place.start, REACH), *_within(spoken, place.start)), key=lambda a: (-a.end, a.start, -a.spoke)
    ):
        if actor.end <= place.start and not _of_own_words(tree, actor, place):
            groups.setdefault(actor.who, []).append(actor)
    speakers = [actor.who for actor in reversed(spoken) if not actor.nested and actor.start < place.start]
    order = list(dict.fromkeys(speakers))
    here = tree.sentence[place.token]
    found: list[Candidate] = []
    fitting = 0
    for who, actors in groups.items():
        if not any(_agrees(actor, place.low, cast, kind) for actor in actors[:3]):
            continue
        values = _values(tree, cast, place, actors, kind, here)
        fitting += 1
        values["nearest that fits"] = float(fitting == 1)
        values["second nearest"] = float(fitting == 2)
        values["spoke last"] = float(bool(order) and order[0] == who)
        values["spoke last but one"] = float(len(order) > 1 and order[1] == who)
        found.append(Candidate(actors, values))
    return found


def _of_own_words(tree: Tree, actor: Actor, place: Pronoun) -> bool:
    """Whether a mention stands in the quotation whose speaker the pronoun is: "His daughter was ill," she said."""
    if place.quoted or actor.token < 0 or tree.sentence[actor.token] != tree.sentence[place.token]:
        return False
    return len(QUOTES.findall(tree.text[actor.end : place.start])) % 2 == 1


def choose(found: list[Candidate], low: str) -> tuple[Candidate | None, float]:
    """The likeliest candidate with its probability; None where none is likely enough."""
    if not found:
        return None, 0.0
    weights, floor = _weights()
    scores = [sum(weights.get(name, 0.0) * value for name, value in crossed(one.values, low)) for one in found]
    top = max(scores)
    odds = [math.exp(score - top) for score in scores]
    at = max(range(len(found)), key=lambda index: odds[index])
    share = odds[at] / (sum(odds) + math.exp(-top))  # against the rest, and against that none of them is meant
    return (found[at], share) if share >= floor else (None, share)


def crossed(values: dict[str, float], low: str) -> list[tuple[str, float]]:
    """Each feature twice: for all pronouns, and for those of this class."""
    kind = CLASSES[low]
    return [pair for name, value in values.items() if value for pair in ((name, value), (f"{kind}: {name}", value))]


@functools.cache
def _weights() -> tuple[dict[str, float], float]:
    table = json.loads((files("copydesk.claims") / "data" / "antecedents.json").read_text(encoding="utf-8"))
    return table["weights"], table["floor"]


def _within(spoken: list[Actor], start: int) -> list[Actor]:
    near = []
    for actor in reversed(spoken):
        if start - actor.end > 2 * REACH:
            break
        if actor.start < start and start - actor.end <= REACH:
            near.append(actor)
    return near


def _agrees(actor: Actor, low: str, cast: Cast, kind: Callable[[Actor], SourceKind]) -> bool:
    """Whether a mention may be meant by a pronoun at all."""
    wanted = sex_of(low)
    if wanted is not None:
        gender = actor.gender or (cast.genders.get(id(actor.entity)) if actor.entity is not None else None)
        if actor.kind == "document" or (gender is not None and gender != wanted):
            return False
        one = actor.number == "one" or (
            actor.kind == "police" and not actor.person
        )  # "the police … she", in translation
        return (actor.person or actor.spoke) and one
    if CLASSES[low] == "thing":
        if actor.person:
            return actor.entity is not None and kind(actor) in ("company", "organisation", "media")
        return actor.number == "one" or actor.kind in COLLECTIVE
    return actor.number == "many" or not actor.person


def _values(
    tree: Tree, cast: Cast, place: Pronoun, actors: list[Actor], kind: Callable[[Actor], SourceKind], here: int
) -> dict[str, float]:
    last = actors[0]
    token = last.token if last.token >= 0 else bisect_right(tree.start, last.start) - 1
    back = here - tree.sentence[token]
    between = tree.text[last.end : place.start]
    breaks = between.count("\n\n")
    subject = tree.dep[token] in ("nsubj", "nsubjpass")
    before = [a for a in actors if a.token >= 0 and here - tree.sentence[a.token] == 1]
    gender = next((a.gender for a in actors if a.gender), None)
    gender = gender or next((g for a in actors if a.entity is not None and (g := cast.genders.get(id(a.entity)))), None)
    person = any(a.person for a in actors)
    named = any(a.entity is not None for a in actors)
    wanted = sex_of(place.low)
    first = tree.starts[tree.sentence[token]]
    return {
        "same sentence": float(back == 0),
        "one sentence back": float(back == 1),
        "three or more back": float(back > 2),
        "other paragraph": float(breaks > 0),
        "paragraphs": float(min(breaks, 3)),
        "distance": math.log1p(max(len(between), 0)) / 5,
        "spoke": float(any(a.spoke for a in actors)),
        "subject": float(subject),
        "subject of the sentence before": float(any(_is_main_subject(tree, a.token) for a in before)),
        "first subject of its sentence": float(subject and token - first < 8),
        "gender unknown": float(wanted is not None and gender is None),
        "named person": float(person and named),
        "body": float(not person and last.kind in COLLECTIVE),
        "named body": float(not person and named),
        "document": float(last.kind == "document"),
        "plural": float(last.number == "many"),
        "first of the report": float(bool(cast.actors) and any(a.who == actors[0].who for a in cast.actors[:2])),
        "speaker of the quotation": float(place.quoted and place.outer is not None and last.name == place.outer),
    }


def _is_main_subject(tree: Tree, token: int) -> bool:
    if tree.dep[token] == "appos":
        token = tree.head[token]
    return tree.dep[token] in ("nsubj", "nsubjpass") and tree.head[tree.head[token]] == tree.head[token]
