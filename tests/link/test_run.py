"""The room as a whole: raw tables in, linked tables out."""

import datetime as dt

import pytest

from solecast import model
from solecast.engine import open_engine
from solecast.errors import InputError
from solecast.link import Decision, load_decisions, run, save_decision
from solecast.settings.config import Config

from .contest import CONTEST


def listing(title, **columns):
    return {"file": "c.csv", "line": 2, "source": "shop", "title": title, **columns}


def sale(title, **columns):
    stated = {"metric": "sales", "value": 1.0, "date": dt.date(2019, 1, 1), "source": "sales"}
    return {"file": "s.csv", "line": 2, "title": title, **stated, **columns}


def linked(config=None, decisions=(), **rows):
    raw = {name: model.table(schema, rows.get(name, [])) for name, schema in model.RAW.items()}
    with open_engine("duckdb") as engine:
        return run(raw, config or Config(title="t"), engine, decisions=decisions)


def by(table, column):
    return {row[column]: row for row in table.to_pylist()}


def test_no_records_give_empty_tables():
    assert {name: table.num_rows for name, table in linked().items()} == dict.fromkeys(
        model.LINKED, 0
    )


def test_the_contest_rolls_up_to_its_shoes_with_every_colorway():
    tables = linked(observations=[sale(title, brand=" Yeezy") for title, _, _ in CONTEST])
    found = [(row["title"], row["shoe"], row["colorway"]) for row in tables["links"].to_pylist()]
    assert found == [(title, shoe, f"{shoe}--{own}") for title, shoe, own in CONTEST]
    assert tables["observations"].num_rows == 50
    assert tables["colorways"].num_rows == 50


def test_colorways_sizes_genders_and_shops_of_a_shoe_roll_up():
    tables = linked(
        listings=[
            listing("Nike Dunk Low Retro White Black Panda", size="9", style_code="DD1391-100"),
            listing("Nike Dunk Low Retro White Black Panda", size="10", style_code="DD1391-100"),
            listing("Dunk Low White Black Panda", brand="Nike", source="other shop"),
            listing("Nike Dunk Low White Black Panda (GS)"),
            listing("Nike Dunk Low Michigan (2021)"),
        ]
    )
    assert tables["shoes"]["shoe"].to_pylist() == ["nike-dunk-low"]
    assert tables["listings"].num_rows == 5
    panda = by(tables["colorways"], "colorway")["nike-dunk-low--white-black-panda"]
    assert panda["listings"] == 3
    assert panda["sources"] == ["shop", "other shop"]
    assert tables["colorways"].num_rows == 3


def test_versions_are_shoes_of_their_own_with_lineage():
    tables = linked(
        listings=[
            listing("Balenciaga Speed Trainer"),
            listing("Balenciaga Speed 2.0"),
            listing("Nike Pegasus 41"),
            listing("Nike Pegasus 41 GTX"),
            listing("Nike Pegasus 39"),
        ]
    )
    shoes = by(tables["shoes"], "shoe")
    assert shoes["balenciaga-speed-2-0"]["previous"] == "balenciaga-speed-trainer"
    assert shoes["nike-pegasus-41"]["previous"] == "nike-pegasus-39"
    assert shoes["nike-pegasus-41"]["previous_gap"] == 2
    assert shoes["nike-pegasus-41-gtx"]["previous"] is None


def test_lineage_of_the_configuration_overrides_names():
    config = Config(title="t", previous={"Triple S 2": "Balenciaga Track"})
    tables = linked(
        config,
        listings=[listing("Balenciaga Triple S 2"), listing("Balenciaga Track")],
    )
    assert by(tables["shoes"], "shoe")["balenciaga-triple-s-2"]["previous"] == "balenciaga-track"


def test_the_configuration_can_say_that_a_shoe_is_no_version_of_another():
    siblings = [listing("Nike Space Hippie 01"), listing("Nike Space Hippie 03")]
    config = Config(title="t", previous={"Space Hippie 03": "none"})
    tables = linked(config, listings=siblings)
    assert by(tables["shoes"], "shoe")["nike-space-hippie-03"]["previous"] is None


def test_the_yeezy_700_v3_has_no_boost_and_follows_the_v2():
    v2, v3 = listing("Yeezy Boost 700 V2", brand="adidas"), listing("Yeezy 700 V3", brand="adidas")
    shoes = by(linked(listings=[v2, v3])["shoes"], "shoe")
    assert shoes["adidas-yeezy-700-v3"]["previous"] == "adidas-yeezy-boost-700-v2"


def test_two_style_codes_of_one_name_stay_two_colorways_and_are_reported():
    tables = linked(
        listings=[
            listing("Nike Dunk Low Black", style_code="AA1111-001"),
            listing("Nike Dunk Low Black", style_code="BB2222-002"),
        ]
    )
    assert tables["colorways"].num_rows == 2
    conflicts = [row for row in tables["links"].to_pylist() if row["status"] == "conflict"]
    assert [row["reason"] for row in conflicts] == [
        "one name, two style codes: AA1111-001 and BB2222-002"
    ]


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ("Nike Dunk High Black", "style code AA1111-001 names"),
        ("Nike Dunk Low Black (GS)", "style code AA1111-001 is given for adults and kids"),
    ],
)
def test_a_code_of_two_shoes_or_genders_joins_neither_and_is_reported(other, reason):
    tables = linked(
        listings=[
            listing("Nike Dunk Low Black", style_code="AA1111-001"),
            listing(other, style_code="AA1111-001"),
        ]
    )
    assert tables["colorways"].num_rows == 2
    conflicts = [row for row in tables["links"].to_pylist() if row["status"] == "conflict"]
    assert conflicts[0]["reason"].startswith(reason)


def test_what_cannot_be_linked_is_listed_with_a_reason():
    tables = linked(
        listings=[listing("blue thing")],
        observations=[sale("running shoes"), sale("Brooks Ghost"), sale("Nike")],
        reviews=[{"title": "", "text": "nice", "file": "r.md", "line": 1}],
    )
    links = tables["links"].to_pylist()
    assert all(row["shoe"] is None or row["title"] == "Brooks Ghost" for row in links)
    assert all(row["reason"] for row in links)
    assert tables["reviews"].num_rows == 0


def test_a_family_without_a_version_links_to_the_model_only():
    tables = linked(
        listings=[listing("Brooks Ghost 16"), listing("Brooks Ghost 17")],
        observations=[sale("Brooks Ghost")],
    )
    link = by(tables["links"], "kind")["observation"]
    assert (link["shoe"], link["model"], link["status"]) == (None, "Brooks Ghost", "model")
    assert tables["observations"].num_rows == 0


def test_a_known_shoe_in_no_catalog_is_made_and_says_so():
    tables = linked(observations=[sale("Saucony Ride 18")])
    link = tables["links"].to_pylist()[0]
    assert link["shoe"] == "saucony-ride-18"
    assert link["reason"] == "brand and model are known; the shoe is in no catalog"
    assert tables["shoes"]["listings"].to_pylist() == [0]


def test_aliases_of_the_configuration_come_first():
    config = Config(title="t", aliases={"sock shoe": "Balenciaga Speed 2.0"})
    tables = linked(
        config, listings=[listing("Balenciaga Speed 2.0")], observations=[sale("Sock Shoe")]
    )
    link = by(tables["links"], "kind")["observation"]
    assert (link["shoe"], link["probability"]) == ("balenciaga-speed-2-0", 1.0)
    assert "sock shoe" in tables["shoes"]["aliases"].to_pylist()[0]


def test_decisions_of_editors_are_obeyed(tmp_path):
    path = tmp_path / "decisions.csv"
    assert load_decisions(path) == []
    save_decision(path, Decision("that sock", "", "balenciaga-speed-2-0", "accept"))
    save_decision(path, Decision("Brooks Ghost 16", "", "brooks-ghost-16", "reject"))
    tables = linked(
        decisions=load_decisions(path),
        listings=[listing("Balenciaga Speed 2.0")],
        observations=[sale("that sock"), sale("Brooks Ghost 16")],
    )
    links = by(tables["links"], "title")
    assert links["that sock"]["shoe"] == "balenciaga-speed-2-0"
    assert links["that sock"]["reason"] == "accepted by an editor"
    assert links["Brooks Ghost 16"]["shoe"] is None


def test_a_new_verdict_replaces_the_old_one(tmp_path):
    path = tmp_path / "decisions.csv"
    save_decision(path, Decision("x, y", "Nike", "a", "accept"))
    save_decision(path, Decision("x, y", "Nike", "b", "accept"))
    assert load_decisions(path) == [Decision("x, y", "Nike", "b", "accept")]


WRONG = "Nike Dunk Low Swirl Panda"


def decided(title, shoe, verdict, **rows):
    return linked(decisions=[Decision(title, "", shoe, verdict)], **rows)["links"].to_pylist()


def test_an_accepted_listing_moves_to_its_shoe():
    rows = [listing("sock runner two"), listing("Balenciaga Speed 2.0")]
    tables = linked(
        listings=rows,
        decisions=[Decision("Sock Runner Two", "", "balenciaga-speed-2-0", "accept")],
    )
    assert tables["listings"]["shoe"].to_pylist() == ["balenciaga-speed-2-0"] * 2
    link = by(tables["links"], "title")["sock runner two"]
    assert (link["probability"], link["reason"]) == (1.0, "accepted by an editor")


def test_a_rejected_listing_is_a_shoe_of_its_own():
    link = decided(WRONG, "nike-dunk-low", "reject", listings=[listing(WRONG)])[0]
    assert link["shoe"] == "nike-dunk-low-swirl-panda"
    assert link["status"] == "linked"
    assert link["reason"] == "an editor rejected nike-dunk-low; a shoe of its own"


def test_a_shoe_made_of_one_name_takes_other_records():
    tables = linked(
        listings=[listing("the second thing"), listing("blue thing", brand="Acme")],
        observations=[sale("third thing")],
        decisions=[
            Decision("the second thing", "", "acme-blue-thing", "accept"),
            Decision("third thing", "", "acme-blue-thing", "accept"),
            Decision("blue thing", "Acme", "acme-blue-thing", "accept"),
        ],
    )
    assert set(tables["links"]["shoe"].to_pylist()) == {"acme-blue-thing"}


def test_a_rejected_shoe_is_the_same_in_another_spelling():
    rows = [listing("Balenciaga Speed 2.0"), listing("Balenciaga Speed 2")]
    reject = Decision("Balenciaga Speed 2", "", "balenciaga-speed-2-0", "reject")
    links = by(linked(decisions=[reject], listings=rows)["links"], "title")
    assert links["Balenciaga Speed 2.0"]["shoe"] == "balenciaga-speed-2-0"
    assert links["Balenciaga Speed 2"]["shoe"] is None


def test_a_rejected_signal_no_longer_waits():
    link = decided("speedy sock", "x", "reject", observations=[sale("speedy sock")])[0]
    assert (link["shoe"], link["status"]) == (None, "rejected")


def test_what_is_no_shoe_is_left_out_of_the_guide():
    for rows in ({"listings": [listing(WRONG)]}, {"observations": [sale(WRONG)]}):
        link = decided(WRONG, "", "reject", **rows)[0]
        assert (link["shoe"], link["status"]) == (None, "rejected")


def test_a_signal_can_be_accepted_as_a_shoe_of_its_own():
    tables = linked(
        observations=[sale("blue thing", brand="Acme"), sale("Acme Blue Thing")],
        decisions=[Decision("blue thing", "Acme", "acme-blue-thing", "accept")],
    )
    assert tables["shoes"]["name"].to_pylist() == ["Acme blue thing"]
    assert tables["observations"].num_rows == 2


def test_an_accepted_shoe_that_is_gone_makes_the_record_wait_again():
    for rows in ({"listings": [listing("blue thing")]}, {"facts": [{"title": "blue thing"}]}):
        link = decided("blue thing", "gone-shoe", "accept", **rows)[0]
        assert link["shoe"] is None
        assert "accepted gone-shoe, which this guide does not have" in link["reason"]


def test_a_record_without_a_title_is_decided_by_its_style_code():
    rows = [sale(None, style_code="ZZ1234-001"), sale(None, style_code="ZZ9999-001"), sale("")]
    tables = linked(
        listings=[listing("Nike Dunk Low")],
        observations=rows,
        decisions=[Decision("ZZ1234-001", "", "nike-dunk-low", "accept")],
    )
    assert tables["observations"].num_rows == 1


def test_a_conflict_that_an_editor_accepted_is_settled():
    rows = [
        listing("Nike Dunk Low Black", style_code="AA1111-001"),
        listing("Nike Dunk Low Black", style_code="BB2222-002"),
    ]
    links = decided("Nike Dunk Low Black", "nike-dunk-low", "accept", listings=rows)
    assert [link["status"] for link in links] == ["linked", "linked"]


def test_prices_of_listings_stand_beside_their_links():
    rows = [listing("Nike Dunk Low", price=90.0, currency="EUR")]
    tables = linked(listings=rows, observations=[sale("Nike Dunk Low", currency="USD")])
    links = by(tables["links"], "kind")
    assert (links["listing"]["price"], links["listing"]["currency"]) == (90.0, "EUR")
    assert links["observation"]["currency"] is None


@pytest.mark.parametrize("name", ["=1+2 shoe", "x" * 10_000, 'quote " here', "line\nbreak", "🔥 a"])
def test_a_name_of_any_kind_survives_the_file(tmp_path, name):
    path = tmp_path / "decisions.csv"
    save_decision(path, Decision(name, "", "nike-dunk-low", "accept"))
    save_decision(path, Decision(name, "", "nike-dunk-high", "accept"))
    (kept,) = load_decisions(path)
    assert kept.place == Decision(name, "", "", "reject").place
    assert kept.shoe == "nike-dunk-high"
    assert not path.read_text(encoding="utf-8").splitlines()[1].startswith("=")


@pytest.mark.parametrize(
    "content",
    ["a,b,c\n", "title,brand,shoe,verdict\nx,y,z,maybe\n", "x,,,accept\n", b"\xff\xfe\xff"],
)
def test_a_decisions_file_that_cannot_be_read_says_what_to_do(tmp_path, content):
    path = tmp_path / "decisions.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(InputError, match="decisions.csv"):
        load_decisions(path)


def test_the_latest_verdict_on_a_pair_is_in_force():
    rows = [listing("Nike Dunk Low")]
    pair = ("Nike Dunk Low", "", "nike-dunk-low")
    for verdicts, shoe in ((("reject", "accept"), "nike-dunk-low"), (("accept", "reject"), None)):
        decisions = [Decision(*pair, verdict) for verdict in verdicts]
        link = linked(decisions=decisions, listings=rows)["links"].to_pylist()[0]
        assert link["shoe"] == shoe


def test_two_sources_that_disagree_keep_both_facts():
    stated = {"title": "Balenciaga Triple S", "attribute": "release_year", "file": "f.csv"}
    tables = linked(
        facts=[
            {**stated, "value": "2016", "evidence": "in 2016", "source": "a", "line": 1},
            {**stated, "value": "2017", "evidence": "in 2017", "source": "b", "line": 2},
        ]
    )
    assert tables["facts"]["value"].to_pylist() == ["2016", "2017"]
    assert set(tables["facts"]["shoe"].to_pylist()) == {"balenciaga-triple-s"}


def test_columns_of_a_listing_become_facts_that_no_colorway_disputes():
    drop = [{"attribute": "drop", "value": "8 mm"}]
    tables = linked(
        listings=[
            listing("Nike Dunk Low Panda", colorway="White/Black", retail_price=100.0,
                    currency="USD", attributes=drop),
            listing("Nike Dunk Low Travis Scott", colorway="Red", retail_price=150.0,
                    currency="USD", attributes=drop, release_date=dt.date(2021, 3, 1)),
            listing("Nike Dunk Low UNC", colorway="Blue", retail_price=100.0, currency="USD"),
        ]
    )  # fmt: skip
    facts = {row["attribute"]: row for row in tables["facts"].to_pylist()}
    assert len(facts) == tables["facts"].num_rows
    assert (facts["drop"]["evidence"], facts["drop"]["column"]) == (None, "drop")
    assert facts["retail_price"]["value"] == "100 USD"
    assert "release_date" not in facts
    assert "colorway" not in facts


def test_two_runs_give_equal_tables():
    rows = [listing(title.replace("-", " ")) for title, _, _ in CONTEST]
    signals = [sale(title) for title, _, _ in reversed(CONTEST)]
    first = linked(listings=rows, observations=signals)
    second = linked(listings=rows, observations=signals)
    assert all(first[name].equals(second[name]) for name in model.LINKED)


@pytest.mark.parametrize("title", ["", "x" * 10_000, "🔥", "حذاء", "<b>", "((((", None])
def test_bad_titles_of_every_kind_do_no_harm(title):
    tables = linked(
        listings=[listing(title)],
        observations=[sale(title)],
        facts=[{"title": title, "attribute": "drop", "value": "8 mm"}],
    )
    assert tables["links"].num_rows == 3
    assert tables["shoes"].num_rows == 0
