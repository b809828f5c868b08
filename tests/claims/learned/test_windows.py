"""What the encoder reads: every word of the body once, in windows it can take."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from copydesk.claims.learned.windows import LONGEST, inside_quotes, windows
from copydesk.claims.tree import tree_of
from copydesk.parse import document

TEXT = "The mayor said “no”. She left.\n\nOn Monday two men, he told the court, “fled to São Tomé”."


def test_every_token_of_the_body_is_in_one_window() -> None:
    tree = tree_of(document(TEXT))
    seen = [token for window in windows(tree, (0, len(TEXT))) for token in dict.fromkeys(window.tokens[1:-1].tolist())]
    assert seen == [token for token in range(len(tree)) if tree.pos[token] != "SPACE"]


def test_sentences_outside_the_body_are_not_read() -> None:
    tree = tree_of(document(TEXT))
    body = (TEXT.index("On Monday"), len(TEXT))
    assert min(window.start[1:-1].min() for window in windows(tree, body)) == body[0]


def test_word_pieces_stand_where_their_characters_are() -> None:
    tree = tree_of(document(TEXT))
    for window in windows(tree, (0, len(TEXT))):
        for token, start, end in zip(window.tokens[1:-1], window.start[1:-1], window.end[1:-1], strict=True):
            assert tree.start[token] <= start < end <= tree.end[token]


def test_a_sentence_longer_than_a_window_is_parted() -> None:
    text = "He said " + "very " * 400 + "little."
    made = windows(tree_of(document(text)), (0, len(text)))
    assert len(made) > 2
    assert all(len(window.pieces) <= LONGEST + 2 for window in made)


def test_a_body_without_words_has_no_windows() -> None:
    tree = tree_of(document("Headline"))
    assert windows(tree, (8, 8)) == []


@given(st.text(alphabet='ab “”"\n.', max_size=60))
def test_quotation_never_runs_over_a_line(text: str) -> None:
    mask = inside_quotes(text)
    assert len(mask) == len(text)
    assert not any(inside for inside, letter in zip(mask, text, strict=True) if letter == "\n")
