"""What the trained tagger and its bars add to the rules for claims: the table of docs/cards/models.md.

usage: python -m evals.ablate_claims [--tagger FILE.onnx] [--bars LEAST,LEAST_OF_RULES ...] [--shared FOLDER]

Prints a row a setting: the rules alone, the tagger with each pair of bars, and the bars that ship. Each report is parsed once
for all of them. `--tagger` asks another tagger than the one that ships, its card FILE.json beside it (a copy of what
`training/train_tagger.py --sets desk cases --export` made, for the card's row "desk cases").
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import msgspec

from copydesk.claims import find, find_claims
from copydesk.claims.learned import ranking, tagger
from copydesk.claims.learned.ranking import Weighed
from copydesk.nouns import Report
from copydesk.parse import Parsed, parse
from copydesk.parse.names import find_names
from copydesk.read.dateline import dated
from evals import systems

ROOT = Path(__file__).parent.parent
# Each set with its scorer.
SETS = {
    "desk": ("desk-cases/single.jsonl", ("score_desk.py", "ledger")),
    "polnear": ("attribution/polnear-dev.jsonl", ("score_attribution.py",)),
    "gum": ("attribution/gum-news-dev.jsonl", ("score_attribution.py",)),
}
Bars = tuple[float, float]


@contextmanager
def setting(bars: Bars | None, rules_alone: bool) -> Iterator[None]:
    """Claims are found by the rules alone, or with the tagger taken from other bars than those that ship."""
    with ExitStack() as changed:
        if rules_alone:
            changed.enter_context(
                patch.object(find, "choose", lambda tree, quotations, links, parts, sure: [Weighed(p, sure(p)) for p in parts])
            )  # fmt: skip
            changed.enter_context(patch.object(find, "links_of", lambda tree, body, aside: None))
        elif bars is not None:
            trees = ranking._trees()[0]
            changed.enter_context(patch.object(ranking, "_trees", lambda: (trees, *bars)))
        yield


def other_tagger(path: Path) -> Any:
    """A tagger of a file, as `copydesk.claims.learned.tagger` holds its own."""
    import numpy as np
    import onnxruntime

    card = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    session = onnxruntime.InferenceSession(path.read_bytes(), providers=["CPUExecutionProvider"])
    return session, np.array(card["distance"], dtype=np.float32), int(card["size"])


def line(parsed: Parsed) -> str:
    """The claims of a report as the scorers read them."""
    claims = msgspec.to_builtins(find_claims(parsed, find_names(parsed)))
    return json.dumps({"id": parsed.report.id, "text": parsed.report.text, "claims": claims, "unknowns": [], "times": [], "quantities": []})  # fmt: skip


def scored(gold: Path, script: tuple[str, ...], shared: Path, lines: list[str]) -> dict[str, Any]:
    """What the scorer of a set prints of some ledgers."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as out:
        out.write("".join(f"{one}\n" for one in lines))
        out.flush()
        command = [sys.executable, str(shared / "score" / script[0]), *script[1:], str(gold), out.name]
        printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found: dict[str, Any] = json.loads(printed.strip().splitlines()[-1])
    return found


def figures(result: dict[str, Any]) -> str:
    """The figures of one set, as the card has them."""
    if "ar50" in result:
        at = result["ar50"]
        return f"{at['f1']:.3f} ({at['p']:.3f} / {at['r']:.3f})"
    return f"{result['claims']['f1']:.3f} / {result['who_said_what']['f1']:.3f}"


def bars_of(text: str) -> Bars:
    """Two bars written as "0.6,0.35"."""
    least, rules = text.split(",")
    return float(least), float(rules)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tagger", type=Path)
    parser.add_argument("--bars", type=bars_of, nargs="*", default=[(0.6, 0.35)])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    chosen = parser.parse_args()
    settings: list[tuple[str, Bars | None, bool]] = [("the rules alone", None, True)]
    settings += [(f"with the tagger, bars {a:g} and {b:g}", (a, b), False) for a, b in chosen.bars]
    settings += [("with the tagger, the bars that ship", None, False)]
    table: dict[str, list[str]] = {name: [] for name, _, _ in settings}
    with ExitStack() as changed:
        if chosen.tagger:
            model = other_tagger(chosen.tagger)
            changed.enter_context(patch.object(tagger, "_model", lambda: model))
        for path, script in SETS.values():
            gold = chosen.shared / "data" / path
            lines: dict[str, list[str]] = {name: [] for name in table}
            for row in systems.rows(gold):
                report = Report(id=row["id"], text=row["text"], outlet=row.get("outlet"), published=row.get("published"), language="en")  # fmt: skip
                parsed = parse(dated(report))
                for name, bars, alone in settings:
                    with setting(bars, alone):
                        lines[name].append(line(parsed))
            for name, own in lines.items():
                table[name].append(figures(scored(gold, script, chosen.shared, own)))
    print(
        "| | desk single: claims / who said what F1 | PolNeAR dev AR50 (P / R) | GUM news AR50 (P / R) |\n|---|---|---|---|"
    )
    for name, cells in table.items():
        print(f"| {' | '.join([name, *cells])} |")


if __name__ == "__main__":
    main()
