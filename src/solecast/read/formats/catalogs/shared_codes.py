"""Stock numbers of a shop's variants -> the style code that they share."""

import re
from collections.abc import Sequence

from .style_codes import style_code

_MARKS = "-_ /."
_DIGITS = re.compile(r"\D+")


def shared_code(skus: Sequence[str], sizes: Sequence[str] = ()) -> str | None:
    """Return the style code that the stock numbers of all sizes share.

    `sizes` runs parallel to `skus`: a number of one variant that ends in its size is read
    without it. None where the numbers share none.
    """
    pairs = [(sku, sizes[at] if at < len(sizes) else "") for at, sku in enumerate(skus) if sku]
    if not pairs:
        return None
    bare = {_without_size(sku, size) for sku, size in pairs}
    if len(bare) == 1:
        return style_code(bare.pop())
    shared = _shared_start([sku for sku, _ in pairs])
    cut = max(shared.rfind(mark) for mark in _MARKS)
    return style_code(shared[:cut]) if cut > 0 else None


def _without_size(sku: str, size: str) -> str:
    """Drop the last part of a stock number where it is the size: `DH6927-111-105` in 10.5."""
    cut = max(sku.rfind(mark) for mark in _MARKS)
    if cut <= 0 or not size:
        return sku
    last, digits = sku[cut + 1 :], _DIGITS.sub("", size)
    ends = _DIGITS.sub("", last)
    return sku[:cut] if last.lower() == size.lower() or (digits and ends == digits) else sku


def _shared_start(texts: Sequence[str]) -> str:
    low, high = min(texts), max(texts)
    end = next((at for at, char in enumerate(low) if char != high[at : at + 1]), len(low))
    return low[:end]
