"""Posts of a forum of Reddit: its public listing `new.json`, page by page, newest first.

https://www.reddit.com/dev/api#listings: a page of at most 100 posts names the one to go on `after`;
a listing ends after about 1,000. Pages are asked for until one holds what the last whole fetch had.
"""

import datetime as dt
import urllib.parse
from collections import defaultdict
from typing import Any

from ...settings.config import Fetch
from ...settings.setting_values import FORUM
from ..errand import JSON, Errand, Gathered, Question, SourceKind, as_json, changed, shape
from ..shelf import ROWS, Json, lines
from ..troubles import NotFetched, Trouble
from ..web import Web, WebAnswer

_PER_PAGE = 100
_MOST_PAGES = 12
"""A listing ends after a thousand posts; a few more pages than that hold any."""

_OF_POSTS = "t3_"
"""What the names of posts begin with."""

Post = Json


def _names(settings: Fetch) -> tuple[str, ...]:
    return settings.forums


def _plan(errand: Errand, name: str) -> Question:
    through = _through(errand, name)
    known = f"until what was posted by {dt.datetime.fromtimestamp(through, dt.UTC):%Y-%m-%d %H:%M}"
    what = known if through else "to the end of the listing"
    return Question(_address(errand, name, ""), f"this page and those after it, {what}")


def _fetch(errand: Errand, name: str, web: Web) -> Gathered:
    through = _through(errand, name)
    found: dict[str, Post] = {}
    after, newest = "", through
    answer = WebAnswer(_address(errand, name, ""), None)
    try:
        for _ in range(_MOST_PAGES):
            answer = web.get(_address(errand, name, after), JSON)
            posts, after = _listing(as_json(answer), answer)
            found |= {post["data"]["name"]: post for post in posts}
            newest = max([newest, *(_posted(post) for post in posts)])
            pinned = [post for post in posts if post["data"].get("stickied")]
            if not after or any(_posted(one) <= through for one in posts if one not in pinned):
                break
    except NotFetched:
        # What came is kept; how far the forum is known stays, so that no gap is left.
        _kept(errand, name, found, answer)
        errand.shelf.save()
        raise
    if not found and not through:
        wanted = f"no posts in a forum called {name!r}"
        raise NotFetched(Trouble.NOTHING, answer.address, wanted=wanted)
    new = _kept(errand, name, found, answer)
    files = errand.shelf.files(f"forums/{_forum(name)}")
    errand.shelf.note(f"forums {name}", through=newest, files=files)
    return Gathered(new)


def _through(errand: Errand, name: str) -> float:
    """Give when the newest post of the last whole fetch was posted, in seconds since 1970."""
    return float(errand.shelf.state(f"forums {name}").get("through", 0.0))


def _forum(name: str) -> str:
    given = FORUM.fullmatch(name)
    return given[1] if given else name


def _address(errand: Errand, name: str, after: str) -> str:
    asked = {"limit": str(_PER_PAGE), "raw_json": "1", **({"after": after} if after else {})}
    home = errand.settings.services.forums.rstrip("/")
    return f"{home}/r/{_forum(name)}/new.json?{urllib.parse.urlencode(asked)}"


def _listing(value: Any, answer: WebAnswer) -> tuple[list[Post], str]:
    """Give the posts of a page, and where the next one begins."""
    data = value.get("data") if isinstance(value, dict) else None
    children = data.get("children") if isinstance(data, dict) else None
    if not isinstance(children, list) or not isinstance(data, dict):
        raise changed(answer, "a listing with 'data' and 'children'", shape(value))
    wrong = [one for one in children if not _is_post(one)]
    if wrong:
        raise changed(answer, "posts with 'name', 'title' and 'created_utc'", shape(wrong[0]))
    return children, str(data.get("after") or "")


def _is_post(one: Any) -> bool:
    data = one.get("data") if isinstance(one, dict) else None
    # A forum that is not there is answered with a list of other forums, which have titles, too.
    if not isinstance(data, dict) or not str(data.get("name")).startswith(_OF_POSTS):
        return False
    return "title" in data and isinstance(data.get("created_utc"), int | float)


def _posted(post: Post) -> float:
    return float(post["data"]["created_utc"])


def _kept(errand: Errand, name: str, posts: dict[str, Post], answer: WebAnswer) -> int:
    """Add posts to the files of their months; give how many were not there."""
    months: dict[str, dict[str, Post]] = defaultdict(dict)
    for called, post in posts.items():
        month = dt.datetime.fromtimestamp(_posted(post), dt.UTC).strftime("%Y-%m")
        months[month][called] = post
    new = 0
    for month, own in months.items():
        file = f"forums/{_forum(name)}/{month}.json"
        before = {post["data"]["name"]: post for post in _in_file(errand, file)}
        fresh = own.keys() - before.keys()
        if fresh:
            every = {**before, **{called: own[called] for called in fresh}}
            rows = sorted(every.values(), key=_posted)
            listing = {"kind": "Listing", "data": {"after": None, "children": ROWS}}
            errand.shelf.keep(file, lines(listing, rows), answer)
        new += len(fresh)
    return new


def _in_file(errand: Errand, file: str) -> list[Post]:
    value = errand.shelf.json(file)
    return _listing(value, WebAnswer(file, None))[0] if value else []


KIND = SourceKind(_names, _plan, _fetch, "posts")
