"""The tables that `measure` hands on, column by column; `model.py` tells the vocabulary."""

import pyarrow as pa

_TEXT, _DATE, _FLOAT, _INT, _BOOL = pa.string(), pa.date32(), pa.float64(), pa.int64(), pa.bool_()
_TEXTS = pa.list_(_TEXT)
_GROUP = [("kind", _TEXT), ("group", _TEXT)]


def _schema(*columns: tuple[str, pa.DataType]) -> pa.Schema:
    return pa.schema(list(columns))


_BANDS = [("lo80", _FLOAT), ("hi80", _FLOAT), ("lo95", _FLOAT), ("hi95", _FLOAT)]

SHARED = pa.struct([("attribute", _TEXT), ("value", _TEXT)])
"""Something that two shoes have in common; without a value where theirs are near, not equal."""

SOURCE_SHOWS = ("size", "untied", "shape")
"""What a source's line shows of a shoe: its size beside others, that on a scale which nothing ties
to the guide's main one, or only its shape."""

SOURCE_COUNTS = ("now", "hardly", "ended")
"""How far a source's line counts this week."""

MEASURED: dict[str, pa.Schema] = {
    # The agreed value of an attribute; `status` is single, agreed, disputed,
    # or corrected by the editors.
    "specs": _schema(
        ("shoe", _TEXT),
        ("attribute", _TEXT),
        ("value", _TEXT),
        ("unit", _TEXT),
        ("status", _TEXT),
        ("in_favour", _INT),
        ("against", _INT),
        ("confidence", _FLOAT),
        ("other_values", _TEXTS),
        # The maker's figure beside a measured one; when a source last said the value; median and
        # spread of the numbers of two sources and more.
        ("advertised", _TEXT),
        ("confirmed", _DATE),
        ("centre", _FLOAT),
        ("spread", _FLOAT),
    ),
    # `retail` of the newest adult colorway and the range of all, in `currency`; the median that
    # shops ask now, and that of the last half year's sales. What each is `worth` is in the guide's
    # currency, null without a rate.
    "prices": _schema(
        ("shoe", _TEXT),
        ("currency", _TEXT),
        ("retail", _FLOAT),
        ("retail_lo", _FLOAT),
        ("retail_hi", _FLOAT),
        ("retail_worth", _FLOAT),
        ("asking", _FLOAT),
        ("asking_currency", _TEXT),
        ("asking_worth", _FLOAT),
        ("sold", _FLOAT),
        ("sold_currency", _TEXT),
        ("sold_worth", _FLOAT),
    ),
    # `change` is changed, same or unknown.
    "changes": _schema(
        ("shoe", _TEXT),
        ("previous", _TEXT),
        ("attribute", _TEXT),
        ("before", _TEXT),
        ("after", _TEXT),
        ("change", _TEXT),
    ),
    "series": _schema(
        ("shoe", _TEXT),
        ("source", _TEXT),
        ("scale_group", _TEXT),
        ("metric", _TEXT),
        ("comparable", _BOOL),
        ("week", _DATE),
        ("value", _FLOAT),
        ("censored", _BOOL),
        ("partial", _BOOL),
        ("observations", _INT),
    ),
    # Heat is 0-100 with one maximum over all shoes and weeks of the guide; `level` is its log.
    # `open` weeks lie in a gap too long to bridge; `anchored` ones are on the main joint `scale`.
    "heat": _schema(
        ("shoe", _TEXT),
        ("week", _DATE),
        ("heat", _FLOAT),
        ("lo", _FLOAT),
        ("hi", _FLOAT),
        ("level", _FLOAT),
        ("adjusted", _FLOAT),
        ("partial", _BOOL),
        ("open", _BOOL),
        ("scale", _TEXT),
        ("anchored", _BOOL),
    ),
    "heat_sources": _schema(
        ("shoe", _TEXT),
        ("source", _TEXT),
        ("scale_group", _TEXT),
        ("metric", _TEXT),
        ("comparable", _BOOL),
        ("weight", _FLOAT),
        ("contribution", _FLOAT),
        ("weeks", _INT),
        ("last_week", _DATE),
        # What the line shows, of `SOURCE_SHOWS`, and how far it counts this week, of
        # `SOURCE_COUNTS`; the heat that it alone would give; how its exports were joined.
        ("shows", _TEXT),
        ("counts", _TEXT),
        ("alone", _FLOAT),
        ("joined", _TEXT),
    ),
    "trends": _schema(
        ("shoe", _TEXT),
        ("class", _TEXT),
        ("level", _FLOAT),
        ("momentum13", _FLOAT),
        ("yoy", _FLOAT),
        ("yoy_lo", _FLOAT),
        ("yoy_hi", _FLOAT),
        ("peak_week", _DATE),
        ("season_peak", _INT),
        ("change_weeks", pa.list_(_DATE)),
        ("first_week", _DATE),
        ("last_week", _DATE),
        ("weeks", _INT),
        ("current", _BOOL),
        # What the class rests on: the change and its 80% interval as ratios minus 1, on the year
        # or else on the quarter; whether the line has turned since; the week from which it moved
        # to where it is, and now over that week; weeks above zero, and at zero at the end.
        ("change", _FLOAT),
        ("change_lo", _FLOAT),
        ("change_hi", _FLOAT),
        ("yearly", _BOOL),
        ("past", _BOOL),
        ("turn_week", _DATE),
        ("turn_ratio", _FLOAT),
        ("positive", _INT),
        ("silent", _INT),
        ("resumed", _BOOL),
    ),
    "forecasts": _schema(
        ("shoe", _TEXT),
        ("week", _DATE),
        ("mean", _FLOAT),
        *_BANDS,
        ("method", _TEXT),
        ("frozen", _DATE),
    ),
    # What `rising` rests on: heat in the last complete week and in the mean of the last 13; what is
    # expected of the 13 weeks that end in 26 and in 52 weeks; and the chance, by the same
    # distribution as the interval, that the latter are at least half above the same 13 of now.
    "growth": _schema(
        ("shoe", _TEXT),
        ("now", _FLOAT),
        ("quarter", _FLOAT),
        ("in26", _FLOAT),
        ("in26_lo", _FLOAT),
        ("in26_hi", _FLOAT),
        ("in52", _FLOAT),
        ("in52_lo", _FLOAT),
        ("in52_hi", _FLOAT),
        ("p_half_more", _FLOAT),
        # Of a shoe under half a year: the share of their first month that launches keep by then.
        ("kept", _FLOAT),
    ),
    # What each reviewer said of a shoe, in its own unit, `place` among the `of` it scored; `kind`
    # is of `REVIEWERS`.
    "scores": _schema(
        ("shoe", _TEXT),
        ("kind", _TEXT),
        ("source", _TEXT),
        ("value", _FLOAT),
        ("unit", _FLOAT),
        ("n", _INT),
        ("place", _INT),
        ("of", _INT),
    ),
    # `score` lies within what the reviews say; `quality`, with its 80% interval, is the estimate
    # that rankings use and no page shows.
    "estimates": _schema(
        ("shoe", _TEXT),
        ("score", _FLOAT),
        ("quality", _FLOAT),
        ("lo", _FLOAT),
        ("hi", _FLOAT),
        ("reviews", _INT),
        ("ratings", _INT),
    ),
    # How far two reviewers agree on the shoes that both scored.
    "agreement": _schema(
        ("source", _TEXT),
        ("other", _TEXT),
        ("shoes", _INT),
        ("correlation", _FLOAT),
    ),
    "rankings": _schema(
        ("ranking", _TEXT),
        ("rank", _INT),
        # The rank four weeks before; null where it had none, or where none is known.
        ("was", _INT),
        ("shoe", _TEXT),
        ("value", _FLOAT),
        ("lo", _FLOAT),
        ("hi", _FLOAT),
        # Why it is here, of `PLACE_REASONS`, with what that rests on: a date; the source and metric
        # that say most; the percentages of shoes with a lower score, and with a lower heat.
        ("reason", _TEXT),
        ("date", _DATE),
        ("source", _TEXT),
        ("metric", _TEXT),
        ("score_above", _FLOAT),
        ("heat_above", _FLOAT),
        # As in `growth`.
        ("kept", _FLOAT),
    ),
    "alternatives": _schema(
        ("shoe", _TEXT),
        ("other", _TEXT),
        ("similarity", _FLOAT),
        ("kind", _TEXT),
        # The figures that make it of its kind (sold, asking, retail, premium, estimate, heat),
        # whether it is the previous version, and what both have, the most telling first. A price of
        # theirs is in `currency`, and `worth` so much in the guide's where that is another.
        ("figure", _TEXT),
        ("theirs", _FLOAT),
        ("mine", _FLOAT),
        ("currency", _TEXT),
        ("worth", _FLOAT),
        ("is_previous", _BOOL),
        ("shared", pa.list_(SHARED)),
    ),
    "events": _schema(
        ("shoe", _TEXT),
        ("date", _DATE),
        ("kind", _TEXT),
        ("label", _TEXT),
        ("source", _TEXT),
        ("url", _TEXT),
    ),
    # One row per call, shoe and target week; `kind` is live, backtest or before release.
    "ledger": _schema(
        ("made", _DATE),
        ("kind", _TEXT),
        ("method", _TEXT),
        ("shoe", _TEXT),
        ("week", _DATE),
        ("mean", _FLOAT),
        *_BANDS,
        ("naive", _FLOAT),
        ("momentum", _FLOAT),
        ("actual", _FLOAT),
    ),
    # The ledger's due calls, graded: ratios below 1 beat the rival on the same weeks.
    "grades": _schema(
        ("made", _DATE),
        ("kind", _TEXT),
        ("method", _TEXT),
        ("shoes", _INT),
        ("weeks_due", _INT),
        ("mae_vs_naive", _FLOAT),
        ("mae_vs_momentum", _FLOAT),
        ("coverage80", _FLOAT),
        ("coverage95", _FLOAT),
        ("rising_calls", _INT),
        ("rising_hits", _INT),
    ),
    # Weekly lines of models and brands, as `series`; `part` as in `group_observations`.
    "group_series": _schema(
        *_GROUP,
        ("part", _TEXT),
        ("source", _TEXT),
        ("scale_group", _TEXT),
        ("metric", _TEXT),
        ("comparable", _BOOL),
        ("week", _DATE),
        ("value", _FLOAT),
        ("censored", _BOOL),
        ("partial", _BOOL),
        ("observations", _INT),
    ),
    # Heat of a model or brand: 0-100 with one maximum over its own line alone.
    "group_heat": _schema(
        *_GROUP,
        ("week", _DATE),
        ("heat", _FLOAT),
        ("lo", _FLOAT),
        ("hi", _FLOAT),
        ("adjusted", _FLOAT),
        ("partial", _BOOL),
        ("open", _BOOL),
    ),
    # Whose line a shoe without one of its own shows.
    "borrowed": _schema(("shoe", _TEXT), *_GROUP),
    # The model's line ahead of a shoe that shows it, on that line's own scale, and the part of it
    # that the shoe is likely to be by the ages of the model's `versions`. It ranks no shoe.
    "line_parts": _schema(
        ("shoe", _TEXT),
        ("week", _DATE),
        ("whole", _FLOAT),
        ("share", _FLOAT),
        ("share_lo80", _FLOAT),
        ("share_hi80", _FLOAT),
        ("mean", _FLOAT),
        ("lo80", _FLOAT),
        ("hi80", _FLOAT),
        ("versions", _INT),
    ),
    # Dated facts by what they are about: `about` is shoe, model or brand, `slug` which one.
    # `names` are who or what; `precision` is one of DATE_PRECISIONS; `sources` count the sources
    # that tell the same.
    "story": _schema(
        ("about", _TEXT),
        ("slug", _TEXT),
        ("date", _DATE),
        ("precision", _TEXT),
        ("kind", _TEXT),
        ("names", _TEXTS),
        ("source", _TEXT),
        ("url", _TEXT),
        ("confidence", _FLOAT),
        ("sources", _INT),
    ),
}
