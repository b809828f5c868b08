"""What hangs together: groups of numbers from links between them."""

from __future__ import annotations

from collections.abc import Iterable


def joined(count: int, links: Iterable[tuple[int, int]]) -> list[tuple[int, ...]]:
    """The groups of 0..count-1 that links join, each in order, the groups by their first number.

    >>> joined(5, [(3, 1), (4, 3)])
    [(0,), (1, 3, 4), (2,)]
    """
    root = list(range(count))

    def top(number: int) -> int:
        while root[number] != number:
            root[number] = root[root[number]]
            number = root[number]
        return number

    for first, second in links:
        first, second = top(first), top(second)
        root[max(first, second)] = min(first, second)
    groups: dict[int, list[int]] = {}
    for number in range(count):
        groups.setdefault(top(number), []).append(number)
    return [tuple(group) for group in groups.values()]
