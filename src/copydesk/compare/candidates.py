"""An index of rare words and names, in which a report finds the reports that may tell of its incident."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from copydesk.compare.profile import Profile

LEAST = 0.02  # of the product of two reports' heaviest words: below it nothing is in common that tells
CROWD = 2000  # of more reports with one word the word tells too little to look them up by


class Candidates:
    """The heaviest words of the reports seen so far, and who has them."""

    def __init__(self) -> None:
        self._holders: dict[str, list[tuple[int, float]]] = defaultdict(list)

    def add(self, report: int, profile: Profile) -> Iterator[int]:
        """Take in a report; the reports before it that have enough of its words, in order."""
        common: dict[int, float] = defaultdict(float)
        for word, weight in profile.keys().items():
            holders = self._holders[word]
            if len(holders) < CROWD:
                for other, theirs in holders:
                    common[other] += weight * theirs
            holders.append((report, weight))
        return (other for other in sorted(common) if common[other] >= LEAST)
