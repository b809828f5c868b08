"""What the tests of claims share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from copydesk.claims import find_claims, find_unknowns
from copydesk.nouns import Claim, Report, Span
from copydesk.parse import parse
from copydesk.parse.names import find_names


@dataclass(frozen=True)
class Read:
    """A text, its claims and its unknowns."""

    text: str
    claims: tuple[Claim, ...]
    unknowns: tuple[Span, ...]

    @property
    def one(self) -> Claim:
        """The only claim."""
        assert len(self.claims) == 1, [(claim.cue.quote, [s.quote for s in claim.content]) for claim in self.claims]
        return self.claims[0]

    def by(self, cue: str) -> Claim:
        """The first claim with a cue."""
        found = [claim for claim in self.claims if claim.cue.quote == cue]
        assert found, [(claim.cue.quote, [s.quote for s in claim.content]) for claim in self.claims]
        return found[0]


def claims_of(text: str, outlet: str | None = None) -> Read:
    """Read one text."""
    parsed = parse(Report(id="t", text=text, outlet=outlet))
    claims = find_claims(parsed, find_names(parsed))
    return Read(text, claims, find_unknowns(parsed, claims))


@pytest.fixture(scope="session")
def reading() -> Callable[..., Read]:
    """A function that reads a text: `reading("The mayor said no.").one`."""
    return claims_of
