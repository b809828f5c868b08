"""Whose a source is: "her lawyer", "a spokesman", "the indictment", named with whom they belong to."""

from __future__ import annotations

import functools
import re

from copydesk.claims.actors import Actor
from copydesk.claims.cues import table
from copydesk.claims.descriptions import Descriptions
from copydesk.claims.kinds import head_word, kind_of
from copydesk.claims.memory import BODIES_THAT_SPEAK, Memory, Source
from copydesk.claims.roles import with_role

# The pronoun that stands for the owner of a possessive.
OWNERS = {"his": "he", "her": "she", "its": "it", "their": "they", "my": "i", "our": "we"}
_ARTICLED = ("The ", "A ", "An ", "This ", "That ")
_BARE = re.compile(
    r"(?:(?:an?|the|its) )?(?:(company|union|ministry|court|police|party|government) )?([\w-]+)", re.IGNORECASE
)


class Belonging:
    """Names the sources of one report with whom they belong to, where the report tells it elsewhere."""

    def __init__(self, memory: Memory, descriptions: Descriptions, outlet: str | None) -> None:
        self.memory, self.descriptions, self.outlet = memory, descriptions, outlet
        self.words = memory.cast.words

    def owner(self, source: Source) -> str | None:
        """Whom the possessive that a source begins with means ("her lawyer", "our records"), or None."""
        whose = source.low.partition(" ")[0]
        if whose in ("my", "our") and source.quoted and source.outer is not None:
            return source.outer.name
        if whose == "our":
            return self.outlet
        if whose in ("my", "your"):
            return None
        found = self.memory.antecedent(OWNERS[whose], source.start, source.outer, source.quoted)
        return bare_name(found) if found is not None else None

    def led(self, source: Source) -> Actor | None:
        """The body that "a spokesman" or "a company official" speaks for: the one that "it" would mean there."""
        match = _BARE.fullmatch(source.low)
        if match is None or match[2] not in self.words["speaking"]:
            return None
        return self._body(source, match[1])

    def complete_role(self, actor: Actor, source: Source) -> None:
        """Tell in a person's role what body it is in, where the source only says "its chairman" or "the head of the union"."""
        cast, key = self.memory.cast, id(actor.entity)
        role = cast.roles.get(key)
        if role is None or actor.entity is None or key in cast.placed:
            return
        cast.placed.add(key)
        first = source.low.partition(" ")[0]
        inner = re.search(r" of (the [a-z]+)$", role)
        owner: str | None = None
        if first in OWNERS:
            owner = self.owner(source)
            said = re.split(r",| (?=[A-Z])", source.text.partition(" ")[2], maxsplit=1)[0]
            if owner is not None and said and head_word(said) != head_word(role):
                role = said
        elif inner is not None:
            low = inner[1]
            found = self.descriptions.taken_up(
                Source(
                    low,
                    low,
                    source.start,
                    source.end,
                    source.first,
                    source.last,
                    source.head,
                    source.outer,
                    source.quoted,
                )
            )
            if found is not None and not found.person:
                owner, role = found.name, role[: inner.start()]
        elif (
            head_word(role) in self.words["led"]
            and " of " not in role
            and " for " not in role
            and len(role.split()) == 1
        ):
            body = self._body(source, None)
            owner = body.name if body is not None else None
        if owner is not None and owner.lower() not in role.lower() and len(owner) < 60:
            cast.roles[key] = f"{role} of {_small(owner.partition(',')[0])}"
            actor.name = with_role(cast.called.get(key, actor.entity.name), cast.roles[key])

    def of_the_case(self, source: Source) -> str | None:
        """ "The indictment", "the defence": with the person whom the report's case is against, if it tells of one alone."""
        words = source.low.partition(",")[0].split()
        if words[:1] == ["the"]:
            words = words[1:]
        phrase = " ".join(words)
        pattern = self.words_of_case.get(phrase)
        accused = self.memory.cast.accused
        if pattern is None or accused is None:
            return None
        return pattern.format(accused.name)

    @functools.cached_property
    def words_of_case(self) -> dict[str, str]:
        """Papers and sides of a trial, each with how it is named with the accused."""
        return table("case")

    def _body(self, source: Source, kind: str | None) -> Actor | None:
        def fits(actor: Actor) -> bool:
            told = self.memory.told_kind(actor)
            if actor.person or actor.number == "many" or told in ("document", "media", "state-media"):
                return False
            return (
                told == kind_of(kind) if kind is not None else (told in BODIES_THAT_SPEAK or actor.entity is not None)
            )

        return self.memory.antecedent("it", source.start, source.outer, source.quoted, fits)


def bare_name(actor: Actor) -> str:
    """An actor's name without the role: a person's own name, a body's or description's as it stands."""
    return actor.entity.name if actor.entity is not None and actor.person else actor.name


def belonging(owner: str, thing: str) -> str:
    """What belongs to someone, named with the owner.

    >>> belonging("Ana Ruiz", "lawyer, a former judge"), belonging("the fire service of Kerala", "head")
    ("Ana Ruiz's lawyer", 'the head of the fire service of Kerala')
    """
    thing = thing.partition(",")[0].strip()
    owner = _small(owner.partition(",")[0].strip())
    if owner.count(" ") > 3 or " of " in owner or " who " in owner:
        return f"the {thing} of {owner}"
    return f"{owner}{'’' if '’' in owner else chr(39)}{'' if owner.endswith('s') else 's'} {thing}"


def _small(name: str) -> str:
    return name[:1].lower() + name[1:] if name.startswith(_ARTICLED) else name
