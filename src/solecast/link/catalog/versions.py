"""Versions that an address has lost the point of: `Free Run 50` is the `Free Run 5.0`."""

import re
from collections.abc import Sequence

from .record_names import Named
from .shoe_names import Shoe

_POINTED = re.compile(r"\d\.\d")
_PLAIN = re.compile(r"\d\d")


def same_versions(named: Sequence[Named]) -> list[Named]:
    """Give listings whose version lost its point the version that another listing spells out.

    Only where the catalog has the one with a point: `Clifton 10` stays where no `1.0` is.
    """
    pointed: dict[tuple[str, str, str], Shoe] = {}
    for one in named:
        shoe = one.shoe
        if shoe and shoe.version and _POINTED.fullmatch(shoe.version):
            place = shoe.brand, shoe.model, shoe.version.replace(".", "")
            pointed.setdefault(place, shoe)
    return [_with_point(one, pointed) for one in named] if pointed else list(named)


def _with_point(one: Named, pointed: dict[tuple[str, str, str], Shoe]) -> Named:
    shoe = one.shoe
    if shoe is None or not shoe.version or not _PLAIN.fullmatch(shoe.version):
        return one
    whole = pointed.get((shoe.brand, shoe.model, shoe.version))
    return one._replace(shoe=whole) if whole else one
