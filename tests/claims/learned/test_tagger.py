"""The tagger: which words attribute, and to whom it links which words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from copydesk.claims.learned import tagger
from copydesk.claims.learned.tagger import CONTENT, SOURCE, links_of
from copydesk.claims.tree import Tree, tree_of
from copydesk.errors import ModelError
from copydesk.parse import document, weights


def read(text: str) -> tuple[Tree, tagger.Links]:
    tree = tree_of(document(text))
    return tree, links_of(tree, (0, len(text)))


def test_a_verb_of_saying_is_a_cue_and_a_deed_is_none() -> None:
    tree, links = read("The minister said the dam was safe. Soldiers crossed the river.")
    chance = {tree.lower[token]: links.cue(token) for token in range(len(tree))}
    assert chance["said"] > 0.9
    assert chance["crossed"] < 0.2
    assert [tree.lower[token] for token in links.cues(0.5)] == ["said"]


def test_source_and_content_are_linked_to_their_cue() -> None:
    tree, links = read("The minister said the dam was safe, but Ana Ruiz warned that the wall had cracked.")
    roles = links.roles(tree.lower.index("warned"))
    assert roles is not None
    words = {role: {tree.lower[t] for t, p in zip(roles.tokens, roles.chance[:, role], strict=True) if p > 0.5} for role in (SOURCE, CONTENT)}  # fmt: skip
    assert {"ana", "ruiz"} <= words[SOURCE]
    assert "minister" not in words[SOURCE]
    assert {"wall", "cracked"} <= words[CONTENT]
    assert "dam" not in words[CONTENT]


def test_words_outside_the_body_are_no_cues() -> None:
    text = "Mayor says no\n\nNobody came."
    tree = tree_of(document(text))
    links = links_of(tree, (15, len(text)))
    assert links.cue(tree.lower.index("says")) == 0.0
    assert links.roles(tree.lower.index("says")) is None


@pytest.fixture
def _model_anew() -> Iterator[None]:
    tagger._model.cache_clear()
    yield
    tagger._model.cache_clear()


@pytest.mark.usefixtures("_model_anew")
def test_weights_that_are_not_the_pinned_ones_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    class Other:
        def hexdigest(self) -> str:
            return "0" * 64

    monkeypatch.setattr(weights.hashlib, "sha256", lambda data: Other())
    with pytest.raises(ModelError, match="differ from the pinned"):
        read("He said so.")
