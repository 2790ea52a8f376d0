"""The list of shoes: facets as links, one page at a time, every state an address."""

from starlette.datastructures import QueryParams

from ....guide.guide import Guide
from ..rendering.formatting import SORT_WORDS, TREND_WORDS
from ..rendering.query import query
from ..views import BrowseView, Choice, Toggle

FACETS = ("category", "brand", "trend")
PER_PAGE = 24
_MOST_TEXT, _MOST_PAGE = 200, 100_000


def browse_view(guide: Guide, values: QueryParams) -> BrowseView:
    """Fill the list from an address; an unknown order is the usual one."""
    words = values.get("q", "").strip()[:_MOST_TEXT]
    wanted = {facet: values.get(facet, "")[:_MOST_TEXT] for facet in FACETS}
    sort = _sort(values.get("sort", ""), bool(words))
    found = guide.browse(
        words,
        wanted["brand"] or None,
        wanted["category"] or None,
        wanted["trend"] or None,
        sort,
        _page(values.get("page", "")),
        PER_PAGE,
    )
    usual = "relevance" if words else "heat"
    kept = {"q": words, **wanted, "sort": "" if sort == usual else sort}

    def address(**change: str | int | None) -> str:
        return query("/browse", **{**kept, **change})

    choices = {
        facet: [
            Choice(
                _label(facet, each.value),
                each.count,
                address(**{facet: None if wanted[facet] == each.value else each.value}),
                wanted[facet] == each.value,
            )
            for each in found.facets.get(facet, [])
        ]
        for facet in FACETS
    }
    orders = [order for order in SORT_WORDS if order != "relevance" or words]
    sorts = [
        Toggle(SORT_WORDS[o], address(sort=None if o == usual else o), o == sort) for o in orders
    ]
    return BrowseView(
        about=guide.about(),
        title=f"“{words}”" if words else "All shoes",
        here="browse",
        browse=found,
        choices=choices,
        sorts=sorts,
        lit=[choice for facet in choices.values() for choice in facet if choice.lit],
        kept={key: value for key, value in kept.items() if value and key != "q"},
        clear=query("/browse", q=words),
        per_page=PER_PAGE,
        before=address(page=found.page - 1) if found.page > 1 else None,
        after=address(page=found.page + 1) if found.page < found.pages else None,
    )


def _label(facet: str, value: str) -> str:
    """Write a facet's value; a brand is written as it writes itself."""
    if value in TREND_WORDS:
        return TREND_WORDS[value][0]
    return value if facet == "brand" else f"{value[:1].upper()}{value[1:]}"


def _sort(text: str, searching: bool) -> str:
    if text in SORT_WORDS and (searching or text != "relevance"):
        return text
    return "relevance" if searching else "heat"


def _page(text: str) -> int:
    return min(int(text), _MOST_PAGE) if text.isascii() and text.isdigit() and len(text) < 7 else 1
