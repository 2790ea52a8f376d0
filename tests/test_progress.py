"""Progress: what is done, how much is left; for people, for programs, or not at all."""

import io
import json
import time

import pytest
from typer.testing import CliRunner

from solecast.faces.command_line import app
from solecast.faces.progress_shown import lines
from solecast.progress import counted

GUIDE = 'title = "Small"\n'
CATALOG = "brand,model,colorway,retail_price\nadidas,Samba OG,Black,100\nHoka,Clifton 9,White,145\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "catalog").mkdir()
    (tmp_path / "guide.toml").write_text(GUIDE)
    (tmp_path / "catalog" / "shop.csv").write_text(CATALOG)
    return tmp_path


def test_counted_work_gives_every_item_and_ends_full():
    told = []
    slow = counted(range(5), lambda *call: told.append(call), "linking names", 5)
    assert [time.sleep(0.04) or item for item in slow] == list(range(5))
    assert told[0] == ("linking names", 0, 5)
    assert told[-1] == ("linking names", 5, 5)
    assert len(told) > 2


def test_a_step_that_is_silent_for_a_second_goes_on_saying_so():
    out = io.StringIO()
    with lines(out) as progress:
        progress("estimating heat", 0, 1)
        time.sleep(1.3)
    told = [json.loads(line) for line in out.getvalue().splitlines()]
    assert len(told) >= 2
    assert all(one["step"] == "estimating heat" and one["done"] == 0 for one in told)
    assert told[-1]["seconds"] >= 0.75


def test_a_program_reads_progress_as_lines_of_json(folder):
    done = CliRunner().invoke(app, ["build", str(folder), "--progress", "json"])
    assert done.exit_code == 0
    told = [json.loads(line) for line in done.stderr.splitlines()]
    last = {one["step"]: one for one in told}
    assert last["reading titles"]["done"] == last["reading titles"]["total"] == 2
    assert last["writing the guide"]["done"] == 1


def test_a_quiet_build_says_nothing(folder):
    done = CliRunner().invoke(app, ["build", str(folder), "--quiet"])
    assert (done.exit_code, done.output) == (0, "")
