import pytest

from onrecord.data.plover import CONTEXTS, MODES, TYPES, plover

QUADS = {
    1: {"AGREE", "CONSULT", "SUPPORT", "CONCEDE"},
    2: {"COOPERATE", "AID", "RETREAT"},
    3: {"REQUEST", "ACCUSE", "REJECT", "THREATEN"},
    4: {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"},
}


def test_every_type_stands_in_its_quad_class_with_and_without_modes() -> None:
    assert {type_ for types in QUADS.values() for type_ in types} == set(TYPES)
    assert [f for f in plover().values() if f.type not in QUADS[f.quad]] == []
    assert all((type_, None) in plover() for type_ in TYPES)


def test_modes_share_the_intensity_of_their_type_and_have_a_code() -> None:
    assert [f for f in plover().values() if f.intensity != plover()[f.type, None].intensity] == []
    assert [f for f in plover().values() if not (f.cameo.isdigit() and len(f.cameo) in {3, 4})] == []


def test_lists_are_complete() -> None:
    assert (len(TYPES), sum(map(len, MODES.values())), len(CONTEXTS)) == (16, len(plover()) - 16, 37)
    assert len(set(CONTEXTS)) == len(CONTEXTS)


@pytest.mark.parametrize(
    ("type_", "mode", "cameo"),
    [
        ("ASSAULT", None, "190"),
        ("ASSAULT", "aerial", "195"),
        ("COERCE", "arrest", "173"),
        ("CONSULT", "visit", "042"),
        ("CONSULT", "phone", "041"),
    ],
)
def test_the_nearest_code_of_cameo(type_: str, mode: str | None, cameo: str) -> None:
    assert plover()[type_, mode].cameo == cameo
