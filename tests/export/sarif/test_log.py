"""SARIF: it fits the standard's own schema, and every place is right in the file as it lies on the disk."""

from __future__ import annotations

import codecs
import json
from functools import cache
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest

from copydesk.errors import InputError
from copydesk.export.sarif import STDIN, Checked, Original, log
from copydesk.export.sarif.places import address
from copydesk.nouns import Audit, DriftType, Finding, Report, SentenceAudit, Span
from copydesk.read import Options, reports
from copydesk.read.sources import Source

REPORT = "Bridge shut\n\nTwo people may have died, the mayor said. The bridge [was shut](http://evil.example) {0}.\n"


@cache
def schema() -> Any:
    return json.loads(Path(__file__).with_name("sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))


def valid(made: dict[str, Any]) -> dict[str, Any]:
    jsonschema.Draft4Validator(schema()).validate(made)
    return made


def read(path: Path) -> Report:
    [report] = reports(Source(str(path)), Options())
    assert isinstance(report, Report)
    return report


def finding(text: str, quote: str, evidence: tuple[Span, ...] = (), **more: Any) -> Finding:
    start = text.index(quote)
    fields: dict[str, Any] = {"type": "certainty", "severity": "major", "score": 0.8, "reason": "told as so"}
    return Finding(start, start + len(quote), quote, evidence=evidence, **{**fields, **more})


def audit_of(text: str, *findings: Finding) -> Audit:
    sentence = SentenceAudit(0, len(text), text, verdict="drift", score=0.9, findings=findings)
    return Audit(id="d", digest=text, sentences=(sentence,))


def checked(folder: Path, digest: bytes, quote: str, name: str = "digest.txt", **more: Any) -> Checked:
    (folder / name).write_bytes(digest)
    (folder / "report.txt").write_text(REPORT, encoding="utf-8")
    one, other = read(folder / name), read(folder / "report.txt")
    start = other.text.index("Two")
    evidence = (Span.of(other.text, start, other.text.index(" said.") + 6, other.id),)
    audited = audit_of(one.text, finding(one.text, quote, evidence, **more))
    return Checked(audited, Original.of(one), {other.id: Original.of(other)})


def results(made: dict[str, Any]) -> list[dict[str, Any]]:
    [run] = valid(made)["runs"]
    return run["results"]


def characters(text: str, region: dict[str, Any]) -> str:
    """What stands at the lines and columns of a region, worked out anew: lines end with line feeds, columns are UTF-16."""
    lines = text.split("\n")

    def offset(line: int, column: int) -> int:
        before = sum(len(one) + 1 for one in lines[: line - 1])
        units = lines[line - 1].encode("utf-16-le")[: 2 * (column - 1)]
        return before + len(units.decode("utf-16-le"))

    start = offset(region["startLine"], region["startColumn"])
    return text[start : offset(region["endLine"], region["endColumn"])]


def test_an_empty_log_has_all_rules() -> None:
    [run] = valid(log([]))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(get_args(DriftType))
    assert all(rule["help"]["text"] and rule["help"]["markdown"] and rule["shortDescription"]["text"] for rule in rules)
    assert run["results"] == []
    assert run["invocations"] == [{"executionSuccessful": True}]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"Storm.\n\nTwo people died on Monday.\n", "utf-8"),
        (b"Storm.\r\n\r\n\r\nTwo people died on Monday.\r\n", "utf-8"),
        (b"Storm.\nThe sea rose.\nTwo people died on Monday.\n", "utf-8"),
        ("\ufeffStorm \U0001f30a\U0001f30a.\r\n\r\n\U0001f480 \U0001f480 Two people died on Monday.".encode(), "utf-8-sig"),
        ("Stürm – “x”.\n\nÄ \u200b\u202eTwo people died on Monday.".encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + "Storm \U0001f30a.\r\n\r\nTwo people died.".encode("utf-16-le"), "utf-16"),
        ("Stürm.\n\nDrüben Two people died.".encode("cp1252"), "cp1252"),
        (b"Storm.  \n\n\n\n   Two people died on Monday.   \n\n", "utf-8"),
    ],
)  # fmt: skip
def test_places_are_right_in_the_file(tmp_path: Path, data: bytes, encoding: str) -> None:
    made = log([checked(tmp_path, data, "people died", suggestion="people may have died")])
    [found] = results(made)
    region = found["locations"][0]["physicalLocation"]["region"]
    whole = data.decode(encoding)
    assert whole[region["charOffset"] : region["charOffset"] + region["charLength"]] == "people died"
    assert characters(whole, region) == region["snippet"]["text"] == "people died"
    [replacement] = found["fixes"][0]["artifactChanges"][0]["replacements"]
    assert replacement["insertedContent"]["text"] == "people may have died"
    cut = replacement["deletedRegion"]
    assert {**cut, "snippet": {"text": "people died"}} == region
    [proof] = found["relatedLocations"]
    assert characters(REPORT, proof["physicalLocation"]["region"]) == "Two people may have died, the mayor said."


def test_a_quote_over_a_line_end_is_one_region_and_no_fix(tmp_path: Path) -> None:
    data = (
        b"The wind in the harbour of Port Elm was as strong as never\r\nbefore in this year, and it tore the roof from the\r\n"
        b"market hall, where many people of the town had sought some\r\nshelter from the storm.\r\n\r\nIt ended.\r\n"
    )
    text = read_text(tmp_path, data)
    quote = text[text.index("as never") : text.index("in this year")]
    [found] = results(log([checked(tmp_path, data, quote, suggestion="x")]))
    region = found["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["endLine"]) == (1, 2)
    assert characters(data.decode(), region).split() == quote.split()
    assert "fixes" not in found


def read_text(folder: Path, data: bytes) -> str:
    (folder / "wrapped.txt").write_bytes(data)
    return read(folder / "wrapped.txt").text


def test_level_rule_score_and_fingerprint(tmp_path: Path) -> None:
    one = checked(tmp_path, b"Two people died.", "died", type="event", severity="minor", score=0.25)
    [found] = results(log([one]))
    assert (found["ruleId"], found["level"], found["properties"]["score"]) == ("event", "warning", 0.25)
    rules = log([one])["runs"][0]["tool"]["driver"]["rules"]
    assert rules[found["ruleIndex"]]["id"] == "event"
    moved = checked(tmp_path, b"\n\n\nTwo people died.", "died", type="event")
    assert results(log([moved]))[0]["partialFingerprints"] == found["partialFingerprints"]
    other = checked(tmp_path, b"Two people died.", "people", type="event")
    assert results(log([other]))[0]["partialFingerprints"] != found["partialFingerprints"]


def test_words_of_a_report_make_no_link_and_no_placeholder(tmp_path: Path) -> None:
    one = checked(
        tmp_path, b"See [this](http://evil.example) {0} now.", "[this](http://evil.example) {0}", name="d.txt"
    )
    made = json.dumps(log([one]), ensure_ascii=False)
    [found] = results(log([one]))
    assert "](http" not in found["message"]["text"]
    assert "{{0}}" in found["message"]["text"]
    assert found["message"]["text"].endswith("](1)")
    assert made.count("](http") == 1  # the snippet, which is the file's own characters


def test_a_suggestion_that_hides_something_is_no_fix(tmp_path: Path) -> None:
    [found] = results(log([checked(tmp_path, b"Two people died.", "died", suggestion="may \u202edied")]))
    assert "fixes" not in found


def test_a_file_that_changed_since_has_no_region(tmp_path: Path) -> None:
    one = checked(tmp_path, b"Two people died.", "died", suggestion="may have died")
    (tmp_path / "digest.txt").write_text("Something else died.")
    [found] = results(log([one]))
    assert list(found["locations"][0]["physicalLocation"]) == ["artifactLocation"]
    assert "fixes" not in found


def test_a_row_of_json_lines_has_its_line(tmp_path: Path) -> None:
    text = "Two people died."
    row = Original.row("batch of mine.jsonl", 7)
    audited = audit_of(text, finding(text, "died", (Span.of(REPORT, 0, 6, "r"),)))
    [found] = results(log([Checked(audited, row, {"r": row})]))
    place = found["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "batch%20of%20mine.jsonl"
    assert place["region"] == {"startLine": 7}
    assert found["relatedLocations"][0]["physicalLocation"]["region"] == {"startLine": 7}


def test_standard_input_is_kept_in_the_log() -> None:
    text = "Storm.\n\nTwo people died."
    whole = Original(text, None)
    audited = audit_of(text, finding(text, "died", suggestion="may have died"))
    made = log([Checked(audited, whole, {})])
    [found] = results(made)
    [artifact] = made["runs"][0]["artifacts"]
    assert artifact["contents"]["text"] == text
    place = found["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"index": 0}
    assert characters(text, place["region"]) == "died"
    assert found["fixes"]


def test_a_digest_at_the_end_of_a_report_points_into_the_report(tmp_path: Path) -> None:
    (tmp_path / "both.txt").write_bytes(b"Head\r\n\r\nTwo may have died.\r\n\r\nDigest: two died.\r\n")
    report = read(tmp_path / "both.txt")
    start = report.text.index("Digest")
    text = report.text[start:]
    one = Checked(audit_of(text, finding(text, "two died")), Original.of(report, shift=start), {})
    region = results(log([one]))[0]["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["charOffset"]) == (5, 9, 38)


def test_failures_are_told() -> None:
    [run] = valid(log([], [InputError("is empty {x}", where="a.txt")]))["runs"]
    [invocation] = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["message"]["text"] == "a.txt: is empty {{x}}"


def test_addresses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert address("a/./b é%.txt") == {"uri": "a/b%20%C3%A9%25.txt", "uriBaseId": "%SRCROOT%"}
    assert address(str(tmp_path / "x.txt")) == {"uri": "x.txt", "uriBaseId": "%SRCROOT%"}
    assert address("../x.txt") == {"uri": (tmp_path.parent / "x.txt").as_uri()}
    assert address("https://example.org/a b") == {"uri": "https://example.org/a%20b"}
    assert address(STDIN) == {}
