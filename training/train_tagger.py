"""Train the tagger: which words attribute, and which words they attribute to whom.

usage: train_tagger.py SHARED_DATA ENCODER --weights FILE.pt [--sets desk cases polnear] [--hold-out] [--from FILE.pt]
                       [--layers 3] [--epochs 3] [--export]

SHARED_DATA is the folder that holds desk-cases/ and attribution/; ENCODER the folder of all-MiniLM-L6-v2 (model.safetensors,
config.json, tokenizer.json). The first layers of the encoder read word pieces together with what the parser says of them; one
head tells which words are the heads of cues, another links every word to a cue as its source or its content. Runs on two cores
(about 12 minutes an epoch with PolNeAR, one without) and on an accelerator (minutes in all), with a fixed seed.
With `--hold-out` some reports (HELD_OUT: every fifth or eighth, and all our own cases) are left out, for `train_ranking.py`. With `--export` the weights become
src/copydesk/claims/data/tagger.onnx (8-bit), tagger.json and tagger.tokenizer.json. Needs torch, transformers and onnx.
"""

from __future__ import annotations

import argparse
import json
import math
import shutil
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from attributed import Row, reports
from encoders import batches, begun, plain_layers, train, write_8_bits
from torch import nn
from torch.nn import functional
from transformers import BertConfig, BertModel

from copydesk.claims.learned.windows import DEPENDENCIES, PARTS_OF_SPEECH, Window, windows
from copydesk.claims.tree import Tree, tree_of
from copydesk.nouns import Report
from copydesk.parse import parse

DATA = Path(__file__).parent.parent / "src" / "copydesk" / "claims" / "data"
SEED = 7
SIZE = 96  # of the space in which words are linked to cues
TOKENS = 2600  # word pieces in a batch
RATE, HEADS_RATE = 1.5e-4, 7.5e-4
TIMES = {"desk": 4, "cases": 4, "polnear": 1}  # how often an epoch sees a set


@dataclass
class Taught:
    """A window with its cues: the place of each, and a mask of its source's and its content's word pieces."""

    window: Window
    cues: list[tuple[int, np.ndarray, np.ndarray]]
    firsts: np.ndarray


class Tagger(nn.Module):
    """The encoder's first layers with the two heads."""

    def __init__(self, encoder: Path, layers: int) -> None:
        super().__init__()
        config = BertConfig.from_pretrained(encoder)
        self.bert = BertModel.from_pretrained(encoder, add_pooling_layer=False, attn_implementation="sdpa")
        self.bert.encoder.layer = self.bert.encoder.layer[:layers]
        width = config.hidden_size
        self.heads = config.num_attention_heads
        self.pos = nn.Embedding(len(PARTS_OF_SPEECH), width)
        self.dep = nn.Embedding(len(DEPENDENCIES), width)
        self.shape = nn.Embedding(4, width)
        for table in (self.pos, self.dep, self.shape):
            nn.init.normal_(table.weight, std=0.02)
        self.cue = nn.Linear(width, 1)
        self.own, self.other, self.lean = nn.Linear(width, 2 * SIZE), nn.Linear(width, 2 * SIZE), nn.Linear(width, 2)
        self.distance = nn.Embedding(41, 2)
        nn.init.zeros_(self.distance.weight)
        self.drop = nn.Dropout(0.1)

    def embedded(self, pieces: Any, pos: Any, dep: Any, shape: Any) -> Any:
        """Word pieces and what the parser says of them, as the first layer reads them."""
        table = self.bert.embeddings
        words = table.word_embeddings(pieces) + self.pos(pos) + self.dep(dep) + self.shape(shape)
        places = table.position_embeddings.weight[: pieces.shape[1]]
        return table.LayerNorm(words + places[None] + table.token_type_embeddings.weight[0])

    def hidden(self, pieces: Any, pos: Any, dep: Any, shape: Any, mask: Any) -> Any:
        """What the last layer says of each word piece."""
        state = self.drop(self.embedded(pieces, pos, dep, shape))
        bias = (1 - mask[:, None, None, :].to(state.dtype)) * -1e4
        for layer in self.bert.encoder.layer:
            out = layer(state, bias)
            state = out[0] if isinstance(out, tuple) else out
        return self.drop(state)

    def roles(self, state: Any, rows: Any, places: Any) -> Any:
        """Logits of every word piece to be source and content of the cue at each of `places` in its row."""
        own = self.own(state[rows, places]).view(len(rows), 2, SIZE)
        other = self.other(state).view(*state.shape[:2], 2, SIZE)[rows]
        logits = torch.einsum("nrd,ntrd->ntr", own, other) / math.sqrt(SIZE) + self.lean(state)[rows]
        apart = (torch.arange(state.shape[1], device=state.device)[None] - places[:, None]).clamp(-100, 100)
        steps = torch.sign(apart) * torch.log2(apart.abs().float() + 1) * 3
        return logits + self.distance((steps.round().long() + 20).clamp(0, 40))


class Exported(nn.Module):
    """The tagger as plain tensors in, plain tensors out, for one window at a time."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, pieces: Any, pos: Any, dep: Any, shape: Any) -> Any:
        """[cue, lean, own, other] of each word piece."""
        tagger = self.tagger
        state = plain_layers(tagger.bert, tagger.embedded(pieces, pos, dep, shape), tagger.heads)
        return torch.cat([tagger.cue(state), tagger.lean(state), tagger.own(state), tagger.other(state)], -1)


def _spans(value: Any) -> list[tuple[int, int]]:
    return [(one["start"], one["end"]) for one in ([value] if isinstance(value, dict) else value or [])]


def _head(tree: Tree, spans: Sequence[tuple[int, int]]) -> int | None:
    """The token of a cue that its others hang on, a verb before all else."""
    tokens = [
        token
        for start, end in spans
        for token in range(max(0, bisect_right(tree.start, start) - 1), bisect_left(tree.start, end))
    ]
    heads = [token for token in tokens if tree.head[token] == token or tree.head[token] not in tokens] or tokens
    return next((token for token in heads if tree.pos[token] in ("VERB", "AUX")), heads[0] if heads else None)


def taught(row: Row) -> list[Taught]:
    """The windows of a report, with its cues marked. Two claims of one cue are one."""
    parsed = parse(Report(id=row["id"], text=row["text"], outlet=row.get("outlet"), language="en"))
    if not len(parsed.doc):
        return []
    tree = tree_of(parsed.doc)
    claims = [(_head(tree, _spans(c.get("cue"))), _spans(c.get("source")), _spans(c["content"])) for c in row["claims"]]
    out = []
    for window in windows(tree, parsed.layout.body):
        first: dict[int, int] = {}
        firsts = np.zeros(len(window.tokens), np.float32)
        for place, token in enumerate(window.tokens.tolist()):
            if token >= 0 and token not in first:
                first[token] = place
                firsts[place] = 1
        cues: dict[int, tuple[int, np.ndarray, np.ndarray]] = {}
        for head, source, content in claims:
            if head is None or head not in first:
                continue
            empty = (first[head], np.zeros(len(firsts), np.float32), np.zeros(len(firsts), np.float32))
            cue = cues.setdefault(head, empty)
            for mask, spans in ((cue[1], source), (cue[2], content)):
                for start, end in spans:
                    mask[1:-1] = np.maximum(mask[1:-1], (window.start[1:-1] < end) & (window.end[1:-1] > start))
        out.append(Taught(window, list(cues.values()), firsts))
    return out


def _batch(rows: Sequence[Taught], device: str) -> tuple[Any, ...]:
    longest = max(len(row.firsts) for row in rows)
    tensors = [torch.zeros(len(rows), longest, dtype=torch.long) for _ in range(5)]
    for number, row in enumerate(rows):
        size = len(row.firsts)
        columns = (row.window.pieces, row.window.pos, row.window.dep, row.window.shape, np.ones(size, np.int64))
        for tensor, column in zip(tensors, columns, strict=True):
            tensor[number, :size] = torch.from_numpy(column)
    return tuple(tensor.to(device) for tensor in tensors)


def loss_of(tagger: Tagger, rows: Sequence[Taught], device: str) -> Any:
    """Cross entropy of cues, and of sources and contents given the cues."""
    *inputs, mask = _batch(rows, device)
    state = tagger.hidden(*inputs, mask)
    logits = tagger.cue(state)[..., 0]
    target, counts = torch.zeros_like(logits), torch.zeros_like(logits)
    at, places, links = [], [], []
    for number, row in enumerate(rows):
        counts[number, : len(row.firsts)] = torch.from_numpy(row.firsts).to(logits)
        for place, source, content in row.cues:
            target[number, place] = 1
            at.append(number)
            places.append(place)
            link = np.zeros((logits.shape[1], 2), np.float32)
            link[: len(source), 0], link[: len(content), 1] = source, content
            links.append(link)
    entropy = functional.binary_cross_entropy_with_logits
    loss = (entropy(logits, target, reduction="none") * counts).sum() / counts.sum() * 8
    if at:
        rows_at = torch.tensor(at, device=device)
        found = tagger.roles(state, rows_at, torch.tensor(places, device=device))
        seen = mask[rows_at][..., None].float()
        each = entropy(found, torch.from_numpy(np.stack(links)).to(found), reduction="none") * seen
        loss = loss + (each.sum(1) / seen.sum(1)).mean() * 10
    return loss


def export(tagger: Tagger, encoder: Path, sets: Sequence[str]) -> None:
    """Write the weights in 8 bits, where the package reads them."""
    tagger.eval().to("cpu")
    example = tuple(torch.zeros(1, 20, dtype=torch.long) for _ in range(4))
    names = ["pieces", "pos", "dep", "shape"]
    axes = {name: {1: "length"} for name in (*names, "out")}
    digest = write_8_bits(Exported(tagger), DATA / "tagger.onnx", example, names, axes)
    shutil.copy(encoder / "tokenizer.json", DATA / "tagger.tokenizer.json")
    card = {
        "made_by": "training/train_tagger.py", "data": sorted(sets), "base": "sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0)",
        "layers": len(tagger.bert.encoder.layer), "seed": SEED, "size": SIZE,
        "sha256": digest,
        "distance": [[round(value, 5) for value in row] for row in tagger.distance.weight.tolist()],
    }  # fmt: skip
    (DATA / "tagger.json").write_text(json.dumps(card) + "\n", encoding="utf-8")


def main() -> None:
    """Train, or go on from weights, and export where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--sets", nargs="+", default=["desk", "cases", "polnear"])
    parser.add_argument("--hold-out", action="store_true")
    parser.add_argument("--from", dest="begin", type=Path)
    parser.add_argument("--layers", type=int, default=3)
    parser.add_argument("--epochs", type=float, default=3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--export", action="store_true")
    options = parser.parse_args()
    device = begun(options.threads, SEED)
    tagger = Tagger(options.encoder, options.layers).to(device)
    if options.begin:
        tagger.load_state_dict(torch.load(options.begin, map_location=device), strict=True)
    if options.epochs:
        rows = [
            window
            for name in options.sets
            for row in reports(options.data, name, False if options.hold_out else None)
            for window in taught(row) * TIMES[name]
        ]
        sys.stderr.write(f"{len(rows)} windows, {sum(len(row.firsts) for row in rows)} word pieces an epoch\n")
        train(
            tagger, lambda: batches(rows, lambda row: len(row.firsts), pieces=TOKENS, pool=200), lambda batch: loss_of(tagger, batch, device),
            epochs=options.epochs, device=device, rate=RATE, heads_rate=HEADS_RATE, warming=0.06,
        )  # fmt: skip
    torch.save(tagger.state_dict(), options.weights)
    if options.export:
        export(tagger, options.encoder, options.sets)


if __name__ == "__main__":
    main()
