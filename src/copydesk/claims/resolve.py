"""Who speaks: pronouns, short forms and descriptions taken back to the mention that names them; None rather than a guess."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, Protocol

from copydesk.claims.cues import table
from copydesk.claims.draft import Range
from copydesk.claims.kinds import head_word, kind_of
from copydesk.claims.tree import Tree
from copydesk.nouns import Entity, SourceKind

Number = Literal["one", "many"]
Gender = Literal["he", "she"]
SINGULAR = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
PLURAL = frozenset({"they", "them", "their", "we", "us", "our", "themselves"})
FIRST = frozenset({"i", "we", "me", "us", "my", "our"})
PRONOUNS = (
    SINGULAR
    | PLURAL
    | FIRST
    | frozenset(
        {
            "it",
            "its",
            "itself",
            "who",
            "which",
            "that",
            "this",
            "both",
            "one",
            "some",
            "others",
            "many",
            "neither",
            "another",
        }
    )
)
_REACH = 700  # characters that a pronoun looks back over
_ARTICLE = re.compile(r"^(?:the|this|that|these|those|its|his|her|their|our)\s+", re.I)
_NAMED = re.compile(r"[A-Z][\w’'-]*(?:\s+(?:[A-Z][\w’'.-]*|of|the|de|al|van|von|bin))*")


class AnyNames(Protocol):
    """What resolution needs of the names of a report."""

    @property
    def people(self) -> tuple[Entity, ...]: ...
    @property
    def organisations(self) -> tuple[Entity, ...]: ...
    def at(self, start: int, end: int) -> Entity | None: ...


@dataclass(slots=True)
class Actor:
    """Someone or something that can speak: what it is called, where, and what is known of it."""

    name: str
    phrase: str
    start: int
    end: int
    person: bool
    number: Number
    gender: Gender | None
    kind: SourceKind | None
    entity: Entity | None
    spoke: bool = False
    subject: bool = False


@dataclass(frozen=True, slots=True)
class Resolved:
    """A source's name, the mention it is taken from (characters), its kind, and how it was reached, in words."""

    name: str | None
    named_by: tuple[int, int] | None
    kind: SourceKind
    how: str | None


class Resolver:
    """Resolves the sources of one report, in text order, remembering who was spoken of and who spoke."""

    def __init__(self, tree: Tree, names: AnyNames, outlet: str | None, body: tuple[int, int]) -> None:
        self.tree, self.names, self.outlet, self.body = tree, names, outlet, body
        self.people = {id(entity) for entity in names.people}
        self.words = {key: frozenset(value) for key, value in table("people").items()}
        self.actors: list[Actor] = []
        self.kinds: dict[int, SourceKind] = {}
        self.genders: dict[int, Gender] = {}
        self._mentioned()

    def _mentioned(self) -> None:
        """Collect who and what the text speaks of: named people and organisations with the words around their names."""
        tree = self.tree
        by_start = {start: token for token, start in enumerate(tree.start)}
        found: list[Actor] = []
        for entity in (*self.names.people, *self.names.organisations):
            for mention in entity.mentions:
                token = by_start.get(mention.start)
                if token is None or not self.body[0] <= mention.start < self.body[1]:
                    continue
                head = token
                while tree.head[head] != head and mention.start <= tree.start[tree.head[head]] < mention.end:
                    head = tree.head[head]
                over = tree.head[head]
                first, last = tree.left[head], tree.right[head]
                if tree.dep[head] == "appos" and tree.right[over] - tree.left[over] < 25:
                    first, last = tree.left[over], max(last, head)
                if last - first > 25:
                    first, last = max(first, head - 6), min(last, head + 10)
                words = tree.words(first, last)
                person = id(entity) in self.people
                if (
                    (kind := kind_of(words)) is not None
                    and id(entity) not in self.kinds
                    and words.lower() != entity.name.lower()
                ):
                    self.kinds[id(entity)] = kind
                if person and (gender := self._gender(words, entity.name)) is not None:
                    self.genders.setdefault(id(entity), gender)
                subject = tree.dep[head] in ("nsubj", "nsubjpass") or (
                    tree.dep[head] == "appos" and tree.dep[over] in ("nsubj", "nsubjpass")
                )
                found.append(
                    Actor(
                        entity.name,
                        words,
                        mention.start,
                        mention.end,
                        person,
                        "one",
                        None,
                        None,
                        entity,
                        subject=subject,
                    )
                )
        self.actors = found

    def _gender(self, phrase: str, name: str = "") -> Gender | None:
        words = {word.lower().strip(".,'’") for word in re.split(r"[\s,]+", phrase)}
        for gender in ("she", "he"):
            if words & self.words[gender]:
                return gender  # type: ignore[return-value]
        first = name.split()[0].lower() if name.split() else ""
        if first in self.words["she_names"]:
            return "she"
        return "he" if first in self.words["he_names"] else None

    def resolve(
        self, source: Range | None, head: int | None, at: int, outer: Resolved | None, quoted: bool
    ) -> Resolved:
        """The name, kind and proof of a source that stands on the tokens `source`, seen from the character `at`."""
        if source is None:
            return Resolved(None, None, "anonymous", None)
        tree = self.tree
        text = tree.words(*source)
        low = text.lower().strip()
        start, end = tree.start[source[0]], tree.end[source[1]]
        if low in PRONOUNS:
            return self._pronoun(low, start, end, outer, quoted)
        actor = self._actor(text, start, end, source, head)
        self._speaks(actor)
        how = None if actor.name.lower() == low else f"“{text}” is taken to be {actor.name}"
        named_by = (actor.start, actor.end)
        return Resolved(actor.name, named_by, actor.kind or ("person" if actor.person else "organisation"), how)

    def _speaks(self, actor: Actor) -> None:
        actor.spoke = True
        self.actors.append(actor)

    def _actor(self, text: str, start: int, end: int, source: Range, head: int | None) -> Actor:
        tree = self.tree
        head = source[1] if head is None or not source[0] <= head <= source[1] else head
        entity = self._entity(start, end, head, source)
        low = text.lower()
        kind = kind_of(text)
        plural = (
            tree.tag[head] in ("NNS", "NNPS")
            or (" and " in f" {low} "
            and tree.kid(head, "conj") is not None)
            or low.split()[0] in ("two", "three", "several", "many", "some", "most")
        )
        person = entity is not None and id(entity) in self.people
        if entity is not None:
            known = self.kinds.get(id(entity))
            if (
                kind is None
                or (kind in ("person",) and known is not None)
                or (head_word(text) in entity.name.lower().split()
                and known is not None
                and kind in ("organisation", "person"))
            ):
                kind = known or kind
            elif known is None:
                self.kinds[id(entity)] = kind
            gender = self._gender(text, entity.name) or self.genders.get(id(entity))
            if gender is not None:
                self.genders[id(entity)] = gender
            mention = next((m for m in entity.mentions if m.quote == entity.name), entity.mentions[0])
            full = (
                start
                if any(m.start >= start and m.end <= end and m.quote == entity.name for m in entity.mentions)
                else None
            )
            name = entity.name
            if not person and len(text.split()) > len(name.split()) and not _ARTICLE.match(low):
                name = text
            span = (start, end) if full is not None else (mention.start, mention.end)
            return Actor(name, text, *span, person, "one", gender, kind, entity)
        person = (
            kind in ("person", "witness", "relative", "expert", "anonymous", None)
            or head_word(text) in self.words["human"]
        )
        before = self._described(low, start)
        if before is not None:
            return Actor(
                before.name,
                text,
                before.start,
                before.end,
                before.person,
                before.number,
                before.gender,
                before.kind or kind,
                before.entity,
            )
        return Actor(
            text,
            text,
            start,
            end,
            (person and not plural) or head_word(text) in self.words["human"],
            "many" if plural else "one",
            self._gender(text),
            kind,
            None,
        )

    def _entity(self, start: int, end: int, head: int, source: Range) -> Entity | None:
        """The person or organisation that the phrase is, not one that merely stands in it ("the wife of X")."""
        tree = self.tree
        places = [head, *tree.kids(head, "appos", "compound", "flat")]
        for place in places:
            if source[0] <= place <= source[1]:
                entity = self.names.at(tree.start[place], tree.end[place])
                if entity is not None and (id(entity) in self.people or tree.pos[head] == "PROPN" or place != head):
                    if tree.dep[place] == "compound" and id(entity) in self.people and tree.pos[head] != "PROPN":
                        continue
                    return entity
        return None

    def _described(self, low: str, start: int) -> Actor | None:
        """The actor that a description with an article goes back to ("the paper", "the ministry", "the statement")."""
        if not low.startswith(("the ", "this ", "that ", "these ", "those ")):
            return None
        noun = head_word(low)
        words = low.split()
        if not noun or len(words) > 4:
            return None
        wanted = self.words["media_words"] if noun in self.words["media_words"] else frozenset({noun, noun.rstrip("s")})
        saying = noun in self.words["statement_words"]
        for actor in reversed(self.actors):
            if actor.start >= start:
                continue
            if start - actor.start > 6 * _REACH:
                continue
            if saying:
                if (
                    actor.spoke
                    and (actor.kind != "document" or actor.name.lower() != low)
                    and start - actor.end < _REACH
                ):
                    return actor if actor.kind != "anonymous" else None
                continue
            phrase = actor.phrase.lower()
            if phrase == low:
                if actor.name.lower() != low:
                    return actor
                continue
            if noun in self.words["media_words"]:
                if actor.kind in ("media", "state-media") or any(word in phrase.split() for word in wanted):
                    return actor
                continue
            if any(word in phrase.replace(",", " ").split() for word in wanted) and (
                actor.entity is not None or len(phrase.split()) > len(words)
            ):
                if set(words[1:]) <= set(phrase.replace(",", " ").replace("'s", "").split()):
                    return actor
            if (
                actor.entity is not None
                and self.kinds.get(id(actor.entity)) is not None
                and noun in self.words["titles"]
                and noun in phrase
            ):
                return actor
        if noun in self.words["kind_words"]:
            kind = kind_of(noun)
            for actor in reversed(self.actors):
                if (
                    actor.start < start
                    and start - actor.start < 3 * _REACH
                    and kind is not None
                    and actor.entity is not None
                ):
                    if (actor.kind or self.kinds.get(id(actor.entity))) == kind and not actor.person:
                        return actor
        return None

    def _pronoun(self, low: str, start: int, end: int, outer: Resolved | None, quoted: bool) -> Resolved:
        if low in FIRST:
            if quoted and outer is not None and outer.name is not None:
                return Resolved(outer.name, outer.named_by, outer.kind, f"“{low}” is the speaker, {outer.name}")
            if not quoted and low in ("we", "our", "us") and self.outlet:
                return Resolved(self.outlet, None, kind_of(self.outlet) or "media", f"“{low}” is the outlet")
            return Resolved(None, None, "person", None)
        found = self._antecedent(low, start, outer)
        if found is None:
            return Resolved(None, None, "person" if low in SINGULAR else "organisation", None)
        kind = (
            found.kind
            or (self.kinds.get(id(found.entity)) if found.entity else None)
            or ("person" if found.person else "organisation")
        )
        again = Actor(
            found.name,
            found.phrase,
            start,
            end,
            found.person,
            found.number,
            found.gender or self._sex(low),
            found.kind,
            found.entity,
            spoke=True,
        )
        if found.entity is not None and low in ("he", "she"):
            self.genders.setdefault(id(found.entity), low)  # type: ignore[arg-type]
        again.start, again.end = start, end
        named = (found.start, found.end)
        origin = getattr(self, "_origin", None)
        del origin
        self.actors.append(
            Actor(
                found.name,
                found.phrase,
                start,
                end,
                again.person,
                again.number,
                again.gender,
                again.kind,
                again.entity,
                spoke=True,
            )
        )
        self._named_by[start] = self._named_by.get(named[0], named)
        return Resolved(found.name, self._named_by[start], kind, f"“{low}” refers to {found.name}")

    @property
    def _named_by(self) -> dict[int, tuple[int, int]]:
        store: dict[int, tuple[int, int]] | None = getattr(self, "_store", None)
        if store is None:
            store = self._store = {}
        return store

    @staticmethod
    def _sex(low: str) -> Gender | None:
        return "he" if low in ("he", "him", "his") else "she" if low in ("she", "her") else None

    def _antecedent(self, low: str, start: int, outer: Resolved | None) -> Actor | None:
        best: Actor | None = None
        most = 0.0
        wanted = self._sex(low)
        text = self.tree.text
        floor = text.rfind("\n\n", 0, max(0, text.rfind("\n\n", 0, start)))
        for actor in reversed(self.actors):
            if actor.start >= start:
                continue
            if start - actor.end > _REACH:
                continue
            if outer is not None and actor.name == outer.name and low != "it":
                continue
            score = self._fits(actor, low, wanted)
            if score <= 0:
                continue
            between = text[actor.end : start]
            score += 2.2 * actor.spoke + 0.9 * actor.subject
            sentences = len(re.findall(r"[.!?][”\"]?\s+[\"“A-Z]", between))
            score -= 0.55 * min(sentences, 5) + 0.8 * between.count("\n\n")
            if actor.start < floor:
                score -= 1
            score -= 0.0005 * len(between)
            if score > most:
                best, most = actor, score
        return best if most > 0.6 else None

    def _fits(self, actor: Actor, low: str, wanted: Gender | None) -> float:
        gender = actor.gender or (self.genders.get(id(actor.entity)) if actor.entity is not None else None)
        if wanted is not None:
            if actor.number == "many" or actor.kind == "document":
                return 0
            if gender is not None and gender != wanted:
                return 0
            if actor.person:
                return 2.0 + 0.8 * (gender == wanted)
            return 0.2 if actor.spoke else 0  # a translated "she" may be an institution that just spoke
        if low in ("it", "its"):
            if actor.person or actor.number == "many":
                return 0
            return 1.8 if actor.kind is not None or actor.entity is not None else 1.0
        if low in ("they", "their", "them"):
            if actor.number == "many":
                return 2.4
            return 0.9 if not actor.person and actor.spoke else 0
        return 0


def _unused(name: str) -> str:
    return _NAMED.sub("", name)
