"""What is measured: the data, the scorer, the figures taken from what it prints, and the peers' figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

System = Literal["ledger", "audit", "audit-desk", "certainty", "extraction", "pool", "incidents", "templates"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: the path to it in the scorer's JSON, the best known peer (as its source words it), the aim."""

    path: str
    peer: str = "–"
    aim: str = "–"
    less_is_better: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """One data set under one scorer; `note` says what the reader of the table should know."""

    name: str
    title: str
    gold: str
    scorer: tuple[str, ...]
    system: System
    figures: tuple[Figure, ...]
    note: str = ""
    peers_from: str = field(default="", kw_only=True)


def _desk_ledger() -> tuple[Figure, ...]:
    return (
        Figure("claims.p"),
        Figure("claims.r"),
        Figure("claims.f1", "Citron retrained .66", ".93"),
        Figure("who_said_what.f1", "Citron retrained .56", ".90"),
        Figure("content_chars.f1"),
        Figure("cue"),
        Figure("certainty", aim=".93"),
        Figure("certainty_macro_f1", aim=".85"),
        Figure("polarity", aim=".96"),
        Figure("speech", aim=".98"),
        Figure("source_kind", aim=".90"),
        Figure("nested", aim=".85"),
        Figure("pronoun_sources_named", aim=".90"),
        Figure("times.found.f1"),
        Figure("times.value.f1", aim=".92"),
        Figure("quantities.found.f1"),
        Figure("quantities.value.f1", aim=".92"),
        Figure("unknowns.p"),
        Figure("unknowns.r"),
        Figure("unknowns.f1", aim=".88"),
    )


def _desk_audit() -> tuple[Figure, ...]:
    return (
        Figure("balanced_accuracy", aim=".88"),
        Figure("false_alarm_rate", aim=".10", less_is_better=True),
        Figure("drift.p"),
        Figure("drift.r"),
        Figure("roc_auc", aim=".94"),
        Figure("drifts_located", aim=".85"),
        Figure("drifts_typed", aim=".75"),
        Figure("finding_precision", aim=".80"),
        Figure("drift_chars.f1"),
        Figure("evidence_recall", aim=".92"),
    )


def _public_audit(name: str, peer: str, aim: str) -> tuple[Figure, ...]:
    return (
        Figure(f"{name}.balanced_accuracy", peer, aim),
        Figure(f"{name}.roc_auc"),
        Figure(f"{name}.drift.p"),
        Figure(f"{name}.drift.r"),
        Figure(f"{name}.false_alarm_rate", less_is_better=True),
    )


MEASURES = (
    Measure(
        "desk", "Desk cases, single (16 reports, re-read)", "desk-cases/single.jsonl",
        ("score_desk.py", "ledger"), "ledger", _desk_ledger(),
    ),
    Measure(
        "desk-train", "Desk cases, train (198 reports, annotated once)", "desk-cases/train.jsonl",
        ("score_desk.py", "ledger"), "ledger", _desk_ledger(),
    ),
    Measure(
        "desk-audit", "Audit of the digests of desk cases, single", "desk-cases/single.jsonl",
        ("score_desk.py", "audit"), "audit-desk", _desk_audit(),
    ),
    Measure(
        "desk-audit-train", "Audit of the digests of desk cases, train", "desk-cases/train.jsonl",
        ("score_desk.py", "audit"), "audit-desk", _desk_audit(),
        note="these taught the audit's encoder and weights: the figures flatter",
    ),
    Measure(
        "desk-multi", "Desk cases, multi (6 stories, 46 reports in one pool)", "desk-cases/multi.jsonl",
        ("score_desk.py", "facts"), "pool",
        (
            Figure("same_incident_pairs.p"), Figure("same_incident_pairs.r"),
            Figure("same_incident_pairs.f1", aim=".93"), Figure("copy_pairs.f1", aim=".95"),
            Figure("numbers_found", aim=".90"), Figure("values_found", aim=".75"), Figure("relation_right", aim=".85"),
        ),
    ),
    Measure(
        "stories", "Stories of 64 outlets (192 reports in one pool)", "stories/dev.jsonl",
        ("score_public.py", "stories"), "incidents",
        (
            Figure("all.bcubed.p"), Figure("all.bcubed.r"),
            Figure("all.bcubed.f1", "TF-IDF .916, threshold tuned on them", ".97"), Figure("all.ari", "TF-IDF .84", ".95"),
        ),
    ),
    Measure(
        "linking", "Incidents and events of ECB+ dev (237 reports in one pool; events: given mentions, own incidents)", "linking/dev.jsonl",
        ("score_public.py", "linking"), "incidents",
        (
            Figure("incident.bcubed.p"), Figure("incident.bcubed.r"),
            Figure("incident.bcubed.f1", "TF-IDF .864", ".95"), Figure("incident.ari", "TF-IDF .79", ".92"),
            Figure("mentions.conll_f1", "lemma rule .62 (corpus), .769 (given incidents)", ".80"),
            Figure("mentions.bcubed.p"), Figure("mentions.bcubed.r"),
        ),
    ),
    Measure(
        "desk-audit-multi", "Audit of the digests of desk cases, multi", "desk-cases/multi.jsonl",
        ("score_desk.py", "audit"), "audit",
        (
            Figure("balanced_accuracy", aim=".85"), Figure("drifts_typed", aim=".60"),
            Figure("false_alarm_rate", less_is_better=True), Figure("drift.p"), Figure("drift.r"), Figure("roc_auc"),
            Figure("drifts_located"), Figure("finding_precision"), Figure("drift_chars.f1"), Figure("evidence_recall"),
        ),
    ),
    Measure(
        "polnear", "Attribution, PolNeAR dev (84 articles)", "attribution/polnear-dev.jsonl",
        ("score_attribution.py",), "ledger",
        (
            Figure("ar50.p"), Figure("ar50.r"),
            Figure("ar50.f1", "Citron retrained .509, GenderGapTracker .421 (test part)", ".68"),
            Figure("recall_indirect", "Citron .33", ".60"), Figure("recall_other", "Citron .26", ".50"),
        ),
    ),
    Measure(
        "gum", "Attribution, GUM news dev (12 articles)", "attribution/gum-news-dev.jsonl",
        ("score_attribution.py",), "ledger",
        (Figure("ar50.p"), Figure("ar50.r"), Figure("ar50.f1", "GenderGapTracker .667, verb rule .639", ".80")),
    ),
    Measure(
        "times", "Times, TimeBank + AQUAINT + WikiWars dev", "times/dev.jsonl",
        ("score_public.py", "times"), "ledger",
        (
            Figure("timebank.value.f1", "HeidelTime .781 (platinum)", ".86"),
            Figure("timebank.strict.f1", "HeidelTime .818 (platinum)", ".86"),
            Figure("aquaint.value.f1", "HeidelTime .781 (platinum)", ".86"),
            Figure("aquaint.strict.f1"),
            Figure("wikiwars.value.f1", "HeidelTime .781 (test part)", ".86"),
            Figure("wikiwars.strict.f1"),
        ),
    ),
    Measure(
        "places", "Places, LGL and GeoVirus", "places/dev.jsonl",
        ("score_public.py", "places"), "ledger",
        (
            Figure("lgl.e2e_161km.f1", "CamCoder .47", ".70"), Figure("lgl.recognition.f1", aim=".80"),
            Figure("geovirus.e2e_161km.f1", "CamCoder .67", ".70"), Figure("geovirus.recognition.f1", aim=".80"),
        ),
    ),
    Measure(
        "templates", "Incidents, MUC-4 TST1 and TST2 (200 texts in capitals)", "incidents/dev2.jsonl",
        ("score_public.py", "incidents"), "templates",
        (
            Figure("all.six_slots.p"), Figure("all.six_slots.r"),
            Figure("all.six_slots.f1", "17 systems of 1992: at best .648-.691 (TST3, TST4); keywords .428", ".62"),
            Figure("all.type.f1"), Figure("all.date.f1"), Figure("all.location.f1"), Figure("all.stage.f1"),
            Figure("all.perp_confidence.f1"), Figure("all.human_effect.f1"),
        ),
        note="which deeds MUC calls relevant, and how it words a slot, is fitted on its training part (`evals/muc.json.gz`, not in the package)",
    ),
    Measure(
        "certainty", "Certainty of predicates, UW and UDS dev", "certainty/dev.jsonl",
        ("score_public.py", "certainty"), "certainty",
        (
            Figure("uw.mae", "Stanovsky .40", ".36", less_is_better=True), Figure("uw.pearson", "Stanovsky .67", ".75"),
            Figure("uds.mae", less_is_better=True), Figure("uds.pearson"),
        ),
    ),
    Measure(
        "extraction", "Article text from HTML (91 pages)", "article-extraction/dev.jsonl.gz",
        ("score_public.py", "extraction"), "extraction",
        (Figure("all.p"), Figure("all.r"), Figure("all.f1", "trafilatura .958 (whole set)", ".958")),
    ),
    Measure(
        "audit", "Drift in judged digests (1,748)", "audit/dev.jsonl.gz",
        ("score_audit.py",), "audit",
        (
            *_public_audit("summedits_news", "QAFactEval .74, GPT-4 .83, offline .63", ".76"),
            *_public_audit("bump1", "QAFactEval AUC .715", "AUC .74"),
            Figure("summedits_news.chars.f1", ".33 (news)", ".45"),
            Figure("bump1.chars.f1", ".19", ".45"),
            Figure("mean_balanced_accuracy"),
        ),
    ),
)  # fmt: skip
