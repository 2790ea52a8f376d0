"""Rank tables (published lists of the hottest products or brands) -> rank observations.

A row without a rank, in a list whose length is known, says that the subject stood below the
list: censored at its length, not zero. So does a brand's absence from a list that is known whole.
"""

from collections import defaultdict

from ...containers.sheet import Sheet, cell, source
from ...findings import Findings
from ...values import wording
from ...values.dates import parse_date, parse_quarter, parse_year
from ...values.money import parse_number

_PERIODS = ("period", "quarter", "date", "week", "month")
_RANKS = ("rank", "position")
_SHOES = ("product", "shoe", "sneaker", "name", "title")
_LENGTH = "list_size"
NEEDS = {"period": _PERIODS, "rank": _RANKS, "product": _SHOES}
_NOT_A_NAME = frozenset(
    {"rank", "ranks", "list", "lists", "weekly", "monthly", "quarterly", "index"}
)


def recognises(sheet: Sheet) -> bool:
    """Tell whether a table has a period, a rank and what is ranked, and nothing else measured.

    What is ranked are products, or brands; a table with the length of its list needs neither, for
    the name of its file may say whose places they are.
    """
    if not sheet.has(*_PERIODS) or not sheet.has(*_RANKS):
        return False
    if sheet.has(_LENGTH):
        return True
    return sheet.has(*_SHOES) and (sheet.has("list") or sheet.has("period", "quarter"))


def read(sheet: Sheet, out: Findings) -> None:
    """Read every place of a sneaker or a brand; other products and unranked rows are refused."""
    reader = _Reader(sheet, out)
    if reader.own:
        out.say(f"No column names a product or brand; the file's name is taken: {reader.own}.")
    for cells in out.records(sheet):
        reader.row(cells)
    reader.absent()


class _Reader:
    def __init__(self, sheet: Sheet, out: Findings) -> None:
        self.sheet, self.out = sheet, out
        self.period, self.rank = sheet.column(*_PERIODS), sheet.column(*_RANKS)
        self.shoe, self.brand = sheet.column(*_SHOES), sheet.column("brand")
        self.length, self.list = sheet.column(_LENGTH), sheet.column("list")
        self.source = sheet.column("source")
        named = self.shoe is not None or self.brand is not None
        self.own = None if named else _named_by(out.stem)
        self.of_brands = self.shoe is None and self.brand is not None
        self.listed: dict[str, set[str]] = defaultdict(set)
        self.lengths: dict[str, float] = {}

    def row(self, cells: list[str]) -> None:
        """Read one row."""
        self.out.source = source(cells, self.source, self.out.stem)
        problem = self._problem(cells)
        if problem:
            self.out.refuse(problem)
            return
        period, brand = cell(cells, self.period), wording.line(cell(cells, self.brand))
        rank, length = (parse_number(cell(cells, at)) for at in (self.rank, self.length))
        if self.of_brands and brand and length:
            self.listed[period].add(brand)
            self.lengths[period] = length
        title = self.own or wording.line(cell(cells, self.shoe))
        group = cell(cells, self.list) or "rank"
        self._observe(period, title, brand, rank, length, f"{self.out.source}:{group}")

    def _observe(
        self,
        period: str,
        title: str | None,
        brand: str | None,
        rank: float | None,
        length: float | None,
        group: str,
    ) -> None:
        quarter = parse_quarter(period)
        self.out.observation(
            title=title,
            brand=brand,
            scale_group=group,
            comparable=True,
            date=quarter or parse_date(period),
            period="quarter" if quarter else self._stretch(),
            metric="rank",
            value=length if rank is None else rank,
            censored=rank is None,
        )

    def absent(self) -> None:
        """Add the brands of a list to its quarters that are known whole and do not name them."""
        brands = sorted(set().union(*self.listed.values())) if self.listed else []
        for period in sorted(self.listed):
            length = self.lengths[period]
            if len(self.listed[period]) < length:
                continue
            for brand in brands:
                if brand not in self.listed[period]:
                    group = f"{self.out.source}:rank"
                    self._observe(period, None, brand, None, length, group)

    def _stretch(self) -> str:
        key = self.sheet.keys[self.period] if self.period is not None else ""
        return key if key in {"week", "month", "quarter"} else "day"

    def _problem(self, cells: list[str]) -> str | None:
        stated = cell(cells, self.period)
        rank, length = (parse_number(cell(cells, at)) for at in (self.rank, self.length))
        if cell(cells, self.sheet.column("is_sneaker")).lower() in {"0", "false", "no"}:
            return "not a sneaker"
        if not self.own and not wording.line(cell(cells, self._subject())):
            return "the row names no shoe" if self.shoe is not None else "the row names no brand"
        if parse_year(stated):
            return (
                f"the rank is that of the whole year {stated}, which no week of a trend can stand "
                "for; give the quarter (2017Q3) or the day on which the list came out"
            )
        if parse_quarter(stated) is None and parse_date(stated) is None:
            said = "a quarter is written as 2017Q3, a day as 2017-07-01"
            return f"the period is {stated[:40]!r}; {said}"
        if rank is None and length and not cell(cells, self.rank):
            return None  # Below the list: that is a datum.
        return "the rank is not given" if rank is None or rank < 1 else None

    def _subject(self) -> int | None:
        return self.shoe if self.shoe is not None else self.brand


def _named_by(stem: str) -> str:
    """Give the words of a file's name without those that say what kind of table it is."""
    words = wording.words(stem).split()
    return " ".join(word for word in words if word.lower() not in _NOT_A_NAME) or stem
