"""Ages: "34-year-old", "aged 58", ", 44,", "a woman of 86", "in her 60s"."""

from __future__ import annotations

from copydesk.facts.quantities.words import Amount, Words

OLDEST = 115


def age(words: Words, at: int, behind: int) -> Amount | None:
    value = words.number(at)
    if value is None or not 0 < value <= OLDEST or value != int(value):
        return None
    unit = "years (age)"
    after = [words.word(at + step) for step in range(1, 5)]
    start, effect, said = words.bounds(at, behind)
    low, high, mod = words.ends(value, value, effect)
    if (
        after[0] in ("-", "–", "‑")
        and after[1] in ("year", "years")
        and after[2] in ("-", "–", "‑")
        and after[3] in ("old", "olds")
    ):
        return Amount(start, at + 5, low, high, "age", unit, f"“{words.word(at)}-year-old” is an age", mod)
    if after[0] in ("-", "–", "‑") and after[1] in ("year", "years") and after[2] in ("old", "olds"):
        return Amount(start, at + 4, low, high, "age", unit, f"“{words.word(at)}-year old” is an age", mod)
    if after[0] in ("year", "years") and (after[1] in ("old", "olds") or (after[1] == "of" and after[2] == "age")):
        return Amount(
            start,
            at + (3 if after[1] != "of" else 4),
            low,
            high,
            "age",
            unit,
            f"“{words.word(at)} years old” is an age",
            mod,
        )
    if words.word(start - 1) == "aged" or (words.word(start - 1) == "between" and words.word(start - 2) == "aged"):
        if (
            after[0] in ("and", "to", "-", "–")
            and (top := words.number(at + 2)) is not None
            and top > value
            and words.word(start - 1) == "between"
        ):
            return Amount(start - 2, at + 3, value, top, "age", unit, "“aged between” tells two ages")
        if after[0] in ("to", "-", "–") and (top := words.number(at + 2)) is not None and top > value:
            return Amount(start - 1, at + 3, value, top, "age", unit, "“aged” tells two ages")
        return Amount(start - 1, at + 1, low, high, "age", unit, f"“aged {words.word(at)}” is an age", mod)
    before = words.word(at - 1)
    if (
        before == ","
        and (after[0] in (",", ".", ";", ")", ":", "") or (after[0] == "and" and after[1] in ("his", "her")))
        and _person(words, at - 2)
        and words.number(at - 2) is None
    ):
        why = f"“{words.word(at - 2)}, {words.word(at)},” gives a person's age"
        return Amount(at, at + 1, value, value, "age", unit, why)
    if before == "(" and after[0] == ")" and _person(words, at - 2):
        return Amount(at, at + 1, value, value, "age", unit, "a number in brackets behind a person's name is an age")
    if (
        words.word(start - 1) == "of"
        and after[0] != "of"  # "the daughter of one of them"
        and _person(words, start - 2, strict=True)
        and not words.noun_follows(at)
    ):
        first = start - 2 if start - 2 >= behind else at  # "two men of 34": the men are counted already
        while (
            first - 1 >= behind
            and words.token(first - 1) is not None
            and (token := words.token(first - 1)) is not None
            and token.pos_ in ("DET", "ADJ")
            and first > start - 5
        ):
            first -= 1
        return Amount(first, at + 1, low, high, "age", unit, f"“of {words.word(at)}” behind a person is an age", mod)
    if before in ("under", "over") and not words.noun_follows(at) and value >= 5 and _unitless(words, at):
        return Amount(start, at + 1, low, high, "age", unit, f"“{said} {words.word(at)}” without a unit is an age", mod)
    if (
        before == "at"
        and words.word(at + 1) in ("he", "she", "they")
        and words.lexed.text[words.lexed.starts[at - 1]].isupper()
    ):
        why = f"“At {words.word(at)} {words.word(at + 1)}” is an age"
        return Amount(at, at + 1, value, value, "age", unit, why)
    return None


def _unitless(words: Words, at: int) -> bool:
    return words.unit(at + 1) is None and words.word(at + 1) not in ("-", "of")


def _person(words: Words, at: int, *, strict: bool = False) -> bool:
    """Whether a token ends the name or the role of a person."""
    word = words.word(at)
    if word in words.table.people:
        return True
    token = words.token(at)
    if token is None or not word or not word[0].isalpha():
        return False
    if token.ent_type_ == "PERSON":
        return not strict
    if token.ent_type_ in ("GPE", "LOC", "DATE", "FAC"):
        return False
    return not strict and token.pos_ in ("PROPN", "NOUN") and token.tag_ in ("NNP", "NN")


def decade_of_life(words: Words, at: int) -> Amount | None:
    value = str(words.lexed.values[at])
    if words.word(at - 1) not in ("her", "his", "their", "my", "our", "your") or words.word(at - 2) not in (
        "in",
        "into",
    ):
        return None
    low = int(value[2]) * 10
    last, high = at + 1, low + 9
    if words.word(at + 1) in ("and", "or", "to") and words.lexed.classes[at + 2 : at + 3] == words.lexed.classes[at]:
        last, high = at + 3, int(str(words.lexed.values[at + 2])[2]) * 10 + 9
    return Amount(
        at - 2,
        last,
        low,
        high,
        "age",
        "years (age)",
        f"“{' '.join(words.lower[at - 2 : last])}” spans the years of life {low} to {high}",
    )
