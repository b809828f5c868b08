"""A claim in the making: token ranges before they become spans."""

from __future__ import annotations

from dataclasses import dataclass, field

from copydesk.nouns import Certainty, Polarity

Range = tuple[int, int]  # first and last token, both included
Letters = tuple[int, int]  # first character, and the one after the last


@dataclass(slots=True)
class Draft:
    """What a rule proposes: source, cue and content as ranges of tokens, and which rule on which word.

    `content` may instead be character ranges (`letters`) where a quotation gives them. `head` is the token of the
    source's head noun; `clause` the head of the clause that is said.
    """

    rule: str
    verb: int
    cue: Range
    source: Range | None
    content: list[Range]
    certainty: Certainty
    polarity: Polarity
    gloss: str
    head: int | None = None
    clause: int | None = None
    letters: list[tuple[int, int]] = field(default_factory=list)
    refusal: bool = False
    fixed: bool = False  # certainty and polarity are settled: the wording of the content does not change them
    quoted: bool = False
    hedge: Range | None = None
    matrix: int | None = None  # the verb whose subject this verb shares, over the clause that the parser put it in
    like: int | None = None  # the verb whose content this claim repeats ("…, citing X")
