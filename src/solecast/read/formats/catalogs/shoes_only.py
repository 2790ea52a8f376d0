"""Which catalog rows are no shoes: told by category, subtitle, title and size together.

What a row says of its kind decides, then its title: words for other goods are data
(`no_shoes.csv`). A word in quotes is a colorway's nickname, and a title that says shoe is one.
"""

import csv
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import resources

from ....writing.unspaced import is_unspaced, is_wholly_unspaced
from ...values.sizes import is_garment_size, is_size

_SHOES = re.compile(
    r"shoe(?!\s?(?:laces?|trees?|care|cleaner|box|bag|horn))|sneaker(?!\s?(?:cleaner|wipes|care))"
    r"|footwear|boots|sandal|slides|clogs|slipper|loafer|cleat|trainers"
    r"|обув|кроссов|кеды|schuh(?!spanner|pflege)|chaussure|baskets|zapat|calzado|scarpe|sapato"
    r"|tênis|schoen|buty|靴|鞋|신발|スニーカー|シューズ"
)
_OTHERS = re.compile(
    r"\b(?:clothing|apparel|accessories|accessory|dresses|dress|shirts?|t-shirts?|jackets?|coats?"
    r"|pants|jeans|shorts|skirts?|hoodies?|sweaters?|socks|hats?|caps?|bags?|backpacks?|jewell?ery"
    r"|watches|belts?|swimwear|underwear|gift cards?|headwear|streetwear|collectibles|electronics"
    r"|tops|bottoms|outerwear|insoles|laces|gift certificates?|toys?|trading cards?|handbags?"
    r"|одежда|платья|сумки|аксессуары|kleidung|bekleidung|taschen|zubehör|vêtements|accessoires"
    r"|sacs|ropa|bolsos|accesorios|abbigliamento|accessori|borse|roupas|acessórios|kleding)\b"
)
_SHOES_ID = "187"
_WIDE = frozenset({"166", "apparel & accessories"})
_QUOTED = re.compile(r"[\"“”„'‘’][^\"“”„'‘’]*[\"“”„'‘’](?!\w)")
_ENDS = re.compile(r"\s[-–—|/]\s|[,(\[|]|\s[-–—]|\s/")
_TOKEN = re.compile(r"[^\W_]+")
_SIZE_TAIL = re.compile(
    r"(?:[\s-]+(?:size\s?)?(?:x{0,3}[sml]|one size|os|\d{1,2}(?:\.5)?))+$", re.IGNORECASE
)


@cache
def _listed() -> list[tuple[str, list[str]]]:
    text = resources.files(__package__).joinpath("no_shoes.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")][1:]
    return [(kind, words.split("|")) for kind, _, words in csv.reader(lines)]


@cache
def _firsts() -> frozenset[str]:
    return frozenset(_TOKEN.findall(word)[0] for _, words in _listed() for word in words)


@cache
def _unspaced_words() -> re.Pattern[str]:
    """Give the words in scripts without spaces: they stand within a run of letters."""
    found = [word for _, words in _listed() for word in words if is_wholly_unspaced(word)]
    return re.compile("|".join(sorted(map(re.escape, found), key=len, reverse=True)))


@cache
def _words(weight: str) -> re.Pattern[str]:
    found = [word for kind, words in _listed() if kind == weight for word in words]
    longest_first = sorted(map(re.escape, found), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(longest_first)})(?![\w-])")


def no_shoe(
    title: str,
    categories: list[str],
    subtitle: str | None = None,
    size: str | None = None,
    sisters: frozenset[str] = frozenset(),
) -> str | None:
    """Return why a row is no shoe, or None when nothing says so.

    `categories` are the row's stated categories: words, paths (`Apparel > Shoes`) or numbers
    of Google's product taxonomy, where 187 is shoes and 166 all apparel. `sisters` are how the
    file's other rows begin (`beginnings`): a `Jordan 1 Mid` among many is no pair of shorts.
    """
    foreign = foreign_category(categories, title)
    if foreign:
        return f"not a shoe: category {foreign[:120]}"
    if any(_is_shoe(category.lower()) for category in categories):
        return None
    if subtitle and not _is_shoe(subtitle.lower()) and (word := _ends_in(subtitle)):
        return f"not a shoe: it is a {word}"
    word = _named(title)
    if word is None or (size and is_size(size)) or (_is_last(word) and _begins(title) in sisters):
        return None
    return f"not a shoe: it is a {word}"


def beginnings(titles: Iterable[str]) -> frozenset[str]:
    """Give how the titles of a file begin that name no other goods: their first three words."""
    return frozenset(_begins(title) for title in titles if _named(title) is None)


def _begins(title: str) -> str:
    return " ".join(title.lower().split()[:3])


def _is_last(word: str) -> bool:
    return _words("sure").fullmatch(word) is None


def clothes_size(title: str, categories: list[str], size: str | None) -> bool:
    """Tell whether a row is sized as clothes are and nothing says that it is a shoe."""
    said = " ".join([title, *categories]).lower()
    return bool(size) and is_garment_size(str(size)) and not _is_shoe(said)


def foreign_category(categories: list[str], title: str = "") -> str | None:
    """Return the category by which a row is no shoe, or None when nothing says so."""
    lowered = [category.lower() for category in categories]
    if any(_is_shoe(category) for category in lowered):
        return None
    foreign = (raw for raw, low in zip(categories, lowered, strict=True) if _is_foreign(low, title))
    return next(foreign, None)


def _is_shoe(category: str) -> bool:
    return category == _SHOES_ID or bool(_SHOES.search(category))


def _is_foreign(category: str, title: str) -> bool:
    """Tell whether a category is of other goods; `550` of a `New Balance 550` is its model."""
    if category in _WIDE:
        return False
    if category.isdecimal():
        return len(category) <= 6 and category not in title.split()
    return bool(_OTHERS.search(category) or _words("sure").search(category))


@lru_cache(maxsize=50_000)
def _named(title: str) -> str | None:
    """Return the word by which a title names another thing."""
    plain = title.lower()
    if is_unspaced(plain) and not _is_shoe(plain) and (other := _unspaced_words().search(plain)):
        return other[0]
    if _firsts().isdisjoint(_TOKEN.findall(plain)):
        return None  # most titles hold no word for other goods: a set is quicker than patterns
    plain = _QUOTED.sub(" ", plain)
    if _is_shoe(plain):
        return None
    found = _words("sure").search(plain)
    return found[0] if found else _ends_in(plain)


def _ends_in(title: str) -> str | None:
    """Return the word for other goods in which the name ends, before colours and sizes."""
    head = _SIZE_TAIL.sub("", _ENDS.split(title.lower(), maxsplit=1)[0].strip())
    for weight in ("sure", "last"):
        for found in _words(weight).finditer(head):
            if found.end() == len(head):
                return found[0]
    return None
