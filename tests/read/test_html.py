import json

import pytest

from copydesk.read.hidden import unhidden
from copydesk.read.html import article, paragraphs
from copydesk.read.markup import extent, tokens, visible

from .samples import SENTENCE, maps_back

BODY = "".join(
    f"<p>Paragraph {n} &amp; more. {SENTENCE * 2}It was the <b>{n}th</b>&nbsp;case.</p>\n" for n in range(1, 6)
)
LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "The Pier"},
        {
            "@type": "NewsArticle",
            "headline": "Two held at the pier &amp; freed",
            "author": [{"@type": "Person", "name": "Ana Ruiz"}, {"name": "Bo Ek"}],
            "publisher": {"name": "The Pier"},
            "datePublished": "2024-05-03T10:20:00+02:00",
            "inLanguage": "en-GB",
        },
    ],
}
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Two held at the pier &amp; freed | The Pier</title>
<script type="application/ld+json">{json.dumps(LINKED)}</script></head>
<body><nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>Two held at the pier &amp; freed</h1>{BODY}</article><footer>Copyright</footer>
<script>var x = "<p>never shown</p>";</script></body></html>"""


def test_a_page_becomes_headline_and_paragraphs(report):
    found = report(PAGE, "page.html")
    assert found.text.startswith("Two held at the pier & freed\n\nParagraph 1 & more.")
    assert found.text.count("\n\n") == 5
    assert "Home" not in found.text
    assert "never shown" not in found.text
    assert (found.title, found.byline, found.outlet) == ("Two held at the pier & freed", "Ana Ruiz; Bo Ek", "The Pier")
    assert (found.published, found.published_from, found.language) == ("2024-05-03T10:20:00+02:00", "metadata", "en")


def test_a_page_maps_back_to_its_source(report):
    found = report(PAGE, "page.html")
    maps_back(found, PAGE)
    assert sum(length for _, _, length in found.origin.runs) > 0.95 * len(found.text)
    at = found.text.index("Paragraph 3")
    assert found.origin.original(at) == PAGE.index("Paragraph 3")


def test_metadata_of_tags(report):
    page = PAGE.replace("application/ld+json", "text/plain").replace(
        "</head>",
        '<meta property="og:title" content="Two held at the pier"><meta property="og:site_name" content="Pier News">'
        '<meta property="article:published_time" content="2024-05-04T08:00:00Z"></head>',
    )
    found = report(page, "page.html")
    assert (found.title, found.outlet, found.published) == (
        "Two held at the pier & freed",
        "Pier News",
        "2024-05-04T08:00:00Z",
    )


def test_an_impossible_date_is_left_out_and_said(report):
    found = report(PAGE.replace("2024-05-03T10:20:00+02:00", "2023-02-30"), "page.html")
    assert found.published is None
    assert any("2023-02-30" in note for note in found.notes)


def test_the_text_says_its_language_better_than_the_template(report):
    german = "".join(
        f"<p>Die Polizei hat am Montag zwei Männer am Hafen {n} festgenommen, sagte ein Sprecher.</p>" for n in range(9)
    )
    found = report(f'<html lang="en"><title>Zwei Männer</title><body><article>{german}</article>', "page.html")
    assert found.language == "de"
    assert any("calls its language en" in note for note in found.notes)


def test_the_declared_charset_is_used(report):
    page = f'<html><head><meta charset="windows-1251"><title>Порт</title></head><body><article><p>{"Двое задержаны в порту. " * 20}</p></article>'
    found = report(page.encode("cp1251"), "page.html")
    assert "Двое задержаны в порту." in found.text
    assert found.origin.encoding == "cp1251"
    maps_back(found, page)


def test_the_article_body_of_the_metadata_helps_where_the_page_has_none():
    linked = {"@type": "NewsArticle", "headline": "Two held", "articleBody": SENTENCE * 10}
    page = f'<html><body><script type="application/ld+json">{json.dumps(linked)}</script><div id="app"></div></body></html>'
    assert article(page).body.strip() == (SENTENCE * 10).strip()


def test_lists_stay_together():
    assert paragraphs("One:\n- a\n- b\nTwo") == "One:\n\n- a\n- b\n\nTwo"


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("<p>a<p>b", "a\n\nb"),
        ("a<br>b", "a\nb"),
        ("<b>a</b>b  c\n d", "ab c d"),
        ("a < b &lt; c &unknown; &", "a < b < c &unknown; &"),
        ("x<!-- <p>no</p> -->y", "xy"),
        ("<script>if (a < b) {}</script>z", "z"),
        ("<p>cut <b", "cut"),
        ("<style>p{}</STYLE >t", "t"),
        ("&#1234567;&#0;ok", "\ufffd\ufffdok"),
        ("<![CDATA[in <b>]]>", "in <b>"),
    ],
)
def test_what_a_page_shows(source, shown):
    found = visible(source)
    assert found.text == shown
    for start, original, length in found.runs:
        assert found.text[start : start + length] == source[original : original + length]


def test_tags_are_counted_in_one_pass():
    assert extent("<div><p><p><b>x</b></div>") == (6, 2)
    assert extent("<div>" * 10_000)[1] == 10_000
    assert [token.name for token in tokens("<a <b> c")] == ["a", ""]


@pytest.mark.shared
def test_articles_are_found_at_least_as_well_as_by_trafilatura_alone(shared):
    import gzip

    with gzip.open(shared / "data/article-extraction/dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(next(lines)) for _ in range(30)]
    gold = [set(row["article_body"].split()) for row in rows]
    ours = [set(article(row["html"], row["url"]).body.split()) for row in rows]
    overlap = [2 * len(a & b) / (len(a) + len(b)) for a, b in zip(gold, ours, strict=True)]
    assert sum(overlap) / len(overlap) > 0.95


HIDDEN = [
    "<p style='color: red; display : none'>The king said 400 had died.</p>",
    "<p hidden>The king said 400 had died.</p>",
    '<div HIDDEN=""><p>It was said.</p><div>The king said 400 had died.</div></div>',
    "<div style='visibility:hidden'><p>The king said 400 had died.</p></div>",
    "<p style='font-size: 0px'>The king said 400 had died.</p>",
    "<template><p>The king said 400 had died.</p></template>",
    "<noscript><p>The king said 400 had died.</p></noscript>",
]


@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize("paragraphs", [1, 5])
def test_what_a_page_hides_is_not_read(report, hidden, paragraphs):
    body = "".join(BODY.splitlines(keepends=True)[:paragraphs])
    read = report(PAGE.replace(BODY, body + hidden).encode(), "a.html")
    assert "king" not in read.text
    assert f"{paragraphs}th case" in read.text


def test_a_page_that_hides_all_until_a_script_shows_it_is_read(report):
    read = report(PAGE.replace("<article>", '<article style="display:none">').encode(), "a.html")
    assert "5th case" in read.text
    assert "hidden until a script shows them" in " ".join(read.notes)


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("<p>a</p><p hidden>b</p><p>c</p>", "<p>a</p><p>c</p>"),
        ("<p>a<p hidden>b<p>c", "<p>a<p>c"),
        ("<ul><li hidden>b<li>c</ul>", "<ul><li>c</ul>"),
        ("<i hidden><i>b</i>b</i>c", "c"),
        ("a<input hidden>b", "a<input hidden>b"),
        ("<p data-x=hidden>a</p><p class='hidden'>b</p><p hidden=until-found>c</p>", None),
        ("<div hidden>never closed <p>a</p>", ""),
        ("a<!-- <p hidden> -->b", None),
    ],
)
def test_hidden_elements_are_cut(source, shown):
    assert unhidden(source) == (source if shown is None else shown)
