"""What a page hides from its readers: words that nobody sees there are no part of a report."""

from __future__ import annotations

import html
import re

from copydesk.read.markup import BLOCKS, SELF_CLOSING, VOID, Token, tokens

_UNSHOWN = frozenset({"template", "noscript"})
_ATTRIBUTE = re.compile(r"\s([a-zA-Z][\w:.-]{0,60})(?:\s{0,9}=\s{0,9}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_STYLE = re.compile(
    r"(?:^|;)\s{0,9}(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden|font-size\s{0,9}:\s{0,9}0(?![.\d]))",
    re.I,
)


def unhidden(source: str) -> str:
    """A page without the elements that it hides by itself; what a style sheet or a script hides is not known.

    Linear in the page.

    >>> unhidden("<p>Two died.</p><p hidden>Ninety died.</p>")
    '<p>Two died.</p>'
    """
    kept: list[str] = []
    at = start = deep = 0  # where what is kept goes on; where the hidden element began, how often its name is open
    name = ""
    for token in tokens(source):
        if name in SELF_CLOSING and (token.name == name or (name == "p" and token.name in BLOCKS)):
            kept.append(source[at:start])
            at, name = token.start, ""
        if name:
            deep += (token.name == name) - (token.name == f"/{name}")
            if not deep:
                kept.append(source[at:start])
                at, name = token.end, ""
        elif token.name[:1] not in ("", "/", "#") and token.name not in VOID and _hides(source, token):
            name, start, deep = token.name, token.start, 1
    kept.append(source[at : start if name else len(source)])
    return "".join(kept)


def _hides(source: str, token: Token) -> bool:
    if token.name in _UNSHOWN:
        return True
    tag = source[token.start : min(token.end, token.start + 10_000)]
    for name, double, single, bare in _ATTRIBUTE.findall(tag):
        value = html.unescape(double or single or bare)
        if name.lower() == "hidden" and value.lower() != "until-found":
            return True
        if name.lower() == "style" and _STYLE.search(value):
            return True
    return False
