"""The parse as plain columns, read once, so that the rules stay quick and need no parser to be tested."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from copydesk.read.ranges import Range, stands_in

if TYPE_CHECKING:
    from spacy.tokens import Doc

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"})
_FOLDED = str.maketrans("’‘", "''")


@dataclass(frozen=True, slots=True)
class Tree:
    """Columns over the tokens of a document: `head[i]` is the index of token i's head (its own at a root).

    `left[i]` to `right[i]` (inclusive) is the stretch that token i and all it governs stand on; `sentence[i]` numbers
    its sentence, whose tokens run from `starts[n]` up to `ends[n]`.
    """

    text: str
    start: list[int]
    end: list[int]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    entity: list[str]
    head: list[int]
    left: list[int]
    right: list[int]
    children: list[list[int]]
    sentence: list[int]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.start)

    def kids(self, token: int, *deps: str) -> list[int]:
        """The children of `token` whose dependency is one of `deps`, in text order."""
        dep = self.dep
        return [child for child in self.children[token] if dep[child] in deps]

    def kid(self, token: int, *deps: str) -> int | None:
        """The first child of `token` with one of the dependencies, or None."""
        dep = self.dep
        for child in self.children[token]:
            if dep[child] in deps:
                return child
        return None

    def subject(self, verb: int) -> int | None:
        """The subject that `verb` has itself, or None.

        "He has three times refused" is parsed as though the times refused, or as though he had them.
        """
        found = [
            kid
            for kid in self.kids(verb, "nsubj", "nsubjpass", "csubj")
            if self.lower[kid] != "times" or self.pos[kid] != "NOUN"
        ]
        if not found:
            found = [kid for aux in self.kids(verb, "aux") for kid in self.kids(aux, "nsubj")]
        if len(found) > 1 and self.right[found[0]] + 1 == self.left[found[1]] and self.pos[found[1]] == "PROPN":
            return found[1]  # "The newspaper Kommersant", read as two
        return found[0] if found else None

    def negated(self, token: int) -> bool:
        """Whether `token` has a negating particle of its own."""
        return any(
            self.dep[child] == "neg" or self.lower[child] in ("never", "not", "n't", "neither", "nor")
            for child in self.children[token]
            if child < token or self.dep[child] == "neg"
        )

    def bounds(self, token: int) -> tuple[int, int]:
        """First and last token of the sentence that `token` stands in."""
        number = self.sentence[token]
        return self.starts[number], self.ends[number] - 1

    def after_semicolon(self, token: int) -> int:
        """The first token behind the last semicolon before `token` in its sentence, or of the sentence."""
        first = self.starts[self.sentence[token]]
        return next((at + 1 for at in range(token - 1, first, -1) if self.lower[at] == ";"), first)

    def within(self, body: Range, aside: Sequence[Range] = ()) -> Iterator[int]:
        """The numbers of the sentences that begin in the characters of `body` and in none of those `aside` (in text order)."""
        for number, first in enumerate(self.starts):
            place = self.start[first]
            if body[0] <= place < body[1] and not stands_in(place, aside):
                yield number

    def words(self, first: int, last: int) -> str:
        """The text of the tokens `first` to `last`."""
        return self.text[self.start[first] : self.end[last]]


@functools.lru_cache(maxsize=2)
def tree_of(doc: Doc) -> Tree:
    """The columns of a parsed document, kept for the next who asks for them. Linear in its length."""
    from spacy.attrs import DEP, ENT_TYPE, HEAD, IDX, LEMMA, LENGTH, LOWER, POS, TAG

    from copydesk.claims.forms import verb_forms

    columns = doc.to_array([IDX, LENGTH, LOWER, LEMMA, POS, TAG, DEP, HEAD, ENT_TYPE])
    strings = doc.vocab.strings
    known: dict[int, str] = {}

    def named(column: int) -> list[str]:
        names = []
        for key in columns[:, column].tolist():
            name = known.get(key)
            if name is None:
                name = known[key] = strings[key] if key else ""
            names.append(name)
        return names

    size = len(doc)
    start = columns[:, 0].tolist()
    end = [a + b for a, b in zip(start, columns[:, 1].tolist(), strict=True)]
    offsets = columns[:, 7].astype("int64").tolist()
    head = [i + (o if o < 1 << 31 else o - (1 << 32)) for i, o in enumerate(offsets)]
    children: list[list[int]] = [[] for _ in range(size)]
    for token, over in enumerate(head):
        if over != token:
            children[over].append(token)
    sentence = [0] * size
    starts: list[int] = []
    ends: list[int] = []
    left, right = list(range(size)), list(range(size))
    for number, words in enumerate(doc.sents):
        starts.append(words.start)
        ends.append(words.end)
        for token in range(words.start, words.end):
            sentence[token] = number
    _edges(head, children, left, right)
    folded: dict[str, str] = {}
    lower = [folded.get(word) or folded.setdefault(word, word.translate(_FOLDED)) for word in named(2)]
    lemma = [word.lower() for word in named(3)]
    pos = named(4)
    forms = verb_forms()
    for token, word in enumerate(lower):
        if pos[token] in ("VERB", "AUX") and (regular := forms.get(word)) is not None:
            lemma[token] = regular
    return Tree(doc.text, start, end, lower, lemma, pos, named(5), named(6), named(8), head,
                left, right, children, sentence, starts, ends)  # fmt: skip


def _edges(head: list[int], children: list[list[int]], left: list[int], right: list[int]) -> None:
    order = [token for token, over in enumerate(head) if over == token]
    for token in order:  # grows while it is read: parents before children
        order.extend(children[token])
    for token in reversed(order):
        over = head[token]
        if left[token] < left[over]:
            left[over] = left[token]
        if right[token] > right[over]:
            right[over] = right[token]
