import pytest

from onrecord.ingest import notes


@pytest.mark.parametrize(
    "note",
    [
        "(terrorist organization banned in Russia - eds. TASS)",
        "(about humanitarian pauses - TASS)",
        "(on October 19, together with the president (of France) - TASS)",
        "(the minister — Ed.)",
        "(suspended since January - eds. MERIDIAN)",
        "(Ed: he meant Tuesday)",
        "(Eds.: names changed)",
        "[Editor's note: the figure is disputed]",
        "[Editor’s note – the figure is disputed]",
        "[sic]",
        "(sic)",
        "[emphasis added]",
        "(Emphasis in original.)",
        "(translated from Russian)",
        "[Laughter]",
        "(Applause.)",
        "(Reuters)",
        "(terror group outlawed in Russia)",
        "(Islamic State, terror group outlawed in Russia)",
        "(banned in the Russian Federation)",
    ],
)
def test_an_insertion_of_the_editor_is_a_note_with_its_brackets(note):
    text = f"He said the militants {note} would leave."
    assert [text[start:end] for start, end in notes.find(text)] == [note]


@pytest.mark.parametrize(
    "words",
    [
        "[the] minister",
        "[Mr Assad]",
        "(19 miles)",
        "(R-S.C.)",
        "the Associated Press (AP)",
        "Islamic Republic News Agency (IRNA)",
        "the Popular Mobilisation Forces (PMF)",
        "(a book banned by many schools)",
        "(widely considered the best film in France)",
        "(not listed on the stock exchange)",
        "(he was edited out)",
        "(unbalanced",
        "[unbalanced",
    ],
)
def test_what_speakers_and_reporters_put_in_brackets_is_no_note(words):
    assert list(notes.find(f"He said that {words} would leave.")) == []


def test_the_name_of_the_own_agency_in_brackets_is_a_credit():
    assert list(notes.find("a photo (AP) of it", "AP")) == [(8, 12)]
    assert list(notes.find("a photo (AP) of it")) == []
    assert list(notes.find("they (the army - MERIDIAN) left", "MERIDIAN")) == [(5, 26)]


def test_a_note_does_not_run_over_a_blank_line():
    assert list(notes.find("He said (at first\n\nthat they left - eds. TASS) so.")) == []


def test_many_open_brackets_do_not_take_long():
    assert list(notes.find("(" * 20_000 + "[" * 20_000)) == []
