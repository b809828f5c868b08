"""Inflected forms of the lexicon's verbs: the parser's lemmas of rarer words are not to be relied on ("hopes" as "hop")."""

from __future__ import annotations

import functools

from copydesk.claims.cues import lexicon, table

_VOWELS = "aeiou"


def inflect(verb: str) -> tuple[str, ...]:
    """The regular forms of an English verb, doubled and not where either may be right.

    >>> inflect("deny")
    ('denies', 'denied', 'denying')
    """
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    if verb.endswith("e"):
        return verb + "s", verb + "d", (verb[:-1] if not verb.endswith("ee") else verb) + "ing"
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    forms = [third, verb + "ed", verb + "ing"]
    if len(verb) > 2 and verb[-1] not in _VOWELS + "wxy" and verb[-2] in _VOWELS and verb[-3] not in _VOWELS:
        forms += [verb + verb[-1] + "ed", verb + verb[-1] + "ing"]
    return tuple(forms)


@functools.cache
def verb_forms() -> dict[str, str]:
    """Form -> lemma, for every verb of the lexicon."""
    words = lexicon()
    lemmas = [*words.classes, *words.phrases["refusal"]["negated"], *words.phrases["refusal"]["refusing"]]
    forms: dict[str, str] = {}
    for lemma in lemmas:
        for form in (lemma, *inflect(lemma)):
            forms.setdefault(form, lemma)
    for lemma, irregular in table("irregular")["forms"].items():
        forms.update((form, lemma) for form in irregular)
    return forms
