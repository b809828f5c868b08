"""Who speaks: pronouns, short forms and descriptions taken back to the mention that names them; None rather than a guess."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from copydesk.claims.actors import BODIES, Actor, AnyNames, Cast, described, gender_of
from copydesk.claims.antecedents import CLASSES, Candidate, Pronoun, candidates, choose, sex_of
from copydesk.claims.draft import Range
from copydesk.claims.kinds import head_word, kind_of
from copydesk.claims.quotations import Quotations
from copydesk.claims.tree import Tree
from copydesk.nouns import Entity, SourceKind
from copydesk.parse.gazetteer import lookup

SINGULAR = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
PLURAL = frozenset({"they", "them", "their", "we", "us", "our", "themselves"})
FIRST = frozenset({"i", "we", "me", "us", "my", "our"})
PRONOUNS = SINGULAR | PLURAL | FIRST | frozenset({"it", "its", "itself", "who", "which", "that", "this", "both", "one", "some", "others", "many", "neither", "another"})  # fmt: skip
PARTS = frozenset({"one", "some", "others", "many", "both", "another", "neither", "all", "none", "several", "most", "one of them", "some of them", "two of them", "many of them", "most of them", "all of them", "several of them", "the other", "the others", "a second", "a third"})  # fmt: skip
# The pronoun that stands for the owner of a possessive.
OWNERS = {"his": "he", "her": "she", "its": "it", "their": "they", "my": "i", "our": "we"}
_OWN_WORDS = frozenset({"words", "opinion", "view", "estimation", "estimate", "telling", "belief", "assessment"})
_REACH = 700  # characters that a pronoun looks back over
_FAR = 4_200  # and a description
_PRINTED = frozenset({"paper", "newspaper", "daily", "weekly", "magazine", "tabloid"})
_OPENING = frozenset({"the", "a", "an", "on", "in", "at", "for", "when", "after", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Resolved:
    """A source's name, the mention it is taken from (characters), its kind, and how it was reached, in words."""

    name: str | None
    named_by: tuple[int, int] | None
    kind: SourceKind
    how: str | None


class Resolver:
    """Resolves the sources of one report, in text order, remembering who spoke."""

    def __init__(
        self, tree: Tree, names: AnyNames, outlet: str | None, body: tuple[int, int], quotations: Quotations
    ) -> None:
        self.tree, self.names, self.outlet, self.quotations = tree, names, outlet, quotations
        self.cast = Cast(tree, names, body)
        self.words = self.cast.words
        self.spoken: list[Actor] = []

    def resolve(self, source: Range | None, head: int | None, outer: Resolved | None, quoted: bool) -> Resolved:
        """The name, kind and proof of the source on the tokens `source`; `quoted` if it stands in another's quotation."""
        if source is None:
            return Resolved(None, None, "anonymous", None)
        tree = self.tree
        text = tree.words(*source)
        text = re.sub(r"(?<=\w)[’']s?$", "", text)
        low = text.lower().strip()
        start, end = tree.start[source[0]], tree.end[source[1]]
        if low in PARTS:
            part = self._part_of(low, start)
            if part is not None:
                return part
        if low in PRONOUNS:
            return self._pronoun(low, start, end, outer, quoted)
        first_word, _, rest = low.partition(" ")
        if first_word in OWNERS:
            if rest.split(" ")[0] in _OWN_WORDS:  # "according to his words": he is the source
                return self._pronoun(OWNERS[first_word], start, end, outer, quoted)
            owned = self._owned(text, first_word, start, end, source, head, outer, quoted)
            if owned is not None:
                self.spoken.append(owned)
                return Resolved(owned.name, owned.named_by, self._kind(owned), f"“{text}” is taken to be {owned.name}")
        actor = self._actor(text, start, end, source, head)
        actor.spoke, actor.nested = True, outer is not None
        self.spoken.append(actor)
        how = (
            None
            if actor.name.partition(",")[0].lower() in low
            or actor.name.lower() == f"an unnamed {low.partition(' ')[2]}"
            else f"“{text}” is taken to be {actor.name}"
        )
        return Resolved(actor.name, actor.named_by, self._kind(actor), how)

    def _owned(
        self,
        text: str,
        whose: str,
        start: int,
        end: int,
        source: Range,
        head: int | None,
        outer: Resolved | None,
        quoted: bool,
    ) -> Actor | None:
        """ "Her lawyer": named with whose lawyer it is, if the pronoun can be resolved and no name stands in the phrase."""
        actor = self._actor(text, start, end, source, head)
        actor.spoke, actor.nested = True, outer is not None
        if actor.entity is not None:
            return None
        owner: str | None = None
        if whose in ("my", "our") and quoted and outer is not None:
            owner = outer.name
        elif whose == "our" and not quoted:
            owner = self.outlet
        elif whose not in ("my", "our", "your"):
            found = self.antecedent(OWNERS[whose], start, outer, quoted)
            owner = (
                None
                if found is None
                else found.entity.name
                if found.entity is not None and found.person
                else found.name
            )
        if owner is None:
            return None
        actor.name = belonging(owner, text.partition(" ")[2])
        return actor

    def _kind(self, actor: Actor) -> SourceKind:
        """The kind that the words of the actor's phrase tell, else that of the actor's other mentions, else the plainest."""
        kind = actor.kind or (self.cast.kinds.get(id(actor.entity)) if actor.entity is not None else None)
        if kind is None and actor.entity is not None and not actor.person:
            kind = kind_of(actor.name)
        if kind is None and actor.entity is None and actor.number == "many":
            return "witness"
        if kind in (None, "person") and actor.person and self._private(actor):
            return "witness"
        if kind is None and not actor.person and id(actor.entity) in self.cast.firms:
            return "company"
        return kind or ("person" if actor.person else "organisation")

    def _recent(self, start: int, reach: int) -> list[Actor]:
        """Who spoke and who is spoken of within `reach` before `start`, speakers first."""
        recent = []
        for actor in reversed(self.spoken):
            if start - actor.end > 2 * reach:
                break
            if actor.start < start and start - actor.end <= reach:
                recent.append(actor)
        return recent + self.cast.before(start, reach)

    def _actor(self, text: str, start: int, end: int, source: Range, head: int | None) -> Actor:
        tree, cast = self.tree, self.cast
        head = source[1] if head is None or not source[0] <= head <= source[1] else head
        low = text.lower()
        entity = self._entity(head, source) or cast.leads.get(head)
        if entity is not None and entity.name.lower() in BODIES and cast.full_name(entity) == entity.name:
            entity = None  # "the Department", a short form of a longer name
        kind = kind_of(text, tree.lower[head] if tree.pos[head] == "NOUN" else None)
        first_word = low.split()[0]
        if kind is None and source[1] - source[0] <= 2 and (tree.entity[head] == "GPE" or _is_capital(text, entity)):
            kind = "government"  # a country or a capital that speaks is its government
        if entity is not None and kind in ("official", "government", None) and self._leads(low):
            kind = self._body_before(start) or kind
        if entity is not None:
            person = id(entity) in cast.people or (kind is None and gender_of(self.words, "", entity.name) is not None)
            known = cast.kinds.get(id(entity))
            if kind is None or (kind in ("person", "organisation") and known is not None):
                kind = known or kind
            elif known is None or known in ("person",):
                cast.kinds[id(entity)] = kind
            if kind == "document" and person:
                kind = known
            gender = gender_of(self.words, text, entity.name) or cast.genders.get(id(entity))
            if gender is not None:
                cast.genders[id(entity)] = gender
            own = next((m for m in entity.mentions if m.start < end and m.end > start and m.quote == entity.name), None)
            mention = own or next((m for m in entity.mentions if m.quote == entity.name), entity.mentions[0])
            name = cast.full_name(entity)
            if (
                not person
                and first_word not in ("the", "its", "their", "his", "her", "our", "this", "a", "an")
                and len(text.split()) > len(name.split())
                and "," not in text
            ):
                name = text
            return Actor(name, text, start, end, person, "one", gender, kind, entity, (mention.start, mention.end))
        if kind in ("official", "government", None) and self._leads(low):
            kind = self._body_before(start) or kind
        before = self._described(low, start)
        if before is not None:
            if len(before.phrase) > len(text):
                text = before.phrase
            return Actor(
                before.name,
                text,
                start,
                end,
                before.person,
                before.number,
                before.gender,
                before.kind or kind,
                before.entity,
                before.named_by,
            )
        plural = tree.tag[head] in ("NNS", "NNPS") or first_word in (
            "two",
            "three",
            "four",
            "several",
            "many",
            "some",
            "most",
        )
        human = any(word.strip(",.") in self.words["human"] for word in low.split()) and kind not in (
            "document",
            "company",
            "organisation",
            "media",
        )
        person = not plural and (
            human
            or (tree.pos[head] == "PROPN" and kind in (None, "person"))
            or kind in ("person", "witness", "relative", "expert", "anonymous")
        )
        return Actor(
            described(text),
            text,
            start,
            end,
            person,
            "many" if plural else "one",
            gender_of(self.words, text),
            kind,
            None,
            (start, end),
        )

    def _private(self, actor: Actor) -> bool:
        """Whether a person is told by age or home and named seldom, as witnesses are and the persons of a story are not."""
        return id(actor.entity) in self.cast.private and actor.entity is not None and len(actor.entity.mentions) <= 4

    def _part_of(self, low: str, start: int) -> Resolved | None:
        """ "One said …", "Some of them …": of the several who spoke or were spoken of last."""
        several = next((a for a in self._recent(start, _REACH) if a.number == "many" and a.kind != "document"), None)
        if several is None:
            return None
        whole = several.phrase[:1].lower() + several.phrase[1:]
        name = whole if low in ("both", "all", "none", "neither") else f"{low.removesuffix(' of them')} of {whole}"
        return Resolved(name, several.named_by, self._kind(several), f"“{low}” are of {several.phrase}")

    def _leads(self, low: str) -> bool:
        """Whether a phrase is of someone who speaks for a body named before: "its chairman", "a spokesman"."""
        words = re.split(r"[\s,]+", low)
        if words[0] in ("its", "their", "his", "her", "our"):
            return any(word in self.words["led"] for word in words[1:5])
        return len(words) == 2 and words[1] in ("spokesman", "spokeswoman", "spokesperson")

    def _body_before(self, start: int) -> SourceKind | None:
        """The kind of the body spoken of last before `start`."""
        for actor in self._recent(start, _REACH):
            kind = self._kind(actor) if actor.entity is not None or actor.kind is not None else None
            if not actor.person and kind in (
                "company",
                "organisation",
                "media",
                "government",
                "police",
                "military",
                "court",
            ):
                return kind
        return None

    def _entity(self, head: int, source: Range) -> Entity | None:
        """The person or organisation that the phrase is, not one that merely stands in it ("the wife of X")."""
        tree = self.tree
        for place in (head, *tree.kids(head, "appos", "compound", "flat")):
            if not source[0] <= place <= source[1]:
                continue
            entity = self.names.at(tree.start[place], tree.end[place])
            if entity is None or (place == head and tree.pos[head] != "PROPN" and id(entity) not in self.cast.people):
                continue
            if tree.dep[place] == "compound" and tree.pos[head] != "PROPN":
                continue
            return entity
        return None

    def _described(self, low: str, start: int) -> Actor | None:
        """The actor that a description with an article goes back to ("the paper", "the ministry", "the statement")."""
        words = low.split()
        if words[0] not in ("the", "this", "that", "these", "those") or not 2 <= len(words) <= 4:
            return None
        noun = head_word(low)
        if not noun:
            return None
        if noun in self.words["statement_words"]:
            return self._issuer(low, start)
        media = noun in self.words["media_words"]
        earlier = self._recent(start, _FAR)
        if len(words) == 2 and not media and (named := self._bearing(noun, start)) is not None:
            return named
        for actor in earlier:
            phrase = actor.phrase.lower().replace(",", " ").replace("'s", "").replace("’s", "").split()
            if actor.phrase.lower() == low:
                if actor.name.lower() != low:
                    return actor
                continue
            if (
                media
                and noun in _PRINTED
                and {"broadcaster", "television", "radio", "tv", "agency", "channel", "station"} & set(phrase)
            ):
                continue
            if media:
                if (self._kind(actor) in ("media", "state-media") and not actor.person) or noun in phrase:
                    return actor
            elif (
                {noun, noun.rstrip("s")} & set(phrase)
                and set(words[1:]) <= set(phrase)
                and (actor.entity is not None or len(phrase) > len(words))
            ) and (actor.person or kind_of(low) not in ("relative",)):
                return actor
        if noun in self.words["kind_words"] and (kind := kind_of(noun)) is not None:
            return next((a for a in earlier if a.entity is not None and not a.person and self._kind(a) == kind), None)
        return None

    def _bearing(self, noun: str, start: int) -> Actor | None:
        """ "The bank", after "Pwani Trust Bank": the last body before whose name ends in the noun, if none said it since."""
        text = self.tree.text
        begin = max(self.cast.body[0], start - _FAR)
        pattern = rf"(?:[A-Z][\w’'&-]*\s){{1,4}}{re.escape(noun.capitalize())}\b(?! [A-Z])"
        last = max(re.finditer(pattern, text[begin:start]), key=lambda match: match.start(), default=None)
        if last is None:
            return None
        place = (begin + last.start(), begin + last.end())
        words = last[0].split()
        while words and words[0].lower() in _OPENING:
            place = (place[0] + len(words[0]) + 1, place[1])
            words = words[1:]
        if len(words) < 2 or any(
            actor.start > place[1] and head_word(actor.phrase) == noun and len(actor.phrase.split()) > 2
            for actor in self._recent(start, _FAR)
        ):
            return None
        name = text[place[0] : place[1]]
        return Actor(name, name, *place, False, "one", None, kind_of(name), self.names.at(*place), place)

    def _issuer(self, low: str, start: int) -> Actor | None:
        """Who issued "the statement": the body that spoke last in its paragraph, else whoever spoke last."""
        spoke = [
            actor
            for actor in self._recent(start, _REACH)
            if actor.spoke and actor.phrase.lower() != low and actor.kind not in ("document", "anonymous")
        ]
        paragraph = self.tree.text.rfind("\n", 0, start)
        bodies = [actor for actor in spoke if not actor.person and actor.start > paragraph]
        return next(iter(bodies or spoke), None)

    def _pronoun(self, low: str, start: int, end: int, outer: Resolved | None, quoted: bool) -> Resolved:
        if low in FIRST:
            if quoted and outer is not None and outer.name is not None:
                return Resolved(outer.name, outer.named_by, outer.kind, f"“{low}” is the speaker, {outer.name}")
            if not quoted and low in ("we", "our", "us") and self.outlet:
                return Resolved(self.outlet, None, kind_of(self.outlet) or "media", f"“{low}” is the outlet")
            return Resolved(None, None, "person", None)
        found = self.antecedent(low, start, outer, quoted)
        if found is None:
            return Resolved(None, None, "person" if low in SINGULAR else "organisation", None)
        gender = found.gender or sex_of(low)
        if found.entity is not None and low in ("he", "she"):
            self.cast.genders.setdefault(id(found.entity), low)  # type: ignore[arg-type]
        name = found.name
        self.spoken.append(
            Actor(
                name,
                found.phrase,
                start,
                end,
                found.person,
                found.number,
                gender,
                found.kind,
                found.entity,
                found.named_by,
                spoke=True,
                nested=outer is not None,
            )
        )
        return Resolved(name, found.named_by, self._kind(found), f"“{low}” refers to {name}")

    def candidates(self, low: str, start: int, outer: Resolved | None, quoted: bool) -> list[Candidate]:
        """Whom a pronoun that begins at `start` may mean, the nearest first."""
        token = max(bisect_right(self.tree.start, start) - 1, 0)
        place = Pronoun(low, start, token, quoted, outer.name if outer is not None else None)
        return candidates(self.tree, self.cast, self.spoken, place, self._kind, self.quotations)

    def antecedent(self, low: str, start: int, outer: Resolved | None, quoted: bool) -> Actor | None:
        """Whom a pronoun means, or None."""
        if low in ("who", "which"):
            near = (
                a for a in self._recent(start, 60) if a.end < start and not self.tree.text[a.end : start].strip(" ,")
            )
            return next(near, None)
        if low not in CLASSES:
            return None
        found, _ = choose(self.candidates(low, start, outer, quoted), low)
        return found.best if found is not None else None


def belonging(owner: str, thing: str) -> str:
    """What belongs to someone, named with the owner.

    >>> belonging("Ana Ruiz", "lawyer, a former judge"), belonging("the fire service of Kerala", "head")
    ("Ana Ruiz's lawyer", 'the head of the fire service of Kerala')
    """
    thing = thing.partition(",")[0].strip()
    owner = owner.partition(",")[0].strip()
    owner = owner[:1].lower() + owner[1:] if owner.startswith(("The ", "A ", "An ")) else owner
    if owner.count(" ") > 3 or " of " in owner or " who " in owner:
        return f"the {thing} of {owner}"
    return f"{owner}{'’' if '’' in owner else chr(39)}{'' if owner.endswith('s') else 's'} {thing}"


def _is_capital(text: str, entity: Entity | None) -> bool:
    """Whether a bare name is that of a country or a large city, which as a speaker stands for its government."""
    if entity is not None or not text[:1].isupper() or text.lower().startswith("the "):
        return False
    return any(
        place.kind == "country" or (place.kind == "city" and place.population > 300_000 and place.primary)
        for place in lookup(text)
    )
