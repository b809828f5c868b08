"""Quarters, and the stretches that figures are reported for."""

from __future__ import annotations

from copydesk.facts.times import calendar
from copydesk.facts.times.days import year_beside
from copydesk.facts.times.grammar import Found, rule
from copydesk.facts.times.relative import relative
from copydesk.facts.times.scene import Reading, Scene


@rule("(?P<fiscal>FISCAL)? DASH? (?P<ord>ORD) DASH (?P<unit>QUARTERWORD)")
@rule(
    "THE? (?P<det>LAST|NEXT|THIS|THE)? (?P<fiscal>FISCAL)? DASH? (?P<ord>ORD) (?P<row>MORE)? (?P<unit>QUARTERWORD) (?: (?:OF|COMMA)? (?P<fy>FISCAL)? (?P<yr>YEAR) | {THATYEAR} )?"
)
@rule("(?P<relpre>LAST|NEXT|THIS) YEARWORD POSS (?P<ord>ORD)? DASH? (?P<unit>QUARTERWORD)")
@rule("THE? (?P<yr>YEAR) (?P<ord>ORD) DASH? (?P<unit>QUARTERWORD)")
@rule("THE (?P<det>BORDER) OF THE (?P<ord>ORD) (?P<unit>QUARTERWORD) (?: OF? (?P<yr>YEAR) )?")
@rule("THE (?P<final>LAST) (?P<unit>QUARTERWORD) (?: OF (?P<yr>YEAR) | {THATYEAR} )")
def quarter(found: Found, scene: Scene) -> Reading | None:
    """A quarter: "the third quarter", "this year's third quarter", "second-quarter"."""
    number = 4 if found.value("final") == "last" else found.value("ord")
    year, why = year_beside(found, scene)
    relpre = found.value("relpre")
    if relpre is not None:
        base = scene.anchor
        if base is None:
            return None
        year = base.year + {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0}.get(str(relpre), 1)
        why = f"“{relpre} year” seen from {scene.anchor_name}"
        if number is None:
            number = scene.quarter[1] if scene.quarter else None
    if found.value("row") == "straight":  # "fell for the second straight quarter": up to the one that is reported
        near = scene.quarter
        if near is not None:
            return Reading(f"{near[0]:04}-Q{near[1]}", "DATE", "the quarter spoken of before")
        read = relative("Q", -1, scene, told=False, at=found.start)
        return Reading(read[0], "DATE", read[1]) if read else None
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
        elif number < present - 1 and tense in ("future", "planned", "present"):
            year += 1
        elif present == 1 and number >= 3:
            year -= 1
        why = f"the one nearest to {scene.anchor_name}"
    return Reading(f"{year:04}-Q{number}", "DATE", f"quarter {number}: {why}", mod)


@rule("THE? (?P<first>MONTH) DASH (?P<last>MONTH) QUARTERWORD (?: OF? (?P<yr>YEAR) )?")
def quarter_by_months(found: Found, scene: Scene) -> Reading | None:
    """A quarter by its months: "the July-September quarter"."""
    first, last = int(found.value("first")), int(found.value("last"))
    if first % 3 != 1 or last != first + 2:
        return None
    year, why = year_beside(found, scene)
    if year is None:
        year, why = scene.year_of(last, None, found.start)
    number = calendar.quarter(first)
    return Reading(f"{year:04}-Q{number}" if year else f"XXXX-Q{number}", "DATE", f"quarter {number}: {why}")


def year_before(quarter: tuple[int, int], *, summed: bool) -> tuple[str, str]:
    """A year before a quarter, or before the year so far where the figures are `summed` over several months, and why."""
    year, number = quarter
    if summed:
        return f"{year - 1:04}", f"a year before the months of {year} that are spoken of"
    return f"{year - 1:04}-Q{number}", f"a year before quarter {number} of {year}"


@rule("THE QUARTERWORD (?=OTHER (?P<mon>MONTH) (?P<dom>NUM))")
def quarter_by_its_end(found: Found, scene: Scene) -> Reading | None:
    """A company's own quarter by its last day: most of "the quarter ended July 31" is of the second."""
    last = int(found.value("mon"))
    if found.after() not in ("ended", "ending") or last % 3 == 0:
        return None
    year, why = scene.year_of(last, None, found.start)
    if year is None:
        return None
    year, middle = calendar.months_on(year, last, -1)
    return Reading(f"{year:04}-Q{calendar.quarter(middle)}", "DATE", f"the three months up to that day: {why}")


@rule("THE (?P<det>LATEST) FISCAL? (?P<unit>QUARTERWORD|PERIOD)")
@rule("THE? (?P<det>LAST|NEXT|THIS|THE|THAT) FISCAL? (?P<unit>QUARTERWORD|PERIOD)")
@rule("THE? (?P<yago>YEARWORD) DASH (?P<rel>AGO|EARLIER) (?P<ord>ORD)? (?P<unit>QUARTERWORD|PERIOD)")
@rule("(?P<yago>YEARWORD) DASH (?P<rel>AGO|EARLIER)")
@rule("THE? LATEST? (?P<fiscal>FISCAL) (?P<unit>YEARWORD)")
@rule("THE (?P<yr>YEAR) (?P<unit>QUARTERWORD|PERIOD)")
def reported(found: Found, scene: Scene) -> Reading | None:
    """The stretch that figures are reported for: "the quarter", "the year-earlier period", "the 1988 quarter"."""
    unit = found.value("unit")
    near = scene.quarter
    summed = unit != "Q" and scene.summed(found.start)
    if unit == "Q" and found.after() == "-":
        return None  # "within the quarter-hour", "the quarter-to-quarter comparison"
    if found.index("yago") is not None:
        if near is not None:
            number = found.value("ord")
            value, why = year_before((near[0], number or near[1]), summed=summed and not number)
            return Reading(value, "DATE", why)
        anchor = scene.anchor
        return Reading(f"{anchor.year - 1:04}", "DATE", f"a year before {scene.anchor_name}") if anchor else None
    year = found.value("yr")
    if year is not None:
        return Reading(
            f"{int(year):04}-Q{near[1]}" if near and not summed else f"{int(year):04}",
            "DATE",
            "the year told, the quarter spoken of" if near and not summed else "the year told",
        )
    det = found.value("det")
    if unit == "period" and det == "latest" and near is not None:
        return Reading(f"{near[0]:04}-Q{near[1]}", "DATE", "the quarter spoken of before")
    if unit == "Q" and det in ("the", "that", "last", "latest"):
        if near is not None:
            return Reading(f"{near[0]:04}-Q{near[1]}", "DATE", "the quarter spoken of before")
        read = relative("Q", -1, scene, told=False, at=found.start) if scene.anchor else None
        return Reading(read[0], "DATE", read[1]) if read and det != "that" else None
    if unit == "Q" and det in ("this", "current"):
        read = relative("Q", 0, scene, told=False, at=found.start)
        return Reading(read[0], "DATE", read[1]) if read else None
    if found.index("fiscal") is not None and found.after() in ("ended", "ending"):
        return Reading("P1Y", "DURATION", "a length of time, counted out")
    if found.index("fiscal") is not None and scene.anchor is not None:
        return Reading(f"{scene.anchor.year:04}", "DATE", f"the financial year of {scene.anchor_name}")
    return None
