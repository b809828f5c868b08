import json

import pytest

from copydesk.read.layout import layout

LEAD = "Two fishermen were held on Monday after a fire destroyed nine boats in the harbour of Oslo, the police said."
BODY = f"""Fishermen held after harbour fire

{LEAD}

The men, aged 31 and 44, deny that they lit the fire. Their lawyer, Ana Ruiz, said they slept at home that night.

The owner of the boats, Bo Ek, put the damage at two million kroner. He said the insurance would not cover all of it.

A judge may hear the case on Friday. The prosecutor did not say which charges she would bring."""
DIGEST = (
    "Two fishermen were held after a fire destroyed nine boats in Oslo harbour. They deny lighting the fire and their lawyer "
    "proved they slept at home. The owner, Bo Ek, lost three million kroner, which the insurance will cover. A judge hears "
    "the case on Friday."
)


def part(text, found):
    return text[slice(*found)] if found else None


def test_the_parts_of_the_seed(seed_text):
    found = layout(seed_text)
    assert part(seed_text, found.headline).startswith("The commando eliminated")
    assert part(seed_text, found.digest).startswith("The commando eliminated the Russian defector, who")
    assert part(seed_text, found.digest) == seed_text.strip().rsplit("\n\n", 1)[1]
    assert part(seed_text, found.body).startswith("On Wednesday")
    assert part(seed_text, found.body).rstrip().endswith("to avoid conscription.")
    assert found.dateline is None


def test_a_digest_is_known_by_what_it_restates_even_where_it_drifts():
    text = f"{BODY}\n\n{DIGEST}"
    assert part(text, layout(text).digest) == DIGEST


@pytest.mark.parametrize(
    "last",
    [
        "The harbour was built in 1904. It holds some 200 boats, most of them owned by families who have fished for generations.",
        '"We have lost everything," said Bo Ek. "The boats were my father\'s. I do not know what we shall do in the winter."',
        "The police said. The fire. The boats.",
        LEAD,
    ],
)
def test_a_normal_last_paragraph_is_none(last):
    assert layout(f"{BODY}\n\n{last}").digest is None


def test_without_blank_lines_too():
    text = f"{BODY}\n\n{DIGEST}".replace("\n\n", "\n")
    assert part(text, layout(text).digest) == DIGEST


def test_a_digest_may_be_in_several_paragraphs():
    text = f"{BODY}\n\n" + DIGEST.replace(". ", ".\n\n")
    assert part(text, layout(text).digest) == DIGEST.replace(". ", ".\n\n")


def test_a_label_helps():
    points = "Key points:\n- Two fishermen were held after a harbour fire\n- They deny it, their lawyer said\n- A judge may hear the case on Friday"
    headline, rest = BODY.split("\n\n", 1)
    text = f"{headline}\n\n{points}\n\n{rest}"
    found = layout(text)
    assert part(text, found.digest) == points
    assert part(text, found.body) == rest
    text = f"{BODY}\n\nSummary\n\nTwo fishermen were held after a harbour fire. Their lawyer said they deny it.\n\nA judge may hear the case on Friday."
    assert part(text, layout(text).digest).startswith("Summary\n\nTwo")
    assert part(text, layout(text).digest).endswith("Friday.")


@pytest.mark.parametrize(
    ("opening", "dateline"),
    [
        ("ROSTOV-ON-DON, October 8 (Steppe Wire) - A man fled.", "ROSTOV-ON-DON, October 8 (Steppe Wire) -"),
        ("KYIV — A man fled.", "KYIV —"),
        ("LONDON (Reuters) - A man fled.", "LONDON (Reuters) -"),
        ("London, 5 May (Reuters) – A man fled.", "London, 5 May (Reuters) –"),
        ("CHARLESTON, W.Va. -- A man fled.", "CHARLESTON, W.Va. --"),
        ("TRIPOLI/VALLETTA, July 21 - A man fled.", "TRIPOLI/VALLETTA, July 21 -"),
        ("RIO DE JANEIRO, Jan. 15, 2024 (AP) — A man fled.", "RIO DE JANEIRO, Jan. 15, 2024 (AP) —"),
        ("PUNE: A man fled.", None),
        ("MADURAI: A man fled.", "MADURAI:"),
        ("(BA) - A man fled.", "(BA) -"),
        ("Nov 5 (Reuters) - A man fled.", "Nov 5 (Reuters) -"),
        ("Nov 5 - A man fled.", None),
        ("LIVE: A man fled.", None),
        ("A man fled - nobody knows why.", None),
        ("He said - on Monday - that a man fled.", None),
        ("UPDATE - A man fled.", None),
        ("Monday - A man fled.", None),
    ],
)
def test_datelines(opening, dateline):
    text = f"A man fled from the harbour\n\n{opening} Nobody knows where he went after that.\n\nMore is not known."
    assert part(text, layout(text).dateline) == dateline


def test_a_date_line_of_its_own():
    text = "A man fled from the harbour\nFriday, July 21, 2017\nA man fled on Friday. Nobody knows where he went."
    assert part(text, layout(text).dateline) == "Friday, July 21, 2017"


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("Two held in Oslo\n\nPolice held two men.", "Two held in Oslo"),
        ("Is this the end?\n\nNobody knows. Nobody says.", "Is this the end?"),
        (
            "Senator Goes After President As New Nixon.\n\nThe senator did so on Monday.",
            "Senator Goes After President As New Nixon.",
        ),
        ("Police held two men.\n\nThey were freed.", None),
        ("OSLO, May 3 (NTB) - Police held two men\n\nThey were freed.", None),
        ("By Ana Ruiz\n\nPolice held two men on Monday.", None),
        ("One paragraph only, without an end", None),
        ("He fled. Then he came back\n\nMore.", None),
        ("", None),
    ],
)
def test_headlines(text, headline):
    found = layout(text)
    assert part(text, found.headline) == headline
    assert 0 <= found.body[0] <= found.body[1] == len(text)


def test_the_title_of_the_document_is_the_headline():
    text = "Alexandria woman charged. Chiquita Henry was arrested on Friday."
    found = layout(text, "Alexandria  Woman charged.")
    assert part(text, found.headline) == "Alexandria woman charged."
    assert part(text, found.body) == "Chiquita Henry was arrested on Friday."
    assert layout(text, "Another title").headline is None


@pytest.mark.parametrize(
    "text",
    [
        "\n" * 100_000,
        "a\n\n" * 50_000,
        '"' * 10_000,
        "- x\n" * 50_000,
        "A, " * 60_000,
        "A - " * 50_000,
        "word " * 200_000,
    ],
)
def test_hostile_texts_are_laid_out_too(text):
    start, end = layout(text).body
    assert 0 <= start <= end == len(text)


@pytest.mark.shared
def test_appended_digests_are_found_and_nothing_else(shared):
    rows = [json.loads(line) for line in (shared / "data/desk-cases/train.jsonl").open(encoding="utf-8")]
    found = [layout(f"{row['text'].rstrip()}\n\n{row['digest']}").digest for row in rows]
    assert sum(digest is not None for digest in found) >= 0.98 * len(rows)
    assert not any(layout(row["text"]).digest for row in rows)
    news = [json.loads(line)["text"] for line in (shared / "data/attribution/polnear-dev.jsonl").open(encoding="utf-8")]
    news += [json.loads(line)["text"] for line in (shared / "data/stories/dev.jsonl").open(encoding="utf-8")]
    assert sum(layout(text).digest is not None for text in news) <= 0.005 * len(news)
