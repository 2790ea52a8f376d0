"""A table that no format recognises: the note says which one it nearly is, and what it lacks."""

import pytest


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("attribute,value,evidence\ndrop,8 mm,8 mm drop\n", "looks like facts, but no column gives "
         "the shoe: add one headed shoe or sneaker or title"),
        ("metric,value,place\nsales,12,US\n", "looks like signals, but no column gives the date"),
        ("published,headline,outlet\n2026-01-02,Speed 3.0 is here,The Sole\n",
         "looks like headlines, but no column gives the shoe: add one headed name or shoe"),
    ],
)  # fmt: skip
def test_the_one_column_that_is_missing_is_named(table, words, read_one):
    reading = read_one("table.csv", table)
    assert reading.format == "unknown"
    assert words in reading.note
    assert "[columns]" in reading.note


def test_the_missing_column_can_be_mapped(read_one):
    table = "attribute,value,evidence,Modell der Woche\ndrop,8 mm,8 mm drop,Speed 2.0\n"
    mapped = read_one("table.csv", table, columns={"Modell der Woche": "shoe"})
    assert mapped.format == "facts"


def test_a_table_without_shoes_is_told_which_column_could_name_them(read_one):
    reading = read_one("table.csv", "left,right,label\na,two words,0\nc,two others,1\n")
    assert reading.format == "unknown"
    assert "No column names a shoe; the columns are: left, right, label." in reading.note
    assert '"right" = "title"' in reading.note


def test_text_that_is_no_table_is_told_how_to_become_an_input(read_one):
    reading = read_one("note.txt", "Only some words about shoes, on one line.\n")
    assert "Put a header line above a table" in reading.note
