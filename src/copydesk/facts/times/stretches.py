"""Durations: "two weeks", "at least 30 days", "the past five years", "half an hour"."""

from __future__ import annotations

from copydesk.facts.times.grammar import Found, rule
from copydesk.facts.times.lexer import code
from copydesk.facts.times.numerals import tidy
from copydesk.facts.times.relative import clause_follows
from copydesk.facts.times.scene import Reading, Scene

_AS_YEARS = {"E": 10, "C": 100, "L": 1000}
UNIT = "(?P<unit>UNIT|UNITS|YEARWORD|DAYWORD|QUARTERWORD|CENTURY)"
UNIT2 = "(?P<unit2>UNIT|UNITS|YEARWORD|DAYWORD|QUARTERWORD|CENTURY)"
BOUND = "(?:(?P<bound>BOUND)|(?P<about>ABOUT))?"
SET_WORDS = {
    "D": "P1D",
    "W": "P1W",
    "M": "P1M",
    "Y": "P1Y",
    "TH": "PT1H",
    "TM": "PT1M",
    "TS": "PT1S",
    "Q": "P1Q",
    "E": "P10Y",
    "N": "P1Y",
    "WE": "P1W",
    "C": "P100Y",
    "2W": "P2W",
}


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


def mod_of(found: Found) -> str | None:
    mod = found.value("bound") or found.value("about") or found.value("so")
    if mod == "LESS_THAN" and found.index("about") is not None:
        return "APPROX"
    return str(mod) if mod else None


def amount_of(found: Found) -> float | str | None:
    few = found.value("few")
    if few is not None:
        return float(few) if few != "X" else "X"
    amount = found.value("num")
    if amount is None:
        amount = found.value("a")
    if amount is None:
        half = found.value("half")
        return float(half) if half is not None else None
    if found.index("half", "half2") is not None:
        return float(amount) + 0.5
    return float(amount)


def aged(found: Found) -> bool:
    """Whether "31 years" goes on with "old", "of age", or is somebody's age; then it is an age."""
    first, second, third = found.after(1), found.after(2), found.after(3)
    return (
        first == "old"
        or (first in ("-", "–") and second in ("old", "olds"))
        or (first == "of" and second == "age")
        or (first == "s" and third == "old")
    )


_NUMBER = " (?P<num>NUM) (?:AND A? (?P<half>HALF))? DASH? (?:MORE|OF)* "
_AND_NUMBER = " (?:(?:COMMA? AND|COMMA)? (?P<num2>NUM) " + UNIT2 + ")? (?:DASH? LONG)? (?P<so>ORSO)?"


# The article of "the 14-day truce" is the truce's.
@rule(BOUND + _NUMBER + UNIT + _AND_NUMBER)
@rule(BOUND + " THE" + _NUMBER + "(?P<unit>UNITS)" + _AND_NUMBER)
@rule(BOUND + " (?P<a>A) (?:MORE)? " + UNIT + " (?:AND A (?P<half>HALF))? (?:DASH? LONG)?")
@rule(BOUND + " (?P<half>HALF) A? " + UNIT)
@rule(BOUND + " A (?P<half>HALF) DASH? " + UNIT)
@rule(BOUND + " THE? MORE? (?P<few>FEW) (?:OF|MORE|DASH)* " + UNIT + " (?:DASH? LONG)?")
@rule(BOUND + " THE? (?P<num>NUM) (?P<kind>OTHER) (?P<unit>UNITS)")
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
    if aged(found) or _titled(found):
        return None
    kind = found.index("kind")
    if kind is not None:  # "eight trading days", "two bloody weeks"
        between, noun = scene.token(found.lexed.starts[kind]), scene.token(found.end - 1)
        if between is None or between.head != noun or between.dep_ not in ("amod", "compound"):
            return None
    unit, amount = str(found.value("unit")), amount_of(found)
    if amount is None or (found.after() in ("-", "–") and found.after(2) in ("earlier", "ago")):
        return None
    word = str(found.quote("unit"))
    plural = word.endswith("s") or word in ("centuries", "millennia")
    hyphened = "-" in found.lexed.text[found.start : found.end]
    if not plural and not hyphened and isinstance(amount, float) and amount >= 2 and unit in ("TS", "Q", "TM"):
        return None
    if (unit == "Q" and found.index("a") is not None) or (unit in ("N", "L") and found.index("a") is None):
        return None  # "a quarter of" is a share
    if found.index("a") is not None and unit == "N":
        pass
    if unit == "TS" and found.index("a") is not None:
        return None
    if found.index("a") is not None and unit in ("TM",) and not plural and found.after() == "of":
        return None
    if unit == "Q" and amount != "X" and found.after() == "of":
        return None  # "three quarters of" is a share, "several quarters of" losses are not
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
        paid = scene.token(found.start - 1)
        if unit == "Y" and paid is not None and paid.ent_type_ == "MONEY":
            return None  # "$3 million a year" is a rate
        return Reading(value, "SET", f"“{found.lexed.text[found.start : found.end]}”: in each one")
    if amount == "X":
        how = "how many is not told"
    return Reading(value, "DURATION", f"a length of time, {how}", mod_of(found))


@rule("(?:A|THE) (?P<ord>ORD) MORE? (?P<unit>DAYWORD)")
def stretch_so_far(found: Found, scene: Scene) -> Reading | None:
    """How long something has gone on: "without heating for a fifth day"."""
    number = int(found.value("ord"))
    if found.before() != "for" or number < 2:
        return None
    return Reading(f"P{number}D", "DURATION", "the days up to this one, counted")


def _titled(found: Found) -> bool:
    """Whether "60 Minutes" is written as a title is; the Seven Years' War did last seven years."""
    index = found.index("unit")
    return index is not None and found.lexed.quote(index, index + 1).istitle() and (found.quote("num") or "").isdigit()


def _per(found: Found) -> bool:
    """Whether "a day" follows an amount ("90 pies a day", "$3 a litre") rather than a preposition."""
    return found.after() not in ("after", "before") and found.before() not in (
        "for",
        "in",
        "after",
        "within",
        "than",
        "over",
        "about",
        "of",
        "took",
        "lasted",
        "",
        "last",
        ".",
        "nearly",
        "almost",
    )


@rule(BOUND + " (?P<num>NUM) (?P<join>TO|DASH|OR|AND) (?P<num2>NUM) (?:MORE|OF|DASH)* " + UNIT)
@rule("BETWEEN (?P<num>NUM) (?P<join>AND) (?P<num2>NUM) " + UNIT)
@rule("(?P<num>NUM) DASH (?P<join>TO) DASH (?P<num2>NUM) DASH " + UNIT)
def stretch_between(found: Found, scene: Scene) -> Reading | None:
    """A duration from one length to another: "four to six weeks" is P4W/P6W, "two or three days" about two."""
    if aged(found):
        return None
    unit = str(found.value("unit"))
    first, second = (duration(float(found.value(name)), unit) for name in ("num", "num2"))
    if first is None or second is None or not float(found.value("num")) < float(found.value("num2")):
        return None
    if found.quote("join") == "or":
        return Reading(first, "DURATION", "the lower of the two lengths", "APPROX")
    return Reading(f"{first}/{second}", "DURATION", "from the one length to the other")


@rule(
    "THE? (?P<det>LAST|NEXT|THIS) (?P<num>NUM|FEW) (?P<and>MORE|OR)* (?:(?:TO|DASH|OR) NUM)? (?P<unit>UNIT|UNITS|YEARWORD|DAYWORD) (?P<so>ORSO)?"
)
@rule("THE? YEARWORD DASH (?:AGO|EARLIER) (?P<num>NUM) (?P<unit>UNITS)")
@rule("THE? (?:ORD|LAST|LATEST) (?P<num>NUM|FEW) (?P<unit>UNITS) (?: OF MONTH? YEAR)?")
def stretch_near(found: Found, scene: Scene) -> Reading | None:
    """A stretch up to or from now: "the past five years", "the next few days"."""
    num = found.value("num")
    if aged(found):
        return None
    value = duration(num if num == "X" else float(num), str(found.value("unit")))
    return (
        Reading(value, "DURATION", "a length of time next to the one the text is at", mod_of(found)) if value else None
    )


@rule("(?:THE)? (?P<det>RECENT|LAST|NEXT) (?:UNITS AND)? (?P<unit>UNITS)")
def vague(found: Found, scene: Scene) -> Reading | None:
    """Some units near now: "recent months", "the coming weeks"."""
    det = str(found.value("det"))
    if det == "last":
        value = duration("X", str(found.value("unit")))
        return Reading(value, "DURATION", "how many is not told") if value else None
    before = det in ("recent", "past", "previous")
    return Reading("PAST_REF" if before else "FUTURE_REF", "DATE", "near now; when exactly is not told")


@rule("(?P<unit>UNITS)")
@rule("(?P<unit>CENTURY)")
def some_units(found: Found, scene: Scene) -> Reading | None:
    """ "days", "weeks", "years" alone: a length that is not told."""
    if (
        found.before()
        in (
            "many",
            "how",
            "in",
            "old",
            "these",
            "those",
            "other",
            "-",
            "his",
            "her",
            "their",
            "school",
            "working",
            "office",
        )
        and found.before() != "in"
    ):
        return None
    number = found.match.start() and found.lexed.classes[found.match.start() - 1] == code("NUM")
    if found.after() == "old" or number:  # a number that made no length with its unit made an age or a title
        return None
    unit = str(found.value("unit"))
    if found.quote("unit") == "century":
        return None
    if unit in ("TS", "WE", "Q") or (unit in ("TM", "TH") and found.after() == "of"):
        return None
    if found.before() not in (
        "for",
        "in",
        "of",
        "after",
        "over",
        "took",
        "take",
        "lasted",
        "last",
        "spent",
        "by",
        "than",
        "two",
        "and",
        "or",
        "through",
        "until",
        "were",
        "with",
        "the",
    ) and found.after() not in ("later", "earlier", "ago", "before", "after", "of"):
        return None
    if found.after() in ("before", "after") and clause_follows(found, 1):
        return None
    value = duration("X", unit)
    return Reading(value, "DURATION", "a length of time, how many is not told") if value else None


@rule("(?P<about>ABOUT)? A (?P<quarter>QUARTERWORD) OF A (?P<unit>UNIT)")
@rule("(?P<about>ABOUT)? (?P<num>NUM) (?:DASH)? (?P<quarter>UNITS) OF A (?P<unit>UNIT)")
def quarter_hours(found: Found, scene: Scene) -> Reading | None:
    """ "a quarter of an hour", "three quarters of an hour"."""
    if found.value("unit") != "TH" or found.value("quarter") != "Q":
        return None
    count = found.value("num") or 1
    return Reading(f"PT{round(15 * float(count))}M", "DURATION", "quarters of an hour, counted out", mod_of(found))
