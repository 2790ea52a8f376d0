"""The JSON API: one envelope, one error body, and a document that tells the truth."""

import json

import jsonschema
import pytest

from solecast.guide.answers import to_data

GOOD = [
    ("/api/guide", "/api/guide"),
    ("/api/shoes", "/api/shoes?brand=Acme&sort=name"),
    ("/api/shoes/{name}", "/api/shoes/acme-pace-2-0"),
    ("/api/shoes/{name}", "/api/shoes/cobalt-stone"),
    ("/api/compare", "/api/compare?shoe=acme-pace&shoe=borea-drift"),
    ("/api/search", "/api/search?q=pace"),
    ("/api/suggest", "/api/suggest?q=pa"),
    ("/api/rankings/{name}", "/api/rankings/rising?limit=2"),
    ("/api/sources", "/api/sources"),
    ("/api/ledger", "/api/ledger"),
    ("/api/articles", "/api/articles"),
    ("/api/todo", "/api/todo"),
    ("/api/articles/{name}", "/api/articles/acme-pace-2-0"),
    ("/api/authors", "/api/authors"),
    ("/api/authors/{name}", "/api/authors/ana%20LIMA"),
    ("/api/brands", "/api/brands"),
    ("/api/brands/{name}", "/api/brands/ACME"),
    ("/api/models", "/api/models"),
    ("/api/models/{name}", "/api/models/acme%20pace"),
    ("/api/charts/shoes/{name}", "/api/charts/shoes/acme-pace?log=true&theme=dark"),
    ("/api/charts/compare", "/api/charts/compare?shoe=acme-pace&shoe=borea-drift"),
]
BAD = [
    ("/api/shoes/zzz", 404, "unknown-shoe"),
    ("/api/shoes/borea%20classic", 300, "ambiguous-shoe"),
    ("/api/authors/nobody", 404, "unknown-author"),
    ("/api/articles/nothing", 404, "unknown-article"),
    ("/api/brands/nobody", 404, "unknown-brand"),
    ("/api/models/nothing", 404, "unknown-model"),
    ("/api/compare?shoe=acme-pace", 400, "bad-input"),
    ("/api/compare", 400, "bad-input"),
    ("/api/search", 400, "bad-input"),
    ("/api/shoes?page=0", 400, "bad-input"),
    ("/api/charts/shoes/acme-pace?width=9", 400, "bad-input"),
    ("/api/charts/shoes/cobalt-stone", 400, "bad-input"),
    ("/api/nothing", 404, "not-found"),
]


@pytest.fixture(scope="module")
def document(site):
    return site.get("/api/openapi.json").json()


def check(document, schema, body):
    whole = {**schema, "components": document["components"]}
    jsonschema.Draft202012Validator(whole).validate(body)


@pytest.mark.parametrize(("path", "address"), GOOD, ids=lambda value: value)
def test_an_answer_is_what_the_document_says(site, little, document, path, address):
    answer = site.get(address)
    assert answer.status_code == 200, answer.text[:500]
    described = {p.replace("{name:path}", "{name}"): d for p, d in document["paths"].items()}
    schema = described[path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    check(document, schema, answer.json())
    assert answer.json()["ok"] is True
    assert answer.json()["guide"]["snapshot"] == little.about().snapshot


def test_the_document_lists_every_answer_that_is_tested_here(document):
    paths = {path.replace("{name:path}", "{name}") for path in document["paths"]}
    assert paths == {path for path, _ in GOOD}


@pytest.mark.parametrize(("address", "status", "kind"), BAD, ids=str)
def test_an_error_has_the_one_error_body(site, document, address, status, kind):
    answer = site.get(address)
    assert answer.status_code == status, answer.text
    check(document, {"$ref": "#/components/schemas/Failure"}, answer.json())
    assert answer.json()["error"]["kind"] == kind


def test_an_ambiguous_name_lists_the_candidates(site):
    error = site.get("/api/shoes/borea%20classic").json()["error"]
    assert error["candidates"] == ["Borea Drift", "Borea Drift Low"]


def test_a_shoe_is_answered_as_python_answers_it(site, little):
    data = site.get("/api/shoes/pace%202.0").json()["data"]
    assert data == json.loads(json.dumps(to_data(little.shoe("acme-pace-2-0"))))


def test_a_chart_is_a_vega_lite_specification(site):
    data = site.get("/api/charts/shoes/acme-pace").json()["data"]
    assert data["vega_lite"]["$schema"].endswith("/vega-lite/v6.json")


def test_a_wrong_parameter_is_named_with_the_value_received(site):
    message = site.get("/api/shoes?page=0").json()["error"]["message"]
    assert "page" in message
    assert "'0'" in message
