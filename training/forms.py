"""The forms of words in the training texts, and which words stand near a word in use but mean another thing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from copydesk.audit.words import nearness, opposites, relatives


@dataclass(slots=True)
class Forms:
    """The forms of words in some texts: what a lemma is with a tag, and which words can stand near a word."""

    forms: dict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    near: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def learn(self, docs: Iterable[Any]) -> None:
        """Count the forms in some texts."""
        for doc in docs:
            for token in doc:
                if token.is_alpha and token.is_lower and token.tag_[:2] in ("VB", "NN", "JJ", "RB"):
                    self.forms[token.lemma_.lower(), token.tag_][token.lower_] += 1

    def form(self, lemma: str, tag: str) -> str | None:
        """The usual form of a lemma with a tag, None where the texts have none."""
        counted = self.forms.get((lemma, tag))
        return counted.most_common(1)[0][0] if counted else None

    def others(self, lemma: str, tag: str) -> list[str]:
        """Forms of words that stand near a lemma in use and mean another thing."""
        if (lemma, tag) not in self.near:
            same = relatives(lemma)
            found = []
            for other, its_tag in self.forms:
                if its_tag != tag or other == lemma or same.get(other, 0.0) > 0.8:
                    continue
                how = nearness(lemma, other)
                if 0.38 < how < 0.72 or other in opposites(lemma):
                    found.append((how, other))
            self.near[lemma, tag] = [o for _, o in sorted(found, reverse=True)[:30]]
        return [form for other in self.near[lemma, tag] if (form := self.form(other, tag))]
