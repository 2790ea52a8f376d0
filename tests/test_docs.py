"""The docs say what the code does."""

import doctest
import re
import tomllib
from pathlib import Path

import pytest
import typer
from docs.generate import PAGES

from solecast.faces.command_line import app
from solecast.fetch.pace import GAPS
from solecast.fetch.web import Manners
from solecast.settings.config import Fetch, parse_config

ROOT = Path(__file__).resolve().parents[1]
PROSE = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
COMMANDS = typer.main.get_command(app).commands


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_what_the_code_says(name):
    written = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert written == PAGES[name](), f"docs/{name} is out of date: run make docs"


@pytest.mark.parametrize("path", PROSE, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_command_that_the_docs_show_exists_with_its_options(path):
    for line in re.findall(r"^ {4,}(?:\$ )?solecast (.+)$", path.read_text(), re.MULTILINE):
        name = line.split()[0]
        if name.startswith("-"):
            continue
        assert name in COMMANDS, f"{path.name}: solecast {line}"
        known = {option for p in COMMANDS[name].params for option in [*p.opts, *p.secondary_opts]}
        for option in re.findall(r"(?<!\S)--[a-z-]+", line):
            assert option in known | {"--help"}, f"{path.name}: solecast {line}"


@pytest.mark.parametrize("path", PROSE, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_make_target_that_the_docs_show_exists(path):
    makefile = (ROOT / "Makefile").read_text()
    # Shown as code: indented, or in backticks. "make" is also a word of English.
    for target in re.findall(r"(?:^ {4,}|`)make ([a-z][a-z-]+)", path.read_text(), re.MULTILINE):
        assert f"\n{target}:" in makefile, f"{path.name}: make {target}"


@pytest.mark.parametrize("path", PROSE, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_relative_link_leads_somewhere(path):
    for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text()):
        assert (path.parent / link).exists(), f"{path.name}: {link}"


def test_every_place_that_contributing_names_exists():
    named = re.findall(
        r"`((?:src|tests|bench|docs)/[^`]+)`", (ROOT / "CONTRIBUTING.md").read_text()
    )
    assert len(named) > 8
    assert [place for place in named if not (ROOT / place).exists()] == []


def test_the_page_of_fetching_has_an_example_of_every_setting_that_can_be_used():
    page = (ROOT / "docs" / "fetch.md").read_text()
    (example,) = re.findall(r"^```toml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    told = tomllib.loads(example)["fetch"]
    assert set(told) == set(Fetch.model_fields)
    assert parse_config({"title": "Test", "fetch": told}).fetch.contact == "you@example.org"
    for host, gap in GAPS.items():
        assert host in {"en.wikipedia.org"} or f"{gap:g}" in page
    assert f"{Manners().most_bytes // 1024**2} MB an answer" in page


def test_the_examples_of_the_python_page_give_what_it_says():
    done = doctest.testfile(str(ROOT / "docs" / "python.md"), module_relative=False)
    assert done.attempted > 15
    assert done.failed == 0
