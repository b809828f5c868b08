"""Parsed -> Times: TIMEX3 expressions of English news, resolved against publication day and narrative."""

from copydesk.facts.times.finder import find_times, read_times

__all__ = ["find_times", "read_times"]
