"""docs/inputs.md says what the readers do."""

import re
from pathlib import Path

import pytest

from solecast.read import limits, recognition
from solecast.read.columns import header

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "inputs.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```(\w+) ([\w-]+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
WITHOUT_EXAMPLE = {"excel", "picture", "empty", "unknown"}


@pytest.mark.parametrize(
    ("ending", "name", "example"),
    EXAMPLES,
    ids=[f"{name}.{ending}" for ending, name, _ in EXAMPLES],
)
def test_every_example_is_recognised_as_the_page_says_and_used_whole(
    ending, name, example, read_one
):
    reading = read_one(f"example.{ending}", example)
    assert (reading.format, reading.note) == (name, reading.note)
    assert reading.used > 0
    assert reading.quarantined == 0


@pytest.mark.parametrize(
    ("ending", "name", "example"),
    EXAMPLES,
    ids=[f"{name}.{ending}" for ending, name, _ in EXAMPLES],
)
def test_the_file_name_does_not_matter(ending, name, example, read_one):
    assert read_one("download", example).format == name


def test_every_format_has_an_example_and_a_row_in_the_table():
    assert {name for _, name, _ in EXAMPLES} == set(recognition.NAMES) - WITHOUT_EXAMPLE
    for name in recognition.NAMES:
        assert f"`{name}`" in PAGE


def test_every_word_and_every_field_of_a_header_is_documented():
    for words in header.words():
        assert f"`{' '.join(words)}`" in PAGE
    for field in {name for meanings in header.fields().values() for name, _ in meanings}:
        assert f"| `{field}` |" in PAGE


def test_the_bounds_are_documented():
    for bound in (
        f"{limits.FILE_BYTES // 1024**2} MB",
        f"| a line of a text | {limits.LINE_BYTES // 1024**2} MB |",
        f"{limits.RATIO} times",
        f"{limits.CELL_CHARS:,} characters",
        f"| {limits.COLUMNS:,} |",
        f"{limits.TEXT_CHARS:,} characters",
        f"{limits.ATTRIBUTES}, of {limits.ATTRIBUTE_CHARS} characters",
        f"{limits.FRONT_MATTER_CHARS:,} characters",
        f"{limits.PAGE_BYTES // 1024**2} MB, {limits.TAG_DEPTH:,} elements deep",
        f"{limits.DEPTH} levels",
    ):
        assert bound in PAGE
