"""`guide.toml` -> `Config`: every setting of a guide, documented in place.

Three lines make a complete guide: `title`, `currency`, `editors`. Everything else has the
default given here. All problems of a file are reported together, each as a sentence.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ..errors import ConfigError, InputError
from .setting_values import (
    Address,
    Addresses,
    Articles,
    ColumnMap,
    Contact,
    Currency,
    Dataset,
    Day,
    Forums,
    Must,
    Names,
    Networks,
    Plain,
    Shops,
    Stated,
    TextMap,
    Texts,
    sentences,
)

FILE_NAME = "guide.toml"
_MOST_BYTES = 16 * 1024 * 1024
_ADDRESSES = 'a list of addresses such as ["https://shop.example/feed"]'
_ADDRESS = Must("an address that begins with https:// or http://")
_TABLE = 'a table of texts: [{0}] and lines "name" = "text"'


class Settings(BaseModel):
    """A table of `guide.toml`: its keys are the attributes, and no others are taken."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Data(Settings):
    """Tables that lie elsewhere and are read in place."""

    observations: Annotated[Dataset, Must('a path such as "/warehouse/sales/*.parquet"')] = ""
    """Signals in Parquet that are read where they lie, and never copied: a file, a folder or a
    pattern such as `/warehouse/sales/*.parquet`; a relative path begins at the guide's folder."""

    columns: Annotated[ColumnMap, Must(_TABLE.format("data.columns"))] = {}
    """What its columns hold, where their names do not say it: `"sneaker" = "shoe"`,
    `"units" = "sales"`, `"dt" = "date"`."""


class Services(Settings):
    """Where public services answer."""

    pageviews: Annotated[Address, _ADDRESS] = "https://wikimedia.org/api/rest_v1"
    """Wikimedia's REST API, asked for views of articles."""

    articles: Annotated[Address, _ADDRESS] = "https://en.wikipedia.org/w/api.php"
    """MediaWiki's API, in which `--suggest` looks for articles."""

    news: Annotated[Address, _ADDRESS] = "https://api.gdeltproject.org/api/v2/doc/doc"
    """GDELT's DOC 2.0 API, asked for the volume of news."""

    forums: Annotated[Address, _ADDRESS] = "https://www.reddit.com"
    """Reddit, asked for the posts of a forum."""


class Fetch(Settings):
    """What to fetch."""

    contact: Annotated[Contact, Must('an e-mail address or a page such as "you@example.org"')] = ""
    """Who asks: an e-mail address, or the address of a page about you. Services want to know whom
    to write to; nothing is fetched without it."""

    wikipedia: Annotated[Articles, Must('a list of titles such as ["Air Jordan"]')] = ()
    """Articles whose daily views are fetched: titles of the English Wikipedia, or addresses such as
    `https://de.wikipedia.org/wiki/Adidas_Samba`."""

    news: Annotated[Names, Must('a list of phrases such as ["Balenciaga Speed"]')] = ()
    """Phrases whose share of the world's news is fetched from GDELT, day by day. A phrase with
    quotation marks is asked as it stands: `'"Puma" (shoes OR sneakers)'`."""

    feeds: Annotated[Addresses, Must(_ADDRESSES)] = ()
    """RSS or Atom feeds of magazines and blogs; the shoes are found in their headlines."""

    shops: Annotated[Shops, Must('a table: [fetch.shops] and lines "https://shop" = "USD"')] = {}
    """Shops made with Shopify, each with the currency of its prices: their public
    `products.json` does not name it."""

    files: Annotated[Addresses, Must(_ADDRESSES)] = ()
    """Any other files of the kinds that can be read, by address."""

    forums: Annotated[Forums, Must('a list of names such as ["Sneakers"]')] = ()
    """Forums of Reddit; the shoes are found in their posts."""

    since: Day = None
    """The first day of views and news; the default is the first that the service has."""

    allow_private: Annotated[Networks, Must('a list of addresses such as ["192.168.1.20"]')] = ()
    """Addresses or ranges of your own network that may be asked; others than public ones are
    refused, also where a name or a redirect leads to them."""

    services: Services = Services()
    """Where public services answer: change it to ask a mirror."""


class Config(Settings):
    """The settings of a guide."""

    title: Annotated[Stated, Must("a text in quotes", 'title = "My sneaker guide"')]
    """The guide's name, shown on every page."""

    currency: Currency = "USD"
    """ISO 4217 code in which prices without a currency are read."""

    editors: Annotated[Texts, Must('a list of names such as ["The guide\'s editors"]')] = (
        "The guide's editors",
    )
    """Byline of the guide and of reviews without an author."""

    description: Annotated[Plain, Must("a text in quotes")] = ""
    """One sentence under the title on the home page."""

    aliases: Annotated[TextMap, Must(_TABLE.format("aliases"))] = {}
    """Other names of shoes: `"aj1" = "Air Jordan 1"`. Overrides every automatic link."""

    previous: Annotated[TextMap, Must(_TABLE.format("previous"))] = {}
    """Lineage that names do not tell: `"Triple S 2" = "Triple S"` (shoe = its previous version);
    `"Space Hippie 03" = "none"` for a shoe that is no version of another."""

    brands: Annotated[TextMap, Must(_TABLE.format("brands"))] = {}
    """More brands for the lexicon: `"other spelling" = "Brand"`."""

    columns: Annotated[ColumnMap, Must(_TABLE.format("columns"))] = {}
    """What a column holds: `"Verkaufspreis" = "retail_price"`, `"Regal" = "ignore"`, or
    `"Bounce" = "publish"`, which shows it on the shoe's page under its own name."""

    data: Data = Data()
    """Signals that lie elsewhere, in a warehouse's export: read in place."""

    as_of: Day = None
    """The guide's today; the default is the last date in the inputs, else the day of the build."""

    engine: Annotated[Literal["duckdb", "spark"], Must("one of: duckdb, spark")] = "duckdb"
    """Where tables are computed: `duckdb` (this machine) or `spark` (extra `spark`)."""

    spark: Annotated[TextMap, Must(_TABLE.format("spark"))] = {}
    """Settings of Spark, by Spark's own names: `"spark.master" = "spark://host:7077"` is the
    address of a cluster (default: `local[*]`, this machine), whose workers see the same folders."""

    link_threshold: Annotated[float, Field(ge=0.5, le=1.0)] = 0.8
    """Probability from which a link counts without review, 0.5-1."""

    forecast_weeks: Annotated[int, Field(ge=4, le=104)] = 52
    """Weeks that a forecast looks ahead, 4-104."""

    # A guide is made of what was fetched, not of what to fetch: it is neither built anew when this
    # changes, nor does it keep the editor's address.
    fetch: Annotated[Fetch, Field(repr=False, exclude=True)] = Fetch()
    """What `solecast fetch` asks public services for; see [fetch.md](fetch.md)."""


def load_config(folder: Path) -> Config:
    """Read `guide.toml` of a guide's folder.

    Raises `InputError` when the folder or the file is missing and `ConfigError` with all
    problems of the file together.
    """
    path = folder / FILE_NAME
    if not folder.is_dir():
        raise InputError(
            f"{folder} is not an existing folder. Make a guide with: solecast new {folder}"
        )
    if not path.is_file():
        raise InputError(f"{folder} has no {FILE_NAME}. Make one with: solecast new {folder}")
    if path.stat().st_size > _MOST_BYTES:
        raise ConfigError(str(path), [f"it is larger than {_MOST_BYTES:,} bytes; shorten it."])
    return parse_config(_parsed(path), str(path))


def _parsed(path: Path) -> dict[str, Any]:
    """Parse a file as TOML, or say why it is none; the parser's limits are reasons, too."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        why = f"it is not valid TOML: byte {error.start + 1} is no UTF-8; save the file as UTF-8."
    except tomllib.TOMLDecodeError as error:
        why = f"it is not valid TOML: {error}."
    except ValueError:
        why = "it is not valid TOML: a number has too many digits; put texts in quotes."
    except RecursionError:
        why = "it is not valid TOML: lists or tables are nested too deep."
    raise ConfigError(str(path), [why])


def parse_config(raw: Mapping[str, Any], path: str = FILE_NAME) -> Config:
    """Check the keys and values of a parsed `guide.toml`.

    Raises `ConfigError` with one sentence for each problem.
    """
    try:
        return Config.model_validate(raw)
    except ValidationError as error:
        raise ConfigError(path, sentences(error, Config, raw)) from None
