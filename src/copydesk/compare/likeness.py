"""How likely two reports tell of one incident, from what they have in common and what speaks against it."""

from __future__ import annotations

import functools
import importlib.resources
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from copydesk.compare.facts.names import key, same_name
from copydesk.compare.profile import Profile, Spot, cosine
from copydesk.compare.wording import folded, stem

Features = dict[str, float]
People = Sequence[tuple[str, float]]

APART = "said apart"  # a report says that it has nothing to do with a name the other is about
_SAID_APART = -6.0  # its weight, in log-odds
_PEOPLE = 6
LATER = 14  # days without a report that part what was told before from what was told after
_GOES_ON = frozenset({"arrest", "trial", "investigation"})  # kinds of events by which an incident goes on, however late


def features(first: Profile, second: Profile) -> Features:
    """What speaks for and against two reports telling of one incident; the same both ways round."""
    words, lead = cosine(first.words, second.words), cosine(first.lead, second.lead)
    heroes = sorted((_held(first, second), _held(second, first)))
    return {
        "words": words,
        "words root": math.sqrt(words),
        "lead": lead,
        "lead root": math.sqrt(lead),
        "lead proper": cosine(first.lead_proper, second.lead_proper),
        "heroes least": heroes[0],
        "heroes most": heroes[1],
        "main kind": float(bool(first.main) and first.main == second.main),
        "counts": cosine(first.counts, second.counts),
        APART: float(said_apart(first, second)),
        **_who(first, second),
        **_where(first, second),
        **_when(first, second),
    }


def said_apart(first: Profile, second: Profile) -> bool:
    """Whether one of two reports says that it has nothing to do with what the other opens with."""
    return any(
        not one.apart.isdisjoint(other.lead_proper) and one.apart.isdisjoint(other.apart)
        for one, other in ((first, second), (second, first))
    )


def parted(first: Sequence[Profile], second: Sequence[Profile]) -> bool:
    """Whether the reports of one of two groups came out LATER than all of the other, and do not mainly tell how that one goes on."""
    spans = [
        (min(days), max(days), group)
        for group in (first, second)
        if (days := [one.published for one in group if one.published is not None])
    ]
    if len(spans) < 2:
        return False
    (_, end, _), (start, _, late) = sorted(spans, key=lambda span: span[:2])
    return start - end > LATER and 2 * sum(one.main in _GOES_ON for one in late) < len(late)


def _held(first: Profile, second: Profile) -> float:
    """How much of what one report's heaviest names weigh the other has at all."""
    total = sum(first.heroes.values())
    return sum(weight for word, weight in first.heroes.items() if word in second.held) / total if total else 0.5


def _who(first: Profile, second: Profile) -> Features:
    mine, theirs = first.people[:_PEOPLE], second.people[:_PEOPLE]
    if not mine or not theirs:
        return {"people": 0.0}

    def met(these: People, those: People) -> float:
        total = sum(weight for _, weight in these)
        return (
            sum(
                weight
                for name, weight in these
                if any(_may_be(name, other) and same_name(name, other) for other, _ in those)
            )
            / total
        )

    return {"people": math.sqrt(met(mine, theirs) * met(theirs, mine))}


@functools.lru_cache(maxsize=65536)
def _start(name: str) -> str:
    """The first consonant of a surname as it sounds; nothing where the name is one word, which may be either name."""
    words = name.split()
    sound = key(words[-1]).lstrip("aeiouy") if len(words) > 1 else ""
    return sound[:1]


def _may_be(name: str, other: str) -> bool:
    """Whether two names are worth comparing letter by letter."""
    mine, theirs = _start(name), _start(other)
    return not mine or not theirs or mine == theirs


def _where(first: Profile, second: Profile) -> Features:
    near = _place_match(first.spots, second.spots)
    countries = [{spot.country for spot in one.spots if spot.country} for one in (first, second)]
    both = bool(countries[0] and countries[1])
    mine, theirs = _site(first), _site(second)
    away = _kilometres(mine, theirs) if mine and theirs else None
    return {
        "places": near,
        "countries": len(countries[0] & countries[1]) / min(map(len, countries)) if both else 0.0,
        "other country": float(both and not countries[0] & countries[1]),
        "other site": float(away is not None and away > 100),
    }


def _site(report: Profile) -> Spot | None:
    return next((spot for spot in report.spots if not spot.area), None)


def _place_match(first: tuple[Spot, ...], second: tuple[Spot, ...]) -> float:
    mine = [spot for spot in first if not spot.area][:8]
    theirs = [spot for spot in second if not spot.area][:8]
    if not mine or not theirs:
        return 0.0

    def covered(these: list[Spot], those: list[Spot]) -> float:
        total = sum(spot.weight for spot in these)
        return sum(spot.weight * max(_same(spot, other) for other in those) for spot in these) / total

    return math.sqrt(covered(mine, theirs) * covered(theirs, mine))


def _same(first: Spot, second: Spot) -> float:
    away = _kilometres(first, second)
    if (first.name == second.name and away < 300) or away <= 15:
        return 1.0
    return 0.4 if away <= max(first.radius, second.radius) else 0.0


def _kilometres(first: Spot, second: Spot) -> float:
    north = math.radians(second.lat - first.lat)
    east = math.radians(second.lon - first.lon)
    across = math.cos(math.radians(first.lat)) * math.cos(math.radians(second.lat))
    half = math.sin(north / 2) ** 2 + across * math.sin(east / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(half)))


def _when(first: Profile, second: Profile) -> Features:
    found = {"same day": 0.0, "days apart": 0.0, "no days": 0.0}
    if first.days and second.days:
        common = first.days.keys() & second.days.keys()
        much = [sum(one.days[day] for day in common) / sum(one.days.values()) for one in (first, second)]
        found["same day"] = math.sqrt(much[0] * much[1])
        gap = min(abs(a - b) for a in first.days for b in second.days)
        found["days apart"] = min(1.0, math.log1p(gap) / 6)
    else:
        found["no days"] = 1.0
    return found


@dataclass(frozen=True, slots=True)
class Weighing:
    """The weights of the features and where they start. What says itself that it is apart weighs by rule, not by training."""

    bias: float
    weights: dict[str, float]

    def __call__(self, found: Features) -> float:
        """The chance (0..1) that two reports with these features tell of one incident."""
        total = self.bias + _SAID_APART * found.get(APART, 0.0)
        total += sum(self.weights.get(name, 0.0) * value for name, value in found.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@functools.cache
def weighing() -> Weighing:
    """The trained weights; `training/train_incidents.py` makes them."""
    data = json.loads((importlib.resources.files("copydesk.compare") / "data" / "likeness.json").read_text("utf-8"))
    return Weighing(data["bias"], data["weights"])


def logit(chance: float) -> float:
    """The log-odds of a chance."""
    return math.log(max(1e-9, chance) / max(1e-9, 1 - chance))


def _spelt(sound: str, first: Profile, second: Profile) -> str:
    """A name that stands as it sounds, spelt as a person or place of the reports is; else as it sounds."""
    named = (name for one in (first, second) for name in (*(n for n, _ in one.people), *(s.name for s in one.spots)))
    words = (word for name in named for word in name.split())
    return next((word for word in words if key(stem(folded(word))) == sound), sound).capitalize()


def reason(first: Profile, second: Profile) -> str:
    """In words, what two reports have in common and what speaks against their telling of one incident."""
    common = sorted(
        first.words.keys() & second.words.keys(), key=lambda word: (-first.words[word] * second.words[word], word)
    )
    said = []
    both = first.proper.keys() & second.proper.keys()
    if names := sorted(both, key=lambda name: (-first.proper[name] * second.proper[name], name)):
        said.append("both name " + ", ".join(dict.fromkeys(_spelt(name, first, second) for name in names[:3])))
    if first.main and first.main == second.main:
        said.append(f"both tell mainly of {first.main}")
    if days := sorted(
        first.days.keys() & second.days.keys(), key=lambda day: (-first.days[day] * second.days[day], day)
    ):
        said.append(f"both give {date.fromordinal(days[0]).isoformat()}")
    if counts := sorted(first.counts.keys() & second.counts.keys()):
        said.append(f"both count {counts[0]}")
    if said_apart(first, second):
        said.append("but one says that they have nothing to do with each other")
    if not said and common:
        said.append("both speak of " + ", ".join(common[:3]))
    return "; ".join(said) or "nothing in particular in common"
