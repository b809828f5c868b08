from copydesk.read.runs import Copy, Mapped, bridged, clean


def test_a_copy_of_a_copy_maps_to_the_first_original():
    original = "0123456789"
    once = Copy(Mapped.whole(original))
    once.keep(2, 5)
    once.add("-")
    once.keep(5, 9)
    twice = Copy(once.made())
    twice.keep(1, 7)
    made = twice.made()
    assert made.text == "34-567"
    assert made.runs == ((0, 3, 2), (3, 5, 3))
    for start, source, length in made.runs:
        assert made.text[start : start + length] == original[source : source + length]


def test_adjoining_runs_become_one():
    copy = Copy(Mapped.whole("abcdef"))
    for at in range(6):
        copy.keep(at, at + 1)
    copy.keep(3, 3)
    copy.add("")
    assert copy.made() == Mapped.whole("abcdef")
    assert len(copy) == 6


def test_what_is_kept_out_of_order_keeps_its_text():
    copy = Copy(Mapped.whole("abcdef"))
    copy.keep(3, 6)
    copy.keep(0, 3)
    assert copy.made() == Mapped("defabc", ((0, 3, 3), (3, 0, 3)))


def test_runs_are_bridged_only_over_what_is_the_same():
    assert bridged(Mapped("a b", ((0, 0, 1), (2, 2, 1))), "a b").runs == ((0, 0, 3),)
    assert bridged(Mapped("a b", ((0, 0, 1), (2, 2, 1))), "a-b").runs == ((0, 0, 1), (2, 2, 1))
    assert bridged(Mapped("a b", ((0, 0, 1), (2, 4, 1))), "a   b").runs == ((0, 0, 1), (2, 4, 1))


def test_clean_text_is_left_alone():
    text = Mapped.whole("One line.\n\nTwo lines.")
    assert clean(text) == (text, ())
