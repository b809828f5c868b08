"""Units near now or the narrative: "last week", "earlier this month", "the end of the year", "the weekend"."""

from __future__ import annotations

from copydesk.facts.times import calendar
from copydesk.facts.times.days import mod_of
from copydesk.facts.times.grammar import Found, rule
from copydesk.facts.times.scene import Reading, Scene

_UNIT_NAMES = {
    "D": "day", "W": "week", "M": "month", "Q": "quarter", "Y": "year", "E": "decade", "C": "century", "WE": "weekend",
}  # fmt: skip
NEAR_UNIT = "(?P<unit>UNIT|YEARWORD|DAYWORD|QUARTERWORD|CENTURY)"


def relative(unit: str, off: int, scene: Scene, *, told: bool, at: int) -> tuple[str, str] | None:
    """The unit that lies `off` units from the anchor (from what the text was at before character `at`, where `told`), and why."""
    base = scene.spoken_day(at) if told else scene.anchor
    whose = f"{base or scene.said}, where the text is at" if told or scene.history else scene.anchor_name
    if told and scene.year is not None and (scene.day is None or (unit == "Y" and not scene.parted(scene.year_at, at))):
        base, whose = calendar.day(scene.year, scene.month or 6, 15), f"{scene.year}, where the text is at"
    if base is None or (told and unit == "D" and scene.day is None and scene.year is not None):
        return None
    name = _UNIT_NAMES.get(unit, "")
    why = (
        f"the same {name} as {whose}"
        if off == 0
        else f"{abs(off)} {name}{'s' * (abs(off) > 1)} {'before' if off < 0 else 'after'} {whose}"
    )
    if unit == "D":
        found = calendar.shifted(base, off)
        return (found.isoformat(), why) if found else None
    if unit in ("W", "WE"):
        found = calendar.shifted(base, 7 * off)
        return (calendar.week(found) + ("-WE" if unit == "WE" else ""), why) if found else None
    if unit == "M":
        year_, month_ = calendar.months_on(base.year, base.month, off)
        return (f"{year_:04}-{month_:02}", why) if 1 <= year_ <= 9999 else None
    if unit == "Q":
        year_, month_ = calendar.months_on(base.year, base.month, 3 * off)
        return (f"{year_:04}-Q{calendar.quarter(month_)}", why) if 1 <= year_ <= 9999 else None
    year_ = base.year + off * {"Y": 1, "N": 1, "E": 10, "C": 100}.get(unit, 10_000)
    if not 1000 <= year_ <= 9999:
        return None
    return {"Y": f"{year_:04}", "N": f"{year_:04}", "E": f"{year_ // 10}", "C": f"{year_ // 100}"}[unit], why


@rule(
    "(?:THE|A)? (?:(?P<edge>EDGE|EARLIER|LATER) (?:IN)? | (?P<border>BORDER) OF )? (?:THE)? (?P<det>LAST|NEXT|THIS|THAT) FISCAL? "
    + NEAR_UNIT
    + " (?:FISCAL YEARWORD)? (?P<so>ORSO)?"
)
@rule("(?P<edge>EDGE|EARLIER|LATER) IN (?P<det>THE) (?P<unit>UNIT|YEARWORD)")
@rule("THE (?P<border>BORDER) OF (?:THE) FISCAL? " + NEAR_UNIT)
@rule(NEAR_UNIT + " POSS? DASH? (?P<border>BORDER)")
@rule("(?P<det>THE) (?P<unit>UNIT|YEARWORD|DAYWORD) (?P<rel>EARLIER|LATER|BEFORE|AFTER) (?P<lastly>LAST)?")
def unit_near(found: Found, scene: Scene) -> Reading | None:
    """A unit near now or the narrative: "last week", "earlier this month", "the following day", "the end of the year"."""
    unit, det = str(found.value("unit")), found.value("det")
    border = found.value("border")
    mod = str(border) if border else mod_of(found)
    mod = {"earlier": "START", "later": "END"}.get(mod or "", mod)
    if mod in ("H1", "H2"):
        mod = None
    if unit in ("TS", "TM", "TH", "2W") or _titled(found) or (unit == "N" and det == "the" and mod):
        return None  # "late in the season"
    rel = found.value("rel")
    off, told = 0, False
    if det in ("last", "past"):
        off = -1
        with_the = found.lexed.quote(found.match.start(), found.match.start() + 1).lower() == "the"
        if with_the and (det == "past" or unit in ("E", "C")):
            value = {"E": "P10Y", "C": "P100Y"}.get(unit, f"P1{unit[:1]}")
            return Reading(value, "DURATION", "a stretch up to now")
        if unit == "D":
            return None
    elif det == "previous":
        off, told = -1, True
    elif det in ("next", "coming"):
        off, told = 1, unit == "D"
        if unit == "D" and not scene.history and scene.day is None:
            told = False
    elif det == "following":
        off, told = 1, True
    elif det == "that":
        told = True
    elif rel is not None:
        off, told = (-1 if rel == "earlier" else 1), True
        if found.quote("rel") not in ("earlier", "before", "later", "after"):
            return None
        if found.quote("rel") in ("after", "before") and found.index("lastly") is None and clause_follows(found):
            return None
        if found.index("lastly") is not None:
            off, told = -2, False
    elif det is None and border is None:
        return None
    if found.after() == "of" and det in ("last", "next", "the") and unit in ("D", "W", "M"):
        return Reading(f"P1{unit}", "DURATION", "one, of the stretch that is named next")
    if det == "that" and unit in ("W",) and scene.day is None and scene.published is None:
        return None
    if scene.bc and told:
        return None
    if det in ("this", "current") and unit in ("N",):
        off = 0
    if (unit == "D" and det == "this") or (border and not det and unit == "D"):
        return Reading("PRESENT_REF", "DATE", "“this day”: now") if det and not scene.history else None
    read = relative(unit, off, scene, told=told, at=found.start)
    if read is None:
        open_day = scene.open_day(found.start)
        if open_day and unit == "D" and off == 0:
            return Reading(open_day, "DATE", "the day spoken of before")
        if unit in ("Y", "M", "W", "WE") and scene.anchor is None:
            far = {"last": "PAST_REF", "past": "PAST_REF", "this": "PRESENT_REF", "current": "PRESENT_REF"}
            far |= {"next": "FUTURE_REF", "coming": "FUTURE_REF"}
            if det in far:
                return Reading(far[str(det)], "DATE", "seen from a day that is not known", mod)
        return None
    half = f"-{border}" if border in ("H1", "H2") and unit == "Y" else ""
    return Reading(read[0] + half, "DATE", read[1], mod)


def _titled(found: Found) -> bool:
    """Whether "This Week" is written as the name of a programme is: more than its first word with a capital."""
    words = found.lexed.text[found.start : found.end].split()
    return len(words) > 1 and all(word[0].isupper() for word in words) and not found.lexed.text.isupper()


def clause_follows(found: Found, skipped: int = 0) -> bool:
    """Whether "the day after" goes on ("the day after the vote"), so that it is not the narrative's next day."""
    follow = found.after(1 + skipped)
    return (
        bool(follow)
        and follow[0].isalpha()
        and follow not in ("and", "but", "when", "to", "in", "at", "by", "while", "with")
    )


@rule("(?P<det>A|THE)? (?P<ord>ORD) (?:MORE)? (?P<unit>UNIT|DAYWORD)")
def unit_of_series(found: Found, scene: Scene) -> Reading | None:
    """The day or week that something has come to: "the strike entered its fourth day", "it is the second day of the talks"."""
    before = [found.before(count) for count in (1, 2)]
    entered = before[0].startswith("enter") or (before[0] in ("its", "their") and before[1].startswith("enter"))
    now = before[0] in ("is", "'s", "’s") and found.value("det") == "the" and found.after() == "of"
    unit = str(found.value("unit"))
    if scene.history or unit not in ("D", "W", "M") or not (entered or now):
        return None
    read = relative(unit, 0, scene, told=entered, at=found.start)
    return Reading(read[0], "DATE", f"of a series; {read[1]}") if read else None


@rule("THE? (?P<weekend>UNIT)")
def the_weekend(found: Found, scene: Scene) -> Reading | None:
    """ "the weekend": the last one, or the coming one where the verb or the preposition says so."""
    ahead = scene.token(found.end + 1)
    alone = found.match.end() - found.match.start() == 1
    if found.value("weekend") != "WE" or (alone and ahead is not None and ahead.pos_ == "NOUN"):
        return None  # "night and weekend sailings" are of any weekend
    base = scene.anchor
    if base is None:
        return Reading("XXXX-WXX-WE", "DATE", "which weekend is open, as no publication day is known")
    coming = scene.tense(found.start) in ("future", "planned", "either")
    day = calendar.shifted(base, 0 if coming else -(base.isoweekday() % 7) if base.isoweekday() < 6 else 0)
    return Reading(
        calendar.week(day or base) + "-WE", "DATE", f"the weekend {'after' if coming else 'before'} {scene.anchor_name}"
    )


@rule("THE (?:MORE)? (?P<unit>YEARWORD)")
def the_year(found: Found, scene: Scene) -> Reading | None:
    """ "the year": the one that the story stands in; a length before "ended", "to"."""
    if found.after() in ("ended", "ending", "to", "that", "he", "she", "they", "when", "of"):
        return (
            Reading("P1Y", "DURATION", "a length of time, counted out")
            if found.after() in ("ended", "ending", "to")
            else None
        )
    if found.after() == "-" and found.after(2) in ("ago", "earlier"):
        return None  # of "the year-ago results" the article is the results'
    year = scene.year if scene.history else scene.anchor.year if scene.anchor else None
    if year is None or scene.bc:
        return None
    return Reading(f"{year:04}", "DATE", f"the year of {scene.anchor_name}")
