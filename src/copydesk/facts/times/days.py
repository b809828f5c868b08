"""Days: dates, weekdays, named days."""

from __future__ import annotations

import datetime as dt
import re

from copydesk.facts.times import calendar
from copydesk.facts.times.calendar import MONTHS, WEEKDAYS
from copydesk.facts.times.grammar import Found, compiled, rule
from copydesk.facts.times.lexer import Lexed, code
from copydesk.facts.times.scene import NO_DAY, PRINTED, Reading, Scene, apart
from copydesk.facts.times.written import read_figures


def weekday(number: int, det: str | None, at: int, scene: Scene) -> tuple[str, str]:
    """The day of a weekday's name, and why."""
    name = WEEKDAYS[number - 1]
    if scene.history and scene.day is not None:
        base, whose = scene.day, f"the narrative's {scene.day}"
    elif scene.published is not None:
        base, whose = scene.published, f"the publication day {scene.published}"
    else:
        return f"XXXX-WXX-{number}", f"{name}: which one is open, as no publication day is known"
    back = (base.isoweekday() - number) % 7
    if det == "last":
        found = calendar.shifted(base, -(back or 7))
        return iso(found), f"{name} last before {whose}"
    if det in ("next", "coming"):
        found = calendar.shifted(base, 7 - back)
        return iso(found), f"{name} next after {whose}"
    if det == "previous" or (det == "that" and scene.day):
        start = scene.day or base
        off = (start.isoweekday() - number) % 7
        return iso(calendar.shifted(start, -(off or 7 if det == "previous" else off))), f"{name} before {start}"
    if det == "following":
        start = scene.day or base
        ahead = (number - start.isoweekday()) % 7 or 7
        return iso(calendar.shifted(start, ahead)), f"{name} after {start}"
    tense = scene.tense(at)
    if back == 0:
        return iso(base), f"{name} on {whose}: the same day"
    if tense in ("future", "planned") or (tense == "present" and back > 3):
        return iso(calendar.shifted(base, 7 - back)), f"{name} next after {whose}, as the verb tells of what is to come"
    return iso(calendar.shifted(base, -back)), f"{name} before or on {whose}: {back} day{'s' * (back > 1)} before"


def iso(day: dt.date | None) -> str:
    return day.isoformat() if day is not None else "XXXX-XX-XX"


def year_beside(found: Found, scene: Scene) -> tuple[int | None, str]:
    """The year named beside a day or month by number or by "last year", if any."""
    year = found.value("yr", "yra", "yrb", "yrc", "yrd", "yrh")
    if year is not None:
        return int(year), "the year is told"
    rel = found.value("rel", "reld", "relh")
    if rel is not None:
        told = rel in ("that", "following", "previous") and scene.year is not None
        base = (
            scene.year if told or rel == "that" or scene.history else scene.published.year if scene.published else None
        )
        if base is None:
            return None, "the year is told by a publication day that is not known"
        return base + {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "that": 0}.get(str(rel), 1), (
            f"“{rel} year” from {base}"
        )
    return None, ""


_AHEAD = compiled(
    "(?:DASH|TO|AND|OR) (?:(?:NUM|ORD) COMMA? (?P<same>YEAR)"
    "|THE? (?:EDGE DASH?)? (?:(?P<mon>MONTH) (?:(?:NUM|ORD) COMMA?)? | (?P<season>SEASON)) OF? (?P<year>YEAR))"
)


def year_ahead(found: Found, month: int) -> tuple[int | None, str]:
    """The year told for a month by what it is joined with ("April and June 1955", "the spring and summer of 1943")."""
    ahead = _AHEAD.match(found.lexed.classes, found.match.end())
    if ahead is None:
        return None, ""
    values = found.lexed.values
    if ahead["same"]:
        return int(values[ahead.start("same")]), "the year is told behind"
    second = values[ahead.start("mon")] if ahead["mon"] else calendar.SEASON_MONTH[values[ahead.start("season")]]
    return int(values[ahead.start("year")]) - (month > second), "the year is told behind"


def day(found: Found, scene: Scene) -> tuple[str, str] | None:
    """The value of a pattern's {DAY}, and why; None where its words are no day."""
    month = found.value("mona", "monb", "monc", "mond")
    if month is not None:
        number = found.value("doma", "domb", "domc", "domd")
        if number != int(number) or not 1 <= number <= 31 or _spelled(found, "doma", "domb", "domc", "domd"):
            return None
        if not _named_month(found, "mona", "monb", "monc", "mond"):
            return None
        year, why = year_beside(found, scene)
        if year is None:
            year, why = year_ahead(found, month)
        at = found.start
        told = year is not None
        det = found.value("detmon")
        if year is None and det is not None and scene.anchor is not None:
            passed = (month, number) < (scene.anchor.month, scene.anchor.day)
            year = (
                scene.anchor.year - (not passed)
                if det in ("last", "past", "previous")
                else scene.anchor.year + (passed and det != "this")
            )
            why = f"“{det}” seen from {scene.anchor_name}"
        if year is None:
            year, why = scene.year_of(month, int(number), at)
            weekday_number = found.value("wd")
            if weekday_number and scene.published and year is not None:
                # "Friday, Oct. 23" also tells the year: the nearest in which that day is a Friday.
                near = [y for y in (year, year - 1, year + 1) if _is_weekday(y, month, int(number), weekday_number)]
                year = near[0] if near else year
        if year is None:
            if calendar.day(2024, month, int(number)) is None:
                return None
            return f"XXXX-{month:02}-{int(number):02}", f"{int(number)} {MONTHS[month - 1]}: {why}"
        if calendar.day(year, month, int(number)) is None:
            return None
        text = f"{year:04}-{month:02}-{int(number):02}"
        return text, (f"{text}, as written out" if told else f"{int(number)} {MONTHS[month - 1]}: {why}")
    number = found.value("wd")
    if number is not None:
        if found.quote("wd") in ("tue", "tues", "thurs") and not found.lexed.text[found.start].isupper():
            return None
        det = found.value("det")
        if det == "the" and scene.names(found.lexed.starts[found.index("wd") or 0]):
            return None  # the article of "the Tuesday deadline" is the deadline's
        if found.quote("wd") and str(found.quote("wd")).endswith("days"):
            return f"XXXX-WXX-{number}", f"{WEEKDAYS[number - 1]}s in general"
        if det == 1 and (scene.published is None or found.before() == "on"):
            return f"XXXX-WXX-{number}", f"a {WEEKDAYS[number - 1]}: which one is not told"
        return weekday(number, det if isinstance(det, str) else None, found.lexed.starts[found.index("wd") or 0], scene)
    ref = found.value("dayref")
    if ref is not None:
        word = str(found.quote("dayref"))
        if scene.history or (scene.published is None and scene.day is None):
            if ref == 0:
                return "PRESENT_REF", "“today”: the time of writing"
            return "XXXX-XX-XX", f"“{word}”: from a day that is not known"
        base = scene.published or scene.day
        return (iso(calendar.shifted(base, ref)), f"“{word}” on the publication day {base}") if base else None
    written = found.quote("iso")
    if written is not None:
        year, month, number = (int(part) for part in written.split("-"))
        return (written, f"{written}, as written out") if calendar.day(year, month, number) else None
    figures = found.index("slashed")
    if figures is not None:
        return read_figures(found.lexed.values[figures], _weekday_beside(found.lexed, figures), scene.order)
    if found.index("holiday") is not None:
        return _holiday(found, scene)
    return None


_BEFORE = re.compile(f"({code('WEEKDAY')}){code('COMMA')}?$")
_BEHIND = re.compile(f"[{code('OPEN')}{code('COMMA')}]?({code('WEEKDAY')})")


def _weekday_beside(lexed: Lexed, index: int) -> int | None:
    """The weekday named right before or behind a token ("Sunday, 3/11/2024", "3/11/2024 (Sunday)"), 1 to 7."""
    near = _BEFORE.search(lexed.classes[max(0, index - 2) : index])
    if near is not None:
        return int(lexed.values[max(0, index - 2) + near.start(1)])
    behind = _BEHIND.match(lexed.classes, index + 1)
    return int(lexed.values[behind.start(1)]) if behind else None


def _spelled(found: Found, *names: str) -> bool:
    """Whether a day's number is spelled as a cardinal word ("two May"), which no date is."""
    quote = found.quote(*names) or ""
    index = found.index(*names)
    return (
        index is not None
        and quote.isalpha()
        and found.lexed.values[index] is not None
        and not quote.endswith(("th", "st", "nd", "rd", "second", "third"))
    )


def _is_weekday(year: int, month: int, number: int, weekday_number: int) -> bool:
    found = calendar.day(year, month, number)
    return found is not None and found.isoweekday() == weekday_number


def _named_month(found: Found, *names: str) -> bool:
    """Month names are capitalised: "may 5 people" and "march 10 miles" are none."""
    index = found.index(*names)
    return index is not None and found.lexed.text[found.lexed.starts[index]].isupper()


def _holiday(found: Found, scene: Scene) -> tuple[str, str] | None:
    kind, holiday_rule = found.value("holiday")
    name = str(found.quote("holiday"))
    index = found.index("holiday")
    named = name == "the new year" or re.search(r"[A-Z\d]", found.lexed.text[found.start : found.end])
    if index is None or not named:
        return None
    year, _why = year_beside(found, scene)
    if kind == "dated":
        return str(holiday_rule), f"“{name}” is {holiday_rule}"
    if year is None:
        base = scene.anchor
        if base is None:
            return (f"XXXX-{holiday_rule}", f"“{name}”: the year stays open") if kind == "fixed" else None
        days = [
            d for y in (base.year - 1, base.year, base.year + 1) if (d := calendar.named_day(kind, holiday_rule, y))
        ]
        det = found.value("detholiday")
        tense = scene.tense(found.start)
        tense = "either" if tense == "unknown" else tense  # a feast is as often looked forward to as back upon
        if det == "last":
            days = [d for d in days if d < base]
        elif det in ("next", "coming"):
            days = [d for d in days if d >= base] or days
        best = min(days, key=lambda d: apart((d - base).days, tense, known=False), default=None)
        return (best.isoformat(), f"“{name}” nearest to {scene.anchor_name}") if best else None
    best = calendar.named_day(kind, holiday_rule, year)
    return (best.isoformat(), f"“{name}” of {year}") if best else None


def _is_no_day(found: Found, scene: Scene) -> bool:
    """Whether a pattern's words are written as a date that the calendar does not have: "31 February", "45/13/2024"."""
    figures = found.index("iso", "slashed")
    if figures is not None:
        parts = re.split("[./-]", found.lexed.quote(figures, figures + 1))
        return any(len(part) == 4 and part.isdigit() and int(part) in PRINTED for part in parts)
    month, number = found.value("mona", "monb", "monc", "mond"), found.value("doma", "domb", "domc", "domd")
    quote = found.quote("doma", "domb", "domc", "domd") or ""
    if month is None or not quote[0].isdigit() or number != int(number):
        return False
    year = found.value("yra", "yrb", "yrc", "yrd")
    if calendar.day(int(year or 2024), month, int(number)) is not None or number > 99:
        return False
    if year is not None or found.index("domb", "domd") is not None:
        return year is not None or number <= 31
    at = found.match.end()
    behind = scene.token(found.lexed.starts[at]) if at < len(found.lexed.starts) else None
    return number <= 31 and (
        behind is None or behind.pos_ not in ("NOUN", "ADJ", "PROPN")
    )  # "in February 30 people died"


def mod_of(found: Found) -> str | None:
    about = found.value("about")
    if about is not None:
        return "APPROX" if about in ("LESS_THAN", "MORE_THAN") else str(about)
    other = found.value("edge", "edge2", "so")
    return str(other) if other is not None else None


def joined(day_value: str, time: str) -> str:
    return (
        f"XXXX-XX-XX{time}"
        if day_value == "PRESENT_REF"
        else day_value[:10] + time
        if "W" not in day_value
        else day_value + time
    )


@rule("(?:(?P<edge>EDGE|EARLIER|LATER) DASH? ON? | IN THE (?P<edge2>EDGE) )? {DAY}")
def one_day(found: Found, scene: Scene) -> Reading | None:
    """A day: "Wednesday", "January 13", "13 January 2023", "early on Tuesday", "last Friday", "Christmas Eve"."""
    read = day(found, scene)
    if read is None:
        return NO_DAY if _is_no_day(found, scene) else None
    edge = found.value("edge")
    mod = {"earlier": "START", "later": "END"}.get(str(edge), edge) if edge else None
    return Reading(read[0], "DATE", read[1], mod)


@rule("THE? (?P<nth>ORD|LAST) (?P<wd>WEEKDAY) (?:IN|OF) (?P<mon>MONTH) (?: COMMA? (?P<yr>YEAR) | {THATYEAR})?")
def weekday_of_month(found: Found, scene: Scene) -> Reading | None:
    """A weekday by its place in a month: "the second Monday in June", "the last Friday of May 2019"."""
    month, nth, number = int(found.value("mon")), found.value("nth"), int(found.value("wd"))
    year, why = year_beside(found, scene)
    if year is None:
        year, why = scene.year_of(month, None, found.start)
    if year is None or not _named_month(found, "mon") or (nth != "last" and nth not in (1, 2, 3, 4, 5)):
        return None
    days = [d for at in range(1, 32) if (d := calendar.day(year, month, at)) and d.isoweekday() == number]
    place = -1 if nth == "last" else int(nth) - 1
    return Reading(iso(days[place]), "DATE", f"the weekday told of the month; {why}") if place < len(days) else None


@rule("(?P<wd>WEEKDAY) OF? (?P<det>LAST|NEXT|THIS) (?P<unit>UNIT)")
@rule("(?P<wd>WEEKDAY) (?P<unit>UNIT)")
def day_of_week(found: Found, scene: Scene) -> Reading | None:
    """A weekday of a week that is named behind it: "Monday last week", "Tuesday of next week"; "Monday week" is a week on."""
    number, det, base = int(found.value("wd")), found.value("det"), scene.anchor
    if found.quote("unit") != "week" or base is None:
        return None
    off = (
        number - base.isoweekday() + {"last": -7, "previous": -7, "past": -7, "this": 0, "current": 0}.get(str(det), 7)
    )
    if det is None:
        off = (number - base.isoweekday()) % 7 + 7
    return Reading(
        iso(calendar.shifted(base, off)),
        "DATE",
        f"{WEEKDAYS[number - 1]} of the week told, seen from {scene.anchor_name}",
    )


@rule("(?<=THE)(?P<wd>WEEKDAY)")
def day_of_thing(found: Found, scene: Scene) -> Reading | None:
    """The weekday that says which thing is meant: "Tuesday" in "the Tuesday deadline"."""
    return one_day(found, scene) if scene.names(found.start) else None


@rule("(?P<from>NUM) (?:AND|TO|DASH) {DAY}")
def days_of_month(found: Found, scene: Scene) -> Reading | None:
    """Some days of one month, in news: "4 to 9 June"; a history's are two dates."""
    last = None if scene.history else day(found, scene)
    first = first_day(found, scene) if last else None
    if first is None or last is None:
        return None
    return Reading(f"{first.value}/{last[0]}", "DATE", f"from the first day to the last; {last[1]}")


@rule("(?P<from>NUM) (?=(?:AND|TO|DASH) {DAY})")
def first_day(found: Found, scene: Scene) -> Reading | None:
    """The first of some days of one month: "4" in "4 to 9 June" of a history."""
    if found.index("mond") is None or not str(found.quote("from")).isdigit():
        return None
    read, first = day(found, scene), found.value("from")
    if read is None or first != int(first) or not 1 <= first < int(read[0][8:10]):
        return None
    return Reading(f"{read[0][:8]}{int(first):02}", "DATE", f"the first of the days; {read[1]}")


@rule("THE? (?P<dom>ORD) (?:OF|THIS) (?:THE|THIS)? (?P<unit>UNIT)")
def day_of_this_month(found: Found, scene: Scene) -> Reading | None:
    """A day of the month that the story is in: "the 20th of the month"."""
    number = int(found.value("dom"))
    if found.value("unit") != "M" or not 1 <= number <= 31:
        return None
    base = scene.anchor
    if base is None:
        return Reading(f"XXXX-XX-{number:02}", "DATE", "the month stays open, as no publication day is known")
    if calendar.day(base.year, base.month, number) is None:
        return None
    return Reading(f"{base.year:04}-{base.month:02}-{number:02}", "DATE", f"of the month of {scene.anchor_name}")


@rule("(?<=MONTH NUM DASH)(?P<to>NUM)")
@rule("(?<=MONTH NUM TO)(?P<to>NUM)")
@rule("(?<=MONTH NUM AND)(?P<to>NUM)")
def last_day(found: Found, scene: Scene) -> Reading | None:
    """The last of some days of one month: "7" in "April 6-7"."""
    last = found.value("to")
    first = scene.day.isoformat() if scene.day else scene.partial
    token = scene.token(found.start)
    counting = token is not None and token.dep_ == "nummod" and token.head.i > token.i
    if first is None or last != int(last) or not str(found.quote("to")).isdigit() or counting:
        return None
    told = int(found.lexed.values[found.match.start() - 2])
    if int(first[8:10]) != told or not told < last <= 31 or found.after() in ("%", "percent"):
        return None
    value = f"{first[:8]}{int(last):02}"
    if calendar.day(int(first[:4]) if first[:4].isdigit() else 2024, int(first[5:7]), int(last)) is None:
        return None
    return Reading(value, "DATE", f"the last of the days that begin with {first}")
