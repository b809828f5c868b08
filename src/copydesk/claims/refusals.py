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
_PREPOSITIONAL = frozenset(
    {"respond", "reply", "react", "comment", "answer", "elaborate", "speculate", "speak", "draw"}
)


def refusal(tree: Tree, lexicon: Lexicon, verb: int) -> Draft | None:
    """The refusal that `verb` is, or None."""
    words = lexicon.phrases["refusal"]
    lemma = tree.lemma[verb]
    for rule in (_refused, _nothing_given, _not_drawn, _short_of):
        if (draft := rule(tree, lexicon, verb)) is not None:
            return draft
    if lemma not in words["negated"] and lemma != "deny":
        return None
    if tree.dep[verb] == "pcomp" and tree.head[verb] < verb:
        return _omitted(tree, lexicon, verb)
    bare = tree.tag[verb] == "VB" and tree.kid(verb, "aux") is None and tree.lower[verb - 1] != "nor"
    if is_passive(tree, verb) or bare:
        return None
    return _negated(tree, lexicon, verb)


def _refused(tree: Tree, lexicon: Lexicon, verb: int) -> Draft | None:
    """ "declined to say", "avoids answering", "did not wish to comment", "was unable to establish", "has yet to say"."""
    words = lexicon.phrases["refusal"]
    lemma, over = tree.lemma[verb], tree.head[verb]
    if tree.dep[verb] not in ("xcomp", "ccomp", "pcomp", "dobj") or over >= verb or lemma in ("be", "have"):
        return None
    leads = tree.lemma[over]
    shy = verb - over <= 3 and leads in ("avoid", "evade") and tree.tag[verb] == "VBG"
    unwilling = leads in words["unwilling"] and tree.negated(over)
    unable = tree.lower[over] in ("unable", "unwilling", "reluctant") and tree.pos[tree.head[over]] in VERBAL
    yet = leads in ("have", "be") and any(tree.lower[t] == "yet" for t in range(over, verb))
    if not (shy or (tree.tag[verb] == "VB" and (leads in words["refusing"] or unwilling or unable or yet))):
        return None
    if leads != "decline" and lemma not in words["negated"]:
        return None
    if (unwilling or unable) and lemma in _KNOWING and not indirect_question(tree, verb):
        return None
    matrix = tree.head[over] if unable else over
    head = subject_of(tree, matrix)
    if head is None or is_passive(tree, matrix):
        return None
    start = cue_range(tree, matrix, keep=unwilling)[0]
    return _unsaid(tree, lexicon, verb, (start, verb), head, "refusal to speak")


def _nothing_given(tree: Tree, lexicon: Lexicon, verb: int) -> Draft | None:
    """ "gives no reason", "made no comment", "said nothing about it", "is silent on costs", "kept silent"."""
    words = lexicon.phrases["refusal"]
    lemma = tree.lemma[verb]
    if is_passive(tree, verb) or tree.tag[verb] in ("VB", "VBG"):
        return None
    silent = next(
        (kid for kid in tree.kids(verb, "acomp", "oprd", "attr") if tree.lower[kid] in ("silent", "mum")), None
    )
    thing = tree.kid(verb, "dobj")
    if silent is not None and lemma in ("be", "keep", "remain", "stay"):
        last, whole = silent, True
    elif thing is not None and lemma in ("say", "disclose", "reveal") and tree.lower[thing] == "nothing":
        last, whole = thing, True
    elif (
        thing is not None
        and lemma in words["nothing"]
        and "no" in (tree.lower[t] for t in tree.kids(thing, "det", "neg"))
    ):
        if tree.lemma[thing] not in words["given"] or (lemma == "have" and tree.lemma[thing] != "comment"):
            return None  # who has no figures does not keep them back
        last, whole = thing, tree.lemma[thing] in words["spoken"]
    else:
        return None
    head = subject_of(tree, verb)
    if head is None or tree.dep[head] == "expl" or tree.lower[head] in ("i", "you"):
        return None
    about = [
        done
        for at in (verb, last)
        for kid in tree.kids(at, "prep")
        if kid > last
        and tree.lower[kid] in ("on", "about", "regarding", "as")
        and (done := trim(tree, (kid, tree.right[kid])))
    ]
    if lemma in ("say", "disclose", "reveal") and not about:
        return None
    if about or whole:
        cue, content = (verb, last), about[:1]
    else:
        content = [done for part in [(last, noun_end(tree, last, tree.right[last]))] if (done := trim(tree, part))]
        cue = (verb, last - 1)
    source = phrase(tree, head, verb)
    return Draft(
        "refusal", verb, cue, source, content, "unknown", "positive", "refusal to speak", head=head, refusal=True, fixed=True
    )  # fmt: skip


def _not_drawn(tree: Tree, lexicon: Lexicon, verb: int) -> Draft | None:
    """ "would not be drawn on whether"."""
    if (
        tree.lemma[verb] != "draw"
        or not is_passive(tree, verb)
        or not tree.negated(verb)
        or tree.kid(verb, "aux") is None
    ):
        return None
    head = subject_of(tree, verb) or tree.subject(verb)
    if head is None or tree.kid(verb, "agent") is not None:
        return None
    return _unsaid(tree, lexicon, verb, cue_range(tree, verb, keep=True), head, "refusal to speak")


def _short_of(tree: Tree, lexicon: Lexicon, verb: int) -> Draft | None:
    """ "stopped short of alleging theft"."""
    if (
        tree.lemma[verb] not in ("stop", "fall")
        or verb + 3 >= len(tree)
        or tree.lower[verb + 1 : verb + 3] != ["short", "of"]
    ):
        return None
    doing, head = verb + 3, subject_of(tree, verb)
    if head is None or tree.tag[doing] != "VBG":
        return None
    says = tree.lemma[doing] in lexicon.classes and doing < tree.right[doing]
    cue = (verb, doing) if says else (verb, doing - 1)
    content = [done for done in [trim(tree, (cue[1] + 1, tree.right[doing]))] if done]
    source = phrase(tree, head, verb)
    return Draft(
        "refusal", verb, cue, source, content, "unknown", "positive", "refusal to speak", head=head, refusal=True, fixed=True
    )  # fmt: skip


def _omitted(tree: Tree, lexicon: Lexicon, verb: int) -> Draft | None:
    """ "without saying how": what the subject of the verb over it leaves out."""
    words = lexicon.phrases["refusal"]
    over = tree.head[verb]
    if tree.lower[over] not in words["gerunds"] or tree.tag[verb] != "VBG" or tree.lemma[verb] not in words["omitted"]:
        return None
    thing = tree.kid(verb, "dobj")
    if thing is not None and (
        tree.lower[thing] == "them"
        or (tree.lemma[thing] in ("name", "source") and tree.lemma[verb] in ("name", "give", "identify"))
    ):
        return None  # "without giving his name" keeps a person out of print, and no fact back
    matrix = tree.head[over]
    head = subject_of(tree, matrix) if tree.pos[matrix] in VERBAL else None
    if head is None:
        return None
    return _unsaid(tree, lexicon, verb, (over, verb), head, "omission")


def _negated(tree: Tree, lexicon: Lexicon, verb: int) -> Draft | None:
    """ "did not say who", "nobody had told them whether", "neither confirmed nor denied it"."""
    words = lexicon.phrases["refusal"]
    lemma = tree.lemma[verb]
    neither = next((kid for kid in tree.children[verb] if kid < verb and tree.lower[kid] == "neither"), None)
    denial = next((kid for kid in tree.kids(verb, "conj") if tree.lemma[kid] in ("deny", "confirm", "dispute")), None)
    subject = tree.subject(verb)
    nobody = subject is not None and any(
        tree.lower[t] in ("no", "nobody", "none", "neither") for t in range(tree.left[subject], subject + 1)
    )
    nor = tree.dep[verb] == "conj" and verb > 0 and tree.lower[verb - 1] == "nor"
    if not (tree.negated(verb) or nobody or nor) or (
        nor and {lemma, tree.lemma[tree.head[verb]]} <= {"deny", "confirm"}
    ):
        return None  # "neither denied nor confirmed" is one refusal, of the first verb
    head = subject_of(tree, verb)
    if head is None or (tree.lower[head] in ("it", "there") and tree.dep[head] == "expl"):
        return None
    if lemma == "know" and tree.lower[head] in ("we", "nobody", "one", "you", "i"):
        return None  # what nobody knows is no refusal of theirs
    if any(tree.lower[kid] == "to" for kid in tree.kids(verb, "aux")):
        return None
    if neither is not None and denial is not None and lemma in ("confirm", "deny"):
        cue = (cue_range(tree, verb, keep=True)[0], denial)
        return _unsaid(tree, lexicon, denial, cue, head, "refusal to speak", subject_verb=verb)
    if (
        lemma in _ASSERTING
        or lemma == "deny"
        or (lemma in _KNOWING and not indirect_question(tree, verb) and not _cannot_recall(tree, verb))
    ):
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
    cue = (verb - 1, verb) if nor else cue_range(tree, verb, keep=True)
    draft = _unsaid(tree, lexicon, verb, cue, head, "refusal to speak")
    draft.matrix = outer_verb
    return draft


def _cannot_recall(tree: Tree, verb: int) -> bool:
    """ "could not remember any badge"."""
    able = any(tree.lower[kid] in ("could", "can") for kid in tree.kids(verb, "aux"))
    return tree.lemma[verb] in ("remember", "recall") and able and tree.kid(verb, "dobj") is not None


def _gives(tree: Tree, verb: int, given: list[str]) -> bool:
    thing = tree.kid(verb, "dobj")
    if tree.lemma[verb] == "make":  # "would not make the log available"
        named = tree.kids(verb, "ccomp", "oprd", "acomp")
        if any(tree.lower[kid] in ("public", "available", "known") for kid in named):
            return True
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
        elif dep == "prep" and lemma == "put" and tree.lower[kid] == "on" and parts and parts[-1][1] == kid - 1:
            parts[-1] = (parts[-1][0], tree.right[kid])  # "would not put a figure on the losses"
        elif dep == "prep" and (
            (tree.lower[kid] in ("to", "on", "about") and lemma in _PREPOSITIONAL)
            or not WH.isdisjoint(tree.lower[kid + 1 : min(kid + 2, tree.right[kid]) + 1])
        ):
            parts.append((tree.left[kid], tree.right[kid]))
    if (
        not parts and verb < tree.right[verb] and tree.lower[verb + 1] in WH
    ):  # "when, or whether, it will be made public"
        parts.append((verb + 1, max(tree.right[kid] for kid in tree.children[verb])))
    if not parts and (asked := _asked_before(tree, verb, head)) is not None:
        parts.append(asked)
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


def _asked_before(tree: Tree, verb: int, head: int) -> Range | None:
    """ "From what weapon, he could not tell": the question in front of who does not answer it."""
    last = tree.left[head] - 1
    first = tree.after_semicolon(tree.left[head])
    while first < verb and tree.lower[first] in ("but", "and", "yet"):
        first += 1
    if first < last < verb and not WH.isdisjoint(tree.lower[first : first + 2]):
        return first, last
    return None
