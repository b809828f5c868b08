"""Who spoke and who was spoken of so far in a report, and whom a pronoun goes back to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from copydesk.claims.actors import Actor, Cast
from copydesk.claims.antecedents import CLASSES, Candidate, Pronoun, candidates, choose
from copydesk.claims.kinds import kind_of
from copydesk.claims.tree import Tree
from copydesk.nouns import SourceKind

BODIES_THAT_SPEAK = frozenset(
    {"company", "organisation", "media", "government", "police", "military", "court", "official"}
)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A source's name, the mention it is taken from (characters), its kind, and how it was reached, in words."""

    name: str | None
    named_by: tuple[int, int] | None
    kind: SourceKind
    how: str | None


@dataclass(frozen=True, slots=True)
class Source:
    """The words of a source and where they stand: characters, tokens with the head; who is quoted there, if anyone."""

    text: str
    low: str
    start: int
    end: int
    first: int
    last: int
    head: int
    outer: Resolved | None
    quoted: bool


class Memory:
    """All actors of a report, those who spoke so far, and the reader's sense of whom a pronoun means."""

    def __init__(self, tree: Tree, cast: Cast) -> None:
        self.tree, self.cast = tree, cast
        self.spoken: list[Actor] = []

    def recent(self, start: int, reach: int) -> list[Actor]:
        """Who spoke and who is spoken of within `reach` before `start`, speakers first."""
        recent = []
        for actor in reversed(self.spoken):
            if start - actor.end > 2 * reach:
                break
            if actor.start < start and start - actor.end <= reach:
                recent.append(actor)
        return recent + self.cast.before(start, reach)

    def kind(self, actor: Actor) -> SourceKind:
        """The kind that the words of the actor's phrase tell, else that of the actor's other mentions, else the plainest."""
        kind = self.told_kind(actor)
        if kind is None and actor.entity is None and actor.number == "many":
            return "witness"
        if kind in (None, "person") and actor.person and self._private(actor):
            return "witness"
        if kind is None and not actor.person and id(actor.entity) in self.cast.firms:
            return "company"
        return kind or ("person" if actor.person else "organisation")

    def told_kind(self, actor: Actor) -> SourceKind | None:
        """The kind that the report's words tell, or None."""
        kind = actor.kind or (self.cast.kinds.get(id(actor.entity)) if actor.entity is not None else None)
        if kind is None and actor.entity is not None and not actor.person:
            kind = kind_of(actor.name)
        return kind

    def candidates(self, low: str, start: int, outer: Resolved | None, quoted: bool) -> list[Candidate]:
        """Whom a pronoun that begins at `start` may mean, the nearest first."""
        token = max(bisect_right(self.tree.start, start) - 1, 0)
        place = Pronoun(low, start, token, quoted, outer.name if outer is not None else None)
        return candidates(self.tree, self.cast, self.spoken, place, self.kind)

    def antecedent(
        self,
        low: str,
        start: int,
        outer: Resolved | None,
        quoted: bool,
        fits: Callable[[Actor], bool] | None = None,
    ) -> Actor | None:
        """Whom a pronoun means, of those that `fits` allows, or None."""
        if low in ("who", "which"):
            near = (
                a for a in self.recent(start, 60) if a.end < start and not self.tree.text[a.end : start].strip(" ,")
            )
            return next(near, None)
        if low not in CLASSES:
            return None
        found = self.candidates(low, start, outer, quoted)
        if fits is not None:
            found = [one for one in found if fits(one.best)]
        best, _ = choose(found, low)
        return best.best if best is not None else None

    def _private(self, actor: Actor) -> bool:
        """Whether a person is told by age or home and named seldom, as witnesses are and the persons of a story are not."""
        return id(actor.entity) in self.cast.private and actor.entity is not None and len(actor.entity.mentions) <= 4
