"""What kind of source a phrase names, told from its own words."""

from __future__ import annotations

import functools
import re

from copydesk.claims.cues import table
from copydesk.claims.tree import Tree
from copydesk.nouns import SourceKind

_WORD = re.compile(r"[^\W_]+(?:[-.'’][^\W_]+)*")


@functools.cache
def _lists() -> tuple[dict[str, tuple[str, ...]], tuple[tuple[str, str], ...]]:
    words: dict[str, list[str]] = {}
    phrases: list[tuple[str, str]] = []
    for kind, entry in table("kinds").items():
        for word in entry["words"]:
            words.setdefault(word, []).append(kind)
        phrases += [(phrase, kind) for phrase in entry.get("phrases", ())]
    phrases.sort(key=lambda pair: -len(pair[0]))
    return {word: tuple(kinds) for word, kinds in words.items()}, tuple(phrases)


def _kinds_of(word: str) -> tuple[str, ...]:
    words, _ = _lists()
    found = words.get(word)
    if found is None and word.endswith("s"):
        found = words.get(word[:-1]) or (words.get(word[:-3] + "y") if word.endswith("ies") else None)
    return found or ()


def is_document(tree: Tree, head: int) -> bool:
    """Whether the noun `head` names a document, an image, a count, or something else that shows rather than speaks."""
    return "document" in _kinds_of(tree.lower[head]) or "document" in _kinds_of(tree.lemma[head])


def head_word(phrase: str) -> str:
    """The head of a noun phrase, roughly: the last word before a comma, a preposition or a participle.

    >>> head_word("a search warrant issued on Monday")
    'warrant'
    """
    core = re.split(
        r",|\(| (?:of|for|in|at|on|from|with|by|to|near|who|which|that|whose|about|outside|inside|as|reached|seen|shown|released|published|obtained|shared|posted|issued|read|kept|signed|sent|found|leaked|consulted|familiar|close|charged|based|living|working|close)\b",
        phrase,
        maxsplit=1,
    )[0]
    words = _WORD.findall(core)
    return words[-1].lower() if words else ""


def kind_of(phrase: str, context: str = "") -> SourceKind | None:
    """The kind of source that a phrase names, by its head noun, then its phrases and other words; None if none tells.

    >>> kind_of("A search warrant")
    'document'
    """
    text = f" {phrase} "
    low = text.lower().replace("’", "'")
    _, phrases = _lists()
    head = head_word(phrase)
    of_head = _kinds_of(head)
    if "document" in of_head:
        return "social-media" if any(k == "social-media" and p in low for p, k in phrases) else "document"
    if "anonymous" in of_head or any(kind == "anonymous" and part in low for part, kind in phrases):
        return "anonymous"
    for part, kind in phrases:
        if kind != "anonymous" and re.search(rf"\b{re.escape(part)}", low):
            return kind  # type: ignore[return-value]
    if of_head:
        return of_head[0]  # type: ignore[return-value]
    words = [word.lower() for word in _WORD.findall(phrase)]
    votes = [(word, kinds[0]) for word in words if (kinds := _kinds_of(word)) and kinds[0] != "document"]
    return votes[0][1] if votes else None  # type: ignore[return-value]
