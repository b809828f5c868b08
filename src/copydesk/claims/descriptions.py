"""Whom a description goes back to: "the paper", "the ministry", "the 34-year-old", "the statement", "two of them"."""

from __future__ import annotations

import re

from copydesk.claims.actors import Actor
from copydesk.claims.kinds import head_word, kind_of
from copydesk.claims.leads import people_nouns
from copydesk.claims.memory import Memory, Resolved, Source

PARTS = re.compile(
    r"(?:at least )?(?:one|some|others|many|both|another|neither|all|none|several|most|few|each|half|nobody|the other|the others|a second|a third|two|three|four|five|six|[a-z]+ty(?:-[a-z]+)?)(?: of (?:them|those|these))?"
)
_WHOLE = frozenset({"both", "all", "none", "neither", "each"})
_FAR = 4_200  # characters that a description looks back over
_NEAR = 700
_PRINTED = frozenset({"paper", "newspaper", "daily", "weekly", "magazine", "tabloid"})
_AIRED = frozenset({"broadcaster", "television", "radio", "tv", "agency", "channel", "station"})
_OPENING = frozenset({"the", "a", "an", "on", "in", "at", "for", "when", "after", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})  # fmt: skip
_POINTING = frozenset({"the", "this", "that", "these", "those"})
_AGE = re.compile(r"(\d{1,3})-year-old")
# Words that say no more of a person than age and sex, and so may mean anyone who fits.
_PLAIN = frozenset(
    {"man", "woman", "boy", "girl", "teenager", "pensioner", "year-old", "suspect", "defendant", "accused"}
)
_CORE = re.compile(r",| (?:who|which|that|whose|of|for|in|at|on|from|with|by|to|near|seen|said|read)\b")


class Descriptions:
    """Takes descriptions of one report back to who or what they describe."""

    def __init__(self, memory: Memory) -> None:
        self.memory, self.tree, self.cast = memory, memory.tree, memory.cast
        self.words = memory.cast.words

    def taken_up(self, source: Source) -> Actor | None:
        """The actor that a description with an article goes back to, or None."""
        low = source.low.partition(",")[0]
        words = low.split()
        if len(words) > 1 and words[-1] in ("himself", "herself", "itself", "themselves"):
            words = words[:-1]
            low = " ".join(words)
        if not words or words[0] not in _POINTING or not 2 <= len(words) <= 4:
            return None
        noun = head_word(low)
        if not noun:
            return None
        if noun in self.words["statement_words"]:
            return self._issuer(low, source.start)
        if noun in self.words["media_words"]:
            return self._outlet(noun, low, source.start)
        if noun in people_nouns() or _AGE.search(words[-1]):
            return self._person(noun, words, source)
        return self._body(noun, words, source)

    def part_of(self, source: Source, kind_of_parts: bool = True) -> Resolved | None:
        """ "One said …", "Two of them …": of the several whom "they" would mean there."""
        several = self.memory.antecedent("they", source.start, source.outer, source.quoted, _countable)
        if several is None:
            return None
        whole = several.name[:1].lower() + several.name[1:] if several.entity is None else several.name
        whole = re.sub(r"^an unnamed ", "", whole)
        low = re.sub(r" of (?:them|those|these)$", "", source.low)
        name = whole if low in _WHOLE else f"{low} of {whole}"
        return Resolved(name, several.named_by, self.memory.kind(several), f"“{source.text}” are of {several.phrase}")

    def _outlet(self, noun: str, low: str, start: int) -> Actor | None:
        """ "The paper": the newspaper named or described last; a broadcaster is no paper."""
        earlier = [
            actor
            for actor in self.memory.recent(start, _FAR)
            if not actor.person and not (actor.phrase.lower() == low == actor.name.lower())
        ]
        for actor in earlier:
            if head_word(actor.phrase) == noun and actor.kind != "document":
                return actor
        for actor in earlier:
            if noun in _PRINTED and _AIRED & set(_plain(actor.phrase)):
                continue
            if self.memory.told_kind(actor) in ("media", "state-media"):
                return actor
        return None

    def _person(self, noun: str, words: list[str], source: Source) -> Actor | None:
        """ "The officer", "the 34-year-old": whom the same words introduced; else, of plain words, who "he" would mean."""
        start = source.start
        aged = _AGE.search(words[-1])
        if aged is not None:
            return self._of_age(aged[1], source)
        wanted = set(words[1:])
        for actor in self.memory.recent(start, _FAR):
            if not actor.person:
                continue
            phrase = _plain(actor.phrase)
            role = self.cast.roles.get(id(actor.entity), "") if actor.entity is not None else ""
            if actor.phrase.lower() == source.low and actor.name.lower() == source.low:
                continue
            told = set(phrase) | set(_plain(role))
            if (
                wanted <= told
                and (noun == head_word(role) or noun in _plain(_core(actor.phrase)))
                and (actor.entity is not None or len(phrase) > len(words) or actor.name.lower() != actor.phrase.lower())
            ):
                return actor
        if noun in _PLAIN and len(words) == 2:
            gender = "she" if noun in self.words["she"] else "he" if noun in self.words["he"] else None
            for low in (gender,) if gender else ("he", "she"):
                found = self.memory.antecedent(low, start, source.outer, source.quoted, lambda actor: actor.entity is not None and actor.person)  # fmt: skip
                if found is not None:
                    return found
        return None

    def _of_age(self, age: str, source: Source) -> Actor | None:
        """Whoever is told to be of that age, else whom "he" or "she" would mean."""
        text = self.tree.text
        people = [a for a in self.memory.recent(source.start, _FAR) if a.person and a.entity is not None]
        for actor in people:
            if any(re.match(rf",? \(?(?:aged )?{age}\b", text[m.end : m.end + 12]) for m in actor.entity.mentions):  # type: ignore[union-attr]
                return actor
        ages = {
            id(actor.entity)
            for actor in people
            if any(re.match(r",? \(?(?:aged )?\d\d\b", text[m.end : m.end + 12]) for m in actor.entity.mentions)  # type: ignore[union-attr]
        }
        found = [
            self.memory.antecedent(low, source.start, source.outer, source.quoted, lambda actor: actor.entity is not None and id(actor.entity) not in ages)
            for low in ("he", "she")
        ]  # fmt: skip
        both = [actor for actor in found if actor is not None]
        return max(both, key=lambda actor: actor.start) if both else None

    def _body(self, noun: str, words: list[str], source: Source) -> Actor | None:
        """ "The ministry", "the report": what was named or described more fully before, never a person."""
        low, start = " ".join(words), source.start
        if len(words) == 2 and (named := self._bearing(noun, start)) is not None:
            return named
        wanted = set(words[1:])
        earlier = [actor for actor in self.memory.recent(start, _FAR) if not actor.person]
        for actor in earlier:
            if actor.phrase.lower() == low:
                if actor.name.lower() != low:
                    return actor
                continue
            phrase = _plain(actor.phrase)
            if noun not in _unowned(_core(actor.phrase)) and not (
                actor.entity is not None and noun in _plain(actor.entity.name)
            ):
                continue
            if wanted <= set(phrase) and (actor.entity is not None or len(phrase) > len(words)):
                return actor
        if noun in self.words["kind_words"] and (kind := kind_of(noun)) is not None:
            return next((a for a in earlier if a.entity is not None and self.memory.told_kind(a) == kind), None)
        return None

    def _bearing(self, noun: str, start: int) -> Actor | None:
        """ "The bank", after "Pwani Trust Bank": the last body before whose name ends in the noun, if none said it since."""
        text = self.tree.text
        begin = max(self.cast.body[0], start - _FAR)
        pattern = rf"(?:[A-Z][\w’'&-]*\s){{1,4}}{re.escape(noun.capitalize())}\b(?! [A-Z])(?: of (?:the )?[A-Z]\w+(?: [A-Z]\w+)*)?"
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
            for actor in self.memory.recent(start, _FAR)
        ):
            return None
        name = text[place[0] : place[1]]
        entity = self.memory.cast.names.at(*place)
        return Actor(name, name, *place, False, "one", None, kind_of(name), entity, place)

    def _issuer(self, low: str, start: int) -> Actor | None:
        """Who issued "the statement": the body that spoke last in its paragraph, else whoever spoke last."""
        spoke = [
            actor
            for actor in self.memory.recent(start, _NEAR)
            if actor.spoke and actor.phrase.lower() != low and actor.kind not in ("document", "anonymous")
        ]
        paragraph = self.tree.text.rfind("\n", 0, start)
        bodies = [actor for actor in spoke if not actor.person and actor.start > paragraph]
        return next(iter(bodies or spoke), None)


def _countable(actor: Actor) -> bool:
    return actor.number == "many" and actor.kind != "document"


def _plain(phrase: str) -> list[str]:
    """The words of a phrase in small letters, without commas and genitives."""
    return re.sub(r"[’']s\b", "", phrase.lower().replace(",", " ")).split()


def _unowned(phrase: str) -> list[str]:
    """The same without the words that own what follows: "the agency's head" is no agency."""
    return _plain(re.sub(r"\S+[’']s?(?=\s)", "", phrase))


def _core(phrase: str) -> str:
    """A noun phrase up to what hangs on its head."""
    cut = _CORE.search(phrase, 2)
    return phrase[: cut.start()] if cut is not None else phrase
