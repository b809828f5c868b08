"""Parsed -> [Place]: toponyms, each resolved to one place of the world."""

from copydesk.facts.places.places import find_places

__all__ = ["find_places"]
