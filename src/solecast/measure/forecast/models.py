"""The two forecasters that `solecast.forecast` averages, both on a `SeriesState`.

`damped_trend` needs nothing but the series itself. `Nets` learn, at forecast time, from the panel
that is being forecast how a past like this one went on; they ship without any weights.

Both answer with a correction: what to add to level + season, in logs, for each week ahead.
"""

from dataclasses import dataclass

import numpy as np

from .series_state import OFFSET, Floats, SeriesState, level

AHEAD = 52
"""Weeks ahead that the forecasters answer for; beyond, the last correction is kept."""

SPREAD = np.float32(0.3)
"""Typical size of a log movement, to bring inputs near 1."""


def damped_trend(state: SeriesState, short: float = 8, long: float = 20) -> Floats:
    """(52, N) correction of a trend that flattens out.

    The slope is the difference of two exponentially weighted levels (half-lives in weeks) over
    the distance of their mean ages; it is damped by .985 a week and trusted at .6.
    """
    mean_age = np.array([short, long]) / np.log(2)
    recent = level(state.adjusted, state.seen, short)
    slope = (recent - level(state.adjusted, state.seen, long)) / (mean_age[1] - mean_age[0])
    weeks = np.arange(1, AHEAD + 1)[:, None]
    travelled = 0.985 * (1 - 0.985**weeks) / (1 - 0.985) + mean_age[0]
    return np.asarray(recent - state.level + 0.6 * slope * travelled, np.float32)


def weekly(state: SeriesState, correction: Floats, horizon: int) -> Floats:
    """(horizon, N) forecast in units of the panel from a (52, N) correction."""
    weeks = np.arange(horizon)
    season = state.season[weeks % len(state.season)]
    logs = state.level + season + correction[np.minimum(weeks, len(correction) - 1)]
    return np.asarray(np.maximum(np.exp(np.minimum(logs, 12)) - OFFSET, 0) * state.size)


def joined(state: SeriesState, correction: Floats) -> Floats:
    """The (52, N) correction, joined to the last week of lines that are smooth.

    A level that averages six weeks is right for counts, but lags behind a line that is itself an
    estimate, such as heat. Neighbouring steps of counts differ in sign, those of a smooth line
    agree: as far as their correlation exceeds its error by up to .25, the forecast starts at the
    last week and moves to the correction with a half-life of four weeks.
    """
    weeks, series = state.seen.shape
    rows = (weeks - 1 - np.argmax(state.seen[::-1] > 0, axis=0), np.arange(series))
    steps = np.diff(state.adjusted[-104:], axis=0)
    steps = steps * state.seen[-104:][1:] * state.seen[-104:][:-1]
    agree = (steps[1:] * steps[:-1]).sum(0) / ((steps**2).sum(0) + 1e-9)
    smooth = np.clip((agree - 1 / np.sqrt(np.maximum(state.seen.sum(0), 1))) / 0.25, 0, 1)
    gap = (state.adjusted[rows] - state.level - correction[0]) * smooth
    fade = np.float32(0.5) ** (np.arange(len(correction), dtype=np.float32)[:, None] / 4)
    return np.asarray(correction + gap * fade)


@dataclass(frozen=True)
class Net:
    """One hidden layer of ReLU beside a linear path."""

    weights: tuple[Floats, ...]

    def __call__(self, inputs: Floats) -> Floats:
        """(n, p) inputs to (n, 52) outputs."""
        into, bias, out, skip, shift = self.weights
        return np.asarray(np.maximum(inputs @ into + bias, 0) @ out + inputs @ skip + shift)


@dataclass(frozen=True)
class Recipe:
    """How a net is trained: Adam with cosine decay and decoupled weight decay, weighted L1."""

    hidden: int = 96
    epochs: int = 20
    batch: int = 256
    rate: float = 2e-3
    decay: float = 3.0
    drop_hidden: float = 0.2


def train_net(inputs: Floats, targets: Floats, weights: Floats, seed: int, recipe: Recipe) -> Net:
    """Fit a net to (n, p) inputs and (n, 52) targets; a target of weight 0 is ignored."""
    random = np.random.default_rng(seed)
    parameters = _initial(inputs.shape[1], targets.shape[1], recipe.hidden, random)
    first = [np.zeros_like(p) for p in parameters]
    second = [np.zeros_like(p) for p in parameters]
    batches = max(len(inputs) // recipe.batch, 1)
    steps, step = recipe.epochs * batches, 0
    for _ in range(recipe.epochs):
        order = random.permutation(len(inputs))
        for chosen in np.array_split(order[: batches * recipe.batch], batches):
            step += 1
            slopes = _gradients(
                parameters, inputs[chosen], targets[chosen], weights[chosen], random, recipe
            )
            rate = recipe.rate * 0.5 * (1 + np.cos(np.pi * step / steps))
            _adam(parameters, slopes, first, second, step, rate, recipe.decay)
    return Net(tuple(parameters))


def _initial(width: int, ahead: int, hidden: int, random: np.random.Generator) -> list[Floats]:
    single = np.float32
    return [
        random.normal(0, 1.4 / np.sqrt(width), (width, hidden)).astype(single),
        np.zeros(hidden, single),
        random.normal(0, 0.1 / np.sqrt(hidden), (hidden, ahead)).astype(single),
        np.zeros((width, ahead), single),
        np.zeros(ahead, single),
    ]


def _gradients(
    parameters: list[Floats],
    inputs: Floats,
    targets: Floats,
    weights: Floats,
    random: np.random.Generator,
    recipe: Recipe,
) -> list[Floats]:
    into, bias, out, skip, shift = parameters
    before = inputs @ into + bias
    kept = _dropout(before.shape, recipe.drop_hidden, random) * (before > 0)
    hidden = before * kept
    error = hidden @ out + inputs @ skip + shift - targets
    up = np.sign(error) * weights / np.float32(len(inputs))
    down = (up @ out.T) * kept
    return [inputs.T @ down, down.sum(0), hidden.T @ up, inputs.T @ up, up.sum(0)]


def _dropout(shape: tuple[int, ...], rate: float, random: np.random.Generator) -> Floats:
    return (random.random(shape, dtype=np.float32) > rate) / np.float32(1 - rate)


def _adam(
    parameters: list[Floats],
    slopes: list[Floats],
    first: list[Floats],
    second: list[Floats],
    step: int,
    rate: float,
    decay: float,
) -> None:
    """One step of Adam (Kingma & Ba 2015), weight decay decoupled, in place."""
    single = np.float32
    pace, bias = single(rate / (1 - 0.9**step)), single(1 / (1 - 0.999**step))
    for i, slope in enumerate(slopes):
        first[i] += single(0.1) * (slope - first[i])
        second[i] += single(0.001) * (slope * slope - second[i])
        if parameters[i].ndim == 2:
            parameters[i] *= single(1 - rate * decay)
        parameters[i] -= pace * first[i] / (np.sqrt(second[i] * bias) + single(1e-8))


def blend(own: Floats, learnt: Floats, drift: Floats, trust: float) -> Floats:
    """Mean of the damped trend and the nets, which count for .65 where fully trusted.

    drift: (52, 1) by how much the median net exceeds the median damped trend of the panel. It is
    taken back: a few years of one panel say little about where all series move together, so that
    is left to the series' own trends.
    """
    return own + 0.65 * trust * (learnt - drift - own)


def smooth_ahead(correction: Floats, bandwidth: float = 3.0) -> Floats:
    """Gaussian smooth of a (52, N) correction over the weeks ahead."""
    weeks = np.arange(len(correction))
    kernel = np.exp(-0.5 * ((weeks[:, None] - weeks) / bandwidth) ** 2)
    return np.asarray((kernel / kernel.sum(1, keepdims=True)) @ correction, np.float32)
