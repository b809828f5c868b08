"""Clock times and parts of the day, on a day that is named beside them or that the story is at."""

from __future__ import annotations

import datetime as dt
import re

from copydesk.facts.times import calendar
from copydesk.facts.times.calendar import WEEKDAYS
from copydesk.facts.times.days import day, iso, joined, mod_of
from copydesk.facts.times.grammar import Found, rule
from copydesk.facts.times.scene import Reading, Scene


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
    number = found.value("wd")
    if number and found.quote("part") in ("mornings", "afternoons", "evenings", "nights"):
        return Reading(f"XXXX-WXX-{number}{part}", "SET", f"{WEEKDAYS[number - 1]} {found.quote('part')} in general")
    index = found.index("part")
    before = found.lexed.values[index + 1] if index is not None and index + 1 < found.match.end() else None
    if part == "TNI" and before == "to":  # the night to Thursday begins on Wednesday
        try:
            value = iso(calendar.shifted(dt.date.fromisoformat(value), -1))
            why += ", and the night to it begins the day before"
        except ValueError:
            pass
    return Reading(joined(value, part), "TIME", why, mod_of(found))


@rule("(?P<about>ABOUT)? {CLOCKTIME} (?:COMMA|ON|AND|THIS)* {DAY} (?P<part>PART)?")
@rule("(?P<about>ABOUT)? {CLOCKTIME} (?=OTHER ON {DAY})")
@rule("{DAY} (?:COMMA|AT|ON|BETWEEN|FROM)* (?P<about>ABOUT)? {CLOCKTIME}")
def clock_on_day(found: Found, scene: Scene) -> Reading | None:
    """A clock time on a day: "about 11pm on Sunday", "10 p.m. EDT Thursday", "Friday at noon", "its noon bulletin on Friday"."""
    time, read = clock(found), day(found, scene)
    if time is None or read is None:
        return None
    part = found.value("part")
    hour = int(time[1:3])
    if part in ("TEV", "TAF") and hour < 12:
        time = f"T{hour + 12:02}{time[3:]}"
    return Reading(joined(read[0], time), "TIME", read[1], mod_of(found))


@rule("(?P<about>ABOUT)? {CLOCKTIME} (?:(?P<that>THAT|THIS|DAYREF) (?P<part>PART|DAYWORD))?")
def clock_alone(found: Found, scene: Scene) -> Reading | None:
    """A clock time of the day last spoken of, else of the publication day; of an open day without either."""
    time = clock(found)
    if time is None:
        return None
    # Which of 14:05, 3.20am and 3.20 are times the lexer says; what goes on behind is a ratio, a score or a chapter.
    if (
        found.before() in ("$", "£", "€")
        or found.after() in ("%",)
        or re.match(r"[:.]\d", found.lexed.text[found.end : found.end + 2])
    ):
        return None
    part = found.value("part")
    hour = int(time[1:3])
    if part in ("TEV", "TAF", "TNI") and 5 < hour < 12 and found.index("mer", "mer1") is None:
        time = f"T{hour + 12:02}{time[3:]}"
    if _heads_entry(found, scene):
        scene.live = True
        return Reading(iso(scene.published) + time, "TIME", f"heads an entry on the publication day {scene.published}")
    day_value, why = day_spoken(found, scene, early=time < "T12:00")
    return Reading(day_value + time, "TIME", why, mod_of(found))


_ENDS = re.compile(r"(?:[ \t]*(?:[-–—:|][^\S\n]|\n)|\s*\Z)")


def _heads_entry(found: Found, scene: Scene) -> bool:
    """Whether a clock time stands at the head of an entry of a report that is told as it goes on ("10:42am", then a line's end)."""
    text = found.lexed.text
    opens = not text[: found.start].strip() or re.search(r"\n[ \t]*\n[ \t]*\Z", text[: found.start]) is not None
    return scene.published is not None and not scene.history and opens and bool(_ENDS.match(text, found.end))


@rule("(?P<about>ABOUT)? {CLOCKTIME} COMMA? ON? THE? (?P<det>NEXT|LAST) (?P<that>PART|DAYWORD)")
def clock_on_next_day(found: Found, scene: Scene) -> Reading | None:
    """A clock time of the day after or before the one spoken of: "3:40 a.m. the next morning", "noon on the following day"."""
    time, base = clock(found), scene.spoken_day(found.start)
    det = found.value("det")
    if time is None or base is None or det not in ("next", "following", "previous"):
        return None
    if found.value("that") in ("TEV", "TAF", "TNI") and found.index("mer", "mer1") is None and 1 <= int(time[1:3]) < 12:
        time = f"T{int(time[1:3]) + 12:02}{time[3:]}"
    moved = calendar.shifted(base, -1 if det == "previous" else 1)
    return Reading(iso(moved) + time, "TIME", f"seen from {base}", mod_of(found))


def day_spoken(found: Found, scene: Scene, *, early: bool = False) -> tuple[str, str]:
    """The day that a clock time or a part of a day belongs to; "" where none is known.

    An `early` hour behind a late one or a night is of the day after: "left at 9.15 pm on Sunday, due at 8.42 am".
    """
    this = found.quote("det", "that") == "this"
    open_day = scene.open_day(found.start)
    if open_day and not this:
        return open_day, f"on {open_day}, spoken of before"
    passed = scene.day is not None and scene.published is not None and scene.day < scene.published
    if passed and not scene.history and not this and scene.tense(found.start) == "future":
        return "", "on a day to come that is not told"
    parted = not scene.history and scene.parted(scene.day_at, found.start)
    if scene.day is not None and not this and not parted:
        if early and scene.late:
            following = iso(calendar.shifted(scene.day, 1))
            return following, f"on {following}, after the night that was spoken of just before"
        return scene.day.isoformat(), f"on {scene.day}, spoken of just before"
    if scene.began is not None and not this and not scene.live:
        return scene.began.isoformat(), f"on {scene.began}, the day that the report begins with"
    anchor = scene.anchor
    if anchor is not None:
        return anchor.isoformat(), f"on {scene.anchor_name}"
    return ("XXXX-XX-XX" if this or found.value("part") else ""), "on a day that is not known"


@rule(
    "(?P<about>ABOUT)? A? (?P<share>HALF|QUARTERWORD|NUM) (?P<side>LAST|TO) (?P<hour>NUM) "
    "(?: (?P<mer>MERIDIEM) | IN THE? (?P<inpart>PART) )?"
)
def hour_and_share(found: Found, scene: Scene) -> Reading | None:
    """ "half past eight in the morning", "a quarter to nine", "ten past four", of the day spoken of."""
    hour, side, share = found.value("hour"), found.quote("side"), found.value("share")
    minutes = {0.5: 30, "Q": 15}.get(share, share if share in (5, 10, 20, 25) else None)
    sure = side == "past" or (side == "to" and share == "Q")
    if minutes is None or not sure or hour != int(hour) or not 1 <= hour <= 12:
        return None
    hour = int(hour) % 12
    if found.value("mer") == "pm" or found.value("inpart") in ("TAF", "TEV"):
        hour += 12
    elif found.index("mer", "inpart") is None:
        hour = int(found.value("hour"))
    at = 60 * hour + (minutes if side == "past" else -minutes)
    day_value, why = day_spoken(found, scene)
    return Reading(f"{day_value}T{at // 60 % 24:02}:{at % 60:02}", "TIME", why, mod_of(found))


@rule("(?P<about>ABOUT) (?P<hour>NUM)")
def hour_word(found: Found, scene: Scene) -> Reading | None:
    """ "shortly after nine": an hour in words, of the day spoken of."""
    hour, word = found.value("hour"), str(found.quote("hour"))
    if (
        found.value("about") not in ("BEFORE", "AFTER")
        or not word.isalpha()
        or not 1 <= hour <= 12
        or found.after().isalpha()
    ):
        return None
    day_value, why = day_spoken(found, scene)
    return Reading(f"{day_value}T{int(hour):02}:00", "TIME", why, mod_of(found))


@rule("BETWEEN (?P<clocka>CLOCK) AND (?P<clockb>CLOCK) (?P<zone>ZONE)?")
def clock_range(found: Found, scene: Scene) -> Reading | None:
    """Two clock times with "between"."""
    day_value, why = day_spoken(found, scene)
    times = [str(found.quote(name)).replace(".", ":").zfill(5) for name in ("clocka", "clockb")]
    return Reading("/".join(f"{day_value}T{time}" for time in times), "TIME", f"from the first to the second, {why}")


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
        if scene.day not in (None, base) and not scene.parted(scene.day_at, found.start):
            base, off = scene.day, 0
    found_day = calendar.shifted(base, off)
    return Reading(f"{iso(found_day)}{name}", "TIME", f"“{word}” seen from {base}")


@rule("(?P<part>PART)")
def edge_of_night(found: Found, scene: Scene) -> Reading | None:
    """The edge of a night that stands alone: "at dawn", "by nightfall", of the day spoken of."""
    word = found.quote("part")
    near = ("at", "by", "before", "after", "until", "since", "around", "about", "from")
    if word not in ("dawn", "daybreak", "sunrise", "dusk", "nightfall", "sunset") or found.before() not in near:
        return None
    day_value, why = day_spoken(found, scene)
    return Reading(f"{day_value or 'XXXX-XX-XX'}{found.value('part')}", "TIME", why)


def _of_thing(found: Found, scene: Scene) -> bool:
    """Whether a part of a day says which thing is meant ("the evening news", "the morning tide") rather than when."""
    token = scene.token(found.end - 1)
    return token is not None and token.dep_ == "compound" and token.head.i > token.i and token.head.pos_ == "NOUN"


@rule("(?:EARLIER|LATER) (?P<det>THIS) (?P<part>PART)")
@rule(
    "(?P<det>THIS|THAT|THE|LAST|NEXT) (?P<edge>EDGE)? (?:MORE|OTHER)? (?P<part>PART) (?P<rel>EARLIER|LATER|BEFORE|AFTER)?"
)
@rule("(?P<edge>EDGE) THE? (?P<next>NEXT) (?P<part>PART)")
@rule("(?P<edge>EDGE) (?:IN (?P<det>THE))? (?P<part>PART)")
def part_alone(found: Found, scene: Scene) -> Reading | None:
    """A part of a day without its day: "this morning", "that night", "the following morning", "the night before"."""
    part, det = str(found.value("part")), found.value("det") or found.value("next")
    if (
        str(found.quote("part")).endswith("s")
        and part in ("TMO", "TNI", "TAF", "TEV")
        and " " not in str(found.quote("part"))
    ):
        return None
    if det == "this":
        base = scene.anchor if not scene.history else None
        value = base.isoformat() if base else "XXXX-XX-XX"
        return Reading(value + part, "TIME", f"“this” {found.quote('part')} of {scene.anchor_name}", mod_of(found))
    open_day = scene.open_day(found.start)
    if open_day:
        return Reading(open_day + part, "TIME", f"on {open_day}, spoken of before", mod_of(found))
    if det == "the" and not scene.history and _of_thing(found, scene):
        return None
    base = scene.spoken_day(found.start)
    if base is None:
        if det == "the" and found.before() not in ("in", "during", "at", "through", "until", "by", "spent"):
            return None
        return Reading(f"XXXX-XX-XX{part}", "TIME", "of a day that is not known", mod_of(found))
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
    return Reading(iso(calendar.shifted(base, off)) + part, "TIME", why, mod_of(found))
