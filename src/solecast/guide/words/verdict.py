"""One sentence about a shoe, and sentences about what its page lacks; both made from numbers."""

import datetime as dt
from typing import Any

from ..answers import Growth, Place, Trend

_MOVES = {
    "rising": "its popularity is rising",
    "falling": "its popularity is falling",
    "fading": "it is fading from view",
    "stable": "its popularity shows no sure change",
    "seasonal": "it comes and goes with the season",
    "new": "it is too new for a trend",
    "sparse": "its signals are too thin for a trend",
}
_PRAISE = (
    (85.0, "Highly rated"),
    (75.0, "Well rated"),
    (60.0, "Fairly rated"),
    (0.0, "Poorly rated"),
)
_RANKING_WORDS = {
    "hottest": "hottest shoes",
    "rising": "shoes that are forecast to rise",
    "underrated": "most underrated shoes",
    "new": "newest shoes",
}


def verdict(score: float | None, trend: Trend | None, places: list[Place], changed: int) -> str:
    """One sentence: how it is rated, what its popularity does, where it ranks.

    `changed` is the number of attributes that differ from the previous version.
    """
    parts = [part for part in (_rated(score), _moves(trend)) if part]
    if not parts:
        known = f"{changed} known changes since the previous version" if changed else ""
        return f"No score and no signal yet{'; ' + known if known else ''}."
    sentence = ", and ".join(parts) if len(parts) == 2 else parts[0]
    top = [place for place in places if place.rank <= 10]
    if top:
        best = min(top, key=lambda place: place.rank)
        sentence += f": no. {best.rank} of the {_RANKING_WORDS[best.ranking]} in this guide"
    return sentence[0].upper() + sentence[1:] + "."


def _rated(score: float | None) -> str:
    if score is None:
        return ""
    praise = next(words for bound, words in _PRAISE if score >= bound)
    return f"{praise} ({score:.0f} of 100)"


def _moves(trend: Trend | None) -> str:
    if trend is None:
        return ""
    if not trend.current and trend.last_week:
        return f"no signal since {trend.last_week:%B %Y}"
    return _MOVES[trend.trend]


def gaps(
    name: str, trend: Trend | None, score: float | None, growth: Growth | None, colorways: int
) -> list[str]:
    """Say what a page lacks, why, and how to add it: one sentence each."""
    missing = []
    if trend is None:
        missing.append(
            f"No popularity signal mentions {name} yet. Add one to signals/: a Google Trends "
            "export with its name as a term, or a CSV with the columns date, shoe, metric, value, "
            "source."
        )
    elif not trend.current:
        missing.append(
            f"The signals of {name} end in {trend.last_week:%B %Y}, so there is no forecast from "
            "today. Newer observations in signals/ bring it back into the rankings."
        )
    elif growth is None:
        missing.append(
            f"{name} has no forecast: that takes at least 8 weekly observations, the last of them "
            f"within 26 weeks of the guide's date. Its signals are thinner, or single. Newer "
            "weekly figures in signals/ bring one."
        )
    if score is None:
        missing.append(
            f"No review or rating of {name} yet. Add a Markdown file to reviews/ with the front "
            "matter shoe, score, author and date."
        )
    if not colorways:
        missing.append(
            f"No catalog lists a colorway of {name}. Add a catalog to catalog/ with style code, "
            "colorway, price and release date."
        )
    return missing


def since(heat: list[dict[str, Any]]) -> dt.date | None:
    """Give the week from which a shoe's heat is on its present scale, None for its first.

    `heat`: its rows of the table, by week.
    """
    other = [row["week"] for row in heat if not row["open"] and row["scale"] != heat[-1]["scale"]]
    after = [row["week"] for row in heat if other and row["week"] > other[-1] and not row["open"]]
    return min(after, default=None)


def size(heat: list[dict[str, Any]]) -> str:
    """Say how far the size of a shoe's heat compares; `heat`: its rows of the table, by week."""
    if not heat:
        return ""
    last, start = heat[-1], since(heat)
    said = ""
    if not last["scale"]:
        said = (
            "No source counts this shoe beside others now, so its height cannot be compared; its "
            "shape can."
        )
    elif not last["anchored"]:
        said = (
            f"It compares only with shoes on the scale of {last['scale']}: nothing ties that to "
            "the guide's main scale. A shoe that both count for eight weeks would."
        )
    if start:
        said += (
            f" What lies before {start:%B %Y} is on another scale: its height says nothing beside "
            "today's."
        )
    return said.strip()
