"""Small encoders that ship or come with a package: their weights are checked before they are used."""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files
from typing import Any

from copydesk.errors import ModelError


def session(weights: bytes, sha256: str, where: str) -> Any:
    """The onnxruntime session of some weights; ModelError, naming `where` they lie, if they are not the ones that were pinned."""
    import onnxruntime

    if hashlib.sha256(weights).hexdigest() != sha256:
        raise ModelError("weights differ from the pinned ones", where=where, do="install the package again")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # a batch runs a process a core
    return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])


def pinned(package: str, name: str) -> tuple[Any, dict[str, Any]]:
    """The onnxruntime session of `data/NAME.onnx` in a package, and its card, `data/NAME.json`.

    ModelError where the weights are not those of the card.
    """
    folder = files(package) / "data"
    card: dict[str, Any] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    where = f"{package.rpartition('.')[2]}/data/{name}.onnx"
    return session((folder / f"{name}.onnx").read_bytes(), card["sha256"], where), card
