"""The kind of each source, judged once for all that a report tells of its holder.

`kinds` reads a phrase; a report tells more: how a person is introduced, for whom the person speaks, whether it is "he" or
"it" afterwards, how often it is named. Weights learned from the desk cases (training/train_kinds.py) weigh these
signs, the rules' own verdict among them, and one holder gets one kind.
"""

from __future__ import annotations

import functools
import json
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from importlib.resources import files
from typing import get_args

import msgspec
import numpy as np

from copydesk.claims.actors import AnyNames, people_words
from copydesk.claims.kinds import kind_of, kinds_of_word, leads
from copydesk.claims.resolve import PRONOUNS
from copydesk.claims.tree import Tree
from copydesk.nouns import Claim, Entity, SourceKind

KINDS: tuple[SourceKind, ...] = get_args(SourceKind)
Signs = dict[str, float]

_BODIES = frozenset({"official", "government", "military", "police", "court", "company", "organisation", "media", "state-media"})  # fmt: skip
_POSSESSIVE = frozenset({"its", "their", "his", "her", "our", "my"})
_INDEFINITE = frozenset({"a", "an", "one", "two", "three", "four", "five", "several", "some", "many", "another", "other", "few", "dozens", "most"})  # fmt: skip
_SINGULAR = frozenset({"he", "she", "him", "her", "i"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "pobj", "dobj", "poss", "appos", "conj", "ROOT", "attr"})
_AGED = re.compile(r",? (?:aged )?\d{1,2}\b|,? \(\d\d\)")
_AGE = re.compile(r"\b\d\d\b(?!,\d|%| per)|year-old")
_WORD = re.compile(r"[^\W_]+(?:[-.'’][^\W_]+)*")
_REACH = 150  # tokens over which "its" and a bare "chairman" look back for their body
_LONGEST = 120  # characters of a phrase that tells the kind of a body
_FORMS = 4  # source phrases of one holder that are read


def holders(names: AnyNames, claims: tuple[Claim, ...]) -> list[list[int]]:
    """The claims of each holder: of one entity, else of one name; claims without a source belong to nobody."""
    groups: dict[object, list[int]] = {}
    for index, claim in enumerate(claims):
        if claim.source is None:
            continue
        entity = _entity(names, claim)
        name = claim.source_name
        key = id(entity) if entity is not None else name.lower() if name else (claim.source.start, index)
        groups.setdefault(key, []).append(index)
    return list(groups.values())


def settled(tree: Tree, names: AnyNames, claims: tuple[Claim, ...], body: tuple[int, int]) -> tuple[Claim, ...]:
    """The claims with the kind that the weights give to each holder. Linear in the claims and the tokens."""
    weights = _weights()
    reading = Reading(tree, names, body)
    out = list(claims)
    for group in holders(names, claims):
        kind = weights.kind(reading.signs([claims[index] for index in group]))
        for index in group:
            if out[index].source_kind != kind:
                out[index] = msgspec.structs.replace(out[index], source_kind=kind)
    return tuple(out)


class Weights:
    """A linear judge over signs."""

    def __init__(self, signs: list[str], table: np.ndarray) -> None:
        self.rows = {sign: row for row, sign in enumerate(signs)}
        self.table = table

    def kind(self, signs: Signs) -> SourceKind:
        """The kind that the signs speak for most."""
        total = np.zeros(len(KINDS), dtype=np.float64)
        for sign, value in signs.items():
            row = self.rows.get(sign)
            if row is not None:
                total += value * self.table[row]
        return KINDS[int(total.argmax())]


@functools.cache
def _weights() -> Weights:
    data = json.loads((files("copydesk.claims") / "data" / "holders.json").read_text(encoding="utf-8"))
    return Weights(list(data["weights"]), np.array(list(data["weights"].values()), dtype=np.float64) * data["unit"])


def _entity(names: AnyNames, claim: Claim) -> Entity | None:
    """The person or body that the claim's name is taken from, if it bears that name."""
    if claim.named_by is None:
        return None
    entity = names.at(claim.named_by.start, claim.named_by.end)
    if entity is None:
        return None
    last, name = entity.name.split()[-1].lower(), (claim.source_name or "").lower().replace("’", "'")
    return (
        entity if last in name and f"{last}'s " not in name.partition(",")[0] else None
    )  # "Rann's doctors" are not Rann


class Reading:
    """What one report tells of the holders of its claims."""

    def __init__(self, tree: Tree, names: AnyNames, body: tuple[int, int]) -> None:
        self.tree, self.names, self.body = tree, names, body
        self.people = {id(entity) for entity in names.people}
        self.human = human = people_words()["human"]
        self.told = {id(entity): self._told(entity) for entity in names.organisations}
        found: list[tuple[int, str]] = []
        for entity in names.organisations:
            kind = self.told[id(entity)]
            found += [(self._at(mention.end - 1), str(kind)) for mention in entity.mentions]
        for token, pos in enumerate(tree.pos):
            if pos != "NOUN" or tree.dep[token] not in _SUBJECTS or tree.entity[token] or tree.lower[token] in human:
                continue
            kinds = kinds_of_word(tree.lower[token])
            if kinds and kinds[0] in _BODIES:
                found.append((token, str(kind_of(self._text(self._first_of(token), token)))))
        self.bodies = sorted(found)

    def _told(self, entity: Entity) -> SourceKind | None:
        """The kind of a body by its name, else by the first words with it that tell one ("the dockers' union FHB")."""
        if (kind := kind_of(entity.name)) is not None:
            return kind
        tree = self.tree
        for mention in entity.mentions:
            if mention.start < self.body[0]:
                continue
            start, end = self._phrase(mention.start, mention.end)
            noun = tree.head[token] if tree.dep[token := self._at(mention.end - 1)] == "compound" else token
            if noun > token and tree.lower[noun] not in self.human and not leads(tree.lower[noun]):
                end = max(end, tree.end[noun])  # "the FHB union"
            if end - start < _LONGEST and (kind := kind_of(tree.text[start:end])) in _BODIES:
                return kind
        return None

    def _body(self, first: int, last: int) -> str:
        """The kind of the body that the tokens from `first` to `last` name."""
        tree = self.tree
        kind = kind_of(self._text(first, last).rstrip("'’s "))
        if kind is None and (entity := self.names.at(tree.start[first], tree.end[last])) is not None:
            kind = self.told.get(id(entity))
        return str(kind)

    def signs(self, claims: list[Claim]) -> Signs:
        """What speaks for one kind or another in all that is told of the holder of `claims`."""
        out: Signs = {}
        ruled: str = Counter(claim.source_kind for claim in claims).most_common(1)[0][0]
        phrases = []
        for claim in claims:
            assert claim.source is not None
            words, place = claim.source.quote.lower(), (claim.source.start, claim.source.end)
            if words in PRONOUNS:
                out[f"pronoun {words}"] = 1.0
            elif place not in phrases:
                phrases.append(place)
        human = any(f"pronoun {word}" in out for word in _SINGULAR)
        for place in phrases[:_FORMS]:
            human |= self._describe(place, out)
        first = claims[0]
        entity = _entity(self.names, first)
        if entity is not None:
            human |= self._introduced(entity, phrases, out)
        elif not phrases and first.named_by is not None:
            human |= self._describe(self._phrase(first.named_by.start, first.named_by.end), out)
        elif not phrases:  # "we", the outlet
            out.update((f"word {word.lower()}", 1.0) for word in (first.source_name or "").split())
        role = (first.source_name or "").partition(",")[2].strip()
        if role:
            out[f"role {kind_of(role)}"] = 1.0
            out.update((f"word {word}", 1.0) for word in _WORD.findall(role.lower()))
        who = "human" if human else "thing"
        aged = "aged" if "aged" in out else "no age"
        out[f"rule {ruled}"] = 1.5
        out[f"{who}, rule {ruled}"] = out[f"{who}, {aged}"] = out[f"{who}, {aged}, rule {ruled}"] = out["always"] = 1.0
        return out

    def _introduced(self, entity: Entity, phrases: list[tuple[int, int]], out: Signs) -> bool:
        """Signs of how an entity comes into the report, and how often; True for a person."""
        tree, person = self.tree, id(entity) in self.people
        out["a person's name" if person else "a body's name"] = 1.0
        told = [mention for mention in entity.mentions if mention.start >= self.body[0]]
        out[f"named {min(4, len(told))}"] = 0.7
        if len(told) < len(entity.mentions):
            out["in the headline"] = 1.0
        if not person:
            out[f"name {kind_of(entity.name)}"] = out[f"told {self.told[id(entity)]}"] = 1.0
            out.update((f"word {word.lower()}", 1.0) for word in entity.name.split())
        if not told:
            return person
        mention = told[0]
        if "\n\n" not in tree.text[self.body[0] : mention.start].strip():
            out["in the lead"] = 1.0
        if _AGED.match(tree.text, mention.end, mention.end + 12):
            out["aged"] = 1.0
        start, end = self._phrase(mention.start, mention.end)
        if not any(start <= a < end and b - a > len(entity.name) for a, b in phrases):
            person |= self._describe((start, end), out)
        return person

    def _describe(self, place: tuple[int, int], out: Signs) -> bool:
        """Signs of the noun phrase on the characters `place`; True if it is of a person by name."""
        tree = self.tree
        first, last = self._at(place[0]), self._at(place[1] - 1)
        head = next((t for t in range(first, last + 1) if not first <= tree.head[t] <= last), last)
        text = tree.text[place[0] : place[1]]
        entity = self.names.at(tree.start[head], tree.end[head])
        person = tree.entity[head] == "PERSON" or (entity is not None and id(entity) in self.people)
        roles = []
        if tree.pos[head] != "NOUN" and (person or (tree.pos[head] == "PROPN" and entity is None)):
            start = head
            while start > first and entity is not None and self._is(start - 1, entity):
                start -= 1
            if start > first and tree.pos[start - 1] in ("NOUN", "PROPN", "ADJ"):
                roles.append(start - 1)
            roles += [t for t in tree.kids(head, "appos") if t <= last and tree.pos[t] == "NOUN"]
            if tree.dep[head] == "appos" and first <= tree.head[head]:
                roles.append(tree.head[head])
        else:
            person = tree.entity[head] == "PERSON"
            roles.append(head)
            for kid in tree.kids(head, "appos"):
                if kid > last:
                    continue
                if tree.pos[kid] == "PROPN":
                    other = self.names.at(tree.start[kid], tree.end[kid])
                    person |= other is not None and id(other) in self.people
                elif tree.pos[kid] == "NOUN":
                    roles.append(kid)
        shape = self._shape(first, last, head, person)
        out[f"shape {shape}"] = 1.0
        out[f"phrase {kind_of(text, tree.lower[head] if tree.pos[head] == 'NOUN' else None)}"] = 1.0
        if _AGE.search(text):
            out["aged"] = 1.0
        for role in roles:
            self._role(role, head, first, last, shape, out)
        for token in range(first, last + 1):
            if tree.pos[token] in ("NOUN", "ADJ", "VERB", "PROPN") and tree.entity[token] != "PERSON":
                out[f"word {tree.lemma[token]}"] = 1.0
        return person

    def _role(self, role: int, head: int, first: int, last: int, shape: str, out: Signs) -> None:
        """Signs of the noun `role` that says what the holder is, and of the body that it goes with."""
        tree = self.tree
        lemma, own = tree.lemma[role], kinds_of_word(tree.lower[role])
        speaks = leads(tree.lower[role]) or leads(lemma)
        kind = own[0] if own else "speaker" if speaks else "unknown"
        start = role
        while start > first and role - start < 7 and (tree.pos[start - 1] in ("NOUN", "PROPN", "ADJ", "PART") or tree.lower[start - 1] == "-"):  # fmt: skip
            start -= 1
        whole = kind_of(self._text(start, role), tree.lower[role])
        if tree.lower[role] in self.human:
            out[f"human noun is {kind}"] = 1.0
        out[f"noun {lemma}"] = out[f"noun is {kind}"] = out[f"noun is {kind}, {shape}"] = 1.0
        out[f"role is {whole}"] = out[f"role is {whole}, {shape}"] = 1.0
        bodies: list[tuple[str, str]] = []
        before = [token for token in range(start, role) if tree.pos[token] in ("NOUN", "PROPN", "ADJ")]
        if before:
            bodies.append((self._body(start, before[-1]), "of"))
            out.update(
                (f"noun is {kind} of {of[0]}", 1.0) for token in before if (of := kinds_of_word(tree.lower[token]))
            )
        for kid in dict.fromkeys((*tree.children[role], *tree.children[head])):
            if tree.dep[kid] == "poss" and tree.lower[kid] in _POSSESSIVE:
                body = self._body_before(first)
                bodies += [(body, "of")] if body else []
            elif tree.dep[kid] == "poss":
                bodies.append((self._body(tree.left[kid], kid), "of"))
            elif (
                tree.dep[kid] == "prep" and kid <= last and tree.lower[kid] in ("of", "for", "at", "with", "from", "in")
            ):
                thing = tree.kid(kid, "pobj")
                if thing is not None and thing <= last:
                    how = "in" if tree.lower[kid] in ("in", "from", "at") else "of"
                    bodies.append((self._body(tree.left[thing], thing), how))
        if not bodies and speaks and (body := self._body_before(first)):
            bodies.append((body, "of"))
        for body, how in bodies:
            out[f"{how} {body}"] = out[f"noun is {kind} {how} {body}"] = 1.0
            if speaks:
                out[f"speaks for {body}"] = 1.0

    def _shape(self, first: int, last: int, head: int, person: bool) -> str:
        """How a phrase is built: by name or not, and with which kind of determiner."""
        tree = self.tree
        opening = next((tree.lower[t] for t in range(first, min(last, first + 1) + 1) if tree.pos[t] in ("DET", "NUM") or tree.lower[t] in _POSSESSIVE | _INDEFINITE), "")  # fmt: skip
        determiner = (
            "a" if opening in _INDEFINITE
            else "its" if opening in _POSSESSIVE
            else "the" if opening in ("the", "this", "that", "these", "those")
            else "no" if opening in ("no", "nobody", "neither", "none")
            else "number" if opening
            else "bare"
        )  # fmt: skip
        named = "person" if person else "name" if tree.pos[head] == "PROPN" else "noun"
        return f"{named} {determiner}{' plural' if tree.tag[head] in ('NNS', 'NNPS') else ''}"

    def _body_before(self, token: int) -> str | None:
        """The kind of the last body told before `token`."""
        index = bisect_left(self.bodies, (token,)) - 1
        return self.bodies[index][1] if index >= 0 and token - self.bodies[index][0] < _REACH else None

    def _phrase(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the noun phrase around a mention, its apposition with it."""
        tree = self.tree
        token = head = self._at(end - 1)
        for _ in range(6):
            if tree.head[head] != head and start <= tree.start[tree.head[head]] < end:
                head = tree.head[head]
        head = tree.head[head] if tree.dep[head] == "appos" else head
        first, last = max(tree.left[head], token - 10), min(tree.right[head], token + 10)
        return tree.start[min(first, token)], tree.end[max(last, token)]

    def _first_of(self, token: int) -> int:
        """The first of the nouns and adjectives right before a noun, at most four."""
        first = token
        while first > 0 and token - first < 4 and self.tree.pos[first - 1] in ("NOUN", "PROPN", "ADJ"):
            first -= 1
        return first

    def _is(self, token: int, entity: Entity) -> bool:
        tree = self.tree
        return tree.pos[token] == "PROPN" and self.names.at(tree.start[token], tree.end[token]) is entity

    def _text(self, first: int, last: int) -> str:
        return self.tree.words(first, last)

    def _at(self, place: int) -> int:
        """The token on the character `place`."""
        return max(0, bisect_right(self.tree.start, place) - 1)
