"""The writer's own judgements: words that judge, and sentences that draw a conclusion no source draws."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from copydesk.audit.cases import Case, Signal
from copydesk.audit.lexicon import lexicon

LIKE = 0.8  # a report word so near that the judgement may be the report's own


def conclusions(line: Any) -> list[Any]:
    """The verbs with which a digest line concludes from what happened ("the incident highlighted …")."""
    lists = lexicon("evaluative")
    found = []
    for token in line.words:
        verb = token.lemma_.lower()
        if token.pos_ != "VERB" or not (verb in lists["concluding"] or verb in lists["concluding_how"]):
            continue
        if verb in lists["concluding_how"] and not _says_how(token):
            continue
        subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
        if subject is None and token.dep_ == "conj":
            subject = next((c for c in token.head.children if c.dep_ == "nsubj"), None)
        if subject is None and token.dep_ in ("advcl", "acl", "conj") and token.tag_ == "VBG":
            found.append(token)  # "…, highlighting …"
        elif subject is not None and subject.lemma_.lower() in lists["occasions"]:
            found.append(token)
    return found


def _says_how(verb: Any) -> bool:
    return any(
        child.dep_ == "ccomp" and any(t.lower_ in ("how", "why", "that") for t in child.subtree if t.i < child.i)
        for child in verb.children
    )


def _describes(token: Any) -> bool:
    return token.pos_ in ("ADJ", "ADV") or (token.pos_ in ("VERB", "NOUN") and token.dep_ in ("amod", "compound"))


def _in_a_mouth(token: Any) -> bool:
    """Whether somebody is said to judge so ("They consider the punishment too harsh")."""
    speech = lexicon("speech")["verbs"]
    return any(
        over.lemma_.lower() in speech and any(c.dep_ in ("nsubj", "agent") and not token.is_ancestor(c) for c in over.children)
        and over.lemma_.lower() not in lexicon("evaluative")["concluding_how"]
        and any(c.dep_ in ("ccomp", "oprd", "xcomp", "acomp", "prep") and (c.i == token.i or c.is_ancestor(token)) for c in over.children)
        for over in token.ancestors
    )  # fmt: skip


def judging(case: Case) -> Iterator[Signal]:
    """Judgements and conclusions that stand in no report."""
    for verb in conclusions(case.line):
        if verb.lemma_.lower() in case.side.lemmas:
            continue
        reason = f"“{verb.text}” is the writer's own conclusion; no source in the report draws it"
        yield Signal(
            "addition", verb.idx, verb.idx + len(verb), {}, reason, case.evidence[:1], "minor", rule="conclusion"
        )
    judges = lexicon("evaluative")["words"]
    for token in case.line.words:
        word = token.lemma_.lower()
        if not (word in judges or token.lower_ in judges) or not _describes(token) or _in_a_mouth(token):
            continue
        if {word, token.lower_} & case.side.lemmas or (held := case.support(token)) is None or held.anywhere >= LIKE:
            continue
        reason = f"“{token.text}” is a judgement; the report does not use the word and cites no one for it"
        yield Signal(
            "addition", token.idx, token.idx + len(token), {}, reason, case.evidence[:1], "minor", rule="judgement"
        )
