"""Words of a text as an editor would quote them."""

from __future__ import annotations

from typing import Any

LONGEST = 160  # characters of a quotation in a reason


def short(text: str, longest: int = LONGEST) -> str:
    """A quotation cut at a word boundary.

    >>> short("The court is expected to decide on Saturday.", 20)
    'The court is …'
    """
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    return text[: text.rfind(" ", 0, longest - 1) if " " in text[: longest - 1] else longest - 1] + " …"


def phrase(token: Any) -> tuple[int, int]:
    """Start and end of a word with the words that make one name or term with it."""
    first = last = token
    for child in token.lefts:
        if child.dep_ in ("compound", "nummod", "quantmod") and child.i == first.i - 1:
            first = child
    while (
        first.i - 1 >= token.sent.start
        and first.nbor(-1).head.i == token.i
        and first.nbor(-1).dep_ in ("compound", "nummod", "quantmod")
    ):
        first = first.nbor(-1)
    return first.idx, last.idx + len(last)
