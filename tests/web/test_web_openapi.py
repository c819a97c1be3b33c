"""The OpenAPI is whole, and a machine that reads it finds nothing that it does not say (schemathesis)."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from onrecord.web import Limits, Settings, application
from tests.batch.stand_in import StandIn
from tests.web.live import live

EXAMPLES = 12
CHECKS = [
    *(not_a_server_error, content_type_conformance, negative_data_rejection),
    *(response_headers_conformance, response_schema_conformance, status_code_conformance),
]


def described() -> dict[str, Any]:
    with TemporaryDirectory() as folder:
        return application(Settings(record=f"{folder}/x.db", reader=StandIn)).openapi()


OPENAPI = described()
OPERATIONS = [found.ok() for found in schemathesis.openapi.from_dict(OPENAPI).get_all_operations()]
CASES = [
    pytest.param(one, mode, id=f"{one.label}, {mode.value}")
    for one in OPERATIONS
    for mode in GenerationMode
    # Where nothing can be given, nothing can be wrong.
    if mode is GenerationMode.POSITIVE or one.definition.raw.keys() & {"parameters", "requestBody"}
]


@pytest.fixture(scope="module")
def address(stored: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    db = shutil.copy(stored, tmp_path_factory.mktemp("live") / "onrecord.db")
    limits = Limits(requests=0, readings=0, jobs=2, login_tries=10**6)
    with live(Settings(record=db, port=0, reader=StandIn, processes=0, warm=False, limits=limits)) as found:
        yield found


@pytest.mark.parametrize(("operation", "mode"), CASES)
def test_every_route_answers_as_it_says(operation: Any, mode: GenerationMode, address: str) -> None:
    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def check(case: Any) -> None:
        case.call_and_validate(base_url=address, checks=CHECKS, timeout=30)

    check()


def test_every_route_is_described_with_its_answers() -> None:
    assert OPENAPI["openapi"].startswith("3.1")
    for path, methods in OPENAPI["paths"].items():
        assert path.startswith("/api/v1/")
        for method, told in methods.items():
            assert told["summary"] or told["description"], (method, path)
            assert {"200", "201", "202", "204"} & set(told["responses"]), (method, path)
            assert told["responses"]["default"]["content"].keys() == {"application/problem+json"}, (
                method,
                path,
            )


def test_every_schema_that_is_named_is_there() -> None:
    named: set[str] = set()

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            named.update([value["$ref"]] if isinstance(value.get("$ref"), str) else [])
            for one in value.values():
                walk(one)
        elif isinstance(value, list):
            for one in value:
                walk(one)

    walk(OPENAPI)
    known = {f"#/components/schemas/{name}" for name in OPENAPI["components"]["schemas"]}
    assert named - known == set()


def test_the_schema_of_a_reading_has_the_keys_of_the_format() -> None:
    schemas = OPENAPI["components"]["schemas"]
    assert list(schemas["Reading"]["properties"]) == [
        *("format", "reader", "document", "actors", "places", "times", "statements", "events"),
        *("relations", "commitments", "warnings"),
    ]
    assert "class" in schemas["Cue"]["required"]
    assert {"from", "to"} <= set(schemas["Relation"]["required"])


def test_bodies_have_examples() -> None:
    for name in ("ToRead", "ToCorrect", "ToDo"):
        assert OPENAPI["components"]["schemas"][name]["examples"], name
