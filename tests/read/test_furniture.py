"""Lines about the page, and lines of news that look like them."""

from __future__ import annotations

import pytest

from copydesk.read.furniture import furniture

NEWS = "The river rose two metres overnight, the mayor said."

FURNITURE = (
    "Published 14:02 GMT",
    "Published: Tuesday, 3 March 2026, 14.02 GMT",
    "First published 2 hours ago",
    "Last updated on 4 March 2026 at 9:15 p.m. EST",
    "Published 14:02 GMT | Updated 15:10 GMT",
    "(Reporting by Ana Ruiz and Tom Oda in Lima; Editing by Kit Marsh)",
    "Reporting by Ana Ruiz; additional reporting by Tom Oda; writing by Kit Marsh; editing by Lena Voss.",
    "[Edited by: Lena Voss]",
    "Tom Oda in Accra contributed to this report.",
    "Additional reporting by Tom Oda",
    "By Ana Ruiz",
    "By ANA RUIZ and TOM ODA, Staff writers",
    "By Ana Ruiz, special to the Harbour Post | Published 3 March 2026",
    "By Ana Ruiz | Harbour Post | 3 March 2026",
    "Share on Facebook",
    "Credit: Coast Guard handout",
    "Photo: Ana Ruiz/Steppe Wire",
    "Photo by Ana Ruiz",
    "Image credit: Getty",
    "Photograph courtesy of the Lund Fire Brigade",
    "(Photo: Ana Ruiz)",
    "Source: Steppe Wire",
    "Read more: Minister denies he knew of the report",
    "READ ALSO: Bridge closed for a third day",
    "Related",
    "Watch: Crowds leave the stadium",
    "Follow us on X and Facebook",
    "Follow @harbourpost on Instagram",
    "Follow Ana Ruiz on Twitter",
    "Sign up for our morning letter and be told what officials said overnight.",
    "Subscribe to the Harbour Post",
    "Share this article",
    "Facebook Twitter WhatsApp Email",
    "3 min read",
    "Advertisement - Continue reading below",
    "© Steppe Wire/Ana Ruiz",
    "© 2026 Steppe Wire. All rights reserved.",
    "Copyright © Steppe Wire",
    "This story was originally published by the Harbour Post, which said it had been told by the police.",
    "This is a developing story and will be updated.",
    "ADVERTISEMENT",
    "Tags: flood, Lima",
)

NO_FURNITURE = (
    "Published figures show that 14 people died.",
    "Lima | Ana Ruiz",
    "Shares on Facebook were bought, traders said.",
    "Updated figures from the ministry put the toll at 14.",
    "Published on Monday, the report says 14 people died.",
    "Reporting by local media suggests that two men were held.",
    "By Friday, three parties had each declared that they won the same seat.",
    "By Monday Ana Ruiz had left.",
    "Photo: Rescuers carry a woman from the rubble in Lima, where police said 14 people died.",
    "Photographs showed two burnt cars.",
    "Source: the water came from the upper dam, an engineer said.",
    "Follow the money, the prosecutor told the court.",
    "Related cases were found in Lima, officials said.",
    "Watch officers said they heard nothing.",
    "Advertisement revenue fell, the publisher said.",
    "© Steppe Wire Firemen carry a woman out of the flooded school.",
    "Share prices fell, traders said.",
    "Correction: the mayor said 14, not 41.",
    "Sources: 14 prisoners are to be handed over, officials said.",
    "X said it had closed the account.",
    "Police said (in a statement by Ana Ruiz) that two men were held.",
)


@pytest.mark.parametrize("line", FURNITURE)
def test_a_line_about_the_page_is_furniture(line: str) -> None:
    text = f"River rises in Lima\n\n{line}\n\n{NEWS}\n"
    assert [text[start:end] for start, end in furniture(text)] == [line]


@pytest.mark.parametrize("line", NO_FURNITURE)
def test_a_line_of_news_is_none(line: str) -> None:
    assert furniture(f"River rises in Lima\n\n{line}\n\n{NEWS}\n") == ()


def test_what_a_paragraph_ends_in_may_be_furniture() -> None:
    text = f"{NEWS} (Reporting by Ana Ruiz; Editing by Tom Oda)\n\nA man crosses a bridge in Lima. Photo: Ana Ruiz/Steppe Wire\n"
    assert [text[start:end] for start, end in furniture(text)] == [
        "(Reporting by Ana Ruiz; Editing by Tom Oda)",
        "Photo: Ana Ruiz/Steppe Wire",
    ]


def test_a_credit_over_wrapped_lines_is_one_piece() -> None:
    credit = "(Reporting by Ana Ruiz in Lima and Tom Oda in\nAccra; Editing by Kit Marsh)"
    text = f"{NEWS}\n\n{credit}\n"
    assert [text[start:end] for start, end in furniture(text)] == [credit]


def test_a_headline_may_begin_like_a_pointer_but_not_like_a_stamp() -> None:
    assert furniture(f"Watch: Crowds leave the stadium\n\n{NEWS}\n") == ()
    assert furniture(f"Published 14:02 GMT\n\nRiver rises in Lima\n\n{NEWS}\n") == ((0, 19),)


def test_a_long_text_of_brackets_is_read_in_linear_time() -> None:
    assert furniture("(" * 50_000 + "Photo " * 50_000 + "\n" + "by " * 50_000) == ()
