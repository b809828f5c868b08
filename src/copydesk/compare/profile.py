"""What a report is compared by: its words by rarity, its names, places, days, kinds of events and counts."""

from __future__ import annotations

import functools
import gzip
import importlib.resources
import math
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from copydesk.compare.wording import folded, stem, wording
from copydesk.nouns import Ledger, Span

Weights = dict[str, float]

LEAD = 3  # sentences that open a report
_KEYS = 24  # of a report's heaviest words, by which it is looked up
_COMMON = 60  # words so common that they tell nothing
_WORDS_OF_REPORT = (
    30.0  # how often the commonest word stands in a report, roughly: for the share of reports with a word
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_AREA = frozenset({"country", "continent", "area", "water"})


@dataclass(frozen=True, slots=True)
class Spot:
    """A place a report names: folded name, degrees, radius in km, country, kind, and how much of the report it is."""

    name: str
    lat: float
    lon: float
    radius: float
    country: str
    area: bool
    weight: float


@dataclass(frozen=True, slots=True)
class Profile:
    """One report as it is compared.

    `words` and `lead` are unit vectors over stems weighed by rarity (the whole report; headline and first sentences);
    `names` over the folded words of people and organisations, `people` over people's; `kinds` over kinds of events.
    `days` are dates of what happened, with how much speaks for each; `counts` numbers with whom they count.
    """

    id: str
    words: Weights
    lead: Weights
    names: Weights
    people: Weights
    kinds: Weights
    main: str
    spots: tuple[Spot, ...]
    days: dict[int, float]
    counts: Weights
    published: int | None

    def keys(self) -> Weights:
        """The words by which a report is looked up: its heaviest ones, names among them."""
        heavy = dict(self.words)
        for name, weight in self.names.items():
            heavy[name] = max(heavy.get(name, 0.0), weight)
        return dict(sorted(heavy.items(), key=lambda item: (-item[1], item[0]))[:_KEYS])


@functools.cache
def _ranks() -> dict[str, int]:
    """The rank of each stem among English words, the commonest first."""
    path = importlib.resources.files("copydesk.compare") / "data" / "words.txt.gz"
    lines = gzip.decompress(path.read_bytes()).decode().splitlines()
    ranks: dict[str, int] = {}
    for rank, word in enumerate(lines[-1].split(), 1):
        ranks.setdefault(stem(word), rank)
    return ranks


@functools.lru_cache(maxsize=65536)
def rarity(word: str) -> float:
    """How much a stem tells: the negative logarithm of the share of reports that have it, 0 for the commonest.

    >>> rarity("the") == 0 < rarity("attack") < rarity("wildfir")
    True
    """
    ranks = _ranks()
    rank = ranks.get(word, 2 * len(ranks))
    if rank <= _COMMON:
        return 0.0
    return -math.log(1 - math.exp(-_WORDS_OF_REPORT / rank))


def unit(weights: Weights) -> Weights:
    """The vector of length one."""
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items()} if length else {}


def cosine(first: Weights, second: Weights) -> float:
    """The cosine of two unit vectors."""
    if len(second) < len(first):
        first, second = second, first
    return sum(weight * second[word] for word, weight in first.items() if word in second)


def profile(ledger: Ledger) -> Profile:
    """What a report is compared by."""
    ends = [span.end for span in ledger.sentences[: LEAD + 1]]
    head = ledger.headline.end if ledger.headline else ledger.text.find("\n")
    top = max([head, *(end for end in ends[:LEAD])], default=0)
    dateline = _dateline(ledger)

    def weight(span: Span) -> float:
        if dateline[0] <= span.start < dateline[1]:
            return 0.3
        return 3.0 if span.start < head else 2.0 if span.start < top else 1.0

    count: Counter[str] = Counter()
    leading: Counter[str] = Counter()
    words = wording(ledger.text)
    for word, start in zip(words.words, words.starts, strict=True):
        if len(word) < 2 or (word[0].isdigit() and len(word) < 3):
            continue
        base = stem(word)
        count[base] += 1
        if start < top and not dateline[0] <= start < dateline[1]:
            leading[base] += 2 if start < head else 1
    names: Counter[str] = Counter()
    people: Counter[str] = Counter()
    for entity in (*ledger.people, *ledger.organisations):
        much = sum(weight(mention) for mention in entity.mentions)
        parts = [folded(part) for part in entity.name.split() if len(part) > 2]
        for part in parts:
            names[part] += much
        if entity in ledger.people:
            for part in parts[-1:]:
                people[part] += much
    kinds: Counter[str] = Counter()
    main = ""
    days: Counter[int] = Counter()
    published = _day(ledger.published)
    starts = {time.start: time for time in ledger.times}
    for event in ledger.events:
        kinds[event.kind] += (3.0 if event.main else 1.0) * (1.5 if event.trigger.start < top else 1.0)
        main = event.kind if event.main else main
        if event.time is not None and (time := starts.get(event.time.start)) and (day := _day(time.value)) is not None:
            days[day] += 2.0 * (2.0 if event.main else 1.0)
    for time in ledger.times:
        if time.type in ("DATE", "TIME") and (day := _day(time.value)) is not None:
            days[day] += 0.5 * weight(time)
    counts: Counter[str] = Counter()
    for quantity in ledger.quantities:
        if quantity.low is not None and quantity.kind in ("count", "age", "money", "share"):
            unit_ = stem(folded(quantity.unit or ""))
            value = quantity.low if quantity.low == quantity.high else -quantity.low
            counts[f"{value:g} {unit_}"] += 1.0 if quantity.low > 2 else 0.3
    return Profile(
        id=ledger.id,
        words=unit({word: (1 + math.log(n)) * rarity(word) for word, n in count.items()}),
        lead=unit({word: (1 + math.log(n)) * rarity(word) for word, n in leading.items()}),
        names=unit({name: (1 + math.log1p(n)) * max(2.0, rarity(stem(name))) for name, n in names.items()}),
        people=unit({name: (1 + math.log1p(n)) for name, n in people.items()}),
        kinds=unit(dict(kinds)),
        main=main,
        spots=_spots(ledger, weight),
        days=dict(days),
        counts=unit(dict(counts)),
        published=published,
    )


def _spots(ledger: Ledger, weight: object) -> tuple[Spot, ...]:
    found: dict[tuple[float, float], Spot] = {}
    for place in ledger.places:
        much = weight(place)  # type: ignore[operator]
        key = (round(place.lat, 1), round(place.lon, 1))
        old = found.get(key)
        found[key] = Spot(
            folded(place.name), place.lat, place.lon, place.radius_km or 10.0, place.country or "",
            place.kind in _AREA, much + (old.weight if old else 0.0),
        )  # fmt: skip
    return tuple(sorted(found.values(), key=lambda spot: (-spot.weight, spot.name)))


def _dateline(ledger: Ledger) -> tuple[int, int]:
    """The characters before the dash that opens the text, where no sentence starts."""
    head = ledger.headline.end if ledger.headline else 0
    first = next((span for span in ledger.sentences if span.start >= head), None)
    start = head + len(ledger.text[head:]) - len(ledger.text[head:].lstrip())
    return (start, first.start) if first is not None and first.start > start else (0, 0)


def _day(value: str | None) -> int | None:
    match = _DAY.match(value or "")
    if match is None:
        return None
    try:
        return date.fromisoformat(match[0]).toordinal()
    except ValueError:
        return None
