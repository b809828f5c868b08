"""The forms of words in the training texts, and which words stand near a word in use but mean another thing."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
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


def number_near(text: str, numerals: Sequence[str], rng: random.Random) -> str | None:
    """Another number in the same manner of writing; `numerals` are those written as words."""
    if text.lower() in numerals:
        new = rng.choice([w for w in numerals if w != text.lower()])
        return new.capitalize() if text[0].isupper() else new
    digits = text.replace(",", "")
    try:
        value = float(digits)
    except ValueError:
        return None
    if value > 1e10:
        return None
    if "." in digits:
        places = len(digits.partition(".")[2])
        return f"{value + rng.choice([-1, 1]) * rng.choice([0.1, 0.3, 1.2, 2.5, value]) or 1:.{places}f}".lstrip("-")
    whole = int(value)
    if 1900 < whole < 2100 and "," not in text:
        return str(whole + rng.choice([-12, -3, -2, -1, 1, 2, 4, 10]))
    options = [
        whole * 2,
        whole + 1,
        whole + rng.choice([2, 3, 7, 10]),
        max(2, whole - 1),
        max(2, whole // 2),
        int(str(whole)[::-1]),
        whole * 10,
    ]
    new = rng.choice([x for x in options if x != whole and x > 1] or [whole + 5])
    return f"{new:,}" if "," in text else str(new)
