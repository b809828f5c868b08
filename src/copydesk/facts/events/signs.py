"""What a sentence shows about one of its predicates, as named numbers: what the trees of factuality.npz look at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from copydesk.facts.events.wording import by_wording, clause, families, governed, local, negations, nobody

if TYPE_CHECKING:
    from spacy.tokens import Token

Signs = dict[str, float]
NEAR = 8  # words before a predicate in which a negation may reach it without the tree's saying so
HIGHEST = 12  # steps up the tree
GOVERNORS = 6
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl", "csubj"))
_COMPLEMENTS = frozenset(("dobj", "acomp", "attr", "prt", "agent", "ccomp", "xcomp"))
_VERBS = frozenset(("VERB", "AUX"))
_NOUNS = frozenset(("NOUN", "PROPN"))
_TELLING = _VERBS | _NOUNS | {"ADJ"}
_MARKS = frozenset(('"', "``", "''", "“", "”"))


def signs(token: Token) -> Signs:
    """What is seen about a predicate; names with "=" count 1 where they hold, and what is not named is 0."""
    found: Signs = {"rule": by_wording(token), "local": local(token)}
    head = token.head
    for name in (
        f"pos={token.pos_}", f"tag={token.tag_}", f"dep={token.dep_}",
        f"hpos={head.pos_}", f"hdep={head.dep_}", f"hlemma={head.lemma_.lower()}",
    ):  # fmt: skip
        found[name] = 1.0
    if token.dep_ in ("pobj", "pcomp"):
        found[f"by={head.lower_}/{'n' if head.head.pos_ in _NOUNS else 'v'}"] = 1.0
        found[f"hhlemma={head.head.lemma_.lower()}"] = 1.0
    for side, word in (("h", head), ("hh", head.head)):
        for table in ("clauses", "nouns", "objects"):
            if family := families()[table].get(word.lemma_.lower()):
                found[f"{side}family={table}.{family}"] = 1.0
    _verb(found, "own", token)
    if token.pos_ in _NOUNS or token.pos_ == "ADJ":
        _noun(found, token)
    _clause(found, token)
    _governors(found, token)
    _above(found, token)
    _sentence(found, token)
    return found


def _verb(found: Signs, whose: str, verb: Token) -> None:
    """Auxiliaries, negation, subject, opening word, adverbs and complements of a verb."""
    bare = True
    for child in verb.children:
        dep, word = child.dep_, child.lower_
        if dep in ("aux", "auxpass"):
            found[f"{whose}.aux={word if child.tag_ == 'MD' else child.lemma_.lower()}"] = 1.0
            found[f"{whose}.auxtag={child.tag_}"] = 1.0
        elif dep == "neg":
            found[f"{whose}.neg"] = 1.0
        elif dep in _SUBJECTS:
            bare = False
            found[f"{whose}.subject={word if child.pos_ == 'PRON' else child.pos_}"] = 1.0
            if nobody(child):
                found[f"{whose}.nobody"] = 1.0
            if child.tag_ in ("NNS", "NNPS"):
                found[f"{whose}.plural"] = 1.0
        elif dep == "mark" or (dep == "advmod" and child.tag_ == "WRB"):
            found[f"{whose}.mark={word}"] = 1.0
        elif dep == "advmod":
            found[f"{whose}.adverb={child.lemma_.lower()}"] = 1.0
        elif dep == "npadvmod" or child.ent_type_ == "DATE":
            found[f"{whose}.date"] = 1.0
        elif dep in _COMPLEMENTS:
            found[f"{whose}.has={dep}"] = 1.0
        elif dep == "prep":
            found[f"{whose}.prep={word}"] = 1.0
        elif child.text == "?":
            found[f"{whose}.asked"] = 1.0
    if bare:
        found[f"{whose}.bare"] = 1.0
    found[f"{whose}.tag={verb.tag_}"] = 1.0


def _noun(found: Signs, noun: Token) -> None:
    """Determiner and modifiers of a noun or adjective."""
    bare = True
    for child in noun.children:
        if child.dep_ in ("det", "poss", "nummod"):
            found[f"det={child.lower_ if child.dep_ == 'det' else child.dep_}"] = 1.0
            bare = False
        elif child.dep_ in ("amod", "compound"):
            found[f"modifier={child.lemma_.lower()}"] = 1.0
    if bare:
        found["bare"] = 1.0


def _up(token: Token, most: int) -> Iterator[tuple[str, Token]]:
    """The words above a word in the tree, each with the arc that leads to it."""
    for _ in range(most):
        if token.head.i == token.i:
            return
        dep, token = token.dep_, token.head
        yield dep, token


def _clause(found: Signs, token: Token) -> None:
    """The verb that a predicate which is no verb hangs on."""
    verb = token if token.pos_ in _VERBS else token.head
    if verb.pos_ not in _VERBS:
        verb = next((word for _, word in _up(verb, HIGHEST) if word.pos_ in _VERBS), clause(token))
    if verb.i != token.i:
        _verb(found, "verb", verb)
        found[f"verb.lemma={verb.lemma_.lower()}"] = 1.0
    found["verb.rule"], found["verb.local"] = by_wording(verb), local(verb)


def _governors(found: Signs, token: Token) -> None:
    """What the rules' governing words leave of a predicate, step by step."""
    at, step = token, 0
    for step in range(GOVERNORS):
        governor, share = governed(at)
        found[f"share{step}"] = share
        if governor is None:
            break
        found[f"governor{step}.local"] = local(governor)
        at = governor
    found["governors"] = float(step)


def _above(found: Signs, token: Token) -> None:
    """Families, modals and negations on the way up the tree, and how sure the rules are of what is there."""
    lowest = least = 3.0
    steps = 0
    for steps, (dep, word) in enumerate(_up(token, HIGHEST), 1):
        if word.pos_ not in _TELLING:
            if steps <= 4:
                found[f"rule{steps}"] = 3.0
            continue
        lemma = word.lemma_.lower()
        lowest = min(lowest, local(word))
        if steps <= 4:
            found[f"rule{steps}"] = sure = by_wording(word)
            least = min(least, sure)
        if family := families()["nouns" if word.pos_ in _NOUNS else "clauses"].get(lemma):
            found[f"above.family={family}"] = 1.0
        if word.pos_ == "VERB" and "to_verb" not in found:
            found["to_verb"], found[f"to_verb={lemma}"], found[f"to_verb.by={dep}"] = float(steps), 1.0, 1.0
        for child in word.children:
            if child.dep_ == "aux" and child.tag_ == "MD":
                found[f"above.modal={child.lower_}"] = 1.0
            elif child.dep_ == "neg":
                found["above.neg"] = 1.0
            elif child.dep_ == "mark":
                found[f"above.mark={child.lower_}"] = 1.0
    found["depth"], found["lowest"], found["least"] = float(steps), lowest, least


def _sentence(found: Signs, token: Token) -> None:
    """The rest of the sentence: its root, tense, quotation marks, question mark, and a negation near before the predicate."""
    sentence = token.sent
    doc, at = token.doc, token.i
    root = sentence.root
    found[f"root={root.lemma_.lower()}"] = found[f"root.tag={root.tag_}"] = 1.0
    found["length"], found["at"] = float(len(sentence)), (at - sentence.start) / len(sentence)
    denying = negations()
    quotes = before = denied = 0
    for word in sentence:
        text = word.lower_
        if text in _MARKS:
            quotes += 1
            before += word.i < at
        elif text in denying:
            denied += 1
        if word.tag_ == "VBD":
            found["past"] = 1.0
    found["quotes"], found["quoted"], found["negations"] = float(quotes), float(before % 2), float(denied)
    if any(word.text == "?" for word in sentence[-3:]):
        found["question"] = 1.0
    for place in range(at - 1, max(sentence.start, at - NEAR) - 1, -1):
        if doc[place].lower_ in denying:
            found["negation.near"] = float(NEAR + 1 - (at - place))
            found[f"negation={doc[place].lower_}"] = 1.0
            break
