"""Cost of a report as a collection grows: generated reports of generated incidents, added one by one to an archive on disk.

usage: python -m benchmarks.growth [--reports 100000] [--every 10000] [--seed 1]

A report tells of one of some twenty thousand incidents, up to eight reports an incident, a fifth of them reprints, and days
pass as reports come in. Towns, surnames and first names are drawn from large stocks, a few often and most seldom, and the other
words as common as they are in English, so that unrelated reports share names and words as real ones do.
Printed at 1,000 reports and at each step: CPU milliseconds a report over the last thousand, peak memory, the file, and of the
last step how many pairs of reports are grouped as they were generated.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate, combinations
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
KINDS = {"fire": "burned", "crash": "crashed", "flood": "flooded", "attack": "attacked", "arrest": "arrested"}
AVERAGE = 4  # reports of an incident
WINDOW = 1000
WORDS = common_words()[60:12_000]
COMMON = [*accumulate(1 / (60 + rank) for rank in range(len(WORDS)))]


class Stock:
    """Names made of syllables, drawn by Zipf's law: the common ones again and again, most of them once."""

    def __init__(self, size: int, flat: int, seed: int) -> None:
        rng = random.Random(seed)
        made: dict[str, None] = {}
        while len(made) < size:
            made["".join(rng.choice(SYLLABLES) for _ in range(rng.randint(2, 4))).capitalize()] = None
        self._names = [*made]
        self._odds = [*accumulate(1 / (flat + rank) for rank in range(size))]

    def draw(self, rng: random.Random) -> str:
        """A name."""
        return rng.choices(self._names, cum_weights=self._odds)[0]


TOWNS, SURNAMES, FORENAMES = Stock(30_000, 20, 1), Stock(60_000, 40, 2), Stock(4_000, 40, 3)
OPEN = 100  # incidents that are told of at a time
DAILY = 30  # incidents that happen in a day


class Happening:
    """What the reports of one incident have in common."""

    def __init__(self, rng: random.Random, number: int) -> None:
        self.number = number
        self.town, self.firm = TOWNS.draw(rng), f"{SURNAMES.draw(rng)} {TOWNS.draw(rng)}"
        self.people = [f"{FORENAMES.draw(rng)} {SURNAMES.draw(rng)}" for _ in range(3)]
        self.kind = rng.choice(sorted(KINDS))
        self.day = date(2024, 1, 1) + timedelta(days=number // DAILY)
        self.dead = rng.randint(3, 90)
        self.matter = rng.choices(WORDS, cum_weights=COMMON, k=25)
        self.left = rng.randint(1, 2 * AVERAGE - 1)
        self.last = ""


def text_of(happening: Happening, rng: random.Random) -> str:
    """A report of some 150 words."""
    h = happening
    if h.last and rng.random() < 0.2:
        return h.last + f"\n\n{TOWNS.draw(rng)} {' '.join(rng.choices(WORDS, cum_weights=COMMON, k=12))}."

    def chatter(count: int) -> str:
        own = rng.sample(h.matter, k=min(count // 3, len(h.matter)))
        words = own + rng.choices(WORDS, cum_weights=COMMON, k=count - len(own))
        rng.shuffle(words)
        return " ".join(words)

    sentences = [
        f"{h.dead} people were killed in {h.town} on {h.day.isoformat()}, {rng.choice(h.people)} said {chatter(9)}.",
        f"The {h.firm} {KINDS[h.kind]} {chatter(18)}.",
        *(f"{rng.choice(h.people)} said that {chatter(20)}." for _ in range(4)),
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
    day, dead = happening.day.isoformat(), str(happening.dead)
    at_day, at_dead = text.index(day), text.index(dead, body)
    trigger = text.index("killed")
    told = Span.of(text, trigger, trigger + 6)
    when = Time(at_day, at_day + 10, day, value=day, type="DATE", why="generated")
    count = Quantity(
        at_dead, at_dead + len(dead), dead, low=happening.dead, high=happening.dead, unit="people", kind="count",
        why="generated",
    )  # fmt: skip
    people = tuple(
        Entity(name=one, mentions=(Span.of(text, text.index(one), text.index(one) + len(one)),))
        for one in happening.people
        if one in text
    )
    event = Event(
        trigger=told, kind=happening.kind, participants=(Participant("patient", Span.of(text, at_dead, at_dead + len(dead))),),
        time=Span.of(text, at_day, at_day + 10), place=None, claim=None, main=True, factuality=3.0, why="generated",
    )  # fmt: skip
    return Ledger(
        id=f"r{number:06}", text=text, published=(happening.day + timedelta(days=rng.randrange(4))).isoformat(),
        headline=Span.of(text, 0, body - 2), sentences=tuple(sentences), people=people, times=(when,),
        quantities=(count,), events=(event,),
    )  # fmt: skip


def generated(count: int, seed: int) -> Iterator[tuple[Ledger, int]]:
    """Reports in the order they come in, each with the number of its incident: OPEN incidents at a time."""
    rng = random.Random(seed)
    opened: list[Happening] = []
    made = 0
    for number in range(count):
        while len(opened) < OPEN:
            opened.append(Happening(rng, made))
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


def main() -> None:
    """Fill an archive and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--every", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    table = Table("reports", "CPU ms a report", "ratio", "peak MB", "file MB", title="A collection that grows")
    console = Console(width=None if sys.stdout.isatty() else 100)
    truth: dict[str, int] = {}
    first = 0.0
    with tempfile.TemporaryDirectory() as folder, Archive(Path(folder) / "archive.sqlite") as archive:
        spent = 0.0
        for number, (ledger, incident) in enumerate(generated(options.reports, options.seed), 1):
            truth[ledger.id] = incident
            start = time.process_time()
            archive.add(ledger)
            spent += time.process_time() - start
            if number % WINDOW:
                continue
            if number == WINDOW or not number % options.every or number == options.reports:
                cost = 1000 * spent / WINDOW
                first = first or cost
                peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
                size = sum(file.stat().st_size for file in Path(folder).iterdir()) / 2**20
                row = (f"{number:,}", f"{cost:.2f}", f"{cost / first:.2f}", f"{peak:.0f}", f"{size:.0f}")
                table.add_row(*row)
                console.print(*row, sep="\t")
            spent = 0.0
        console.print(table)
        console.print(f"pairs of one incident, F1: {pairs_f1(archive, truth):.3f}")


if __name__ == "__main__":
    main()
