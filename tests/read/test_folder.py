"""A folder is read in order, each file by its content, and unchanged files only once."""

import os

import pytest

from solecast import model, read
from solecast.config import Config
from solecast.errors import InputError

CONFIG = Config(title="T")
CATALOG = "name,brand,price\nSamba,adidas,90\n"


@pytest.fixture
def guide(tmp_path):
    folder = tmp_path / "guide"
    for name in (
        "b/deep/two.csv",
        "a/one.csv",
        "guide.toml",
        "README.md",
        "SOURCES.md",
        "decisions.csv",
        ".hidden.csv",
        ".git/x.csv",
        "ledger/x.csv",
        "a/README.md",
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(CATALOG)
    return folder


def test_inputs_are_read_in_order_of_their_paths(guide):
    tables = read.run(guide, CONFIG)
    assert tables["files"].column("file").to_pylist() == [
        "a/README.md",
        "a/one.csv",
        "b/deep/two.csv",
    ]
    assert set(tables["listings"].column("source").to_pylist()) == {"README", "one", "two"}


def test_two_readings_are_equal_with_and_without_a_cache(guide, tmp_path):
    plain = read.run(guide, CONFIG)
    for _ in range(2):
        cached = read.run(guide, CONFIG, tmp_path / "cache")
        assert all(plain[name].equals(cached[name]) for name in model.RAW)


def test_only_a_changed_file_is_read_again(guide, tmp_path):
    cache = tmp_path / "cache"
    read.run(guide, CONFIG, cache)
    before = {path.name for path in cache.iterdir()}
    (guide / "a/one.csv").write_text(CATALOG + "Gazelle,adidas,95\n")
    tables = read.run(guide, CONFIG, cache)
    assert len({path.name for path in cache.iterdir()} - before) == 1
    assert tables["listings"].num_rows == 4


def test_a_setting_that_readers_look_at_makes_them_read_again(guide, tmp_path):
    cache = tmp_path / "cache"
    read.run(guide, CONFIG, cache)
    tables = read.run(guide, Config(title="T", currency="EUR"), cache)
    assert set(tables["listings"].column("currency").to_pylist()) == {"EUR"}


def test_a_damaged_cache_is_read_anew(guide, tmp_path):
    cache = tmp_path / "cache"
    plain = read.run(guide, CONFIG, cache)
    for path in cache.iterdir():
        path.write_bytes(path.read_bytes()[:40])
    again = read.run(guide, CONFIG, cache)
    assert all(plain[name].equals(again[name]) for name in model.RAW)


def test_links_out_of_the_folder_and_pipes_are_reported_not_read(guide, tmp_path):
    (tmp_path / "secret.csv").write_text(CATALOG)
    (guide / "link.csv").symlink_to(tmp_path / "secret.csv")
    (guide / "dangling.csv").symlink_to(guide / "nowhere")
    (guide / "folder").symlink_to(tmp_path)
    os.mkfifo(guide / "pipe.csv")
    notes = {row["file"]: row["note"] for row in read.run(guide, CONFIG)["files"].to_pylist()}
    assert "outside" in notes["link.csv"]
    assert "not a regular file" in notes["dangling.csv"]
    assert "not a regular file" in notes["pipe.csv"]
    assert not any(name.startswith("folder/") for name in notes)


def test_progress_counts_files(guide):
    seen = []
    read.run(guide, CONFIG, progress=lambda *step: seen.append(step))
    assert seen == [("read", done, 3) for done in range(4)]


def test_an_empty_folder_gives_empty_tables(tmp_path):
    tables = read.run(tmp_path, CONFIG)
    assert all(table.num_rows == 0 for table in tables.values())


def test_a_missing_folder_or_file_is_an_input_error(tmp_path):
    with pytest.raises(InputError, match="not an existing folder"):
        read.run(tmp_path / "nowhere", CONFIG)
    with pytest.raises(InputError, match="not an existing file"):
        read.read_file(tmp_path / "nowhere.csv", CONFIG)


def test_the_report_adds_up(guide):
    (guide / "a/one.csv").write_text(CATALOG + ",adidas,95\n")
    row = next(r for r in read.run(guide, CONFIG)["files"].to_pylist() if r["file"] == "a/one.csv")
    assert (row["format"], row["read"], row["used"], row["quarantined"]) == ("catalog", 2, 1, 1)
    assert len(row["sha256"]) == 64
