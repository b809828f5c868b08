"""Status, cause, weapon and the like: what reports tell in phrases that a list knows, and whose status it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from copydesk.compare.facts.names import key
from copydesk.compare.facts.occurrence import lists
from copydesk.compare.facts.phrases import Attribute, Phrase, book, told
from copydesk.compare.facts.reading import NEGATIONS, Item, Reading, Token, cover
from copydesk.compare.wording import folded, stem
from copydesk.facts.tolls import listed
from copydesk.nouns import Span

LONGEST = 110  # characters of a clause that is shown whole
SOMEONE = "someone"  # a person whom the report does not name there
BACK = 400  # characters back to the one whom a sentence is about
NEAR = 7  # words back to the person that a participle is of
OBJECT = 14  # words that are taken for what stands behind a phrase
_UNSAID = frozenset({"weapon", "leader", "course", "names"})  # a negated one tells no value
FATE = frozenset({"detained", "charged", "convicted", "acquitted", "released", "house arrest"})
# "AK-74M", "RPG-7", "Kh-101": a make of weapon
_MAKE = re.compile(
    r"\b(AK[MS]?|AKS|AR|RPG|RPK|PKM?|SVD|MP|Kh|Shahed|Geran|Tu|Su|MiG|Mi|S|TOS|BM|Grad|M)-?\d{1,3}[A-Z]{0,2}\b"
)
# Makes that nothing else is called like; the others need a word for a weapon beside them.
SMALL_ARMS = frozenset({"AK", "AKM", "AKS", "RPG", "RPK", "PK", "PKM", "SVD", "Kh", "Shahed", "Geran"})


def find_circumstances(reading: Reading, words: Any) -> Iterator[Item]:
    """The values that one sentence tells in a phrase of the list, the longest phrase of each attribute and place."""
    found = sorted(told(words), key=lambda hit: (hit[1].i - hit[2].i, hit[1].i))
    taken: list[tuple[str, int, int]] = []
    makes = list(_makes(reading, words))
    yield from makes
    yield from _unknown(reading, words)
    for phrase, first, last in found:
        name = phrase.attribute
        if any(name == other and a <= last.i and first.i <= b for other, a, b in taken):
            continue
        if makes and name == "weapon":
            continue  # the make says more than "rifle"
        taken.append((name, first.i, last.i))
        negated = negated_at(first)
        if negated and name in _UNSAID:
            continue
        item = _item(reading, book().attributes[name], phrase, first, last, negated)
        if item is not None:
            yield item


def _unknown(reading: Reading, words: Any) -> Iterator[Item]:
    """Who did it or why, where the report says that this is not known."""
    for span in reading.ledger.unknowns:
        if not words.start_char <= span.start < words.end_char:
            continue
        inside = [t for t in words if span.start <= t.idx < span.end]
        found = {t.lower_ for t in inside}
        deed = "who" in found and any(t.lemma_.lower() in book().lists["deeds"] for t in inside if t.pos_ == "VERB")
        by = deed or found & book().lists["whose"]
        name = "perpetrator" if by else "cause" if found & book().lists["why"] else ""
        if name:
            yield reading.item(
                name, "", span.start, span.end, value="not known", same="unknown", why=f"“{span.quote}”: not known"
            )


def _makes(reading: Reading, words: Any) -> Iterator[Item]:
    """Weapons told by their make."""
    text = reading.ledger.text
    for found in _MAKE.finditer(text, words.start_char, words.end_char):
        token = next((t for t in words if t.idx <= found.start() < t.idx + len(t)), None)
        if token is None:
            continue
        near = {t.lower_ for t in words if abs(t.i - token.i) <= 3}
        if found[1] in SMALL_ARMS or near & book().lists["arms"]:
            start, end = _span(reading, token, token)
            yield reading.item(
                "weapon", "", min(start, found.start()), max(end, found.end()), value=found[0],
                same=f"rifle/{folded(found[0])}", why=f"“{found[0]}”: a make",
            )  # fmt: skip


def negated_at(token: Token) -> bool:
    """Whether a "not" stands over a word in its own clause ("was not detained")."""
    if token.lower_ in NEGATIONS:
        return False
    head = token
    for _ in range(4):
        if any(c.lower_ in NEGATIONS and c.i < token.i for c in head.children):
            return True
        if head.pos_ in ("VERB", "AUX"):
            break
        head = head.head
    return False


def _item(
    reading: Reading, attribute: Attribute, phrase: Phrase, first: Token, last: Token, negated: bool
) -> Item | None:  # fmt: skip
    if (
        attribute.name == "perpetrator"
        and first.lower_ == "accused"
        and first.i
        and first.nbor(-1).lower_ in ("the", "an")
    ):
        return None  # "the accused"
    if attribute.name == "charge" and first.i and first.nbor(-1).lower_ == "in":
        return None  # "in charge of"
    value = f"not {phrase.value}" if negated else phrase.value
    if negated and attribute.either:
        value = next(other for other in attribute.either if other != phrase.value)
    same = value.replace(" ", "_")
    thing = ""
    if attribute.by == "person":
        thing = whose(reading, first)
        unnamed = thing in ("", "people") and attribute.name == "status" and phrase.value not in FATE
        if unnamed and (thing or not _sought(first, last)):
            return None
        if not thing and attribute.name != "charge":
            thing = SOMEONE if _sought(first, last) else ""
            if not thing:
                return None
        thing = thing or SOMEONE
    elif attribute.by == "thing":
        thing = _subject(first)
        if not thing:
            return None
    if attribute.named:
        who = whose(reading, first)
        if not who[:1].isupper():
            return None
        value, same = f"{who} {value}", f"{key(who.split()[-1])}_{same}"
    claim = reading.claim(first.idx, last.idx + len(last))
    if (
        claim is not None
        and claim.polarity == "negative"
        and not attribute.free
        and not negated
        and not _said_not(first)
        and not claim.cue.start <= first.idx < claim.cue.end  # "rejects" of "rejects the talk of fraud" says so itself
    ):
        value, same = f"not {value}", f"not_{same}"  # "denied that a lake had burst"
    if attribute.free:
        rest = _object(last)
        doer = _doer(first) if phrase.value == "doer" else None
        if phrase.value == "doer" and (not doer or doer[0].lower_ in listed("none")):
            return None
        if attribute.name == "perpetrator" and _of_another_deed(reading, first, last):
            return None
        if rest is None and not negated and phrase.value not in ("denied", "doer"):
            return None
        if doer:
            start, end = cover(*doer, last)
            same = _keys(doer)
        elif rest is None:
            start, end = _span(reading, first, last)
            same = phrase.value
        else:
            start, end = cover(first, *rest)
            same = _keys(rest, "ADJ" if attribute.name != "charge" else "")  # "negligent homicide", "negligent harm"
        value = reading.ledger.text[start:end]
        if phrase.value == "denied" or negated:
            same = "denied"
    else:
        start, end = _span(reading, first, last)
    why = f"“{reading.ledger.text[first.idx : last.idx + len(last)]}”: {value}"
    return reading.item(attribute.name, thing, start, end, value=value, same=same, negative=same == "denied", why=why)


def _keys(tokens: Sequence[Token], more: str = "ADJ") -> str:
    """The stems of the words that say something, sorted."""
    return " ".join(sorted({stem(folded(t.text)) for t in tokens if t.pos_ in ("NOUN", "PROPN", "VERB", more)}))


def _doer(first: Token) -> list[Token]:
    """The words for who does it: the subject of the verb that a phrase begins with."""
    verb = first if first.pos_ in ("VERB", "AUX") else first.head
    found = [c for c in verb.children if c.dep_ == "nsubj"]
    if not found and verb.dep_ in ("conj", "xcomp"):
        found = [c for c in verb.head.children if c.dep_ == "nsubj"]
    return [t for t in found[0].subtree if t.i < first.i] if found and found[0].lower_ not in ("who", "which") else []


def _of_another_deed(reading: Reading, first: Token, last: Token) -> bool:
    """Whether what one is accused of is not what took place: "accused the school of having waited two hours"."""
    near = [first, *(c for c in first.children if c.dep_ == "dobj")]
    deeds = [c for t in near for p in t.children if p.dep_ == "prep" and p.lower_ in ("of", "for") for c in p.children]
    deeds += [c for c in last.children if last.pos_ == "NOUN" and c.dep_ in ("acl", "ccomp")]
    told = [deed for deed in deeds if deed.pos_ in ("VERB", "AUX")]
    events = {e.trigger.start for e in reading.ledger.events if e.kind in lists().kinds}
    known = lists().verbs.keys() | book().lists["deeds"]
    return bool(told) and not any(deed.idx in events or deed.lemma_.lower() in known for deed in told)


def _said_not(token: Token) -> bool:
    """Whether a negation stands anywhere in the clause of a word, so that what is denied may be another thing."""
    return any(t.lower_ in NEGATIONS for t in token.sent)


def _object(last: Token) -> list[Token] | None:
    """The words behind a phrase, as far as its clause goes."""
    kept: list[Token] = []
    for token in last.doc[last.i + 1 : min(last.sent.end, last.i + 1 + OBJECT)]:
        if token.text == ";" or (kept and token.tag_ in ("WP", "WDT")):
            break
        if kept and (_parts(token) or token.dep_ in ("relcl", "mark", "cc") or token.is_space):
            break
        kept.append(token)
    while kept and (kept[-1].is_punct or kept[-1].is_space):
        kept.pop()
    return kept if any(t.pos_ in ("NOUN", "PROPN", "VERB") for t in kept) else None


def _parts(token: Token) -> bool:
    """Whether a mark parts clauses: no hyphen and no quotation mark."""
    return bool(token.is_punct and token.text not in "-'’\"“”")


def _span(reading: Reading, first: Token, last: Token) -> tuple[int, int]:
    """The clause around a phrase, if that is short; else the phrase with the words that hang on it."""
    start, end = reading.clause(first)
    low, high = cover(first, last)
    if end - start > LONGEST:
        words = [
            t for t in (first, last, *first.children, *last.children) if t.dep_ not in ("punct", "advcl", "ccomp", "conj")
        ]  # fmt: skip
        start, end = cover(*(t for t in words if abs(t.i - first.i) < 9))
    return min(start, low), max(end, high)


def _told_of(token: Token) -> list[Token]:
    """The nouns that a word tells of: the subject or object of the verb over it."""
    verb = token
    for _ in range(5):
        if (verb.pos_ in ("VERB", "AUX") and verb.dep_ not in ("aux", "auxpass")) or verb.head.i == verb.i:
            break
        verb = verb.head
    if verb.lemma_.lower() in book().lists["done"]:
        done = [c for c in verb.children if c.dep_ in ("nsubjpass", "dobj")]
        if done or verb.tag_ == "VBN":
            return done or ([verb.head] if verb.dep_ in ("acl", "relcl") else _before(verb))
    passive = verb.tag_ == "VBN" or verb.i == token.i
    order = ["nsubjpass", "dobj", "nsubj"] if passive else ["nsubj", "nsubjpass", "dobj"]
    near = sorted((c for c in verb.children if c.dep_ in order), key=lambda c: order.index(c.dep_))
    if not near and verb.dep_ in ("relcl", "acl"):
        near = [verb.head]
    if not near and verb.dep_ in ("conj", "advcl", "xcomp"):
        near = [c for c in verb.head.children if c.dep_ in ("nsubj", "nsubjpass")]
    return near


def _before(verb: Token) -> list[Token]:
    """The subjects of a participle that shares its subject with the verb before it ("was tried and convicted")."""
    return [c for c in (*verb.children, *verb.head.children) if c.dep_ in ("nsubjpass", "nsubj") and c.i < verb.i]


def _subject(token: Token) -> str:
    """The noun that a word tells of, by lemma: "the road" of "has been reopened"."""
    return next((n.lemma_.lower() for n in _told_of(token) if n.pos_ == "NOUN"), "")


def _sought(first: Token, last: Token) -> bool:
    """Whether a phrase tells of a search, or of a body: for the person whom the incident is about."""
    return any(
        t.lemma_.lower() in ("search", "hunt", "manhunt", "body", "look") for t in first.doc[first.i : last.i + 1]
    )


def whose(reading: Reading, token: Token) -> str:
    """The person that a word tells of: their name in the report, else "people" for persons without one, else ""."""
    for noun in _told_of(token):
        name = called(reading, noun)
        if name:
            return name
    if token.dep_ == "acl":
        before = [t for t in token.doc[max(token.sent.start, token.i - NEAR) : token.i] if t.ent_type_ == "PERSON"]
        return called(reading, before[-1]) if before else ""
    return ""


def called(reading: Reading, noun: Token) -> str:
    """The name that the report has for a noun or pronoun; else SOMEONE, "people" for several, or ""."""
    start, end = noun.idx, noun.idx + len(noun)
    for entity in reading.ledger.people:
        if any(m.start < end and m.end > start for m in entity.mentions):
            return entity.name
    for word in noun.children:
        if word.dep_ == "appos" and word.ent_type_ == "PERSON":
            return called(reading, word)
    if noun.lower_ == "who" and noun.head.dep_ == "relcl":
        return called(reading, noun.head.head)
    if noun.lower_ in ("he", "she", "him", "her", "who"):
        claim = reading.claim(start, end)
        speaker = claim.source if claim is not None else None
        return _last_named(reading, noun.sent.start_char, start, speaker)
    lemma = noun.lemma_.lower()
    if lemma in book().lists["people"] or lemma in listed("persons") or lemma in listed("people"):
        if noun.tag_ != "NN":
            return "people"
        new = any(c.lower_ in ("a", "an", "another") for c in noun.children)
        return SOMEONE if lemma in book().lists["anyone"] and not new else f"the {lemma}"
    return ""


def roles(reading: Reading) -> Iterator[tuple[str, str]]:
    """What the people of a report are called beside their names, each with the name: ("pilot", "Sanna Weir")."""
    for entity in reading.ledger.people:
        for mention in entity.mentions:
            for token in reading.doc.char_span(mention.start, mention.end, alignment_mode="expand") or ():
                beside = [token, token.head, *token.children, *(c for t in token.children for c in t.children)]
                for word in beside:
                    joined = (
                        word.i == token.i or word.dep_ in ("appos", "compound", "attr", "nmod") or token.dep_ == "appos"
                    )
                    if joined and word.lemma_.lower() in listed("persons") | book().lists["people"]:
                        yield word.lemma_.lower(), entity.name


def _last_named(reading: Reading, sentence: int, before: int, speaker: Span | None) -> str:
    """The person that a pronoun stands for: the last one named before it, those whom an earlier sentence is about first.

    A lawyer who says that he was in hospital tells of another: the `speaker` of the pronoun's own sentence is left out.
    """
    others = [e for e in reading.ledger.people if speaker is None or not any(_within(m, speaker) for m in e.mentions)]
    named = [(m.start, m.end, e.name) for e in others for m in e.mentions if m.end <= before]
    about = [
        (start, name)
        for start, end, name in named
        if end <= sentence
        and (span := reading.doc.char_span(start, end, alignment_mode="expand")) is not None
        and span.root.dep_ in ("nsubj", "nsubjpass")
        and span.root.head.dep_ in ("ROOT", "ccomp")
    ]
    last = max(named, default=(0, 0, SOMEONE))
    near = max(about, default=None)
    own = last[0] >= sentence  # named in the pronoun's own sentence
    return near[1] if near is not None and not own and sentence - near[0] <= BACK else last[2]


def _within(mention: Span, speaker: Span) -> bool:
    return mention.start < speaker.end and mention.end > speaker.start
