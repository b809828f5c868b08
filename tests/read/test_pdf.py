import io

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from copydesk.errors import InputError


def pdf(pages, **options):
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, **options)
    for lines in pages:
        at = 780
        for line in lines:
            if line:
                canvas.drawString(72, at, line)
            at -= 14
        canvas.showPage()
    canvas.save()
    return out.getvalue()


FIRST = [
    "Two held at the pier",
    "",
    "The harbour police said on Monday that two men were held near the old pier after a long com-",
    "plaint of the fishermen. The men, aged 31 and 44, were brought before a judge in the after-",
    "noon.",
    "",
    "A lawyer of the men said that they deny all of it. She would not say where they had been when",
    "the boats were burned.",
]
SECOND = [
    "The judge will hear them again on Friday, the court announced in the evening. Nothing more was",
    "known by then.",
]


def test_lines_become_paragraphs_and_pages_are_kept(report):
    found = report(pdf([FIRST, SECOND]), "a.pdf")
    assert found.text.split("\n\n")[0] == "Two held at the pier"
    assert "after a long complaint of the fishermen." in found.text
    assert "in the afternoon.\n\nA lawyer of the men said" in found.text
    assert "had been when the boats were burned." in found.text
    assert found.origin.format == "pdf"
    assert found.origin.pages == (0, found.text.index("The judge will hear"))


def test_running_heads_are_left_out(report):
    pages = [
        ["The Pier, page 1 of 4", "", *FIRST],
        ["The Pier, page 2 of 4", "", *SECOND],
        ["The Pier, page 3 of 4", "", "More words here."],
    ]
    found = report(pdf([*pages, ["The Pier, page 4 of 4", "", "And the last of them."]]), "a.pdf")
    assert "page" not in found.text
    assert "And the last of them." in found.text


def test_a_pdf_without_text_asks_for_text_recognition(failure):
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.rect(100, 100, 50, 50, fill=1)
    canvas.showPage()
    canvas.save()
    assert "OCR" in failure(out.getvalue(), "scan.pdf")


def test_an_encrypted_pdf_says_so(failure):
    assert "password" in failure(pdf([FIRST], encrypt="secret"), "locked.pdf")


@pytest.mark.parametrize("cut", [20, 300, 1000])
def test_a_cut_pdf_is_a_failure_or_its_text(read, cut):
    [found] = read(pdf([FIRST])[:cut], "cut.pdf")
    assert isinstance(found, InputError)
    assert "damaged" in str(found)
