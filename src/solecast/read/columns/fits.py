"""Which field a column can hold, judged by its cells: a field's veto, whatever the header says."""

from collections.abc import Callable

from .cells import Shape

_SOME, _MOST = 0.3, 0.6


def _money(shape: Shape) -> bool:
    # A price list may have ranges, which are no price, but a date or an answer is none either.
    amounts = shape.money + shape.range
    return (
        amounts >= 0.5
        and shape.money > 0
        and shape.flag < 0.5
        and shape.epoch < 0.5
        and not _only_years(shape)
    )


def _only_years(shape: Shape) -> bool:
    return shape.year > 0.9 and shape.filled > 3 and shape.marked == 0 and shape.distinct < 0.5


def _dated(shape: Shape) -> bool:
    return shape.date + shape.year + shape.season >= _SOME and shape.epoch < 0.5


def _size(shape: Shape) -> bool:
    return shape.sizes < 0.5 and shape.words < 6 and shape.url == 0


def _worded(shape: Shape) -> bool:
    return shape.letters >= 0.5 and shape.url < 0.5 and shape.uuid < 0.5 and shape.date < 0.8


def _title(shape: Shape) -> bool:
    return shape.letters >= 0.5 and shape.url < 0.5 and shape.uuid < 0.5 and shape.flag < 0.5


def _number(shape: Shape) -> bool:
    return shape.number >= 0.5


def _address(shape: Shape) -> bool:
    return shape.url >= 0.5


_FITS: dict[str, Callable[[Shape], bool]] = {
    "title": _title,
    "brand": lambda shape: shape.number < 0.5 and shape.url < 0.5 and shape.flag < 0.8,
    "model": lambda shape: shape.url < 0.5 and shape.date < 0.8,
    "colorway": lambda shape: shape.url < 0.5 and shape.money < 0.5,
    "colorways": _worded,
    "nickname": _worded,
    "collaborator": _worded,
    "gender": lambda shape: shape.number < 0.5,
    "style_code": lambda shape: shape.url < 0.5 and shape.words < 4 and shape.uuid < 0.5,
    "gtin": lambda shape: shape.gtin >= _SOME,
    "size": _size,
    "sizes": lambda shape: shape.sizes >= _SOME,
    "subtitle": _worded,
    "description": lambda shape: shape.letters >= 0.5,
    "url": _address,
    "picture": lambda shape: shape.letters >= 0.5,
    "retail_price": _money,
    "price": _money,
    "currency": lambda shape: shape.number < 0.5 and shape.words < 3,
    "release_date": _dated,
    "sold_on": lambda shape: shape.date >= 0.5,
    "date": _dated,
    "score": _number,
    "rating": lambda shape: shape.number + shape.range >= 0.5,
    "ratings": lambda shape: shape.number >= 0.5,
    "reviewed_on": lambda shape: shape.date >= 0.5,
    "status": lambda shape: shape.money < 0.5,
}


def fits(field: str, shape: Shape) -> bool:
    """Tell whether a column of this shape can hold a field; an empty column can hold any."""
    test = _FITS.get(field)
    return shape.filled == 0 or test is None or test(shape)
