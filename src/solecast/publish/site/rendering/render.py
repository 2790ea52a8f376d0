"""Views -> HTML, by templates that know only what their view declares."""

import dataclasses
from functools import cache
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ....guide.answers import Card
from ....guide.words import sources
from ...charts.chart_images import spark
from .. import assets
from ..images import drawing_of
from ..views import Shown
from . import formatting
from .prose import prose, web_address
from .query import address_of, query

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


def render(view: Shown) -> str:
    """Render a view by its template.

    Raises `jinja2.UndefinedError` when the template asks for what the view does not hold.
    """
    values = {f.name: getattr(view, f.name) for f in dataclasses.fields(view)}
    return environment().get_template(view.template).render(values)


@cache
def environment() -> Environment:
    """Make the templates' environment: all escaped, nothing undefined passes."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    for name in ("day", "month", "money", "number", "percent", "share", "ratio",
                 "count", "spec_value", "yearly", "points", "outlook"):  # fmt: skip
        made.filters[name] = getattr(formatting, name)
    made.filters["prose"] = lambda text, down=1: Markup(prose(text, down))  # noqa: S704 - cleaned
    made.filters["web"] = web_address
    made.filters["spark"] = _spark
    for name in ("drawn", "drawing_file", "drawing_words"):
        made.filters[name] = getattr(drawing_of, name)
    made.filters["address"] = address_of
    made.filters["segment"] = lambda text: quote(text, safe="")
    made.globals.update(
        asset=assets.address,
        query=query,
        RECORD_WORDS=sources.RECORDS,
        RANKING_WORDS=formatting.RANKING_WORDS,
        EMPTY_WORDS=formatting.EMPTY_WORDS,
        SCALE_WORDS=formatting.SCALE_WORDS,
    )
    return made


def _spark(card: Card) -> Markup:
    return Markup(spark(card.spark))  # noqa: S704 - made of numbers only
