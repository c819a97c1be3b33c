import io
import pickle
import sys

import pytest

from onrecord.errors import InputError
from onrecord.ingest import Options, decode, discover, from_text, items, load, parse, sources
from onrecord.model import identify

TEXT = "The minister said on Friday that talks would go on.\r\nHe left.\r\n"


def test_folders_give_their_reports_in_order_without_what_is_none(tmp_path):
    for name in (
        "b.txt",
        "a.html",
        "c/d.jsonl",
        "c/NOTES",
        ".hidden.txt",
        ".git/x.txt",
        "e.png",
        "f.py",
        "g.db",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    (tmp_path / "loop").symlink_to(tmp_path)
    found = [path.removeprefix(f"{tmp_path}/") for path in discover([str(tmp_path)])]
    assert found == ["a.html", "b.txt", "c/NOTES", "c/d.jsonl"]


def test_what_is_no_folder_is_taken_as_it_is(tmp_path):
    given = ["-", "https://e.org/a", str(tmp_path / "missing.txt"), str(tmp_path / "picture.png")]
    assert list(discover(given)) == given


def test_a_text_is_kept_to_the_character(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode())
    (report,) = load(str(path), Options())
    assert report.document.text == TEXT
    assert report.document.source == str(path)
    assert report.document.id == identify("document", TEXT, "")


def test_standard_input_is_a_report(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode("cp1252"))))
    (report,) = load("-", Options())
    assert (report.document.source, report.document.text) == ("-", TEXT)


@pytest.mark.parametrize("start", ["<!DOCTYPE html><html>", "\n<HTML>", '<?xml version="1.0"?><html>'])
def test_html_is_recognised_without_its_suffix(tmp_path, start):
    path = tmp_path / "page"
    path.write_text(f"{start}<body><p>x</p></body></html>")
    (item,) = items(str(path), Options())
    assert item.media == "html"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("missing.txt", None, "there is no such file"),
        ("missing.csv", None, "there is no such file"),
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n", "empty"),
        ("image.txt", b"\x89PNG\r\n\x1a\n" + bytes(99), "a PNG image"),
        ("image.html", b"\x89PNG\r\n\x1a\n" + bytes(99), "a PNG image"),
        ("image.json", b"\x89PNG\r\n\x1a\n" + bytes(99), "a PNG image"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_line(tmp_path, name, content, reason):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError, match=reason) as caught:
        list(load(str(path), Options()))
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(InputError, match="a folder"):
        list(items(str(tmp_path), Options()))


def test_a_large_file_is_refused_unread(tmp_path, monkeypatch):
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    monkeypatch.setattr(sources.Path, "read_bytes", lambda _: pytest.fail("it was read"))
    with pytest.raises(InputError, match="larger than 20 MB"):
        list(items(str(path), Options()))


def test_a_long_text_is_refused():
    with pytest.raises(InputError, match="larger than 20 MB"):
        from_text("x" * (decode.MAX_TEXT + 1))


def test_half_a_character_is_refused():
    with pytest.raises(InputError, match="half a character"):
        from_text(f"{TEXT}\ud800")
    with pytest.raises(InputError, match="half a character"):
        from_text(TEXT, title="\udfff")


def test_items_and_reports_can_be_sent_to_a_worker(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "He left.", "title": "A title"}')
    (item,) = items(str(path), Options(columns={"title": "title"}))
    report = parse(pickle.loads(pickle.dumps(item)), Options())
    assert pickle.loads(pickle.dumps(report)) == report


def test_what_the_user_says_goes_before_what_the_report_says():
    told = from_text(
        f"A headline of the day\n\n{TEXT}", title="A title", publisher="A paper", author="Jane Doe"
    )
    said = from_text(
        TEXT, options=Options(title="Mine", publisher="My paper"), title="A title", publisher="A paper"
    )
    assert (told.document.title, told.document.publisher, told.document.byline) == (
        "A title",
        "A paper",
        "Jane Doe",
    )
    assert (said.document.title, said.document.publisher) == ("Mine", "My paper")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Talks will go on.", "en"),
        ("Obama: no", "en"),
        ("The minister said on Friday that talks would go on for as long as it takes, officials said.", "en"),
        ("Министр иностранных дел заявил, что переговоры продолжатся.", "ru"),
        (
            "Der Außenminister sagte am Freitag, dass die Gespräche so lange wie nötig weitergehen würden.",
            "de",
        ),
        (
            "Le ministre a déclaré vendredi que les pourparlers se poursuivraient encore longtemps.",
            "fr",
        ),
    ],
)
def test_the_language_is_told_and_short_plain_words_are_english(text, language):
    assert from_text(text).document.language == language
