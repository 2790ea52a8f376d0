"""A folder becomes a guide: the same twice, only what changed, and never half of one."""

import contextlib
import datetime as dt
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from importlib import resources
from pathlib import Path

import duckdb
import pytest
from pyarrow import parquet

import solecast
from solecast.build import build_guide
from solecast.errors import InputError, SnapshotError
from solecast.guide.guide import POINTER, STORE
from solecast.model import LINKED, MEASURED, RAW, Parts, table
from solecast.publish import snapshot


@pytest.fixture
def small(tmp_path):
    """A guide of two shoes."""
    (tmp_path / "guide.toml").write_text('title = "Two shoes"\n')
    (tmp_path / "catalog").mkdir()
    (tmp_path / "catalog" / "shop.csv").write_text(
        "brand,model,version,colorway,style_code,retail price,release date\n"
        "Brooks,Ghost,16,Black,1104181D090,140,2024-02-01\n"
        "Brooks,Ghost,17,Black,1104421D090,150,2025-06-01\n"
    )
    return tmp_path


def test_two_builds_of_the_same_inputs_give_equal_tables(starter_folder, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(starter_folder, other, ignore=shutil.ignore_patterns(STORE))
    assert build_guide(other).hashes == solecast.open_guide(starter_folder).hashes


def test_a_build_without_a_change_opens_the_guide_in_place(starter_folder):
    before = (starter_folder / STORE / POINTER).stat().st_mtime_ns
    build_guide(starter_folder).close()
    assert (starter_folder / STORE / POINTER).stat().st_mtime_ns == before


def test_a_forced_build_gives_equal_tables(small):
    first = build_guide(small).hashes
    assert build_guide(small, force=True).hashes == first


def test_a_guide_without_any_date_is_as_of_the_day_of_its_build(written):
    guide = build_guide(written({"catalog/a.csv": "brand,model\nBalenciaga,Triple S\n"}))
    assert abs((dt.date.today() - guide.about().as_of).days) <= 1


def test_a_changed_file_changes_the_guide(small):
    build_guide(small).close()
    (small / "catalog" / "more.csv").write_text("brand,model\nBalenciaga,Triple S\n")
    guide = build_guide(small)
    assert {card.name for card in guide.cards.values()} == {
        "Brooks Ghost 16",
        "Brooks Ghost 17",
        "Balenciaga Triple S",
    }


def test_steps_are_reported_with_how_far_they_have_come(small):
    steps = {}
    build_guide(small, lambda step, done, total: steps.update({step: (done, total)}))
    assert "writing the guide" in steps
    assert all(done == total for done, total in steps.values()), steps


def test_a_build_killed_half_way_leaves_the_old_guide_serving(small):
    before = build_guide(small).hashes
    pointer = (small / STORE / POINTER).read_text()
    (small / "catalog" / "more.csv").write_text("brand,model\nBalenciaga,Triple S\n")
    # The child stops itself where the snapshot's file is written and not yet swapped in.
    code = (
        "import os, signal, sys\n"
        "from solecast.build import build_guide\n"
        "from solecast.publish import snapshot\n"
        "def stop(*_): os.kill(os.getpid(), signal.SIGKILL)\n"
        "snapshot._point = stop\n"
        "build_guide(sys.argv[1])\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(small)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert (small / STORE / POINTER).read_text() == pointer
    assert solecast.open_guide(small).hashes == before
    assert "balenciaga-triple-s" in build_guide(small).cards


def test_a_build_killed_at_any_moment_leaves_the_old_guide_serving(small):
    before = build_guide(small).hashes
    (small / "catalog" / "more.csv").write_text("brand,model\nBalenciaga,Triple S\n")
    child = subprocess.Popen([sys.executable, "-m", "solecast", "build", str(small), "--force"])
    time.sleep(0.8)
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    hashes = solecast.open_guide(small).hashes
    assert hashes in (before, build_guide(small).hashes)


def test_a_damaged_snapshot_is_refused_with_the_way_out(small):
    build_guide(small).close()
    snapshot = next((small / STORE).glob("guide-*.duckdb"))
    content = bytearray(snapshot.read_bytes())
    content[len(content) // 2] ^= 0xFF
    snapshot.write_bytes(bytes(content))
    with pytest.raises(SnapshotError, match="checksum differs.*solecast build .* --force"):
        solecast.open_guide(small)
    assert build_guide(small).about().shoes == 2


def test_a_folder_without_a_shoe_says_what_to_do(tmp_path):
    (tmp_path / "guide.toml").write_text('title = "Empty"\n')
    with pytest.raises(InputError, match="holds no shoe yet: 0 files were read"):
        build_guide(tmp_path)


def test_strict_refuses_what_is_in_doubt(small):
    (small / "signals").mkdir()
    (small / "signals" / "search.csv").write_text(
        "date,shoe,metric,value,source\n2025-01-06,Brooks Ghost 16,searches,minus,web\n"
    )
    with pytest.raises(InputError, match="Built with strict: 1 rows are quarantined"):
        build_guide(small, strict=True)
    assert build_guide(small).sources().counts["quarantined"] == 1


def test_the_inputs_are_never_changed(starter_folder):
    package = Path(str(resources.files("solecast") / "starter"))
    for path in package.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            assert (starter_folder / path.relative_to(package)).read_bytes() == path.read_bytes()


def test_a_snapshot_of_another_layout_is_refused_and_built_anew(small):
    build_guide(small).close()
    pointer = json.loads((small / STORE / POINTER).read_text())
    path = small / STORE / pointer["snapshot"]
    with contextlib.closing(duckdb.connect(str(path))) as connection:
        connection.execute("UPDATE about SET value = '\"older\"' WHERE key = 'format'")
    pointer["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    (small / STORE / POINTER).write_text(json.dumps(pointer))
    with pytest.raises(SnapshotError, match=r"layout older.*Build the guide anew"):
        solecast.open_guide(small)
    assert len(build_guide(small).cards) == 2


def test_what_a_failing_disk_changed_is_refused_when_it_is_read(small):
    build_guide(small).close()
    snapshot = next((small / STORE).glob("guide-*.duckdb"))
    written = snapshot.stat()
    content = bytearray(snapshot.read_bytes())
    for place in range(3 * 4096 + 64, len(content), 4096):
        content[place] ^= 0xFF
    snapshot.write_bytes(bytes(content))
    os.utime(snapshot, ns=(written.st_atime_ns, written.st_mtime_ns))
    with pytest.raises(SnapshotError, match=r"solecast build"):
        solecast.open_guide(small).shoe("brooks-ghost-16")


def test_a_snapshot_that_somebody_reads_is_kept_and_swept_later(small):
    held = build_guide(small)
    old = next((small / STORE).glob("guide-*.duckdb"))
    (small / "catalog" / "more.csv").write_text("brand,model\nBalenciaga,Runner\n")
    build_guide(small).close()
    assert old.exists()
    assert held.about().shoes == 2
    held.close()
    (small / "catalog" / "more.csv").write_text("brand,model\nBalenciaga,Track\n")
    build_guide(small).close()
    assert [path == old for path in (small / STORE).glob("guide-*.duckdb")] == [False]


def test_big_tables_stay_in_files_and_can_be_asked(tmp_path):
    files = (tmp_path / STORE / "linked" / "one.parquet",)
    files[0].parent.mkdir(parents=True)
    schemas = {**LINKED, **MEASURED, "files": RAW["files"], "quarantine": RAW["quarantine"]}
    tables = {name: schema.empty_table() for name, schema in schemas.items()}
    row = {"shoe": "acme-pace", "metric": "views", "value": 7.0}
    parquet.write_table(table(LINKED["observations"], [row]), files[0])
    tables["observations"] = Parts(LINKED["observations"], files)
    about = {"title": "T", "description": "", "editors": [], "currency": "USD", "version": "1"}
    snapshot.write(tables, {**about, "as_of": "2026-01-05"}, tmp_path / STORE)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / STORE).rename(tmp_path / "elsewhere" / STORE)
    guide = solecast.open_guide(tmp_path / "elsewhere")
    assert guide.about().observations == 1
    assert [row["value"] for row in guide.rows("FROM observations")] == [7.0]
