"""The turns of a transcript: "Q: … A: …", "WALLACE: …", "Ana Ruiz (nurse): …", each up to the next speaker."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from copydesk.read.ranges import Range

SPOKEN = 3  # one line in so many of a transcript says "I" or "you", or asks
SHORTEST = 12  # code points that a lone speaker says; less is a heading or a table
ASKED = ("q", "a", "question", "answer")  # labels of an interview that name nobody
_LABEL = re.compile(
    r"(?:[-–—>*•]{1,2}[^\S\n]?)?[\"“‘']?(?:(?P<asked>(?i:" + "|".join(ASKED) + r"))(?P<dot>[.:])"
    r"|(?P<name>[^\W\d_][^\n:()\[\]\"“”,;!?]{0,48}?)(?:[^\S\n]?[(\[](?P<role>[^()\[\]\n]{1,80})[)\]])?(?P<mark>:))[^\S\n]+(?=\S)"
)
_PARTICLES = frozenset(
    ("al", "bin", "da", "de", "del", "der", "di", "dos", "du", "el", "la", "le", "of", "the", "van", "von")
)
_OWN = re.compile(r"(?<![^\W_])(?:i|we|you|my|our|your|me|us|mine|ours|yours|myself)(?![^\W_])", re.I)
_TELLS = re.compile(
    r"\b(?:said|says|asked|told|added|replied|continued|according to|interview|transcript|edited)\b", re.I
)
_QUOTED = re.compile(r"[“\"][^“”\"\n]{0,2000}[”\"]")
_ASIDE = re.compile(r"[\"“]?[(\[][^()\[\]]*[)\]]\.?[\"”]?\Z")


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says in one go: the `label` that names the speaker and any role, the name alone, the mark behind it, and
    the paragraphs of what is said; all as start and end in code points."""

    label: Range
    name: Range
    mark: Range
    parts: tuple[Range, ...]


def turns(text: str, blocks: Sequence[Range], rubrics: frozenset[str]) -> tuple[Turn, ...]:
    """The turns of a text, in text order; `blocks` are its paragraphs, `rubrics` words in capitals that are no speakers.

    One speaker in capitals is enough; of other names one must come back, or be told with a role beside another. Lines of no
    "I", "you" or question are a list under headings.

    >>> text = "Q: Who opened it?\\nA: I did.\\n\\nA guard did."
    >>> [[text[a:b] for a, b in turn.parts] for turn in turns(text, [(0, 17), (18, 27), (29, 41)], frozenset())]
    [['Who opened it?'], ['I did.']]
    """
    rows = [row for block in blocks for row in _lines(text, block)]
    labels = [
        (match, _is_spoken(text[match.end() : end]))
        for (_, end), match in rows
        if match is not None and (match["name"] or "").upper().strip() not in rubrics
    ]
    asked = [match for match, _ in labels if match["asked"]]
    capitals = [row for row in labels if row[0]["name"] and _in_capitals(row[0]["name"])]
    named = [row for row in labels if row[0]["name"] and not _in_capitals(row[0]["name"]) and _is_name(row[0]["name"])]
    known = asked if {match["asked"][0].upper() for match in asked} == {"Q", "A"} else []
    often = Counter(_key(match) for match, _ in (*named, *capitals))
    if sum(said for _, said in capitals) * SPOKEN >= len(capitals):
        known = known + [match for match, _ in capitals]
    returns = len(named) > 2 and max(often.values()) > 1 and sum(said for _, said in named) * SPOKEN >= len(named)
    if returns or (len(named) > 1 and any(match["role"] for match, _ in named)):
        known = known + [match for match, _ in named]
    return _joined(text, rows, {match.start() for match in known}, alone=len(known) == 1)


def _lines(text: str, block: Range) -> list[tuple[Range, re.Match[str] | None]]:
    """The lines of a paragraph that open with a label, each with those behind it that do not."""
    rows: list[tuple[Range, re.Match[str] | None]] = []
    at = block[0]
    while at < block[1]:
        end = text.find("\n", at, block[1])
        end = block[1] if end < 0 else end
        match = _LABEL.match(text, at, end)
        if match is None and rows:
            rows[-1] = ((rows[-1][0][0], end), rows[-1][1])
        else:
            rows.append(((at, end), match))
        at = end + 1
        while at < block[1] and text[at].isspace():
            at += 1
    return rows


def _is_spoken(words: str) -> bool:
    """Whether a line is told in the first or second person, or asks."""
    return "?" in words or _OWN.search(words) is not None


def _in_capitals(name: str) -> bool:
    return name.isupper() and sum(map(str.isalpha, name)) > 2


def _is_name(name: str) -> bool:
    words = name.split()
    return len(words) <= 5 and words[0][0].isupper() and all(w[0].isupper() or w in _PARTICLES for w in words)


def _key(match: re.Match[str]) -> str:
    return str(match["name"].split()[-1]).upper()


def _joined(
    text: str, rows: Sequence[tuple[Range, re.Match[str] | None]], known: set[int], *, alone: bool
) -> tuple[Turn, ...]:
    """Each label with what is said up to the next: its own paragraph, and those behind it that are no narration."""
    found: list[Turn] = []
    last = max(known, default=0)
    names: set[str] = set()
    speaks = False
    for (start, end), match in rows:
        end = start + len(text[start:end].rstrip())
        if match is not None and start in known:
            group = "asked" if match["asked"] else "name"
            mark = match.span("dot" if match["asked"] else "mark")
            speaks = not alone
            if end - match.end() >= (SHORTEST if alone else 1):
                found.append(Turn((match.start(group), mark[0]), match.span(group), mark, ((match.end(), end),)))
                names.add(match[group].split()[-1].lower())
            continue
        words = _QUOTED.sub(" ", text[start:end])
        if not speaks or _ASIDE.fullmatch(words.strip()) or not _goes_on(words, names, within=start < last):
            speaks = speaks and start < last and _ASIDE.fullmatch(words.strip()) is not None
            continue
        found[-1] = replace(found[-1], parts=(*found[-1].parts, (start, end)))
    return tuple(found)


def _goes_on(words: str, names: set[str], *, within: bool) -> bool:
    """Whether a paragraph without a label is still the speaker's: "I" and "you" say so, a name of a speaker does not."""
    if _OWN.search(words):
        return True
    told = _TELLS.search(words) or any(name in words.lower().split() for name in names if len(name) > 1)
    return within and not told
