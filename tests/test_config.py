"""guide.toml: three lines are enough, and every problem is reported at once."""

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from solecast.config import Config, load_config, parse_config
from solecast.errors import ConfigError, InputError

THREE_LINES = 'title = "My sneaker guide"\ncurrency = "USD"\neditors = ["The guide\'s editors"]\n'


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
    for field in dataclasses.fields(Config):
        assert f"{field.name} =" in text or f"[{field.name}]" in text


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
