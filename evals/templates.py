"""What the desk makes of a report, in the terms of the MUC-4 incident templates: six slots of each relevant deed.

The desk tells what was done; which deeds MUC calls relevant (terrorism against civilians and their like, told as single acts, no
clashes of armies), and how it words a slot, is the task's own matter. Softmax regressions over what the ledger holds about a deed
judge that; `training/train_templates.py` fits them on the task's training part, and they stay with the evaluation (`muc.json.gz`).
"""

from __future__ import annotations

import functools
import gzip
import json
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from copydesk.facts.events.deeds import Deed, find_deeds
from copydesk.nouns import Ledger, Span
from evals.whereabouts import OPENING, Candidate, Row, country_of, days, own_sentences, paths, step, when

WEIGHTS = Path(__file__).parent / "muc.json.gz"
NONE = "none"
EFFECTS = ("DEATH", "INJURY", "NO INJURY OR DEATH")
TYPES = ("ATTACK", "BOMBING", "KIDNAPPING", "ARSON", "ROBBERY")
# Chances from which on a type is taken to be in a report, a further deed to be relevant, an uncertain slot to be filled: what is
# filled pays where it is right more often than about half of the F that is reached.
PRESENT, FURTHER, FILLED, BLAMED = 0.6, 0.5, 0.35, 0.25
LEAD = 600  # characters behind the dateline
_WORD = re.compile(r"[a-z]{3,}")
_BLAME = {
    "claimed": re.compile(
        r"\b(?:claim|assum|admit|acknowledg|took|take)\w*\s+(?:\w+\s+)?(?:responsibility|credit)|\bconfess"
    ),
    "suspected": re.compile(r"\b(?:suspect|alleg|presum|apparent|reported|believ|probabl|possibl|attribut)"),
    "accused": re.compile(r"\b(?:accus|blam|charg|held? responsible|responsible for|guilty|denounc)"),
    "authorities": re.compile(
        r"\b(?:polic|army|militar|government|authorit|official|president|minister|armed forces|judge)"
    ),
    "rebels": re.compile(
        r"\b(?:guerrilla|rebel|terrorist|subversive|extremist|insurgent|farabundo|fmln|eln|shining path|farc)"
    ),
    "unknown": re.compile(r"\b(?:unidentified|unknown|unhurt|no one has|not been identified)"),
    "denied": re.compile(r"\b(?:deni|rejected|disclaim)"),
}
_NOBODY = re.compile(r"\b(?:no|not|nobody|none|neither|yet)\b[^.]{0,50}$")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
# What is said of a group: that it did a deed, that the deed was done by it.
_DID = (
    r"(?:\s\w+){0,3}\s(?:abducted|ambushed|assassinated|attacked|blew|burned|carried|destroyed|detonated|dynamited|executed"
    r"|exploded|kidnapped|killed|launched|murdered|placed|seized|set|shot|staged|threatened)\b"
)
_BY = r"\bby(?:\s\w+){0,4}\s"
EVEN = 16.0  # what all words of a report weigh together, squared and rooted, so that long reports weigh no more than short ones
COMMON = ("doc ", "near ", "bias")  # what is seen of every deed of a report, and too much to be told of it twice

Model = Mapping[str, Any]


def words(text: str) -> set[str]:
    """The small words of a text, plurals and singulars as one."""
    return {word[:-1] if word.endswith("s") and len(word) > 4 else word for word in _WORD.findall(text.lower())}


def features(ledger: Ledger, deeds: Sequence[Deed]) -> list[Row]:
    """What is seen of each deed: kinds, triggers, who took part, when, where, how surely, and the words around."""
    everything = _even(words(ledger.text), "doc")
    every: list[Row] = []
    sentences = ledger.sentences
    for number, deed in enumerate(deeds):
        events = [ledger.events[at] for at in deed.events]
        row: Row = everything | {f"kind {deed.kind}": 1.0, "bias": 1.0}
        row |= {f"kinds {event.kind}": 1.0 for event in events}
        row |= {f"trigger {event.trigger.quote.lower()}": 1.0 for event in events}
        for role, spans in (("agent", deed.agents), ("patient", deed.patients), ("instrument", deed.instruments)):
            row |= {f"{role} {word}": 1.0 for span in spans[:6] for word in words(span.quote[:80])}
            row[f"{role}s {min(len(spans), 3)}"] = 1.0
            row[f"{role} named"] = float(any(_capital(span.quote) for span in spans))
        own = own_sentences(sentences, events)
        for at in own:
            row |= {f"near {word}": 1.0 for word in words(sentences[at].quote[:600])}
        first = min(own, default=0)
        row |= {f"first {step(first)}": 1.0, f"number {min(number, 5)}": 1.0, f"of {min(len(deeds), 8)}": 1.0}
        row |= {f"events {min(len(events), 6)}": 1.0, f"sentences {step(len(sentences))}": 1.0}
        earlier = sum(other.kind == deed.kind for other in deeds[:number])
        row[f"earlier {min(earlier, 3)}"] = 1.0
        row["main"] = float(any(event.main for event in events))
        surely = max(event.factuality for event in events)
        row[f"surely {round(surely)}"] = 1.0
        row[f"time {when(ledger, deed)}"] = 1.0
        row[f"place {deed.place.country if deed.place else None}"] = 1.0
        row[f"country {country_of(ledger, deed)}"] = 1.0
        for event in events:
            claim = ledger.claims[event.claim] if event.claim is not None else None
            row[f"claim {claim.source_kind if claim else None}"] = 1.0
            row[f"certainty {claim.certainty if claim else None}"] = 1.0
        row |= _blame(ledger, deed, [sentences[at] for at in own])
        row["plural"] = float(all(event.trigger.quote.endswith("s") for event in events))
        row["nobody"] = float(not deed.agents and not deed.patients)
        every.append(row)
    return every


def _blame(ledger: Ledger, deed: Deed, own: Sequence[Span]) -> Row:
    """What is seen of who is said to have done a deed, and how: organisations as agents or near, words of claim and of blame."""
    bodies = [span for body in ledger.organisations for span in body.mentions]
    agent = any(span.start < body.end and body.start < span.end for span in deed.agents for body in bodies)
    near = sum(any(one.start <= body.start < one.end for one in own) for body in bodies)
    text = " ".join(one.quote for one in own).lower()
    found = {name for name, pattern in _BLAME.items() if pattern.search(text)}
    row = {f"blame {name}": 1.0 for name in found}
    row |= {f"blame {name} of body": 1.0 for name in found if agent}
    row |= {"agent body": float(agent), f"bodies {min(near, 3)}": 1.0}
    row["agent capitals"] = float(any(re.search(r"\b[A-Z]{3,}\b", span.quote) for span in deed.agents))
    row["bodies in report"] = float(any(re.search(r"\b[A-Z]{3,5}\b", body.quote) for body in bodies))
    return row


@functools.lru_cache(maxsize=1)
def _named(groups: tuple[str, ...]) -> dict[str, re.Pattern[str]]:
    """Patterns of the groups' names, and of what is said of them, longest name first; a group without names is never found."""
    any_of = r"\b(?:" + "|".join(map(re.escape, sorted(groups, key=len, reverse=True)) or ["(?!)"]) + r")\b"
    return {key: re.compile(said) for key, said in (("named", any_of), ("did", any_of + _DID), ("by", _BY + any_of))}


def blamed(text: str, kind: str, groups: Sequence[str]) -> Row:
    """What a whole report says of who did a deed of a type: which armed groups it names, and in which words it blames them.

    `groups` are names in small letters.
    """
    text = " ".join(text.lower().split())
    patterns = _named(tuple(groups))
    found = Counter(match[0] for match in patterns["named"].finditer(text))
    row = {"bias": 1.0, f"type {kind}": 1.0, f"groups {min(len(found), 4)}": 1.0}
    row |= {f"named {min(found.total().bit_length(), 5)}": 1.0} | {f"group {name}": 1.0 for name in found}
    for sentence in _SENTENCE.split(text):
        here = patterns["named"].search(sentence) is not None
        row |= {f"group {said}": 1.0 for said in ("did", "by") if here and patterns[said].search(sentence)}
        for name, pattern in _BLAME.items():
            match = pattern.search(sentence)
            if match and not (name == "claimed" and _NOBODY.search(sentence[: match.start()])):
                row |= {f"said {name}": 1.0} | ({f"said {name} of group": 1.0} if here else {})
    return row


def whole(ledger: Ledger, rows: Sequence[Row]) -> Row:
    """What is seen of a whole report: its words, its opening, what is seen of any of its deeds."""
    row = _even(words(ledger.text), "doc")
    row |= {f"lead {word}": 1.0 for word in words(ledger.text[OPENING // 2 : LEAD])}
    row |= _even({name for own in rows for name, value in own.items() if value and not name.startswith(COMMON)}, "any")
    row[f"deeds {min(len(rows), 6)}"] = 1.0
    row["bias"] = 1.0
    return row


def _even(names: set[str], of: str) -> Row:
    """Names that weigh as much together as those of any other report."""
    return {f"{of} {name}": EVEN / math.sqrt(len(names)) for name in names}


def _capital(quote: str) -> bool:
    return any(word[:1].isupper() for word in quote.split()[1:])


def likeliest(model: Model, candidates: Sequence[Candidate]) -> Any:
    """The value of the candidate that is likeliest to be right; None without any."""
    if not candidates:
        return None
    return max(candidates, key=lambda one: chances(model, one.row).get("yes", 0.0)).value


@functools.cache
def models() -> dict[str, Model]:
    """The fitted regressions of muc.json.gz."""
    read: dict[str, Model] = json.loads(gzip.decompress(WEIGHTS.read_bytes()))["models"]
    return read


def chances(model: Model, row: Row) -> dict[str, float]:
    """The chance of each class."""
    sums = [0.0] * len(model["classes"])
    for name, value in row.items():
        weights = model["weights"].get(name)
        if weights is not None and value:
            sums = [total + value * weight for total, weight in zip(sums, weights, strict=True)]
    top = max(sums)
    shares = [math.exp(total - top) for total in sums]
    return {name: share / sum(shares) for name, share in zip(model["classes"], shares, strict=True)}


def templates(
    ledger: Ledger, *, fitted: Mapping[str, Model] | None = None, present: float = PRESENT, further: float = FURTHER
) -> list[dict[str, Any]]:
    """The templates of a report: of each type that it holds the likeliest deed, and further deeds that are likely enough."""
    fitted = fitted or models()
    deeds = find_deeds(ledger)
    rows = features(ledger, deeds)
    about = whole(ledger, rows)
    told = [chances(fitted["type"], row) for row in rows]
    given: set[tuple[int, str]] = set()
    for kind in TYPES:
        if f"has {kind}" not in fitted or chances(fitted[f"has {kind}"], about).get("yes", 0.0) < present:
            continue
        if deeds:
            given.add((max(range(len(deeds)), key=lambda at: told[at].get(kind, 0.0)), kind))
    taken = {at for at, _ in given}
    for at, kinds in enumerate(told):
        if at not in taken and 1 - kinds[NONE] >= further:
            given.add((at, max((kind for kind in kinds if kind != NONE), key=kinds.__getitem__)))
    return [filled(ledger, deeds[at], rows[at] | {f"type {kind}": 1.0}, kind, fitted) for at, kind in sorted(given)]


def filled(ledger: Ledger, deed: Deed, row: Row, kind: str, fitted: Mapping[str, Model]) -> dict[str, Any]:
    """The template of one deed."""

    def chosen(slot: str) -> str:
        told = chances(fitted[slot], row)
        return max(told, key=told.__getitem__)

    made: dict[str, Any] = {"type": [kind], "stage": [chosen("stage")]}
    path = likeliest(fitted["location"], paths(ledger, deed, kind))
    if path:
        made["location"] = [{"any": [path]}]
    day = likeliest(fitted["date"], days(ledger, deed, kind))
    if day:
        made["date"] = [day]
    surely = chances(fitted["perp_confidence"], blamed(ledger.text, kind, fitted["perp_confidence"].get("groups", ())))
    confidence = max((name for name in surely if name != NONE), key=surely.__getitem__)
    if surely[confidence] >= BLAMED:
        made["perp_confidence"] = [confidence]
    effects = [name for name in EFFECTS if chances(fitted[f"effect {name}"], row).get("yes", 0.0) >= FILLED]
    if effects:
        made["human_effect"] = effects
    return made
