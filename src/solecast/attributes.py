"""What the attributes of a shoe are: their names, units, kinds and how much a change of one tells.

Attribute names come from many files; `canonical` maps spellings of one attribute to one name.
An attribute that this module does not list is a plain text.
"""

import re
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Attribute:
    """What is known of one attribute."""

    kind: str = "text"
    """`number`, `date`, `text` or `set` (several values may hold at once)."""

    unit: str | None = None
    """Unit of a bare number and of the comparison: `g`, `mm`, `money` or None."""

    telling: int = 0
    """How much a reader learns from a change of it; 0 for the least."""

    words: tuple[str, str] = ("more", "less")
    """What a larger and a smaller number mean."""

    compared: bool = True
    """False where two versions of a shoe always differ, or where it is about a colorway."""

    by_colorway: bool = False
    """True where the row of a catalog states it of one colorway only."""

    spec: bool = True
    """False for statements that are not properties of the shoe."""

    likeliest: bool = False
    """True where of contradicting values the best source's counts, of equals the earlier."""

    synonyms: tuple[str, ...] = field(default=())


_LONG = ("higher", "lower")
_THICK = ("thicker", "thinner")
_WIDE = ("wider", "narrower")
_FIRM = ("firmer", "softer")
_STIFF = ("stiffer", "more flexible")
_MORE = ("more", "less")

ATTRIBUTES: dict[str, Attribute] = {
    "retail_price": Attribute(
        "number",
        "money",
        90,
        ("dearer", "cheaper"),
        by_colorway=True,
        synonyms=("msrp", "list_price", "rrp"),
    ),
    "sole_feature": Attribute("set", telling=95, synonyms=("sole", "sole_construction")),
    "upper_material": Attribute("set", telling=88, synonyms=("upper", "material")),
    "upper_construction": Attribute("set", telling=86),
    "lining": Attribute("set", telling=85, synonyms=("lining_material",)),
    "insole": Attribute("set", telling=84, synonyms=("sockliner", "footbed")),
    "midsole": Attribute("set", telling=83, synonyms=("midsole_material", "foam")),
    "outsole": Attribute("set", telling=82, synonyms=("outsole_material",)),
    "plate": Attribute(telling=81),
    "technology": Attribute("set", telling=80),
    "feature": Attribute("set", telling=79, synonyms=("features",)),
    "weight": Attribute("number", "g", 78, ("heavier", "lighter")),
    "drop": Attribute("number", "mm", 76, _LONG, synonyms=("heel_to_toe_drop", "heel_drop")),
    "heel_stack": Attribute(
        "number", "mm", 75, _LONG, synonyms=("stack_height", "stack_height_heel", "stack")
    ),
    "forefoot_stack": Attribute("number", "mm", 74, _LONG, synonyms=("stack_height_forefoot",)),
    "midsole_softness": Attribute("number", None, 72, _FIRM),
    "closure": Attribute("set", telling=70),
    "cut": Attribute(telling=68, synonyms=("height", "top")),
    "fit": Attribute("set", telling=66, synonyms=("size_advice",)),
    "last": Attribute(telling=64),
    "energy_return_heel": Attribute("number", None, 60, _MORE),
    "energy_return_forefoot": Attribute("number", None, 60, _MORE),
    "shock_absorption_heel": Attribute("number", None, 60, _MORE),
    "shock_absorption_forefoot": Attribute("number", None, 60, _MORE),
    "stiffness": Attribute("number", None, 58, _STIFF),
    "flexibility_stiffness": Attribute("number", None, 58, _STIFF),
    "toebox_width": Attribute("number", "mm", 56, _WIDE, synonyms=("toebox_width_widest_part",)),
    "toebox_height": Attribute("number", "mm", 55, _LONG),
    "midsole_width_forefoot": Attribute("number", "mm", 54, _WIDE),
    "midsole_width_heel": Attribute("number", "mm", 54, _WIDE),
    "outsole_thickness": Attribute("number", "mm", 52, _THICK),
    "outsole_hardness": Attribute("number", None, 51, ("harder", "softer")),
    "insole_thickness": Attribute("number", "mm", 50, _THICK),
    "tongue_padding": Attribute("number", "mm", 48, _THICK),
    "lug_depth": Attribute("number", "mm", 47, ("deeper", "shallower")),
    "breathability": Attribute("number", None, 46, _MORE),
    "forefoot_traction": Attribute("number", None, 46, _MORE),
    "terrain": Attribute("set", telling=40),
    "use": Attribute("set", telling=40, synonyms=("best_for",)),
    "type": Attribute("set", telling=38),
    "category": Attribute("set", telling=36),
    "gender": Attribute("set", compared=False, synonyms=("target_gender",)),
    "collection": Attribute("set", telling=20),
    "release_date": Attribute(
        "date",
        telling=5,
        likeliest=True,
        synonyms=("first_release", "first_released", "release_year", "released", "season"),
    ),
    "colorway": Attribute("set", compared=False, synonyms=("color", "colour", "colours", "colors")),
    "style_code": Attribute("set", compared=False, synonyms=("sku",)),
    "collaborator": Attribute("set", compared=False),
    "size": Attribute("set", compared=False, spec=False),
    "price": Attribute("number", "money", compared=False, spec=False),
    "first_release": Attribute("date", compared=False, spec=False),
    "predecessor": Attribute("set", compared=False, spec=False),
    "successor": Attribute("set", compared=False, spec=False),
    "sibling": Attribute("set", compared=False, spec=False),
    "lookalike": Attribute("set", compared=False, spec=False),
    "worn_by": Attribute("set", compared=False, synonyms=("wearer",)),
    "song": Attribute("set", compared=False, spec=False),
    "rank": Attribute("set", compared=False, spec=False),
    "collaboration": Attribute("set", compared=False, spec=False),
    "release": Attribute("set", compared=False, spec=False),
    "press": Attribute("set", compared=False, spec=False),
    "popularity_claim": Attribute("set", compared=False, spec=False),
    "pro": Attribute("set", compared=False, spec=False, synonyms=("pros",)),
    "con": Attribute("set", compared=False, spec=False, synonyms=("cons",)),
    "verdict": Attribute(compared=False, spec=False),
    "score": Attribute(
        "number", compared=False, spec=False, synonyms=("audience_rating", "rating")
    ),
    "url": Attribute(compared=False, spec=False, synonyms=("image", "image_url", "link")),
}

STORY = {
    "worn_by": "worn_by",
    "song": "song",
    "rank": "rank",
    "collaboration": "collaboration",
    "release": "release",
    "press": "press",
    "popularity_claim": "press",
}
"""Attribute -> what a dated fact of it tells of how a shoe became popular."""

_PLAIN = Attribute(telling=30)
_SYNONYMS = {other: name for name, a in ATTRIBUTES.items() for other in a.synonyms}
_UNIT_ENDINGS = {
    "g": "g",
    "grams": "g",
    "oz": "oz",
    "ounces": "oz",
    "mm": "mm",
    "cm": "cm",
    "in": "in",
    "inches": "in",
    "usd": "USD",
    "eur": "EUR",
    "gbp": "GBP",
    "ha": "HA",
    "hc": "HC",
    "n": "N",
}
"""Last word of a name -> unit; HA is Shore A and HC Asker C hardness, N newtons."""


def canonical(name: str) -> tuple[str, str | None]:
    """Give the one name of an attribute and the unit that its spelling carries, if any.

    `weight_oz` -> (`weight`, `oz`); `Heel stack (mm)` -> (`heel_stack`, `mm`); `msrp` ->
    (`retail_price`, None). `drop_percent` keeps its name: a share is not the thing itself.
    """
    words = [w for w in re.split(r"[^0-9a-z/]+", name.strip().lower()) if w]
    unit = _UNIT_ENDINGS.get(words[-1]) if len(words) > 1 else None
    if unit:
        words.pop()
    elif words[-1:] == ["percent"]:
        unit = "%"
    plain = "_".join(words)
    return _SYNONYMS.get(plain, plain), unit


def attribute(name: str) -> Attribute:
    """Give what is known of the attribute with the canonical name `name`."""
    return ATTRIBUTES.get(name, _PLAIN)
