import codecs
import io
import zipfile

import pytest

from onrecord.errors import InputError, UsageError
from onrecord.ingest import Item, Options, decode, parse

ENGLISH = (
    "“We’re alarmed,” the minister said on Friday — and left. The talks cost €5 million, he added later.\r\n"
    * 3
)
RUSSIAN = (
    "Министр иностранных дел заявил в пятницу, что переговоры продолжатся. 'Мы обеспокоены отказом боевиков "
    "покинуть город', - сказал он журналистам. По его словам, перемирие будет продлено, если его соблюдают.\n"
)


def zipped() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("report.txt", "text")
    return target.getvalue()


@pytest.mark.parametrize(
    ("text", "data"),
    [
        (ENGLISH, ENGLISH.encode()),
        (ENGLISH, ENGLISH.encode("utf-8-sig")),
        (ENGLISH, ENGLISH.encode("utf-16")),
        (ENGLISH, codecs.BOM_UTF16_BE + ENGLISH.encode("utf-16-be")),
        (ENGLISH, ENGLISH.encode("utf-16-le")),
        (ENGLISH, ENGLISH.encode("utf-16-be")),
        (ENGLISH, ENGLISH.encode("utf-32")),
        (ENGLISH, ENGLISH.encode("utf-32-le")),
        (ENGLISH, ENGLISH.encode("cp1252")),
        (RUSSIAN, RUSSIAN.encode()),
        (RUSSIAN, RUSSIAN.encode("koi8-r")),
        (RUSSIAN, RUSSIAN.encode("cp1251")),
        ("C'était très tôt.\r\rOui.\r", b"C'\xe9tait tr\xe8s t\xf4t.\r\rOui.\r"),
    ],
)
def test_a_file_is_decoded_to_exactly_its_text(text, data):
    assert decode.decode(data, "report.txt") == text


def test_the_encoding_given_wins_over_what_the_bytes_look_like():
    assert decode.decode("é".encode(), "report.txt", encoding="cp1252") == "Ã©"


@pytest.mark.parametrize(
    ("encoding", "error", "message"),
    [
        ("klingon", UsageError, "unknown encoding 'klingon'"),
        ("base64", UsageError, "unknown encoding 'base64'"),
        ("ascii", InputError, "report.txt: not in ascii"),
    ],
)
def test_a_wrong_encoding_is_refused_in_one_line(encoding, error, message):
    with pytest.raises(error, match=message) as caught:
        decode.decode("é".encode(), "report.txt", encoding=encoding)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "a PNG image"),
        (b"\xff\xd8\xff\xe0" + bytes(200), "a JPEG image"),
        (b"%PDF-1.7 text", "a PDF document"),
        (zipped(), "a ZIP archive"),
        (b"SQLite format 3\0" + bytes(200), "an SQLite database"),
        (bytes(range(256)) * 20, "a binary file"),
        (bytes(1000), "a binary file"),
    ],
)
def test_a_binary_file_is_refused_by_its_kind(data, kind):
    with pytest.raises(InputError, match=f"picture: {kind}.*, not text"):
        decode.decode(data, "picture")


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", "\ufeff".encode(), "\xa0\u2028".encode()])
def test_a_blank_file_is_refused(data):
    with pytest.raises(InputError, match=r"a\.txt: empty"):
        parse(Item(source="a.txt", data=data, media="text"), Options())


def test_what_a_page_declares_is_believed_unless_it_does_not_fit():
    page = '<meta charset="koi8-r"><p>Привет</p>'
    assert decode.decode(page.encode("koi8-r"), "page", markup=True) == page
    assert decode.decode(page.encode(), "page", declared="ascii", markup=True) == page
