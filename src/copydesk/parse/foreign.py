"""Sentences of a language whose grammar the desk does not read."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.parse.parsed import paragraphs


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence by its closing marks, in any script (spaCy's sentencizer).

    >>> [("Привет. Как дела?")[a:b] for a, b in sentences("Привет. Как дела?")]
    ['Привет.', 'Как дела?']
    """
    import spacy

    blank = spacy.blank("xx")
    blank.add_pipe("sentencizer")
    for start, end in paragraphs(text):
        for sentence in blank(text[start:end]).sents:
            words = sentence.text
            left = start + sentence.start_char + len(words) - len(words.lstrip())
            right = start + sentence.start_char + len(words.rstrip())
            if left < right:
                yield left, right
