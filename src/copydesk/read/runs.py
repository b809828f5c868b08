"""Text copied from an original, with the map back to it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

Run = tuple[int, int, int]  # start in the text, start in the original, length; in code points


@dataclass(frozen=True, slots=True)
class Mapped:
    """A text and the runs of it that were copied from an original, ascending and not overlapping."""

    text: str
    runs: tuple[Run, ...]

    @classmethod
    def whole(cls, text: str) -> Mapped:
        """A text that is its own original."""
        return cls(text, ((0, 0, len(text)),) if text else ())

    @classmethod
    def unmapped(cls, text: str) -> Mapped:
        """A text without a map."""
        return cls(text, ())


class Copy:
    """A text in the making: parts of a mapped one, and characters that are not in it.

    >>> copy = Copy(Mapped.whole("a <b>c</b>"))
    >>> copy.keep(0, 2); copy.keep(5, 6); copy.add("!")
    >>> copy.made()
    Mapped(text='a c!', runs=((0, 0, 2), (2, 5, 1)))
    """

    def __init__(self, source: Mapped) -> None:
        self._source = source
        self._starts = [run[0] for run in source.runs]
        self._parts: list[str] = []
        self._length = 0
        self._runs: list[Run] = []

    def keep(self, start: int, end: int) -> None:
        """Copy the characters `start` to `end` of the source."""
        if end <= start:
            return
        runs = self._source.runs
        at = max(0, bisect_right(self._starts, start) - 1)
        while at < len(runs) and runs[at][0] < end:
            text, original, length = runs[at]
            low, high = max(start, text), min(end, text + length)
            if low < high:
                self._run(self._length + low - start, original + low - text, high - low)
            at += 1
        self._parts.append(self._source.text[start:end])
        self._length += end - start

    def add(self, text: str) -> None:
        """Put in characters that are not copied."""
        if text:
            self._parts.append(text)
            self._length += len(text)

    def _run(self, text: int, original: int, length: int) -> None:
        if self._runs:
            last = self._runs[-1]
            if last[0] + last[2] == text and last[1] + last[2] == original:
                self._runs[-1] = (last[0], last[1], last[2] + length)
                return
        self._runs.append((text, original, length))

    def __len__(self) -> int:
        return self._length

    def made(self) -> Mapped:
        """What was copied so far."""
        return Mapped("".join(self._parts), tuple(self._runs))


# Characters that no reader sees but that can hide or reorder what is read: directional and zero-width controls, tags,
# soft hyphens, and the C0 and C1 controls apart from tab and line ends.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]|\r\n|[\r\v\f\x85\u2028\u2029]|[^\\S\n]+(?=\n)|\n{3,}"
)
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def clean(mapped: Mapped) -> tuple[Mapped, tuple[str, ...]]:
    """The text without unseen controls, with line feeds for line ends and no more than one blank line in a row.

    Joiners inside words of scripts that need them (Persian, Indic) stay. The notes tell what was taken out.

    >>> clean(Mapped.whole("a\\r\\nb\\x00"))[0]
    Mapped(text='a\\nb', runs=((0, 0, 1), (1, 2, 2)))
    """
    once = _swept(mapped)
    text, notes = mapped.text, []
    if zeros := text.count("\x00"):
        notes.append(f"{zeros} NUL characters were taken out")
    if turned := len(_DIRECTION.findall(text)):
        notes.append(f"{turned} invisible direction marks were taken out")
    # Taking out a control or turning a line end can bring line feeds together: one more pass settles it.
    return _trimmed(_swept(once)), tuple(notes)


def _swept(mapped: Mapped) -> Mapped:
    text, copy, at = mapped.text, Copy(mapped), 0
    for match in _UNSEEN.finditer(text):
        found = match[0]
        if found in "\u200c\u200d" and _joins(text, match.start()):
            continue
        copy.keep(at, match.start())
        if found == "\r\n":
            copy.keep(match.start() + 1, match.end())
        elif found[0] == "\n":
            copy.keep(match.start(), match.start() + 2)
        elif found in "\r\v\f\x85\u2028\u2029":
            copy.add("\n")
        at = match.end()
    if at == 0:
        return mapped
    copy.keep(at, len(text))
    return copy.made()


def _joins(text: str, at: int) -> bool:
    """Whether a joiner stands between two letters of a script that writes with joiners."""
    around = text[at - 1 : at] + text[at + 1 : at + 2]
    return len(around) == 2 and all("\u0590" <= letter <= "\u0fff" or letter >= "\U0001f000" for letter in around)


def _trimmed(mapped: Mapped) -> Mapped:
    text = mapped.text
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if start == 0 and end == len(text):
        return mapped
    copy = Copy(mapped)
    copy.keep(start, end)
    return copy.made()


def bridged(mapped: Mapped, original: str) -> Mapped:
    """The same map with runs joined over single characters that are the same in text and original."""
    runs: list[Run] = []
    for start, source, length in mapped.runs:
        if runs:
            text, before, size = runs[-1]
            gap = start - text - size
            if 0 <= gap <= 2 and source - before - size == gap:
                between = slice(text + size, start)
                if mapped.text[between] == original[before + size : source]:
                    runs[-1] = (text, before, size + gap + length)
                    continue
        runs.append((start, source, length))
    return Mapped(mapped.text, tuple(runs))
