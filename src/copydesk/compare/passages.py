"""Which passages two texts have in common, moved or lightly rewritten."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from copydesk.compare.wording import Wording

SEED = 4  # words in a row that both texts have
BRIDGE = 3  # words between two such runs that were changed or put in
LEAST = 9  # words of a passage; shorter ones are common phrases
SHORT = 80  # words; of a shorter text the share is as if it had so many, for a line of page furniture is no report

Stretch = tuple[int, int]  # first word, word behind the last


@dataclass(frozen=True, slots=True)
class Shared:
    """What two texts share: passages of each, as stretches of words, and the share of each text they make up (0..1)."""

    first: tuple[Stretch, ...]
    second: tuple[Stretch, ...]
    of_first: float
    of_second: float
    share: float = 0.0  # how much of the smaller text, of SHORT words at least, is common


def seeds(text: Wording) -> dict[tuple[str, ...], list[int]]:
    """Where each run of SEED words starts."""
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(text) - SEED + 1):
        found[text.words[at : at + SEED]].append(at)
    return found


def shared_passages(first: Wording, second: Wording) -> Shared:
    """The passages that two texts have in common, in time linear in their lengths.

    A passage grows from runs of words that stand in both, over a few words that were changed between them.

    >>> from copydesk.compare.wording import wording
    >>> a = wording("A flash flood swept through the village of Bresht late on Tuesday, killing nine people, he said.")
    >>> b = wording("Officials: a flash flood swept through the village late on Tuesday, killing nine people.")
    >>> round(shared_passages(a, b).of_second, 2)
    0.93
    """
    ours, theirs = seeds(first), seeds(second)
    common = ours.keys() & theirs.keys()
    left = _stretches({at for seed in common for at in ours[seed]})
    right = _stretches({at for seed in common for at in theirs[seed]})
    share = max(_part(left, first, least=SHORT), _part(right, second, least=SHORT))
    return Shared(left, right, _part(left, first), _part(right, second), share)


def _stretches(starts: set[int]) -> tuple[Stretch, ...]:
    found: list[Stretch] = []
    for at in sorted(starts):
        if found and at <= found[-1][1] + BRIDGE:
            found[-1] = (found[-1][0], at + SEED)
        else:
            found.append((at, at + SEED))
    return tuple(stretch for stretch in found if stretch[1] - stretch[0] >= LEAST)


def _part(stretches: tuple[Stretch, ...], text: Wording, *, least: int = 1) -> float:
    return sum(end - start for start, end in stretches) / max(least, len(text))
