"""The place where something was said: beside the cue, never in the words themselves."""

from __future__ import annotations

import pytest
from told import said

from annotated import annotated
from onrecord.resolve.places import find_places
from onrecord.resolve.where import Occasions

THAT = "that//SCONJ/{0}/mark talks/talk/NOUN/{0}/nsubj failed/fail/VERB/2/ccomp in//ADP/{1}/case Vienna//PROPN/{0}/obl"
LEAD = "Lavrov//PROPN/2/nsubj said/say/VERB/0/root "
PLACES = {
    "Geneva": "LOC",
    "Vienna": "LOC",
    "Lagos": "LOC",
    "Nigeria": "LOC",
    "Texas": "LOC",
    "Nairobi": "LOC",
}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param(
            LEAD + "in//ADP/4/case Geneva//PROPN/2/obl " + THAT.format(7, 9),
            ("Geneva", "city", "CHE"),
            id="beside the cue",
        ),
        pytest.param(
            LEAD
            + "at//ADP/5/case a//DET/5/det conference//NOUN/2/obl in//ADP/7/case Geneva//PROPN/5/nmod "
            + THAT.format(10, 12),
            ("Geneva", "city", "CHE"),
            id="where the conference was",
        ),
        pytest.param(
            "Speaking/speak/VERB/5/advcl in//ADP/3/case Nairobi//PROPN/1/obl Lavrov//PROPN/5/nsubj "
            "said/say/VERB/0/root so//ADV/5/advmod",
            ("Nairobi", "city", "KEN"),
            id="where he spoke",
        ),
        pytest.param(
            LEAD
            + "in//ADP/4/case Lagos//PROPN/2/obl ~,//PUNCT/6/punct Nigeria//PROPN/4/appos so//ADV/2/advmod",
            ("Lagos", "city", "NGA"),
            id="with its country",
        ),
        pytest.param(
            LEAD + "in//ADP/4/case Nigeria//PROPN/2/obl so//ADV/2/advmod",
            ("Nigeria", "country", "NGA"),
            id="a country",
        ),
        pytest.param(LEAD + THAT.format(5, 7), None, id="inside the words"),
        pytest.param(
            "Lavrov//PROPN/2/nsubj told/tell/VERB/0/root lawmakers/lawmaker/NOUN/2/iobj from//ADP/5/case "
            "Texas//PROPN/3/nmod so//ADV/2/advmod",
            None,
            id="where the listeners are from",
        ),
        pytest.param(
            "Lavrov//PROPN/5/nsubj in//ADP/3/case Geneva//PROPN/1/nmod always//ADV/5/advmod said/say/VERB/0/root "
            "so//ADV/5/advmod",
            None,
            id="who the speaker is",
        ),
        pytest.param(
            "Having/have/AUX/2/aux fled/flee/VERB/6/advcl in//ADP/4/case Texas//PROPN/2/obl Lavrov//PROPN/6/nsubj "
            "said/say/VERB/0/root so//ADV/6/advmod",
            None,
            id="where something else happened",
        ),
    ],
)
def test_the_place_of_a_statement(line: str, expected: tuple[str, str | None, str | None] | None) -> None:
    made = annotated(line, names=PLACES)  # type: ignore[arg-type]
    content = "that talks failed in Vienna" if "Vienna" in made.text else "so"
    cue = "told" if "told" in made.text else "said"

    found = find_places(made.report, made.annotation, {})
    said_at = Occasions(made.annotation, found).said_at(said(made, "Lavrov", content, cue=cue))

    places = {place.id: (place.name, place.kind, place.country) for place in found.rows}
    assert places.get(said_at or "") == expected


def test_a_place_is_told_once_with_all_its_mentions() -> None:
    line = LEAD + "in//ADP/4/case Geneva//PROPN/2/obl so//ADV/2/advmod ~.//PUNCT/2/punct"
    made = annotated(("dateline", "GENEVA"), f"{line}\n{line}", names=PLACES)  # type: ignore[arg-type]

    found = find_places(made.report, made.annotation, {})

    (place,) = found.rows
    assert Occasions(made.annotation, found).said_at(said(made, "Lavrov", "so")) == place.id
    assert [m.text for m in place.mentions] == ["GENEVA", "Geneva", "Geneva"]
