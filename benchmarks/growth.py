"""Cost of a report as a collection grows: generated reports of generated incidents, added one by one to an archive on disk.

usage: python -m benchmarks.growth [--reports 100000] [--every 10000] [--seed 1]

A report tells of one of its incidents, of up to seven reports each, a fifth of them reprints, and days pass as reports come in.
Towns, surnames and first names keep appearing as they do in news, and the other words are as common as in English, so that
unrelated reports are as alike as real ones: of pairs of one day and two incidents the log-odds that they are of one are -4.4 on
average, the hundredth part above .7 (linking/train: -5.4, -1; stories: -4.9, 1.3).

Printed at each step: what a report costs to add to the archive, and what it costs to find the incident that it is of, both in CPU
milliseconds and beside what the same reports cost in an archive of the 1,000 reports before them; peak memory and the file; of
the last step how many pairs of reports are grouped as they were generated.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate, combinations, islice
from pathlib import Path

from rich.console import Console
from rich.table import Table

from copydesk.compare.archive import Archive
from copydesk.compare.rarity import common_words
from copydesk.nouns import Entity, Event, Ledger, Participant, Quantity, Span, Time

SYLLABLES = [
    *("ba", "ke", "lo", "mi", "nu", "ra", "se", "ti", "vo", "zu", "ana", "ivo", "eth"),
    *("dra", "gel", "hor", "kim", "lan", "mor", "nev", "pol", "rus", "tam", "vel", "yar", "osk"),
]
KINDS = {
    "fire": "burned", "crash": "crashed", "flood": "flooded", "attack": "attacked", "arrest": "arrested", "strike": "struck",
    "trial": "accused", "sale": "sold", "launch": "launched", "vote": "voted", "theft": "robbed", "merger": "merged",
}  # fmt: skip
AVERAGE = 4  # reports of an incident
OPEN = 100  # incidents that are told of at a time
DATED = 0.6  # of the reports give the day
DAILY = 30  # incidents that happen in a day
WINDOW = 500  # reports of a step that are timed, one of LOOK of which is looked up too
SMALL = 1000  # reports that the small archive holds
LOOK = 10
WORDS = common_words()[:12_000]
COMMON = [*accumulate(1 / (3 + rank) for rank in range(len(WORDS)))]
# Of the names in some 1,500 reports (PolNeAR, ECB+, stories; capitalised words inside sentences, each once a report) K are different
# after n, as K = FIRST / NEWER * (n / FIRST) ** NEWER says, with NEWER .6 and FIRST 200: towns and surnames share it.
NEWER, FIRST = 0.6, 100.0


class Names:
    """Names as a stream of news gives them: some again and again, and new ones always, ever more seldom (Pitman-Yor).

    Of n draws some n ** NEWER are new names, so there is no stock that runs out (Heaps' law).
    """

    def __init__(self, rng: random.Random, first: float) -> None:
        self._rng, self._first = rng, first
        self._drawn: list[str] = []
        self._times: Counter[str] = Counter()

    def draw(self) -> str:
        """A name: a new one, or one of those drawn before, the likelier the oftener it was."""
        new = (self._first + NEWER * len(self._times)) / (self._first + len(self._drawn))
        name = self._made() if self._rng.random() < new else self._again()
        self._drawn.append(name)
        self._times[name] += 1
        return name

    def _made(self) -> str:
        while (name := "".join(self._rng.choices(SYLLABLES, k=self._rng.randint(2, 4))).capitalize()) in self._times:
            pass
        return name

    def _again(self) -> str:
        while self._rng.random() < NEWER / self._times[name := self._rng.choice(self._drawn)]:
            pass
        return name


class World:
    """Where the names of a collection come from."""

    def __init__(self, rng: random.Random) -> None:
        self.towns, self.surnames, self.forenames = Names(rng, FIRST), Names(rng, FIRST), Names(rng, FIRST / 4)


class Happening:
    """What the reports of one incident have in common."""

    def __init__(self, rng: random.Random, world: World, number: int) -> None:
        self.number, self.world = number, world
        self.town, self.firm = world.towns.draw(), f"{world.surnames.draw()} {world.towns.draw()}"
        self.people = [f"{world.forenames.draw()} {world.surnames.draw()}" for _ in range(3)]
        self.kind = rng.choice(sorted(KINDS))
        self.day = date(2024, 1, 1) + timedelta(days=number // DAILY)
        self.dead = rng.randint(3, 90) if rng.random() < 0.5 else None
        self.matter = rng.choices(WORDS, cum_weights=COMMON, k=25)
        self.left = rng.randint(1, 2 * AVERAGE - 1)
        self.last = ""


def text_of(happening: Happening, rng: random.Random) -> str:
    """A report of some 150 words."""
    h = happening
    if h.last and rng.random() < 0.2:
        return h.last + f"\n\n{h.world.towns.draw()} {' '.join(rng.choices(WORDS, cum_weights=COMMON, k=12))}."

    def chatter(count: int) -> str:
        own = rng.sample(h.matter, k=min(count // 3, len(h.matter)))
        words = own + rng.choices(WORDS, cum_weights=COMMON, k=count - len(own))
        rng.shuffle(words)
        return " ".join(words)

    dated = f" on {h.day.isoformat()}" if rng.random() < DATED else ""
    sentences = [
        f"After {chatter(9)} in {h.town}{dated}, {rng.choice(h.people)} said.",
        f"The {h.firm} {KINDS[h.kind]} {chatter(18)}.",
        *(f"{rng.choice(h.people)} said that {chatter(20)}." for _ in range(4)),
        *([f"{h.dead} people died, {chatter(12)}."] if h.dead else []),
        f"In {h.town} {chatter(16)}.",
    ]
    h.last = f"{h.town} {h.kind}: {chatter(5)}\n\n" + " ".join(sentences)
    return h.last


def ledger_of(happening: Happening, number: int, rng: random.Random) -> Ledger:
    """The ledger of a generated report, as reading it would have made it."""
    text = text_of(happening, rng)
    body = text.index("\n\n") + 2
    ends = [at + 1 for at in range(body, len(text)) if text[at] == "."]
    starts = [body, *(end + 1 for end in ends[:-1])]
    sentences = [Span.of(text, start, end) for start, end in zip(starts, ends, strict=True)]
    day, verb, toll = happening.day.isoformat(), KINDS[happening.kind], f"{happening.dead} people died"
    at_day, at_verb, at_toll = text.find(day), text.index(f" {verb} ", body) + 1, text.find(toll, body)
    days = [Span.of(text, at_day, at_day + len(day))] if at_day >= 0 else []
    dead = [Span.of(text, at_toll, at_toll + len(str(happening.dead)))] if at_toll >= 0 else []
    people = tuple(
        Entity(name=one, mentions=(Span.of(text, text.index(one), text.index(one) + len(one)),))
        for one in happening.people
        if one in text
    )
    event = Event(
        trigger=Span.of(text, at_verb, at_verb + len(verb)), kind=happening.kind,
        participants=tuple(Participant("patient", span) for span in dead), time=days[0] if days else None,
        place=None, claim=None, main=True, factuality=3.0, why="generated",
    )  # fmt: skip
    return Ledger(
        id=f"r{number:06}", text=text, published=(happening.day + timedelta(days=rng.randrange(4))).isoformat(),
        headline=Span.of(text, 0, body - 2), sentences=tuple(sentences), people=people,
        times=tuple(Time(one.start, one.end, one.quote, value=day, type="DATE", why="generated") for one in days),
        quantities=tuple(
            Quantity(one.start, one.end, one.quote, low=happening.dead, high=happening.dead, unit="people", kind="count", why="generated")
            for one in dead
        ),
        events=(event,),
    )  # fmt: skip


def generated(count: int, seed: int) -> Iterator[tuple[Ledger, int]]:
    """Reports in the order they come in, each with the number of its incident: OPEN incidents at a time."""
    rng = random.Random(seed)
    world = World(rng)
    opened: list[Happening] = []
    made = 0
    for number in range(count):
        while len(opened) < OPEN:
            opened.append(Happening(rng, world, made))
            made += 1
        at = rng.randrange(len(opened))
        happening = opened[at]
        yield ledger_of(happening, number, rng), happening.number
        happening.left -= 1
        if not happening.left:
            opened.pop(at)


def pairs_f1(archive: Archive, truth: dict[str, int]) -> float:
    """F1 of the pairs of reports in one group."""
    mine = {pair for group in archive.incidents() for pair in combinations(sorted(group), 2)}
    groups: dict[int, list[str]] = defaultdict(list)
    for report, incident in truth.items():
        groups[incident].append(report)
    gold = {pair for group in groups.values() for pair in combinations(sorted(group), 2)}
    return 2 * len(mine & gold) / (len(mine) + len(gold))


def timed(archive: Archive, ledger: Ledger, *, look: bool) -> tuple[float, float]:
    """Seconds of CPU that it takes to add a report, and to find its incident if `look`."""
    start = time.process_time()
    archive.add(ledger)
    added = time.process_time()
    if look:
        archive.incident_of(ledger.id)
    return added - start, time.process_time() - added


def beside(archive: Archive, path: Path, before: Iterable[Ledger], window: Sequence[Ledger]) -> tuple[float, ...]:
    """What a report of the window costs in this archive and in one of the reports before it alone, in CPU milliseconds.

    To add it to this one and to the small one, to find its incident in this one and in the small one. The two take turns, so
    that what else the machine does tells on both.
    """
    spent = [0.0] * 4
    with Archive(path) as small:
        for ledger in before:
            small.add(ledger)
        for number, ledger in enumerate(window):
            for at, one in ((0, archive), (1, small)) if number % 2 else ((1, small), (0, archive)):
                added, found = timed(one, ledger, look=not number % LOOK)
                spent[at] += added
                spent[2 + at] += LOOK * found
    for file in path.parent.glob(f"{path.name}*"):
        file.unlink()
    return tuple(1000 * seconds / len(window) for seconds in spent)


def main() -> None:
    """Fill an archive and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--every", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    heads = ("reports", "add: CPU ms", "at 1,000", "ratio", "find: CPU ms", "at 1,000", "ratio", "peak MB", "file MB")
    table = Table(*heads, title="A collection that grows")
    console = Console(width=None if sys.stdout.isatty() else 120)
    truth: dict[str, int] = {}
    before: deque[Ledger] = deque(maxlen=SMALL)
    stream = generated(options.reports, options.seed)
    with tempfile.TemporaryDirectory() as folder, Archive(Path(folder) / "archive.sqlite") as archive:
        while made := [*islice(stream, WINDOW)]:
            truth |= {ledger.id: incident for ledger, incident in made}
            ledgers = [ledger for ledger, _ in made]
            number = len(truth)
            if not number % options.every or number == options.reports:
                cost = beside(archive, Path(folder) / "small.sqlite", before, ledgers)
                peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
                size = sum(file.stat().st_size for file in Path(folder).iterdir()) / 2**20
                pairs = ((large, small, large / small) for large, small in zip(cost[::2], cost[1::2], strict=True))
                row = (
                    f"{number:,}",
                    *(f"{figure:.2f}" for pair in pairs for figure in pair),
                    f"{peak:.0f}",
                    f"{size:.0f}",
                )
                table.add_row(*row)
                console.print(*row, sep="\t")
            else:
                for ledger in ledgers:
                    archive.add(ledger)
            before.extend(ledgers)
        console.print(table)
        console.print(f"pairs of one incident, F1: {pairs_f1(archive, truth):.3f}")


if __name__ == "__main__":
    main()
