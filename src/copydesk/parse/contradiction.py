"""What contradicts what, by the verdict of the borrowed encoder (`parse/deberta.py`)."""

from __future__ import annotations

from copydesk.parse.deberta import CLOSES, LONGEST, OPENS, TOLD, fed, tokenizer, whole


def contradiction(text: str, told: str) -> float:
    """How surely `told` contradicts a text: the encoder's verdict, as the logarithm of its odds (above 0: rather so)."""
    first, second = (tokenizer().encode(words, add_special_tokens=False).ids for words in (text, told))
    second = second[:TOLD]
    row = [OPENS, *first[: LONGEST - 3 - len(second)], CLOSES, *second, CLOSES]
    [[so, against]] = whole().run(["logits"], fed(row))[0]
    return round(float(against - so), 2)
