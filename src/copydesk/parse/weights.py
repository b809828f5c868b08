"""Small encoders that ship or come with a package: their weights are checked before they are used."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from copydesk.errors import ModelError


def session(weights: bytes, sha256: str, where: str, *, shown: Sequence[str] = ()) -> Any:
    """The onnxruntime session of some weights; ModelError, naming `where` they lie, if they are not the ones that were pinned.

    `shown` are values of the graph, 32-bit floats, that it is to give beside its outputs.
    """
    import onnxruntime

    if hashlib.sha256(weights).hexdigest() != sha256:
        raise ModelError("weights differ from the pinned ones", where=where, do="install the package again")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # a batch runs a process a core
    # A protobuf message may be continued: what stands behind it is added to its lists, here to the outputs (12) of the graph (7).
    floats = _field(2, _field(1, b"\x08\x01"))
    more = b"".join(_field(12, _field(1, name.encode()) + floats) for name in shown)
    whole = weights + _field(7, more) if shown else weights
    return onnxruntime.InferenceSession(whole, options, providers=["CPUExecutionProvider"])


def _field(number: int, content: bytes) -> bytes:
    """A field of a protobuf message that holds bytes: its number, the length of its content in base 128, the content."""
    length, digits = len(content), bytearray()
    while length > 127:
        digits.append(128 | length & 127)
        length >>= 7
    return bytes([number << 3 | 2, *digits, length]) + content


def pinned(package: str, name: str) -> tuple[Any, dict[str, Any]]:
    """The onnxruntime session of `data/NAME.onnx` in a package, and its card, `data/NAME.json`.

    ModelError where the weights are not those of the card.
    """
    folder = files(package) / "data"
    card: dict[str, Any] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    where = f"{package.rpartition('.')[2]}/data/{name}.onnx"
    return session((folder / f"{name}.onnx").read_bytes(), card["sha256"], where), card
