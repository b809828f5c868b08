"""Durations and what is counted from them: "two weeks", "two weeks ago", "every day", "the past five years", "now"."""

from __future__ import annotations

import datetime as dt

from copydesk.facts.times import calendar
from copydesk.facts.times.grammar import Found, rule
from copydesk.facts.times.numerals import tidy
from copydesk.facts.times.periods import _clause_follows, relative
from copydesk.facts.times.scene import Reading, Scene

_AS_YEARS = {"E": 10, "C": 100, "L": 1000}
_UNIT = "(?P<unit>UNIT|UNITS|YEARWORD|DAYWORD|QUARTERWORD|CENTURY)"
_UNIT2 = "(?P<unit2>UNIT|UNITS|YEARWORD|DAYWORD|QUARTERWORD|CENTURY)"
_BOUND = "(?:(?P<bound>BOUND)|(?P<about>ABOUT))?"
_SET_WORDS = {"D": "P1D", "W": "P1W", "M": "P1M", "Y": "P1Y", "TH": "PT1H", "TM": "PT1M", "TS": "PT1S", "Q": "P1Q", "E": "P10Y", "N": "P1Y", "WE": "P1W", "C": "P100Y", "2W": "P2W"}


def duration(amount: float | str, unit: str) -> str | None:
    """An ISO 8601 duration; "X" is an amount that is not told.

    >>> duration(2, "W"), duration(2.5, "Y"), duration("X", "TM"), duration(1.5, "TH"), duration(2, "E")
    ('P2W', 'P2Y6M', 'PTXM', 'PT1H30M', 'P20Y')
    """
    if unit == "WE":
        return "P2D" if amount == 1 else "PXD" if amount == "X" else f"P{tidy(2 * float(amount))}D"
    if unit == "2W":
        amount, unit = ("X" if amount == "X" else 2 * float(amount)), "W"
    if unit == "N":
        unit = "Y"
    if amount == "X":
        return f"PT{'X'}{unit[1]}" if unit[0] == "T" and len(unit) == 2 else f"PX{unit}"
    number = float(amount)
    if number <= 0 or number > 1e7:
        return None
    if unit in _AS_YEARS:
        number, unit = number * _AS_YEARS[unit], "Y"
    whole, rest = int(number), number - int(number)
    if unit[0] == "T" and len(unit) == 2:
        lesser = {"H": ("M", 60), "M": ("S", 60)}.get(unit[1])
        if rest and lesser:
            return (f"PT{whole}{unit[1]}" if whole else "PT") + f"{round(rest * lesser[1])}{lesser[0]}"
        return f"PT{tidy(number)}{unit[1]}"
    lesser = {"Y": ("M", 12), "M": ("D", 30), "Q": ("M", 3)}.get(unit)
    if rest and lesser:
        return (f"P{whole}{unit}" if whole else "P") + f"{round(rest * lesser[1])}{lesser[0]}"
    if rest and unit == "D":
        return (f"P{whole}D" if whole else "P") + f"T{round(rest * 24)}H"
    return f"P{tidy(number)}{unit}"


def _mod(found: Found) -> str | None:
    mod = found.value("bound") or found.value("about")
    if mod == "LESS_THAN" and found.index("about") is not None:
        return "APPROX"
    return str(mod) if mod else None


def _amount(found: Found) -> float | str | None:
    if found.index("few") is not None:
        return "X"
    amount = found.value("num")
    if amount is None:
        amount = found.value("a")
    if amount is None:
        half = found.value("half")
        return float(half) if half is not None else None
    if found.index("half", "half2") is not None:
        return float(amount) + 0.5
    return float(amount)


def _aged(found: Found) -> bool:
    """Whether "31 years" goes on with "old", "of age", or is somebody's age; then it is an age."""
    first, second, third = found.after(1), found.after(2), found.after(3)
    return first == "old" or (first in ("-", "–") and second in ("old", "olds")) or (first == "of" and second == "age") or (first == "s" and third == "old")


_COUNT = "(?:(?P<num>NUM|YEAR) (?: (?:AND A?)? (?P<half>HALF))? | (?P<half1>HALF) A | (?P<a>A) (?P<ahalf>HALF)? | A? (?P<few>FEW) | (?P<a2>A) MORE )"


@rule(_BOUND + " THE? (?P<num>NUM) (?:AND A? (?P<half>HALF))? DASH? (?:MORE|OF)* " + _UNIT + " (?:(?:COMMA? AND|COMMA)? (?P<num2>NUM) " + _UNIT2 + ")? (?:DASH? LONG)?")
@rule(_BOUND + " (?P<a>A) (?:MORE)? " + _UNIT + " (?:AND A (?P<half>HALF))? (?:DASH? LONG)?")
@rule(_BOUND + " (?P<half>HALF) A? " + _UNIT)
@rule(_BOUND + " A (?P<half>HALF) DASH? " + _UNIT)
@rule(_BOUND + " THE? MORE? (?P<few>FEW) (?:OF|MORE|DASH)* " + _UNIT + " (?:DASH? LONG)?")
@rule("(?P<bare>UNITS) DASH LONG")
@rule("(?P<bareunit>UNIT|YEARWORD|DAYWORD) DASH LONG")
def stretch(found: Found, scene: Scene) -> Reading | None:
    """A duration: "six years and two months", "at least 30 days", "a two-week", "several years", "half an hour"."""
    if found.index("bare") is not None:
        value = duration("X", str(found.value("bare")))
        return Reading(value, "DURATION", "how many is not told") if value else None
    if found.index("bareunit") is not None:
        value = duration(1, str(found.value("bareunit")))
        return Reading(value, "DURATION", "one") if value else None
    if _aged(found):
        return None
    unit, amount = str(found.value("unit")), _amount(found)
    if amount is None or (found.after() in ("-", "–") and found.after(2) in ("earlier", "ago")):
        return None
    word = str(found.quote("unit"))
    plural = word.endswith("s") or word in ("centuries", "millennia")
    hyphened = "-" in found.lexed.text[found.start : found.end]
    if not plural and not hyphened and isinstance(amount, float) and amount >= 2 and unit in ("TS", "Q", "TM"):
        return None
    if unit == "Q" and found.index("a") is not None or unit in ("N", "L") and found.index("a") is None:
        return None  # "a quarter of" is a share
    if found.index("a") is not None and unit == "N":
        pass
    if unit == "TS" and found.index("a") is not None:
        return None
    if found.index("a") is not None and unit in ("TM",) and not plural and found.after() == "of":
        return None
    if unit == "Q" and found.after() == "of":
        return None  # "three quarters of" is a share
    value = duration(amount, unit)
    if value is None:
        return None
    second = found.value("num2")
    if second is not None:
        tail = duration(float(second), str(found.value("unit2")))
        if tail is None:
            return None
        value = value + (tail[1:] if "T" not in value else tail[2:])
    how = "a year and so on, how many is not told" if amount == "X" else "counted out"
    if found.index("a") is not None and _per(found):
        return Reading(value, "SET", f"“{found.lexed.text[found.start:found.end]}”: in each one")
    if amount == "X":
        how = "how many is not told"
    return Reading(value, "DURATION", f"a length of time, {how}", _mod(found))


def _per(found: Found) -> bool:
    """Whether "a day" follows an amount ("90 pies a day", "$3 a litre") rather than a preposition."""
    before = found.before()
    return before not in ("for", "in", "after", "within", "than", "over", "about", "of", "took", "lasted", "", "last", ".", "nearly", "almost")


@rule(_BOUND + " (?P<num>NUM) (?P<join>TO|DASH|OR|AND) (?P<num2>NUM) (?:MORE|OF|DASH)* " + _UNIT)
@rule("BETWEEN (?P<num>NUM) (?P<join>AND) (?P<num2>NUM) " + _UNIT)
@rule("(?P<num>NUM) DASH (?P<join>TO) DASH (?P<num2>NUM) DASH " + _UNIT)
def stretch_between(found: Found, scene: Scene) -> Reading | None:
    """A duration from one length to another: "four to six weeks" is P4W/P6W, "two or three days" about two."""
    if _aged(found):
        return None
    unit = str(found.value("unit"))
    first, second = (duration(float(found.value(name)), unit) for name in ("num", "num2"))
    if first is None or second is None or not float(found.value("num")) < float(found.value("num2")):
        return None
    if found.quote("join") == "or":
        return Reading(first, "DURATION", "the lower of the two lengths", "APPROX")
    return Reading(f"{first}/{second}", "DURATION", "from the one length to the other")


@rule("(?:OF)? THE? (?P<det>LAST|NEXT|THIS) (?P<num>NUM|FEW) (?P<and>MORE|OR)* (?:(?:TO|DASH|OR) NUM)? (?P<unit>UNIT|UNITS|YEARWORD|DAYWORD)")
@rule("THE? (?:ORD|LAST) (?P<num>NUM|FEW) (?P<unit>UNITS) (?: OF MONTH? YEAR)?")
def stretch_near(found: Found, scene: Scene) -> Reading | None:
    """A stretch up to or from now: "the past five years", "the next few days"."""
    num = found.value("num")
    if _aged(found):
        return None
    value = duration(num if num == "X" else float(num), str(found.value("unit")))
    return Reading(value, "DURATION", "a length of time next to the one the text is at") if value else None


@rule("(?:THE)? (?P<det>RECENT|LAST|NEXT) (?:UNITS AND)? (?P<unit>UNITS)")
def vague(found: Found, scene: Scene) -> Reading | None:
    """Some units near now: "recent months", "the coming weeks"."""
    det = str(found.value("det"))
    if det == "last":
        return Reading(f"PX{found.value('unit')}" if len(str(found.value('unit'))) == 1 else str(duration("X", str(found.value("unit")))), "DURATION", "how many is not told") if found.quote("det") != "past" else Reading("PAST_REF", "DATE", "a while ago, how long is not told")
    return Reading("PAST_REF" if det == "recent" else "FUTURE_REF", "DATE", "near now; when exactly is not told")


@rule("(?P<unit>UNITS)")
def some_units(found: Found, scene: Scene) -> Reading | None:
    """ "days", "weeks", "years" alone: a length that is not told."""
    if found.before() in ("many", "how", "in", "old", "these", "those", "other", "-", "his", "her", "their", "school", "working", "office") and found.before() != "in":
        return None
    if found.after() in ("old", "-", "earlier", "ago", "later") and found.after() == "old":
        return None
    unit = str(found.value("unit"))
    if unit in ("TS", "WE", "Q") or (unit in ("TM", "TH") and found.after() == "of"):
        return None
    if found.before() not in ("for", "in", "of", "after", "within", "over", "took", "take", "lasted", "last", "spent", "by", "than", "two", "and", "or", "through", "until", "were", "with", "the") and found.after() not in ("later", "earlier", "ago", "before", "after", "of"):
        return None
    value = duration("X", unit)
    return Reading(value, "DURATION", "a length of time, how many is not told") if value else None


@rule(_BOUND + " THE? (?P<num>NUM) (?:AND A? (?P<half>HALF))? (?:MORE)? DASH? " + _UNIT + " (?P<rel>AGO|LATER|EARLIER|AFTER|BEFORE)")
@rule(_BOUND + " (?P<a>A) " + _UNIT + " (?:AND A (?P<half>HALF))? (?P<so>ORSO)? (?P<rel>AGO|LATER|EARLIER|AFTER|BEFORE)")
@rule("(?:BOUND|ABOUT)? (?P<few>FEW) (?:OF)? " + _UNIT + " (?P<rel>AGO|LATER|EARLIER|AFTER|BEFORE)")
@rule("(?P<bareunit>UNITS) (?P<rel>AGO|LATER|EARLIER|AFTER|BEFORE)")
def counted(found: Found, scene: Scene) -> Reading | None:
    """A date counted from now or the narrative: "two weeks ago", "three days later", "a year earlier"."""
    rel, word = str(found.value("rel")), str(found.quote("rel"))
    if _aged(found):
        return None
    bare = found.index("bareunit") is not None
    unit = str(found.value("unit") or found.value("bareunit"))
    amount = "X" if bare else _amount(found)
    if amount is None:
        return None
    if word in ("after", "before", "afterwards", "hence", "previously") and (word in ("after", "before") and _clause_follows(found) or word == "previously"):
        value = duration(amount, unit)  # "two weeks after the vote" is the length from the vote
        return Reading(value, "DURATION", "the length of time from an event", _mod(found)) if value else None
    if amount == "X":
        if rel == "ago":
            return Reading("PAST_REF", "DATE", "how long ago is not told")
        value = duration("X", unit)
        return Reading(value, "DURATION", "how much later or earlier is not told") if value else None
    if amount != int(amount) and unit not in ("Y",) or (scene.bc and rel != "ago"):
        value = duration(amount, unit)
        return Reading(value, "DURATION", "counted out", _mod(found)) if value else None
    sign = 1 if rel == "later" else -1
    told = rel != "ago"
    mod = _mod(found)
    if unit[0] == "T" and len(unit) == 2:
        value = duration(amount, unit)
        return Reading(value, "DURATION", "counted from the time before", mod) if value else None
    near_quarter = scene.quarter is not None
    if unit == "Y" and amount == 1 and rel != "later" and near_quarter and scene.quarter is not None:
        return Reading(f"{scene.quarter[0] - 1:04}-Q{scene.quarter[1]}", "DATE", f"a year before quarter {scene.quarter[1]} of {scene.quarter[0]}", mod)
    if unit in ("W", "2W"):
        days = 7 * int(amount) * (2 if unit == "2W" else 1)
        base = scene.anchor if not told else scene.spoken_day(found.start)
        moved = calendar.shifted(base, sign * days) if base else None
        read = (moved.isoformat(), f"{days} days {'after' if sign > 0 else 'before'} {base}") if moved else None
        mod = mod or "APPROX"
    elif unit in ("WE", "N", "L"):
        return None
    elif unit in ("E", "C"):
        value = duration(amount, unit)
        return Reading(value, "DURATION", "counted out", mod) if value else None
    else:
        read = relative(unit, sign * int(amount), scene, told=told)
        if unit != "D" and mod is None and rel == "ago":
            mod = "APPROX"
    if read is None:
        value = duration(amount, unit)
        return Reading(value, "DURATION", "counted from a day that is not known", mod) if value else None
    return Reading(read[0], "DATE", read[1], mod)


@rule("(?P<every>EVERY) (?P<num>NUM)? " + _UNIT)
@rule("(?P<every>EVERY) (?P<weekday>WEEKDAY|PART|HOLIDAY)")
@rule("(?P<per>PER) (?P<unit>UNIT|YEARWORD|DAYWORD|QUARTERWORD)")
@rule("(?P<about>ABOUT)? (?P<set>SET)")
def repeated(found: Found, scene: Scene) -> Reading | None:
    """What repeats: "every day", "each year", "daily", "per week"."""
    if found.index("set") is not None:
        word = str(found.quote("set"))
        token = scene.token(found.start)
        if token is not None and token.ent_type_ in ("ORG", "WORK_OF_ART") and word != "annually":
            return None
        if word in ("daily", "weekly", "monthly", "everyday", "nightly") and (found.lexed.text[found.start].isupper() or found.before() == "the" or (token is not None and token.pos_ == "NOUN")):
            return None
        if word in ("annual", "quarterly", "weekly", "monthly"):
            if word != "annual" or scene.history:
                return None
            return None
        return Reading(str(found.value("set")), "SET", f"“{word}”: again and again")
    number = found.value("weekday")
    if number is not None:
        word = str(found.quote("weekday"))
        if isinstance(number, int):
            return Reading(f"XXXX-WXX-{number}", "SET", f"every {word}")
        return Reading("P1D" if isinstance(number, str) else "P1Y", "SET", f"every {word}")
    unit = str(found.value("unit"))
    count = found.value("num") or found.value("every") or 1
    if found.quote("every") == "each" and found.after() == "of":
        return None
    value = _SET_WORDS.get(unit) if count == 1 or not isinstance(count, int | float) else duration(count, unit)
    return Reading(value, "SET", "again and again") if value else None


@rule("THE (?P<past>LAST)")
def the_past(found: Found, scene: Scene) -> Reading | None:
    """ "in the past": some time ago."""
    if found.quote("past") != "past" or (found.after().isalpha() and found.after() not in ("and", "but", "as", "with", "were", "was", "is", "to", "when", "that", "have", "has")):
        return None
    return Reading("PAST_REF", "DATE", "some time ago; when is not told")


@rule("(?P<now>NOW)")
@rule("(?P<now>NOW) (?P<unit>UNIT)")
def reference(found: Found, scene: Scene) -> Reading | None:
    """Now, some time ago, some time to come: "currently", "recently", "in the future"."""
    word, value = str(found.quote("now")), str(found.value("now"))
    if word == "future":
        token = scene.token(found.start)
        if token is None or token.pos_ != "NOUN" or found.before() in ("'s", "s", "his", "her", "their", "its", "our"):
            return None
    if word == "the past" and found.after().isalpha() and found.after() not in ("and", "but", "as", "with", "were", "was", "is", "to", "when", "that", "have", "has"):
        return None
    if word == "now" and (found.before() in ("until",) and False):
        return None
    if word == "now" and found.after() == "that":
        return None
    meaning = {"PRESENT_REF": "the time of writing", "PAST_REF": "not long ago; when is not told", "FUTURE_REF": "to come; when is not told"}
    return Reading(value, "DATE", f"“{word}”: {meaning[value]}")


_ = dt
