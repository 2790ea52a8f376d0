"""Large and odd worksheets: what is not there costs nothing, and what is there is read as it is."""

import io
import time
import zipfile

import openpyxl
import pytest

from .stated import rows

HEADER = ["date", "shoe", "source", "metric", "value"]


def saved(fill):
    book = openpyxl.Workbook()
    fill(book.active)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def rewritten(data, change):
    """Give a workbook whose first worksheet's XML is changed."""
    old, stream = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            text = old.read(entry)
            is_sheet = entry.filename == "xl/worksheets/sheet1.xml"
            new.writestr(entry, change(text.decode()) if is_sheet else text)
    return stream.getvalue()


def test_a_lone_row_at_the_end_of_a_sheet_costs_nothing(read_one):
    def fill(sheet):
        for row in (HEADER, ["2024-01-01", "Samba", "A", "views", 3]):
            sheet.append(row)
        for at, value in enumerate(["2024-01-02", "Samba", "A", "views", 4], 1):
            sheet.cell(1_048_576, at, value)

    data, began = saved(fill), time.process_time()
    found = rows(read_one("views.xlsx", data), "observations")
    assert [(row["line"], row["value"]) for row in found] == [(2, 3.0), (1_048_576, 4.0)]
    assert time.process_time() - began < 1


def test_many_rows_are_read_at_once_as_if_one_by_one(read_one):
    def fill(sheet):
        sheet.append(HEADER)
        for at in range(5_000):
            shoe = None if at == 77 else f"Runner {at % 9}"
            sheet.append(["2024-01-01", shoe, "A", "views", 0.5 if at % 7 else at])

    reading = read_one("views.xlsx", saved(fill))
    found = rows(reading, "observations")
    assert (reading.read, reading.used, reading.quarantined) == (5_000, 4_999, 1)
    assert [row["line"] for row in found[75:79]] == [77, 78, 80, 81]
    assert {row["value"] for row in found if row["line"] < 12} == {0.0, 0.5, 7.0}


def test_cells_without_places_and_with_prefixes_are_read(read_one):
    def bare(xml):
        start = xml.index("<sheetData>")
        own = (
            "<sheetData><row><c t='inlineStr'><is><t>date</t></is></c>"
            "<c t='inlineStr'><is><r><t>sh</t></r><r><t>oe</t></r><rPh><t>x</t></rPh></is></c>"
            "<c t='str'><v>metric</v></c><c t='str'><v>value</v></c></row>"
            "<row><c t='str'><v>2024-01-01</v></c><c t='str'><v>Samba</v></c>"
            "<c t='str'><v>views</v></c><c><f>1+1</f><v>2</v></c></row></sheetData>"
        )
        return xml[:start] + own + xml[xml.index("</sheetData>") + 12 :]

    data = rewritten(saved(lambda sheet: sheet.append(["x"])), bare)
    [found] = rows(read_one("views.xlsx", data), "observations")
    assert (found["title"], found["value"], found["line"]) == ("Samba", 2.0, 2)


@pytest.mark.parametrize("declared", ['<!DOCTYPE w [<!ENTITY a "aaaa">]>'])
def test_a_worksheet_that_declares_entities_is_refused(declared, read_one):
    def hostile(xml):
        at = xml.index("<worksheet")
        return xml[:at] + declared + xml[at:]

    data = rewritten(saved(lambda sheet: sheet.append(HEADER)), hostile)
    reading = read_one("views.xlsx", data)
    assert "it declares entities" in reading.note
