"""How much a word tells, by how rare it is among English words."""

from __future__ import annotations

import functools
import gzip
import importlib.resources
import math

from copydesk.compare.wording import stem

_COMMON = 60  # words so common that they tell nothing
# How often the commonest word stands in a report, roughly: for the share of reports with a word.
_WORDS_OF_REPORT = 30.0


@functools.cache
def common_words() -> list[str]:
    """Some twenty thousand English words, the commonest first."""
    path = importlib.resources.files("copydesk.compare") / "data" / "words.txt.gz"
    return gzip.decompress(path.read_bytes()).decode().splitlines()[-1].split()


@functools.cache
def _ranks() -> dict[str, int]:
    """The rank of each stem among English words, the commonest first."""
    ranks: dict[str, int] = {}
    for rank, word in enumerate(common_words(), 1):
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
