"""Quotation marks of every style, over sentence and paragraph ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.claims.quotations import find_quotations


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotations(text).outer]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('He said "no". She said "yes".', ['"no"', '"yes"']),
        ("“One. Two,” he said.", ["“One. Two,”"]),
        ("«Non», dit-il.", ["«Non»"]),
        ("„Nein“, sagte er.", ["„Nein“"]),
        ("Don't touch the soldiers' boots; it's cold.", []),
        ("‘We can’t,’ he said.", ["‘We can’t,’"]),
        ("“They told me, ‘Go home.’ I went,” he said.", ["“They told me, ‘Go home.’ I went,”"]),
        ("“Never closed. And on it goes.\n\nNext paragraph.", ["“Never closed. And on it goes."]),
    ],
)
def test_outer(text, found):
    assert quoted(text) == found


def test_a_quotation_goes_on_in_the_next_paragraph():
    found = find_quotations("“First part.\n\n“Second part,” he said.").outer
    assert [q.continues for q in found] == [False, True]
    assert [q.closed for q in found] == [False, True]


def test_nested_depth():
    found = find_quotations("“He said ‘no’ twice.”").all
    assert [q.depth for q in found] == [0, 1]


def test_many_marks():
    assert len(find_quotations('"a" ' * 5_000).outer) == 5_000
    assert find_quotations("“a " * 10_000).outer == ()


@given(st.text(alphabet="“”\"'‘’«»„ab.,\n ", max_size=200))
def test_spans_are_ordered_and_inside(text):
    quotations = find_quotations(text)
    assert all(0 <= q.start < q.end <= len(text) for q in quotations.all)
    assert all(a.end <= b.start for a, b in zip(quotations.outer, quotations.outer[1:], strict=False))
