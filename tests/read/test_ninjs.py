import json

from .samples import SENTENCE

FIRST = {
    "uri": "http://x.org/news/1", "type": "text", "versioncreated": "2023-01-18T12:00:00Z", "firstcreated": "2023-01-18T10:00:00Z",
    "headline": "Two held at the pier", "byline": "Ana Ruiz", "language": "en", "usageterms": "Not for Norway",
    "pubstatus": "usable", "body_xhtml": f"<p>{SENTENCE}</p><p>More &amp; more.</p>", "body_text": "plain",
}  # fmt: skip
SECOND = {
    "uri": "urn:newsml:x.org:2", "standard": {"name": "ninjs", "version": "2.1"}, "type": "text", "contentcreated": "2023-01-18T10:00:00Z",
    "headlines": [{"role": "short", "value": "Held"}, {"role": "main", "value": "Two held at the pier"}],
    "bodies": [{"role": "main", "contenttype": "text/html", "value": f"<p>{SENTENCE}</p><p>More &amp; more.</p>"}],
    "by": "Ana Ruiz", "infosources": [{"name": "Pier Agency"}], "language": "en-GB", "pubstatus": "withheld",
}  # fmt: skip


def test_ninjs_1(report):
    found = report(json.dumps(FIRST), "a.json")
    assert found.id == "http://x.org/news/1"
    assert found.text == f"Two held at the pier\n\n{SENTENCE.strip()}\n\nMore & more."
    assert (found.title, found.byline, found.published, found.language) == (
        "Two held at the pier",
        "Ana Ruiz",
        "2023-01-18T10:00:00Z",
        "en",
    )
    assert found.notes == ("usage terms: Not for Norway",)


def test_ninjs_2(report):
    found = report(json.dumps(SECOND, indent=1), "a.json")
    assert found.text == f"Two held at the pier\n\n{SENTENCE.strip()}\n\nMore & more."
    assert (found.id, found.outlet, found.byline) == ("urn:newsml:x.org:2", "Pier Agency", "Ana Ruiz")
    assert found.notes == ("its publication status is 'withheld'",)


def test_ninjs_in_lines_beside_reports(read):
    rows = [
        FIRST,
        {"id": "b", "text": SENTENCE},
        {"uri": "x", "type": "picture", "headline": "A photo", "versioncreated": "2023-01-18"},
    ]
    first, second, failed = read("\n".join(map(json.dumps, rows)), "a.jsonl")
    assert (first.id, second.id) == ("http://x.org/news/1", "b")
    assert "line 3: holds no body text (its type is 'picture')" in str(failed)


def test_half_a_character_is_replaced(report):
    body = SENTENCE + " \ud800 " + SENTENCE
    found = report(json.dumps({**FIRST, "body_xhtml": "", "body_text": body}), "a.json")
    assert "\ufffd" in found.text
    assert found.text.encode()
    assert any("surrogates" in note for note in found.notes)
