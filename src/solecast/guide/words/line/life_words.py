"""How a shoe's life goes beside that of the version before, in words."""

from ..amounts import fraction, multiple

_KEPT = (
    (0.95, "all"),
    (0.85, "nearly all"),
    (0.7, "three quarters"),
    (0.58, "two thirds"),
    (0.42, "half"),
    (0.29, "a third"),
    (0.18, "a quarter"),
    (0.08, "a tenth"),
    (0.0, "next to nothing"),
)
_ABOVE, _MORE = 1.15, 1.1


def beside(week: int, mine: float, theirs: float, name: str) -> str:
    """Compare two lives on one scale: `In week 20 it draws twice what the 8 did in its week 20.`"""
    return f"In week {week} it draws {_times(mine / theirs)} the {name} did in its week {week}."


def _times(ratio: float) -> str:
    times = multiple(ratio).lower()
    if times:
        return times if times.endswith(" as") else f"{times} what"
    return "a little more than" if ratio >= _MORE else fraction(ratio)


def shape(week: int, mine: float, theirs: float, name: str) -> str:
    """Compare two lives by what each kept: `By week 20 it kept half of its first month; ...`

    `mine` and `theirs` are shares of each shoe's own first month.
    """
    return f"By week {week} it {_kept(mine, ' of its first month')}; the {name} {_kept(theirs)}."


def _kept(share: float, of: str = "") -> str:
    if share > _ABOVE:
        return "stood above its first month"
    return f"kept {next(words for least, words in _KEPT if share >= least)}{of}"


def launches_keep(share: float) -> str:
    """Say what becomes of launches: `launches like it keep a third of their first month`."""
    if share > _ABOVE:
        return "launches like it stand above their first month"
    kept = next(words for least, words in _KEPT if share >= least)
    return f"launches like it keep {kept} of their first month"


def note(joint: bool) -> str:
    """Say what the height of the lines says."""
    if joint:
        return "By weeks since release, all on one scale."
    return "By weeks since release, each as a share of its own first month: compare the shapes."
