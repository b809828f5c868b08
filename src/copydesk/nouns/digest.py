"""A digest in which every sentence cites."""

from __future__ import annotations

import msgspec

from copydesk.errors import SpanError
from copydesk.nouns.span import Span


class DigestSentence(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence, the report sentences it rests on, the claims it tells (indices) and whose they are.

    `edits` tell, one sentence each, what was changed against the evidence ("“She” → “Ana Ruiz”: named in line 2").
    """

    text: str
    evidence: tuple[Span, ...]
    claims: tuple[int, ...] = ()
    source_name: str | None = None
    edits: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.evidence:
            raise SpanError("a digest sentence must cite", where=self.text[:60])


class Digest(msgspec.Struct, frozen=True, kw_only=True):
    """A digest of one report (`reports` holds its id) or of several."""

    id: str
    reports: tuple[str, ...]
    sentences: tuple[DigestSentence, ...]
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The digest as running text."""
        return " ".join(sentence.text for sentence in self.sentences)
