import pytest

from onrecord.ingest.lines import paragraphs

WRAPPED = (
    "The foreign minister said on Friday that the talks with his\n"
    "counterpart would go on for as long as it takes, and that the\n"
    "ceasefire would be extended.\n"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t\n", []),
        ("One.\nTwo.\nThree.", ["One.", "Two.", "Three."]),
        ("One.\r\n\r\nTwo.\r\n", ["One.", "Two."]),
        ("One.\rTwo.", ["One.", "Two."]),
        ("  One.  \n\xa0Two.\xa0", ["One.", "Two."]),
        ("\ufeffOne.\u200b", ["One."]),
        (WRAPPED, [" ".join(WRAPPED.split())]),
        (f"{WRAPPED}\n{WRAPPED}", [" ".join(WRAPPED.split())] * 2),
        # set without blank lines: a short line ends its paragraph
        (WRAPPED + WRAPPED, [" ".join(WRAPPED.split())] * 2),
        # a short headline above is none of the paragraph's lines
        (f"A headline\n{WRAPPED}", ["A headline", " ".join(WRAPPED.split())]),
        (WRAPPED.replace("\n", "\r\n"), [" ".join(WRAPPED.split())]),
        # long lines are paragraphs, however they follow each other
        ("a " * 80 + "\n" + "b " * 80, [("a " * 80).strip(), ("b " * 80).strip()]),
    ],
)
def test_lines_are_joined_only_where_they_were_broken_at_a_width(text, expected):
    assert [paragraph.text for paragraph in paragraphs(text)] == expected


def test_the_lines_of_a_paragraph_cut_its_words_out_of_the_text():
    (found,) = paragraphs(WRAPPED)
    assert " ".join(WRAPPED[start:end] for start, end in found.lines) == found.text
    assert (found.start, found.end) == (0, len(WRAPPED) - 1)
