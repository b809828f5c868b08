"""Small edits of true sentences, each of which makes one thing wrong: more to learn from than the desk cases hold.

Works on the text of the desk cases alone. Deterministic: the choices follow a seeded generator.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from copydesk.audit.words import likeness

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
WORDS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "eleven", "twelve", "thirteen", "fifteen"]
NAMES = ("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC")
SURE = {"may": "will", "might": "will", "could": "will", "believe": "know", "believes": "knows", "suspect": "know", "suspects": "knows", "believed": "knew", "suspected": "knew", "thinks": "knows", "think": "know", "thought": "knew", "possibly": "certainly", "probably": "certainly", "alleged": "proven", "expects": "knows", "expected": "certain", "likely": "certain"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Edit:
    """A sentence made wrong: its new text, the place of the error in it, and the type of drift."""

    text: str
    start: int
    end: int
    type: str


def _put(sentence: Any, start: int, end: int, new: str, type_: str) -> Edit:
    base = sentence.start_char
    text = sentence.text
    return Edit(text[: start - base] + new + text[end - base :], start - base, start - base + max(1, len(new)), type_)


def edits(sentence: Any, report: Any, rng: random.Random) -> Iterator[Edit]:
    """The edits that a sentence (a spaCy span) allows; other names and words come from its report (a spaCy doc)."""
    there = {t.lower_ for t in sentence}
    others: dict[str, list[Any]] = {}
    for token in report:
        if token.lower_ not in there and token.is_alpha and not token.is_stop:
            others.setdefault(token.tag_, []).append(token)
    for token in sentence:
        if token.like_num and token.ent_type_ not in ("DATE", "TIME"):
            new = _number(token.text, rng)
            if new:
                yield _put(sentence, token.idx, token.idx + len(token), new, "number")
        elif token.text in MONTHS or token.text in DAYS:
            pool = [x for x in (MONTHS if token.text in MONTHS else DAYS) if x != token.text]
            yield _put(sentence, token.idx, token.idx + len(token), rng.choice(pool), "time")
        elif token.like_num and token.ent_type_ == "DATE" and token.text.isdigit():
            new = _number(token.text, rng)
            if new:
                yield _put(sentence, token.idx, token.idx + len(token), new, "time")
        elif token.lower_ in SURE:
            yield _put(sentence, token.idx, token.idx + len(token), SURE[token.lower_], "certainty")
        elif token.lower_ in ("was", "were", "is", "are", "had", "has", "have", "will") and token.dep_ in (
            "aux",
            "auxpass",
            "ROOT",
        ):
            after = token.nbor(1) if token.i + 1 < sentence.end else None
            if after is not None and after.lower_ in ("not", "n't", "never"):
                end = after.idx + len(after)
                yield _put(sentence, token.idx, end, token.text, "polarity")
            else:
                yield _put(sentence, token.idx, token.idx + len(token), f"{token.text} not", "polarity")
        elif (
            token.pos_ in ("VERB", "NOUN")
            and token.dep_ in ("ROOT", "nsubj", "dobj", "nsubjpass", "conj", "ccomp")
            and token.is_lower
        ):
            pool = [
                t
                for t in others.get(token.tag_, [])
                if t.is_lower and likeness(t.lemma_.lower(), token.lemma_.lower()) < 0.35
            ]
            if pool:
                yield _put(
                    sentence,
                    token.idx,
                    token.idx + len(token),
                    rng.choice(pool).text,
                    "event" if token.pos_ == "VERB" else "entity",
                )
    for entity in sentence.ents:
        if entity.label_ in NAMES:
            pool = sorted(
                {e.text for e in report.ents if e.label_ == entity.label_ and not {t.lower_ for t in e} & there}
            )
            if pool:
                yield _put(
                    sentence,
                    entity.start_char,
                    entity.end_char,
                    rng.choice(pool),
                    "place" if entity.label_ in ("GPE", "LOC", "FAC") else "entity",
                )
    yield from _swaps(sentence)


def _swaps(sentence: Any) -> Iterator[Edit]:
    """Doer and undergoer exchanged."""
    for verb in sentence:
        doers = [c for c in verb.children if c.dep_ == "nsubj" and c.pos_ in ("NOUN", "PROPN")]
        done = [c for c in verb.children if c.dep_ == "dobj" and c.pos_ in ("NOUN", "PROPN")]
        if len(doers) != 1 or len(done) != 1:
            continue
        one, two = list(doers[0].subtree), list(done[0].subtree)
        if one[-1].i >= verb.i or two[0].i <= verb.i or len(one) > 6 or len(two) > 6:
            continue
        base, text = sentence.start_char, sentence.text
        a, b = one[0].idx - base, one[-1].idx + len(one[-1]) - base
        c, d = two[0].idx - base, two[-1].idx + len(two[-1]) - base
        new = text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:]
        yield Edit(new, a, a + d - c, "entity")


def _number(text: str, rng: random.Random) -> str | None:
    if text.lower() in WORDS:
        return rng.choice([w for w in WORDS if w != text.lower()])
    digits = text.replace(",", "")
    if not digits.isdigit() or int(digits) > 10**9:
        return None
    value = int(digits)
    if 1900 < value < 2100:
        return str(value + rng.choice([-12, -3, -1, 1, 4]))
    new = max(2, rng.choice([value * 2, value + rng.choice([1, 3, 7]), int(str(value)[::-1]), value // 2]))
    return str(new if new != value else value + 5)
