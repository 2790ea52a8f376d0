"""Pictures and who made them: a table of files or addresses with their credit and licence."""

from pathlib import PurePosixPath

from ...containers.sheet import Sheet, cell
from ...findings import Findings
from ...values import wording
from ...values.picture_names import pictures, shoe_of, within
from ..catalogs.style_codes import style_code

_FILES = ("picture", "file", "image", "photo", "filename", "file_name", "image_url", "url")
_CREDITS = ("credit", "credits", "photographer", "copyright")
_LICENCES = ("licence", "license")
_SHOES = ("shoe", "sneaker", "name", "title")
NEEDS = {"picture": _FILES, "credit": _CREDITS + _LICENCES}


def recognises(sheet: Sheet) -> bool:
    """Tell whether a table has a picture and its credit or licence in each row."""
    return all(sheet.has(*names) for names in NEEDS.values()) and not sheet.has("price", "value")


def read(sheet: Sheet, out: Findings) -> None:
    """Read each row as a picture of the shoe that it names, or that its file is named after."""
    for cells in out.records(sheet):
        stated = pictures(cell(cells, sheet.column(*_FILES)))
        where = stated[0] if stated else None
        path = where if where and "://" in where else within(out.file, where) if where else None
        if path is None:
            out.refuse("the row names no picture: an address, or a file of the guide's folder")
            continue
        code = style_code(cell(cells, sheet.column("style_code", "sku")))
        title = wording.line(cell(cells, sheet.column(*_SHOES)))
        credit = wording.line(cell(cells, sheet.column(*_CREDITS)))
        out.picture(
            title=title or (None if code or "://" in path else shoe_of(PurePosixPath(path))),
            brand=wording.line(cell(cells, sheet.column("brand"))),
            style_code=code,
            picture=path,
            credit=credit,
            licence=wording.line(cell(cells, sheet.column(*_LICENCES))),
        )
