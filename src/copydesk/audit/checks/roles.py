"""Who did it to whom: the subject and object of a deed against those of the report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from copydesk.audit.cases import Case, Proposition, Signal
from copydesk.audit.phrases import short
from copydesk.audit.scope import predicate
from copydesk.audit.sides import is_content, lemma

PRONOUNS = frozenset(
    {
        "he",
        "she",
        "it",
        "they",
        "i",
        "we",
        "him",
        "her",
        "them",
        "who",
        "which",
        "that",
        "this",
        "these",
        "those",
        "you",
        "us",
        "one",
    }
)


def participants(verb: Any) -> tuple[list[Any], list[Any]]:
    """Doers and undergoers of a verb, passives turned round."""
    doers = [c for c in verb.children if c.dep_ == "nsubj"]
    done = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass", "dative")]
    for agent in (c for c in verb.children if c.dep_ == "agent"):
        doers += [c for c in agent.children if c.dep_ == "pobj"]
    if not doers and not done and verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        doers = [c for c in verb.head.children if c.dep_ in ("nsubj", "nsubjpass")]
    elif (
        not doers
        and verb.dep_ == "conj"
        and verb.head.pos_ in ("VERB", "AUX")
        and not any(c.dep_ == "nsubjpass" for c in verb.children)
    ) or (not doers and verb.dep_ == "xcomp"):
        doers = [c for c in verb.head.children if c.dep_ == "nsubj"]
    elif verb.dep_ == "acl" and verb.tag_ == "VBN":
        done = [verb.head]
    elif verb.dep_ in ("acl", "relcl") and not doers:
        doers = [verb.head]
    return doers, done


def _gapped(verb: Any) -> list[Any]:
    """Subjects of a verb that is left out: "a hut burned in the south and a barn in the north"."""
    return [
        t
        for t in verb.subtree
        if t.dep_ == "conj"
        and t.pos_ in ("NOUN", "PROPN")
        and (t.head.i == verb.i or t.head.dep_ in ("pobj", "nsubj", "npadvmod"))
        and any(child.dep_ == "prep" for child in t.children)
    ]


def _keys(tokens: list[Any]) -> list[str]:
    return [
        lemma(t)
        for head in tokens
        for t in head.subtree
        if is_content(t) and (t.i == head.i or t.dep_ in ("compound", "amod", "poss", "conj", "nmod", "appos"))
    ]


def _alike(case: Case, mine: list[str], theirs: list[str]) -> float:
    return max((case.aligner.alike(m).get(t, 0.0) for m in mine for t in theirs), default=0.0)


def roles(case: Case) -> Iterator[Signal]:
    """Deeds whose doer or undergoer is another than in the report, or that have them swapped."""
    for item in case.propositions:
        if item.anchor is None or item.line is None:
            continue
        yield from _compare(case, item)


def _compare(case: Case, item: Proposition) -> Iterator[Signal]:
    assert item.line is not None
    assert item.anchor is not None
    verb = item.anchor if item.anchor.pos_ in ("VERB", "AUX") else predicate(item.anchor)
    doers, done = participants(item.head)
    their_doers, their_done = participants(verb)
    (their_doers if their_doers else their_done).extend(_gapped(verb))
    for role, mine, theirs, others in (
        ("doer", doers, their_doers, their_done),
        ("undergoer", done, their_done, their_doers),
    ):
        if not mine or all(t.lower_ in PRONOUNS for t in mine):
            continue
        keys = _keys(mine)
        if not keys:
            continue
        same = _alike(case, keys, _keys(theirs))
        crossed = _alike(case, keys, _keys(others))
        if same > 0.85:
            continue
        pronoun = any(t.lower_ in PRONOUNS for t in theirs)
        if pronoun and crossed < 0.85:
            continue  # a name for a pronoun is no other doer
        in_line = _alike(case, keys, list(item.line.keys))
        anywhere = max((max(case.aligner.alike(k).values(), default=0.0) for k in keys), default=0.0)
        head = mine[0]
        grounds = {
            "role": 1.0, f"role.{role}": 1.0, "role.unlike": (1.0 - same) * float(bool(theirs) and not pronoun),
            "role.other_doer": (1.0 - same) * float(bool(theirs) and not pronoun) * float(lemma(item.head) == lemma(item.anchor)),
            "role.crossed": crossed * (1.0 - same), "role.pronoun": float(pronoun), "role.none": float(not theirs),
            "role.absent": 1.0 - in_line, "role.nowhere": 1.0 - anywhere, "role.exact": float(lemma(item.head) == lemma(item.anchor)),
            "role.coverage": item.coverage, "role.named": float(head.pos_ == "PROPN"), "role.cue": float(item.cue),
            "role.elsewhere": float(anywhere > 0.9 and in_line < 0.6),
        }  # fmt: skip
        tokens = [
            t
            for t in head.subtree
            if t.dep_ not in ("relcl", "acl", "advcl")
            and not any(a.dep_ in ("relcl", "acl") for a in t.ancestors if a.i > head.i)
        ]
        tokens = tokens or [head]
        start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
        who = " ".join(t.text for t in theirs[:1]) or "someone else"
        there = " ".join(t.text for t in theirs[0].subtree if t.dep_ not in ("relcl", "acl")) if theirs else who
        deed = "does" if role == "doer" else "undergoes"
        reason = f"here “{short(case.digest[start:end])}” {deed} the “{item.head.text}”; in the report it is {f'“{short(there)}”' if theirs else there}"
        yield Signal("entity", start, end, grounds, reason, (item.line,), "major")
