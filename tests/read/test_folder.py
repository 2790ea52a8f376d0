"""A folder is read in order, each file by its content, and unchanged files only once."""

import os

import pytest

from solecast import model, read
from solecast.errors import InputError
from solecast.read import recognition
from solecast.settings.config import Config

from .stated import whole

CONFIG = Config(title="T")
CATALOG = "name,brand,price\nSamba,adidas,90\n"


@pytest.fixture
def read_all(tmp_path):
    """Read a folder whole: `read_all(folder, config)` gives its tables in memory."""

    def run(folder, config=CONFIG, store=None):
        return whole(read.run(folder, config, store or tmp_path / "fresh"))

    return run


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


def test_inputs_are_read_in_order_of_their_paths(guide, read_all):
    tables = read_all(guide)
    assert tables["files"].column("file").to_pylist() == [
        "a/README.md",
        "a/one.csv",
        "b/deep/two.csv",
    ]
    assert set(tables["listings"].column("source").to_pylist()) == {"README", "one", "two"}


def test_what_is_kept_equals_what_is_read(guide, read_all, tmp_path):
    plain = read_all(guide)
    for _ in range(2):
        kept = read_all(guide, store=tmp_path / "store")
        assert all(plain[name].equals(kept[name]) for name in model.RAW)


def test_only_a_changed_file_is_read_again(guide, read_all, tmp_path):
    store = tmp_path / "store"
    read_all(guide, store=store)
    before = {path.name for path in store.iterdir()}
    (guide / "a/one.csv").write_text(CATALOG + "Gazelle,adidas,95\n")
    tables = read_all(guide, store=store)
    assert len({path.name for path in store.iterdir()} - before) == 1
    assert tables["listings"].num_rows == 4


def test_a_setting_that_readers_look_at_makes_them_read_again(guide, read_all, tmp_path):
    store = tmp_path / "store"
    read_all(guide, store=store)
    tables = read_all(guide, Config(title="T", currency="EUR"), store)
    assert set(tables["listings"].column("currency").to_pylist()) == {"EUR"}


@pytest.mark.parametrize("damaged", ["report.json", "listings.parquet"])
def test_a_damaged_reading_is_made_anew(damaged, guide, read_all, tmp_path):
    store = tmp_path / "store"
    plain = read_all(guide, store=store)
    for path in store.glob(f"*/{damaged}"):
        path.write_bytes(path.read_bytes()[:40])
    again = read_all(guide, store=store)
    assert all(plain[name].equals(again[name]) for name in model.RAW)


def test_a_reading_that_fails_leaves_nothing_behind(guide, tmp_path, monkeypatch):
    def fail(*_):
        raise MemoryError

    monkeypatch.setattr(recognition, "read_content", fail)
    with pytest.raises(MemoryError):
        read.run(guide, CONFIG, tmp_path / "store")
    assert list((tmp_path / "store").iterdir()) == []


def test_a_file_that_changes_while_it_is_read_is_read_again(guide, read_all, monkeypatch):
    first = recognition.read_content

    def change(content, out):
        monkeypatch.setattr(recognition, "read_content", first)
        (guide / "a/one.csv").write_text(CATALOG + "Gazelle,adidas,95\n")
        return first(content, out)

    (guide / "a/README.md").unlink()
    monkeypatch.setattr(recognition, "read_content", change)
    rows = read_all(guide)["files"].to_pylist()
    assert [(row["file"], row["used"]) for row in rows] == [("a/one.csv", 2), ("b/deep/two.csv", 1)]


def test_links_out_of_the_folder_and_pipes_are_reported_not_read(guide, read_all, tmp_path):
    (tmp_path / "secret.csv").write_text(CATALOG)
    (guide / "link.csv").symlink_to(tmp_path / "secret.csv")
    (guide / "dangling.csv").symlink_to(guide / "nowhere")
    (guide / "folder").symlink_to(tmp_path)
    os.mkfifo(guide / "pipe.csv")
    notes = {row["file"]: row["note"] for row in read_all(guide)["files"].to_pylist()}
    assert "outside" in notes["link.csv"]
    assert "not a regular file" in notes["dangling.csv"]
    assert "not a regular file" in notes["pipe.csv"]
    assert not any(name.startswith("folder/") for name in notes)


def test_progress_counts_files(guide, tmp_path):
    seen = []
    read.run(guide, CONFIG, tmp_path / "store", lambda *step: seen.append(step))
    assert seen == [("reading files", done, 3) for done in range(4)]


def test_an_empty_folder_gives_empty_tables(tmp_path, read_all):
    (tmp_path / "empty").mkdir()
    tables = read_all(tmp_path / "empty")
    assert all(table.num_rows == 0 for table in tables.values())


def test_a_missing_folder_or_file_is_an_input_error(tmp_path):
    with pytest.raises(InputError, match="not an existing folder"):
        read.run(tmp_path / "nowhere", CONFIG, tmp_path / "store")
    with pytest.raises(InputError, match="not an existing file"):
        read.read_file(tmp_path / "nowhere.csv", CONFIG)


def test_the_report_adds_up(guide, read_all):
    (guide / "a/one.csv").write_text(CATALOG + ",adidas,95\n")
    row = next(r for r in read_all(guide)["files"].to_pylist() if r["file"] == "a/one.csv")
    assert (row["format"], row["read"], row["used"], row["quarantined"]) == ("catalog", 2, 1, 1)
    assert len(row["sha256"]) == 64
