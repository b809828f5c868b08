"""Eleven reports, row by row: what a desk must see in them (tests/reports/*.toml) and what it does see.

Every row is a test of its own; the table at the end counts rows by phenomenon. `tests/reports/README.md` has the format.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from copydesk.nouns import Audit, Claim, Finding, Ledger, Report, SentenceAudit, Span

FOLDER = Path(__file__).parent / "reports"
NAMES = sorted(path.stem for path in FOLDER.glob("*.toml"))
SEED = "deserter"
SPREAD = 3  # each phenomenon stands in at least so many reports beside the seed
Row = dict[str, Any]
Range = tuple[int, int]


# --- the data -------------------------------------------------------------------------------------------------------


@functools.cache
def expected(name: str) -> Row:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@functools.cache
def text_of(name: str) -> str:
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8").strip()


def digest_start(name: str) -> int:
    return text_of(name).rindex("\n\n") + 2


def body_start(name: str) -> int:
    return text_of(name).index("\n\n") + 2


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def shown(row: Row) -> list[str]:
    return listed(row["shows"])


def occurrences(text: str, words: str) -> list[Range]:
    """Where some words stand in a text; an ellipsis stands for what is between (in the same paragraph)."""
    first, _, last = words.partition(" … ")
    found = []
    for match in re.finditer(rf"(?<!\w){re.escape(first)}(?!\w)", text):
        end = match.end()
        if last:
            at = re.compile(rf"{re.escape(last)}(?!\w)").search(text, end)
            if at is None:
                continue
            end = at.end()
        found.append((match.start(), end))
    return found


def place_of(name: str, row: Row) -> Range:
    """The characters that a row's quote stands on: its one occurrence before the digest, or the one in `near`."""
    text = text_of(name)[: digest_start(name)]
    start, end = (0, len(text))
    if "near" in row:
        ((start, end),) = occurrences(text, row["near"])
    ((first, last),) = occurrences(text[start:end], row["quote"])
    return start + first, start + last


def nearest(text: str, words: str, to: Range) -> Range:
    """The occurrence nearest to some characters; one in their own sentence comes before a nearer one in another."""

    def far(at: Range) -> tuple[bool, int]:
        between = text[at[1] : to[0]] or text[to[1] : at[0]]
        return bool(re.search(r"[.!?]”?\s", between)), len(between)

    return min(occurrences(text, words), key=far)


def contents(name: str, row: Row) -> list[Range]:
    """The spans of a claim's content; the longest item is unique in the body, the others stand nearest to it."""
    start, end = body_start(name), digest_start(name)
    body = text_of(name)[start:end]
    (anchor,) = occurrences(body, max(row["content"], key=len))
    spans = [nearest(body, words, anchor) for words in row["content"]]
    return [(start + first, start + last) for first, last in spans]


def chars(spans: list[Range]) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}


def dice(one: set[int], other: set[int]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


def rng(span: Span) -> Range:
    return span.start, span.end


def close(span: Span | None, at: Range, floor: float = 0.5) -> bool:
    return span is not None and dice(chars([rng(span)]), chars([at])) >= floor


def rows(kind: str) -> list[Any]:
    """All rows of one kind over all reports, as parameters with readable ids."""
    found = []
    for name in NAMES:
        for row in expected(name).get(kind, []):
            label = row.get("quote") or (row["content"][0] if "content" in row else row.get("sentence", ""))
            sort = "+".join(listed(row["shows"])) if "shows" in row else kind
            found.append(pytest.param(name, row, id=f"{name}-{sort}-{re.sub(r'[^A-Za-z0-9]+', '_', label)[:40]}"))
    return found


# --- what the desk makes of it ----------------------------------------------------------------------------------------


@functools.cache
def ledger(name: str) -> Ledger:
    from copydesk.ledger import ledger_of

    return ledger_of(Report(id=name, text=text_of(name), published=str(expected(name)["published"])))


@functools.cache
def audit(name: str) -> Audit:
    from copydesk.audit import audit_text

    return audit_text(text_of(name)[digest_start(name) :], [ledger(name)], id=name)


@functools.cache
def paired(name: str) -> dict[int, Claim]:
    """Expected claims to found ones, one to one, best likeness of content first, as the scorer of the cases pairs."""
    wanted, found = expected(name)["claims"], ledger(name).claims
    scored = []
    for i, row in enumerate(wanted):
        gold = chars(contents(name, row))
        cue = chars([nearest(text_of(name), row["cue"], contents(name, row)[0])])
        for j, claim in enumerate(found):
            likeness = dice(gold, chars([rng(span) for span in claim.content]))
            if likeness >= 0.5:
                scored.append((likeness + 0.01 * dice(cue, chars([rng(claim.cue)])), i, j))
    pairs: dict[int, Claim] = {}
    taken: set[int] = set()
    for _, i, j in sorted(scored, reverse=True):
        if i not in pairs and j not in taken:
            pairs[i] = found[j]
            taken.add(j)
    return pairs


def sentence(name: str, row: Row) -> SentenceAudit:
    (found,) = [s for s in audit(name).sentences if s.quote.startswith(row["sentence"])]
    return found


def told(findings: list[Finding]) -> str:
    return "; ".join(f"{f.type} ({f.severity}) “{f.quote}”: {f.reason}" for f in findings) or "nothing"


@pytest.fixture(autouse=True)
def phenomenon(request: pytest.FixtureRequest, record_property: Any) -> None:
    """What a row shows goes into the table at the end."""
    params = getattr(request.node, "callspec", None)
    row = params.params.get("row") if params else None
    tags = shown(row) if row and "shows" in row else [request.node.originalname.removeprefix("test_").replace("_", " ")]
    if params and "find" in params.params:
        tags = ["drift: " + "/".join(listed(params.params["find"]["type"]))]
    elif row and "verdict" in row:
        tags = [f"{tags[0]}: {row['verdict']}"]
    for tag in tags:
        record_property("phenomenon", tag)


class Table:
    """The count of passing and failing rows by phenomenon, below the tests."""

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        passed: Counter[str] = Counter()
        failed: Counter[str] = Counter()
        for kind, into in (("passed", passed), ("failed", failed), ("error", failed)):
            for report in terminalreporter.stats.get(kind, []):
                if "test_reports" in report.nodeid:
                    into.update(value for key, value in report.user_properties if key == "phenomenon")
        terminalreporter.section("rows of the eleven reports")
        for tag in sorted(passed | failed):
            total = passed[tag] + failed[tag]
            mark = f"{failed[tag]} failing" if failed[tag] else ""
            terminalreporter.write_line(f"{tag:44}{passed[tag]:4} of {total:<4}{mark}")
        total = sum(passed.values()) + sum(failed.values())
        terminalreporter.write_line(f"{'all':44}{sum(passed.values()):4} of {total}")


@pytest.fixture(scope="session", autouse=True)
def table(request: pytest.FixtureRequest) -> None:
    request.config.pluginmanager.register(Table(), "rows-of-the-reports")


# --- the data itself is sound -----------------------------------------------------------------------------------------


def every_row(name: str) -> Iterator[Row]:
    for kind in ("claims", "times", "quantities", "places"):
        yield from expected(name)[kind]


@pytest.mark.parametrize("name", NAMES)
def test_the_rows_stand_in_the_text(name: str) -> None:
    data, text = expected(name), text_of(name)
    for row in data["claims"]:
        assert contents(name, row)
        assert all(occurrences(text, words) for words in [*listed(row["source"])[:1], row["cue"]])
    mentions = [mention for person in data.get("people", []) for mention in person["mentions"]]
    for row in [*data["times"], *data["quantities"], *data["places"], *data["governments"], *mentions]:
        start, end = place_of(name, row)
        assert text[start:end] == row["quote"]
    for quote in [*data["own_voice"], *(words for group in data["unknowns"] for words in group[-1:])]:
        assert text.count(quote) == 1, quote
    digest = text[digest_start(name) :]
    for row in data["audit"]:
        assert digest.count(row["sentence"]) == 1, row["sentence"]
        assert all(find["on"] in digest for find in row.get("finds", []))
        assert row["verdict"] == ("drift" if row.get("finds") else "supported")
        assert all(words in text[: digest_start(name)] for words in listed(row.get("rests_on", [])))
    if name != SEED:
        assert 200 <= len(text.split()) <= 450


def test_each_phenomenon_is_spread_over_the_reports() -> None:
    spread: dict[str, set[str]] = {}
    for name in NAMES:
        tags = [tag for row in every_row(name) for tag in shown(row)]
        for row in expected(name)["audit"]:
            tags += [kind for find in row.get("finds", []) for kind in listed(find["type"])[:1]] or ["supported"]
        for tag in tags:
            spread.setdefault(tag, set()).add(name)
    seeds = {tag for tag, names in spread.items() if SEED in names}
    thin = {tag: names for tag, names in spread.items() if tag in seeds and len(names - {SEED}) < SPREAD}
    assert not thin


# --- parts ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_layout(name: str) -> None:
    found, text = ledger(name), text_of(name)
    assert found.headline is not None
    assert found.headline.quote == text.split("\n")[0]
    assert found.digest is not None
    assert rng(found.digest) == (digest_start(name), len(text))


# --- who said what ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "row"), rows("claims"))
def test_claim(name: str, row: Row) -> None:
    claim = paired(name).get(expected(name)["claims"].index(row))
    assert claim is not None, f"no claim with the content {row['content']}"
    at = contents(name, row)[0]
    text = text_of(name)
    wrong = {}
    if not any(close(claim.source, nearest(text, words, at)) for words in listed(row["source"])):
        wrong["source"] = claim.source and claim.source.quote
    if not close(claim.cue, nearest(text, row["cue"], at)):
        wrong["cue"] = claim.cue.quote
    names = listed(row.get("name", ""))
    if not any(words.lower() in (claim.source_name or "").lower() for words in names):
        wrong["source_name"] = f"{claim.source_name} (wanted {names})"
    if "kind" in row and claim.source_kind not in listed(row["kind"]):
        wrong["source_kind"] = f"{claim.source_kind} (wanted {row['kind']})"
    for field in ("speech", "certainty", "polarity"):
        if field in row and getattr(claim, field) != row[field]:
            wrong[field] = f"{getattr(claim, field)} (wanted {row[field]})"
    assert not wrong


@pytest.mark.parametrize("name", NAMES)
def test_no_claim_is_invented(name: str) -> None:
    known = [id(claim) for claim in paired(name).values()]
    allowed = expected(name).get("may_claim", [])
    whole = [chars(contents(name, row)) for row in expected(name)["claims"]]

    def part(claim: Claim) -> bool:  # two claims where the table has one: conjuncts of unlike polarity may be parted
        return any(chars([rng(span) for span in claim.content]) <= content for content in whole)

    extra = [c for c in ledger(name).claims if id(c) not in known and c.cue.quote not in allowed and not part(c)]
    assert not [f"“{c.cue.quote}”: {' … '.join(span.quote for span in c.content)}" for c in extra]


@pytest.mark.parametrize(("name", "begins"), [pytest.param(n, b, id=f"{n}-{b}") for n in NAMES for b in expected(n)["own_voice"]])  # fmt: skip
def test_own_voice(name: str, begins: str) -> None:
    start = text_of(name).index(begins)
    end = text_of(name).index(".", start)
    assert not [c.cue.quote for c in ledger(name).claims if start <= c.cue.start < end]


@pytest.mark.parametrize(("name", "quotes"), [pytest.param(n, q, id=f"{n}-{q[0]}") for n in NAMES for q in expected(n)["unknowns"]])  # fmt: skip
def test_unknown(name: str, quotes: list[str]) -> None:
    found = ledger(name).unknowns
    wanted = [occurrences(text_of(name), words)[0] for words in quotes]
    assert any(close(span, at) for span in found for at in wanted), [span.quote for span in found]


@pytest.mark.parametrize("name", NAMES)
def test_no_unknown_is_invented(name: str) -> None:
    wanted = [at for quotes in expected(name)["unknowns"] for at in occurrences(text_of(name), quotes[-1])]
    free = listed(expected(name).get("may_unknown", []))
    extra = [span.quote for span in ledger(name).unknowns if not chars([rng(span)]) & chars(wanted)]
    assert not [quote for quote in extra if not any(words in quote for words in free)]


# --- facts ------------------------------------------------------------------------------------------------------------


def touching(spans: tuple[Any, ...], at: Range) -> list[Any]:
    return [span for span in spans if close(span, at)]


@pytest.mark.parametrize(("name", "row"), rows("times"))
def test_time(name: str, row: Row) -> None:
    (found, *_) = touching(ledger(name).times, place_of(name, row)) or [None]
    assert found is not None, "no time there"
    assert found.value == row["value"]
    assert "mod" not in row or found.mod == row["mod"]


@pytest.mark.parametrize(("name", "row"), rows("quantities"))
def test_quantity(name: str, row: Row) -> None:
    (found, *_) = touching(ledger(name).quantities, place_of(name, row)) or [None]
    assert found is not None, "no quantity there"
    assert found.low in listed(row["low"])
    assert found.high == row.get("high")


@pytest.mark.parametrize(("name", "row"), rows("places"))
def test_place(name: str, row: Row) -> None:
    (found, *_) = touching(ledger(name).places, place_of(name, row)) or [None]
    assert found is not None, "no place there"
    assert found.country == row["country"]
    if "lat" in row:
        off = row.get("off", 1)
        assert abs(found.lat - row["lat"]) <= off, (found.lat, found.lon)
        assert abs(found.lon - row["lon"]) <= off, (found.lat, found.lon)


@pytest.mark.parametrize(("name", "row"), rows("governments"))
def test_capital_is_the_government(name: str, row: Row) -> None:
    at = place_of(name, row)
    cities = [place for place in touching(ledger(name).places, at) if "government" not in place.kind]
    assert not cities, "the capital stands for the government here, not for the city"


PEOPLE = [(n, p["name"], m) for n in NAMES for p in expected(n).get("people", []) for m in p["mentions"]]


@pytest.mark.parametrize(("name", "person", "mention"), [pytest.param(n, p, m, id=f"{n}-{p}-{m['near'][:40]}") for n, p, m in PEOPLE])  # fmt: skip
def test_person(name: str, person: str, mention: Row) -> None:
    found = [entity for entity in ledger(name).people if person in entity.name]
    assert found, [entity.name for entity in ledger(name).people]
    at = place_of(name, mention)
    assert any(chars([rng(span)]) & chars([at]) for span in found[0].mentions), [m.quote for m in found[0].mentions]


@pytest.mark.parametrize("name", NAMES)
def test_main_event(name: str) -> None:
    wanted = expected(name)["main"]
    main = [event for event in ledger(name).events if event.main]
    assert [e.trigger.quote for e in main if e.trigger.quote in wanted["trigger"]], [e.trigger.quote for e in main]
    assert not [e.trigger.quote for e in main if e.trigger.quote in wanted["background"]]
    if "participant" in wanted:
        who = " ".join(p.span.quote for e in main for p in e.participants)
        assert any(words in who for words in wanted["participant"]), who


# --- the audit of the appended digest ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "row"), rows("audit"))
def test_verdict(request: pytest.FixtureRequest, name: str, row: Row) -> None:
    if "gap" in row:  # what the desk does not reach yet; strict, so that a gap that closes must be taken out
        request.applymarker(pytest.mark.xfail(strict=True, reason=row["gap"]))
    found = sentence(name, row)
    assert found.verdict == row["verdict"], told(list(found.findings))
    if row["verdict"] == "supported":
        noisy = [f for f in found.findings if not (row.get("minor_notes") and f.severity == "minor")]
        assert not noisy, told(noisy)


FINDS = [(n, r, f) for n in NAMES for r in expected(n)["audit"] for f in r.get("finds", [])]


@pytest.mark.parametrize(("name", "row", "find"), [pytest.param(n, r, f, id=f"{n}-{listed(f['type'])[0]}-{f['on']}") for n, r, f in FINDS])  # fmt: skip
def test_finding(request: pytest.FixtureRequest, name: str, row: Row, find: Row) -> None:
    if "gap" in find:
        request.applymarker(pytest.mark.xfail(strict=True, reason=find["gap"]))
    found = sentence(name, row)
    start = found.start + found.quote.index(find["on"])
    at = chars([(start, start + len(find["on"]))])
    hits = [f for f in found.findings if f.type in listed(find["type"]) and chars([rng(f)]) & at]
    assert hits, told(list(found.findings))
    assert "severity" not in row or all(hit.severity == row["severity"] for hit in hits), told(hits)
    assert all(len(hit.reason.split()) >= 4 for hit in hits), "a reason is a sentence"


@pytest.mark.parametrize(("name", "row"), [p for p in rows("audit") if p.values[1]["verdict"] == "drift"])
def test_no_false_finding(request: pytest.FixtureRequest, name: str, row: Row) -> None:
    if "noise" in row:
        request.applymarker(pytest.mark.xfail(strict=True, reason=row["noise"]))
    fine = {kind for find in row["finds"] for kind in listed(find["type"])} | set(row.get("may", []))
    noisy = [f for f in sentence(name, row).findings if f.type not in fine]
    assert not noisy, told(noisy)


@pytest.mark.parametrize(("name", "row"), [p for p in rows("audit") if "rests_on" in p.values[1]])
def test_evidence(name: str, row: Row) -> None:
    found = sentence(name, row)
    spans = [*found.evidence, *(span for f in found.findings for span in f.evidence)]
    assert all(span.start < digest_start(name) for span in spans), "a digest is no evidence for itself"
    starts = [text_of(name).index(words) for words in listed(row["rests_on"])]
    assert any(span.start <= at + 2 and span.end > at + 8 for span in spans for at in starts), [s.quote for s in spans]
