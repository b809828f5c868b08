"""From what the encoder and the checks found to a verdict: how surely a sentence drifts, and which signals become findings.

How surely it drifts the encoder says, and the few rules that are right nearly always; of many signs of the checks none made
that surer. Which words to show, as what and why, is weighed from the checks and the encoder together: a signal's score is a
logistic function of the weighted sum of its grounds. The weights are data (`data/verdict.json`), learned by
`training/train_verdict.py`; its card stands in the same file.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, get_args

from copydesk.audit.cases import Case, Signal
from copydesk.audit.checks.judging import conclusions
from copydesk.audit.checks.reading import is_run
from copydesk.audit.learned.entailment import Reading
from copydesk.nouns import DriftType, Finding, SentenceAudit, Verdict

TYPES: tuple[DriftType, ...] = get_args(DriftType)
UNSURE = 0.12  # so near below the threshold a sentence is "unsure", not "supported"
DRIFTS = "all.read"  # the ground that alone decides how surely a sentence drifts
FINE = 0.0005  # the encoder is often surer than 49 in 50, and what it is surest of drifts most
LOCATED = 0.3  # a further finding must lie on something wrong with this chance, whatever its type
FURTHER = 0.2  # and have this share of the best one's chance
AGAIN = 0.5  # the same, of words in a finding already that the encoder takes to drift in another way too
ALONE = 0.5  # beside a rule in a sentence that the weights alone would let pass, a finding must be likely by itself
STANDS = 0.25  # how much better than its evidence the rest of the report must hold a word to be taken to have it
FINDINGS = 4  # a sentence shows at most so many
OVERLAP = 0.5  # two findings of one type that share so much of the shorter one are one

EXPLAINED = 0.5  # a check's signal this likely beside the encoder's run is shown in its place
TASTE = frozenset({"term", "addition"})
CLEARED = 0.05  # below this chance of the encoder no rule on a word's taste decides alone
SURE = 0.85  # a rule that is right so often on the desk cases makes a sentence drift by itself
OWN = frozenset({"attribution", "certainty", "event", "entity", "polarity", "causality"})
WORDS = frozenset({"event", "entity", "term", "addition"})

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of grounds for each type, for "something is wrong here", and of the encoder for the sentence; and where they cut."""

    types: Mapping[str, Weights]
    located: Weights
    sentence: Weights
    cut: float
    show: float


@functools.cache
def model() -> Model:
    """The weights that ship."""
    data = json.loads((files("copydesk.audit") / "data" / "verdict.json").read_text(encoding="utf-8"))
    return Model(data["types"], data["located"], data["sentence"], data["cut"], data["show"])


@functools.cache
def rules() -> Mapping[str, float]:
    """How often each rule is right where it speaks (`training/measure_rules.py`); only those right often enough."""
    data = json.loads((files("copydesk.audit") / "data" / "rules.json").read_text(encoding="utf-8"))
    return {name: row["precision"] for name, row in data["rules"].items() if row["precision"] >= SURE}


def chance(weights: Weights, grounds: Mapping[str, float]) -> float:
    """The logistic of the weighted sum of some grounds (0..1)."""
    total = weights.get("bias", 0.0) + sum(weights.get(name, 0.0) * value for name, value in grounds.items())
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def all_grounds(shared: Mapping[str, float], signals: Sequence[Signal]) -> list[dict[str, float]]:
    """The grounds of each signal together with what holds of its whole sentence."""
    return [{**signal.grounds, **shared} for signal in signals]


def about(read: Reading) -> dict[str, float]:
    """What the encoder says of the whole sentence, and of its words."""
    ranked = sorted(read.words.tolist(), reverse=True) or [0.0]
    return {
        DRIFTS: logit(read.chance), "all.read_word": logit(ranked[0]), "all.read_mean": sum(ranked) / len(ranked),
        "all.read_sum": min(1.0, sum(ranked) / 5.0), "all.read_clear": float(read.chance < 0.5 and ranked[0] < 0.3),
    }  # fmt: skip


def logit(score: float) -> float:
    """Log-odds of a score, held near what can be told apart; scaled so that those of 1 in 20 are 0 and of an even chance 1."""
    score = min(1.0 - FINE, max(FINE, score))
    return (math.log(score / (1.0 - score)) + 3.0) / 3.0


def judge(
    case: Case, signals: Sequence[Signal], *, threshold: float = 0.5, weights: Model | None = None
) -> SentenceAudit:
    """The verdict on one digest sentence, with the findings that bear it out."""
    weights = weights or model()
    certain = [s for s in signals if s.rule in rules() and (s.type not in TASTE or case.reading.chance >= CLEARED)]
    own = conclusions(case.line)
    weighed = [s for s in signals if s.rule is None and not _of_conclusion(s, own)]
    shared = about(case.reading)
    grounds = all_grounds(shared, weighed)
    typed = [
        chance(weights.types[s.type], g) if s.type in weights.types else 0.0
        for s, g in zip(weighed, grounds, strict=True)
    ]
    located = [chance(weights.located, g | {f"is.{s.type}": 1.0}) for s, g in zip(weighed, grounds, strict=True)]
    learned = calibrated(chance(weights.sentence, shared), weights.cut)
    score = max([learned, *(rules()[s.rule] for s in certain if s.rule is not None)])
    verdict: Verdict = "drift" if score >= threshold else "unsure" if score >= threshold - UNSURE else "supported"
    kept: tuple[Finding, ...] = ()
    if verdict == "drift":
        chosen = _chosen(certain, weighed, typed, located, weights, alone=learned < threshold)
        best = max((chance_ for _, chance_ in chosen), default=1.0)
        kept = _shown(case, [(signal, score * value / best) for signal, value in chosen])
    return SentenceAudit(
        case.line.start, case.line.end, case.digest[case.line.start : case.line.end], verdict=verdict, score=round(score, 4),
        evidence=tuple(map(case.side.quote, case.rests_on)), findings=kept,
    )  # fmt: skip


def _of_conclusion(signal: Signal, own: Sequence[Any]) -> bool:
    """Whether a signal compares a clause that is the writer's own conclusion, which has no counterpart to compare with."""
    return signal.type in OWN and any(
        signal.start <= verb.idx < signal.end
        or any(c.dep_ in ("nsubj", "dobj") and signal.start <= c.idx < signal.end for c in verb.children)
        or (signal.type in WORDS and any(signal.start <= t.idx < signal.end for t in verb.subtree))
        for verb in own
    )


def calibrated(raw: float, cut: float) -> float:
    """A score moved so that the cut the weights were tuned for lies at one half."""
    return raw / (2 * cut) if raw < cut else 0.5 + (raw - cut) / (2 * (1 - cut))


def _chosen(
    certain: Sequence[Signal], signals: Sequence[Signal], typed: Sequence[float], located: Sequence[float], weights: Model,
    *, alone: bool,
) -> list[tuple[Signal, float]]:  # fmt: skip
    """The signals worth showing, best first, one a type and place: those sure by rule, then the likeliest."""
    chosen: list[tuple[Signal, float]] = []
    for signal in sorted(certain, key=lambda s: (-rules()[s.rule or ""], s.start, s.type)):
        if not any(_clash(signal, other) for other, _ in chosen):
            chosen.append((signal, rules()[signal.rule or ""]))
    ranked = sorted(
        range(len(signals)), key=lambda i: (-typed[i] * (0.5 + located[i]), signals[i].start, signals[i].type)
    )
    first = typed[ranked[0]] if ranked else 0.0
    for i in ranked:
        if len(chosen) >= max(FINDINGS, len(certain)):
            break
        needed = max(weights.show, FURTHER * first) if not alone else ALONE
        if signals[i].grounds.get("word.elsewhere", 0.0) > STANDS:
            needed = max(needed, ALONE)  # the report has the word, in another sentence
        if chosen and (typed[i] < needed or located[i] < LOCATED):
            continue
        if any(_clash(signals[i], other) for other, _ in chosen):
            continue
        again = is_run(signals[i]) and any(_shared(signals[i], other) for other, _ in chosen)
        if again and typed[i] < AGAIN * first:
            continue
        chosen.append((_explained(signals[i], typed[i], signals, typed), typed[i]))
    return chosen


def _explained(one: Signal, score: float, signals: Sequence[Signal], typed: Sequence[float]) -> Signal:
    """What is shown for a signal: for the encoder's run of words the likeliest check's of that type there, whose reason tells more."""
    if not is_run(one):
        return one
    same = [
        (value, other)
        for other, value in zip(signals, typed, strict=True)
        if not is_run(other) and other.type == one.type and value >= EXPLAINED * score and _clash(one, other)
    ]
    return max(same, key=lambda row: (row[0], -row[1].start))[1] if same else one


def _shown(case: Case, chosen: Iterable[tuple[Signal, float]]) -> tuple[Finding, ...]:
    """Findings in text order. The best bears the sentence's verdict and has its score, the others their share of it."""
    found = [
        Finding(
            signal.start, signal.end, case.digest[signal.start : signal.end], type=signal.type, severity=signal.severity,
            score=round(score, 4), reason=signal.reason, evidence=tuple(map(case.side.quote, signal.evidence)),
            suggestion=signal.suggestion,
        )
        for signal, score in chosen
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda f: (f.start, f.end, f.type)))


def _shared(one: Signal, other: Signal) -> int:
    """How many characters two signals share."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _clash(one: Signal, other: Signal) -> bool:
    shared = _shared(one, other)
    if not shared:
        return False
    if one.type == other.type:
        return shared >= OVERLAP * min(one.end - one.start, other.end - other.start)
    if one.type in WORDS and other.type in WORDS:
        return one.rule is not None or other.rule is not None or (one.start, one.end) == (other.start, other.end)
    # A place or name that a rule found wrong is told once.
    return {one.type, other.type} <= {"place", "entity", "event", "addition"} and bool(one.rule or other.rule)
