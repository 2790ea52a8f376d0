"""The linker: titles to shoes and colorways of a catalog, with a probability and a reason."""

import pyarrow as pa
import pytest

from solecast.errors import InputError
from solecast.link import Linker

from .contest import CONTEST

SHOES = [
    ("Balenciaga", "Speed", "2.0", None, None),
    ("Balenciaga", "Speed Trainer", None, None, None),
    ("Brooks", "Ghost", "16", None, None),
    ("Brooks", "Ghost", "17", None, None),
    ("Nike", "Pegasus", "41", None, None),
    ("Nike", "Pegasus", "41 GTX", None, None),
    ("Nike", "Dunk Low", None, "White Black Panda", "DD1391-100"),
    ("Nike", "Dunk Low", None, "Michigan (2021)", "DD1391-700"),
    ("Nike", "Air Presto", None, "Off-White Black (2018)", "AA3830-002"),
    ("Nike", "SB Dunk Low", None, None, None),
    ("adidas", "Yeezy Boost 350", "V2", "Beluga", None),
    ("adidas", "Yeezy Boost 350", "V2", "Beluga Reflective", None),
]


def catalog(rows=SHOES):
    names = ("brand", "model", "version", "colorway", "style_code")
    return pa.table(dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)))


@pytest.fixture(scope="module")
def linker():
    return Linker(catalog())


def one(linker, title):
    return linker.link([title]).to_pylist()[0]


@pytest.mark.parametrize(
    ("title", "shoe"),
    [
        ("Balenciaga Speed 2.0 Black", "balenciaga-speed-2-0"),
        ("BALENCIAGA - Speed Trainers noires femme", "balenciaga-speed-trainer"),
        ("Balenciaga Speed", "balenciaga-speed-trainer"),
        ("Brooks Ghost 16 Damen Laufschuhe schwarz", "brooks-ghost-16"),
        ("Nike Air Zoom Pegasus 41 GTX", "nike-pegasus-41-gtx"),
        ("Buty Nike Pegasus 41 męskie czarny/biały", "nike-pegasus-41"),
        ("Nike Dunk SB Low Grateful Dead", "nike-sb-dunk-low"),
        ("Adidas-Yeezy-Boost-350-Low-V2-Beluga", "adidas-yeezy-boost-350-v2"),
    ],
)
def test_titles_find_their_shoe(linker, title, shoe):
    link = one(linker, title)
    assert link["shoe"] == shoe
    assert link["probability"] >= 0.8


@pytest.mark.parametrize(
    ("title", "near"),
    [
        ("Brooks Ghost 18", "brooks-ghost-17"),
        ("Nike Pegasus 42", "nike-pegasus-41"),
        ("Nike Pegasus Trail 5", None),
        ("Brooks Ghost", "brooks-ghost-17"),
        ("Balenciaga Speed 3.0", "balenciaga-speed-2-0"),
    ],
)
def test_another_version_is_another_shoe(linker, title, near):
    link = one(linker, title)
    assert link["shoe"] is None
    assert link["probability"] < 0.8
    assert near is None or link["runner_up"] == near
    assert link["reason"]


@pytest.mark.parametrize(
    ("title", "shoe"),
    [
        ("Nike Alpha Pegasus 41 Men's Turf Shoes", None),
        ("Nike Mercurial Dunk Low", None),
        ("Nike F.C. Air Presto", None),
        ("Nike Sportswear Women's Classic Dunk Low", "nike-dunk-low"),
        ("Nike Air Zoom Pegasus 41", "nike-pegasus-41"),
        ("Cheap Nike Dunk Low for sale", "nike-dunk-low"),
        ("Nike x Unheard Of Dunk Low", "nike-dunk-low"),
    ],
)
def test_unknown_words_before_a_model_name_another_shoe(linker, title, shoe):
    assert one(linker, title)["shoe"] == shoe


def test_a_style_code_decides_alone(linker):
    link = one(linker, "Nike sneakers DD1391-100 white")
    assert (link["shoe"], link["colorway"]) == ("nike-dunk-low", "White Black Panda")
    assert link["reason"] == "style code DD1391-100"


def test_a_style_code_against_the_words_is_not_linked(linker):
    link = one(linker, "Brooks Ghost 16 DD1391-100")
    assert link["shoe"] is None
    assert "style code DD1391-100 says nike-dunk-low" in link["reason"]


def test_a_style_code_of_two_shoes_gives_a_reason():
    shared = [
        ("Nike", "Dunk Low", None, "A", "AA1111-111"),
        ("Nike", "Dunk High", None, "B", "AA1111-111"),
    ]
    linker = Linker(catalog(shared))
    undecided = one(linker, "AA1111-111")
    assert undecided["shoe"] is None
    assert "shared by nike-dunk-low and nike-dunk-high" in undecided["reason"]
    assert one(linker, "Nike Dunk High AA1111-111")["shoe"] == "nike-dunk-high"


@pytest.mark.parametrize(
    ("title", "colorway"),
    [
        ("Nike-Air-Presto-Off-White-Black-2018", "Off-White Black (2018)"),
        ("Off-White x Nike Air Presto Black (2018)", "Off-White Black (2018)"),
        ("adidas Yeezy Boost 350 V2 Beluga", "Beluga"),
        ("adidas Yeezy Boost 350 V2 Beluga Reflective", "Beluga Reflective"),
        ("Nike Dunk Low Michigan (2021)", "Michigan (2021)"),
    ],
)
def test_titles_find_their_colorway(linker, title, colorway):
    assert one(linker, title)["colorway"] == colorway


@pytest.mark.parametrize(
    "title",
    [
        "Nike Air Presto Off-White White (2018)",
        "Nike Air Presto Black",
        "Nike Dunk Low Michigan",
        "Nike Dunk Low Black White Panda",
        "Nike Dunk Low White Black Panda (GS)",
    ],
)
def test_order_year_partner_and_gender_tell_colorways_apart(linker, title):
    link = one(linker, title)
    assert link["shoe"] is not None
    assert link["colorway"] is None


def test_the_contest_colorways_find_shoe_and_colorway():
    rows = [(title.replace("-", " ").replace("2pt0", "2.0"), shoe) for title, shoe, _ in CONTEST]
    names = pa.table({"name": [name for name, _ in rows], "shoe": [shoe for _, shoe in rows]})
    links = Linker(names).link([title for title, _, _ in CONTEST]).to_pylist()
    assert [link["shoe"] for link in links] == [shoe for _, shoe in rows]
    labels = {(link["shoe"], link["colorway"]) for link in links}
    assert len(labels) == 50


def test_aliases_names_and_own_slugs_are_used():
    table = pa.table(
        {
            "name": ["Balenciaga Speed 2.0"],
            "shoe": ["my-speed"],
            "aliases": [["sock shoe", "speed two"]],
        }
    )
    linker = Linker(table)
    assert one(linker, "Sock Shoe")["shoe"] == "my-speed"
    assert one(linker, "BALENCIAGA SPEED 2.0")["shoe"] == "my-speed"


def test_a_shoes_bare_name_never_names_its_only_colorway():
    table = pa.table({"name": ["Nike Dunk Low"], "colorway": ["Panda"], "aliases": [["dunkies"]]})
    for title in ("Nike Dunk Low", "dunkies"):
        assert one(Linker(table), title)["shoe"] == "nike-dunk-low"
        assert one(Linker(table), title)["colorway"] is None


def test_an_alias_of_one_colorway_among_several_names_it():
    table = pa.table(
        {
            "name": ["Nike Dunk Low", "Nike Dunk Low"],
            "colorway": ["White Black", "Michigan"],
            "aliases": [["panda"], None],
        }
    )
    assert one(Linker(table), "Panda")["colorway"] == "White Black"


def test_an_alias_of_two_shoes_is_not_linked():
    table = pa.table(
        {"name": ["Nike Dunk Low", "Nike Dunk High"], "aliases": [["dunks"], ["dunks"]]}
    )
    link = one(Linker(table), "Dunks")
    assert link["shoe"] is None
    assert "fits 2 shoes" in link["reason"]


def test_a_guide_or_any_arrow_stream_is_a_catalog():
    class Guide:
        def catalog(self):
            return catalog()

    class Stream:
        def __arrow_c_stream__(self, requested_schema=None):
            return catalog().__arrow_c_stream__(requested_schema)

    for source in (Guide(), Stream()):
        assert one(Linker(source), "Brooks Ghost 16")["shoe"] == "brooks-ghost-16"


def test_a_catalog_without_names_is_refused_in_words():
    with pytest.raises(InputError, match="it needs 'name', or 'brand' and 'model'"):
        Linker(pa.table({"price": [1.0]}))


def test_models_that_no_lexicon_knows_link_by_the_catalogs_words():
    linker = Linker(pa.table({"name": ["Kailas Fuga Zeta 2", "Zork Qwx 9", "Zork Qwx 10"]}))
    assert one(linker, "kailas fuga zeta 2")["shoe"] == "kailas-fuga-zeta-2"
    assert one(linker, "Zork Qwx 9")["shoe"] == "zork-qwx-9"
    assert one(linker, "Zork Qwx 11")["shoe"] is None


@pytest.mark.parametrize(
    "title",
    ["", "   ", "x" * 10_000, "🔥" * 50, "حذاء نايك بيغاسوس", "<b></b>", "&&&;;;", "1 2 3", "Nike"],
)
def test_bad_titles_get_a_reason(linker, title):
    link = one(linker, title)
    assert link["shoe"] is None
    assert link["reason"]
    assert 0 <= link["probability"] < 0.8


def test_duplicate_names_in_a_catalog_are_one_shoe():
    linker = Linker(pa.table({"name": ["Nike Dunk Low", "Nike Dunk Low", "nike dunk low"]}))
    assert one(linker, "Nike Dunk Low")["shoe"] == "nike-dunk-low"


def test_an_empty_catalog_links_nothing_and_says_why():
    link = one(Linker(pa.table({"name": pa.array([], pa.string())})), "Nike Dunk Low")
    assert link["shoe"] is None
    assert link["reason"] == "no shoe of the catalog has these words"


def test_titles_keep_their_order_and_nulls_are_empty(linker):
    table = linker.link(["Brooks Ghost 17", None, "Brooks Ghost 16"])
    assert table["shoe"].to_pylist() == ["brooks-ghost-17", None, "brooks-ghost-16"]
    assert linker.link([]).num_rows == 0
