"""How sure a source is, by its own wording: certainty, polarity and the hedge that carries them."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

from copydesk.claims.cues import table
from copydesk.claims.draft import Range
from copydesk.claims.tree import Tree
from copydesk.nouns import Certainty, Polarity

_VERBAL = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Wording:
    """How sure some words are: their certainty, polarity, and the token of the hedge, if any."""

    certainty: Certainty
    polarity: Polarity
    hedge: int | None


@functools.cache
def _words() -> dict[str, frozenset[str]]:
    rows: dict[str, Any] = table("hedges")
    return {name: frozenset(words) for name, words in rows.items()}


def main_verb(tree: Tree, part: Range) -> int:
    """The token of a range that all its others hang on."""
    first, last = part
    best, depth = first, 1 << 30
    at = first
    while at <= last:
        if not first <= tree.head[at] <= last or tree.head[at] == at:
            if tree.pos[at] in _VERBAL and depth > 0:
                return at
            if depth > 1 and tree.pos[at] not in ("PUNCT", "SPACE", "CCONJ", "SCONJ", "ADP"):
                best, depth = at, 1
        at += 1
    return best


def wording(tree: Tree, part: Range) -> Wording:
    """The certainty and polarity of the main clause of a range of tokens."""
    words = _words()
    verb = main_verb(tree, part)
    first, last = part
    certainty: Certainty = "certain"
    polarity: Polarity = "positive"
    hedge: int | None = None
    if tree.lemma[verb] in words["possible_nouns"]:
        return Wording("possible", "positive", verb)
    chain = _chain(tree, verb, last)
    for at in chain:
        negated = _negated(tree, at, part)
        if negated and at == chain[0]:
            polarity = "negative"
        elif negated and at != chain[0]:
            polarity = "negative" if tree.lemma[chain[0]] in ("be", "seem", "appear", "believe", "think") else polarity
        for kid in tree.children[at]:
            if not first <= kid <= last:
                continue
            low, dep = tree.lower[kid], tree.dep[kid]
            if (
                dep == "aux"
                and low in words["possible_modals"]
                and not (low == "could" and _ability(tree, at, negated))
            ):
                return Wording("possible", polarity, kid)
            if dep in ("advmod", "acomp", "attr") or tree.pos[kid] == "ADV":
                if low in words["possible_words"] or low in words["possible_adjectives"]:
                    return Wording("possible", polarity, kid)
                if low in words["probable_words"] or (dep == "acomp" and low in words["probable_adjectives"]):
                    certainty, hedge = "probable", kid if hedge is None else hedge
            if dep in ("attr", "dobj", "nsubj") and tree.lemma[kid] in words["possible_nouns"] and dep != "nsubj":
                return Wording("possible", polarity, kid)
        if tree.lemma[at] in words["possible_verbs"] and (at == chain[0]) and tree.pos[at] == "VERB":
            return Wording("possible", polarity, at)
        if tree.lemma[at] in words["probable_verbs"] and tree.pos[at] == "VERB" and certainty == "certain":
            if tree.lemma[at] in ("consider", "understand", "expect", "estimate") and at != chain[0]:
                continue
            certainty, hedge = "probable", at
    return Wording(certainty, polarity, hedge)


def _ability(tree: Tree, verb: int, negated: bool) -> bool:
    """Whether "could" tells what someone was able to do ("could not find"), and not what may be."""
    if any(tree.dep[kid] == "aux" and tree.lower[kid] == "have" for kid in tree.children[verb]):
        return False
    return negated or tree.lemma[verb] in ("hear", "see", "smell", "feel", "remember", "afford", "find")


def _negated(tree: Tree, verb: int, part: Range) -> bool:
    negations = _words()["negations"]
    first, last = part
    for kid in tree.children[verb]:
        if not first <= kid <= last:
            continue
        dep, low = tree.dep[kid], tree.lower[kid]
        if dep == "neg" or (
            low in ("not", "n't", "never", "neither", "nor", "hardly") and dep in ("advmod", "preconj", "cc", "neg")
        ):
            if low == "not" and kid + 1 <= last and tree.lower[kid + 1] in ("only", "just"):
                continue
            return True
        if dep in ("nsubj", "nsubjpass", "dobj", "attr") or (dep == "expl"):
            if low in ("nobody", "none", "nothing", "no-one") or low == "no":
                return True
            if any(
                tree.lower[t] in ("no", "neither") and tree.dep[t] in ("det", "neg", "preconj", "advmod")
                for t in tree.children[kid]
            ):
                return True
        if dep == "prep" and low == "without" and kid > verb and tree.lemma[verb] == "be":
            return True
        if dep in ("acomp", "attr", "oprd", "prep", "advmod") and any(tree.dep[t] == "neg" for t in tree.children[kid]):
            return True
    del negations
    return False


def _chain(tree: Tree, verb: int, last: int) -> list[int]:
    """The verb and what it leads to through "seems to", "is likely to", "would have to"."""
    chain = [verb]
    for _ in range(3):
        at = chain[-1]
        following = None
        if tree.lemma[at] in (
            "seem",
            "appear",
            "be",
            "have",
            "go",
            "need",
            "tend",
            "begin",
            "continue",
            "think",
            "believe",
            "feel",
        ):
            following = tree.kid(at, "xcomp")
            if following is None and tree.lemma[at] in ("believe", "think", "feel"):
                following = tree.kid(at, "ccomp")
            if following is None and (complement := tree.kid(at, "acomp")) is not None:
                following = tree.kid(complement, "xcomp", "ccomp")
        if following is None or following > last:
            break
        chain.append(following)
    return chain


def asks(tree: Tree, part: Range) -> bool:
    """Whether a range begins like an indirect question ("whether …", "how many …")."""
    words = _words()["wh"]
    return tree.lower[part[0]] in words and tree.lower[part[0]] != "which"
