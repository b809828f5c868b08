"""What the rules for verbs share: the cue's words, the stretch of the verb, and the ranges it governs."""

from __future__ import annotations

from copydesk.claims.cues import lexicon
from copydesk.claims.draft import Range
from copydesk.claims.ranges import trim
from copydesk.claims.tree import Tree

VERBAL = frozenset({"VERB", "AUX"})
WH = frozenset({"who", "whom", "whose", "what", "which", "when", "where", "why", "how", "whether", "if"})
NEGATIVE = frozenset({"not", "n't", "never", "neither", "nor"})


def cue_range(tree: Tree, verb: int, *, keep: bool = False) -> Range:
    """The attributing words: the verb with its particle, and its auxiliaries where it is negated or passive (or `keep`)."""
    particle = lexicon().with_particle(tree, verb)
    last = verb + 1 if particle is not None and particle[0] == verb + 1 else verb
    helpers = [
        kid
        for kid in tree.children[verb]
        if kid < verb
        and (tree.dep[kid] in ("aux", "auxpass", "neg", "preconj") or tree.lower[kid] in NEGATIVE)
        and tree.lower[kid] != "to"
    ]
    negated = any(tree.lower[kid] in NEGATIVE or tree.dep[kid] == "neg" for kid in helpers)
    if not helpers or not (keep or negated or any(tree.dep[kid] == "auxpass" for kid in helpers)):
        return verb, last
    start = verb
    for token in range(verb - 1, max(helpers[0] - 1, verb - 7), -1):
        if tree.head[token] != verb or tree.dep[token] in ("nsubj", "nsubjpass", "mark", "cc"):
            break
        start = token
    while start < verb and start not in helpers:
        start += 1
    return start, last


def is_deed(tree: Tree, verb: int) -> bool:
    """Whether something is done and not said: "called a strike", but not "called the strike a mistake"."""
    nouns = lexicon().phrases["deeds"]["with"].get(tree.lemma[verb], ())
    things = tree.kids(verb, "dobj", "nsubjpass")
    return any(tree.lemma[thing] in nouns for thing in things) and not tree.kids(verb, "oprd", "ccomp")


def unit_of(tree: Tree, verb: int, content: int | None) -> Range:
    """The stretch of the verb, its subject and its own adjuncts, without the clause it governs."""
    first = last = verb
    for kid in tree.children[verb]:
        if kid == content or tree.dep[kid] in ("ccomp", "punct", "parataxis", "cc", "conj"):
            continue
        if content is not None and kid < verb and kid < content < verb:
            continue
        if content is not None and (kid < content) != (verb < content):
            continue
        first, last = min(first, tree.left[kid]), max(last, tree.right[kid])
    return first, last


def governed(tree: Tree, clause: int, verb: int) -> list[Range]:
    """The clause that `verb` governs, as a list of one range, or of none if it has no words."""
    first = max(tree.left[clause], verb + 1) if clause > verb else tree.left[clause]
    part = trim(tree, (first, before_aside(tree, clause, tree.right[clause])))
    return [part] if part else []


def before_aside(tree: Tree, head: int, last: int) -> int:
    """The last token of a clause before ", while another said …" or ", which …" hung on its end, or `last`."""
    at = head
    for _ in range(6):
        kids = [kid for kid in tree.children[at] if kid > at and tree.right[kid] >= last]
        if not kids:
            return last
        kid = kids[-1]
        left = tree.left[kid]
        if left > at + 1 and tree.lower[left - 1] == ",":
            if tree.dep[kid] == "advcl" and tree.lower[left] in ("while", "whereas"):
                return left - 2
            named = (t for t in tree.children[kid] if tree.dep[t] == "acl" and tree.kid(t, "agent") is not None)
            if tree.dep[kid] == "appos" and next(named, None) is not None:
                return left - 2  # ", a term used by …"
            if (
                tree.dep[kid] == "relcl"
                and tree.lower[left] in ("which", "who", "whose")
                and tree.pos[at] in ("NOUN", "PROPN")
            ):
                return left - 2
        at = kid
    return last


def noun_end(tree: Tree, noun: int, last: int) -> int:
    """The last token of a noun phrase before a ", who …" or ", a … that …" hung on it."""
    for kid in tree.children[noun]:
        if kid <= noun:
            continue
        left = tree.left[kid]
        if tree.dep[kid] == "relcl" and left - 1 > noun and tree.lower[left - 1] == ",":
            return min(last, left - 2)
        if (
            tree.dep[kid] == "appos"
            and any(tree.dep[t] == "relcl" for t in tree.children[kid])
            and tree.lower[left - 1] in (",", "”", '"')
        ):
            return min(last, left - 1)
    return last


def pair(tree: Tree, about: Range, rest: list[Range]) -> list[Range]:
    """What a passive is said of, then what is said of it."""
    first = trim(tree, about)
    return ([first] if first else []) + [done for part in rest if (done := trim(tree, part))]


def indirect_question(tree: Tree, verb: int) -> bool:
    """Whether the verb governs an indirect question."""
    for kid in tree.kids(verb, "ccomp", "xcomp", "dobj", "advcl", "pcomp"):
        if any(tree.lower[t] in WH for t in range(tree.left[kid], min(kid, tree.left[kid] + 3) + 1)):
            return True
    return False
