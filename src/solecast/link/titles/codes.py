"""Style codes and sizes: the parts of a title that follow a fixed pattern."""

import re

_CODE = re.compile(
    r"(?<![\w-])(?:"
    r"[A-Z]{2}\d{4}[- ]\d{3}"  # Nike since 2018: CW2288-111
    r"|\d{6}[- _]\d{3}"  # Nike before: 831352-001
    r"|\d{4}[A-Z]\d{3}[-. ]\d{3}"  # ASICS: 1201A906-001
    r"|[A-Z]\w{4}[-]\d{4}(?=\W|$)"  # ASICS before: H5V2L-8990
    r"|[A-Z]\d{3}[A-Z]\d{4}"  # ASICS: T626N9601
    r"|[A-Z]{2}\d{4}|[A-Z]\d{5}"  # adidas: BZ0057, B75806
    r"|(?:CM|ML|BB|CT|MS|WS|PC|GC|GR|MR|MT|WL|[MWU])\d{3,4}[A-UW-Z][A-Z0-9]{1,3}"  # M990GL5
    r"|\d{6}[-_]\d{2}"  # Puma: 103672-01
    r"|VN[0-9A-Z]{8,10}"  # Vans
    r"|\d{10}[A-Z]\d{3}"  # Brooks
    r"|\d{6}C|L\d{8}"  # Converse, Salomon
    r"|[A-Z]\d{2}[A-Z]{2}\d{3}"  # Mihara: A05FW702
    r"|TB[0-9A-Z]{6,10}"  # Timberland
    r"|[A-Z]{3,7}\d{4}[A-Z]{2}"  # Diadora: DIARUW7903GP
    r")(?![\w])"
)
_MAY_BE_CODE = re.compile(r"[A-Z]\d|\d[A-Z]|\d{6}|-\d{4}|TB|VN")
"""What every style code holds; a title without it is not looked through."""
_MAY_BE_SIZE = ("us", "uk", "eu", "siz", "sz", "gr", "tai", "tag", "tal", "maat", "roz")
_STATED = re.compile(r"[^\W_][\w./-]{2,30}")
_SIZE = re.compile(
    r"\b(?:size|sz|taille|gr(?:ö|o)(?:ß|ss)e|taglia|talla|maat|rozmiar|us|uk|eu|eur)"
    r"\.?\s?(?:[mw]\s?)?\d{1,2}(?:[.,]5|\s?1/2|\s?2/3|\s?1/3)?"
    r"(?:\s?[-–]\s?\d{1,2}(?:[.,]5)?|(?:[\s,/]{1,2}\d{1,2}(?:[.,]5)?(?![\w/])){2,20})?"
    r"(?!\w|[.,]\d)",
    re.IGNORECASE,
)
_FRACTION = re.compile(r"\d/\d")
_SEVERAL = re.compile(r"[-–]|\d[\s,/]+\d+(?:[.,]5)?[\s,/]+\d")
_LATE_SIZE = re.compile(
    r"(?:"
    r"(?:3[5-9]|4[0-9]|50)(?:[.,]5|\s?[12]/3)?"  # EU
    r"|(?:[3-9]|1[0-8])[.,]5"  # a half size can be nothing else
    r"|(?<=[-–|,] )(?:[4-9]|1[0-8])"
    r"|(?<=[sS] )(?:[4-9]|1[0-8])"  # Men's 10, Womens 8
    r")\s?[MWYmwy]?\s*$"
)
_BETWEEN = re.compile(r"[/,;|\s()]+")
_SEPARATORS = re.compile(r"[\s_.]+")


def style_codes(title: str) -> list[tuple[int, int]]:
    """Give the places of style codes in a title."""
    if not _MAY_BE_CODE.search(title):
        return []
    return [match.span() for match in _CODE.finditer(title)]


def sizes(title: str) -> list[tuple[int, int]]:
    """Give the places of sizes in a title."""
    lower = title.lower()
    if not any(mark in lower for mark in _MAY_BE_SIZE):
        return []
    return [match.span() for match in _SIZE.finditer(title)]


def one_size(said: str) -> str | None:
    """Give a size as it is said; `Size 7.5-12` and `UK 5 6 7` are several, so none."""
    return None if _SEVERAL.search(_FRACTION.sub("", said)) else said


def late_size(title: str) -> tuple[int, int] | None:
    """Give the place of a bare size at the end of a title: EU 35-50, halves, or after a dash."""
    found = _LATE_SIZE.search(title)
    before = title[: found.start()][-1:] if found else ""
    return found.span() if found and before in {" ", "("} else None


def normal(code: str) -> str:
    """Give one spelling for a style code: upper case, parts joined by `-`."""
    return _SEPARATORS.sub("-", code.strip().upper())


def stated(column: str | None) -> list[str]:
    """Read a catalog's style code column: one or more codes parted by `/`, `,` or spaces.

    What holds no digit, or reads like an address (`bear-claw-mule-black`), is not a code.
    """
    found: list[str] = []
    for part in _BETWEEN.split(column) if column else ():
        code = normal(part)
        digits = sum(c.isdigit() for c in code)
        if _STATED.fullmatch(part) and digits >= 3 and code.count("-") <= 2 and len(code) >= 4:
            found.append(code)
    return list(dict.fromkeys(found))
