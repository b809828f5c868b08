"""Stretches of the calendar: months, years, quarters, seasons, decades, centuries, and words relative to them."""

from __future__ import annotations

import re

from copydesk.facts.times import calendar
from copydesk.facts.times.days import MONTHS, _mod, _year
from copydesk.facts.times.grammar import Found, rule
from copydesk.facts.times.scene import Reading, Scene

PREPOSITIONS = frozenset(
    "in since by of until till during from to between before after around about for through and throughout this last "
    "next late early mid on as or per".split()
)
# Nouns that a year counts, not dates: "2000 people" is a number where the parse says so; these say so alone.
_DATING = frozenset("in since by of until till during from to between before after around about for through throughout late early mid fiscal year".split())


@rule("(?:THE? (?P<border>BORDER) OF |(?P<edge>EDGE|EARLIER|LATER) (?:DASH|IN)? )? (?P<det>LAST|NEXT|THIS|EVERY)? (?P<mon>MONTH) (?: OF? (?P<bc>NUM|YEAR) ERA | (?:OF|COMMA)? (?P<yr>YEAR) | {THATYEAR} )?")
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
    mod = str(border) if border else _mod(found)
    mod = {"earlier": "START", "later": "END"}.get(mod or "", mod)
    det = found.value("det")
    year, why = _year(found, scene)
    # Words that are more than a month's name need something beside them that says they are one.
    if found.index("bc") is not None:
        bc = int(found.value("bc"))
        scene.bc, scene.year = True, None
        return Reading(f"BC{bc:04}-{number:02}", "DATE", "the year before Christ, as written out", mod) if bc < 10_000 else None
    if name in ("may", "march", "mar", "jun", "sep", "oct", "dec", "jan") and year is None and not det and mod is None:
        token = scene.token(found.lexed.starts[index])
        if found.before() not in PREPOSITIONS and (len(name) == 3 or token is None or token.ent_type_ != "DATE"):
            return None
        if token is not None and token.pos_ not in ("PROPN", "NOUN"):
            return None
    token = scene.token(found.lexed.starts[index])
    if name.rstrip(".") in ("may", "april", "june", "august", "march", "jan") and token is not None and token.ent_type_ == "PERSON" and found.before() not in _DATING:
        return None
    if det == 1:
        return Reading(f"XXXX-{number:02}", "SET", f"every {MONTHS[number - 1]}")
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
    return Reading(f"{year:04}-{number:02}" if year is not None else f"XXXX-{number:02}", "DATE", f"{label}: {why}", mod)


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
    mod = str(border) if border and border not in ("H1", "H2") else _mod(found)
    if mod == "LESS_THAN":
        mod = "APPROX"
    if era == "BC":
        scene.bc, scene.year = True, None
        return Reading(f"BC{number:04}", "DATE", "the year before Christ, as written out", mod) if number < 10_000 else None
    if era is None and (not _is_year(found, scene, number) or not 1000 <= number <= 2099):
        return None
    if number > 9999:
        return None
    value = f"{number:04}" + (f"-{border}" if border in ("H1", "H2") else "")
    return Reading(value, "DATE", "the year, as written out", mod)


def _is_year(found: Found, scene: Scene, number: int) -> bool:
    index = found.index("yr")
    if index is None:
        return False
    quote = found.lexed.quote(index, index + 1)
    start = found.lexed.starts[index]
    text = found.lexed.text
    if found.index("yr") != found.match.start() and found.index("about") is None:
        return True
    if start and text[start - 1] in "$£€#/.,-–:" and not (text[start - 1] in "-–/" and text[max(0, start - 5) : start - 1].isdigit()):
        return False
    follow = text[found.end : found.end + 1]
    if follow in ("%", "°") or re.match(r"[:/.,]\d", text[found.end : found.end + 2]) or found.after() in ("percent", "per", "km", "people"):
        return False
    before, token = found.before(), scene.token(start)
    if token is not None:
        follower = token.nbor(1) if token.i + 1 < len(token.doc) else None
        if token.dep_ == "nummod" and follower is not None and follower.tag_ == "NNS" and before not in ("in", "the", "since"):
            return False
        if follower is not None and follower.tag_ in ("NNS",) and before not in ("in", "the", "since", "of", "from", "'s"):
            return False
        if before in _DATING or before in ("(", "the", ",", "and", "or", "-", "–"):
            return True
        if token.dep_ in ("nummod", "quantmod") and token.head.i > token.i and not quote.isdigit():
            return False
    elif before in _DATING:
        return True
    if number < 1300 or number > 2060:
        return False
    return quote.isdigit() or before in _DATING


@rule("THE? (?P<yr1>YEAR) (?:DASH) (?P<short>NUM) (?P<fiscal>FISCAL)? YEARWORD?")
@rule("(?P<fiscal>FISCAL) (?:YEARWORD)? (?P<yr1>YEAR) (?:DASH (?P<short>NUM))?")
@rule("THE? (?P<yr1>YEAR) (?P<fiscal>FISCAL) YEARWORD")
def fiscal_year(found: Found, scene: Scene) -> Reading | None:
    """A financial year: "2026-27", "fiscal 1989"."""
    first = int(found.value("yr1"))
    short = found.value("short")
    if short is not None and short != (first + 1) % 100:
        return None
    return Reading(f"{first:04}", "DATE", "the financial year that begins in, or is named, this year")


@rule("THE? (?:(?P<edge>EDGE) DASH? (?:TO DASH? EDGE DASH?)? | (?P<border>BORDER) OF THE?)? (?P<decade>DECADE|DECADEWORD) (?P<era>ERA)?")
def decade(found: Found, scene: Scene) -> Reading | None:
    """A decade: "the 1980s", "the late 1970s", "the nineties"."""
    if found.quote("decade") and str(found.quote("decade")).isalpha() and found.before(0) != "the" and found.lexed.quote(found.match.start(), found.match.start() + 1).lower() != "the":
        return None
    if str(found.quote("decade")).isalpha() and found.before() in ("her", "his", "their", "in"):
        return None
    value = str(found.value("decade"))
    if len(str(found.quote("decade"))) <= 4 and found.before() in ("his", "her", "their", "mid", "early", "late"):
        return None
    if found.value("era") == "BC":
        value = f"BC{value}"
    return Reading(value, "DATE", f"the ten years that begin with {value}", str(found.value("border")) if found.value("border") else _mod(found))


@rule("THE? (?:(?P<edge>EDGE) DASH? | (?P<border>BORDER) OF THE )? (?P<ord>ORD) DASH? CENTURY (?P<era>ERA)?")
def century(found: Found, scene: Scene) -> Reading | None:
    """A century: "the 19th century" is 18, as its years begin."""
    number = int(found.value("ord")) - 1
    if not 0 <= number < 30:
        return None
    value = f"BC{number:02}" if found.value("era") == "BC" else f"{number:02}"
    border = found.value("border")
    return Reading(value, "DATE", f"the hundred years that begin with {value}", str(border) if border else _mod(found))


@rule("(?:THE|A|THIS)? (?:(?P<edge>EDGE|EARLIER|LATER) (?:IN|DASH)? | (?P<border>BORDER) OF )? (?P<det>LAST|NEXT|THIS|THE|EVERY|THAT)? (?P<season>SEASON) (?: OF? (?P<yr>YEAR|NUM) (?P<era>ERA) | OF? (?P<yr2>YEAR) | {THATYEAR})?")
def season(found: Found, scene: Scene) -> Reading | None:
    """A season: "last autumn", "the summer of 1916", "every spring"."""
    name, det = str(found.value("season")), found.value("det")
    word = str(found.quote("season"))
    year, why = _year(found, scene)
    if found.index("yr2") is not None:
        year, why = int(found.value("yr2")), "the year is told"
    border = found.value("border")
    mod = str(border) if border else _mod(found)
    mod = {"earlier": "START", "later": "END"}.get(mod or "", mod)
    token = scene.token(found.lexed.starts[found.index("season") or 0])
    if token is not None and token.pos_ in ("VERB", "AUX", "ADJ"):
        return None
    bare = year is None and det is None and not mod
    if word in ("fall", "spring") and bare and found.before() not in ("in", "by", "since", "until", "during"):
        return None
    if word == "fall" and year is None and det == "the" and (found.after() == "of" or found.before() not in ("in", "by", "during", "until", "since", "of")):
        return None
    if token is not None and bare and token.dep_ in ("compound", "amod") and word in ("fall", "spring"):
        return None
    if det == 1 or (word.endswith("s") and year is None):
        return Reading(f"XXXX-{name}", "SET", f"every {word.rstrip('s')}")
    if year is not None:
        if found.value("era") == "BC":
            return Reading(f"BC{year:04}-{name}", "DATE", why, mod)
        return Reading(f"{year:04}-{name}", "DATE", why, mod)
    anchor = scene.anchor
    if anchor is None:
        return Reading(f"XXXX-{name}", "DATE", f"{word}: the year stays open", mod)
    now, now_year = calendar.season(anchor)
    order = ("WI", "SP", "SU", "FA")
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
    del order
    return Reading(f"{year:04}-{name}" if year is not None else f"XXXX-{name}", "DATE", f"{word}: {why}", mod)


@rule("(?P<fiscal>FISCAL)? DASH? (?P<ord>ORD) DASH (?P<unit>QUARTERWORD)")
@rule("THE? (?P<det>LAST|NEXT|THIS|THE)? (?P<fiscal>FISCAL)? DASH? (?P<ord>ORD) (?:MORE)? (?P<unit>QUARTERWORD) (?: (?:OF|COMMA)? (?P<fy>FISCAL)? (?P<yr>YEAR) | {THATYEAR} )?")
@rule("(?P<relpre>LAST|NEXT|THIS) YEARWORD POSS (?P<ord>ORD)? DASH? (?P<unit>QUARTERWORD)")
@rule("THE? (?P<yr>YEAR) (?P<ord>ORD) DASH? (?P<unit>QUARTERWORD)")
@rule("THE (?P<det>BORDER) OF THE (?P<ord>ORD) (?P<unit>QUARTERWORD) (?: OF? (?P<yr>YEAR) )?")
def quarter(found: Found, scene: Scene) -> Reading | None:
    """A quarter: "the third quarter", "this year's third quarter", "second-quarter"."""
    number = found.value("ord")
    year, why = _year(found, scene)
    relpre = found.value("relpre")
    if relpre is not None:
        base = scene.anchor
        if base is None:
            return None
        year = base.year + {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0}.get(str(relpre), 1)
        why = f"“{relpre} year” seen from {scene.anchor_name}"
        if number is None:
            number = scene.quarter[1] if scene.quarter else None
    if number is None or not 1 <= number <= 4:
        return None
    det = found.value("det")
    mod = str(det) if det in ("START", "MID", "END") else None
    if year is None:
        base = scene.anchor
        if base is None:
            return Reading(f"XXXX-Q{number}", "DATE", "the year stays open", mod)
        present = calendar.quarter(base.month)
        tense = scene.tense(found.start)
        year = base.year
        if number > present and tense == "past" and not (number == present + 1 and base.month % 3 == 0):
            year -= 1 if number - present >= 2 or not scene.quarter else 0
        elif number < present - 1 and tense == "future":
            year += 1
        elif present == 1 and number >= 3:
            year -= 1
        why = f"the one nearest to {scene.anchor_name}"
    return Reading(f"{year:04}-Q{number}", "DATE", f"quarter {number}: {why}", mod)


_UNIT_NAMES = {"D": "day", "W": "week", "M": "month", "Q": "quarter", "Y": "year", "E": "decade", "C": "century", "WE": "weekend"}


def relative(unit: str, off: int, scene: Scene, *, told: bool) -> tuple[str, str] | None:
    """The unit that lies `off` units from the anchor (from the narrative where `told`), and why."""
    base = scene.spoken_day(10**9) if told else scene.anchor
    whose = f"{scene.said}, where the text is at" if told or scene.history else scene.anchor_name
    if told and scene.day is None and scene.year is not None:
        base = calendar.day(scene.year, scene.month or 6, 15)
    if base is None or (told and unit == "D" and scene.day is None and scene.year is not None):
        return None
    name = _UNIT_NAMES.get(unit, "")
    why = f"the same {name} as {whose}" if off == 0 else f"{abs(off)} {name}{'s' * (abs(off) > 1)} {'before' if off < 0 else 'after'} {whose}"
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


_U = "(?P<unit>UNIT|YEARWORD|DAYWORD|QUARTERWORD|CENTURY)"


@rule("(?:THE|A)? (?:(?P<edge>EDGE|EARLIER|LATER) (?:IN)? | (?P<border>BORDER) OF )? (?:THE)? (?P<det>LAST|NEXT|THIS|THAT) FISCAL? " + _U + " (?:FISCAL YEARWORD)?")
@rule("THE (?P<border>BORDER) OF (?:THE) FISCAL? " + _U)
@rule(_U + " POSS? DASH? (?P<border>BORDER)")
@rule("(?P<det>THE) (?P<unit>UNIT|YEARWORD|DAYWORD) (?P<rel>EARLIER|LATER|BEFORE|AFTER) (?P<lastly>LAST)?")
def unit_near(found: Found, scene: Scene) -> Reading | None:
    """A unit near now or the narrative: "last week", "earlier this month", "the following day", "the end of the year"."""
    unit, det = str(found.value("unit")), found.value("det")
    border = found.value("border")
    mod = str(border) if border else _mod(found)
    mod = {"earlier": "START", "later": "END"}.get(mod or "", mod)
    if mod in ("H1", "H2"):
        mod = None
    if unit in ("TS", "TM", "TH", "2W"):
        return None
    rel = found.value("rel")
    off, told = 0, False
    if det in ("last", "past"):
        off = -1
        if found.lexed.quote(found.match.start(), found.match.start() + 1).lower() == "the":
            if det == "past" or unit in ("E", "C"):
                return Reading({"E": "P10Y", "C": "P100Y"}.get(unit, f"P1{unit[:1]}"), "DURATION", "a stretch up to now")
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
        if found.quote("rel") in ("after", "before") and found.index("lastly") is None and _clause_follows(found):
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
    read = relative(unit, off, scene, told=told)
    if read is None:
        if scene.partial and unit == "D" and off == 0:
            return Reading(scene.partial, "DATE", "the day spoken of just before")
        if unit in ("Y", "M", "W", "WE") and scene.anchor is None:
            shape = {"Y": "XXXX", "M": "XXXX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE"}[unit]
            return Reading(shape, "DATE", "seen from a day that is not known", mod)
        return None
    return Reading(read[0], "DATE", read[1], mod)


def _clause_follows(found: Found) -> bool:
    """Whether "the day after" goes on ("the day after the vote"), so that it is not the narrative's next day."""
    follow = found.after()
    return bool(follow) and follow[0].isalpha() and follow not in ("and", "but", "when", "to", "in", "at", "by", "while", "with")


@rule("THE? (?P<weekend>UNIT)")
def the_weekend(found: Found, scene: Scene) -> Reading | None:
    """ "the weekend": the last one, or the coming one where the verb or the preposition says so."""
    if found.value("weekend") != "WE":
        return None
    base = scene.anchor
    if base is None:
        return Reading("XXXX-WXX-WE", "DATE", "which weekend is open, as no publication day is known")
    ahead = scene.tense(found.start) == "future"
    day = calendar.shifted(base, 0 if ahead else -(base.isoweekday() % 7) if base.isoweekday() < 6 else 0)
    return Reading(calendar.week(day or base) + "-WE", "DATE", f"the weekend {'after' if ahead else 'before'} {scene.anchor_name}")


@rule("THE (?:MORE)? (?P<unit>YEARWORD)")
def the_year(found: Found, scene: Scene) -> Reading | None:
    """ "the year": the one that the story stands in; a length before "ended", "to"."""
    if found.after() in ("ended", "ending", "to", "that", "he", "she", "they", "when", "of"):
        return Reading("P1Y", "DURATION", "a length of time, counted out") if found.after() in ("ended", "ending", "to") else None
    year = scene.year if scene.history else scene.anchor.year if scene.anchor else None
    if year is None or scene.bc:
        return None
    return Reading(f"{year:04}", "DATE", f"the year of {scene.anchor_name}")


@rule("THE (?P<det>LATEST) FISCAL? (?P<unit>QUARTERWORD|PERIOD)")
@rule("THE? (?P<det>LAST|NEXT|THIS|THE|THAT) FISCAL? (?P<unit>QUARTERWORD|PERIOD)")
@rule("THE? (?P<yago>YEARWORD) DASH (?P<rel>AGO|EARLIER) (?P<ord>ORD)? (?P<unit>QUARTERWORD|PERIOD)?")
@rule("(?P<fiscal>FISCAL) (?P<unit>YEARWORD)")
@rule("THE (?P<yr>YEAR) (?P<unit>QUARTERWORD|PERIOD)")
def reported(found: Found, scene: Scene) -> Reading | None:
    """The stretch that figures are reported for: "the quarter", "the year-earlier period", "the 1988 quarter"."""
    unit = found.value("unit")
    near = scene.quarter
    if found.index("yago") is not None:
        number = found.value("ord") or (near[1] if near else None)
        if near is not None and number:
            return Reading(f"{near[0] - 1:04}-Q{number}", "DATE", f"a year before quarter {near[1]} of {near[0]}")
        anchor = scene.anchor
        return Reading(f"{anchor.year - 1:04}", "DATE", f"a year before {scene.anchor_name}") if anchor else None
    year = found.value("yr")
    if year is not None:
        return Reading(f"{int(year):04}-Q{near[1]}" if near else f"{int(year):04}", "DATE", "the year told, the quarter spoken of" if near else "the year told")
    det = found.value("det")
    if unit == "period" and det == "latest" and near is not None:
        return Reading(f"{near[0]:04}-Q{near[1]}", "DATE", "the quarter spoken of before")
    if unit == "Q" and det in ("the", "that", "last", "latest"):
        if near is not None:
            return Reading(f"{near[0]:04}-Q{near[1]}", "DATE", "the quarter spoken of before")
        read = relative("Q", -1, scene, told=False) if scene.anchor else None
        return Reading(read[0], "DATE", read[1]) if read and det != "that" else None
    if unit == "Q" and det in ("this", "current"):
        read = relative("Q", 0, scene, told=False)
        return Reading(read[0], "DATE", read[1]) if read else None
    if found.index("fiscal") is not None and scene.anchor is not None:
        return Reading(f"{scene.anchor.year:04}", "DATE", f"the financial year of {scene.anchor_name}")
    return None
