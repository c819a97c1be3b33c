from pathlib import Path

import pytest

import onrecord.data
from onrecord.data import key, parse, rows

FILES = sorted(Path(onrecord.data.__file__).parent.glob("*.tsv"))
HEADER = "# Source: us.\nname\tkind\n"


def comments(file: Path) -> str:
    return " ".join(line for line in file.read_text("utf-8").splitlines() if line.startswith("#")).casefold()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_registry_says_its_source_and_licence(file: Path) -> None:
    assert "source" in comments(file)
    assert "licence" in comments(file)
    assert "apache-2.0" in comments(file)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_registry_is_well_formed_and_not_empty(file: Path) -> None:
    assert rows(file.stem)


def test_comments_and_blank_lines_are_skipped_and_lines_are_counted() -> None:
    (row,) = parse(HEADER + "\n# more\nUN\tigo\n", "x.tsv")
    assert (row.where, row["name"], row["kind"]) == ("x.tsv:5", "UN", "igo")


def test_a_cell_may_hold_several_values_or_none() -> None:
    full, empty = parse(HEADER + "a\tx|y\nb\t\n", "x.tsv")
    assert (full.many("kind"), empty.many("kind")) == (("x", "y"), ())


def test_quotation_marks_are_only_characters() -> None:
    (row,) = parse(HEADER + '"a\t"b" c\n', "x.tsv")
    assert (row["name"], row["kind"]) == ('"a', '"b" c')


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("UN", "1 cells, but the header has 2"),
        ("UN\tigo\tmore", "3 cells, but the header has 2"),
        ("\tigo", "first cell is empty"),
        ("UN\tigo ", "stray blank"),
        ("UN\tigo||ngo", "empty value"),
        ("UN\tigo| ngo", "stray blank"),
    ],
)
def test_a_malformed_row_is_refused_with_file_and_line(line: str, problem: str) -> None:
    with pytest.raises(ValueError, match=rf"^x\.tsv:4: .*{problem}"):
        parse(f"{HEADER}a\tb\n{line}\n", "x.tsv")


def test_a_value_that_is_not_allowed_is_refused_with_file_and_line() -> None:
    (row,) = parse(HEADER + "UN\tigo|club\n", "x.tsv")
    with pytest.raises(ValueError, match=r"^x\.tsv:3: kind must be one of 'igo', 'ngo', not 'club'"):
        row.some_of("kind", ("igo", "ngo"))


@pytest.mark.parametrize("cell", ["us", "USA", "U1", "ÜS"])
def test_a_code_must_be_capitals_of_its_length(cell: str) -> None:
    (row,) = parse(f"{HEADER}a\t{cell}\n", "x.tsv")
    with pytest.raises(ValueError, match=r"^x\.tsv:3: kind must be 2 capitals"):
        row.code("kind", 2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Kremlin", "kremlin"),
        ("the  White\nHouse", "white house"),
        ("Da’esh", "da'esh"),
        ("Theresa", "theresa"),
    ],
)
def test_a_name_is_looked_up_without_case_article_and_typography(text: str, expected: str) -> None:
    assert key(text) == expected
