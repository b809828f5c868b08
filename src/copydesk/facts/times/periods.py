"""Stretches of the calendar: months, years, seasons, decades, centuries."""

from __future__ import annotations

import re

from copydesk.facts.times import calendar
from copydesk.facts.times.calendar import MONTHS
from copydesk.facts.times.days import mod_of, year_ahead, year_beside
from copydesk.facts.times.grammar import Found, rule
from copydesk.facts.times.lexer import cues
from copydesk.facts.times.scene import Reading, Scene


def _before_christ(scene: Scene, year: int, month: str, mod: str | None) -> Reading | None:
    """A year before Christ, or a month of it ("-03"), to which the narrative moves; None for one that TIMEX3 cannot tell."""
    known = year if year < 10_000 else None
    scene.bc, scene.year = known, None
    return Reading(f"BC{known:04}{month}", "DATE", "the year before Christ, as written out", mod) if known else None


@rule(
    "(?:THE? (?P<border>BORDER) OF |(?P<edge>EDGE|EARLIER|LATER) (?:DASH|IN)? )? (?P<det>LAST|NEXT|THIS|EVERY)? (?P<mon>MONTH) (?: OF? (?P<bc>NUM|YEAR) ERA | (?:OF|COMMA)? (?P<yr>YEAR) | {THATYEAR} )?"
)
def month(found: Found, scene: Scene) -> Reading | None:
    """A month: "January", "early December 2019", "last May", "the end of June", "August of last year"."""
    number = int(found.value("mon"))
    index = found.index("mon")
    if index is None or not found.lexed.text[found.lexed.starts[index]].isupper():
        return None
    name = str(found.quote("mon"))
    border = found.value("border")
    if border in ("H1", "H2"):
        return None
    mod = str(border) if border else mod_of(found)
    mod = {"earlier": "START", "later": "END"}.get(mod or "", mod)
    det = found.value("det")
    year, why = year_beside(found, scene)
    if year is None and not det:
        year, why = year_ahead(found, number)
    # Words that are more than a month's name need something beside them that says they are one.
    if found.index("bc") is not None:
        return _before_christ(scene, int(found.value("bc")), f"-{number:02}", mod)
    if name in ("may", "march", "mar", "jun", "sep", "oct", "dec", "jan") and year is None and not det and mod is None:
        token = scene.token(found.lexed.starts[index])
        if found.before() not in cues("before_month") and (
            len(name) == 3 or token is None or token.ent_type_ != "DATE"
        ):
            return None
        if token is not None and token.pos_ not in ("PROPN", "NOUN"):
            return None
    token = scene.token(found.lexed.starts[index])
    if (
        name.rstrip(".") in ("may", "april", "june", "august", "march", "jan")
        and token is not None
        and token.ent_type_ == "PERSON"
        and found.before() not in cues("before_year")
    ):
        return None
    if det == 1:
        return Reading(f"XXXX-{number:02}", "SET", f"every {MONTHS[number - 1]}")
    if year is None and det is None and scene.bc:
        return Reading(f"BC{scene.bc:04}-{number:02}", "DATE", f"the narrative is at {scene.bc} BC", mod)
    if year is None and det is not None:
        anchor = scene.anchor
        if anchor is not None:
            if det in ("last", "past", "previous"):
                year = anchor.year - (number >= anchor.month)
            elif det in ("this", "current"):
                year = anchor.year
            else:
                year = anchor.year + (number <= anchor.month)
            why = f"“{det}” seen from {scene.anchor_name}"
    if year is None:
        year, why = scene.year_of(number, None, found.start)
        if scene.published is None and not scene.history and scene.year is not None and scene.said != "its start":
            year, why = None, "the report tells no publication day, so the year stays open"
    label = MONTHS[number - 1]
    return Reading(
        f"{year:04}-{number:02}" if year is not None else f"XXXX-{number:02}", "DATE", f"{label}: {why}", mod
    )


@rule("(?:(?P<edge>EDGE) (?:DASH|IN)? | THE? (?P<border>BORDER) OF )? (?:THE? YEARWORD)? (?P<yr>YEAR) (?P<era>ERA)?")
@rule("(?:(?P<edge>EDGE) DASH? )? (?P<yr>NUM) (?P<era>ERA)")
@rule("(?P<about>ABOUT) (?P<yr>YEAR|NUM) (?P<era>ERA)?")
def year(found: Found, scene: Scene) -> Reading | None:
    """A year: "2019", "early 1990", "the end of 2024", "480 BC"."""
    number = found.value("yr")
    if number is None or number != int(number) or number < 1:
        return None
    number = int(number)
    era = found.value("era")
    border = found.value("border")
    mod = str(border) if border and border not in ("H1", "H2") else mod_of(found)
    if mod == "LESS_THAN":
        mod = "APPROX"
    if era == "BC":
        return _before_christ(scene, number, "", mod)
    if era is None and (not _is_year(found, scene, number) or not 1000 <= number <= 2099):
        return None
    if number > 9999 or (found.index("about") is not None and not str(found.quote("yr")).isdigit()):
        return None
    value = f"{number:04}" + (f"-{border}" if border in ("H1", "H2") else "")
    return Reading(value, "DATE", "the year, as written out", mod)


# "nineteen ninety-six", where "nineteen hundred" and "two thousand" may be counts
_PAIRED = re.compile(r"(?i)(?:eigh|nine|four|fif|six|seven|thir)teen\W(?!hundred)")


def _is_year(found: Found, scene: Scene, number: int) -> bool:
    index = found.index("yr")
    if index is None:
        return False
    quote = found.lexed.quote(index, index + 1)
    if _PAIRED.match(quote):
        return True
    start = found.lexed.starts[index]
    text = found.lexed.text
    if found.index("yr") != found.match.start() and found.index("about") is None:
        return True
    if (
        start
        and text[start - 1] in "$£€#/.,-–:"
        and not (text[start - 1] in "-–/" and text[max(0, start - 5) : start - 1].isdigit())
    ):
        return False
    follow = text[found.end : found.end + 1]
    if (
        follow in ("%", "°")
        or re.match(r"[:/.,]\d", text[found.end : found.end + 2])
        or found.after() in ("percent", "per", "km", "people")
    ):
        return False
    before, token = found.before(), scene.token(start)
    if before in cues("numbered"):
        return False
    if token is not None:
        follower = token.nbor(1) if token.i + 1 < len(token.doc) else None
        if (
            token.dep_ == "nummod"
            and follower is not None
            and follower.tag_ == "NNS"
            and before not in ("in", "the", "since")
        ):
            return False
        if (
            follower is not None
            and follower.tag_ in ("NNS",)
            and before not in ("in", "the", "since", "of", "from", "'s")
        ):
            return False
        if before in cues("before_year") or before in ("(", "the", ",", "and", "or", "-", "–"):
            return True
        if token.dep_ in ("nummod", "quantmod") and token.head.i > token.i and not quote.isdigit():
            return False
    elif before in cues("before_year"):
        return True
    if number < 1300 or number > 2060:
        return False
    return quote.isdigit() or before in cues("before_year")


@rule("(?<=YEAR DASH)(?P<short>NUM)")
def last_year(found: Found, scene: Scene) -> Reading | None:
    """The last of some years: "08" in "2007-08" of a history."""
    short, first = str(found.quote("short")), int(found.lexed.values[found.match.start() - 2])
    if not scene.history or len(short) != 2 or not short.isdigit() or int(short) <= first % 100:
        return None
    return Reading(f"{first // 100:02}{short}", "DATE", f"the last of the years that begin with {first}")


@rule("(?P<yr>NUM|YEAR) (?=(?:DASH|TO|AND) (?:NUM|YEAR) (?P<era>ERA))")
def year_before_christ(found: Found, scene: Scene) -> Reading | None:
    """The first of two years before Christ: "499" in "499-493 BC"."""
    number = found.value("yr")
    if found.lexed.values[found.match.end() + 2] != "BC" or number != int(number) or not 1 <= number < 10_000:
        return None
    return Reading(f"BC{int(number):04}", "DATE", "the year before Christ, as written out")


@rule("THE? (?P<yr1>YEAR) (?:DASH) (?P<short>NUM) (?P<fiscal>FISCAL)? YEARWORD?")
@rule("(?P<fiscal>FISCAL) (?:YEARWORD)? (?P<yr1>YEAR) (?:DASH (?P<short>NUM))?")
@rule("THE? (?P<yr1>YEAR) (?P<fiscal>FISCAL) YEARWORD")
def fiscal_year(found: Found, scene: Scene) -> Reading | None:
    """A financial year: "2026-27", "fiscal 1989"."""
    if scene.history and found.index("fiscal") is None:
        return None  # a history's "2007-08" is two years
    first = int(found.value("yr1"))
    short = found.value("short")
    if short is not None and short != (first + 1) % 100:
        return None
    return Reading(f"{first:04}", "DATE", "the financial year that begins in, or is named, this year")


@rule(
    "THE? (?:(?P<edge>EDGE) DASH? (?:TO DASH? EDGE DASH?)? | (?P<border>BORDER) OF THE?)? (?P<decade>DECADE|DECADEWORD) (?P<era>ERA)?"
)
def decade(found: Found, scene: Scene) -> Reading | None:
    """A decade: "the 1980s", "the late 1970s", "the nineties"."""
    if (
        found.quote("decade")
        and str(found.quote("decade")).isalpha()
        and found.before(0) != "the"
        and found.lexed.quote(found.match.start(), found.match.start() + 1).lower() != "the"
    ):
        return None
    if str(found.quote("decade")).isalpha() and found.before() in ("her", "his", "their", "in"):
        return None
    value = str(found.value("decade"))
    if len(str(found.quote("decade"))) <= 4 and found.before() in ("his", "her", "their", "mid", "early", "late"):
        return None
    if found.value("era") == "BC":
        value = f"BC{value}"
    return Reading(
        value,
        "DATE",
        f"the ten years that begin with {value}",
        str(found.value("border")) if found.value("border") else mod_of(found),
    )


@rule("THE? (?:(?P<edge>EDGE) DASH? | (?P<border>BORDER) OF THE )? (?P<ord>ORD) DASH? CENTURY (?P<era>ERA)?")
def century(found: Found, scene: Scene) -> Reading | None:
    """A century: "the 19th century" is 18, as its years begin."""
    number = int(found.value("ord")) - 1
    if not 0 <= number < 30:
        return None
    value = f"BC{number:02}" if found.value("era") == "BC" else f"{number:02}"
    border = found.value("border")
    return Reading(
        value, "DATE", f"the hundred years that begin with {value}", str(border) if border else mod_of(found)
    )


@rule(
    "(?:THE|A|THIS)? (?:(?P<edge>EDGE|EARLIER|LATER) (?:IN|DASH)? | (?P<border>BORDER) OF )? (?P<det>LAST|NEXT|THIS|THE|EVERY|THAT)? (?P<season>SEASON) (?: OF? (?P<yr>YEAR|NUM) (?P<era>ERA) | OF? (?P<yr2>YEAR) | {THATYEAR})?"
)
def season(found: Found, scene: Scene) -> Reading | None:
    """A season: "last autumn", "the summer of 1916", "every spring"."""
    name, det = str(found.value("season")), found.value("det")
    word = str(found.quote("season"))
    year, why = year_beside(found, scene)
    if found.index("yr2") is not None:
        year, why = int(found.value("yr2")), "the year is told"
    if year is None:
        year, why = year_ahead(found, calendar.SEASON_MONTH[name])
    border = found.value("border")
    mod = str(border) if border else mod_of(found)
    mod = {"earlier": "START", "later": "END"}.get(mod or "", mod)
    token = scene.token(found.lexed.starts[found.index("season") or 0])
    if token is not None and token.pos_ in ("VERB", "AUX", "ADJ"):
        return None
    bare = year is None and det is None and not mod
    if word in ("fall", "spring") and bare and found.before() not in ("in", "by", "since", "until", "during"):
        return None
    if (
        word == "fall"
        and year is None
        and det == "the"
        and (found.after() == "of" or found.before() not in ("in", "by", "during", "until", "since", "of"))
    ):
        return None
    with_a = found.lexed.quote(found.match.start(), found.match.start() + 1).lower() == "a"  # "a summer cottage"
    if token is not None and bare and token.dep_ in ("compound", "amod") and (with_a or word in ("fall", "spring")):
        return None
    if det == 1 or (word.endswith("s") and year is None):
        return Reading(f"XXXX-{name}", "SET", f"every {word.rstrip('s')}")
    if year is not None:
        if found.value("era") == "BC":
            return Reading(f"BC{year:04}-{name}", "DATE", why, mod)
        return Reading(f"{year:04}-{name}", "DATE", why, mod)
    if scene.bc:
        return Reading(f"BC{scene.bc:04}-{name}", "DATE", f"the narrative is at {scene.bc} BC", mod)
    anchor = scene.anchor
    if anchor is None:
        return Reading(f"XXXX-{name}", "DATE", f"{word}: the year stays open", mod)
    now, now_year = calendar.season(anchor)
    month_of = calendar.SEASON_MONTH[name]
    if scene.history:
        year, why = scene.year_of(month_of, None, found.start)
    elif det in ("last", "past", "previous"):
        year = anchor.year if month_of + 4 <= anchor.month and name != "WI" else anchor.year - 1
        why = f"“{det}” seen from {scene.anchor_name}"
    elif det in ("next", "coming"):
        year = anchor.year if month_of > anchor.month + 1 else anchor.year + 1
        why = f"“{det}” seen from {scene.anchor_name}"
    elif det in ("this", "current"):
        year, why = (now_year if now == name else anchor.year), f"“this” seen from {scene.anchor_name}"
    elif now == name:
        year, why = now_year, f"the season that {scene.anchor_name} is in"
    else:
        year, why = scene.year_of(month_of, None, found.start)
    return Reading(f"{year:04}-{name}" if year is not None else f"XXXX-{name}", "DATE", f"{word}: {why}", mod)
