"""Rules: a pattern over word classes, and the function that reads what it found."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from copydesk.facts.times.lexer import Lexed, code
from copydesk.facts.times.scene import Reading, Scene

# Named pieces of patterns. A class name stands for one token of that class; blanks mean nothing.
PIECES = {
    "{ANYUNIT}": "(?:UNIT|UNITS|YEARWORD|DAYWORD|QUARTERWORD|CENTURY)",
    "{MON}": "MONTH",
    "{AMOUNT}": "(?:NUM|A|FEW|ORD)",
    "{REL}": "(?:LAST|NEXT|THIS|THAT)",
    "{THATYEAR}": "(?: OF? THE? (?P<rel>LAST|NEXT|THIS|THAT) YEARWORD)",
    "{CLOCKTIME}": "(?:(?P<clock>CLOCK) (?P<mer>MERIDIEM)? OCLOCK? | (?P<clock1>NUM|YEAR) (?P<mer1>MERIDIEM) | (?P<clock2>NUM) OCLOCK (?P<mer2>MERIDIEM)? | (?P<clock3>NUM) (?=IN THE PART) | (?P<clock4>NUM|YEAR) (?=ZONE) | (?P<noon>NOON))"
    "(?P<zone>ZONE)? (?: (?:IN|AT) THE? (?P<inpart>PART) )?",
    "{DAY}": "(?:(?:(?P<det>LAST|NEXT|THIS|THE|THAT|A)? NEXT? (?P<wd>WEEKDAY) (?:COMMA? THE? "
    "(?:(?P<mona>MONTH) (?P<doma>NUM|ORD) (?:COMMA? (?P<yra>YEAR))? | (?P<domb>NUM|ORD) OF? (?P<monb>MONTH) (?:COMMA? (?P<yrb>YEAR))?))?)"
    "|(?P<detmon>LAST|NEXT|THIS)? (?P<monc>MONTH) THE? (?P<domc>NUM|ORD) (?: COMMA? (?P<yrc>YEAR) | {THATYEAR})?"
    "|(?:THE)? (?P<domd>NUM|ORD) OF? (?P<mond>MONTH) (?: COMMA? (?P<yrd>YEAR) | OF? THE? (?P<reld>LAST|NEXT|THIS|THAT) YEARWORD)?"
    "|(?P<dayref>DAYREF) | (?P<iso>ISO) | (?P<slashed>SLASHED)"
    "|(?P<detholiday>LAST|NEXT|THIS)? (?P<holiday>HOLIDAY) (?: COMMA? (?P<yrh>YEAR) | OF? (?P<relh>LAST|NEXT|THIS) YEARWORD)?)",
}
_CLASS = re.compile(r"(?<![?<\w])[A-Z]{1,12}(?![\w>])")


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern in class names as a regular expression over class characters."""
    while "{" in pattern:
        before = pattern
        for name, piece in PIECES.items():
            pattern = pattern.replace(name, piece)
        if before == pattern:
            break
    return re.compile(_CLASS.sub(lambda found: code(found.group()), pattern).replace(" ", ""))


@dataclass(frozen=True, slots=True)
class Found:
    """A pattern's match: `value("name")` and `quote("name")` give what its groups caught, None where they did not."""

    lexed: Lexed
    match: re.Match[str]

    @property
    def start(self) -> int:
        """The first character."""
        return self.lexed.starts[self.match.start()]

    @property
    def end(self) -> int:
        """The character behind the last."""
        return self.lexed.ends[self.match.end() - 1]

    def value(self, *names: str) -> Any:
        """The value of the first of these groups that caught a token."""
        index = self.index(*names)
        return None if index is None else self.lexed.values[index]

    def index(self, *names: str) -> int | None:
        """The token of the first of these groups that caught one."""
        groups = self.match.re.groupindex
        for name in names:
            if name in groups and self.match.start(name) >= 0 and self.match.end(name) > self.match.start(name):
                return self.match.start(name)
        return None

    def quote(self, *names: str) -> str | None:
        """The words of the first of these groups that caught any, lower case."""
        index = self.index(*names)
        if index is None:
            return None
        return self.lexed.text[self.lexed.starts[index] : self.lexed.ends[index]].lower()

    def before(self, count: int = 1) -> str:
        """The word so many tokens before, lower case; "" at the start."""
        index = self.match.start() - count
        return self.lexed.quote(index, index + 1).lower() if index >= 0 else ""

    def after(self, count: int = 1) -> str:
        """The word so many tokens behind, lower case; "" at the end."""
        index = self.match.end() + count - 1
        return self.lexed.quote(index, index + 1).lower() if index < len(self.lexed.classes) else ""


Reader = Callable[[Found, Scene], Reading | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and its reader; `lead` tokens at the start of the match are not part of the expression."""

    name: str
    pattern: re.Pattern[str]
    read: Reader


RULES: list[Rule] = []


def rule(pattern: str) -> Callable[[Reader], Reader]:
    """Add a rule; of rules that match at one place the longest wins, then the one that was added first."""

    def add(read: Reader) -> Reader:
        RULES.append(Rule(read.__name__, compiled(pattern), read))
        return read

    return add
