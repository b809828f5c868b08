"""The layers of DeBERTa with low-rank adapters: to each matrix, which stays as it is, the product of two narrow ones is added.

Hu et al., LoRA: Low-Rank Adaptation of Large Language Models, 2021. To biases and norms a vector is added.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from copydesk.parse import deberta

RANK = 16
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
