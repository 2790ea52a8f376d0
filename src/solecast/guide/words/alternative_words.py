"""Why another shoe is worth a look, in one line; a `row` is one of the table `alternatives`."""

from ...vocabulary import Row
from ..answers import label
from .amounts import about, listed, money

_KINDS = {
    "easier to get": "easier to get",
    "better scored": "rated higher",
    "hotter": "wanted more now",
}
_WHERE = {"sold": " in resale", "asking": " in shops"}
_COMMON = ("colour", "category", "price", "brand")


def why(row: Row, currency: str) -> str:
    """Say what both have, then what speaks for the other: `Suede too, and cheaper at $85.`

    `currency` is the guide's: a price in another is told as it is, and about what it is worth.
    """
    same = _same(row["shared"] or [])
    lead = ["The version before"] if row["is_previous"] else same[:1]
    speaks = _speaks(row, currency)
    if not speaks:
        parts = lead if row["is_previous"] else same[:2] or ["Alike in many small things"]
        return f"{', '.join([parts[0], *(_lower(part) for part in parts[1:])])}."
    return f"{lead[0]}, and {speaks}." if lead else f"{speaks[0].upper()}{speaks[1:]}."


def _speaks(row: Row, currency: str) -> str:
    if row["kind"] == "cheaper":
        where = _WHERE.get(row["figure"], "")
        price = money(round(row["theirs"]), row["currency"])
        return f"cheaper at {about(price, row['worth'], currency)}{where}"
    return _KINDS.get(row["kind"], "")


def _same(shared: list[Row]) -> list[str]:
    """Say what two shoes have in common, one thing each, the most telling first."""
    by_attribute: dict[str, list[str]] = {}
    for part in shared:
        by_attribute.setdefault(part["attribute"], [])
        if part["value"]:
            by_attribute[part["attribute"]].append(part["value"])
    # What any two shoes may share comes last.
    ordered = sorted(by_attribute, key=lambda name: _COMMON.index(name) if name in _COMMON else -1)
    said = (_say(name, by_attribute[name]) for name in ordered)
    return [part for part in said if part]


def _say(name: str, values: list[str]) -> str:
    value = listed(values[:2])
    sentences = {
        "model": "The same line",
        "brand": "The same maker",
        "price": "About the same price",
        "category": f"{_article(value)} {value} shoe too" if value else "",
        "by": f"Also with {value.title()}",
        "colour": f"Also in {value}",
    }
    if name in sentences:
        return sentences[name]
    what = _lower(label(name))
    return f"{value[0].upper()}{value[1:]} {what} too" if value else f"A similar {what}"


def _article(word: str) -> str:
    return "An" if word[:1].lower() in "aeiou" else "A"


def _lower(said: str) -> str:
    return f"{said[0].lower()}{said[1:]}"
