"""People and organisations of a report: one entry each, with every mention and the fullest name."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property

from copydesk.nouns import Entity
from copydesk.parse.descriptions import described
from copydesk.parse.mentions import Kind, Mention, mentions, words
from copydesk.parse.parsed import Parsed

Key = tuple[str, ...]
MOST_NAMESAKES = 20  # people of one surname that are told apart


@dataclass(frozen=True)
class Names:
    """The people and organisations that a report names, in order of first mention."""

    people: tuple[Entity, ...]
    organisations: tuple[Entity, ...]

    @cached_property
    def _spans(self) -> list[tuple[int, int, Entity]]:
        entities = (*self.people, *self.organisations)
        return sorted(((m.start, m.end, entity) for entity in entities for m in entity.mentions), key=lambda x: x[:2])

    def at(self, start: int, end: int) -> Entity | None:
        """The entity with a mention that overlaps the characters `start` to `end`, the earliest such mention's; else None."""
        index = bisect_right(self._spans, start, key=lambda span: span[1])
        if index < len(self._spans) and self._spans[index][0] < end:
            return self._spans[index][2]
        return None


def find_names(parsed: Parsed) -> Names:
    """The people and organisations that a report names.

    >>> from copydesk.nouns import Report
    >>> from copydesk.parse import parse
    >>> text = "The state broadcaster VGTRK named the man as Dmitry Perov. Perov, 31, was a soldier."
    >>> names = find_names(parse(Report(id="x", text=text)))
    >>> [(person.name, len(person.mentions)) for person in names.people], [o.name for o in names.organisations]
    ([('Dmitry Perov', 3)], ['VGTRK'])
    """
    dateline = parsed.layout.dateline or (0, 0)
    found = [m for m in mentions(parsed.doc) if not dateline[0] <= m.start < dateline[1] and not parsed.aside(m.start)]
    groups: dict[Key, list[Mention]] = defaultdict(list)
    for mention in found:
        groups[_key(mention)].append(mention)
    kinds = {key: _vote(group) for key, group in groups.items()}
    _shortened(groups, kinds)
    people = described(parsed, _people(parsed, groups, kinds))
    organisations = _organisations(parsed, groups, kinds)
    return Names(people, organisations)


def _key(mention: Mention) -> Key:
    """What makes two mentions one name: the same words, however written."""
    parts = tuple(word.strip(".’'") for word in mention.text.lower().replace("-", " ").split())
    return tuple(part for part in parts if part) or (mention.text,)


def _vote(group: list[Mention]) -> Kind:
    """The kind that most speaks for, over all mentions of one name; the parser's labels count as one voice together."""
    score: dict[Kind, float] = defaultdict(float)
    for mention in group:
        for kind, weight in mention.labels:
            score[kind] += 1.5 * weight / len(group)
        for kind, weight in mention.evidence:
            score[kind] += weight
    if not score:
        return "person" if all(_personlike(m) for m in group) else "other"
    best = max(sorted(score), key=lambda kind: score[kind])
    return best if score[best] >= 0.7 else "other"


def _personlike(mention: Mention) -> bool:
    """Whether an unlabelled name has a person's shape: two or three words, each one capital and small letters."""
    parts = mention.text.split()
    return 2 <= len(parts) <= 4 and all(
        p[0].isupper() and p[1:].islower() for p in parts if p.lower() not in words()["particles"]
    )


def _people(parsed: Parsed, groups: dict[Key, list[Mention]], kinds: dict[Key, Kind]) -> tuple[Entity, ...]:
    """One entry a person: full names first, then surnames and given names that can only be theirs."""
    full = [key for key in groups if len(key) > 1 and kinds[key] == "person"]
    owner: dict[Key, Key] = {}
    families: dict[str, list[Key]] = defaultdict(list)  # full names by their last word
    for key in sorted(full, key=lambda k: (-len(k), groups[k][0].start)):
        twin = next((o for o in families[key[-1]][:MOST_NAMESAKES] if _same_person(key, o)), None)
        owner[key] = twin or key
        if twin is None:
            families[key[-1]].append(key)
    given: dict[str, list[Key]] = defaultdict(list)
    for namesakes in list(families.values()):
        for own in namesakes:
            given[own[0]].append(own)
    bears: dict[Key, list[Mention]] = defaultdict(list)  # the mentions in full of each person
    for key, own in owner.items():
        bears[own] += groups[key]
    entries: dict[Key, list[Mention]] = defaultdict(list)
    for key, own in owner.items():
        entries[own] += groups[key]
    for key, group in groups.items():
        if len(key) != 1:
            continue
        bearers = (families.get(key[0]) or given.get(key[0]) or [])[:MOST_NAMESAKES]
        if not bearers:
            if kinds[key] == "person" and not _heading(parsed, key, group):
                entries[key] += group
            continue
        if (
            kinds[key] in ("place", "organisation")
            and any(m.evidence for m in group)
            and not _surname(key, group, bearers)
        ):
            continue
        kinds[key] = "person"
        for mention in group:
            entries[_nearest(mention, bearers, bears)].append(mention)
    return _entities(parsed, entries)


def _heading(parsed: Parsed, key: Key, group: list[Mention]) -> bool:
    """Whether a lone name is a noun for a person that a headline opens with ("Skipper found on islet")."""
    return key[0] in words()["roles"] and all(m.first == 0 or m.start == parsed.layout.body[0] for m in group)


def _surname(key: Key, group: list[Mention], bearers: list[Key]) -> bool:
    """Whether a lone name that the parser took for a place or organisation is the surname of a person named before."""
    strong = max((w for m in group for k, w in m.evidence if k in ("place", "organisation")), default=0.0)
    return any(key[0] == own[-1] for own in bearers) and strong < 2.0


def _same_person(short: Key, full: Key) -> bool:
    """Whether a shorter name is another form of a fuller one: the same surname, no given name that differs."""
    if short[-1] != full[-1]:
        return False
    mine, theirs = short[:-1], full[:-1]
    return all(any(a == b or (1 in (len(a), len(b)) and a[0] == b[0]) for b in theirs) for a in mine)


def _nearest(mention: Mention, bearers: list[Key], bears: dict[Key, list[Mention]]) -> Key:
    """Of the people who bear a name, the one named in full last before this mention, else the first."""
    if len(bearers) == 1:
        return bearers[0]
    full = [(m.start, own) for own in bearers for m in bears[own]]
    before = [item for item in full if item[0] < mention.start]
    return max(before)[1] if before else min(full)[1]


def _organisations(parsed: Parsed, groups: dict[Key, list[Mention]], kinds: dict[Key, Kind]) -> tuple[Entity, ...]:
    """One entry an organisation: acronyms and short forms go to the name they stand for."""
    keys = [key for key in groups if kinds[key] == "organisation"]
    owner: dict[Key, Key] = {}
    holds = Counter(
        part for key in keys for part in set(key)
    )  # "the Office" is the Sanctions Office if no other is named
    generic = words()["organisations"] | words()["links"] | words()["places"]
    behind = {m.end: key for key in keys for m in groups[key]}
    initials: dict[str, Key] = {}
    forms: dict[Key, Key] = {}  # every shorter form of a name, from its beginning or its end
    for key in sorted(keys, key=lambda k: (-len(k), groups[k][0].start)):
        full = forms.get(key) if not set(key) <= generic or holds[key[-1]] == 2 else None
        full = full or _bracketed(parsed, groups[key], behind) or initials.get(groups[key][0].text.replace(".", ""))
        owner[key] = owner.get(full, key) if full and len(full) > len(key) else key
        for size in range(1, len(key)):
            forms.setdefault(key[:size], key)
            forms.setdefault(key[-size:], key)
        if len(key) > 1:
            for letters in _initials(groups[key][0].text):
                initials.setdefault(letters, key)
    entries: dict[Key, list[Mention]] = defaultdict(list)
    for key, own in owner.items():
        entries[own] += groups[key]
    return _entities(parsed, entries)


def _shortened(groups: dict[Key, list[Mention]], kinds: dict[Key, Kind]) -> None:
    """Take a lone name that opens the name of one organisation for that organisation, where nothing but a label speaks against it."""
    opened: dict[str, list[Key]] = defaultdict(list)
    for key, kind in kinds.items():
        if kind == "organisation" and len(key) > 1:
            opened[key[0]].append(key)
    for key, group in groups.items():
        full = sorted(opened.get(key[0], ()), key=len)  # "Tessaly Foods" and "Tessaly Foods AG" are one
        against = any(kind != "organisation" and weight > 0 for m in group for kind, weight in m.evidence)
        if len(key) == 1 and full and not against and all(full[-1][: len(one)] == one for one in full):
            kinds[key] = "organisation"


def _initials(full: str) -> set[str]:
    """What a name may be shortened to by its initials ("Freedonian Rail Authority": "FRA")."""
    parts = [part for part in full.replace("-", " ").split() if part[0].isalnum()]
    large = "".join(part[0] for part in parts if part[0].isupper())
    every = "".join(part[0] for part in parts).upper()
    return {letters for letters in (large, every) if len(letters) > 1}


def _bracketed(parsed: Parsed, short: list[Mention], behind: dict[int, Key]) -> Key | None:
    """The name that the short one stands right behind in brackets, or None."""
    text = parsed.report.text
    found = (behind.get(m.start - 2) for m in short if text[m.start - 2 : m.start] == " (")
    return next((key for key in found if key is not None), None)


def _entities(parsed: Parsed, entries: dict[Key, list[Mention]]) -> tuple[Entity, ...]:
    """The entries as entities, in order of first mention, each under its fullest name in the report itself.

    Who is named only in an appended digest is left out: it may have the name wrong.
    """
    found = []
    digest = parsed.layout.digest or (0, 0)
    for group in entries.values():
        group.sort(key=lambda m: m.start)
        own = [m for m in group if not digest[0] <= m.start < digest[1]]
        if not own:
            continue
        best = max(
            own, key=lambda m: (not (m.text.isupper() and " " in m.text), len(m.text.split()), len(m.text), -m.start)
        )
        spans = tuple(parsed.span(m.start, m.end) for m in group)
        found.append(Entity(name=" ".join(best.text.split()), mentions=spans))
    return tuple(sorted(found, key=lambda entity: entity.mentions[0].start))
