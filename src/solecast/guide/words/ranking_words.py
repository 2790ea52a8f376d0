"""Titles of rankings, why a shoe has its place, and why a ranking is empty, in words."""

from collections.abc import Sequence

from ...vocabulary import Row
from ..answers import Heading
from .amounts import fraction
from .line import trend
from .line.life_words import launches_keep
from .line.odds import half_more

_LEADS = {
    "sales": ("Outsells all that we can compare.", "Sells"),
    "searches": ("Searched more than all that we can compare.", "Searched"),
    "views": ("Looked at more than all that we can compare.", "Looked at"),
    "mentions": ("Talked about more than all that we can compare.", "Talked about"),
    "rank": ("Ranked above all that we can compare.", "Wanted"),
}
_ANY = ("Wanted more than all that we can compare.", "Wanted")
TITLES = {
    "hottest": ("Hottest", "Most wanted now, of all that we can compare."),
    "rising": ("Rising", "Up now, and likelier than most to go on."),
    "odds": ("Best odds", "Most likely to grow by half within a year, rising or not."),
    "underrated": ("Underrated", "Rated above most, noticed by few."),
    "new": ("New", "Just out or not out yet, too early for a trend."),
}
EMPTY = {
    "hottest": "No source counts several shoes beside each other now.",
    "rising": "No shoe is surely rising now with better odds than the rest.",
    "odds": "No shoe is followed closely enough to give odds.",
    "underrated": "No shoe is surely rated higher than it is noticed.",
    "new": "No shoe came out within the last year, and none is announced.",
}
_TOO_FEW = "Too few shoes have both a score and a popularity that compares: it takes five."
_HOW = {
    "hottest": "Ordered by heat in the last complete week, on the one scale that compares most.",
    "rising": "Shoes whose trend is a rise, with at least 1.25 times the average chance of growing "
    "by half within a year. The best chance comes first.",
    "odds": "Ordered by the chance that the same 13 weeks next year are at least half above the "
    "last 13. Shoes that fall, fade or are hardly counted are left out.",
    "underrated": "Ordered by how far a shoe is rated above where it is noticed, among the shoes "
    "with both. Of 2,000 draws within their errors, 80% must agree.",
    "new": "Ordered by release, or else by the week in which a source first counted the shoe. "
    "Shoes that are not out yet come last.",
}


def heading(name: str, sources: Sequence[Row], compared: int) -> Heading:
    """Give the words around a ranking.

    `sources` are the lines behind `hottest` (source, metric, weeks), `compared` the number of
    shoes that have both a score and a popularity that compares.
    """
    title, subtitle = TITLES[name]
    if name == "hottest" and len({row["source"] for row in sources}) == 1:
        (source,) = {row["source"] for row in sources}
        weeks = max(row["weeks"] for row in sources)
        title = f"Hottest in one week of {source}" if weeks == 1 else f"Hottest by {source}"
        subtitle = "One source, one week: no more than that." if weeks == 1 else subtitle
    few = name == "underrated" and compared < 5
    return Heading(title, subtitle, _TOO_FEW if few else EMPTY[name], _HOW[name])


_SINCE = {
    "released": "Out in",
    "listed": "Oldest colorway we list from",
    "counted": "First counted in",
    "ahead": "Before release. Out in",
    "colorway ahead": "Before release. The first colorway we list is due in",
}


def why(row: Row, trend_row: Row | None) -> str:
    """Say in one line why a shoe has its place; `row` is one of the table `rankings`.

    `row["best"]` is the highest value of the ranking, `trend_row` the shoe's row of `trends`.
    """
    reason = row["reason"]
    if reason == "heat":
        return _heat(row)
    if reason == "trend" and trend_row:
        return f"{trend.why(trend_row)} {_young(row['kept'])}".strip()
    if reason == "chance":
        return half_more(row["value"] / 100)
    if reason == "rating":
        return _rated(row)
    if reason == "year ahead":
        return f"Before release. Out in {row['date']:%Y}."
    return f"{_SINCE[reason]} {row['date']:%B %Y}."


def _heat(row: Row) -> str:
    best, verb = _LEADS.get(row["metric"] or "", _ANY)
    if row["rank"] == 1:
        return best
    return f"{verb} {fraction(row['value'] / row['best'])} the leader."


def _young(kept: float | None) -> str:
    return "" if kept is None else f"Newer than half a year; {launches_keep(kept)} by then."


def _rated(row: Row) -> str:
    noticed = "noticed by few" if row["heat_above"] < 33 else "noticed by fewer"
    if row["score_above"] >= 90:
        return f"Among the best rated, and {noticed}."
    return f"Rated above {'most' if row['score_above'] >= 67 else 'the middle'}, {noticed}."
