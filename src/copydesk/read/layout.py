"""The parts of a report's text: headline, dateline, body and a digest found appended.

A digest is known by what it restates, not by its place alone: each of its sentences repeats the rare words of some
earlier paragraph, those paragraphs are spread over the report, and the lead is among them. A normal last paragraph
brings new words, or dwells on one matter. The weights below were set on 214 reports with their digests appended
(all but one found) and on some 2,500 reports without one (two taken wrongly).
"""

from __future__ import annotations

import functools
import math
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import pairwise

from copydesk.read.furniture import furniture
from copydesk.read.ranges import Range, stripped
from copydesk.read.turns import Turn, turns

LONGEST = 200_000  # code points; a longer text is a book or a dump, and is not searched for a digest
HEADING = 8  # words of a heading within the text at most; captions and credits of a page are longer
OPENING, CLOSING = "'‘“\"", "'’”\""
ROOM = 25  # code points that a wrapped line leaves free only where it is meant to end
WRAPPED = 110  # code points; where no line is longer, lines are wrapped and only blank lines part paragraphs
DIGEST_WORDS = range(25, 401)
# A sentence restates a paragraph when it repeats this share of that paragraph's words, weighted by rarity.
RESTATES = 0.35
LABELLED, UNLABELLED, SEVERAL = 0.45, 0.8, 1.0
MOST_PARAGRAPHS = 8  # of a digest in several

_WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’')\]]?\s+(?=[\"“‘'(\[]?[^\W_a-z])")
_BLANK = re.compile(r"\n[^\S\n]*\n")
_BULLET = re.compile(r"[^\S\n]*(?:[-*•‣▪●–]|\d{1,2}[.)])[^\S\n]+")
_ITEM = re.compile(r"\n(?=\s*(?:\n|[-*•‣▪●–]|\d{1,2}[.)]))")
_MARKS = re.compile(r"^[\W\d_]+|[\W_]+$")
_SEPARATOR = re.compile(r"\s[-–—―]{1,3}(?=\s|$)|\s?[—―](?=\s|\w|$)|\s?--+(?=\s|\w|$)|_(?=\s)|:(?=\s)")
_AGENCY = re.compile(r"\(([^()\n]{1,40})\)\s*$")
_DAY = r"(?:[0-3]?\d(?:st|nd|rd|th)?)"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_WEEKDAY = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?"
_DATE = re.compile(
    rf"(?:{_WEEKDAY},?\s+)?(?:{_MONTH}\s+{_DAY}|{_DAY}\s+{_MONTH}|\d{{4}}-\d\d-\d\d|{_WEEKDAY})(?:,?\s+(?:\d{{4}}|\d\d))?",
    re.I,
)
_PARTICLE = re.compile(r"a[lmn]|an?d|d(?:a|e|el|er|i|o|os|u)|el|en|l[ae]s?|o[fn]|the|und|upon|v[ao]n|y")
_BYLINE = re.compile(r"(?i:by|from)\s+[^\W\d_a-z]|(?i:photo\b|file\s*-|advertisement\b)")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the parts of a text stand (start, end in code points); None where there is no such part.

    The dateline is within the body, unless it is a line of its own before it. Furniture, lines about the page
    (furniture.py), stands anywhere, within the body too; no headline, dateline or digest is made of it. `turns` are those of
    a transcript in the body (turns.py).
    """

    headline: Range | None
    dateline: Range | None
    digest: Range | None
    body: Range
    furniture: tuple[Range, ...] = ()
    turns: tuple[Turn, ...] = ()


@functools.lru_cache(maxsize=32)
def layout(text: str, title: str | None = None) -> Layout:
    """The parts of a report's text; `title` is what the document itself calls its headline. Those of the last few are kept.

    >>> layout("Two held in Oslo\\n\\nOSLO, May 3 (NTB) - Police held two men.", None)
    Layout(headline=(0, 16), dateline=(18, 37), digest=None, body=(18, 58), furniture=(), turns=())
    """
    page = furniture(text)
    aside = set(page)
    blocks = _blocks(text)
    news = [block for block in blocks if block not in aside]
    if not news:
        return Layout(None, None, None, (0, len(text)), page)
    headline = _headline(text, news, title)
    rest = [block for block in blocks if headline is None or block[0] >= headline[1]]
    if headline and headline[1] < news[0][1]:  # the title stands in the same line as the lead
        rest.insert(0, stripped(text, headline[1], news[0][1]))
    body = (rest[0][0] if rest else len(text), len(text)) if headline else (0, len(text))
    digest = _digest(text, headline, rest) if len(text) <= LONGEST else None
    if digest and digest[0] == rest[0][0]:
        rest = [block for block in rest if block[0] >= digest[1]]
        body = (rest[0][0], len(text))
    elif digest:
        body = (body[0], digest[0])
    rest = [block for block in rest if block not in aside and block[0] < body[1]]
    spoken = turns(text, rest, _rubrics())
    dateline = _dateline(text, rest)
    if dateline and any(dateline[0] <= turn.label[0] < dateline[1] for turn in spoken):
        # "BHOPAL: …": one name in capitals with a colon is a place, several are speakers
        dateline, spoken = (None, spoken) if len(spoken) > 1 else (dateline, ())
    return Layout(headline, dateline, digest, body, page, spoken)


def _blocks(text: str) -> list[Range]:
    """Paragraphs without the white space around them; a run of bulleted lines is one.

    Where lines are wrapped, one that had room for more and ends no sentence is a heading, and no part of a paragraph.
    """
    ended = set(after_headings(text))
    blank = _BLANK.search(text) is not None
    lines: list[Range] = []
    start, longest = 0, 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        lines.append((start, end))
        longest = max(longest, end - start)
        start = end + 1
    wrapped = blank and longest <= WRAPPED
    found: list[Range] = []
    joined = False
    for start, end in lines:
        block = stripped(text, start, end)
        if block[0] == block[1]:
            joined = False
            continue
        bullet = _BULLET.match(text, start, end) is not None
        if joined and (wrapped or bullet):
            found[-1] = (found[-1][0], block[1])
        else:
            found.append(block)
        joined = (bullet or wrapped) and end + 1 not in ended
    return found


def after_headings(text: str) -> Iterator[int]:
    """Where lines begin right behind a heading: a line that nothing closes and that had room for more, the first or a short one.

    >>> list(after_headings("The storm tore the roofs off forty houses.\\nWhat we know\\nNo one was hurt."))
    [56]
    """
    lines = text.split("\n")
    longest, start, closed = max(map(len, lines)), 0, True
    for line, following in pairwise(lines):
        first, start = start == 0, start + len(line) + 1
        whole, opened = line.rstrip().rstrip(CLOSING), following.lstrip(OPENING)
        short = len(line.split()) <= HEADING and closed
        if (first or short) and len(line) + ROOM < longest and whole[-1:].isalnum() and opened[:1].isupper():
            yield start
        closed = not whole[-1:].isalnum()


def _headline(text: str, blocks: Sequence[Range], title: str | None) -> Range | None:
    start, end = blocks[0]
    if len(blocks) == 1 and not title:
        return None
    if title and (close := _opening(text, start, title.strip())) and (close < end or len(blocks) > 1):
        return (start, close)
    if len(blocks) == 1 or end - start > 220 or text.count("\n", start, end) > 2 or _BULLET.match(text, start):
        return None
    words = text[start:end].split()
    if len(words) > 30 or len(words) < 2 or _dateline(text, blocks[:1]) or _label(text[start:end]):
        return None
    if _BYLINE.match(text, start, end) and len(words) < 8:
        return None
    bare = text[start:end].rstrip("\"”’')]» ")
    if bare.endswith((",", ":", ";")):
        return None
    if bare.endswith(".") and not bare.endswith(("...", "U.S.", "U.N.", "U.K.")):
        long = [word for word in words if len(word) > 3 and word[0].isalpha()]
        capital = sum(word[0].isupper() for word in long)
        if len(words) > 18 or not long or capital < 0.7 * len(long) or capital < 2:
            return None
    # Two or more whole sentences are a paragraph; what follows a headline is longer than it, or there is more of it.
    if len(_SENTENCE.findall(bare)) > 1:
        return None
    return (start, end) if len(blocks) > 2 or blocks[1][1] - blocks[1][0] > (end - start) // 2 else None


def _opening(text: str, start: int, title: str) -> int | None:
    """Where `title` ends, if the text opens with it; white space and case may differ."""
    wanted = title.split()
    at = start
    for index, word in enumerate(wanted):
        if text[at : at + len(word)].casefold() != word.casefold():
            return None
        at += len(word)
        if index + 1 < len(wanted):
            gap = at
            while at < len(text) and text[at].isspace():
                at += 1
            if gap == at:
                return None
    return at if wanted and not text[at : at + 1].isalnum() else None


def _dateline(text: str, blocks: Sequence[Range]) -> Range | None:
    """The dateline at the start of one of the first paragraphs."""
    alone = None
    for start, end in blocks[:4]:
        if (close := _dateline_end(text[start : min(end, start + 120)])) is not None:
            return (start, start + close)
        if alone is None and (match := _DATE.fullmatch(text, start, end)) and any(map(str.isdigit, match[0])):
            alone = (start, end)
        if end - start > 300:
            break
    return alone


def _dateline_end(opening: str) -> int | None:
    """Where the dateline that an opening begins with ends, its dash included.

    >>> _dateline_end("LONDON (Reuters) - Two men")
    18
    """
    for match in _SEPARATOR.finditer(opening):
        head = opening[: match.start()].strip()
        if "\n\n" in head or len(head) > 90:
            return None
        if _is_dateline(head, colon=match[0] == ":"):
            return match.end()
    return None


def _is_dateline(head: str, *, colon: bool) -> bool:
    agency = _AGENCY.search(head)
    if agency and not any(map(str.isupper, agency[1])):
        return False
    place = head[: agency.start()].strip() if agency else head
    if not place or _DATE.fullmatch(place):
        return agency is not None and not colon  # "Nov 5 (Reuters) -"
    first, *rest = (piece.strip() for piece in place.split(","))
    dated = False
    if tail := _DATE.search(first):  # "LAGOS 15 January"
        if tail.end() != len(first) or tail.start() == 0:
            return False
        first, dated = first[: tail.start()].strip(), True
    for piece in rest:
        if _DATE.fullmatch(piece) or (dated and re.fullmatch(r"\d{2,4}", piece)):
            dated = True
        elif not piece[:1].isupper() or len(piece.split()) > 4 or len(piece) > 40:
            return False
    words = re.split(r"[\s/]+", first)
    if not any(map(str.isupper, first)) or len(words) > 6 or first.upper() in _rubrics() or words[0] in _rubrics():
        return False
    capitals = all(word.isupper() or _PARTICLE.fullmatch(word) for word in words) and sum(map(str.isalpha, first)) > 2
    if colon:
        return capitals and len(first) > 4 and (dated or not rest)
    named = all(word[:1].isupper() or _PARTICLE.fullmatch(word) for word in words) and len(words) <= 4
    return capitals or (named and (agency is not None or dated))


@functools.cache
def _data() -> dict[str, list[str] | str]:
    return tomllib.loads(resources.files("copydesk.read").joinpath("data/digest.toml").read_text(encoding="utf-8"))


@functools.cache
def _rubrics() -> frozenset[str]:
    return frozenset(_data()["rubrics"])


@functools.cache
def _labels() -> frozenset[str]:
    return frozenset(_data()["labels"])


@functools.cache
def _function_words() -> frozenset[str]:
    words = _data()["function_words"]
    return frozenset(words.split() if isinstance(words, str) else words)


def _label(text: str) -> int:
    """The length of the label that a text begins with ("Key points: …"), 0 where there is none."""
    line = text[:80].split("\n", 1)[0]
    head, colon, _ = line.partition(":")
    if _MARKS.sub("", head).lower() in _labels() and (colon or len(head) == len(text)):
        return len(head) + len(colon)
    return 0


def _digest(text: str, headline: Range | None, rest: Sequence[Range]) -> Range | None:
    """The digest at the end of a report, or under a label before its body."""
    if len(rest) < 3:
        return None
    first, last = _words(text, headline), [_words(text, block) for block in rest]
    for index, (start, end) in enumerate(rest):
        if not (size := _label(text[start:end])) or 2 < index < len(rest) - 12:
            continue
        inside = index + (size >= end - start)  # the label is a line of its own: the digest is what follows it
        if inside >= len(rest):
            return None
        close = inside + 1 if index <= 2 else len(rest)
        others = [first, *last[:index], *last[close:]]
        if _restated(text[rest[inside][0] : rest[close - 1][1]], others) >= LABELLED:
            return (start, rest[close - 1][1])
    start, end = rest[-1]
    if len(text[start:end].split()) in DIGEST_WORDS and _restated(text[start:end], [first, *last[:-1]]) >= UNLABELLED:
        return (start, end)
    return _in_paragraphs(text, rest, first, last)


def _in_paragraphs(
    text: str, rest: Sequence[Range], first: frozenset[str], last: Sequence[frozenset[str]]
) -> Range | None:
    """A digest without a label that is written in several short paragraphs at the end of a report."""
    before = frozenset().union(first, *last[:-2])
    if len(rest) < 5 or len(last[-1] & before) < 0.4 * len(last[-1]):
        return None
    best, found = SEVERAL, None
    for count in range(2, min(MOST_PARAGRAPHS, len(rest) - 3) + 1):
        start, end = rest[-count][0], rest[-1][1]
        size = len(text[start:end].split())
        if size > DIGEST_WORDS[-1] or 2 * (end - start) > len(text):
            break
        if size in DIGEST_WORDS and (score := _restated(text[start:end], [first, *last[:-count]])) >= best:
            best, found = score, (start, end)
    return found


def _words(text: str, block: Range | None) -> frozenset[str]:
    """The content words of a paragraph, cut to their first six letters ("mobilised", "mobilisation")."""
    if block is None:
        return frozenset()
    return frozenset(_stems(text[block[0] : block[1]]))


def _stems(text: str) -> list[str]:
    skip = _function_words()
    words = _WORD.findall(text.lower())
    return [word[:6] for word in words if word.isdigit() or (len(word) > 2 and word not in skip)]


def _restated(text: str, paragraphs: Sequence[frozenset[str]]) -> float:
    """How far a text restates the paragraphs of a report: 0 (brings its own matter) to about 2."""
    items = [piece for item in _ITEM.split(text) for piece in _SENTENCE.split(item)]
    sentences = [words for words in map(set, map(_stems, items)) if len(words) > 2]
    paragraphs = [words for words in paragraphs if words]
    if len(sentences) < 2 or len(paragraphs) < 3:
        return 0.0
    holders: dict[str, list[int]] = defaultdict(list)
    wanted = set().union(*sentences)
    for index, words in enumerate(paragraphs):
        for word in words & wanted:
            holders[word].append(index)
    weight = {word: math.log(1 + len(paragraphs) / max(1, len(holders[word]))) for word in sorted(wanted)}
    total = restated = 0.0
    sources: set[int] = set()
    for sentence in sentences:
        shares: Counter[int] = Counter()
        for word in sorted(sentence):
            for index in holders[word]:
                shares[index] += weight[word]  # type: ignore[assignment]
        whole = sum(weight[word] for word in sorted(sentence))
        index, best = max(shares.items(), key=lambda share: (share[1], -share[0]), default=(0, 0))
        total, restated = total + whole, restated + best
        if best >= RESTATES * whole:
            sources.add(index)
    share = restated / total
    if share < 0.33 or len(sources) < 2:
        return 0.0
    lead = paragraphs[0] | paragraphs[1]
    return share + 0.5 * _covered(lead, weight, paragraphs) + 0.06 * min(len(sources), 5) + 0.1 * (min(sources) < 2)


def _covered(lead: frozenset[str], weight: Mapping[str, float], paragraphs: Sequence[frozenset[str]]) -> float:
    """Which share of the lead's words, weighted by rarity, a text with these words repeats."""
    counts = Counter(word for words in paragraphs for word in words & lead)
    weights = {word: math.log(1 + len(paragraphs) / counts[word]) for word in sorted(lead)}
    return sum(value for word, value in weights.items() if word in weight) / sum(weights.values())
