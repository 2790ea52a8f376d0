"""Solecast: a compiler for sneaker guides.

    import solecast

    guide = solecast.build_guide("my-guide")     # or solecast.open_guide("my-guide")
    shoe = guide.shoe("Balenciaga Speed 2.0")
    guide.compare("Balenciaga Speed 2.0", "adidas Yeezy Boost 350 V2")

Names are loaded when they are first used, so that `solecast.forecast` does not wait for the
parts that only a website needs.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from .build import build_guide
    from .errors import (
        AmbiguousShoe,
        ConfigError,
        FetchError,
        InputError,
        MissingExtra,
        SeriesError,
        SnapshotError,
        SolecastError,
        UnknownShoe,
    )
    from .guide.guide import Guide, open_guide
    from .link.catalog.lineage import lineage
    from .link.linker.linker import Linker
    from .link.pairs.same_product import same_product
    from .link.texts.fact import Fact, Facts
    from .link.texts.reading import read_facts
    from .link.titles.title import Title, parse_title
    from .measure.colorway_shares import colorway_shares
    from .measure.forecast.backtesting import backtest
    from .measure.forecast.forecaster import forecast
    from .measure.launches.inspection import inspect_series
    from .measure.launches.lives import lives
    from .measure.launches.shares import shares
    from .measure.trend.trends import trend

_HOMES = {
    "build_guide": "build",
    "Guide": "guide.guide",
    "open_guide": "guide.guide",
    "lineage": "link.catalog.lineage",
    "Linker": "link.linker.linker",
    "same_product": "link.pairs.same_product",
    "Fact": "link.texts.fact",
    "Facts": "link.texts.fact",
    "read_facts": "link.texts.reading",
    "Title": "link.titles.title",
    "parse_title": "link.titles.title",
    "backtest": "measure.forecast.backtesting",
    "forecast": "measure.forecast.forecaster",
    "colorway_shares": "measure.colorway_shares",
    "inspect_series": "measure.launches.inspection",
    "lives": "measure.launches.lives",
    "shares": "measure.launches.shares",
    "trend": "measure.trend.trends",
    "AmbiguousShoe": "errors",
    "ConfigError": "errors",
    "FetchError": "errors",
    "InputError": "errors",
    "MissingExtra": "errors",
    "SeriesError": "errors",
    "SnapshotError": "errors",
    "SolecastError": "errors",
    "UnknownShoe": "errors",
}

__all__ = [
    "AmbiguousShoe",
    "ConfigError",
    "Fact",
    "Facts",
    "FetchError",
    "Guide",
    "InputError",
    "Linker",
    "MissingExtra",
    "SeriesError",
    "SnapshotError",
    "SolecastError",
    "Title",
    "UnknownShoe",
    "__version__",
    "backtest",
    "build_guide",
    "colorway_shares",
    "forecast",
    "inspect_series",
    "lineage",
    "lives",
    "open_guide",
    "parse_title",
    "read_facts",
    "same_product",
    "shares",
    "trend",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'solecast' has no attribute {name!r}")
    return getattr(import_module(f".{_HOMES[name]}", __name__), name)


def __dir__() -> list[str]:
    return __all__
