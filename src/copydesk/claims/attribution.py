"""Verbs that attribute: candidates from every verb of the body that the lexicon knows, in the frames it takes."""

from __future__ import annotations

from copydesk.claims.clauses import clause
from copydesk.claims.cues import Lexicon
from copydesk.claims.draft import Draft
from copydesk.claims.objects import noun_phrase
from copydesk.claims.passives import passive
from copydesk.claims.quotations import Quotations
from copydesk.claims.ranges import trim
from copydesk.claims.refusals import refusal
from copydesk.claims.sources import is_passive, phrase, speaker_of
from copydesk.claims.tree import Tree
from copydesk.claims.verbs import VERBAL, cue_range

_EXTRA_PASSIVE = frozenset({"use", "coin", "prefer", "employ", "adopt", "convince", "persuade"})
# Verbs under which "to say" is saying all the same.
_GOING = frozenset({"continue", "go", "begin", "start", "use", "appear", "seem", "tend", "like", "keep", "purport"})
_LEADING = frozenset({"appear", "seem", "purport", "keep"})


def verb_drafts(tree: Tree, lexicon: Lexicon, quotations: Quotations, first: int, last: int) -> list[Draft]:
    """Candidates from the verbs among the tokens `first` to `last`, in text order. Linear in the tokens."""
    drafts = []
    for verb in range(first, last + 1):
        if tree.pos[verb] not in VERBAL and not tree.tag[verb].startswith("VB"):
            continue
        if tree.dep[verb] in ("aux", "auxpass", "amod", "compound"):
            continue
        lemma = tree.lemma[verb]
        if lemma == "think" and any(tree.lower[k] in ("out", "through", "over") for k in tree.kids(verb, "prt")):
            continue  # "well thought out"
        draft = refusal(tree, lexicon, verb)
        if draft is None and (lemma in lexicon.classes or lemma in lexicon.particles or lemma in _EXTRA_PASSIVE):
            if is_passive(tree, verb):
                draft = passive(tree, lexicon, verb)
            elif lemma not in _EXTRA_PASSIVE or lemma in lexicon.classes:
                draft = _active(tree, lexicon, quotations, verb) or _answer(tree, lexicon, verb)
        if draft is not None and (draft.refusal or not aimed(tree, draft)):
            drafts.append(draft)
    refused = {token for draft in drafts if draft.refusal for token in range(draft.cue[0], draft.cue[1] + 1)}
    return [draft for draft in drafts if draft.refusal or draft.verb not in refused]  # "neither denied nor confirmed"


def aimed(tree: Tree, draft: Draft) -> bool:
    """Whether a verb is only aimed at or put to the reader: "the aim is to show that …", "you may think that …"."""
    if draft.source is not None and tree.words(*draft.source).lower() == "you":
        return True
    verb = draft.verb
    if tree.tag[verb] != "VB" or draft.cue[0] != verb or is_passive(tree, verb):
        return False
    at = verb - 1
    while at > 0 and tree.pos[at] == "ADV":
        at -= 1
    return at >= 0 and tree.lower[at] == "to" and tree.lemma[tree.head[verb]] not in _GOING


def _active(tree: Tree, lexicon: Lexicon, quotations: Quotations, verb: int) -> Draft | None:
    lemma = tree.lemma[verb]
    head, matrix = speaker_of(tree, verb)
    if head is not None and tree.lower[head] in ("it", "there") and tree.dep[head] == "expl":
        head = None
    if (
        lemma == "ask"
        and tree.tag[verb] in ("VBN", "VBD")
        and tree.dep[verb] in ("advcl", "acl")
        and tree.subject(verb) is None
    ):
        return None
    found = clause(tree, lexicon, quotations, verb) or noun_phrase(tree, lexicon, verb, head)
    if found is None:
        return None
    verb_class, rule, content, said, place = found
    source = phrase(tree, head, verb) if head is not None else None
    cue = cue_range(tree, verb)
    over = tree.head[verb]
    if tree.dep[verb] == "xcomp" and tree.lemma[over] in _LEADING and 0 < verb - over <= 2:
        cue = (over, verb)
    if rule == "phrasal" and place is not None:
        cue = (cue[0], place[0]) if place[0] == cue[1] + 1 else cue
    elif rule == "voiced":
        thing = tree.kid(verb, "dobj")
        cue = (cue[0], thing) if thing is not None and thing > verb else cue
    elif place is not None:
        source = trim(tree, place) or source
        if source is not None and (head is None or not source[0] <= head <= source[1]):
            head = next(
                (t for t in range(source[1], source[0] - 1, -1) if not source[0] <= tree.head[t] <= source[1]),
                source[1],
            )
        matrix = None
    if source is None and not (rule == "quotation" or (rule == "clause before" and tree.kid(verb, "aux") is None)):
        return None
    certainty, polarity = verb_class.certainty, verb_class.polarity
    if tree.negated(verb):
        polarity = "positive" if polarity == "negative" and lemma != "doubt" else "negative"
        certainty = "possible" if lemma == "exclude" else certainty
    if cue[0] != verb and tree.lemma[cue[0]] in ("appear", "seem", "purport"):
        certainty = "probable"
    if lemma == "rule" and cue[1] > verb:
        certainty, polarity = ("possible", "positive") if tree.negated(verb) else ("certain", "negative")
    return Draft(
        rule, verb, cue, source, content, certainty, polarity, verb_class.gloss, head=head, clause=said, matrix=matrix
    )


def _answer(tree: Tree, lexicon: Lexicon, verb: int) -> Draft | None:
    """ "The authority disagreed", "she apologised": an answer with nothing after it."""
    words, lemma, negated = lexicon.phrases["answer"], tree.lemma[verb], tree.negated(verb)
    said = lemma in words["negated"] if negated else lemma in words["positive"] or lemma in words["negative"]
    helpers = {tree.lower[kid] for kid in tree.kids(verb, "aux")}
    infinite = tree.tag[verb] == "VBG" or "to" in helpers or "could" in helpers  # "the panel could not agree"
    if not said or infinite or tree.kids(verb, "dobj", "ccomp", "xcomp", "dative"):
        return None
    if any(not _of_time(tree, kid) for kid in tree.kids(verb, "prep")):
        return None  # "disagreed on which", "apologised to the families"
    head = tree.subject(verb)  # its own: "bowed and apologised" is a deed
    if head is None or tree.dep[head] == "expl":
        return None
    denies = negated or lemma in words["negative"]
    return Draft(
        "answer",
        verb,
        cue_range(tree, verb),
        phrase(tree, head, verb),
        [],
        "certain",
        "negative" if denies else "positive",
        "verb of denial" if denies else "verb of saying",
        head=head,
        refusal=True,
        fixed=True,
    )


def _of_time(tree: Tree, preposition: int) -> bool:
    thing = tree.kid(preposition, "pobj")
    return thing is not None and tree.entity[thing] in ("DATE", "TIME")
