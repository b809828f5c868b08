"""Refusals: "declined to comment", "did not say how", "without naming", and what they leave unsaid."""

from __future__ import annotations

from copydesk.claims.cues import Lexicon
from copydesk.claims.draft import Draft, Range
from copydesk.claims.ranges import trim
from copydesk.claims.sources import is_passive, phrase, subject_of
from copydesk.claims.tree import Tree
from copydesk.claims.verbs import VERBAL, WH, cue_range, indirect_question, noun_end

_KNOWING = frozenset(
    {
        "know",
        "remember",
        "recall",
        "establish",
        "decide",
        "determine",
        "appear",
        "bear",
        "touch",
        "guess",
        "speculate-on",
    }
)
_ASSERTING = frozenset({"rule", "admit", "acknowledge", "argue", "report", "predict"})
_PREPOSITIONAL = frozenset({"respond", "reply", "react", "comment", "answer", "elaborate", "speculate", "speak"})


def refusal(tree: Tree, lexicon: Lexicon, verb: int) -> Draft | None:
    """The refusal that `verb` is, or None."""
    words = lexicon.phrases["refusal"]
    lemma, over = tree.lemma[verb], tree.head[verb]
    if (
        tree.dep[verb] in ("xcomp", "ccomp")
        and over < verb
        and tree.lemma[over] in words["refusing"]
        and tree.tag[verb] == "VB"
    ):
        if tree.lemma[over] != "decline" and lemma not in words["negated"]:
            return None
        head = subject_of(tree, over)
        if head is None or is_passive(tree, over):
            return None
        return _unsaid(tree, lexicon, verb, (cue_range(tree, over)[0], verb), head, "refusal to speak")
    if lemma not in words["negated"]:
        return None
    if tree.dep[verb] == "pcomp" and over < verb and tree.lower[over] in words["gerunds"] and tree.tag[verb] == "VBG":
        matrix = tree.head[over]
        head = subject_of(tree, matrix) if tree.pos[matrix] in VERBAL else None
        if head is None or lemma not in words["omitted"]:
            return None
        return _unsaid(tree, lexicon, verb, (over, verb), head, "omission")
    if is_passive(tree, verb) or (tree.tag[verb] == "VB" and tree.kid(verb, "aux") is None):
        return None
    neither = next((kid for kid in tree.children[verb] if kid < verb and tree.lower[kid] == "neither"), None)
    denial = next((kid for kid in tree.kids(verb, "conj") if tree.lemma[kid] in ("deny", "confirm", "dispute")), None)
    subject = tree.subject(verb)
    nobody = subject is not None and any(
        tree.lower[t] in ("no", "nobody", "none", "neither") for t in range(tree.left[subject], subject + 1)
    )
    if not (tree.negated(verb) or nobody):
        return None
    head = subject_of(tree, verb)
    if head is None or (tree.lower[head] in ("it", "there") and tree.dep[head] == "expl"):
        return None
    if any(tree.lower[kid] == "to" for kid in tree.kids(verb, "aux")):
        return None
    if neither is not None and denial is not None and lemma in ("confirm", "deny"):
        cue = (cue_range(tree, verb, keep=True)[0], denial)
        return _unsaid(tree, lexicon, denial, cue, head, "refusal to speak", subject_verb=verb)
    if lemma in _ASSERTING or (lemma in _KNOWING and not indirect_question(tree, verb)):
        return None
    if lemma in words["giving"] and not _gives(tree, verb, words["given"]):
        return None
    if lemma == "speak" and tree.kid(verb, "dobj") is not None:
        return None  # "do not speak English"
    if lemma == "confirm" and tree.kid(verb, "dobj", "ccomp") is None:
        return None
    # "He said he had been assured, but did not say by whom": it is the speaker of "said" who does not say
    over = tree.head[verb]
    outer_verb: int | None = None
    if tree.dep[verb] == "conj" and tree.dep[over] == "ccomp" and subject is None and tree.pos[head] == "PRON":
        outer = subject_of(tree, tree.head[over])
        if outer is not None and tree.pos[tree.head[over]] in VERBAL:
            head, outer_verb = outer, tree.head[over]
    draft = _unsaid(tree, lexicon, verb, cue_range(tree, verb, keep=True), head, "refusal to speak")
    draft.matrix = outer_verb
    return draft


def _gives(tree: Tree, verb: int, given: list[str]) -> bool:
    thing = tree.kid(verb, "dobj")
    return thing is not None and (tree.lemma[thing] in given or tree.lower[thing] in given)


def _unsaid(
    tree: Tree, lexicon: Lexicon, verb: int, cue: Range, head: int, gloss: str, subject_verb: int | None = None
) -> Draft:
    parts: list[Range] = []
    lemma = tree.lemma[verb]
    for kid in tree.children[verb]:
        dep = tree.dep[kid]
        if kid < verb:
            if dep == "ccomp" and any(tree.lower[t] == ";" for t in range(tree.right[kid] + 1, cue[0])):
                continue  # a sentence of its own, which the parser took in
            if dep in ("ccomp", "dobj") or (
                dep in ("advcl", "nsubj") and tree.lower[tree.left[kid]] in WH and tree.pos[kid] in VERBAL
            ):
                parts.append((tree.left[kid], min(tree.right[kid], cue[0] - 1)))
            continue
        if dep in ("ccomp", "dobj", "xcomp", "pcomp") or (
            dep == "advcl" and tree.lower[tree.left[kid]] in ("whether", "if", "why", "when", "where", "how")
        ):
            if dep == "dobj" and lemma == "tell" and tree.kid(verb, "ccomp") is not None:
                continue
            last = noun_end(tree, kid, tree.right[kid]) if dep == "dobj" else tree.right[kid]
            parts.append((tree.left[kid], last))
        elif dep == "prep" and (
            (tree.lower[kid] in ("to", "on", "about") and lemma in _PREPOSITIONAL)
            or (tree.right[kid] > kid and tree.lower[kid + 1] in WH)
        ):
            parts.append((tree.left[kid], tree.right[kid]))
    content = [done for part in parts if part[0] <= part[1] and (done := trim(tree, part))]
    if lemma in lexicon.phrases["refusal"]["giving"] and content and tree.lower[content[0][0]] in ("comment",):
        content = []
    source = phrase(tree, head, subject_verb if subject_verb is not None else verb)
    if source is not None and content and source[0] <= content[0][0] <= source[1]:
        source = (max(content[0][1] + 1, source[0]), source[1])
        source = trim(tree, source) if source[0] <= source[1] else None
    return Draft(
        "refusal", verb, cue, source, content, "unknown", "positive", gloss, head=head, refusal=True, fixed=True
    )
