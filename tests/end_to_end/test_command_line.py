"""The command line, as a person runs it."""

import json
import os
import subprocess
import sys

import pytest


def run(*words, cwd=None, code=0):
    environment = {**os.environ, "COLUMNS": "120", "NO_COLOR": "1", "TERM": "dumb"}
    done = subprocess.run(
        [sys.executable, "-m", "solecast", *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        env=environment,
    )
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout if code == 0 else done.stderr


@pytest.fixture(scope="module")
def guide(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cli") / "guide"
    run("new", str(folder), "--starter")
    run("build", str(folder))
    return folder


def test_the_speed_2_0_page_tells_what_it_is_and_what_changed(guide):
    told = run("shoe", "speed 2.0", "--guide", str(guide))
    folded = told.casefold()
    for fact in ("five segments", "terry cloth", "3d knit", "summer 2020"):
        assert fact in folded, told
    assert "Previous version" in told
    assert "What’s new, against the Balenciaga Speed Trainer" in told
    assert "changed" in told
    assert "The current trend of Balenciaga Speed 2.0" in told


def test_an_article_flows_to_the_width_of_the_terminal(guide):
    told = run("shoe", "speed 2.0", "--guide", str(guide)).split("The sock grows a spine", 1)[1]
    told = told.split("What is new", 1)[0]
    lines = [line for line in told.splitlines() if line.startswith("  ")]
    assert max(map(len, (line.rstrip() for line in lines))) > 100


def test_the_guide_is_found_from_the_folder_above(guide):
    assert "Balenciaga" in run("search", "balenciaga", cwd=guide.parent)


def test_names_are_forgiving_and_errors_help(guide):
    said = run("shoe", "speed", "--guide", str(guide), code=1)
    assert "Balenciaga Speed 2.0" in said
    assert "Balenciaga Speed Trainer" in said
    said = run("shoe", "speedy gonzales 9", "--guide", str(guide), code=1)
    assert "No shoe in this guide is called 'speedy gonzales 9'." in said


def test_a_comparison_has_one_joint_scale_and_specs_side_by_side(guide):
    told = run("compare", "speed 2.0", "speed trainer", "--guide", str(guide))
    assert "Balenciaga Speed 2.0" in told
    assert "≠" in told


def test_one_shoe_cannot_be_compared_with_itself(guide):
    said = run("compare", "speed 2.0", "balenciaga speed 2.0", "--guide", str(guide), code=1)
    assert "two to five different shoes; 1 given" in said


def test_a_trend_can_be_written_as_png_svg_and_csv(guide, tmp_path):
    files = [str(tmp_path / f"trend.{kind}") for kind in ("png", "svg", "csv")]
    name = "adidas Yeezy Boost 350 V2"
    run("trend", name, "-g", str(guide), "--png", files[0], "--svg", files[1], "--csv", files[2])
    assert (tmp_path / "trend.png").read_bytes().startswith(b"\x89PNG")
    assert "<svg" in (tmp_path / "trend.svg").read_text()
    assert (tmp_path / "trend.csv").read_text().startswith("shoe,week,kind,heat")


def test_rankings_give_reasons_and_json_is_json(guide):
    told = run("rising", "--guide", str(guide))
    grades = json.loads(run("ledger", "--guide", str(guide), "--json"))
    # No line of a shoe is long enough to be tested on its past: a model's line is not its shoes'.
    assert not any(grade["rising_calls"] for grade in grades)
    assert "No earlier call of a rise is due yet." in told
    places = json.loads(run("rising", "--guide", str(guide), "--json"))
    assert [place["rank"] for place in places] == list(range(1, len(places) + 1))
    assert all(place["why"] for place in places)


def test_check_reports_every_file_and_every_setting(guide):
    told = run("check", str(guide))
    assert "guide.toml" not in told.split("Settings")[0]
    assert "articles/balenciaga-speed-2-0.md" in told
    assert "link_threshold = 0.8" in told


def test_a_new_guide_is_not_written_over(guide):
    assert "already holds a guide.toml" in run("new", str(guide), code=1)


def test_an_empty_new_guide_says_what_it_lacks(tmp_path):
    run("new", str(tmp_path / "mine"))
    assert {path.name for path in (tmp_path / "mine").iterdir()} >= {
        "guide.toml",
        "catalog",
        "reviews",
        "signals",
    }
    assert "holds no shoe yet" in run("build", str(tmp_path / "mine"), code=1)


def test_without_a_guide_the_way_to_one_is_told(tmp_path):
    assert "solecast new my-guide --starter" in run("shoe", "x", cwd=tmp_path, code=1)


def test_problems_of_the_settings_are_told_together(tmp_path):
    (tmp_path / "guide.toml").write_text('titel = "x"\ncurrency = "dollars"\n')
    said = run("build", str(tmp_path), code=1)
    assert "titel is not a setting" in said
    assert "currency is 'dollars'" in said


def test_a_ranking_without_a_shoe_and_a_page_without_a_signal_say_what_they_lack(tmp_path):
    run("new", "mine", cwd=tmp_path)
    rows = "brand,name,price\nNike,Nike Pegasus 41,140\n,,1\n"
    (tmp_path / "mine" / "catalog" / "c.csv").write_text(rows)
    built = " ".join(run("build", "mine", cwd=tmp_path).split())
    assert "1 row is quarantined: solecast check mine." in built
    assert "Settle" not in built
    empty = " ".join(run("rising", "--ranking", "new", cwd=tmp_path).split())
    assert "No shoe came out within the last year, and none is announced." in empty
    page = run("shoe", "pegasus", cwd=tmp_path)
    assert page.count("Nobody counts the interest in this shoe yet.") == 1
    assert "signals/" not in page
    assert "No signal follows Nike Pegasus 41." in " ".join(run("todo", cwd=tmp_path).split())
