"""Typed corruptions of true sentences: each makes one thing wrong and marks it.

Works on parsed text (spaCy), deterministic under a seeded generator. What is put in comes from the report itself where it can
(another name, number, deed of the same story), else from the training texts (`Forms`) and from corruptions.toml.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from edits import Edit
from forms import Forms, number_near

from copydesk.audit.words import nearness, relatives
from copydesk.nouns import DriftType

WORDS = tomllib.loads(Path(__file__).with_name("corruptions.toml").read_text(encoding="utf-8"))
NAMES = ("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "EVENT", "PRODUCT")
PLACES = ("GPE", "LOC", "FAC")
_ENDS = re.compile(r"\s*[.!?]+[\"”’']*$")


class Corruptor:
    """Finds what can be made wrong in a sentence of a report (both parsed)."""

    def __init__(self, report: Any, forms: Forms, rng: random.Random) -> None:
        self.forms, self.rng = forms, rng
        self.names: dict[str, list[str]] = defaultdict(list)
        for entity in report.ents:
            text = entity.text.strip()
            if text not in self.names[entity.label_] and "\n" not in text:
                self.names[entity.label_].append(text)
        self.words: dict[str, list[Any]] = defaultdict(list)
        self.numbers: list[str] = []
        self.phrases: list[str] = []
        for token in report:
            if token.is_alpha and token.is_lower and not token.is_stop and token.tag_[:2] in ("VB", "NN", "JJ"):
                self.words[token.tag_].append(token)
            if token.like_num and token.ent_type_ not in ("DATE", "TIME"):
                self.numbers.append(token.text)
            if token.dep_ == "prep" and token.head.pos_ == "VERB":
                span = report[token.left_edge.i : token.right_edge.i + 1]
                if (
                    2 <= len(span) <= 7
                    and "\n" not in span.text
                    and not any(t.is_quote or t.pos_ == "PRON" for t in span)
                ):
                    self.phrases.append(span.text)

    def edits(self, sentence: Any) -> list[Edit]:
        """All drifts that a sentence (a spaCy span) allows."""
        base = sentence.start_char
        found = [
            Edit(
                tuple((a - base, b - base, new) for a, b, new in edit.parts), edit.type,
                edit.whole and (edit.whole[0] - base, edit.whole[1] - base),
            )
            for find in (
                self._numbers, self._times, self._names, self._roles, self._certainty, self._polarity, self._words, self._causes,
                self._terms, self._additions, self._attributions,
            )
            for edit in find(sentence)
        ]  # fmt: skip
        return [edit for edit in found if all(0 <= a <= b <= len(sentence.text) for a, b, _ in edit.parts)]

    def _one(self, token: Any, new: str, type_: DriftType) -> Edit:
        if token.text[0].isupper() and token.is_sent_start and new:
            new = new[0].upper() + new[1:]
        return Edit(((token.idx, token.idx + len(token), new),), type_)

    def _numbers(self, sentence: Any) -> Iterator[Edit]:
        for token in sentence:
            if not token.like_num or token.ent_type_ in ("DATE", "TIME") or token.lower_ in ("one", "first", "second"):
                continue
            there = {t.text for t in sentence}
            others = [n for n in self.numbers if n not in there and n.isdigit() == token.text.isdigit()]
            new = (
                self.rng.choice(others)
                if others and self.rng.random() < 0.5
                else number_near(token.text, WORDS["numerals"], self.rng)
            )
            if new and new != token.text:
                yield self._one(token, new, "number")
            before = sentence.doc[max(sentence.start, token.i - 3) : token.i].text.lower()
            bound = next((b for b in WORDS["bounds"] if before.endswith(b)), None)
            if bound:
                start = token.idx - len(bound) - 1
                other = self.rng.choice(
                    [b for b in WORDS["bounds"] if b != bound and b not in ("some", "around", "about")]
                )
                yield (
                    Edit(((start, token.idx, ""),), "number")
                    if self.rng.random() < 0.5
                    else Edit(((start, token.idx - 1, other),), "number")
                )
            elif token.dep_ == "nummod" and not token.is_sent_start:
                yield Edit(((token.idx, token.idx, self.rng.choice(["at least ", "more than ", "up to ", "fewer than ", "only "])),), "number")  # fmt: skip
            following = token.nbor(1).lower_ if token.i + 1 < sentence.end else ""
            if following in ("million", "billion", "thousand", "hundred"):
                yield self._one(
                    token.nbor(1),
                    self.rng.choice([w for w in ("million", "billion", "thousand") if w != following]),
                    "number",
                )

    def _times(self, sentence: Any) -> Iterator[Edit]:
        for token in sentence:
            if token.text in WORDS["months"] or token.text in WORDS["days"]:
                pool = WORDS["months"] if token.text in WORDS["months"] else WORDS["days"]
                yield self._one(token, self.rng.choice([x for x in pool if x != token.text]), "time")
            elif token.like_num and token.ent_type_ in ("DATE", "TIME"):
                new = number_near(token.text, WORDS["numerals"], self.rng)
                if new:
                    yield self._one(token, new, "time")
            elif token.lower_ in WORDS["orders"] and (
                token.ent_type_ in ("DATE", "TIME", "ORDINAL")
                or token.lower_ in ("before", "after", "since", "until", "later", "earlier")
            ):
                yield self._one(token, self.rng.choice(WORDS["orders"][token.lower_]), "time")
        there = sentence.text
        for entity in sentence.ents:
            if entity.label_ == "DATE":
                pool = [
                    x for x in self.names["DATE"] if x not in there and x[:1].isupper() == entity.text[:1].isupper()
                ]
                if pool:
                    yield Edit(((entity.start_char, entity.end_char, self.rng.choice(pool)),), "time")

    def _names(self, sentence: Any) -> Iterator[Edit]:
        there = {t.lower_ for t in sentence}
        mine = [e for e in sentence.ents if e.label_ in NAMES and "\n" not in e.text]
        for entity in mine:
            pool = [x for x in self.names[entity.label_] if not {w.lower() for w in x.split()} & there]
            if not pool and entity.label_ in PLACES:
                pool = [x for label in PLACES for x in self.names[label] if x.lower() not in there]
            if not pool:
                continue
            new = self.rng.choice(pool)
            end = entity.end_char
            if entity.text.endswith(("'s", "’s")):
                end -= 2
            if new.endswith(("'s", "’s")):
                new = new[:-2]
            for article in ("the ", "The "):
                if entity.text.startswith(article) and not new.lower().startswith("the "):
                    new = article + new
            yield Edit(((entity.start_char, end, new),), "place" if entity.label_ in PLACES else "entity")
        for one in mine:  # two names of one kind exchanged
            for two in mine:
                if (
                    one.start < two.start
                    and one.label_ == two.label_
                    and one.text != two.text
                    and two.start - one.end > 1
                ):
                    yield Edit(
                        ((one.start_char, one.end_char, two.text), (two.start_char, two.end_char, one.text)),
                        "place" if one.label_ in PLACES else "entity",
                    )
        for token in sentence:
            swap = WORDS["sexes"].get(token.lower_)
            if swap and token.pos_ in ("PRON", "NOUN"):
                yield self._one(token, swap, "entity")

    def _roles(self, sentence: Any) -> Iterator[Edit]:
        for verb in sentence:
            doers = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
            done = [c for c in verb.children if c.dep_ == "dobj"]
            done += [o for c in verb.children if c.dep_ in ("agent", "prep") for o in c.children if o.dep_ == "pobj"]
            for doer in doers:
                for other in done:
                    if (
                        {doer.pos_, other.pos_} & {"PRON", "NUM", "SYM", "X"}
                        or doer.ent_type_ in ("DATE", "TIME")
                        or other.ent_type_ in ("DATE", "TIME")
                    ):
                        continue
                    both = [(t.left_edge, t.right_edge) for t in (doer, other)]
                    (a, b), (c, d) = both
                    if b.i >= c.i or b.i - a.i > 6 or d.i - c.i > 6 or a.i < sentence.start or d.i >= sentence.end:
                        continue
                    doc = sentence.doc
                    one, two = doc[a.i : b.i + 1].text, doc[c.i : d.i + 1].text
                    if one.lower() == two.lower() or (doer.pos_ != other.pos_ and self.rng.random() < 0.6):
                        continue
                    if a.is_sent_start:
                        one = one if a.pos_ == "PROPN" else one[0].lower() + one[1:]
                        two = two[0].upper() + two[1:]
                    yield Edit(((a.idx, b.idx + len(b), two), (c.idx, d.idx + len(d), one)), "entity")

    def _certainty(self, sentence: Any) -> Iterator[Edit]:
        for token in sentence:
            if token.lower_ in WORDS["hedged"] and token.pos_ in ("VERB", "AUX", "ADV", "ADJ"):
                yield self._one(token, WORDS["hedged"][token.lower_], "certainty")
            if token.lower_ in ("may", "might", "could", "would") and token.dep_ == "aux":
                verb = token.head
                if verb.i - token.i == 1 and verb.tag_ == "VB":
                    past = self.forms.form(verb.lemma_.lower(), "VBD")
                    if past:
                        yield Edit(((token.idx, verb.idx + len(verb), past),), "certainty")
            if (
                token.lower_ in WORDS["hedges"]
                and token.pos_ in ("VERB", "AUX")
                and not any(c.dep_ == "neg" for c in token.children)
            ):
                if token.dep_ in ("aux", "auxpass") and token.lower_ in ("is", "are", "was", "were"):
                    new = {"is": "may be", "are": "may be", "was": "may have been", "were": "may have been"}[
                        token.lower_
                    ]
                else:
                    new = self.rng.choice(WORDS["hedges"][token.lower_])
                yield self._one(token, new, "certainty")
            if token.dep_ == "xcomp" and token.head.lemma_ in (
                "plan",
                "intend",
                "want",
                "hope",
                "try",
                "threaten",
                "expect",
                "seek",
                "aim",
                "attempt",
                "promise",
            ):
                to = next((c for c in token.children if c.lower_ == "to" and c.i == token.i - 1), None)
                past = self.forms.form(token.lemma_.lower(), "VBD")
                if to is not None and past and to.i - token.head.i == 1 and token.head.tag_ in ("VBD", "VBZ", "VBP"):
                    yield Edit(((token.head.idx, token.idx + len(token), past),), "certainty")
            if (
                token.tag_ == "VBD"
                and token.pos_ == "VERB"
                and token.dep_ in ("ROOT", "ccomp", "conj")
                and token.lemma_ not in ("say", "tell", "be", "add")
            ):
                plain, done = self.forms.form(token.lemma_.lower(), "VB"), self.forms.form(token.lemma_.lower(), "VBN")
                if plain and done and self.rng.random() < 0.4:
                    new = self.rng.choice(
                        [
                            f"planned to {plain}",
                            f"may have {done}",
                            f"reportedly {token.text}",
                            f"is believed to have {done}",
                            f"tried to {plain}",
                            f"is suspected of having {done}",
                        ]
                    )
                    yield self._one(token, new, "certainty")

    def _polarity(self, sentence: Any) -> Iterator[Edit]:
        text = sentence.text
        for words, new in WORDS["turned"].items():
            for match in re.finditer(rf"\b{words}\b", text):
                a, b = match.start() + sentence.start_char, match.end() + sentence.start_char
                yield Edit(((a, b, new),), "polarity")
        for token in sentence:
            after = token.nbor(1) if token.i + 1 < sentence.end else None
            if token.lower_ in (
                "was",
                "were",
                "is",
                "are",
                "has",
                "have",
                "had",
                "will",
                "would",
                "can",
                "could",
                "did",
                "does",
                "do",
            ):
                if after is not None and after.lower_ in ("not", "n't", "n’t", "never"):
                    gap = after.idx + len(after)
                    yield Edit(
                        ((token.idx, gap, {"ca": "can", "wo": "will"}.get(token.lower_, token.text)),), "polarity"
                    )
                elif token.dep_ in ("aux", "auxpass", "ROOT", "ccomp", "conj", "relcl") and token.lower_ not in (
                    "do",
                    "did",
                    "does",
                ):
                    yield Edit(((token.idx + len(token), token.idx + len(token), self.rng.choice([" not", " not", " never"])),), "polarity")  # fmt: skip
            elif (
                token.tag_ in ("VBD", "VBZ")
                and token.pos_ == "VERB"
                and token.dep_ in ("ROOT", "ccomp", "conj", "relcl", "advcl")
            ):
                plain = self.forms.form(token.lemma_.lower(), "VB")
                if plain:
                    yield self._one(token, ("did not " if token.tag_ == "VBD" else "does not ") + plain, "polarity")

    def _words(self, sentence: Any) -> Iterator[Edit]:
        there = {t.lemma_.lower() for t in sentence}
        for token in sentence:
            if not token.is_alpha or not token.is_lower or token.is_stop or token.tag_[:2] not in ("VB", "NN", "JJ"):
                continue
            lemma = token.lemma_.lower()
            if token.pos_ == "AUX" or token.dep_ in ("aux", "auxpass"):
                continue
            type_: DriftType = "entity" if token.tag_[:2] == "NN" else "event"
            same = relatives(lemma)
            pool = [
                t.text
                for t in self.words.get(token.tag_, ())
                if t.lemma_.lower() not in there
                and same.get(t.lemma_.lower(), 0) < 0.7
                and nearness(lemma, t.lemma_.lower()) < 0.6
            ]
            near = self.forms.others(lemma, token.tag_)
            if near and self.rng.random() < 0.7:
                yield self._one(token, self.rng.choice(near), type_)
            elif pool:
                yield self._one(token, self.rng.choice(pool), type_)

    def _causes(self, sentence: Any) -> Iterator[Edit]:
        for token in sentence:
            if token.lower_ in WORDS["causes"] and token.dep_ in ("mark", "prep", "cc", "advmod"):
                if token.lower_ in ("and", "but") and not any(
                    c.dep_ == "conj" and any(s.dep_.startswith("nsubj") and s.i < c.i for s in c.children)
                    for c in token.head.children
                ):
                    continue
                if token.lower_ == "as" and token.dep_ != "mark":
                    continue
                new = self.rng.choice(WORDS["causes"][token.lower_])
                whole = (token.idx, token.head.right_edge.idx) if token.dep_ == "cc" else None
                edit = self._one(token, new, "causality")
                yield (
                    Edit(edit.parts, "causality", whole) if whole and whole[0] < whole[1] <= sentence.end_char else edit
                )
        if self.rng.random() < 0.3 and self.words.get("NN"):
            noun = self.rng.choice(self.words["NN"]).text
            end = self._end(sentence)
            yield Edit(
                ((end, end, f" {self.rng.choice(['because of', 'as a result of', 'due to', 'owing to'])} the {noun}"),),
                "causality",
            )

    def _end(self, sentence: Any) -> int:
        match = _ENDS.search(sentence.text)
        return sentence.start_char + (match.start() if match else len(sentence.text.rstrip()))

    def _terms(self, sentence: Any) -> Iterator[Edit]:
        for token in sentence:
            if token.lower_ in WORDS["loaded"] and token.pos_ in ("NOUN", "VERB", "ADJ"):
                yield self._one(token, WORDS["loaded"][token.lower_], "term")

    def _additions(self, sentence: Any) -> Iterator[Edit]:
        end = self._end(sentence)
        there = sentence.text
        if self.rng.random() < 0.5:
            yield Edit(((end, end, self.rng.choice(WORDS["tails"])),), "addition")
        phrases = [x for x in self.phrases if x not in there]
        if phrases:
            yield Edit(((end, end, f" {self.rng.choice(phrases)}"),), "addition")
        for token in sentence:
            if (
                token.tag_ in ("VBD", "VBN", "VBZ")
                and token.pos_ == "VERB"
                and not token.is_sent_start
                and self.rng.random() < 0.5
            ):
                yield Edit(((token.idx, token.idx, self.rng.choice(WORDS["judging"]) + " "),), "addition")
            if (
                token.pos_ == "NOUN"
                and token.is_lower
                and token.i > sentence.start
                and token.nbor(-1).lower_ in ("the", "a", "his", "her", "their", "its")
                and self.rng.random() < 0.5
            ):
                pool = (
                    [t.text for t in self.words.get("JJ", ()) if t.text not in there]
                    if self.rng.random() < 0.4
                    else WORDS["adjectives"]
                )
                if pool:
                    new = self.rng.choice(pool)
                    if not (token.nbor(-1).lower_ == "a" and new[0] in "aeiou"):
                        yield Edit(((token.idx, token.idx, new + " "),), "addition")

    def _attributions(self, sentence: Any) -> Iterator[Edit]:
        for token in sentence:
            if token.lemma_.lower() not in (
                "say",
                "tell",
                "add",
                "claim",
                "report",
                "announce",
                "believe",
                "argue",
                "warn",
                "insist",
                "think",
            ):
                continue
            who = [c for c in token.children if c.dep_ == "nsubj"]
            what = [c for c in token.children if c.dep_ == "ccomp"]
            if len(who) != 1 or not what or token.dep_ != "ROOT":
                continue
            a, b = who[0].left_edge, who[0].right_edge
            people = [x for x in (*self.names["PERSON"], *self.names["ORG"]) if x not in sentence.text]
            if people and b.i - a.i < 8:
                new = self.rng.choice(people)
                yield Edit(((a.idx, b.idx + len(b), new),), "attribution")
            left, right = what[0].left_edge, what[0].right_edge
            end = self._end(sentence)
            if right.i < min(a.i, token.i):  # "X, she said."
                stop = right.idx + len(right)
                if end > stop and max(b.i, token.i) >= sentence.end - 3:
                    yield Edit(((stop, end, ""),), "attribution", (sentence.start_char, stop))
            elif left.i > max(b.i, token.i) and min(a.i, token.i) == sentence.start:
                begin = left.idx if left.lower_ != "that" else left.nbor(1).idx
                yield Edit(((sentence.start_char, begin, ""),), "attribution", (begin, end))
        for token in sentence:
            if token.lower_ == "according" and token.i + 1 < sentence.end and token.nbor(1).lower_ == "to":
                end = self._end(sentence)
                last = token.nbor(1).right_edge
                if token.i > sentence.start and last.i >= sentence.end - 2:
                    begin = token.nbor(-1).idx if token.nbor(-1).text == "," else token.idx - 1
                    yield Edit(((begin, end, ""),), "attribution", (sentence.start_char, begin))
