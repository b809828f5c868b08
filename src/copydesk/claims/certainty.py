"""How sure a source is, by its own wording: certainty, polarity and the hedge that carries them."""

from __future__ import annotations

import functools
import itertools
from dataclasses import dataclass
from typing import Any

from copydesk.claims.cues import table
from copydesk.claims.draft import Draft, Range
from copydesk.claims.tree import Tree
from copydesk.nouns import Certainty, Polarity

_VERBAL = frozenset({"VERB", "AUX"})
_ONESELF = frozenset({"he", "she", "it", "they", "we", "i"})


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


def of_cue(tree: Tree, draft: Draft) -> tuple[Certainty, Polarity]:
    """How sure the cue leaves what is said, and whether it denies it: its own words go before the class of its verb."""
    words = _words()
    certainty, polarity, verb, cue = draft.certainty, draft.polarity, draft.verb, draft.cue
    lemma = tree.lemma[verb]
    if certainty == "certain":
        nouns = [tree.lemma[t] for t in range(cue[0], cue[1] + 1) if tree.pos[t] == "NOUN"]
        if lemma in words["cue_possible"] or any(noun in words["cue_possible_nouns"] for noun in nouns):
            certainty = "possible"
        elif lemma in words["cue_probable"] or any(noun in words["cue_probable_nouns"] for noun in nouns):
            certainty = "probable"
    elif lemma == "consider" and (
        tree.pos[draft.clause] not in _VERBAL if draft.clause is not None else draft.rule == "linked rest"
    ):
        certainty = "certain"  # "considers the figure too high" judges; "considers that …" believes
    phrasal = {f"{lemma} {tree.lower[kid]}" for kid in tree.children[verb] if kid > verb}
    if (lemma in words["cue_shut_out"] or phrasal & words["cue_shut_out"]) and tree.negated(verb):
        return "possible", "positive"  # "would not rule out a link"
    nobody = draft.source is not None and tree.lower[draft.source[0]] in ("no", "none", "nobody", "neither")
    if ((lemma in words["cue_negative"] or phrasal & words["cue_negative"]) and not tree.negated(verb)) or nobody:
        polarity = "negative"
    return certainty, polarity


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
        return Wording("probable" if _in_figures(tree, verb) else "possible", "positive", verb)
    if tree.lemma[verb] in words["probable_nouns"]:
        return Wording("probable", "positive", verb)
    if (open_end := _keeps_open(tree, verb, part)) is not None:
        return open_end
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
                if low in words["possible_words"] or (low in words["possible_adjectives"] and polarity == "positive"):
                    return Wording("possible", polarity, kid)
                if low in words["probable_words"] or (dep == "acomp" and low in words["probable_adjectives"]):
                    certainty, hedge = "probable", kid if hedge is None else hedge
            if dep in ("acomp", "attr", "oprd") and low in words["false_adjectives"] and not negated:
                polarity = "negative"
            if dep in ("attr", "dobj") and (
                tree.lemma[kid] == "possibility" or (tree.lemma[kid] == "chance" and tree.lemma[at] in ("be", "have"))
            ):
                return Wording("probable" if _in_figures(tree, kid) else "possible", polarity, kid)
            if dep == "attr" and certainty == "certain":  # "dust was the likely cause"
                likely = (t for t in tree.kids(kid, "amod") if tree.lower[t] in words["probable_adjectives"])
                if (found := next(likely, None)) is not None:
                    certainty, hedge = "probable", found
        if tree.lemma[at] in words["possible_verbs"] and at == chain[0] and tree.pos[at] == "VERB" and not negated:
            return Wording("possible", polarity, at)
        if tree.lemma[at] == "doubt" and at == chain[0]:
            polarity = "negative"
        if tree.lemma[at] in words["probable_verbs"] and tree.pos[at] == "VERB" and certainty == "certain":
            if tree.lemma[at] in ("expect", "estimate") and at != chain[0]:
                continue
            certainty, hedge = "probable", at
        elif tree.lemma[at] in words["probable_of_others"] and at == chain[0] and certainty == "certain":
            under = tree.kid(at, "xcomp", "ccomp")
            if (
                under is not None
                and under > at
                and tree.pos[under] in _VERBAL
                and not negated
                and not asks(tree, (tree.left[under], under))
            ):
                certainty, hedge = "probable", at
    if certainty == "certain" and (deeper := _phrase(tree, chain, part)) is not None:
        return Wording("probable", polarity, deeper)
    return Wording(certainty, polarity, hedge)


def _in_figures(tree: Tree, chance: int) -> bool:
    """Whether a chance is told in figures: "a 60% chance"."""
    return any(tree.pos[token] == "NUM" for token in range(tree.left[chance], chance))


def _phrase(tree: Tree, chain: list[int], part: Range) -> int | None:
    """The word that ends a phrase of likelihood in the main clause: "in all probability", "almost certainly"."""
    ends = _words()["probable_ends"]
    for token in range(part[0] + 1, part[1] + 1):
        low, before = tree.lower[token], tree.lower[token - 1]
        if low not in ends or before != ("almost" if low == "certainly" else "all"):
            continue
        at = tree.head[token]
        while tree.pos[at] not in _VERBAL and tree.head[at] != at:
            at = tree.head[at]
        if at in chain:
            return token
    return None


def judged(tree: Tree, part: Range) -> tuple[Certainty, Polarity]:
    """How a judgement takes its object: "consider it possible", "find that hard to believe", "call the story nonsense"."""
    words = _words()
    first, last = part
    near = tree.lower[first : min(last, first + 13) + 1]
    for index, low in enumerate(near):
        if low in words["false"] and tree.lower[first + index - 1] not in ("not", "about"):
            return "certain", "negative"
        if index > 4 or not index:
            continue
        if low in words["possible_adjectives"]:
            return "possible", "positive"
        if low in words["improbable"] or near[index : index + 3] == ["hard", "to", "believe"]:
            return "probable", "negative"
        if low in words["probable_adjectives"] and tree.tag[first + index] == "JJ":
            return "probable", "positive"
    if any(low in ("consistent", "compatible") and after == "with" for low, after in itertools.pairwise(near)):
        return "probable", "positive"
    return "certain", "positive"


def _keeps_open(tree: Tree, verb: int, part: Range) -> Wording | None:
    """What leaves the matter open: "could not be ruled out", "he did not know where", "it was too early to say"."""
    words = _words()
    lemma = tree.lemma[verb]
    negated = _negated(tree, verb, part)
    if (
        lemma in words["shut_out"]
        and negated
        and (lemma != "rule" or any(tree.lower[t] == "out" for t in tree.children[verb]))
    ):
        return Wording("possible", "positive", verb)
    subject = tree.subject(verb)
    if subject is None or tree.lower[subject] not in _ONESELF:
        return None
    if lemma in ("be", "have"):
        return _at_a_loss(tree, verb, negated)
    able = any(tree.lower[t] in ("can", "could", "would", "ca", "wo") for t in tree.kids(verb, "aux"))
    bare = tree.kid(verb, "ccomp") is None and able
    silent = lemma in words["silent"] and tree.lower[subject] not in ("i", "we")  # "I don't recall it" is an answer
    if tree.negated(verb) and (silent or (lemma in words["unsaid"] and (_question_under(tree, verb) or bare))):
        return Wording("unknown", "positive", verb)
    return None


def _at_a_loss(tree: Tree, verb: int, negated: bool) -> Wording | None:
    """ "She was not sure whether", "he had no idea what", "it was too early to say how many"."""
    words = _words()
    for kid in tree.kids(verb, "acomp", "dobj", "attr"):
        low = tree.lower[kid]
        under = tree.kid(kid, "xcomp") or tree.kid(verb, "xcomp")
        if (negated and low in words["unsure"] and (_question_under(tree, kid) or _question_under(tree, verb))) or (
            negated and low == "idea"
        ):
            return Wording("unknown", "positive", kid)
        unsaid = under is not None and tree.lemma[under] in words["unsaid"]
        if (unsaid and low in ("early", "soon", "unable")) or (
            low == "unable" and under is not None and tree.lemma[under] in words["silent"]
        ):
            return Wording("unknown", "positive", kid)
    return None


def _question_under(tree: Tree, token: int) -> bool:
    """Whether an indirect question hangs on a word."""
    wh = _words()["wh"]
    return any(
        tree.lower[t] in wh
        for kid in tree.kids(token, "ccomp", "xcomp", "dobj", "advcl", "pcomp", "acl", "relcl", "prep")
        if kid > token
        for t in range(tree.left[kid], min(kid, tree.left[kid] + 3) + 1)
    )


def _ability(tree: Tree, verb: int, negated: bool) -> bool:
    """Whether "could" tells what someone was able to do ("could not find"), and not what may be."""
    if any(tree.dep[kid] == "aux" and tree.lower[kid] == "have" for kid in tree.children[verb]):
        return False
    return negated or tree.lemma[verb] in ("hear", "see", "smell", "feel", "remember", "afford", "find")


def _negated(tree: Tree, verb: int, part: Range) -> bool:
    first, last = part
    for kid in tree.children[verb]:
        if not first <= kid <= last:
            continue
        dep, low = tree.dep[kid], tree.lower[kid]
        if dep == "neg" or (
            low in ("not", "n't", "never", "neither", "nor", "hardly") and dep in ("advmod", "preconj", "cc", "neg")
        ):
            if low == "not" and kid + 1 <= last and tree.lower[kid + 1] in ("only", "just", "less", "fewer", "more"):
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
        if dep in ("acomp", "attr", "oprd", "prep", "advmod") and any(
            tree.dep[t] == "neg" and "," not in tree.lower[verb:t] for t in tree.children[kid]
        ):
            return True  # but not "a comma, not a full stop"
        if low == "negative" and tree.lemma[verb] == "test":
            return True
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
            "fear",
            "suspect",
        ):
            following = tree.kid(at, "xcomp")
            if following is None and tree.lemma[at] in ("believe", "think", "feel", "fear", "suspect", "be"):
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
