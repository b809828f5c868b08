"""Find the numbers of a text and what they count, weigh, cost or share."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from copydesk.facts.quantities.vocabulary import Kind, Phrase, Vocabulary, vocabulary
from copydesk.facts.times.lexer import Lexed, code, lex
from copydesk.facts.times.numerals import tidy
from copydesk.nouns import Quantity, Time

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from copydesk.parse import Parsed

Number = int | float
OLDEST = 115
FRACTION_WORDS = {
    "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4, "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6,
    "eighth": 8, "eighths": 8, "tenth": 10, "tenths": 10,
}  # fmt: skip
MULTIPLES = {"twice": 2, "thrice": 3, "doubled": 2, "tripled": 3, "trebled": 3, "quadrupled": 4}
# Words before a number that make it a name ("Flight 103", "Article 5"), not a quantity.
NAMING = frozenset(
    "classes flight article articles section chapter room route highway number no nos resolution act law page pages line phase class grade "
    "level stage step version type model unit unit's channel radio block gate platform pier hall ward zone sector area district "
    "precinct brigade battalion regiment squadron company division lot case file paragraph clause rule order decree bill part "
    "volume table figure item track camp school station covid group type u under-".split()
) - {"level", "company", "under-"}
SPEAKING = frozenset("say tell ask state shout doubt add claim think believe write recall describe call".split())
JOINS = frozenset({"to", "and", "or", "-", "–"})


@dataclass(frozen=True, slots=True)
class Amount:
    """A number read at tokens `first` up to, without, `last`: its ends, and what it is of."""

    first: int
    last: int
    low: Number | None
    high: Number | None
    kind: Kind
    unit: str | None
    why: str
    mod: str | None = None


def find_quantities(parsed: Parsed, times: Sequence[Time]) -> tuple[Quantity, ...]:
    """The quantities of a report outside its headline and appended digest, in text order.

    `low` and `high` are numbers of `unit`, None where open. Nothing inside one of `times` is a quantity; ordinals,
    "no", and "one" as a pronoun are left out. Never raises for any text.
    """
    layout = parsed.layout
    taken = [(time.start, time.end) for time in times]
    taken += [part for part in (layout.headline, layout.digest) if part is not None]
    reader = Reader(lex(parsed.report.text), parsed.doc, sorted(taken))
    text = parsed.report.text
    found = []
    for amount in reader.amounts():
        start, end = reader.lexed.starts[amount.first], reader.lexed.ends[amount.last - 1]
        found.append(
            Quantity(
                start=start, end=end, quote=text[start:end], low=amount.low, high=amount.high, unit=amount.unit,
                mod=amount.mod, kind=amount.kind, why=amount.why,
            )  # fmt: skip
        )
    return tuple(found)


class Reader:
    """The numbers of one text, read from left to right."""

    def __init__(self, lexed: Lexed, doc: Doc | None, taken: list[tuple[int, int]]) -> None:
        self.lexed, self.doc = lexed, doc
        self.words = [lexed.text[start:end].lower() for start, end in zip(lexed.starts, lexed.ends, strict=True)]
        self.words = ["¶" if word[0] == "\n" else word for word in self.words]
        self.size = len(self.words)
        self.table: Vocabulary = vocabulary()
        self.taken_starts = [start for start, _ in taken]
        self.taken_ends: list[int] = []
        furthest = 0
        for _, end in taken:
            furthest = max(furthest, end)
            self.taken_ends.append(furthest)
        self.indices = [token.idx for token in doc] if doc is not None else []
        self.numeral = {code("NUM"), code("YEAR")}
        self.half = code("HALF")

    # -- helpers ------------------------------------------------------------------------------------------------------

    def word(self, at: int) -> str:
        """The token at an index, lower case; "" outside the text."""
        return self.words[at] if 0 <= at < self.size else ""

    def joined(self, at: int) -> bool:
        """Whether a token stands right behind the one before, without a blank."""
        return 0 < at < self.size and self.lexed.starts[at] == self.lexed.ends[at - 1]

    def free(self, at: int) -> bool:
        """Whether no time (headline, digest) covers a token."""
        start = self.lexed.starts[at]
        before = bisect_right(self.taken_starts, start) - 1
        return before < 0 or self.taken_ends[before] <= start

    def token(self, at: int) -> Token | None:
        """The parse's word at a token."""
        if self.doc is None or not self.indices or not 0 <= at < self.size:
            return None
        return self.doc[max(0, bisect_right(self.indices, self.lexed.starts[at]) - 1)]

    def number(self, at: int) -> Number | None:
        """The number that a token is, or None."""
        if not 0 <= at < self.size or self.lexed.classes[at] not in self.numeral:
            return None
        value = self.lexed.values[at]
        return value if isinstance(value, int | float) else None

    def phrase_before(self, at: int, table: dict[Phrase, str]) -> tuple[int, str] | None:
        """The longest phrase of a table that ends right before a token: where it starts, and its meaning."""
        for count in (4, 3, 2, 1):
            start = at - count
            if start < 0:
                continue
            # The lexer keeps some phrases ("at least") in one token.
            found = table.get(tuple(" ".join(self.words[start:at]).split()))
            if found is not None:
                return start, found
        return None

    # -- reading ------------------------------------------------------------------------------------------------------

    def amounts(self) -> list[Amount]:
        """All amounts, left to right, none overlapping."""
        found: list[Amount] = []
        at, behind = 0, 0
        while at < self.size:
            amount = self.read(at, behind)
            if amount is None:
                at += 1
                continue
            found.append(amount)
            at = behind = max(amount.last, at + 1)
        return found

    def read(self, at: int, behind: int) -> Amount | None:
        """The amount whose number begins at a token, or None; its modifier reaches back no further than `behind`."""
        if not self.free(at):
            return None
        cls = self.lexed.classes[at]
        if cls in self.numeral:
            return self._age(at, behind) or self._ratio(at) or self._numeral(at, behind)
        word = self.words[at]
        if cls == code("DECADE"):
            return self._decade_of_life(at)
        if cls == code("DECADEWORD"):
            return self._decade_of_life(at)
        if cls == self.half:
            return self._half(at, behind)
        if word in MULTIPLES:
            return Amount(at, at + 1, MULTIPLES[word], MULTIPLES[word], "other", "times", f"“{word}” is {MULTIPLES[word]} times")
        if word.endswith("fold") and len(word) > 5:
            from copydesk.facts.times.numerals import words as in_words

            value = in_words([word[:-4]])
            if value:
                return Amount(at, at + 1, value, value, "other", "times", f"“{word}” is {value} times")
        if word == "a" and self.word(at + 1) in FRACTION_WORDS:
            return self._fraction(at, at + 1, 1, behind)
        if word == "a" and self.word(at + 1) in ("dozen", "hundred", "thousand", "million", "billion") and self.number(at + 1):
            return self._numeral(at + 1, behind, first=at)
        return self._vague(at, behind)

    def _bounds(self, first: int, behind: int) -> tuple[int, str, str]:
        """Where the modifiers before a number begin, what they do to its ends, and their words."""
        start, effect = first, "same"
        for _ in range(3):
            found = self.phrase_before(start, self.table.bounds)
            if found is None or found[0] < behind or not self.free(found[0]):
                break
            if found[1] == "none":
                break
            particle = self.token(found[0])
            if particle is not None and particle.dep_ == "prt":
                break  # "handed over 2 million"
            start = found[0]
            if found[1] != "same" or effect == "same":
                effect = found[1] if found[1] != "same" else effect
            if effect != "same":
                if effect in ("low", "high") and self.word(start - 1) == "not" and effect == "low":
                    effect, start = "high", start
                break
        said = " ".join(self.words[start:first])
        return start, effect, said

    @staticmethod
    def _ends(value: Number, top: Number, effect: str) -> tuple[Number | None, Number | None, str | None]:
        if effect == "low":
            return value, None, None
        if effect == "high":
            return None, top, None
        return value, top, "APPROX" if effect == "about" else None

    def _age(self, at: int, behind: int) -> Amount | None:
        value = self.number(at)
        if value is None or not 0 < value <= OLDEST or value != int(value):
            return None
        unit = "years (age)"
        after = [self.word(at + step) for step in range(1, 5)]
        start, effect, said = self._bounds(at, behind)
        low, high, mod = self._ends(value, value, effect)
        if after[0] in ("-", "–", "‑") and after[1] in ("year", "years") and after[2] in ("-", "–", "‑") and after[3] in ("old", "olds"):
            return Amount(start, at + 5, low, high, "age", unit, f"“{self.word(at)}-year-old” is an age", mod)
        if after[0] in ("-", "–", "‑") and after[1] in ("year", "years") and after[2] in ("old", "olds"):
            return Amount(start, at + 4, low, high, "age", unit, f"“{self.word(at)}-year old” is an age", mod)
        if after[0] in ("year", "years") and (after[1] in ("old", "olds") or (after[1] == "of" and after[2] == "age")):
            return Amount(start, at + (3 if after[1] != "of" else 4), low, high, "age", unit, f"“{self.word(at)} years old” is an age", mod)
        if self.word(start - 1) == "aged" or (self.word(start - 1) == "between" and self.word(start - 2) == "aged"):
            if after[0] in ("and", "to", "-", "–") and (top := self.number(at + 2)) is not None and top > value and self.word(start - 1) == "between":
                return Amount(start - 1, at + 3, value, top, "age", unit, "“aged between” tells two ages")
            if after[0] in ("to", "-", "–") and (top := self.number(at + 2)) is not None and top > value:
                return Amount(start - 1, at + 3, value, top, "age", unit, "“aged” tells two ages")
            return Amount(start - 1, at + 1, low, high, "age", unit, f"“aged {self.word(at)}” is an age", mod)
        before = self.word(at - 1)
        if before == "," and (after[0] in (",", ".", ";", ")", ":", "") or (after[0] == "and" and after[1] in ("his", "her"))) and self._person(at - 2):
            if self.number(at - 2) is None:
                return Amount(at, at + 1, value, value, "age", unit, f"“{self.word(at - 2)}, {self.word(at)},” gives a person's age")
        if before == "(" and after[0] == ")" and self._person(at - 2):
            return Amount(at, at + 1, value, value, "age", unit, "a number in brackets behind a person's name is an age")
        if self.word(start - 1) == "of" and self._person(start - 2, strict=True) and not self._noun_follows(at):
            first = start - 2
            while first - 1 >= behind and self.token(first - 1) is not None and (token := self.token(first - 1)) is not None and token.pos_ in ("DET", "ADJ") and first > start - 5:
                first -= 1
            return Amount(first, at + 1, low, high, "age", unit, f"“of {self.word(at)}” behind a person is an age", mod)
        if before in ("under", "over") and not self._noun_follows(at) and value >= 5 and self._unitless(at):
            return Amount(start, at + 1, low, high, "age", unit, f"“{said} {self.word(at)}” without a unit is an age", mod)
        if before == "at" and self.word(at + 1) in ("he", "she", "they", ",") and self.lexed.text[self.lexed.starts[at - 1]].isupper():
            if self.word(at + 1) != ",":
                return Amount(at, at + 1, value, value, "age", unit, f"“At {self.word(at)} {self.word(at + 1)}” is an age")
        return None

    def _unitless(self, at: int) -> bool:
        return self._unit(at + 1) is None and self.word(at + 1) not in ("-", "of")

    def _person(self, at: int, *, strict: bool = False) -> bool:
        """Whether a token ends the name or the role of a person."""
        word = self.word(at)
        if word in self.table.people:
            return True
        token = self.token(at)
        if token is None or not word or not word[0].isalpha():
            return False
        if token.ent_type_ == "PERSON":
            return not strict
        if token.ent_type_ in ("GPE", "LOC", "DATE", "FAC"):
            return False
        return not strict and token.pos_ in ("PROPN", "NOUN") and token.tag_ in ("NNP", "NN")

    def _noun_follows(self, at: int) -> bool:
        token = self.token(at)
        return token is not None and token.dep_ in ("nummod", "quantmod", "compound") and token.head.i > token.i and token.head.pos_ in ("NOUN", "PROPN")

    def _decade_of_life(self, at: int) -> Amount | None:
        value = str(self.lexed.values[at])
        if self.word(at - 1) not in ("her", "his", "their", "my", "our", "your") or self.word(at - 2) not in ("in", "into"):
            return None
        low = int(value[2]) * 10
        last, high = at + 1, low + 9
        if self.word(at + 1) in ("and", "or", "to") and self.lexed.classes[at + 2 : at + 3] == self.lexed.classes[at]:
            last, high = at + 3, int(str(self.lexed.values[at + 2])[2]) * 10 + 9
        return Amount(at - 2, last, low, high, "age", "years (age)", f"“{' '.join(self.words[at - 2 : last])}” spans the years of life {low} to {high}")

    def _ratio(self, at: int) -> Amount | None:
        """ "one in eight patients" as a share, "7 of 12 samples" as a count."""
        value, other = self.number(at), self.number(at + 2)
        if value is None or other is None or not value < other or self.word(at + 1) not in ("in", "of"):
            if value is not None and self.word(at + 1) == "out" and self.word(at + 2) == "of" and self.number(at + 3) is not None:
                return self._counted(at, at + 4, value, value, None, "the number that is told of a whole")
            return None
        if not self.free(at + 2):
            return None
        if self.word(at + 1) == "in":
            if value > 10 or other > 10_000 or self.words[at].isdigit() != self.words[at + 2].isdigit():
                return None
            share = tidy(round(100 * value / other, 1))
            counted = self._counted(at, at + 3, share, share, None, "")
            return Amount(at, counted.last, share, share, "share", "percent", f"“{' '.join(self.words[at : at + 3])}” is {share} percent")
        return self._counted(at, at + 3, value, value, None, "the part that is told of the whole")

    def _unit(self, at: int) -> tuple[int, Kind, str] | None:
        """The unit at a token: how many tokens it takes, its kind and its name."""
        for count in (4, 3, 2, 1):
            if at + count > self.size:
                continue
            found = self.table.units.get(tuple(" ".join(self.words[at : at + count]).split()))
            if found is not None:
                return count, *found
        return None

    def _symbol(self, at: int) -> tuple[int, str] | None:
        """The currency sign right before a number: where it begins, and its unit."""
        if at < 1:
            return None
        for count in (2, 1):
            first = at - count
            if first < 0 or (count == 2 and not self.joined(at - 1)):
                continue
            sign = "".join(self.words[first:at])
            unit = self.table.symbols.get(sign)
            if unit is None:
                continue
            if len(sign) == 1 and sign.isalpha() and not (self.joined(at) and self.lexed.text[self.lexed.starts[first]].isupper()):
                continue
            if sign.isalpha() and not self.lexed.text[self.lexed.starts[first]].isupper():
                continue
            return first, unit
        return None

    def _numeral(self, at: int, behind: int, first: int | None = None) -> Amount | None:
        value = self.number(at)
        if value is None or not self._is_quantity(at):
            return None
        start, last = (at if first is None else first), at + 1
        symbol = self._symbol(start)
        if symbol is not None and symbol[0] >= behind:
            start = symbol[0]
        low, top, how = value, value, ""
        other = self._other_end(last)
        if other is not None and self.word(start - 1) in ("between", "from") or (other is not None and self.word(last) in ("to", "-", "–", "or")):
            assert other is not None
            end_at, end = other
            opener = self.word(start - 1)
            unit_between = opener == "from" and self.word(last) == "to"
            if end > value and not unit_between and (self.word(last) != "and" or opener == "between") and self._is_range(at, end_at):
                top, last = end, end_at + 1
                if opener == "between" and start - 1 >= behind:
                    start -= 1
                how = "from the one number to the other"
                if value < 100 and end >= 1000 and end % 1000 == 0 and not self.words[at].isdigit():
                    scale = 1_000_000 if end >= 1_000_000 else 1_000
                    low = value * scale if value * scale < end else value
        start, effect, said = self._bounds(start, behind)
        low_, high_, mod = self._ends(low, top, effect)
        how = how or {
            "low": f"“{said}” tells the least", "high": f"“{said}” tells the most", "about": f"“{said}” tells it roughly", "same": "the number told",
        }[effect]  # fmt: skip
        if symbol is not None:
            tail = self._unit(last)
            end = last + tail[0] if tail is not None and tail[1] == "money" else last
            return Amount(start, end, low_, high_, "money", symbol[1], f"{how}, in {symbol[1]}", mod)
        fraction = self.word(last)
        if fraction in FRACTION_WORDS and fraction.endswith("s") and value < 10 and low == top:
            share = tidy(round(100 * value / FRACTION_WORDS[fraction], 1))
            ends = self._ends(share, share, effect)
            counted = self._counted(start, last + 1, ends[0], ends[1], ends[2], "")
            return Amount(start, counted.last, ends[0], ends[1], "share", "percent", f"{how}, as a share of 100", ends[2])
        gap = 1 if self.word(last) in ("-", "‑", "–") and self.joined(last) and self.joined(last + 1) else 0
        unit = self._unit(last + gap)
        if unit is not None and not (unit[2] == "metres" and self.word(last + gap) == "m" and not gap and not self.words[at][0].isdigit()):
            count, kind, name = unit
            if name == "won" and (token := self.token(last)) is not None and token.pos_ in ("VERB", "AUX"):
                return self._counted(start, last, low_, high_, mod, how)
            if name == "times" and self.word(last + gap) == "time":
                return None
            end = last + gap + count
            if self.word(end) == "per" and kind in ("money", "weight") and self.word(end + 1).isalpha():
                end += 2
                end += 2 if self.word(end) in ("-",) else 0
            return Amount(start, end, low_, high_, kind, name, f"{how}, in {name}", mod)
        if value == 1 and self.words[at] == "one" and not self._counts(at):
            return None
        if low_ == 0 or high_ == 0:
            return None
        return self._counted(start, last + (2 if gap and self._hyphened(last) else 0), low_, high_, mod, how, number=last - 1)

    def _hyphened(self, at: int) -> bool:
        """ "22-date show": the word behind the hyphen is what is counted."""
        return self.word(at + 1).isalpha()

    def _other_end(self, at: int) -> tuple[int, Number] | None:
        """The second number of a range whose joining word stands at a token (a currency sign may come between)."""
        if self.word(at) not in JOINS:
            unit = self._unit(at)
            if unit is None or self.word(at + unit[0]) not in JOINS:
                return None
            at += unit[0]
        for step in (1, 2, 3):
            number = self.number(at + step)
            if number is not None and self.free(at + step):
                return at + step, number
            if self._symbol(at + step + 1) is None and self._symbol(at + step + 2) is None:
                return None
        return None

    def _is_range(self, first: int, last: int) -> bool:
        return last - first <= 6

    def _is_quantity(self, at: int) -> bool:
        """Whether a numeral is a quantity: no part of a name, a score, a code, a list or a year."""
        before, word = self.word(at - 1), self.words[at]
        text, start, end = self.lexed.text, self.lexed.starts[at], self.lexed.ends[at]
        if word.isdigit() and len(word) > 1 and word[0] == "0":
            return False
        if before in NAMING and word[0].isdigit():
            return False
        if before in (".",) and self.word(at - 2) in ("no", "nos", "art", "sec") and word[0].isdigit():
            return False
        if self.joined(at) and before and (before[-1].isalpha() or before in "-/#:_@‑") and self._symbol(at) is None:
            return before in ("-", "–", "‑", "/") and not self.word(at - 2)[-1:].isalnum()
        follow = text[end : end + 2]
        if follow[:1] in "/:_@" and follow[1:2].isalnum() and not follow.startswith("/h"):
            return False
        if follow[:1].isalpha() and self._unit(at + 1) is None:
            return False
        if follow[:1] in "-–" and follow[1:2].isdigit() and self.joined(at + 1) and self.joined(at + 2):
            other = self.number(at + 2)
            if other is not None and other <= (self.number(at) or 0):
                return False  # 5-4 is a score
        token = self.token(at)
        if token is None or self._symbol(at) is not None:
            return True
        value = self.number(at)
        if self.lexed.classes[at] == code("YEAR") and word.isdigit() and value is not None and 1900 <= value <= 2060:
            return False
        if token.pos_ == "PROPN" and word[0].isdigit() and before[:1].isalpha() and text[self.lexed.starts[at - 1]].isupper():
            return self._noun_follows(at)
        if word[0].isdigit() and before[:1].isalpha() and at > 1 and text[self.lexed.starts[at - 1]].isupper() and token.dep_ in ("nummod", "appos", "npadvmod") and token.head.i < token.i:
            return False
        return not (text[start].isupper() and not word[0].isdigit() and token.pos_ == "PROPN" and not self._noun_follows(at))

    def _counts(self, at: int) -> bool:
        """Whether "one" counts ("one woman", "one of the men") and is no pronoun."""
        if self.word(at + 1) == "of":
            return False
        if self.phrase_before(at, self.table.bounds) is not None and self.word(at - 1) not in ("the", "some", "about", "all", "just"):
            return True
        token = self.token(at)
        if token is None or self.word(at - 1) in ("the", "this", "that", "no", "any", "every", "each", "which", "-"):
            return False
        if token.head.dep_ == "nsubj" and token.head.head.lemma_ in SPEAKING:
            return False  # "one woman said" is somebody, not a count
        return token.dep_ == "nummod" and token.head.i > token.i and token.head.pos_ == "NOUN" and token.head.lower_ not in ("thing", "way", "day", "point", "side", "hand")

    def _counted(
        self, first: int, last: int, low: Number | None, high: Number | None, mod: str | None, why: str, *, number: int | None = None
    ) -> Amount:  # fmt: skip
        """An amount of what follows it: the noun that the parse hangs the number on, or what "of" names."""
        token = self.token(last - 1 if number is None else number)
        end, unit = last, None
        if self.word(last) == "of" and token is not None:
            end, unit = self._of(last)
        elif token is not None:
            head = token
            while head.dep_ in ("nummod", "quantmod", "compound", "amod", "nmod") and head.head.i > head.i and head.head.i - token.i < 9:
                head = head.head
            if head.i > token.i and head.pos_ in ("NOUN", "PROPN", "ADJ", "VERB"):
                end = max(last, bisect_right(self.lexed.starts, head.idx))
                unit = head.lower_
                if any(self.number(at) is not None or self.words[at] == "¶" for at in range(last, min(end, self.size))):
                    end, unit = last, None
            elif self.word(last) in ("others", "people", "dead", "injured", "wounded", "missing"):
                end, unit = last + 1, self.word(last)
        return Amount(first, min(end, self.size), low, high, "count", unit, f"{why}{', of ' + unit if unit else ''}", mod)

    def _of(self, at: int) -> tuple[int, str | None]:
        """Where the noun that "of" names ends, and the noun: "of them", "of the 19 places"."""
        token = self.token(at)
        if token is None:
            return at, None
        noun = next((child for child in token.children if child.dep_ == "pobj"), None)
        if noun is None or noun.i - token.i > 8:
            if self.word(at + 1) in ("them", "those", "these", "us", "you"):
                return at + 2, None
            return at, None
        return max(at, bisect_right(self.lexed.starts, noun.idx)), noun.lower_

    def _half(self, at: int, behind: int) -> Amount | None:
        before, after = self.word(at - 1), self.word(at + 1)
        if self.words[at] != "half" or before in ("-", "first", "second", "other", "latter", "and", "a") or after in ("-", "past", "time", "hour"):
            return None
        unit = self._unit(at + 1) or (self._unit(at + 2) if after in ("a", "an") else None)
        start, effect, _ = self._bounds(at, behind)
        if unit is not None and unit[1] != "money":
            last = at + 1 + unit[0] + (1 if after in ("a", "an") else 0)
            low, high, mod = self._ends(0.5, 0.5, effect)
            return Amount(start, last, low, high, unit[1], unit[2], f"half of one, in {unit[2]}", mod)
        if after in ("a", "an"):
            scale = self.number(at + 2)
            if scale is not None and scale >= 12:
                value = tidy(scale / 2)
                low, high, mod = self._ends(value, value, effect)
                return self._counted(start, at + 3, low, high, mod, "half of the number told", number=at + 2)
            return None
        low, high, mod = self._ends(50, 50, effect)
        last = at + 1
        name = None
        if after == "of":
            last, name = self._of(at + 1)
        elif after in ("the", "its", "their", "his", "her"):
            token = self.token(at)
            if token is not None and token.head.i > token.i and token.head.pos_ == "NOUN" and token.head.i - token.i < 6:
                last, name = bisect_right(self.lexed.starts, token.head.idx), token.head.lower_
        elif not (before == "by" or effect != "same" or (token := self.token(at)) is None or token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "attr")):
            return None
        return Amount(start, max(last, at + 1), low, high, "share", "percent", f"half is 50 percent{' of ' + name if name else ''}", mod)

    def _fraction(self, first: int, at: int, value: Number, behind: int) -> Amount | None:
        word, after = self.word(at), self.word(at + 1)
        token = self.token(at)
        start, effect, said = self._bounds(first, behind)
        if token is not None and token.head.i > token.i and token.dep_ in ("amod", "compound", "nummod") and token.head.pos_ in ("NOUN", "PROPN"):
            return None
        if not (after == "of" or effect != "same" or self.word(first - 1) in ("by", "than", "to")):
            return None
        share = tidy(round(100 * value / FRACTION_WORDS[word], 1))
        low, high, mod = self._ends(share, share, effect)
        last = at + 1
        if after == "of":
            last, _ = self._of(at + 1)
        return Amount(start, max(last, at + 1), low, high, "share", "percent", f"“{' '.join(self.words[first : at + 1])}” is {share} percent", mod)

    def _vague(self, at: int, behind: int) -> Amount | None:
        for count in (3, 2, 1):
            least = self.table.vague.get(tuple(" ".join(self.words[at : at + count]).split()))
            if least is None:
                continue
            last = at + count
            scale = self.number(last)
            if least == 3 and scale is not None and scale >= 12:
                least, last = int(3 * scale), last + 1
            elif scale is not None:
                return None
            if self._unit(last) is not None and self._unit(last) == (1, "other", "times"):
                pass
            start, effect, _ = self._bounds(at, behind)
            if not self.free(last - 1) or (last < self.size and not self.free(last)):
                return None
            said = " ".join(self.words[at:last])
            unit = self._unit(last)
            if unit is not None:
                return Amount(start, last + unit[0], least, None, unit[1], unit[2], f"“{said}”: at least {least}, in {unit[2]}")
            amount = self._counted(start, last, least, None, None, f"“{said}”: at least {least}")
            if amount.last == last and count == 1 and self.word(at) == "several" and amount.unit is None:
                return None
            return amount
        return None
