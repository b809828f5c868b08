"""Names of people over several reports: spellings of one name joined, namesakes kept apart."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from copydesk.compare.wording import folded
from copydesk.nouns import Ledger

# Letters that transliterations choose between, longest first: Karasyov and Karasev, Sadykov and Sadyqov, Yerlan and Erlan.
_CHOICES = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        ("shch|sch|szcz", "s"), ("zh|dzh|dj|j", "z"), ("kh|ch|gh", "h"), ("sh|sz", "s"), ("ts|tz|cz", "c"), ("ph", "f"), ("th", "t"),
        ("ck|q|c(?=[aoukl])", "k"), ("x", "ks"), ("w", "v"), ("(?:iy|yi|ij|ii|yy|y|j|i)+$", "i"), ("(?:yo|io|jo|ye|ie|je|ia|ya|ja)", "e"),
        ("ou|yu|iu|ju", "u"), ("[yj]", "i"), ("g(?=[aeiou])", "h"), ("(.)\\1+", r"\1"),
    )
)  # fmt: skip
CLOSE = 84  # of 100: keys of one name in two spellings
_TITLE = re.compile(
    r"^(?:mr|mrs|ms|dr|prof|sir|lord|lady|col|colonel|gen|general|capt|captain|lt|lieutenant|sgt|sergeant|pte|private|president|minister|judge)\.? +",
    re.I,
)


@functools.lru_cache(maxsize=16_384)
def key(word: str) -> str:
    """A name's word as its transliterations have it in common.

    >>> key("Karasyov"), key("Karasev"), key("Dmitriy"), key("Dmitri")
    ('karasev', 'karasev', 'dmitri', 'dmitri')
    """
    found = folded(word).replace("'", "")
    for pattern, by in _CHOICES:
        found = pattern.sub(by, found)
    return found


def _parts(name: str) -> tuple[str, ...]:
    bare = _TITLE.sub("", name)
    return tuple(
        key(w)
        for w in re.findall(r"[^\W\d_]+", folded(bare))
        if w not in ("the", "of", "al", "de", "van", "von", "bin")
    )


def _alike(one: str, other: str) -> bool:
    if len(one) == 1 or len(other) == 1:
        return one[:1] == other[:1]
    return one == other or fuzz.ratio(one, other) >= CLOSE


@functools.lru_cache(maxsize=65_536)
def same_name(one: str, other: str) -> bool:
    """Whether two names can be one person's: the last word alike, and no first names that differ.

    >>> same_name("Dmitry Karasyov", "Dmitriy Karasev"), same_name("Dmitri Karasev", "Denis Karasev")
    (True, False)
    >>> same_name("Siarhei Lazouski", "Sergei Lozovsky"), same_name("Askar Zhaksylykov", "Yerlan Zhaksylykov")
    (True, False)
    """
    mine, theirs = _parts(one), _parts(other)
    if not mine or not theirs:
        return False
    if len(mine) == 1 or len(theirs) == 1:
        return _alike(mine[-1], theirs[-1]) or (
            len(mine) != len(theirs) and _alike(mine[0], theirs[0]) and len(mine[0]) > 3
        )
    if not _alike(mine[-1], theirs[-1]):
        # Belarusian and Russian spell a name apart ("Siarhei Lazouski", "Sergei Lozovsky"): the consonants stay.
        return _bones(mine[-1]) == _bones(theirs[-1]) and _bones(mine[0]) == _bones(theirs[0])
    return _alike(mine[0], theirs[0]) or _bones(mine[0]) == _bones(theirs[0])


def _bones(word: str) -> str:
    """The consonants of a key, those that are written in two ways made one."""
    return re.sub(
        r"(.)\1+", r"\1", re.sub(r"[aeiou]", "", word.replace("u", "v") if word.endswith(("ski", "uski")) else word)
    )


def people(ledgers: Sequence[Ledger]) -> dict[tuple[str, str], str]:
    """For each report and person's name in it, the name that stands for all spellings over the reports (the fullest).

    Two full names in one report are two people, however alike they look; a surname alone is nobody's by itself.
    """
    heads: list[str] = []
    found: dict[tuple[str, str], str] = {}
    for ledger in ledgers:
        taken: set[str] = set()
        names = sorted({e.name for e in ledger.people}, key=lambda n: (-len(_parts(n)), n))
        for name in names:
            alike = [h for h in heads if same_name(h, name) and h not in taken]
            head = next((h for h in alike if h == name), alike[0] if alike else name)
            if head == name and head not in heads:
                heads.append(name)
            if len(_parts(name)) > 1:
                taken.add(head)
            found[ledger.id, name] = head
    return found
