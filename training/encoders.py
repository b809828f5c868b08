"""What training the small encoders has in common: batches, the run, plain layers, weights in 8 bits."""

from __future__ import annotations

import hashlib
import math
import random
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import nn

BODY = ("bert", "layers")  # what models call their part that others taught before


def begun(threads: int, seed: int) -> str:
    """Take so many cores, seed all that draws, and say on which device to train."""
    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    random.seed(seed)
    return "cuda" if torch.cuda.is_available() else "cpu"


def batches(rows: Sequence[Any], length: Callable[[Any], int], *, pieces: int, pool: int) -> list[list[Any]]:
    """The rows in a new order, those of like length together: each `pool` of them sorted and cut at `pieces` word pieces."""
    order = list(rows)
    random.shuffle(order)
    made: list[list[Any]] = []
    for begin in range(0, len(order), pool):
        current: list[Any] = []
        for row in sorted(order[begin : begin + pool], key=length):
            if current and (len(current) + 1) * length(row) > pieces:
                made.append(current)
                current = []
            current.append(row)
        made.append(current)
    random.shuffle(made)
    return made


def train(
    model: nn.Module, deal: Callable[[], list[list[Any]]], loss_of: Callable[[Sequence[Any]], Any], *, epochs: float, device: str,
    rate: float, heads_rate: float, warming: float, keep: Path | None = None,
) -> None:  # fmt: skip
    """Adam, a short warming up (a share of all steps), then down to nothing; with `keep` the weights are kept every 400 steps.

    `deal` gives the batches of an epoch, `loss_of` the loss of one.
    """
    total = max(1, int(len(deal()) * epochs))
    taught = [(name, weight) for name, weight in model.named_parameters() if weight.requires_grad]
    body = [weight for name, weight in taught if name.startswith(BODY)]
    heads = [weight for name, weight in taught if not name.startswith(BODY)]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": rate}, {"params": heads, "lr": heads_rate}], weight_decay=0.01
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1, (step + 1) / (warming * total)) * max(0.02, 1 - step / total)
    )
    begun, step, running = time.monotonic(), 0, 0.0
    model.train()
    while step < total:
        for batch in deal()[: total - step]:
            # Many processors have no 16-bit arithmetic, and emulate it at a twentieth of the pace.
            with torch.autocast(device, dtype=torch.bfloat16, enabled=device != "cpu"):
                loss = loss_of(batch)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            running += loss.item()
            if step % 50 == 0:
                sys.stderr.write(
                    f"{step} of {total} steps, loss {running / 50:.3f}, {time.monotonic() - begun:.0f} s\n"
                )
                running = 0.0
            if keep and step % 400 == 0:
                torch.save(model.state_dict(), keep)


def plain_layers(bert: Any, state: Any, heads: int) -> Any:
    """What the layers of an encoder say of `state`, in operations that every runtime has."""
    for layer in bert.encoder.layer:
        own = layer.attention.self
        batch, length, width = state.shape
        query, key, value = (
            part(state).view(batch, length, heads, width // heads).transpose(1, 2)
            for part in (own.query, own.key, own.value)
        )
        near = query @ key.transpose(-1, -2) / math.sqrt(width // heads)
        weights = torch.softmax(near, -1)
        seen = (weights @ value).transpose(1, 2).reshape(batch, length, width)
        state = layer.attention.output.LayerNorm(layer.attention.output.dense(seen) + state)
        state = layer.output.LayerNorm(layer.output.dense(layer.intermediate(state)) + state)
    return state


def write_8_bits(
    model: nn.Module, out: Path, example: tuple[Any, ...], inputs: Sequence[str], axes: Mapping[str, dict[int, str]]
) -> str:  # fmt: skip
    """Write a model for onnxruntime in 8 bits; its sha256. Outputs are the names of `axes` that are no inputs.

    Each column of a matrix has its own scale: one for all costs some points.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    whole = out.with_suffix(".whole.onnx")
    torch.onnx.export(
        model, example, str(whole), input_names=list(inputs), output_names=[name for name in axes if name not in inputs],
        opset_version=17, dynamo=False, dynamic_axes=dict(axes),
    )  # fmt: skip
    # Seven of the eight bits: without them the sums overflow on processors that lack VNNI, and scores differ from machine to machine.
    quantize_dynamic(
        whole, out, weight_type=QuantType.QInt8, reduce_range=True, per_channel=True, op_types_to_quantize=["MatMul", "Gather"]
    )  # fmt: skip
    whole.unlink()
    return hashlib.sha256(out.read_bytes()).hexdigest()


def write_open(
    model: nn.Module, out: Path, example: Mapping[str, Any], axes: Mapping[str, dict[int, str]], names: Mapping[str, str]
) -> str:  # fmt: skip
    """Write a model for onnxruntime with some of its weights left open, to be given by whoever opens it; its sha256.

    `names` has the open weights, as the model and as the graph is to call them.
    """
    import onnx

    torch.onnx.export(
        model, tuple(example.values()), str(out), input_names=list(example), output_names=[name for name in axes if name not in example],
        opset_version=17, dynamo=False, dynamic_axes=dict(axes),
    )  # fmt: skip
    made = onnx.load(out)
    for node in made.graph.node:
        for at, name in enumerate(node.input):
            node.input[at] = names.get(name, name)
    left = dict(names)
    for weight in made.graph.initializer:
        if weight.name in left:
            weight.name = left.pop(weight.name)
            weight.ClearField("raw_data")
            weight.data_location = onnx.TensorProto.EXTERNAL
            weight.external_data.add(key="location", value="given")
    if left:
        raise ValueError(f"the graph has folded away {', '.join(left)}")
    out.write_bytes(made.SerializeToString())
    return hashlib.sha256(out.read_bytes()).hexdigest()
