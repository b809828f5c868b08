"""What is counted from now or the narrative, what repeats, and now itself."""

from __future__ import annotations

from copydesk.facts.times import calendar
from copydesk.facts.times.grammar import Found, rule
from copydesk.facts.times.quarters import year_before
from copydesk.facts.times.relative import clause_follows, relative
from copydesk.facts.times.scene import Reading, Scene
from copydesk.facts.times.stretches import BOUND, SET_WORDS, UNIT, aged, amount_of, duration, mod_of


@rule(
    BOUND
    + " THE? (?P<num>NUM) (?:AND A? (?P<half>HALF))? (?:MORE)? DASH? "
    + UNIT
    + " (?P<rel>AGO|LATER|EARLIER|AFTER|BEFORE)"
)
@rule(BOUND + " (?P<a>A) " + UNIT + " (?:AND A (?P<half>HALF))? (?P<so>ORSO)? (?P<rel>AGO|LATER|EARLIER|AFTER|BEFORE)")
@rule("(?:BOUND|ABOUT)? (?P<few>FEW) (?:OF)? " + UNIT + " (?P<rel>AGO|LATER|EARLIER|AFTER|BEFORE)")
@rule("(?P<bareunit>UNITS) (?P<rel>AGO|LATER|EARLIER|AFTER|BEFORE)")
def counted(found: Found, scene: Scene) -> Reading | None:
    """A date counted from now or the narrative: "two weeks ago", "three days later", "a year earlier"."""
    rel, word = str(found.value("rel")), str(found.quote("rel"))
    if aged(found):
        return None
    bare = found.index("bareunit") is not None
    unit = str(found.value("unit") or found.value("bareunit"))
    amount = "X" if bare else amount_of(found)
    if amount is None or (word in ("after", "before") and clause_follows(found)):
        return None  # of "two weeks after the vote" only the length is a time (stretches.py)
    if word == "previously":
        value = duration(amount, unit)
        return Reading(value, "DURATION", "the length of time from an event", mod_of(found)) if value else None
    if found.after() == "than":
        value = duration(amount, unit)
        return Reading(value, "DURATION", "how much earlier or later", mod_of(found)) if value else None
    if amount == "X":
        if rel == "ago":
            return Reading("PAST_REF", "DATE", "how long ago is not told")
        value = duration("X", unit)
        return Reading(value, "DURATION", "how much later or earlier is not told") if value else None
    if (amount != int(amount) and unit not in ("Y",)) or (scene.bc and rel != "ago"):
        value = duration(amount, unit)
        return Reading(value, "DURATION", "counted out", mod_of(found)) if value else None
    sign = 1 if rel == "later" else -1
    told = rel != "ago"
    mod = mod_of(found)
    if unit[0] == "T" and len(unit) == 2:
        if told and scene.clock is not None and unit != "TS" and not scene.parted(scene.day_at, found.start):
            moment = calendar.later(scene.clock, sign * float(amount) * (60 if unit == "TH" else 1))
            if moment is not None:
                return Reading(f"{moment:%Y-%m-%dT%H:%M}", "TIME", f"counted from {scene.clock:%H:%M}", mod)
        value = duration(amount, unit)
        return Reading(value, "DURATION", "counted from the time before", mod) if value else None
    if unit == "Y" and amount == 1 and rel != "later" and scene.quarter is not None:
        value, why = year_before(scene.quarter, summed=scene.summed(found.start))
        return Reading(value, "DATE", why, mod)
    if unit == "Y" and told and scene.in_month(found.start):  # "empty in February, compared with 12 a year earlier"
        year, month = calendar.months_on(scene.year or 0, scene.month or 0, sign * 12 * int(amount))
        return Reading(
            f"{year:04}-{month:02}",
            "DATE",
            f"the month just named, {int(amount)} year{'s' * (int(amount) > 1)} {'later' if sign > 0 else 'earlier'}",
            mod,
        )
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
        read = relative(unit, sign * int(amount), scene, told=told, at=found.start)
        if unit != "D" and mod is None and rel == "ago":
            mod = "APPROX"
    if read is None:
        value = duration(amount, unit)
        return Reading(value, "DURATION", "counted from a day that is not known", mod) if value else None
    return Reading(read[0], "DATE", read[1], mod)


@rule("(?P<every>EVERY) (?P<num>NUM)? " + UNIT)
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
        if word in ("daily", "weekly", "monthly", "everyday", "nightly") and (
            found.lexed.text[found.start].isupper()
            or found.before() == "the"
            or (token is not None and (token.pos_ == "NOUN" or token.head.pos_ == "PROPN"))
        ):
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
    value = SET_WORDS.get(unit) if count == 1 or not isinstance(count, int | float) else duration(count, unit)
    return Reading(value, "SET", "again and again") if value else None


@rule("THE (?P<past>LAST)")
def the_past(found: Found, scene: Scene) -> Reading | None:
    """ "in the past": some time ago."""
    token = scene.token(found.end - 1)
    if found.quote("past") != "past" or (token is not None and token.pos_ != "NOUN"):
        return None
    return Reading("PAST_REF", "DATE", "some time ago; when is not told")


@rule("(?P<this>THIS)")
def the_present(found: Found, scene: Scene) -> Reading | None:
    """What is so now: "its current share"; not "the then current", nor the current of a river or a wire."""
    token = scene.token(found.start)
    if found.quote("this") != "current" or token is None or token.dep_ != "amod" or found.before() == "then":
        return None
    return Reading("PRESENT_REF", "DATE", "“current”: the time of writing")


@rule("(?P<now>NOW)")
@rule("(?P<now>NOW) (?P<unit>UNIT)")
def reference(found: Found, scene: Scene) -> Reading | None:
    """Now, some time ago, some time to come: "currently", "recently", "in the future"."""
    word, value = str(found.quote("now")), str(found.value("now"))
    if word == "future":
        token = scene.token(found.start)
        if token is None or token.pos_ != "NOUN" or found.before() in ("'s", "s", "his", "her", "their", "its", "our"):
            return None
    if word == "the future" and found.after() == "of":
        return None
    if word == "now" and found.before() == "from" and found.after() in ("on", "to", "until"):
        return None  # "from now on" only says where a stretch begins
    meaning = {
        "PRESENT_REF": "the time of writing",
        "PAST_REF": "not long ago; when is not told",
        "FUTURE_REF": "to come; when is not told",
    }
    return Reading(value, "DATE", f"“{word}”: {meaning[value]}")
