"""Verbs with a noun phrase, an infinitive or a phrase with a preposition as what is said: deny X, call X Y, promise to X."""

from __future__ import annotations

from copydesk.claims.clauses import Found
from copydesk.claims.cues import Lexicon, VerbClass
from copydesk.claims.kinds import is_document
from copydesk.claims.ranges import trim
from copydesk.claims.sources import RELATIVE
from copydesk.claims.tree import Tree
from copydesk.claims.verbs import before_aside, is_deed, noun_end

_REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves", "who", "what"})
_ENOUGH = frozenset({"accuse", "blame", "criticise", "criticize", "denounce", "hail", "scold", "chide", "petition"})
_ASIDE = frozenset({"statement", "interview", "message", "letter", "conference", "tweet", "post", "email", "court", "telephone", "phone", "television", "speech", "note", "morning", "evening", "night", "week", "month", "year", "condition", "report"})  # fmt: skip


def noun_phrase(tree: Tree, lexicon: Lexicon, verb: int, head: int | None) -> Found | None:
    """What a verb says in anything but a clause, or None."""
    if head is None or is_deed(tree, verb):
        return None
    lemma = tree.lemma[verb]
    thing = next((kid for kid in tree.kids(verb, "dobj") if kid > verb), None)
    front = _front(tree, verb, thing)
    complement = lexicon.takes(lemma, "complement")
    if complement is not None and (thing is not None or front is not None or tree.kid(verb, "ccomp") is not None):
        found = _complement(tree, lexicon, complement, verb, thing, front)
        if found is not None:
            return found
    infinitive = next(
        (
            kid
            for kid in tree.kids(verb, "xcomp", "ccomp")
            if kid > verb and any(tree.lower[t] == "to" for t in tree.kids(kid, "aux"))
        ),
        None,
    )
    verb_class = lexicon.takes(lemma, "infinitive")
    if verb_class is not None and infinitive is not None:
        first = tree.left[infinitive] if thing is None else min(tree.left[thing], tree.left[infinitive])
        part = trim(tree, (max(first, verb + 1), before_aside(tree, infinitive, tree.right[infinitive])))
        return (verb_class, "infinitive", [part], infinitive, None) if part else None
    verb_class = lexicon.takes(lemma, "gerund")
    if verb_class is not None and (gerund := _gerund(tree, verb)) is not None:
        part = trim(tree, (max(tree.left[gerund], verb + 1), tree.right[gerund]))
        return (verb_class, "gerund", [part], gerund, None) if part else None
    particle = lexicon.with_particle(tree, verb)
    if particle is not None and thing is not None and tree.lower[thing] not in _REFLEXIVE:
        return _object(tree, lexicon, particle[1], verb, thing)
    phrasal = _phrasal(tree, lexicon, verb)
    if phrasal is not None:
        return phrasal
    document = lexicon.takes(lemma, "document")
    if document is not None and thing is not None and is_document(tree, head):
        return _held(tree, document, verb, thing)
    verb_class = lexicon.takes(lemma, "object")
    if thing is not None and verb_class is not None and tree.lower[thing] not in _REFLEXIVE:
        return _object(tree, lexicon, verb_class, verb, thing)
    if front is not None and verb_class is not None and verb_class.name in ("deny", "says_object", "believe"):
        return verb_class, "object", [front], None, None
    if document is not None and is_document(tree, head):
        kid = next((kid for kid in tree.kids(verb, "xcomp", "ccomp") if kid > verb), None)
        if kid is not None and (part := trim(tree, (max(verb + 1, tree.left[kid]), tree.right[kid]))):
            return document, "document", [part], kid, None
    return None


def _front(tree: Tree, verb: int, thing: int | None) -> tuple[int, int] | None:
    """The object that stands before a verb in a relative clause: its pronoun, or what the clause hangs on."""
    for kid in tree.kids(verb, "dobj", "nsubj"):
        if kid < verb and tree.lower[kid] in RELATIVE and tree.dep[kid] == "dobj":
            return kid, kid
    over = tree.head[verb]
    if tree.dep[verb] == "relcl" and over < verb and thing is None and tree.subject(verb) is not None:
        subject = tree.subject(verb)
        if (
            subject is not None
            and tree.lower[subject] not in RELATIVE
            and tree.pos[over] in ("NOUN", "PROPN", "PRON")
            and tree.lower[over] != "what"
        ):
            return tree.left[over], min(over, tree.left[subject] - 1)
    return None


def _gerund(tree: Tree, verb: int) -> int | None:
    for kid in tree.kids(verb, "xcomp", "ccomp", "pcomp"):
        if kid > verb and (
            tree.tag[kid] == "VBG" or any(tree.tag[t] == "VBG" for t in tree.kids(kid, "aux", "auxpass"))
        ):
            return kid
    return None


def _held(tree: Tree, verb_class: VerbClass, verb: int, thing: int) -> Found | None:
    """What a document or an image holds: the object and all that follows it up to a comma."""
    last = noun_end(tree, thing, tree.right[thing])
    for kid in tree.children[verb]:
        if (
            kid > last
            and tree.dep[kid] in ("xcomp", "ccomp", "prep", "oprd", "acl", "advcl", "dative")
            and tree.left[kid] == last + 1
        ):
            last = tree.right[kid]
    part = trim(tree, (min(tree.left[thing], tree.left[tree.kid(verb, "dative") or thing]), last))
    return (verb_class, "document", [part], thing, None) if part and part[0] > verb else None


def _object(tree: Tree, lexicon: Lexicon, verb_class: VerbClass, verb: int, thing: int) -> Found | None:
    last = noun_end(tree, thing, tree.right[thing])
    for kid in tree.kids(verb, "xcomp", "oprd", "ccomp"):
        if kid > thing:
            last = max(last, tree.right[kid])
    if verb_class.name in ("says_object", "intend"):
        for kid in tree.kids(verb, "prep"):
            if kid == last + 1 and tree.lower[kid] in ("for", "from", "against", "of", "with", "as"):
                last = tree.right[kid]
    light = lexicon.phrases["light_objects"]
    if tree.lemma[thing] in light["nouns"] and tree.lemma[verb] in light["verbs"]:
        inner = tree.kid(thing, "acl", "ccomp", "relcl", "prep") or tree.kid(verb, "ccomp")
        if (
            inner is not None
            and inner > thing
            and (tree.kid(inner, "mark") is not None or tree.dep[inner] in ("prep", "ccomp"))
        ):
            part = trim(tree, (max(thing + 1, tree.left[inner]), tree.right[inner]))
            if part is not None:
                return verb_class, "voiced", [part], inner, None
        if verb_class.name == "intend" or tree.lemma[verb] in ("have", "share", "hold"):
            return None
    part = trim(tree, (tree.left[thing], last))
    return (verb_class, "object", [part], None, None) if part and part[0] > verb else None


def _complement(
    tree: Tree, lexicon: Lexicon, verb_class: VerbClass, verb: int, thing: int | None, front: tuple[int, int] | None
) -> Found | None:
    """Object and what is said of it: accuse X of Y, call X Y, put X at Y, describe X as Y, ask X to do Y."""
    lemma = tree.lemma[verb]
    table = lexicon.phrases["complements"]
    prepositions = table.get(lemma, table["default"])
    last = thing if thing is not None else verb
    enough = lemma in _ENOUGH
    if thing is not None:
        if tree.lower[thing] in _REFLEXIVE and lemma in (
            "call",
            "name",
            "describe",
            "put",
            "identify",
            "see",
            "place",
            "set",
        ):
            return None
        last = noun_end(tree, thing, tree.right[thing])
        inside = any(tree.lower[k] in prepositions and tree.right[k] > k for k in tree.kids(thing, "prep"))
        enough = enough or (inside and lemma not in ("see", "find", "tell", "set", "place", "value"))
        if lemma in ("call", "term", "dub", "label", "brand") and not enough:
            enough = (
                any(tree.dep[k] == "appos" for k in tree.children[thing])
                or '"' in tree.words(tree.left[thing], tree.right[thing])
                or "“" in tree.words(tree.left[thing], tree.right[thing])
            )
    for kid in tree.children[verb]:
        if kid <= verb or kid == thing:
            continue
        dep = tree.dep[kid]
        if dep in ("oprd", "xcomp", "ccomp", "acomp", "attr") or (dep == "prep" and tree.lower[kid] in prepositions):
            enough = True
            last = max(last, before_aside(tree, kid, tree.right[kid]))
        elif dep == "dative" and lemma == "tell":
            last = max(last, tree.right[kid])
        elif dep == "advcl" and lemma in ("describe", "see", "depict") and tree.lower[tree.left[kid]] == "as":
            enough, last = True, max(last, tree.right[kid])
    if lemma == "see" and not any(tree.lower[k] == "as" for k in tree.kids(verb, "prep")):
        return None
    if (
        lemma in ("set", "place", "value", "put", "cast")
        and not any(
            tree.lower[k] == "down"
            or (tree.lower[k] == "at" and any(tree.pos[t] in ("NUM", "SYM") for t in range(k, tree.right[k] + 1)))
            for k in tree.kids(verb, "prep", "prt", "advmod")
        )
        and not is_quoted_value(tree, verb, thing)
    ):
        return None
    if lemma == "order" or not enough:
        return None
    said = tree.kid(verb, "xcomp", "ccomp", "oprd")
    if front is not None and thing is None:
        rest = trim(tree, (verb + 1, last)) if last > verb else None
        return (verb_class, "complement", [front, rest], said, None) if rest else None
    part = trim(tree, (max(tree.left[thing] if thing is not None else verb + 1, verb + 1), last))
    return (verb_class, "complement", [part], said, None) if part else None


def is_quoted_value(tree: Tree, verb: int, thing: int | None) -> bool:
    """Whether "put" is about a figure ("put the number at 40") by a preposition inside its object."""
    return thing is not None and any(tree.lower[k] == "at" and k > verb for k in tree.kids(thing, "prep"))


def _phrasal(tree: Tree, lexicon: Lexicon, verb: int) -> Found | None:
    lemma = tree.lemma[verb]
    verb_class = lexicon.takes(lemma, "prep")
    cues = lexicon.cue_prepositions.get(lemma, frozenset())
    contents = lexicon.content_prepositions.get(lemma, frozenset())
    if "about" in contents:
        for token in range(verb + 1, min(verb + 7, len(tree))):
            if tree.lower[token] == "about" and tree.dep[token] in (
                "quantmod",
                "advmod",
            ):  # "reported on Monday about eight men"
                noun = tree.head[token]
                while tree.pos[noun] not in ("NOUN", "PROPN") and verb < tree.head[noun] != noun:
                    noun = tree.head[noun]
                part = trim(tree, (token, max(tree.right[noun], token)))
                if part is not None and tree.pos[noun] in ("NOUN", "PROPN") and verb_class is not None:
                    return verb_class, "prepositional", [part], None, None
    for kid in tree.kids(verb, "prep", "prt", "agent"):
        if kid < verb or tree.right[kid] == kid:
            continue
        if tree.lower[kid] in cues:
            last = max(
                [tree.right[kid], *(tree.right[more] for more in tree.kids(verb, "xcomp", "ccomp") if more > kid)]
            )
            part = trim(tree, (kid + 1, last))
            chosen = verb_class or lexicon.classes[lemma][0]
            return (chosen, "phrasal", [part], tree.kid(verb, "xcomp"), (kid, kid)) if part else None
        if tree.lower[kid] in contents:
            if tree.lower[kid] in ("on", "at", "in") and _is_when_or_where(tree, kid):
                continue
            last = tree.right[kid]
            for more in tree.kids(verb, "prep", "advcl"):
                if more == last + 1 and lemma in ("apologise", "apologize"):
                    last = tree.right[more]
            part = trim(tree, (tree.left[kid], last))
            chosen = lexicon.takes(lemma, f"prep:{tree.lower[kid]}") or verb_class or lexicon.classes[lemma][0]
            return (chosen, "prepositional", [part], None, None) if part else None
    return None


def _is_when_or_where(tree: Tree, preposition: int) -> bool:
    thing = tree.kid(preposition, "pobj")
    if thing is None:
        return False
    days = (
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "may",
    )
    return tree.lower[thing] in days or tree.lemma[thing] in _ASIDE or tree.pos[thing] == "NUM"
