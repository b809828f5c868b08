"""Small encoders that ship: their weights, checked against the card beside them."""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files
from typing import Any

from copydesk.errors import ModelError


def pinned(package: str, name: str) -> tuple[Any, dict[str, Any]]:
    """The onnxruntime session of `data/NAME.onnx` in a package, and its card, `data/NAME.json`.

    ModelError where the weights are not those of the card.
    """
    import onnxruntime

    folder = files(package) / "data"
    card: dict[str, Any] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    weights = (folder / f"{name}.onnx").read_bytes()
    if hashlib.sha256(weights).hexdigest() != card["sha256"]:
        stage = package.rpartition(".")[2]
        raise ModelError("weights differ from the pinned ones", where=f"{stage}/data/{name}.onnx", do="install the package again")  # fmt: skip
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # a batch runs a process a core
    return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"]), card
