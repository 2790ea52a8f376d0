"""Site, JSON API, command line and Python give the same numbers for one shoe."""

import http.client
import json
import subprocess
import sys

import pytest

from solecast.guide.answers import to_data

NAME = "Nike Air Max 95"


def get(server, path):
    host, _, port = server.removeprefix("http://").rstrip("/").partition(":")
    connection = http.client.HTTPConnection(host, int(port))
    connection.request("GET", path)
    response = connection.getresponse()
    body = response.read().decode()
    connection.close()
    assert response.status == 200, body[:500]
    return body


@pytest.fixture(scope="module")
def page(starter):
    return starter.shoe(NAME)


def test_the_api_answers_what_python_answers(server, page):
    answer = json.loads(get(server, f"/api/shoes/{page.shoe}"))
    assert answer["ok"] is True
    assert answer["data"] == json.loads(json.dumps(to_data(page)))


def test_the_command_line_answers_what_python_answers(starter_folder, page):
    words = ["shoe", NAME, "--json", "--guide", str(starter_folder)]
    done = subprocess.run(
        [sys.executable, "-m", "solecast", *words], capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == json.loads(json.dumps(to_data(page)))


def test_the_site_shows_what_python_answers(server, page):
    html = get(server, f"/shoes/{page.shoe}")
    assert page.verdict in html
    assert page.growth.why in html
    assert f"Heat is {page.trend.level:.0f} now" in html
    assert f"{page.score:.0f}" in html
    assert all(rating.words in html for rating in page.scores)
    for colorway in page.colorways[:5]:
        assert colorway.style_code is None or colorway.style_code in html
