"""The words of a text as quantities see them: numbers, units, modifiers, and the nouns that numbers hang on."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from copydesk.facts.quantities.vocabulary import Kind, Phrase, Vocabulary, vocabulary
from copydesk.facts.times.lexer import Lexed, code

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Number = int | float


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


class Words:
    """The tokens of one text with its parse; `taken` are the characters of its times, its headline and its digest."""

    def __init__(self, lexed: Lexed, doc: Doc | None, taken: list[tuple[int, int]]) -> None:
        self.lexed, self.doc = lexed, doc
        self.lower = [lexed.text[start:end].lower() for start, end in zip(lexed.starts, lexed.ends, strict=True)]
        self.lower = ["¶" if word[0] == "\n" else word for word in self.lower]
        self.size = len(self.lower)
        self.table: Vocabulary = vocabulary()
        self.taken_starts = [start for start, _ in taken]
        self.taken_ends: list[int] = []
        furthest = 0
        for _, end in taken:
            furthest = max(furthest, end)
            self.taken_ends.append(furthest)
        self.indices = [token.idx for token in doc] if doc is not None else []
        self.numeral_classes = {code("NUM"), code("YEAR")}
        self.half_class = code("HALF")

    def word(self, at: int) -> str:
        """The token at an index, lower case; "" outside the text."""
        return self.lower[at] if 0 <= at < self.size else ""

    def joined(self, at: int) -> bool:
        """Whether a token stands right behind the one before, without a blank."""
        return 0 < at < self.size and self.lexed.starts[at] == self.lexed.ends[at - 1]

    def free(self, at: int) -> bool:
        """Whether no time (headline, digest) covers a token."""
        if not 0 <= at < self.size:
            return True
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
        if not 0 <= at < self.size or self.lexed.classes[at] not in self.numeral_classes:
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
            found = table.get(tuple(" ".join(self.lower[start:at]).split()))
            if found is not None:
                return start, found
        return None

    def bounds(self, first: int, behind: int) -> tuple[int, str, str]:
        """Where the modifiers before a number begin, what they do to its ends, and their words."""
        start, effect = first, "same"
        for _ in range(3):
            found = self.phrase_before(start, self.table.bounds)
            if found is None or found[0] < behind or not self.free(found[0]) or found[1] == "none":
                break
            particle = self.token(found[0])
            alone = found[0] == start - 1 and " " not in self.lower[found[0]]
            if alone and particle is not None and particle.dep_ == "prt":
                break  # "handed over 2 million"
            start, effect = found
            if effect != "same":
                break
        said = " ".join(self.lower[start:first])
        return start, effect, said

    @staticmethod
    def ends(value: Number, top: Number, effect: str) -> tuple[Number | None, Number | None, str | None]:
        """Low and high end and TIMEX-like mod of a number (or of two) after what its modifier does to it."""
        if effect == "low":
            return value, None, None
        if effect == "high":
            return None, top, None
        return value, top, "APPROX" if effect == "about" else None

    def unit(self, at: int) -> tuple[int, Kind, str] | None:
        """The unit at a token: how many tokens it takes, its kind and its name."""
        for count in (4, 3, 2, 1):
            if at + count > self.size:
                continue
            found = self.table.units.get(tuple(" ".join(self.lower[at : at + count]).split()))
            if found is not None:
                return count, *found
        return None

    def symbol(self, at: int) -> tuple[int, str] | None:
        """The currency sign right before a number: where it begins, and its unit."""
        if at < 1:
            return None
        for count in (2, 1):
            first = at - count
            if first < 0 or (count == 2 and not self.joined(at - 1)):
                continue
            sign = "".join(self.lower[first:at])
            unit = self.table.symbols.get(sign)
            if unit is None:
                continue
            if (
                len(sign) == 1
                and sign.isalpha()
                and not (self.joined(at) and self.lexed.text[self.lexed.starts[first]].isupper())
            ):
                continue
            if sign.isalpha() and not self.lexed.text[self.lexed.starts[first]].isupper():
                continue
            return first, unit
        return None

    def noun_follows(self, at: int) -> bool:
        token = self.token(at)
        return (
            token is not None
            and token.dep_ in ("nummod", "quantmod", "compound")
            and token.head.i > token.i
            and token.head.pos_ in ("NOUN", "PROPN")
        )

    def counted(
        self, first: int, last: int, low: Number | None, high: Number | None, mod: str | None, why: str, *, number: int | None = None
    ) -> Amount:  # fmt: skip
        """An amount of what follows it: the noun that the parse hangs the number on, or what "of" names."""
        token = self.token(last - 1 if number is None else number)
        end, unit = last, None
        if self.word(last) == "of" and token is not None:
            end, unit = self.of(last)
        elif token is not None:
            head = token.head if token.dep_ == "conj" and token.head.pos_ == "NUM" else token  # "36 or 37 seats"
            while (
                head.dep_ in ("nummod", "quantmod", "compound", "amod", "nmod")
                and head.head.i > head.i
                and head.head.i - token.i < 9
            ):
                head = head.head
            if head.i > token.i and head.pos_ in ("NOUN", "PROPN", "ADJ", "VERB"):
                end = max(last, bisect_right(self.lexed.starts, head.idx))
                unit = head.text
                if any(self.number(at) is not None or self.lower[at] == "¶" for at in range(last, min(end, self.size))):
                    end, unit = last, None
            elif self.word(last) in ("others", "people", "dead", "injured", "wounded", "missing"):
                end, unit = last + 1, self.word(last)
        return Amount(
            first, min(end, self.size), low, high, "count", unit, f"{why}{', of ' + unit if unit else ''}", mod
        )

    def of(self, at: int) -> tuple[int, str | None]:
        """Where the noun that "of" names ends, and the noun: "of them", "of the 19 places"."""
        token = self.token(at)
        if token is None:
            return at, None
        noun = next((child for child in token.children if child.dep_ == "pobj"), None)
        if noun is None or noun.i - token.i > 8:
            if self.word(at + 1) in ("them", "those", "these", "us", "you"):
                return at + 2, None
            return at, None
        return max(at, bisect_right(self.lexed.starts, noun.idx)), None if noun.pos_ == "PRON" else noun.text
