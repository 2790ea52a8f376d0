"""The pages of the rankings: weekly lists of one plain sentence a shoe."""

from ....guide.answers import Ranked, track_record
from ....guide.guide import Guide
from ....vocabulary import RANKINGS
from ..views import RankingView, TrackRecord

_MOST, _STAND_IN = 50, 10


def ranking_view(guide: Guide, name: str) -> RankingView:
    """Fill the page of a ranking; raises `InputError` for another name than the guide's."""
    places = guide.ranking(name, _MOST)
    grades, heading = guide.ledger(), guide.heading(name)
    return RankingView(
        about=guide.about(),
        title=heading.title,
        heading=heading,
        here="rankings",
        ranking=name,
        places=places,
        stand_in=best_odds(guide, _STAND_IN) if name == "rising" and not places else [],
        names=list(RANKINGS),
        live=TrackRecord(*track_record(grades)),
        tested=TrackRecord(*track_record(grades, "backtest")),
    )


def best_odds(guide: Guide, most: int) -> list[Ranked]:
    """List the shoes of the best odds: what stands in where nothing rises."""
    return guide.ranking("odds", most)
