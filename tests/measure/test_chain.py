"""Overlapping search exports become one line with a band, or are refused with a reason."""

import datetime as dt

import numpy as np
import pytest

from solecast.measure.chain import OVERLAP, chain

START = dt.date(2022, 1, 3)
TRUTH = 30 + 20 * np.sin(np.arange(120) / 9)


def export(first, last, scale=1.0):
    weeks = range(first, last)
    return {START + dt.timedelta(weeks=n): float(TRUTH[n] * scale) for n in weeks}


def test_an_export_on_another_scale_continues_the_line():
    found = chain([export(0, 80), export(60, 120, scale=0.37)])
    assert found.joined == [0, 1]
    assert list(found.values.values()) == pytest.approx(list(TRUTH))


def test_joining_adds_a_band_only_where_it_carries_the_line():
    found = chain([export(0, 80), export(60, 120, scale=2.0)])
    bands = list(found.band.values())
    assert bands[:80] == [0.0] * 80
    assert all(band >= 0 for band in bands[80:])


def test_too_short_an_overlap_is_refused_with_the_reason():
    found = chain([export(0, 80), export(80 - OVERLAP + 1, 120)])
    assert found.joined == [0]
    assert str(OVERLAP) in found.refused[1]


def test_an_overlap_that_disagrees_is_refused():
    wild = export(60, 90)
    for n, week in enumerate(wild):
        wild[week] *= 8.0 if n % 5 else 0.1
    found = chain([export(0, 80), wild])
    assert 1 in found.refused


def test_nothing_gives_nothing():
    assert chain([]).values == {}
