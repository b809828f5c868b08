"""Who takes part in an event, from the dependencies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.facts.events.ontology import Kind

if TYPE_CHECKING:
    from spacy.tokens import Token

Roles = list[tuple[str, "Token"]]
_RELATIVE = frozenset(("who", "which", "that", "whom"))
_TAIL = frozenset(("relcl", "acl", "appos", "punct", "advcl", "ccomp", "parataxis"))
_WEAPONS = frozenset(("attack", "killing", "injury", "explosion", "destruction"))


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
    if subject is not None:
        intransitive = kind.undergoer and not objects
        found.append(("patient" if passive or intransitive else "agent", subject))
    for noun in objects:
        if noun.lower_ in _RELATIVE and verb.dep_ == "relcl":
            noun = verb.head
        found.append(("patient", noun))
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by" and passive):
            found += [("agent", c) for c in child.children if c.dep_ == "pobj" and c.ent_type_ not in ("DATE", "TIME")]
        elif child.dep_ == "prep" and child.lower_ == "with" and kind.name in _WEAPONS:
            found += [("instrument", c) for c in child.children if c.dep_ == "pobj"]
    return found


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
            acts = kind.name in (
                "attack",
                "protest",
                "meeting",
                "investigation",
                "agreement",
                "threat",
                "aid",
                "retreat",
                "flight",
            )
            found.append(("agent" if acts else "patient", child))
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
    if noun.dep_ == "dobj" and noun.head.lemma_ in (
        "carry",
        "launch",
        "commit",
        "stage",
        "mount",
        "conduct",
        "order",
        "hold",
        "make",
    ):
        found += [("agent", c) for c in noun.head.children if c.dep_ == "nsubj" and c.lower_ not in _RELATIVE]
    return found


def phrase(head: Token) -> tuple[int, int]:
    """Characters of a noun phrase, without relative clauses, appositions and what follows them."""
    first, last = head.i, head.i
    budget = 64  # a phrase longer than this is no name of a participant
    todo = [head]
    while todo and budget:
        token = todo.pop()
        budget -= 1
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
