"""Parsed, Quantities -> what happened to the people counted: killed, injured, missing, arrested, displaced ..."""

from copydesk.facts.tolls.finder import COMING, LEADING, Numbers, find_tolls, happened, part_of
from copydesk.facts.tolls.words import listed, tolls

__all__ = ["COMING", "LEADING", "Numbers", "find_tolls", "happened", "listed", "part_of", "tolls"]
