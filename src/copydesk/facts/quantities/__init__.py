"""Parsed -> Quantities: counts, ages, sums, shares and measures of English news."""

from copydesk.facts.quantities.finder import find_quantities

__all__ = ["find_quantities"]
