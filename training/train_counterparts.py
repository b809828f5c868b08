"""Teach the encoder which two clauses of an incident's reports tell of one thing, and how they relate (compare/facts/counterparts.py).

usage: train_counterparts.py SETS.jsonl --begin HEAD.pt --weights HEAD.pt [--resume HEAD.pt] [--threads N] [--epochs N] [--rate R] [--write]

SETS are those of data/multi; `taught_with` says which of them teach the encoder: the others are left for `train_pairs.py`, which weighs what
the encoder says of them. A pair of clauses is right where a fact has one value in each; beside these the encoder is shown those that the signs alone
(`compare/facts/pairs.py`), weighed on the other sets, take for right most readily. It begins where `train_entailment.py` ended. With --write what is learned goes to
src/copydesk/compare/data/counterparts.npz, the graph that reads it and its card to counterparts.onnx and counterparts.json. Needs the extra
`train`. The same input, seed and machine give the same weights.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from adapters import PADDING, Layers, asked, export, given_to, runs
from encoders import batches, begun, train
from rows import rows
from told import Told, taught_with, told_in
from torch import nn
from torch.nn import functional
from train_pairs import fit_first

from copydesk.compare.facts.counterparts import BY_OTHER, MARK, ONE, OTHER, Part, given, part
from copydesk.compare.facts.weights import RELATIONS
from copydesk.parse.deberta import WIDTH
from copydesk.parse.seen import NOWHERE

OUT = Path(__file__).parent.parent / "src" / "copydesk" / "compare" / "data" / "counterparts"
SEED = 7
ADAPTED = 3  # the first layer that is adapted, of 12 counted from 0
DROP = 0.1
RATE, HEADS_RATE = 4e-4, 8e-4
HARD = 20  # wrong pairs for each report of an incident, those that look rightest by their signs
RIGHT = 2.5  # what a right pair counts beside a wrong one: it is rarer
RELATED = 0.4  # what the relation of a pair counts beside whether there is one


@dataclass(frozen=True, slots=True)
class Example:
    """Two clauses, and the relations that facts give them; none for two that tell of different things."""

    one: Part
    other: Part
    relations: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Taught:
    """An example as the encoder reads it."""

    pieces: np.ndarray
    sides: np.ndarray
    seen: np.ndarray
    relations: frozenset[str]


class Head(nn.Module):
    """The adapted encoder, and what reads it: log-odds that two clauses tell of one thing, and of each relation."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = Layers(ADAPTED, DROP)
        self.seen, self.side = nn.Embedding(NOWHERE + 1, WIDTH), nn.Embedding(BY_OTHER + 1, WIDTH)
        self.out = nn.LayerNorm(WIDTH)
        self.topic, self.relation = nn.Linear(4 * WIDTH, 1), nn.Linear(4 * WIDTH, len(RELATIONS))
        self.drop = nn.Dropout(DROP)

    def forward(self, state: Any, sides: Any, seen: Any, keys: Any, queries: Any) -> tuple[Any, Any]:
        """`state` by row, piece and direction; `sides` is `PADDING` where there is no piece; `keys` and `queries` of `Layers.far`."""
        told = self.seen(seen) + self.side(sides.clamp(min=MARK))
        bias = (sides == PADDING)[:, None, None, :].to(state.dtype) * -1e4
        state = self.out(self.layers(state, bias, keys, queries, told))

        def mean(side: int) -> Any:
            own = (sides == side)[..., None].to(state.dtype)
            return (state * own).sum(1) / own.sum(1).clamp(min=1.0)

        one, other = mean(ONE), mean(OTHER)
        whole = self.drop(torch.cat([state[:, 0], one, other, (one - other).abs()], -1))
        return self.topic(whole)[:, 0], self.relation(whole)

    def begin(self, audits: Path) -> None:
        """Take the layers of the audit's encoder (train_entailment.py); a sentence's side there is the second clause's here, evidence the first's."""
        old = torch.load(audits, weights_only=True, map_location="cpu")
        shared = {name: each for name, each in old.items() if name in self.state_dict() and name != "side.weight"}
        mark, sentence, evidence = old["side.weight"][:3]
        shared["side.weight"] = torch.stack([mark, sentence, evidence, evidence, sentence])
        self.load_state_dict(self.state_dict() | shared)


def examples(told: Sequence[Told], others: Sequence[Told]) -> list[Example]:
    """The right pairs of some incidents, and wrong ones that look right to weights learned on the `others`."""
    weights = fit_first(others)
    found = []
    for one in told:
        chances = weights.one_thing(one.pairs, weights.rows(one.pairs))
        order = sorted(range(len(one.pairs)), key=lambda n: -chances[n])
        wrong = [n for n in order if not one.relations[n] and n not in one.doubtful][: HARD * len(one.ledgers)]
        for n in [n for n in order if one.relations[n]] + wrong:
            first, second = map(part, one.pair(n))
            found.append(Example(first, second, one.relations[n]))
    return found


def taught_of(example: Example) -> Taught:
    """An example as the encoder reads it, either clause first."""
    both = [example.one, example.other]
    random.shuffle(both)
    row = given(*both)
    return Taught(row.pieces, row.sides, row.seen, example.relations)


def loss_of(head: Head, rows: Sequence[Taught], device: str) -> Any:
    """Cross entropy of whether two clauses tell of one thing, and of the relations of those that do."""
    topic, relation = (out.float() for out in head(*given_to(head.layers, rows, device)))
    right = torch.tensor([float(bool(row.relations)) for row in rows], device=device)
    counts = 1 + (RIGHT - 1) * right
    entropy = functional.binary_cross_entropy_with_logits
    loss = (entropy(topic, right, reduction="none") * counts).sum() / counts.sum()
    if right.any():
        wanted = torch.tensor([[float(name in row.relations) for name in RELATIONS] for row in rows], device=device)
        loss = loss + RELATED * entropy(relation[right > 0], wanted[right > 0])
    return loss


def main() -> None:
    """Read, train, write."""
    parser = asked(__doc__, RATE)
    parser.add_argument("sets", type=Path)
    parser.add_argument("--begin", type=Path, required=True, help="the weights of the audit's encoder")
    parser.add_argument("--resume", type=Path, help="the weights of an earlier run, to be taught further")
    options = parser.parse_args()
    device = begun(options.threads, SEED)
    sets = list(rows(options.sets))
    read = [told_in(case) for case in sets]
    mine = [one for number, told in enumerate(read) for one in told if taught_with(number)]
    found = examples(mine, [one for number, told in enumerate(read) for one in told if not taught_with(number)])
    sys.stderr.write(f"{len(found)} pairs of clauses, {sum(bool(each.relations) for each in found)} on one thing\n")
    head = Head()
    head.begin(options.begin)
    if options.resume:
        head.load_state_dict(torch.load(options.resume, weights_only=True, map_location="cpu"))
    head.to(device)
    train(
        head, lambda: batches([taught_of(each) for each in found], lambda row: len(row.sides), pieces=4000, pool=640),
        lambda batch: loss_of(head, batch, device),
        epochs=options.epochs, device=device, rate=options.rate, heads_rate=HEADS_RATE / RATE * options.rate, warming=0.05, keep=options.weights,
    )  # fmt: skip
    torch.save(head.state_dict(), options.weights)
    now = {"epochs": options.epochs, "pairs": len(found), "on_one_thing": sum(bool(each.relations) for each in found)}
    card = {
        "made_by": "training/train_counterparts.py",
        "seed": SEED,
        "runs": runs(options.resume, now, options.weights),
    }
    if options.write:
        export(head, OUT, {"one_thing": False, "relations": False}, card)


if __name__ == "__main__":
    main()
