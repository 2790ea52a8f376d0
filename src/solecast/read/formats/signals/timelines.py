"""Answers of public APIs with one value per day: Wikimedia pageviews and GDELT timelines.

Also forum posts by sneaker: the JSON shape `{sneaker: [{Post_title, Created_at}]}`.
"""

import datetime as dt
import re
import urllib.parse
from typing import Any

from ....model import Row
from ... import limits
from ...containers.nested_rows import scalar
from ...findings import Findings
from ...values import wording
from ...values.dates import parse_date, parse_epoch, period
from ...values.money import parse_number

_PERIODS = {"daily": "day", "monthly": "month", "hourly": "instant"}
_PHRASE = re.compile(r'"([^"]+)"')
_OPERATOR = re.compile(r"\b[a-z0-9]{3,20}:[^\s()]{1,60}", re.IGNORECASE)


def recognises_pageviews(value: Any) -> bool:
    """Tell whether a value is `{items: [{article, timestamp, views}]}`."""
    items = value.get("items") if isinstance(value, dict) else None
    return isinstance(items, list) and any(
        isinstance(item, dict) and {"article", "timestamp", "views"} <= set(item) for item in items
    )


def read_pageviews(value: Any, out: Findings) -> None:
    """Read each item as the views of an article."""
    for ordinal, item in enumerate(value["items"], 1):
        row = item if isinstance(item, dict) else {}
        out.record(ordinal, " ".join(scalar(part) for part in row.values()))
        day = parse_date(scalar(row.get("timestamp")))
        views = parse_number(scalar(row.get("views")))
        article = urllib.parse.unquote(scalar(row.get("article"))).replace("_", " ")
        if day is None or views is None or views < 0 or not article.strip():
            out.refuse("the item needs an article, a timestamp and views of zero or more")
            continue
        project = scalar(row.get("project")) or "wikimedia"
        out.observation(
            title=wording.line(article),
            source=project,
            scale_group=f"{project}:views",
            comparable=True,
            date=day,
            period=_PERIODS.get(scalar(row.get("granularity")), "day"),
            metric="views",
            value=views,
        )


def recognises_gdelt(value: Any) -> bool:
    """Tell whether a value is `{query_details, timeline: [{series, data}]}`."""
    return isinstance(value, dict) and isinstance(value.get("timeline"), list)


def read_gdelt(value: Any, out: Findings) -> None:
    """Read each step of each series as mentions of the query's words."""
    details = value.get("query_details")
    query = scalar(details.get("title")) if isinstance(details, dict) else ""
    phrase = _PHRASE.search(query)
    words = phrase[1] if phrase else _OPERATOR.sub("", query).replace('"', " ").strip(" ()")
    title = wording.line(words)
    if title is None:
        out.say("The answer names no query; the file's name is taken as the shoe.")
        title = wording.words(out.stem)
    ordinal = 0
    for series in value["timeline"]:
        steps = series.get("data") if isinstance(series, dict) else None
        rows = [row for row in steps if isinstance(row, dict)] if isinstance(steps, list) else []
        days = [parse_date(scalar(row.get("date"))) for row in rows]
        length = period(day for day in days if day)
        for row, day in zip(rows, days, strict=True):
            ordinal += 1
            out.record(ordinal, " ".join(scalar(part) for part in row.values()))
            _step(row, day, title, length, out)


def _step(row: Row, day: dt.date | None, title: str, length: str, out: Findings) -> None:
    value = parse_number(scalar(row.get("value")))
    if day is None or value is None or value < 0:
        out.refuse("the step needs a date and a value of zero or more")
        return
    out.observation(
        title=title,
        source="GDELT",
        scale_group="GDELT:mentions",
        comparable=True,
        date=day,
        period=length,
        metric="mentions",
        value=value,
    )


def recognises_listing(value: Any) -> bool:
    """Tell whether a value is a listing of posts, as Reddit answers (`data`, `children`)."""
    return any(_is_post(one) for one in _children(value))


def _children(value: Any) -> list[Any]:
    data = value.get("data") if isinstance(value, dict) else None
    children = data.get("children") if isinstance(data, dict) else None
    return children if isinstance(children, list) else []


def _is_post(one: Any) -> bool:
    """Tell whether a child is a post: lists of forums (kind `t5`) have titles, too."""
    data = one.get("data") if isinstance(one, dict) and one.get("kind", "t3") == "t3" else None
    return isinstance(data, dict) and {"title", "created_utc"} <= set(data)


def read_listing(value: Any, out: Findings) -> None:
    """Read each post as a review without a subject; its forum is the source."""
    for ordinal, one in enumerate(_children(value), 1):
        post = one["data"] if _is_post(one) else {}
        headline = wording.line(scalar(post.get("title")))
        out.record(ordinal, headline or scalar(one))
        seconds = parse_number(scalar(post.get("created_utc")))
        day = parse_epoch(seconds) if seconds else None
        if headline is None or day is None:
            out.refuse("the post needs a title and the time when it was posted")
            continue
        forum, link = (wording.line(scalar(post.get(key))) for key in ("subreddit", "permalink"))
        out.source = f"Reddit {forum}" if forum else out.stem
        out.review(
            headline=headline,
            text=wording.text(scalar(post.get("selftext")), limits.TEXT_CHARS),
            date=day,
            url=f"https://www.reddit.com{link}" if link and link.startswith("/") else link,
        )


def recognises_posts(value: Any) -> bool:
    """Tell whether a value is `{sneaker: [{Post_title, Created_at}]}`."""
    lists = [item for item in value.values() if item] if isinstance(value, dict) else []
    return bool(lists) and all(
        isinstance(posts, list)
        and all(isinstance(post, dict) and _post_key(post, "title") for post in posts)
        for posts in lists
    )


def _post_key(post: Row, name: str) -> str | None:
    wanted = {"title": ("post_title", "headline"), "date": ("created_at", "created_utc", "date")}
    return next((key for key in post if wording.snake(key) in wanted[name]), None)


def read_posts(value: Any, out: Findings) -> None:
    """Read each post as a review without a subject: the sneaker it was found with may be wrong."""
    ordinal = 0
    for posts in value.values():
        for post in posts or []:
            ordinal += 1
            headline = wording.line(scalar(post.get(_post_key(post, "title") or "")))
            out.record(ordinal, headline or "")
            if headline is None:
                out.refuse("the post has no title")
                continue
            stated = scalar(post.get(_post_key(post, "date") or ""))
            seconds = parse_number(stated)
            day = parse_epoch(seconds) if seconds else parse_date(stated)
            out.review(
                headline=headline, text=wording.text(scalar(post.get("Post_body"))), date=day
            )
