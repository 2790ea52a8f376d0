"""How much of the world's news holds a phrase, day by day, by GDELT's DOC 2.0 API.

https://blog.gdeltproject.org/gdelt-doc-2-0-api-debuts/ (mode `timelinevol`: per cent of all news of
the day). Steps are days only where a week or more is asked for. What is wrong with a question is
answered in words of plain text, with status 200.
"""

import datetime as dt
import functools
import urllib.parse
from collections.abc import Sequence
from typing import Any

from ...settings.config import Fetch
from .. import day_series
from ..day_series import Days, DaySeries, Row
from ..errand import JSON, Errand, Gathered, Question, SourceKind, changed, shape
from ..errand import as_json as parsed
from ..shelf import ROWS, file_name, lines
from ..troubles import NotFetched, Trouble
from ..web import Web, WebAnswer

_OLDEST = dt.date(2017, 1, 1)
_LEAST = dt.timedelta(days=13)
"""Two weeks are always asked for: of less than one the steps are hours."""
_RECENT = dt.timedelta(days=89)
_ONLY_RECENT = "last 3 months"
_TOO_OFTEN = "limit requests"

_Span = tuple[dt.date, dt.date]


def _names(settings: Fetch) -> tuple[str, ...]:
    return settings.news


def _plan(errand: Errand, name: str) -> Question:
    address = functools.partial(_address, errand, name)
    return day_series.plan(errand, f"news {name}", _OLDEST, address)


def _fetch(errand: Errand, name: str, web: Web) -> Gathered:
    asked = day_series.missing(errand, f"news {name}", _OLDEST)
    if asked is None:
        return Gathered(0)
    try:
        answer, rows = _ask(errand, name, asked, web)
    except NotFetched as error:
        recent = (max(asked[0], asked[1] - _RECENT), asked[1])
        if _ONLY_RECENT not in error.got or recent == asked:
            raise
        answer, rows = _ask(errand, name, recent, web)
    is_known = bool(errand.shelf.state(f"news {name}"))
    if not is_known and not any(row["value"] for row in rows.values()):
        wanted = f"no news with {_query(name)} from {asked[0]} to {asked[1]}"
        raise NotFetched(Trouble.NOTHING, answer.address, wanted=wanted)
    return Gathered(day_series.keep(errand, _series(name), asked, rows, answer))


def _ask(errand: Errand, name: str, asked: _Span, web: Web) -> tuple[WebAnswer, Days]:
    answer = web.get(_address(errand, name, asked), JSON)
    try:
        return answer, _rows(parsed(answer), answer)
    except NotFetched as error:
        if error.trouble is not Trouble.TYPE or not answer.type.startswith("text/"):
            raise
        busy = _TOO_OFTEN in answer.start
        trouble = Trouble.BUSY if busy else Trouble.SAYS
        raise NotFetched(trouble, answer.address, got=answer.start) from None


def _query(name: str) -> str:
    return name if '"' in name else f'"{name}"'


def _address(errand: Errand, name: str, asked: _Span) -> str:
    first = min(asked[0], asked[1] - _LEAST)
    words = {
        "query": _query(name),
        "mode": "timelinevol",
        "format": "json",
        "startdatetime": f"{first:%Y%m%d}000000",
        "enddatetime": f"{asked[1]:%Y%m%d}235959",
    }
    return f"{errand.settings.services.news}?{urllib.parse.urlencode(words)}"


def _series(name: str) -> DaySeries:
    write = functools.partial(_written, _query(name))
    return DaySeries(f"news {name}", f"news/{file_name(name)}", _days, write, _zero)


def _zero(day: dt.date) -> Row:
    return {"date": f"{day:%Y%m%d}T000000Z", "value": 0}


def _written(query: str, rows: Sequence[Row]) -> bytes:
    details = {"title": query, "date_resolution": "day"}
    series = {"series": "Volume Intensity", "data": ROWS}
    return lines({"query_details": details, "timeline": [series]}, rows)


def _rows(value: Any, answer: WebAnswer) -> Days:
    """Give the days of an answer; an empty object is GDELT's way to say that there are none."""
    if value == {}:
        return {}
    timeline = value.get("timeline") if isinstance(value, dict) else None
    if not isinstance(timeline, list):
        raise changed(answer, "an object with a list 'timeline'", shape(value))
    steps = [step for series in timeline[:1] for step in _steps(series)]
    wrong = [step for step in steps if _day(step) is None]
    if wrong:
        raise changed(answer, "a date and a value for each day", shape(wrong[0]))
    return {day: step for step in steps if (day := _day(step))}


def _steps(series: Any) -> list[Any]:
    data = series.get("data") if isinstance(series, dict) else None
    return data if isinstance(data, list) else [series]


def _day(step: Any) -> dt.date | None:
    """Give the day of a step; None where it is no day with a value."""
    value = step.get("value") if isinstance(step, dict) else None
    if not isinstance(value, int | float) or value < 0:
        return None
    try:
        return dt.datetime.strptime(str(step.get("date")), "%Y%m%dT000000Z").date()
    except ValueError:
        return None


def _days(value: Any) -> Days:
    timeline = value.get("timeline") if isinstance(value, dict) else None
    steps = [step for series in timeline or () for step in _steps(series)]
    return {day: step for step in steps if (day := _day(step))}


KIND = SourceKind(_names, _plan, _fetch, "days")
