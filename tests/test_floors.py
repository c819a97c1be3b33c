"""The floors of quality go up by themselves and down by decision only."""

import pytest

from floors import FILE, Part, digest, lifted, load, save, shortfalls

PART = Part(measure="parse", folder="corpora/any", corpus="before", floors={"las": 80.0, "uas": 85.5})


def test_floors_are_lifted_to_what_was_measured_rounded_down_to_halves() -> None:
    assert lifted(PART, "before", {"las": 81.49, "uas": 86.6}).floors == {"las": 81.0, "uas": 86.5}


def test_a_figure_within_its_half_leaves_its_floor() -> None:
    assert lifted(PART, "before", {"las": 80.4, "uas": 85.5}) == PART


def test_a_fall_is_refused_by_name() -> None:
    assert shortfalls(PART, {"las": 79.9, "uas": 90.0}) == {"las": 79.9}
    with pytest.raises(ValueError, match=r"las 79\.90"):
        lifted(PART, "before", {"las": 79.9, "uas": 90.0})


def test_another_corpus_is_refused() -> None:
    with pytest.raises(ValueError, match="corpus"):
        lifted(PART, "after", {"las": 90.0, "uas": 90.0})


def test_a_decision_lowers_floors_and_takes_another_corpus_on() -> None:
    lower = lifted(PART, "after", {"las": 70.2, "uas": 90.0}, allow_lower=True)

    assert (lower.corpus, lower.floors) == ("after", {"las": 70.0, "uas": 90.0})


@pytest.mark.parametrize(
    "other", [{"a": "1", "b": "3"}, {"a": "1", "c": "2"}, {"a": "12", "b": ""}, {"a": "1"}]
)
def test_the_hash_of_a_corpus_knows_names_and_bytes(tmp_path, other) -> None:
    hashes = []
    for number, files in enumerate(({"a": "1", "b": "2"}, {"b": "2", "a": "1"}, other)):
        folder = tmp_path / str(number)
        folder.mkdir()
        for name, text in files.items():
            (folder / name).write_text(text)
        hashes.append(digest(folder))

    assert hashes[0] == hashes[1] != hashes[2]


def test_the_file_of_floors_is_written_as_it_is_read(tmp_path, monkeypatch) -> None:
    parts = load()
    monkeypatch.setattr("floors.FILE", tmp_path / "floors.json")

    save(parts)

    assert (tmp_path / "floors.json").read_text("utf-8") == FILE.read_text("utf-8")
    assert all(part.floors for part in parts.values())
