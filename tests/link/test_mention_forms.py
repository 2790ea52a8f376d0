"""People write names short, in plural, misspelled, in lists, by initials and by number alone."""

import re
from importlib import resources

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from solecast.link import lexicon
from solecast.link.linker.linker import Linker

SHOES = [
    "ASICS Novablast 4", "ASICS Novablast 5", "ASICS Superblast", "ASICS Superblast 2",
    "ASICS Gel Nimbus 25", "ASICS Gel Nimbus 26", "ASICS GT 2000 13", "ASICS Magic Speed 4",
    "ASICS Metaspeed Sky+", "ASICS Metaspeed Sky Paris", "ASICS Metaspeed Edge",
    "ASICS Noosa Tri 16",
    "Brooks Glycerin 21", "Brooks Glycerin 22", "Brooks Launch 11", "Brooks Adrenaline GTS 24",
    "Hoka Clifton 9", "Hoka Challenger 7", "Hoka Mach 6", "Hoka Tecton X 3", "On Cloud 5",
    "New Balance 1080 v13", "New Balance 1080 v14", "New Balance 880 v15", "New Balance More v5",
    "New Balance FuelCell Rebel v3", "New Balance FuelCell Rebel v4", "New Balance 550",
    "Nike Pegasus 39", "Nike Pegasus 41", "Nike Pegasus Plus", "Nike Alphafly 3", "Nike Vaporfly 3",
    "Nike Air Force 1 Low", "Nike Air Force 1 High", "Nike Dunk Low", "Nike Dunk High",
    "Nike SB Dunk Low", "Nike Air Max 90", "Nike Air Max 95", "Nike Air Max Plus",
    "Air Jordan 1 Low", "Air Jordan 1 Retro High", "Air Jordan 3", "Air Jordan 4",
    "adidas Samba OG", "adidas Adizero Boston 12", "adidas Adizero Adios Pro 3",
    "adidas Adizero EVO SL", "adidas Yeezy Boost 350 V2", "adidas Yeezy Boost 350",
    "Saucony Ride 18", "Saucony Endorphin Speed 4", "Saucony Endorphin Pro 3", "Puma MagMax Nitro",
    "Saucony Endorphin Pro 4", "Puma Deviate Nitro Elite 3", "Mizuno Wave Rider 28",
]  # fmt: skip


@pytest.fixture(scope="module")
def linker() -> Linker:
    """Index names only, as a shop's export gives them."""
    return Linker(pa.table({"name": SHOES}))


def found(linker: Linker, text: str) -> list[str]:
    """Give each mention as `words: shoe`, or `words: ~model` where no shoe is named."""
    rows = linker.mentions([text]).to_pylist()
    return [
        f"{text[row['start'] : row['end']]}: {row['shoe'] or '~' + str(row['model'])}"
        for row in rows
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ran in my pegs 39", ["pegs 39: nike-pegasus-39"]),
        ("the peg plus is fine", ["peg plus: nike-pegasus-plus"]),
        ("Alpha flys 3 for race day", ["Alpha flys 3: nike-alphafly-3"]),
        ("I like Glycerins", ["Glycerins: ~Brooks Glycerin"]),
        ("Hoka challengers all year", ["Hoka challengers: ~Hoka Challenger"]),
        ("novablast4 or mach6", ["novablast4: asics-novablast-4", "mach6: hoka-mach-6"]),
        ("tectonx3 on trail", ["tectonx3: hoka-tecton-x-3"]),
        ("pegasus-41", ["pegasus-41: nike-pegasus-41"]),
        ("PEGASUS 41", ["PEGASUS 41: nike-pegasus-41"]),
        ("my Novablast 5’s are done", ["Novablast 5’s: asics-novablast-5"]),
        ("a GT2000 13", ["GT2000 13: asics-gt-2000-13"]),
        ("Vaporfly Next% 3", ["Vaporfly Next% 3: nike-vaporfly-3"]),
        ("the tri noosa 16", ["tri noosa 16: asics-gel-noosa-tri-16"]),
        ("Puma MagMax feels soft", ["Puma MagMax: puma-magmax-nitro"]),
        ("a pair of Brooks Adrenaline", ["Brooks Adrenaline: ~Brooks Adrenaline GTS"]),
    ],
)  # fmt: skip
def test_short_plural_and_fused_names_are_read(
    linker: Linker, text: str, expected: list[str]
) -> None:
    assert found(linker, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Asics Nimbis 26", ["Asics Nimbis 26: asics-gel-nimbus-26"]),
        ("a Brooks glycerine 22", ["Brooks glycerine 22: brooks-glycerin-22"]),
        ("Novabalst 5 sizing", ["Novabalst 5: asics-novablast-5"]),
        ("the movie Novabalst", []),
    ],
)
def test_one_wrong_letter_of_a_rare_word_is_forgiven_beside_a_version_or_brand(
    linker: Linker, text: str, expected: list[str]
) -> None:
    assert found(linker, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebel v3 and v4", ["Rebel v3: new-balance-fuelcell-rebel-v3",
                            "v4: new-balance-fuelcell-rebel-v4"]),
        ("Nimbus 25/26", ["Nimbus 25: asics-gel-nimbus-25", "26: asics-gel-nimbus-26"]),
        ("Glycerin 21 vs the 22", ["Glycerin 21: brooks-glycerin-21", "22: brooks-glycerin-22"]),
        ("Novablast 4, 5 of us ran", ["Novablast 4: asics-novablast-4"]),
        ("Novablast 4, 5", ["Novablast 4: asics-novablast-4", "5: asics-novablast-5"]),
        ("Air Max 90s & 95s", ["Air Max 90s: nike-air-max-90", "95s: nike-air-max-95"]),
        ("Jordan 3s and 4s", ["Jordan 3s: air-jordan-3", "4s: air-jordan-4"]),
    ],
)  # fmt: skip
def test_a_list_shares_its_head(linker: Linker, text: str, expected: list[str]) -> None:
    assert found(linker, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Nimbus 26 is firm. I miss the 25's.",
         ["Nimbus 26: asics-gel-nimbus-26", "25's: asics-gel-nimbus-25"]),
        ("New Balance Rebel v4. My v3s were better.",
         ["New Balance Rebel v4: new-balance-fuelcell-rebel-v4",
          "v3s: new-balance-fuelcell-rebel-v3"]),
        ("Pegasus 41 at last. I am in my 39s.", ["Pegasus 41: nike-pegasus-41"]),
        ("Nimbus 26 in size 25", ["Nimbus 26: asics-gel-nimbus-26"]),
        ("Nimbus 26 at 5:25 pace, 25s rest", ["Nimbus 26: asics-gel-nimbus-26"]),
    ],
)  # fmt: skip
def test_a_number_alone_is_a_version_where_the_post_says_of_what(
    linker: Linker, text: str, expected: list[str]
) -> None:
    assert found(linker, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("EP3, VF3 and AP3", ["EP3: saucony-endorphin-pro-3", "VF3: nike-vaporfly-3",
                             "AP3: adidas-adizero-adios-pro-3"]),
        ("Adidas B12s", ["Adidas B12s: adidas-adizero-boston-12"]),
        ("vitamin B12", []),
        ("NB 4 or WR28", ["NB 4: asics-novablast-4", "WR28: mizuno-wave-rider-28"]),
        ("the NB 1080v13", ["1080v13: new-balance-1080-v13"]),
        ("Nike SB is a line", []),
        ("DN Elite 3", ["DN Elite 3: puma-deviate-nitro-elite-3"]),
        ("AF1s and AM90", ["AF1s: ~Nike Air Force 1", "AM90: nike-air-max-90"]),
        ("AJ1s or J4s", ["AJ1s: ~Jordan Air Jordan 1", "J4s: air-jordan-4"]),
        ("I am 90 kg", []),
    ],
)  # fmt: skip
def test_initials_are_read_with_their_number(
    linker: Linker, text: str, expected: list[str]
) -> None:
    assert found(linker, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Panda dunks", ["dunks: ~Nike Dunk"]),
        ("he can dunk", []),
        ("Dunk Low Retro", ["Dunk Low: nike-dunk-low"]),
        ("my new 550s", ["550s: new-balance-550"]),
        ("Sambas", ["Sambas: adidas-samba"]),
        ("TNs", ["TNs: nike-air-max-plus"]),
        ("Yeezy 350 v2 Zebra", ["Yeezy 350 v2: adidas-yeezy-boost-350-v2"]),
        ("Air Jordan 1 High OG", ["Air Jordan 1 High: air-jordan-1-retro-high"]),
        ("I have 550 dollars", []),
        ("$350 v2 of the app", []),
    ],
)
def test_sneakers_go_by_what_collectors_call_them(
    linker: Linker, text: str, expected: list[str]
) -> None:
    assert found(linker, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NB More and 1080", ["More: ~New Balance More", "1080: ~New Balance 1080"]),
        ("New Balance makes more shoes", []),
        ("more blisters after NB", []),
        ("Saucony Rides are fine", ["Saucony Rides: ~Saucony Ride"]),
        ("the ride of a Saucony", []),
        ("Saucony rides well", []),
        ("walking on clouds", []),
        ("on cloud nine", []),
        ("Metaspeed Sky+", ["Metaspeed Sky+: asics-metaspeed-sky-plus"]),
        ("the blue sky", []),
        ("Metaspeed Edge Paris", ["Metaspeed Edge: ~ASICS Metaspeed Edge"]),
        ("Pegasus 41 GTX", ["Pegasus 41: ~Nike Pegasus"]),
        ("a Saucony Speed 4", ["Saucony Speed 4: saucony-endorphin-speed-4"]),
        ("top speed 4 times", []),
    ],
)
def test_words_of_english_need_more_than_a_brand_somewhere(
    linker: Linker, text: str, expected: list[str]
) -> None:
    assert found(linker, text) == expected


@pytest.mark.parametrize("name", ["mention_words", "mention_shorts"])
def test_the_lexicon_of_mentions_states_its_provenance_and_repeats_nothing(name: str) -> None:
    text = resources.files("solecast.link.lexicon").joinpath(f"{name}.csv").read_text("utf-8")
    rows = list(lexicon.rows(f"{name}.csv"))
    assert text.startswith("# Provenance: ")
    assert len(set(map(tuple, rows))) == len(rows)
    assert all(len(row) == 2 and all(row) for row in rows)


def test_an_alias_of_the_catalog_names_its_shoe() -> None:
    aliases = [["Superblast", "Blast One"], ["Blast Two"]]
    catalog = {"brand": ["ASICS"] * 2, "model": ["Superblast"] * 2, "version": [None, "2"]}
    linker = Linker(pa.table({**catalog, "aliases": aliases}))
    assert found(linker, "Blast One") == ["Blast One: asics-superblast"]
    assert found(linker, "my superblast") == ["superblast: ~ASICS Superblast"]


@pytest.mark.parametrize(
    "text",
    ["9" * 10_000, "novablast " * 2_000, "v" * 10_000, "İ" * 500 + " Novablast 5",
     "\u202eNovablast 5", "<b>Novablast</b> 5", "Novablast\n5", "[" * 5_000, "1080v" * 2_000,
     "'s" * 5_000, "🥾 Novablast 5"],
    ids=range(11),
)  # fmt: skip
def test_hostile_posts_are_read_with_places_inside_them(linker: Linker, text: str) -> None:
    for row in linker.mentions([text]).to_pylist():
        assert 0 <= row["start"] < row["end"] <= len(text)
        assert re.search(r"\w", text[row["start"] : row["end"]])


WORDS = st.sampled_from(
    ["Novablast", "5", "4s", "and", "/", "NB5", "the", "Pegasus", "v13", "1080", "NB", "ride", "\n",
     ",", "25's", "Dunk", "Low", "jordan", "1", "AF1", "+", "Nimbis", "Saucony", "İ", "%", ":30",
     "GTX"]
)  # fmt: skip


@given(words=st.lists(WORDS, max_size=14))
def test_mentions_never_overlap_and_come_in_order(linker: Linker, words: list[str]) -> None:
    text = " ".join(words)
    rows = linker.mentions([text]).to_pylist()
    places = [place for row in rows for place in (row["start"], row["end"])]
    assert places == sorted(places)
    assert all(row["end"] <= len(text) and 0 < row["probability"] <= 1 for row in rows)


def test_a_catalog_without_brands_is_no_reason_to_miss_a_shoe():
    bare = Linker(pa.table({"model": ["Ghost", "Ghost"], "version": ["16", "17"]}))
    assert found(bare, "the Brooks Ghost 16 is fine") == ["Ghost 16: ghost-16"]
    assert found(bare, "my ghost 16") == ["ghost 16: ghost-16"]


@pytest.mark.parametrize("endless", ["low " * 25_000, "a" * 100_000, "Air Max " * 12_500])
def test_an_endless_name_of_a_catalog_stops_nobody(endless):
    names = {"brand": ["Nike", "Nike"], "model": ["Pegasus", endless], "version": ["41", None]}
    aliases = [[endless], None]
    linker = Linker(pa.table(names | {"aliases": pa.array(aliases, pa.list_(pa.string()))}))
    assert found(linker, "my Pegasus 41") == ["Pegasus 41: nike-pegasus-41"]
