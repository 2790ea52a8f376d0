"""Entries of RSS and Atom feeds: a feed shows the latest only, so they are gathered by year."""

import datetime as dt
import io
import xml.etree.ElementTree as ET
from collections import defaultdict
from email.utils import parsedate_to_datetime
from typing import NamedTuple

import defusedxml.ElementTree
from defusedxml.common import DefusedXmlException

from ...settings.config import Fetch
from ..errand import Errand, Gathered, Question, SourceKind, changed, if_changed
from ..shelf import path_name
from ..troubles import NotFetched, Trouble
from ..web import Web, WebAnswer

_ACCEPT = "application/rss+xml, application/atom+xml, application/xml, text/xml"
_KEYS = ("guid", "id", "link", "title")
_DATES = ("pubdate", "published", "date", "updated")
_ROOTS = frozenset({"rss", "feed", "rdf"})
_ENTRIES = frozenset({"item", "entry"})
_HEAD = frozenset({"title", "link"})
_DEEPEST = 100


class _Feed(NamedTuple):
    """A feed's outer element, its title and address, and its entries."""

    root: ET.Element
    head: list[ET.Element]
    entries: list[ET.Element]


def _names(settings: Fetch) -> tuple[str, ...]:
    return settings.feeds


def _plan(errand: Errand, name: str) -> Question:
    return if_changed(errand, name, _raw(name), "feed")


def _fetch(errand: Errand, name: str, web: Web) -> Gathered:
    answer = web.get(name, _ACCEPT, errand.shelf.known(_raw(name)))
    if answer.body is None:
        errand.shelf.confirm(_raw(name))
        return Gathered(0)
    feed = _feed(answer.body, answer)
    years: dict[str, list[ET.Element]] = defaultdict(list)
    for entry in feed.entries:
        years[_year(entry)].append(entry)
    new = sum(_kept(errand, name, year, feed, own, answer) for year, own in years.items())
    # Only now: an answer whose entries could not be kept is asked for again.
    errand.shelf.keep(_raw(name), answer.body, answer)
    return Gathered(new)


def _folder(name: str) -> str:
    return f"feeds/{path_name(name)}"


def _raw(name: str) -> str:
    """Name the file of the last answer as it came; a build reads those of the years."""
    return f"{_folder(name)}/.last.xml"


def _feed(body: bytes, answer: WebAnswer) -> _Feed:
    try:
        root = _parsed(body)
    except DefusedXmlException:
        raise changed(answer, "plain XML", "one that declares entities, as XML bombs do") from None
    except (ET.ParseError, ValueError, LookupError) as error:
        came = f'{answer.type or "an unnamed type"} ({error}): "{answer.start}"'
        raise NotFetched(Trouble.TYPE, answer.address, got=came, wanted="A feed") from None
    if _local(root) not in _ROOTS:
        came = f'something else: "{answer.start}"'
        raise NotFetched(Trouble.TYPE, answer.address, got=came, wanted="A feed")
    channel = next((one for one in root if _local(one) == "channel"), root)
    head = [one for one in channel if _local(one) in _HEAD]
    return _Feed(root, head, [one for one in root.iter() if _local(one) in _ENTRIES])


def _parsed(body: bytes) -> ET.Element:
    """Parse XML without entities, and not without end into its depths."""
    depth = 0
    root: ET.Element | None = None
    steps = defusedxml.ElementTree.iterparse(io.BytesIO(body), ("start", "end"), forbid_dtd=False)
    for event, element in steps:
        root = element if root is None else root
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            raise ValueError(f"more than {_DEEPEST} levels deep")
    if root is None:
        raise ValueError("no element")
    return root


def _local(element: ET.Element) -> str:
    return str(element.tag).rpartition("}")[2].lower()


def _stated(entry: ET.Element, names: tuple[str, ...]) -> str:
    """Give the first of some fields that an entry has; of a link in Atom its address."""
    found = {_local(child): "".join(child.itertext()).strip() or child.get("href", "")
             for child in reversed(entry)}  # fmt: skip
    return next((found[name] for name in names if found.get(name)), "")


def _year(entry: ET.Element) -> str:
    stated = _stated(entry, _DATES)
    try:
        return str(parsedate_to_datetime(stated).year)
    except ValueError:
        pass
    try:
        return str(dt.date.fromisoformat(stated[:10]).year)
    except ValueError:
        return "undated"


def _kept(
    errand: Errand, name: str, year: str, feed: _Feed, entries: list[ET.Element], answer: WebAnswer
) -> int:
    """Add entries to the file of their year, in the feed's own form; give how many are new."""
    file = f"{_folder(name)}/{year}.xml"
    before = errand.shelf.read(file)
    kept = _feed(before, WebAnswer(file, before)).entries if before else []
    seen = {_stated(one, _KEYS) for one in kept}
    fresh: dict[str, ET.Element] = {}
    for entry in reversed(entries):
        if (key := _stated(entry, _KEYS)) not in seen:
            fresh[key] = entry
    if fresh:
        root = ET.Element(feed.root.tag, feed.root.attrib)
        holder = root
        if _local(root) != "feed":
            holder = ET.SubElement(root, "channel")
        holder.extend(feed.head)
        holder.extend([*kept, *fresh.values()])
        data: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
        errand.shelf.keep(file, data, answer)
    return len(fresh)


KIND = SourceKind(_names, _plan, _fetch, "entries")
