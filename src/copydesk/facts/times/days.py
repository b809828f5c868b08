"""Days: dates, weekdays, named days, parts of a day and clock times."""

from __future__ import annotations

import datetime as dt
import re

from copydesk.facts.times import calendar
from copydesk.facts.times.grammar import Found, rule
from copydesk.facts.times.scene import Reading, Scene

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


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
        return _iso(found), f"{name} last before {whose}"
    if det in ("next", "coming"):
        found = calendar.shifted(base, 7 - back)
        return _iso(found), f"{name} next after {whose}"
    if det == "previous" or (det == "that" and scene.day):
        start = scene.day or base
        off = (start.isoweekday() - number) % 7
        return _iso(calendar.shifted(start, -(off or 7 if det == "previous" else off))), f"{name} before {start}"
    if det == "following":
        start = scene.day or base
        ahead = (number - start.isoweekday()) % 7 or 7
        return _iso(calendar.shifted(start, ahead)), f"{name} after {start}"
    tense = scene.tense(at)
    if back == 0:
        return _iso(base), f"{name} on {whose}: the same day"
    if tense == "future" or (tense == "present" and back > 3):
        return _iso(calendar.shifted(base, 7 - back)), f"{name} next after {whose}, as the verb tells of what is to come"
    return _iso(calendar.shifted(base, -back)), f"{name} before or on {whose}: {back} day{'s' * (back > 1)} before"


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day is not None else "XXXX-XX-XX"


def _year(found: Found, scene: Scene) -> tuple[int | None, str]:
    """The year named beside a day or month by number or by "last year", if any."""
    year = found.value("yr", "yra", "yrb", "yrc", "yrd", "yrh")
    if year is not None:
        return int(year), "the year is told"
    rel = found.value("rel", "reld", "relh")
    if rel is not None:
        base = scene.year if rel == "that" or scene.history else scene.published.year if scene.published else None
        if base is None:
            return None, "the year is told by a publication day that is not known"
        return base + {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "that": 0}.get(str(rel), 1), (
            f"“{rel} year” from {base}"
        )
    return None, ""


def day(found: Found, scene: Scene) -> tuple[str, str] | None:
    """The value of a pattern's {DAY}, and why; None where its words are no day."""
    month = found.value("mona", "monb", "monc", "mond")
    if month is not None:
        number = found.value("doma", "domb", "domc", "domd")
        if number != int(number) or not 1 <= number <= 31 or scene_word(found, "doma", "domb", "domc", "domd"):
            return None
        if not _named_month(found, "mona", "monb", "monc", "mond"):
            return None
        year, why = _year(found, scene)
        at = found.start
        told = year is not None
        det = found.value("detmon")
        if year is None and det is not None and scene.anchor is not None:
            passed = (month, number) < (scene.anchor.month, scene.anchor.day)
            year = scene.anchor.year - (not passed) if det in ("last", "past", "previous") else scene.anchor.year + (passed and det != "this")
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
        if found.quote("wd") and str(found.quote("wd")).endswith("days"):
            return f"XXXX-WXX-{number}", f"{WEEKDAYS[number - 1]}s in general"
        if det == 1 and scene.published is None:
            return f"XXXX-WXX-{number}", f"a {WEEKDAYS[number - 1]}: which one is not told"
        return weekday(number, det if isinstance(det, str) else None, found.lexed.starts[found.index("wd") or 0], scene)
    ref = found.value("dayref")
    if ref is not None:
        word = str(found.quote("dayref"))
        if scene.history or scene.published is None:
            if scene.published is None and scene.day is None or scene.history:
                return ("PRESENT_REF", "“today”: the time of writing") if ref == 0 else ("XXXX-XX-XX", f"“{word}”: from a day that is not known")
        base = scene.published or scene.day
        return (_iso(calendar.shifted(base, ref)), f"“{word}” on the publication day {base}") if base else None
    iso = found.quote("iso")
    if iso is not None:
        year, month, number = (int(part) for part in iso.split("-"))
        return (iso, f"{iso}, as written out") if calendar.day(year, month, number) else None
    if found.quote("slashed") is not None:
        return _slashed(str(found.quote("slashed")))
    if found.index("holiday") is not None:
        return _holiday(found, scene)
    return None


def scene_word(found: Found, *names: str) -> bool:
    """Whether a day's number is spelled as a cardinal word ("two May"), which no date is."""
    quote = found.quote(*names) or ""
    index = found.index(*names)
    return index is not None and quote.isalpha() and found.lexed.values[index] is not None and not quote.endswith(("th", "st", "nd", "rd", "second", "third"))


def _is_weekday(year: int, month: int, number: int, weekday_number: int) -> bool:
    found = calendar.day(year, month, number)
    return found is not None and found.isoweekday() == weekday_number


def _named_month(found: Found, *names: str) -> bool:
    """Month names are capitalised: "may 5 people" and "march 10 miles" are none."""
    index = found.index(*names)
    return index is not None and found.lexed.text[found.lexed.starts[index]].isupper()


def _slashed(text: str) -> tuple[str, str] | None:
    first, second, year = (int(part) for part in text.split("/"))
    if year < 100:
        year += 2000 if year < 50 else 1900
    if second > 12 >= first:
        first, second = second, first
    elif first <= 12 and first != second:
        return None  # 3/4/2023 is 3 April in London and 4 March in New York
    return (f"{year:04}-{second:02}-{first:02}", f"“{text}”, as written out") if calendar.day(year, second, first) else None


def _holiday(found: Found, scene: Scene) -> tuple[str, str] | None:
    kind, holiday_rule = found.value("holiday")
    name = str(found.quote("holiday"))
    index = found.index("holiday")
    if index is None or not re.search(r"[A-Z\d]", found.lexed.text[found.start : found.end]):
        return None
    year, why = _year(found, scene)
    if kind == "dated":
        return str(holiday_rule), f"“{name}” is {holiday_rule}"
    if year is None:
        base = scene.anchor
        if base is None:
            return (f"XXXX-{holiday_rule}", f"“{name}”: the year stays open") if kind == "fixed" else None
        days = [d for y in (base.year - 1, base.year, base.year + 1) if (d := calendar.named_day(kind, holiday_rule, y))]
        det = found.value("detholiday")
        tense = scene.tense(found.start)
        if det == "last":
            days = [d for d in days if d < base]
        elif det in ("next", "coming") or tense == "future":
            days = [d for d in days if d >= base] or days
        elif tense == "past":
            days = [d for d in days if d <= base or (d - base).days < 14] or days
        best = min(days, key=lambda d: abs((d - base).days), default=None)
        return (best.isoformat(), f"“{name}” nearest to {scene.anchor_name}") if best else None
    best = calendar.named_day(kind, holiday_rule, year)
    return (best.isoformat(), f"“{name}” of {year}") if best else None


def clock(found: Found) -> str | None:
    """The hour and minute of a pattern's {CLOCKTIME} as "Thh:mm", or None where it is no time of day."""
    noon = found.value("noon")
    if noon is not None:
        return f"T{noon}"
    text = found.quote("clock", "clock1", "clock2", "clock3", "clock4")
    if text is None:
        return None
    text = text.replace(".", ":")
    if ":" in text:
        hour, minute = (int(part) for part in text.split(":")[:2])
    elif text.isdigit() and len(text) == 4 and found.index("zone") is not None:
        hour, minute = int(text[:2]), int(text[2:])
    else:
        value = found.value("clock1", "clock2", "clock3")
        if value is None or value != int(value):
            return None
        hour, minute = int(value), 0
    meridiem = found.value("mer", "mer1", "mer2")
    part = found.value("inpart")
    if meridiem == "pm" or (part in ("TAF", "TEV") and hour < 12) or (part == "TNI" and 5 < hour < 12):
        hour = hour + 12 if hour < 12 else hour
    elif meridiem == "am" and hour == 12:
        hour = 0
    if hour > 24 or minute > 59 or (meridiem and hour > 24):
        return None
    return f"T{hour:02}:{minute:02}" + (str(found.value("zone") or "") if found.index("zone") is not None else "")


def _mod(found: Found) -> str | None:
    about = found.value("about")
    if about is not None:
        return "APPROX" if about in ("LESS_THAN", "MORE_THAN") else str(about)
    edge = found.value("edge", "edge2")
    return str(edge) if edge is not None else None


def _join(day_value: str, time: str) -> str:
    return f"XXXX-XX-XX{time}" if day_value == "PRESENT_REF" else day_value[:10] + time if "W" not in day_value else day_value + time


@rule("(?:(?P<edge>EDGE|EARLIER|LATER) DASH? ON? | IN THE (?P<edge2>EDGE) )? {DAY}")
def one_day(found: Found, scene: Scene) -> Reading | None:
    """A day: "Wednesday", "January 13", "13 January 2023", "early on Tuesday", "last Friday", "Christmas Eve"."""
    read = day(found, scene)
    if read is None:
        return None
    edge = found.value("edge")
    mod = {"earlier": "START", "later": "END"}.get(str(edge), edge) if edge else None
    return Reading(read[0], "DATE", read[1], mod)


@rule("(?P<edge>EDGE)? DASH? {DAY} COMMA? (?:ON|AT|IN|THE)? (?:THE)? EDGE? (?P<part>PART)")
@rule("(?P<edge>EDGE)? DASH? {DAY} POSS (?P<part>PART)")
@rule("(?:THE|THAT)? (?:(?P<edge>EDGE) (?:DASH|IN THE)?)? (?P<part>PART) (?:OF|TO|ON|COMMA)* THE? {DAY}")
def part_of_day(found: Found, scene: Scene) -> Reading | None:
    """A part of a day: "Tuesday morning", "the evening of 9 March", "mid-afternoon yesterday"."""
    read = day(found, scene)
    if read is None:
        return None
    value, why = read
    part = str(found.value("part"))
    index = found.index("part")
    before = found.lexed.values[index + 1] if index is not None and index + 1 < len(found.lexed.values) else None
    if part == "TNI" and before == "to":  # the night to Thursday begins on Wednesday
        try:
            value = _iso(calendar.shifted(dt.date.fromisoformat(value), -1))
            why += ", and the night to it begins the day before"
        except ValueError:
            pass
    return Reading(_join(value, part), "TIME", why, _mod(found))


@rule("(?P<about>ABOUT)? {CLOCKTIME} (?:COMMA|ON|AND|THIS)* {DAY} (?P<part>PART)?")
@rule("{DAY} (?:COMMA|AT|ON|BETWEEN|FROM)* (?P<about>ABOUT)? {CLOCKTIME}")
def clock_on_day(found: Found, scene: Scene) -> Reading | None:
    """A clock time on a day: "about 11pm on Sunday", "10 p.m. EDT Thursday", "Friday at noon"."""
    time, read = clock(found), day(found, scene)
    if time is None or read is None:
        return None
    part = found.value("part")
    hour = int(time[1:3])
    if part in ("TEV", "TAF") and hour < 12:
        time = f"T{hour + 12:02}{time[3:]}"
    return Reading(_join(read[0], time), "TIME", read[1], _mod(found))


@rule("(?P<about>ABOUT)? {CLOCKTIME} (?:(?P<that>THAT|THIS|DAYREF) (?P<part>PART|DAYWORD))?")
def clock_alone(found: Found, scene: Scene) -> Reading | None:
    """A clock time of the day last spoken of, else of the publication day; of an open day without either."""
    time = clock(found)
    if time is None:
        return None
    # 14:05 and 3.20am are times; a bare 3.20 or 12:4 beside other numbers is a ratio, a score or a chapter.
    text = found.quote("clock") or ""
    if "." in text and found.index("mer") is None:
        return None
    if found.before() in ("$", "£", "€") or found.after() in ("%",) or re.match(r"[:.]\d", found.lexed.text[found.end : found.end + 2]):
        return None
    part = found.value("part")
    hour = int(time[1:3])
    if part in ("TEV", "TAF", "TNI") and 5 < hour < 12 and found.index("mer", "mer1") is None:
        time = f"T{hour + 12:02}{time[3:]}"
    day_value, why = _day_of(found, scene)
    return Reading(day_value + time, "TIME", why, _mod(found))


def _day_of(found: Found, scene: Scene) -> tuple[str, str]:
    """The day that a clock time or a part of a day belongs to; "" where none is known."""
    this = found.quote("det", "that") == "this"
    if scene.partial and not this:
        return scene.partial, f"on {scene.partial}, spoken of before"
    if scene.day is not None and not this and (scene.history or not scene.parted(scene.day_at, found.start) or _just_before(scene)):
        return scene.day.isoformat(), f"on {scene.day}, spoken of just before"
    anchor = scene.anchor
    if anchor is not None:
        return anchor.isoformat(), f"on {scene.anchor_name}"
    if scene.partial:
        return scene.partial, f"on {scene.partial}, spoken of before"
    return ("XXXX-XX-XX" if this or found.value("part") else ""), "on a day that is not known"


def _just_before(scene: Scene) -> bool:
    """Whether the day last spoken of lies in the weeks before publication: what the story is about."""
    return scene.day is not None and scene.published is not None and 0 <= (scene.published - scene.day).days <= 40


@rule("(?P<about>ABOUT) (?P<hour>NUM)")
def hour_word(found: Found, scene: Scene) -> Reading | None:
    """ "shortly after nine": an hour in words, of the day spoken of."""
    hour, word = found.value("hour"), str(found.quote("hour"))
    if found.value("about") not in ("BEFORE", "AFTER") or not word.isalpha() or not 1 <= hour <= 12 or found.after().isalpha():
        return None
    day_value, why = _day_of(found, scene)
    return Reading(f"{day_value}T{int(hour):02}:00", "TIME", why, _mod(found))


@rule("BETWEEN (?P<clocka>CLOCK) AND (?P<clockb>CLOCK) (?P<zone>ZONE)?")
def clock_range(found: Found, scene: Scene) -> Reading | None:
    """Two clock times with "between"."""
    day_value, why = _day_of(found, scene)
    times = [str(found.quote(name)).replace(".", ":").zfill(5) for name in ("clocka", "clockb")]
    return Reading("/".join(f"{day_value}T{time}" for time in times), "TIME", f"from the first to the second, {why}")


@rule("(?P<from>NUM) (?=(?:AND|TO|DASH) {DAY})")
def first_day(found: Found, scene: Scene) -> Reading | None:
    """The first of some days of one month: "4" in "4 to 9 June"."""
    if found.index("mond") is None or not str(found.quote("from")).isdigit():
        return None
    read, first = day(found, scene), found.value("from")
    if read is None or first != int(first) or not 1 <= first < int(read[0][8:10]):
        return None
    return Reading(f"{read[0][:8]}{int(first):02}", "DATE", f"the first of the days; {read[1]}")


@rule("(?P<tonight>TONIGHT)")
def tonight(found: Found, scene: Scene) -> Reading | None:
    """ "tonight", "last night", "overnight": the night of, or before, the publication day."""
    name, off = str(found.value("tonight"))[:3], int(str(found.value("tonight"))[3:] or 0)
    word = str(found.quote("tonight"))
    if scene.history or scene.anchor is None:
        return Reading(f"XXXX-XX-XX{name}", "TIME", f"“{word}” of a day that is not known")
    base = scene.anchor
    if word == "overnight":
        if found.after().isalpha() and scene.token(found.start) is not None:
            token = scene.token(found.start)
            if token is not None and token.dep_ in ("amod", "compound", "nmod"):
                return None
        if scene.day is not None and not scene.parted(scene.day_at, found.start):
            base, off = scene.day, 0
    found_day = calendar.shifted(base, off)
    return Reading(f"{_iso(found_day)}{name}", "TIME", f"“{word}” seen from {base}")


@rule("(?P<det>THIS|THAT|THE|LAST|NEXT) (?P<edge>EDGE)? (?:MORE|OTHER)? (?P<part>PART) (?P<rel>EARLIER|LATER|BEFORE|AFTER)?")
@rule("(?P<edge>EDGE) THE? (?P<next>NEXT) (?P<part>PART)")
@rule("(?P<edge>EDGE) (?:IN (?P<det>THE))? (?P<part>PART)")
def part_alone(found: Found, scene: Scene) -> Reading | None:
    """A part of a day without its day: "this morning", "that night", "the following morning", "the night before"."""
    part, det = str(found.value("part")), found.value("det") or found.value("next")
    if str(found.quote("part")).endswith("s") and part in ("TMO", "TNI", "TAF", "TEV") and " " not in str(found.quote("part")):
        return None
    if det == "this":
        base = scene.anchor if not scene.history else None
        value = base.isoformat() if base else "XXXX-XX-XX"
        return Reading(value + part, "TIME", f"“this” {found.quote('part')} of {scene.anchor_name}", _mod(found))
    if scene.partial:
        return Reading(scene.partial + part, "TIME", f"on {scene.partial}, spoken of just before", _mod(found))
    base = scene.spoken_day(found.start, near=not scene.history and not _just_before(scene))
    if base is None:
        if det == "the" and found.before() not in ("in", "during", "at", "through", "until", "by", "spent"):
            return None
        return Reading(f"XXXX-XX-XX{part}", "TIME", "of a day that is not known", _mod(found))
    rel = found.value("rel")
    if rel == "earlier" or det in ("last", "previous"):
        off = -1
    elif rel == "later" or det in ("next", "following", "coming"):
        off = 1
    else:
        off = 0
        if part == "TNI" and base == scene.published and det == "the":
            off = -1 if scene.tense(found.start) == "past" else 0
    why = f"seen from {base}" if off else f"on {base}, the day the text is at"
    return Reading(_iso(calendar.shifted(base, off)) + part, "TIME", why, _mod(found))
