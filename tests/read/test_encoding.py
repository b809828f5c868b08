import pytest

from copydesk.read.encoding import decode

RUSSIAN = "Полиция задержала двух мужчин в порту, сообщили в понедельник власти области. "


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("text", ["Two men were held.\n" * 3, RUSSIAN * 3])
def test_unicode_in_all_its_forms(encoding, text):
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(RUSSIAN * 10, "cp1251"), ("Märkte fallen in München und Köln, sagt die Börse. " * 10, "cp1252")],
)
def test_eight_bit_text_is_guessed_and_said(text, encoding):
    found = decode(text.encode(encoding))
    assert found.text == text
    assert "guessed" in found.notes[0]


def test_a_declared_encoding_counts_where_utf_8_does_not_fit():
    assert decode(RUSSIAN.encode("koi8-r"), "koi8-r").text == RUSSIAN
    assert decode(RUSSIAN.encode(), "koi8-r").text == RUSSIAN
    assert decode(b"caf\xe9", "no-such-encoding").text == "café"
    assert decode(b"caf\xe9", "latin-1").encoding == "cp1252"


def test_mixed_encodings_are_read_line_by_line_and_said():
    data = "Käse\n".encode() + "Märkte\n".encode("latin-1") + b"plain\n"
    found = decode(data)
    assert found.text == "Käse\nMärkte\nplain\n"
    assert found.notes == ("mixed encodings: line 2 is cp1252, the rest UTF-8",)


def test_a_character_cut_at_the_end_does_not_change_the_encoding():
    found = decode("Müller sagte: ß".encode()[:-1])
    assert found.text == "Müller sagte: "
    assert found.encoding == "utf-8"


def test_what_cannot_be_read_is_counted():
    found = decode(b"\xff\xfe" + b"a\x00" + b"\x00\xd8")
    assert "1 characters could not be read" in found.notes[0]
