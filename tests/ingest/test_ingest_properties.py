from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from onrecord.errors import OnRecordError
from onrecord.ingest import Item, Options, from_text, parse, wire
from onrecord.model import cut

PIECES = st.sampled_from(
    [
        *(
            "\n",
            "\n\n",
            "\r\n",
            " ",
            "\xa0",
            "(",
            ")",
            "[",
            "]",
            "“",
            '"',
            "—",
            " - ",
            ".",
            ":",
            "/",
            "\u200b",
            "\ufeff",
        ),
        *(
            "MOSCOW",
            "October 21",
            "/TASS/",
            "(Reuters)",
            "By Jane Doe",
            "Q: ",
            "A: ",
            "Share",
            "Photo: ",
            "eds. TASS",
        ),
        *(
            "Tuesday, September 22, 2015",
            "He said so.",
            "a headline",
            "[sic]",
            "banned in Russia",
            "© 2016",
            "x" * 90,
        ),
    ]
)
REPORTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map("".join))
quick = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@quick
@given(REPORTS)
@example("MOSCOW, October 21. /TASS/.")
@example("\ufeff")
def test_blocks_are_in_order_within_the_text_and_never_blank(text):
    page = wire.layout(text)
    at = 0
    for block in page.layout.blocks:
        assert at <= block.start < block.end <= len(text)
        assert text[block.start : block.end].strip()
        at = block.end
    for start, end in page.layout.notes:
        assert any(block.start <= start < end <= block.end for block in page.layout.blocks)


@quick
@given(REPORTS)
def test_what_a_document_says_is_cut_out_of_its_text(text):
    try:
        document = from_text(text).document
    except OnRecordError:
        return
    assert document.text == text
    dateline = (document.dateline,) if document.dateline else ()
    for row in (*document.headings, *dateline):
        assert cut(text, row.spans) == row.text


@quick
@given(
    st.one_of(st.binary(max_size=300), REPORTS.map(lambda text: text.encode("utf-8", "replace"))),
    st.sampled_from(["text", "html"]),
)
@example(b"\xff\xfe\x00\xd8", "text")
@example("<html><body>\udc80".encode("utf-8", "surrogatepass"), "html")
def test_no_bytes_raise_anything_but_our_own_errors(data, media):
    try:
        report = parse(Item(source="a", data=data, media=media), Options())
    except OnRecordError:
        return
    assert report.document.text.strip()
