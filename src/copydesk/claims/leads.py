"""Who "A former guard" of a lead is: the person that the report names a few sentences on, if it can be nobody else."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from copydesk.claims.cues import table
from copydesk.claims.kinds import head_word
from copydesk.claims.sources import phrase
from copydesk.claims.tree import Tree
from copydesk.parse.mentions import words

_LEAD = 420  # characters of a body in which someone may stand unnamed at first
_REACH = 1_100  # and after which the name must have come
_ORDER = ("nsubj", "dobj", "nsubjpass", "pobj")
_AGED = re.compile(r"[^\s,]*,? (?:aged )?\d{1,3}\b|[^\s,]*,? \(\d\d\)")


@functools.cache
def people_nouns() -> frozenset[str]:
    """Nouns for one person: offices, trades, kin, "man" and "suspect"."""
    people = table("people")
    return frozenset((*words()["roles"], *people["human"], *people["titles"]))


@dataclass(frozen=True, slots=True)
class Introduced:
    """A mention of a named person: its head token, the person's gender and role if known, and what the caller keeps it as."""

    token: int
    gender: str | None
    role: str | None
    of: Any


def named_later(
    tree: Tree, body: tuple[int, int], named: list[Introduced], gender: Callable[[str], str | None]
) -> dict[int, Introduced]:
    """The head tokens of unnamed people of the lead, each with the mention that first names that person.

    The name must be the first one behind it that comes without another role, or with the role that the lead tells, and
    be the subject of its clause or told by age.
    """
    first: dict[int, Introduced] = {}
    for one in sorted(named, key=lambda one: one.token):
        first.setdefault(id(one.of.entity), one)
    left = _unnamed(tree, body)
    found: dict[int, Introduced] = {}
    for one in first.values():
        fitting = [
            token
            for token in left
            if token < one.token
            and tree.start[one.token] - tree.start[token] <= _REACH
            and not (one.gender and (sex := gender(_words(tree, token))) and sex != one.gender)
        ]
        role = one.role or _title(one.of.entity.name)
        if role is not None:
            fitting = [token for token in fitting if _same_role(role, _words(tree, token))]
        else:
            bare = _takes_up(tree, one.token)
            fitting = [token for token in fitting if tree.sentence[token] != tree.sentence[one.token]]
            fitting = [token for token in fitting if tree.dep[token] != "pobj"] if bare else []
            if not bare:
                left = [token for token in left if token > one.token]
        if fitting:
            token = min(fitting, key=lambda token: _ORDER.index(tree.dep[token]))
            found[token] = one
            left.remove(token)
    return found


def _title(name: str) -> str | None:
    """The office that a name begins with ("Supervisor Odd Berg"), or None."""
    word = name.split()[0].lower()
    return word if word in people_nouns() and " " in name else None


def _words(tree: Tree, token: int) -> str:
    place = phrase(tree, token)
    return tree.words(*place) if place is not None else tree.lower[token]


def _unnamed(tree: Tree, body: tuple[int, int]) -> list[int]:
    """Nouns of the lead for one person, with no name: after "a", or who acts after "the" in the first sentence."""
    found, nouns = [], people_nouns()
    for token, pos in enumerate(tree.pos):
        if tree.start[token] < body[0]:
            continue
        if tree.start[token] > min(body[1], body[0] + _LEAD):
            break
        if pos != "NOUN" or tree.tag[token] != "NN" or tree.dep[token] not in _ORDER:
            continue
        article = next((kid for kid in tree.children[token] if kid < token and tree.dep[kid] == "det"), None)
        if article is None or tree.lower[article] not in ("a", "an", "the"):
            continue
        if tree.lower[article] == "the" and (
            tree.dep[token] != "nsubj" or tree.start[tree.starts[tree.sentence[token]]] > body[0]
        ):
            continue
        if any(tree.dep[kid] in ("appos", "conj") for kid in tree.children[token]):
            continue
        if tree.lemma[token] in nouns or tree.lower[token] in nouns:
            found.append(token)
    return found


def _takes_up(tree: Tree, name: int) -> bool:
    """Whether a bare name takes up someone told of before: a subject, or told by age, with nothing that introduces another."""
    if _AGED.match(tree.text[tree.start[name] : tree.end[name] + 12]) is not None:
        return True
    if any(tree.dep[kid] == "relcl" or tree.pos[kid] == "NOUN" for kid in tree.children[name]):
        return False
    return tree.dep[name] in ("nsubj", "nsubjpass")


def _same_role(role: str, words: str) -> bool:
    """Whether the role told with a name is that of the lead: they share their head noun."""
    head = head_word(words)
    return head_word(role) == head or head in role.lower().split()
