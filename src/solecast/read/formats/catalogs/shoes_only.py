"""Which catalog rows are no shoes, told from the category that the row states."""

import re

_SHOES = re.compile(
    r"shoe|sneaker|footwear|boots|sandal|slides|clogs|slipper|loafer|cleat"
    r"|обув|кроссов|кеды|schuh|chaussure|baskets|zapat|scarpe|sapato|tênis|靴|鞋"
    r"|신발|スニーカー|シューズ"
)
_OTHERS = re.compile(
    r"\b(?:clothing|apparel|accessories|accessory|dresses|dress|shirts?|t-shirts?|jackets?|coats?"
    r"|pants|jeans|shorts|skirts?|hoodies?|sweaters?|socks|hats?|caps?|bags?|backpacks?|jewell?ery"
    r"|watches|belts?|swimwear|underwear|одежда|платья|сумки|аксессуары|kleidung|taschen"
    r"|vêtements|accessoires|sacs|ropa|bolsos|accesorios|abbigliamento|borse|roupas)\b"
)
_SHOES_ID = "187"
_WIDE = frozenset({"166", "apparel & accessories"})


def foreign_category(categories: list[str]) -> str | None:
    """Return the category by which a row is no shoe, or None when nothing says so.

    `categories` are the row's stated categories: words, paths (`Apparel > Shoes`) or numbers
    of Google's product taxonomy, where 187 is shoes and 166 all apparel.
    """
    lowered = [category.lower() for category in categories]
    if any(_is_shoe(category) for category in lowered):
        return None
    foreign = (raw for raw, low in zip(categories, lowered, strict=True) if _is_foreign(low))
    return next(foreign, None)


def _is_shoe(category: str) -> bool:
    return category == _SHOES_ID or bool(_SHOES.search(category))


def _is_foreign(category: str) -> bool:
    if category in _WIDE:
        return False
    if category.isdecimal():
        return len(category) <= 6
    return bool(_OTHERS.search(category))
