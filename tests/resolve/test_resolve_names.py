"""Who is named in a report, and which names are one."""

from __future__ import annotations

import pytest
from told import CAVUSOGLU, LAVROV, asked, says, voices

from annotated import annotated
from onrecord.model import Actor, Annotation, Office
from onrecord.resolve import resolve
from onrecord.resolve.kinds import kind_of_name
from onrecord.resolve.names import acronym

SURNAME = "Lavrov//PROPN/0/root"
ROBERT = "Robert//PROPN/0/root Ford//PROPN/1/flat"
ANNA = "Anna//PROPN/0/root Ford//PROPN/1/flat"
NUSRA = "al-Nusra//PROPN/0/root"


def actors(*lines, names=None) -> dict[str, Actor]:
    return {actor.name: actor for actor in asked(*lines, names=names).actors}


def test_a_full_name_gathers_its_surname_with_every_title():
    names = {"Sergei Lavrov": "PER"}
    found = asked(
        says(LAVROV),
        says(SURNAME),
        says("Mr.//PROPN/2/compound Lavrov//PROPN/0/root"),
        says("Sergei//PROPN/0/root Lavrov//PROPN/1/flat"),
        names=names,
    )

    assert voices(found) == ["Sergei Lavrov"] * 4
    (lavrov,) = found.actors
    assert [m.text for m in lavrov.mentions] == ["Sergei Lavrov", "Lavrov", "Lavrov", "Sergei Lavrov"]


def test_a_surname_before_the_full_name_is_the_same_person():
    found = asked(says(SURNAME), says(LAVROV), names={"Sergei Lavrov": "PER"})

    assert voices(found) == ["Sergei Lavrov", "Sergei Lavrov"]


def test_an_initial_does_not_make_another_person():
    middle = "Sergei//PROPN/0/root V.//PROPN/1/flat Lavrov//PROPN/1/flat"
    found = asked(says(LAVROV), says(middle), names={"Sergei Lavrov": "PER", "Sergei V. Lavrov": "PER"})

    assert [a.name for a in found.actors] == ["Sergei V. Lavrov"]


def test_two_persons_with_one_surname_are_told_apart_by_who_was_named_last():
    ford = says("Ford//PROPN/0/root")
    found = asked(says(ROBERT), ford, says(ANNA), ford, names={"Robert Ford": "PER", "Anna Ford": "PER"})

    assert voices(found) == ["Robert Ford", "Robert Ford", "Anna Ford", "Anna Ford"]


def test_an_introduction_gives_office_and_country():
    found = actors(says(LAVROV), says(CAVUSOGLU), names={"Sergei Lavrov": "PER", "Mevlut Cavusoglu": "PER"})

    assert {name: (a.kind, a.country, a.offices) for name, a in found.items()} == {
        "Sergei Lavrov": ("person", "RUS", (Office(title="foreign minister", organisation="Russia"),)),
        "Mevlut Cavusoglu": ("person", "TUR", (Office(title="foreign minister", organisation="Turkey"),)),
    }


def test_an_apposition_gives_an_office():
    line = (
        "Anna//PROPN/10/nsubj Ford//PROPN/1/flat ~,//PUNCT/5/punct the//DET/5/det mayor//NOUN/1/appos "
        "of//ADP/7/case "
        "Leeds//PROPN/5/nmod ~,//PUNCT/5/punct then//ADV/10/advmod said/say/VERB/0/root so//ADV/10/advmod "
        "~.//PUNCT/10/punct"
    )
    found = asked(line, says("The//DET/2/det mayor//NOUN/0/root"), names={"Anna Ford": "PER"})

    assert [o.title for o in found.actors[0].offices] == ["mayor"]
    assert voices(found)[1] == "Anna Ford"


def test_an_honorific_is_no_office():
    found = actors(says("Mr//PROPN/2/compound Smith//PROPN/0/root"), names={"Mr Smith": "PER"})

    assert found["Smith"].offices == ()


@pytest.mark.parametrize(
    ("phrase", "name", "label", "expected"),
    [
        (NUSRA, "al-Nusra", "PER", ("Jabhat al-Nusra", "armed_group", "SYR")),
        (
            "Jabhat//PROPN/0/root al-Nusra//PROPN/1/flat",
            "Jabhat al-Nusra",
            "PER",
            ("Jabhat al-Nusra", "armed_group", "SYR"),
        ),
        ("Russia//PROPN/0/root", "Russia", "PER", ("Russia", "country", "RUS")),
        ("Hezbollah//PROPN/0/root", "Hezbollah", "PER", ("Hezbollah", "armed_group", "LBN")),
    ],
)
def test_the_registries_outrank_a_model_that_sees_a_person(phrase, name, label, expected):
    (actor,) = asked(says(phrase), names={name: label}).actors

    assert (actor.name, actor.kind, actor.country) == expected


def test_a_country_inside_a_longer_name_of_a_person_is_no_country():
    found = asked(says("Jordan//PROPN/0/root Smith//PROPN/1/flat"), names={"Jordan Smith": "PER"})

    assert [(a.name, a.kind) for a in found.actors] == [("Jordan Smith", "person")]


def test_all_names_of_a_body_are_one_actor():
    front = "The//DET/3/det Nusra//PROPN/3/compound Front//PROPN/0/root"
    found = asked(says(NUSRA), says(front), says("Jabhat//PROPN/0/root al-Nusra//PROPN/1/flat"))

    assert voices(found) == ["Jabhat al-Nusra"] * 3
    assert len(found.actors) == 1


def test_an_unknown_organisation_and_its_acronym_are_one_actor():
    full = "Leeds//PROPN/3/compound Tenants//PROPN/3/compound Watch//PROPN/0/root"
    found = asked(says(full), says("LTW//PROPN/0/root"), names={"Leeds Tenants Watch": "ORG", "LTW": "ORG"})

    assert [(a.name, a.kind) for a in found.actors] == [("Leeds Tenants Watch", "ngo")]


def test_a_name_may_end_the_report():
    made = annotated("They//PRON/2/nsubj left/leave/VERB/0/root Leeds//PROPN/2/obj", names={"Leeds": "ORG"})
    body = annotated(
        "US//PROPN/3/compound Leeds//PROPN/3/compound Fund//PROPN/0/root", names={"US Leeds Fund": "ORG"}
    )

    assert resolve(*made, ()).actors == ()
    assert [a.name for a in resolve(*body, ()).actors] == ["US Leeds Fund"]


@pytest.mark.parametrize(
    ("label", "names"),
    [("R-Texas", []), ("Texas Sen.", []), ("Democratic", []), ("Leeds Choir", ["Leeds Choir"])],
)
def test_what_tells_the_party_or_state_of_a_person_is_no_body(label, names):
    *first, last = label.split()
    phrase = [f"{word}//PROPN/{len(first) + 1}/compound" for word in first]
    words = " ".join([*phrase, f"{last}//PROPN/{len(first) + 2}/compound", "list//NOUN/0/root"])

    assert list(actors(says(words), names={label: "ORG"})) == names


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Leeds City Council", "government_body"),
        ("Fifth Army", "military"),
        ("Acme Inc.", "company"),
        ("Herald Tribune", "media"),
        ("Leeds Tenants Watch", "ngo"),
        ("Leeds Choir", None),
    ],
)
def test_the_last_word_of_a_name_tells_its_kind(name, kind):
    assert kind_of_name(name) == kind


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Leeds Tenants Watch", "LTW"), ("Union of Miners and Bakers", "UMB"), ("Leeds Choir", "")],
)
def test_an_acronym_has_three_capitals_or_more(name, expected):
    assert acronym(name) == expected


def test_a_possessive_and_letters_behind_a_name_are_no_part_of_it():
    line = (
        "Anna//PROPN/4/nmod:poss Ford//PROPN/1/flat ~'s//PART/1/case party//NOUN/5/nsubj won/win/VERB/0/root "
        "~.//PUNCT/5/punct"
    )
    found = actors(line, names={"Anna Ford's": "PER"})

    assert [m.text for m in found["Anna Ford"].mentions] == ["Anna Ford"]


def test_an_actor_has_one_id_in_every_report():
    names = {"Sergei Lavrov": "PER"}
    one = actors(says(LAVROV), names=names)
    other = actors(says(NUSRA), says("Sergei//PROPN/0/root Lavrov//PROPN/1/flat"), names=names)

    assert one["Sergei Lavrov"].id == other["Sergei Lavrov"].id
    assert len({a.id for a in other.values()}) == len(other)


def test_a_report_that_names_nobody_has_no_actors():
    empty = annotated(("byline", "by hand"))

    assert resolve(empty.report, Annotation(tokens=(), sentences=()), ()).actors == ()


def test_no_name_crosses_the_end_of_a_sentence():
    made = annotated(
        "They//PRON/2/nsubj saw/see/VERB/0/root Ann//PROPN/2/obj ~.//PUNCT/2/punct\n"
        "Li//PROPN/2/nsubj left/leave/VERB/0/root ~.//PUNCT/2/punct\n"
        "Bo//PROPN/3/nsubj Li//PROPN/1/flat came/come/VERB/0/root ~.//PUNCT/3/punct",
        names={"Bo Li": "PER"},
    )

    assert {m.text for a in resolve(*made, ()).actors for m in a.mentions} == {"Li", "Bo Li"}


def test_the_river_of_a_front_is_not_the_front():
    river = "The//DET/2/det Ouaka//PROPN/3/nsubj rose/rise/VERB/0/root ~.//PUNCT/3/punct"
    front = "The//DET/4/det Ouaka//PROPN/4/compound River//PROPN/4/compound Front//PROPN/0/root"
    found = actors(
        says(front), river, says("The//DET/2/det Front//PROPN/0/root"), names={"Ouaka River Front": "LOC"}
    )

    assert [m.text for m in found["Ouaka River Front"].mentions] == ["Ouaka River Front", "Front"]


def test_a_report_may_begin_with_a_surname_that_is_a_given_name_too():
    found = actors(
        "Ryan//PROPN/2/nsubj left/leave/VERB/0/root ~.//PUNCT/2/punct",
        says("Paul//PROPN/0/root Ryan//PROPN/1/flat"),
        names={"Paul Ryan": "PER"},
    )

    assert [m.text for m in found["Paul Ryan"].mentions] == ["Ryan", "Paul Ryan"]
