"""What the import report says of the columns of a table."""

import difflib
from functools import cache

from ...settings.fields import IGNORE
from ..containers.sheet import Sheet, only
from ..findings import Findings
from .fits import fits
from .header import read_header, words
from .understanding import SEVERAL, Understanding, proposals, understand

_SHOWN = 12
_NEAREST = {"money": "price", "date": "release_date", "size": "size", "name": "title"}


def say_columns(sheet: Sheet, found: Understanding, out: Findings) -> None:
    """Tell what was taken by its cells, and what was not understood with a line to paste."""
    for at in found.by_cells:
        field = next(name for name, columns in found.fields.items() if at in columns)
        words = field.replace("_", " ")
        out.say(f"{_shown(sheet, at)!r} was taken as the {words}, by its cells.")
    if found.no_model is not None:
        header = _shown(sheet, found.no_model)
        out.say(f"{header!r} does not hold models but numbers or whole titles; the title was read.")
    for name, columns in found.fields.items():
        for at in columns:
            sheet.taken.setdefault(at, name)
    for at, name in found.specs.items():
        sheet.taken.setdefault(at, name)
    unknown = [at for at in found.unknown if sheet.header[at]]
    if not unknown:
        return
    lacking = "No column gives a price; not" if not found.has("price", "retail_price") else "Not"
    names = ", ".join(_shown(sheet, at) for at in unknown[:_SHOWN])
    more = f" and {len(unknown) - _SHOWN} more" if len(unknown) > _SHOWN else ""
    near = _nearest(found, unknown)
    field = near[1] if near else "publish"
    example = _shown(sheet, near[0] if near else unknown[0])
    out.say(
        f"{lacking} understood, so not published: {names}{more}. "
        f'To use one, write under [columns]: "{example}" = "{field}".'
    )


def _shown(sheet: Sheet, at: int) -> str:
    return sheet.header[at][:40]


def without_ignored(sheet: Sheet, out: Findings) -> Sheet:
    """Leave the columns out that the guide ignores: no reader sees them."""
    ignored = {at for at, target in sheet.mapped.items() if target.strip().lower() == IGNORE}
    if not ignored:
        return sheet
    out.unused.update(dict.fromkeys(sheet.header[at] for at in sorted(ignored)))
    return only(sheet, [at for at in range(len(sheet.header)) if at not in ignored])


def report_columns(sheet: Sheet, out: Findings) -> None:
    """Report what each column of a table was taken for, and which were not understood."""
    found = understand(sheet)
    for at, name in enumerate(sheet.header):
        if not name.strip():
            continue
        if at in sheet.taken:
            by = "guide" if at in sheet.mapped else "cells" if at in found.by_cells else "header"
            out.understood[name] = (sheet.taken[at], by)
        elif at in found.unknown:
            out.unknown[name] = guesses(found, at)
        else:
            out.unused[name] = None
    out.show(sheet.header, sheet.sample)


def guesses(found: Understanding, at: int) -> list[str]:
    """Give the fields that a column may hold which was not understood, the likeliest first.

    Its cells tell, and words of its header that are like words known; `publish` is always left.
    """
    header, cells = found.headers[at], found.shapes[at]
    told = [name for sign, name in _SIGNS.items() if getattr(cells, sign) > _SURE]
    for known in [near for word in header.unknown for near in _like(word)]:
        told += [name for name, _ in proposals(read_header(known))]
    told += [field for reading in header.readings
             for concept, field in _NEAREST.items() if concept in reading]  # fmt: skip
    free = [name for name in dict.fromkeys(told) if name in SEVERAL or not found.has(name)]
    fitting = [name for name in free if fits(name, cells)]
    return [*fitting[:_GUESSES], "publish"]


def _like(word: str) -> list[str]:
    """Give known words that are spelled like a word, or that it ends or begins with."""
    near = difflib.get_close_matches(word, _single_words(), 2, _LIKE)
    inside = [one for one in _single_words() if word.endswith(one) or word.startswith(one)]
    return [*near, *sorted(inside, key=len, reverse=True)[:1]]


@cache
def _single_words() -> list[str]:
    return [phrase[0] for phrase in words() if len(phrase) == 1 and len(phrase[0]) > 3]


_SURE, _LIKE, _GUESSES = 0.8, 0.8, 3
_SIGNS = {
    "marked": "price", "money": "price", "gtin": "gtin", "code": "style_code", "url": "url",
    "date": "release_date", "year": "release_date", "season": "release_date", "size": "size",
}  # fmt: skip


def say_unknown(sheet: Sheet, out: Findings) -> None:
    """Say why a table is of no format, and what would make it one."""
    found = understand(sheet)
    report_columns(sheet, out)
    shown = ", ".join(_shown(sheet, at) or "(no header)" for at in range(len(sheet.keys))[:_SHOWN])
    named = found.first("title")
    if named is not None:
        out.say(
            f"{_shown(sheet, named)!r} names shoes, but no other column says what can be read of "
            f"them: {shown}."
        )
        return
    worded = [at for at, one in enumerate(found.shapes) if one.letters > 0.5 and one.url < 0.5]
    example = max(worded, key=lambda at: (found.shapes[at].words, found.shapes[at].distinct),
                  default=0)  # fmt: skip
    out.say(
        f"No column names a shoe; the columns are: {shown}. If one does, write under [columns]: "
        f'"{_shown(sheet, example)}" = "title".'
    )


def _nearest(found: Understanding, unknown: list[int]) -> tuple[int, str] | None:
    """Give the column that most likely holds a field that is missing, by header, then by cells."""
    for at in unknown:
        for reading in found.headers[at].readings:
            for concept, field in _NEAREST.items():
                if concept in reading and not found.has(field):
                    return at, field
    money = [at for at in unknown if found.shapes[at].money > 0.8 and found.shapes[at].year < 0.5]
    return (money[0], "price") if money and not found.has("price") else None
