"""Who speaks: pronouns, short forms and descriptions taken back to the mention that names them; None rather than a guess."""

from __future__ import annotations

import functools
import re

from copydesk.claims.actors import BODIES, BODY_KINDS, Actor, AnyNames, Cast, described, gender_of
from copydesk.claims.antecedents import sex_of
from copydesk.claims.belonging import OWNERS, Belonging, bare_name, belonging
from copydesk.claims.cues import table
from copydesk.claims.descriptions import PARTS, Descriptions
from copydesk.claims.draft import Range
from copydesk.claims.kinds import kind_of
from copydesk.claims.memory import Memory, Resolved, Source
from copydesk.claims.tree import Tree
from copydesk.nouns import Entity, SourceKind
from copydesk.parse.gazetteer import lookup

SINGULAR = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
PLURAL = frozenset({"they", "them", "their", "we", "us", "our", "themselves"})
FIRST = frozenset({"i", "we", "me", "us", "my", "our"})
PRONOUNS = SINGULAR | PLURAL | FIRST | frozenset({"it", "its", "itself", "who", "which", "that", "this", "both", "one", "some", "others", "many", "neither", "another"})  # fmt: skip
_OWN_WORDS = frozenset({"words", "opinion", "view", "estimation", "estimate", "telling", "belief", "assessment"})
_REACH = 700  # characters that within which "its chairman" is of a body


class Resolver:
    """Resolves the sources of one report, in text order, remembering who spoke."""

    def __init__(self, tree: Tree, names: AnyNames, outlet: str | None, body: tuple[int, int]) -> None:
        self.tree, self.names, self.outlet = tree, names, outlet
        self.cast = Cast(tree, names, body)
        self.words = self.cast.words
        self.memory = Memory(tree, self.cast)
        self.descriptions = Descriptions(self.memory)
        self.belongings = Belonging(self.memory, self.descriptions, outlet)
        self._bodies: dict[str, str] = {}  # of bare names, what the report tells them to be

    def resolve(self, place: Range | None, head: int | None, outer: Resolved | None, quoted: bool) -> Resolved:
        """The name, kind and proof of the source on the tokens `place`; `quoted` if it stands in another's quotation."""
        if place is None:
            return Resolved(None, None, "anonymous", None)
        tree = self.tree
        text = re.sub(r"(?<=\w)[’']s?$", "", tree.words(*place))
        head = place[1] if head is None or not place[0] <= head <= place[1] else head
        source = Source(
            text, text.lower().strip(), tree.start[place[0]], tree.end[place[1]], *place, head, outer, quoted
        )
        if PARTS.fullmatch(source.low) is not None:
            part = self.descriptions.part_of(source)
            if part is not None:
                return part
        if source.low in PRONOUNS:
            return self._pronoun(source.low, source)
        first_word, _, rest = source.low.partition(" ")
        if first_word in OWNERS and rest.split(" ")[0] in _OWN_WORDS:  # "according to his words": he is the source
            return self._pronoun(OWNERS[first_word], source)
        if not quoted and self.outlet and first_word == "this" and rest in self.words["media_words"]:
            return Resolved(self.outlet, None, self._outlet_kind(), f"“{text}” is the outlet")
        actor = self._actor(source)
        actor.spoke, actor.nested, actor.token = True, outer is not None, head
        if actor.entity is not None and actor.person:
            self.belongings.complete_role(actor, source)
        elif actor.entity is None:
            self._place(actor, source)
        self.memory.spoken.append(actor)
        how = (
            None
            if actor.name.partition(",")[0].lower() in source.low
            or actor.name.lower() == f"an unnamed {source.low.partition(' ')[2]}"
            else f"“{text}” is taken to be {actor.name}"
        )
        return Resolved(actor.name, actor.named_by, self.memory.kind(actor), how)

    def _outlet_kind(self) -> SourceKind:
        """The kind of source that the outlet itself is: of the media, where its name does not tell a body."""
        kind = kind_of(self.outlet or "")
        return kind if kind in (*BODY_KINDS, "state-media") else "media"

    def asked(self, label: str, start: int) -> Resolved:
        """Who "A" or "Q" of an interview is whose first turn begins at `start`: the person most named before, or who asks."""
        if label.lower().startswith("q"):
            how = "the outlet asks" if self.outlet else None
            return Resolved(self.outlet or "the interviewer", None, "media", how)
        named = sorted(
            ((sum(m.end <= start for m in person.mentions), person) for person in self.names.people),
            key=lambda row: -row[0],
        )
        if not named or not named[0][0] or (len(named) > 1 and named[0][0] == named[1][0]):
            return Resolved(None, None, "person", None)
        person = named[0][1]
        name = self.cast.full_name(person)
        place = next((m for m in person.mentions if m.quote == person.name), person.mentions[0])
        kind = self.cast.kinds.get(id(person), "person")
        return Resolved(
            name, (place.start, place.end), kind, f"“{label}” is taken to be {name}, whom the report introduces"
        )

    def _place(self, actor: Actor, source: Source) -> None:
        """Name a source that only a description tells with whom it belongs to: "her lawyer", "a spokesman"."""
        first_word, _, _ = source.low.partition(" ")
        if first_word in OWNERS:
            owner = self.belongings.owner(source)
            if owner is not None:
                actor.name = belonging(owner, source.text.partition(" ")[2])
            return
        case = self.belongings.of_the_case(source)
        if case is not None:
            actor.name = case
        elif (body := self.belongings.led(source)) is not None:
            noun = re.sub(r"(?i)^(?:an?|the) ", "", actor.name)
            actor.name = f"{noun if noun.startswith('unnamed') else 'unnamed ' + noun} for {bare_name(body)}"
            actor.name = f"an {actor.name.removeprefix('an ')}"
            actor.kind = self.memory.kind(body)
        elif (nation := _capital(source.text)) is not None:
            actor.name = f"the {nation} government"

    def _actor(self, source: Source) -> Actor:
        """The speaker that a source's words are, by name, by description, or as they stand."""
        tree, cast = self.tree, self.cast
        text, low, start, end, head = source.text, source.low, source.start, source.end, source.head
        entity = self._entity(source) or cast.leads.get(head)
        entity = self._longer_body(entity) or entity
        if entity is not None and entity.name.lower() in BODIES and cast.full_name(entity) == entity.name:
            entity = None  # "the Department", a short form of a longer name
        kind = kind_of(text, tree.lower[head] if tree.pos[head] == "NOUN" else None)
        first_word = low.split()[0]
        bare = kind is None and source.last - source.first <= 2 and tree.pos[head] == "PROPN"
        if bare and (entity is None or " " not in entity.name or id(entity) not in cast.people):
            kind = self._body_told(text)
        if kind is None and bare and (tree.entity[head] == "GPE" or _is_capital(text, entity)):
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
        before = self.descriptions.taken_up(source)
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

    def _longer_body(self, entity: Entity | None) -> Entity | None:
        """The body whose name begins with the one word that was read as a person's: "Vahmont" of Vahmont Cargo."""
        if entity is None or " " in entity.name or id(entity) not in self.cast.people:
            return None
        return next((body for body in self.names.organisations if body.name.startswith(f"{entity.name} ")), None)

    def _body_told(self, name: str) -> SourceKind | None:
        """Whether a bare name is a state's or a firm's, by what the report says it has: a parliament, shares."""
        if (kind := self._bodies.get(name)) is None:
            text, word = self.tree.text, re.escape(name)
            signs = self.words["state_has"], self.words["firm_has"]
            state, firm = (
                re.search(rf"\b{word}['’]s? (?:\w+ )?(?:{'|'.join(has)})\b|\b(?:{'|'.join(has)}) (?:of|in|with|at) {word}\b", text)
                is not None
                for has in signs
            )  # fmt: skip
            state = state or re.search(rf"\b(?:in|into|across|throughout|inside) {word}\b", text) is not None
            kind = self._bodies[name] = "company" if firm and not state else "government" if state and not firm else ""
        return kind or None  # type: ignore[return-value]

    def _leads(self, low: str) -> bool:
        """Whether a phrase is of someone who speaks for a body named before: "its chairman", "a spokesman"."""
        words = re.split(r"[\s,]+", low)
        if words[0] in ("its", "their", "his", "her", "our"):
            return any(word in self.words["led"] for word in words[1:5])
        return len(words) == 2 and words[1] in ("spokesman", "spokeswoman", "spokesperson")

    def _body_before(self, start: int) -> SourceKind | None:
        """The kind of the body spoken of last before `start`."""
        for actor in self.memory.recent(start, _REACH):
            kind = self.memory.kind(actor) if actor.entity is not None or actor.kind is not None else None
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

    def _entity(self, source: Source) -> Entity | None:
        """The person or organisation that the phrase is, not one that merely stands in it ("the wife of X")."""
        tree, head = self.tree, source.head
        for place in (head, *tree.kids(head, "appos", "compound", "flat")):
            if not source.first <= place <= source.last:
                continue
            entity = self.names.at(tree.start[place], tree.end[place])
            if entity is None or (place == head and tree.pos[head] != "PROPN" and id(entity) not in self.cast.people):
                continue
            if tree.dep[place] == "compound" and tree.pos[head] != "PROPN":
                continue
            return entity
        return None

    def _pronoun(self, low: str, source: Source) -> Resolved:
        """Whom a pronoun means: the speaker or the outlet if it is in the first person, else its antecedent."""
        outer, quoted = source.outer, source.quoted
        if low in FIRST:
            if quoted and outer is not None and outer.name is not None:
                return Resolved(outer.name, outer.named_by, outer.kind, f"“{low}” is the speaker, {outer.name}")
            if not quoted and low in ("we", "our", "us") and self.outlet:
                return Resolved(self.outlet, None, self._outlet_kind(), f"“{low}” is the outlet")
            return Resolved(None, None, "person", None)
        found = self.memory.antecedent(low, source.start, outer, quoted)
        if found is None:
            return Resolved(None, None, "person" if low in SINGULAR else "organisation", None)
        gender = found.gender or sex_of(low)
        if found.entity is not None and low in ("he", "she"):
            self.cast.genders.setdefault(id(found.entity), low)  # type: ignore[arg-type]
        name = found.name
        self.memory.spoken.append(
            Actor(
                name,
                found.phrase,
                source.start,
                source.end,
                found.person,
                found.number,
                gender,
                found.kind,
                found.entity,
                found.named_by,
                spoke=True,
                nested=outer is not None,
                token=source.head,
            )
        )
        return Resolved(name, found.named_by, self.memory.kind(found), f"“{low}” refers to {name}")


def _is_capital(text: str, entity: Entity | None) -> bool:
    """Whether a bare name is that of a country or a large city, which as a speaker stands for its government."""
    if entity is not None or not text[:1].isupper() or text.lower().startswith("the "):
        return False
    return any(
        place.kind == "country" or (place.kind == "city" and place.population > 300_000 and place.primary)
        for place in lookup(text)
    )


@functools.cache
def _capitals() -> dict[str, str]:
    return table("capitals")


def _capital(text: str) -> str | None:
    """Whose government a bare capital's name stands for ("Oslo said"), or None."""
    return _capitals().get(text)
