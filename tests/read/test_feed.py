from copydesk.errors import InputError
from copydesk.nouns import Report

from .samples import SENTENCE

ITEM = """<item><title>Case {n} at the pier</title><link>https://x.org/{n}</link><dc:creator>Ana Ruiz</dc:creator>
<pubDate>Wed, 18 Jan 2023 10:00:0{n} GMT</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>First &amp; foremost {n}.&nbsp;{s}</p><p>Second.</p>]]></content:encoded></item>"""
HEAD = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>The Pier</title><language>en</language><link>https://x.org</link>"""
TAIL = "</channel></rss>"
ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Pier</title>
<entry><title type="html">Two &lt;b&gt;held&lt;/b&gt;</title><id>urn:1</id><link href="https://x.org/1"/>
<updated>2023-01-18T10:00:00Z</updated><author><name>Ana Ruiz</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{SENTENCE}</p><p>More.</p></div></content></entry></feed>"""


def items(*numbers):
    return "".join(ITEM.format(n=n, s=SENTENCE) for n in numbers)


def test_each_entry_is_a_report(read):
    first, second = read(HEAD + items(1, 2) + TAIL, "feed.xml")
    assert first.text == f"Case 1 at the pier\n\nFirst & foremost 1. {SENTENCE.strip()}\n\nSecond."
    assert (first.title, first.byline, first.outlet, first.url) == (
        "Case 1 at the pier",
        "Ana Ruiz",
        "The Pier",
        "https://x.org/1",
    )
    assert (first.published, first.published_from) == ("2023-01-18T10:00:01+00:00", "metadata")
    assert (first.origin.part, second.origin.part) == ("item 1", "item 2")


def test_atom_too(report):
    found = report(ATOM, "feed.atom")
    assert found.text == f"Two held\n\n{SENTENCE.strip()}\n\nMore."
    assert (found.byline, found.published, found.language) == ("Ana Ruiz", "2023-01-18T10:00:00Z", "en")


def test_one_broken_item_does_not_cost_the_others(read):
    broken = "<item><title>Broken</title><description>never <b>closed</description></item>"
    first, failed, third = read(HEAD + items(1) + broken + items(3) + TAIL, "feed.xml")
    assert isinstance(failed, InputError)
    assert "feed.xml: item 2" in str(failed)
    assert first.text.startswith("Case 1")
    assert third.text.startswith("Case 3")


def test_an_item_without_text_is_listed(read):
    first, failed = read(HEAD + items(1) + "<item><title>Only this</title></item>" + TAIL, "feed.xml")
    assert isinstance(first, Report)
    assert "item 2: holds no text, only the headline 'Only this'" in str(failed)


def test_a_feed_that_is_cut_gives_what_is_whole(read):
    first, second, failed = read((HEAD + items(1, 2, 3) + TAIL)[: -len(TAIL) - 120], "feed.xml")
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert "item 3: is cut off" in str(failed)


def test_entity_bombs_stay_shut(read):
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE rss [<!ENTITY l0 "lol">{levels}]>'
    [found] = read(
        HEAD.replace("<rss", bomb + "<rss")
        + items(1)
        .replace("First", "&l9; &eacute; First")
        .replace("<![CDATA[", "")
        .replace("]]>", "")
        .replace("<p>", "")
        .replace("</p>", "")
        + TAIL,
        "feed.xml",
    )
    assert isinstance(found, Report)
    assert "lollol" not in found.text
    assert "é First" in found.text
    assert any("entities" in note for note in found.notes)


def test_nothing_outside_is_read(report, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("TOP SECRET")
    doctype = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    found = report(
        HEAD.replace("<rss", doctype + "<rss")
        + "<item><title>A b</title><description>See &x; and more words.</description></item>"
        + TAIL,
        "feed.xml",
    )
    assert "SECRET" not in found.text


def test_other_xml_is_told_apart(failure):
    assert "neither RSS nor Atom (its root is <note>)" in failure(
        '<?xml version="1.0"?><note>Hello there</note>', "a.xml"
    )


def test_an_empty_feed_is_a_failure(failure):
    assert "without entries" in failure(HEAD + TAIL, "feed.rss")
