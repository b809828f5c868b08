"""Tree -> what the encoder reads: word pieces of some sentences, with what the parser says of each."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from copydesk.claims.draft import Letters
from copydesk.claims.tree import Tree

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

LONGEST = 190  # word pieces the encoder reads at a time, its two marks left out
_FULL = 0.6  # a new paragraph begins a new window once one is this full
_OPENS, _CLOSES = 101, 102  # [CLS] and [SEP] of the vocabulary
# The order of these is part of the weights.
PARTS_OF_SPEECH = ("", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X", "SPACE")  # fmt: skip
DEPENDENCIES = (
    "", "ROOT", "acl", "acomp", "advcl", "advmod", "agent", "amod", "appos", "attr", "aux", "auxpass", "case", "cc", "ccomp", "compound", "conj",
    "csubj", "csubjpass", "dative", "dep", "det", "dobj", "expl", "intj", "mark", "meta", "neg", "nmod", "npadvmod", "nsubj", "nsubjpass", "nummod",
    "oprd", "parataxis", "pcomp", "pobj", "poss", "preconj", "predet", "prep", "prt", "punct", "quantmod", "relcl", "xcomp",
)  # fmt: skip
_POS = {name: number for number, name in enumerate(PARTS_OF_SPEECH)}
_DEP = {name: number for number, name in enumerate(DEPENDENCIES)}
PUNCTUATION, SPACE = _POS["PUNCT"], _POS["SPACE"]
_OTHER_POS, _OTHER_DEP = _POS["X"], _DEP["dep"]
_NEWLINES = re.compile(r"(\n+)")


@dataclass(frozen=True, slots=True)
class Window:
    """Some sentences as the encoder reads them: for each word piece its number, its token (-1 at the marks), its characters
    and the numbers of its part of speech, dependency and shape (1 inside quotation marks, 2 a capital)."""

    pieces: NDArray[np.int64]
    tokens: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    pos: NDArray[np.int64]
    dep: NDArray[np.int64]
    shape: NDArray[np.int64]


@functools.cache
def word_pieces() -> Tokenizer:
    """The tokenizer of the encoder, read once a process."""
    from tokenizers import Tokenizer

    made = Tokenizer.from_buffer((files("copydesk.claims") / "data" / "tagger.tokenizer.json").read_bytes())
    made.no_truncation()
    made.no_padding()
    return made


def inside_quotes(text: str) -> bytearray:
    """For each character whether it stands between double quotation marks; every line begins outside."""
    mask, offset = bytearray(len(text)), 0
    for part in _NEWLINES.split(text):
        inside = False
        for place, letter in enumerate(part):
            if letter == "“":
                inside = True
            elif letter == "”":
                inside = False
            elif letter == '"':
                inside = not inside
            mask[offset + place] = inside
        offset += len(part)
    return mask


def windows(tree: Tree, body: Letters) -> list[Window]:
    """The body of a report in windows of whole sentences, none longer than LONGEST. Linear in the text."""
    sentences = [
        (tree.start[first], tree.end[last - 1])
        for first, last in zip(tree.starts, tree.ends, strict=True)
        if body[0] <= tree.start[first] < body[1]
    ]
    if not sentences:
        return []
    quoted = inside_quotes(tree.text)
    pieces = word_pieces()
    # one by one: the batch call starts threads, which a batch of reports in several processes must not do
    encoded = [pieces.encode(tree.text[a:b], add_special_tokens=False) for a, b in sentences]
    made: list[Window] = []
    current: list[tuple[int, int, int]] = []

    def close() -> None:
        if current:
            made.append(_window(tree, quoted, current))
            current.clear()

    for (start, _), one in zip(sentences, encoded, strict=True):
        rows = [(piece, a + start, b + start) for piece, (a, b) in zip(one.ids, one.offsets, strict=True)]
        if not rows:
            continue
        breaks = bool(current) and "\n\n" in tree.text[current[-1][2] : start + 1]
        if len(current) + len(rows) > LONGEST or (breaks and len(current) > LONGEST * _FULL):
            close()
        while len(rows) > LONGEST:
            current.extend(rows[:LONGEST])
            close()
            rows = rows[LONGEST:]
        current.extend(rows)
    close()
    return made


def _window(tree: Tree, quoted: bytearray, rows: list[tuple[int, int, int]]) -> Window:
    import numpy as np

    tokens = [max(0, bisect_right(tree.start, start) - 1) for _, start, _ in rows]

    def marked(values: list[int], outside: int = 0) -> NDArray[np.int64]:
        return np.array([outside, *values, outside], dtype=np.int64)

    pieces = marked([piece for piece, _, _ in rows])
    pieces[0], pieces[-1] = _OPENS, _CLOSES
    return Window(
        pieces,
        marked(tokens, -1),
        marked([start for _, start, _ in rows]),
        marked([end for _, _, end in rows]),
        marked([_POS.get(tree.pos[token], _OTHER_POS) for token in tokens]),
        marked([_DEP.get(tree.dep[token], _OTHER_DEP) for token in tokens]),
        marked([quoted[start] + 2 * tree.text[start].isupper() for _, start, _ in rows]),
    )
