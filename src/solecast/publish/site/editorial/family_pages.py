"""Brands and models: their lists and their pages."""

from collections.abc import Sequence
from itertools import accumulate

from markupsafe import Markup

from ....guide.answers import Article, Card, Group
from ....guide.guide import Guide
from ...charts.editorial_charts.interest import interest_chart, interest_words
from ...charts.editorial_charts.prices_over_time import prices, prices_chart
from ..rendering.formatting import count, money
from ..views import ArticleRow, BrandsView, Drawn, FamilyCard, GroupView, Lineage

_FACES, _MOST_PRICED = 3, 6
_MOST_DRAWN = 200
"""Shoes that a brand's page draws; of more, a reader filters the list that it leads to."""


def brands(guide: Guide, most: int | None = None) -> list[FamilyCard]:
    """List the brands of a guide, those of most shoes first; `most` of them."""
    return [
        FamilyCard(one.name, f"/brands/{one.slug}", one.face, one.shoes)
        for one in guide.families("brand", most)
    ]


def face(cards: Sequence[Card]) -> Card:
    """Choose the shoe that stands for its family: known in colour, wanted, much coloured."""
    return max(cards, key=_rank)


def _rank(card: Card) -> tuple[bool, float, int, str]:
    wanted = (card.heat or 0.0) if card.current and card.anchored else 0.0
    return card.colours is not None, wanted, card.colorways, card.shoe


def brands_view(guide: Guide) -> BrandsView:
    """Fill the list of all brands."""
    return BrandsView(guide.about(), "Brands", "brands", brands(guide))


def brand_view(guide: Guide, group: Group) -> GroupView:
    """Fill the page of a brand: its models in order, the richest with its prices."""
    models = guide.models(group.brand)
    families = [_lineage(one) for one in models if len(one.shoes) > 1]
    families.sort(key=lambda family: (-len(family.shoes), family.name))
    together = {card.shoe for family in families for card in family.shoes}
    alone = [card for card in group.shoes if card.shoe not in together]
    richest = max(models, key=lambda one: sum(c.colorways for c in one.shoes), default=None)
    priced = richest.shoes[:_MOST_PRICED] if richest else []
    return _view(
        guide,
        group,
        families,
        alone,
        priced,
        f"The {richest.name.removeprefix(group.name).strip()} family" if richest else "",
    )


def model_view(guide: Guide, group: Group) -> GroupView:
    """Fill the page of a model: its shoes in order of lineage, with their prices."""
    return _view(guide, group, [_lineage(group)], [], group.shoes, "Prices over time")


def _view(
    guide: Guide,
    group: Group,
    families: list[Lineage],
    alone: list[Card],
    priced: Sequence[Card],
    priced_title: str,
) -> GroupView:
    colorways = guide.colorways([card.shoe for card in priced])
    found = prices((card.name, colorways[card.shoe]) for card in priced)
    whole = "all products" if group.kind == "brand" else "all its versions"
    named = f"Interest in {group.name}, {whole}"
    about = [one for one in guide.articles() if _is_about(one, group)]
    drawn = _drawn(families)
    in_families = sum(len(family.shoes) for family in drawn)
    alone_drawn = alone[: max(0, _MOST_DRAWN - in_families)]
    return GroupView(
        about=guide.about(),
        title=group.name,
        here=group.kind,
        group=group,
        line=_line(group, families),
        faces=sorted(group.shoes, key=_rank, reverse=True)[:_FACES],
        lineages=drawn,
        alone=alone_drawn,
        more=len(group.shoes) - in_families - len(alone_drawn),
        prices=Drawn(
            Markup(prices_chart(found, priced_title, money)),  # noqa: S704 - escaped there
            priced_title,
            _undrawn(found.undated, len(found.drawn)),
        ),
        priced=[one.colorway for one in found.drawn],
        interest=Drawn(
            Markup(interest_chart(group, named)),  # noqa: S704 - escaped there
            named,
            interest_words(group),
        ),
        articles=[ArticleRow(one, one.shoes[0] if one.shoes else face(group.shoes))
                  for one in about],
    )  # fmt: skip


def _drawn(families: list[Lineage]) -> list[Lineage]:
    """Give the families that are drawn: the first, and those after it while there is room."""
    sizes = accumulate(len(family.shoes) for family in families)
    return [f for n, (f, size) in enumerate(zip(families, sizes, strict=True))
            if n == 0 or size <= _MOST_DRAWN]  # fmt: skip


def _is_about(article: Article, group: Group) -> bool:
    if group.kind == "model":
        named = {card.shoe for card in group.shoes}
        return article.model == group.name or any(card.shoe in named for card in article.shoes)
    return group.brand in {article.brand, *[card.brand for card in article.shoes]}


def _lineage(group: Group) -> Lineage:
    years = [card.first_released for card in group.shoes if card.first_released]
    span = f"{min(years)} to {max(years)}" if len(set(years)) > 1 else "".join(map(str, years[:1]))
    short = group.name.removeprefix(group.brand).strip()
    return Lineage(short, f"/models/{group.slug}", span, group.shoes)


def _line(group: Group, families: Sequence[Lineage]) -> str:
    """Say how much there is of a family."""
    shoes = count(len(group.shoes), "shoe")
    if group.kind == "model":
        return f"{shoes} of this name, the first one first."
    most = families[0] if families else None
    if most is None:
        return f"{shoes} in this guide."
    return f"{shoes} in this guide, {len(most.shoes)} of them called {most.name}."


def _undrawn(undated: int, drawn: int) -> str:
    """Say what the dots are, and how many colorways have none."""
    if not drawn:
        return ""
    said = "Each dot is a colorway at its release and its retail price; a first of January often "
    said += "means “that year”."
    if not undated:
        return said
    many = "has" if undated == 1 else "have"
    return f"{said} {count(undated, 'colorway')} {many} no date or price, and no dot."
