"""How far a predicate's event is a fact, by rule: modals, negation, hedges and the words that govern it."""

from __future__ import annotations

import functools
import importlib.resources
import tomllib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Token

Signature = tuple[float, float, str]
MOST = 3.0
NEGATED = -2.5
BARE = 2.5  # "the killing" is told as a fact more surely than "killings"
PURPOSE = 1.5  # "went there to buy bread"
QUESTION = 0.8
DEEPEST = 12  # governing words that are looked at; deeper nesting changes nothing readable
_NOBODY = frozenset(("no", "nobody", "none", "neither", "nothing"))
_CLAUSES = frozenset(("ccomp", "xcomp", "csubj", "csubjpass"))


@functools.cache
def _read() -> dict[str, dict[str, Any]]:
    """The tables of factuality.toml."""
    text = importlib.resources.files("copydesk.facts.events").joinpath("data/factuality.toml")
    return tomllib.loads(text.read_text(encoding="utf-8"))


@functools.cache
def _lexicon() -> dict[str, dict[str, Signature]]:
    """The signatures of factuality.toml by group and word."""
    return {
        table: {word: tuple(entries[name][:3]) for word, name in words.items()}
        for table, words in families().items()
        for entries in (_read()[table],)
    }


@functools.cache
def families() -> dict[str, dict[str, str]]:
    """For each table of signatures, the family that a word is in ("plan", "deny" …)."""
    found: dict[str, dict[str, str]] = {}
    for table, entries in _read().items():
        if table not in ("modals", "marks", "negations"):
            words = found[table] = {}
            for name, entry in entries.items():
                for word in entry[3].split():
                    words.setdefault(word, name)
    return found


@functools.cache
def negations() -> frozenset[str]:
    """Words that deny what comes after them, or nearly."""
    return frozenset(_read()["negations"]["words"].split())


@functools.cache
def _modals() -> tuple[dict[str, tuple[float, float]], dict[str, float]]:
    """Values of modal verbs (affirmed, negated) and of words that open clauses."""
    raw = _read()
    return {word: (pair[0], pair[1]) for word, pair in raw["modals"].items()}, raw["marks"]


def by_wording(token: Token) -> float:
    """How far the rules take the event of a predicate for a fact, from -3 (certainly not) to 3 (certainly so).

    >>> from copydesk.parse import document
    >>> doc = document("The army denied that it had attacked the town.")
    >>> by_wording(doc[1]) > 2.5, by_wording(doc[6]) < 0
    (True, True)
    """
    value = local(token)
    at, steps = token, 0
    while steps < DEEPEST:
        governor, share = governed(at)
        value = _under(value, share * MOST)
        if governor is None:
            break
        at, steps = governor, steps + 1
    return max(-MOST, min(MOST, value))


def local(token: Token) -> float:
    """What the predicate's own clause makes of it: modal, negation, question, adverbs, the word that opens the clause."""
    modals, marks = _modals()
    lexicon = _lexicon()
    holder = clause(token)
    children = [child for node in {token.i: token, holder.i: holder}.values() for child in node.children]
    value, negated = (
        MOST,
        any(c.dep_ == "neg" for c in children) or any(c.dep_ in ("nsubj", "nsubjpass") and nobody(c) for c in children),
    )
    modal = next((modals[c.lower_] for c in children if c.dep_ == "aux" and c.lower_ in modals), None)
    if token.dep_ == "conj" and modal is None and not any(c.dep_ in ("nsubj", "nsubjpass") for c in children):
        first = token.head
        modal = next((modals[c.lower_] for c in first.children if c.dep_ == "aux" and c.lower_ in modals), None)
        if any(c.dep_ == "cc" and c.lower_ == "or" for c in first.children):
            negated = negated or any(c.dep_ == "neg" for c in first.children)
    if token.pos_ == "NOUN" and token.dep_ in ("pobj", "dobj", "compound", "conj") and not _definite(token):
        value = BARE
    if token.pos_ in ("NOUN", "PROPN", "ADJ"):
        for child in token.children:
            if child.dep_ == "det" and child.lower_ == "no":
                negated = True
            if child.lower_ in lexicon["adjectives"]:
                value = min(value, lexicon["adjectives"][child.lower_][0])
    if modal is not None:
        value = min(value, modal[1] if negated else modal[0])
    elif negated:
        value = NEGATED if value >= BARE else -value
    for child in children:
        if child.dep_ == "advmod" and child.lower_ in lexicon["adverbs"]:
            share = lexicon["adverbs"][child.lower_][0]
            value = min(value, share) if value > 0 and share > 0 else value * share / MOST
        if child.dep_ in ("mark", "advmod") and child.lower_ in marks and value > 0:
            value = min(value, marks[child.lower_])
    if value >= BARE and _asked(token, holder):
        value = QUESTION
    return value


def clause(token: Token) -> Token:
    """The verb whose modals and negation count for a predicate: the copula's of a predicative noun or adjective."""
    if token.dep_ in ("attr", "acomp", "oprd") and token.head.pos_ in ("AUX", "VERB"):
        return token.head
    return token


def _definite(noun: Token) -> bool:
    """Whether a noun points to something that the reader is taken to know."""
    return any(c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ not in ("a", "an", "any")) for c in noun.children)


def nobody(subject: Token) -> bool:
    """Whether a subject says that no one does it."""
    return subject.lower_ in _NOBODY or any(c.dep_ == "det" and c.lower_ in ("no", "neither") for c in subject.children)


def _asked(token: Token, holder: Token) -> bool:
    """Whether the predicate is the main one of a question or of a command."""
    if holder.dep_ != "ROOT":
        return False
    if any(c.text == "?" for c in holder.children):
        return True
    subject = any(c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for c in holder.children)
    return token.tag_ == "VB" and not subject and not any(c.dep_ == "aux" for c in holder.children)


def governed(token: Token) -> tuple[Token | None, float]:
    """The word that governs a predicate, and the share of factuality it leaves; None at the top."""
    lexicon = _lexicon()
    node = clause(token)
    dep, head = node.dep_, node.head
    if dep == "ROOT" or head.i == node.i:
        return None, 1.0
    if dep == "conj":
        return governed(head) if head.dep_ != "conj" else (head, 1.0)
    if dep in _CLAUSES:
        words = lexicon["clauses"] if head.pos_ in ("VERB", "AUX", "ADJ", "ADV") else lexicon["nouns"]
        fallback = PURPOSE / MOST if _infinitive(node) else 1.0
        return head, _share(words.get(head.lemma_.lower()), head, fallback)
    if dep in ("acl", "relcl"):
        if dep == "acl" and (_infinitive(node) or head.lemma_.lower() in lexicon["nouns"]):
            return head, _share(
                lexicon["nouns"].get(head.lemma_.lower()), head, PURPOSE / MOST if _infinitive(node) else 1.0
            )
        return None, 1.0
    if dep == "advcl":
        return (head, PURPOSE / MOST) if _infinitive(node) else (None, 1.0)
    if dep == "pcomp" or dep == "pobj":
        outer = head.head
        if head.lower_ == "without":
            return None, NEGATED / MOST
        if (
            head.lower_ in ("from", "of", "for", "to", "on", "about", "against", "in", "at", "with")
            and outer.i != head.i
        ):
            words = (
                lexicon["nouns"]
                if outer.pos_ in ("NOUN", "PROPN")
                else lexicon["clauses" if dep == "pcomp" else "objects"]
            )
            found = words.get(outer.lemma_.lower())
            if found is not None and (
                dep == "pcomp" or outer.pos_ == "NOUN" or head.lower_ in ("for", "from", "against")
            ):
                return outer, _share(found, outer, 1.0)
        return None, 1.0
    if dep in ("dobj", "nsubjpass"):
        return head, _share(lexicon["objects"].get(head.lemma_.lower()), head, 1.0) if token.pos_ == "NOUN" else 1.0
    if dep == "compound" and head.lemma_.lower() in lexicon["nouns"]:
        return head, _share(lexicon["nouns"][head.lemma_.lower()], head, 1.0)
    return None, 1.0


def _under(value: float, limit: float) -> float:
    """A value under a governing word: the weaker of the two, turned over where the governing word denies."""
    size = min(abs(value), abs(limit))
    return size if (value > 0) == (limit > 0) else -size


def _infinitive(token: Token) -> bool:
    """Whether a clause is an infinitive with "to"."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)


def _share(signature: Signature | None, governor: Token, fallback: float) -> float:
    """What is left of a clause's factuality under a governing word."""
    if signature is None:
        return fallback
    plus, minus, kind = signature
    own = local(governor)
    value = plus if own > 0 else minus
    if kind == "deed" and 0 < own < MOST:
        value *= own / MOST
    return value / MOST
