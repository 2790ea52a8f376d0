"""Global trade item numbers: checked, and padded to 14 digits.

The check digit is that of GS1: weights 3 and 1 from the right, up to the next ten.
"""

_LENGTHS = frozenset({8, 12, 13, 14})
_IN_SHOP = ("02", "04", "2", "05", "98", "99")
"""Prefixes of 13 digits that shops and coupons use for themselves."""


def gtin(stated: str | None) -> str | None:
    """Return a valid GTIN-8, -12, -13 or -14 as 14 digits; None for anything else.

    A workbook's `1.92501e+11` has lost digits and is none; a leading apostrophe is dropped.
    """
    digits = (stated or "").strip().lstrip("'").replace(" ", "").replace("-", "")
    if not digits.isascii() or not digits.isdecimal() or len(digits) not in _LENGTHS:
        return None
    if len(digits) == 13 and digits.startswith(_IN_SHOP):
        return None
    padded = digits.zfill(14)
    weighed = sum(int(digit) * (3 if at % 2 == 0 else 1) for at, digit in enumerate(padded[:13]))
    right = (10 - weighed % 10) % 10 == int(padded[13]) and int(padded) > 0
    return padded if right else None


def is_gtin(stated: str) -> bool:
    """Tell whether a cell holds a valid GTIN."""
    return gtin(stated) is not None
