"""guide.toml: three lines are enough, and every problem is reported at once."""

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solecast.errors import ConfigError, InputError
from solecast.read.columns import header
from solecast.read.formats.table_formats import FORMATS
from solecast.settings.config import Config, load_config, parse_config
from solecast.settings.fields import is_target
from solecast.vocabulary import METRICS

THREE_LINES = 'title = "My sneaker guide"\ncurrency = "USD"\neditors = ["The guide\'s editors"]\n'


def _values():
    plain = st.text(max_size=80) | st.integers() | st.floats() | st.booleans() | st.dates()
    inner = plain | st.datetimes()
    return st.recursive(
        inner, lambda part: st.lists(part) | st.dictionaries(st.text(), part), max_leaves=8
    )


def test_three_lines_make_a_guide(tmp_path):
    (tmp_path / "guide.toml").write_text(THREE_LINES)
    config = load_config(tmp_path)
    assert (config.title, config.currency) == ("My sneaker guide", "USD")
    assert config.editors == ("The guide's editors",)
    assert config.forecast_weeks == 52


def test_the_scaffold_is_a_valid_guide_with_every_setting_named():
    scaffold = Path(__file__).parents[1] / "src" / "solecast" / "scaffold"
    load_config(scaffold)
    text = (scaffold / "guide.toml").read_text()
    for name in Config.model_fields:
        assert f"{name} =" in text or f"[{name}]" in text


def test_all_problems_are_reported_together_with_value_and_valid_values():
    raw = {"titel": "x", "currency": "dollars", "engine": "pandas", "forecast_weeks": 2.5}
    with pytest.raises(ConfigError) as caught:
        parse_config(raw)
    text = str(caught.value)
    assert "titel is not a setting. Did you mean 'title'?" in text
    assert "title is missing" in text
    assert "currency is 'dollars'; it must be a three-letter ISO 4217 code" in text
    assert "engine is 'pandas'; it must be one of: duckdb, spark." in text
    assert "forecast_weeks is 2.5; it must be a whole number from 4 to 104." in text
    assert len(caught.value.problems) == 5


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("editors", "me", "must be a list of names"),
        ("as_of", "2026-01-01", "must be a date without quotes"),
        ("link_threshold", True, "must be a number from 0.5 to 1.0"),
        ("aliases", {"a": 1}, "must be a table of texts"),
        ("title", "  ", "must be a text in quotes"),
        ("title", "x\x1b[2J", r'"x\\u001b\[2J"; it holds control characters'),
        ("description", "x" * 6000, "must be shorter than 5,000 characters"),
        ("editors", [], "must be a list of names"),
        ("currency", "EUT", "no country pays with it. Did you mean 'EUR'?"),
        ("currency", "DEM", "no country pays with it"),
        ("as_of", dt.date(1, 1, 1), "as_of is 0001-01-01; .* from 1900 to 2100"),
        ("as_of", dt.date(9999, 12, 31), "as_of is 9999-12-31; .* from 1900 to 2100"),
        ("as_of", dt.datetime(2026, 1, 1), "must be a date without quotes"),
        ("link_threshold", float("nan"), "must be a number from 0.5 to 1.0"),
        ("columns", {"Preis": "retail_prize"}, "'Preis' = 'retail_prize'.*mean 'retail_price'?"),
        ("columns", {"Preis": "nonsense"}, "a column cannot hold that. 'publish' shows"),
        ("columns", {"Preis\x00": "price"}, r'the name "Preis\\u0000"; it holds control'),
        ("brands", {"": "Nike"}, "brands has the name ''"),
    ],
)
def test_a_wrong_value_is_explained(key, value, said):
    with pytest.raises(ConfigError, match=said):
        parse_config({"title": "x", key: value})


def test_a_date_is_taken_as_the_guides_today():
    assert parse_config({"title": "x", "as_of": dt.date(2026, 8, 31)}).as_of.year == 2026


def test_broken_toml_and_missing_files_are_sentences(tmp_path):
    with pytest.raises(InputError, match="has no guide.toml. Make one with: solecast new"):
        load_config(tmp_path)
    with pytest.raises(InputError, match="is not an existing folder"):
        load_config(tmp_path / "nowhere")
    (tmp_path / "guide.toml").write_bytes(b"title = \xff\xfe")
    with pytest.raises(ConfigError, match="it is not valid TOML"):
        load_config(tmp_path)


@pytest.mark.parametrize("target", ["price", "Retail Price", "publish", "ignore", "drop_mm"])
def test_a_column_can_hold_a_field_an_attribute_or_be_published_or_ignored(target):
    assert parse_config({"title": "x", "columns": {"Preis": target}}).columns == {"Preis": target}


def test_every_field_that_the_readers_know_can_be_mapped():
    known = {name for meanings in header.fields().values() for name, _ in meanings}
    assert [name for name in [*known, *METRICS] if not is_target(name)] == []


@pytest.mark.parametrize("one", FORMATS, ids=lambda one: one.name)
def test_every_column_that_a_format_needs_can_be_mapped(one):
    assert all(any(map(is_target, headers)) for headers in one.needs.values())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x = " + "1" * 5000, "a number has too many digits"),
        ("x = " + "[" * 5000, "nested too deep"),
        ("forecast_weeks = 0x" + "1" * 5000, "forecast_weeks is 0x1111"),
        ("title = 'x'\nx" + ".a" * 5000 + " = 1", "x is not a setting"),
        ("title = 'x'\naliases" + ".a" * 5000 + " = 1", "must be a table of texts"),
        ("title = 'x'\n\"\\u001b[31m\" = 1", r'"\\u001b\[31m" is not a setting'),
        ("title = 'x\x07'", "it is not valid TOML"),
    ],
)
def test_a_hostile_file_is_a_sentence(text, said, tmp_path):
    (tmp_path / "guide.toml").write_text(text)
    with pytest.raises(ConfigError, match=said) as caught:
        load_config(tmp_path)
    assert all(char.isprintable() or char == "\n" for char in str(caught.value))


@given(st.dictionaries(st.text(max_size=20), _values(), max_size=8))
def test_any_settings_are_taken_or_explained_in_few_words(raw):
    try:
        parse_config(raw)
    except ConfigError as error:
        assert error.problems
        assert all(len(one) < 600 and one.isprintable() for one in error.problems)


def test_many_problems_are_counted_beyond_the_first():
    with pytest.raises(ConfigError, match="960 more problems of the same kinds"):
        parse_config({"title": "x", "aliases": {str(number): number for number in range(1000)}})


@pytest.mark.parametrize(
    "module",
    ["solecast.settings.config", "ibis", "solecast.link.run", "duckdb", "pyarrow", "numpy"],
)
def test_a_command_that_only_answers_loads_no_settings_and_no_engine(module):
    asked = f"import sys, solecast.faces.command_line; sys.exit({module!r} in sys.modules)"
    subprocess.run([sys.executable, "-c", asked], check=True)
