"""The front page: the newest article, a search, the shoe of the moment, and short lists."""

from markupsafe import Markup

from ....guide.answers import Ranked
from ....guide.guide import Guide
from ....guide.words.line.odds import odds
from ...charts.editorial_charts.moment import moment_chart
from ...charts.theme import colour_numbers
from ..views import ArticleRow, HomeView, Moment
from .family_pages import brands
from .ranking_pages import best_odds
from .writers import art

_ROWS, _PAIR, _NEW, _BRANDS, _ALSO = 5, 2, 4, 8, 4


def home_view(guide: Guide) -> HomeView:
    """Fill the front page."""
    about = guide.about()
    rising = guide.ranking("rising", _ROWS)
    likely = [] if rising else best_odds(guide, _ROWS)
    written = guide.articles()
    moment = _moment(guide, [*rising, *likely, *guide.ranking("hottest", 1)])
    return HomeView(
        about=about,
        title=about.title,
        here="home",
        article=written[0] if written else None,
        art=art(guide, written[0]) if written else moment.card if moment else None,
        also=[ArticleRow(one, art(guide, one)) for one in written[1 : _ALSO + 1]],
        moment=moment,
        rising=rising,
        odds=likely,
        underrated=guide.ranking("underrated", _PAIR),
        new=guide.ranking("new", _NEW),
        brands=brands(guide, _BRANDS),
    )


def _moment(guide: Guide, places: list[Ranked]) -> Moment | None:
    """Tell of the first of the places that has a line to draw."""
    for place in places:
        page = guide.shoe(place.card.shoe)
        drawn = moment_chart(page.name, page.heat)
        if drawn:
            chance = page.growth.p_half_more if page.growth else None
            return Moment(
                card=place.card,
                line=page.verdict,
                chart=Markup(drawn),  # noqa: S704 - numbers, and words that were escaped
                colour=colour_numbers([page.shoe])[0],
                odds="" if chance is None else str(odds(chance)),
            )
    return None
