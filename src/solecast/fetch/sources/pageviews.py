"""Daily views of Wikipedia's articles, by Wikimedia's REST API.

https://wikimedia.org/api/rest_v1/#/Pageviews%20data (views since July 2015, CC0): days without a
view are left out, and an article without any is answered with 404. Views by people only
(`agent=user`); redirects are counted apart, so a title must be the article's own.
"""

import datetime as dt
import urllib.parse
from collections.abc import Sequence
from functools import partial
from typing import Any

from ...settings.config import Fetch
from ...settings.setting_values import ARTICLE
from .. import day_series
from ..day_series import Days, DaySeries, Row
from ..errand import JSON, Errand, Gathered, Question, SourceKind, as_json, changed, shape
from ..shelf import ROWS, file_name, lines
from ..troubles import NotFetched, Trouble
from ..web import Web, WebAnswer

_OLDEST = dt.date(2015, 7, 1)
_QUIET = 14
"""Days without a view after which an article that had some is no longer where it was."""


def _names(settings: Fetch) -> tuple[str, ...]:
    return settings.wikipedia


def _plan(errand: Errand, name: str) -> Question:
    address = partial(_address, errand, name)
    return day_series.plan(errand, f"wikipedia {name}", _OLDEST, address)


def _fetch(errand: Errand, name: str, web: Web) -> Gathered:
    asked = day_series.missing(errand, f"wikipedia {name}", _OLDEST)
    if asked is None:
        return Gathered(0)
    address = _address(errand, name, asked)
    is_known = bool(errand.shelf.state(f"wikipedia {name}"))
    try:
        answer = web.get(address, JSON)
        rows = _rows(as_json(answer), answer)
    except NotFetched as error:
        if error.trouble is not Trouble.MISSING:
            raise
        answer, rows = WebAnswer(address, None), {}
    if not rows and (not is_known or (asked[1] - asked[0]).days >= _QUIET):
        wanted = f"no views of {name!r} from {asked[0]} to {asked[1]}"
        raise NotFetched(Trouble.NOTHING, address, wanted=wanted)
    return Gathered(day_series.keep(errand, _series(name), asked, rows, answer))


def _series(name: str) -> DaySeries:
    project, title = _article(name)
    same = {"project": project, "article": title, "granularity": "daily"}
    of_all = {"access": "all-access", "agent": "user"}

    def zero(day: dt.date) -> Row:
        return {**same, "timestamp": f"{day:%Y%m%d}00", **of_all, "views": 0}

    folder = f"wikipedia/{project}/{file_name(title.replace('_', ' '))}"
    return DaySeries(f"wikipedia {name}", folder, _days, _written, zero)


def _article(name: str) -> tuple[str, str]:
    """Give an article's project and its title as addresses have it."""
    given = ARTICLE.fullmatch(name)
    project = f"{given[1] if given else 'en'}.wikipedia"
    title = urllib.parse.unquote(given[2]) if given else name.strip()
    title = "_".join(title.replace("_", " ").split())
    return project, title[:1].upper() + title[1:]


def _address(errand: Errand, name: str, asked: tuple[dt.date, dt.date]) -> str:
    project, title = _article(name)
    of = f"{project}/all-access/user/{urllib.parse.quote(title, safe='')}"
    days = f"{asked[0]:%Y%m%d}00/{asked[1]:%Y%m%d}00"
    home = errand.settings.services.pageviews.rstrip("/")
    return f"{home}/metrics/pageviews/per-article/{of}/daily/{days}"


def _rows(value: Any, answer: WebAnswer) -> Days:
    items = value.get("items") if isinstance(value, dict) else None
    if not isinstance(items, list):
        raise changed(answer, "an object with a list 'items'", shape(value))
    wrong = [item for item in items if not _is_item(item)]
    if wrong:
        raise changed(answer, "items with 'timestamp' and 'views'", shape(wrong[0]))
    return {_day(item): item for item in items}


def _is_item(item: Any) -> bool:
    if not isinstance(item, dict) or not isinstance(item.get("article"), str):
        return False
    views, stamp = item.get("views"), item.get("timestamp")
    return isinstance(views, int) and views >= 0 and isinstance(stamp, str) and _is_stamp(stamp)


def _is_stamp(stamp: str) -> bool:
    try:
        dt.datetime.strptime(stamp, "%Y%m%d00")
    except ValueError:
        return False
    return True


def _day(item: Row) -> dt.date:
    return dt.date.fromisoformat(item["timestamp"][:8])


def _days(value: Any) -> Days:
    items = value.get("items") if isinstance(value, dict) else None
    return {_day(item): item for item in items or () if _is_item(item)}


def _written(rows: Sequence[Row]) -> bytes:
    return lines({"items": ROWS}, rows)


KIND = SourceKind(_names, _plan, _fetch, "days")
