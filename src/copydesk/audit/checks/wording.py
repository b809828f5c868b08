"""Words that the evidence does not hold up: other deeds, other people, other terms, and what was added."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.audit.align import Support
from copydesk.audit.cases import Case, Proposition, Signal
from copydesk.audit.checks.attribution import sources_held
from copydesk.audit.lexicon import lexicon
from copydesk.audit.phrases import phrase
from copydesk.audit.sides import lemma
from copydesk.audit.words import known, nearness
from copydesk.nouns import DriftType

HELD = 0.9  # a word held up this well is not looked at, unless it is loaded
TYPES: tuple[DriftType, ...] = ("event", "entity", "term", "addition")
SUBJECT = frozenset({"nsubj", "nsubjpass", "agent"})


def wording(case: Case) -> Iterator[Signal]:
    """Each word that the evidence holds up badly, as a possible change of deed, of entity, of term, or an addition."""
    cues = {t.i for c in case.line.claims for t in case.line.words if c.cue.start <= t.idx < c.cue.end}
    sources = sources_held(case)
    homes = {t.i: item for item in case.propositions for t in item.tokens}
    loaded, judging, concluding = (
        lexicon("loaded")["words"],
        lexicon("evaluative")["words"],
        lexicon("evaluative")["conclusions"],
    )
    for held in case.alignment.words:
        token = held.token
        word = token.lemma_.lower()
        if token.pos_ == "NUM" or held.key.startswith("#") or token.ent_type_ in ("DATE", "TIME"):
            continue
        if token.i in sources:
            continue
        if token.i in cues and word not in concluding:
            continue
        rival = _paired(case, word)
        charged = word in loaded and not case.in_reports(held.key)
        if held.best > HELD and not rival and not (charged and held.best < 1.0):
            continue
        judges = word in judging or token.lower_ in judging
        home = homes.get(token.i)
        grounds = _grounds(case, held, home) | {
            "word.loaded": float(charged), "word.judging": float(judges) * (1.0 - held.best),
            "word.concluding": float(word in concluding) * (1.0 - held.best), "word.paired": float(rival is not None),
        }  # fmt: skip
        yield from _signals(case, held, grounds, rival, charged, judges)


def _paired(case: Case, word: str) -> str | None:
    """The plainer report word that a loaded digest word stands for."""
    there = {key for line in case.evidence for key in line.keys}
    for first, *others in lexicon("loaded")["pairs"]:
        if first == word and word not in case.side.where:
            return next((other for other in others if other in there), None)
    return None


def _grounds(case: Case, held: Support, home: Proposition | None) -> dict[str, float]:
    token = held.token
    near = nearness(held.key, held.by.lemma_.lower()) if held.by is not None else 0.0
    missing = 1.0 - held.best
    head = home is not None and token.i == home.head.i
    return {
        "word.missing": missing, "word.nowhere": 1.0 - held.anywhere, "word.elsewhere": held.anywhere - held.best, "word.near": near * missing,
        "word.bare": float(held.best < 0.35), "word.middling": float(0.35 <= held.best < 0.7),
        "word.verb": float(token.pos_ == "VERB"), "word.noun": float(token.pos_ == "NOUN"), "word.proper": float(token.pos_ == "PROPN"),
        "word.adjective": float(token.pos_ == "ADJ"), "word.adverb": float(token.pos_ == "ADV"),
        "word.person": float(token.ent_type_ in ("PERSON", "ORG", "NORP")), "word.place": float(token.ent_type_ in ("GPE", "LOC", "FAC")),
        "word.subject": float(token.dep_ in SUBJECT), "word.object": float(token.dep_ == "dobj"), "word.under": float(token.dep_ == "pobj"),
        "word.apposition": float(token.dep_ in ("appos", "attr")), "word.modifier": float(token.dep_ in ("amod", "compound", "advmod")),
        "word.head": float(head), "word.root": float(token.dep_ == "ROOT"), "word.unheard": float(not known(held.key)),
        "word.clause": home.coverage if home is not None else 0.0, "word.sentence": case.alignment.coverage,
        "word.proper_nowhere": float(token.pos_ == "PROPN") * (1.0 - held.anywhere), "word.head_missing": float(head) * missing,
        "word.headline": float(held.anywhere < HELD and held.key in case.side.headlines),
        "word.weight": held.weight / 4.0, "word.length": min(1.0, len(case.line.content) / 16.0),
        "word.negated": float(bool(home and home.scope.negations)), "word.said": float(bool(home and home.claims)),
    }  # fmt: skip


def _signals(
    case: Case, held: Support, grounds: dict[str, float], rival: str | None, charged: bool, judges: bool
) -> Iterator[Signal]:
    token = held.token
    start, end = phrase(token)
    text = token.doc.text[start:end]
    # What stands in its place in the reports, unless the digest has that word too, beside this one.
    by = held.by.text if held.by is not None and held.best > 0.3 and lemma(held.by) not in case.line.keys else None
    for type_ in TYPES:
        if type_ == "event":
            reason = f"the report does not say “{text}”" + (f" but “{by}”" if by else "")
        elif type_ == "entity":
            reason = f"“{text}” does not stand in the report sentence" + (f", which has “{by}”" if by else "")
        elif type_ == "term":
            plain = rival or by
            tone = "is a loaded word; " if charged else "is not the report's word; "
            reason = f"“{text}” {tone}" + (f"the report has “{plain}”" if plain else "the report does not use it")
        else:
            reason = f"“{text}” is " + ("a judgement that the report does not make" if judges else "not in the report")
        suggestion = (rival or by) if type_ == "term" and (rival or (by and _swappable(held))) else None
        yield Signal(
            type_,
            start,
            end,
            grounds,
            reason,
            case.evidence[:1],
            "minor" if type_ in ("term", "addition") else "major",
            suggestion,
        )


def _swappable(held: Support) -> bool:
    return held.by is not None and held.by.tag_ == held.token.tag_ and held.best > 0.6
