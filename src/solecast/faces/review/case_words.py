"""Cases in words, and which words of two names differ: shared by terminal and page."""

from collections.abc import Iterable

from ...guide.answers import Card
from ...link.lexicon.tokenizer import words
from ...model import Row
from .cases import Case, Record
from .docket import Done, ShoeChoice

MOST_SHOWN = 240
"""Longest name that is shown, in characters; the rest is cut."""

STATE_WORDS = {
    "review": "waits for a decision",
    "conflict": "conflict",
    "unlinked": "linked to no shoe",
    "model": "names a family, no version",
    "brand": "names a brand, no model",
    "linked": "linked",
    "rejected": "rejected",
}

_KINDS = {
    "listing": ("listing", "listings"),
    "observation": ("observation", "observations"),
    "review": ("review", "reviews"),
    "article": ("article", "articles"),
    "fact": ("fact", "facts"),
    "picture": ("picture", "pictures"),
}

Piece = tuple[str, bool]
"""A stretch of a text, and whether the other side lacks it."""


def plain(text: str | None, most: int = MOST_SHOWN) -> str:
    """Make a stranger's text safe for a terminal and a line: no control signs, not endless."""
    shown = "".join(c if c.isprintable() else " " for c in (text or "")[: most + 1]).strip()
    return shown if len(shown) <= most else shown[:most] + "…"


def differing(text: str, others: Iterable[str | None]) -> list[Piece]:
    """Part a text where its words are, or are not, among the words of `others`."""
    known = {word.text for other in others for word in words(other or "")}
    pieces: list[Piece] = []
    at = 0
    for word in words(text):
        lacks = word.text not in known
        if lacks and word.start >= at:
            pieces += [(text[at : word.start], False), (text[word.start : word.end], True)]
            at = word.end
    return [piece for piece in [*pieces, (text[at:], False)] if piece[0]]


def record_name(record: Record, candidate: ShoeChoice | None) -> list[Piece]:
    """Give the record's name with the words that the candidate lacks."""
    name = plain(record.name) or "no title"
    return differing(name, _right(candidate)) if candidate else [(name, False)]


def candidate_name(record: Record, candidate: ShoeChoice) -> list[Piece]:
    """Give the candidate's name with the words that the record lacks."""
    colorway = f" · {candidate.colorway}" if candidate.colorway else ""
    return differing(plain(candidate.card.name + colorway), [record.name, record.brand])


def _right(candidate: ShoeChoice) -> list[str | None]:
    card = candidate.card
    return [card.name, card.brand, candidate.colorway, *candidate.style_codes]


def verdict(case: Case) -> str:
    """Say how sure the link is and why, in one line."""
    return f"{certainty(case)}: {reasons(case)}"


def reasons(case: Case) -> str:
    """Say why the link is as it is; of many reasons the first three."""
    codes = case.record.style_codes
    if len(case.reasons) > 1 and all(one.startswith(_TWO_CODES) for one in case.reasons):
        more = f" and {len(codes) - 4} more" if len(codes) > 4 else ""
        return f"one name, {len(codes)} style codes: {plain(', '.join(codes[:4]))}{more}"
    first = "; ".join(plain(reason) for reason in case.reasons[:3])
    return first + (f"; and {len(case.reasons) - 3} more" if len(case.reasons) > 3 else "")


_TWO_CODES = "one name, two style codes"


def certainty(case: Case) -> str:
    """Say the probability of the link in figures and words."""
    if case.state == "conflict":
        return "Conflict"
    if not case.suggested:
        return "No shoe found"
    how = next(word for least, word in _SURE if case.probability >= least)
    return f"{case.probability:.0%}, {how}"


_SURE = ((0.95, "all but certain"), (0.8, "likely"), (0.5, "perhaps"), (0.0, "hardly"))


def amount(record: Record) -> str:
    """Count the records: `386 observations, 2 listings`."""
    return ", ".join(f"{n:,} {_KINDS[kind][n != 1]}" for kind, n in record.kinds.items())


def money(value: float | None, currency: str | None) -> str:
    """Write an amount with its currency; nothing when it is unknown."""
    return (
        "" if value is None else f"{value:,.2f}".removesuffix(".00") + f" {currency or ''}".rstrip()
    )


def sides(case: Case, candidate: ShoeChoice | None) -> list[tuple[str, str, str]]:
    """Give the rows under the names: label, record, candidate."""
    record = case.record
    card = candidate.card if candidate else None
    codes = candidate.style_codes if candidate else []
    more = f" and {len(codes) - 3} more" if len(codes) > 3 else ""
    places = f" and {record.files - 1} more files" if record.files > 1 else ""
    rows = [
        ("Brand", plain(record.brand), card.brand if card else ""),
        ("Style code", plain(", ".join(record.style_codes[:3])), ", ".join(codes[:3]) + more),
        (
            "Price",
            money(_price(record), record.currency),
            money(card.price, card.currency) if card else "",
        ),
        (
            "Released",
            record.release_date.isoformat() if record.release_date else "",
            _released(card) if card else "",
        ),
        ("Records", amount(record), _colorways(candidate)),
        ("From", f"{plain(record.file)}:{record.line}{places}", _linked(candidate)),
    ]
    return [row for row in rows if row[1] or row[2]]


def _released(card: Card) -> str:
    if card.first_released:
        return str(card.first_released)
    day = card.earliest_colorway
    return f"{day.isoformat()}, its earliest colorway" if day else ""


def _price(record: Record) -> float | None:
    return record.retail_price if record.retail_price is not None else record.price


def _colorways(candidate: ShoeChoice | None) -> str:
    if candidate is None:
        return ""
    count = candidate.card.colorways
    return f"{count} colorway{'' if count == 1 else 's'}" if count else ""


def _linked(candidate: ShoeChoice | None) -> str:
    titles = candidate.titles if candidate else []
    return "linked so far: " + "; ".join(plain(title, 60) for title in titles) if titles else ""


def side(row: Row) -> tuple[str, str, str]:
    """Give one listing of a conflict: style code, name, and where it stands at which price."""
    price = money(row["price"], row["currency"])
    place = f"{plain(row['file'])}:{row['line']}"
    stated = ", ".join(part for part in (price, place) if part)
    return plain(row["style_code"]), plain(row["title"], 100), f"{stated}: {row['shoe'] or 'none'}"


def accepting(case: Case) -> str:
    """Say what accepting does."""
    return "Yes, it stays so" if case.state in {"conflict", "linked"} else "Yes, it is this shoe"


def rejecting(case: Case, candidate: ShoeChoice | None) -> str:
    """Say what rejecting does to the records."""
    if candidate is None:
        return "Not a shoe of this guide: left out"
    if "listing" in case.record.kinds:
        return "Not this shoe: a shoe of its own"
    return "Not this shoe: left out"


def told(done: Done) -> str:
    """Say what was decided."""
    name, shoe = plain(done.case.record.name, 80), done.decision.shoe
    if done.decision.verdict == "accept":
        return f"Accepted: {name} is {shoe}."
    return f"Rejected: {name} is not {shoe}." if shoe else f"Rejected: {name} is no shoe."


def undone(case: Case) -> str:
    """Say that the decision on a case is taken back."""
    return f"Taken back: {plain(case.record.name, 80)} waits again."


def taken_back(count: int, folder: str) -> str:
    """Say how many decisions were taken back, and what to do next."""
    if not count:
        return "There was no decision to take back."
    return f"{_decisions(count)} taken back; run: solecast build {folder}"


def _decisions(count: int) -> str:
    return f"{count:,} decision{'' if count == 1 else 's'}"


def farewell(decisions: int, waiting: int, folder: str) -> str:
    """Say what was saved, what is left and what to do next."""
    left = f"{waiting:,} still {'waits' if waiting == 1 else 'wait'}. " if waiting else ""
    if not decisions:
        return f"{left}Nothing was decided."
    return f"{left}{_decisions(decisions)} saved to decisions.csv; run: solecast build {folder}"
