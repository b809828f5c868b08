"""Who takes part in an event, from the dependencies."""

from __future__ import annotations

import functools
import importlib.resources
import tomllib
from typing import TYPE_CHECKING

from copydesk.facts.events.ontology import Kind

if TYPE_CHECKING:
    from spacy.tokens import Token

Roles = list[tuple[str, "Token"]]
_RELATIVE = frozenset(("who", "which", "that", "whom"))
_TAIL = frozenset(("relcl", "acl", "appos", "punct", "advcl", "ccomp", "parataxis"))
_WEAPONS = frozenset(("attack", "killing", "injury", "explosion", "destruction"))


@functools.cache
def _words() -> dict[str, frozenset[str]]:
    """The word lists of roles.toml."""
    text = importlib.resources.files("copydesk.facts.events").joinpath("data/roles.toml").read_text(encoding="utf-8")
    return {name: frozenset(words.split()) for name, words in tomllib.loads(text).items()}


def roles(trigger: Token, kind: Kind) -> Roles:
    """The participants of an event as (role, head word): agent, patient, instrument, theme."""
    found = _noun_roles(trigger, kind) if trigger.pos_ == "NOUN" else _verb_roles(trigger, kind)
    seen: set[int] = set()
    unique = []
    for role, token in found:
        if token.i not in seen and token.i != trigger.i:
            seen.add(token.i)
            unique.append((role, token))
    return unique


def _verb_roles(verb: Token, kind: Kind) -> Roles:
    """The participants of a verb, its passive, participle, relative clause, coordination and control included."""
    found: Roles = []
    passive = is_passive(verb)
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is not None and subject.lower_ in _RELATIVE and verb.dep_ == "relcl":
        subject = verb.head
    if subject is None:
        subject, passive = _shared_subject(verb, passive)
    objects = [
        c for c in verb.children if c.dep_ in ("dobj", "obj", "dative") and c.pos_ in ("NOUN", "PROPN", "PRON", "NUM")
    ]
    if kind.undergoer and verb.lemma_.lower() in _words()["loses"]:
        objects = []
    if subject is None and not passive:
        subject = _accused(verb)
    if subject is not None:
        intransitive = kind.undergoer and not objects
        undergoes = passive or intransitive
        used = (
            undergoes and kind.name in _WEAPONS and _arm(subject) and (intransitive or verb.lemma_ in _words()["sends"])
        )
        found.append(("instrument" if used else "patient" if undergoes else "agent", subject))
    for noun in objects:
        if noun.lower_ in _RELATIVE and verb.dep_ == "relcl":
            noun = verb.head
        used = kind.name in _WEAPONS and verb.lemma_ in _words()["sends"] and _arm(noun)
        found.append(("instrument" if used else "patient", noun))
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by" and passive):
            found += [("agent", c) for c in child.children if c.dep_ == "pobj" and c.ent_type_ not in ("DATE", "TIME")]
        elif child.dep_ == "prep" and child.lower_ == "with" and kind.name in _WEAPONS:
            found += [("instrument", c) for c in child.children if c.dep_ == "pobj"]
        elif child.dep_ == "prep" and child.lower_ in ("at", "against", "on", "into", "upon") and kind.name == "attack":
            found += [("patient", c) for c in child.children if c.dep_ == "pobj" and not _when(c)]
    return found


def _arm(noun: Token) -> bool:
    """Whether a noun names a weapon."""
    return noun.lemma_.lower() in _words()["arms"]


def _when(noun: Token) -> bool:
    """Whether a noun tells a time or a number, so takes no part in anything."""
    return noun.ent_type_ in ("DATE", "TIME", "CARDINAL") or noun.lemma_.lower() in (
        "moment",
        "point",
        "end",
        "time",
        "spot",
    )


def _accused(verb: Token) -> Token | None:
    """Who is said to have done what a gerund tells: "X is accused of killing", "they blamed X for attacking"."""
    prep = verb.head
    if verb.dep_ != "pcomp" or prep.dep_ != "prep" or prep.lower_ not in ("of", "for"):
        return None
    return _blamed(prep.head)


def _blamed(word: Token) -> Token | None:
    """Who is accused by a verb, or claims or bears responsibility by a noun or an adjective."""
    lemma = word.lemma_.lower()
    children = list(word.children)
    if lemma in _words()["blames"]:
        return next((c for c in children if c.dep_ in ("dobj", "nsubjpass")), None)
    if lemma == "responsibility" and word.dep_ == "dobj" and word.head.lemma_.lower() in _words()["owns"]:
        return next((c for c in word.head.children if c.dep_ == "nsubj" and c.lower_ not in _RELATIVE), None)
    if lemma == "responsible" and word.dep_ == "acomp":
        return next((c for c in word.head.children if c.dep_ == "nsubj" and c.lower_ not in _RELATIVE), None)
    return None


def is_passive(verb: Token) -> bool:
    """Whether a verb is passive, a bare participle behind a noun included ("soldiers killed in …")."""
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return True
    return verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod") and not any(c.dep_ == "aux" for c in verb.children)


def _shared_subject(verb: Token, passive: bool) -> tuple[Token | None, bool]:
    """The subject that a verb shares with the word that governs it, and whether it undergoes."""
    head, dep = verb.head, verb.dep_
    if dep in ("acl", "amod") and head.pos_ in ("NOUN", "PROPN"):
        return head, passive or (verb.tag_ == "VBN")
    if dep == "conj" and head.pos_ in ("VERB", "AUX"):
        subject = next((c for c in head.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is not None and subject.lower_ in _RELATIVE and head.dep_ == "relcl":
            subject = head.head
        if subject is None:
            subject, _ = _shared_subject(head, False)
        return subject, passive or (
            verb.tag_ == "VBN" and is_passive(head) and not any(c.dep_ == "aux" for c in verb.children)
        )
    if dep in ("xcomp", "advcl") and head.pos_ in ("VERB", "AUX"):
        controller = next((c for c in head.children if c.dep_ == "dobj"), None) if dep == "xcomp" else None
        subject = controller or next((c for c in head.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is not None and subject.lower_ in _RELATIVE and head.dep_ == "relcl":
            subject = head.head
        return subject, passive
    return None, passive


def _noun_roles(noun: Token, kind: Kind) -> Roles:
    """The participants of a noun ("the killing of X by Y", "X's arrest", "an attack on X")."""
    found: Roles = []
    for child in noun.children:
        if child.dep_ == "poss":
            found.append(("agent" if kind.name in _words()["acts"] else "patient", child))
        elif child.dep_ == "prep":
            role = {
                "of": "patient",
                "on": "patient",
                "against": "patient",
                "by": "agent",
                "between": "agent",
                "into": "theme",
            }.get(child.lower_)
            if role:
                found += [
                    (role, c)
                    for c in child.children
                    if c.dep_ == "pobj" and c.ent_type_ not in ("DATE", "TIME", "CARDINAL")
                ]
        elif child.dep_ == "compound" and kind.name in _WEAPONS:
            found.append(("instrument", child))
    head = noun.head
    if noun.dep_ == "dobj" and head.lemma_ in _words()["does"]:
        found += [("agent", c) for c in head.children if c.dep_ == "nsubj" and c.lower_ not in _RELATIVE]
    elif noun.dep_ == "nsubjpass" and head.lemma_ in _words()["does"]:
        by = (c for c in head.children if c.dep_ == "agent")
        found += [("agent", c) for one in by for c in one.children if c.dep_ == "pobj"]
    elif noun.dep_ == "pobj" and head.dep_ == "prep" and head.lower_ in ("for", "of"):
        blamed = _blamed(head.head)
        found += [("agent", blamed)] if blamed is not None else []
    return found


def phrase(head: Token) -> tuple[int, int]:
    """Characters of a noun phrase, without relative clauses, appositions and what follows them."""
    first, last = head.i, head.i
    budget = 64  # a phrase longer than this is no name of a participant
    todo = [head]
    while todo and budget:
        token = todo.pop()
        budget -= 1
        if not token.is_space:
            first, last = min(first, token.i), max(last, token.i)
        for child in token.children:
            if (
                child.dep_ in _TAIL
                or (child.dep_ in ("cc", "conj") and token.i != head.i)
                or (child.dep_ == "prep" and child.lower_ not in ("of", "for"))
            ):
                continue
            if child.dep_ == "conj" and child.pos_ not in ("NOUN", "PROPN", "PRON", "NUM"):
                continue
            todo.append(child)
    doc = head.doc
    while last > head.i and (doc[last].is_punct or doc[last].dep_ == "cc"):
        last -= 1
    return doc[first].idx, doc[last].idx + len(doc[last])
