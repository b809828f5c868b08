"""The words that name a source: its whole phrase, and whose verb it is."""

from __future__ import annotations

import re

from copydesk.claims.draft import Range
from copydesk.claims.kinds import is_document, kind_of
from copydesk.claims.tree import Tree

RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_EDGE = frozenset(
    {",", ";", ":", "-", "–", "—", "(", ")", "“", "”", '"', "'", ".", "...", "…", "''", "``", "[", "]", "!", "?"}
)
_CLOCK = re.compile(r"\d{1,2}[:.h]\d\d(?:am|pm)?")
_CUT = frozenset({"relcl", "parataxis", "ccomp", "advcl", "cc:clause"})
_NAMED_OUTLETS = frozenset({"agency", "newspaper", "paper", "daily", "weekly", "magazine", "broadcaster", "channel", "station", "portal", "website", "tabloid"})  # fmt: skip
_GOING_ON = frozenset({"add", "note", "stress", "insist", "explain", "emphasise", "emphasize"})
_CLIMBED = frozenset({"conj", "xcomp", "advcl", "acl", "ccomp", "dep", "parataxis", "pcomp"})


def phrase(tree: Tree, head: int, verb: int | None = None) -> Range | None:
    """The noun phrase of `head`: titles, modifiers and appositions with it, no finite relative clause behind it."""
    first, last = tree.left[head], tree.right[head]
    if verb is not None:
        if head < verb <= last:
            last = verb - 1
        elif first <= verb < head:
            first = verb + 1
    over = tree.head[head]
    if over != head and first <= over <= last:  # a relative clause behind the verb: "A warrant was issued which said …"
        first, last = (over + 1, last) if over < head else (first, over - 1)
        while last > head and tree.head[last] == over:
            last -= 1
    if tree.dep[head] in ("nsubj", "nsubjpass") and tree.pos[head] == "PROPN" and first > 0:
        twin = next((kid for kid in tree.kids(over, "nsubj", "nsubjpass") if tree.right[kid] == first - 1), None)
        first = tree.left[twin] if twin is not None else first
    stack = list(tree.children[head])
    while stack:
        child = stack.pop()
        dep = tree.dep[child]
        if child > head and dep in _CUT:
            if not any(tree.dep[other] == "appos" and other > child for other in tree.children[head]):
                last = min(last, tree.left[child] - 1)
        elif dep == "conj" and tree.pos[child] in ("VERB", "AUX"):
            last = min(last, tree.left[child] - 1)
            cc = tree.kid(head, "cc")
            if cc is not None and head < cc <= last:
                last = cc - 1
        elif dep in ("appos", "prep", "pobj", "conj", "nmod", "compound", "npadvmod") and child > head:
            stack.extend(tree.children[child])
    broken = next((t for t in range(head - 1, first - 1, -1) if tree.pos[t] == "SPACE" and "\n" in tree.lower[t]), None)
    if broken is not None:
        first = broken + 1
    while first < last and (
        tree.lower[first] in _EDGE
        or tree.dep[first] in ("cc", "preconj", "mark", "punct")
        or tree.pos[first] == "SPACE"
        or _is_stamp(tree, first)
    ):
        first += 1
    while last > first and (
        tree.lower[last] in _EDGE or tree.dep[last] in ("punct", "cc") or tree.pos[last] == "SPACE"
    ):
        last -= 1
    if not first <= head <= last:
        return (head, head)
    if last == head and tree.lower[head] in _NAMED_OUTLETS:  # "by the state news agency Jabal as": read as two objects
        end = tree.ends[tree.sentence[head]]
        while last + 1 < end and tree.pos[last + 1] == "PROPN":
            last += 1
    if tree.lower[first] in ("while", "whereas", "but", "and", "although", "though", "however"):
        first += 1
    return (first, last) if first <= head else (head, head)


def _is_stamp(tree: Tree, token: int) -> bool:
    """Whether a paragraph of a live blog begins with `token`, the time of day."""
    start = tree.start[token]
    return (start == 0 or tree.text[start - 1] == "\n") and _CLOCK.fullmatch(tree.lower[token]) is not None


def speaker_of(tree: Tree, verb: int) -> tuple[int | None, int | None]:
    """Head noun of who does `verb`, and the verb over it if the subject was taken from there.

    "X said the roll was old, but rejected the charge": the parser hangs "rejected" on "was", whose subject cannot speak.
    """
    head = subject_of(tree, verb)
    over = tree.head[verb]
    # "She said that observers had been there, adding that …": hung on "been", but it is she who adds
    going_on = tree.dep[verb] == "advcl" and tree.tag[verb] == "VBG" and tree.lemma[verb] in _GOING_ON
    linked = tree.dep[verb] == "conj" or (going_on and tree.dep[over] == "ccomp")
    if tree.subject(verb) is not None or not linked or tree.pos[over] not in ("VERB", "AUX"):
        return head, None
    chain = over
    while tree.dep[chain] == "conj" and tree.head[chain] != chain and tree.pos[tree.head[chain]] in ("VERB", "AUX"):
        chain = tree.head[chain]
    matrix = tree.head[chain]
    if (
        tree.dep[chain] not in ("ccomp", "relcl", "advcl", "xcomp")
        or matrix == chain
        or tree.pos[matrix] not in ("VERB", "AUX")
    ):
        return head, None
    if head is not None and can_speak(tree, head) and not going_on:
        return head, None
    outer = subject_of(tree, matrix)
    return (outer, matrix) if outer is not None and can_speak(tree, outer) else (head, None)


def can_speak(tree: Tree, head: int) -> bool:
    """Whether a noun names someone or something that can say: a person, a body, a document; a name; a pronoun but "it"."""
    if tree.pos[head] in ("PROPN",):
        return True
    if tree.pos[head] == "PRON":
        return tree.lower[head] not in ("it", "this", "that", "these", "everything", "anything", "something", "nothing")
    phrase_words = tree.words(max(tree.left[head], head - 5), head)
    return kind_of(phrase_words) is not None


def subject_of(tree: Tree, verb: int) -> int | None:
    """Head noun of who does `verb`: its own subject, an antecedent, or that of the verb it hangs on; None if unsaid."""
    seen, at = 0, verb
    while seen < 6:
        seen += 1
        subject = tree.subject(at)
        if subject is not None:
            if tree.lower[subject] in RELATIVE:
                over = _antecedent(tree, at)
                return over if over is not None else subject
            if tree.dep[subject] == "nsubjpass" and at == verb:
                return None
            return subject
        dep, over = tree.dep[at], tree.head[at]
        if over == at:
            return None
        if dep in ("acl", "relcl") and tree.pos[over] in ("NOUN", "PROPN", "PRON"):
            return over if tree.tag[at] in ("VBG", "VB") or dep == "relcl" or tree.tag[at] == "VBD" else None
        if dep not in _CLIMBED or tree.pos[over] not in ("VERB", "AUX"):
            return (
                over
                if dep in ("acl", "conj") and tree.pos[over] in ("NOUN", "PROPN") and tree.tag[at] == "VBG"
                else None
            )
        if dep in ("ccomp", "parataxis", "dep") and tree.tag[at] not in ("VBG", "VB"):
            return None
        if dep == "xcomp":
            thing = tree.kid(over, "dobj", "dative")
            if thing is not None and tree.lemma[over] in (
                "ask",
                "tell",
                "urge",
                "allow",
                "force",
                "want",
                "order",
                "lead",
                "see",
                "hear",
            ):
                return thing
        at = over
    return None


def _antecedent(tree: Tree, verb: int) -> int | None:
    at = verb
    for _ in range(4):
        if tree.dep[at] == "relcl":
            return _issued(tree, tree.head[at])
        if tree.dep[at] in ("conj", "ccomp") and tree.head[at] != at:
            at = tree.head[at]
        else:
            return None
    return None


def _issued(tree: Tree, noun: int) -> int:
    """The document of "A warrant was issued on May 5 which said …", where the clause was hung on the nearest noun."""
    if is_document(tree, noun):
        return noun
    at = noun
    for _ in range(6):
        at = tree.head[at]
        if tree.pos[at] in ("VERB", "AUX") or tree.head[at] == at:
            break
        if tree.pos[at] in ("NOUN",) and is_document(tree, at):
            return at
    subject = tree.kid(at, "nsubjpass") if tree.pos[at] == "VERB" else None
    return subject if subject is not None and subject < noun and is_document(tree, subject) else noun


def agent_of(tree: Tree, verb: int) -> int | None:
    """Head noun of the by-phrase of a passive verb, or None."""
    by = tree.kid(verb, "agent")
    if by is None:
        by = next((kid for kid in tree.kids(verb, "prep") if tree.lower[kid] == "by"), None)
    return tree.kid(by, "pobj") if by is not None else None


def is_passive(tree: Tree, verb: int) -> bool:
    """Whether `verb` is a passive, with or without an auxiliary ("was told", "identified by")."""
    if tree.kid(verb, "auxpass", "nsubjpass") is not None:
        return True
    return tree.tag[verb] == "VBN" and tree.dep[verb] == "acl" and tree.kid(verb, "aux") is None
