"""Who and what a report speaks of: named people and organisations, and nouns that can act, each where it stands."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Literal, Protocol

from copydesk.claims.cues import table
from copydesk.claims.kinds import head_word, kind_of
from copydesk.claims.leads import Introduced, named_later, people_nouns
from copydesk.claims.roles import role_of, told_role, with_role
from copydesk.claims.sources import phrase
from copydesk.claims.tree import Tree
from copydesk.nouns import Entity, SourceKind, Span

Number = Literal["one", "many"]
Gender = Literal["he", "she"]


BODY_KINDS = frozenset({"official", "government", "police", "military", "court", "company", "organisation"})
_HELD = BODY_KINDS | {"document"}


class AnyNames(Protocol):
    """What resolution needs of the names of a report."""

    @property
    def people(self) -> tuple[Entity, ...]: ...
    @property
    def organisations(self) -> tuple[Entity, ...]: ...
    def at(self, start: int, end: int) -> Entity | None: ...


@dataclass(slots=True)
class Actor:
    """Someone or something that can speak: what it is called, where, and what is known of it.

    `named_by` are the characters that the name was taken from; `nested` marks who speaks inside another's words;
    `token` is the head of its phrase.
    """

    name: str
    phrase: str
    start: int
    end: int
    person: bool
    number: Number
    gender: Gender | None
    kind: SourceKind | None
    entity: Entity | None
    named_by: tuple[int, int]
    spoke: bool = False
    subject: bool = False
    nested: bool = False
    token: int = -1

    @property
    def who(self) -> object:
        """What is the same for two mentions of one source: the entity, else the name."""
        return id(self.entity) if self.entity is not None else self.name.lower()


@functools.cache
def people_words() -> dict[str, frozenset[str]]:
    """The word lists about people: words and first names that tell gender, nouns for humans, and so on."""
    return {key: frozenset(value) for key, value in table("people").items()}


def gender_of(words: dict[str, frozenset[str]], text: str, name: str = "") -> Gender | None:
    """What the words around a name, else its first name, tell of gender."""
    said_of = re.split(r"\b(?:of|for|from|by|with|to|at|who|whose)\b", text, maxsplit=1)[0]
    found = {word.lower().strip(".,'’") for word in re.split(r"[\s,-]+", said_of)} - {"her", "his"}
    she, he = found & words["she"], found & words["he"]
    if she and he:  # "the man's wife": the head tells
        head = head_word(said_of)
        return "she" if head in words["she"] else "he" if head in words["he"] else None
    if she or he:
        return "she" if she else "he"
    first = name.split()[0].lower() if name.split() else ""
    return "she" if first in words["she_names"] else "he" if first in words["he_names"] else None


class Cast:
    """All actors of a body in text order, with what their phrases tell of the entities' kinds and genders."""

    def __init__(self, tree: Tree, names: AnyNames, body: tuple[int, int]) -> None:
        self.tree, self.names, self.body = tree, names, body
        self.words = people_words()
        self.people = {id(entity) for entity in names.people}
        self.kinds: dict[int, SourceKind] = {}
        self.genders: dict[int, Gender] = {}
        self.called: dict[int, str] = {}
        self.roles: dict[int, str] = {}
        self.private: set[int] = set()  # people told by age or home, as witnesses are
        self.firms: set[int] = set()
        self.placed: set[int] = set()  # people whose role tells what body it is in, as far as the report tells
        found = self._named() + self._nouns()
        self._name_leads(found)
        found += self._pairs(found)
        found.sort(key=lambda actor: (actor.start, actor.end))
        for actor in found:
            if actor.entity is not None:
                actor.name = self.full_name(actor.entity)
                if actor.token in self.leads:
                    actor.named_by = self._first_place(actor.entity)
        for key, role in self.roles.items():
            kind = kind_of(role)
            if kind not in (None, "anonymous") and (kind != "official" or key not in self.kinds):
                self.kinds[key] = kind
        self.actors = found
        self.accused = self._accused()
        self._starts = [actor.start for actor in found]

    def before(self, place: int, reach: int) -> list[Actor]:
        """The actors that begin before `place` and at most `reach` characters back, the last first."""
        return self.actors[bisect_left(self._starts, place - reach) : bisect_left(self._starts, place)][::-1]

    def full_name(self, entity: Entity) -> str:
        """What a source is called in full: a person with the role the report gives, a body by its longest name."""
        name = self.called.get(id(entity), entity.name)
        role = self.roles.get(id(entity))
        return with_role(name, role) if role else name

    def _accused(self) -> Entity | None:
        """The one person whom a report tells to be charged, tried or convicted; None if there are several."""
        tree, verbs = self.tree, self.words["accusing"]
        found = {
            id(actor.entity): actor.entity
            for actor in self.actors
            if actor.person
            and actor.entity is not None
            and tree.dep[actor.token] in ("dobj", "nsubjpass")
            and tree.lemma[tree.head[actor.token]] in verbs
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def _first_place(self, entity: Entity) -> tuple[int, int]:
        mention = next((m for m in entity.mentions if m.quote == entity.name), entity.mentions[0])
        return (mention.start, mention.end)

    def _name_leads(self, found: list[Actor]) -> None:
        """Give "A former guard" of the lead the name that the report tells a few sentences on."""
        named = [
            Introduced(actor.token, self.genders.get(id(actor.entity)), self.roles.get(id(actor.entity)), actor)
            for actor in found
            if actor.person and actor.entity is not None
        ]
        self.leads = {
            token: one.of.entity
            for token, one in named_later(self.tree, self.body, named, lambda text: gender_of(self.words, text)).items()
            if one.of.entity is not None
        }
        for token, entity in self.leads.items():
            role = next((actor.phrase for actor in found if actor.token == token and actor.entity is None), None)
            told = told_role(role) if role is not None else None
            if told is not None and id(entity) not in self.roles:
                self.roles[id(entity)] = told
            if told is not None and id(entity) not in self.kinds and (kind := kind_of(told)) not in (None, "document"):
                self.kinds[id(entity)] = kind
        for actor in found:
            if actor.entity is None and (entity := self.leads.get(actor.token)) is not None:
                actor.entity, actor.person = entity, True
                if actor.gender is not None:
                    self.genders.setdefault(id(entity), actor.gender)

    def _pairs(self, found: list[Actor]) -> list[Actor]:
        """ "Ruiz and Okoro": two people named together are also one plural."""
        tree, pairs = self.tree, []
        heads = {actor.token: actor for actor in found if actor.person and actor.entity is not None}
        for token, actor in heads.items():
            chain, at = [actor], token
            while (link := tree.kid(at, "conj")) is not None and link in heads:
                chain.append(heads[link])
                at = link
            if len(chain) < 2 or tree.dep[token] == "conj":
                continue
            name = " and ".join(one.entity.name for one in chain if one.entity is not None)
            place = (chain[0].start, chain[-1].end)
            words = tree.text[place[0] : place[1]]
            pairs.append(Actor(name, words, *place, False, "many", None, actor.kind, None, place, subject=actor.subject, token=token))  # fmt: skip
        return pairs

    def _named(self) -> list[Actor]:
        tree, found = self.tree, []
        by_start = {start: token for token, start in enumerate(tree.start)}
        for entity in (*self.names.people, *self.names.organisations):
            for mention in entity.mentions:
                token = by_start.get(mention.start)
                if token is None or not self.body[0] <= mention.start < self.body[1]:
                    continue
                head, steps = token, 0
                while (
                    tree.head[head] != head
                    and mention.start <= tree.start[tree.head[head]] < mention.end
                    and steps < 12
                ):
                    head, steps = tree.head[head], steps + 1
                over = tree.head[head]
                first, last = tree.left[head], tree.right[head]
                if tree.dep[head] == "appos" and tree.pos[over] in ("NOUN", "PROPN"):
                    first, last = tree.left[over], max(last, head)
                if last - first > 20:
                    first, last = max(first, head - 6), min(last, head + 10)
                words = tree.words(first, last)
                person = id(entity) in self.people
                if person:
                    self._call(entity, head, token, mention)
                elif _FIRM.search(tree.text[mention.end : mention.end + 240]):
                    self.firms.add(id(entity))
                longer = None if person else _body_name(tree.text, mention.start, mention.end)
                if longer is not None and len(longer) > len(self.called.get(id(entity), entity.name)):
                    self.called[id(entity)] = longer
                if (
                    id(entity) not in self.kinds
                    and words.lower() != entity.name.lower()
                    and (kind := kind_of(words)) is not None
                ) and kind not in ("document", "anonymous"):
                    self.kinds[id(entity)] = kind
                if (
                    person
                    and id(entity) not in self.genders
                    and (gender := gender_of(self.words, words, entity.name)) is not None
                ):
                    self.genders[id(entity)] = gender
                subject = tree.dep[head] in ("nsubj", "nsubjpass") or (
                    tree.dep[head] == "appos" and tree.dep[over] in ("nsubj", "nsubjpass")
                )
                place = (mention.start, mention.end)
                found.append(
                    Actor(
                        entity.name,
                        words,
                        *place,
                        person,
                        "one",
                        None,
                        None,
                        entity,
                        place,
                        subject=subject,
                        token=head,
                    )
                )
        return found

    def _call(self, entity: Entity, head: int, token: int, mention: Span) -> None:
        """Note the role that stands with a person's name, the longest of the report, and the title of a lone surname."""
        tree, end = self.tree, token
        parts = entity.name.lower().split()
        if not any(part in parts for part in mention.quote.lower().split()):
            return  # a description
        while end + 1 < len(tree) and tree.start[end + 1] < mention.end:
            end += 1
        role = role_of(tree, head, token, end)
        if role is not None and parts[-1] not in role.lower() and len(role) > len(self.roles.get(id(entity), "")):
            self.roles[id(entity)] = role
        cut = _HYPHENED.match(tree.text, mention.end)
        if cut is not None and mention.quote == entity.name:
            self.called[id(entity)] = entity.name + cut[0]
        behind = tree.text[mention.end : mention.end + 40]
        if _AGED.match(behind) or _YEARS.search(tree.text[max(0, mention.start - 14) : mention.start]):
            self.private.add(id(entity))
        if " " not in entity.name and id(entity) not in self.called:
            longer = _TITLED.search(tree.text[max(0, mention.start - 40) : mention.start])
            if longer is not None:
                self.called[id(entity)] = longer[0] + mention.quote

    def _owned(self, noun: int, text: str) -> str:
        """ "Marta Kuhn's brother" for the "whose brother" of a clause that hangs on her name."""
        tree, verb = self.tree, self.tree.head[noun]
        if not text.lower().startswith("whose ") or tree.dep[verb] != "relcl":
            return text
        owner = phrase(tree, tree.head[verb])
        return f"{tree.words(*owner)}'s {text[6:]}" if owner is not None else text

    def _nouns(self) -> list[Actor]:
        """Nouns for people, bodies and documents that act or are spoken of as such."""
        tree, found = self.tree, []
        for token, dep in enumerate(tree.dep):
            if (
                not _is_noun(tree, token)
                or dep not in ("nsubj", "nsubjpass", "dobj", "pobj")
                or not self.body[0] <= tree.start[token] < self.body[1]
            ):
                continue
            low = tree.lower[token]
            human = low in self.words["human"] or low.rstrip("s") in self.words["human"]
            several = tree.tag[token] == "NNS" and (human or tree.lemma[token] in people_nouns())
            acts = dep in ("nsubj", "nsubjpass")
            kind = kind_of(low) if not human or not acts else None
            if (
                not several
                and not human
                and (kind is None or not (acts or (kind in _HELD if dep == "dobj" else kind in BODY_KINDS)))
            ):
                continue
            if not acts and human and not several and (dep == "pobj" or kind != "document"):
                continue
            place = phrase(tree, token)
            if place is None or place[1] - place[0] > 25:
                continue
            start, end = tree.start[place[0]], tree.end[place[1]]
            if self.names.at(start, end) is not None and human:
                continue
            text = tree.words(*place)
            number: Number = "many" if tree.tag[token] in ("NNS", "NNPS") and kind != "document" else "one"
            found.append(
                Actor(
                    described(self._owned(token, text)),
                    text,
                    start,
                    end,
                    human and number == "one",
                    number,
                    gender_of(self.words, text),
                    kind_of(text, low),
                    None,
                    (start, end),
                    subject=acts,
                    token=token,
                )
            )
        return found


def _is_noun(tree: Tree, token: int) -> bool:
    """Whether a token is a common noun; in small letters it is one even where the parser takes it for a name."""
    pos = tree.pos[token]
    return pos == "NOUN" or (pos == "PROPN" and tree.text[tree.start[token]].islower())


_TITLED = re.compile(r"(?:[A-Z](?:[\w’']+|[a-z]{0,3}\.) ){1,3}(?:al-|el-|ad-|as-)?$")
_HYPHENED = re.compile(r"-[a-z]{1,8}\b")
_AGED = re.compile(r",? (?:aged )?\d{1,3}(?:,|\)|\.| of | from )|,? \(\d\d\)|,? (?:who lives|from [A-Z])")
_YEARS = re.compile(r"\d\d-year-old $")
_FIRM = re.compile(
    r"\b(?:the|its) (?:company|firm|customers|employees|shares|shareholders|factory|factories|plant|chief executive|share price|staff|airline|manufacturer|operator|product|products)\b"
)
_BEFORE = re.compile(r"\b[Tt]he ((?:[A-Z][\w’'&-]* ){1,4})$")
_BEHIND = re.compile(r" (?:of|for|on|against) (?:the )?[A-Z][\w’'-]*(?: (?:and |of |for )?[A-Z][\w’'-]*){0,4}")


def _body_name(text: str, start: int, end: int) -> str | None:
    """The whole name of a body whose mention is a part of it: "the Commission for Open Borders" from "Commission"."""
    before = _BEFORE.search(text[max(0, start - 60) : start])
    behind = _BEHIND.match(text[end : end + 60]) if text[start:end].rsplit(" ", 1)[-1].lower() in BODIES else None
    if before is None and behind is None:
        return None
    return f"{before[1] if before else ''}{text[start:end]}{behind[0] if behind else ''}"


BODIES = frozenset({"commission", "department", "ministry", "office", "institute", "council", "committee", "agency", "bureau", "board", "association", "society", "union", "federation", "court", "university", "bank", "confederation", "service", "centre", "center", "directorate", "academy", "league", "movement", "front", "forum", "congress", "authority", "secretariat", "chamber"})  # fmt: skip


def described(text: str) -> str:
    """What an unnamed source is called: "A former inmate" becomes "an unnamed former inmate"."""
    match = re.match(r"(?i)(an?|one)\s+(?=[a-z])", text)
    if (
        match is None
        or not text[match.end()].islower()
        or kind_of(text)
        in (
            "document",
            "company",
            "organisation",
            "official",
            "government",
            "court",
            "media",
            "state-media",
            "social-media",
        )
    ) and (match is None or head_word(text) not in people_words()["human"]):
        return text
    rest = text[match.end() :]
    if rest.lower().startswith(("unnamed", "anonymous", "unidentified")) or any(
        word[:1].isupper() for word in rest.split()[-1:]
    ):
        return text
    return f"an unnamed {rest}"
