"""Posts mention shoes by family and version; numbers and common words mislead."""

import csv
import gzip
from pathlib import Path

import pyarrow as pa
import pytest

from solecast.link.linker.linker import Linker

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"

SHOES = [
    ("ASICS", "Superblast", None), ("ASICS", "Superblast", "2"), ("ASICS", "Novablast", "4"),
    ("ASICS", "Novablast", "5"), ("ASICS", "Gel-Nimbus", "26"), ("Brooks", "Ghost", "16"),
    ("Brooks", "Ghost", "17"), ("Brooks", "Launch", "10"), ("Saucony", "Ride", "5"),
    ("Saucony", "Ride", "17"), ("Adidas", "Adios Pro", "3"), ("Adidas", "Adios Pro", "4"),
    ("New Balance", "1080", "v13"), ("On", "Cloud", "5"), ("Hoka", "Zone", "2"),
    ("Nike", "SB Dunk", "2"), ("Adidas", "Evo SL", None), ("Adidas", "Evo SL", "ATR"),
]  # fmt: skip


@pytest.fixture(scope="module")
def linker() -> Linker:
    """Index a small catalog."""
    brands, models, versions = zip(*SHOES, strict=True)
    return Linker(pa.table({"brand": brands, "model": models, "version": versions}))


def found(linker: Linker, text: str) -> list[tuple[str, str | None]]:
    """Give the words and the shoe of each mention."""
    rows = linker.mentions([text]).to_pylist()
    return [(text[row["start"] : row["end"]], row["shoe"]) for row in rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("My Superblast 2 is great", [("Superblast 2", "asics-superblast-2")]),
        ("My superblast is great", [("superblast", None)]),
        ("Novablast 4 and 5", [("Novablast 4", "asics-novablast-4"), ("5", "asics-novablast-5")]),
        ("Ghost 16/17", [("Ghost 16", "brooks-ghost-16"), ("17", "brooks-ghost-17")]),
        ("Novablast 4 and 6", [("Novablast 4", "asics-novablast-4")]),
        ("Novablast 9", [("Novablast 9", None)]),
        ("ASICS Nimbus 26", [("ASICS Nimbus 26", "asics-gel-nimbus-26")]),
        ("NB 1080v13", [("1080v13", "new-balance-1080-v13")]),
        ("super blast 2", [("super blast 2", "asics-superblast-2")]),
        ("NB4/5", [("NB4", "asics-novablast-4"), ("5", "asics-novablast-5")]),
        ("my Evo SL", [("Evo SL", "adidas-evo-sl")]),
        ("my Evo SL ATR", [("Evo SL ATR", "adidas-evo-sl-atr")]),
        ("AP4 for the marathon", [("AP4", "adidas-adios-pro-4")]),
        ("Novablast, well, the NB5", [("Novablast", None), ("NB5", "asics-novablast-5")]),
    ],
)
def test_a_version_is_identity(
    linker: Linker, text: str, expected: list[tuple[str, str | None]]
) -> None:
    assert found(linker, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "I ride a cloud", "the launch of a ghost", "a long run in zone 2", "ride 5k a day",
        "ride 5 miles", "ride 5:30 pace", "1080 people ran", "", "https://a.b/novablast-5",
    ],
)  # fmt: skip
def test_common_words_and_measures_are_no_shoes(linker: Linker, text: str) -> None:
    assert found(linker, text) == []


def test_a_brand_within_four_words_vouches_for_a_common_word(linker: Linker) -> None:
    assert found(linker, "the Brooks one, the Ghost") == [("Ghost", None)]


def test_a_distance_is_no_version(linker: Linker) -> None:
    assert found(linker, "Novablast 5k race") == [("Novablast", None)]


def test_a_model_without_a_version_is_named(linker: Linker) -> None:
    row = linker.mentions(["", "superblast"]).to_pylist()[0]
    assert (row["text"], row["index"]) == ("superblast", 1)
    assert row["model"] == "ASICS Superblast"
    assert "without a version" in row["reason"]


@pytest.mark.data
def test_posts_of_a_forum_mention_shoes() -> None:
    shoes, posts = DATA / "running-lab-457" / "shoes.csv", DATA / "mentions"
    if not shoes.exists():
        pytest.skip("the shared data is not beside the checkout")
    with shoes.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    catalog = pa.table({"name": [r["name"] for r in rows], "brand": [r["brand"] for r in rows]})
    path = posts / "askrunningshoegeeks-posts.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as lines:
        texts = [f"{r['title']}\n{r['selftext']}" for r in csv.DictReader(lines)][:300]
    mentions = Linker(catalog).mentions(texts)
    assert len(set(mentions["index"].to_pylist())) > 150
    for row in mentions.to_pylist():
        assert 0 <= row["start"] < row["end"] <= len(row["text"])
