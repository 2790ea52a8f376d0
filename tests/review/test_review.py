"""Reviewing links: what waits, what decisions do, and that later builds obey them."""

import json
import shutil
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from solecast.build import build_guide
from solecast.errors import InputError, SnapshotError
from solecast.faces.command_line import app
from solecast.faces.review.case_words import differing, plain, verdict
from solecast.faces.review.docket import Docket
from solecast.guide.guide import open_guide
from solecast.link import load_decisions

from .folder import ATTACK, DUNK, MYSTERY, PANDA, PEGASUS


def review(folder, *words):
    return CliRunner().invoke(app, ["review", str(folder), *words])


def named(docket, name):
    return next(case for case in docket._cases.values() if case.record.name == name)


def rebuilt(folder):
    build_guide(folder).close()
    return Docket(open_guide(folder), folder)


def links(docket, name):
    return docket.guide.rows("FROM links WHERE title = ?", name)


def test_what_affects_most_records_comes_first(docket):
    waiting = docket.waiting()
    records = [case.record.records for case in waiting]
    assert records == sorted(records, reverse=True)
    assert waiting[0].record.name == PEGASUS


def test_a_case_tells_both_sides_with_certainty_and_reason(docket):
    case = named(docket, PEGASUS)
    assert case.record.kinds == {"observation": 3}
    assert (case.record.file, case.record.line) == ("signals/search.csv", 2)
    assert docket.candidates(case)[0].card.name == "Nike Pegasus 41"
    assert docket.candidates(case)[0].card.price == 140
    assert verdict(case).startswith("70%, perhaps: ")


def test_a_conflict_is_shown_as_one_with_its_style_codes(docket):
    case = named(docket, DUNK)
    assert case.state == "conflict"
    assert set(case.record.style_codes) == {"AA1111-001", "BB2222-002"}
    assert verdict(case) == "Conflict: one name, two style codes: AA1111-001 and BB2222-002"
    assert case.record.records == 2


def test_the_list_is_one_line_a_case_where_no_terminal_is(folder, docket):
    lines = review(folder).stdout.splitlines()
    assert lines[0].split("\t")[0] == "id"
    assert len(lines) == 1 + len(docket.waiting())
    assert review(folder, "--list").stdout.splitlines() == lines
    only = review(folder, "--only", "conflict").stdout.splitlines()
    assert [line.split("\t")[3] for line in only[1:]] == [DUNK]


def test_json_holds_record_and_candidates(folder):
    cases = json.loads(review(folder, "--json").stdout)
    assert cases[0]["record"]["name"] == PEGASUS
    assert cases[0]["candidates"][0]["shoe"] == "nike-pegasus-41"


@pytest.fixture(scope="module")
def obeyed(built, tmp_path_factory):
    """The guide built again after one decision of each kind, and the names decided on."""
    folder = tmp_path_factory.mktemp("obeyed") / "guide"
    shutil.copytree(built, folder)
    before = Docket(open_guide(folder), folder)
    before.accept(named(before, MYSTERY), "balenciaga-speed-2-0")
    before.reject(named(before, PANDA))
    before.reject(named(before, PEGASUS))
    before.accept(named(before, DUNK), "nike-dunk-low")
    before.accept_own(named(before, f"{ATTACK} speed"))
    assert before.waiting() == []
    return rebuilt(folder)


def test_an_accepted_link_counts_after_the_next_build(obeyed):
    (link,) = links(obeyed, MYSTERY)
    assert (link["shoe"], link["status"]) == ("balenciaga-speed-2-0", "linked")
    query = "SELECT shoe FROM observations WHERE value = 4 ORDER BY 1"
    assert {"shoe": "balenciaga-speed-2-0"} in obeyed.guide.rows(query)


def test_a_rejected_listing_is_its_own_shoe_after_the_next_build(obeyed):
    assert "nike-dunk-low-swirl-panda" in obeyed.guide.cards
    assert links(obeyed, PANDA)[0]["shoe"] == "nike-dunk-low-swirl-panda"


def test_a_rejected_signal_is_left_out(obeyed):
    assert {row["status"] for row in links(obeyed, PEGASUS)} == {"rejected"}
    assert obeyed.guide.sources().counts["rejected"] == 3


def test_an_accepted_conflict_is_settled(obeyed):
    assert {row["status"] for row in links(obeyed, DUNK)} == {"linked"}


def test_a_signal_becomes_a_shoe_of_its_own(obeyed):
    assert links(obeyed, f"{ATTACK} speed")[0]["shoe"] == "alert-1-speed"
    assert obeyed.guide.cards["alert-1-speed"].name == "alert(1) speed"


def test_nothing_decided_waits_after_the_next_build(obeyed):
    assert obeyed.waiting() == []
    assert "conflict" not in obeyed.guide.sources().counts


def test_a_decision_can_be_undone_and_an_earlier_one_comes_back(docket):
    case = named(docket, MYSTERY)
    docket.accept(case, "nike-pegasus-41")
    docket.accept(case, "brooks-ghost-16")
    assert [one.shoe for one in load_decisions(docket.path)] == ["brooks-ghost-16"]
    docket.undo()
    assert [one.shoe for one in load_decisions(docket.path)] == ["nike-pegasus-41"]
    docket.undo()
    assert load_decisions(docket.path) == []
    assert docket.undo() is None
    assert case in docket.waiting()


def test_the_last_decision_on_a_record_holds(folder, docket):
    case = named(docket, PEGASUS)
    for decide in (lambda: docket.accept(case, "brooks-ghost-16"), lambda: docket.reject(case)):
        decide()
    assert [one.verdict for one in load_decisions(docket.path)] == ["reject"]
    docket.accept(case, "nike-pegasus-41")
    assert [one.verdict for one in load_decisions(docket.path)] == ["accept"]


def test_decisions_of_another_day_can_be_taken_back(folder, docket):
    docket.leave_out(named(docket, MYSTERY))
    later = rebuilt(folder)
    case = named(later, MYSTERY)
    done = review(folder, "--undo", case.id)
    assert "1 decision taken back; run: solecast build" in done.stdout
    assert MYSTERY in [one.record.name for one in rebuilt(folder).waiting()]


def test_decisions_are_taken_from_the_command_line(folder, docket):
    mystery, pegasus = named(docket, MYSTERY).id, named(docket, PEGASUS).id
    done = review(folder, "--accept", f"{mystery}=speed 2.0", "--reject", pegasus[:6])
    assert done.exit_code == 0
    assert "2 decisions saved to decisions.csv; run: solecast build" in done.stdout.replace(
        "\n", ""
    )
    decisions = {one.title: (one.verdict, one.shoe) for one in load_decisions(docket.path)}
    assert decisions == {
        MYSTERY: ("accept", "balenciaga-speed-2-0"),
        PEGASUS: ("reject", "nike-pegasus-41"),
    }


def test_the_list_shows_decisions_with_the_ids_to_take_back(folder, docket):
    for case in docket.waiting():
        docket.leave_out(case)
    pegasus = named(docket, PEGASUS)
    docket.accept(pegasus, "brooks-ghost-16")
    rows = [line.split("\t") for line in review(folder, "--list").stdout.splitlines()[1:]]
    assert {row[1] for row in rows} == {"accepted", "rejected"}
    assert [pegasus.id, "accepted", "", PEGASUS, "brooks-ghost-16", "", ""] in rows


def test_all_decisions_of_a_command_are_taken_or_none(folder, docket):
    panda, speed = named(docket, PANDA).id, "Balenciaga Speed 2.0"
    with (folder / "signals" / "search.csv").open("a", encoding="utf-8") as more:
        more.write(f"2025-01-06,{speed},searches,4,web\n")
    taken = named(rebuilt(folder), speed).id
    error = review(folder, "--reject", panda, "--new", taken).exception
    assert "cannot be a shoe of its own" in str(error)
    assert not docket.path.exists()


def test_a_wrong_id_decides_nothing_and_says_where_ids_are(folder, docket):
    good = named(docket, PEGASUS).id
    error = review(folder, "--accept", good, "--reject", "zzz").exception
    assert isinstance(error, InputError)
    assert "'zzz' is not the id of a record" in str(error)
    assert "--list" in str(error)
    assert not docket.path.exists()


def test_another_spelling_of_a_shoe_is_no_new_one(docket):
    case = named(docket, MYSTERY)
    spelled = replace(case, record=replace(case.record, name="Balenciaga Speed 2"))
    assert docket.own(spelled) is None
    with pytest.raises(InputError, match="the guide has a shoe of that name"):
        docket.accept_own(spelled)


def test_acceptance_and_rejection_speak_of_the_same_pair(folder, docket):
    pegasus = named(docket, PEGASUS).id
    for option, verdict_ in (("--reject", "reject"), ("--accept", "accept")):
        review(folder, option, pegasus)
        (decision,) = load_decisions(docket.path)
        assert (decision.shoe, decision.verdict) == ("nike-pegasus-41", verdict_)


def test_too_short_a_part_of_an_id_names_no_case(folder, docket):
    assert review(folder, "--reject", named(docket, PEGASUS).id[:3]).exit_code == 1
    assert not docket.path.exists()


def test_an_acceptance_without_a_shoe_asks_for_one(folder, docket):
    error = review(folder, "--accept", named(docket, MYSTERY).id).exception
    assert "Say which one" in str(error)


def test_an_unknown_state_is_refused(folder):
    assert "it must be one of: review" in str(review(folder, "--only", "maybe").exception)


def test_the_links_of_a_shoe_are_listed_and_a_wrong_one_is_corrected(folder, docket):
    lines = review(folder, "--shoe", "dunk low").stdout.splitlines()
    assert {line.split("\t")[3] for line in lines[1:]} == {DUNK, PANDA}
    review(folder, "--shoe", "dunk low", "--reject", named(docket, PANDA).id)
    after = review(folder, "--shoe", "dunk low").stdout
    assert PANDA not in after
    assert DUNK in after


def test_nothing_waiting_is_said_with_what_comes_next(folder, docket):
    assert "Every record that names a shoe" in review(folder, "--only", "rejected").stdout
    for case in docket.waiting():
        docket.leave_out(case)
    said = review(folder).stdout
    assert "No link waits." in said
    assert "solecast build" in said


def test_a_guide_must_be_built_first(tmp_path):
    (tmp_path / "guide.toml").write_text('title = "x"\n')
    assert isinstance(review(tmp_path).exception, SnapshotError)


def test_ids_stay_when_other_records_come(folder, docket):
    before = {case.id for case in docket.waiting()}
    with (folder / "signals" / "search.csv").open("a", encoding="utf-8") as more:
        more.write("2025-01-06,another riddle,searches,4,web\n")
    assert before < {case.id for case in rebuilt(folder).waiting()}


def test_words_that_one_side_lacks_are_told_apart():
    pieces = differing("Nike Pegasus 41 Zoom Foo", ["Nike Pegasus 41"])
    assert pieces == [("Nike Pegasus 41 ", False), ("Zoom", True), (" ", False), ("Foo", True)]
    assert differing("Ghost II", ["ghost 2"]) == [("Ghost II", False)]


@pytest.mark.parametrize("text", ["\x1b[31mred", "a\tb\nc", "\u202eabc", "x" * 10_000])
def test_names_cannot_steer_a_terminal(text):
    shown = plain(text)
    assert shown.isprintable()
    assert len(shown) <= 241


def test_many_style_codes_of_one_name_are_told_together(folder):
    with (folder / "catalog" / "other.csv").open("a", encoding="utf-8") as more:
        more.write("Nike Dunk Low Black,Nike,CC3333-003,90\n")
    told = verdict(named(rebuilt(folder), DUNK))
    assert told.startswith("Conflict: one name, 3 style codes: ")


def test_a_folder_that_cannot_be_written_is_told(docket):
    docket.path.mkdir()
    with pytest.raises(InputError, match="cannot be written"):
        docket.leave_out(named(docket, MYSTERY))


def test_a_hostile_title_is_only_text_in_the_list(folder):
    assert f"{ATTACK} speed" in review(folder).stdout
