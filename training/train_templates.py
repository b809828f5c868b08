"""Fit what MUC-4 calls a relevant incident, and how it fills a slot: evals/muc.json.gz, which the package does not hold.

usage: train_templates.py SHARED [LEDGERS.pkl ...] (--folds | --write) [--only NAME ...]

SHARED is the folder that holds data/incidents and score/; LEDGERS.pkl are pickled {id: Ledger} of its texts. `--only` fits these
regressions and keeps the others; perp_confidence needs no ledgers. Softmax regressions
over what `evals.templates` sees (`features`, `whole`, `days`, `paths`), ridge, in numpy, no randomness. `--folds` prints the six-slot F of thirds of
the texts by weights that did not see them. **MUC states no licence**: the weights stay with the evaluation and do not ship.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import pickle
import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from evals.templates import (  # noqa: E402
    EFFECTS,
    NONE,
    TYPES,
    WEIGHTS,
    blamed,
    features,
    models,
    templates,
    whole,
    words,
)
from evals.whereabouts import Row, days, paths  # noqa: E402

from copydesk.facts.events.deeds import Deed, find_deeds  # noqa: E402
from copydesk.nouns import Ledger  # noqa: E402

FOLDS, LEAST_SEEN, LEAST_WEIGHT = 3, 8, 0.03
LEAST_BLAMED = 3  # templates that name a group, from which on it is one that reports are searched for
REGRESSIONS = (
    "type", "stage", "perp_confidence", "date", "location", *(f"effect {name}" for name in EFFECTS),
    *(f"has {kind}" for kind in TYPES),
)  # fmt: skip
RIDGE = {"type": 12.0, "date": 12.0, "location": 12.0, **{f"has {kind}": 4.0 for kind in TYPES}}
OTHERWISE = 6.0
BARS = ((0.5, 0.5), (0.6, 0.5), (0.65, 0.5), (0.65, 0.6))  # of a type in a report, of a further deed
Gold = dict[str, Any]


def values(template: Gold, slot: str) -> set[str]:
    """All acceptable values of a slot."""
    return {value for fill in template.get(slot) or [] for value in fill["any"] if isinstance(value, str)}


def likeness(ledger: Ledger, deed: Deed, template: Gold) -> float:
    """How far a deed tells of what a template holds."""
    told = words(" ".join(s.quote for s in (*deed.agents, *deed.patients, *deed.instruments)))
    wanted = {
        part: words(" ".join(v for slot in slots for v in values(template, slot)))
        for part, slots in {
            "whom": ("human_name", "human_description", "physical_target"),
            "who": ("perp_individual", "perp_organisation", "instrument"),
        }.items()
    }
    score = 2.0 * min(3, len(told & wanted["whom"])) + 0.7 * min(2, len(told & wanted["who"]))
    kind = next(iter(values(template, "type")), "")
    fits = {
        "KIDNAPPING": ("abduction", "release"),
        "ARSON": ("fire", "destruction", "attack"),
        "BOMBING": ("explosion", "attack", "destruction", "killing", "injury"),
    }
    score += 2.0 if deed.kind in fits.get(kind, ("killing", "attack", "injury", "death")) else 0.0
    if kind == "KIDNAPPING" and deed.kind not in fits[kind]:
        return 0.0
    if kind == "BOMBING" and any(
        "bomb" in ledger.events[at].trigger.quote.lower() or ledger.events[at].kind == "explosion" for at in deed.events
    ):
        score += 1.5
    if deed.time and deed.time.value[:10] in values(template, "date"):
        score += 1.0
    fills = template.get("location") or []
    if fills and deed.place and any(deed.place.quote.upper() in path for path in fills[0]["any"]):
        score += 1.0
    return score


def aligned(ledger: Ledger, deeds: list[Deed], golds: list[Gold]) -> dict[int, Gold]:
    """Each template with the deed that tells of it, most alike first."""
    pairs = sorted(
        (
            (likeness(ledger, deed, gold) - 0.01 * d, -d, g)
            for d, deed in enumerate(deeds)
            for g, gold in enumerate(golds)
        ),
        reverse=True,
    )
    found: dict[int, Gold] = {}
    used: set[int] = set()
    for score, d, g in pairs:
        if score >= 2.0 and -d not in found and g not in used:
            found[-d] = golds[g]
            used.add(g)
    return found


def labels(ledger: Ledger, deed: Deed, gold: Gold) -> dict[str, str]:
    """What the slots of a template ask of the regressions."""
    found = {}
    found["stage"] = gold["stage"][0]["any"][0] if gold.get("stage") else "ACCOMPLISHED"
    effects = values(gold, "human_effect")
    for name in EFFECTS:
        found[f"effect {name}"] = "yes" if name in effects or (name[:2] == "NO" and "NO INJURY" in effects) else "no"
    return found


@dataclass(frozen=True, slots=True)
class Shown:
    """One deed of a report, what is seen of it, and what each regression should say."""

    report: str
    row: Row
    said: dict[str, str]


def groups(golds: list[Gold]) -> list[str]:
    """The names of those who are said to have done deeds of several templates, in small letters."""
    counted = Counter(
        name.lower()
        for gold in golds
        for template in gold["templates"]
        for name in values(template, "perp_organisation")
    )
    return sorted(name for name, count in counted.items() if count >= LEAST_BLAMED)


def blames(golds: list[Gold], names: list[str]) -> list[Shown]:
    """How surely somebody is said to have done the deed of each template, by what its whole report says."""
    found = []
    for gold in golds:
        for template in gold["templates"]:
            fills = template.get("perp_confidence") or []
            said = re.split("[:/]", fills[0]["any"][0])[0] if fills else NONE
            row = blamed(gold["text"], template["type"][0]["any"][0], names)
            found.append(Shown(gold["id"], row, {"perp_confidence": said}))
    return found


def weighed(ledger: Ledger, deed: Deed, gold: Gold, judge: Any) -> list[tuple[str, Row, str]]:
    """The candidates of the slots that are chosen among them, each said right twice, half right once each way, or wrong."""
    kind = gold["type"][0]["any"][0]
    found = []
    for slot, candidates in (("date", days(ledger, deed, kind)), ("location", paths(ledger, deed, kind))):
        if not gold.get(slot):
            continue
        for one in candidates:
            answer = {"any": [one.value]} if slot == "location" else one.value
            right = judge.compare(gold, {slot: [answer]}, slot)[0]
            found += [
                (slot, one.row, said) for said in {0.0: ("no", "no"), 0.5: ("no", "yes"), 1.0: ("yes", "yes")}[right]
            ]
    return found


def regression(rows: list[Row], said: list[str], ridge: float) -> dict[str, Any]:
    """A softmax regression."""
    counted = Counter(name for row in rows for name, value in row.items() if value)
    names = sorted(name for name, count in counted.items() if count >= LEAST_SEEN)
    place = {name: at for at, name in enumerate(names)}
    classes = sorted(set(said))
    shown = np.zeros((len(rows), len(names)), np.float32)
    for at, row in enumerate(rows):
        for name, value in row.items():
            if (column := place.get(name)) is not None:
                shown[at, column] = value
    # Words of whole texts and of sentences are many and say little each: they weigh less, so that the ridge holds them tighter.
    scale = np.array(
        [
            0.3 if name.startswith(("doc ", "any ")) else 0.5 if name.startswith(("near ", "lead ")) else 1.0
            for name in names
        ],
        np.float32,
    )
    shown *= scale
    wanted = np.eye(len(classes), dtype=np.float32)[[classes.index(one) for one in said]]
    weights = np.zeros((len(names), len(classes)), np.float32)
    held = np.array([[0.01 if name == "bias" else ridge] for name in names], np.float32)
    speed, push = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, 101):
        sums = shown @ weights
        shares = np.exp(sums - sums.max(1, keepdims=True))
        shares /= shares.sum(1, keepdims=True)
        slope = shown.T @ (shares - wanted) + held * weights
        push = 0.9 * push + 0.1 * slope
        speed = 0.99 * speed + 0.01 * slope**2
        weights -= 0.05 * (1 - step / 130) * (push / (1 - 0.9**step)) / (np.sqrt(speed / (1 - 0.99**step)) + 1e-6)
    scaled = weights * scale[:, None]
    return {
        "classes": classes,
        "weights": {
            name: [round(float(w), 2) for w in scaled[at]]
            for at, name in enumerate(names)
            if np.abs(scaled[at]).max() >= LEAST_WEIGHT
        },
    }


def examples(ledgers: list[Ledger], gold: dict[str, Gold], judge: Any) -> list[Shown]:
    """Every deed of some reports."""
    found = []
    for ledger in ledgers:
        deeds = list(find_deeds(ledger))
        alike = aligned(ledger, deeds, gold[ledger.id]["templates"])
        seen = features(ledger, deeds)
        held = {kind for template in gold[ledger.id]["templates"] for kind in values(template, "type")}
        said = {f"has {kind}": "yes" if kind in held else "no" for kind in TYPES}
        found.append(Shown(ledger.id, whole(ledger, seen), said))
        for number, row in enumerate(seen):
            template = alike.get(number)
            said = {"type": template["type"][0]["any"][0] if template else NONE}
            if template:
                said |= labels(ledger, deeds[number], template)
                for slot, seen_of, right in weighed(ledger, deeds[number], template, judge):
                    found.append(Shown(ledger.id, seen_of, {slot: right}))
            found.append(Shown(ledger.id, row, said))
    return found


def fit(shown: list[Shown], names: Sequence[str] = REGRESSIONS) -> dict[str, Any]:
    """The regressions of these names from some deeds; those of the slots see the type as well."""
    found = {}
    for name in names:
        chosen = [one for one in shown if name in one.said]
        rows = [
            one.row if "type" not in one.said or name == "type" else one.row | {f"type {one.said['type']}": 1.0}
            for one in chosen
        ]
        found[name] = regression(rows, [one.said[name] for one in chosen], RIDGE.get(name, OTHERWISE))
    return found


def scorer(shared: Path) -> Any:
    """The public scorer as a module."""
    spec = importlib.util.spec_from_file_location("score_public", shared / "score" / "score_public.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    """Judge by folds, or fit and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("ledgers", type=Path, nargs="*")
    parser.add_argument("--folds", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument(
        "--only", nargs="+", choices=REGRESSIONS, default=REGRESSIONS, help="fit these, keep the others"
    )
    options = parser.parse_args()
    gold: dict[str, Gold] = {}
    for name in ("train", "dev"):
        for line in (options.shared / "data" / "incidents" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            gold[row["id"]] = row
    ledgers = [ledger for path in options.ledgers for ledger in pickle.loads(path.read_bytes()).values()]  # noqa: S301
    judge = scorer(options.shared)
    names = groups(list(gold.values()))
    shown = examples(ledgers, gold, judge) + blames(list(gold.values()), names)
    if options.folds:
        said: dict[tuple[float, float], dict[str, Gold]] = {}
        for fold in range(FOLDS):
            # Reports of the same days tell of the same deeds, so that a third is a stretch of time, not every third report.
            third = ledgers[fold * len(ledgers) // FOLDS : (fold + 1) * len(ledgers) // FOLDS]
            held = {ledger.id for ledger in third}
            fitted = fit([one for one in shown if one.report not in held])
            fitted["perp_confidence"]["groups"] = names
            for ledger in third:
                for bars in BARS:
                    made = templates(ledger, fitted=fitted, present=bars[0], further=bars[1])
                    said.setdefault(bars, {})[ledger.id] = {"id": ledger.id, "templates": made}
        own = {ledger.id: gold[ledger.id] for ledger in ledgers}
        for bars, system in said.items():
            found = judge.score_incidents(own, system)["all"]
            print(bars, {slot: [round(v, 3) for v in part.values()] for slot, part in found.items()})
    if options.write:
        fitted = {**(models() if set(options.only) < set(REGRESSIONS) else {}), **fit(shown, options.only)}
        fitted["perp_confidence"]["groups"] = names
        card = {
            "made_by": "training/train_templates.py --write",
            "data": f"MUC-4 train and dev, {len(gold)} texts",
            "licence_of_the_data": "none stated; weights of words and names, no text; not in the package",
        }
        packed = json.dumps({"card": card, "models": fitted}, separators=(",", ":"))
        WEIGHTS.write_bytes(gzip.compress(packed.encode(), mtime=0))
        print(WEIGHTS.stat().st_size)


if __name__ == "__main__":
    main()
