"""An index of runs of words, in which a report finds the reports that share text with it without looking at all."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator

from copydesk.compare.wording import Wording

RUN = 5  # words of a run
WINDOW = 4  # one of this many neighbouring runs is kept: a shared passage of RUN + WINDOW - 1 words is always found
CROWD = 32  # of more reports with one run, only this many (the same whoever comes first) are looked at


def signature(text: Wording) -> frozenset[int]:
    """The kept runs of a text (winnowing): equal passages leave equal runs wherever they stand, in linear time."""
    runs = [_number(text.words[at : at + RUN]) for at in range(len(text) - RUN + 1)]
    if len(runs) <= WINDOW:
        return frozenset(runs)
    return frozenset(min(runs[at : at + WINDOW]) for at in range(len(runs) - WINDOW + 1))


def _number(words: tuple[str, ...]) -> int:
    digest = hashlib.blake2b("\x00".join(words).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


class Signatures:
    """The signatures of the reports seen so far."""

    def __init__(self) -> None:
        self._holders: dict[int, list[int]] = defaultdict(list)

    def add(self, report: int, runs: frozenset[int]) -> Iterator[int]:
        """Take in a report; the reports before it that share at least two runs with it (or all it has)."""
        shared: dict[int, int] = defaultdict(int)
        for run in runs:
            holders = self._holders[run]
            for other in holders[:CROWD]:
                shared[other] += 1
            holders.append(report)
        return (other for other in sorted(shared) if shared[other] >= min(2, len(runs)))
