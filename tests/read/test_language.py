import pytest

from copydesk.read.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The police said on Monday that two men had been arrested near the harbour.", "en"),
        ("Полиция сообщила в понедельник, что двое мужчин были задержаны в порту.", "ru"),
        ("Поліція повідомила у понеділок, що двох чоловіків було затримано в порту міста Одеса.", "uk"),
        ("Die Polizei hat am Montag zwei Männer im Hafen festgenommen.", "de"),
        ("La police a annoncé lundi que deux hommes avaient été arrêtés près du port.", "fr"),
        ("TALLINN - 12", None),
        ("", None),
        ("1 2 3 4 5 6 7 8 9 " * 50, None),
        ("\ud800" * 100, None),
    ],
)
def test_a_language_is_told_or_left_open(text, language):
    assert language_of(text) == language


def test_only_the_beginning_is_looked_at():
    assert language_of("The police said on Monday that two men had been arrested. " * 100_000) == "en"
