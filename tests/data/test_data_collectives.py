import pytest

from onrecord.data import collective_by_lemma, collectives


def test_lemmas_are_unique_and_written_in_lower_case() -> None:
    assert len(collective_by_lemma()) == len(collectives())
    assert [entry.lemma for entry in collectives() if entry.lemma != entry.lemma.lower()] == []


def test_only_documents_are_nobody_and_no_document_lives_or_hides() -> None:
    assert [entry.lemma for entry in collectives() if entry.document != (entry.kind is None)] == []
    assert [entry.lemma for entry in collectives() if entry.document and entry.animate] == []
    assert [entry.lemma for entry in collectives() if entry.anonymous and not entry.animate] == []


@pytest.mark.parametrize(
    ("lemma", "kind", "document", "anonymous", "animate"),
    [
        ("source", "person", False, True, True),
        ("official", "person", False, True, True),
        ("rebel", "armed_group", False, False, True),
        ("army", "military", False, False, False),
        ("police", "government_body", False, False, False),
        ("report", None, True, False, False),
    ],
)
def test_a_noun_says_who_or_what_speaks(
    lemma: str, kind: str | None, document: bool, anonymous: bool, animate: bool
) -> None:
    entry = collective_by_lemma()[lemma]
    assert (entry.kind, entry.document, entry.anonymous, entry.animate) == (
        kind,
        document,
        anonymous,
        animate,
    )
