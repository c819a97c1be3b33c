"""Files of actors: what they are is seen by what is in them."""

from pathlib import Path

import pytest

from onrecord.errors import InputError, UsageError
from onrecord.exchange.bring import bring

TABLE = "name,kind\nJané,person\n"
ENTITY = '{"id": "a", "schema": "Person", "properties": {"name": ["Jané"]}}\n'
LINE = '{"name": "Jané"}\n'
ACTORS = f"# {'a long head ' * 1000}\nJANÉ_ [FRAGOV]\n"
AGENTS = "# roles\nSOLDIER {} [~MIL]\n"


@pytest.mark.parametrize(
    ("name", "content", "format"),
    [
        ("a.csv", TABLE, "csv"),
        ("a.tsv", TABLE.replace(",", "\t"), "csv"),
        ("a.txt", TABLE, "csv"),
        ("a.json", ENTITY, "ftm"),
        ("a.txt", f"\n{ENTITY}", "ftm"),
        ("a.jsonl", LINE, "jsonl"),
        ("a.actors", ACTORS, "petrarch"),
        ("a.txt", AGENTS, "petrarch"),
    ],
)
def test_the_format_is_seen(tmp_path: Path, name: str, content: str, format: str) -> None:
    path = tmp_path / name
    path.write_text(content, "utf-8")
    found, brought = bring(path)
    assert found == format
    assert [entry.name for entry in brought.entries] == ([] if content == AGENTS else ["Jané"])


@pytest.mark.parametrize(
    ("encoding", "note"),
    [
        ("utf-8", ()),
        ("utf-8-sig", ()),
        ("utf-16", ()),
        ("cp1252", ("not in UTF-8: read as cp1252",)),
    ],
)
@pytest.mark.parametrize("content", [TABLE, ACTORS])
def test_old_encodings_are_read_and_told(
    tmp_path: Path, content: str, encoding: str, note: tuple[str, ...]
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(content, encoding)
    _, brought = bring(path)
    assert [entry.name for entry in brought.entries] == ["Jané"]
    assert brought.notes == note


def test_a_format_may_be_forced(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("kind,name,note\nperson,Jane,[ABC]\n")
    assert bring(path)[0] == "petrarch"
    assert [entry.name for entry in bring(path, "csv")[1].entries] == ["Jane"]


@pytest.mark.parametrize(
    ("content", "format", "told"),
    [
        (b"", None, "a format that is not known"),
        (b"Some words\n", None, "give it with --format"),
        (b"\x1f\x8b\x08\0\0\0\xff\xfe", None, "a format that is not known"),
        (b"name\n", "csv", "no actor could be read from it (table)"),
        (b"name,kind\nJane,hero\n", None, "(table); line 2: kind 'hero' is none of"),
        (b"JANE_\n", "petrarch", "(PETRARCH dictionary); line 1: a name without a code"),
        (b"{}\n", None, "(registry of onrecord); line 1: name must be words"),
        (
            b'{"id": "a", "schema": "Sanction", "properties": {}}',
            None,
            "entities that are no actors (Sanction): 1",
        ),
    ],
)
def test_a_file_without_actors_is_refused_with_the_reason(
    tmp_path: Path, content: bytes, format: str | None, told: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    with pytest.raises(InputError) as refusal:
        bring(path, format)
    assert str(refusal.value).startswith(f"{path}: ")
    assert told in str(refusal.value)


def test_a_file_or_format_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"cannot read .*none\.csv: No such file"):
        bring(tmp_path / "none.csv")
    with pytest.raises(UsageError, match="unknown format 'xml': use one of csv, ftm, petrarch, jsonl"):
        bring(tmp_path / "none.csv", "xml")
