import pytest

from copydesk.errors import OptionError
from copydesk.read import Options
from copydesk.read.dates import iso, iso_only


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2023-01-18", "2023-01-18"),
        ("2023-01-18T10:00:00Z", "2023-01-18T10:00:00Z"),
        ("2023-01-18 10:00", "2023-01-18T10:00"),
        ("2023-01-18T10:00:00.123+0100", "2023-01-18T10:00:00+01:00"),
        ("20230118", "2023-01-18"),
        ("20230118T100000Z", "2023-01-18T10:00:00Z"),
        ("Wed, 18 Jan 2023 10:00:00 GMT", "2023-01-18T10:00:00+00:00"),
        ("January 18, 2023", "2023-01-18"),
        ("18th Jan. 2023", "2023-01-18"),
        ("Wednesday, January 18, 2023", "2023-01-18"),
        ("2023-02-30", None),
        ("February 30, 2023", None),
        ("2023-13-01", None),
        ("2023-01-18T25:00", None),
        ("0001-01-01T00:00:00Z", None),
        ("yesterday", None),
        ("", None),
        (20230118, None),
        ("1" * 5000, None),
    ],
)
def test_dates_become_iso_or_nothing(written, meant):
    assert iso(written) == meant
    assert meant is None or iso_only(meant)


@pytest.mark.parametrize("published", ["2023-02-30", "18.1.2023", "January 18, 2023", "2023", "", "2023-01-18T99:00"])
def test_an_option_that_is_no_date_is_refused(published):
    with pytest.raises(OptionError, match="--published"):
        Options(published=published)


@pytest.mark.parametrize("options", [{"language": "english"}, {"format": "docx"}, {"max_bytes": 0}])
def test_other_options_are_checked_too(options):
    with pytest.raises(OptionError):
        Options(**options)
