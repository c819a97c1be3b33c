"""Readings in the terms of schema.org."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import orjson
import pytest

from onrecord.exchange.schemaorg import nodes, write
from onrecord.model import Reading, Statement
from tests.exchange.whole_readings import HARD, examples, said, words, written

ARTICLE = {"@id": "urn:onrecord:document:d%2F1%20%C3%A9"}


def node(reading: Reading, id: str) -> dict[str, Any]:
    [found] = [node for node in nodes(reading) if node["@id"] == f"urn:onrecord:{id}"]
    return found


def reviews(reading: Reading) -> list[dict[str, Any]]:
    return [node for node in nodes(reading) if node["@type"] == "ClaimReview"]


def test_a_claim_appears_in_its_report() -> None:
    assert node(HARD, "statement:s1") == {
        "@id": "urn:onrecord:statement:s1",
        "@type": "Claim",
        "text": "🕊 the Front denied",
        "creator": {"@id": "urn:onrecord:actor:a1"},
        "appearance": ARTICLE,
        "isPartOf": [ARTICLE],
        "inLanguage": "en",
        "mentions": [{"@id": "urn:onrecord:actor:a3"}],
    }
    article = node(HARD, "document:d%2F1%20%C3%A9")
    assert (article["@type"], article["url"], article["datePublished"], article["creditText"]) == (
        "NewsArticle",
        "https://example.org/a?b=1",
        "2016-10-21",
        "Bo; Ann",
    )
    assert node(HARD, "actor:a1") == {
        "@id": "urn:onrecord:actor:a1",
        "@type": "Person",
        "name": 'Ann "\\" Lée',
        "jobTitle": ["mayor"],
        "sameAs": "https://www.wikidata.org/entity/Q77",
    }


@pytest.mark.parametrize(
    ("kind", "class_", "polarity", "types"),
    [
        ("direct", "say", "+", ["Quotation", "Claim"]),
        ("direct", "ask", "+", "Quotation"),
        ("direct", "deny", "-", "Quotation"),
        ("mixed", "claim", "+", "Claim"),
        ("indirect", "say", "-", "Statement"),
        ("indirect", "deny", "-", "Statement"),
        ("indirect", "demand", "+", "Statement"),
        ("indirect", "promise", "+", "Statement"),
    ],
)
def test_the_type_of_a_statement(kind: str, class_: str, polarity: str, types: object) -> None:
    one = replace(
        said("s1", "Ann", "a1", "said", class_, "it rains"),
        kind=kind,  # type: ignore[arg-type]
        polarity=polarity,  # type: ignore[arg-type]
    )

    assert node(replace(HARD, statements=(one,)), "statement:s1")["@type"] == types


def test_a_denial_is_written_with_the_word_that_denies() -> None:
    assert node(HARD, "statement:s2")["text"] == "rejected the claim by Ann that it rains"


def test_a_speaker_who_is_no_known_actor_keeps_the_words() -> None:
    unnamed = replace(HARD.statements[0], speaker=replace(HARD.statements[0].speaker, actor=None))

    found = node(replace(HARD, statements=(unnamed,)), "statement:s1")
    assert "creator" not in found
    assert found["creditText"] == "Ann"
    assert node(HARD, "statement:s4").keys().isdisjoint({"creator", "creditText"})


def test_who_rejects_the_claim_of_another_reviews_it() -> None:
    assert reviews(HARD) == [
        {
            "@id": "urn:onrecord:review:s3",
            "@type": "ClaimReview",
            "author": {"@id": "urn:onrecord:actor:a2"},
            "claimReviewed": "that it rains",
            "itemReviewed": {"@id": "urn:onrecord:statement:s3"},
            "reviewRating": {"@type": "Rating", "alternateName": "rejected"},
            "reviewBody": "the claim by Ann that it rains",
            "isBasedOn": {"@id": "urn:onrecord:statement:s2"},
        }
    ]
    assert node(HARD, "statement:s3")["@type"] == "Claim"
    assert node(HARD, "statement:s3")["isPartOf"] == [ARTICLE, {"@id": "urn:onrecord:statement:s2"}]


def changed(review: Statement, claim: Statement) -> Reading:
    return replace(HARD, statements=(review, claim))


def test_nothing_is_reviewed_where_no_claim_of_another_is_named() -> None:
    _, review, claim, _ = HARD.statements
    own = replace(review, speaker=claim.speaker)
    praise = replace(review, cue=replace(review.cue, class_="praise"))
    clause = replace(review, content=words("that it rains"))

    assert [
        reviews(changed(*pair))
        for pair in ((own, claim), (praise, claim), (clause, claim), (review, replace(claim, parent=None)))
    ] == [[], [], [], []]


def test_the_examples_are_one_graph_whose_references_hold() -> None:
    data = orjson.loads(written(write, *examples()))
    found = data["@graph"]
    ids = {node["@id"] for node in found}

    assert data["@context"] == "https://schema.org"
    references = [value["@id"] for node in found for value in flat(node.values()) if value.keys() == {"@id"}]
    assert set(references) <= ids
    assert len(references) > 1000
    claims = [node for node in found if is_a(node, "Claim")]
    assert len(claims) > 200
    assert all(claim["appearance"]["@id"].startswith("urn:onrecord:document:") for claim in claims)
    direct = sum(one.kind == "direct" for reading in examples() for one in reading.statements)
    assert sum(is_a(node, "Quotation") for node in found) == direct
    assert [node["claimReviewed"] for node in found if node["@type"] == "ClaimReview"] == [
        "that the vessel was carrying weapons"
    ]


def is_a(node: dict[str, Any], type: str) -> bool:
    return type == node["@type"] or (isinstance(node["@type"], list) and type in node["@type"])


def flat(values: Any) -> list[dict[str, Any]]:
    found = []
    for value in values:
        found += [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, dict)]
    return found
