from copydesk.nouns import Report
from copydesk.read.runs import Mapped
from copydesk.read.text import paragraphed, unmarked

from .samples import SENTENCE, maps_back


def test_plain_text_is_kept_and_maps_to_itself(report, seed_text):
    found = report(seed_text)
    assert found.text == seed_text.strip()
    assert found.origin.runs == ((0, 0, len(found.text)),)
    assert found.origin.format == "text"
    assert found.origin.encoding == "utf-8"
    assert found.language == "en"


def test_line_ends_controls_and_blank_lines_are_settled(report):
    source = "\ufeffOne\u200b line.\r\n\r\n\r\n\r\nTwo\x00 lines. \rThree."
    found = report(source)
    assert found.text == "One line.\n\nTwo lines.\nThree."
    assert any("NUL" in note for note in found.notes)
    maps_back(found, source.removeprefix("\ufeff"))


def test_joiners_of_persian_stay(report):
    text = "او می\u200cخواهد به خانه برود و با پلیس صحبت کند، گفت سخنگوی وزارت کشور در تهران."
    assert report(text).text == text


def test_wrapped_lines_are_joined(report):
    body = (
        "The regional prosecutor said on Monday that two soldiers had left\n"
        "their unit with rifles and were now being sought in three districts\n"
        "of the province. Road blocks were set up on all of the main roads\n"
        "to the south.\n"
    )
    source = f"Two soldiers sought\n\n{body}\n{body}"
    found = report(source)
    assert found.text.startswith(
        "Two soldiers sought\n\nThe regional prosecutor said on Monday that two soldiers had left their"
    )
    assert found.text.count("\n\n") == 2
    assert found.text.count("\n") == 4
    maps_back(found, source)


def test_lone_line_ends_part_paragraphs():
    assert paragraphed(Mapped.whole("a\nb")).text == "a\n\nb"
    assert paragraphed(Mapped.whole("a\n\nb\nc")).text == "a\n\nb\nc"


MARKDOWN = """---
title: Two held in Oslo
author: Ana Ruiz
date: 2024-05-03
lang: en
---

# Two held in **Oslo**

The _police_ said [two men](https://x.org/a_b) were held ![map](m.png) near the `pier`.

> "We know nothing," a spokesman said.

* snake_case stays
1. first

----

5 * 3 is 15. Escaped \\*stars\\* <b>bold</b>.

```
code *here*
```
"""


def test_markdown_is_read_without_its_marks(report):
    found = report(MARKDOWN, "a.md")
    assert found.text == (
        "Two held in Oslo\n\nThe police said two men were held  near the pier.\n\n"
        '"We know nothing," a spokesman said.\n\n- snake_case stays\n1. first\n\n'
        "5 * 3 is 15. Escaped *stars* bold.\n\ncode *here*"
    )
    assert (found.title, found.byline, found.published, found.published_from) == (
        "Two held in Oslo", "Ana Ruiz", "2024-05-03", "metadata",
    )  # fmt: skip
    maps_back(found, MARKDOWN)


def test_an_underlined_heading_is_the_title():
    text, found = unmarked(Mapped.whole("Two held\n========\n\nText."))
    assert text.text == "Two held\n\nText."
    assert found.title == "Two held"


def test_a_place_is_found_again(report):
    found = report("# *Head* line\n\nA **b** c.", "a.md")
    offset = found.text.index("c.")
    assert found.origin.original(offset) == "# *Head* line\n\nA **b** c.".index("c.")
    assert isinstance(found, Report)


def test_the_id_depends_on_the_content_alone(report):
    assert report(SENTENCE, "a.txt").id == report(SENTENCE, "b.txt").id
    assert report(SENTENCE, "a.txt").id != report(SENTENCE + "More.", "a.txt").id


def test_options_come_first(report):
    found = report(MARKDOWN, "a.md", published="2024-06-01", outlet="The Desk", language="nn")
    assert (found.published, found.published_from, found.outlet, found.language) == (
        "2024-06-01",
        "option",
        "The Desk",
        "nn",
    )


def test_a_line_that_ends_on_purpose_is_a_paragraph(report):
    entry = "About 48,000 homes and businesses in the county are without power tonight, the company that runs the lines has said."
    read = report(f"Storm live\n\n18:42\nPower cuts in Cork\n{entry}\n\n17.15\nFlights\n{entry}\n".encode(), "a.txt")
    parts = ["Storm live", "18:42", "Power cuts in Cork", entry, "17.15", "Flights", entry]
    assert read.text.split("\n\n") == parts


def test_a_wrapped_line_and_a_list_stay_together(report):
    text = (
        "Two held\n\nPolice held two men in the old harbour on Monday and said that\n"
        "they would be brought before a judge.\n\n- Ana Ruiz, 30\n- Bo Ek, 41"
    )
    assert report(text.encode(), "a.txt").text == text
