"""Report text made safe to show: no character of it steers a terminal, hides, or turns the reading order round."""

from __future__ import annotations

import re

# C0 and C1 controls, line and paragraph separators, bidi embeddings, overrides, isolates and marks, lone surrogates, the
# byte order mark and the invisible tag characters: what can move a cursor, reorder a line or hide words from an editor.
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)


def shown(character: str) -> str:
    """A visible stand-in for one character of UNSEEN.

    >>> shown("\\x1b"), shown("\\u202e")
    ('⟨U+001B⟩', '⟨U+202E⟩')
    """
    code = ord(character)
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else f"⟨U+{code:04X}⟩"


def visible(text: str) -> str:
    """The text with every unseen character replaced by a visible one; line feeds and tabs stay.

    >>> visible("a\\x1b[31mb")
    'a⟨U+001B⟩[31mb'
    """
    return UNSEEN.sub(lambda match: shown(match.group()), text)


def one_line(text: str, longest: int | None = None) -> str:
    """The visible text on one line, shortened at a word to `longest` characters if it is longer.

    >>> one_line("that a special unit\\nhad eliminated a soldier", 24)
    'that a special unit had…'
    """
    # Cut first: a report of megabytes in one quote is not worth cleaning to show a line of it.
    line = " ".join(visible(text if longest is None else text[: 4 * longest + 64]).split())
    if longest is None or len(line) <= longest:
        return line
    cut = line[: longest - 1]
    at = cut.rfind(" ") if line[longest - 1] != " " else longest
    return cut[: at if at > longest // 2 else longest].rstrip(" ,;:–—-") + "…"


def quoted(text: str) -> str:
    """The text in quotation marks, unless it is a quotation already.

    >>> quoted("fled"), quoted("“It is over,” she said.")
    ('“fled”', '“It is over,” she said.')
    """
    return text if text[:1] in '“"«„' else f"“{text}”"
