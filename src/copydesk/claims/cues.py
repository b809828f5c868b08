"""The lexicon of attribution: which words attribute, how they take their content, how sure they leave it."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from copydesk.claims.tree import Tree
from copydesk.nouns import Certainty, Polarity


@dataclass(frozen=True, slots=True)
class VerbClass:
    """A class of verbs that attribute alike: the frames they take, and how sure they leave what they attribute."""

    name: str
    frames: frozenset[str]
    certainty: Certainty
    polarity: Polarity
    gloss: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All cue words. `classes[lemma]` are the classes of a verb, in the order of the data file."""

    classes: dict[str, tuple[VerbClass, ...]]
    cue_prepositions: dict[str, frozenset[str]]
    content_prepositions: dict[str, frozenset[str]]
    particles: dict[str, dict[str, VerbClass]]  # of a verb, what class it is of with each particle
    phrases: dict[str, Any] = field(repr=False)
    nouns: dict[str, tuple[Certainty, Polarity]] = field(repr=False)
    adjectives: dict[str, Certainty] = field(repr=False)
    adverbs: dict[str, Certainty] = field(repr=False)

    def takes(self, lemma: str, frame: str) -> VerbClass | None:
        """The first class of the verb that takes `frame`, or None."""
        for verb_class in self.classes.get(lemma, ()):
            if frame in verb_class.frames:
                return verb_class
        return None

    def with_particle(self, tree: Tree, verb: int) -> tuple[int, VerbClass] | None:
        """The particle of a verb that says something only with it ("ruled out"), and the class that it is then of."""
        found = self.particles.get(tree.lemma[verb], {})
        return next(
            ((kid, found[tree.lower[kid]]) for kid in tree.children[verb] if kid > verb and tree.lower[kid] in found),
            None,
        )

    def names(self, lemma: str) -> frozenset[str]:
        """The names of the verb's classes."""
        return frozenset(verb_class.name for verb_class in self.classes.get(lemma, ()))


@functools.cache
def table(name: str) -> dict[str, Any]:
    """One data file of this package, read once a process; not to be changed."""
    return tomllib.loads((files("copydesk.claims") / "data" / f"{name}.toml").read_text(encoding="utf-8"))


@functools.cache
def lexicon() -> Lexicon:
    """The lexicon, read once a process."""
    verbs, phrases = table("verbs"), table("phrases")
    classes: dict[str, list[VerbClass]] = {}
    for name, entry in verbs.items():
        if name in ("phrasal", "particle"):
            continue
        verb_class = VerbClass(
            name, frozenset(entry["frames"]), entry["certainty"], entry.get("polarity", "positive"), entry["gloss"]
        )
        for lemma in dict.fromkeys(entry["verbs"]):
            classes.setdefault(lemma, []).append(verb_class)
    cue, content = {}, {}
    for row in verbs["phrasal"]:
        cue[row["verb"]] = frozenset(row.get("cue", ()))
        content[row["verb"]] = frozenset(row.get("content", ()))
    particles: dict[str, dict[str, VerbClass]] = {}
    for row in verbs["particle"]:
        verb_class = next(found for found in classes[verbs[row["class"]]["verbs"][0]] if found.name == row["class"])
        for words in row["verbs"]:
            lemma, particle = words.split()
            particles.setdefault(lemma, {})[particle] = verb_class
    nouns: dict[str, tuple[Certainty, Polarity]] = {}
    for certainty in ("certain", "probable", "possible"):
        nouns.update((noun, (certainty, "positive")) for noun in phrases["nouns"][certainty])
    nouns.update((noun, ("certain", "negative")) for noun in phrases["nouns"]["negative"])
    adjectives = {word: level for level, words in phrases["adjectives"].items() for word in words}
    adverbs = {word: level for level, words in phrases["adverbs"].items() for word in words}
    return Lexicon(
        {lemma: tuple(found) for lemma, found in classes.items()},
        cue,
        content,
        particles,
        phrases,
        nouns,
        adjectives,
        adverbs,
    )
