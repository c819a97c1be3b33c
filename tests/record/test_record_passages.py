"""Reports in passages: whose words they are, and what they tell."""

from __future__ import annotations

from onrecord.model import Cue, Dateline, Document, Reading, Speaker, Statement, Time, Words
from onrecord.record.passages import Passage, Told

TEXT = (
    "Road shut\n\nRIGA, May 3 (Northwire) - The road is to be open by May 20. "
    "Ann Li said it had not been opened, and that nobody cared.\n"
)


def at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def passages(text: str = TEXT, cue: str = "say") -> list[Passage]:
    content = at("it had not been opened, and that nobody cared")
    said = Statement(
        id="s",
        kind="indirect",
        speaker=Speaker(text="Ann Li", spans=(at("Ann Li"),)),
        cue=Cue(text="said", spans=(at("said"),), class_=cue),
        content=Words(text=text[slice(*content)], spans=(content,)),
        polarity="-" if cue == "deny" else "+",
        confidence=1,
    )
    line = Dateline(place=None, text="RIGA, May 3", spans=(at("RIGA, May 3"),))
    document = Document(id="d", source="d", title="Road shut", dateline=line, text=text)
    start, end = at("May 20")
    time = Time(start=start, end=end, text="May 20", type="DATE", value="2024-05-20")
    return Told(Reading(reader="t", document=document, statements=(said,), times=(time,)), {}).passages()


def test_each_teller_has_his_words_and_headlines_and_datelines_are_nobody_s() -> None:
    found = passages()
    assert [(one.speaker, one.text) for one in found] == [
        ("", "The road is to be open by May 20"),
        ("ann li", "it had not been opened"),
        ("ann li", "that nobody cared"),
    ]
    assert [(one.ahead, one.negated) for one in found] == [(True, False), (False, True), (False, False)]
    assert found[0].times == (("2024-05-20", "2024-05-20"),)
    assert found[1].clauses[0][1]
    assert "open" in found[1].deeds


def test_words_of_a_time_are_no_terms() -> None:
    assert "road" in "".join(passages()[0].terms)
    assert not {"may", "20"} & passages()[0].terms.keys()


def test_what_is_denied_is_marked() -> None:
    assert [one.denied for one in passages(cue="deny")] == [False, True, True]


def test_what_somebody_hopes_is_told_by_the_report() -> None:
    assert {one.teller for one in passages(cue="hope")} == {None}
