"""Words of a text as an editor would quote them."""

from __future__ import annotations

from typing import Any

LONGEST = 70  # characters of a quotation in a reason
AROUND = 4  # words shown on either side of a decisive one


def short(text: str, longest: int = LONGEST) -> str:
    """A quotation cut at a word boundary.

    >>> short("The court is expected to decide on Saturday.", 20)
    'The court is …'
    """
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    return text[: text.rfind(" ", 0, longest - 1) if " " in text[: longest - 1] else longest - 1] + " …"


def around(token: Any) -> str:
    """A word with the few words of its sentence beside it: enough to find it, not the whole sentence again."""
    start, end = max(token.sent.start, token.i - AROUND), min(token.sent.end, token.i + AROUND + 1)
    text = " ".join(token.doc[start:end].text.split()).strip('“”"‘’ ,;:.')
    return ("… " if start > token.sent.start else "") + text + (" …" if end < token.sent.end else "")


def mid(name: str) -> str:
    """A name as it stands inside a sentence: a leading article in lower case.

    >>> mid("The operator, Pontos Lines,"), mid("A neighbour")
    ('the operator, Pontos Lines', 'a neighbour')
    """
    name = " ".join(name.split()).strip(" ,;:")
    first, _, rest = name.partition(" ")
    return f"{first.lower()} {rest}" if rest and first.lower() in ("the", "a", "an", "his", "her", "their", "its", "one", "two", "some") else name  # fmt: skip


def opening(text: str) -> str:
    """A text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


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


def compound(token: Any) -> tuple[int, int]:
    """Start and end of a word with the common nouns before it that make one term with it ("tomb raider")."""
    first = token
    while (
        first.i > token.sent.start
        and first.nbor(-1).dep_ == "compound"
        and first.nbor(-1).head.i == token.i
        and first.nbor(-1).pos_ == "NOUN"
    ):
        first = first.nbor(-1)
    return first.idx, token.idx + len(token)
