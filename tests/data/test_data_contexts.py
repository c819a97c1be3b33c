import pytest

from onrecord.data import rows
from onrecord.data.contexts import contexts
from onrecord.data.plover import CONTEXTS


def test_words_are_unique_lower_case_and_at_most_three() -> None:
    assert len(contexts()) == len(rows("contexts")) >= 250
    assert [words for words in contexts() if words != words.lower() or len(words.split()) > 3] == []


def test_every_context_has_words_and_every_word_a_context() -> None:
    assert {context for found in contexts().values() for context in found} == set(CONTEXTS)
    assert all(contexts().values())


@pytest.mark.parametrize(
    ("words", "context"),
    [("troop", "military"), ("human rights", "human_rights"), ("ballot", "election"), ("sarin", "cbrn")],
)
def test_a_word_tells_its_context(words: str, context: str) -> None:
    assert context in contexts()[words]
