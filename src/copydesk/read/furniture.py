"""The furniture of a page: lines about the page (when it was put up, who edited it, what to read next), not about the news.

A line is furniture where all of it fits one of the forms below; a picture's caption is news, its credit is not.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator, Sequence
from importlib import resources

from copydesk.read.ranges import Range, stripped

LONGEST = (
    320  # code points; a longer line is a paragraph, of which only what is set in brackets at the end can be furniture
)
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")
_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")
_LINE = re.compile(r"[^\n]+")
_BRACKETED = re.compile(r"[(\[][^()\[\]\n]{6,300}[)\]]\.?\s*\Z")
_READING_TIME = re.compile(r"(?:\d{1,3}|an?|one|two|five|ten)[ -]min(?:ute)?s?[ -]read", re.I)
_CONTRIBUTED = re.compile(
    r"\bcontributed (?:reporting|to this (?:report|story|article|piece)|reporting from [^.]{2,60})\b"
)
_FOLLOW = re.compile(r"(?:follow|share|like|join|find|watch)\b.{0,80}\bon\s+[^\W\d_]", re.I)
_SPLIT = re.compile(r"\s*[|•·;]\s*")
_MARKS = " \t\r\u00a0.,:;!>»→›-–—*_"


@functools.lru_cache(maxsize=32)
def furniture(text: str) -> tuple[Range, ...]:
    """The ranges (start, end in code points) of a text that are furniture, in text order; those of the last few texts are kept.

    The first paragraph may be a headline ("Watch: Crowds leave"): only a stamp, a byline or a credit of work is taken there.

    >>> text = "Two held\\n\\nPublished 14:02 GMT\\n\\nPolice held two men. (Reporting by Ana Ruiz)"
    >>> [text[start:end] for start, end in furniture(text)]
    ['Published 14:02 GMT', '(Reporting by Ana Ruiz)']
    """
    found: list[Range] = []
    first = True
    for paragraph in _PARAGRAPH.finditer(text):
        whole = paragraph.end() - paragraph.start() <= LONGEST and "\n" in paragraph[0]
        if whole and _is_furniture(" ".join(paragraph[0].split()), first=first):
            found.append(stripped(text, *paragraph.span()))
            continue
        for line in _LINE.finditer(text, *paragraph.span()):
            if not line[0].isspace():
                found.extend(_of_line(text, *stripped(text, *line.span()), first=first))
                first = False
    return tuple(found)


def _of_line(text: str, start: int, end: int, *, first: bool) -> Iterator[Range]:
    """The furniture of one line: the whole of it, or what it ends in."""
    if end - start <= LONGEST and _is_furniture(text[start:end], first=first):
        yield start, end
        return
    tail = max(start, end - LONGEST)
    bracket, picture = _BRACKETED.search(text, tail, end), _pictured().search(text, tail, end)
    if bracket and _is_credit(bracket[0].strip("()[]. \n")):
        yield bracket.start(), end
    elif not first and picture and picture.start("label") > start and _is_names(text[picture.end("label") : end]):
        yield picture.start("label"), end


def _is_furniture(line: str, *, first: bool) -> bool:
    """Whether a whole line, written in one, is furniture; `first` where a headline could stand."""
    bare = line.strip("()[] \t")
    parts = [part for part in _SPLIT.split(bare) if any(map(str.isalnum, part))]
    told = [_is_stamp(part) or _is_byline(part) for part in parts]
    if any(told) and all(known or _is_names(part) or _is_date(part) for known, part in zip(told, parts, strict=True)):
        return True
    if first:
        return _worked(bare)
    plain = bare.replace("’", "'").lower()
    words = _WORD.findall(plain)
    if not words:
        return False
    lists = _lists()
    return (
        plain.startswith(_openings("calls"))
        or (len(words) < 40 and "all rights reserved" in plain)
        or (bare[0] == "©" and _is_names(bare))
        or all(word in lists["platforms"] for word in words)
        or _points(plain)
        or _READING_TIME.fullmatch(bare.strip(_MARKS)) is not None
        or (len(words) < 20 and _FOLLOW.match(bare) is not None and words[-1] in lists["platforms"])
        or (len(words) < 40 and _CONTRIBUTED.search(bare) is not None)
        or _is_credit(bare)
    )


def _points(plain: str) -> bool:
    """Whether a line points to another page: "Related", "Read more: …"."""
    opening = next((one for one in _openings("pointers") if plain.startswith(one)), None)
    if opening is None or plain[len(opening) : len(opening) + 1].isalnum():
        return False
    rest = plain[len(opening) :].lstrip()
    return not rest.strip(_MARKS) or rest[0] in ":|>»→›–—" or _points(rest.lstrip(_MARKS))


def _is_stamp(part: str) -> bool:
    """Whether a text tells when a page was put up or changed, and nothing else."""
    lists = _lists()
    words = _WORD.findall(part)
    low = [word.lower() for word in words]
    at = next((at for at, word in enumerate(low[:3]) if word in lists["stamps"]), None)
    if at is None or not all(word in lists["stamp_openers"] for word in low[:at]):
        return False
    return len(words) > at + 1 and _is_date(" ".join(words[at + 1 :]))


def _is_date(text: str) -> bool:
    """Whether a text holds nothing but the words of a date or an hour, its zone among them."""
    words, known = _WORD.findall(text), _lists()["date_words"]
    return all(
        word.lower() in known or any(map(str.isdigit, word)) or (word.isupper() and len(word) <= 4) for word in words
    )


def _is_byline(part: str) -> bool:
    """Whether a text names who wrote a page: "By Ana Ruiz and Tom Oda, staff writers"."""
    words = _WORD.findall(part)
    return (
        2 < len(words) < 16
        and words[0].lower() == "by"
        and words[1][0].isupper()
        and words[2][0].isupper()
        and words[1].lower() not in _lists()["date_words"]
        and part.rstrip()[-1] not in ".:?!"
        and _is_names(part)
    )


def _is_credit(text: str) -> bool:
    """Whether a text tells who wrote, edited or took the pictures, part by part."""
    parts = [part for part in re.split(r"\s*(?:;|\.\s)\s*", text) if part.strip(_MARKS)]
    return bool(parts) and all(_worked(part.strip()) or _took(part.strip()) for part in parts)


def _worked(part: str) -> bool:
    """ "Reporting by A B in C", "Editing: D E"."""
    words = [word.lower() for word in _WORD.findall(part)]
    trades = _lists()["trades"]
    at = next((at for at, word in enumerate(words[:4]) if word in ("by", "contributed")), None)
    opening = words[:at] if at is not None else _WORD.findall(part.partition(":")[0].lower()) if ":" in part else []
    known = trades | {"additional", "and", "further", "extra"}
    return bool(opening) and all(word in known for word in opening) and _is_names(_after(part, len(opening)))


def _took(part: str) -> bool:
    """ "Photo: A B/Agency", "Image courtesy of C"."""
    match = _pictured().match(part)
    return match is not None and _is_names(part[match.end("label") :])


def _after(part: str, words: int) -> str:
    """What stands behind the first `words` words of a text."""
    matches = list(_WORD.finditer(part))
    return part[matches[words - 1].end() :]


def _is_names(text: str) -> bool:
    """Whether a text holds only names and the small words between them."""
    lists = _lists()
    words = _WORD.findall(text)
    small = (
        lists["between_names"] | lists["writers"] | {"by", "and", "writers", "reporters", "editors", "correspondents"}
    )
    names = [word for word in words if not word[0].islower()]
    return 0 < len(names) <= 24 and all(word in small for word in words if word[0].islower())


@functools.cache
def _pictured() -> re.Pattern[str]:
    """The label of a picture's credit: "Photo:", "File photo by", "Image credit -"."""
    lists = _lists()

    def either(name: str) -> str:
        return "|".join(sorted((word.replace("-", " ") for word in lists[name]), key=lambda word: (-len(word), word)))

    return re.compile(
        rf"(?:^|(?<=[\s.(]))(?P<label>(?:(?:{either('picture_openers')})\s)?(?:{either('pictures')})"
        rf"(?:\s?(?::|/|[-–—]\s|©)|(?:\s(?:{either('picture_closers')}))+\b\s?:?(?:\sof\b)?))",
        re.I,
    )


@functools.cache
def _lists() -> dict[str, frozenset[str]]:
    """The words of furniture.toml, each list as a set."""
    return {name: frozenset(value.split()) for name, value in _table().items() if isinstance(value, str)}


@functools.cache
def _openings(name: str) -> tuple[str, ...]:
    """The phrases of a list, the longest first."""
    return tuple(sorted(_table()[name], key=lambda phrase: (-len(phrase), phrase)))


@functools.cache
def _table() -> dict[str, str | Sequence[str]]:
    return tomllib.loads(resources.files("copydesk.read").joinpath("data/furniture.toml").read_text(encoding="utf-8"))
