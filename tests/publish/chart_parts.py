"""Parts of specifications that the tests of charts look at, and a shoe with a borrowed line."""

import datetime as dt
from dataclasses import replace

from solecast.guide.answers import Borrowed, Series, SeriesPoint


def texts(spec):
    """Every text that a specification writes on the chart."""
    marks = [layer["mark"] for layer in spec["layer"] if "mark" in layer]
    found = [mark["text"] for mark in marks if mark["type"] == "text"]
    return [" ".join(text) if isinstance(text, list) else text for text in found]


def weeks_shown(layers, filled):
    """The weeks of the points that are filled, or hollow; the dots of events have no week."""
    points = [layer for layer in layers if layer["mark"]["type"] == "point"]
    dated = [layer for layer in points if "week" in layer["data"]["values"][0]]
    return [
        row["week"]
        for layer in dated
        if layer["mark"]["filled"] is filled
        for row in layer["data"]["values"]
    ]


def event_rules(spec):
    """The lines of events down to the axis: each tells on request what happened."""
    marks = [layer for layer in spec["layer"] if layer["mark"]["type"] == "rule"]
    return [layer["encoding"] for layer in marks if "tooltip" in layer["mark"]]


QUARTERS = [dt.date(2023 + n // 4, 3 * (n % 4) + 1, 1) for n in range(12)]
PLACES = [1.0, 1.0, 3.0, 2.0, 1.0, 1.0, 1.0, 4.0, 9.0, 14.0, 17.0, None]


def borrowing(little, kind="brand", **changes):
    """The shoe without a line of its own, with its brand's places on a list by quarter."""
    points = [
        SeriesPoint(quarter, place, place is None, number == 0)
        for number, (quarter, place) in enumerate(zip(QUARTERS, PLACES, strict=True))
    ]
    series = Series("A list of hottest brands", "rank", "list", True, points)
    lent = replace(Borrowed(kind, "cobalt", "Cobalt", [], [series]), **changes)
    return replace(little.shoe("cobalt-stone"), borrowed=lent)
