"""Whatever a file holds, it is a row of the report: never a traceback, never a lost neighbour."""

import gzip
import io
import time
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from solecast import read
from solecast.read import recognition
from solecast.settings.config import Config

from .stated import reasons, rows, whole


def archive(**entries):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in entries.items():
            made.writestr(name.replace("__", "/") + ".xml", content)
    return stream.getvalue()


BOMB = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><rss>&b;</rss>'
THEFT = b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><item>&x;</item></rss>'
HOSTILE = {
    "nothing": (b"", "The file is empty."),
    "blanks": (b" \n\n", "The file is empty."),
    "binary": (bytes(range(256)) * 50, "binary"),
    "gzip bomb": (gzip.compress(b"a" * 60_000_000), "zip bomb"),
    "zip bomb": (archive(xl__workbook="<x/>", xl__a=b"0" * 100_000_000), "zip bomb"),
    "archive": (archive(readme="x"), "no workbook"),
    "damaged archive": (archive(xl__workbook="<x/>")[:60], "damaged"),
    "empty workbook": (archive(xl__workbook="<x/>"), "damaged"),
    "deep json": (b"[" * 100_000, "too deep"),
    "long number": (b'[{"name":"A","price":' + b"9" * 9_000 + b"}]", "too long to read"),
    "broken json": (b'{"products": [', "It starts like JSON, but is not"),
    "other json": (b'{"a": 1}', "without a list of records"),
    "xml bomb": (BOMB, "XML bombs"),
    "xml theft": (THEFT, "XML bombs"),
    "deep xml": (b"<a>" * 100_000, "levels deep"),
    "other xml": (
        b"<?xml version='1.0'?><a><b/></a>",
        "no feed of products, of reviews or of news",
    ),
    "deep html": (b"<html>" + b"<div>" * 100_000, "nests more than"),
    "prose": (b"A text, about shoes.\nAnd more, of it.\n", "Put a header line above a table"),
    "deep yaml": (b"---\nshoe: " + b"[" * 5_000 + b"\n---\n", "not valid YAML"),
    "open string": (
        b'<html><script type="application/ld+json">"' + b'\\"' * 500_000 + b"</script></html>",
        "is broken",
    ),
    "wide table": (
        b",".join(b"c%d" % at for at in range(50_000)) + b"\n" + b"1," * 49_999,
        "a header line without a row",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_a_sentence_in_the_report(name, read_one):
    content, words = HOSTILE[name]
    began = time.process_time()
    reading = read_one("file", content)
    assert time.process_time() - began < 5
    assert words in reading.note
    assert reading.format in {"empty", "unknown"}
    assert reading.used == 0


def test_an_endless_date_is_refused_at_once(read_one):
    began = time.process_time()
    reading = read_one("s.csv", f"date,shoe,metric,value\na{' ' * 500_000}b,A,views,1\n")
    assert time.process_time() - began < 5
    assert (reading.format, reading.quarantined) == ("signals", 1)
    assert "date" in reasons(reading)[0]


def test_a_hostile_file_takes_no_neighbour_with_it(tmp_path):
    for name, (content, _) in HOSTILE.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "good.csv").write_text("name,brand,price\nSamba,adidas,90\n")
    tables = whole(read.run(tmp_path, Config(title="T"), tmp_path / ".store"))
    assert tables["listings"].column("title").to_pylist() == ["Samba"]
    assert tables["files"].num_rows == len(HOSTILE) + 1


def test_nan_in_json_is_missing(read_one):
    reading = read_one("n", b'[{"name":"A","brand":"B","price":NaN,"retail":1e999}]')
    assert {"price", "retail_price"} & set(rows(reading, "listings")[0]) == set()
    assert "NaN" in reading.note


def test_lone_surrogates_and_control_characters_are_dropped(read_one):
    found = rows(read_one("n", b'[{"name":"A\\ud800x\\u0000","brand":"B"}]'), "listings")
    assert found[0]["title"] == "Ax"


def test_a_cut_gzip_gives_its_whole_lines(read_one):
    whole = "name,brand,price\n" + "".join(
        f"Shoe {n * 7919 % 10007},Nike,{n}\n" for n in range(1, 5000)
    )
    reading = read_one("c.csv.gz", gzip.compress(whole.encode())[:9000])
    assert "ends early" in reading.note
    assert 100 < reading.used < 4999
    last = rows(reading, "listings")[-1]
    assert f"{last['title']},Nike,{int(last['price'])}\n" in whole


def test_a_huge_cell_is_quarantined_alone(read_one):
    reading = read_one("h.csv", "name,brand\n" + "x" * 2_000_000 + ",Nike\nSamba,adidas\n")
    assert [row["title"] for row in rows(reading, "listings")] == ["Samba"]
    assert "field larger" in reasons(reading)[0]


PIECES = st.sampled_from(
    [
        "date,shoe,metric,value",
        "\n",
        ",",
        '"',
        "{",
        "[",
        "<",
        "---\n",
        "a: b",
        "1",
        "2020-01-01",
        "name",
        "<rss>",
        "<html>",
        "\x00",
        "é",
        "\ufeff",
        ": (",
        "]",
        "}",
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(
    st.one_of(st.binary(max_size=300), st.lists(PIECES, max_size=40).map("".join).map(str.encode))
)
def test_any_bytes_are_read_or_reported(read_one, content):
    reading = read_one("any", content)
    assert reading.format in recognition.NAMES
    assert reading.used <= reading.read
